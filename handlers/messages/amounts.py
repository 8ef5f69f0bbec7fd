"""Amounts as people write them: "more than RMB 10 trillion", "60%", "3rd", "20 seconds", "a quarter".

A figure is always told from its value and unit, so that figures from different sources read alike; what the
source itself wrote stands in the sentence shown beside it.  Nothing is rounded that a reader could compare.
"""

from __future__ import annotations

import re
from decimal import Decimal

from store.model import Change, Figure

PREFIXES = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "C$",
    "CNY": "RMB ",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "NZD": "NZ$",
    "SGD": "S$",
    "TWD": "NT$",
    "USD": "$",
}
"""Currencies that are written before the amount by a sign of their own; others by their code."""
MAGNITUDES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
MOST_DECIMALS = 3
"""An amount that needs more is written out: "1,234,567" rather than a rounded "1.235 million"."""
FRACTIONS = {
    "0.1": "a tenth",
    "0.2": "a fifth",
    "0.25": "a quarter",
    "0.333": "a third",
    "0.5": "half",
    "0.667": "two thirds",
    "0.75": "three quarters",
}
MEASURES = {"percentage_point": "percentage point", "basis_point": "basis point", "multiple": "time"}
IRREGULAR = {"person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet"}
UNCHANGED = frozenset({"aircraft", "series", "staff", "species"})
CHANGES = {Change.YEAR: "year on year", Change.QUARTER: "quarter on quarter"}


def say_figure(figure: Figure) -> str:
    """The amount with its qualifier: "more than 1 billion consumers"."""
    amount = say_amount(figure.value, figure.unit)
    return f"{figure.qualifier} {amount}" if figure.qualifier else amount


def say_amount(value: Decimal, unit: str) -> str:
    """Tell a value in its unit.

    >>> say_amount(Decimal(10**13), "CNY"), say_amount(Decimal(35_000_000), "USD"), say_amount(Decimal("5.9"), "CHF")
    ('RMB 10 trillion', '$35 million', 'CHF 5.9')
    >>> say_amount(Decimal("60"), "percent"), say_amount(Decimal(3), "rank"), say_amount(Decimal("0.25"), "fraction")
    ('60%', '3rd', 'a quarter')
    >>> say_amount(Decimal(20), "second"), say_amount(Decimal(2 * 10**9), "consumer"), say_amount(Decimal(1), "country")
    ('20 seconds', '2 billion consumers', '1 country')
    >>> say_amount(Decimal(2), "percentage_point"), say_amount(Decimal(3), "multiple"), say_amount(Decimal(7), "kWh")
    ('2 percentage points', '3 times', '7 kWh')
    """
    if unit == "percent":
        return f"{say_number(value)}%"
    if unit == "rank":
        return say_rank(value)
    if unit == "fraction":
        return say_fraction(value)
    if re.fullmatch("[A-Z]{3}", unit):
        return f"{PREFIXES.get(unit, unit + ' ')}{say_number(value)}"
    unit = MEASURES.get(unit, unit)
    return f"{say_number(value)} {unit if value == 1 else say_plural(unit)}".rstrip()


def say_number(value: Decimal) -> str:
    """Tell a number with its magnitude in words, as far as that is exact.

    >>> [say_number(Decimal(text)) for text in ("12500", "1.96e9", "1234567", "2.50", "0.5", "33.3333333333")]
    ['12,500', '1.96 billion', '1,234,567', '2.5', '0.5', '33.333']
    """
    for size, name in MAGNITUDES:
        scaled = value / size
        if abs(scaled) >= 1 and scaled == round(scaled, MOST_DECIMALS):
            return f"{_plain(scaled)} {name}"
    return _plain(round(value, MOST_DECIMALS))


def say_rank(value: Decimal) -> str:
    """Tell a place in an order.

    >>> [say_rank(Decimal(place)) for place in (1, 2, 3, 4, 11, 12, 22, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '22nd', '113th']
    """
    place = int(value)
    teen = 10 <= place % 100 < 20  # noqa: PLR2004  eleventh to thirteenth end in "th", as the others do
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place:,}{ending}"


def say_fraction(value: Decimal) -> str:
    """Tell a part of one, in words where there is a word for it.

    >>> say_fraction(Decimal("0.5")), say_fraction(Decimal("0.3333333")), say_fraction(Decimal("0.45"))
    ('half', 'a third', '45%')
    """
    rounded = _plain(round(value, MOST_DECIMALS))
    return FRACTIONS.get(rounded, f"{_plain(round(value * 100, 1))}%")


def say_plural(noun: str) -> str:
    """Tell several of a counted noun; a symbol such as "kWh" stays as it is.

    >>> [say_plural(noun) for noun in ("job", "small business", "country", "day", "person", "kWh", "staff")]
    ['jobs', 'small businesses', 'countries', 'days', 'people', 'kWh', 'staff']
    """
    head, space, last = noun.rpartition(" ")
    if last in UNCHANGED or not re.search("[a-z]{3}", last):
        return noun
    return head + space + IRREGULAR.get(last, _add_s(last))


def _add_s(word: str) -> str:
    if re.search(r"(?:[sxz]|[cs]h)$", word):
        return word + "es"
    return re.sub(r"(?<=[^aeiou])y$", "ie", word) + "s"


def _plain(value: Decimal) -> str:
    whole, _, decimals = f"{value:,f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
