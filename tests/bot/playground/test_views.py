"""Views: a Home tab and modals, and the triggers that open them."""

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.manifest import build_manifest
from bot.playground import Playground, SimulatedClock, render_transcript

TITLE = {"type": "plain_text", "text": "Correct a fact"}
TEXT = {"type": "section", "text": {"type": "mrkdwn", "text": "What is wrong?"}}
MODAL = {"type": "modal", "title": TITLE, "blocks": [TEXT]}
HOME = {"type": "home", "blocks": [TEXT]}


@pytest.fixture
def trigger_id(attached: Playground) -> str:
    turn = attached.person("maya").command("/company", "acme")
    trigger: str = turn.deliveries[0].payload["trigger_id"]
    return trigger


def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call()
    error: str = caught.value.response["error"]
    return error


def test_a_modal_opens_once_for_a_trigger(attached: Playground, client: WebClient, trigger_id: str) -> None:
    assert client.views_open(trigger_id=trigger_id, view=MODAL)["view"]["id"].startswith("V")
    assert error_of(lambda: client.views_open(trigger_id=trigger_id, view=MODAL)) == "exchanged_trigger_id"
    assert "(sees a window)\n  What is wrong?" in render_transcript(attached.workspace)


def test_a_trigger_lasts_three_seconds(clock: SimulatedClock, client: WebClient, trigger_id: str) -> None:
    clock.advance(seconds=4)
    assert error_of(lambda: client.views_open(trigger_id=trigger_id, view=MODAL)) == "expired_trigger_id"
    assert error_of(lambda: client.views_open(trigger_id="Tr404", view=MODAL)) == "invalid_trigger_id"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": {"type": "plain_text", "text": "x" * 25}},
        {"submit": {"type": "plain_text", "text": "x" * 25}},
        {"private_metadata": "x" * 3_001},
        {"callback_id": "x" * 256},
        {"blocks": [{"type": "table", "rows": []}]},
        {"type": "home"},
    ],
)
def test_a_view_that_slack_would_refuse_is_refused(client: WebClient, trigger_id: str, changes: dict[str, Any]) -> None:
    assert error_of(lambda: client.views_open(trigger_id=trigger_id, view=MODAL | changes)) == "invalid_arguments"


def test_the_home_tab_needs_the_manifests_consent(slack: Playground, client: WebClient) -> None:
    maya = slack.person("maya")
    assert error_of(lambda: client.views_publish(user_id=maya.user.id, view=HOME)) == "not_enabled"
    manifest = build_manifest()
    manifest["features"]["app_home"]["home_tab_enabled"] = True
    with Playground(manifest) as welcoming:
        client = WebClient(token=welcoming.bot_token, base_url=welcoming.url, retry_handlers=[])
        assert client.views_publish(user_id=welcoming.person("maya").user.id, view=HOME)["ok"]
        assert error_of(lambda: client.views_publish(user_id="U404", view=HOME)) == "user_not_found"
        assert "(sees a Home tab)" in render_transcript(welcoming.workspace)


def test_a_listener_opens_a_modal_while_it_answers(slack: Playground, client: WebClient) -> None:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.command("/company")
    def open_form(ack: Ack, command: dict[str, Any], client: WebClient) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=MODAL)
        ack()

    slack.attach(app)
    assert slack.person("maya").command("/company").notices == []
    assert not slack.refusals
