"""Reads rows of share prices ("ACME INC. 318.20 -9.75 -2.97%") and passes over the numbers of other tables."""

from __future__ import annotations

import re
from collections import Counter

from store.extraction.numbers.amounts import ONE, Amount
from store.extraction.numbers.units import Kind

_DEFAULT = "USD"
_CELLS = 3
_WIDEST_GAP = 40
_LINE_ENDS = frozenset({"", "\n", "\r"})
_COLUMN = re.compile(r"[|\t]|\s\s")


def price_rows(text: str, amounts: list[Amount]) -> None:
    """Give price and change, which stand bare before a change in percent, the money that the text speaks of."""
    unit = ""
    for place in range(_CELLS - 1, len(amounts)):
        if amounts[place].kind is Kind.PERCENT and amounts[place - 1].kind is Kind.NUMBER:
            row = amounts[place - _CELLS + 1 : place + 1]
            if _is_row(text, row):
                unit = unit or _usual_money(amounts)
                _price(row[:-1], unit)


def without_cells(text: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts but for bare ones in tables: what they count, and in thousands or millions, stands elsewhere."""
    cells = [_fills_line(text, amount) for amount in amounts]
    run = 0
    for place in range(1, len(amounts)):
        left, right = amounts[place - 1], amounts[place]
        gap = text[left.end : right.start] if right.start - left.end <= _WIDEST_GAP else ""
        run = run + 1 if _are_cells(gap, left, right) else 0
        if run >= _CELLS - 1 or (run and _COLUMN.search(gap)):
            first = place - min(run, _CELLS - 1)
            cells[first : place + 1] = [True] * (place + 1 - first)
    return [amount for amount, is_cell in zip(amounts, cells, strict=True) if not (is_cell and _is_bare(amount))]


def _fills_line(text: str, amount: Amount) -> bool:
    """Whether a bare number has a line to itself, as in a table that was cut into lines."""
    if amount.kind is not Kind.NUMBER or text[max(0, amount.start - 1) : amount.start] not in _LINE_ENDS:
        return False
    return text[amount.end : amount.end + 1] in _LINE_ENDS and "\n" in text


def _are_cells(gap: str, left: Amount, right: Amount) -> bool:
    """Whether nothing but white space, bars and signs of money stands between two numbers."""
    if not gap[:1].isspace() or gap.strip(" \t|$()"):
        return False
    return _is_bare(left) and (_is_bare(right) or right.kind is Kind.PERCENT)


def _is_bare(amount: Amount) -> bool:
    return amount.magnitude == ONE and (amount.kind is Kind.NUMBER or amount.is_sign_first)


def _price(cells: list[Amount], unit: str) -> None:
    for amount in cells:
        amount.kind, amount.unit, amount.is_negative = Kind.MONEY, unit, False


def _is_row(text: str, row: list[Amount]) -> bool:
    price, change, percent = row
    if price.kind is not Kind.NUMBER:
        return False
    line_ends = text[percent.end : percent.end + 1] in {"", "\n", "\r"}
    return line_ends and _touch(text, price, change) and _touch(text, change, percent)


def _touch(text: str, left: Amount, right: Amount) -> bool:
    gap = text[left.end : right.start]
    return bool(gap) and not gap.strip(" \t|+") and "." in text[left.start : left.end]


def _usual_money(amounts: list[Amount]) -> str:
    units = Counter(amount.unit for amount in amounts if amount.kind == Kind.MONEY)
    return units.most_common(1)[0][0] if units else _DEFAULT
