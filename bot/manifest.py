"""The Slack app manifest: what Dossier is called, what it may do and what it hears about.

`manifest.json` at the root is the Socket Mode output of `build_manifest`. The simulated workspace grants
exactly the scopes and sends exactly the events that the manifest names, so a scope that is missing here fails
a conversation test before it fails in Slack.
"""

from typing import Any

DESCRIPTION = "Facts from your team's business news, each with the sentence it came from."
LONG_DESCRIPTION = (
    "Dossier reads your team's business news and keeps its facts: figures, people's roles, deals, rankings and "
    "quotations. Ask with a slash command or mention it in a channel, go on asking in the thread, and get a daily "
    "digest of topics and key figures. Every answer shows the exact sentence, its source and its date."
)

MENTION_SCOPES = (
    "app_mentions:read",
    "chat:write",
    "commands",
    "im:history",
    "users:read",
)
"""What commands, mentions, direct messages and posting need; `users:read` tells admins from guests."""

HISTORY_SCOPES = ("channels:history", "groups:history")
"""Slack demands these for the events of all channel messages. They also let Dossier read a channel's recent
history once, to find out whether a post of its own arrived after the connection broke. That is why the
mention-only manifest keeps them: without them such a post would end as "unknown" instead of being settled."""

DIRECT_EVENTS = ("app_mention", "message.im")
CHANNEL_EVENTS = ("message.channels", "message.groups")
"""Every message of the channels Dossier is in: needed for follow-ups in a thread without a new mention."""

EVENTS_PATH = "/slack/events"
"""Bolt answers commands, events and interactions on one path."""

Manifest = dict[str, Any]


def build_manifest(http_url: str | None = None, *, mention_only: bool = False) -> Manifest:
    """Build the manifest: for Socket Mode, or for HTTP where `http_url` is the public address of the server.

    With `mention_only` Dossier hears nothing but mentions and direct messages, and follow-ups in a thread
    need a new mention.
    """
    request_url = f"{http_url.rstrip('/')}{EVENTS_PATH}" if http_url else None
    return {
        "display_information": {
            "name": "Dossier",
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Dossier", "always_online": False},
            "slash_commands": _slash_commands(request_url),
        },
        "oauth_config": {"scopes": {"bot": sorted(MENTION_SCOPES + HISTORY_SCOPES)}},
        "settings": _settings(request_url, mention_only=mention_only),
    }


def _slash_commands(request_url: str | None) -> list[dict[str, Any]]:
    described = (
        ("/company", "What is known about a company, with sources", "alibaba | help"),
        ("/digest", "Topics and key figures of the day", "preview | help"),
    )
    return [
        {
            "command": command,
            **_reached_at("url", request_url),
            "description": description,
            "usage_hint": usage,
            "should_escape": False,
        }
        for command, description, usage in described
    ]


def _settings(request_url: str | None, *, mention_only: bool) -> dict[str, Any]:
    events = DIRECT_EVENTS if mention_only else DIRECT_EVENTS + CHANNEL_EVENTS
    return {
        "event_subscriptions": {**_reached_at("request_url", request_url), "bot_events": sorted(events)},
        "interactivity": {"is_enabled": True, **_reached_at("request_url", request_url)},
        "org_deploy_enabled": False,
        "socket_mode_enabled": request_url is None,
        "token_rotation_enabled": False,
    }


def _reached_at(key: str, request_url: str | None) -> dict[str, str]:
    return {key: request_url} if request_url else {}
