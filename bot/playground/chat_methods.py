"""The Web API methods that write: post, post for one person, update, delete."""

from typing import Any

from bot.playground import limits
from bot.playground.calls import Call, Response
from bot.playground.content import read_content, read_metadata
from bot.playground.refusals import SlackRefusedError
from bot.playground.workspace import Channel, Message, Workspace


def post_message(call: Call) -> Response:
    call.permissions.require("chat:write")
    channel = call.find_channel_to_write_in()
    message = call.workspace.post(_compose(call, channel))
    return {"channel": channel.id, "ts": message.ts, "message": describe_message(message, call.workspace)}


def post_ephemeral(call: Call) -> Response:
    call.permissions.require("chat:write")
    channel = call.find_channel_to_write_in()
    user_id = call.require("user")
    if user_id not in channel.members:
        raise SlackRefusedError("user_not_in_channel")
    return {"message_ts": call.workspace.post(_compose(call, channel, visible_to=user_id)).ts}


def update_message(call: Call) -> Response:
    call.permissions.require("chat:write")
    channel, message = _find_own_message(call, "cant_update_message")
    content = read_content(call.arguments, longest_text=limits.UPDATED_TEXT)
    changed = call.workspace.change(
        message, text=content.text, blocks=content.blocks, edited_ts=call.workspace.next_ts()
    )
    body = describe_message(changed, call.workspace)
    return {"channel": channel.id, "ts": changed.ts, "text": changed.text, "message": body}


def delete_message(call: Call) -> Response:
    call.permissions.require("chat:write")
    channel, message = _find_own_message(call, "cant_delete_message")
    call.workspace.delete(message)
    return {"channel": channel.id, "ts": message.ts}


def _compose(call: Call, channel: Channel, visible_to: str | None = None) -> Message:
    content = read_content(call.arguments)
    workspace = call.workspace
    return Message(
        ts=workspace.next_ts(),
        channel_id=channel.id,
        user_id=workspace.bot.id,
        bot_id=workspace.bot.bot_id,
        text=content.text,
        blocks=content.blocks,
        thread_ts=find_thread(workspace, channel, call.arguments.get("thread_ts")),
        visible_to=visible_to,
        metadata=read_metadata(call.arguments),
        is_broadcast=call.read_flag("reply_broadcast"),
    )


def find_thread(workspace: Workspace, channel: Channel, thread_ts: Any) -> str | None:
    """Return the thread to reply in; its first message must exist for all and not be a reply itself."""
    if not thread_ts:
        return None
    root = workspace.messages.get((channel.id, str(thread_ts)))
    if root is None or root.visible_to:
        raise SlackRefusedError("thread_not_found")
    if root.thread_ts not in (None, root.ts):
        raise SlackRefusedError("cannot_reply_to_message", ["thread_ts is the ts of a reply, not of its thread"])
    return root.ts


def _find_own_message(call: Call, error: str) -> tuple[Channel, Message]:
    channel = call.find_channel()
    message = call.workspace.messages.get((channel.id, call.require("ts")))
    if message is None or message.visible_to:
        raise SlackRefusedError("message_not_found")
    if message.user_id != call.workspace.bot.id:
        raise SlackRefusedError(error)
    return channel, message


def describe_message(message: Message, workspace: Workspace, *, with_metadata: bool = True) -> dict[str, Any]:
    """Build a message as Slack sends it in answers, histories and events."""
    described: dict[str, Any] = {
        "type": "message",
        "user": message.user_id,
        "text": message.text,
        "ts": message.ts,
        "team": workspace.team_id,
    }
    optional = {
        "bot_id": message.bot_id,
        "app_id": workspace.app_id if message.user_id == workspace.bot.id else None,
        "blocks": list(message.blocks),
        "thread_ts": message.thread_ts or _own_thread(message, workspace),
        "metadata": message.metadata if with_metadata else None,
        "edited": {"user": message.user_id, "ts": message.edited_ts} if message.edited_ts else None,
    }
    return described | {key: value for key, value in optional.items() if value}


def _own_thread(message: Message, workspace: Workspace) -> str | None:
    return message.ts if workspace.has_replies(message) else None
