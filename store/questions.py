"""From a colleague's question to a `Query`: about whom, what kind of answer, which metric, which other words.

A follow-up takes over what it leaves out from the question before it in the thread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from store.database.base import FactStore
from store.matching import Outcome, match_name
from store.model import EntityKind, Query, Reader
from store.vocabulary import Vocabulary
from store.words import split_words, stem

MAX_LENGTH = 300
MAX_NAME_WORDS = 5
MIN_FUZZY_LETTERS = 5
FEW_TERMS = 3
"""A question with at most so many content words and no name of its own leaves something out."""


@dataclass(frozen=True, eq=False)
class Cues:
    """The question vocabulary, ready for look-up."""

    stop: frozenset[str]
    follow_up: tuple[str, ...]
    pointing: frozenset[str]
    intents: tuple[tuple[str, re.Pattern[str]], ...]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    regions: frozenset[str]
    metrics: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, table: Mapping[str, Any], measures: Mapping[str, Any]) -> Cues:
        """Compile the tables `questions.toml` and `metrics.toml`."""
        phrases = [(name, key) for key, measure in measures.items() for name in measure["names"]]
        return cls(
            stop=frozenset(table["stop"].split()),
            follow_up=tuple(table["follow_up"]),
            pointing=frozenset(table["pointing"]),
            intents=tuple((intent["name"], _any_of(intent["cues"])) for intent in table["intents"]),
            units=tuple((unit, _any_of(cues)) for unit, cues in table["units"].items()),
            regions=frozenset(word for name in table["regions"]["names"] for word in name.split()),
            metrics=tuple(sorted(phrases, key=lambda pair: -len(pair[0]))),
        )


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})(?!\w)")


@lru_cache(maxsize=4)
def question_cues(vocabulary: Vocabulary) -> Cues:
    """The cues of a vocabulary, compiled once."""
    return Cues.of(vocabulary.table("questions"), vocabulary.table("metrics")["measures"])


def is_question(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a message in a thread reads as a question or a follow-up, rather than as talk between people."""
    cues, asked = question_cues(vocabulary), text.strip().lower()
    if asked.endswith(("?", "？")):
        return True
    return len(asked.split()) <= 12 and asked.startswith(tuple(f"{cue} " for cue in cues.follow_up))  # noqa: PLR2004


def read_question(
    text: str, facts: FactStore, vocabulary: Vocabulary, reader: Reader, previous: Query | None = None
) -> Query:
    """What the question asks for; with `previous`, what it leaves out is taken over from there."""
    cues = question_cues(vocabulary)
    asked = " ".join(text[:MAX_LENGTH].split())
    words = split_words(asked)
    names, named = _find_names(words, asked, facts, reader, cues)
    lower = " ".join(words)
    rest = [word for place, word in enumerate(words) if place not in named]
    metric = _metric(" ".join(rest), cues)
    intent, cue = _first(cues.intents, lower)
    said = cues.stop.union(split_words(cue) if intent != "figure" else ())
    query = Query(
        text=asked,
        intent="figure" if metric and intent in ("", "definition") else intent,
        entities=tuple(name for name, kind in names.items() if kind is not EntityKind.PERSON),
        people=tuple(name for name, kind in names.items() if kind is EntityKind.PERSON),
        metric=metric,
        terms=tuple(dict.fromkeys(word for word in rest if word not in said)),
        unit=_first(cues.units, lower)[0],
    )
    return _carry_over(query, previous, cues, words) if previous else query


def _first(patterns: Sequence[tuple[str, re.Pattern[str]]], text: str) -> tuple[str, str]:
    """The first of the named patterns that the text holds, and the words it held."""
    return next(((name, found[0]) for name, pattern in patterns if (found := pattern.search(text))), ("", ""))


def _metric(text: str, cues: Cues) -> str:
    padded = f" {text} "
    return next((key for name, key in cues.metrics if f" {name} " in padded or f" {name}s " in padded), "")


def _find_names(
    words: Sequence[str], asked: str, facts: FactStore, reader: Reader, cues: Cues
) -> tuple[dict[str, EntityKind], set[int]]:
    """Entities named in the question, longest names first, and the places of the words that name them."""
    found: dict[str, EntityKind] = {}
    taken: set[int] = set()
    for length in range(min(MAX_NAME_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            place = range(start, start + length)
            phrase = " ".join(words[start : start + length])
            if taken.isdisjoint(place) and (entity := _named(phrase, asked, facts, reader, cues)):
                found.update([entity])
                taken.update(place)
    return found, taken


def _named(phrase: str, asked: str, facts: FactStore, reader: Reader, cues: Cues) -> tuple[str, EntityKind] | None:
    if _is_common(phrase, asked, cues):
        return None
    for spelling in dict.fromkeys((phrase, phrase.removesuffix("s"))):
        match = match_name(spelling, facts, reader)
        exact = bool(match.candidates) and match.candidates[0].score == 100  # noqa: PLR2004
        if exact or (match.outcome is Outcome.FOUND and _may_be_misspelt(phrase, facts, reader)):
            entity = facts.entity(match.candidates[0].entity_id, reader)
            return (entity.name, entity.kind) if entity else None
    return None


def _is_common(phrase: str, asked: str, cues: Cues) -> bool:
    """Whether these words are rather part of the question than a name ("target", "us", "growth")."""
    words = phrase.split()
    if all(word in cues.stop or word in cues.regions for word in words):
        return True
    is_cue = len(words) == 1 and any(pattern.fullmatch(phrase) for _, pattern in (*cues.intents, *cues.units))
    is_metric = any(phrase == name for name, _ in cues.metrics)
    return (is_cue or is_metric) and phrase.capitalize() not in asked


def _may_be_misspelt(phrase: str, facts: FactStore, reader: Reader) -> bool:
    """Only a word that no sentence has can be a misspelt name."""
    return len(phrase) >= MIN_FUZZY_LETTERS and " " not in phrase and not any(facts.occurrences(reader, [phrase]))


def _carry_over(query: Query, previous: Query, cues: Cues, words: Sequence[str]) -> Query:
    names_nobody = not query.entities and not query.people
    if not names_nobody and query.terms:
        return query
    carried = previous.terms + previous.carried
    if any(word in cues.regions for word in query.terms):
        carried = tuple(word for word in carried if word not in cues.regions)
    leaves_out = len(query.terms) <= FEW_TERMS or words[:1] == ["and"]
    points_back = any(word in cues.pointing for word in words)
    own = {stem(word) for word in query.terms}
    return replace(
        query,
        entities=query.entities or (previous.entities if names_nobody else ()),
        people=query.people or (previous.people if names_nobody else ()),
        metric=query.metric or (previous.metric if leaves_out else ""),
        unit=query.unit or (previous.unit if not query.intent else ""),
        intent=query.intent or previous.intent,
        carried=tuple(w for w in carried if stem(w) not in own) if leaves_out or points_back else (),
        told=previous.told,
    )
