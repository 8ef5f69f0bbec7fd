"""How well a typed name fits a known one: points from 0 to 99, of which every difference takes some off.

The points for letters are a share of the letters that tell the name: one wrong letter of six costs a lot, one of
twenty little.  A word that many names share ("bank") counts for less than half.  The figures were set on the
names of 47,000 organisations and 2,200 queries as people type them; bench/match.py measures them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from store.names import name_words
from store.typed_names import TypedName, TypedWord

MOST_POINTS = 99.0
"""For a name that is not the same: only that has 100."""

SLIP = 1.0
"""Of a wrong letter; for one more the first letter, and a short word, where few letters are left that are right."""
FIRST_SLIP = 0.5
SHORT_SLIP = 1.0
KNOWN_SLIP = 1.0
"""Of a wrong letter where the typed word is right as it stands: "general" is seldom meant for "generac"."""
CJK_SLIP = 0.6
COMMON_WEIGHT = 0.35

CUT = 0.4
"""Of each letter that is missing from the end of the last word, as while a name is being typed."""
CUT_POINTS = 3.0
MIDDLE_CUT = 0.6

DROPPED_POINTS = 4.0
DROPPED = 30.0
DROPPED_COMMON = 0.5
FIRST_DROPPED_POINTS = 2.0
"""Where the name has words that were not typed: for that, for their share of its letters, for its first one."""

EXTRA_POINTS = 14.0
EXTRA = 50.0
"""Where words were typed that the name has not: that is mostly another company."""
SHARED_ONLY_POINTS = 20.0
PASSING_POINTS = 2.0
ORDER_POINTS = 4.0
JOINED_POINTS = 5.0

LEAST_ALIKE = 75.0
"""The most that a name gets merely for looking alike as a whole."""

SHORT_WORD = 5
SURE_LETTERS = 5
"""Letters that must be told before a name that is not the same may be sure."""
MOST_SLIPS = 3
CUT_LETTERS = 2
"""Letters that stand for a longer word they begin; of the last word, which may not be finished, one is enough."""
JOINED_LETTERS = 5
"""Letters from which on words written as one, or one written as two, are compared as a whole."""
JOINED_SLIP_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Fit:
    """The points of a known name; `is_sure` where nothing about it is a guess, however many it has."""

    points: float
    is_sure: bool


class _Pair(NamedTuple):
    """A typed word that stands for a word of the name (both by place), at a cost in letters."""

    cost: float
    distance: int
    typed: int
    known: int
    is_cut: bool


_Costs = list[dict[str, tuple[float, bool]]]
"""For each typed word what it costs to stand for another, and whether it is that one cut short."""


def score_names(typed: TypedName, cores: Sequence[str]) -> list[Fit]:
    """The fit of each core.

    >>> from store.typed_names import read_typed
    >>> [round(fit.points) for fit in score_names(read_typed("tarn bnak"), ["tarn bank", "bank tarn", "barn"])]
    [94, 90, 28]
    """
    costs = _word_costs(typed.words, list(dict.fromkeys(word for core in cores for word in core.split())))
    return [_fit(typed.words, core.split(), costs) for core in cores]


def _word_costs(typed: Sequence[TypedWord], known: Sequence[str]) -> _Costs:
    costs: _Costs = []
    for place, word in enumerate(typed):
        found: dict[str, tuple[float, bool]] = {}
        for form, wrong in word.forms:
            for other, cost, is_cut in _near_words(form, known, is_last=place == len(typed) - 1):
                total = cost + wrong * SLIP
                if other not in found or total < found[other][0]:
                    found[other] = (total, is_cut)
        costs.append(found)
    return costs


def _near_words(word: str, known: Sequence[str], *, is_last: bool) -> Iterator[tuple[str, float, bool]]:
    """The words that this one may stand for, with the cost."""
    shortest = 1 if is_last else CUT_LETTERS
    for other, slips, place in process.extract(word, known, scorer=OSA.distance, score_cutoff=MOST_SLIPS, limit=None):
        if slips <= _slips_allowed(word, other):
            yield other, _slip_cost(word, other, slips), False
    for other in known:
        if other.startswith(word) and len(other) > len(word) >= shortest:
            yield other, CUT * (len(other) - len(word)) + (0 if is_last else MIDDLE_CUT), True


def _slips_allowed(word: str, other: str) -> int:
    longest = max(len(word), len(other))
    if not word.isascii():
        return min(MOST_SLIPS, longest // 3)
    return 0 if longest < 3 else 1 if longest < SHORT_WORD else 2 if longest < 8 else MOST_SLIPS  # noqa: PLR2004


def _slip_cost(word: str, other: str, slips: int) -> float:
    if slips == 0:
        return 0.0
    if not word.isascii():
        return CJK_SLIP * slips
    is_first = word[0] != other[0] and word[:2] != other[1::-1]
    is_short = len(word) < SHORT_WORD and len(other) < SHORT_WORD
    is_known = word in name_words().common
    return SLIP * slips + FIRST_SLIP * is_first + SHORT_SLIP * is_short + KNOWN_SLIP * is_known


def _fit(typed: Sequence[TypedWord], known: Sequence[str], costs: _Costs) -> Fit:
    pairs = _align(known, costs)
    paired = {pair.typed for pair in pairs}
    counting = [word for place, word in enumerate(typed) if place in paired or not word.is_passing]
    extra = [word for place, word in enumerate(typed) if place not in paired and not word.is_passing]
    dropped = _dropped(known, pairs)
    told = sum(_told(pair, typed, known) for pair in pairs) + sum(map(_told_alone, extra))
    points = 100.0 - PASSING_POINTS * (len(typed) - len(counting))
    points -= _letter_points(pairs, typed, known, told) + _order_points(pairs)
    points -= _dropped_points(dropped, pairs, known) + _extra_points(extra, pairs, known, told)
    whole = "".join(word.forms[-1][0] for word in counting)
    is_guess = len(whole) < SURE_LETTERS or bool(len(counting) == 1 and dropped)
    if dropped or extra:
        joined = _joined_points("".join(word.text for word in counting), "".join(known))
        is_guess = is_guess and joined < points
        points = max(points, joined, LEAST_ALIKE * OSA.normalized_similarity(whole, "".join(known)))
    return Fit(min(MOST_POINTS, points), not is_guess or not whole.isascii())


def _align(known: Sequence[str], costs: _Costs) -> list[_Pair]:
    """The pairs of words that stand for each other, each word once, the cheapest first."""
    possible = [
        _Pair(cost[0], abs(typed - place), typed, place, cost[1])
        for typed, near in enumerate(costs)
        for place, word in enumerate(known)
        if (cost := near.get(word))
    ]
    pairs: list[_Pair] = []
    for pair in sorted(possible):
        if all(pair.typed != other.typed and pair.known != other.known for other in pairs):
            pairs.append(pair)
    return sorted(pairs, key=attrgetter("typed"))


def _dropped(known: Sequence[str], pairs: Sequence[_Pair]) -> list[str]:
    """The words of the name that nothing typed stands for."""
    if len(pairs) == len(known):
        return []
    paired = {pair.known for pair in pairs}
    return [word for place, word in enumerate(known) if place not in paired]


def _weight(word: str) -> float:
    return COMMON_WEIGHT if word in name_words().common else 1.0


def _told(pair: _Pair, typed: Sequence[TypedWord], known: Sequence[str]) -> float:
    """The letters by which a pair tells who is meant."""
    return len(typed[pair.typed].text) * _weight(known[pair.known])


def _told_alone(word: TypedWord) -> float:
    return len(word.text) * _weight(word.forms[-1][0])


def _letter_points(pairs: Sequence[_Pair], typed: Sequence[TypedWord], known: Sequence[str], told: float) -> float:
    points = 0.0
    for pair in pairs:
        if pair.cost:
            weight = _weight(known[pair.known])
            missing = (len(known[pair.known]) - len(typed[pair.typed].text)) * weight if pair.is_cut else 0.0
            points += 100.0 * pair.cost * weight / (told + missing) + CUT_POINTS * pair.is_cut
    return points


def _order_points(pairs: Sequence[_Pair]) -> float:
    return ORDER_POINTS if any(one.known > other.known for one, other in pairwise(pairs)) else 0.0


def _dropped_points(dropped: Sequence[str], pairs: Sequence[_Pair], known: Sequence[str]) -> float:
    if not dropped:
        return 0.0
    common = name_words().common
    letters = sum(len(word) * (DROPPED_COMMON if word in common else 1.0) for word in dropped)
    points = DROPPED_POINTS + DROPPED * letters / sum(map(len, known))
    return points + FIRST_DROPPED_POINTS * all(pair.known for pair in pairs)


def _extra_points(extra: Sequence[TypedWord], pairs: Sequence[_Pair], known: Sequence[str], told: float) -> float:
    if not extra:
        return 0.0
    common = name_words().common
    points = EXTRA_POINTS + EXTRA * sum(map(_told_alone, extra)) / told
    return points + SHARED_ONLY_POINTS * all(known[pair.known] in common for pair in pairs)


def _joined_points(typed: str, known: str) -> float:
    """The points of words that were written as one, or of one that was written as two."""
    if len(typed) < JOINED_LETTERS:
        return 0.0
    if known.startswith(typed):
        missing = len(known) - len(typed)
        return 100.0 - JOINED_POINTS - (CUT_POINTS + 100.0 * CUT * missing / len(known) if missing else 0.0)
    slips = OSA.distance(typed, known, score_cutoff=1)
    if slips > 1 or len(typed) < JOINED_SLIP_LETTERS:
        return 0.0
    return 100.0 - JOINED_POINTS - 100.0 * SLIP * slips / len(typed)
