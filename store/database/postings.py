"""Postings: which keys have a gram, as numbers in a row of bytes; written by appending, read by counting."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence

import numpy as np

MOST_POSTED = 50_000
MOST_RARE = 16
"""Postings and grams that one search reads, the rarest first: a query that a million names match costs no more than
others, and right are as many as with twice as much."""

SURPLUS = 0.7
"""What a gram of the name counts that the query lacks, beside one of the query that the name lacks."""

WORTH_RANKING = 0.4
"""The share of the most grams in common with which a name may still be the best after all."""

WORTH_SCORING = 0.6
FEWEST_NAMES = 16
"""Of the best name's fit the share that others must have, but for so many, to be looked at more closely."""

ROW = 1_000
"""Postings in a row, which fills a page of the database."""
GRAMS_BITS = 8
MOST_GRAMS = (1 << GRAMS_BITS) - 1
MOST_KEYS = 1 << (32 - GRAMS_BITS)
"""A posting is a key's number and how many grams it has, in 32 bits; keys beyond are found only exactly."""


def pack(key: int, grams: int) -> int:
    """The posting of a key that has so many grams."""
    return key << GRAMS_BITS | min(MOST_GRAMS, grams)


def to_bytes(postings: Sequence[int]) -> bytes:
    """Postings as they are stored, the same on every machine."""
    return struct.pack(f"<{len(postings)}I", *postings)


def choose_rarest(counted: Iterable[tuple[int, int]]) -> list[int]:
    """Of grams with their numbers of postings those that may be read: the rarest one in any case.

    >>> choose_rarest([(45_000, 1), (4_000, 2), (4_000, 3)])
    [2, 3]
    """
    chosen: list[int] = []
    left = MOST_POSTED
    for count, gram in sorted(counted):
        left -= count
        if chosen and (left < 0 or len(chosen) == MOST_RARE):
            break
        chosen.append(gram)
    return chosen


def rank_keys(postings: bytes, wanted: int, limit: int) -> list[int]:
    """The keys with the most of the wanted grams, beside how many others they have, best first."""
    if not postings:
        return []
    posted = np.sort(np.frombuffer(postings, dtype="<u4"))
    last = np.append((posted[1:] != posted[:-1]).nonzero()[0], len(posted) - 1)
    common = last.copy()
    common[1:] -= last[:-1]
    common[0] += 1
    near = (common >= math.ceil(WORTH_RANKING * common.max())).nonzero()[0]
    found, common = posted[last[near]], common[near]
    fit = common / (wanted + SURPLUS * ((found & MOST_GRAMS) - common))
    best = np.argsort(-fit, kind="stable")[:limit]
    worth = max(FEWEST_NAMES, np.count_nonzero(fit[best] >= WORTH_SCORING * fit[best[0]]))
    return [int(key) for key in found[best[:worth]] >> GRAMS_BITS]
