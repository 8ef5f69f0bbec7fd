"""One place for what went wrong: logged with where it happened, and told kindly to the person who waits."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse

from handlers.messages import Message
from handlers.payloads import workspace_of
from handlers.response_urls import PrivateReply, answer_at
from handlers.setbacks import FAILURES
from store.errors import StoreBusy, StoreError

LAST_WORDS_SECONDS = 1
"""For the note after a failed press: with the wait for a locked database it stays within Slack's three seconds."""

BUSY = "The fact store is busy right now. Please try again in a moment."
UNREADABLE = "I can't read the fact store at the moment. Whoever runs Dossier can find out why with: dossier doctor"
UNEXPECTED = (
    "Something went wrong on my side, and it has been logged. Please try again; if it stays, tell whoever runs Dossier."
)

log = logging.getLogger(__name__)


def register(app: App) -> None:
    app.error(answer_error)


def explain(error: BaseException) -> str:
    """What to tell a person, with what to do next."""
    if isinstance(error, StoreBusy):
        return BUSY
    return UNREADABLE if isinstance(error, StoreError) else UNEXPECTED


def answer_error(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse:
    """A failed command is answered; a failed event is refused, so that Slack sends it again."""
    log.error("%s in %s failed", name_of(body), workspace_of(context) or "an unknown workspace", exc_info=error)
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": explain(error)})
    if "event" in body:
        return BoltResponse(status=500)
    if url := body.get("response_url"):
        with suppress(*FAILURES):
            answer_at(PrivateReply(url), Message(explain(error)), LAST_WORDS_SECONDS)
    return BoltResponse(status=200)


def name_of(body: dict[str, Any]) -> str:
    """What kind of request this was, without anything a person wrote."""
    event = body.get("event") or {}
    actions = body.get("actions") or [{}]
    return str(body.get("command") or event.get("type") or actions[0].get("action_id") or body.get("type"))
