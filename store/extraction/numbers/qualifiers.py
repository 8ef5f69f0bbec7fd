"""Reads how exact a number is: "more than", "nearly", "up to", "at least", before or after it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from store.extraction.numbers.amounts import Amount
from store.extraction.numbers.units import Kind
from store.extraction.wordlists import one_of, plain

_REACH = 42
_LONGEST_WORD = 16
_RANGE = re.compile(r"(?:\s?[-–—]\s?|\sto\s)\Z")
_CONVERTED = re.compile(r"\s?\(\s?\Z")
_ATTACHES = frozenset("+-")
_PLUS = re.compile(r"(?:\s?[a-z]{1,8})?(?=\+|-plus|-odd)")
_BRACKET = re.compile(r"\s?\([^()\n]{1,40}\)")


class Qualifiers:
    """The qualifying words of `quantities.toml`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["qualifiers"]
        self._before_names = _by_form(words["before"])
        self._after_names = _by_form(words["after"])
        between = one_of(words["between"]["words"])
        signs = [form for form in self._before_names if len(form) == 1 and not form.isalpha()]
        self._particles = frozenset(words["particles"]["words"])
        spelled = [*self._particles, *(form for form in self._before_names if form not in signs)]
        attached = words["attached"]["words"]
        loose = [form for form in self._after_names if form not in attached]
        self._before = re.compile(
            rf"(?:(?<![\w])(?P<word>{one_of(spelled)})\s(?:{between}\s){{0,2}}|(?<![\w<])(?P<sign>{one_of(signs)})\s?)\Z"
        )
        self._after = re.compile(
            rf"(?:[\s,-]?\s?(?P<loose>{one_of(loose)})|[\s-]?(?P<attached>{one_of(attached)}))(?![\w]|\s[+-]?[$€£₹]?[0-9])"
        )
        self._last_words = frozenset(form.rsplit(" ")[-1] for form in [*spelled, *words["between"]["words"]])
        self._signs = frozenset(signs)
        self._during = frozenset(words["durations"]["never"])
        self._only_of_durations = frozenset(words["durations"]["only"])
        leads = one_of(table["durations"]["over_means_more"])
        self._not_during = re.compile(rf"(?<![\w]){leads}\s{one_of(self._during)}\s\Z")

    def read(self, lowered: str, amount: Amount) -> str | None:
        """The qualifier of an amount, by its name in the vocabulary."""
        return self._read_before(lowered, amount) or self._read_after(lowered, amount)

    def _read_before(self, lowered: str, amount: Amount) -> str | None:
        words = lowered[max(0, amount.start - _LONGEST_WORD) : amount.start].split()
        last = words[-1].rpartition("(")[2] if words else ""
        if last not in self._last_words and last[-1:] not in self._signs:
            return None
        match = self._before.search(lowered, max(0, amount.start - _REACH), amount.start)
        if not match:
            return None
        form = plain(match["word"] or match["sign"])
        if form in self._particles:
            return None
        if amount.kind is not Kind.DURATION:
            return None if form in self._only_of_durations else self._before_names[form]
        if form in self._during and not self._not_during.search(lowered, max(0, amount.start - _REACH), amount.start):
            return None
        return self._before_names[form]

    def _read_after(self, lowered: str, amount: Amount) -> str | None:
        """After it, after its digits ("200+ partners"), or after a conversion ("$60,000 (£47,000) or above")."""
        places = [amount.end]
        if amount.kind is Kind.COUNT:
            places.append(amount.digits[1])
        if not _ATTACHES.isdisjoint(lowered[amount.digits[1] : amount.end + 1]) and (
            plus := _PLUS.match(lowered, amount.digits[1])
        ):
            places.append(plus.end())
        if "(" in lowered[amount.end : amount.end + 2] and (bracket := _BRACKET.match(lowered, amount.end)):
            places.append(bracket.end())
        for place in places:
            if match := self._after.match(lowered, place):
                return self._after_names[plain(match["loose"] or match["attached"])]
        return None


def share_qualifiers(lowered: str, amounts: list[Amount]) -> None:
    """What holds for an amount holds for its conversion ("less than $90,000 (£71,000)") and the end of its range."""
    for amount, after in pairwise(amounts):
        if amount.qualifier is None or after.qualifier or after.kind is not amount.kind:
            continue
        is_converted = amount.kind is Kind.MONEY and _CONVERTED.match(lowered, amount.end, after.start)
        if is_converted or (amount.unit == after.unit and _RANGE.match(lowered, amount.end, after.start)):
            after.qualifier = amount.qualifier


def _by_form(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {plain(form): name for name, forms in table.items() for form in forms}
