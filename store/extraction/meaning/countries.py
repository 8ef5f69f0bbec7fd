"""Which country a text speaks of at each place: what inflation, exports and the like are whose the text leaves open."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from store.extraction.meaning.knowledge import GROWTH, Knowledge, read_knowledge
from store.extraction.meaning.measures import Measure
from store.extraction.reading import Mention, Reading
from store.model import EntityKind

_CENTRAL_BANK = re.compile(r"(?:(?:central|reserve|national|federal) )?bank of (?:the )?(?P<country>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Countries:
    """The countries named, by where they are."""

    starts: list[int]
    names: list[str]

    def before(self, place: int) -> str | None:
        """The country named last before `place`, else the first of the text."""
        index = bisect_left(self.starts, place) - 1
        return self.names[max(index, 0)] if self.names else None


def of_economy(measure: Measure, subject: str | None, knowledge: Knowledge) -> Measure:
    """What grows where only growth is told of a country: its economic output."""
    words = measure.base.lower().split()
    grows = measure.move == GROWTH if not words else words[-1] == GROWTH or words[-2:] == [GROWTH, "forecast"]
    is_bare = len(words) <= _LONGEST_BARE and knowledge.lists["of_economies"].isdisjoint(words)
    if subject not in knowledge.countries or not (grows and is_bare):
        return measure
    return measure._replace(base="GDP", move=GROWTH, scope="" if subject in measure.scope else measure.scope)


_LONGEST_BARE = 2


def find_countries(reading: Reading) -> Countries:
    """The countries of a text, those of central banks included."""
    known = read_knowledge(reading.vocabulary)
    countries = known.countries | known.lists["blocs"]
    found: list[tuple[int, str]] = []
    for mention in reading.mentions:
        if mention.name in countries:
            found.append((mention.start, mention.name))
        elif mention.kind is EntityKind.ORGANISATION and (bank := _CENTRAL_BANK.fullmatch(mention.name)):
            found.append((mention.start, bank["country"]))
    found = found or [(m.start, m.name) for m in reading.mentions if _may_be_country(reading, m)]
    return Countries([start for start, _ in found], [name for _, name in found])


def _may_be_country(reading: Reading, mention: Mention) -> bool:
    """Whether it is a place that no list knows, so that it may be a country for all we know."""
    return mention.kind is EntityKind.PLACE and not reading.entities[mention.name].country
