"""The `response_url`: how often it works, how long, and where what it is sent appears."""

from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.playground import Fault, Playground, SimulatedClock
from bot.playground.people import Turn
from tests.bot.playground.conftest import SHARE


def at_response_url(turn: Turn) -> WebhookClient:
    return WebhookClient(turn.deliveries[0].payload["response_url"], retry_handlers=[])


@pytest.fixture
def card(attached: Playground) -> Turn:
    return attached.person("maya").command("/company", "acme")


@pytest.fixture
def press(card: Turn) -> Turn:
    """Return the press of a button that nobody answers at the response URL yet."""
    return card.person.press("share", card.answers[0])


def test_it_works_five_times(attached: Playground, card: Turn) -> None:
    answers = [at_response_url(card).send(text=f"number {number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert "used_url" in answers[-1].body
    assert [str(refusal) for refusal in attached.refusals] == ["response_url: used_url"]


def test_it_works_for_half_an_hour(clock: SimulatedClock, card: Turn) -> None:
    clock.advance(minutes=29)
    assert at_response_url(card).send(text="in time").status_code == 200
    clock.advance(minutes=2)
    late = at_response_url(card).send(text="too late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


def test_an_answer_is_private_unless_it_says_otherwise(attached: Playground, card: Turn) -> None:
    tom = attached.person("tom")
    at_response_url(card).send(text="for maya")
    at_response_url(card).send(text="for all", response_type="in_channel")
    assert [message.text for message in tom.sees("general")] == ["for all"]


def test_it_works_where_the_bot_is_not_a_member(attached: Playground) -> None:
    attached.add_channel("elsewhere", with_bot=False)
    turn = attached.person("maya").command("/company", "acme", channel="elsewhere")
    assert at_response_url(turn).send(text="here too", response_type="in_channel").status_code == 200
    assert [answer.text for answer in turn.answers] == ["About acme", "here too"]


def test_after_a_press_the_message_is_replaced_by_default(card: Turn, press: Turn) -> None:
    at_response_url(press).send(text="instead")
    assert [answer.text for answer in card.answers] == ["instead"]


def test_after_a_press_the_message_can_be_deleted(card: Turn, press: Turn) -> None:
    at_response_url(press).send(delete_original=True)
    assert card.answers == []


def test_after_a_press_a_new_message_can_be_added(card: Turn, press: Turn) -> None:
    at_response_url(press).send(text="also", replace_original=False)
    assert card.answers[0].text == "About acme"
    assert [answer.text for answer in press.answers] == ["Shared acme", "also"]


def test_a_command_has_no_message_to_replace(card: Turn) -> None:
    at_response_url(card).send(text="more", replace_original=True)
    assert [answer.text for answer in card.answers] == ["About acme", "more"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": " "}, "no_text"),
        ({"text": "x", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"text": "x", "response_type": "everywhere"}, "invalid_arguments"),
        ({"text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
    ],
)
def test_what_slack_would_refuse_is_refused(card: Turn, arguments: dict[str, Any], error: str) -> None:
    answer = at_response_url(card).send_dict(arguments)
    assert (answer.status_code, error in answer.body) == (400, True)


def test_richer_blocks_than_an_acknowledgement_takes_go_there(card: Turn) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "42"}]]}
    assert at_response_url(card).send(text="42", blocks=[table]).status_code == 200


def test_an_unknown_address_is_not_found(attached: Playground) -> None:
    root = attached.url.removesuffix("/api/")
    assert WebhookClient(f"{root}/commands/T1/99/x", retry_handlers=[]).send(text="x").status_code == 404


def test_faults_reach_it_too(attached: Playground, card: Turn) -> None:
    attached.faults.add("response_url", Fault.SERVER_ERROR)
    assert at_response_url(card).send(text="x").status_code == 500


def test_an_acknowledgement_can_be_for_all(slack: Playground, client: WebClient) -> None:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.command("/company")
    def announce(ack: Ack, respond: Respond) -> None:
        respond("first")
        ack(text="for all", response_type="in_channel")

    slack.attach(app)
    slack.person("maya").command("/company")
    assert [message.text for message in slack.person("tom").sees("general")] == ["for all"]


@pytest.mark.parametrize("body", ["", "  "])
def test_an_empty_acknowledgement_shows_nothing(slack: Playground, client: WebClient, body: str) -> None:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.command("/company")
    def say_nothing(ack: Ack) -> None:
        ack(body)

    slack.attach(app)
    assert slack.person("maya").command("/company").answers == []


def test_a_replaced_message_for_all_is_marked_as_edited(attached: Playground, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="general", text="card", blocks=[{"type": "actions", "elements": [SHARE]}])
    turn = attached.person("maya").press("share")
    at_response_url(turn).send(text="done")
    history = client.conversations_history(channel="general")["messages"]
    assert {message["ts"]: message["text"] for message in history}[posted["ts"]] == "done"
