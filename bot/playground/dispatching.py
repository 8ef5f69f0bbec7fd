"""The way from what happens in the workspace to the app: which payloads it gets, and what comes of its answers."""

from collections import deque
from collections.abc import Iterator

from bot.playground import limits
from bot.playground.connections import Connection, PayloadKind
from bot.playground.delivery import Courier, Delivery
from bot.playground.payloads import (
    Answerable,
    Payload,
    build_command,
    build_event,
    build_mention,
    build_message,
    build_message_change,
    build_message_deletion,
    build_press,
)
from bot.playground.permissions import Permissions
from bot.playground.refusals import SlackRefusedError
from bot.playground.response_urls import ResponseUrls
from bot.playground.typed_text import escape
from bot.playground.workspace import Channel, ChannelKind, Entry, Happening, Message, User, Workspace

MESSAGE_HAPPENINGS = (Happening.POSTED, Happening.UPDATED, Happening.DELETED)


class Dispatcher:
    """Sends the app what the manifest says it hears: messages of people, and its own ones as well."""

    def __init__(
        self,
        workspace: Workspace,
        permissions: Permissions,
        response_urls: ResponseUrls,
        acknowledge_seconds: float = limits.ACKNOWLEDGE_SECONDS,
    ) -> None:
        self.workspace = workspace
        self.permissions = permissions
        self.response_urls = response_urls
        self.server_url = ""
        self._acknowledge_seconds = acknowledge_seconds
        self._courier: Courier | None = None
        self._unheard: deque[Entry] = deque()
        workspace.watchers.append(self._watch)

    def connect(self, connection: Connection) -> None:
        self._courier = Courier(connection, self._acknowledge_seconds)

    @property
    def courier(self) -> Courier:
        if self._courier is None:
            raise RuntimeError("No app is attached to the playground: call attach(app) first")
        return self._courier

    def _watch(self, entry: Entry) -> None:
        if entry.happening in MESSAGE_HAPPENINGS and entry.message and entry.message.visible_to is None:
            self._unheard.append(entry)

    def deliver_events(self) -> list[Delivery]:
        """Send the events of all messages that the app hasn't heard of yet, in their order."""
        return [
            self.courier.send(PayloadKind.EVENT, build_event(self.workspace, event))
            for entry in self._take_unheard()
            for event in self._list_events(entry)
        ]

    def _take_unheard(self) -> Iterator[Entry]:
        """Take entries until none is left; several people may act at once."""
        while True:
            try:
                yield self._unheard.popleft()
            except IndexError:
                return

    def _list_events(self, entry: Entry) -> list[Payload]:
        message, workspace = entry.message, self.workspace
        channel = workspace.channels[entry.channel_id]
        if message is None:
            return []
        if workspace.bot.id not in channel.members:
            if self._is_mention(entry, message):
                workspace.notice(channel.id, message.user_id, f"{workspace.bot.display_name} is not in this channel.")
            return []
        events = [build_mention(message, workspace)] if self._is_mention(entry, message) else []
        if self.permissions.hears_messages_in(channel.kind):
            events.append(_build_message_event(entry, message, workspace))
        return events

    def _is_mention(self, entry: Entry, message: Message) -> bool:
        return (
            "app_mention" in self.permissions.events
            and entry.happening is Happening.POSTED
            and self.workspace.channels[message.channel_id].kind is not ChannelKind.DIRECT
            and message.user_id != self.workspace.bot.id
            and f"<@{self.workspace.bot.id}>" in message.text
        )

    def deliver_command(self, user: User, channel: Channel, command: str, text: str) -> Delivery | None:
        """Send a slash command and show what the app answers; an unknown one never reaches the app."""
        workspace = self.workspace
        if command not in self.permissions.commands:
            workspace.notice(channel.id, user.id, f"{command} is not a valid command.")
            return None
        path = self.response_urls.issue("commands", channel.id, user.id)
        payload = build_command(workspace, user, channel, (command, escape(text)), self._answerable(path, user))
        delivery = self.courier.send(PayloadKind.COMMAND, payload)
        failure = delivery.failure or self._show_acknowledgement(path, command, delivery)
        if failure:
            workspace.notice(channel.id, user.id, f'{command} failed with the error "{failure}"')
        return delivery

    def _show_acknowledgement(self, path: str, command: str, delivery: Delivery) -> str:
        try:
            with self.workspace.noting_refusals(f"acknowledgement of {command}"):
                self.response_urls.acknowledge(path, delivery.acknowledgement.body)
        except SlackRefusedError:
            return "invalid_command_response"
        return ""

    def deliver_press(self, user: User, message: Message, action: Payload) -> Delivery | None:
        """Send the press of a button."""
        label = action["text"]["text"]
        if not self.permissions.is_interactive:
            self.workspace.notice(message.channel_id, user.id, f"[ {label} ] does nothing: interactivity is off")
            return None
        path = self.response_urls.issue("actions", message.channel_id, user.id, source=message)
        stamped = {**action, "action_ts": self.workspace.next_ts()}
        payload = build_press(self.workspace, user, message, stamped, self._answerable(path, user))
        delivery = self.courier.send(PayloadKind.INTERACTION, payload)
        if delivery.failure:
            self.workspace.notice(
                message.channel_id, user.id, f'[ {label} ] failed with the error "{delivery.failure}"'
            )
        return delivery

    def _answerable(self, path: str, user: User) -> Answerable:
        return Answerable(f"{self.server_url}{path}", self.workspace.pull_trigger(user.id))


def _build_message_event(entry: Entry, message: Message, workspace: Workspace) -> Payload:
    if entry.happening is Happening.UPDATED:
        return build_message_change(message, workspace, entry.ts)
    if entry.happening is Happening.DELETED:
        return build_message_deletion(message, workspace, entry.ts)
    return build_message(message, workspace)
