"""Which lines of a page are no news, by the word lists of `seeds/pages.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
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

    starts: tuple[str, ...]
    whole: frozenset[str]
    pattern: re.Pattern[str]
    ending: re.Pattern[str]

    def fits(self, line: str) -> bool:
        lowered = line.lower()
        return (
            lowered.strip(_PUNCTUATION) in self.whole
            or self._starts(lowered)
            or self.pattern.fullmatch(line) is not None
            or self.ending.search(line, max(0, len(line) - MAX_ENDING)) is not None
        )

    def _starts(self, lowered: str) -> bool:
        """Whether it begins with one of the beginnings, and that ends where a word ends."""
        if not lowered.startswith(self.starts):
            return False
        lengths = (len(start) for start in self.starts if lowered.startswith(start))
        return any(not lowered[n - 1 : n + 1].isalnum() or n == len(lowered) for n in lengths)


@cache
def _compile(section: str) -> LineKind:
    words: Mapping[str, list[str]] = page_words()[section]
    either = "|".join(words.get("patterns", ["(?!)"]))
    ends = "|".join(words.get("ends", ["(?!)"]))
    return LineKind(
        starts=tuple(words.get("starts", [])),
        whole=frozenset(words.get("whole", [])),
        pattern=re.compile(either),
        ending=re.compile(rf"(?:{ends})\.?\Z"),
    )


def is_line_of(section: str, line: str) -> bool:
    """Whether the whole line is of this section of the word lists.

    >>> is_line_of("boilerplate", "Share this: Example"), is_line_of("boilerplate", "Share prices fell on Friday.")
    (True, False)
    >>> is_line_of("boilerplate", "By Ada Example and Bo Sample"), is_line_of("boilerplate", "By 2030 it will grow.")
    (True, False)
    """
    return len(line) <= MAX_LENGTH and _compile(section).fits(line)


def has_words(line: str) -> bool:
    """Whether a line says anything: rows of stars and dashes do not."""
    return any(map(str.isalnum, line))
