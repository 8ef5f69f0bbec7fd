"""Which lines of a page are no news, by the word lists of `seeds/pages.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from store.vocabulary import Vocabulary

MAX_LENGTH = 300
"""Longer lines are prose, whatever they begin with."""

MAX_ENDING = 60
"""Characters at the end of a line in which the name of a photographer stands."""

_PUNCTUATION = " \t:;,.!?*_#|>»…-–—→"


@cache
def page_words() -> Mapping[str, Any]:
    return Vocabulary().table("pages")


@dataclass(frozen=True, slots=True)
class LineKind:
    """One section of the word lists, compiled."""

    starts: Mapping[str, tuple[str, ...]]
    whole: frozenset[str]
    pattern: re.Pattern[str] | None
    ending: re.Pattern[str] | None

    def fits(self, line: str) -> bool:
        if self.whole or self.starts:
            lowered = line.lower()
            if lowered.strip(_PUNCTUATION) in self.whole or self._starts(lowered):
                return True
        if self.pattern and self.pattern.fullmatch(line):
            return True
        return self.ending is not None and self.ending.search(line, max(0, len(line) - MAX_ENDING)) is not None

    def _starts(self, lowered: str) -> bool:
        """Whether it begins with one of the beginnings, and that ends where a word ends."""
        for start in self.starts.get(lowered[:1], ()):
            size = len(start)
            if lowered.startswith(start) and (size == len(lowered) or not lowered[size - 1 : size + 1].isalnum()):
                return True
        return False


@cache
def _compile(section: str) -> LineKind:
    words: Mapping[str, list[str]] = page_words()[section]
    starts = sorted(words.get("starts", ()))
    ends = "|".join(words.get("ends", ()))
    return LineKind(
        starts={first: tuple(same) for first, same in groupby(starts, key=lambda start: start[:1])},
        whole=frozenset(words.get("whole", ())),
        pattern=re.compile("|".join(words["patterns"])) if "patterns" in words else None,
        ending=re.compile(rf"(?:{ends})\.?\Z") if ends else None,
    )


def is_line_of(section: str, line: str) -> bool:
    """Whether the whole line is of this section of the word lists.

    >>> is_line_of("boilerplate", "Share this: Example"), is_line_of("boilerplate", "Share prices fell on Friday.")
    (True, False)
    >>> is_line_of("byline", "By Ada Example and Bo Sample"), is_line_of("byline", "By 2030 it will grow.")
    (True, False)
    """
    return len(line) <= MAX_LENGTH and _compile(section).fits(line)


def has_words(line: str) -> bool:
    """Whether a line says anything: rows of stars and dashes do not."""
    return any(map(str.isalnum, line))
