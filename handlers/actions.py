"""Presses of the buttons on our messages; what they ask for goes out through the delivery table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext

from handlers.cards import card_of
from handlers.messages import Message
from handlers.messages.company import SHARE, SHOW, SHOW_EVIDENCE, build_card, build_evidence
from handlers.messages.help import OLD_BUTTON
from handlers.parcels import Parcel, pack, plan_parcel
from handlers.payloads import workspace_of
from handlers.response_urls import PrivateReply
from handlers.services import Services
from store.database.base import DeliveryKey
from store.model import Reader

PRESS = "press"
SHARED = "share"


@dataclass(frozen=True)
class Press:
    """A press of a button: what it carries and where its answer goes."""

    workspace: str
    channel: str
    thread_ts: str
    message_ts: str
    time: str
    user: str
    value: str
    url: str
    private: bool

    def reply(self, *, replace: bool = False) -> PrivateReply:
        return PrivateReply(self.url, replace and self.private, self.thread_ts)

    def reader(self) -> Reader:
        return Reader(self.workspace, self.channel)


def read_press(body: dict[str, Any], context: BoltContext) -> Press:
    action, container = body["actions"][0], body.get("container", {})
    return Press(
        workspace=workspace_of(context),
        channel=container.get("channel_id") or body["channel"]["id"],
        thread_ts=container.get("thread_ts", ""),
        message_ts=container.get("message_ts", ""),
        time=action["action_ts"],
        user=body["user"]["id"],
        value=action.get("value", ""),
        url=body.get("response_url", ""),
        private=bool(container.get("is_ephemeral")),
    )


@dataclass(frozen=True)
class Actions:
    services: Services

    def share(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """Post the card for all to see: once, however often the button is pressed."""
        press = read_press(body, context)
        if card := card_of(press.value, self.services, press.reader()):
            self._share(press, pack(build_card(card, shared_by=press.user), tell=press.reply()))
        else:
            self._answer(press, Message(OLD_BUTTON))
        ack()

    def show(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """Show the chosen company's card to whoever chose it."""
        press = read_press(body, context)
        card = card_of(press.value, self.services, press.reader())
        self._answer(press, build_card(card, buttons=True) if card else Message(OLD_BUTTON), replace=True)
        ack()

    def show_evidence(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """Show every fact of a card with its sentence."""
        press = read_press(body, context)
        card = card_of(press.value, self.services, press.reader())
        self._answer(press, build_evidence(card) if card else Message(OLD_BUTTON))
        ack()

    def unknown(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """A button of an older version."""
        self._answer(read_press(body, context), Message(OLD_BUTTON))
        ack()

    def _share(self, press: Press, parcel: Parcel) -> None:
        key = DeliveryKey(press.workspace, SHARED, f"{press.channel}:{press.message_ts or press.time}")
        if self.services.store.deliveries.state_of(key) == "failed":
            # The bot could not post here before; by now it may have been invited.
            key = DeliveryKey(press.workspace, SHARED, f"{key.slot}:{press.time}")
        self._plan(key, press, parcel)

    def _answer(self, press: Press, message: Message, *, replace: bool = False) -> None:
        key = DeliveryKey(press.workspace, PRESS, f"{press.channel}:{press.user}:{press.time}")
        self._plan(key, press, pack(message, private=press.reply(replace=replace)))

    def _plan(self, key: DeliveryKey, press: Press, parcel: Parcel) -> None:
        deliveries, now = self.services.store.deliveries, self.services.now()
        plan_parcel(deliveries, key, press.channel, parcel, now, thread_ts=press.thread_ts)
        self.services.wake()


def register(app: App, services: Services) -> None:
    """Bolt takes the first listener that fits, so the one for unknown buttons is last."""
    actions = Actions(services)
    app.action(SHARE)(actions.share)
    app.action(re.compile(rf"^{SHOW}:"))(actions.show)
    app.action(SHOW_EVIDENCE)(actions.show_evidence)
    app.action(re.compile(""))(actions.unknown)
