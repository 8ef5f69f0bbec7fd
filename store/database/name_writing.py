"""Adding names to the index, in the transaction that adds them to the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property

from store.database.connections import Connections
from store.database.driver import Connection
from store.database.grams import grams
from store.database.postings import MOST_KEYS, ROW, pack, to_bytes
from store.errors import StoreReadOnly
from store.model import Reader
from store.names import core_of, initials_of, is_shared, name_words, normalise, symbol

BATCH = 20_000
"""New cores whose postings are held in memory: written together, a gram's rows are changed once for all of them."""

INSERT_HOME = "insert into name_home (workspace, audience, names) values (?, ?, 0) on conflict do nothing"
COUNT_NEW = "update name_home set names = names + ? where id = ?"
KEY = "select id, is_posted from name_key where text = ? and home_id = ?"
INSERT_KEY = "insert into name_key (text, home_id, is_posted) values (?, ?, ?)"
LINK = "insert into name_link (key_id, name_id, is_core) values (?, ?, ?) on conflict do nothing"
LAST_ROW = "select id, part, n, ids from gram where home_id = ? and gram = ? order by part desc limit 1"
FILL = "update gram set ids = ?, n = ? where id = ?"
INSERT_ROW = "insert into gram (home_id, gram, part, n, ids) values (?, ?, ?, ?, ?)"
NAMES_OF_HOME = "select id, kind, display from name where workspace = ? and audience = ? order by id"


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
            posting = pack(key, len(wanted))
            for gram in wanted:
                self._pending[gram].append(posting)

    def _append(self, gram: int, values: Sequence[int]) -> None:
        """Fill the last row of a gram, then begin new ones."""
        last = self._connection.execute(LAST_ROW, (self._home, gram)).fetchone()
        row, part, filled, ids = last or (None, -1, ROW, b"")
        if filled < ROW:
            begun = values[: ROW - filled]
            self._connection.execute(FILL, (ids + to_bytes(begun), filled + len(begun), row))
            values = values[len(begun) :]
        for start in range(0, len(values), ROW):
            part += 1
            chunk = values[start : start + ROW]
            self._connection.execute(INSERT_ROW, (self._home, gram, part, len(chunk), to_bytes(chunk)))


def bring_names_up_to_date(connections: Connections) -> None:
    """Index every name anew where the words that names are folded by have changed, or nothing is indexed yet.

    A database that takes no writes keeps the index that it has: most names are found by it.
    """
    if _is_up_to_date(connections):
        return
    with suppress(StoreReadOnly), connections.writing() as connection:
        if not _is_up_to_date(connections):
            _index_all(connection)


def _is_up_to_date(connections: Connections) -> bool:
    found = connections.read("select version from name_index")
    return [row["version"] for row in found] == [name_words().version]


def _index_all(connection: Connection) -> None:
    for table in ("name_link", "name_key", "gram", "name_index"):
        connection.execute(f"delete from {table}")
    connection.execute("update name_home set names = 0")
    homes = connection.execute("select distinct workspace, audience from name").fetchall()
    for workspace, audience in homes:
        writer = NameWriter(connection, Reader(workspace, audience))
        for row in connection.execute(NAMES_OF_HOME, (workspace, audience)):
            writer.add(*row)
        writer.flush()
    connection.execute("insert into name_index (version) values (?)", (name_words().version,))
