"""Reads numbers as they are written, in digits or words: "1,234.5", "12,34,567", "twenty-five", "two and a half"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from store.extraction.wordlists import one_of

LONGEST = 18
"""Digits in a number; longer ones are identifiers."""

DIGITS = r"""
    [0-9]++(?:\.[0-9]++)?(?![,.'’\u00a0\u2009\u202f][0-9\s]|\s[.,]|\s[0-9]{3}(?![0-9]))  # most numbers
  | [0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?            # 1,234,567.8
  | [0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])(?:\.[0-9]+)?   # 12,34,567.89
  | [0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{2}(?![0-9])               # 1.234,56
  | [0-9]{1,3}(?:['’\u00a0\u2009\u202f][0-9]{3})+(?![0-9])(?:\.[0-9]+)?  # 1’234’567
  | [0-9]{1,3}(?:\s?,?\s000)+(?![0-9])                        # 30, 000 and 30 000
  | [0-9]{1,3}(?:[ ][0-9]{3})+(?![0-9])(?=\s(?:[a-z%€]))      # 12 500 employees
  | [0-9]{1,3}\s,\s[0-9]{3}(?![0-9])                          # 80 , 500, as in text cut into tokens
  | [0-9]{1,3}\s\.\s[0-9]{1,4}(?=\s(?:%|[mb]illion\b|percent\b))  # 32 . 99 %
  | [0-9]{1,3},[0-9]{1,2}(?=\s?(?:%|[mb]illion\b|percent\b|bn\b|mn?\b))  # 2,5 million
  | [0-9]+(?:\.[0-9]+)?
  | (?<![\w.])\.[0-9]+
"""

_SHORT = 7
_GROUP = 3
_SEPARATORS = re.compile(r"[\s'’]")
_HALVES = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667", "⅛": "0.125"}
AND_A_HALF = r"(?:\s?[½¼¾⅓⅔⅛]|[\s-]and[\s-]a[\s-](?:half|quarter)(?![a-z]))"


def read_digits(written: str) -> Decimal | None:
    """The number that a match of `DIGITS` means; None for identifiers such as 007.

    >>> [str(read_digits(one)) for one in ("1,234.5", "30, 000", "1.234,56", "2,5", ".5", "007")]
    ['1234.5', '30000', '1234.56', '2.5', '0.5', 'None']
    """
    if written.isdigit() and len(written) < _SHORT:
        return Decimal(written) if written[0] != "0" or written == "0" else None
    digits = _SEPARATORS.sub("", written)
    whole, comma, rest = digits.rpartition(",")
    if comma and (len(rest) < _GROUP or "." in whole):
        digits = f"{whole.replace('.', '')}.{rest}"
    digits = digits.replace(",", "")
    if len(digits) > LONGEST or (digits[0] == "0" and digits[1:2].isdigit()):
        return None
    return Decimal(digits)


class Numerals:
    """Numbers in words, up to the thousands; "million" and more are magnitudes, read apart."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.values: dict[str, int] = {**table["ones"], **table["teens"], **table["tens"]}
        small = self._small(table)
        hundreds = rf"{small}(?:[\s-]hundred(?![a-z])(?:[\s-](?:and[\s-])?{small})?)?"
        self.pattern = rf"{hundreds}(?:[\s-]thousand(?![a-z])(?:,?\s(?:and\s)?{hundreds})?)?"

    @staticmethod
    def _small(table: Mapping[str, Any]) -> str:
        ones, teens, tens = (one_of(table[part]) for part in ("ones", "teens", "tens"))
        return rf"(?:(?:{tens}(?:[\s-]?{ones})?|{teens}|{ones})(?![a-z]))"

    def read(self, words: str) -> Decimal:
        """The number that a match of `pattern` means."""
        total = part = 0
        for word in re.split(r"[\s,-]+", words):
            if word == "hundred":
                part *= 100
            elif word == "thousand":
                total, part = total + part * 1000, 0
            elif word != "and":
                part += self._value(word)
        return Decimal(total + part)

    def _value(self, word: str) -> int:
        """Also of tens and ones without a hyphen: "twentyfive"."""
        if word in self.values:
            return self.values[word]
        tens = next(known for known in self.values if word.startswith(known) and word[len(known) :] in self.values)
        return self.values[tens] + self.values[word[len(tens) :]]


def read_part(words: str) -> Decimal:
    """What "and a half" or "½" adds to a number.

    >>> read_part("-and-a-half"), read_part(" ¼")
    (Decimal('0.5'), Decimal('0.25'))
    """
    sign = _HALVES.get(words.strip())
    return Decimal(sign or ("0.25" if "quarter" in words else "0.5"))
