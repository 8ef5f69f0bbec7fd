"""Databases of their own for each test; the contract is tested on every engine named here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from store.database import open_store
from store.database.base import Store

ENGINES: dict[str, Callable[[Path], str]] = {"sqlite": lambda folder: f"sqlite:///{folder}/facts.db"}

Opener = Callable[..., Store]


@pytest.fixture(params=sorted(ENGINES))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that isn't there yet."""
    return ENGINES[request.param](tmp_path)


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
