"""Finds the places in a text where a number may stand, and tells codes that only look like numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from store.extraction.wordlists import one_of, plain

_DIGIT = re.compile(r"[0-9]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_BEFORE_WORD = r"[\s(\[\"'“”‘’/~*_—–-]"
"""What a word in running text follows; searching for it first is twice as fast as looking behind at each place."""
_NO_CODE = frozenset(" %,;\n")
_CODE_GOES_ON = frozenset("0123456789(apgubcijhsefmondtd")
"""After a space only these can make a code of digits: a time of the day, a month, a telephone number."""
_CODE = r"""
    (?:19|20)[0-9]{2}-[01][0-9](?:-[0-3][0-9])?(?![0-9%])                  # 2020-01-14
  | (?:19|20)[0-9]{2}[-–/](?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9%])         # 2019-20
  | [0-9]{1,2}[/.][0-9]{1,2}[/.](?:[0-9]{4}|[0-9]{2})(?![0-9])             # 01/14/2020
  | [0-9]{1,2}(?:[:.][0-9]{2}){0,2}\s?[ap]\.?m(?![a-z])                    # 7:30 a.m.
  | [0-9]{1,2}(?::[0-9]{2}){1,2}(?![0-9])
  | [0-9]{3,4}\s(?:gmt|utc|bst|cet|ist|jst|hkt|sgt|[ep][ds]?t)(?![a-z])
  | [0-9]++(?:\.[0-9]++){2,}                                               # versions and network addresses
  | [0-9]{1,3}[\s.-]?\(?[0-9]{3}\)?[\s.-][0-9]{3}[\s.-][0-9]{4}(?![0-9])   # telephones
  | [0-9]{3}\)?[-.\s][0-9]{3,4}-[0-9]{4}(?![0-9])
  | [0-9]{3}-[0-9]{4}(?![0-9])
  | [1-4]q(?:\s?[0-9]{2,4})?(?![\w]) | [12]h(?:\s?[0-9]{2,4})(?![\w])      # 3Q19
  | [0-9]++-(?:to|for|in)-[0-9]++                                          # 2-for-1
  | [0-9]++\.[a-z]{1,3}(?![\w.])                                           # 0700.HK
  | [0-9]{1,4}x[0-9]{1,4}(?![\w])                                          # 1920x1080
"""


class NumberScan:
    """The words of `quantities.toml` that numbers begin with, each with the name of what may begin there."""

    def __init__(self, table: Mapping[str, Any], months: list[str]) -> None:
        self._classes = _classes(table)
        self._words = re.compile(rf"{_BEFORE_WORD}({one_of(self._classes)})(?![\w])")
        self._first_word = re.compile(rf"({one_of(self._classes)})(?![\w])")
        idioms = table["names"]["idioms"]
        self._idiom = re.compile(rf"{one_of(idioms)}(?![\w])")
        day_of_month = rf"[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{one_of(months)}(?![a-z])"
        self._code = re.compile(rf"(?:{_CODE}|{day_of_month})|{one_of(idioms)}(?![\w])", re.VERBOSE)

    def places(self, lowered: str) -> list[tuple[int, str]]:
        """Where a number may begin, and as what: `digits`, or a class of words; not inside web addresses."""
        places = [(match.start(), "digits") for match in _DIGIT.finditer(lowered)]
        places += [(match.start(1), self._classes[plain(match[1])]) for match in self._words.finditer(lowered)]
        if first := self._first_word.match(lowered):
            places.append((0, self._classes[plain(first[1])]))
        places.sort()
        if "://" not in lowered and "www." not in lowered:
            return places
        addresses = [match.span() for match in _ADDRESS.finditer(lowered)]
        return [place for place in places if not _is_inside(place[0], addresses)]

    def idiom_end(self, lowered: str, place: int) -> int:
        """Where the idiom ends that begins at `place` ("one-time"); 0 if none does."""
        match = self._idiom.match(lowered, place)
        return match.end() if match else 0

    def code_end(self, lowered: str, place: int, end: int) -> int:
        """Where the code ends that begins with the digits from `place` to `end`; 0 if they are none."""
        if lowered[end : end + 1] in _NO_CODE and lowered[end + 1 : end + 2] not in _CODE_GOES_ON:
            return 0
        match = self._code.match(lowered, place)
        return match.end() if match else 0


def _classes(table: Mapping[str, Any]) -> dict[str, str]:
    numerals, multiples = table["numerals"], table["multiples"]
    lists = {
        "percent": ["percents", "percent", "per cent", "per cents", "percentage"],
        "ordinal": numerals["ordinals"],
        "multiple": [*multiples["words"], *multiples["halves"]],
        "portion": table["fractions"]["denominators"],
        "rank": table["ranks"]["number_words"],
        "single": [*table["singles"]["durations"], *table["singles"]["points"]],
        "scale": [*table["magnitudes"]["words"], *table["magnitudes"]["counts"]],
        "spelled": [*numerals["ones"], *numerals["teens"], *numerals["tens"]],
    }
    return {word: name for name, words in lists.items() for word in words}


def _is_inside(place: int, spans: list[tuple[int, int]]) -> bool:
    if not spans:
        return False
    before = bisect_right(spans, (place, len(spans) + place)) - 1
    return before >= 0 and place < spans[before][1]
