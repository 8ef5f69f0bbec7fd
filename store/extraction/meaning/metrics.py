"""Names what each number measures, as a person would write it: "revenue growth", "stake in Acme"."""

from __future__ import annotations

from store.extraction.meaning.counts import COUNT_RULES, LENGTH_RULES, MULTIPLE_RULES, RANK_RULES
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.measures import Case, Measure
from store.extraction.meaning.money import MONEY_RULES
from store.extraction.meaning.shares import SHARE_RULES
from store.model import FigureKind

_RULES = {
    Scale.MONEY: MONEY_RULES,
    Scale.SHARE: SHARE_RULES,
    Scale.RANK: RANK_RULES,
    Scale.MULTIPLE: MULTIPLE_RULES,
    Scale.TIME: LENGTH_RULES,
    Scale.COUNT: COUNT_RULES,
}


def read_measure(case: Case) -> Measure:
    """What the number of `case` measures: the first rule for its scale that applies says it."""
    for rule in _RULES[case.frame.scale]:
        if measure := rule(case):
            return _with_rate(measure, case.frame)
    return Measure("")


def _with_rate(measure: Measure, frame: Frame) -> Measure:
    """As in "savings of $5m a year", "300 meals an hour": what the amount comes again for."""
    words, unit = frame.words, frame.words.lower(frame.tail + 1)
    is_rate = words.lower(frame.tail) in {"a", "an", "per"} and unit in _TIMES
    if not is_rate or frame.scale not in _RATED or measure.scope or " per " in measure.base or not measure.base:
        return measure
    return measure._replace(scope=f"per {unit}")


_RATED = frozenset({Scale.MONEY, Scale.COUNT})
_TIMES = frozenset({"hour", "day", "night", "week", "month", "year", "minute", "second", "head", "person"})


def name_length(period: str, kind: FigureKind) -> str:
    """What a number inside the words for a time measures.

    >>> name_length("the next five years", FigureKind.TARGET), name_length("13-week fiscal quarter", FigureKind.ACTUAL)
    ('target horizon', 'fiscal period length')
    """
    if "fiscal" in period or "ended" in period:
        return "fiscal period length"
    if kind is FigureKind.TARGET:
        return "target horizon"
    return "forecast horizon" if kind is FigureKind.ESTIMATE else "period duration"
