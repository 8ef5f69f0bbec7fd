"""What the driver raises, turned at this one place into our errors, with a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.database.driver import sqlite3
from store.errors import StoreBusy, StoreCorrupt, StoreError, StoreReadOnly

LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
NO_WRITES = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
PRIMARY_CODE = 0xFF
"""The low byte of an error code: the rest says where it happened."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise what the driver raises inside as a `StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error
    except UnicodeEncodeError as error:
        raise StoreError("The text holds half a character (a lone surrogate), which no database keeps.") from error


def explain(error: sqlite3.Error, path: Path) -> StoreError:
    """Our error for the driver's."""
    code = getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE
    if code in LOCKED:
        return StoreBusy("The database is in use by something else for too long: try again in a moment.")
    if code == sqlite3.SQLITE_INTERRUPT:
        return StoreBusy("The search took too long and was given up: use fewer or rarer words.")
    if code == sqlite3.SQLITE_FULL:
        return StoreReadOnly(f"The disk of {path} is full: nothing of this was written. Make room and try again.")
    if code in NO_WRITES:
        return StoreReadOnly(
            f"{path} can't be opened or takes no writes ({error}): check its permissions, its folder's and the disk's."
        )
    if code in DAMAGED:
        return StoreCorrupt(
            f"{path} is no database or a damaged one ({error}): nothing was changed. Restore a backup, or name another."
        )
    return StoreError(f"The database {path} failed ({error}): `dossier doctor` checks it.")
