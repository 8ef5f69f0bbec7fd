"""Whether a message that may have been posted was: the channel is read around the time, looking for its mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from store.database.base import Delivery

EVENT_TYPE = "dossier_delivery"
BEFORE_SECONDS = 60
"""Our clock and Slack's may differ by as much."""
MOST_PAGES = 10
PAGE = 100


class TooBusyToTellError(Exception):
    """More was said in the channel than we read: neither found nor provably absent."""


def mark_of(delivery: Delivery) -> dict[str, Any]:
    """The metadata that a posted message carries and is found again by."""
    return {"event_type": EVENT_TYPE, "event_payload": {"delivery_id": delivery.delivery_id}}


def find_post(client: WebClient, delivery: Delivery) -> str | None:
    """The `ts` of the delivery's message, or None where it is provably not there.

    Whatever the call raises, and TooBusyToTellError, mean that it can't be told.
    """
    for message in _messages(client, delivery):
        metadata = message.get("metadata") or {}
        if (
            metadata.get("event_type") == EVENT_TYPE
            and metadata.get("event_payload") == mark_of(delivery)["event_payload"]
        ):
            return str(message["ts"])
    return None


def _messages(client: WebClient, delivery: Delivery) -> Iterator[dict[str, Any]]:
    started = delivery.posting_since or delivery.created
    cursor = ""
    for _ in range(MOST_PAGES):
        page = _read_page(client, delivery, started, cursor)
        yield from page.get("messages", [])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
    raise TooBusyToTellError(f"more than {MOST_PAGES * PAGE} messages")


def _read_page(client: WebClient, delivery: Delivery, started: datetime, cursor: str) -> dict[str, Any]:
    window: dict[str, Any] = {
        "channel": delivery.channel,
        "oldest": f"{started.timestamp() - BEFORE_SECONDS:.6f}",
        "inclusive": True,
        "include_all_metadata": True,
        "limit": PAGE,
        "cursor": cursor or None,
    }
    if delivery.thread_ts:
        page = client.conversations_replies(ts=delivery.thread_ts, **window)
    else:
        page = client.conversations_history(**window)
    assert isinstance(page.data, dict)
    return page.data
