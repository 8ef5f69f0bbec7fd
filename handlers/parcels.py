"""What is kept on a delivery row: one message, the parts that follow it, and how it goes out."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from handlers.messages import Message
from handlers.messages.limits import split
from handlers.response_urls import PrivateReply
from store.database.base import Deliveries, DeliveryKey


@dataclass(frozen=True)
class Parcel:
    """A message ready to go.

    `rest` follows in the thread of this one, part by part.  `private` sends it to the one person who asked.
    `tell` is where to say so if it can't be posted.
    """

    message: Message
    rest: tuple[Message, ...] = ()
    private: PrivateReply | None = None
    tell: PrivateReply | None = None

    def next_part(self) -> Parcel | None:
        """What goes out after this message; only the first may take the place of an older one."""
        if not self.rest:
            return None
        private = replace(self.private, replace=False) if self.private else None
        return Parcel(self.rest[0], self.rest[1:], private, self.tell)

    def as_text_only(self) -> Parcel:
        return replace(self, message=Message(self.message.text))

    def as_body(self) -> dict[str, object]:
        """A plain form that JSON can keep."""
        return asdict(self)

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> Parcel:
        """What `as_body` gave."""
        private, tell = (PrivateReply(**body[name]) if body.get(name) else None for name in ("private", "tell"))
        return cls(Message(**body["message"]), tuple(Message(**part) for part in body["rest"]), private, tell)


def pack(message: Message, private: PrivateReply | None = None, tell: PrivateReply | None = None) -> Parcel:
    """Make a message ready to go, in as many parts as it needs."""
    head, *rest = split(message)
    return Parcel(head, tuple(rest), private, tell)


def plan_parcel(
    deliveries: Deliveries, key: DeliveryKey, channel: str, parcel: Parcel, now: datetime, *, thread_ts: str = ""
) -> bool:
    """Put a parcel on a delivery row of its own; False where that row was planned before."""
    return deliveries.plan(key, channel, now, thread_ts, parcel.as_body())
