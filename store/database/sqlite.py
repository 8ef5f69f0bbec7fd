"""The store in one SQLite file: opened, described, checked and closed here."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path

from store.database import driver
from store.database.base import Conversations, Deliveries, FactStore, Inbox
from store.database.connections import Connections
from store.database.conversations import SqliteConversations
from store.database.deliveries import SqliteDeliveries
from store.database.facts import SqliteFacts
from store.database.inbox import SqliteInbox
from store.database.migrations import applied_steps, bring_up_to_date
from store.database.name_writing import bring_names_up_to_date
from store.errors import StoreError, StoreReadOnly

OWNER_ONLY = 0o600
_making = threading.Lock()


class SqliteStore:
    """One open database file; every method may be called from any thread."""

    def __init__(self, path: Path, busy_ms: int) -> None:
        driver.require_features()
        make_file(path)
        self._connections = Connections(path, busy_ms)
        bring_up_to_date(self._connections)
        bring_names_up_to_date(self._connections)
        self.facts: FactStore = SqliteFacts(self._connections)
        self.inbox: Inbox = SqliteInbox(self._connections)
        self.deliveries: Deliveries = SqliteDeliveries(self._connections)
        self.conversations: Conversations = SqliteConversations(self._connections)

    def check(self) -> Sequence[str]:
        """What is wrong with the database, in sentences; empty where nothing is."""
        try:
            return [*self._damage(), *self._loose_ends()]
        except StoreError as error:
            return [str(error)]

    def _damage(self) -> list[str]:
        """Pages that don't fit together, and a search index that doesn't fit its sentences."""
        found = [row[0] for row in self._connections.read("pragma integrity_check")]
        with self._connections.writing() as connection:
            connection.execute("insert into passage_fts (passage_fts, rank) values ('integrity-check', 1)")
        return [f"The file is damaged: {line}." for line in found if line != "ok"]

    def _loose_ends(self) -> list[str]:
        rows = self._connections.read("pragma foreign_key_check")
        return [f"Row {row['rowid']} of {row['table']} refers to a missing {row['parent']}." for row in rows]

    def description(self) -> str:
        """One line: where it is, engine and version, schema version, journal mode."""
        with self._connections.translated():
            schema = len(applied_steps(self._connections.connection()))
        journal = self._connections.read("pragma journal_mode")[0][0]
        why = "" if journal == "wal" else " (a write-ahead log is not safe with this SQLite)"
        return f"{self._connections.path}: {driver.description()}, schema {schema}, journal {journal}{why}"

    def close(self) -> None:
        self._connections.close()


def make_file(path: Path) -> None:
    """Make the file, for its owner alone, where there is none: SQLite would let everybody read it.

    One thread at a time: to close a file gives up every lock that the process has on it.
    """
    with _making:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY))
        except FileExistsError:
            pass
        except OSError as error:
            raise StoreReadOnly(f"The database {path} can't be made ({error.strerror}): name another place.") from error
