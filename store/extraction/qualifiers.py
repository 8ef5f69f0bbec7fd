"""Reads how exact a number is: "more than", "nearly", "up to", "at least", before or after it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from store.extraction.amounts import Amount
from store.extraction.units import Kind
from store.extraction.wordlists import one_of, plain

_REACH = 42
_LONGEST_WORD = 16
_LAST_WORD = re.compile(r"([^\s(\"“]+)\s?\Z")
_CONVERTED = re.compile(r"\s?\(\s?\Z")
_BRACKET = re.compile(r"\s?\([^()\n]{1,40}\)")


class Qualifiers:
    """The qualifying words of `quantities.toml`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["qualifiers"]
        self._before_names = _by_form(words["before"])
        self._after_names = _by_form(words["after"])
        between = one_of(words["between"]["words"])
        signs = [form for form in self._before_names if not form[-1].isalpha() and len(form) == 1]
        spelled = [form for form in self._before_names if form not in signs]
        self._before = re.compile(
            rf"(?:(?<![\w])(?P<word>{one_of(spelled)})\s(?:{between}\s){{0,2}}|(?P<sign>{one_of(signs)})\s?)\Z"
        )
        tight = [form for form in self._after_names if form in {"+", "plus", "odd", "ish"}]
        loose = [form for form in self._after_names if form not in tight]
        self._after = re.compile(rf"(?:[\s,-]?\s?(?P<word>{one_of(loose)})|[\s-]?(?P<tight>{one_of(tight)}))(?![\w]|\s[$€£₹]?[0-9])")
        self._last_words = frozenset(form.rsplit(" ")[-1] for form in [*spelled, *words["between"]["words"]])
        self._signs = frozenset(signs)
        self._during = re.compile(rf"(?<![\w]){one_of(table['durations']['over_means_more'])}\sover\s\Z")

    def read(self, lowered: str, amount: Amount) -> str | None:
        """The qualifier of an amount, by its name in the vocabulary."""
        return self._read_before(lowered, amount) or self._read_after(lowered, amount)

    def _read_before(self, lowered: str, amount: Amount) -> str | None:
        last = _LAST_WORD.search(lowered, max(0, amount.start - _LONGEST_WORD), amount.start)
        if not last or (last[1] not in self._last_words and last[1][-1] not in self._signs):
            return None
        match = self._before.search(lowered, max(0, amount.start - _REACH), amount.start)
        if not match:
            return None
        form = plain(match["word"] or match["sign"])
        if form == "over" and amount.kind == Kind.DURATION:
            return "more than" if self._during.search(lowered, max(0, amount.start - _REACH), amount.start) else None
        if form in {"within", "near"} and amount.kind != Kind.DURATION:
            return None
        return self._before_names[form]

    def _read_after(self, lowered: str, amount: Amount) -> str | None:
        """Directly after it, after its digits ("200+ partners"), or after a conversion ("$75,000 (£39,000) or above")."""
        places = [amount.end]
        if lowered[amount.digits[1] : amount.digits[1] + 1] in {"+", "-"}:
            places.append(amount.digits[1])
        if bracket := _BRACKET.match(lowered, amount.end):
            places.append(bracket.end())
        for place in places:
            if match := self._after.match(lowered, place):
                return self._after_names[plain(match["word"] or match["tight"])]
        return None


def share_qualifiers(lowered: str, amounts: list[Amount]) -> None:
    """A conversion in brackets is as exact as what it converts: "less than $30,000 (£15,000)"."""
    for amount, after in zip(amounts, amounts[1:], strict=False):
        both_money = amount.kind == after.kind == Kind.MONEY
        if both_money and after.qualifier is None and _CONVERTED.match(lowered, amount.end, after.start):
            after.qualifier = amount.qualifier


def _by_form(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {plain(form): name for name, forms in table.items() for form in forms}
