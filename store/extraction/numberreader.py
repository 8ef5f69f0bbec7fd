"""Reads the numbers of a text one by one, each with what directly belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from store.extraction.amounts import Amount, AmountReader
from store.extraction.counts import Counts
from store.extraction.currencies import currencies
from store.extraction.identifiers import Identifiers
from store.extraction.negatives import Negatives
from store.extraction.numberscan import NumberScan
from store.extraction.numerals import AND_A_HALF, DIGITS, Numerals, read_digits, read_part
from store.extraction.proportions import Proportions, as_fraction
from store.extraction.qualifiers import Qualifiers
from store.extraction.ranks import Ranks
from store.extraction.units import Kind, Units, units
from store.vocabulary import Vocabulary

_ARTICLE = re.compile(r"(?<![\w])an?[\s-]\Z")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)(?![\w])")
_JOINS_WHOLE = re.compile(r"(?:[\s-](?:of[\s-])?an?(?=[\s-]))?")
_POINT = re.compile(r"[\s-](?:percentage[\s-])?points?(?![\w])")
_DIGIT_RUN = re.compile(r"[0-9]++(?:[.,][0-9]++)*+")
_POINT_BEFORE = re.compile(r"[\s(+-]?\.\Z")
_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(rf"(?P<digits>{DIGITS})(?P<half>{AND_A_HALF})?", re.VERBOSE)


@dataclass(frozen=True, eq=False)
class Grammar:
    """Everything compiled from a vocabulary that reading numbers needs."""

    scan: NumberScan
    spelled: re.Pattern[str]
    percent_of: re.Pattern[str]
    numerals: Numerals
    units: Units
    counts: Counts
    ranks: Ranks
    proportions: Proportions
    identifiers: Identifiers
    qualifiers: Qualifiers
    negatives: Negatives


@lru_cache(maxsize=4)
def grammar(vocabulary: Vocabulary) -> Grammar:
    """The grammar of a vocabulary, compiled once."""
    table = vocabulary.table("quantities")
    numerals = Numerals(table["numerals"])
    return Grammar(
        scan=NumberScan(table),
        spelled=re.compile(rf"(?P<words>{numerals.pattern})(?P<half>{AND_A_HALF})?"),
        percent_of=re.compile(
            rf"""
            (?:per\s?cents?|percentage)\sof\s
            (?P<number> (?P<digits>[0-9.,]*[0-9]) | (?P<words>{numerals.pattern}) ) (?=\s?[.;?!]|\s?\Z)
            """,
            re.VERBOSE,
        ),
        numerals=numerals,
        units=units(vocabulary),
        counts=Counts(table),
        ranks=Ranks(table),
        proportions=Proportions(table, numerals.values),
        identifiers=Identifiers(table),
        qualifiers=Qualifiers(table),
        negatives=Negatives(table),
    )


class NumberReader:
    """Goes through one text."""

    def __init__(self, text: str, lowered: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._lowered = lowered
        self._grammar = grammar(vocabulary)
        self._amounts = AmountReader(self._grammar.units, currencies(vocabulary), text, lowered)
        self._readers = {
            "digits": self._read_digits,
            "spelled": self._read_spelled,
            "scale": self._read_scale,
            "portion": self._read_portion,
            "ordinal": self._read_ordinal,
            "multiple": self._read_multiple,
            "rank": self._read_rank,
            "percent": self._read_percent_of,
        }

    def read(self) -> list[Amount]:
        """The numbers in the order of the text, those too that may turn out to measure nothing."""
        amounts: list[Amount] = []
        for amount in self._read_each():
            if amounts and amount.start < amounts[-1].end:
                amounts.pop()
            amounts.append(amount)
        return amounts

    def _read_each(self) -> Iterator[Amount]:
        floor = 0
        scan = self._grammar.scan
        for start, kind in scan.places(self._lowered):
            if start < floor:
                continue
            if code := scan.code_end(self._lowered, start, kind):
                floor = code
            elif amount := self._readers[kind](start, floor):
                floor = amount.end
                yield amount
            elif run := _DIGIT_RUN.match(self._lowered, start):
                floor = run.end()

    def _read_digits(self, start: int, floor: int) -> Amount | None:
        before = self._lowered[max(0, start - 2) : start]
        if before.endswith("#"):
            return self._grammar.ranks.read_number(self._text, self._lowered, start - 1)
        start -= bool(_POINT_BEFORE.match(before))
        match = _DIGITS.match(self._lowered, start)
        if not match:
            return None
        number = read_digits(match["digits"])
        end = match.end("digits")
        if ordinal := _ORDINAL_END.match(self._lowered, end):
            return self._grammar.ranks.read_ordinal(self._lowered, start, ordinal.end(), int(number or 0))
        if number is None:
            return None
        if match["half"]:
            number += read_part(match["half"])
        amount = Amount(start, match.end(), number, digits=match.span(), is_grouped="," in match["digits"])
        return self._complete(amount, floor)

    def _read_spelled(self, start: int, floor: int) -> Amount | None:
        match = self._grammar.spelled.match(self._lowered, start)
        if not match:
            return None
        number = self._grammar.numerals.read(match["words"])
        if match["half"]:
            number += read_part(match["half"])
        amount = Amount(start, match.end(), number, digits=match.span(), is_spelled=True)
        return self._read_fraction(amount) or self._complete(amount, floor)

    def _read_fraction(self, amount: Amount) -> Amount | None:
        """ "Two-thirds", "three quarters of a million"."""
        found = self._grammar.proportions.denominator_after(self._lowered, amount.end)
        if not found:
            return None
        end, word = found
        value = amount.number / self._grammar.proportions.divisor(word)
        if scaled := self._read_scaled(amount.start, end, value):
            return scaled
        if self._grammar.proportions.is_fraction(self._lowered, amount.end, end, word):
            return as_fraction(amount, end, value)
        return None

    def _read_scaled(self, start: int, end: int, value: Decimal, *, is_common: bool = True) -> Amount | None:
        """A part of a magnitude or unit: "half a million", "half a percentage point", "quarter-point"."""
        amount = Amount(start, end, value, digits=(start, end), is_spelled=True)
        if point := _POINT.match(self._lowered, end):
            amount.kind, amount.unit, amount.end = Kind.PERCENT, "percentage_point", point.end()
            return amount
        join = _JOINS_WHOLE.match(self._lowered, end)
        place = join.end() if join else end
        if place == end and not is_common:
            return None
        amount.end = place
        unit = self._grammar.units.unit_at(self._text, self._lowered, place)
        has_whole = self._grammar.units.magnitude_at(self._lowered, place)
        if has_whole or (unit and place > end and unit.kind != Kind.MULTIPLE):
            return self._amounts.complete(amount, 0)
        return None

    def _complete(self, amount: Amount, floor: int) -> Amount | None:
        if not self._amounts.complete(amount, floor):
            return None
        if amount.has_unit or amount.has_magnitude:
            return amount
        return self._grammar.proportions.one_in(self._lowered, amount) or amount

    def _read_scale(self, start: int, floor: int) -> Amount | None:
        """ "A billion", "a dozen"; not "a billion-dollar company", whose number is a manner of speaking."""
        article = _ARTICLE.search(self._lowered, max(floor, start - 3), start)
        if not article or self._lowered.startswith("-", _word_end(self._lowered, start)):
            return None
        amount = Amount(article.start(), start - 1, Decimal(1), digits=(start, start), is_spelled=True)
        return self._amounts.complete(amount, floor)

    def _read_portion(self, start: int, floor: int) -> Amount | None:
        proportions = self._grammar.proportions
        end = _word_end(self._lowered, start)
        word = self._lowered[start:end]
        first = max(floor, proportions.portion_start(self._lowered, start))
        is_common = word in {"half", "quarter"}
        scaled = self._read_scaled(first, end, 1 / proportions.divisor(word), is_common=is_common)
        return scaled or proportions.read_portion(self._lowered, start, end) or self._read_ordinal(start, floor)

    def _read_ordinal(self, start: int, _floor: int) -> Amount | None:
        return self._grammar.ranks.read_ordinal(self._lowered, start, _word_end(self._lowered, start))

    def _read_multiple(self, start: int, _floor: int) -> Amount | None:
        return self._grammar.proportions.read_multiple(self._lowered, start, _word_end(self._lowered, start))

    def _read_rank(self, start: int, _floor: int) -> Amount | None:
        return self._grammar.ranks.read_number(self._text, self._lowered, start)

    def _read_percent_of(self, start: int, _floor: int) -> Amount | None:
        """ "Per cent of 210", as tables say it."""
        match = self._grammar.percent_of.match(self._lowered, start)
        if not match:
            return None
        value = read_digits(match["digits"]) if match["digits"] else self._grammar.numerals.read(match["words"])
        if value is None:
            return None
        return Amount(start, match.end(), value, Kind.PERCENT, "percent", digits=match.span("number"))


def _word_end(lowered: str, start: int) -> int:
    match = _WORD.match(lowered, start)
    return match.end() if match else start
