from __future__ import annotations

import logging

import pytest

from handlers.errors import BUSY, UNREADABLE, explain, name_of
from store.errors import StoreBusy, StoreCorrupt
from tests.handlers.conftest import Desk

QUESTION = "how fast does larkfield grow?"


def break_store(monkeypatch: pytest.MonkeyPatch, desk: Desk, part: str, method: str, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(getattr(desk.store, part), method, fail)


def test_a_command_is_answered_kindly_when_the_store_is_locked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    break_store(monkeypatch, desk, "facts", "names_seen_by", StoreBusy())
    turn = desk.slack.person("maya").command("/company", "larkfield")
    assert [answer.text for answer in turn.answers] == [BUSY]
    assert turn.answers[0].visible_to


def test_an_event_that_could_not_be_saved_is_refused_and_handled_once_when_slack_repeats_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        break_store(broken, desk, "inbox", "save", StoreBusy())
        turn = desk.slack.person("maya").mention(QUESTION)
    assert [delivery.acknowledgement.status for delivery in turn.deliveries] == [500, 200]
    desk.slack.retry()
    desk.work()
    assert len(turn.answers) == 1


def test_a_failed_press_is_acknowledged_and_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    maya = desk.slack.person("maya")
    card = maya.command("/company", "larkfield").answers[0]
    break_store(monkeypatch, desk, "deliveries", "plan", StoreCorrupt())
    turn = maya.press("Show every sentence", card)
    assert [answer.text for answer in turn.answers] == [UNREADABLE]
    assert not turn.notices


def test_the_log_says_where_it_happened_and_nothing_that_people_wrote(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    break_store(monkeypatch, desk, "facts", "names_seen_by", StoreBusy())
    desk.slack.person("maya").command("/company", "a secret name")
    assert f"/company in {desk.slack.team_id} failed" in caplog.text
    assert "a secret name" not in caplog.text
    assert desk.slack.bot_token not in caplog.text


@pytest.mark.parametrize(
    ("error", "words"),
    [(StoreBusy(), "try again in a moment"), (StoreCorrupt(), "dossier doctor"), (KeyError(), "has been logged")],
)
def test_a_person_is_told_what_to_do(error: Exception, words: str) -> None:
    assert words in explain(error)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"command": "/company", "text": "x"}, "/company"),
        ({"event": {"type": "app_mention", "text": "x"}}, "app_mention"),
        ({"type": "block_actions", "actions": [{"action_id": "share_company"}]}, "share_company"),
        ({"type": "view_submission"}, "view_submission"),
    ],
)
def test_a_request_is_named_without_its_words(body: dict[str, object], name: str) -> None:
    assert name_of(body) == name
