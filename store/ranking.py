"""How well a stored fact answers a question: a sum of few named parts, each from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise

from store.asked import Asked
from store.candidates import Candidate
from store.fitting import Fitting
from store.model import Cited, Event, Fact, Figure, FigureKind, Passage, Quote, Role
from store.terms import Part, Term, coverage
from store.words import Phrase, Stems, read_stems, split_words, stem

WEIGHTS: Mapping[str, float] = {
    "covered": 2.4,
    "carried": 0.6,
    "close": 0.25,
    "local": 0.5,
    "adjacent": 0.3,
    "belongs": 0.35,
    "all_named": 0.4,
    "told": 0.6,
    "beside_told": 0.3,
    "told_document": 0.9,
    "fits": 0.55,
    "own_words": 0.5,
    "subject": 0.3,
    "event": 0.25,
    "figure": 0.3,
    "counted": 0.4,
    "unit": 0.35,
    "metric": 0.4,
    "measured": 0.3,
    "unasked": -0.3,
    "currency": 0.2,
    "kind": 0.4,
    "period": 0.6,
    "other_period": -0.2,
    "earlier": 0.9,
    "compared": -0.25,
    "key": 0.05,
    "heading": -0.15,
    "lead": 0.15,
    "narrower": -0.3,
}
"""What each part counts; set on questions about news (see tests/quality)."""

TITLE, BEFORE, LONG_BEFORE, AFTER = 0.6, 0.5, 0.3, 0.3
"""What a word is worth that stands only in the title, in one of the two sentences before, or in the next."""

MENTIONED, JUST_NAMED, IN_TITLE, MAIN, PASSING = 0.8, 0.4, 0.4, 0.3, 0.1
"""How far a sentence belongs to somebody it mentions, or who is named just before, in the title, often, or once."""
NOBODY_ELSE = 0.2
"""How much more where it mentions nobody else."""

LEAD = 3
"""Sentences at the head of an article, which tell what matters most."""

SAME_METRIC = 0.9
"""What a figure of the metric asked for is worth, beside one whose metric is in the words of the question."""
IN_SENTENCE = 0.55
"""What a metric is worth that stands in a sentence whose figures nobody could read."""
OTHER_METRIC = 0.6
"""What the words of a metric are worth in a figure that is known to measure something else."""
NEEDED = frozenset({"when", "where", "source", "why", "definition"})
"""Kinds of question that name nothing but the kind of answer: who says "when?" alone wants a day."""
FAR = 120
"""Characters from a figure at which a word has nothing to do with it."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A fact with its score, and the parts it is made of."""

    found: Cited[Fact]
    score: float
    parts: Mapping[str, float]


class Ranking:
    """Holds candidates against one question."""

    def __init__(self, asked: Asked, fitting: Fitting) -> None:
        self._asked = asked
        self._query = asked.query
        self._fitting = fitting
        # Each is asked of a sentence once for every fact in it.
        self._in_context = cache(partial(in_context, cache(Term.credit)))
        self._mentions = cache(self._mentions_asked)
        self._known = cache(self._known_around)

    def promise(self, candidate: Candidate) -> float:
        """How much of the question the sentence covers in its place, whatever facts are in it."""
        asked = self._asked
        promise = self._covered(asked.own, candidate) + 0.3 * self._covered(asked.carried, candidate)
        return promise + 0.3 * self._belongs(candidate) + 0.5 * (candidate.place in self._asked.told)

    def rank(self, found: Cited[Fact], candidate: Candidate) -> Ranked:
        """The fact with its score."""
        parts = dict(self._parts(found.fact, candidate))
        return Ranked(found, sum(WEIGHTS[name] * value for name, value in parts.items()), parts)

    def _parts(self, fact: Fact, candidate: Candidate) -> Iterator[tuple[str, float]]:
        asked, near = self._asked, read_stems(" ".join(_said_of(fact)))
        yield "covered", coverage(asked.own, [self._credit(term, fact, near, candidate) for term in asked.own])
        if asked.carried:
            yield "carried", self._covered(asked.carried, candidate)
        if asked.matter:
            close = [max(term.credit(near), self._same_metric(term, fact)) for term in asked.matter]
            yield "close", coverage(asked.matter, close)
            yield "adjacent", _adjacent(asked.matter, candidate.stems)
        yield "belongs", self._belongs(candidate, fact)
        yield "all_named", self._all_named({*candidate.names, *_owners(fact)})
        yield "lead", float(candidate.at < LEAD)
        yield "heading", float(fact.evidence.sentence[-1:].isalnum())
        fits = self._fitting.fits(fact, candidate)
        yield "fits", fits
        yield from self._told_parts(candidate, fits)
        yield "measured", self._measured(fact, near, candidate)
        if isinstance(fact, Quote) and self._query.intent == "quote" and self._query.people:
            yield "own_words", float(fact.speaker in asked.wanted)
        if isinstance(fact, Event):
            yield "event", float(any(term.own == _stems_of(fact.type) for term in asked.matter))
        if isinstance(fact, Figure):
            yield "subject", float(any(term.own == _stems_of(fact.subject) for term in asked.matter))
            yield "local", self._local(fact, candidate)
            yield from self._fitting.figure_parts(fact, near)

    def _credit(self, term: Term, fact: Fact, near: Stems, candidate: Candidate) -> float:
        return max(term.credit(near), self._in_context(term, candidate), self._same_metric(term, fact))

    def _covered(self, terms: Sequence[Term], candidate: Candidate) -> float:
        return coverage(terms, [self._in_context(term, candidate) for term in terms])

    def _same_metric(self, term: Term, fact: Fact) -> float:
        if term.part is not Part.METRIC or not isinstance(fact, Figure):
            return 0.0
        return SAME_METRIC * self._fitting.measures_asked(fact)

    def _measured(self, fact: Fact, near: Stems, candidate: Candidate) -> float:
        """How far the fact measures what is asked for."""
        metric = next((term for term in self._asked.own if term.part is Part.METRIC), None)
        if metric is None:
            return 1.0
        own = max(metric.credit(near), self._same_metric(metric, fact))
        if not isinstance(fact, Figure):
            return max(own, IN_SENTENCE * metric.credit(candidate.stems))
        if self._fitting.measures_other(fact):
            return OTHER_METRIC * own
        return max(own, metric.credit(candidate.stems) * _closeness(metric, fact, candidate))

    def _belongs(self, candidate: Candidate, fact: Fact | None = None) -> float:
        """How far the sentence, or the fact, is about whom the question names."""
        wanted = self._asked.wanted
        if not wanted:
            return 1.0
        if fact and not wanted.isdisjoint(_owners(fact)):
            return 1.0
        if self._mentions(candidate) or (candidate.place in self._asked.told and not self._asked.names_anew):
            return MENTIONED
        known = self._known(candidate)
        is_somebodys = isinstance(fact, Figure) and fact.subject is not None and not self._asked.names_things
        if known == PASSING or is_somebodys:
            return PASSING
        return known + NOBODY_ELSE * (bool(known) and not candidate.names)

    def _mentions_asked(self, candidate: Candidate) -> bool:
        return not self._asked.wanted.isdisjoint(candidate.names) or any(
            self._is_called(name, candidate) for name in self._asked.called
        )

    def _is_called(self, name: Phrase, candidate: Candidate) -> bool:
        """Whether a sentence has the name, or whom it begins with and its other words: "its cloud unit"."""
        if candidate.stems.find(name):
            return True
        firsts = {tuple(map(stem, split_words(mentioned)[:1])) for mentioned in candidate.names}
        return len(name) > 1 and name[:1] in firsts and all(word in candidate.stems.words for word in name[1:])

    def _known_around(self, candidate: Candidate) -> float:
        """How much the document, or what stands just before the sentence, is about whom the question names."""
        wanted, article = self._asked.wanted, candidate.article
        names_others = bool(candidate.names) and self._query.intent == "figure"
        if not names_others and any(not wanted.isdisjoint(names) for names in candidate.names_before):
            return JUST_NAMED
        if self._is_titled(candidate):
            return IN_TITLE
        if article.is_about(wanted):
            return MAIN
        return PASSING * any(article.mentions[name] for name in wanted)

    def _is_titled(self, candidate: Candidate) -> bool:
        return any(map(candidate.article.title.find, self._asked.called))

    def _all_named(self, told_of: set[str | None]) -> float:
        """How many of those whom the question names a fact is told of."""
        families = self._asked.families
        if len(families) <= 1:
            return 0.0
        return sum(not names.isdisjoint(told_of) for names in families) / len(families)

    def _told_parts(self, candidate: Candidate, fits: float) -> Iterator[tuple[str, float]]:
        """A bare "when?" or "says who?" asks of the sentence that was just told, or of those beside it."""
        if not self._asked.told:
            return
        yield "told_document", float(any(document == candidate.place[0] for document, _ in self._asked.told))
        needs = self._query.intent in NEEDED or self._query.intent in ("who", "list")
        answers = fits if needs else 1.0
        is_bare = not self._asked.matter
        if candidate.place in self._asked.told:
            yield "told", answers * (1.0 if is_bare else 0.3)
        elif any(candidate.is_beside(place) for place in self._asked.told):
            yield "beside_told", answers

    def _local(self, figure: Figure, candidate: Candidate) -> float:
        """How close the question's words are to the figure in its sentence."""
        own = self._asked.own
        return coverage(own, [_closeness(term, figure, candidate) for term in own]) if own else 0.0


def in_context(credit: Callable[[Term, Stems], float], term: Term, candidate: Candidate) -> float:
    """How far a sentence has a term, or else what stands around it, by what each is worth as credit."""
    own = credit(term, candidate.stems)
    if own >= 1:
        return own
    around = [(TITLE, candidate.article.title)]
    around += zip((BEFORE, LONG_BEFORE), reversed(list(candidate.near(-2, -1))), strict=False)
    around += zip((AFTER,), candidate.near(1, 1), strict=False)
    return max(own, *(worth * credit(term, stems) for worth, stems in around))


def _adjacent(terms: Sequence[Term], stems: Stems) -> float:
    """The share of neighbouring words of the question that are neighbours in the sentence."""
    pairs = [first.own + second.own for first, second in pairwise(terms)]
    return sum(bool(stems.find(pair)) for pair in pairs) / len(pairs) if pairs else 0.0


def _closeness(term: Term, figure: Figure, candidate: Candidate) -> float:
    """How close a term stands to a figure in its sentence: 1 where it is the next word."""
    place = figure.start - figure.evidence.start
    distance = min((abs(at - place) for at in term.places(candidate.stems)), default=FAR)
    return max(0.0, 1 - distance / FAR)


def _stems_of(name: str | None) -> Phrase:
    return tuple(map(stem, split_words(name or "")))


def _owners(fact: Fact) -> tuple[str | None, ...]:
    """Whose fact it is."""
    match fact:
        case Figure():
            return (fact.subject,)
        case Quote():
            return (fact.speaker, fact.organisation)
        case Role():
            return (fact.person, fact.organisation)
        case Event():
            return tuple(participant.name for participant in fact.participants)
        case Passage():
            return ()


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
            return tuple(participant.name for participant in fact.participants)
        case Passage():
            return ()
