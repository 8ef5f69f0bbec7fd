"""Left-overs of HTML and Markdown in a text: spans to pass over, never removed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.documents.furniture import page_words

_TAG = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9]{0,15}\b[^<>]{0,1000}|!--[^<>]{0,1000}--)>")
_REFERENCE = re.compile(
    r"""
    !\[[^\[\]\n]{0,200}\]\([^()\s]{0,1000}\)       # ![a picture](…)
    | \[\[[^\[\]\n]{0,200}\]\([^()\s]{0,1000}\)\]   # [[Source](https://…)], a citation
    | (?<=\])\(<?https?://[^()\s]{0,1000}\)       # [words](https://…): only the address
    """,
    re.VERBOSE,
)


_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(<?https?://[^()\s]{0,1000}\)")


def without_links(text: str) -> str:
    """Only the words of links, each in its place.

    >>> without_links("See [Acme](https://acme.example) now")
    'See  Acme                        now'
    """
    if "](" not in text:
        return text
    return _LINK.sub(lambda found: f" {found[1]}{' ' * (len(found[0]) - len(found[1]) - 1)}", text)


def find_markup(text: str) -> Iterable[tuple[int, int]]:
    """The spans of tags, of blocks that no reader sees, of citations and addresses in Markdown, in no order.

    >>> list(find_markup("Sales <b>rose</b>."))
    [(6, 9), (13, 17)]
    """
    if "<" in text:
        yield from (match.span() for match in _TAG.finditer(text))
        for name in page_words()["markup"]["hidden"]:
            yield from _find_blocks(text, f"<{name}", f"</{name}")
    if "](" in text:
        yield from (match.span() for match in _REFERENCE.finditer(text))


def _find_blocks(text: str, opening: str, closing: str) -> Iterable[tuple[int, int]]:
    start = text.find(opening)
    while start >= 0:
        end = text.find(">", text.find(closing, start)) + 1
        if text.find(closing, start) < 0 or not end:
            return
        yield start, end
        start = text.find(opening, end)
