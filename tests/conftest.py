"""What many tests share: a vocabulary read once, and a new store for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import open_store
from store.database.base import Store
from store.ingest import load_companies
from store.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary()


@pytest.fixture(scope="session")
def companies_database(tmp_path_factory: pytest.TempPathFactory, vocabulary: Vocabulary) -> Path:
    """A database with the known companies and nothing else, to be copied."""
    path = tmp_path_factory.mktemp("companies") / "dossier.db"
    store = open_store(f"sqlite:///{path}")
    load_companies(store.facts, vocabulary)
    store.close()
    return path


@pytest.fixture
def store(tmp_path: Path, companies_database: Path) -> Iterator[Store]:
    """A store that knows the companies, for one test."""
    path = tmp_path / "dossier.db"
    shutil.copy(companies_database, path)
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()
