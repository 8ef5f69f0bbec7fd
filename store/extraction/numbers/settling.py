"""Decides what each number measures: the noun after it, its neighbours' unit, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from store.extraction.lettercase import is_title_line
from store.extraction.numbers.amounts import ONE, Amount
from store.extraction.numbers.countcontext import CountContext
from store.extraction.numbers.counts import Counts
from store.extraction.numbers.identifiers import Identifiers
from store.extraction.numbers.neighbours import Neighbours, join_cents
from store.extraction.numbers.proportions import Proportions
from store.extraction.numbers.ranks import Ranks
from store.extraction.numbers.tables import price_rows, without_cells
from store.extraction.numbers.units import Kind
from store.extraction.wordlists import one_of

_REACH = 24
_TOP = re.compile(r"(?<![\w])top[\s-]\Z")
_HEADING = re.compile(r"\s[A-Z][\w-]*(?:\s[A-Z]|\s*(?:\n|\Z))")
"""Title words after a number with decimals, as in "5.1 Options" or "2.20 Release Notes"."""
_FEWEST = 10
"""Smaller numbers without a noun after them count nothing that was named before."""
_INDEX_LEVEL = 1000
"""A bare number with decimals from here on is the level of an index: "to 28,114.36"."""


class Settlement:
    """The words of `quantities.toml` that tell what a number measures."""

    def __init__(self, table: Mapping[str, Any], months: list[str], ranks: Ranks, proportions: Proportions) -> None:
        self.counts = Counts(table)
        self.context = CountContext(table["counts"], self.counts.plurals)
        self.identifiers = Identifiers(table, months)
        self.neighbours = Neighbours(table)
        self.ranks = ranks
        self.proportions = proportions
        words = table["durations"]
        self.year_before = re.compile(rf"(?<![\w]){one_of(words['year_before'])}\s\Z")
        self.opens_period = re.compile(rf"(?<![\w]){one_of(words['starts_period'])}\s\Z")
        dates = rf"(?:{one_of(months)}|the|end|[0-9])"
        self.ends_period = re.compile(
            rf"\s(?:(?:period|quarter)\s)?{one_of(words['ends_period'])}\s(?:in\s|on\s)?{dates}(?![a-z])"
        )
        self.period_units = frozenset(words["period_units"])


class Settler:
    """Settles the numbers of one text."""

    def __init__(self, text: str, lowered: str, words: Settlement) -> None:
        self._text = text
        self._lowered = lowered
        self._words = words

    def settle(self, amounts: list[Amount]) -> list[Amount]:
        """The amounts that measure something, each with its unit."""
        amounts = join_cents(self._lowered, amounts)
        price_rows(self._text, amounts)
        amounts = [amount for amount in without_cells(self._text, amounts) if self._may_measure(amount)]
        for amount in amounts:
            if amount.kind is Kind.NUMBER and not _is_one(amount):
                self._count_after(amount)
        self._words.neighbours.share_from_next(self._lowered, amounts)
        for amount in amounts:
            if amount.kind is Kind.NUMBER and not _is_one(amount):
                self._count_before(amount)
        self._words.neighbours.share_from_previous(self._lowered, amounts)
        return _apart([amount for amount in amounts if _measures(amount)])

    def _may_measure(self, amount: Amount) -> bool:
        """Whether it isn't a year, date, age or name."""
        if amount.kind is Kind.NUMBER:
            return _is_one(amount) or self._may_count(amount)
        if amount.kind is Kind.DURATION:
            return self._is_duration(amount)
        return amount.kind is not Kind.MULTIPLE or self._settle_times(amount)

    def _may_count(self, amount: Amount) -> bool:
        names = self._words.identifiers
        if names.is_year(self._text, amount):
            return self._is_count_like_year(amount)
        if self._is_age_or_date(amount):
            return False
        is_clear = amount.has_magnitude and not amount.has_letter
        return is_clear or not names.is_name(self._text, self._lowered, amount)

    def _is_age_or_date(self, amount: Amount) -> bool:
        names = self._words.identifiers
        return names.is_age(self._lowered, amount) or names.is_date(self._text, self._lowered, amount)

    def _is_count_like_year(self, amount: Amount) -> bool:
        before = self._words.year_before.search(self._lowered, max(0, amount.start - _REACH), amount.start)
        return not before and self._words.counts.is_of_people(self._text, amount.end)

    def _is_duration(self, amount: Amount) -> bool:
        """Not "the three months ended March", a name; but "the 14-week quarter" says how long it is."""
        if self._is_age_or_date(amount):
            return False
        if self._lowered.startswith("-", amount.digits[1]):
            return True
        if amount.unit not in self._words.period_units:
            return True
        opens = self._words.opens_period.search(self._lowered, max(0, amount.start - _REACH), amount.start)
        return not opens and not self._words.ends_period.match(self._lowered, amount.end)

    def _settle_times(self, amount: Amount) -> bool:
        """Tell "four times more likely" from "downloaded four times" and "5 Times Square"."""
        word = self._text[amount.digits[1] : amount.end]
        if not word.lower().endswith("times") or amount.number % 1:
            return True
        if self._words.proportions.says_how_much(self._lowered, amount.end):
            return True
        if "Times" in word and not is_title_line(self._text, amount.start):
            return False
        amount.kind, amount.unit = Kind.COUNT, self._words.context.times_done(self._lowered, amount.start) or "time"
        return True

    def _count_after(self, amount: Amount) -> None:
        counts = self._words.counts
        if amount.number % 1 and amount.magnitude == ONE and _HEADING.match(self._text, amount.end):
            return
        counted = (
            counts.rating(self._lowered, amount.end)
            or counts.after(self._text, amount.end)
            or counts.of_phrase(self._text, amount.end)
        )
        if counted:
            amount.kind, amount.unit, amount.end = Kind.COUNT, counted.unit, counted.end or amount.end
        elif self._is_rank(amount):
            amount.kind, amount.unit = Kind.RANK, "rank"

    def _is_rank(self, amount: Amount) -> bool:
        """Whether "top 10" or "ranks 12" says that a bare number is a rank."""
        near = max(0, amount.start - _REACH)
        is_top = _TOP.search(self._lowered, near, amount.start)
        return bool(is_top) or self._words.ranks.follows_verb(self._lowered, amount.start)

    def _count_before(self, amount: Amount) -> None:
        if amount.value < _FEWEST or self._lowered.startswith("-", amount.end):
            return
        has_decimals = amount.number % 1 != 0 and amount.magnitude == ONE
        if has_decimals and amount.number >= _INDEX_LEVEL:
            amount.kind, amount.unit = Kind.COUNT, "point"
        elif (unit := self._words.context.find(self._lowered, amount.start)) and (unit == "point" or not has_decimals):
            amount.kind, amount.unit = Kind.COUNT, unit


def _measures(amount: Amount) -> bool:
    """Whether it has a unit, or is so written that it counts something: "2,500", "four million"."""
    return amount.kind is not Kind.NUMBER or amount.is_grouped or (amount.has_magnitude and not amount.has_letter)


def _apart(amounts: list[Amount]) -> list[Amount]:
    """The amounts, none inside of the noun phrase of another."""
    kept: list[Amount] = []
    for amount in amounts:
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return kept


def _is_one(amount: Amount) -> bool:
    """Whether it is more often a pronoun or an article than a count; of zero there is nothing to note."""
    return amount.number in {0, 1} and amount.magnitude == ONE
