"""What the change of a figure is measured against, and whether the figure matters."""

from __future__ import annotations

import re
from decimal import Decimal

from store.extraction.meaning.frames import Scale
from store.extraction.meaning.knowledge import DECLINE, GROWTH
from store.extraction.meaning.measures import (
    SHARE_PRICE,
    Case,
    Measure,
    is_aside,
    is_comparison,
    is_listed,
    scope_behind,
)
from store.model import Change

_LARGE_COUNT = Decimal(100)
_CHANGING = frozenset({Scale.SHARE, Scale.MULTIPLE})
FINANCIAL = frozenset(
    {
        "revenue",
        "comparable-sales",
        "net-income",
        "pretax-income",
        "operating-income",
        "ebitda",
        "eps",
        "loss",
        "gross-profit",
    }
)
"""The measures of a company's results, whose changes are over the year where nothing else is said."""
_WHOLE_YEAR = re.compile(
    r"(?:in |for |during )?(?:(?:19|20)\d\d|(?:the )?(?:last|past|full|this|next|current|coming) year)", re.IGNORECASE
)

_THAN_IN_YEAR = re.compile(r"\b(?:than in|compared (?:with|to)|versus) (?:19|20)\d\d\b")


def read_change(case: Case, measure: Measure, key: str, around: str, period: str, *, in_report: bool) -> Change | None:
    """What a growth figure is compared with: by the words around, else in a company's report with the year before."""
    if case.frame.scale not in _CHANGING and case.frame.words.lower(case.frame.tail + 1) != "than":
        return None
    if case.knowledge.quarter_words.search(around):
        return Change.QUARTER
    is_priced = measure.base in {SHARE_PRICE, "index"}
    is_as_many = case.frame.words.lower(case.frame.at + 1) == "as"
    over_a_year = (
        not is_priced and not is_as_many and measure.move in {GROWTH, DECLINE} and _WHOLE_YEAR.fullmatch(period)
    )
    if _THAN_IN_YEAR.search(around):
        return Change.YEAR
    if over_a_year or case.knowledge.year_words.search(around):
        return Change.YEAR
    return Change.YEAR if in_report and key in FINANCIAL else None


def is_key(case: Case, measure: Measure) -> bool:
    """Whether an analyst would want the figure in a digest: no small counts, lengths, daily prices, earlier amounts."""
    frame = case.frame
    if not measure.base or frame.scale is Scale.TIME or (measure.base == SHARE_PRICE and not measure.move):
        return False
    if _is_prior(case) or (case.before and is_aside(frame, case.before)):
        return False
    if frame.scale is Scale.COUNT:
        return frame.quantity.value >= _LARGE_COUNT
    return not case.before or case.before.key or not is_listed(frame, case.before)


def _is_prior(case: Case) -> bool:
    """Whether the number is only there to compare with: "from $5m a year earlier", "compared to sales of $5m"."""
    frame, words = case.frame, case.frame.words
    if is_comparison(frame) and not scope_behind(frame):
        return True
    if frame.noun is None:
        return False
    before = frame.noun.start - 1
    return words.lower(before) == "from" or (before > 0 and words.bases[before - 1] == "compare")
