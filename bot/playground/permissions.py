"""What the app may do in the workspace, read from its manifest and never written down twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.playground.refusals import SlackRefusedError
from bot.playground.workspace import ChannelKind

MESSAGE_EVENTS = {
    ChannelKind.PUBLIC: "message.channels",
    ChannelKind.PRIVATE: "message.groups",
    ChannelKind.DIRECT: "message.im",
}
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}
"""Slack refuses a manifest that subscribes to an event without the scope that goes with it."""


@dataclass(frozen=True)
class Permissions:
    """Scopes, events, commands and switches as a manifest grants them."""

    scopes: tuple[str, ...]
    events: tuple[str, ...]
    commands: tuple[str, ...]
    escaped_commands: tuple[str, ...]
    is_interactive: bool
    has_messages_tab: bool
    has_home_tab: bool

    def require(self, *any_of: str) -> None:
        """Raise `missing_scope` unless one of the scopes is granted."""
        if not set(any_of) & set(self.scopes):
            raise SlackRefusedError("missing_scope", needed=",".join(any_of), provided=",".join(self.scopes))

    def hears_messages_in(self, kind: ChannelKind) -> bool:
        return MESSAGE_EVENTS[kind] in self.events


def read_permissions(manifest: dict[str, Any]) -> Permissions:
    """Read a manifest; one that Slack would not accept raises `ValueError`."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    commands: list[dict[str, Any]] = features.get("slash_commands", [])
    permissions = Permissions(
        scopes=tuple(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        events=tuple(settings.get("event_subscriptions", {}).get("bot_events", [])),
        commands=tuple(command["command"] for command in commands),
        escaped_commands=tuple(command["command"] for command in commands if command.get("should_escape")),
        is_interactive=bool(settings.get("interactivity", {}).get("is_enabled")),
        has_messages_tab=bool(features.get("app_home", {}).get("messages_tab_enabled")),
        has_home_tab=bool(features.get("app_home", {}).get("home_tab_enabled")),
    )
    _check_scopes_fit(permissions)
    return permissions


def _check_scopes_fit(permissions: Permissions) -> None:
    missing = [*_list_missing(permissions.events, permissions.scopes)]
    if permissions.commands and "commands" not in permissions.scopes:
        missing.append("slash commands need the scope commands")
    if missing:
        raise ValueError(f"Slack would refuse this manifest: {'; '.join(missing)}")


def _list_missing(events: Sequence[str], scopes: Sequence[str]) -> list[str]:
    return [
        f"the event {event} needs the scope {EVENT_SCOPES[event]}"
        for event in events
        if event in EVENT_SCOPES and EVENT_SCOPES[event] not in scopes
    ]
