"""Questions about what Slack sent: who, where, in which thread, and is it addressed to us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from handlers.slack_text import decode, mentioned_users

Payload = Mapping[str, Any]

HUMAN_SUBTYPES = frozenset({None, "file_share", "thread_broadcast"})
"""What people send; edits, deletions, joins and the messages of bots have other subtypes."""


@dataclass(frozen=True)
class Heard:
    """A message that is to be answered: decoded, with the thread its answer belongs in (none in a plain DM)."""

    channel: str
    ts: str
    thread_ts: str
    user: str
    text: str
    outsider: bool = False

    def as_body(self) -> dict[str, object]:
        """A plain form for the inbox."""
        return asdict(self)

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> Heard:
        """What `as_body` gave."""
        return cls(**body)


def workspace_of(context: Payload) -> str:
    """The installation that heard this, never the author's workspace."""
    if context.get("is_enterprise_install") and context.get("enterprise_id"):
        return str(context["enterprise_id"])
    return str(context.get("team_id") or context.get("enterprise_id") or "")


def is_outsider(body: Payload, context: Payload) -> bool:
    """Whether the author belongs to another company, in a channel shared with it."""
    author = context.get("actor_team_id")
    if not body.get("is_ext_shared_channel") or author is None:
        return False
    company = context.get("enterprise_id")
    return author not in {context.get("team_id"), company} and (
        company is None or context.get("actor_enterprise_id") != company
    )


def is_human(event: Payload) -> bool:
    """Whether a person sent this message, and for the first time."""
    sent = event.get("subtype") in HUMAN_SUBTYPES and "edited" not in event
    return sent and bool(event.get("user")) and not event.get("bot_id") and not event.get("hidden")


def is_direct(event: Payload) -> bool:
    return event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")


def may_follow_up(event: Payload) -> bool:
    """Whether a message is a reply in a thread that speaks to nobody by name."""
    in_thread = event.get("thread_ts") not in {None, event.get("ts")}
    return in_thread and not mentioned_users(event.get("text") or "")


def read_message(event: Payload, outsider: bool = False) -> Heard:
    """What was said and where the answer goes: in the thread, which in a channel every answer opens."""
    thread = event.get("thread_ts") or ("" if is_direct(event) else event["ts"])
    text = decode(event.get("text") or "")
    return Heard(event["channel"], event["ts"], thread, event.get("user", ""), text, outsider)
