"""Events that ask for nothing: noted in the log and acknowledged, so that Slack doesn't send them again."""

from __future__ import annotations

import logging
import re
from typing import Any

from slack_bolt import App, BoltContext

from handlers.payloads import workspace_of

FAREWELLS = frozenset({"app_uninstalled", "tokens_revoked"})

log = logging.getLogger(__name__)


def register(app: App) -> None:
    """The last of the event listeners: it takes whatever the others left."""
    app.event(re.compile(""))(note)


def note(event: dict[str, Any], context: BoltContext) -> None:
    level = logging.WARNING if event["type"] in FAREWELLS else logging.DEBUG
    log.log(level, "%s in workspace %s", event["type"], workspace_of(context))
