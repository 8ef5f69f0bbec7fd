"""A name as somebody typed it: its words, what each may stand for, and which of them say little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from store.names import NameWords, core_of, name_words, telling_words, without_cjk_legal

MOST_WORDS = 12
"""Words of a typed name that count: nobody types a longer one."""

REPAIRED_LETTERS = 4
"""Letters from which on a word that is nearly a longer known one ("grup") is taken for it."""
KNOWN_LETTERS = 5
KNOWN_LEGAL_LETTERS = 7
TWO_SLIPS_LETTERS = 7
"""… and from which on it may differ in two."""

CUT_SHORT_LETTERS = 2
GLUED_LETTERS = 3
"""Letters of a name that a legal word may be written onto: "tarngroup"."""


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word; `forms` are what it may stand for, each with the letters that are then wrong.

    A passing word ("stock price", "gruop", a country) may be part of the name, or nothing.
    """

    text: str
    forms: tuple[tuple[str, int], ...]
    is_passing: bool = False
    is_country: bool = False

    @property
    def is_common(self) -> bool:
        return self.forms[-1][0] in name_words().common


@dataclass(frozen=True, slots=True)
class TypedName:
    """A name that was typed: `words` are those that may tell whom it means.

    `cores` are what the name may be exactly: all of it, then what is left without passing words, countries last.
    """

    words: tuple[TypedWord, ...]
    cores: tuple[str, ...]


def read_typed(norm: str) -> TypedName:
    """Read a normalised name.

    >>> [(word.text, word.is_passing) for word in read_typed("the tarngroup stock china").words]
    [('tarn', False), ('group', True), ('stock', True), ('china', True)]
    >>> read_typed("tarn bank gruop").cores
    ('tarn bank gruop', 'tarn bank')
    """
    whole = norm.split()[:MOST_WORDS]
    parts = [part for word in telling_words(whole) for part in _unglue(without_cjk_legal(word))]
    words = [_read_word(word, is_last=place == len(parts) - 1 > 0) for place, word in enumerate(parts)]
    if all(word.is_passing for word in words):
        words = [TypedWord(word.text, word.forms) for word in words]
    return TypedName(tuple(words), tuple(dict.fromkeys([core_of(whole), *_variants(words)])))


def _variants(words: Sequence[TypedWord]) -> Iterator[str]:
    """The cores of the words: of all, with countries and without other passing words, without any."""
    if any(word.is_passing for word in words):
        yield core_of([word.text for word in words])
        yield core_of([word.text for word in words if word.is_country or not word.is_passing])
        yield core_of([word.text for word in words if not word.is_passing])


def _unglue(word: str) -> Sequence[str]:
    """A word, without the legal word that is written onto it."""
    for ending in name_words().cut_short:
        if word.endswith(ending) and len(word) >= len(ending) + GLUED_LETTERS:
            return word.removesuffix(ending), ending
    return (word,)


@lru_cache(maxsize=10_000)
def _read_word(word: str, *, is_last: bool) -> TypedWord:
    known = name_words()
    forms = [(word, 0)]
    if standing := known.same.get(word):
        forms += [(standing, 0)] if standing != word else []
    elif near := _nearly_known(word):
        forms.append(near)
    is_country = word in known.countries
    is_passing = is_country or word in known.filler or forms[-1][0] in known.legal or _is_year(word)
    return TypedWord(word, tuple(forms), is_passing or (is_last and _is_cut_short(word, known)), is_country)


def _nearly_known(word: str) -> tuple[str, int] | None:
    if len(word) < REPAIRED_LETTERS or word in name_words().common:
        return None
    slips = 1 if len(word) < TWO_SLIPS_LETTERS else 2
    near = process.extractOne(word, _repairable(), scorer=OSA.distance, score_cutoff=slips)
    return (name_words().same.get(near[0], near[0]), int(near[1])) if near else None


@lru_cache(maxsize=1)
def _repairable() -> tuple[str, ...]:
    known = name_words()
    legal = sorted(word for word in known.legal if len(word) >= KNOWN_LEGAL_LETTERS)
    words = dict.fromkeys([*known.cut_short, *known.same, *known.same.values(), *legal])
    return tuple(word for word in words if len(word) >= KNOWN_LETTERS)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"}  # noqa: PLR2004


def _is_cut_short(word: str, known: NameWords) -> bool:
    return len(word) >= CUT_SHORT_LETTERS and any(whole.startswith(word) for whole in known.cut_short)
