from __future__ import annotations

from typing import Any

import pytest

from handlers.payloads import (
    Heard,
    is_direct,
    is_human,
    is_outsider,
    may_follow_up,
    read_message,
    workspace_of,
)

MESSAGE: dict[str, Any] = {
    "type": "message",
    "channel": "C1",
    "channel_type": "channel",
    "user": "U1",
    "ts": "10.1",
    "text": "and its revenue?",
}


@pytest.mark.parametrize(
    ("change", "human"),
    [
        ({}, True),
        ({"subtype": "file_share"}, True),
        ({"subtype": "thread_broadcast"}, True),
        ({"subtype": "message_changed"}, False),
        ({"subtype": "message_deleted"}, False),
        ({"subtype": "channel_join"}, False),
        ({"subtype": "bot_message"}, False),
        ({"bot_id": "B1"}, False),
        ({"edited": {"ts": "11.0"}}, False),
        ({"hidden": True}, False),
        ({"user": None}, False),
    ],
)
def test_only_what_a_person_says_for_the_first_time_counts(change: dict[str, Any], human: bool) -> None:
    assert is_human({**MESSAGE, **change}) is human


@pytest.mark.parametrize(
    ("change", "may"),
    [
        ({}, False),
        ({"thread_ts": "10.1"}, False),
        ({"thread_ts": "9.0"}, True),
        ({"thread_ts": "9.0", "text": "<@U2> what do you think?"}, False),
        ({"thread_ts": "9.0", "text": None}, True),
    ],
)
def test_a_follow_up_is_a_reply_that_names_nobody(change: dict[str, Any], may: bool) -> None:
    assert may_follow_up({**MESSAGE, **change}) is may


def test_an_answer_in_a_channel_opens_a_thread_and_one_in_a_dm_does_not() -> None:
    assert read_message(MESSAGE).thread_ts == "10.1"
    assert read_message({**MESSAGE, "thread_ts": "9.0"}).thread_ts == "9.0"
    assert read_message({**MESSAGE, "channel": "D1", "channel_type": "im"}).thread_ts == ""


def test_a_dm_is_known_by_its_kind_or_its_id() -> None:
    assert is_direct({"channel_type": "im"})
    assert is_direct({"channel": "D024BE91L"})
    assert not is_direct({"channel_type": "mpim", "channel": "G1"})


def test_what_was_heard_survives_the_inbox() -> None:
    heard = read_message(MESSAGE, outsider=True)
    assert Heard.from_body(heard.as_body()) == heard


@pytest.mark.parametrize(
    ("context", "workspace"),
    [
        ({"team_id": "T1", "enterprise_id": "E1"}, "T1"),
        ({"team_id": "T1", "enterprise_id": "E1", "is_enterprise_install": True}, "E1"),
        ({"team_id": "T1", "is_enterprise_install": True}, "T1"),
        ({"team_id": None, "enterprise_id": "E1"}, "E1"),
    ],
)
def test_the_workspace_is_the_installation(context: dict[str, Any], workspace: str) -> None:
    assert workspace_of(context) == workspace


@pytest.mark.parametrize(
    ("body", "context", "outsider"),
    [
        ({}, {"team_id": "T1", "actor_team_id": "T2"}, False),
        ({"is_ext_shared_channel": True}, {"team_id": "T1", "actor_team_id": "T1"}, False),
        ({"is_ext_shared_channel": True}, {"team_id": "T1", "actor_team_id": None}, False),
        ({"is_ext_shared_channel": True}, {"team_id": "T1", "actor_team_id": "T2"}, True),
        (
            {"is_ext_shared_channel": True},
            {"team_id": "T1", "enterprise_id": "E1", "actor_team_id": "T2", "actor_enterprise_id": "E1"},
            False,
        ),
        ({"is_ext_shared_channel": True}, {"team_id": "T1", "enterprise_id": "E1", "actor_team_id": "E1"}, False),
        ({"is_ext_shared_channel": True}, {"team_id": "T1", "enterprise_id": "E1", "actor_team_id": "E2"}, True),
    ],
)
def test_an_outsider_belongs_to_another_company(body: dict[str, Any], context: dict[str, Any], outsider: bool) -> None:
    assert is_outsider(body, context) is outsider
