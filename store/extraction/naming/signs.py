"""What a name's own words say that it is."""

from __future__ import annotations

import re

from store.extraction.naming.capitals import Gap, Word
from store.extraction.naming.name_words import Flag, NameWords
from store.extraction.naming.segments import CERTAIN, FAINT, FAIR, STRONG, Hint, Segment, Tally

GIVEN = 4
"""What a known given name at its beginning says: more than any one sign of a company's."""

SHORTEST = 2
"""Letters that a single word must exceed for its form to say something: "NE" and "JD" are too many things."""

PERSON_LENGTH = (2, 4)
INITIALS = re.compile(r"[A-Z](?:\.[A-Z])+\.?")
MODEL = re.compile(r"[A-Z]{1,3}\d{1,4}[A-Z]?")
"""What machines are called: "PS3", "A380"."""
DOMAIN = re.compile(r"\w\.[a-z]{2,3}$")

HINTS = {
    Hint.COMPANY: Tally(company=CERTAIN),
    Hint.ORGANISATION: Tally(company=CERTAIN),
    Hint.UNIT: Tally(company=CERTAIN),
    Hint.PRODUCT: Tally(product=FAIR),
    Hint.PLACE: Tally(place=FAIR),
    Hint.OTHER: Tally(product=STRONG),
    Hint.PERSON: Tally(person=GIVEN),
    Hint.NONE: Tally(),
}


def weigh_form(segment: Segment, words: NameWords) -> Tally:
    """The signs to begin with."""
    told = HINTS[segment.hint]
    tally = Tally(told.company, told.person, told.place, told.product)
    if segment.hint == Hint.NONE:
        tally.person = person_form(segment, words)
    last = segment.chain[segment.after - 1]
    if any(word.gap == Gap.AMPERSAND for word in segment.words[1:]):
        tally.company += FAIR
    if segment.after - segment.solid == 1 and MODEL.fullmatch(last.text):
        tally.product += STRONG
    if segment.after - segment.solid > 1:
        tally.company += FAIR if last.flags & Flag.WEAK_HEAD else 0
    elif len(last.text) > SHORTEST and is_brand(last.text):
        tally.company += STRONG if DOMAIN.search(last.text) else FAINT
    return tally


def person_form(segment: Segment, words: NameWords) -> int:
    """How much a run looks like a person's name."""
    parts = segment.words
    if not PERSON_LENGTH[0] <= len(parts) <= PERSON_LENGTH[1]:
        return 0
    last, opening = parts[-1], parts[0]
    if last.flags & (Flag.HEAD | Flag.PRODUCT | Flag.DEMONYM) or (
        last.flags & Flag.ORDINARY and not last.flags & Flag.GIVEN
    ):
        is_pair = opening.flags & Flag.GIVEN and len(parts) == PERSON_LENGTH[0]
        is_surname = not (last.flags & (Flag.HEAD | Flag.PRODUCT) or opening.flags & (Flag.HEAD | Flag.ORDINARY))
        if is_pair and is_surname:
            return STRONG  # "Larry Page"
        return FAIR if is_pair and last.flags & Flag.WEAK_HEAD else 0
    if any(word.gap == Gap.AMPERSAND for word in parts[1:]):
        return 0
    return _given_form(parts, words)


def _given_form(parts: list[Word], words: NameWords) -> int:
    """How much the words before the last look like given names or initials."""
    opening = parts[0]
    if opening.flags & Flag.GIVEN and not opening.flags & Flag.DEMONYM:
        return GIVEN
    if any(len(word.text) == 1 for word in parts[1:-1]):
        return STRONG
    halves = opening.low.split("-")
    if len(halves) > 1 and all(words.flags.get(half, 0) & (Flag.GIVEN | Flag.SURNAME_FIRST) for half in halves):
        return STRONG
    if INITIALS.fullmatch(opening.text) and len(parts) == PERSON_LENGTH[0]:
        return STRONG
    is_initial = len(opening.text) == 1 or opening.text.endswith(".")
    is_eastern = opening.flags & Flag.SURNAME_FIRST and len(parts) == PERSON_LENGTH[0]
    return FAIR if is_initial or is_eastern else 0


def is_brand(word: str) -> bool:
    """A form that ordinary words don't have.

    >>> [is_brand(word) for word in ("PayPal", "Inc42", "Nivesh.com", "IPVM", "Wednesday")]
    [True, True, True, True, False]
    """
    return any(c.isupper() or c.isdecimal() or c in ".+&" for c in word[1:])
