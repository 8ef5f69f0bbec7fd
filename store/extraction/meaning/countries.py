"""Which country a text speaks of at each place: what inflation, exports and the like are whose the text leaves open."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from store.extraction.meaning.knowledge import read_knowledge
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
