"""One connection for each thread, transactions that nest, and processes that fork or die."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.database import open_store
from store.database.base import Store
from store.database.connections import Connections
from store.errors import StoreError
from store.model import Reader
from tests.store.database.samples import brief

READER = Reader("W1")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def connections(tmp_path: Path) -> Iterator[Connections]:
    connections = Connections(tmp_path / "plain.db", busy_ms=500)
    with connections.writing() as connection:
        connection.execute("create table loaf (id integer primary key)")
    yield connections
    connections.close()


def count(connections: Connections) -> int:
    return int(connections.read("select count(*) from loaf")[0][0])


def bake(connections: Connections) -> None:
    with connections.writing() as connection:
        connection.execute("insert into loaf default values")


def test_a_transaction_within_another_is_part_of_it(connections: Connections) -> None:
    with suppress(RuntimeError), connections.writing():
        bake(connections)
        assert count(connections) == 1
        raise RuntimeError
    assert count(connections) == 0
    with connections.writing():
        bake(connections)
        bake(connections)
    assert count(connections) == 2


def test_other_threads_see_a_transaction_when_it_is_over(connections: Connections) -> None:
    with ThreadPoolExecutor(1) as pool:
        with connections.writing():
            bake(connections)
            assert pool.submit(count, connections).result() == 0
        assert pool.submit(count, connections).result() == 1


def test_eight_threads_write_at_once_and_nothing_is_lost(store: Store) -> None:
    def add(number: int) -> bool:
        return store.facts.add_document(*brief(f"In {number // 2} it grew 1%."))

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(add, range(80)))
    assert outcomes.count(True) == 40
    assert store.facts.counts()["figures"] == 40


def test_threads_that_ended_leave_no_connection_behind(connections: Connections) -> None:
    for _ in range(10):
        thread = threading.Thread(target=count, args=(connections,))
        thread.start()
        thread.join()
    assert len(connections._open) <= 2


def test_closing_closes_every_threads_connection(connections: Connections) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(count, connections).result()
        theirs = pool.submit(connections.connection).result()
        connections.close()
        with connections.translated(), pytest.raises(Exception, match="closed"):
            theirs.execute("select 1")
        assert pool.submit(count, connections).result() == 0
    connections.close()


def test_what_the_database_refuses_is_told_in_words(connections: Connections) -> None:
    with pytest.raises(StoreError, match=r"no such table: cake.*doctor"):
        connections.read("select * from cake")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_has_connections_of_its_own(connections: Connections) -> None:
    ours = connections.connection()
    child = os.fork()
    if not child:
        bake(connections)
        os._exit(int(connections.connection() is ours))
    assert os.waitpid(child, 0)[1] == 0
    bake(connections)
    assert count(connections) == 2
    assert connections.connection() is ours


INGESTING = """
import sys
from store.database import open_store
from tests.store.database.samples import make_document, story_facts, STORY
store = open_store(sys.argv[1])
for number in range(100_000):
    document = make_document(f"{STORY} {sys.argv[2]} {number}")
    store.facts.add_document(document, story_facts(document))
    print(document.id, flush=True)
"""


def test_a_killed_process_leaves_whole_documents_and_all_that_it_acknowledged(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/facts.db"
    acknowledged: list[str] = []
    for round_ in range(3):
        acknowledged += ingest_until_killed(url, round_)
        store = open_store(url)
        counts = store.facts.counts()
        assert store.check() == []
        assert counts["documents"] >= len(acknowledged) > round_
        assert counts["sentences"] == 3 * counts["documents"]
        assert counts["figures"] == 2 * counts["documents"]
        known = {source.document_id for source in store.facts.new_documents(READER, None, LONG_AGO)}
        assert known.issuperset(acknowledged)
        store.close()


def ingest_until_killed(url: str, round_: int) -> list[str]:
    command = [sys.executable, "-c", INGESTING, url, str(round_)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(random.Random(round_).uniform(0.01, 0.2))
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
    return f"{first}{rest}".split("\n")[:-1]
