"""The words around quotations, from `seeds/quotes.toml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from store.extraction.wordlists import one_of
from store.vocabulary import Vocabulary


@dataclass(frozen=True)
class SpeechWords:
    """The word lists of `quotes.toml`, ready for use."""

    verb: re.Pattern[str]
    participles: frozenset[str]
    continuing: frozenset[str]
    telling: frozenset[str]
    links: frozenset[str]
    naming: frozenset[str]
    predicating: frozenset[str]
    unnamed: re.Pattern[str]
    spokespeople: frozenset[str]
    persons: frozenset[str]
    companies: re.Pattern[str]
    boundary: re.Pattern[str]
    clause: re.Pattern[str]
    prepositions: frozenset[str]


@lru_cache(maxsize=8)
def compile_speech_words(vocabulary: Vocabulary) -> SpeechWords:
    """Compile the lists, once for each vocabulary."""
    lists = vocabulary.table("quotes")
    return SpeechWords(
        verb=_compile([*lists["verbs"], *lists["participles"], "according to"]),
        participles=frozenset(lists["participles"]),
        continuing=frozenset(lists["continuing"]),
        telling=frozenset(lists["telling"]),
        links=frozenset(lists["links"]),
        naming=frozenset(lists["naming"]),
        predicating=frozenset(lists["predicating"]),
        unnamed=_compile([*lists["spokespeople"], *lists["unnamed"]], unless_after=lists["titles"]),
        spokespeople=frozenset(lists["spokespeople"]),
        persons=frozenset(lists["persons"]),
        companies=_compile(lists["companies"]),
        boundary=re.compile(r"[;:!?“”\"«»]|" + _compile(lists["boundaries"]).pattern),
        clause=re.compile(r"[\s,]*(?:and|" + "|".join(lists["boundaries"]) + r")\b"),
        prepositions=frozenset(lists["prepositions"]),
    )


def _compile(words: Iterable[str], unless_after: Iterable[str] = ()) -> re.Pattern[str]:
    """One pattern for whole words, also with a capital; not where one of `unless_after` stands right before.

    Matching either case would take three times as long.
    """
    forms = {form for word in words for form in (word, word[0].upper() + word[1:])}
    guards = "".join(rf"(?<!{re.escape(word)} )" for word in unless_after)
    return re.compile(rf"(?<![\w-]){guards}{one_of(forms)}(?![\w-])")
