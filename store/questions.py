"""From a colleague's question to a `Query`: about whom, what kind of answer, which metric, which other words.

A follow-up takes over what it leaves out from the question before it in the thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from store.database.base import FactStore
from store.matching import Candidate, Outcome, exact_names, match_name
from store.model import Entity, EntityKind, Query, Reader
from store.vocabulary import Vocabulary
from store.words import split_words, stem, thesaurus

MAX_LENGTH = 300
MOST_NAME_WORDS = 5
MIN_FUZZY_LETTERS = 5
SHORTEST_MENDED = 4
LONG_WORD = 9
"""From so many letters on two slips are mended, in shorter words one."""
DETERMINERS = frozenset({"a", "an", "the", "this", "that", "to", "any", "our", "your", "their"})
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
    metric_words: frozenset[str]
    abbreviations: Mapping[str, str]
    currencies: Mapping[str, str]

    @classmethod
    def of(cls, table: Mapping[str, Any], measures: Mapping[str, Any], currencies: Mapping[str, str]) -> Cues:
        """Compile the tables `questions.toml` and `metrics.toml`, and the names of currencies."""
        phrases = [(name, key) for key, measure in measures.items() for name in measure["names"]]
        return cls(
            stop=frozenset(table["stop"].split()),
            follow_up=tuple(table["follow_up"]),
            pointing=frozenset(table["pointing"]),
            intents=tuple((intent["name"], _any_of(intent["cues"])) for intent in table["intents"]),
            units=tuple((unit, _any_of(cues)) for unit, cues in table["units"].items()),
            regions=frozenset(word for name in table["regions"]["names"] for word in name.split()),
            metrics=tuple(sorted(phrases, key=lambda pair: -len(pair[0]))),
            metric_words=frozenset(word for name, _ in phrases for word in (name, f"{name}s") if " " not in name),
            abbreviations=table["abbreviations"],
            currencies=currencies,
        )


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})(?!\w)")


@lru_cache(maxsize=4)
def question_cues(vocabulary: Vocabulary) -> Cues:
    """The cues of a vocabulary, compiled once."""
    currencies = {row["form"]: row["code"] for row in vocabulary.rows("currencies") if row["form"].isalpha()}
    return Cues.of(vocabulary.table("questions"), vocabulary.table("metrics")["measures"], currencies)


@lru_cache(maxsize=4)
def known_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every word that the question vocabulary has a meaning for, for misspelt ones to be compared with."""
    cues, synonyms = question_cues(vocabulary), vocabulary.table("questions")["synonyms"]["groups"]
    grouped = {word for group in synonyms for phrase in group for word in phrase.split()}
    return tuple(sorted((cues.metric_words | cues.regions | grouped) - cues.stop))


@lru_cache(maxsize=4)
def ordinary_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Words that are names only now and then, such as "gap" and "target"."""
    return frozenset(vocabulary.table("names")["never"]["ordinary"].split())


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
    words = spell_out(split_words(asked), cues)
    names, named = NameFinder(facts, reader, vocabulary).find(words)
    rest = Spelling(facts, reader, vocabulary).mend(word for place, word in enumerate(words) if place not in named)
    lower = " ".join(rest)
    metric, metric_words = _metric(lower, cues)
    intent, cue = _first(cues.intents, lower)
    unit, unit_cue = _first(cues.units, lower)
    said = {*cues.stop, *metric_words, *(split_words(cue) if intent != "figure" else ())}
    if set(rest) - said - set(unit_cue.split()):
        said.update(unit_cue.split() if " " in unit_cue else ())
    query = Query(
        text=asked,
        intent="figure" if metric and intent in ("", "definition") else intent,
        entities=tuple(name for name, kind in names.items() if kind is not EntityKind.PERSON),
        people=tuple(name for name, kind in names.items() if kind is EntityKind.PERSON),
        metric=metric,
        metric_words=metric_words,
        terms=tuple(dict.fromkeys(word for word in rest if word not in said)),
        unit=unit,
        currency=next((cues.currencies[word] for word in rest if word in cues.currencies), ""),
    )
    return _carry_over(query, previous, cues, words) if previous else query


def _first(patterns: Sequence[tuple[str, re.Pattern[str]]], text: str) -> tuple[str, str]:
    """The first of the named patterns that the text holds, and the words it held."""
    return next(((name, found[0]) for name, pattern in patterns if (found := pattern.search(text))), ("", ""))


def _metric(text: str, cues: Cues) -> tuple[str, tuple[str, ...]]:
    """The key of the longest metric name in the text, and the words of that name."""
    padded = f" {text} "
    for name, key in cues.metrics:
        for form in (name, f"{name}s"):
            if f" {form} " in padded:
                return key, tuple(form.split())
    return "", ()


def spell_out(words: Sequence[str], cues: Cues) -> list[str]:
    """The words with abbreviations written out."""
    return [each for word in words for each in cues.abbreviations.get(word, word).split()]


class Spelling:
    """Mends words that neither the vocabulary nor any stored sentence has."""

    def __init__(self, facts: FactStore, reader: Reader, vocabulary: Vocabulary) -> None:
        self._facts = facts
        self._reader = reader
        self._known = known_words(vocabulary)
        self._stop = question_cues(vocabulary).stop

    def mend(self, words: Iterable[str]) -> list[str]:
        return [self._mended(word) for word in words]

    def _mended(self, word: str) -> str:
        if len(word) < SHORTEST_MENDED or not word.isalpha() or word in self._known or word in self._stop:
            return word
        if any(self._facts.occurrences(self._reader, [word])):
            return word
        slips = 2 if len(word) >= LONG_WORD else 1
        near = process.extractOne(word, self._known, scorer=OSA.distance, score_cutoff=slips)
        return near[0] if near else next(iter(self._facts.similar_words(word)), word)


class NameFinder:
    """Finds whom a question names: exact names anywhere in it, and misspelt ones among words that nobody wrote."""

    def __init__(self, facts: FactStore, reader: Reader, vocabulary: Vocabulary) -> None:
        self._facts = facts
        self._reader = reader
        self._cues = question_cues(vocabulary)
        self._thesaurus = thesaurus(vocabulary)
        self._ordinary = ordinary_words(vocabulary)

    def find(self, words: Sequence[str]) -> tuple[dict[str, EntityKind], set[int]]:
        """The entities by name, longest names first, and the places of the words that name them."""
        places = [place for place in _windows(len(words)) if self._may_be_name(words, place)]
        exact = exact_names([each for place in places for each in _spellings(words, place)], self._facts, self._reader)
        found: dict[str, EntityKind] = {}
        taken: set[int] = set()
        for place in places:
            if taken.isdisjoint(place) and (entity := self._named(words, place, exact)):
                found[entity.name] = entity.kind
                taken.update(place)
        return found, taken

    def _named(self, words: Sequence[str], place: range, exact: Mapping[str, tuple[Candidate, ...]]) -> Entity | None:
        for spelling in _spellings(words, place):
            if spelling in exact:
                return self._facts.entity(exact[spelling][0].entity_id, self._reader)
        phrase = [words[at] for at in place]
        if self._may_be_misspelt(phrase):
            match = match_name(" ".join(phrase), self._facts, self._reader)
            if match.outcome is Outcome.FOUND:
                return self._facts.entity(match.candidates[0].entity_id, self._reader)
        return None

    def _may_be_name(self, words: Sequence[str], place: range) -> bool:
        """Words of the question's own ("growth", "us"), and ordinary ones after an article ("the gap"), name nobody."""
        phrase = [words[at] for at in place]
        if all(word in self._cues.stop or word in self._cues.regions or self._is_asking(word) for word in phrase):
            return False
        if len(phrase) > 1:
            return phrase[0] not in DETERMINERS and phrase[-1] not in self._cues.stop
        before = words[place.start - 1] if place.start else ""
        return phrase[0] not in self._ordinary or before not in DETERMINERS

    def _is_asking(self, word: str) -> bool:
        return word in self._thesaurus or word in self._cues.metric_words

    def _may_be_misspelt(self, phrase: Sequence[str]) -> bool:
        """Whether some word of it stands in no sentence, and none is part of the question."""
        if any(word in self._cues.stop or self._is_asking(word) for word in phrase):
            return False
        counts = zip(phrase, self._facts.occurrences(self._reader, phrase), strict=True)
        return any(not count and len(word) >= MIN_FUZZY_LETTERS for word, count in counts)


def _windows(length: int) -> list[range]:
    """Every run of up to five words, the longest first."""
    sizes = range(min(MOST_NAME_WORDS, length), 0, -1)
    return [range(start, start + size) for size in sizes for start in range(length - size + 1)]


def _spellings(words: Sequence[str], place: range) -> list[str]:
    """The words as they stand, and without the "s" of a possessive that was written without its apostrophe."""
    phrase = " ".join(words[at] for at in place)
    return list(dict.fromkeys((phrase, phrase.removesuffix("s"))))


def _carry_over(query: Query, previous: Query, cues: Cues, words: Sequence[str]) -> Query:
    names_nobody = not query.entities and not query.people
    if not names_nobody and (query.terms or query.metric):
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
        metric_words=query.metric_words or (previous.metric_words if leaves_out else ()),
        unit=query.unit or (previous.unit if not query.intent else ""),
        intent=query.intent or previous.intent,
        carried=tuple(w for w in carried if stem(w) not in own) if leaves_out or points_back else (),
        told=previous.told,
    )
