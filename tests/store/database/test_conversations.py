"""What threads were last about."""

from __future__ import annotations

from datetime import timedelta

from store.database.base import Store
from tests.store.database.samples import NOW


def test_a_thread_is_remembered_as_it_was_last(store: Store) -> None:
    for metric in ("growth", "revenue"):
        store.conversations.remember("W1", "C1", "1.0", {"entities": ["Nordhav Foods"], "metric": metric}, NOW)
    assert store.conversations.recall("W1", "C1", "1.0") == {"entities": ["Nordhav Foods"], "metric": "revenue"}


def test_a_thread_that_is_about_nothing_yet_is_still_known(store: Store) -> None:
    store.conversations.remember("W1", "C1", "1.0", {}, NOW)
    assert store.conversations.recall("W1", "C1", "1.0") == {}


def test_other_threads_channels_and_workspaces_are_strangers(store: Store) -> None:
    store.conversations.remember("W1", "C1", "1.0", {}, NOW)
    for thread in (("W1", "C1", "2.0"), ("W1", "C2", "1.0"), ("W2", "C1", "1.0")):
        assert store.conversations.recall(*thread) is None


def test_old_threads_are_forgotten(store: Store) -> None:
    store.conversations.remember("W1", "C1", "1.0", {}, NOW)
    store.conversations.remember("W1", "C1", "2.0", {}, NOW + timedelta(days=1))
    assert store.conversations.forget(NOW + timedelta(hours=1)) == 1
    assert store.conversations.recall("W1", "C1", "1.0") is None
    assert store.conversations.recall("W1", "C1", "2.0") == {}
