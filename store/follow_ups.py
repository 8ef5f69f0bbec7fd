"""What a follow-up takes over from the question before it in the thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from store.asking import Cues, question_cues
from store.model import Answer, Query
from store.vocabulary import Vocabulary
from store.words import stem

MOST_CARRIED = 8
OF_THE_SAME = frozenset({"", "figure", "list"})
"""What a question that names only another company may ask for: the same of them; "who is …" asks for something new."""


def carry_over(query: Query, previous: Query, cues: Cues, words: Sequence[str]) -> Query:
    """The question with what it leaves out: whom it is about, and what of them."""
    names_somebody = bool(query.entities or query.people)
    points_back = any(word in cues.pointing for word in words)
    if names_somebody and not points_back and (query.terms or query.metric or query.intent not in OF_THE_SAME):
        return query
    told = previous.told if points_back or not names_somebody else ()
    followed = replace(query, told=told) if names_somebody else _with_names(query, previous)
    if not _says_only_which(query, cues):
        return replace(followed, carried=_unlike(query, (*_matter(previous), *previous.carried)))
    if query.intent in OF_THE_SAME:
        return _of_the_same(followed, previous, cues)
    return replace(followed, carried=_unlike(query, (*_matter(previous), *previous.carried)), kind=query.kind)


def remember(answer: Answer, previous: Query | None) -> Query | None:
    """What the next question goes on from: one that found nothing leaves only whom it named."""
    query = answer.query
    if answer.found or query is None:
        return query
    named = (query.entities, query.people)
    if not any(named) or (previous and named == (previous.entities, previous.people)):
        return previous
    return Query(query.text, entities=query.entities, people=query.people)


def points_nowhere(query: Query, vocabulary: Vocabulary) -> bool:
    """Whether a question asks of "them" or "it" and names nobody: without a thread nobody knows whom it means."""
    back = question_cues(vocabulary).referring
    return not (query.entities or query.people) and not back.isdisjoint(query.text.lower().split())


def _with_names(query: Query, previous: Query) -> Query:
    return replace(query, entities=previous.entities, people=previous.people, told=previous.told)


def _matter(query: Query) -> tuple[str, ...]:
    """The words of what a question asks for."""
    return (" ".join(query.metric_words), *query.terms)


def _says_only_which(query: Query, cues: Cues) -> bool:
    """Whether the question has no matter of its own, only which one of it: another company, region, time or kind."""
    return not query.metric and all(_is_modifier(term, cues) for term in query.terms)


def _is_modifier(term: str, cues: Cues) -> bool:
    words = [word for word in term.split() if word not in cues.stop]
    if all(word in cues.regions or word in cues.currencies or word in cues.grades for word in words):
        return True
    return any(pattern.fullmatch(term) for _, pattern in cues.kinds) or bool(cues.earlier.fullmatch(term))


def _of_the_same(query: Query, previous: Query, cues: Cues) -> Query:
    """The same as the question before asked for, but for a region, a time or a kind that is named anew."""
    kept, kind = previous.terms, "" if query.earlier else previous.kind  # "and the year before?" asks for what was
    if query.kind or kind != previous.kind:
        kept = tuple(term for term in kept if not any(pattern.fullmatch(term) for _, pattern in cues.kinds))
    if any(word in cues.regions for term in query.terms for word in term.split()):
        kept = tuple(term for term in kept if not any(word in cues.regions for word in term.split()))
    return replace(
        query,
        intent=query.intent or previous.intent,
        metric=previous.metric,
        metric_words=previous.metric_words,
        terms=tuple(dict.fromkeys((*query.terms, *_unlike(query, kept)))),
        unit=query.unit or ("" if query.currency or _CHANGED.search(query.text.lower()) else previous.unit),
        times=query.times or (() if query.earlier or query.later else previous.times),
        kind=query.kind or kind,
        carried=_unlike(query, previous.carried),
    )


_CHANGED = re.compile(r"\b(?:up|down|vs|versus|compared?|change|changed)\b")
"""What asks how a number has changed, which is told in percent of whatever it counts."""


def _unlike(query: Query, phrases: Sequence[str]) -> tuple[str, ...]:
    """Those of the phrases that share no word with the question."""
    own = {stem(word) for term in (*query.terms, *query.metric_words) for word in term.split()}
    kept = (phrase for phrase in phrases if phrase and not own.intersection(map(stem, phrase.split())))
    return tuple(dict.fromkeys(kept))[:MOST_CARRIED]
