"""A small made-up corpus: a company, what is known of it, and the values that messages are built from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar

from store.model import (
    Change,
    Cited,
    CompanyCard,
    Document,
    Entity,
    Event,
    EventType,
    Evidence,
    Facts,
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

F = TypeVar("F", Role, Figure, Quote, Event, Passage)

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

TEXT = (
    "Larkfield Robotics grew its revenue by more than 40% to $35 million in the year to June. "
    "The maker of harvest robots wants to serve 2 million farms by 2030. "
    "Edda Brann, chief executive of Larkfield Robotics, said the orders were “beyond what we planned,” too. "
    "Larkfield Robotics bought the sensor maker Tivelle for an undisclosed sum."
)

LARKFIELD = Entity(
    "Larkfield Robotics",
    aliases=("Larkfield",),
    tickers=("XTST:LRK",),
    country="NL",
    sector="machinery",
)
SOURCE = Source(
    "d1",
    "Harvest robots & their maker",
    publisher="The Orchard Post",
    url="https://orchard.example/robots?id=1&page=2",
    published=PartialDate(2026, 7),
)
LATER = Source(
    "d2",
    "Larkfield restates its growth",
    publisher="Field Notes",
    published=PartialDate(2026, 8, 14),
    based_on="the company's half-year letter",
)


def evidence(words: str, text: str = TEXT, document_id: str = "d1") -> Evidence:
    """The sentence of the text that holds these words."""
    start = text.rfind(". ", 0, text.index(words)) + 2 if ". " in text[: text.index(words)] else 0
    end = text.find(". ", text.index(words))
    end = len(text) if end < 0 else end + 1
    return Evidence(document_id, start, end, text[start:end])


def figure(words: str, value: str, unit: str, **fields: object) -> Figure:
    start = TEXT.index(words)
    made = Figure(evidence(words), words, start, start + len(words), Decimal(value), unit, subject=LARKFIELD.name)
    return replace(made, **fields)  # type: ignore[arg-type]


def cite(fact: F, source: Source = SOURCE, number: int = 1) -> Cited[F]:
    return Cited(number, fact, source)


YEAR_TO_JUNE = Period("in the year to June", date(2025, 7, 1), date(2026, 6, 30))
GROWTH = figure(
    "40%",
    "40",
    "percent",
    qualifier="more than",
    metric="revenue growth",
    series_key="revenue growth",
    change=Change.YEAR,
    period=YEAR_TO_JUNE,
    key=True,
)
REVENUE = figure(
    "$35 million", "35000000", "USD", metric="revenue", series_key="revenue", period=YEAR_TO_JUNE, key=True
)
FARMS = figure(
    "2 million farms",
    "2000000",
    "farm",
    metric="farms served",
    series_key="farms served",
    kind=FigureKind.TARGET,
    due=PartialDate(2030),
)
CHIEF = Role(evidence("Edda Brann"), "Edda Brann", "chief executive", LARKFIELD.name)
QUOTED = "beyond what we planned,"
QUOTE = Quote(
    evidence(QUOTED), QUOTED, TEXT.index(QUOTED), TEXT.index(QUOTED) + len(QUOTED), "Edda Brann", LARKFIELD.name
)
DEAL = Event(
    evidence("Tivelle"),
    EventType.ACQUISITION,
    (Participant(LARKFIELD.name, "acquirer"), Participant("Tivelle", "target")),
)

CARD = CompanyCard(
    LARKFIELD,
    figures=(Cited(1, GROWTH, SOURCE), Cited(2, REVENUE, SOURCE), Cited(3, FARMS, SOURCE)),
    roles=(Cited(1, CHIEF, SOURCE),),
    events=(Cited(1, DEAL, SOURCE),),
    quotes=(Cited(1, QUOTE, SOURCE),),
    sources=(SOURCE,),
)


def document(workspace: str, audience: str = "") -> tuple[Document, Facts]:
    """The text as a document of a workspace, with its facts, ready to be added to a store."""
    made = Document(
        SOURCE.title,
        TEXT,
        publisher=SOURCE.publisher,
        url=SOURCE.url,
        published=PartialDate(2026, 11, 20),
        workspace=workspace,
        audience=audience,
        added=NOW,
    )
    facts = Facts(
        entities=(LARKFIELD, Entity("Tivelle")),
        roles=(CHIEF,),
        figures=(GROWTH, REVENUE, FARMS),
        quotes=(QUOTE,),
        events=(DEAL,),
        topics=("robots",),
        passages=tuple(
            Passage(evidence(words), (LARKFIELD.name,)) for words in ("40%", "2 million", "Edda", "Tivelle")
        ),
    )
    return made, taken_from(made.id, facts)


def taken_from(document_id: str, facts: Facts) -> Facts:
    """The same facts, as evidence from this document."""

    def move(found: tuple[F, ...]) -> tuple[F, ...]:
        return tuple(replace(fact, evidence=replace(fact.evidence, document_id=document_id)) for fact in found)

    return replace(
        facts,
        roles=move(facts.roles),
        figures=move(facts.figures),
        quotes=move(facts.quotes),
        events=move(facts.events),
        passages=move(facts.passages),
    )
