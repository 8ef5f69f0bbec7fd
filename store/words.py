"""Words as questions and sentences share them: folded, split, stemmed, and joined with words of one meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import snowballstemmer

from store.vocabulary import Vocabulary

WORD = re.compile(r"[^\W_]+(?:[.,'&][^\W_]+)*%?|%|[$€£¥₹]")
PIECE = re.compile(r"[^\W\d_]+|\d[\d.,]*")
YEAR = re.compile(r"(?:19|20)\d\d")
DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
READ_TEXTS = 4_000
"""Sentences whose words are kept: a thread asks again and again about the same ones."""

SPREAD = 3
"""How far the words of one phrase may stand from each other."""

Phrase = tuple[str, ...]
"""The stems of words that stand one after another."""

Spoken = tuple[str, Phrase]
"""Words as people write them, and their stems."""

_english = snowballstemmer.stemmer("english")
_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "+": " plus "}
)


def fold(text: str) -> str:
    """Lower case, without accents; a plus sign is the word that people type for it.

    >>> fold("Sørvik’s Café, Disney+")
    "sorvik's cafe, disney plus "
    """
    folded = text.lower()
    if not folded.isascii():
        folded = "".join(each for each in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(each))
    return folded.translate(_LETTERS)


def split_words(text: str) -> list[str]:
    """Lower-case words, without accents, hyphens and possessive endings.

    >>> split_words("Alibaba’s cloud-unit grew 60%, AT&T and the U.S. didn't")
    ['alibaba', 'cloud', 'unit', 'grew', '60%', 'at&t', 'and', 'the', 'us', "didn't"]
    """
    return [_plain(found[0]) for found in WORD.finditer(fold(text))]


def _plain(word: str) -> str:
    word = word.removesuffix("'s")
    return word.replace(".", "") if DOTTED.fullmatch(word) else word


@lru_cache(maxsize=1)
def _settled() -> Mapping[str, str]:
    """The stems of words that the stemmer would join with others, or leave apart from their own."""
    table = Vocabulary().table("questions")["stems"]
    alone = {word: word for word in table["alone"].split()}
    return alone | {form: str(_english.stemWord(word)) for form, word in map(str.split, table["of"])}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The part that a word's inflections share.

    >>> stem("partnerships"), stem("growing"), stem("grew"), stem("sales")
    ('partnership', 'grow', 'grow', 'sales')
    """
    if word[:-1].isdigit():
        return word.removesuffix("s")  # "the Acme 360s"
    return _settled().get(word) or str(_english.stemWord(word))


@lru_cache(maxsize=50_000)
def stems_of(word: str) -> Phrase:
    """The stem of a word as it stands, and those of its pieces where it is put together of letters and digits.

    >>> stems_of("rmb10"), stems_of("60%"), stems_of("u.s")
    (('rmb10', 'rmb', '10'), ('60%', '60'), ('us',))
    """
    plain = _plain(word)
    if plain.isalpha():
        return (stem(plain),)
    pieces = PIECE.findall(plain)
    return tuple(dict.fromkeys((stem(plain), *(stem(piece.rstrip(".,")) for piece in pieces))))


@dataclass(frozen=True, eq=False)
class Stems:
    """The stems of a folded text, with the words at which each stands."""

    words: Mapping[str, Sequence[int]]
    text: str

    @cached_property
    def places(self) -> Sequence[int]:
        """The character at which each word begins."""
        return [found.start() for found in WORD.finditer(self.text)]

    def find(self, phrase: Phrase) -> Sequence[int]:
        """The words at which the phrase begins.

        >>> read_stems("the third quarter and the second quarter").find(("second", "quarter"))
        [5]
        """
        first = self.words.get(phrase[0], ())
        if len(phrase) == 1 or not first:
            return first
        return [at for at in first if all(at + n in self.words.get(word, ()) for n, word in enumerate(phrase))]

    def has_spread(self, phrase: Phrase) -> bool:
        """Whether the words of a phrase follow each other with few others between: "cut 900 office jobs".

        >>> read_stems("they cut 900 office jobs").has_spread(("cut", "job"))
        True
        """
        ends: Sequence[int] = self.words.get(phrase[0], ())
        for word in phrase[1:]:
            ends = [at for at in self.words.get(word, ()) if any(0 < at - end <= SPREAD for end in ends)]
        return bool(ends)


@lru_cache(maxsize=READ_TEXTS)
def read_stems(text: str) -> Stems:
    """The stems in a text."""
    words: dict[str, list[int]] = {}
    folded = fold(text)
    for at, word in enumerate(WORD.findall(folded)):
        for each in stems_of(word):
            if each in words:
                words[each].append(at)
            else:
                words[each] = [at]
    return Stems(words, folded)


def _spoken(phrase: str) -> Spoken:
    return phrase, tuple(map(stem, split_words(phrase)))


class Thesaurus:
    """Which words mean the same when a question has one and a sentence another."""

    def __init__(
        self, groups: Iterable[Sequence[str]], measures: Mapping[str, Sequence[str]], times: Iterable[str]
    ) -> None:
        self._known: dict[str, dict[Phrase, list[Spoken]]] = {}
        self._measures = {key: tuple(map(_spoken, names)) for key, names in measures.items()}
        self._times = frozenset(times)
        for group in groups:
            self._learn(tuple(map(_spoken, group)))
        for phrase in (spoken for names in self._measures.values() for spoken in names):
            self._learn((phrase,))

    def _learn(self, group: tuple[Spoken, ...]) -> None:
        for _, phrase in group:
            self._known.setdefault(phrase[0], {}).setdefault(phrase, []).extend(group)

    def __contains__(self, word: str) -> bool:
        return (stem(word),) in self._known.get(stem(word), ())

    def is_phrase(self, words: Sequence[str]) -> bool:
        """Whether these words together are one of the phrases."""
        phrase = tuple(map(stem, words))
        return phrase in self._known.get(phrase[0], ())

    def synonyms(self, words: Sequence[str]) -> tuple[Spoken, ...]:
        """What means the same as these words together, the words themselves first.

        >>> from store.vocabulary import Vocabulary
        >>> ("takeover", ("takeov",)) in thesaurus(Vocabulary()).synonyms(["acquisition"])
        True
        """
        own = tuple(map(stem, words))
        found = {phrase: spoken for spoken, phrase in self._known.get(own[0], {}).get(own, ())}
        return ((" ".join(words), own), *((spoken, phrase) for phrase, spoken in found.items() if phrase != own))

    def measure(self, key: str) -> tuple[Spoken, ...]:
        """What people call a measure, and what sentences tell it with."""
        return self._measures.get(key, ())

    def phrases(self, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """The words one after another, those that are a phrase of the thesaurus together.

        >>> from store.vocabulary import Vocabulary
        >>> list(thesaurus(Vocabulary()).phrases(["chip", "market", "share"]))
        [('chip',), ('market', 'share')]
        """
        stemmed, at = tuple(map(stem, words)), 0
        while at < len(words):
            known = self._known.get(stemmed[at], ())
            size = max((len(phrase) for phrase in known if stemmed[at : at + len(phrase)] == phrase), default=1)
            yield tuple(words[at : at + size])
            at += size

    def is_time(self, word: str) -> bool:
        """Whether the word only says of when: sentences say the same time in many ways.

        >>> from store.vocabulary import Vocabulary
        >>> [thesaurus(Vocabulary()).is_time(word) for word in ("third", "2019", "revenue")]
        [True, True, False]
        """
        return word in self._times or bool(YEAR.fullmatch(word))


def _groups(vocabulary: Vocabulary) -> Iterator[Sequence[str]]:
    yield from vocabulary.table("questions")["synonyms"]["groups"]
    for row in vocabulary.rows("places"):
        yield [row["name"], *filter(None, (*row["aliases"].split("|"), *row["demonyms"].split("|")))]


def measure_names(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """What people call each measure, by its key: nouns that may stand for something else are left out."""
    measures = vocabulary.table("metrics")["measures"]
    called = vocabulary.table("questions")["metrics"]
    names = {
        key: [name for name in measure["names"] if name not in called["never"]] for key, measure in measures.items()
    }
    for key, more in called["more"].items():
        names.setdefault(key, []).extend(more)
    return names


@lru_cache(maxsize=4)
def thesaurus(vocabulary: Vocabulary) -> Thesaurus:
    """The thesaurus of a vocabulary, made once."""
    verbs = {key: measure.get("verbs", []) for key, measure in vocabulary.table("metrics")["measures"].items()}
    called = vocabulary.table("questions")["metrics"]
    measures = {
        key: [*names, *called["told"].get(key, ()), *(v for v in verbs.get(key, ()) if v not in called["never_verbs"])]
        for key, names in measure_names(vocabulary).items()
    }
    return Thesaurus(_groups(vocabulary), measures, vocabulary.table("questions")["times"].split())
