"""A desk to try the handlers at: the real Bolt app and store, a simulated Slack, and a clock that we move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

import handlers
from bot.manifest import build_manifest
from bot.playground import Message, Playground, SimulatedClock
from handlers.digests import compose_delivery
from handlers.outbox import Outbox
from handlers.replies import plan_reply
from handlers.services import Services
from store.database.base import Store
from store.vocabulary import Vocabulary
from tests.handlers.corpus import NOW, document

OWNER = "worker"


@dataclass
class Desk:
    """The handlers with everything around them, driven by hand: nothing happens between two calls."""

    slack: Playground
    store: Store
    clock: SimulatedClock
    app: App
    client: WebClient
    services: Services
    outbox: Outbox
    slept: list[float]
    woken: list[None]

    def work(self) -> None:
        """Do what the worker does, until nothing is due."""
        while self.answer_next() or self.outbox.post_next(OWNER):
            pass
        self.slack.settle()

    def answer_next(self) -> bool:
        item = self.store.inbox.claim(OWNER, self.clock())
        if item is not None:
            plan_reply(item, self.services)
            self.store.inbox.finish(item.id, OWNER)
        return item is not None

    def add_news(self, audience: str = "") -> None:
        self.store.facts.add_document(*document(self.slack.team_id, audience))

    def posts(self, channel: str = "general") -> list[Message]:
        """What the bot said for all to see."""
        place = self.slack.get_channel(channel).id
        messages = [self.slack.workspace.messages[key] for key in sorted(self.slack.workspace.messages)]
        return [
            m for m in messages if m.channel_id == place and m.user_id == self.slack.bot_user_id and not m.visible_to
        ]


@pytest.fixture
def snapshot_json(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.fixture
def desk(store: Store, vocabulary: Vocabulary) -> Iterator[Desk]:
    clock = SimulatedClock(NOW)
    with Playground(build_manifest(), clock=clock) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url, timeout=2, retry_handlers=[])
        app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)
        woken: list[None] = []
        services = Services(store, vocabulary, clock, lambda: woken.append(None))
        handlers.register(app, services)
        made = build_desk(slack, services, clock, app, woken)
        slack.attach(app)
        made.add_news()
        yield made


def build_desk(slack: Playground, services: Services, clock: SimulatedClock, app: App, woken: list[None]) -> Desk:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.advance(seconds=seconds)

    outbox = Outbox(
        services.store.deliveries,
        lambda _: app.client,
        lambda delivery: compose_delivery(delivery, services),
        clock,
        clock=lambda: clock().timestamp(),
        sleep=sleep,
    )
    return Desk(slack, services.store, clock, app, app.client, services, outbox, slept, woken)
