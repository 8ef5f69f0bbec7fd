"""What each number of a document says: whose it is, what it measures, of when, and whether it is a fact or a plan."""

from __future__ import annotations

from bisect import bisect_right

from store.extraction.reading import Quantity, Reading, Sentence
from store.model import EntityKind, Figure, Period


def find_figures(reading: Reading) -> None:
    """Turn the quantities of `reading` into figures."""
    starts = [sentence.start for sentence in reading.sentences]
    for quantity in reading.quantities:
        place = bisect_right(starts, quantity.start) - 1
        if place >= 0 and quantity.end <= reading.sentences[place].end:
            reading.figures.append(_build_figure(reading, reading.sentences[place], quantity))


def _build_figure(reading: Reading, sentence: Sentence, quantity: Quantity) -> Figure:
    return Figure(
        evidence=reading.evidence(sentence),
        text=reading.document.text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        value=quantity.value,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        subject=_nearest_company(reading, sentence, quantity),
        metric=quantity.unit,
        series_key=quantity.unit,
        period=_period(reading, sentence),
    )


def _nearest_company(reading: Reading, sentence: Sentence, quantity: Quantity) -> str | None:
    before = [m.name for m in reading.mentions if m.kind is EntityKind.COMPANY and m.start < quantity.start]
    return before[-1] if before else None


def _period(reading: Reading, sentence: Sentence) -> Period | None:
    inside = [t.period for t in reading.times if sentence.start <= t.start < sentence.end]
    return inside[0] if inside else None
