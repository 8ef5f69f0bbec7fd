"""Calendar arithmetic over spans of days: years, quarters, months, and what lies before or after them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from store.model import PartialDate

Span = tuple[date, date]
"""First and last day."""

MONTHS_A_YEAR = 12
MONTHS_A_QUARTER = 3
MONTHS_A_HALF = 6
_CENTURY = 100
FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Times beyond these are no business news."""


def year_span(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def month_span(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def part_span(year: int, part: int, months: int) -> Span:
    """The nth quarter (three months) or half (six) of a year.

    >>> [day.isoformat() for day in part_span(2019, 3, MONTHS_A_QUARTER)]
    ['2019-07-01', '2019-09-30']
    """
    first = month_span(year, (part - 1) * months + 1)[0]
    return first, month_span(year, part * months)[1]


def shift_day(day: date, months: int = 0, days: int = 0) -> date | None:
    """The day some months (to the end of a shorter month) and days later; None where no news reaches.

    >>> shift_day(date(2020, 1, 31), months=1).isoformat()
    '2020-02-29'
    """
    count = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(count, MONTHS_A_YEAR)
    if not FIRST_YEAR <= year <= LAST_YEAR or abs(days) > (LAST_YEAR - FIRST_YEAR) * 366:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    moved = date(year, month + 1, min(day.day, last)) + timedelta(days=days)
    return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else None


def shift_span(span: Span, months: int) -> Span | None:
    """The same span some months later; whole months stay whole."""
    first = shift_day(span[0], months)
    if first is None:
        return None
    day_after = shift_day(span[1], days=1)
    if span[0].day == 1 and day_after and day_after.day == 1:
        after = shift_day(day_after, months)
        return (first, after - timedelta(days=1)) if after else None
    last = shift_day(span[1], months)
    return (first, last) if last else None


def span_to(last: date, months: int = 0, days: int = 0) -> Span | None:
    """So many months or days up to and with `last`.

    >>> [day.isoformat() for day in span_to(date(2019, 9, 30), months=3)]
    ['2019-07-01', '2019-09-30']
    """
    if days:
        first = shift_day(last, days=1 - days)
    else:
        day_after = shift_day(last, days=1)
        first = shift_day(day_after, -months) if day_after else None
    return (first, last) if first else None


def span_from(first: date, months: int = 0, days: int = 0) -> Span | None:
    """So many months or days from `first`."""
    last = shift_day(first, months, days)
    return (first, last) if last else None


def edge_of(span: Span, edge: str) -> Span:
    """The first or last month of a span; "early" and "late" in a year are quarters, "mid" is what lies between.

    >>> [day.isoformat() for day in edge_of(year_span(2018), "end")]
    ['2018-12-01', '2018-12-31']
    """
    first, last = span
    if edge == "start":
        return month_span(first.year, first.month)
    if edge == "end":
        return max(first, date(last.year, last.month, 1)), last
    if days_of(span) < days_of(year_span(2019)):
        return span
    start, end = {"early": (1, 1), "middle": (2, 3), "late": (4, 4)}[edge]
    return part_span(first.year, start, MONTHS_A_QUARTER)[0], part_span(first.year, end, MONTHS_A_QUARTER)[1]


def fiscal_span(year: str, to_year: str | None) -> Span:
    """A year by its number, or from April to March where two are named, as in India: 2019-20."""
    first = int(year)
    last = _following_year(first, int(to_year)) if to_year else first
    if to_year and last == first + 1:
        return date(first, 4, 1), date(last, 3, 31)
    return date(first, 1, 1), date(max(first, last), 12, 31)


def _following_year(first: int, last: int) -> int:
    """The year that the second number of "2019-20" means."""
    return last if last > first else first // _CENTURY * _CENTURY + last % _CENTURY


def days_of(span: Span) -> int:
    return (span[1] - span[0]).days


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day, month or year a document was published, from which "last month" is told."""

    published: PartialDate | None

    @classmethod
    def of(cls, published: PartialDate | None) -> Anchor:
        """None is known from a date that no news was published on."""
        is_likely = published is not None and FIRST_YEAR <= published.year <= LAST_YEAR
        return cls(published if is_likely else None)

    @property
    def day(self) -> date | None:
        """The latest day it may have been published on."""
        return self.published.last_day() if self.published else None

    @property
    def exact_day(self) -> date | None:
        return self.day if self.published and self.published.day else None

    def year(self, offset: int = 0) -> Span | None:
        return year_span(self.published.year + offset) if self.published else None

    def month(self, offset: int = 0) -> Span | None:
        """The month of publication, or one before or after it."""
        if self.published is None or self.published.month is None:
            return None
        return shift_span(month_span(self.published.year, self.published.month), offset)

    def part(self, months: int, offset: int = 0) -> Span | None:
        """The quarter or half year of publication, or one before or after it."""
        if self.published is None or self.published.month is None:
            return None
        part = (self.published.month - 1) // months + 1
        return shift_span(part_span(self.published.year, part, months), offset * months)

    def nearest(self, span: Span, *, ahead: bool) -> Span | None:
        """The yearly span ("September", "the third quarter") that had begun last, or with `ahead` is to end next."""
        day = self.day
        if day is None:
            return None
        years = range(day.year - 1, day.year + 3) if ahead else range(day.year + 1, day.year - 3, -1)
        for year in years:
            one = shift_span(span, (year - span[0].year) * MONTHS_A_YEAR)
            if one and (one[1] >= day if ahead else one[0] <= day):
                return one
        return None


def leap_safe(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it."""
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None
