"""Opening a database: where it is, what it is, and what is said when it can't be used."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from sqlite_utils import Database

from store.database import open_store, read_path
from store.database.base import Store
from store.database.connections import Connections
from store.database.driver import is_wal_safe, sqlite3
from store.database.migrations import bring_up_to_date, migrations
from store.database.schema import STEPS
from store.database.sqlite import SqliteStore
from store.errors import SchemaTooNew, SettingError, StoreBusy, StoreCorrupt, StoreError, StoreReadOnly
from store.model import Entity, Facts, Reader
from tests.store.database.samples import NOW, brief, make_document, story_facts

READER = Reader("W1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.db"


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else's connection to the same file."""
    open_store(f"sqlite:///{path}").close()
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "url",
    [
        *("", "facts.db", "/srv/facts.db", "sqlite:facts.db", "sqlite://", "sqlite:///", "sqlite:///folder/"),
        *("sqlite:///:memory:", "sqlite:///facts.db?mode=ro", "sqlite:///a\0b", "SQLITE:///facts.db"),
        "postgresql://dossier:hunter2@db.example.org/news",
    ],
)
def test_a_url_that_names_no_file_is_a_wrong_setting(url: str) -> None:
    with pytest.raises(SettingError, match=r"^DATABASE_URL names .*sqlite:///PATH/TO/FILE\.db") as refused:
        read_path(url)
    assert "hunter2" not in str(refused.value)


def test_a_relative_path_counts_from_where_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///deep/er/facts.db")
    monkeypatch.chdir("/")
    assert store.facts.counts()["documents"] == 0
    assert (tmp_path / "deep/er/facts.db").exists()
    store.close()


def test_the_file_is_its_owners_alone(path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    store.facts.add_document(*brief("It grew 1%."))
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    store.close()


def test_what_was_written_is_there_when_it_is_opened_again(path: Path) -> None:
    for expected in (True, False):
        store = open_store(f"sqlite:///{path}")
        assert store.facts.add_document(*brief("It grew 1%.")) == expected
        store.close()


def test_a_healthy_database_says_what_it_is_and_has_no_complaints(path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    store.facts.add_document(*brief("It grew 1%."))
    assert store.check() == []
    for word in (str(path), f"SQLite {sqlite3.sqlite_version}", sqlite3.__name__, f"schema {len(STEPS)}"):
        assert word in store.description()
    store.close()


def test_the_connection_keeps_the_rules_that_the_files_safety_needs(path: Path) -> None:
    connections = Connections(path, busy_ms=1_234)
    pragmas = {name: connections.read(f"pragma {name}")[0][0] for name in ("foreign_keys", "trusted_schema")}
    assert pragmas == {"foreign_keys": 1, "trusted_schema": 0}
    assert connections.read("pragma synchronous")[0][0] == 2
    assert connections.read("pragma busy_timeout")[0][0] == 1_234
    connections.close()


def test_there_is_no_write_ahead_log_where_it_is_not_safe(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.database.connections.journal_mode", lambda: "truncate")
    store = open_store(f"sqlite:///{path}")
    assert store.facts.add_document(*brief("It grew 1%."))
    assert "journal truncate (a write-ahead log is not safe with this SQLite)" in store.description()
    assert not path.with_name("facts.db-wal").exists()
    assert store.check() == []
    store.close()
    monkeypatch.undo()
    again = open_store(f"sqlite:///{path}")
    assert ("journal wal" in again.description()) == is_wal_safe(sqlite3.sqlite_version_info)
    again.close()


def test_a_locked_database_is_busy_after_our_patience_and_can_still_be_read(
    path: Path, raw: sqlite3.Connection
) -> None:
    store = open_store(f"sqlite:///{path}", busy_ms=200)
    raw.execute("begin immediate")
    started = time.monotonic()
    with pytest.raises(StoreBusy, match="try again"):
        store.facts.add_document(*brief("It grew 1%."))
    assert 0.15 < time.monotonic() - started < 1
    assert store.facts.counts()["documents"] == 0
    raw.execute("rollback")
    assert store.facts.add_document(*brief("It grew 1%."))
    store.close()


def test_a_lock_that_is_let_go_in_time_is_waited_for(
    path: Path, raw: sqlite3.Connection, processes: ProcessPoolExecutor
) -> None:
    raw.execute("begin immediate")
    adding = processes.submit(add_one, f"sqlite:///{path}")
    time.sleep(0.3)
    raw.execute("rollback")
    assert adding.result() is True


def add_one(url: str) -> bool:
    store = open_store(url)
    added = store.facts.add_document(*brief("It grew 1%."))
    store.close()
    return added


def test_a_file_that_takes_no_writes_can_still_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(f"sqlite:///{path}")
    store.facts.add_document(*brief("It grew 1%."))
    store.close()
    monkeypatch.setattr("store.database.connections.PRAGMAS", ("query_only=on",))
    fixed = open_store(f"sqlite:///{path}")
    assert fixed.facts.search(READER, ["grew"])
    assert not fixed.facts.add_document(*brief("It grew 1%."))
    assert fixed.facts.add_entities([Entity("Nordhav Foods")], "W1") == 0
    assert fixed.inbox.claim("anna", NOW) is None
    assert fixed.deliveries.claim("anna", NOW) is None
    with pytest.raises(StoreReadOnly, match="takes no writes"):
        fixed.facts.add_document(*brief("It shrank 1%."))
    fixed.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_file_is_read_only_in_words(path: Path) -> None:
    open_store(f"sqlite:///{path}").close()
    path.chmod(0o000)
    with pytest.raises(StoreReadOnly, match=str(path)):
        open_store(f"sqlite:///{path}")


def test_a_place_where_no_file_can_be_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for place in ("file/facts.db", "file/deeper/facts.db", ""):
        with pytest.raises((StoreReadOnly, SettingError), match=r"name another place|can't be opened|names no file"):
            open_store(f"sqlite:///{tmp_path}/{place}")


def test_a_full_disk_is_said_so_and_leaves_nothing_half_written(path: Path) -> None:
    store = SqliteStore(path, busy_ms=1_000)
    pages = store._connections.read("pragma page_count")[0][0]
    store._connections.read(f"pragma max_page_count={pages + 2}")
    with pytest.raises(StoreReadOnly, match="is full"):
        store.facts.add_document(make_document("bread " * 20_000), Facts())
    assert store.facts.counts()["documents"] == 0
    assert store.check() == []
    store.close()


@pytest.mark.parametrize("content", [b"Dear diary, " * 100, b"SQLite format 3\0" + bytes(4080), os.urandom(8192)])
def test_a_file_that_is_no_database_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreCorrupt, match="nothing was changed"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_a_damaged_database_is_found_out(path: Path, raw: sqlite3.Connection) -> None:
    store = open_store(f"sqlite:///{path}")
    for number in range(50):
        store.facts.add_document(*brief(f"In {number} it grew 1%."))
    [page] = raw.execute("select rootpage from sqlite_master where name = 'passage'").fetchone()
    store.close()
    raw.close()
    content = bytearray(path.read_bytes())
    start = (page - 1) * 4096
    content[start : start + 64] = b"\xff" * 64
    path.write_bytes(content)
    store = open_store(f"sqlite:///{path}")
    assert any("damaged" in sentence for sentence in store.check())
    with pytest.raises(StoreCorrupt, match="damaged"):
        store.facts.search(READER, ["grew"])
    store.close()
    assert path.read_bytes() == content


def test_an_index_that_lost_a_sentence_is_found_out(path: Path, raw: sqlite3.Connection) -> None:
    store = open_store(f"sqlite:///{path}")
    store.facts.add_document(*brief("It grew 1%."))
    raw.execute("insert into passage_fts (passage_fts) values ('delete-all')")
    assert len(store.check()) == 1
    raw.execute("insert into passage_fts (passage_fts) values ('rebuild')")
    assert store.check() == []
    raw.execute("pragma foreign_keys=off")
    raw.execute("update figure set subject_id = 99")
    assert store.check() == ["Row 1 of figure refers to a missing entity."]
    store.close()


def test_what_hangs_on_a_document_goes_with_it(path: Path, raw: sqlite3.Connection) -> None:
    store = open_store(f"sqlite:///{path}")
    document = make_document()
    store.facts.add_document(document, story_facts(document))
    raw.execute("pragma foreign_keys=on")
    columns = "text, names, entities"
    raw.execute(f"insert into passage_fts (passage_fts, rowid, {columns}) select 'delete', id, {columns} from passage")
    raw.execute("delete from document")
    assert store.check() == []
    counts = store.facts.counts()
    assert counts.pop("entities")
    assert counts.pop("names")
    assert set(counts.values()) == {0}
    assert store.facts.search(READER, ["bread"]) == []
    store.close()


def test_a_newer_schema_is_refused(path: Path, raw: sqlite3.Connection) -> None:
    raw.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('dossier', 's9999_later', 'then')"
    )
    with pytest.raises(SchemaTooNew, match="s9999_later"):
        open_store(f"sqlite:///{path}")


@pytest.mark.parametrize("step", STEPS[1:], ids=lambda step: step.__name__)
def test_every_older_schema_comes_to_the_newest(path: Path, step: object) -> None:
    older = Database(str(path))
    migrations.apply(older, stop_before=getattr(step, "__name__", ""))
    older.close()
    connections = Connections(path, busy_ms=1_000)
    bring_up_to_date(connections)
    newest = connections.read("select type, name, sql from sqlite_master order by name")
    connections.close()
    fresh = Connections(path.with_name("fresh.db"), busy_ms=1_000)
    bring_up_to_date(fresh)
    assert [tuple(row) for row in newest] == [
        tuple(row) for row in fresh.read("select type, name, sql from sqlite_master order by name")
    ]
    fresh.close()


def test_a_step_that_fails_leaves_the_schema_before_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("store.database.schema.VIEWS", {"broken": "select from where"})
        with pytest.raises(StoreError, match="doctor"):
            open_store(f"sqlite:///{path}")
    store = open_store(f"sqlite:///{path}")
    assert store.check() == []
    store.close()


def open_at(url: str, moment: float) -> dict[str, int]:
    time.sleep(max(0, moment - time.time()))
    store = open_store(url)
    store.facts.add_document(*brief(f"In {os.getpid()} it grew 1%."))
    counts = store.facts.counts()
    store.close()
    return counts


def test_two_processes_that_start_at_once_both_succeed(tmp_path: Path, processes: ProcessPoolExecutor) -> None:
    for round_ in range(5):
        url = f"sqlite:///{tmp_path}/{round_}.db"
        moment = time.time() + 0.1
        starting = [processes.submit(open_at, url, moment) for _ in range(2)]
        assert max(each.result()["documents"] for each in starting) == 2


def test_moments_without_a_time_zone_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.conversations.remember("W1", "C1", "1.0", {}, NOW.replace(tzinfo=None))
