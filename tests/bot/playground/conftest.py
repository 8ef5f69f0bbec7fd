"""A playground with the real manifest, a real client, and a tiny Bolt app of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond, Say
from slack_sdk import WebClient

from bot.manifest import build_manifest
from bot.playground import Playground, SimulatedClock

SHARE = {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "Share"}, "value": "acme"}


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
def slack(clock: SimulatedClock) -> Iterator[Playground]:
    with Playground(build_manifest(), clock=clock) as playground:
        yield playground


@pytest.fixture
def client(slack: Playground) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])


@pytest.fixture
def app(slack: Playground, client: WebClient) -> App:
    """Return an app that answers a command, a mention and a button."""
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)
    add_listeners(app)
    return app


@pytest.fixture
def attached(slack: Playground, app: App) -> Playground:
    """Return the playground with that app attached."""
    slack.attach(app)
    return slack


def add_listeners(app: App) -> None:
    @app.command("/company")
    def show_company(ack: Ack, command: dict[str, Any]) -> None:
        ack(
            text=f"About {command['text']}",
            blocks=[
                {"type": "section", "text": {"type": "mrkdwn", "text": f"About *{command['text']}*"}},
                {"type": "actions", "elements": [SHARE]},
            ],
        )

    @app.event("app_mention")
    def answer_mention(event: dict[str, Any], say: Say) -> None:
        say(text=f"You asked: {event['text']}", thread_ts=event.get("thread_ts", event["ts"]))

    @app.event("message")
    def take_message() -> None:
        pass

    @app.action("share")
    def share(ack: Ack, respond: Respond, action: dict[str, Any]) -> None:
        ack()
        respond(text=f"Shared {action['value']}", response_type="in_channel", replace_original=False)
