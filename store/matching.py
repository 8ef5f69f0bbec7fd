"""Which company did they mean: one clear answer, a short list to choose from, or nobody we know.

A name that is known exactly, but for legal words and the like, is found at once.  Else the most similar names are
picked from the index and scored, and only points that leave no doubt are an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from store.database.base import FactStore, NameOwner, SeenNames
from store.model import Reader
from store.names import core, core_of, is_shared, normalise, symbol
from store.scoring import PASSING_POINTS, score_names
from store.typed_names import TypedName, read_typed

EXACT_POINTS = 100.0
INITIALS_POINTS = 80.0
"""For a name with these initials, which many have: always a question."""

SIMILAR_NAMES = 32
"""Similar names that are scored, at most: with 60 one query in a thousand more had the right one first."""
SCORED_NAMES = 6
"""Of those, the best, whose entities are looked up."""
NEAR_POINTS = 35.0
"""Below so many a name is not even near."""
FEWEST_LETTERS = 2
MAX_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The points that are an answer, how many more than the next entity's they must be, and what is worth asking."""

    found: float
    lead: float
    ask: float


FEW_NAMES = 20_000
AMONG_FEW = Thresholds(75.0, 3.0, 55.0)
AMONG_MANY = Thresholds(82.0, 4.0, 50.0)
"""The more names there are, the more of them are like a name that nobody has."""


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


@dataclass(frozen=True, slots=True)
class _Guess:
    """An entity with its points; one that is not sure is no answer, whatever its points."""

    entity_id: int
    name: str
    points: float
    is_sure: bool = False


def match_name(text: str, facts: FactStore, reader: Reader) -> Match:
    """Find the entity that `text` names for this reader."""
    norm = normalise(text)
    if not norm:
        return Match(text, Outcome.NONE)
    with facts.names_seen_by(reader) as names:
        ranked, outcome = _find(text, norm, names)
    best = (Candidate(guess.entity_id, guess.name, round(guess.points, 1)) for guess in ranked[:MAX_CANDIDATES])
    return Match(text, outcome, tuple(best))


def _find(text: str, norm: str, names: SeenNames) -> tuple[list[_Guess], Outcome]:
    """The entities that may be meant, best first, and what that comes to."""
    keys = dict.fromkeys([core_of(norm.split()), symbol(text), norm])
    owners = names.owners(list(keys))
    exact = _exact(text, norm, owners)
    typed = read_typed(norm)
    if not exact and len(typed.cores) > 1:
        exact = _without_passing(typed, names)
    if exact:
        ranked = _rank(exact, names)
        return ranked, Outcome.FOUND if sum(guess.is_sure for guess in ranked) == 1 else Outcome.ASK
    initials = [_Guess(owner.entity_id, owner.name, INITIALS_POINTS) for owner in owners if not owner.is_core]
    ranked = _rank([*initials, *_similar(typed, names)], names)
    return ranked, Outcome.NONE if is_shared(norm) else _decide(ranked, names)


def exact_names(phrases: Iterable[str], facts: FactStore, reader: Reader) -> Mapping[str, tuple[Candidate, ...]]:
    """Of many phrases those that are somebody's name, with all who have it: one look-up for all of them."""
    cores = {phrase: core(phrase) for phrase in phrases}
    wanted = dict.fromkeys(text for text in cores.values() if not is_shared(text))
    named: dict[str, list[NameOwner]] = {}
    with facts.names_seen_by(reader) as names:
        for owner in names.owners(list(wanted)):
            if owner.is_core:
                named.setdefault(owner.key, []).append(owner)
    return {phrase: _all_named(phrase, named[text]) for phrase, text in cores.items() if text in named}


def _all_named(phrase: str, owners: Sequence[NameOwner]) -> tuple[Candidate, ...]:
    """Each entity once, first those whose name is written like this."""
    norm = normalise(phrase)
    written = sorted(owners, key=lambda owner: (normalise(owner.display) != norm, owner.entity_id))
    first = {owner.name: Candidate(owner.entity_id, owner.name, EXACT_POINTS) for owner in reversed(written)}
    return tuple(reversed(first.values()))


def _exact(text: str, norm: str, owners: Sequence[NameOwner]) -> list[_Guess]:
    """The entities of exactly this name, or of this ticker where it is written with its exchange."""
    tickers = [owner for owner in owners if owner.kind == "ticker" and owner.key == symbol(text)] if ":" in text else []
    return _named(norm, tickers or [owner for owner in owners if owner.is_core], EXACT_POINTS)


def _without_passing(typed: TypedName, names: SeenNames) -> list[_Guess]:
    """The entities of exactly this name once words that are put around names are left out."""
    whole, *shorter = typed.cores
    owners = [owner for owner in names.owners(shorter) if owner.is_core and not is_shared(owner.key)]
    for key in shorter:
        if named := [owner for owner in owners if owner.key == key]:
            return _named(key, named, EXACT_POINTS - PASSING_POINTS * (len(whole.split()) - len(key.split())))
    return []


def _named(norm: str, owners: Sequence[NameOwner], points: float) -> list[_Guess]:
    """These entities; sure are those with a name that is written like this one, or all where there are none."""
    written = {owner.entity_id for owner in owners if len(owners) > 1 and normalise(owner.display) == norm}
    if is_shared(norm):
        owners = [owner for owner in owners if normalise(owner.display) == norm]
    return [_Guess(owner.entity_id, owner.name, points, not written or owner.entity_id in written) for owner in owners]


def _similar(typed: TypedName, names: SeenNames) -> list[_Guess]:
    """The entities whose names are most like the typed one."""
    if len(typed.cores[0]) < FEWEST_LETTERS:
        return []
    cores = names.similar(typed.cores[0], SIMILAR_NAMES)
    fits = dict(zip(cores, score_names(typed, cores), strict=True))
    best = sorted(fits, key=lambda text: -fits[text].points)[:SCORED_NAMES]
    owners = [owner for owner in names.owners(best) if owner.is_core]
    return [_Guess(owner.entity_id, owner.name, fits[owner.key].points, fits[owner.key].is_sure) for owner in owners]


def _rank(guesses: Iterable[_Guess], names: SeenNames) -> list[_Guess]:
    """Each entity once, best first; where points are equal, who has more figures, then who was known first."""
    best: dict[str, _Guess] = {}
    for guess in guesses:
        other = best.get(guess.name)
        if other is None or (guess.points, guess.is_sure) > (other.points, other.is_sure):
            best[guess.name] = guess
    ranked = sorted((guess for guess in best.values() if guess.points >= NEAR_POINTS), key=_order)
    tied = [guess for guess in ranked if _order(guess)[:2] == _order(ranked[0])[:2]]
    if len(tied) > 1:
        known = names.figure_counts([guess.entity_id for guess in tied])
        ranked[: len(tied)] = sorted(tied, key=lambda guess: -known[guess.entity_id])
    return ranked


def _order(guess: _Guess) -> tuple[float, bool, int]:
    return -round(guess.points, 1), not guess.is_sure, guess.entity_id


def _decide(ranked: Sequence[_Guess], names: SeenNames) -> Outcome:
    outcome = _within(AMONG_FEW, ranked)
    if outcome is not _within(AMONG_MANY, ranked) and names.count() >= FEW_NAMES:
        outcome = _within(AMONG_MANY, ranked)
    return outcome


def _within(limits: Thresholds, ranked: Sequence[_Guess]) -> Outcome:
    points = [*(guess.points for guess in ranked[:2]), 0.0, 0.0]
    if points[0] >= limits.found and points[0] - points[1] >= limits.lead and ranked[0].is_sure:
        return Outcome.FOUND
    return Outcome.ASK if points[0] >= limits.ask else Outcome.NONE
