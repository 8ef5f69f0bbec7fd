"""The state of a simulated Slack workspace: its people, channels and messages, and a journal of what happened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count
from threading import Condition
from typing import Any

from bot.playground.clock import Clock, count_microseconds, format_ts
from bot.playground.refusals import Refusal, SlackRefusedError

Block = dict[str, Any]


class ChannelKind(StrEnum):
    """Slack's `channel_type` in message events."""

    PUBLIC = "channel"
    PRIVATE = "group"
    DIRECT = "im"


@dataclass(frozen=True, kw_only=True)
class User:
    """A member of the workspace: a person, our bot, or another bot."""

    id: str
    name: str
    display_name: str
    bot_id: str | None = None
    is_admin: bool = False
    is_guest: bool = False


@dataclass(kw_only=True)
class Channel:
    """A conversation and who is in it."""

    id: str
    name: str
    kind: ChannelKind
    members: set[str] = field(default_factory=set)
    is_archived: bool = False


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message as it stands; `visible_to` is a user's id for "only visible to you"."""

    ts: str
    channel_id: str
    user_id: str
    text: str
    blocks: tuple[Block, ...] = ()
    thread_ts: str | None = None
    visible_to: str | None = None
    bot_id: str | None = None
    metadata: dict[str, Any] | None = None
    edited_ts: str | None = None
    is_broadcast: bool = False

    @property
    def thread_root(self) -> str:
        return self.thread_ts or self.ts


class Happening(StrEnum):
    """What the journal knows."""

    POSTED = "posted"
    UPDATED = "updated"
    DELETED = "deleted"
    COMMANDED = "commanded"
    PRESSED = "pressed"
    NOTICED = "noticed"
    VIEWED = "viewed"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened, as somebody in front of Slack would have seen it."""

    happening: Happening
    ts: str
    channel_id: str
    user_id: str
    text: str = ""
    message: Message | None = None
    view: dict[str, Any] | None = None


@dataclass(kw_only=True)
class Trigger:
    """What a person's press or command gives the app: the right to open one modal, at once."""

    ts: str
    user_id: str
    is_used: bool = False


Watcher = Callable[[Entry], None]


class Workspace:
    """A team with its users, channels and messages; safe to use from several threads under `lock`."""

    def __init__(self, clock: Clock, bot_name: str) -> None:
        self.clock = clock
        self.lock = Condition()
        self.team_id = "T0PLAYGROUND"
        self.team_name = "Playground"
        self.app_id = "A0PLAYGROUND"
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[tuple[str, str], Message] = {}
        self.journal: list[Entry] = []
        self.refusals: list[Refusal] = []
        self.watchers: list[Watcher] = []
        self.triggers: dict[str, Trigger] = {}
        self._numbers = count(1)
        self._last_moment = 0
        self.bot = self.add_user(bot_name, display_name=bot_name, is_bot=True)

    def next_id(self, prefix: str) -> str:
        return f"{prefix}0PLAY{next(self._numbers):04d}"

    def next_ts(self) -> str:
        """Return a `ts` for now; each is later than the one before, as Slack's are within a channel."""
        with self.lock:
            self._last_moment = max(count_microseconds(self.clock()), self._last_moment + 100)
            return format_ts(self._last_moment)

    def add_user(self, name: str, *, display_name: str = "", is_bot: bool = False, **rights: bool) -> User:
        user = User(
            id=self.next_id("U"),
            name=name.lower(),
            display_name=display_name or name.capitalize(),
            bot_id=self.next_id("B") if is_bot else None,
            **rights,
        )
        self.users[user.id] = user
        return user

    def add_channel(
        self, name: str, kind: ChannelKind = ChannelKind.PUBLIC, *, members: set[str] | None = None
    ) -> Channel:
        prefix = "D" if kind is ChannelKind.DIRECT else "C"
        channel = Channel(id=self.next_id(prefix), name=name, kind=kind, members=members or set())
        self.channels[channel.id] = channel
        return channel

    def find_channel(self, name_or_id: str) -> Channel | None:
        wanted = name_or_id.removeprefix("#")
        if wanted in self.channels:
            return self.channels[wanted]
        return next((channel for channel in self.channels.values() if channel.name == wanted), None)

    def open_direct_channel(self, user_id: str) -> Channel:
        """Return the direct conversation between a user and the bot; made on first use."""
        members = {user_id, self.bot.id}
        for channel in self.channels.values():
            if channel.kind is ChannelKind.DIRECT and channel.members == members:
                return channel
        return self.add_channel(f"direct-{self.users[user_id].name}", ChannelKind.DIRECT, members=members)

    def post(self, message: Message) -> Message:
        with self.lock:
            self.messages[message.channel_id, message.ts] = message
            self._record_message(Happening.POSTED, message)
        return message

    def change(self, message: Message, **changes: Any) -> Message:
        with self.lock:
            changed = replace(message, **changes)
            self.messages[message.channel_id, message.ts] = changed
            self._record_message(Happening.UPDATED, changed)
        return changed

    def delete(self, message: Message) -> None:
        with self.lock:
            del self.messages[message.channel_id, message.ts]
            self._record_message(Happening.DELETED, message)

    def record(self, entry: Entry) -> None:
        """Write into the journal and tell whoever waits or watches."""
        with self.lock:
            self.journal.append(entry)
            self.lock.notify_all()
        for watcher in self.watchers:
            watcher(entry)

    def notice(self, channel_id: str, user_id: str, text: str) -> None:
        """Show one person what Slack itself has to say."""
        self.record(
            Entry(happening=Happening.NOTICED, ts=self.next_ts(), channel_id=channel_id, user_id=user_id, text=text)
        )

    def _record_message(self, happening: Happening, message: Message) -> None:
        ts = message.ts if happening is Happening.POSTED else self.next_ts()
        self.record(
            Entry(
                happening=happening,
                ts=ts,
                channel_id=message.channel_id,
                user_id=message.user_id,
                message=message,
            )
        )

    def visible_messages(self, user_id: str, channel_id: str | None = None) -> list[Message]:
        """Return what a user can see, oldest first: everywhere they are a member, or in one channel."""
        with self.lock:
            return [
                message
                for message in self.messages.values()
                if channel_id in (None, message.channel_id)
                and user_id in self.channels[message.channel_id].members
                and message.visible_to in (None, user_id)
            ]

    def has_replies(self, message: Message) -> bool:
        return any(
            reply.thread_ts == message.ts and reply.channel_id == message.channel_id and not reply.visible_to
            for reply in self.messages.values()
        )

    def pull_trigger(self, user_id: str) -> str:
        """Return a new trigger's id for what a person has just done."""
        trigger_id = self.next_id("Tr")
        self.triggers[trigger_id] = Trigger(ts=self.next_ts(), user_id=user_id)
        return trigger_id

    @contextmanager
    def noting_refusals(self, method: str) -> Iterator[None]:
        """Keep a record of whatever is refused inside, and let it go on."""
        try:
            yield
        except SlackRefusedError as refused:
            self.refusals.append(Refusal(method, refused.error, refused.details))
            raise
