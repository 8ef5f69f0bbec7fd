"""Knows what stands after a number: "million", "%", "basis points", "kilometres", "US dollars", "times"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from store.extraction.numbers.currencies import Currencies, currencies
from store.extraction.wordlists import one_of, plain
from store.vocabulary import Vocabulary

_ORDINAL_TOO = "second"
"""A unit only with a hyphen: "a 30-second spot"."""


class Kind(StrEnum):
    """What sort of thing a number measures."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    MEASURE = "measure"
    MULTIPLE = "multiple"
    FRACTION = "fraction"
    RANK = "rank"
    COUNT = "count"


class Unit(NamedTuple):
    """A unit found in a text: where it ends, what it is, and what one of it is worth."""

    end: int
    kind: Kind
    name: str
    value: Decimal = Decimal(1)
    needs: str = ""
    is_sign: bool = False


class Magnitude(NamedTuple):
    """A power of ten ("million", "bn", "k"): where it ends, what it is worth, whether it is a single letter."""

    end: int
    value: Decimal
    letter: bool


class Units:
    """The units of `quantities.toml` and the currencies, each found at a place in a text."""

    def __init__(self, table: Mapping[str, Any], money: Currencies) -> None:
        self._money = money
        self._names: dict[str, tuple[Kind, str, str]] = {}
        for kind in (Kind.PERCENT, Kind.DURATION, Kind.MEASURE, Kind.MULTIPLE):
            for name, forms in table["units"][kind].items():
                self._add(kind, name.replace("_", " ") if kind != Kind.PERCENT else name, forms)
        self._add(Kind.MEASURE, table["weights"]["unit"], _weights(table["weights"]))
        self._unit = re.compile(
            rf"""
            (?:\s?[-–]\s?|\s)?                       # "30-year", "60 %", "10nm"
            (?P<between>(?:{one_of(table["durations"]["between"])}[\s-]){{0,2}})
            (?: (?P<unit>{one_of(self._names)}) | (?P<money>{money.after}) )
            (?: (?<![^\W\d_]) | (?![^\W_]) )          # a word ends here, a sign may touch what follows
            """,
            re.VERBOSE,
        )
        first_words = {
            form.split(" ")[0] for form in [*self._names, *money.forms_after, *table["durations"]["between"]]
        }
        self.first_words = one_of(sorted(first_words))
        self._magnitudes = _magnitude_values(table["magnitudes"])
        self._magnitude = _magnitude_pattern(table["magnitudes"])
        self._length = re.compile(rf"\s{one_of(table['magnitudes']['lengths']['words'])}(?!\w)")

    def _add(self, kind: Kind, name: str, forms: list[str]) -> None:
        for form in forms:
            exact = form if len(form) == 1 or form != form.lower() else ""
            self._names[plain(form.lower())] = (kind, name, exact)

    def magnitude_at(self, lowered: str, place: int) -> Magnitude | None:
        """The magnitude that begins at `place`, "lakh crore" in one."""
        match = self._magnitude.match(lowered, place)
        if not match or match.end() == place:
            return None
        value = self._magnitudes[match["form"] or match["letter"]]
        if match["second"]:
            value *= self._magnitudes[match["second"]]
        return Magnitude(match.end(), value, match["letter"] is not None)

    def is_length_at(self, lowered: str, place: int) -> bool:
        """Whether what stands behind "500m" makes it five hundred metres."""
        return self._length.match(lowered, place) is not None

    def unit_at(self, text: str, lowered: str, place: int) -> Unit | None:
        """The unit that begins at `place`."""
        match = self._unit.match(lowered, place)
        if not match:
            return None
        group = str(match.lastgroup)
        written = text[match.start(group) : match.end()]
        if group == "money":
            return self._money_at(match, written, lowered)
        kind, name, exact = self._names[plain(match[group])]
        if (exact and written != exact) or (match["between"] and kind != Kind.DURATION):
            return None
        if match["unit"] == _ORDINAL_TOO and lowered[place : place + 1] != "-":
            return None
        if len(exact) == 1 and lowered[place].isspace() and lowered.startswith(".", match.end()):
            return None
        return Unit(match.end(), kind, name)

    def _money_at(self, match: re.Match[str], written: str, lowered: str) -> Unit | None:
        currency = self._money.read(plain(match["money"]), written, lowered, before=False)
        if currency is None or (currency.side == "attached" and match.start() != match.start("money")):
            return None
        is_sign = not match["money"][-1].isalpha()
        return Unit(match.end(), Kind.MONEY, currency.code, currency.value, currency.needs, is_sign)


def _weights(table: Mapping[str, Any]) -> list[str]:
    return [f"{form} of {thing}" for form in table["forms"] for thing in table["of"]]


def _magnitude_values(table: Mapping[str, Any]) -> dict[str, Decimal]:
    powers = {**table["words"], **table["short"], **table["letters"]}
    values = {form: Decimal(10) ** power for form, power in powers.items()}
    return values | {form: Decimal(count) for form, count in table["counts"].items()}


def _magnitude_pattern(table: Mapping[str, Any]) -> re.Pattern[str]:
    words = one_of([*table["words"], *table["counts"]])
    short, letters = one_of(table["short"]), one_of(table["letters"])
    return re.compile(
        rf"""
        (?:\s?-\s?|\s)? (?P<form>{words}|{short}) (?![a-z0-9]) (?:[\s-](?P<second>{words})(?![a-z0-9]))?
        | \s? (?P<letter>{letters}) (?![\w²³])
        """,
        re.VERBOSE,
    )


@lru_cache(maxsize=4)
def units(vocabulary: Vocabulary) -> Units:
    """The units of a vocabulary, compiled once."""
    return Units(vocabulary.table("quantities"), currencies(vocabulary))
