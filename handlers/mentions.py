"""Mentions of the bot, in a channel or a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltContext

from handlers.inbound import keep
from handlers.payloads import is_human
from handlers.services import Services


@dataclass(frozen=True)
class Mentions:
    services: Services

    def hear(self, body: dict[str, Any], event: dict[str, Any], context: BoltContext) -> None:
        """A person's mention is kept to be answered; bots and edits are passed over."""
        if is_human(event):
            keep(body, context, self.services)


def register(app: App, services: Services) -> None:
    app.event("app_mention")(Mentions(services).hear)
