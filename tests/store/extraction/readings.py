"""Readings of short texts in which only the given names are known, so that one step is tested and not all."""

from __future__ import annotations

import re

from store.extraction.figures import find_figures
from store.extraction.periods import find_times
from store.extraction.quantities import find_quantities
from store.extraction.reading import Mention, Reading
from store.extraction.sentences import find_sentences
from store.model import Document, Entity, EntityKind, Figure, PartialDate
from store.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
COMPANIES = ("Acme Cloud", "Acme", "Birchwood", "Corvane", "Delmont", "Elmgate Research")
PLACES = ("India", "Norway", "Asia", "Europe", "the Americas", "Ohio")
PEOPLE = ("Jane Miller", "Miller")
_NAMES = {
    **dict.fromkeys(COMPANIES, EntityKind.COMPANY),
    **dict.fromkeys(PLACES, EntityKind.PLACE),
    **dict.fromkeys(PEOPLE, EntityKind.PERSON),
}
_REFERENCES = {"the company": "Acme", "The company": "Acme", "it": "Acme", "It": "Acme", "its": "Acme", "Its": "Acme"}
_PLACES_OF_NAMES = re.compile(rf"\b(?:{'|'.join(map(re.escape, [*_NAMES, *_REFERENCES]))})\b")


def read(text: str, title: str = "") -> Reading:
    """A reading with sentences, numbers, times and the names above, before its figures are told."""
    reading = Reading(Document(title=title, text=text, published=PartialDate(2024, 11, 6)), VOCABULARY)
    for step in (find_sentences, find_quantities, find_times):
        step(reading)
    for match in _PLACES_OF_NAMES.finditer(text):
        name = _REFERENCES.get(match[0], match[0])
        kind = _NAMES[name]
        mention = Mention(match.start(), match.end(), name.removeprefix("the "), kind, by_name=match[0] in _NAMES)
        reading.mentions.append(mention)
        reading.entities.setdefault(mention.name, Entity(mention.name, kind))
    return reading


def tell(text: str, title: str = "") -> list[Figure]:
    """The figures of a text."""
    reading = read(text, title)
    find_figures(reading)
    return reading.figures


def tell_one(text: str, number: str) -> Figure:
    """The figure of the first number that is written `number`."""
    return next(figure for figure in tell(text) if figure.text == number)
