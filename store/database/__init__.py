"""Opening the database that a URL names."""

from __future__ import annotations

from pathlib import Path

from store.database.base import Store
from store.database.sqlite import SqliteStore
from store.errors import SettingError

PATIENCE_MS = 5_000
"""How long to wait for others' locks where nobody waits for an answer; a request path should pass 1,500."""

SCHEME = "sqlite:///"


def open_store(url: str, *, busy_ms: int = PATIENCE_MS) -> Store:
    """Open the database, make it where there is none, and bring its schema up to date.

    SettingError where the URL names none; a `StoreError` where it can't be opened.
    """
    return SqliteStore(read_path(url), busy_ms)


def read_path(url: str) -> Path:
    """The file that a database URL names.

    >>> read_path("sqlite:////srv/dossier/news.db").as_posix()
    '/srv/dossier/news.db'
    >>> read_path("mysql://somebody:secret@db/news")
    Traceback (most recent call last):
    store.errors.SettingError: DATABASE_URL names a mysql database: write sqlite:///PATH/TO/FILE.db
    """
    path = url.removeprefix(SCHEME)
    if path == url:
        kind = url.partition(":")[0] if ":" in url else "nameless"
        raise SettingError(f"DATABASE_URL names a {kind} database: write sqlite:///PATH/TO/FILE.db")
    if not path or path.endswith("/") or set(path) & set("?#\0") or path.startswith(":"):
        raise SettingError("DATABASE_URL names no file: write sqlite:///PATH/TO/FILE.db, without anything after it")
    return Path(path).absolute()
