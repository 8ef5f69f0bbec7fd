"""Everything that hears from Slack or speaks to it: listeners on one side, the outbox on the other."""

from __future__ import annotations

from slack_bolt import App

from handlers import actions, commands, errors, lifecycle, mentions, threads
from handlers.services import Services


def register(app: App, services: Services) -> None:
    """Add every listener to the app; the order matters where a later one takes what earlier ones left."""
    errors.register(app)
    commands.register(app, services)
    mentions.register(app, services)
    threads.register(app, services)
    lifecycle.register(app)
    actions.register(app, services)
