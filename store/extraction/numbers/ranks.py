"""Reads places in an order: "third-largest", "No. 2", "ranked fifth", "in fourth place"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from store.extraction.numbers.amounts import Amount
from store.extraction.numbers.units import Kind
from store.extraction.wordlists import one_of

_REACH = 30
_LOWEST = 500
"""The lowest rank that is told by its number."""


class Ranks:
    """The words of `quantities.toml` around ranks."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["ranks"]
        self._ordinals: dict[str, int] = table["numerals"]["ordinals"]
        self._numerals = {**table["numerals"]["ones"], **table["numerals"]["teens"]}
        self._superlative = re.compile(rf"[\s-]{one_of(words['superlatives'])}(?![\w])")
        self._place = re.compile(rf"[\s-]{one_of(words['places'])}(?![\w])")
        self._verb = re.compile(rf"(?<![\w]){one_of(words['verbs'])}\s(?:{one_of(words['between'])}[\s-]?)?\Z")
        self._from_rank = re.compile(r"[0-9](?:st|nd|rd|th)\s(?:place\s)?to\s\Z")
        self._ranked = re.compile(r"(?<![\w])rank(?:s|ed|ing)?\s(?:(?:as|at|in)\s)?(?:the\s|number\s|no\.\s)?\Z")
        self._blocked = re.compile(rf"[\s-]{one_of(words['not_before'])}(?![\w])")
        self._follows = re.compile(
            rf"\s?[.,;:!?)—–]|\s?\Z|\s{one_of(words['followers'])}(?![\w])|\sto\s[0-9]+[a-z]{{2}}(?![\w])"
        )
        self._number = re.compile(
            rf"""
            (?: (?:nos?\.?|nr\.?|\#|number|numero) [^\S\n]? (?P<digits>[0-9]{{1,3}}) (?![\w]|[.,-][0-9])
              | number[\s-](?P<word>{one_of(self._numerals)}) (?![\w]) )
            """,
            re.VERBOSE,
        )
        self._named = re.compile(r"(?<![\w])(?!(?:The|Its|Our|A|As|At|In|To|And|Is|Was|Now)\s)[A-Z][\w&’'-]*\s\Z")

    def read_ordinal(self, lowered: str, start: int, end: int, value: int | None = None) -> Amount | None:
        """A rank in the ordinal at `start`, if what surrounds it says so."""
        number = value if value is not None else self._ordinals.get(lowered[start:end])
        if number is None:
            return None
        followed = self._place.match(lowered, end) or (number > 1 and self._superlative.match(lowered, end))
        if not followed and (number == 1 or not self._is_place(lowered, start, end)):
            return None
        last = followed.end() if followed else end
        return Amount(start, last, Decimal(number), Kind.RANK, "rank", digits=(start, end))

    def _is_place(self, lowered: str, start: int, end: int) -> bool:
        """Whether the words around say so: "finished fifth", "was in third, with"."""
        near = max(0, start - _REACH)
        if self._blocked.match(lowered, end):
            return False
        if self._ranked.search(lowered, near, start) or self._from_rank.search(lowered, near, start):
            return True
        return bool(self._follows.match(lowered, end) and self._verb.search(lowered, near, start))

    def read_number(self, text: str, lowered: str, start: int) -> Amount | None:
        """The rank of "No. 2", "number one", "#3", whose word or sign stands at `start`."""
        match = self._number.match(lowered, start)
        if not match or self._named.search(text, max(0, start - _REACH), start):
            return None
        number = int(match["digits"]) if match["digits"] else self._numerals[match["word"]]
        if not 0 < number <= _LOWEST:
            return None
        return Amount(start, match.end(), Decimal(number), Kind.RANK, "rank", digits=match.span())

    def follows_verb(self, lowered: str, start: int) -> bool:
        """Whether a bare number at `start` is a rank: "ranks 12 among"."""
        return bool(self._ranked.search(lowered, max(0, start - _REACH), start))
