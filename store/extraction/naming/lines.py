"""Tells lines that are no prose, headlines and credits, in which capitals and people mean something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
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

SIGNED_LENGTH = 120
"""Characters behind "Reporting by" in which names are those of reporters."""

BY = " by "
SIGNING = ("Reporting", "reporting", "Editing", "editing", "Writing")

MARKS = " \t*_>([-"
HEADLINE_ENDS = (".", ",", ";", "”", '"')


class Line:
    """What a line may be."""

    PROSE = ""
    HEADLINE = "headline"
    CREDIT = "credit"
    CONTACT = "contact"


@dataclass(slots=True)
class Lines:
    r"""The lines of a text, looked at only where a name may stand in one; `seen` by where they begin.

    >>> lines = read_lines("Acme Profit Rises on Sales\nBy Ann Lee\nAcme said that sales rose.", Vocabulary())
    >>> lines.kind_at(5), lines.kind_at(30), lines.kind_at(40)
    ('headline', 'credit', '')
    """

    text: str
    credit: re.Pattern[str]
    contact: re.Pattern[str]
    seen: dict[int, str] = field(default_factory=dict)

    def kind_at(self, place: int) -> str:
        """What the line is in which something stands at `place`."""
        if self._is_signed(place):
            return Line.CREDIT
        start = self.text.rfind("\n", max(0, place - CREDIT_LENGTH), place) + 1
        if not start and place > CREDIT_LENGTH:
            return Line.PROSE
        kind = self.seen.get(start)
        if kind is None:
            kind = self.seen[start] = self._kind_of(start)
        return kind

    def _is_signed(self, place: int) -> bool:
        """Whether it stands in "Reporting by Ann Lee and Bo Sample; editing by …", wherever the line begins."""
        by = self.text.rfind(BY, max(0, place - SIGNED_LENGTH), place)
        return by > 0 and self.text.endswith(SIGNING, 0, by) and ". " not in self.text[by:place]

    def _kind_of(self, start: int) -> str:
        end = self.text.find("\n", start, start + CREDIT_LENGTH)
        line = self.text[start : end if end >= 0 else start + CREDIT_LENGTH]
        opening = line.lstrip(MARKS)
        if self.credit.match(opening):
            return Line.CREDIT
        if self.contact.match(opening):
            return Line.CONTACT
        return Line.HEADLINE if len(line) <= HEADLINE_LENGTH and is_headline(line) else Line.PROSE


def read_lines(text: str, vocabulary: Vocabulary) -> Lines:
    return Lines(text, *_compile_openings(vocabulary))


@lru_cache(maxsize=8)
def _compile_openings(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    roles = vocabulary.table("roles")
    return _compile_opening(roles["credits"]), _compile_opening(roles["contacts"])


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
