"""Pairs the numbers of a list with the companies of a list: "Acme and Beta had 24% and 22%, respectively"."""

from __future__ import annotations

from store.extraction.meaning.lexicon import (
    ADVERB,
    BREAK,
    COMMA,
    COORDINATOR,
    DETERMINER,
    NOUN,
    SUBORDINATOR,
)
from store.extraction.meaning.mains import ORGANISATIONS
from store.extraction.meaning.tags import NAME, QUANTITY
from store.extraction.meaning.words import Words

_FEWEST = 2
_JOINTS = frozenset({COMMA, COORDINATOR})
_BETWEEN_NUMBERS = frozenset({COMMA, COORDINATOR, NOUN, ADVERB, DETERMINER})
_BETWEEN_NAMES = frozenset({COMMA, COORDINATOR, NOUN, DETERMINER})
_STOPS = frozenset({BREAK, SUBORDINATOR})
_LONGEST_JOINT = 4
_REACH = 16
"""Words between the two lists at most."""
_MOST = 8


def name_in_order(words: Words, at: int) -> str | None:
    """Whose the number at `at` is, being one of as many numbers as there are names before them."""
    numbers = _numbers_around(words, at)
    if len(numbers) < _FEWEST:
        return None
    names = _names_before(words, numbers[0])
    return names[numbers.index(at)] if len(names) == len(numbers) else None


def _numbers_around(words: Words, at: int) -> list[int]:
    """The places of the numbers that are listed with the one at `at`."""
    numbers = [at]
    while len(numbers) < _MOST and (before := _listed(words, numbers[0], QUANTITY, _BETWEEN_NUMBERS, -1)) >= 0:
        numbers.insert(0, before)
    while len(numbers) < _MOST and (after := _listed(words, numbers[-1], QUANTITY, _BETWEEN_NUMBERS, 1)) >= 0:
        numbers.append(after)
    return numbers


def _listed(words: Words, at: int, tag: str, between: frozenset[str], step: int) -> int:
    """The next word with the tag in a list, a comma or "and" and little else passed over; -1 where the list ends."""
    is_joined = False
    for count in range(1, _LONGEST_JOINT + 1):
        place = at + step * count
        found = words.tag(place)
        if found == tag:
            return place if is_joined else -1
        if found not in between:
            return -1
        is_joined = is_joined or found in _JOINTS
    return -1


def _names_before(words: Words, end: int) -> list[str]:
    """The companies of the last list before `end`, in order; none where "and" doesn't join them."""
    for place in range(end - 1, max(-1, end - _REACH), -1):
        if words.tags[place] in _STOPS:
            return []
        if words.tags[place] == NAME:
            return _names_of(words, place)
    return []


def _names_of(words: Words, last: int) -> list[str]:
    places = [last]
    while len(places) < _MOST and (before := _listed(words, places[0], NAME, _BETWEEN_NAMES, -1)) >= 0:
        places.insert(0, before)
    if COORDINATOR not in words.tags[places[0] : last]:
        return []
    found = [mention for place in places if (mention := words.mention(place)) and mention.kind in ORGANISATIONS]
    return [mention.name for mention in found] if len(found) == len(places) else []
