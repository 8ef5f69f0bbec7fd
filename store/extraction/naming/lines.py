"""Tells lines that are no prose, headlines and credits, in which capitals and people mean something else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from store.vocabulary import Vocabulary

HEADLINE_LENGTH = 160
"""Characters up to which a line can be a headline; longer lines are prose, whatever their capitals."""

HEADLINE_CAPITALS = 0.6
"""The share of words with capitals from which a line is taken for a headline or a table's head."""

SHORTEST_HEADLINE = 3
"""Words that a headline must have: "Acme Inc." alone is a name."""

SHORT_WORD = 3
"""Letters up to which a word stays small in a headline: "of", "and"."""

CREDIT_LENGTH = 300
"""Characters of a line that are read as its credits."""

MARKS = " \t*_>([-"
HEADLINE_ENDS = (".", ",", ";", "”", '"')

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Lines:
    """The headlines and the credit lines of a text."""

    headlines: Spans
    credits: Spans
    contacts: Spans

    def is_headline(self, place: int) -> bool:
        return _covers(self.headlines, place)

    def is_credit(self, place: int) -> bool:
        return _covers(self.credits, place)

    def is_contact(self, place: int) -> bool:
        return _covers(self.contacts, place)


def _covers(spans: Spans, place: int) -> bool:
    index = bisect_right(spans, place, key=_start) - 1
    return index >= 0 and place < spans[index][1]


def _start(span: tuple[int, int]) -> int:
    return span[0]


@dataclass(frozen=True, slots=True)
class Openings:
    """How credit and contact lines open; `words` are the first words of all."""

    credit: re.Pattern[str]
    contact: re.Pattern[str]
    words: frozenset[str]


def read_lines(text: str, vocabulary: Vocabulary) -> Lines:
    """Sort out the lines of a text.

    >>> read_lines("Acme Profit Rises on Strong Sales\\nBy Ann Lee\\nAcme said that sales rose.", Vocabulary())
    Lines(headlines=[(0, 33)], credits=[(34, 44)], contacts=[])
    """
    openings = _compile_openings(vocabulary)
    lines = Lines([], [], [])
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        opening = line[:CREDIT_LENGTH].lstrip(MARKS)
        if opening.partition(" ")[0].rstrip(":").lower() in openings.words:
            if openings.credit.match(opening):
                lines.credits.append((start, min(end, start + CREDIT_LENGTH)))
            elif openings.contact.match(opening):
                lines.contacts.append((start, min(end, start + CREDIT_LENGTH)))
        if opening and len(line) <= HEADLINE_LENGTH and is_headline(line):
            lines.headlines.append((start, end))
        start = end + 1
    return lines


@lru_cache(maxsize=8)
def _compile_openings(vocabulary: Vocabulary) -> Openings:
    roles = vocabulary.table("roles")
    phrases = [*roles["credits"], *roles["contacts"]]
    return Openings(
        _compile_opening(roles["credits"]),
        _compile_opening(roles["contacts"]),
        frozenset(phrase.split()[0] for phrase in phrases),
    )


def _compile_opening(phrases: Iterable[str]) -> re.Pattern[str]:
    """A line that opens with one of the phrases and goes on with a name.

    >>> _compile_opening(["by"]).match("By Ann Lee").group(), _compile_opening(["by"]).match("By the end of May.")
    ('By', None)
    """
    words = "|".join(sorted(map(re.escape, phrases), key=lambda phrase: -len(phrase)))
    follows = r"[^\S\n]?: | (?=[^\n:]{0,40}:) | (?=[\ \t*_]{1,4}[^\W\d_a-z])"
    return re.compile(rf"(?i:{words})\b (?:{follows})", re.VERBOSE)


def is_headline(line: str) -> bool:
    """Whether a line is mostly capitals, so that a capital says nothing.

    >>> is_headline("Acme Profit Rises on Strong Sales"), is_headline("Acme said on Monday that sales rose.")
    (True, False)
    """
    if ". " in line or line.rstrip().endswith(HEADLINE_ENDS):
        return False
    capitals = small = 0
    for word in line.split():
        if word[0].isupper():
            capitals += 1
        elif len(word) > SHORT_WORD and word[0].islower():
            small += 1
    return capitals + small >= SHORTEST_HEADLINE and capitals >= HEADLINE_CAPITALS * (capitals + small)
