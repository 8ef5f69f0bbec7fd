"""One driver in the process, and a journal that is safe with its version."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlite_utils.db
import sqlite_utils.utils

from store.database import driver, open_store
from store.errors import StoreError


def test_sqlite_utils_and_we_use_the_same_driver() -> None:
    assert driver.sqlite3 is sqlite_utils.db.sqlite3  # type: ignore[attr-defined]
    assert driver.sqlite3 is sqlite_utils.utils.sqlite3  # type: ignore[attr-defined]


def test_two_drivers_stop_the_program_before_it_opens_anything() -> None:
    script = "import types, sqlite_utils.db as db; db.sqlite3 = types.ModuleType('other'); import store.database"
    root = Path(__file__).parents[3]
    outcome = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert "two SQLite drivers" in outcome.stderr


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        *(((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True), ((3, 45, 0), False), ((3, 50, 6), False)),
        *(((3, 50, 7), True), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 52, 0), True), ((4, 0, 0), True)),
    ],
)
def test_a_write_ahead_log_is_for_versions_without_the_defect(version: tuple[int, ...], safe: bool) -> None:
    assert driver.is_wal_safe(version) == safe


def test_an_sqlite_without_what_we_need_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.database.driver.OLDEST", (99, 0, 0))
    with pytest.raises(StoreError, match="too old"):
        open_store(f"sqlite:///{tmp_path}/facts.db")
    assert list(tmp_path.iterdir()) == []
