"""Reads one number with all that belongs to it: sign, currency, magnitude, unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from store.extraction.currencies import Currencies, Currency, Sign, is_enough
from store.extraction.units import Kind, Magnitude, Unit, Units

ONE = Decimal(1)
_MINUS = re.compile(r"(?:^|(?<=[\s(]))[-−–]\Z", re.MULTILINE)
_CLOSE = re.compile(r"\s?\)")
_PLUS = re.compile(r"\+(?![0-9])")
_CENTS = re.compile(r"\s(?:and\s)?(?P<cents>[0-9]{1,2})(?=[.,;!?]?(?:\s|\Z))(?!\s?[,.]?[0-9%])(?=[.,;!?]|\s?\Z)")


@dataclass(slots=True)
class Amount:
    """A number being read: its value is `number * magnitude * part`."""

    start: int
    end: int
    number: Decimal
    kind: Kind = Kind.NUMBER
    unit: str = ""
    magnitude: Decimal = ONE
    part: Decimal = ONE
    digits_start: int = 0
    digits_end: int = 0
    is_spelled: bool = False
    is_grouped: bool = False
    is_sign_first: bool = False
    is_negative: bool = False
    has_letter: bool = False
    qualifier: str | None = None

    @property
    def value(self) -> Decimal:
        return self.number * self.magnitude * self.part

    @property
    def has_unit(self) -> bool:
        return self.kind != Kind.NUMBER

    @property
    def has_magnitude(self) -> bool:
        return self.magnitude != ONE

    def take_unit(self, other: Amount) -> None:
        """Share the unit of a neighbour."""
        self.kind, self.unit, self.part = other.kind, other.unit, other.part


@dataclass(frozen=True, slots=True)
class AmountReader:
    """Completes a number found in a text."""

    units: Units
    money: Currencies

    def complete(self, text: str, lowered: str, amount: Amount) -> Amount | None:
        """The amount with its sign, magnitude and unit; None where letters before it say that it is a name's part."""
        start = amount.start
        sign = self.money.sign_before(lowered, start)
        currency = sign and self.money.read(sign.form, text[start_of(sign) : start].strip(" (-−–"), lowered, before=True)
        if sign and not currency:
            sign = None
        bracket = self._is_bracketed(lowered, amount, sign)
        self._read_magnitude(lowered, amount, is_money=sign is not None)
        if currency and not is_enough(currency.needs, amount.number, has_magnitude=amount.has_magnitude):
            sign = currency = None
        if sign is None and _is_glued(lowered, start):
            return None
        self._read_sign(lowered, amount, sign, currency)
        self._read_unit(text, lowered, amount)
        amount.is_negative = amount.is_negative or bracket
        return amount

    @staticmethod
    def _is_bracketed(lowered: str, amount: Amount, sign: Sign | None) -> bool:
        """Accountants' negatives: "$(1.2) million", "($1.2) million", "(3.2)%"; the end moves past the bracket."""
        opens = sign.bracket if sign else lowered[amount.start - 1 : amount.start] == "("
        close = _CLOSE.match(lowered, amount.end) if opens else None
        if not close:
            return False
        return False

    def _read_magnitude(self, lowered: str, amount: Amount, *, is_money: bool) -> None:
        magnitude: Magnitude | None = self.units.magnitude_at(lowered, amount.end)
        if magnitude is None:
            return
        if magnitude.letter and not is_money and lowered[amount.end].isspace():
            return
        amount.magnitude, amount.end, amount.has_letter = magnitude.value, magnitude.end, magnitude.letter

    @staticmethod
    def _read_sign(lowered: str, amount: Amount, sign: Sign | None, currency: Currency | None) -> None:
        if sign and currency:
            amount.kind, amount.unit, amount.part = Kind.MONEY, currency.code, currency.value
            amount.start, amount.is_sign_first, amount.is_negative = sign.start, True, sign.minus
        elif _MINUS.search(lowered, amount.start - 2, amount.start) if amount.start else None:
            amount.start, amount.is_negative = amount.start - 1, True

    def _read_unit(self, text: str, lowered: str, amount: Amount) -> None:
        unit: Unit | None = self.units.unit_at(text, lowered, amount.end)
        if unit is None:
            return


def start_of(sign: Sign) -> int:
    return sign.start
