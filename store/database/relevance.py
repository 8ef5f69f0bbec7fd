"""Which of many sentences that hold some of the words tell most: those with many of them, and the rare ones.

The full-text engine's own measure goes through every sentence of the index that holds a word to learn how rare it is:
8 ms of a question among a million facts.  Here a word is as rare as it is among the newest sentences that match.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from string import punctuation

from store.words import fold, stem

NAME_WORTH = 0.5
"""What a word is worth that stands only in the name of whom the sentence mentions."""

_SPACED = str.maketrans(dict.fromkeys(f"{punctuation}’‘“”–—", " "))


@dataclass(frozen=True, slots=True)
class Matched:
    """A sentence that holds at least one of the words, and the names of whom it mentions."""

    id: int
    text: str
    names: str


def rank_matched(matched: Sequence[Matched], terms: Iterable[str]) -> list[tuple[int, float]]:
    """The sentences' ids with their relevance, above 0, best first and of equals in the order they came in.

    >>> rank_matched([Matched(1, "Sales rose.", ""), Matched(2, "Profit rose, sales fell.", "")], ["profit", "sales"])
    [(2, 1.79...), (1, 0.69...)]
    """
    stems = dict.fromkeys(f" {stem(word)}" for term in terms for word in fold(term).split())
    texts = [(_words_of(each.text), _words_of(each.names)) for each in matched]
    held = {word: [_worth(word, *text) for text in texts] for word in stems}
    rarity = {word: log(1 + len(matched) / max(1, sum(map(bool, worths)))) for word, worths in held.items()}
    scores = [max(sum(rarity[word] * held[word][at] for word in stems), _LEAST) for at in range(len(matched))]
    return sorted(zip((each.id for each in matched), scores, strict=True), key=lambda found: -found[1])


_LEAST = 1e-6
"""For a sentence whose word the engine knows in a form of its own."""


def _words_of(text: str) -> str:
    return f" {fold(text).translate(_SPACED)}"


def _worth(word: str, text: str, names: str) -> float:
    return 1.0 if word in text else NAME_WORTH * (word in names)
