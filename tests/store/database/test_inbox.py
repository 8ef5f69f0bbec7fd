"""The inbox: each event once, whoever delivers it how often and whoever works on it."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

import pytest

from store.database import open_store
from store.database.base import Store
from tests.store.database.samples import NOW

MINUTE = timedelta(minutes=1)


def save(store: Store, event: str, message: tuple[str, str] | None = None, workspace: str = "W1") -> bool:
    return store.inbox.save(workspace, event, message, "mention", {"event": event}, NOW)


def test_an_event_is_handed_out_with_its_body_and_oldest_first(store: Store) -> None:
    for event in ("Ev1", "Ev2"):
        assert save(store, event)
    first = store.inbox.claim("anna", NOW)
    assert first is not None
    assert (first.workspace, first.kind, first.body, first.attempt) == ("W1", "mention", {"event": "Ev1"}, 1)
    second = store.inbox.claim("ben", NOW)
    assert second is not None
    assert second.body == {"event": "Ev2"}
    assert store.inbox.claim("anna", NOW) is None


@pytest.mark.parametrize(
    ("event", "message", "workspace", "is_new"),
    [
        ("Ev1", ("C1", "1.0"), "W1", False),
        ("Ev1", None, "W1", False),
        ("Ev1", ("C9", "9.0"), "W1", False),
        ("Ev2", ("C1", "1.0"), "W1", False),
        ("Ev2", ("C1", "2.0"), "W1", True),
        ("Ev2", ("C2", "1.0"), "W1", True),
        ("Ev2", None, "W1", True),
        ("Ev1", ("C1", "1.0"), "W2", True),
    ],
)
def test_an_event_is_known_by_its_id_and_by_its_message(
    store: Store, event: str, message: tuple[str, str] | None, workspace: str, is_new: bool
) -> None:
    assert save(store, "Ev1", ("C1", "1.0"))
    assert save(store, event, message, workspace) == is_new


def test_a_handled_event_keeps_its_identity_and_loses_its_body(store: Store) -> None:
    save(store, "Ev1")
    item = store.inbox.claim("anna", NOW)
    assert item is not None
    assert store.inbox.depth() == 1
    store.inbox.finish(item.id, "anna")
    assert store.inbox.depth() == 0
    assert store.inbox.claim("anna", NOW + 99 * MINUTE) is None
    assert not save(store, "Ev1")


def test_handled_events_are_forgotten_and_waiting_ones_never(store: Store) -> None:
    for event in ("Ev1", "Ev2"):
        save(store, event)
    item = store.inbox.claim("anna", NOW)
    assert item is not None
    store.inbox.finish(item.id, "anna")
    assert store.inbox.forget(NOW) == 0
    assert store.inbox.forget(NOW + MINUTE) == 1
    assert save(store, "Ev1")
    assert not save(store, "Ev2")


def test_what_a_lost_worker_had_is_handed_out_when_its_lease_ends(store: Store) -> None:
    save(store, "Ev1")
    lost = store.inbox.claim("anna", NOW, lease_seconds=60)
    assert lost is not None
    assert store.inbox.claim("ben", NOW + timedelta(seconds=59)) is None
    found = store.inbox.claim("ben", NOW + timedelta(seconds=60))
    assert found is not None
    assert (found.id, found.attempt) == (lost.id, 2)
    store.inbox.finish(lost.id, "anna")
    store.inbox.release(lost.id, "anna")
    assert store.inbox.depth() == 1
    store.inbox.finish(lost.id, "ben")
    assert store.inbox.depth() == 0


def test_what_is_put_back_is_handed_out_at_once(store: Store) -> None:
    save(store, "Ev1")
    item = store.inbox.claim("anna", NOW)
    assert item is not None
    store.inbox.release(item.id, "anna")
    again = store.inbox.claim("ben", NOW)
    assert again is not None
    assert again.attempt == 2


def deliver_and_work(url: str, owner: str, events: int, seed: int) -> tuple[int, list[str]]:
    """Save each event twice in a random order, and handle whatever waits; how many were new, and what was handled."""
    store = open_store(url)
    order = [f"Ev{number}" for number in range(events)] * 2
    random.Random(seed).shuffle(order)
    handled = []
    new = 0
    for event in order:
        new += save(store, event, ("C1", event))
        if item := store.inbox.claim(owner, NOW):
            handled.append(str(item.body["event"]))
            store.inbox.finish(item.id, owner)
    store.close()
    return new, handled


def test_two_processes_handle_each_event_once(url: str, processes: ProcessPoolExecutor) -> None:
    open_store(url).close()
    work = [processes.submit(deliver_and_work, url, owner, 60, seed) for seed, owner in enumerate(("anna", "ben"))]
    outcomes = [each.result() for each in work]
    assert sum(new for new, _ in outcomes) == 60
    assert sorted(event for _, handled in outcomes for event in handled) == sorted(f"Ev{n}" for n in range(60))


def test_four_threads_handle_each_event_once(store: Store) -> None:
    for number in range(80):
        save(store, f"Ev{number}")
    handled: list[int] = []

    def work(owner: str) -> None:
        while item := store.inbox.claim(owner, NOW):
            handled.append(item.id)
            store.inbox.finish(item.id, owner)

    threads = [threading.Thread(target=work, args=(f"worker {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(handled) == len(set(handled)) == 80
