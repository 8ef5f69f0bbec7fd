"""Finds the numbers of a text with their units: "RMB10 trillion", "60%", "2 billion consumers", "third-largest"."""

from __future__ import annotations

import re
from decimal import Decimal

from store.extraction.reading import Quantity, Reading
from store.vocabulary import Vocabulary

_MONEY = re.compile(
    r"(?P<sign>RMB|Rs\.?|[$€£¥₹])\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<power>trillion|billion|million|bn|m)?\b"
    r"|(?P<share>\d[\d,]*(?:\.\d+)?)\s?(?:%|percent|per cent)",
)
_CODES = {"RMB": "CNY", "Rs": "INR", "Rs.": "INR", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_POWERS = {"trillion": 12, "billion": 9, "bn": 9, "million": 6, "m": 6}


def parse_quantities(text: str, vocabulary: Vocabulary) -> list[Quantity]:  # noqa: ARG001
    found = []
    for match in _MONEY.finditer(text):
        number = Decimal((match["number"] or match["share"]).replace(",", ""))
        unit = _CODES[match["sign"]] if match["sign"] else "percent"
        found.append(Quantity(match.start(), match.end(), number.scaleb(_POWERS.get(match["power"] or "", 0)), unit))
    return found


def find_quantities(reading: Reading) -> None:
    reading.quantities = parse_quantities(reading.document.text, reading.vocabulary)
