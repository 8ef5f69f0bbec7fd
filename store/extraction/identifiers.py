"""Tells numbers that name something from numbers that measure: years, dates, ages, "Windows 10", "Chapter 11"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from store.extraction.amounts import Amount
from store.extraction.lettercase import is_title_line
from store.extraction.units import Kind
from store.extraction.wordlists import one_of

_REACH = 28
_LAST_DAY = 31
_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}\Z")
_DAY_BEFORE = re.compile(
    r"(?<![\w])(?:(?P<may>May)|(?i:january|february|march|april|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\.?\s(?:[0-9]{1,2}\s?(?:[-–,]|and|or|to)\s?)?\Z"
)
_AGE_BEFORE = re.compile(r"(?<![\w])(?:aged?|ages|aging)\s(?:(?:of|between|from|over|under|about)\s)?(?:[0-9]{1,2}\s?(?:to|and|-|–|or)\s?)?\Z")
_AGE_GROUP = re.compile(
    r"(?<![\w])(?:those|people|adults|children|kids|anyone|everyone|women|men|citizens|americans|residents|teens|workers)\s"
    r"(?:aged\s|who\sare\s)?(?:under|over|above|below|younger\sthan|older\sthan)\s\Z"
)
_AGE_AFTER = re.compile(r"[\s-](?:old|olds|of\sage)(?![\w])")
_LAST_WORD = re.compile(r"([^\W\d_][\w&.’'+-]*|[.…]{3})[\s-]\Z")
_OPENS = re.compile(r"(?:[.!?:;•*\"“”(\[—–|]|\A|\n)\s*\Z")
_STREET_REACH = 40


class Identifiers:
    """The word lists of `quantities.toml` about names with numbers in them."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        names = table["names"]
        self._names = frozenset(names["words"])
        self._openers = frozenset(names["openers"])
        self._long_names = re.compile(rf"(?<![\w]){one_of(word for word in names['words'] if ' ' in word or '&' in word)}\s\Z")
        self._street = re.compile(rf"(?:\s[A-Z0-9][\w.’'-]*){{1,4}}?\s(?i:{one_of(names['streets'])})(?![\w])")

    def is_year(self, text: str, amount: Amount) -> bool:
        """A bare number that may be a calendar year."""
        return amount.kind == Kind.NUMBER and bool(_YEAR.match(text[amount.start : amount.end]))

    def is_date(self, text: str, amount: Amount) -> bool:
        """The day of a month: "March 31", "May 4 and 5"."""
        if amount.is_spelled or amount.has_magnitude or amount.number > _LAST_DAY:
            return False
        return bool(_DAY_BEFORE.search(text, max(0, amount.start - _REACH), amount.start))

    def is_age(self, lowered: str, amount: Amount) -> bool:
        """How old somebody or something is: "aged 30", "a 20-year-old firm", "those under 30"."""
        if amount.kind == Kind.DURATION:
            return bool(_AGE_AFTER.match(lowered, amount.end))
        if amount.kind != Kind.NUMBER or amount.has_magnitude:
            return False
        near = max(0, amount.start - _REACH)
        return bool(_AGE_BEFORE.search(lowered, near, amount.start) or _AGE_GROUP.search(lowered, near, amount.start))

    def is_name(self, text: str, lowered: str, amount: Amount) -> bool:
        """Part of a name: "Windows 10", "S&P 500", "Chapter 11", "10 Market Street"."""
        near = max(0, amount.start - _REACH)
        match = _LAST_WORD.search(text, near, amount.start)
        if self._street.match(text, amount.end, amount.end + _STREET_REACH):
            return True
        if not match:
            return False
        word = match[1]
        if word.lower() in self._names or self._long_names.search(lowered, near, amount.start):
            return True
        if word.islower() or word.lower() in self._openers or word.endswith(("’s", "'s", "s’", "s'")):
            return False
        opens = _OPENS.search(text, max(0, match.start() - 3), match.start())
        return not opens and not is_title_line(text, amount.start)
