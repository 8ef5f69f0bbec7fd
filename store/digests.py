"""What is new, put together for a channel: topics with their counts, and a few key figures with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from store.database.base import FactStore
from store.model import Cited, Digest, Figure, Reader

WINDOW_DAYS = 7
"""News older than this when the digest runs is no news."""
MAX_FIGURES = 5
MAX_TOPICS = 6


def compose_digest(facts: FactStore, reader: Reader, day: date, since: datetime | None) -> Digest:
    """The digest of a day: what was added after `since` and published at most a week before."""
    published_from = datetime.combine(day - timedelta(days=WINDOW_DAYS), time(), UTC)
    sources = facts.new_documents(reader, since, published_from)
    ids = [source.document_id for source in sources]
    topics = tuple((count.topic, count.documents) for count in facts.topic_counts(reader, ids)[:MAX_TOPICS])
    figures = tuple(choose_figures(facts.key_figures(reader, ids)))
    return Digest(day, topics, figures, len(sources), tuple(sources))


def choose_figures(figures: Sequence[Cited[Figure]], most: int = MAX_FIGURES) -> list[Cited[Figure]]:
    """At most five: one claim is told once, and no document or company takes all the places while others wait."""
    distinct = list({found.fact.claim: found for found in reversed(figures)}.values())[::-1]
    rounds: dict[str, int] = {}
    turn = {}
    for found in distinct:
        home = found.source.document_id
        turn[found.id] = rounds[home] = rounds.get(home, -1) + 1
    return sorted(distinct, key=lambda found: turn[found.id])[:most]
