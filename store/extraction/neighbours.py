"""Lets numbers share what only one of them says: "$10-12 billion", "5 or 6 percent", "to 41.4 billion rupees from 35.8 billion"."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from store.extraction.amounts import ONE, Amount
from store.extraction.units import Kind

_RANGE = re.compile(r"\s?(?:[-–—~]|to|through|and|or)\s?(?:as\s(?:much|many|high)\sas\s|about\s|around\s|up\sto\s)?\Z")
_DASH = re.compile(r"\s?[-–—~]\s?\Z")
_LIST = re.compile(r"(?:\s?[-–—~/]\s?|,?\s(?:to|and|or|and/or|but|by)\s(?:(?:about|nearly|almost|over|perhaps|maybe|even|around|up\sto)\s)?|,\s)\Z")
_WORDY_LIST = re.compile(r"\s[\w-]+(?:\s[\w-]+)?\s(?:and|or)\s\Z")
_BETWEEN = re.compile(r"(?<![\w])(?:between|from)\s(?:about\s)?\Z")
_COMPARES = re.compile(
    r"(?<![\w])(?:from|versus|vs\.?|against|than|compared\s(?:with|to)|after|and|or|above|below|of|estimate|forecast|to)\s(?:a\s|an\s|the\s|about\s|nearly\s|almost\s|just\s|over\s|around\s|(?:upwardly\s|downwardly\s)?revised\s)*\Z"
)
_NO_NEWLINE_REACH = 160
_CENTS_JOIN = re.compile(r"\s?(?:and|,)?\s?\Z")
_REACH = 40


def join_cents(lowered: str, amounts: list[Amount]) -> list[Amount]:
    """ "thirteen dollars and forty-five cents" is one amount."""
    joined: list[Amount] = []
    for amount in amounts:
        last = joined[-1] if joined else None
        if last and _are_parts(lowered, last, amount):
            last.number += amount.number * amount.part / last.part
            last.end = amount.end
        else:
            joined.append(amount)
    return joined


def _are_parts(lowered: str, last: Amount, amount: Amount) -> bool:
    if last.kind != Kind.MONEY or amount.kind != Kind.MONEY or last.part != ONE or amount.part >= ONE:
        return False
    fits = amount.number * amount.part < ONE and not last.has_magnitude and not amount.is_sign_first
    return fits and bool(_CENTS_JOIN.match(lowered, last.end, amount.start))


def share_from_next(lowered: str, amounts: list[Amount]) -> None:
    """Ranges and lists: what has no unit takes the unit of the number after it, and of a range the magnitude."""
    for amount, after in reversed(list(pairwise(amounts))):
        if after.start - amount.end > _REACH:
            continue
        if not amount.has_unit and after.has_unit and _is_list(lowered, amount, after):
            _share_unit(amount, after)
        elif not after.has_unit and amount.is_sign_first and _DASH.match(lowered, amount.end, after.start):
            after.share_unit(amount)
        if _is_range(lowered, amount, after):
            _share_magnitude(amount, after)


def _is_list(lowered: str, amount: Amount, after: Amount) -> bool:
    if after.kind in {Kind.RANK, Kind.FRACTION} or (after.kind == Kind.MONEY and after.is_sign_first):
        return False
    pattern = _WORDY_LIST if after.kind == Kind.COUNT and lowered[amount.end : amount.end + 1] == " " else _LIST
    return bool(_LIST.match(lowered, amount.end, after.start) or pattern.match(lowered, amount.end, after.start))


def _share_unit(amount: Amount, after: Amount) -> None:
    amount.share_unit(after)
    if not amount.has_magnitude and amount.number < after.number and not amount.is_grouped:
        amount.magnitude = after.magnitude


def _is_range(lowered: str, amount: Amount, after: Amount) -> bool:
    """ "$8-$9 billion", "between $5 and $6 million"; "and" alone joins, it doesn't span."""
    if amount.unit != after.unit or amount.has_magnitude or not after.has_magnitude or amount.number >= after.number:
        return False
    gap = lowered[amount.end : after.start]
    if not _RANGE.match(lowered, amount.end, after.start) or amount.is_grouped:
        return False
    if " and " in gap or " or " in gap:
        return bool(_BETWEEN.search(lowered, max(0, amount.start - _REACH), amount.start)) or " or " in gap
    return True


def _share_magnitude(amount: Amount, after: Amount) -> None:
    amount.magnitude = after.magnitude


def share_from_previous(lowered: str, amounts: list[Amount]) -> None:
    """Comparisons: "rose to 41.4 billion rupees from 35.8 billion a year earlier"."""
    for place, amount in enumerate(amounts):
        if amount.has_unit:
            continue
        if not _COMPARES.search(lowered, max(0, amount.start - _REACH), amount.start):
            continue
        model = _model(lowered, amounts[max(0, place - 3) : place], amount)
        if model:
            amount.share_unit(model)


def _model(lowered: str, before: list[Amount], amount: Amount) -> Amount | None:
    """The nearest number before, in the sentence and not in brackets, that could have the same unit."""
    for other in reversed(before):
        if not _same_sentence(lowered, other.end, amount.start):
            return None
        if other.has_unit and not _is_bracketed(lowered, other) and _look_alike(other, amount):
            return other
    return None


def _same_sentence(lowered: str, start: int, end: int) -> bool:
    if end - start > _NO_NEWLINE_REACH:
        return False
    gap = lowered[start:end]
    return "\n" not in gap and ". " not in gap and "; " not in gap


def _is_bracketed(lowered: str, amount: Amount) -> bool:
    return lowered[: amount.start].rstrip().endswith("(") if amount.start < 2 else "(" in lowered[amount.start - 2 : amount.start]


def _look_alike(other: Amount, amount: Amount) -> bool:
    if other.kind in {Kind.RANK, Kind.MULTIPLE, Kind.FRACTION, Kind.DURATION}:
        return False
    if other.kind == Kind.PERCENT:
        return not amount.has_magnitude and amount.number < Decimal(100) and not amount.is_grouped and "." in str(amount.number)
    if other.kind == Kind.MONEY:
        return amount.has_magnitude and other.has_magnitude
    return amount.has_magnitude or amount.is_grouped or not other.has_magnitude
