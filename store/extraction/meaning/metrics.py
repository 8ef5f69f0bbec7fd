"""Names what each number measures, as a person would write it: "revenue growth", "stake in Acme"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.extraction.meaning.clauses import is_negative
from store.extraction.meaning.counts import COUNT_RULES, RANK_RULES
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.knowledge import DECLINE, GROWTH, INCREASE
from store.extraction.meaning.lengths import LENGTH_RULES, MULTIPLE_RULES
from store.extraction.meaning.lexicon import POSSESSIVE
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
            return _with_rate(_plain(measure, case), case)
    return Measure("")


def _plain(measure: Measure, case: Case) -> Measure:
    """The same by the name that people use: "EPS" is "earnings per share", "Series A financing" a funding round."""
    lists, scale = case.knowledge.lists, case.frame.scale
    if scale is Scale.MONEY and _ROUND.fullmatch(measure.base):
        is_seed = "seed" in measure.base.lower()
        return measure._replace(base="seed funding round" if is_seed else "funding round")
    base = _in_full(measure, case)
    words = base.split()
    if words[-1:] == ["range"] and words[-2:-1] and words[-2] in lists["foreseen_nouns"]:
        base = " ".join(words[:-1])
    if len(words) > 1 and words[0] in lists["idle_adjectives"] and words[1] in lists["company_measures"]:
        base = " ".join(words[1:])
    if measure.move and measure.head in lists["foreseen_nouns"] and _is_own(case.frame):
        base = f"{base.rpartition(' ')[0]} guidance".strip()
    if scale is Scale.RANK:
        return measure._replace(base=base)  # of economies too: "the second-largest economy in Asia"
    renamed = " ".join(case.knowledge.renamed.get(word, word) for word in base.split())
    move = measure.move
    if move == GROWTH:
        is_down = is_negative(case.frame.words.texts[case.frame.at])
        move = DECLINE if is_down else INCREASE if _is_cost(renamed, lists) else GROWTH
    return measure._replace(base=case.knowledge.renamed.get(renamed, renamed), move=move)


def _in_full(measure: Measure, case: Case) -> str:
    """What it is, where the text says less: the market of "shipments", of what the dividend is, an index's level."""
    frame, base = case.frame, measure.base.removeprefix("value of ")
    if base.endswith("dividend") and frame.scale is Scale.MONEY and frame.quantity.value < _LARGEST_DIVIDEND:
        base = f"{base} per share"
    if case.market and base in _SHARES:
        base = f"{case.market} market share"
    if case.market and base in _UNITS and (frame.scale is Scale.COUNT or base != "sales"):
        base = f"{case.market} {_UNITS[base]}"
    if frame.words.lowers[frame.tail : frame.tail + 3] == ["from", "continuing", "operations"]:
        base = f"{base} from continuing operations"
    return "index level" if base == "index" and not measure.move and frame.scale is Scale.COUNT else base


def _is_own(frame: Frame) -> bool:
    """As in "raised its forecast by $5m"."""
    return POSSESSIVE in frame.words.tags[max(0, frame.at - _OWN_REACH) : frame.at]


_OWN_REACH = 8
_LARGEST_DIVIDEND = 1000
_UNITS = {
    "sales": "sales",
    "unit sales": "sales",
    "units sold": "sales",
    "shipments": "shipments",
    "unit shipments": "shipments",
    "units shipped": "shipments",
}
"""What is sold in the market that a text is about; "sales" only where pieces are counted, and no money."""
_SHARES = frozenset({"market share", "share of market", "share of the market", "share"})


def _is_cost(base: str, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether one says of it that it increases rather than that it grows: a price, a fee, a dividend."""
    return base.partition(" per ")[0].rsplit(" ", 1)[-1] in lists["increasing"]


_ROUND = re.compile(
    r"""
    (?: (?:pre-)?(?:series|seed)\b (?:\ [a-h]\+?\d?)? (?:\ extension)? (?:\ equity)?
        (?:\ (?:financing|funding|investment))? (?:\ (?:round|raise))?
      | (?:cash|capital|equity)\ (?:infusion|injection)
      | (?:equity\ |fresh\ |growth\ |venture\ |late-stage\ |early-stage\ )?
        (?:round|financing|fundraise|fundraising|funding(?:\ round)?|financing\ round|investment\ round|raise) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What startups raise, in the words of the trade."""


def _with_rate(measure: Measure, case: Case) -> Measure:
    """As in "savings of $5m a year", "300 meals an hour", "visitors every day": how often the amount comes again."""
    frame = case.frame
    words, unit = frame.words, frame.words.lower(frame.tail + 1)
    is_rate = words.lower(frame.tail) in {"a", "an", "per", "each", "every"} and unit in _TIMES
    told = measure.scope.removeprefix("per ") if measure.scope.startswith("per ") else ""
    if frame.scale not in _RATED or not measure.base or " per " in measure.base or not (told or is_rate):
        return measure
    if measure.scope and not told:
        return measure
    often = _OFTEN.get(told or unit, "")
    if not often:
        return measure._replace(scope=f"per {told or unit}")
    base, _, done = measure.base.rpartition(" ")
    if frame.scale is not Scale.COUNT or done not in case.knowledge.counted.values():
        base = measure.base
    return measure._replace(base=base if often in base else f"{often} {base}", scope="")


_RATED = frozenset({Scale.MONEY, Scale.COUNT})
_TIMES = frozenset({"hour", "day", "night", "week", "month", "year", "minute", "second", "head", "person"})
_OFTEN = {"day": "daily", "week": "weekly", "month": "monthly", "year": "annual"}


def name_length(period: str, kind: FigureKind, done: str = "") -> str:
    """What a number inside the words for a time measures; `done` is what was done then.

    >>> name_length("the next five years", FigureKind.TARGET), name_length("13-week fiscal quarter", FigureKind.ACTUAL)
    ('target horizon', 'fiscal period length')
    >>> name_length("five years ago", FigureKind.ACTUAL, "acquisition")
    'time since acquisition'
    """
    if done and period.endswith(" ago"):
        return f"time since {done}"
    if "fiscal" in period or "ended" in period:
        return "fiscal period length"
    if kind is FigureKind.TARGET:
        return "target horizon"
    return "forecast horizon" if kind is FigureKind.ESTIMATE else "period duration"
