"""Lets numbers share what only one of them says: "$10-12 billion", "12.6 billion rupees from 9.8 billion"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from store.extraction.numbers.amounts import ONE, Amount
from store.extraction.numbers.units import Kind
from store.extraction.wordlists import one_of

_REACH = 40
"""Characters between numbers that may share a unit in a range or list."""
_SENTENCE_REACH = 160
_SENTENCE_END = re.compile(r"[.;]\s|\n")
_YEAR_IN_BRACKET = re.compile(r"\([^()\n]{0,16}(?:19|20)[0-9]{2}:\s\Z")
"""As European companies write it: "1,200 units (2018: 950)"."""
_DASH = r"\s?[-–—~/]\s?"
_PERCENT_END = 100
_MOST_POINTS = 20
"""More points than these are an index's."""
_MODELS = 3
"""How many numbers back one looks for the other side of a comparison."""
_UNSHARED = frozenset({Kind.RANK, Kind.MULTIPLE, Kind.FRACTION, Kind.DURATION})


class Neighbours:
    """The words of `quantities.toml` that join and compare numbers."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["sharing"]
        soft = rf"(?:{one_of(words['softeners'])}\s)?"
        joins = one_of(words["joins"])
        self._dash = re.compile(rf"{_DASH}\Z")
        self._join = re.compile(rf"(?:{_DASH}|\s{joins}\s{soft})\Z")
        self._list = re.compile(rf",\s(?:{joins}\s)?{soft}\Z")
        self._wordy_join = re.compile(rf"(?:\s[\w-]+){{1,2}}\s{joins}\s{soft}\Z")
        self._span = re.compile(rf"(?:{_DASH}|\s(?P<word>{one_of(words['spans'])})\s{soft})\Z")
        self._opens_span = re.compile(rf"(?<![\w]){one_of(words['opens_span'])}\s{soft}\Z")
        self._compares = re.compile(rf"(?<![\w]){one_of(words['compares'])}\s(?:{one_of(words['between'])}\s)*\Z")
        self._not_compared = tuple(f"{form} " for form in words["not_compared"])
        self._part = re.compile(rf"\s{one_of(words['parts'])}(?![\w])")
        self._level = re.compile(rf"(?<![\w]){one_of(words['levels'])}\s\Z")
        self._to = re.compile(rf"\s{one_of(words['levels'])}\s\Z")
        self._comma = re.compile(rf",\s{soft}\Z")
        self._place = re.compile(rf"\s{one_of(words['places'])}\s")

    def share_from_next(self, lowered: str, amounts: list[Amount]) -> None:
        """Ranges and lists: what has no unit takes that of the number after it, and in a range its magnitude."""
        for amount, after in reversed(list(pairwise(amounts))):
            if after.start - amount.end > _REACH:
                continue
            if amount.kind is Kind.NUMBER and after.kind is not Kind.NUMBER:
                self._share_in_list(lowered, amount, after)
            elif after.kind is Kind.NUMBER and amount.is_sign_first:
                self._share_over_dash(lowered, amount, after)
            elif amount.unit != after.unit:
                self._settle_points(lowered, amount, after)
            if amount.unit == after.unit and self._is_span(lowered, amount, after):
                _share_magnitude(amount, after)

    def _share_over_dash(self, lowered: str, amount: Amount, after: Amount) -> None:
        """The sign of "$10-12 billion" is that of both."""
        if self._dash.match(lowered, amount.end, after.start):
            after.share_unit(amount)

    def _settle_points(self, lowered: str, left: Amount, right: Amount) -> None:
        """Points beside a percentage are parts of it ("up 1.2 points to 14.3%"), but not in "0.5%, or 125 points"."""
        point, percent = (left, right) if left.unit == "point" else (right, left)
        if point.unit != "point" or percent.unit != "percent" or point.number > _MOST_POINTS:
            return
        is_change = point is right and " or " not in lowered[left.end : right.start]
        if is_change or self._to.match(lowered, left.end, right.start):
            point.kind, point.unit = Kind.PERCENT, "percentage_point"

    def _share_in_list(self, lowered: str, amount: Amount, after: Amount) -> None:
        if after.kind in {Kind.RANK, Kind.FRACTION} or (after.kind is Kind.MONEY and after.is_sign_first):
            return
        is_list = after.is_shared and self._list.match(lowered, amount.end, after.start)
        if is_list or self._join.match(lowered, amount.end, after.start):
            amount.share_unit(after)
            _share_magnitude(amount, after)
        elif after.kind is Kind.COUNT and self._wordy_join.match(lowered, amount.end, after.start):
            amount.kind, amount.unit = after.kind, after.unit.rpartition(" ")[2]

    def _is_span(self, lowered: str, amount: Amount, after: Amount) -> bool:
        """Whether they are the ends of a range: "between $5 and $6 million"; "and" alone joins two amounts."""
        match = self._span.match(lowered, amount.end, after.start)
        if not match or match["word"] != "and":
            return match is not None
        return bool(self._opens_span.search(lowered, max(0, amount.start - _REACH), amount.start))

    def share_from_previous(self, lowered: str, amounts: list[Amount]) -> None:
        """Comparisons: "rose to 12.6 billion rupees from 9.8 billion a year earlier"."""
        for place, amount in enumerate(amounts):
            if amount.kind is not Kind.NUMBER or not self._may_share(lowered, amount):
                continue
            model = self._model(lowered, amounts[max(0, place - _MODELS) : place], amount)
            if model and (self._is_compared(lowered, amount) or self._is_level(lowered, model, amount)):
                amount.share_unit(model)

    def _may_share(self, lowered: str, amount: Amount) -> bool:
        """Not of "two" in "a month or two later", but of "two of them"."""
        return not amount.is_spelled or amount.has_magnitude or bool(self._part.match(lowered, amount.end))

    def _is_level(self, lowered: str, model: Amount, amount: Amount) -> bool:
        """Whether it is the level of an index that moved: "fell 14.5 points to close at 4,793"."""
        if model.unit != "point" or not amount.is_grouped:
            return False
        return bool(self._level.search(lowered, max(0, amount.start - _REACH), amount.start))

    def _is_compared(self, lowered: str, amount: Amount) -> bool:
        """After "from", "and" and the like, in a list of places, or before "of which"."""
        near = max(0, amount.start - _REACH)
        if lowered.endswith(self._not_compared, 0, amount.start):
            return False
        if _YEAR_IN_BRACKET.search(lowered, near, amount.start):
            return True
        if self._compares.search(lowered, near, amount.start) or self._part.match(lowered, amount.end):
            return True
        if not self._place.match(lowered, amount.end):
            return False
        return amount.is_grouped or amount.has_magnitude or bool(self._comma.search(lowered, near, amount.start))

    def _model(self, lowered: str, before: list[Amount], amount: Amount) -> Amount | None:
        """The nearest number before, in the sentence and not in brackets, that could have the same unit."""
        is_part = bool(self._part.match(lowered, amount.end))
        for other in reversed(before):
            if not _share_sentence(lowered, other.end, amount.start):
                return None
            is_whole = not is_part or other.value >= amount.value
            if is_whole and not _is_bracketed(lowered, other) and _look_alike(other, amount):
                return other
        return None


def join_cents(lowered: str, amounts: list[Amount]) -> list[Amount]:
    """Make one amount of "thirteen dollars and forty-five cents"."""
    joined: list[Amount] = []
    for amount in amounts:
        if joined and _are_parts(lowered, joined[-1], amount):
            joined[-1].number += amount.number * amount.part / joined[-1].part
            joined[-1].end = amount.end
        else:
            joined.append(amount)
    return joined


def _are_parts(lowered: str, last: Amount, amount: Amount) -> bool:
    if last.kind is not Kind.MONEY or amount.part >= ONE or amount.kind is not Kind.MONEY or amount.is_sign_first:
        return False
    if last.part != ONE or last.has_magnitude or amount.number * amount.part >= ONE:
        return False
    return lowered[last.end : amount.start].strip(" ,") in {"", "and"}


def _share_magnitude(amount: Amount, after: Amount) -> None:
    """Of "$5 to $6 million", but not of "$500 to $6 million"."""
    if amount.magnitude == ONE and amount.number < after.number and (after.is_grouped or not amount.is_grouped):
        amount.magnitude = after.magnitude


def _share_sentence(lowered: str, start: int, end: int) -> bool:
    return end - start <= _SENTENCE_REACH and not _SENTENCE_END.search(lowered, start, end)


def _is_bracketed(lowered: str, amount: Amount) -> bool:
    return "(" in lowered[max(0, amount.start - 2) : amount.start]


def _look_alike(other: Amount, amount: Amount) -> bool:
    """Whether the one could be compared with the other: no million with a percentage, no 3.5 with a count."""
    if other.kind is Kind.NUMBER or other.kind in _UNSHARED:
        return False
    if other.kind is Kind.PERCENT:
        has_decimals = amount.number % 1 != 0
        return has_decimals and not amount.has_magnitude and amount.number < _PERCENT_END
    if other.kind is Kind.MONEY:
        return amount.has_magnitude and other.has_magnitude
    return amount.has_magnitude or amount.is_grouped or not other.has_magnitude
