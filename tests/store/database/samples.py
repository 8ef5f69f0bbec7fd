"""Made-up news with its facts, as small as a test can tell them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from store.model import (
    Document,
    Entity,
    EntityKind,
    Event,
    EventType,
    Evidence,
    Facts,
    Figure,
    PartialDate,
    Participant,
    Passage,
    Period,
    Quote,
    Role,
)

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)

STORY = (
    "Nordhav Foods grew 12.50% in the third quarter of 2026. "
    "“We bake more bread,” said Ida Holm, chief executive of Nordhav Foods. "
    "Nordhav Foods bought Kiln Bakery for $40 million."
)
SENTENCES = (
    "Nordhav Foods grew 12.50% in the third quarter of 2026.",
    "“We bake more bread,” said Ida Holm, chief executive of Nordhav Foods.",
    "Nordhav Foods bought Kiln Bakery for $40 million.",
)
ENTITIES = (
    Entity("Nordhav Foods", aliases=("Nordhav", "NHF"), tickers=("OSE:NHF",), country="NO", sector="food"),
    Entity("Ida Holm", EntityKind.PERSON),
    Entity("Kiln Bakery", parent="Nordhav Foods"),
)


def make_document(text: str = STORY, **fields: Any) -> Document:
    settled = {"title": "Bread", "workspace": "W1", "added": NOW, "published": PartialDate(2026, 11, 19), **fields}
    return Document(text=text, **settled)


def find_sentence(document: Document, text: str) -> Evidence:
    start = document.text.index(text)
    return Evidence(document.id, start, start + len(text), text)


def make_figure(document: Document, sentence: str, said: str, value: str, **fields: Any) -> Figure:
    evidence = find_sentence(document, sentence)
    start = evidence.start + sentence.index(said)
    settled = {"unit": "percent", "metric": "growth", "series_key": "growth", **fields}
    return Figure(evidence, said, start, start + len(said), Decimal(value), **settled)


def story_facts(document: Document) -> Facts:
    """Everything that a careful reader finds in the story."""
    growth, words, deal = SENTENCES
    spoken = document.text.index("We bake more bread,")
    third_quarter = Period("the third quarter of 2026", date(2026, 7, 1), date(2026, 9, 30))
    return Facts(
        entities=ENTITIES,
        roles=(Role(find_sentence(document, words), "Ida Holm", "chief executive", "Nordhav Foods"),),
        figures=(
            make_figure(document, growth, "12.50%", "12.50", subject="Nordhav Foods", period=third_quarter, key=True),
            make_figure(document, deal, "$40 million", "4.0E+7", unit="USD", metric="price", whole="Kiln Bakery"),
        ),
        quotes=(
            Quote(
                find_sentence(document, words), "We bake more bread,", spoken, spoken + 19, "Ida Holm", "Nordhav Foods"
            ),
        ),
        events=(
            Event(
                find_sentence(document, deal),
                EventType.ACQUISITION,
                (Participant("Nordhav Foods", "acquirer"), Participant("Kiln Bakery", "target")),
                "$40 million",
            ),
        ),
        topics=("food", "deals"),
        passages=(
            Passage(find_sentence(document, growth), ("Nordhav Foods",)),
            Passage(find_sentence(document, words), ("Ida Holm", "Nordhav Foods")),
            Passage(find_sentence(document, deal), ("Nordhav Foods", "Kiln Bakery")),
        ),
    )


def brief(
    text: str, subject: str = "Nordhav Foods", topics: tuple[str, ...] = (), **fields: Any
) -> tuple[Document, Facts]:
    """One sentence with one figure of one percent about one company."""
    document = make_document(text, **fields)
    figure = make_figure(document, text, "1%", "1", subject=subject)
    passage = Passage(find_sentence(document, text), (subject,))
    return document, Facts(entities=(Entity(subject),), figures=(figure,), topics=topics, passages=(passage,))


def with_key(facts: Facts) -> Facts:
    return replace(facts, figures=tuple(replace(figure, key=True) for figure in facts.figures))
