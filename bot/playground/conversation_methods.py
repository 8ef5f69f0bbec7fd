"""The Web API methods that read: a channel's history, a thread, a channel, a person."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.playground.calls import Call, Response
from bot.playground.chat_methods import describe_message
from bot.playground.refusals import SlackRefusedError
from bot.playground.workspace import Channel, ChannelKind, Message

HISTORY_SCOPES = {
    ChannelKind.PUBLIC: "channels:history",
    ChannelKind.PRIVATE: "groups:history",
    ChannelKind.DIRECT: "im:history",
}
READ_SCOPES = {
    ChannelKind.PUBLIC: "channels:read",
    ChannelKind.PRIVATE: "groups:read",
    ChannelKind.DIRECT: "im:read",
}
PAGE = 100
LONGEST_PAGE = 999
"""What Slack sends at once when no limit is named, and at most."""


def read_history(call: Call) -> Response:
    """Return a channel's messages, latest first; replies are not among them, except those sent to all."""
    call.permissions.require(*HISTORY_SCOPES.values())
    channel = call.find_channel()
    call.permissions.require(HISTORY_SCOPES[channel.kind])
    shown = [
        message
        for message in _list_public(call, channel)
        if message.thread_ts in (None, message.ts) or message.is_broadcast
    ]
    return _page(call, shown[::-1])


def read_replies(call: Call) -> Response:
    """Return a thread: its first message, then the replies, oldest first."""
    call.permissions.require(*HISTORY_SCOPES.values())
    channel = call.find_channel()
    call.permissions.require(HISTORY_SCOPES[channel.kind])
    wanted = call.workspace.messages.get((channel.id, call.require("ts")))
    if wanted is None or wanted.visible_to:
        raise SlackRefusedError("thread_not_found")
    return _page(call, [message for message in _list_public(call, channel) if message.thread_root == wanted.ts])


def _list_public(call: Call, channel: Channel) -> list[Message]:
    messages = call.workspace.messages.values()
    listed = [message for message in messages if message.channel_id == channel.id and not message.visible_to]
    return sorted((message for message in listed if _is_in_range(call, message)), key=lambda message: message.ts)


def _is_in_range(call: Call, message: Message) -> bool:
    oldest, latest = _read_moment(call, "oldest"), _read_moment(call, "latest")
    ts = Decimal(message.ts)
    if call.read_flag("inclusive") and ts in (oldest, latest):
        return True
    return (oldest is None or ts > oldest) and (latest is None or ts < latest)


def _read_moment(call: Call, name: str) -> Decimal | None:
    given = call.arguments.get(name)
    if given in (None, "", "0"):
        return None
    try:
        return Decimal(str(given))
    except InvalidOperation:
        raise SlackRefusedError(f"invalid_ts_{name}") from None


def _page(call: Call, messages: Sequence[Message]) -> Response:
    size = _read_limit(call)
    start = _read_cursor(call)
    page, rest = messages[start : start + size], messages[start + size :]
    with_metadata = call.read_flag("include_all_metadata")
    described = [describe_message(message, call.workspace, with_metadata=with_metadata) for message in page]
    response: Response = {"messages": described, "has_more": bool(rest)}
    if rest:
        response["response_metadata"] = {"next_cursor": f"from:{start + size}"}
    return response


def _read_limit(call: Call) -> int:
    limit = str(call.arguments.get("limit") or PAGE)
    if not limit.isdecimal() or not 1 <= int(limit) <= LONGEST_PAGE:
        raise SlackRefusedError("invalid_limit")
    return int(limit)


def _read_cursor(call: Call) -> int:
    cursor = str(call.arguments.get("cursor") or "from:0")
    start = cursor.removeprefix("from:")
    if not cursor.startswith("from:") or not start.isdecimal():
        raise SlackRefusedError("invalid_cursor")
    return int(start)


def show_conversation(call: Call) -> Response:
    """Describe a channel; public ones also when the bot is not in them."""
    call.permissions.require(*READ_SCOPES.values())
    channel = call.workspace.find_channel(call.require("channel"))
    if channel is None or (channel.kind is not ChannelKind.PUBLIC and call.workspace.bot.id not in channel.members):
        raise SlackRefusedError("channel_not_found")
    call.permissions.require(READ_SCOPES[channel.kind])
    return {"channel": describe_channel(channel, call.workspace.bot.id)}


def describe_channel(channel: Channel, bot_id: str) -> dict[str, Any]:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind is ChannelKind.PUBLIC,
        "is_group": channel.kind is ChannelKind.PRIVATE,
        "is_im": channel.kind is ChannelKind.DIRECT,
        "is_private": channel.kind is not ChannelKind.PUBLIC,
        "is_archived": channel.is_archived,
        "is_member": bot_id in channel.members,
        "is_ext_shared": False,
    }


def open_conversation(call: Call) -> Response:
    """Open the direct conversation with one person."""
    call.permissions.require("im:write")
    user_id = call.require("users")
    if user_id not in call.workspace.users:
        raise SlackRefusedError("user_not_found")
    return {"channel": {"id": call.workspace.open_direct_channel(user_id).id}}


def show_user(call: Call) -> Response:
    call.permissions.require("users:read")
    user = call.workspace.users.get(call.require("user"))
    if user is None:
        raise SlackRefusedError("user_not_found")
    return {
        "user": {
            "id": user.id,
            "team_id": call.workspace.team_id,
            "name": user.name,
            "real_name": user.display_name,
            "deleted": False,
            "is_admin": user.is_admin,
            "is_owner": False,
            "is_bot": user.bot_id is not None,
            "is_restricted": user.is_guest,
            "is_ultra_restricted": False,
            "tz": "Etc/UTC",
            "tz_offset": 0,
            "profile": {"display_name": user.display_name, "real_name": user.display_name},
        }
    }
