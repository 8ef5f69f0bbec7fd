"""What a question's words weigh, and how far a text has them: as they stand, or in words of one meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import log

from store.database.base import FactStore
from store.model import Query, Reader
from store.words import Phrase, Spoken, Stems, Thesaurus, split_words

SYNONYM = 0.85
"""What another word of the same meaning is worth, beside the word itself."""
SCATTERED = 0.8
"""What the words of a phrase are worth where they stand apart; some of them are worth their part of it."""
TIME_WEIGHT = 0.5
"""What a word that names a time weighs, beside 1 to 3 of the others: sentences say the same time in many ways."""
LETTER_WEIGHT = 0.5
METRIC_WEIGHT = 1.3
MOST_SEARCHED = 24
MOST_COUNTED = 3
"""Words of one meaning that are counted, to tell how rare it is."""


class Part(StrEnum):
    """What a term is in its question."""

    METRIC = "metric"
    OWN = "own"
    TIME = "time"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A word or phrase of the question, what means the same, and how much it tells."""

    text: str
    own: Phrase
    synonyms: tuple[Phrase, ...]
    weight: float
    part: Part
    firsts: frozenset[str] = field(init=False)
    """The first words of the synonyms: most sentences have none of them, which one look tells."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "firsts", frozenset(phrase[0] for phrase in self.synonyms))

    @property
    def is_carried(self) -> bool:
        return self.part is Part.CARRIED

    def credit(self, stems: Stems) -> float:
        """How far a text has it, from 0 to 1."""
        if stems.find(self.own):
            return 1.0
        if not stems.words.keys().isdisjoint(self.firsts) and any(map(stems.has_spread, self.synonyms)):
            return SYNONYM
        if len(self.own) == 1 or (self.part is Part.METRIC and not all(word in stems.words for word in self.own)):
            return 0.0
        return SCATTERED * sum(word in stems.words for word in self.own) / len(self.own)

    def places(self, stems: Stems) -> Iterator[int]:
        """The characters of a text at which it stands."""
        found = stems.find(self.own) or [at for phrase in self.synonyms for at in stems.find(phrase)]
        yield from (stems.places[at] for at in found)


def read_terms(query: Query, facts: FactStore, words: Thesaurus, reader: Reader) -> list[Term]:
    """The terms of the question, those carried over last."""
    metric = [" ".join(query.metric_words)] if query.metric else []
    texts = [(Part.METRIC, text) for text in metric]
    texts += [(Part.OWN, text) for text in query.terms]
    texts += [(Part.TIME, text) for text in query.times]
    texts += [(Part.CARRIED, text) for text in query.carried]
    alike = [_alike(part, text, query.metric, words) for part, text in texts]
    counts = [_count(group[:MOST_COUNTED], facts, reader) for group in alike]
    return [
        Term(text, group[0][1], tuple(phrase for _, phrase in group[1:]), _weight(part, text, count), part)
        for (part, text), group, count in zip(texts, alike, counts, strict=True)
    ]


def _alike(part: Part, text: str, metric: str, words: Thesaurus) -> tuple[Spoken, ...]:
    """The words of a term, and those that mean the same or tell the same measure."""
    same = words.synonyms(text.split())
    return (same[0], *words.measure(metric)) if part is Part.METRIC else same


def _count(group: Sequence[Spoken], facts: FactStore, reader: Reader) -> int:
    """In how many sentences one of these phrases may stand: as many as have the rarest word of one."""
    return max(min(facts.occurrences(reader, split_words(spoken))) for spoken, _ in group)


def _weight(part: Part, text: str, count: int) -> float:
    """The rarer a word is among the stored sentences, the more it tells; a word that none has tells most."""
    if part is Part.TIME:
        return TIME_WEIGHT
    if len(text) == 1:
        return LETTER_WEIGHT
    return (1 + 2 / (1 + log(1 + count))) * (METRIC_WEIGHT if part is Part.METRIC else 1)


def search_words(terms: Sequence[Term], words: Thesaurus, metric: str) -> list[str]:
    """The words to look for: the terms themselves first, then single words of the same meaning in turn."""
    own = [word for term in terms for word in term.text.split()]
    groups = [_alike(term.part, term.text, metric, words)[1:] for term in terms]
    alike = [[spoken for spoken, phrase in group if len(phrase) == 1] for group in groups]
    turns = (group[place] for place in range(max(map(len, alike), default=0)) for group in alike if place < len(group))
    return list(dict.fromkeys((*own, *turns)))[:MOST_SEARCHED]


def coverage(terms: Iterable[Term], credited: Iterable[float]) -> float:
    """The share of the terms that is covered, by weight; all of none."""
    weighed = [(term.weight, credit) for term, credit in zip(terms, credited, strict=True)]
    total = sum(weight for weight, _ in weighed)
    return sum(weight * credit for weight, credit in weighed) / total if total else 1.0
