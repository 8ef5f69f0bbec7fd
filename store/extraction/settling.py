"""Decides what each number measures: the noun after it, its neighbours' unit, or nothing at all."""

from __future__ import annotations

import re

from store.extraction.amounts import Amount
from store.extraction.counts import Counted
from store.extraction.lettercase import is_title_line
from store.extraction.neighbours import join_cents, share_from_next, share_from_previous
from store.extraction.numberreader import Grammar
from store.extraction.tickers import read_rows
from store.extraction.units import Kind

_TOP = re.compile(r"(?<![\w])top[\s-]\Z")
_YEAR_BEFORE = re.compile(r"(?<![\w])(?:in|of|by|since|fiscal|late|early|mid|fy|year|until|from|through|to)\s\Z")
_ENDED = re.compile(r"\s(?:period\s|quarter\s)?(?:which\s|that\s)?(?:ended|ending|to|through|until)\s(?:in\s|on\s)?(?:the\s)?(?:[a-z]{3,9}\b)")
_OPENS_PERIOD = re.compile(r"(?<![\w])(?:first|opening|initial)\s\Z")
_REACH = 24


class Settler:
    """Settles the numbers of one text."""

    def __init__(self, text: str, lowered: str, words: Grammar) -> None:
        self._text = text
        self._lowered = lowered
        self._words = words

    def settle(self, amounts: list[Amount]) -> list[Amount]:
        """The amounts that measure something, each with its unit."""
        amounts = join_cents(self._lowered, amounts)
        read_rows(self._text, amounts)
        amounts = [amount for amount in amounts if self._may_measure(amount)]
        for amount in amounts:
            self._count_after(amount)
        share_from_next(self._lowered, amounts)
        for amount in amounts:
            self._count_before(amount)
        share_from_previous(self._lowered, amounts)
        return [amount for amount in amounts if self._measures(amount)]

    def _may_measure(self, amount: Amount) -> bool:
        """Whether it isn't a year, date, age or name."""
        words = self._words.identifiers
        if amount.kind == Kind.DURATION:
            return not (
                words.is_age(self._lowered, amount) or words.is_date(self._text, amount) or self._names_period(amount)
            )
        if amount.kind == Kind.MULTIPLE:
            return self._settle_times(amount)
        if amount.has_unit:
            return True
        if words.is_year(self._text, amount):
            return self._is_count_like_year(amount)
        if words.is_age(self._lowered, amount) or words.is_date(self._text, amount):
            return False
        return amount.has_magnitude and not amount.has_letter or not words.is_name(self._text, self._lowered, amount)

    def _names_period(self, amount: Amount) -> bool:
        """ "The three months ended September", "the first nine months"; but "the 13-week quarter" says how long it is."""
        if self._lowered[amount.digits[1] : amount.digits[1] + 1] == "-":
            return False
        opens = _OPENS_PERIOD.search(self._lowered, max(0, amount.start - _REACH), amount.start)
        return bool(opens or _ENDED.match(self._lowered, amount.end))

    def _settle_times(self, amount: Amount) -> bool:
        """ "N times": a multiple, a count of what was done, or how often."""
        word = self._text[amount.digits[1] : amount.end].strip(" -")
        if not word.lower().endswith("times") or amount.number % 1 or self._words.proportions.says_how_much(self._lowered, amount.end):
            return True
        if "Times" in word and not is_title_line(self._text, amount.start):
            return False
        amount.kind = Kind.COUNT
        amount.unit = self._words.counts.times_done(self._lowered, amount.start) or "time"
        return True

    def _is_count_like_year(self, amount: Amount) -> bool:
        before = _YEAR_BEFORE.search(self._lowered, max(0, amount.start - _REACH), amount.start)
        return not before and self._words.counts.is_of_people(self._text, amount.end)

    def _count_after(self, amount: Amount) -> None:
        if amount.has_unit or _is_one(amount):
            return
        counts = self._words.counts
        counted = counts.rating(self._lowered, amount.end) or counts.after(self._text, amount.end)
        counted = counted or counts.of_phrase(self._text, amount.end)
        if counted:
            _take(amount, counted)
        elif _TOP.search(self._lowered, max(0, amount.start - _REACH), amount.start) or (
            self._words.ranks.follows_verb(self._lowered, amount.start)
        ):
            amount.kind, amount.unit = Kind.RANK, "rank"

    def _count_before(self, amount: Amount) -> None:
        """Only of numbers that look like one: "200,000", "four million"."""
        if amount.has_unit or _is_one(amount):
            return
        counted = self._words.counts.before(self._lowered, amount.start)
        if counted:
            _take(amount, counted)

    @staticmethod
    def _measures(amount: Amount) -> bool:
        return amount.has_unit or (amount.has_magnitude and not amount.has_letter) or amount.is_grouped


def _is_one(amount: Amount) -> bool:
    """ "One" is a pronoun or an article more often than a count, and nothing is worth noting of zero."""
    return amount.number in {0, 1} and not amount.has_magnitude


def _take(amount: Amount, counted: Counted) -> None:
    amount.kind, amount.unit = Kind.COUNT, counted.unit
    amount.end = counted.end or amount.end
