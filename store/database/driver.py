"""The SQLite driver, imported here and nowhere else: the one that sqlite-utils picks.

Two drivers in one process don't see each other's locks on a file, and what one has locked the other writes.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from sqlite_utils import db, utils

from store.errors import StoreError

__all__ = ["Connection", "Row", "description", "is_wal_safe", "journal_mode", "require_features", "sqlite3"]

if TYPE_CHECKING:
    import sqlite3
else:
    sqlite3 = importlib.import_module(utils.sqlite3.__name__)
    if not (sqlite3 is utils.sqlite3 is db.sqlite3):
        raise ImportError(f"sqlite-utils uses two SQLite drivers: {utils.sqlite3.__name__}, {db.sqlite3.__name__}")

Connection = sqlite3.Connection
Row = sqlite3.Row

OLDEST = (3, 37, 0)
"""The first with strict tables."""

SAFE_WAL = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""The versions that mended the WAL-reset defect, which can damage a database: the first, and two back-ports."""


def is_wal_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite may be trusted with a write-ahead log.

    >>> [is_wal_safe(version) for version in [(3, 53, 4), (3, 51, 2), (3, 50, 7), (3, 44, 6), (3, 40, 1)]]
    [True, False, True, True, False]
    """
    first, *back_ports = SAFE_WAL
    return version >= first or any(version[:2] == port[:2] and version >= port for port in back_ports)


def require_features() -> None:
    """StoreError where this SQLite lacks what the schema is made of."""
    if sqlite3.sqlite_version_info < OLDEST:
        raise StoreError(
            f"SQLite {sqlite3.sqlite_version} is too old for Dossier: install pysqlite3, or a Python with a newer one."
        )


def journal_mode() -> str:
    """The journal that is safe with this SQLite."""
    return "wal" if is_wal_safe(sqlite3.sqlite_version_info) else "truncate"


def description() -> str:
    """The engine's version, and which driver it came with."""
    return f"SQLite {sqlite3.sqlite_version} ({sqlite3.__name__})"
