"""Mends the words of a question that neither the vocabulary nor any stored sentence has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from store.asking import question_cues
from store.database.base import FactStore
from store.model import Reader
from store.vocabulary import Vocabulary

SHORTEST_MENDED = 4
SHORTEST_RARE = 6
"""Letters from which a word is mended to one that only the stored sentences have: shorter ones are like too many."""
LONG_WORD = 9
"""From so many letters on two slips are mended, in shorter words one."""


@lru_cache(maxsize=4)
def _known_words(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The words that the question vocabulary has a meaning for, by their first letters: hardly anybody errs there."""
    cues = question_cues(vocabulary)
    known: dict[str, tuple[str, ...]] = {}
    for word in (*(word for word in cues.follow_up if " " not in word), *sorted(cues.known)):
        known[word[0]] = (*known.get(word[0], ()), word)
    return known


class Spelling:
    """Mends words that nobody wrote; what is ordinary English stays as it is."""

    def __init__(self, facts: FactStore, reader: Reader, vocabulary: Vocabulary) -> None:
        self._facts = facts
        self._reader = reader
        self._cues = question_cues(vocabulary)
        self._known = _known_words(vocabulary)

    def mend(self, words: Iterable[str]) -> list[str]:
        return [self._mended(word) for word in words]

    def _mended(self, word: str) -> str:
        cues = self._cues
        if len(word) < SHORTEST_MENDED or not word.isalpha() or not word.isascii():
            return word
        if word in cues.known or word in cues.stop or word in cues.ordinary or self._is_written(word):
            return word
        if word[:-1] in cues.regions:
            return word[:-1]
        slips = 2 if len(word) >= LONG_WORD else 1
        near = process.extractOne(word, self._known.get(word[0], ()), scorer=OSA.distance, score_cutoff=slips)
        if near or len(word) < SHORTEST_RARE:
            return near[0] if near else word
        return next(iter(self._facts.similar_words(word)), word)

    def _is_written(self, word: str) -> bool:
        return any(self._facts.occurrences(self._reader, [word]))
