"""The index of names: which entity a name belongs to, and which known names are like it.

A name is looked up by keys: its core, and the initials of a long one.  For each gram of the cores there are rows
of postings, a thousand each, so that to add a name costs the same however many there are, and nothing is ever
merged.  Each home (a workspace, or one conversation of it) has keys and postings of its own: a reader never
comes near the names of others.  It is written in the transaction that adds the names.
"""

from __future__ import annotations

import math
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import cached_property

import numpy as np

from store.database.base import NameOwner
from store.database.connections import Connections, StorePart
from store.database.driver import Connection, Row
from store.database.grams import grams
from store.database.rows import list_text
from store.database.turns import Turns
from store.database.visibility import for_reader, seen_by
from store.model import SHARED_WORKSPACE, Reader
from store.names import core_of, initials_of, is_shared, name_words, normalise, symbol

MOST_POSTED = 50_000
MOST_RARE = 16
"""Postings and grams that one search reads, the rarest first: a query that a million names match costs no more than
others, and right are as many as with twice as much."""

SURPLUS = 0.7
"""What a gram of the name counts that the query lacks, beside one of the query that the name lacks."""

WORTH_RANKING = 0.4
"""The share of the most grams in common with which a name may still be the best after all."""

WORTH_SCORING = 0.6
FEWEST_NAMES = 16
"""Of the best name's fit the share that others must have, but for so many, to be looked at more closely."""

ROW = 1_000
"""Postings in a row, which fills a page of the database."""
GRAMS_BITS = 8
MOST_GRAMS = 2**GRAMS_BITS - 1
MOST_KEYS = 2 ** (32 - GRAMS_BITS)
"""A posting is a key's number and how many grams it has, in 32 bits; keys beyond are found only exactly."""

BATCH = 20_000
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
    """  # noqa: S608  (nothing but names of parameters)
)
POSTED = """
    select wanted.value, (
        select part * :row + n from gram where home_id = :home and gram = wanted.value order by part desc limit 1)
    from json_each(:grams) wanted
"""
POSTINGS = "select ids from gram where home_id = :home and gram in (select value from json_each(:grams))"
TEXTS = "select id, text from name_key where id in (select value from json_each(:ids))"
COUNT = f"select coalesce(sum(names), 0) from name_home where {IN_HOMES.replace('home_id', 'id')}"  # noqa: S608
FIGURES = for_reader(
    """
    select wanted.value, (
        select count(*) from (select 1 from figure where subject_id = wanted.value and visible(figure) limit :most))
    from json_each(:entities) wanted
    """
)
INSERT_HOME = "insert into name_home (workspace, audience, names) values (?, ?, 0) on conflict do nothing"
COUNT_NEW = "update name_home set names = names + ? where id = ?"
KEY = "select id, is_posted from name_key where text = ? and home_id = ?"
INSERT_KEY = "insert into name_key (text, home_id, is_posted) values (?, ?, ?)"
LINK = "insert into name_link (key_id, name_id, is_core) values (?, ?, ?) on conflict do nothing"
LAST_ROW = "select id, part, n, ids from gram where home_id = ? and gram = ? order by part desc limit 1"
FILL = "update gram set ids = ?, n = ? where id = ?"
INSERT_ROW = "insert into gram (home_id, gram, part, n, ids) values (?, ?, ?, ?, ?)"
NAMES_OF_HOME = "select id, kind, display from name where workspace = ? and audience = ? order by id"


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


def choose_rarest(counted: Iterable[tuple[int, int]]) -> list[int]:
    """Of grams with their numbers of postings those that may be read: the rarest one in any case.

    >>> choose_rarest([(45_000, 1), (4_000, 2), (4_000, 3)])
    [2, 3]
    """
    chosen: list[int] = []
    left = MOST_POSTED
    for count, gram in sorted(counted):
        left -= count
        if chosen and (left < 0 or len(chosen) == MOST_RARE):
            break
        chosen.append(gram)
    return chosen


def rank_keys(postings: bytes, wanted: int, limit: int) -> list[int]:
    """The keys with the most of the wanted grams, beside how many others they have, best first."""
    if not postings:
        return []
    posted = np.sort(np.frombuffer(postings, dtype="<u4"))
    last = np.append((posted[1:] != posted[:-1]).nonzero()[0], len(posted) - 1)
    common = last.copy()
    common[1:] -= last[:-1]
    common[0] += 1
    near = (common >= math.ceil(WORTH_RANKING * common.max())).nonzero()[0]
    found, common = posted[last[near]], common[near]
    fit = common / (wanted + SURPLUS * ((found & MOST_GRAMS) - common))
    best = np.argsort(-fit, kind="stable")[:limit]
    worth = max(FEWEST_NAMES, np.count_nonzero(fit[best] >= WORTH_SCORING * fit[best[0]]))
    return [int(key) for key in found[best[:worth]] >> GRAMS_BITS]


class NameWriter:
    """Names of one home on their way into the index, within the open transaction: `flush` ends it."""

    def __init__(self, connection: Connection, home: Reader) -> None:
        self._connection = connection
        self._reader = home
        self._cores: dict[str, int] = {}
        self._pending: defaultdict[int, list[int]] = defaultdict(list)
        self._new_cores = 0

    def add(self, name_id: int, kind: str, display: str) -> None:
        """Index a name of the name table."""
        words = normalise(symbol(display) if kind == "ticker" else display).split()
        core = " ".join(words) if kind == "ticker" else core_of(words)
        if not core:
            return
        self._connection.execute(LINK, (self._core_key(core), name_id, True))
        for letters in initials_of(words):
            self._connection.execute(LINK, (self._find(letters)[0] or self._insert(letters), name_id, False))
        if self._new_cores >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write the postings of the names that were added."""
        for gram, values in sorted(self._pending.items()):
            self._append(gram, values)
        if self._new_cores:
            self._connection.execute(COUNT_NEW, (self._new_cores, self._home))
        self._pending.clear()
        self._new_cores = 0

    @cached_property
    def _home(self) -> int:
        """The number of the home."""
        row = (self._reader.workspace, self._reader.conversation)
        self._connection.execute(INSERT_HOME, row)
        found = self._connection.execute("select id from name_home where (workspace, audience) = (?, ?)", row)
        return int(found.fetchone()[0])

    def _find(self, text: str) -> tuple[int, bool]:
        """The number of a key, 0 where it is new, and whether it has postings."""
        found = self._connection.execute(KEY, (text, self._home)).fetchone()
        return (found[0], bool(found[1])) if found else (0, False)

    def _insert(self, text: str, *, is_posted: bool = False) -> int:
        key = self._connection.execute(INSERT_KEY, (text, self._home, is_posted)).lastrowid
        assert key is not None
        return key

    def _core_key(self, core: str) -> int:
        """The number of the key of a core; where it has no postings, they come with the next flush."""
        if core not in self._cores:
            key, is_posted = self._find(core)
            if not key:
                key = self._insert(core, is_posted=True)
            elif not is_posted:
                self._connection.execute("update name_key set is_posted = 1 where id = ?", (key,))
            self._cores[core] = key
            if not is_posted:
                self._new_cores += 1
                self._hold(key, core)
        return self._cores[core]

    def _hold(self, key: int, core: str) -> None:
        if key < MOST_KEYS and not is_shared(core):
            wanted = grams(core)
            posting = key << GRAMS_BITS | min(MOST_GRAMS, len(wanted))
            for gram in wanted:
                self._pending[gram].append(posting)

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
    for table in ("name_link", "name_key", "gram", "name_index"):
        connection.execute(f"delete from {table}")  # noqa: S608  (names of our own)
    connection.execute("update name_home set names = 0")
    homes = connection.execute("select distinct workspace, audience from name").fetchall()
    for workspace, audience in homes:
        writer = NameWriter(connection, Reader(workspace, audience))
        for row in connection.execute(NAMES_OF_HOME, (workspace, audience)):
            writer.add(*row)
        writer.flush()
    connection.execute("insert into name_index (version) values (?)", (name_words().version,))
