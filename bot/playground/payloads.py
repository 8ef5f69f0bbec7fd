"""What Slack sends to an app: bodies of commands, events and presses, as plain dictionaries."""

from dataclasses import dataclass
from typing import Any

from bot.playground.chat_methods import describe_message
from bot.playground.workspace import Channel, ChannelKind, Message, User, Workspace

Payload = dict[str, Any]

COMMAND_CHANNEL_NAMES = {ChannelKind.PRIVATE: "privategroup", ChannelKind.DIRECT: "directmessage"}
"""A slash command tells the name of public channels only."""


@dataclass(frozen=True)
class Answerable:
    """What every command and press brings along for the app's answer."""

    response_url: str
    trigger_id: str


def build_command(
    workspace: Workspace, user: User, channel: Channel, typed: tuple[str, str], answerable: Answerable
) -> Payload:
    """Build the payload of a slash command; `typed` is the command and the text after it, encoded."""
    command, text = typed
    return {
        "token": "playground",
        "team_id": workspace.team_id,
        "team_domain": "playground",
        "channel_id": channel.id,
        "channel_name": COMMAND_CHANNEL_NAMES.get(channel.kind, channel.name),
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": answerable.response_url,
        "trigger_id": answerable.trigger_id,
    }


def build_event(workspace: Workspace, event: Payload) -> Payload:
    """Wrap an event as the Events API does; each wrapping has an `event_id` of its own."""
    return {
        "token": "playground",
        "team_id": workspace.team_id,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.next_id("Ev"),
        "event_time": int(float(event["event_ts"])),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team_id,
                "user_id": workspace.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def build_mention(message: Message, workspace: Workspace) -> Payload:
    described = describe_message(message, workspace)
    return {**described, "type": "app_mention", "channel": message.channel_id, "event_ts": message.ts}


def build_message(message: Message, workspace: Workspace) -> Payload:
    """Build the event of a new message."""
    subtype = {"subtype": "bot_message"} if _is_other_bot(message, workspace) else {}
    root = workspace.messages.get((message.channel_id, message.thread_ts or ""))
    parent = {"parent_user_id": root.user_id} if root else {}
    return {**describe_message(message, workspace), **subtype, **parent, **_locate(message, workspace, message.ts)}


def build_message_change(message: Message, workspace: Workspace, ts: str) -> Payload:
    """Build the event of an edit: hidden, with the message as it now stands inside."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": describe_message(message, workspace),
        "ts": ts,
        **_locate(message, workspace, ts),
    }


def build_message_deletion(message: Message, workspace: Workspace, ts: str) -> Payload:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": message.ts,
        "previous_message": describe_message(message, workspace),
        "ts": ts,
        **_locate(message, workspace, ts),
    }


def _locate(message: Message, workspace: Workspace, event_ts: str) -> Payload:
    kind = workspace.channels[message.channel_id].kind
    return {"channel": message.channel_id, "channel_type": kind.value, "event_ts": event_ts}


def _is_other_bot(message: Message, workspace: Workspace) -> bool:
    return message.bot_id is not None and message.bot_id != workspace.bot.bot_id


def build_press(workspace: Workspace, user: User, message: Message, action: Payload, answerable: Answerable) -> Payload:
    """Build the payload of a pressed button; Slack leaves out the message when only one person sees it."""
    channel = workspace.channels[message.channel_id]
    payload: Payload = {
        "type": "block_actions",
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": workspace.team_id},
        "api_app_id": workspace.app_id,
        "token": "playground",
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.visible_to is not None,
            **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
        },
        "trigger_id": answerable.trigger_id,
        "team": {"id": workspace.team_id, "domain": "playground"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel.id, "name": COMMAND_CHANNEL_NAMES.get(channel.kind, channel.name)},
        "state": {"values": {}},
        "response_url": answerable.response_url,
        "actions": [action],
    }
    if message.visible_to is None:
        payload["message"] = describe_message(message, workspace)
    return payload


def find_action(message: Message, wanted: str) -> Payload | None:
    """Find a message's button by its `action_id` or by what is written on it; as it stands in a payload."""
    for block in message.blocks:
        for element in [*block.get("elements", []), block.get("accessory")]:
            if isinstance(element, dict) and element.get("type") == "button":
                label = element["text"]["text"]
                if wanted in (element.get("action_id"), label):
                    return {**element, "block_id": block["block_id"]}
    return None
