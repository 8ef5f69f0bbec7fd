from __future__ import annotations

from dataclasses import replace

import pytest

from bot.playground import Fault, Message
from handlers.messages.help import CANNOT_POST, OLD_BUTTON
from store.model import Entity
from tests.handlers.conftest import Desk


def press(desk: Desk, button: str, card: Message) -> list[Message]:
    turn = desk.slack.person("maya").press(button, card)
    desk.work()
    return turn.answers


TWINS = (Entity("Larkspur Foods"), Entity("Larkspur Tools"))
"""Two companies that "larkspur" may mean."""


@pytest.fixture
def card(desk: Desk) -> Message:
    return desk.slack.person("maya").command("/company", "larkfield").answers[0]


def test_a_shared_card_is_posted_for_all_with_the_name_of_who_shared_it(desk: Desk, card: Message) -> None:
    press(desk, "Share in channel", card)
    (shared,) = desk.posts()
    assert "Shared by <@" in str(shared.blocks)
    assert "more than 40%" in shared.text


def test_pressing_share_twice_posts_once(desk: Desk, card: Message) -> None:
    for _ in range(2):
        press(desk, "Share in channel", card)
    assert len(desk.posts()) == 1


def test_where_the_bot_is_no_member_the_presser_is_told_and_can_share_later(desk: Desk, card: Message) -> None:
    desk.slack.remove_bot("general")
    (told,) = press(desk, "Share in channel", card)
    assert (told.text, told.visible_to) == (CANNOT_POST, card.visible_to)
    desk.slack.get_channel("general").members.add(desk.slack.bot_user_id)
    press(desk, "Share in channel", card)
    assert len(desk.posts()) == 1


def test_every_sentence_is_shown_to_the_presser_alone(desk: Desk, card: Message) -> None:
    (sentences,) = press(desk, "Show every sentence", card)
    assert sentences.visible_to == card.visible_to
    assert "bought the sensor maker Tivelle for an undisclosed sum" in str(sentences.blocks)


def test_a_choice_is_replaced_by_the_chosen_card(desk: Desk) -> None:
    desk.store.facts.add_entities(TWINS, desk.slack.team_id)
    choice = desk.slack.person("maya").command("/company", "larkspur").answers[0]
    (answer,) = press(desk, "Larkspur Tools", choice)
    assert answer.ts == choice.ts
    assert answer.text.startswith("Larkspur Tools:")


def test_a_press_on_a_public_message_answers_the_presser_in_the_thread(desk: Desk) -> None:
    desk.store.facts.add_entities(TWINS, desk.slack.team_id)
    maya = desk.slack.person("maya")
    asked = maya.mention("company larkspur")
    desk.work()
    (answer,) = press(desk, "Larkspur Foods", asked.answers[0])
    assert answer.visible_to == maya.user.id
    assert answer.thread_ts == asked.ts


def test_a_button_of_an_older_version_is_answered(desk: Desk, card: Message) -> None:
    actions = card.blocks[-1]
    button = {**actions["elements"][0], "action_id": "gone"}
    old = replace(card, blocks=({**actions, "elements": [button]},))
    (answer,) = press(desk, "gone", old)
    assert answer.text == OLD_BUTTON


def test_a_private_answer_in_doubt_is_sent_again(desk: Desk, card: Message) -> None:
    desk.slack.faults.add("response_url", Fault.SERVER_ERROR)
    answers = press(desk, "Show every sentence", card)
    assert len(answers) == 1


def test_a_private_answer_after_half_an_hour_is_given_up(desk: Desk, card: Message) -> None:
    desk.slack.person("maya").press("Show every sentence", card)
    desk.clock.advance(minutes=31)
    desk.work()
    assert desk.slack.refusals[0].error == "expired_url"
    assert not desk.outbox.post_next("worker")
