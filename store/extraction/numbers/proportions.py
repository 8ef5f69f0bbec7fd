"""Reads fractions and multiples: "nearly half", "two-thirds", "one in 10", "doubled", "four times more"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from store.extraction.numbers.amounts import Amount
from store.extraction.numbers.units import Kind
from store.extraction.wordlists import one_of

_PLACES = Decimal("0.0001")
_REACH = 24


class Proportions:
    """The words of `quantities.toml` for parts and multiples."""

    def __init__(self, table: Mapping[str, Any], numerals: Mapping[str, int]) -> None:
        self._numerals = numerals
        self._prepare_fractions(table["fractions"])
        self._prepare_multiples(table["multiples"])

    def _prepare_fractions(self, words: Mapping[str, Any]) -> None:
        self._denominators: dict[str, int] = words["denominators"]
        self._bases = {"in": frozenset(words["bases"]), "out of": frozenset(words["out_of_bases"])}
        self._denominator = re.compile(rf"[\s-](?P<word>{one_of(self._denominators)})(?![\w])")
        self._whole = re.compile(rf"[\s-]{one_of(words['before_words'])}(?![\w])")
        self._ends = re.compile(rf"\s?(?:[.,;:!?)—–”\"]|\Z)|\s{one_of(words['ends'])}(?![\w])")
        self._leads = re.compile(rf"(?:(?<![\w])(?:{one_of(words['after_words'])})|[,;(–—])\s(?:an?\s)?\Z")
        self._article = re.compile(r"(?<![\w])an?[\s-]\Z")
        self._not_half_after = re.compile(rf"[\s-]{one_of(words['half_not_before'])}(?![\w])")
        self._not_half_before = re.compile(rf"(?<![\w]){one_of(words['half_not_after'])}[\s-]\Z")
        self._base = re.compile(
            rf"""
            \s(?P<link>in|out\sof)\s(?:every\s)?
            (?: (?P<digits>[0-9]{{1,3}}(?:,000)*)(?![\w%]|[.,:/-][0-9])
              | (?P<words>{one_of(self._numerals)}|a\shundred)(?![\w]) )
            """,
            re.VERBOSE,
        )

    def _prepare_multiples(self, words: Mapping[str, Any]) -> None:
        self._multiples: dict[str, int] = words["words"]
        self._halves: dict[str, int] = words["halves"]
        context = words["context"]
        self._not_before = re.compile(rf"[\s-]{one_of(context['not_before'])}(?![\w])")
        self._not_after = re.compile(rf"(?<![\w]){one_of(context['not_after'])}\s\Z")
        self._before = re.compile(rf"\s{one_of(context['before'])}(?![\w])|\s?[.,;:!?)]|\s?\Z")
        self._after = re.compile(rf"(?<![\w]){one_of(context['after'])}\s\Z")
        self._not_twice_before = re.compile(rf"\s{one_of(context['not_twice_before'])}(?![\w])")
        self._much = re.compile(rf"\s{one_of(words['times']['before'])}(?![\w])")

    def denominator_after(self, lowered: str, place: int) -> tuple[int, str] | None:
        """The end and word of the denominator that follows a numerator ending at `place`: "-thirds"."""
        match = self._denominator.match(lowered, place)
        return (match.end(), match["word"]) if match else None

    def divisor(self, word: str) -> Decimal:
        """What a numerator is divided by."""
        return Decimal(self._denominators[word])

    def is_fraction(self, lowered: str, place: int, end: int, word: str) -> bool:
        """Whether numerator and denominator make a fraction; "three quarters" are nine months unless "of" follows."""
        if word.startswith(("quarter", "fourth")):
            return lowered[place] == "-" or bool(self._whole.match(lowered, end))
        return lowered[end : end + 1] != "-" or word.endswith("s")

    def one_in(self, lowered: str, amount: Amount) -> Amount | None:
        """The fraction of "one in 10", "nine out of 10", whose first number is `amount`."""
        match = self._base.match(lowered, amount.end)
        if not match:
            return None
        base = int(match["digits"].replace(",", "")) if match["digits"] else self._numerals.get(match["words"], 100)
        if base not in self._bases[re.sub(r"\s", " ", match["link"])] or not 0 < amount.number < base:
            return None
        return as_fraction(amount, match.end(), amount.number / base)

    def portion_start(self, lowered: str, start: int) -> int:
        """Where "a third" begins whose noun stands at `start`."""
        article = self._article.search(lowered, max(0, start - 3), start)
        return article.start() if article else start

    def read_portion(self, lowered: str, start: int, end: int) -> Amount | None:
        """The fraction of "half", "a third of", "by a quarter", whose noun begins at `start`."""
        word = lowered[start:end]
        first = self.portion_start(lowered, start)
        if not (self._is_half(lowered, start, end) if word == "half" else first < start and not word.endswith("s")):
            return None
        whole = self._whole.match(lowered, end)
        is_part = whole and (word == "half" or whole[0][1:] in {"of", "the"})
        leads = self._leads.search(lowered, max(0, start - _REACH), start)
        if not is_part and not (leads and self._ends.match(lowered, end)):
            return None
        amount = Amount(start if word == "half" else first, end, Decimal(1), digits=(start, end))
        return as_fraction(amount, end, 1 / self.divisor(word))

    def _is_half(self, lowered: str, start: int, end: int) -> bool:
        """Not of "first half", "half-year", "half past"."""
        if "-" in (lowered[end : end + 1], lowered[start - 1 : start]) or self._not_half_after.match(lowered, end):
            return False
        return not self._not_half_before.search(lowered, max(0, start - _REACH), start)

    def read_multiple(self, lowered: str, start: int, end: int) -> Amount | None:
        """The multiple of "doubled", "more than triple", "twice as many"; "halved" is a fraction."""
        near = max(0, start - _REACH)
        if self._not_before.match(lowered, end) or self._not_after.search(lowered, near, start):
            return None
        word = lowered[start:end]
        if not self._compares(lowered, word, start, end):
            return None
        amount = Amount(start, end, Decimal(1), digits=(start, end))
        if word in self._halves:
            return as_fraction(amount, end, Decimal("0.5"))
        amount.kind, amount.unit, amount.number = Kind.MULTIPLE, "multiple", Decimal(self._multiples[word])
        return amount

    def _compares(self, lowered: str, word: str, start: int, end: int) -> bool:
        if word.endswith(("ed", "ing", "fold")):
            return True
        goes_on = self._before.match(lowered, end)
        if word in {"twice", "thrice"}:
            return goes_on is not None and goes_on[0][-1:].isalpha() and not self._not_twice_before.match(lowered, end)
        return bool(goes_on or self._after.search(lowered, max(0, start - _REACH), start)) and word != "halves"

    def says_how_much(self, lowered: str, place: int) -> bool:
        """Whether "times" that ends at `place` compares ("four times more"), or repeats ("five times since May")."""
        return bool(self._much.match(lowered, place))


def as_fraction(amount: Amount, end: int, value: Decimal) -> Amount:
    """The amount as a fraction, to four places where it doesn't come out even."""
    amount.kind, amount.unit, amount.end = Kind.FRACTION, "fraction", end
    amount.number = value.quantize(_PLACES) if value % _PLACES else value
    return amount
