"""Lower case that keeps every character in its place, and what capitals say about a line."""

from __future__ import annotations

import re
import string

_ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_LINE_REACH = 200
_TITLE_SHARE = 0.6
"""In running text under a third of the longer words have a capital, in headlines over three quarters."""


def lower_in_place(text: str) -> str:
    """Lower case of the same length, so that offsets hold (`İ` has a longer lower case).

    >>> lower_in_place("RMB10 Trillion"), len(lower_in_place("İ"))
    ('rmb10 trillion', 1)
    """
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(_ASCII_LOWER)


def is_title_line(text: str, place: int) -> bool:
    """Whether the line around a place is written like a headline.

    >>> is_title_line("Acme Cuts 500 Jobs In Texas", 10), is_title_line("Acme cut 500 jobs in Texas", 10)
    (True, False)
    """
    start = max(text.rfind("\n", 0, place) + 1, place - _LINE_REACH)
    end = text.find("\n", place, place + _LINE_REACH)
    words = _WORD.findall(text, start, end if end >= 0 else place + _LINE_REACH)
    return bool(words) and sum(word[0].isupper() for word in words) >= _TITLE_SHARE * len(words)
