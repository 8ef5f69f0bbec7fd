"""The index of names: which entity a name belongs to, and which known names are like it.

A name is looked up by keys: its core, and the initials of a long one.  For each gram of the cores there are rows
of postings, a thousand each, so that to add a name costs the same however many there are, and nothing is ever
merged.  Each home (a workspace, or one conversation of it) has keys and postings of its own: a reader never
comes near the names of others.  It is written in the transaction that adds the names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext

from store.database.base import NameOwner
from store.database.connections import Connections, StorePart
from store.database.driver import Connection, Row
from store.database.grams import grams
from store.database.postings import ROW, choose_rarest, rank_keys
from store.database.rows import list_text
from store.database.turns import Turns
from store.database.visibility import for_reader, seen_by
from store.model import SHARED_WORKSPACE, Reader

MOST_OWNERS = 200
MOST_COUNTED = 100

AT_ONCE = 8
"""Keys that one query looks up: a fixed number, so that it is prepared once."""
IN_HOMES = "home_id in (:home0, :home1, :home2)"

HOMES = for_reader(
    """
    select id from name_home where (workspace, audience) = (:workspace, '') and visible(name_home)
    union select id from name_home where (workspace, audience) = (:workspace, :conversation) and visible(name_home)
    union select id from name_home where (workspace, audience) = (:shared, '') and visible(name_home)
    """
)
OWNERS = for_reader(
    f"""
    select name_key.text, name_link.is_core, entity.id, entity.name, name.display, name.kind
    from name_key join name_link on key_id = name_key.id join name on name.id = name_id
        join entity on entity.id = entity_id
    where name_key.text in ({", ".join(f":key{place}" for place in range(AT_ONCE))}) and {IN_HOMES} and visible(name)
    limit {MOST_OWNERS}
    """
)
POSTED = """
    select wanted.value, (
        select part * :row + n from gram where home_id = :home and gram = wanted.value order by part desc limit 1)
    from json_each(:grams) wanted
"""
POSTINGS = "select ids from gram where home_id = :home and gram in (select value from json_each(:grams))"
TEXTS = "select id, text from name_key where id in (select value from json_each(:ids))"
COUNT = f"select coalesce(sum(names), 0) from name_home where {IN_HOMES.replace('home_id', 'id')}"
FIGURES = for_reader(
    """
    select wanted.value, (
        select count(*) from (select 1 from figure where subject_id = wanted.value and visible(figure) limit :most))
    from json_each(:entities) wanted
    """
)


class NameIndex(StorePart):
    """The part of the fact store that finds entities by what people call them."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections)
        self._turns = Turns()

    @contextmanager
    def names_seen_by(self, reader: Reader) -> Iterator[SeenNames]:
        is_inside = self._connections.connection().in_transaction
        with nullcontext() if is_inside else self._turns.turn(), self._connections.reading() as connection:
            yield SeenNames(connection, reader)


class SeenNames:
    """The names that one reader may look up, at one moment."""

    def __init__(self, connection: Connection, reader: Reader) -> None:
        self._connection = connection
        self._reader = reader
        self._homes = [row[0] for row in self._read(HOMES, seen_by(reader, shared=SHARED_WORKSPACE))]
        self._in_homes = {f"home{place}": home for place, home in enumerate([*self._homes, None, None, None][:3])}

    def count(self) -> int:
        return int(self._read(COUNT, self._in_homes)[0][0])

    def owners(self, keys: Sequence[str]) -> Sequence[NameOwner]:
        found: list[NameOwner] = []
        for start in range(0, len(keys), AT_ONCE):
            some = [*keys[start : start + AT_ONCE], *[None] * AT_ONCE][:AT_ONCE]
            wanted = {f"key{place}": key for place, key in enumerate(some)}
            found += [NameOwner(*row) for row in self._read(OWNERS, seen_by(self._reader, **self._in_homes, **wanted))]
        return found

    def similar(self, core: str, limit: int) -> Sequence[str]:
        wanted = grams(core)
        postings = [blob for home in self._homes for blob in self._postings(home, list_text(wanted))]
        best = rank_keys(b"".join(postings), len(wanted), limit)
        texts = {row[0]: row[1] for row in self._read(TEXTS, {"ids": list_text(best)})}
        return list(dict.fromkeys(texts[key] for key in best if key in texts))

    def figure_counts(self, entity_ids: Sequence[int]) -> Mapping[int, int]:
        parameters = seen_by(self._reader, entities=list_text(entity_ids), most=MOST_COUNTED)
        return {row[0]: row[1] for row in self._read(FIGURES, parameters)}

    def _postings(self, home: int, wanted: str) -> list[bytes]:
        """The postings of the rarest of these grams, as many as may be read."""
        counted = self._read(POSTED, {"home": home, "grams": wanted, "row": ROW})
        rarest = choose_rarest((row[1], row[0]) for row in counted if row[1])
        return [row[0] for row in self._read(POSTINGS, {"home": home, "grams": list_text(rarest)})]

    def _read(self, sql: str, parameters: Mapping[str, object]) -> list[Row]:
        return self._connection.execute(sql, parameters).fetchall()
