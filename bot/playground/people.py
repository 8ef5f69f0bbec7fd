"""The people of the workspace: what they type and press, and what they see of the answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from bot.playground.delivery import Delivery
from bot.playground.dispatching import Dispatcher
from bot.playground.payloads import find_action
from bot.playground.typed_text import encode_typed
from bot.playground.workspace import Channel, ChannelKind, Entry, Happening, Message, User, Workspace

GENERAL = "general"
PATIENCE_SECONDS = 5.0
"""How long a person waits for an answer that comes from another thread of the app."""


@dataclass(frozen=True)
class Turn:
    """One thing a person did, how it reached the app, and what the person saw since."""

    person: "Person"
    channel: Channel
    message: Message | None
    deliveries: tuple[Delivery, ...]
    journal_start: int

    @property
    def ts(self) -> str:
        """The `ts` of the person's message: the thread to go on in."""
        if self.message is None:
            raise ValueError("A slash command or a press leaves no message")
        return self.message.ts

    @property
    def answers(self) -> list[Message]:
        """What the bot has said to this turn, until the person's next one; as it stands now."""
        messages = self.person.workspace.messages
        keys = dict.fromkeys((entry.channel_id, entry.message.ts) for entry in self._list_entries() if entry.message)
        return [messages[key] for key in keys if key in messages]

    @property
    def notices(self) -> list[str]:
        """What Slack itself told the person, such as a command that failed."""
        return [entry.text for entry in self._list_entries() if entry.happening is Happening.NOTICED]

    def wait(self, count: int = 1, seconds: float = PATIENCE_SECONDS) -> list[Message]:
        """Wait until the bot has said so many things to this turn, and return them."""
        workspace, deadline = self.person.workspace, monotonic() + seconds
        with workspace.lock:
            while len(self.answers) < count:
                if not workspace.lock.wait(max(0.0, deadline - monotonic())):
                    raise TimeoutError(f"{len(self.answers)} of {count} answers after {seconds} s")
            return self.answers

    def _list_entries(self) -> Iterator[Entry]:
        workspace = self.person.workspace
        with workspace.lock:
            entries = workspace.journal[self.journal_start : self.person.end_of_turn(self.journal_start)]
        return (entry for entry in entries if self._is_for_person(entry))

    def _is_for_person(self, entry: Entry) -> bool:
        if entry.happening is Happening.NOTICED:
            return entry.user_id == self.person.user.id
        is_said_by_bot = entry.message is not None and entry.user_id == self.person.workspace.bot.id
        return is_said_by_bot and self._concerns(entry.message)

    def _concerns(self, message: Message | None) -> bool:
        if (
            message is None
            or message.channel_id != self.channel.id
            or message.visible_to not in (None, self.person.user.id)
        ):
            return False
        return self.message is None or message.thread_root == self.message.thread_root or self._is_direct

    @property
    def _is_direct(self) -> bool:
        return self.channel.kind is ChannelKind.DIRECT


class Person:
    """Somebody in the workspace; everything they do reaches the attached app as it would from Slack."""

    def __init__(self, user: User, dispatcher: Dispatcher) -> None:
        self.user = user
        self._dispatcher = dispatcher
        self._turn_starts: list[int] = []

    @property
    def workspace(self) -> Workspace:
        return self._dispatcher.workspace

    def command(self, command: str, text: str = "", channel: str = GENERAL) -> Turn:
        """Type a slash command; Slack takes none inside a thread."""
        return self._command_in(self._enter(channel), command, text)

    def command_directly(self, command: str, text: str = "") -> Turn:
        """Type a slash command in the conversation with the bot."""
        return self._command_in(self.workspace.open_direct_channel(self.user.id), command, text)

    def mention(self, text: str, channel: str = GENERAL, thread: str | None = None) -> Turn:
        """Say something to the bot; its name goes in front unless it stands in the text."""
        name = f"@{self.workspace.bot.name}"
        addressed = text if name in text.lower() else f"{name} {text}"
        return self._post(self._enter(channel), addressed, thread)

    def say(self, text: str, channel: str = GENERAL, thread: str | None = None) -> Turn:
        """Say something to everybody in a channel or a thread."""
        return self._post(self._enter(channel), text, thread)

    def direct(self, text: str, thread: str | None = None) -> Turn:
        """Write to the bot directly."""
        return self._post(self.workspace.open_direct_channel(self.user.id), text, thread)

    def press(self, button: str, message: Message | None = None) -> Turn:
        """Press a button, named by its `action_id` or its label: the latest one visible, or one in a message."""
        found = message or self._find_message_with(button)
        action = find_action(found, button) if found else None
        if found is None or action is None:
            raise LookupError(f"{self.user.name} sees no button {button!r}")
        start = self._begin()
        self._record(Happening.PRESSED, found.channel_id, action["text"]["text"], found)
        delivery = self._dispatcher.deliver_press(self.user, found, action)
        return self._finish(self.workspace.channels[found.channel_id], None, start, delivery)

    def edit(self, message: Message, text: str) -> Turn:
        """Change an own message."""
        start = self._begin()
        changed = self.workspace.change(message, text=self._encode(text), edited_ts=self.workspace.next_ts())
        return self._finish(self.workspace.channels[message.channel_id], changed, start)

    def delete(self, message: Message) -> Turn:
        """Take an own message back."""
        start = self._begin()
        self.workspace.delete(message)
        return self._finish(self.workspace.channels[message.channel_id], message, start)

    def sees(self, channel: str | None = None) -> list[Message]:
        """Return the messages this person can see, oldest first."""
        channel_id = self._enter(channel).id if channel else None
        return self.workspace.visible_messages(self.user.id, channel_id)

    def _begin(self) -> int:
        """Begin a turn: return where in the journal it starts."""
        self._turn_starts.append(len(self.workspace.journal))
        return self._turn_starts[-1]

    def end_of_turn(self, start: int) -> int | None:
        """Return where the turn after the one that began at `start` begins; none has yet for the last."""
        return next((later for later in self._turn_starts if later > start), None)

    def _command_in(self, channel: Channel, command: str, text: str) -> Turn:
        start = self._begin()
        self._record(Happening.COMMANDED, channel.id, f"{command} {text}".rstrip())
        delivery = self._dispatcher.deliver_command(self.user, channel, command, text)
        return self._finish(channel, None, start, delivery)

    def _post(self, channel: Channel, text: str, thread: str | None) -> Turn:
        root = self._find_thread(channel, thread)
        start = self._begin()
        message = self.workspace.post(
            Message(
                ts=self.workspace.next_ts(),
                channel_id=channel.id,
                user_id=self.user.id,
                bot_id=self.user.bot_id,
                text=self._encode(text),
                thread_ts=root,
            )
        )
        return self._finish(channel, message, start)

    def _finish(self, channel: Channel, message: Message | None, start: int, delivery: Delivery | None = None) -> Turn:
        deliveries = ([delivery] if delivery else []) + self._dispatcher.deliver_events()
        return Turn(self, channel, message, tuple(deliveries), start)

    def _record(self, happening: Happening, channel_id: str, text: str, message: Message | None = None) -> None:
        workspace = self.workspace
        workspace.record(
            Entry(
                happening=happening,
                ts=workspace.next_ts(),
                channel_id=channel_id,
                user_id=self.user.id,
                text=text,
                message=message,
            )
        )

    def _enter(self, name: str) -> Channel:
        """Find a channel; a person joins public ones by speaking there."""
        channel = self.workspace.find_channel(name)
        if channel is None:
            raise LookupError(f"There is no channel {name!r}: add it with add_channel")
        if channel.kind is ChannelKind.PUBLIC:
            channel.members.add(self.user.id)
        elif self.user.id not in channel.members:
            raise LookupError(f"{self.user.name} is not in the private channel {name!r}")
        return channel

    def _find_thread(self, channel: Channel, thread: str | None) -> str | None:
        """Return the `ts` of a thread's first message; a reply stands for the thread it is in."""
        root = self.workspace.messages.get((channel.id, thread or ""))
        if thread and root is None:
            raise LookupError(f"There is no message {thread} in {channel.name} to reply to")
        return root.thread_root if root else None

    def _encode(self, text: str) -> str:
        users = {user.name: user.id for user in self.workspace.users.values()}
        channels = {channel.name: channel.id for channel in self.workspace.channels.values()}
        return encode_typed(text, users, channels)

    def _find_message_with(self, button: str) -> Message | None:
        seen = reversed(self.workspace.visible_messages(self.user.id))
        return next((message for message in seen if find_action(message, button)), None)
