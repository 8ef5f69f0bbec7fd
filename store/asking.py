"""How questions are asked: the vocabulary of `seeds/questions.toml`, compiled once and ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from store.vocabulary import Vocabulary
from store.words import measure_names, split_words

SHARE_PRICE = "share-price"
"""The key of what a share costs."""

Patterns = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, eq=False)
class Cues:
    """The words that tell what a question asks for."""

    stop: frozenset[str]
    polar: frozenset[str]
    before_us: frozenset[str]
    grades: frozenset[str]
    loose: frozenset[str]
    never_money: frozenset[str]
    offices: frozenset[str]
    firms: re.Pattern[str]
    related_firms: re.Pattern[str]
    reactions: re.Pattern[str]
    grading: frozenset[str]
    follow_up: tuple[str, ...]
    pointing: frozenset[str]
    referring: frozenset[str]
    intents: Patterns
    silent: Mapping[str, frozenset[str]]
    units: Patterns
    kinds: Patterns
    earlier: re.Pattern[str]
    later: re.Pattern[str]
    parts: re.Pattern[str]
    regions: frozenset[str]
    metrics: Mapping[str, str]
    abbreviations: Mapping[str, str]
    currencies: Mapping[str, str]
    ordinary: frozenset[str]
    known: frozenset[str]

    def metric(self, words: Sequence[str]) -> str:
        """The key of the measure that these words together name, if they do."""
        return self.metrics.get(" ".join(words), "")


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these words and phrases, the longest first.

    >>> any_of(["how", "how many"]).search("and how many now")[0]
    'how many'
    """
    return re.compile(rf"(?<![\w%])(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})(?!\w)")


def first_of(patterns: Patterns, text: str) -> tuple[str, str]:
    """The name of the first of these patterns that the text holds, and the words it held."""
    return next(((name, found[0]) for name, pattern in patterns if (found := pattern.search(text))), ("", ""))


@lru_cache(maxsize=4)
def question_cues(vocabulary: Vocabulary) -> Cues:
    """The cues of a vocabulary, compiled once."""
    table = vocabulary.table("questions")
    metrics = dict(reversed(list(_metrics(vocabulary))))
    stop = frozenset(table["stop"].split())
    synonyms = (word for group in table["synonyms"]["groups"] for phrase in group for word in split_words(phrase))
    measured = (word for name in metrics for word in name.split())
    asking = (
        word for name in ("intents", "kinds", "units") for phrase in _phrases(table[name]) for word in phrase.split()
    )
    single = {*synonyms, *measured, *asking, *table["times"].split(), *table["abbreviations"]}
    regions = frozenset(_regions(vocabulary))
    return Cues(
        stop=stop,
        polar=frozenset(table["polar"]),
        before_us=frozenset(table["before_us"]),
        grades=frozenset(table["grades"]),
        loose=frozenset(table["loose"]),
        never_money=frozenset(table["metrics"]["never_money"]),
        offices=frozenset(table["offices"]),
        firms=_which(table["firms"]),
        related_firms=_which(table["related_firms"]),
        reactions=any_of(table["reactions"]),
        grading=frozenset(table["grading"]),
        follow_up=tuple(table["follow_up"]),
        pointing=frozenset(table["pointing"]),
        referring=frozenset(table["referring"]),
        intents=tuple((intent["name"], any_of(intent["cues"])) for intent in table["intents"]),
        silent={intent["name"]: frozenset(intent.get("silent", "").split()) for intent in table["intents"]},
        units=tuple((unit["name"], any_of(unit["cues"])) for unit in table["units"]),
        kinds=tuple((kind, any_of(cues)) for kind, cues in table["kinds"].items()),
        earlier=any_of(table["earlier"]),
        later=any_of(table["later"]),
        parts=any_of(table["parts"]),
        regions=regions,
        metrics=metrics,
        abbreviations=table["abbreviations"],
        currencies={row["form"]: row["code"] for row in vocabulary.rows("currencies") if row["form"].isalpha()},
        ordinary=frozenset(_words_in(vocabulary.table("names")["never"])),
        known=frozenset({*single, *(f"{word}s" for word in single), *regions}) - stop,
    )


def _metrics(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The names of each measure, in the singular and the plural, with its key."""
    for key, names in measure_names(vocabulary).items():
        for name in (" ".join(split_words(name)) for name in names):
            yield name, key
            yield f"{name}s", key
            if name.endswith("y"):
                yield f"{name[:-1]}ies", key


def _regions(vocabulary: Vocabulary) -> Iterator[str]:
    """The words of regions and countries, and of what comes from there."""
    for row in vocabulary.rows("places"):
        if row["kind"] in ("country", "region", "state"):
            yield from split_words(" ".join((row["name"], row["aliases"], row["demonyms"])).replace("|", " "))
    yield from (word for name in vocabulary.table("questions")["regions"]["names"] for word in name.split())


def _which(nouns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:which|what) (?:\w+ ){{0,2}}(?:{'|'.join(nouns)})\b")


def _phrases(table: Sequence[Mapping[str, Any]] | Mapping[str, Any]) -> Iterator[str]:
    """The cues of a table of lists, or of a list of tables."""
    for cues in table.values() if isinstance(table, Mapping) else (each["cues"] for each in table):
        yield from cues


def _words_in(table: Mapping[str, Any]) -> Iterator[str]:
    for value in table.values():
        if isinstance(value, str):
            yield from value.split()
