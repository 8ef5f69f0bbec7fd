"""A name's grams: its pieces of two or three letters, as numbers, by which similar names are found."""

from __future__ import annotations

import re
from collections.abc import Iterator

EDGE = "$"
SHORT_NAME = 6
"""Letters up to which a name has pieces of two letters also: one slip leaves few of three."""

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
CODE_POINT_BITS = 21
"""A code point takes so many bits, and three of them a signed number of 64."""


def grams(text: str) -> list[int]:
    """The pieces of a folded name, each once, in order.

    >>> [len(grams(name)) for name in ("tarn", "tarn tarn", "塔恩控股", "é")]
    [7, 4, 3, 1]
    """
    words = text.split()
    is_short = sum(map(len, words)) <= SHORT_NAME
    return sorted({_number(piece) for word in words for piece in _pieces(word, is_short=is_short)})


def _pieces(word: str, *, is_short: bool) -> Iterator[str]:
    if not word.isascii() and CJK.search(word):
        yield from (word[i : i + 2] for i in range(max(1, len(word) - 1)))
        return
    padded = f"{EDGE}{word}{EDGE}"
    yield from (padded[i : i + 3] for i in range(len(word)))
    if is_short:
        yield from (word[i : i + 2] for i in range(len(word) - 1))


def _number(piece: str) -> int:
    number = 0
    for character in piece:
        number = number << CODE_POINT_BITS | ord(character)
    return number
