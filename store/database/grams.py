"""A name's grams: its pieces of two or three letters, as numbers, by which similar names are found."""

from __future__ import annotations

import re
from itertools import pairwise

EDGE = ord("$")
SHORT_NAME = 6
"""Letters up to which a name has pieces of two letters also: one slip leaves few of three."""

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
CODE_POINT_BITS = 21
TWO_CODE_POINTS_BITS = 2 * CODE_POINT_BITS
"""A code point takes so many bits, and three of them a signed number of 64."""


def grams(text: str) -> list[int]:
    """The pieces of a folded name, each once, in order.

    >>> [len(grams(name)) for name in ("tarn", "tarn tarn", "塔恩控股", "é")]
    [7, 4, 3, 1]
    """
    words = text.split()
    is_short = sum(map(len, words)) <= SHORT_NAME
    found: set[int] = set()
    for word in words:
        letters = [ord(letter) for letter in word]
        if not word.isascii() and CJK.search(word):
            found.update(_pairs(letters) or letters)
            continue
        if is_short:
            found.update(_pairs(letters))
        found.update(_triples([EDGE, *letters, EDGE]))
    return sorted(found)


def _pairs(letters: list[int]) -> list[int]:
    return [one << CODE_POINT_BITS | two for one, two in pairwise(letters)]


def _triples(letters: list[int]) -> list[int]:
    return [
        one << TWO_CODE_POINTS_BITS | two << CODE_POINT_BITS | three
        for one, two, three in zip(letters, letters[1:], letters[2:], strict=False)
    ]
