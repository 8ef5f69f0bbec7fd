"""What is said of one document, by a careful reader or by the extraction: the values that the scorer compares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from store.model import Document, EntityKind, EventType, Facts, Figure

COMPANY_KINDS = (EntityKind.COMPANY, EntityKind.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure and what it says; `start` and `end` count characters of the file."""

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    qualifier: str | None = None
    subject: str | None = None
    metric: str = ""
    change: str | None = None
    period: str | None = None
    kind: str = "actual"
    key: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks; `organisation` is whom an unnamed person speaks for."""

    text: str
    speaker: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    type: str
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything said of one document."""

    companies: tuple[Company, ...] = ()
    people: tuple[Person, ...] = ()
    figures: tuple[Claim, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    events: tuple[Happening, ...] = ()


def build_record(found: Iterable[tuple[Document, Facts]]) -> Record:
    """What was found in the documents of one file, as one record."""
    documents = list(found)
    every = [facts for _, facts in documents]
    companies = (e for facts in every for e in facts.entities if e.kind in COMPANY_KINDS)
    events = (e for facts in every for e in facts.events if e.type is not EventType.STATEMENT)
    return Record(
        companies=tuple(Company(name) for name in dict.fromkeys(e.name for e in companies)),
        people=tuple(Person(r.person, r.title, r.organisation) for facts in every for r in facts.roles),
        figures=tuple(build_claim(f, document.offset) for document, facts in documents for f in facts.figures),
        quotes=tuple(Quotation(q.text, q.speaker or q.organisation) for facts in every for q in facts.quotes),
        events=tuple(Happening(e.type.value, tuple(p.name for p in e.participants)) for e in events),
    )


def build_claim(figure: Figure, offset: int) -> Claim:
    return Claim(
        text=figure.text,
        start=figure.start + offset,
        end=figure.end + offset,
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
        subject=figure.subject,
        metric=figure.metric,
        change=figure.change.value if figure.change else None,
        period=figure.period.text if figure.period else None,
        kind=figure.kind.value,
        key=figure.key,
    )
