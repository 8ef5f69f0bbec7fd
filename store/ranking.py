"""How well a stored fact answers a question: how much of it the fact's sentence covers, and whether its kind fits.

Scores are sums of a few named parts; the parts were set on questions about news, not on single sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

from store.database.base import FactStore
from store.model import Cited, Event, Fact, Figure, FigureKind, Passage, Query, Quote, Reader, Role
from store.words import Thesaurus, split_words, stem, stems

FLOOR = 0.5
"""At least half of a question's words, weighted by how rare they are, must be covered by a fact and its sentence."""
COVERED = 1.5
"""What covering the whole question is worth, beside the parts below."""
TIME_WEIGHT = 0.5
"""What a word that names a time weighs, beside 1 to 3 of the others."""
CARRIED = 0.4
"""What a word counts that was carried over from the question before."""
CLOSENESS = 0.4
"""What it is worth when the words are the fact's own (metric, subject, speaker), not only its sentence's."""
TITLE = 0.4
"""What a word counts that stands only in the document's title."""
ABOUT = 0.3
FIGURE_FITS = 0.35
UNIT_FITS = 0.3
METRIC_FITS = 0.4
SAME_METRIC = "="
"""Stands among the stems of a figure that is of the metric asked for; no word has this stem."""
CURRENCY_FITS = 0.2
BOTH_NAMED = 0.3
"""What it is worth when a sentence names everybody whom the question names."""
KIND_FITS = 0.4
UNASKED = 0.3
"""What it costs a figure to tell a change or a share ("revenue growth") where the question asks for none."""
TOLD = 1.0
"""A bare "when?" or "where?" asks of the fact that was just told."""

DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
PLACE = re.compile(r"\b(?:in|at|across|to) (?:the |mainland |Greater )?[A-Z]")
DEFINES = (
    r"{name}(?:,? Inc\.?| \([^)]*\))?,? (?:is |was )?(?:an?|the|one)\b|"
    r"(?:startup|company|firm|group|maker|provider|giant|unicorn|bank|fund|developer|operator) {name}\b|\({name}\)"
)
"""How a sentence says what something is; an acronym stands in brackets behind what it is short for."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score, and how much of the question's own words it covers (0 to 1)."""

    found: Cited[Fact]
    score: float
    covered: float


@dataclass(frozen=True, slots=True)
class Weighted:
    """A word of the question: the stems that stand for it, how much it tells, and whether it names the metric."""

    stems: frozenset[str]
    weight: float
    is_metric: bool

    def is_in(self, present: frozenset[str]) -> bool:
        """Whether the word or a synonym is there; a figure of the metric asked for has all of its words."""
        return bool(self.stems & present) or (self.is_metric and SAME_METRIC in present)


class Ranking:
    """Everything about one question that its candidates are held against."""

    def __init__(self, query: Query, facts: FactStore, words: Thesaurus, reader: Reader) -> None:
        self._query = query
        asked = [*query.metric_words, *query.terms, *query.carried]
        named = len(query.metric_words)
        weighted = [
            Weighted(words.expand(word), _weight(word, count, words), place < named)
            for place, (word, count) in enumerate(zip(asked, facts.occurrences(reader, asked), strict=True))
        ]
        own = named + len(query.terms)
        self._own, self._carried = weighted[:own], weighted[own:]
        self._derived = words.expand("grow") | words.expand("fall") | words.expand("share")
        self._wanted = {*query.entities, *query.people}

    @cached_property
    def stems(self) -> list[str]:
        """All stems that stand for a word of the question."""
        return sorted({stem for word in (*self._own, *self._carried) for stem in word.stems})

    def rank(self, candidates: Iterable[Cited[Fact]]) -> list[Cited[Fact]]:
        """Those that are enough for an answer, best first; of one sentence and value only the best stays."""
        best: dict[tuple[object, ...], Ranked] = {}
        for place, found in enumerate(candidates):
            ranked, key = self._score(found), _identity(found)
            if self._is_enough(ranked) and (key not in best or ranked.score > best[key].score):
                best[key] = replace(ranked, score=ranked.score - place * 1e-6)
        return [ranked.found for ranked in sorted(best.values(), key=lambda r: -r.score)]

    def _score(self, found: Cited[Fact]) -> Ranked:
        near = stems(" ".join(_said_of(found.fact))) | self._metric_mark(found.fact)
        sentence = near | stems(found.fact.evidence.sentence)
        titled = sentence | stems(found.source.title)
        covered = _covered(self._own, sentence, titled) if self._own else float(bool(self._wanted))
        score = COVERED * covered + CARRIED * _covered(self._carried, sentence, titled)
        score += CLOSENESS * _share([*self._own, *self._carried], near)
        return Ranked(found, score + self._fit(found.fact, near), covered)

    def _metric_mark(self, fact: Fact) -> frozenset[str]:
        is_same = (
            isinstance(fact, Figure) and bool(self._query.metric) and fact.series_key.startswith(self._query.metric)
        )
        return frozenset({SAME_METRIC} if is_same else ())

    def _fit(self, fact: Fact, near: frozenset[str]) -> float:
        """How well the kind of the fact fits the kind of the question."""
        intent = self._query.intent
        fit = ABOUT * self._is_about(fact) + BOTH_NAMED * self._names_all(fact, near) + TOLD * self._goes_on(fact)
        match fact, intent:
            case Figure(), "figure" | "list" | "":
                return fit + self._figure_fit(fact, near)
            case (Role(), "who") | (Quote(), "quote"):
                return fit + KIND_FITS
            case Event(), "who":
                return fit + KIND_FITS / 2 * (len(fact.participants) > 1)
            case Passage() | Event(), "where":
                return fit + KIND_FITS / 4 * min(4, len(PLACE.findall(fact.evidence.sentence)))
            case Passage() | Event() | Figure(), "definition":
                return fit + KIND_FITS * self._defines(fact.evidence.sentence)
        return fit

    def _figure_fit(self, figure: Figure, near: frozenset[str]) -> float:
        query = self._query
        fit = FIGURE_FITS * bool(query.intent) + 0.1 * figure.key
        fit += UNIT_FITS * (bool(query.unit) and query.unit == unit_kind(figure.unit))
        fit += METRIC_FITS * (SAME_METRIC in near) + CURRENCY_FITS * (query.currency == figure.unit)
        asked = any(word.stems & self._derived for word in self._own or self._carried)
        return fit - UNASKED * (bool(near & self._derived) and not asked)

    def _goes_on(self, fact: Fact) -> bool:
        """Whether a bare "when?" or "where?" is answered by the sentence that was just told."""
        query, sentence = self._query, fact.evidence
        if query.terms or f"{sentence.document_id}:{sentence.start}" not in query.told:
            return False
        return query.intent == "when" or (query.intent == "where" and bool(PLACE.search(sentence.sentence)))

    def _defines(self, sentence: str) -> bool:
        acronyms = (term.upper() for term in self._query.terms)
        names = (re.escape(name) for name in (*sorted(self._wanted), *acronyms))
        return any(re.search(DEFINES.format(name=name), sentence) for name in names)

    def _names_all(self, fact: Fact, near: frozenset[str]) -> bool:
        words = near | stems(fact.evidence.sentence)
        return len(self._wanted) > 1 and all(stem(split_words(name)[0]) in words for name in self._wanted)

    def _is_about(self, fact: Fact) -> bool:
        match fact:
            case Figure():
                return fact.subject in self._wanted
            case Quote():
                return fact.speaker in self._wanted or fact.organisation in self._wanted
            case Role():
                return fact.person in self._wanted or fact.organisation in self._wanted
            case Event():
                return any(participant.name in self._wanted for participant in fact.participants)
            case Passage():
                return bool(self._wanted.intersection(fact.names))

    def _is_enough(self, ranked: Ranked) -> bool:
        """Whether a fact may be told as an answer; who asks for an amount of money is told nothing else."""
        if ranked.covered < FLOOR:
            return False
        fact, wants_money = ranked.found.fact, self._query.unit == "money" and self._query.intent == "figure"
        return not wants_money or (isinstance(fact, Figure) and unit_kind(fact.unit) == "money")


def _weight(word: str, count: int, words: Thesaurus) -> float:
    """The rarer a word is among the stored sentences, the more it tells; a word that none has tells most."""
    return TIME_WEIGHT if words.is_time(word) else 1 + 2 / (1 + log(1 + count))


def _covered(words: Sequence[Weighted], sentence: frozenset[str], titled: frozenset[str]) -> float:
    in_sentence = _share(words, sentence)
    return in_sentence + TITLE * (_share(words, titled) - in_sentence)


def _share(words: Sequence[Weighted], present: frozenset[str]) -> float:
    total = sum(word.weight for word in words)
    return sum(word.weight for word in words if word.is_in(present)) / total if total else 0.0


def _identity(found: Cited[Fact]) -> tuple[object, ...]:
    fact = found.fact
    detail = (fact.start, fact.end) if isinstance(fact, Figure | Quote) else None
    return (fact.evidence.document_id, fact.evidence.start, detail)


def _said_of(fact: Fact) -> tuple[str, ...]:
    """What is known of a fact beyond its sentence."""
    match fact:
        case Figure():
            kind = str(fact.kind) if fact.kind is not FigureKind.ACTUAL else ""
            return (fact.subject or "", fact.metric, fact.unit, kind, fact.whole or "")
        case Quote():
            return (fact.speaker or "", fact.organisation or "", fact.text)
        case Role():
            return (fact.person, fact.title or "", fact.organisation or "")
        case Event():
            return (fact.type, *(participant.name for participant in fact.participants))
        case Passage():
            return fact.names


def unit_kind(unit: str) -> str:
    """The kind of a unit: money, percent, rank, duration, or count for whatever is counted.

    >>> unit_kind("CNY"), unit_kind("small business")
    ('money', 'count')
    """
    if len(unit) == 3 and unit.isupper():  # noqa: PLR2004  (an ISO 4217 code)
        return "money"
    if unit in DURATIONS:
        return "duration"
    return {"percentage_point": "percent"}.get(unit, unit if unit in ("percent", "rank", "multiple") else "count")
