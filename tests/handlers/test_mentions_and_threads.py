from __future__ import annotations

import pytest

from handlers.messages.help import OUTSIDER
from handlers.payloads import Heard
from handlers.replies import compose_reply
from store.errors import StoreBusy
from tests.handlers.conftest import Desk

QUESTION = "how fast does larkfield robotics grow its revenue?"


def test_a_mention_is_answered_in_its_thread_with_the_sentence(desk: Desk) -> None:
    turn = desk.slack.person("maya").mention(QUESTION)
    desk.work()
    (answer,) = turn.answers
    assert answer.thread_ts == turn.ts
    assert "more than 40% to $35 million" in str(answer.blocks)
    assert "The Orchard Post" in answer.text
    assert not desk.slack.refusals


def test_the_worker_is_woken_once_for_each_new_mention(desk: Desk) -> None:
    turn = desk.slack.person("maya").mention(QUESTION)
    for delivery in turn.deliveries:
        desk.slack.repeat(delivery)
    assert len(desk.woken) == 1
    assert desk.store.inbox.depth() == 1


def test_a_follow_up_in_the_thread_needs_no_mention(desk: Desk) -> None:
    maya = desk.slack.person("maya")
    question = maya.mention(QUESTION)
    desk.work()
    turn = maya.say("and how many farms does it want to serve?", thread=question.ts)
    desk.work()
    (answer,) = turn.answers
    assert "2 million farms" in str(answer.blocks)


def test_what_people_say_to_each_other_is_never_stored(desk: Desk) -> None:
    maya = desk.slack.person("maya")
    desk.slack.person("ana")
    maya.say("what is the revenue of larkfield?")
    question = maya.mention(QUESTION)
    desk.work()
    maya.say("@ana what do you think of that?", thread=question.ts)
    maya.say("thanks, that helps", thread=question.ts)
    maya.say("who knows?", thread=maya.say("lunch?").ts)
    assert desk.store.inbox.depth() == 0
    assert all(delivery.is_accepted for delivery in desk.slack.deliveries)


def test_other_bots_edits_and_deletions_are_passed_over(desk: Desk) -> None:
    maya, other = desk.slack.person("maya"), desk.slack.other_bot("newsbot")
    other.mention(QUESTION)
    other.direct(QUESTION)
    said = maya.say("nothing").message
    assert said
    maya.edit(said, "@dossier " + QUESTION)
    maya.delete(said)
    assert desk.store.inbox.depth() == 0


def test_a_direct_message_is_answered_without_a_thread_and_followed_up(desk: Desk) -> None:
    maya = desk.slack.person("maya")
    maya.direct(QUESTION)
    desk.work()
    turn = maya.direct("and how many farms does it want to serve?")
    desk.work()
    (answer,) = turn.answers
    assert answer.thread_ts is None
    assert "2 million farms" in str(answer.blocks)


def test_commands_work_as_mentions_in_a_thread(desk: Desk) -> None:
    maya = desk.slack.person("maya")
    thread = maya.say("lunch?").ts
    said = []
    for text in ("company larkfield", "digest", "help"):
        turn = maya.mention(text, thread=thread)
        desk.work()
        (answer,) = turn.answers
        assert answer.thread_ts == thread
        said.append(answer.text)
    assert "more than 40%" in said[0]
    assert "1 new document" in said[1]
    assert "/company NAME" in said[2]


def test_after_a_card_the_thread_is_about_that_company(desk: Desk) -> None:
    maya = desk.slack.person("maya")
    card = maya.mention("company larkfield")
    desk.work()
    turn = maya.say("how many farms does it want to serve?", thread=card.ts)
    desk.work()
    assert "2 million farms" in str(turn.answers[0].blocks)


def test_an_outsider_is_told_why_there_is_no_answer(desk: Desk) -> None:
    heard = Heard("C1", "1.0", "1.0", "U1", QUESTION, outsider=True)
    message, about = compose_reply(heard, desk.slack.team_id, desk.services)
    assert (message.text, about) == (OUTSIDER, None)


def test_when_composing_fails_an_apology_is_posted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("handlers.replies.answer_question", fail)
    turn = desk.slack.person("maya").mention(QUESTION)
    desk.work()
    assert "Something went wrong on my side" in turn.answers[0].text
    assert "ZeroDivisionError" in caplog.text
    assert "larkfield" not in caplog.text


def test_a_busy_store_is_asked_again_before_the_person_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreBusy

    monkeypatch.setattr("handlers.replies.answer_question", fail)
    turn = desk.slack.person("maya").mention(QUESTION)
    attempts = 0
    while not turn.answers and attempts < 5:
        attempts += 1
        try:
            desk.work()
        except StoreBusy:
            desk.clock.advance(seconds=61)
    assert attempts == 3
    assert "busy right now" in turn.answers[0].text
