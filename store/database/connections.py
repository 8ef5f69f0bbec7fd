"""One SQLite connection for each thread, and the transactions on it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from store.database.driver import Connection, Row, journal_mode, sqlite3
from store.database.failures import translated

MILLISECOND = 0.001
RETRY_SECONDS = 0.02
STEPS_BETWEEN_LOOKS = 1000
"""Virtual machine steps (some tens of microseconds) between two looks at the clock."""

CACHED_STATEMENTS = 1_000
"""More than there are: where its cache is full the driver prepares most statements anew each time, which takes five
times as long as what they do."""

PRAGMAS = ("foreign_keys=on", "trusted_schema=off", "synchronous=full")


class Connections:
    """Connections to one database file, opened as threads ask for them and owned by the store.

    Each waits `busy_ms` milliseconds for others' locks.  A connection whose thread has ended is closed when the
    next thread comes; a forked process starts with none and leaves its parent's alone.
    """

    def __init__(self, path: Path, busy_ms: int) -> None:
        self.path = path
        self.busy_ms = busy_ms
        self._lock = threading.Lock()
        self._forget_parent()

    def _forget_parent(self) -> None:
        # What was inherited is kept and never closed: closing would touch the parent's files.
        self._inherited = getattr(self, "_open", None)
        self._process = os.getpid()
        self._mine = threading.local()
        self._open: dict[threading.Thread, Connection] = {}

    def connection(self) -> Connection:
        """This thread's connection."""
        if self._process != os.getpid():
            self._forget_parent()
        connection: Connection | None = getattr(self._mine, "connection", None)
        if connection is None:
            connection = self._mine.connection = self._connect()
            self._keep(connection)
        return connection

    def _connect(self) -> Connection:
        with self.translated():
            connection = sqlite3.connect(
                self.path,
                timeout=self.busy_ms * MILLISECOND,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=CACHED_STATEMENTS,
            )
            try:
                self._set_up(connection)
            except BaseException:
                connection.close()
                raise
        return connection

    def _set_up(self, connection: Connection) -> None:
        connection.row_factory = Row
        for pragma in PRAGMAS:
            connection.execute(f"pragma {pragma}")
        self._set_journal(connection)

    def _set_journal(self, connection: Connection) -> None:
        """Change the journal where it has to be: SQLite doesn't wait for others' locks here, so we do."""
        wanted, patience = journal_mode(), time.monotonic() + self.busy_ms * MILLISECOND
        while connection.execute("pragma journal_mode").fetchone()[0] != wanted:
            try:
                connection.execute(f"pragma journal_mode={wanted}")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                    raise
                time.sleep(RETRY_SECONDS)

    def _keep(self, connection: Connection) -> None:
        with self._lock:
            for thread in [thread for thread in self._open if not thread.is_alive()]:
                self._open.pop(thread).close()
            self._open[threading.current_thread()] = connection

    def translated(self) -> AbstractContextManager[None]:
        """Raise what the driver raises inside as a `StoreError`."""
        return translated(self.path)

    def read(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
        """All rows of a query."""
        with self.translated():
            return self.connection().execute(sql, parameters or {}).fetchall()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its start; inside another of this thread it joins that."""
        connection = self.connection()
        if connection.in_transaction:
            yield connection
        else:
            with self.translated(), _transaction(connection):
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """What is read on it inside is of one moment of the database, and doesn't wait for locks one by one."""
        connection = self.connection()
        with self.translated():
            if connection.in_transaction:
                yield connection
                return
            connection.execute("begin")
            try:
                yield connection
            finally:
                connection.execute("rollback")

    @contextmanager
    def time_limit(self, seconds: float) -> Iterator[None]:
        """Give up what this thread's connection does inside after so long."""
        end = time.monotonic() + seconds
        connection = self.connection()
        connection.set_progress_handler(lambda: time.monotonic() > end, STEPS_BETWEEN_LOOKS)
        try:
            yield
        finally:
            connection.set_progress_handler(None, 0)

    def close(self) -> None:
        """Close every thread's connection; a thread that asks again gets a new one."""
        with self._lock:
            for connection in self._open.values():
                connection.close()
            self._open.clear()
            self._mine = threading.local()


class StorePart:
    """Something that is kept in the database: all it has is the store's connections."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    finally:
        if connection.in_transaction:
            connection.execute("rollback")
