"""The index of names: found as soon as they are written, in every process, after a crash, and by nobody else."""

from __future__ import annotations

import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database import open_store
from store.database.base import Store
from store.database.connections import Connections
from store.database.grams import grams
from store.database.postings import GRAMS_BITS, ROW, SURPLUS, rank_keys
from store.database.sqlite import SqliteStore
from store.matching import Outcome, match_name
from store.model import Entity, Reader
from tests.store.database.conftest import Opener
from tests.store.database.samples import brief

READER = Reader("W1")


def is_found(name: str, store: Store, reader: Reader = READER) -> bool:
    match = match_name(name, store.facts, reader)
    return match.outcome is Outcome.FOUND and match.candidates[0].name == name.title()


def find(url: str, name: str) -> tuple[bool, float]:
    store = open_store(url)
    started = time.perf_counter()
    found = is_found(name, store)
    store.close()
    return found, time.perf_counter() - started


def test_a_new_name_is_found_at_once_by_others_who_have_the_database_open(store: Store, open_again: Opener) -> None:
    other = open_again()
    assert not is_found("marrowby fibre", other)
    store.facts.add_entities([Entity("Marrowby Fibre")], "W1")
    assert is_found("marrowby fibre", other)
    assert match_name("marowby fibre", other.facts, READER).outcome is Outcome.FOUND


def test_a_new_name_is_found_at_once_in_another_process(store: Store, url: str, processes: ProcessPoolExecutor) -> None:
    store.facts.add_entities([Entity("Marrowby Fibre")], "W1")
    found, seconds = processes.submit(find, url, "marrowby fibre").result()
    assert found
    assert seconds < 1


def test_names_that_a_document_tells_are_found(store: Store) -> None:
    store.facts.add_document(*brief("Marrowby Fibre grew 1%.", "Marrowby Fibre"))
    assert is_found("marrowby fibre", store)


def add_and_fail(store: Store) -> None:
    assert isinstance(store, SqliteStore)
    with store._connections.writing():
        store.facts.add_entities([Entity("Marrowby Fibre")], "W1")
        assert is_found("marrowby fibre", store)
        raise ZeroDivisionError


def test_what_is_not_committed_is_not_in_the_index(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        add_and_fail(store)
    assert match_name("marrowby fibre", store.facts, READER).candidates == ()
    store.facts.add_entities([Entity("Marrowby Fibre")], "W1")
    assert is_found("marrowby fibre", store)
    assert store.check() == []


def add_and_die(url: str) -> None:
    store = open_store(url)
    assert isinstance(store, SqliteStore)
    store.facts.add_entities([Entity("Wexcombe Bank")], "W1")
    with store._connections.writing():
        store.facts.add_entities([Entity(f"Marrowby {number}") for number in range(3_000)], "W1")
        os._exit(9)


def test_a_process_that_dies_while_it_adds_names_leaves_the_index_as_it_was(store: Store, url: str) -> None:
    dying = get_context("spawn").Process(target=add_and_die, args=(url,))
    dying.start()
    dying.join()
    assert dying.exitcode == 9
    assert store.check() == []
    assert is_found("wexcombe bank", store)
    assert match_name("marrowby 7", store.facts, READER).outcome is Outcome.NONE
    store.facts.add_entities([Entity("Marrowby 7")], "W1")
    assert is_found("marrowby 7", store)


def test_the_rows_of_a_gram_are_full_but_for_the_last_and_lose_no_name(store: Store) -> None:
    assert isinstance(store, SqliteStore)
    names = [f"Zull{number:04}" for number in range(2_500)]
    for part in (names[:700], names[700:1_900], names[1_900:]):
        store.facts.add_entities([Entity(name) for name in part], "W1")
    rows = store._connections.read("select gram, part, n, length(ids) as bytes from gram order by gram, part")
    assert all(row["bytes"] == 4 * row["n"] for row in rows)
    by_gram: dict[int, list[int]] = {}
    for row in rows:
        by_gram.setdefault(row["gram"], []).append(row["n"])
    assert all(set(counts[:-1]) <= {ROW} for counts in by_gram.values())
    assert max(sum(counts) for counts in by_gram.values()) == 2_500
    for name in (names[0], names[1_000], names[-1]):
        assert is_found(name.lower(), store)


def test_a_name_that_is_deleted_is_not_found(store: Store) -> None:
    assert isinstance(store, SqliteStore)
    store.facts.add_entities([Entity("Marrowby Fibre"), Entity("Marrowby Cable")], "W1")
    with store._connections.writing() as connection:
        connection.execute("delete from entity where name = 'Marrowby Fibre'")
    match = match_name("marrowby fibre", store.facts, READER)
    assert "Marrowby Fibre" not in [candidate.name for candidate in match.candidates]
    assert store.check() == []


@pytest.mark.parametrize("version", ["an older one", None])
def test_an_index_of_other_words_is_made_anew_when_the_database_is_opened(
    store: Store, open_again: Opener, version: str | None
) -> None:
    assert isinstance(store, SqliteStore)
    store.facts.add_entities([Entity("Marrowby Fibre", tickers=("X:MRF",))], "W1")
    store.facts.add_entities([Entity("Wexcombe Bank")], "W2", "C1")
    with store._connections.writing() as connection:
        connection.execute("delete from name_index")
        connection.execute("delete from gram")
        connection.execute("update name_key set text = text || 'x'")
        if version:
            connection.execute("insert into name_index (version) values (?)", (version,))
    assert not is_found("marrowby fibre", store)
    again = open_again()
    assert is_found("marrowby fibre", again)
    assert is_found("wexcombe bank", again, Reader("W2", "C1"))
    assert not is_found("wexcombe bank", again, Reader("W2"))
    assert match_name("mrf", again.facts, READER).outcome is Outcome.FOUND


def test_each_home_has_names_of_its_own(store: Store) -> None:
    assert isinstance(store, SqliteStore)
    for workspace in ("W1", "W2"):
        store.facts.add_entities([Entity("Marrowby Fibre")], workspace)
    with store.facts.names_seen_by(Reader("W1")) as names:
        assert names.count() == 1
        assert list(names.similar("marrowby fibre", 9)) == ["marrowby fibre"]
        assert [owner.entity_id for owner in names.owners(["marrowby fibre"])] == [1]
    with store.facts.names_seen_by(Reader("W3")) as names:
        assert names.count() == 0
        assert list(names.similar("marrowby fibre", 9)) == []
        assert list(names.owners(["marrowby fibre"])) == []


def test_what_is_read_of_names_is_of_one_moment(store: Store, open_again: Opener) -> None:
    other = open_again()
    with store.facts.names_seen_by(READER) as names:
        other.facts.add_entities([Entity("Marrowby Fibre")], "W1")
        assert names.count() == 0
    with store.facts.names_seen_by(READER) as names:
        assert names.count() == 1


def test_a_connection_that_failed_inside_can_be_used_again(tmp_path: Path) -> None:
    connections = Connections(tmp_path / "facts.db", busy_ms=100)
    with pytest.raises(ZeroDivisionError), connections.reading():
        raise ZeroDivisionError
    with connections.reading() as one, connections.reading() as two:
        assert one is two
    assert not connections.connection().in_transaction
    connections.close()


@given(st.text(max_size=40))
def test_grams_are_numbers_that_a_database_keeps_each_once(text: str) -> None:
    found = grams(text)
    assert found == sorted(set(found))
    assert all(0 < gram < 2**63 for gram in found)


postings = st.lists(st.lists(st.integers(0, 60), unique=True, max_size=30).map(sorted), min_size=1, max_size=12)


@given(postings)
def test_keys_are_ranked_by_what_they_share_and_what_they_have_besides(lists: list[list[int]]) -> None:
    counted = Counter(key for keys in lists for key in keys)
    total = {key: count + key % 3 for key, count in counted.items()}
    blob = b"".join((key << GRAMS_BITS | total[key]).to_bytes(4, "little") for keys in lists for key in keys)

    def fit(key: int) -> float:
        return counted[key] / (len(lists) + SURPLUS * (total[key] - counted[key]))

    ranked = rank_keys(blob, len(lists), 5)
    expected = sorted((key for key in counted if counted[key] * 10 >= 4 * max(counted.values())), key=fit, reverse=True)
    assert [fit(key) for key in ranked] == pytest.approx([fit(key) for key in expected[:5]])
