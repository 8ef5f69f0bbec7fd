"""What the app answers a person's command or press with: in the acknowledgement, or later at the `response_url`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from bot.playground import limits
from bot.playground.blocks import Surface
from bot.playground.chat_methods import find_thread
from bot.playground.clock import parse_ts
from bot.playground.content import Arguments, read_content, read_metadata
from bot.playground.refusals import SlackRefusedError
from bot.playground.workspace import Message, Workspace

RESPONSE_TYPES = (None, "ephemeral", "in_channel")


@dataclass(kw_only=True)
class Invitation:
    """The right to answer one person in one channel, and how much of it is used up.

    `source` is the message whose button was pressed; a command has none.
    """

    channel_id: str
    user_id: str
    issued_ts: str
    source: Message | None = None
    uses: int = 0


class ResponseUrls:
    """Gives out response URLs and takes what the app sends there."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._invitations: dict[str, Invitation] = {}
        self._numbers = count(1)

    def issue(self, kind: str, channel_id: str, user_id: str, source: Message | None = None) -> str:
        """Return the path of a new response URL."""
        path = f"/{kind}/{self._workspace.team_id}/{next(self._numbers)}/playground"
        self._invitations[path] = Invitation(
            channel_id=channel_id, user_id=user_id, issued_ts=self._workspace.next_ts(), source=source
        )
        return path

    def knows(self, path: str) -> bool:
        return path in self._invitations

    def receive(self, path: str, arguments: Arguments) -> None:
        """Show what the app sends to a response URL; raise what Slack refuses it with."""
        workspace = self._workspace
        with workspace.lock, workspace.noting_refusals("response_url"):
            invitation = self._invitations[path]
            self._check_use(invitation)
            invitation.uses += 1
            self.show(invitation, arguments, Surface.MESSAGE)

    def _check_use(self, invitation: Invitation) -> None:
        age = self._workspace.clock() - parse_ts(invitation.issued_ts)
        if age > timedelta(minutes=limits.RESPONSE_URL_MINUTES):
            raise SlackRefusedError("expired_url")
        if invitation.uses >= limits.RESPONSE_URL_USES:
            raise SlackRefusedError("used_url")

    def acknowledge(self, path: str, body: str) -> None:
        """Show what the app says in its acknowledgement of a command; an empty one shows nothing."""
        if not body.strip():
            return
        with self._workspace.lock:
            self.show(self._invitations[path], read_acknowledgement(body), Surface.ACKNOWLEDGEMENT)

    def show(self, invitation: Invitation, arguments: Arguments, surface: Surface) -> None:
        source = invitation.source and self._find_again(invitation.source)
        if arguments.get("delete_original") and source:
            self._workspace.delete(source)
            return
        content = read_content(arguments, surface)
        # Slack replaces the message whose button was pressed unless it is told not to.
        if source and arguments.get("replace_original", True) and arguments.get("response_type") is None:
            edited_ts = None if source.visible_to else self._workspace.next_ts()
            self._workspace.change(source, text=content.text, blocks=content.blocks, edited_ts=edited_ts)
            return
        self._post(invitation, arguments, content.text, content.blocks)

    def _find_again(self, source: Message) -> Message | None:
        return self._workspace.messages.get((source.channel_id, source.ts))

    def _post(self, invitation: Invitation, arguments: Arguments, text: str, blocks: Iterable[dict[str, Any]]) -> None:
        workspace = self._workspace
        response_type = arguments.get("response_type")
        if response_type not in RESPONSE_TYPES:
            raise SlackRefusedError("invalid_arguments", [f"response_type: {response_type}"])
        channel = workspace.channels[invitation.channel_id]
        workspace.post(
            Message(
                ts=workspace.next_ts(),
                channel_id=channel.id,
                user_id=workspace.bot.id,
                bot_id=workspace.bot.bot_id,
                text=text,
                blocks=tuple(blocks),
                thread_ts=find_thread(workspace, channel, arguments.get("thread_ts")),
                visible_to=None if response_type == "in_channel" else invitation.user_id,
                metadata=read_metadata(arguments),
            )
        )


def read_acknowledgement(body: str) -> Arguments:
    """Read the body of an acknowledgement: JSON, or plain text.

    >>> read_acknowledgement("On it.")
    {'text': 'On it.'}
    """
    if not body.startswith("{"):
        return {"text": body}
    try:
        arguments: Arguments = json.loads(body)
    except ValueError:
        raise SlackRefusedError("invalid_command_response", ["the body is no JSON"]) from None
    return arguments
