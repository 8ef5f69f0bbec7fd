"""Decides what a minus means: a level below zero, or a decline, whose value is told without it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from store.extraction.numbers.amounts import Amount
from store.extraction.numbers.units import Kind
from store.extraction.wordlists import one_of

_REACH = 48
_SENTENCE_REACH = 160
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


class Negatives:
    """The word lists of `quantities.toml` about amounts below zero."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["negatives"]
        self._words = tuple(words["words"])
        self._spelled = re.compile(rf"(?<![\w]){one_of(words['words'])}\s\Z")
        self._levels = re.compile(rf"(?<![\w]){one_of(words['levels'])}(?![\w])")
        self._declines = re.compile(rf"(?<![\w]){one_of(words['declines'])}(?![\w])")

    def read(self, lowered: str, amount: Amount) -> None:
        """Take "minus" or "negative" before the amount as its sign."""
        if not lowered.endswith(self._words, 0, max(0, amount.start - 1)):
            return
        match = self._spelled.search(lowered, max(0, amount.start - _REACH), amount.start)
        if match and amount.kind in {Kind.PERCENT, Kind.MONEY, Kind.MEASURE}:
            amount.start, amount.is_negative = match.start(), True

    def value(self, lowered: str, amount: Amount) -> Decimal:
        """Its value: "growth at -17%" is 21 (and a decline), "a rate of -0.5%" and "minus 5%" are below zero."""
        if not amount.is_negative:
            return amount.value
        if lowered.startswith(("minus", "negative"), amount.start):
            return -amount.value
        near = max(0, amount.start - _SENTENCE_REACH)
        near = max((match.end() for match in _SENTENCE_END.finditer(lowered, near, amount.start)), default=near)
        below = amount.kind in {Kind.MONEY, Kind.MEASURE} or self._levels.search(lowered, near, amount.start)
        return -amount.value if below and not self._declines.search(lowered, near, amount.start) else amount.value
