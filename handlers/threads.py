"""Messages without a mention: direct ones, and follow-ups in a thread that the bot answered in.

All the rest, which is nearly everything that is said in a channel, is acknowledged and never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltContext

from handlers.inbound import keep
from handlers.payloads import is_direct, is_human, is_outsider, may_follow_up, workspace_of
from handlers.services import Services
from handlers.slack_text import decode
from store.questions import is_question


@dataclass(frozen=True)
class Threads:
    services: Services

    def hear(self, body: dict[str, Any], event: dict[str, Any], context: BoltContext) -> None:
        """Keep what a person says to the bot alone, and what goes on asking in one of its threads."""
        if not is_human(event):
            return
        if is_direct(event) or (may_follow_up(event) and self._goes_on(body, event, context)):
            keep(body, context, self.services)

    def _goes_on(self, body: dict[str, Any], event: dict[str, Any], context: BoltContext) -> bool:
        if is_outsider(body, context) or not is_question(decode(event["text"]), self.services.vocabulary):
            return False
        conversations = self.services.store.conversations
        return conversations.recall(workspace_of(context), event["channel"], event["thread_ts"]) is not None


def register(app: App, services: Services) -> None:
    app.event("message")(Threads(services).hear)
