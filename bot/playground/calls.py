"""One call of a Web API method: its arguments, and the questions every method asks about them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.permissions import Permissions
from bot.playground.refusals import SlackRefusedError
from bot.playground.workspace import Channel, ChannelKind, Workspace

Response = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """What a method gets: the workspace, what the app may do there, and what it asks for."""

    workspace: Workspace
    permissions: Permissions
    arguments: dict[str, Any]

    def require(self, name: str) -> str:
        """Return an argument that must be there."""
        value = self.arguments.get(name)
        if value in (None, ""):
            raise SlackRefusedError("invalid_arguments", [f"missing required field: {name}"])
        return str(value)

    def read_flag(self, name: str) -> bool:
        """Read a yes or no; the SDK sends `1` and `0` in forms, JSON has true and false."""
        return self.arguments.get(name) in (True, "1", "true", "True", 1)

    def find_channel(self) -> Channel:
        """Return the channel asked for; it must exist and the bot must be in it."""
        wanted = self.require("channel")
        workspace = self.workspace
        channel = workspace.find_channel(wanted)
        if channel is None and wanted in workspace.users:
            channel = workspace.open_direct_channel(wanted)
        if channel is None:
            raise SlackRefusedError("channel_not_found")
        if workspace.bot.id not in channel.members:
            is_public = channel.kind is ChannelKind.PUBLIC
            raise SlackRefusedError("not_in_channel" if is_public else "channel_not_found")
        return channel

    def find_channel_to_write_in(self) -> Channel:
        """Return the channel asked for; it must be open for the bot to write in."""
        channel = self.find_channel()
        if channel.is_archived:
            raise SlackRefusedError("is_archived")
        if channel.kind is ChannelKind.DIRECT and not self.permissions.has_messages_tab:
            raise SlackRefusedError("messages_tab_disabled")
        return channel


Method = Callable[[Call], Response]
