"""Slack's Web API as far as Dossier could need it: who may call, and the table of methods."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.calls import Call, Method, Response
from bot.playground.chat_methods import delete_message, post_ephemeral, post_message, update_message
from bot.playground.conversation_methods import (
    open_conversation,
    read_history,
    read_replies,
    show_conversation,
    show_user,
)
from bot.playground.permissions import Permissions
from bot.playground.refusals import RateLimitedError, SlackRefusedError
from bot.playground.view_methods import open_view, publish_view
from bot.playground.workspace import Workspace

BOT_TOKEN = "xoxb-playground"  # noqa: S105 - no secret: it opens nothing but the simulation
APP_TOKEN = "xapp-playground"  # noqa: S105 - the same

OPEN_METHODS = ("api.test",)
APP_TOKEN_METHODS = ("apps.connections.open",)
SECONDS_BETWEEN_POSTS = 1
"""What Slack allows in a channel on average, when `strict_rate` is on."""


def _test_api(call: Call) -> Response:
    return {"args": call.arguments}


def _test_auth(call: Call) -> Response:
    workspace = call.workspace
    return {
        "url": "https://playground.invalid/",
        "team": workspace.team_name,
        "team_id": workspace.team_id,
        "user": workspace.bot.name,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot.bot_id,
        "is_enterprise_install": False,
    }


def _open_connection(_call: Call) -> Response:
    return {"url": "wss://playground.invalid/link"}


METHODS: dict[str, Method] = {
    "api.test": _test_api,
    "apps.connections.open": _open_connection,
    "auth.test": _test_auth,
    "chat.delete": delete_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.postMessage": post_message,
    "chat.update": update_message,
    "conversations.history": read_history,
    "conversations.info": show_conversation,
    "conversations.open": open_conversation,
    "conversations.replies": read_replies,
    "users.info": show_user,
    "views.open": open_view,
    "views.publish": publish_view,
}


@dataclass
class WebApi:
    """Answers method calls; what it refuses is also kept in `workspace.refusals`."""

    workspace: Workspace
    permissions: Permissions
    strict_rate: bool = False
    is_revoked: bool = False
    _last_posts: dict[str, float] = field(default_factory=dict)

    def answer(self, method: str, token: str | None, arguments: dict[str, Any]) -> Response:
        """Run a method and return its answer; raise what Slack refuses it with."""
        with self.workspace.lock, self.workspace.noting_refusals(method):
            if method not in METHODS:
                raise SlackRefusedError("unknown_method", req_method=method)
            self._authenticate(method, token)
            if method == "chat.postMessage" and self.strict_rate:
                self._slow_down(str(arguments.get("channel")))
            return {"ok": True, **METHODS[method](Call(self.workspace, self.permissions, arguments))}

    def _authenticate(self, method: str, token: str | None) -> None:
        if method in OPEN_METHODS:
            return
        if not token:
            raise SlackRefusedError("not_authed")
        if self.is_revoked:
            raise SlackRefusedError("token_revoked")
        if token not in (BOT_TOKEN, APP_TOKEN):
            raise SlackRefusedError("invalid_auth")
        if (token == APP_TOKEN) != (method in APP_TOKEN_METHODS):
            raise SlackRefusedError("not_allowed_token_type")

    def _slow_down(self, channel: str) -> None:
        now = self.workspace.clock().timestamp()
        if now - self._last_posts.get(channel, 0.0) < SECONDS_BETWEEN_POSTS:
            raise RateLimitedError(SECONDS_BETWEEN_POSTS)
        self._last_posts[channel] = now
