"""Entities and the names they are known by: learned from documents, looked up by readers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from store.database.base import KnownName
from store.database.connections import StorePart
from store.database.driver import Connection, Row
from store.database.name_writing import NameWriter
from store.database.rows import list_text
from store.database.visibility import for_reader, seen_by
from store.model import Entity, EntityKind, Reader

UNNAMED_KIND = EntityKind.ORGANISATION
"""What somebody is taken for whom a fact speaks of and no entity describes."""

RESOLVE = for_reader(
    """
    select id from entity where name = :name and visible(entity)
    order by workspace <> :workspace, audience = '' limit 1
    """
)
INSERT_ENTITY = """
    insert into entity (workspace, audience, name, kind, parent, country, sector)
    values (:workspace, :conversation, :name, :kind, :parent, :country, :sector)
"""
PUT_ENTITY = f"""{INSERT_ENTITY}
    on conflict (workspace, audience, name) do update set kind = excluded.kind,
        parent = coalesce(nullif(excluded.parent, ''), parent),
        country = coalesce(nullif(excluded.country, ''), country),
        sector = coalesce(nullif(excluded.sector, ''), sector)
    where (kind, parent, country, sector) is not (
        excluded.kind, coalesce(nullif(excluded.parent, ''), parent),
        coalesce(nullif(excluded.country, ''), country), coalesce(nullif(excluded.sector, ''), sector))
"""
INSERT_NAME = for_reader(
    """
    insert into name (entity_id, workspace, audience, kind, display, norm)
    select :entity, :workspace, :conversation, :kind, :display, :norm
    where not exists (
        select 1 from name where entity_id = :entity and display = :display and kind = :kind and visible(name))
    """
)
STORED = """
    select entity.name, entity.kind, parent, country, sector, name.kind, display
    from entity join name on entity_id = entity.id
        and name.workspace = entity.workspace and name.audience = entity.audience
    where entity.workspace = :workspace and entity.audience = :conversation
        and entity.name in (select value from json_each(:names))
"""
NAMES = for_reader("select entity_id, display, kind from name where visible(name) order by id")
ENTITY = for_reader("select * from entity where id = :entity and visible(entity)")
NAMES_OF = for_reader(
    "select distinct display, kind from name where entity_id = :entity and kind <> 'name' and visible(name) order by id"
)
IDS = for_reader(
    "select id from entity where name = :name and visible(entity) order by workspace <> :workspace, audience = '', id"
)
UNITS = for_reader(
    """
    with recursive unit (id, name) as (
        select entity.id, entity.name from entity where id = :entity and visible(entity)
        union
        select entity.id, entity.name from entity join unit on entity.parent = unit.name where visible(entity)
    )
    select id from unit where id <> :entity order by id
    """
)


class KnownEntities(StorePart):
    """The part of the fact store that knows who is who."""

    def add_entities(self, entities: Sequence[Entity], workspace: str, audience: str = "") -> int:
        home = Reader(workspace, audience)
        names = list_text(entity.name for entity in entities)
        stored = {tuple(row) for row in self._connections.read(STORED, seen_by(home, names=names))}
        new = [entity for entity in entities if not stored.issuperset(rows_of(entity))]
        if not new:
            return 0
        with self._connections.writing() as connection:
            register = Register(connection, home)
            changed = sum(register.put(entity) for entity in new)
            register.index_names()
            return changed

    def names(self, reader: Reader) -> Sequence[KnownName]:
        rows = self._connections.read(NAMES, seen_by(reader))
        return [KnownName(row["entity_id"], row["display"], row["kind"]) for row in rows]

    def names_version(self) -> int:
        return int(self._connections.read("select coalesce(max(id), 0) from name")[0][0])

    def entity(self, entity_id: int, reader: Reader) -> Entity | None:
        parameters = seen_by(reader, entity=entity_id)
        found = self._connections.read(ENTITY, parameters)
        return read_entity(found[0], self._connections.read(NAMES_OF, parameters)) if found else None

    def entity_ids(self, name: str, reader: Reader) -> Sequence[int]:
        return [row["id"] for row in self._connections.read(IDS, seen_by(reader, name=name))]

    def units_of(self, entity_id: int, reader: Reader) -> Sequence[int]:
        return [row["id"] for row in self._connections.read(UNITS, seen_by(reader, entity=entity_id))]


class Register:
    """The entities that one home's documents speak of: found, or entered, within the open transaction.

    A name means the home's own entity, else the workspace's, else the shared one.
    """

    def __init__(self, connection: Connection, home: Reader) -> None:
        self._connection = connection
        self._home = home
        self._index = NameWriter(connection, home)
        self._ids: dict[str, int] = {}

    def id_of(self, name: str, kind: EntityKind = UNNAMED_KIND) -> int:
        """The entity of this name; a new one has no names to be looked up by until something describes it."""
        if name not in self._ids:
            self._ids[name] = self._find(name) or self._insert(Entity(name, kind))
        return self._ids[name]

    def learn(self, entity: Entity) -> int:
        """What a document tells of somebody: names that are new; what is known of them already stays."""
        self._ids[entity.name] = entity_id = self._find(entity.name) or self._insert(entity)
        self._add_names(entity_id, entity)
        return entity_id

    def put(self, entity: Entity) -> int:
        """Enter the entity in this very home, or correct it there; the number of rows that changed."""
        changed = self._connection.execute(PUT_ENTITY, self._described(entity)).rowcount
        own = "select id from entity where workspace = :workspace and audience = :conversation and name = :name"
        entity_id = self._connection.execute(own, seen_by(self._home, name=entity.name)).fetchone()["id"]
        return changed + self._add_names(entity_id, entity)

    def _find(self, name: str) -> int | None:
        row = self._connection.execute(RESOLVE, seen_by(self._home, name=name)).fetchone()
        return row["id"] if row else None

    def _insert(self, entity: Entity) -> int:
        entity_id = self._connection.execute(INSERT_ENTITY, self._described(entity)).lastrowid
        assert entity_id is not None
        return entity_id

    def _described(self, entity: Entity) -> dict[str, object]:
        known = {"parent": entity.parent, "country": entity.country, "sector": entity.sector}
        return seen_by(self._home, name=entity.name, kind=entity.kind.value, **known)

    def index_names(self) -> None:
        """Let the names that were added be found: once, at the end."""
        self._index.flush()

    def _add_names(self, entity_id: int, entity: Entity) -> int:
        return sum(self._add_name(entity_id, kind, name) for kind, name in names_of(entity))

    def _add_name(self, entity_id: int, kind: str, name: str) -> bool:
        added = self._connection.execute(
            INSERT_NAME, seen_by(self._home, entity=entity_id, kind=kind, display=name, norm=fold(name))
        )
        if not added.rowcount:
            return False
        assert added.lastrowid is not None
        self._index.add(added.lastrowid, kind, name)
        return True


def names_of(entity: Entity) -> Iterator[tuple[str, str]]:
    """Each of an entity's names with its kind."""
    yield "name", entity.name
    yield from (("alias", alias) for alias in entity.aliases)
    yield from (("ticker", ticker) for ticker in entity.tickers)


def rows_of(entity: Entity) -> Iterator[tuple[str, ...]]:
    """An entity as `STORED` gives it: one row for each of its names."""
    described = (entity.name, entity.kind.value, entity.parent, entity.country, entity.sector)
    return ((*described, *name) for name in names_of(entity))


def fold(name: str) -> str:
    """A name without what doesn't matter when two are compared.

    >>> fold("  ＡLIBABA   Cloud ")
    'alibaba cloud'
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def read_entity(row: Row, names: Sequence[Row]) -> Entity:
    return Entity(
        name=row["name"],
        kind=EntityKind(row["kind"]),
        aliases=tuple(name["display"] for name in names if name["kind"] == "alias"),
        tickers=tuple(name["display"] for name in names if name["kind"] == "ticker"),
        parent=row["parent"],
        country=row["country"],
        sector=row["sector"],
    )
