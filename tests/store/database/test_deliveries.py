"""The delivery protocol: what may follow what, and who may do it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.database import open_store
from store.database.base import Delivery, DeliveryKey, Store
from tests.store.database.samples import NOW

KEY = DeliveryKey("W1", "digest:C1", "2026-11-20")
BODY: dict[str, object] = {"text": "Three figures", "blocks": [{"type": "divider"}]}
SECOND = timedelta(seconds=1)

Action = Callable[[Store], object]


def plan(store: Store) -> object:
    return store.deliveries.plan(KEY, "C1", NOW)


def claim(store: Store) -> Delivery | None:
    return store.deliveries.claim("anna", NOW, lease_seconds=60)


def start(store: Store) -> object:
    return store.deliveries.start_posting(KEY, "anna", NOW, timeout_seconds=10)


def finish(store: Store) -> None:
    store.deliveries.done(KEY, "1.5")


def retry(store: Store) -> None:
    store.deliveries.retry(KEY, NOW + SECOND, "ratelimited")


def doubt(store: Store) -> None:
    store.deliveries.reconcile_later(KEY, NOW, "timeout")


def skip(store: Store) -> None:
    store.deliveries.close(KEY, "skipped", "too late")


def fail(store: Store) -> None:
    store.deliveries.close(KEY, "failed", "channel_not_found")


def give_up(store: Store) -> None:
    store.deliveries.close(KEY, "unknown", "unreadable")


REACHED: dict[str | None, tuple[Action, ...]] = {
    None: (),
    "pending": (plan,),
    "claimed": (plan, claim),
    "posting": (plan, claim, start),
    "done": (plan, claim, start, finish),
    "skipped": (plan, skip),
    "failed": (plan, claim, fail),
    "unknown": (plan, claim, start, give_up),
}
FOLLOWS: dict[str | None, dict[Action, str]] = {
    None: {plan: "pending"},
    "pending": {claim: "claimed", finish: "done", skip: "skipped", fail: "failed", give_up: "unknown"},
    "claimed": {
        start: "posting",
        finish: "done",
        retry: "pending",
        skip: "skipped",
        fail: "failed",
        give_up: "unknown",
    },
    "posting": {finish: "done", retry: "pending", skip: "skipped", fail: "failed", give_up: "unknown"},
    "done": {},
    "skipped": {finish: "done"},
    "failed": {finish: "done"},
    "unknown": {finish: "done"},
}
ACTIONS = (plan, claim, start, finish, retry, doubt, skip, fail, give_up)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
@pytest.mark.parametrize("state", REACHED, ids=str)
def test_a_row_goes_only_where_the_protocol_lets_it(store: Store, state: str | None, action: Action) -> None:
    for step in REACHED[state]:
        step(store)
    assert store.deliveries.state_of(KEY) == state
    action(store)
    assert store.deliveries.state_of(KEY) == FOLLOWS[state].get(action, state)


def test_a_message_is_planned_once(store: Store) -> None:
    assert store.deliveries.plan(KEY, "C1", NOW)
    assert not store.deliveries.plan(KEY, "C2", NOW, "1.0", BODY)
    found = claim(store)
    assert found is not None
    assert (found.channel, found.thread_ts, found.body) == ("C1", "", None)


def test_a_claimed_row_says_all_there_is_to_it(store: Store) -> None:
    store.deliveries.plan(KEY, "C1", NOW, "1.0", BODY)
    assert store.deliveries.claim("anna", NOW + SECOND) == Delivery(
        key=KEY,
        delivery_id=KEY.delivery_id,
        channel="C1",
        thread_ts="1.0",
        body=BODY,
        state="claimed",
        attempt=1,
        created=NOW,
    )


def test_a_row_is_claimed_by_one_and_not_before_its_time(store: Store) -> None:
    store.deliveries.plan(KEY, "C1", NOW, not_before=NOW + SECOND)
    assert claim(store) is None
    assert store.deliveries.claim("anna", NOW + SECOND)
    assert store.deliveries.claim("ben", NOW + SECOND) is None


def test_the_body_that_was_kept_is_what_a_second_attempt_gets(store: Store) -> None:
    plan(store)
    claim(store)
    store.deliveries.keep_body(KEY, "ben", {"text": "not ours"})
    store.deliveries.keep_body(KEY, "anna", BODY)
    retry(store)
    again = store.deliveries.claim("ben", NOW + SECOND)
    assert again is not None
    assert (again.body, again.attempt, again.state) == (BODY, 2, "claimed")


def test_a_body_that_slack_refused_can_be_replaced_on_the_way(store: Store) -> None:
    plan(store)
    claim(store)
    start(store)
    store.deliveries.keep_body(KEY, "anna", {"text": "plain"})
    retry(store)
    again = store.deliveries.claim("anna", NOW + SECOND)
    assert again is not None
    assert again.body == {"text": "plain"}


@pytest.mark.parametrize(
    ("owner", "seconds_later", "may_post"),
    [("anna", 0, True), ("anna", 49, True), ("anna", 50, False), ("ben", 0, False)],
)
def test_only_who_holds_the_lease_for_longer_than_the_time_out_may_post(
    store: Store, owner: str, seconds_later: int, may_post: bool
) -> None:
    plan(store)
    claim(store)
    now = NOW + seconds_later * SECOND
    assert store.deliveries.start_posting(KEY, owner, now, timeout_seconds=10) == may_post
    assert store.deliveries.state_of(KEY) == ("posting" if may_post else "claimed")


def test_a_row_that_was_on_its_way_is_handed_out_as_such(store: Store) -> None:
    plan(store)
    claim(store)
    start(store)
    assert store.deliveries.claim("ben", NOW + 59 * SECOND) is None
    found = store.deliveries.claim("ben", NOW + 60 * SECOND)
    assert found is not None
    assert (found.state, found.posting_since, found.attempt) == ("posting", NOW, 2)
    assert not store.deliveries.start_posting(KEY, "anna", NOW + 60 * SECOND, timeout_seconds=10)
    later = NOW + 66 * SECOND
    assert store.deliveries.start_posting(KEY, "ben", later, timeout_seconds=10)
    again = store.deliveries.claim("anna", later + 60 * SECOND)
    assert again is not None
    assert again.posting_since == later


def test_a_row_in_doubt_is_looked_into_at_once(store: Store) -> None:
    plan(store)
    claim(store)
    start(store)
    doubt(store)
    found = store.deliveries.claim("ben", NOW)
    assert found is not None
    assert (found.state, found.posting_since) == ("posting", NOW)


def test_what_was_provably_not_posted_starts_afresh(store: Store) -> None:
    plan(store)
    claim(store)
    start(store)
    retry(store)
    assert claim(store) is None
    found = store.deliveries.claim("ben", NOW + SECOND)
    assert found is not None
    assert (found.state, found.posting_since) == ("claimed", None)


def test_the_parts_of_a_message_go_out_one_after_the_other(store: Store) -> None:
    for part in (2, 1, 0):
        store.deliveries.plan(replace(KEY, part=part), "C1", NOW, body=BODY)
    other = replace(KEY, slot="2026-11-21")
    store.deliveries.plan(other, "C1", NOW + SECOND, body=BODY)
    order = []
    for _ in range(2):
        first = claim(store)
        assert first is not None
        order.append(first.key.part)
        assert claim(store) is None
        store.deliveries.done(first.key, "1.5")
    assert order == [0, 1]
    store.deliveries.close(replace(KEY, part=2), "failed", "msg_too_long")
    last = store.deliveries.claim("anna", NOW + SECOND)
    assert last is not None
    assert last.key == other


def test_who_waited_longest_goes_first(store: Store) -> None:
    for number in (3, 1, 2):
        store.deliveries.plan(replace(KEY, slot=str(number)), "C1", NOW + number * SECOND)
    order = [store.deliveries.claim("anna", NOW + 9 * SECOND) for _ in range(3)]
    assert [found.key.slot for found in order if found] == ["1", "2", "3"]


def test_the_last_digest_is_as_new_as_the_moment_it_was_composed(store: Store) -> None:
    assert store.deliveries.last_done("W1", "digest:C1") is None
    plan(store)
    store.deliveries.claim("anna", NOW + SECOND)
    store.deliveries.keep_body(KEY, "anna", BODY)
    assert store.deliveries.last_done("W1", "digest:C1") is None
    store.deliveries.claim("ben", NOW + 100 * SECOND)
    store.deliveries.done(KEY, "1.5")
    assert store.deliveries.last_done("W1", "digest:C1") == NOW + SECOND
    assert store.deliveries.last_done("W2", "digest:C1") is None
    assert store.deliveries.last_done("W1", "digest:C2") is None
    store.deliveries.plan(replace(KEY, slot="2026-11-21"), "C1", NOW + 200 * SECOND, body=BODY)
    store.deliveries.close(replace(KEY, slot="2026-11-21"), "skipped", "too late")
    assert store.deliveries.last_done("W1", "digest:C1") == NOW + SECOND


words = st.text(max_size=8)
keys = st.builds(DeliveryKey, words, words, words, st.integers(0, 9))


@settings(deadline=None)
@given(one=keys, other=keys)
def test_two_messages_have_two_ids_and_one_has_one(one: DeliveryKey, other: DeliveryKey) -> None:
    assert (one.delivery_id == other.delivery_id) == (one == other)


def test_an_id_never_changes() -> None:
    assert KEY.delivery_id == "279e04c7-bbe7-5063-83fb-121cbeedf6a2"


def claim_all(url: str, owner: str) -> list[str]:
    store = open_store(url)
    claimed = []
    while found := store.deliveries.claim(owner, NOW):
        claimed.append(found.key.slot)
    store.close()
    return claimed


def test_two_processes_claim_each_row_once(url: str, store: Store, processes: ProcessPoolExecutor) -> None:
    for number in range(60):
        store.deliveries.plan(replace(KEY, slot=str(number)), "C1", NOW)
    work = [processes.submit(claim_all, url, owner) for owner in ("anna", "ben")]
    claimed = [slot for each in work for slot in each.result()]
    assert sorted(claimed, key=int) == [str(number) for number in range(60)]
