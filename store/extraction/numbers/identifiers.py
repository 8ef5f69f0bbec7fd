"""Tells numbers that name something from numbers that measure: years, dates, ages, "Windows 10", "Chapter 11"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from store.extraction.lettercase import is_title_line
from store.extraction.numbers.amounts import Amount
from store.extraction.numbers.units import Kind
from store.extraction.wordlists import one_of

_REACH = 28
_STREET_REACH = 40
_LAST_DAY = 31
_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}\Z")
_LAST_WORD = re.compile(r"([^\W\d_][\w&.’'+-]*|[.…]{3})[\s-]\Z")
_OPENS = re.compile(r"(?:[.!?:;•*\"“”(\[—–|-]|\A|\n)\s*\Z")
_NAME_BEHIND = re.compile(r"\s[A-Z][a-z]+(?=\s[A-Z])")
_NAME_REACH = 4000
"""Characters around a number in which its name is looked for with "the"."""
_POSSESSIVES = ("’s", "'s", "s’", "s'")


class Identifiers:
    """The word lists of `quantities.toml` about names with numbers in them, and the months of `periods.toml`."""

    def __init__(self, table: Mapping[str, Any], months: list[str]) -> None:
        names, ages = table["names"], table["durations"]
        self._names = frozenset(names["words"])
        self._models = frozenset(names["models"])
        self._numbered = frozenset(names["numbered"])
        self._openers = frozenset(names["openers"])
        long_names = [word for word in names["words"] if " " in word or "&" in word]
        self._long_names = re.compile(rf"(?<![\w]){one_of(long_names)}\s\Z")
        streets = one_of(street.title() for street in names["streets"])
        self._street = re.compile(rf"(?:\s[A-Z0-9][\w.’'-]*){{1,4}}?\s{streets}(?![\w])")
        self._day_before = re.compile(rf"(?<![\w]){one_of(months)}\.?\s(?:[0-9]{{1,2}}\s?(?:[-–,]|and|or|to)\s?)?\Z")
        self._aged = re.compile(
            rf"""
            (?<![\w]) (?:
              {one_of(ages["aged"])}\s(?:{one_of(ages["aged_between"])}\s)?(?:[0-9]{{1,2}}\s?(?:to|and|-|–|or)\s?)?
              | {one_of(ages["age_groups"])}\s{one_of(ages["age_limits"])}\s
            ) \Z
            """,
            re.VERBOSE,
        )
        self._old = re.compile(rf"[\s-]{one_of(ages['old'])}(?![\w])")

    def is_year(self, text: str, amount: Amount) -> bool:
        """A bare number that may be a calendar year."""
        return bool(_YEAR.match(text[amount.start : amount.end]))

    def is_date(self, text: str, lowered: str, amount: Amount) -> bool:
        """The day of a month: "March 31", "May 4 and 5"."""
        if amount.is_spelled or amount.has_magnitude or amount.number > _LAST_DAY:
            return False
        match = self._day_before.search(lowered, max(0, amount.start - _REACH), amount.start)
        return match is not None and text[match.start()].isupper()

    def is_age(self, lowered: str, amount: Amount) -> bool:
        """How old somebody or something is: "aged 30", "a 20-year-old firm", "those under 30"."""
        if amount.kind is Kind.DURATION:
            return bool(self._old.match(lowered, amount.end))
        if amount.has_magnitude:
            return False
        return bool(self._aged.search(lowered, max(0, amount.start - _REACH), amount.start))

    def is_name(self, text: str, lowered: str, amount: Amount) -> bool:
        """Part of a name: "Windows 10", "S&P 500", "Chapter 11", "10 Market Street"."""
        near = max(0, amount.start - _REACH)
        if amount.number in self._models:
            return True
        is_street = self._street.match(text, amount.end, amount.end + _STREET_REACH)
        if is_street or (amount.is_spelled and _is_capitalised(text, amount)):
            return True
        match = _LAST_WORD.search(text, near, amount.start)
        if not match:
            return False
        word = match[1].lower()
        names = self._numbered if amount.is_grouped else self._names
        if word in names or self._long_names.search(lowered, near, amount.start):
            return True
        if match[1].islower() or word in self._openers or word.endswith(_POSSESSIVES):
            return False
        opens_sentence = _OPENS.search(text, max(0, match.start() - 3), match.start())
        return not opens_sentence and not is_title_line(text, amount.start)


def _is_capitalised(text: str, amount: Amount) -> bool:
    """As in "the Three Gorges Dam": a number in capitals within a sentence, and a name behind it."""
    name = _NAME_BEHIND.match(text, amount.end)
    if name is None or not text[amount.start].isupper() or is_title_line(text, amount.start):
        return False
    named, start = f"the {text[amount.start : name.end()]}", amount.start
    is_told_near = text.find(named, max(0, start - _NAME_REACH), start + _NAME_REACH) >= 0
    return is_told_near or text[max(0, start - 2)].islower()
