"""What a person in front of the simulated Slack would see, as text for a terminal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.playground.block_text import list_block_lines, list_message_lines
from bot.playground.clock import parse_ts
from bot.playground.mrkdwn import ANSI_BOLD, ANSI_DIM, ANSI_OFF, finish, wrap
from bot.playground.workspace import ChannelKind, Entry, Happening, Message, Workspace

WIDTH = 80
BODY_INDENT = "  "
THREAD_INDENT = "    "
ONLY_YOU = "Only visible to you"


@dataclass(frozen=True)
class Look:
    """How wide a transcript is, and whether a terminal shows it."""

    width: int = WIDTH
    ansi: bool = False

    def embolden(self, text: str) -> str:
        return f"{ANSI_BOLD}{text}{ANSI_OFF}" if self.ansi else text

    def dim(self, text: str) -> str:
        return f"{ANSI_DIM}{text}{ANSI_OFF}" if self.ansi else text


class Transcript:
    """Shows a workspace's journal bit by bit: `show_new` writes what has happened since the last time."""

    def __init__(self, workspace: Workspace, write: Callable[[str], object] = print, look: Look | None = None) -> None:
        self._workspace = workspace
        self._write = write
        self._look = look or Look()
        self._shown = 0

    def show_new(self) -> None:
        with self._workspace.lock:
            fresh = self._workspace.journal[self._shown :]
            self._shown += len(fresh)
        for entry in fresh:
            self._write(render_entry(entry, self._workspace, self._look) + "\n")


def render_transcript(workspace: Workspace, *, width: int = WIDTH, ansi: bool = False) -> str:
    """Return all that has happened so far, as one text."""
    look = Look(width, ansi)
    return "\n\n".join(render_entry(entry, workspace, look) for entry in list(workspace.journal))


def read_message(message: Message, workspace: Workspace, *, width: int = WIDTH) -> str:
    """Return what a person reads in one message."""
    return finish("\n".join(list_message_lines(message, _name_users(workspace), width)))


def render_entry(entry: Entry, workspace: Workspace, look: Look) -> str:
    indent = THREAD_INDENT if _is_reply(entry) else ""
    body_indent = indent + BODY_INDENT
    body = finish("\n".join(_list_body(entry, workspace, look.width - len(body_indent))), ansi=look.ansi)
    lines = [indent + _render_heading(entry, workspace, look)]
    lines += [f"{body_indent}{line}".rstrip() for line in body.split("\n") if body]
    return "\n".join(lines)


def _is_reply(entry: Entry) -> bool:
    message = entry.message
    return message is not None and message.thread_ts not in (None, message.ts)


def _render_heading(entry: Entry, workspace: Workspace, look: Look) -> str:
    time = parse_ts(entry.ts).astimezone(workspace.clock().tzinfo).strftime("%H:%M")
    author = "Slackbot" if entry.happening is Happening.NOTICED else workspace.users[entry.user_id].display_name
    place = _name_place(entry, workspace)
    remarks = "".join(f" · {remark}" for remark in _list_remarks(entry))
    return f"{look.dim(f'{place} · {time} ·')} {look.embolden(author)}{look.dim(remarks)}"


def _name_place(entry: Entry, workspace: Workspace) -> str:
    channel = workspace.channels[entry.channel_id]
    place = "direct message" if channel.kind is ChannelKind.DIRECT else f"#{channel.name}"
    return f"{place}, thread" if _is_reply(entry) else place


def _list_remarks(entry: Entry) -> Iterator[str]:
    is_private = entry.message is not None and entry.message.visible_to is not None
    if is_private or entry.happening is Happening.NOTICED:
        yield ONLY_YOU
    if entry.happening is Happening.UPDATED:
        yield "edited"


def _list_body(entry: Entry, workspace: Workspace, width: int) -> list[str]:
    if entry.happening is Happening.PRESSED:
        return [f"presses [ {entry.text} ]"]
    if entry.happening is Happening.DELETED:
        return ["(message deleted)"]
    if entry.view is not None:
        return _list_view_lines(entry.view, workspace, width)
    if entry.message is not None:
        return list_message_lines(entry.message, _name_users(workspace), width)
    return wrap(entry.text, width)


def _list_view_lines(view: dict[str, object], workspace: Workspace, width: int) -> list[str]:
    kind = "Home tab" if view["type"] == "home" else "window"
    return [f"(sees a {kind})", *list_block_lines(view["blocks"], _name_users(workspace), width)]


def _name_users(workspace: Workspace) -> dict[str, str]:
    return {user.id: user.display_name for user in workspace.users.values()}
