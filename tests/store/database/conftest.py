"""Databases of their own for each test; the contract is tested on every engine named here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from store.database import open_store
from store.database.base import Store

Opener = Callable[..., Store]


def make_sqlite(folder: Path, empty: Path) -> str:
    """A copy of an empty database: quicker than to make one."""
    shutil.copy(empty, folder / "facts.db")
    return f"sqlite:///{folder}/facts.db"


ENGINES: dict[str, Callable[[Path, Path], str]] = {"sqlite": make_sqlite}


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "facts.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=sorted(ENGINES))
def url(request: pytest.FixtureRequest, tmp_path: Path, empty: Path) -> str:
    """A database of the test's own."""
    return ENGINES[request.param](tmp_path, empty)


@pytest.fixture
def open_again(url: str) -> Iterator[Opener]:
    """Open the test's database, as often as one likes."""
    opened: list[Store] = []

    def open_it(busy_ms: int = 5_000) -> Store:
        opened.append(open_store(url, busy_ms=busy_ms))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_again: Opener) -> Store:
    return open_again()


@pytest.fixture(scope="session")
def processes() -> Iterator[ProcessPoolExecutor]:
    """Two other processes, which have nothing of ours."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool
