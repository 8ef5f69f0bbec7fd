"""The index of names: which entity a name belongs to, and which known names are like it.

A name is looked up by keys: its core, and the initials of a long one.  For each gram of the cores there are rows
of postings, a thousand each, so that to add a name costs the same however many there are, and nothing is ever
merged.  Each home (a workspace, or one conversation of it) has keys and postings of its own: a reader never
comes near the names of others.  It is written in the transaction that adds the names.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from functools import cached_property

from store.database.base import NameOwner
from store.database.connections import Connections, StorePart
from store.database.driver import Connection
from store.database.grams import grams
from store.database.rows import list_text
from store.database.visibility import for_reader, seen_by
from store.model import SHARED_WORKSPACE, Reader
from store.names import core_of, initials_of, is_shared, name_words, normalise, symbol

MOST_POSTED = 50_000
"""Postings that one search reads, rarest grams first: a query that a million names match costs no more than others."""

SURPLUS = 0.7
"""What a gram of the name counts that the query lacks, beside one of the query that the name lacks."""

WORTH_RANKING = 0.3
"""The share of the most grams in common with which a name may still be the best after all."""

ROW = 1_000
"""Postings in a row, which fills a page of the database."""
GRAMS_BITS = 8
MOST_GRAMS = 2**GRAMS_BITS - 1
MOST_KEYS = 2 ** (32 - GRAMS_BITS)
"""A posting is a key's number and how many grams it has, in 32 bits; keys beyond are found only exactly."""

BATCH = 20_000
MOST_OWNERS = 200
MOST_MENTIONS = 100

HOMES = for_reader(
    """
    select id from name_home
    where (workspace, audience) in (values (:workspace, ''), (:workspace, :conversation), (:shared, ''))
        and visible(name_home)
    """
)
OWNERS = for_reader(
    """
    select name_key.text as key, name_link.is_core, entity.id, entity.name, name.display, name.kind
    from json_each(:keys) wanted
    join name_key on name_key.text = wanted.value and name_key.home_id in (select value from json_each(:homes))
    join name_link on name_link.key_id = name_key.id
    join name on name.id = name_link.name_id
    join entity on entity.id = name.entity_id
    where visible(name) order by wanted.key, name_link.is_core desc, name.id limit :most
    """
)
POSTED = """
    select wanted.value as gram,
        (select part * :row + n from gram where home_id = :home and gram = wanted.value order by part desc limit 1) as n
    from json_each(:grams) wanted where n is not null
"""
POSTINGS = "select ids from gram where home_id = :home and gram in (select value from json_each(:grams))"
TEXTS = "select id, text from name_key where id in (select value from json_each(:ids))"
COUNT = "select coalesce(sum(names), 0) from name_home where id in (select value from json_each(:homes))"
MENTIONS = for_reader(
    """
    select wanted.value as id, (select count(*) from (
        select 1 from passage_entity join passage on passage.id = passage_entity.passage_id
        where passage_entity.entity_id = wanted.value and visible(passage) limit :most)) as n
    from json_each(:entities) wanted
    """
)


INSERT_HOME = "insert into name_home (workspace, audience, names) values (?, ?, 0) on conflict do nothing"
COUNT_NEW = "update name_home set names = names + ? where id = ?"
KEY = "select id, is_posted from name_key where text = ? and home_id = ?"
INSERT_KEY = "insert into name_key (text, home_id, is_posted) values (?, ?, 0)"
LINK = "insert into name_link (key_id, name_id, is_core) values (?, ?, ?) on conflict do nothing"
LAST_ROW = "select id, part, n, ids from gram where home_id = ? and gram = ? order by part desc limit 1"
FILL = "update gram set ids = ?, n = ? where id = ?"
INSERT_ROW = "insert into gram (home_id, gram, part, n, ids) values (?, ?, ?, ?, ?)"
NAMES_OF_HOME = "select id, kind, display from name where workspace = ? and audience = ? order by id"


class NameIndex(StorePart):
    """The part of the fact store that finds entities by what people call them."""

    def name_owners(self, reader: Reader, keys: Sequence[str]) -> Sequence[NameOwner]:
        parameters = seen_by(reader, keys=list_text(keys), homes=list_text(self._homes(reader)), most=MOST_OWNERS)
        return [NameOwner(*row) for row in self._connections.read(OWNERS, parameters)]

    def similar_names(self, reader: Reader, core: str, limit: int) -> Sequence[str]:
        wanted = grams(core)
        postings = [blob for home in self._homes(reader) for blob in self._postings(home, wanted)]
        best = rank_keys(b"".join(postings), len(wanted), limit)
        texts = {row[0]: row[1] for row in self._connections.read(TEXTS, {"ids": list_text(best)})}
        return list(dict.fromkeys(texts[key] for key in best if key in texts))

    def name_count(self, reader: Reader) -> int:
        return int(self._connections.read(COUNT, {"homes": list_text(self._homes(reader))})[0][0])

    def mentions(self, reader: Reader, entity_ids: Sequence[int]) -> Mapping[int, int]:
        parameters = seen_by(reader, entities=list_text(entity_ids), most=MOST_MENTIONS)
        return {row[0]: row[1] for row in self._connections.read(MENTIONS, parameters)}

    def _homes(self, reader: Reader) -> list[int]:
        return [row[0] for row in self._connections.read(HOMES, seen_by(reader, shared=SHARED_WORKSPACE))]

    def _postings(self, home: int, wanted: Sequence[int]) -> list[bytes]:
        """The postings of the rarest grams, as many as may be read."""
        posted = self._connections.read(POSTED, {"home": home, "grams": list_text(wanted), "row": ROW})
        chosen: list[int] = []
        left = MOST_POSTED
        for count, gram in sorted((row[1], row[0]) for row in posted):
            if chosen and count > left:
                break
            chosen.append(gram)
            left -= count
        rows = self._connections.read(POSTINGS, {"home": home, "grams": list_text(chosen)})
        return [row[0] for row in rows]


def rank_keys(postings: bytes, wanted: int, limit: int) -> list[int]:
    """The keys with the most of the wanted grams, beside how many others they have, best first."""
    import numpy as np  # noqa: PLC0415  (takes a tenth of a second that most commands can save)

    if not postings:
        return []
    posted = np.frombuffer(postings, dtype="<u4")
    keys = posted >> GRAMS_BITS
    shared = np.bincount(keys)[keys]
    near = shared >= WORTH_RANKING * shared.max()
    found, first = np.unique(posted[near], return_index=True)
    common = shared[near][first]
    fit = common / (wanted + SURPLUS * ((found & MOST_GRAMS) - common))
    best = np.argsort(-fit, kind="stable")[:limit]
    return [int(key) for key in found[best] >> GRAMS_BITS]


class NameWriter:
    """Names of one home on their way into the index, within the open transaction: `flush` ends it."""

    def __init__(self, connection: Connection, home: Reader) -> None:
        self._connection = connection
        self._reader = home
        self._posted: dict[str, int] = {}
        self._pending: dict[int, list[int]] = {}
        self._new_cores = 0

    def add(self, name_id: int, kind: str, display: str) -> None:
        """Index a name of the name table."""
        words = normalise(symbol(display) if kind == "ticker" else display).split()
        text = " ".join(words) if kind == "ticker" else core_of(words)
        if not text:
            return
        self._connection.execute(LINK, (self._post(text), name_id, True))
        for letters in initials_of(words):
            self._connection.execute(LINK, (self._key(letters)[0], name_id, False))
        if self._new_cores >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write the postings of the names that were added."""
        for gram, values in sorted(self._pending.items()):
            self._append(gram, values)
        if self._new_cores:
            self._connection.execute(COUNT_NEW, (self._new_cores, self._home))
        self._pending, self._new_cores = {}, 0

    @cached_property
    def _home(self) -> int:
        """The number of the home."""
        row = (self._reader.workspace, self._reader.conversation)
        self._connection.execute(INSERT_HOME, row)
        found = self._connection.execute("select id from name_home where (workspace, audience) = (?, ?)", row)
        return int(found.fetchone()[0])

    def _key(self, text: str) -> tuple[int, bool]:
        """The number of a key, and whether it has postings."""
        found = self._connection.execute(KEY, (text, self._home)).fetchone()
        if found is None:
            key = self._connection.execute(INSERT_KEY, (text, self._home)).lastrowid
            assert key is not None
            return key, False
        return found[0], bool(found[1])

    def _post(self, core: str) -> int:
        """The number of the key of a core, whose postings come with the next flush where it has none."""
        if core not in self._posted:
            key, is_posted = self._key(core)
            self._posted[core] = key
            if not is_posted:
                self._connection.execute("update name_key set is_posted = 1 where id = ?", (key,))
                self._new_cores += 1
                self._hold(key, core)
        return self._posted[core]

    def _hold(self, key: int, core: str) -> None:
        if key < MOST_KEYS and not is_shared(core):
            wanted = grams(core)
            for gram in wanted:
                self._pending.setdefault(gram, []).append(key << GRAMS_BITS | min(MOST_GRAMS, len(wanted)))

    def _append(self, gram: int, values: Sequence[int]) -> None:
        """Fill the last row of a gram, then begin new ones."""
        last = self._connection.execute(LAST_ROW, (self._home, gram)).fetchone()
        row, part, filled, ids = last or (None, -1, ROW, b"")
        if filled < ROW:
            begun = values[: ROW - filled]
            self._connection.execute(FILL, (ids + _packed(begun), filled + len(begun), row))
            values = values[len(begun) :]
        for start in range(0, len(values), ROW):
            part += 1
            chunk = values[start : start + ROW]
            self._connection.execute(INSERT_ROW, (self._home, gram, part, len(chunk), _packed(chunk)))


def _packed(values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def bring_names_up_to_date(connections: Connections) -> None:
    """Index every name anew where the words that names are folded by have changed, or nothing is indexed yet."""
    if _indexed_by(connections.connection(), connections) == name_words().version:
        return
    with connections.writing() as connection:
        if _indexed_by(connection, connections) != name_words().version:
            _index_all(connection)


def _indexed_by(connection: Connection, connections: Connections) -> str:
    with connections.translated():
        found = connection.execute("select version from name_index").fetchone()
    return str(found[0]) if found else ""


def _index_all(connection: Connection) -> None:
    for table in ("name_link", "name_key", "gram", "name_home", "name_index"):
        connection.execute(f"delete from {table}")  # noqa: S608  (names of our own)
    homes = connection.execute("select distinct workspace, audience from name").fetchall()
    for workspace, audience in homes:
        writer = NameWriter(connection, Reader(workspace, audience))
        for row in connection.execute(NAMES_OF_HOME, (workspace, audience)):
            writer.add(*row)
        writer.flush()
    connection.execute("insert into name_index (version) values (?)", (name_words().version,))
