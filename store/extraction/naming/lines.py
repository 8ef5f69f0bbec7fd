"""Tells lines that are no prose, headlines and credits, in which capitals and people mean something else."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from store.vocabulary import Vocabulary

HEADLINE_LENGTH = 160
"""Characters up to which a line can be a headline; longer lines are prose, whatever their capitals."""

HEADLINE_CAPITALS = 0.6
"""The share of words with capitals from which a line is taken for a headline or a table's head."""

SHORT_WORD = 3
"""Letters up to which a word stays small in a headline: "of", "and"."""

CREDIT_LENGTH = 300

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
    index = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return index >= 0 and place < spans[index][1]


def read_lines(text: str, vocabulary: Vocabulary) -> Lines:
    credit, contact = _compile_credits(vocabulary)
    return Lines(
        find_headlines(text),
        [found.span() for found in credit.finditer(text)],
        [found.span() for found in contact.finditer(text)],
    )


@lru_cache(maxsize=8)
def _compile_credits(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    roles = vocabulary.table("roles")
    return _line_opening(roles["credits"]), _line_opening(roles["contacts"])


def _line_opening(phrases: list[str]) -> re.Pattern[str]:
    r"""A line, or what stands in brackets, that opens with one of the phrases and goes on with a name.

    >>> _line_opening(["by"]).search("Shares fell.\n  By Ann Lee and Bo Roe").group()
    '  By Ann Lee and Bo Roe'
    >>> _line_opening(["by"]).search("By the end of May, sales had risen.")
    """
    words = "|".join(sorted(map(re.escape, phrases), key=lambda phrase: -len(phrase)))
    follows = r"[^\S\n]?: | (?=[^\n:]{0,40}:) | (?=[\ \t*_]{1,4}[^\W\d_a-z])"
    return re.compile(
        rf"^ [\ \t*_>(\[-]{{0,9}} (?i:{words})\b (?:{follows}) [^\n]{{0,{CREDIT_LENGTH}}}", re.MULTILINE | re.VERBOSE
    )


def find_headlines(text: str) -> Spans:
    r"""Lines that are mostly capitals, in which a capital says nothing.

    >>> find_headlines("Acme Profit Rises on Strong Sales\nAcme said on Monday that sales rose.")
    [(0, 33)]
    """
    found = []
    start = 0
    for line in text.split("\n"):
        if 0 < len(line) <= HEADLINE_LENGTH and _is_headline(line):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _is_headline(line: str) -> bool:
    if ". " in line or line.rstrip().endswith((".", ",", ";", "”", '"')):
        return False
    words = [word for word in line.split() if word[0].isupper() or (len(word) > SHORT_WORD and word[0].islower())]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 2 and capitals >= HEADLINE_CAPITALS * len(words)  # noqa: PLR2004 "Acme Inc." alone is no headline
