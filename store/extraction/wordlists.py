"""Turns word lists into regular expressions: tries, whose speed hardly depends on the length of the list."""

from __future__ import annotations

import re
from collections.abc import Iterable

_Node = dict[str, "_Node"]
_END = ""


def one_of(forms: Iterable[str]) -> str:
    r"""A pattern for any of the forms, longest first; a space in a form stands for one white space or hyphen.

    >>> one_of(["yuan", "yen", "us dollar"])
    '(?:us[\\s-]dollar|y(?:en|uan))'
    """
    trie: _Node = {}
    for form in forms:
        node = trie
        for character in form:
            node = node.setdefault(character, {})
        node[_END] = {}
    return _pattern(trie)


def plain(found: str) -> str:
    r"""A found form as it stands in the list.

    >>> plain("us-dollar"), plain("basis\npoints")
    ('us dollar', 'basis points')
    """
    return found if found.isalpha() else _GAP.sub(" ", found)


def singular(word: str) -> str:
    """A word or the last of several without the ending of its plural, as regular nouns have it.

    >>> singular("companies"), singular("tax losses"), singular("costs"), singular("business")
    ('company', 'tax loss', 'cost', 'business')
    """
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(_HISSING):
        return word[:-2]
    return word.removesuffix("s") if not word.endswith("ss") else word


_HISSING = ("xes", "ches", "shes", "sses")
_GAP = re.compile(r"[\s-]")


def _pattern(node: _Node) -> str:
    branches = [_escape(character) + _pattern(node[character]) for character in sorted(node) if character != _END]
    if not branches:
        return ""
    if _END in node:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _escape(character: str) -> str:
    return r"[\s-]" if character in " -" else re.escape(character)
