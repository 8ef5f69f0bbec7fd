"""What the change of a figure is measured against, and whether the figure matters."""

from __future__ import annotations

import re
from decimal import Decimal

from store.extraction.meaning.clauses import find_ticker
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.knowledge import DECLINE, GROWTH, INCREASE
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
_OVER_YEARS = re.compile(
    r"\b(?:in|over) (?:the )?(?:past |last )?(?:two|three|four|five|six|ten|\d{1,2}) (?:years|months|weeks)\b"
)
"""What doubled "in two years" or "over the past three months" is not compared with the year before."""
_NEXT_YEARS = re.compile(r"\bover the next (?!year\b|12 months)")
"""What grows over several years is not compared with the year before."""
_WHOLE_YEAR = re.compile(
    r"(?:in |for |during )?(?:(?:19|20)\d\d(?: and (?:19|20)\d\d)?|"
    r"(?:the )?(?:(?:last|past|full|this|next|current|coming)[ -])?year|"
    r"FY ?\d{2,4}|(?:fiscal|financial) (?:19|20)\d\d)",
    re.IGNORECASE,
)

_FROM_YEAR = re.compile(r"\byear[- ]o(?:ver|n)[- ]year\b|\ba year (?:ago|earlier|before)\b|\b(?:last|previous) year\b")
_QUARTER = re.compile(r"\b(?:quarter|half)\b|\bQ[1-4]\b", re.IGNORECASE)
_TRENDS = frozenset({GROWTH, DECLINE, INCREASE})
_FLOWS = frozenset({"cash-flow"})
_COMPARABLE = "comparable-sales"
"""Of shops open for a year or more: they are compared with that year by definition."""
_ECONOMY = frozenset({"GDP", "economy", "inflation"})
_ANNUAL_RATE = re.compile(r"\bannual(?:i[sz]ed)?\s(?:rate|pace|clip)\b")
_THAN_IN_YEAR = re.compile(r"\b(?:than in|compared (?:with|to)|versus) (?:[a-z]+ )?(?:19|20)\d\d\b")


def read_change(case: Case, measure: Measure, key: str, around: str, period: str, *, in_report: bool) -> Change | None:
    """What a growth figure is compared with: by the words around, else in a company's report with the year before."""
    frame, knowledge = case.frame, case.knowledge
    is_extent = frame.scale in _CHANGING or frame.words.lower(frame.tail + 1) == "than"
    if knowledge.quarter_words.search(around):
        return Change.QUARTER if is_extent else None
    if not is_extent and measure.move in _TRENDS and _FROM_YEAR.search(around):
        return Change.YEAR  # "down $19m year-over-year"
    is_over_years = frame.scale is Scale.MULTIPLE and _OVER_YEARS.search(around)
    if not is_extent or is_over_years or _NEXT_YEARS.search(period):
        return None
    is_told = _THAN_IN_YEAR.search(around) is not None or knowledge.year_words.search(around) is not None
    if is_told and measure.base in _ECONOMY and _ANNUAL_RATE.search(around):
        return None  # an annual rate of growth compares quarters
    if is_told or _is_over_a_year(frame, measure, period):
        return Change.YEAR
    is_result = (in_report or _QUARTER.search(period)) and key in FINANCIAL | _FLOWS and measure.move in _TRENDS
    return Change.YEAR if is_result or key == _COMPARABLE else None


def _is_over_a_year(frame: Frame, measure: Measure, period: str) -> bool:
    """As in "shipments fell 12% in 2016"; not of prices, nor "as many as"."""
    if measure.base in {SHARE_PRICE, "index"} or frame.words.lower(frame.at + 1) == "as":
        return False
    return measure.move in _TRENDS and _WHOLE_YEAR.fullmatch(period) is not None


def is_key(case: Case, measure: Measure) -> bool:
    """Whether an analyst would want the figure in a digest: no small counts, lengths, daily prices, earlier amounts."""
    frame = case.frame
    if not measure.base or frame.scale is Scale.TIME or (measure.base == SHARE_PRICE and not measure.move):
        return False
    if _is_prior(case) or (case.before and is_aside(frame, case.before)) or find_ticker(frame.words, frame.at) > 0:
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
    return words.lower(before) == "from" or words.base(before - 1) == "compare"
