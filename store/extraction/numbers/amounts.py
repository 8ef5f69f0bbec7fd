"""Reads one number with all that belongs to it: sign, currency, magnitude, unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from store.extraction.numbers.currencies import Currencies, Currency, Sign, is_enough
from store.extraction.numbers.units import Kind, Unit, Units

ONE = Decimal(1)
_CLOSE = re.compile(r"\s?\)")
_MINUS = re.compile(r"(?:\A|(?<=[\s(]))[-−–]\Z")
_GLUED_BEFORE = re.compile(r"(?:[\w#@&?=%^\\'’_]|[\w)][-–./:]|[0-9],|~~)\Z")
"""What makes a number part of a name, an address or a code: `COVID-19`, `v1`, `#3`, `%20`, `24/7`."""
_FREE = frozenset(" \n\t\u00a0(“‘—" + '"')
"""Before these a number may stand, whatever comes before them."""
_CLAUSE_ENDS = frozenset({"", ",", ".", ";", ":", ")"})
_GLUED_AFTER = re.compile(r"[^\W_]|[-–](?!a[\s-])[a-z](?![a-z])|[:/][0-9]")
"""`3D`, `10-K`, `3:1`; but `$70-a-share`."""
_POUNDS_OF = re.compile(r"[\s-]pounds?\sof\s")
"""So few weigh; "2 billion pounds of debt" are money."""
_CENTS = re.compile(r"\s(?:and\s)?(?P<cents>[0-9]{2})(?=\s?(?:[.,;!?](?![0-9])|\Z))")


@dataclass(slots=True)
class Amount:
    """A number being read; its value is `number * magnitude * part`."""

    start: int
    end: int
    number: Decimal
    kind: Kind = Kind.NUMBER
    unit: str = ""
    magnitude: Decimal = ONE
    part: Decimal = ONE
    digits: tuple[int, int] = (0, 0)
    is_spelled: bool = False
    is_grouped: bool = False
    is_sign_first: bool = False
    is_negative: bool = False
    has_letter: bool = False
    is_shared: bool = False
    qualifier: str | None = None

    @property
    def value(self) -> Decimal:
        return self.number * self.magnitude * self.part

    @property
    def has_magnitude(self) -> bool:
        return self.magnitude != ONE

    def share_unit(self, other: Amount) -> None:
        """Take the unit of a neighbour."""
        self.is_shared = True
        self.kind, self.unit, self.part = other.kind, other.unit, other.part


@dataclass(frozen=True, slots=True)
class AmountReader:
    """Completes a number found in `text`; `lowered` is the same in lower case."""

    units: Units
    money: Currencies
    text: str
    lowered: str

    def complete(self, amount: Amount, floor: int) -> Amount | None:
        """The amount with its sign, magnitude and unit; None where the number is part of a name or code.

        `floor` is where the amount before it ends: a hyphen there makes a range.
        """
        before = self.lowered[amount.start - 1] if amount.start else " "
        sign = self._sign_before(amount, before, floor)
        if self._may_go_on(amount.end):
            self._read_magnitude(amount, is_money=sign is not None)
        currency = self._currency(amount, sign) if sign else None
        if sign and currency:
            amount.kind, amount.unit, amount.part = Kind.MONEY, currency.code, currency.value
            is_dash = sign.has_minus and floor and self.lowered[floor : sign.start].isspace()
            amount.start, amount.is_sign_first = sign.start + bool(is_dash), True
            amount.is_negative = amount.is_negative or (sign.has_minus and not is_dash)
        elif before not in _FREE and not self._read_edge(amount, floor):
            return None
        if self.lowered[amount.end : amount.end + 1] not in _CLAUSE_ENDS:
            self._read_unit(amount)
        if amount.kind is Kind.NUMBER and _GLUED_AFTER.match(self.lowered, amount.end):
            return None
        return amount

    def _may_go_on(self, end: int) -> bool:
        """Whether a word may follow the number that ends there."""
        after = self.lowered[end : end + 1]
        return after.isalnum() or after.isspace() or after in {"-", "–"}

    def _sign_before(self, amount: Amount, before: str, floor: int) -> Sign | None:
        sign = self.money.sign_before(self.lowered, amount.start)
        if sign and sign.start < floor:
            sign = None
        if before == "(" or (sign and self.lowered.startswith("(", sign.start - 1)):
            self._read_bracket(amount, sign)
        return sign

    def _currency(self, amount: Amount, sign: Sign) -> Currency | None:
        if self.lowered.startswith("~~", sign.start - 2):
            return None
        written = self.text[sign.form_start : sign.form_start + len(sign.form)]
        currency = self.money.read(sign.form, written, self.lowered, before=True)
        if currency and is_enough(currency.needs, amount.number, has_magnitude=amount.magnitude != ONE):
            return currency
        return None

    def _read_edge(self, amount: Amount, floor: int) -> bool:
        """Whether a number may follow the character before it; a minus becomes its sign."""
        start = amount.start
        if _MINUS.search(self.lowered, max(0, start - 2), start):
            amount.start, amount.is_negative = start - 1, True
            return True
        if floor and start - floor == 1 and self.lowered[floor] in "-–":
            return True
        return not _GLUED_BEFORE.search(self.lowered, max(0, start - 2), start)

    def _read_bracket(self, amount: Amount, sign: Sign | None) -> None:
        """Accountants' negatives: "$(1.2) million", "($1.2) million", "(3.2)%"."""
        is_inner = sign is not None and sign.has_inner_bracket
        close = _CLOSE.match(self.lowered, amount.end)
        if close and (is_inner or self._goes_on(close.end())):
            amount.is_negative, amount.end = True, close.end()
            amount.start -= 0 if sign else 1

    def _goes_on(self, place: int) -> bool:
        if self.units.magnitude_at(self.lowered, place):
            return True
        unit = self.units.unit_at(self.text, self.lowered, place)
        return unit is not None and unit.kind is Kind.PERCENT

    def _read_magnitude(self, amount: Amount, *, is_money: bool) -> None:
        magnitude = self.units.magnitude_at(self.lowered, amount.end)
        if magnitude is None:
            return
        is_apart = self.lowered[amount.end].isspace() or self.units.is_length_at(self.lowered, magnitude.end)
        if magnitude.letter and not is_money and is_apart:
            return
        amount.magnitude, amount.end, amount.has_letter = magnitude.value, magnitude.end, magnitude.letter

    def _read_unit(self, amount: Amount) -> None:
        unit = self.units.unit_at(self.text, self.lowered, amount.end)
        if unit is None or not self._fits(amount, unit):
            return
        if unit.name == "GBP" and _POUNDS_OF.match(self.lowered, amount.end) and amount.magnitude == ONE:
            unit = unit._replace(kind=Kind.MEASURE, name="pound")
        amount.kind, amount.unit, amount.part, amount.end = unit.kind, unit.name, unit.value, unit.end
        if unit.kind is Kind.MONEY and not amount.is_sign_first:
            self._read_after_money(amount)

    def _fits(self, amount: Amount, unit: Unit) -> bool:
        if unit.is_sign and (self.lowered[unit.end : unit.end + 1].isdigit() or self.lowered[amount.end] == "\n"):
            return False
        if amount.is_sign_first:
            return unit.kind is Kind.MONEY and unit.value == ONE and not unit.is_sign
        magnitude = self.units.magnitude_at(self.lowered, unit.end) if unit.needs else None
        return is_enough(unit.needs, amount.number, has_magnitude=amount.has_magnitude or magnitude is not None)

    def _read_after_money(self, amount: Amount) -> None:
        """The rest of "75 USD million" and of "15 dollars 50"."""
        if amount.has_magnitude:
            return
        magnitude = self.units.magnitude_at(self.lowered, amount.end)
        if magnitude and not magnitude.letter:
            amount.magnitude, amount.end = magnitude.value, magnitude.end
        elif cents := _CENTS.match(self.lowered, amount.end):
            amount.number += Decimal(cents["cents"]) / 100
            amount.end = cents.end()
