"""Reads the numbers of a text one by one, each with what directly belongs to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from store.extraction.numbers.amounts import Amount, AmountReader
from store.extraction.numbers.currencies import currencies
from store.extraction.numbers.negatives import Negatives
from store.extraction.numbers.numerals import AND_A_HALF, DIGITS, Numerals, read_digits, read_part
from store.extraction.numbers.proportions import Proportions, as_fraction
from store.extraction.numbers.qualifiers import Qualifiers
from store.extraction.numbers.ranks import Ranks
from store.extraction.numbers.scan import NumberScan
from store.extraction.numbers.settling import Settlement
from store.extraction.numbers.units import Kind, Units, units
from store.extraction.wordlists import one_of
from store.vocabulary import Vocabulary

_ARTICLE = re.compile(r"(?<![\w])an?[\s-]\Z")
_SINGLE = re.compile(r"(?<![\w])(?:an?[\s-](?:(?:full|whole|single)[\s-])?|full\s)\Z")
_NEAR = 10
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)(?![\w])")
_JOINS_WHOLE = re.compile(r"(?:[\s-](?:of[\s-])?an?(?=[\s-]))?")
_POINT = re.compile(r"[\s-](?:percentage[\s-])?points?(?![\w])")
_DIGIT_RUN = re.compile(r"[0-9]++(?:[.,][0-9]++)*+")
_YEAR_LENGTH = 4
_ENDS_CLAUSE = re.compile(r"[.,;:)](?:\s|\Z)")
_POINT_BEFORE = re.compile(r"[\s(+-]?\.\Z")
_IDIOMATIC = frozenset({"spelled", "ordinal", "portion"})
_ONE = "one"
_NAME_REACH = 20
_NAME_BEFORE = re.compile(r"(?<![\w])[A-Z][\w.’'-]*\s\Z")
_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(rf"(?P<digits>{DIGITS})(?P<half>{AND_A_HALF})?", re.VERBOSE)


@dataclass(frozen=True, eq=False)
class Grammar:
    """Everything compiled from a vocabulary that reading numbers needs."""

    scan: NumberScan
    spelled: re.Pattern[str]
    after_one: re.Pattern[str]
    percent_of: re.Pattern[str]
    shifts: re.Pattern[str]
    numerals: Numerals
    units: Units
    ranks: Ranks
    proportions: Proportions
    settlement: Settlement
    qualifiers: Qualifiers
    negatives: Negatives


@lru_cache(maxsize=4)
def grammar(vocabulary: Vocabulary) -> Grammar:
    """The grammar of a vocabulary, compiled once."""
    table = vocabulary.table("quantities")
    periods = vocabulary.table("periods")
    months = [*periods["months"], *periods["months_short"]]
    numerals = Numerals(table["numerals"])
    ranks, proportions = Ranks(table), Proportions(table, numerals.values)
    return Grammar(
        scan=NumberScan(table, months),
        spelled=re.compile(rf"(?P<words>{numerals.pattern})(?P<half>{AND_A_HALF})?"),
        after_one=_after_one(table, units(vocabulary)),
        percent_of=re.compile(
            rf"""
            (?:per\s?cents?|percentage)\sof\s
            (?P<number> (?P<digits>[0-9.,]*[0-9]) | (?P<words>{numerals.pattern}) ) (?=\s?[.;?!]|\s?\Z)
            """,
            re.VERBOSE,
        ),
        shifts=re.compile(rf"[\s-]{one_of([*periods['ago']['back'], 'later', 'old'])}(?![\w])"),
        numerals=numerals,
        units=units(vocabulary),
        ranks=ranks,
        proportions=proportions,
        settlement=Settlement(table, months, ranks, proportions),
        qualifiers=Qualifiers(table),
        negatives=Negatives(table),
    )


def _after_one(table: Mapping[str, Any], known: Units) -> re.Pattern[str]:
    """What follows "one" where it is a number: told early, since it is a pronoun so often."""
    parts = [
        *table["fractions"]["denominators"],
        *table["magnitudes"]["words"],
        *table["sharing"]["joins"],
        "in",
        "out",
    ]
    return re.compile(rf"[\s-](?:{one_of(parts)}(?![\w])|{known.first_words}(?![\w]))")


class NumberReader:
    """Goes through one text."""

    def __init__(self, text: str, lowered: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._lowered = lowered
        self._grammar = grammar(vocabulary)
        self._amounts = AmountReader(self._grammar.units, currencies(vocabulary), text, lowered)
        self._last_end = 0

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
            if kind == "digits":
                amount, floor = self._read_digits(start)
            elif kind in _IDIOMATIC and (idiom := scan.idiom_end(self._lowered, start)):
                floor = idiom
                continue
            else:
                amount = _READERS[kind](self, start)
            if amount:
                floor = self._last_end = amount.end
                yield amount

    def _read_digits(self, start: int) -> tuple[Amount | None, int]:
        """The amount whose digits begin at `start`, if they are no code; and where to read on."""
        before = self._lowered[max(0, start - 2) : start]
        if before.endswith(".") and _POINT_BEFORE.match(before):
            start -= 1
        match = _DIGITS.match(self._lowered, start)
        if not match:
            return None, start + 1
        end = match.end("digits")
        code = self._grammar.scan.code_end(self._lowered, start, end)
        if code or self._is_plain_year(match["digits"], start, end):
            return None, max(code, end)
        if before.endswith("#") and not before[0].isalnum() and before[0] != "&":
            amount = self._grammar.ranks.read_number(self._text, self._lowered, start - 1)
        else:
            amount = self._read_number(match)
        if amount:
            return amount, amount.end
        run = _DIGIT_RUN.match(self._lowered, start)
        return None, max(run.end() if run else 0, end)

    def _read_number(self, match: re.Match[str]) -> Amount | None:
        digits, half = match["digits"], match["half"]
        number = read_digits(digits)
        if number is None or (" " in digits and self._follows_name(match.start())):
            return None
        if self._lowered[match.end() : match.end() + 1].isalpha() and (
            ordinal := _ORDINAL_END.match(self._lowered, match.end("digits"))
        ):
            return self._grammar.ranks.read_ordinal(self._lowered, match.start(), ordinal.end(), int(number))
        if half:
            number += read_part(half)
        return self._complete(Amount(match.start(), match.end(), number, digits=match.span(), is_grouped="," in digits))

    def _follows_name(self, start: int) -> bool:
        """Whether a capital before "12 500" says that they are two numbers: "May 12 500 people"."""
        return bool(_NAME_BEFORE.search(self._text, max(0, start - _NAME_REACH), start))

    def _is_plain_year(self, digits: str, start: int, end: int) -> bool:
        """A year before punctuation, which can't be anything else: told early, since news is full of them."""
        if len(digits) != _YEAR_LENGTH or not digits.startswith(("19", "20")):
            return False
        if not _ENDS_CLAUSE.match(self._lowered, end):
            return False
        return not self._amounts.money.sign_before(self._lowered, start)

    def read_spelled(self, start: int) -> Amount | None:
        match = self._grammar.spelled.match(self._lowered, start)
        if not match or (match[0] == _ONE and not self._grammar.after_one.match(self._lowered, match.end())):
            return None
        number = self._grammar.numerals.read(match["words"])
        if match["half"]:
            number += read_part(match["half"])
        amount = Amount(start, match.end(), number, digits=match.span(), is_spelled=True)
        return self._read_fraction(amount) or self._complete(amount)

    def _read_fraction(self, amount: Amount) -> Amount | None:
        """A fraction whose numerator is `amount`: "two-thirds", "three quarters of a million"."""
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
        if has_whole or (unit and place > end and unit.kind is not Kind.MULTIPLE):
            return self._amounts.complete(amount, 0)
        return None

    def _complete(self, amount: Amount) -> Amount | None:
        if not self._amounts.complete(amount, self._last_end):
            return None
        if amount.kind is not Kind.NUMBER or amount.has_magnitude:
            return amount
        return self._grammar.proportions.one_in(self._lowered, amount) or amount

    def read_scale(self, start: int) -> Amount | None:
        """One of "a billion", "a dozen"; not of "a billion-dollar company", which is a manner of speaking."""
        article = _ARTICLE.search(self._lowered, max(self._last_end, start - 3), start)
        if not article or self._lowered.startswith("-", _word_end(self._lowered, start)):
            return None
        amount = Amount(article.start(), start - 1, Decimal(1), digits=(start, start), is_spelled=True)
        return self._amounts.complete(amount, self._last_end)

    def read_portion(self, start: int) -> Amount | None:
        proportions = self._grammar.proportions
        end = _word_end(self._lowered, start)
        word = self._lowered[start:end]
        first = max(self._last_end, proportions.portion_start(self._lowered, start))
        is_common = word in {"half", "quarter"}
        scaled = self._read_scaled(first, end, 1 / proportions.divisor(word), is_common=is_common)
        return scaled or proportions.read_portion(self._lowered, start, end) or self.read_ordinal(start)

    def read_single(self, start: int) -> Amount | None:
        """One of "less than an hour", "a full percentage point"; not of "once a year"."""
        article = _SINGLE.search(self._lowered, max(self._last_end, start - _NEAR), start)
        if not article:
            return None
        amount = Amount(article.start(), start - 1, Decimal(1), digits=(start, start), is_spelled=True)
        if not self._amounts.complete(amount, self._last_end) or amount.kind is Kind.NUMBER:
            return None
        if self._grammar.shifts.match(self._lowered, amount.end):
            return None
        is_exact = amount.kind is Kind.PERCENT or self._grammar.qualifiers.read(self._lowered, amount)
        return amount if is_exact else None

    def read_ordinal(self, start: int) -> Amount | None:
        return self._grammar.ranks.read_ordinal(self._lowered, start, _word_end(self._lowered, start))

    def read_multiple(self, start: int) -> Amount | None:
        return self._grammar.proportions.read_multiple(self._lowered, start, _word_end(self._lowered, start))

    def read_rank(self, start: int) -> Amount | None:
        return self._grammar.ranks.read_number(self._text, self._lowered, start)

    def read_percent_of(self, start: int) -> Amount | None:
        """The number in "per cent of 210", as tables say it."""
        match = self._grammar.percent_of.match(self._lowered, start)
        if not match:
            return None
        value = read_digits(match["digits"]) if match["digits"] else self._grammar.numerals.read(match["words"])
        if value is None:
            return None
        return Amount(start, match.end(), value, Kind.PERCENT, "percent", digits=match.span("number"))


# Not bound to a reader: that would tie each into a circle, which only the garbage collector undoes.
_READERS: dict[str, Callable[[NumberReader, int], Amount | None]] = {
    "spelled": NumberReader.read_spelled,
    "scale": NumberReader.read_scale,
    "portion": NumberReader.read_portion,
    "ordinal": NumberReader.read_ordinal,
    "multiple": NumberReader.read_multiple,
    "rank": NumberReader.read_rank,
    "percent": NumberReader.read_percent_of,
    "single": NumberReader.read_single,
}


def _word_end(lowered: str, start: int) -> int:
    match = _WORD.match(lowered, start)
    return match.end() if match else start
