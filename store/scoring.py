"""How well a typed name fits a known one: points from 0 to 99, of which every difference takes some off.

The points for letters are a share of the letters that tell the name: one wrong letter of six costs a lot, one of
twenty little.  A word that many names share ("bank") counts for less than half.  The figures were set on the
names of 47,000 organisations and 2,200 queries as people type them; bench/match.py measures them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

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


_Pair = tuple[float, int, int, int, bool]
"""A typed word that stands for a word of the name: what it costs, how far apart they are, the places of both, and
whether it is cut short.  A plain tuple, since hundreds are made for each search."""

_Costs = dict[str, tuple[float, bool]]
"""What it costs that a typed word stands for another, and whether it is that one cut short."""


def score_names(typed: TypedName, cores: Sequence[str]) -> list[Fit]:
    """The fit of each core.

    >>> from store.typed_names import read_typed
    >>> [round(fit.points) for fit in score_names(read_typed("tarn bnak"), ["tarn bank", "bank tarn", "barn"])]
    [87, 83, 30]
    """
    comparison = _Comparison(typed.words, list(dict.fromkeys(word for core in cores for word in core.split())))
    return [comparison.fit(core.split()) for core in cores]


class _Comparison:
    """A typed name beside some known ones: what each of its words may stand for is worked out once for all of them."""

    def __init__(self, typed: Sequence[TypedWord], known: Sequence[str]) -> None:
        common = name_words().common
        self._typed = typed
        self._weights = {word: COMMON_WEIGHT if word in common else 1.0 for word in known}
        self._letters = [len(word.text) for word in typed]
        self._alone = [len(word.text) * (COMMON_WEIGHT if word.is_common else 1.0) for word in typed]
        self._costs = [_costs(word, known, is_last=word is typed[-1]) for word in typed]
        self._is_ascii = all(word.text.isascii() for word in typed)

    def fit(self, known: Sequence[str]) -> Fit:
        """The points of a known name, by its words."""
        pairs = self._align(known)
        counting: Sequence[int] = range(len(self._typed))
        extra = 0.0
        if len(pairs) < len(self._typed):
            paired = {pair[2] for pair in pairs}
            counting = [place for place in counting if place in paired or not self._typed[place].is_passing]
            extra = sum([self._alone[place] for place in counting if place not in paired])
        points = 100.0 - PASSING_POINTS * (len(self._typed) - len(counting)) - self._letter_points(pairs, known, extra)
        is_sure = len(counting) > 1 or len(pairs) == len(known)
        if len(pairs) < len(known):
            points -= self._dropped_points(pairs, known)
        if extra or len(pairs) < len(known):
            joined = self._joined_points(counting, known, points)
            is_sure = is_sure or joined > points
            points = max(points, joined)
        return Fit(min(MOST_POINTS, points), is_sure and self._is_long(counting))

    def _is_long(self, counting: Sequence[int]) -> bool:
        """Whether enough was typed to be sure: a character of Chinese, Japanese or Korean tells more than a letter."""
        return not self._is_ascii or sum([self._letters[place] for place in counting]) >= SURE_LETTERS

    def _align(self, known: Sequence[str]) -> list[_Pair]:
        """The pairs of words that stand for each other, each word once, the cheapest first."""
        possible: list[_Pair] = []
        for typed, costs in enumerate(self._costs):
            for place, word in enumerate(known):
                if word in costs:
                    cost, is_cut = costs[word]
                    possible.append((cost, abs(typed - place), typed, place, is_cut))
        if len(possible) < 2:  # noqa: PLR2004
            return possible
        possible.sort()
        left_typed, left_known = set(range(len(self._typed))), set(range(len(known)))
        pairs: list[_Pair] = []
        for pair in possible:
            if pair[2] in left_typed and pair[3] in left_known:
                left_typed.remove(pair[2])
                left_known.remove(pair[3])
                pairs.append(pair)
        return sorted(pairs, key=itemgetter(2))

    def _letter_points(self, pairs: Sequence[_Pair], known: Sequence[str], extra: float) -> float:
        """What is taken off for wrong and missing letters, for another order, and for letters that the name has not."""
        weights = [self._weights[known[pair[3]]] for pair in pairs]
        told = extra + sum(self._letters[pair[2]] * weight for pair, weight in zip(pairs, weights, strict=True))
        points = EXTRA_POINTS + EXTRA * extra / told if extra else 0.0
        if extra and 1.0 not in weights:
            points += SHARED_ONLY_POINTS
        last = -1
        for (cost, _, typed, place, is_cut), weight in zip(pairs, weights, strict=True):
            if cost:
                missing = (len(known[place]) - self._letters[typed]) * weight if is_cut else 0.0
                points += 100.0 * cost * weight / (told + missing) + CUT_POINTS * is_cut
            if place < last:
                points += ORDER_POINTS
            last = place
        return points

    def _dropped_points(self, pairs: Sequence[_Pair], known: Sequence[str]) -> float:
        """What is taken off for words of the name that nothing typed stands for."""
        paired = {pair[3] for pair in pairs}
        letters = dropped = 0.0
        for place, word in enumerate(known):
            letters += len(word)
            if place not in paired:
                dropped += len(word) * (1.0 if self._weights[word] == 1.0 else DROPPED_COMMON)
        return DROPPED_POINTS + DROPPED * dropped / letters + (0.0 if 0 in paired else FIRST_DROPPED_POINTS)

    def _joined_points(self, counting: Sequence[int], known: Sequence[str], points: float) -> float:
        """The points of words written as one, or of one written as two, or of what looks alike as a whole.

        Those that are no more than `points` don't matter.
        """
        typed = "".join([self._typed[place].text for place in counting])
        whole = "".join(known)
        missing = len(whole) - len(typed)
        if missing >= 0 and len(typed) >= JOINED_LETTERS and whole.startswith(typed):
            return 100.0 - JOINED_POINTS - (CUT_POINTS + 100.0 * CUT * missing / len(whole) if missing else 0.0)
        if points >= LEAST_ALIKE and abs(missing) > 1:
            return 0.0
        slips = OSA.distance(typed, whole)
        if slips == 1 and len(typed) >= JOINED_SLIP_LETTERS:
            return 100.0 - JOINED_POINTS - 100.0 * SLIP / len(typed)
        return LEAST_ALIKE * (1.0 - slips / max(len(typed), len(whole)))


def _costs(word: TypedWord, known: Sequence[str], *, is_last: bool) -> _Costs:
    costs: _Costs = {}
    for form, wrong in word.forms:
        for other, cost, is_cut in _near_words(form, known, is_last=is_last):
            total = cost + wrong * SLIP
            if other not in costs or total < costs[other][0]:
                costs[other] = (total, is_cut)
    return costs


def _near_words(word: str, known: Sequence[str], *, is_last: bool) -> Iterator[tuple[str, float, bool]]:
    """The words that this one may stand for, with the cost, and whether it is that word cut short."""
    for other, slips, _ in process.extract(word, known, scorer=OSA.distance, score_cutoff=MOST_SLIPS, limit=None):
        if slips <= _slips_allowed(word, other):
            yield other, _slip_cost(word, other, slips), False
    shortest = 1 if is_last else CUT_LETTERS
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
