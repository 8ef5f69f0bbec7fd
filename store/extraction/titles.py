"""Reads a person's title where one begins or ends: "chairman and CEO", "Senior Vice President of Sales"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.name_words import Flag, NameWords

MOST_WORDS = 12
"""Words a title is looked for in: longer ones are sentences."""

MOST_UNKNOWN = 2
"""Words in a row that no list knows inside a title: "senior footwear analyst"."""

WINDOW = 160
WORD = re.compile(r"[^\W_](?:[\w’'-]|\.(?=\w))*+|[,&/]")
LINKS = frozenset({"and", "&", ",", "/"})
OF = frozenset({"of", "for", "at", "with", "in"})
TAIL_ENDS = frozenset({"at", "for", "with", "who", "which", "that", "said", "says", "told", "in", "from", "to", "is", "was", "has", "as", "on", "by"})
HEAD_OR_MODIFIER = Flag.TITLE | Flag.TITLE_MODIFIER


@dataclass(frozen=True, slots=True)
class Title:
    """A title and its place; `end` is where what belongs to it begins: " of Acme"."""

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


Token = tuple[str, int, int]


def tokens_after(text: str, place: int) -> list[Token]:
    return [(m[0].lower().rstrip("."), m.start(), m.end()) for m in WORD.finditer(text, place, place + WINDOW)]


def read_title(text: str, place: int, words: NameWords) -> Title | None:
    """The title that begins at `place`, heads joined by "and" included.

    >>> from store.extraction.name_words import compile_name_words
    >>> from store.vocabulary import Vocabulary
    >>> words = compile_name_words(Vocabulary())
    >>> read_title("chairman, CEO and president of Acme", 0, words).text
    'chairman, CEO and president'
    >>> read_title("senior footwear analyst at Acme", 0, words).text, read_title("shares fell", 0, words)
    ('senior footwear analyst', None)
    """
    tokens = tokens_after(text, place)[:MOST_WORDS]
    last = _last_head(text, tokens, words)
    if last < 0:
        return None
    start, end = tokens[0][1], tokens[last][2]
    return Title(start, end, text[start:end])


def _last_head(text: str, tokens: Sequence[Token], words: NameWords) -> int:
    """The index of the token that the title ends with, -1 where there is none."""
    last, unknown = -1, 0
    for index, (word, start, _) in enumerate(tokens):
        if index and text[tokens[index - 1][2] : start].strip(" "):
            break
        flags = title_flags(word, words)
        if flags & Flag.TITLE:
            last, unknown = index, 0
        elif flags & Flag.TITLE_MODIFIER:
            unknown = 0
        elif word in LINKS:
            if last != index - 1:
                break
        elif flags & Flag.FUNCTION or unknown == MOST_UNKNOWN or word in words.saying:
            break
        else:
            unknown += 1
    return last


def read_title_back(text: str, place: int, words: NameWords) -> Title | None:
    """The title that ends at `place`.

    >>> from store.extraction.name_words import compile_name_words
    >>> from store.vocabulary import Vocabulary
    >>> words = compile_name_words(Vocabulary())
    >>> read_title_back("said chairman and CEO ", 22, words).text
    'chairman and CEO'
    """
    begin = max(0, place - WINDOW)
    tokens = [(m[0].lower().rstrip("."), m.start(), m.end()) for m in WORD.finditer(text, begin, place)]
    if not tokens or text[tokens[-1][2] : place].strip(" ") or not title_flags(tokens[-1][0], words) & Flag.TITLE:
        return None
    first = len(tokens) - 1
    for index in range(len(tokens) - 2, max(-1, len(tokens) - MOST_WORDS), -1):
        word, _, end = tokens[index]
        if text[end : tokens[index + 1][1]].strip(" "):
            break
        flags = title_flags(word, words)
        if flags & HEAD_OR_MODIFIER and not flags & Flag.DEMONYM:
            first = index
        elif word not in LINKS or index == 0 or not title_flags(tokens[index - 1][0], words) & Flag.TITLE:
            break
    start, end = tokens[first][1], tokens[-1][2]
    return Title(start, end, text[start:end])


def read_field(text: str, place: int) -> int:
    """Where a title's field ends that may begin at `place`: " of global sales" before " at Acme".

    >>> text = "director of global sales and marketing at Acme"
    >>> text[8 : read_field(text, 8)]
    ' of global sales and marketing'
    """
    tokens = tokens_after(text, place)[:8]
    if len(tokens) < 2 or tokens[0][0] not in ("of", "for") or text[place : tokens[0][1]] != " ":
        return place
    end = place
    for index, (word, start, after) in enumerate(tokens[1:], 1):
        if text[tokens[index - 1][2] : start].strip(" ") or word in (",", "/") or word in TAIL_ENDS:
            break
        if word not in ("and", "&", "the", "of"):
            end = after
    return end
