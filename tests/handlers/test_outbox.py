from __future__ import annotations

import pytest

from bot.playground import Fault
from handlers.messages import Message
from handlers.messages.blocks import section
from handlers.messages.limits import split
from handlers.outbox import LONGEST_PAUSE_SECONDS, SETTLING_SECONDS, TOO_LATE
from handlers.parcels import Parcel, pack, plan_parcel
from handlers.reconciling import EVENT_TYPE
from handlers.response_urls import PrivateReply
from store.database.base import DeliveryKey
from tests.handlers.conftest import OWNER, Desk

POST = "chat.postMessage"
HISTORY = "conversations.history"
REPLIES = "conversations.replies"

AMBIGUOUS = [
    Fault.SERVER_ERROR,
    Fault.INTERNAL_ERROR,
    Fault.HTML_PAGE,
    Fault.DROP_BEFORE,
    Fault.DROP_AFTER,
    Fault.ACCEPTED_SERVER_ERROR,
    Fault.ACCEPTED_TRUNCATED,
    Fault.NO_ANSWER,
    Fault.ACCEPTED_NO_ANSWER,
]


def plan(desk: Desk, message: Message, slot: str = "1", thread_ts: str = "") -> DeliveryKey:
    key = DeliveryKey(desk.slack.team_id, "reply", slot)
    channel = desk.slack.get_channel("general").id
    plan_parcel(desk.store.deliveries, key, channel, pack(message), desk.clock(), thread_ts=thread_ts)
    return key


def state(desk: Desk, key: DeliveryKey) -> str | None:
    return desk.store.deliveries.state_of(key)


def test_a_planned_message_is_posted_once_with_its_mark(desk: Desk) -> None:
    key = plan(desk, Message("hello", [section("hello")]))
    desk.work()
    desk.work()
    (post,) = desk.posts()
    assert post.metadata
    assert post.metadata["event_type"] == EVENT_TYPE
    assert state(desk, key) == "done"


def test_planning_the_same_message_twice_changes_nothing(desk: Desk) -> None:
    for _ in range(3):
        plan(desk, Message("hello"))
    desk.work()
    assert len(desk.posts()) == 1


@pytest.mark.parametrize("fault", AMBIGUOUS)
@pytest.mark.parametrize("in_thread", [False, True])
def test_a_post_in_doubt_is_looked_for_and_ends_as_exactly_one_message(
    desk: Desk, fault: Fault, in_thread: bool
) -> None:
    root = desk.slack.person("maya").say("lunch?").ts if in_thread else ""
    desk.client.timeout = 1
    desk.slack.faults.add(POST, fault)
    key = plan(desk, Message("hello"), thread_ts=root)
    desk.work()
    assert [post.text for post in desk.posts()] == ["hello"]
    assert state(desk, key) == "done"
    assert SETTLING_SECONDS in desk.slept


def test_a_row_that_a_dead_worker_left_on_its_way_is_settled_by_the_next(desk: Desk) -> None:
    key = plan(desk, Message("hello"))
    claimed = desk.store.deliveries.claim("dead", desk.clock())
    assert claimed
    desk.store.deliveries.start_posting(key, "dead", desk.clock(), 10)
    desk.client.chat_postMessage(
        channel=claimed.channel,
        text="hello",
        metadata={"event_type": EVENT_TYPE, "event_payload": {"delivery_id": claimed.delivery_id}},
    )
    assert not desk.outbox.post_next(OWNER)
    desk.clock.advance(seconds=61)
    desk.work()
    assert len(desk.posts()) == 1
    assert state(desk, key) == "done"


def test_a_message_lost_before_it_left_is_posted_by_the_next_worker(desk: Desk) -> None:
    key = plan(desk, Message("hello"))
    desk.store.deliveries.claim("dead", desk.clock())
    desk.store.deliveries.start_posting(key, "dead", desk.clock(), 10)
    desk.clock.advance(seconds=61)
    desk.work()
    assert len(desk.posts()) == 1


def test_while_the_history_can_not_be_read_nothing_is_posted_again(desk: Desk) -> None:
    desk.slack.faults.add(POST, Fault.DROP_AFTER)
    desk.slack.faults.add(HISTORY, Fault.SERVER_ERROR, times=2)
    key = plan(desk, Message("hello"))
    for _ in range(3):
        desk.work()
        desk.clock.advance(seconds=61)
    assert len(desk.posts()) == 1
    assert state(desk, key) == "done"


def test_where_the_channel_is_unreadable_for_good_the_row_ends_as_unknown(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.slack.faults.add(POST, Fault.DROP_BEFORE)
    key = plan(desk, Message("hello"))
    desk.outbox.post_next(OWNER)
    desk.slack.remove_bot("general")
    desk.work()
    assert state(desk, key) == "unknown"
    assert "can't be looked up" in caplog.text


def test_the_wait_slack_asks_for_holds_for_that_channel_and_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.playground.server.RETRY_AFTER", 30)
    desk.slack.add_channel("other")
    desk.slack.faults.add(POST, Fault.RATE_LIMITED)
    plan(desk, Message("first"))
    desk.work()
    plan(desk, Message("second"), slot="2")
    other = DeliveryKey(desk.slack.team_id, "reply", "3")
    plan_parcel(desk.store.deliveries, other, desk.slack.get_channel("other").id, pack(Message("third")), desk.clock())
    desk.work()
    assert [post.text for post in desk.posts()] == []
    assert [post.text for post in desk.posts("other")] == ["third"]
    desk.clock.advance(seconds=60)
    desk.work()
    assert sorted(post.text for post in desk.posts()) == ["first", "second"]


def test_posts_to_one_channel_are_a_second_apart(desk: Desk) -> None:
    for slot in range(4):
        plan(desk, Message(f"message {slot}"), slot=str(slot))
    desk.work()
    assert len(desk.posts()) == 4
    assert desk.slept == [1.0, 1.0, 1.0]


def test_a_payload_that_slack_refuses_goes_once_as_text_only(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    key = plan(desk, Message("the answer", [{"type": "hologram"}]))
    desk.work()
    (post,) = desk.posts()
    assert (post.text, post.blocks) == ("the answer", ())
    assert state(desk, key) == "done"
    assert "invalid_blocks" in caplog.text


def test_a_text_that_slack_refuses_ends_as_failed(desk: Desk) -> None:
    key = DeliveryKey(desk.slack.team_id, "reply", "1")
    channel = desk.slack.get_channel("general").id
    plan_parcel(desk.store.deliveries, key, channel, Parcel(Message("x" * 50_000)), desk.clock())
    desk.work()
    assert not desk.posts()
    assert state(desk, key) == "failed"


@pytest.mark.parametrize("trouble", ["archive", "remove_bot"])
def test_a_channel_that_is_gone_ends_the_row(desk: Desk, trouble: str) -> None:
    key = plan(desk, Message("hello"))
    getattr(desk.slack, trouble)("general")
    desk.work()
    assert state(desk, key) == "failed"


def test_a_revoked_token_ends_the_row(desk: Desk) -> None:
    key = plan(desk, Message("hello"))
    desk.slack.revoke_token()
    desk.work()
    assert state(desk, key) == "failed"


def test_a_workspace_without_an_installation_ends_the_row(desk: Desk) -> None:
    def no_client(workspace: str) -> None:
        raise KeyError(workspace)

    desk.outbox._client_for = no_client  # type: ignore[assignment]
    key = plan(desk, Message("hello"))
    desk.work()
    assert state(desk, key) == "failed"


def test_while_slack_is_unreachable_a_message_waits_and_then_goes(desk: Desk) -> None:
    key = plan(desk, Message("hello"))
    desk.client.base_url, url = "http://127.0.0.1:9/api/", desk.client.base_url
    desk.work()
    assert state(desk, key) == "pending"
    desk.client.base_url = url
    desk.clock.advance(seconds=10)
    desk.work()
    assert len(desk.posts()) == 1


def test_what_could_not_be_posted_for_six_hours_is_skipped(desk: Desk) -> None:
    key = plan(desk, Message("hello"))
    desk.clock.advance(seconds=TOO_LATE.total_seconds() + 1)
    desk.work()
    assert state(desk, key) == "skipped"
    assert not desk.posts()


def test_a_long_answer_follows_in_the_thread_of_its_head_in_order(desk: Desk) -> None:
    message = Message("head", [section(f"{number} " + "x" * 2_900) for number in range(9)])
    plan(desk, message)
    desk.work()
    posts = desk.posts()
    assert len(posts) == len(split(message)) == 3
    assert [post.text[0] for post in posts] == ["h", "4", "8"]
    assert [post.thread_ts for post in posts[1:]] == [posts[0].ts] * 2


def test_the_parts_of_an_answer_survive_a_crash_between_them(desk: Desk) -> None:
    plan(desk, Message("head", [section("x" * 2_900) for _ in range(9)]))
    desk.slack.faults.add(POST, Fault.DROP_AFTER)
    desk.work()
    assert len(desk.posts()) == 3


def test_a_digest_is_composed_once_and_kept_for_the_next_attempt(desk: Desk) -> None:
    key = DeliveryKey(desk.slack.team_id, "digest:C", "2026-11-21")
    channel = desk.slack.get_channel("general").id
    desk.store.deliveries.plan(key, channel, desk.clock())
    desk.slack.faults.add(POST, Fault.RATE_LIMITED)
    desk.work()
    desk.add_news(audience=channel)
    desk.clock.advance(seconds=60)
    desk.work()
    (digest,) = desk.posts()
    assert digest.text.startswith("News of 21 November 2026: 1 new document")


def test_a_row_without_anything_to_say_is_skipped(desk: Desk) -> None:
    desk.outbox._compose = lambda _: None
    key = DeliveryKey(desk.slack.team_id, "alert", "1")
    desk.store.deliveries.plan(key, desk.slack.get_channel("general").id, desk.clock())
    desk.work()
    assert state(desk, key) == "skipped"


def test_a_channel_held_for_long_sends_the_row_back_instead_of_blocking_the_worker(desk: Desk) -> None:
    channel = desk.slack.get_channel("general").id
    desk.outbox._pace.hold(desk.slack.team_id, channel, LONGEST_PAUSE_SECONDS + 20)
    key = plan(desk, Message("hello"))
    desk.work()
    assert desk.slept == []
    assert state(desk, key) == "pending"


def test_a_lease_that_ran_out_while_waiting_posts_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(desk, Message("hello"))
    monkeypatch.setattr(desk.outbox, "_sleep", lambda _: desk.clock.advance(seconds=100))
    desk.outbox._pace.take(desk.slack.team_id, desk.slack.get_channel("general").id)
    desk.outbox.post_next(OWNER)
    assert not desk.posts()
    desk.work()
    assert len(desk.posts()) == 1


def test_a_parcel_survives_the_delivery_row() -> None:
    reply = PrivateReply("https://hooks.example/1", replace=True, thread_ts="1.0")
    parcel = Parcel(Message("a", [section("a")]), (Message("b"),), reply, PrivateReply("https://hooks.example/2"))
    assert Parcel.from_body(parcel.as_body()) == parcel


def test_only_the_first_private_part_replaces_the_old_message() -> None:
    parcel = Parcel(Message("a"), (Message("b"),), PrivateReply("u", replace=True))
    following = parcel.next_part()
    assert following
    assert following.private == PrivateReply("u", replace=False)
    assert following.next_part() is None


def test_too_many_messages_to_look_through_end_as_unknown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.reconciling.MOST_PAGES", 1)
    monkeypatch.setattr("handlers.reconciling.PAGE", 2)
    desk.slack.faults.add(POST, Fault.DROP_BEFORE)
    key = plan(desk, Message("hello"))
    desk.outbox.post_next(OWNER)
    for number in range(5):
        desk.slack.person("maya").say(f"message {number}")
    desk.work()
    assert state(desk, key) == "unknown"
