"""Between rows and values: what a column holds, and the value that a row of a query means."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from store.database.driver import Row
from store.model import (
    Change,
    Cited,
    Document,
    Event,
    EventType,
    Evidence,
    Figure,
    FigureKind,
    PartialDate,
    Participant,
    Passage,
    Period,
    Quote,
    Role,
    Source,
)


def moment_text(moment: datetime) -> str:
    """An instant as text that sorts; ValueError where the time zone is not said.

    >>> moment_text(datetime.fromisoformat("2024-03-05T12:00+02:00"))
    '2024-03-05T10:00:00.000000+00:00'
    """
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {moment}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read_moment(text: str | None) -> datetime | None:
    """The instant that `moment_text` wrote."""
    return datetime.fromisoformat(text) if text else None


def list_text(values: Iterable[object]) -> str:
    """Values as one parameter, for `json_each`."""
    return json.dumps(list(values))


def entity_mark(entity_id: int) -> str:
    """The word that stands in the search index for a mention of this entity.

    The index goes through a rare company and a common word together as fast as through the company alone; to look
    each sentence with the word up in another table took a thousand times as long.
    """
    return f"entity{entity_id}"


def dated(document: Document) -> str:
    """The day a document counts from: the last it may have been published on, else the day it was added."""
    known = [document.published.last_day()] if document.published else []
    known += [document.added.astimezone(UTC).date()] if document.added else []
    return min(known).isoformat() if known else ""


def read_source(row: Row) -> Source:
    return Source(
        document_id=row["document_id"],
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        published=_partial_date(row["published"]),
        added=read_moment(row["added"]),
        based_on=row["based_on"],
        workspace=row["workspace"],
    )


def cited_figure(row: Row) -> Cited[Figure]:
    figure = Figure(
        evidence=_evidence(row),
        text=row["text"],
        start=row["starts"],
        end=row["ends"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        qualifier=row["qualifier"],
        subject=row["subject"],
        metric=row["metric"],
        series_key=row["series_key"],
        kind=FigureKind(row["kind"]),
        period=_period(row),
        due=_partial_date(row["due"]),
        change=Change(row["change"]) if row["change"] else None,
        whole=row["whole"],
        key=bool(row["is_key"]),
    )
    return Cited(row["id"], figure, read_source(row))


def cited_event(row: Row) -> Cited[Event]:
    participants = tuple(Participant(name, part) for name, part in json.loads(row["participants"]))
    return Cited(
        row["id"], Event(_evidence(row), EventType(row["type"]), participants, row["amount"]), read_source(row)
    )


def cited_quote(row: Row) -> Cited[Quote]:
    quote = Quote(_evidence(row), row["text"], row["starts"], row["ends"], row["speaker"], row["organisation"])
    return Cited(row["id"], quote, read_source(row))


def cited_role(row: Row) -> Cited[Role]:
    return Cited(row["id"], Role(_evidence(row), row["person"], row["role"], row["organisation"]), read_source(row))


def cited_passage(row: Row) -> Cited[Passage]:
    return Cited(row["id"], Passage(_evidence(row), tuple(json.loads(row["mentioned"]))), read_source(row))


def _evidence(row: Row) -> Evidence:
    return Evidence(row["document_id"], row["sentence_starts"], row["sentence_ends"], row["sentence"])


def _period(row: Row) -> Period | None:
    if row["period"] is None:
        return None
    return Period(row["period"], _day(row["period_first"]), _day(row["period_last"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=10_000)
def _partial_date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
