"""Reads a person's title where one begins or ends: "chairman and CEO", "Senior Vice President of Sales"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from store.extraction.naming.name_words import Flag, NameWords

MOST_WORDS = 12
"""Words a title is looked for in: longer ones are sentences."""

MOST_FIELD_WORDS = 8

MOST_UNKNOWN = 2
"""Words in a row that no list knows inside a title: "senior footwear analyst"."""

MOST_UNKNOWN_CAPITALS = 4
"""The same of a title in capitals: "EMEA Education & Research Lead"."""

WINDOW = 160
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_](?:[\w’'-]|\.(?=\w))*+|[,&/]")
LINKS = frozenset(("and", "&", ",", "/"))
FIELD_OPENERS = frozenset(("of", "for"))
SIGNS = frozenset((",", "/"))
NOT_LAST = frozenset(("and", "&", "the", "of"))
IN_TITLE = Flag.TITLE | Flag.TITLE_MODIFIER

Token = tuple[str, int, int]
"""A word in lower case, and its place."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title and its place."""

    start: int
    end: int
    text: str


def title_flags(word: str, words: NameWords) -> int:
    """What a word can be in a title; "ex-head" and "co-manager" are as their last part.

    >>> title_flags("ex-boss", NameWords({"boss": Flag.TITLE})) == Flag.TITLE
    True
    """
    flags = words.flags.get(word, 0)
    return flags if flags or "-" not in word else words.flags.get(word.rpartition("-")[2], 0)


def _read_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for found in WORD.finditer(text, start, end):
        yield found[0].lower(), found.start(), found.end()


def read_title(text: str, place: int, words: NameWords) -> Title | None:
    """The title that begins at `place`, heads joined by "and" included.

    >>> from store.extraction.naming.name_words import compile_name_words
    >>> from store.vocabulary import Vocabulary
    >>> words = compile_name_words(Vocabulary())
    >>> read_title("chairman, CEO and president of Acme", 0, words).text
    'chairman, CEO and president'
    >>> read_title("senior footwear analyst at Acme", 0, words).text, read_title("shares fell", 0, words)
    ('senior footwear analyst', None)
    """
    end = unknown = 0
    before = place
    most_unknown = MOST_UNKNOWN_CAPITALS if text[place : place + 1].isupper() else MOST_UNKNOWN
    for word, start, after in islice(_read_tokens(text, place, place + WINDOW), MOST_WORDS):
        if text[before:start] not in ("", " "):
            break
        flags = title_flags(word, words)
        if flags & Flag.TITLE:
            end, unknown = after, 0
        elif word in LINKS:
            if end != before and not _joins_capitals(text, start, after):
                break
        elif unknown == most_unknown or _is_small(text[start:after], words):
            break
        else:
            unknown += not flags & Flag.TITLE_MODIFIER
        before = after
    return Title(place, end, text[place:end]) if end else None


def _is_small(word: str, words: NameWords) -> bool:
    """Whether it is a word of sentences, and no country's letters as in "chief US economist"."""
    low = word.lower()
    return low in words.saying or bool(words.flags.get(low, 0) & Flag.FUNCTION and not word.isupper())


def _joins_capitals(text: str, start: int, end: int) -> bool:
    """As in "Education & Research Lead"."""
    return text[start:end] == "&" and text[end + 1 : end + 2].isupper()


def read_title_back(text: str, place: int, words: NameWords, since: int = 0) -> Title | None:
    """The title that ends at `place`, and begins after `since`.

    >>> from store.extraction.naming.name_words import compile_name_words
    >>> from store.vocabulary import Vocabulary
    >>> words = compile_name_words(Vocabulary())
    >>> read_title_back("said chairman and CEO ", 21, words).text
    'chairman and CEO'
    """
    begin = max(since, place - WINDOW)
    last = text[begin:place].rpartition(" ")[2].lower()
    if not title_flags(last, words) & Flag.TITLE:
        return None
    tokens = list(_read_tokens(text, begin, place))
    first = len(tokens) - 1
    for index in range(first - 1, max(-1, first - MOST_WORDS), -1):
        word, _, end = tokens[index]
        flags = title_flags(word, words)
        if text[end : tokens[index + 1][1]] not in ("", " "):
            break
        if flags & IN_TITLE and not flags & Flag.DEMONYM:
            first = index
        elif word not in LINKS or index == 0 or not title_flags(tokens[index - 1][0], words) & Flag.TITLE:
            break
    start = tokens[first][1]
    return Title(start, place, text[start:place])


def read_field(text: str, place: int, words: NameWords) -> int:
    """Where a title's field ends that may begin at `place`: " of global sales" before " at Acme".

    >>> text = "director of global sales and marketing at Acme"
    >>> text[8 : read_field(text, 8, NameWords({"at": Flag.FUNCTION}))]
    ' of global sales and marketing'
    """
    end, before = place, place
    for count, (word, start, after) in enumerate(islice(_read_tokens(text, place, place + WINDOW), MOST_FIELD_WORDS)):
        if text[before:start] != " " or (
            word not in FIELD_OPENERS if count == 0 else _ends_field(text[start:after], words)
        ):
            break
        if count and word not in NOT_LAST:
            end = after
        before = after
    return end


def _ends_field(word: str, words: NameWords) -> bool:
    """Whether a word belongs to no field: one that owns, or a small one, though in capitals it may: "of US sales"."""
    if word.endswith(("'s", "’s")):
        return True
    return word in SIGNS or (_is_small(word, words) and word not in NOT_LAST)
