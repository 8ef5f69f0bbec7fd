"""Pairs what was expected with what was found, one to one, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.quality.likeness import SAME_QUOTE, Directory, quote_likeness, same_person
from tests.quality.records import Claim, Happening, Person, Quotation

T = TypeVar("T")
Pairs = dict[int, int]
"""Of each expected item that was found, its number and that of the found one."""


def pair(expected: Sequence[T], found: Sequence[T], likeness: Callable[[T, T], float]) -> Pairs:
    """Greedy pairs; a likeness of 0 forbids one, and of equals the first in the text is taken.

    >>> pair(["ab", "abc"], ["abc", "b"], lambda one, other: len(set(one) & set(other)))
    {1: 0, 0: 1}
    """
    likes = ((likeness(one, other), i, j) for i, one in enumerate(expected) for j, other in enumerate(found))
    pairs: Pairs = {}
    for _, i, j in sorted((like for like in likes if like[0] > 0), key=lambda like: (-like[0], like[1], like[2])):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def span_overlap(one: Claim, other: Claim) -> float:
    """Characters in common; the fraction prefers, of equals, the span that is not longer than it need be."""
    common = min(one.end, other.end) - max(one.start, other.start)
    covered = max(one.end, other.end) - min(one.start, other.start)
    return common + common / (covered + 1) if common > 0 else 0


def person_likeness(one: Person, other: Person) -> float:
    return (2 if one.name == other.name else 1) if same_person(one.name, other.name) else 0


def same_words_quoted(one: Quotation, other: Quotation) -> float:
    likeness = quote_likeness(one.text, other.text)
    return likeness if likeness >= SAME_QUOTE else 0


def shared_participants(one: Happening, other: Happening, directory: Directory) -> float:
    """How many take part in both; 0 where the types differ."""
    if one.type != other.type:
        return 0
    return sum(any(directory.same(a, b) or same_person(a, b) for b in other.participants) for a in one.participants)
