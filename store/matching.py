"""Which company did they mean: one clear answer, a short list to choose from, or nobody we know.

A name is compared by its core, without case, accents and legal words, so that shared words such as "Group"
never make a match.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from store.database.base import FactStore, KnownName
from store.model import Reader

FOUND_SCORE = 80.0
FOUND_LEAD = 2.0
ASK_SCORE = 65.0
"""Below 20,000 names: a score of 80 with a lead of 2 is one clear answer, from 65 it is worth asking."""
PREFIX_SCORE = 86.0
"""What a query of at least four letters scores with a name that begins with it."""
MAX_QUERY = 200
MAX_CANDIDATES = 5

LEGAL_WORDS = frozenset(
    """ag asa bhd bv co company companies corp corporation gmbh group holding holdings inc incorporated kgaa kk limited
    llc llp lp ltd nv oy oyj plc private pte pty pvt sa se spa the""".split()
)


class Outcome(StrEnum):
    FOUND = "found"
    ASK = "ask"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant; the score is from 0 to 100, and only an exact name has 100."""

    entity_id: int
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a name came to; `candidates` are best first, and with NONE they are the nearest names."""

    query: str
    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()


def normalise(name: str) -> str:
    """Fold what people write in several ways.

    >>> normalise("  Nestlé S.A. "), normalise("AT&T"), normalise("McDonald’s")
    ('nestle sa', 'at&t', 'mcdonalds')
    """
    folded = unicodedata.normalize("NFKD", name[:MAX_QUERY]).casefold()
    kept = "".join(c for c in folded if not unicodedata.combining(c) and c not in ".'’`")
    return unicodedata.normalize("NFC", " ".join(re.findall(r"[\w&+]+", kept)))


def core(name: str) -> str:
    """The name without legal words; empty where nothing else is left.

    >>> core("Alibaba Group Holding Ltd."), core("The Group")
    ('alibaba', '')
    """
    return " ".join(word for word in normalise(name).split() if word not in LEGAL_WORDS)


def match_name(text: str, facts: FactStore, reader: Reader) -> Match:
    """Find the entity that `text` names for this reader."""
    wanted = core(text)
    if not wanted:
        return Match(text, Outcome.NONE)
    index = _index(facts, reader)
    exact = index.exact(wanted)
    if exact:
        return Match(text, Outcome.FOUND if len(exact) == 1 else Outcome.ASK, exact)
    candidates = index.nearest(wanted)
    return Match(text, _outcome(candidates), candidates[:MAX_CANDIDATES])


def _outcome(candidates: Sequence[Candidate]) -> Outcome:
    best = candidates[0].score if candidates else 0.0
    second = candidates[1].score if len(candidates) > 1 else 0.0
    if best >= FOUND_SCORE and best - second >= FOUND_LEAD:
        return Outcome.FOUND
    return Outcome.ASK if best >= ASK_SCORE else Outcome.NONE


class NameIndex:
    """The names of one reader, ready to be looked up."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        self._display: dict[int, str] = {}
        self._entities: dict[str, list[int]] = {}
        for name in names:
            if name.kind == "name":
                self._display[name.entity_id] = name.display
            if wanted := core(name.display.partition(":")[2] if name.kind == "ticker" else name.display):
                owners = self._entities.setdefault(wanted, [])
                if name.entity_id not in owners:
                    owners.append(name.entity_id)
        self._cores = list(self._entities)

    def exact(self, wanted: str) -> tuple[Candidate, ...]:
        return tuple(self._candidate(owner, 100.0) for owner in self._entities.get(wanted, ()))

    def nearest(self, wanted: str) -> tuple[Candidate, ...]:
        """The entities with the most similar cores, each once, best first."""
        near = process.extract(wanted, self._cores, scorer=similarity, limit=4 * MAX_CANDIDATES)
        best: dict[int, float] = {}
        for found, score, _ in near:
            for owner in self._entities[found]:
                best[owner] = max(best.get(owner, 0.0), score)
        ranked = sorted(best.items(), key=lambda item: (-item[1], self._display.get(item[0], "")))
        return tuple(self._candidate(owner, round(score, 1)) for owner, score in ranked)

    def _candidate(self, owner: int, score: float) -> Candidate:
        return Candidate(owner, self._display.get(owner, ""), score)


def similarity(wanted: str, known: str, *, score_cutoff: float | None = None) -> float:
    """How alike two cores are, from 0 to 99: letters, word order, and whether one begins the other."""
    score = 70 * JaroWinkler.similarity(wanted, known) + 0.29 * fuzz.token_sort_ratio(wanted, known)
    if len(wanted) >= 4 and known.startswith(wanted):  # noqa: PLR2004
        score = max(score, PREFIX_SCORE + 10 * len(wanted) / len(known))
    return score if score >= (score_cutoff or 0) else 0.0


@lru_cache(maxsize=16)
def _cached_index(facts: FactStore, reader: Reader, _version: int) -> NameIndex:
    return NameIndex(facts.names(reader))


def _index(facts: FactStore, reader: Reader) -> NameIndex:
    return _cached_index(facts, reader, facts.names_version())
