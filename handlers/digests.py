"""Digests as messages: the daily one that is due, and a preview of the next for the one who asks now."""

from __future__ import annotations

from datetime import date

from handlers.messages import Message
from handlers.messages.digest import build_digest, build_preview
from handlers.services import Services
from store.database.base import Delivery
from store.digests import compose_digest
from store.model import Digest, Reader


def digest_schedule(channel: str) -> str:
    """The name of a channel's digest among the delivery rows."""
    return f"digest:{channel}"


def compose_delivery(delivery: Delivery, services: Services) -> Message:
    """The digest of a delivery row: what came in since the last one of its schedule."""
    reader = Reader(delivery.key.workspace, delivery.channel)
    day = date.fromisoformat(delivery.key.slot)
    return build_digest(_compose(services, reader, day, delivery.key.schedule))


def compose_preview(services: Services, reader: Reader) -> Message:
    """What the next digest would say, as far as this reader may see it in this conversation."""
    schedule = digest_schedule(services.digest_channel or reader.conversation)
    return build_preview(_compose(services, reader, services.now().date(), schedule))


def _compose(services: Services, reader: Reader, day: date, schedule: str) -> Digest:
    since = services.store.deliveries.last_done(reader.workspace, schedule)
    return compose_digest(services.store.facts, reader, day, since)
