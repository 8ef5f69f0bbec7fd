"""Reads rows of share prices: "HD THE HOME DEPOT INC. 225.86 -12.99 -5.44%"."""

from __future__ import annotations

from collections import Counter

from store.extraction.amounts import Amount
from store.extraction.units import Kind

_DEFAULT = "USD"
_CELLS = 3


def read_rows(text: str, amounts: list[Amount]) -> None:
    """Give price and change, which stand bare before a change in percent, the money that the text speaks of."""
    unit = ""
    for place in range(_CELLS - 1, len(amounts)):
        if amounts[place].kind is Kind.PERCENT and amounts[place - 1].kind is Kind.NUMBER:
            row = amounts[place - _CELLS + 1 : place + 1]
            if _is_row(text, row):
                unit = unit or _usual_money(amounts)
                _price(row[:-1], unit)


def _price(cells: list[Amount], unit: str) -> None:
    for amount in cells:
        amount.kind, amount.unit, amount.is_negative = Kind.MONEY, unit, False


def _is_row(text: str, row: list[Amount]) -> bool:
    price, change, percent = row
    if price.has_unit:
        return False
    line_ends = text[percent.end : percent.end + 1] in {"", "\n", "\r"}
    return line_ends and _touch(text, price, change) and _touch(text, change, percent)


def _touch(text: str, left: Amount, right: Amount) -> bool:
    gap = text[left.end : right.start]
    return bool(gap) and not gap.strip(" \t|+") and "." in text[left.start : left.end]


def _usual_money(amounts: list[Amount]) -> str:
    units = Counter(amount.unit for amount in amounts if amount.kind == Kind.MONEY)
    return units.most_common(1)[0][0] if units else _DEFAULT
