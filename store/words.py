"""Words as questions and sentences share them: split, stemmed, and joined with words of one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from store.vocabulary import Vocabulary

WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*\+*%?|%")
PART = re.compile(r"[^\W\d_]+|\d[\d.]*")
YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER = re.compile(r"\d[\d.]*")
_english = snowballstemmer.stemmer("english")


def split_words(text: str) -> list[str]:
    """Lower-case words, without possessive endings.

    >>> split_words("Alibaba’s cloud-unit grew 60%, AT&T and Face++ didn't")
    ['alibaba', 'cloud-unit', 'grew', '60%', 'at&t', 'and', 'face++', "didn't"]
    """
    words = (word.replace("’", "'") for word in WORD.findall(text.lower()))
    return [word.removesuffix("'s") for word in words]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The part that a word's inflections share.

    >>> stem("partnerships"), stem("growing")
    ('partnership', 'grow')
    """
    return str(_english.stemWord(word))


def stems(text: str) -> frozenset[str]:
    """The stems of a text's words, and of their parts.

    >>> sorted(stems("RMB10 trillion, third-largest"))
    ['10', 'largest', 'rmb', 'rmb10', 'third', 'third-largest', 'trillion']
    """
    return frozenset(stem(part) for word in split_words(text) for part in {word, *PART.findall(word)})


class Thesaurus:
    """Which words mean the same when a question has one and a sentence another."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._groups: dict[str, set[str]] = {}
        self._times = frozenset(vocabulary.table("questions")["times"].split())
        for group in _groups(vocabulary):
            members = {stem(word) for word in group}
            for member in members:
                self._groups.setdefault(member, set()).update(members)

    def __contains__(self, word: str) -> bool:
        return stem(word) in self._groups

    def expand(self, word: str) -> frozenset[str]:
        """The stems of the word and of its synonyms."""
        own = stem(word)
        return frozenset({own, *self._groups.get(own, ()), *NUMBER.findall(word)})

    def is_time(self, word: str) -> bool:
        """Whether the word only says of when: sentences say the same time in many ways.

        >>> from store.vocabulary import Vocabulary
        >>> [Thesaurus(Vocabulary()).is_time(word) for word in ("third", "2019", "revenue")]
        [True, True, False]
        """
        return word in self._times or bool(YEAR.fullmatch(word))


def _groups(vocabulary: Vocabulary) -> Iterator[list[str]]:
    yield from vocabulary.table("questions")["synonyms"]["groups"]


@lru_cache(maxsize=4)
def thesaurus(vocabulary: Vocabulary) -> Thesaurus:
    """The thesaurus of a vocabulary, made once."""
    return Thesaurus(vocabulary)
