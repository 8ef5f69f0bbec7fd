"""What is addressed to the bot is kept in the inbox before it is acknowledged; the worker answers it."""

from __future__ import annotations

from typing import Any

from slack_bolt import BoltContext

from handlers.payloads import is_outsider, read_message, workspace_of
from handlers.services import Services

KIND = "message"


def keep(body: dict[str, Any], context: BoltContext, services: Services) -> None:
    """Save a message to be answered, once; whatever goes wrong here makes Slack send it again."""
    heard = read_message(body["event"], is_outsider(body, context))
    saved = services.store.inbox.save(
        workspace_of(context),
        body["event_id"],
        (heard.channel, heard.ts),
        KIND,
        heard.as_body(),
        services.now(),
    )
    if saved:
        services.wake()
