"""Resolves times told in units: "last year", "the third quarter of 2019", "the three months ended June", "in five years"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.extraction.timespans import (
    MONTHS_A_HALF,
    MONTHS_A_QUARTER,
    MONTHS_A_YEAR,
    Anchor,
    Span,
    leap_safe,
    month_span,
    part_span,
    shift_day,
    shift_span,
    span_from,
    span_to,
    year_span,
)
from store.extraction.timewords import TimeWords
from store.extraction.wordlists import plain

_DECADE = 120
_BACK, _AHEAD = -1, 1
_AHEAD_LEADS = frozenset({"in", "within", "over", "by", "before"})
_FUTURE = re.compile(
    r"(?<![\w])(?:will|would|could|expects?|expected|forecasts?|plans?|planned|aims?|estimated?|projected|targets?|intends?|to|by)(?![\w])"
)
_RECORD = re.compile(r"(?<![\w])(?:[a-z]{2,}est|most|least|best|worst|first|only|record|once|slowest)(?![\w])")
_CUE_REACH = 90


@dataclass(frozen=True, slots=True)
class UnitTime:
    """The parts of a time told in units, as found around the word of the unit."""

    unit: str
    months: int
    days: int
    before: re.Match[str]
    after: re.Match[str]
    lead: str
    relation: str
    edge: str
    count: int
    ordinal: int

    @property
    def is_bare(self) -> bool:
        """Nothing but the word, or the article: "year", "the quarter"."""
        parts = (self.relation, self.edge, self.count, self.ordinal, self.before["prior"], self.before["kind"])
        return not any(parts) and self.after.end() == self.after.start()


def read_unit_time(words: TimeWords, unit: str, before: re.Match[str], after: re.Match[str]) -> UnitTime:
    """Put the parts together."""
    return UnitTime(
        unit=unit,
        months=words.unit_months.get(unit, 0),
        days=words.unit_days.get(unit, 0),
        before=before,
        after=after,
        lead=plain(before["lead"] or ""),
        relation=words.relations[plain(before["which"])] if before["which"] else "",
        edge=words.edges[before["edge"]] if before["edge"] else "end" if after["end"] else "",
        count=words.number(before["number"]) if before["number"] else 0,
        ordinal=words.ordinal(before["ordinal"]) if before["ordinal"] else 0,
    )


@dataclass(frozen=True, slots=True)
class UnitResolver:
    """Tells the days of a `UnitTime`, from the day of publication and the time named last."""

    words: TimeWords
    anchor: Anchor
    last: Span | None

    def is_time(self, time: UnitTime, left: str) -> bool:
        """Whether the words name a time at all; `left` is what stands before them."""
        if time.after["date"] or time.after["of_year"] or time.after["of_which"]:
            return not (time.unit == "half" and not time.ordinal)
        if time.after["shift"]:
            return bool(time.count)
        if time.unit == "half" or (time.ordinal and time.months not in {MONTHS_A_QUARTER, MONTHS_A_HALF}):
            return bool(time.ordinal) and (time.unit == "half" or bool(time.count))
        if time.relation or time.edge or time.ordinal or time.before["prior"]:
            return True
        if time.count:
            return time.lead in {"in", "within"} and not _RECORD.search(left[-_CUE_REACH:])
        if "full" in time.before["kind"] or time.after["to_date"]:
            return True
        return bool(time.before["the"]) and bool(time.lead) and time.unit in {"year", "quarter", "month", "week"}

    def span(self, time: UnitTime, left: str) -> Span | None:
        """The days it means; None where they can't be told."""
        span = self._whole(time, left)
        return edge_of(span, time.edge) if span and time.edge else span

    def _whole(self, time: UnitTime, left: str) -> Span | None:
        if time.after["date"]:
            return self._ended(time)
        if time.ordinal:
            return self._part(time)
        if time.after["of_year"]:
            return fiscal_span(time.after["of_year"], time.after["to_year"])
        if time.after["shift"]:
            return self._shifted(time)
        if time.count:
            return self._counted(time, left)
        return self._relative(time)

    def _ended(self, time: UnitTime) -> Span | None:
        """ "Three months ended September", "year ended March 31, 2020"."""
        last = self._end_date(time.after)
        if last is None:
            return None
        count = time.count or 1
        return span_to(last, months=time.months * count, days=time.days * count)

    def _end_date(self, after: re.Match[str]) -> date | None:
        month_word = after["month"] or after["month_second"]
        year_word = after["year"] or after["year_last"] or after["year_only"]
        if not month_word:
            return year_span(int(year_word))[1]
        month, day = self.words.months[month_word], after["day"] or after["day_first"]
        if year_word:
            return _day(int(year_word), month, day)
        anchor_year = self.anchor.day.year if self.anchor.day else 0
        near = self.anchor.nearest(month_span(anchor_year, month), ahead=False) if anchor_year else None
        return _day(near[0].year, month, day) if near else None

    def _part(self, time: UnitTime) -> Span | None:
        """ "The third quarter of 2019", "the second half", "the first nine months"."""
        if time.count:
            return self._first_months(time)
        months = MONTHS_A_HALF if time.unit == "half" else time.months
        if time.ordinal * months > MONTHS_A_YEAR:
            return None
        if year := self._year_of(time):
            return part_span(year, time.ordinal, months)
        if self.anchor.day is None:
            return None
        return self.anchor.nearest(part_span(self.anchor.day.year, time.ordinal, months), ahead=_is_ahead(time))

    def _first_months(self, time: UnitTime) -> Span | None:
        year = self._year_of(time) or (self.anchor.day.year if self.anchor.day else 0)
        months = time.months * time.count
        if not year or time.ordinal != 1 or not 0 < months <= MONTHS_A_YEAR:
            return None
        return month_span(year, 1)[0], month_span(year, months)[1]

    def _year_of(self, time: UnitTime) -> int:
        """The year that "of 2019" or "of last year" names; 0 for none."""
        if time.after["of_year"]:
            return int(time.after["of_year"])
        if time.after["of_which"] and self.anchor.published:
            relation = self.words.relations[plain(time.after["of_which"])]
            return self.anchor.published.year + {"last": -1, "this": 0, "next": 1}[relation]
        return 0

    def _shifted(self, time: UnitTime) -> Span | None:
        """ "A year earlier", "five years ago", "two years later"."""
        word = plain(time.after["shift"])
        direction = _BACK if word in self.words.back else _AHEAD
        if not time.months:
            return None
        months = direction * time.months * time.count
        if word == "ago" or self.last is None:
            return self._shifted_from_today(time, months) if word in {"ago", "from now", "hence"} or not self.last else None
        return shift_span(self.last, months)

    def _shifted_from_today(self, time: UnitTime, months: int) -> Span | None:
        if time.count == 1 and self.last and time.months == MONTHS_A_YEAR and _days(self.last) < _days(year_span(2019)):
            return shift_span(self.last, months)
        if time.months == MONTHS_A_YEAR or self.anchor.month() is None:
            return self.anchor.year(months // MONTHS_A_YEAR) if not months % MONTHS_A_YEAR else None
        month = self.anchor.month()
        return shift_span(month, months) if month else None

    def _counted(self, time: UnitTime, left: str) -> Span | None:
        """ "The past five years", "in the next 18 months", "within two years"."""
        day = self.anchor.day
        if day is None:
            return None
        months, days = time.months * time.count, time.days * time.count
        if time.relation == "last":
            return span_to(day, months, days)
        if time.relation == "next" or (time.lead in _AHEAD_LEADS and _FUTURE.search(left[-_CUE_REACH:])):
            return span_from(day, months, days)
        return None

    def _relative(self, time: UnitTime) -> Span | None:
        """ "Last year", "the following year", "the quarter"."""
        offset = {"last": -1, "next": 1}.get(time.relation, 0)
        word = plain(time.before["which"] or "")
        if word in {"following", "subsequent", "preceding", "succeeding"} and self.last:
            return shift_span(_unit_around(self.last, time.months), offset * time.months) if time.months else None
        if time.before["prior"]:
            offset = -1
        if not time.relation and not time.before["prior"] and not time.edge and self.last and time.unit in {"quarter", "month"}:
            return self.last
        return self._around_today(time, offset)

    def _around_today(self, time: UnitTime, offset: int) -> Span | None:
        if time.months == MONTHS_A_YEAR or (time.before["prior"] and time.months == MONTHS_A_YEAR):
            return self.anchor.year(offset)
        if time.months == _DECADE and self.anchor.published:
            first = self.anchor.published.year // 10 * 10 + offset * 10
            return year_span(first)[0], year_span(first + 9)[1]
        if time.months == 1:
            return self.anchor.month(offset)
        if time.months == MONTHS_A_QUARTER and time.relation:
            return self.anchor.part(MONTHS_A_QUARTER, offset)
        return self._week(offset) if time.unit == "week" else None

    def _week(self, offset: int) -> Span | None:
        day = self.anchor.exact_day
        monday = shift_day(day, days=7 * offset - day.weekday()) if day else None
        return span_from(monday, days=6) if monday else None


def edge_of(span: Span, edge: str) -> Span | None:
    """The first, middle or last part of a span: of a year its first quarter, middle or last month.

    >>> [day.isoformat() for day in edge_of(year_span(2018), "end")]
    ['2018-12-01', '2018-12-31']
    """
    first, last = span
    if _days(span) < _days(month_span(2021, 2)):
        return span
    if edge == "end":
        return date(last.year, last.month, 1), last
    if edge == "start":
        return month_span(first.year, first.month)
    middle = first + (last - first) / 2
    return month_span(middle.year, middle.month)


def fiscal_span(year: str, to_year: str | None) -> Span:
    """A year by its number, or from April to March where two are named, as in India: 2019-20."""
    first = int(year)
    if not to_year:
        return year_span(first)
    if int(to_year) == (first + 1) % 100 or int(to_year) == first + 1:
        return date(first, 4, 1), date(first + 1, 3, 31)
    last = int(to_year) if int(to_year) > first else first // 100 * 100 + int(to_year) % 100
    return date(first, 1, 1), date(max(first, last), 12, 31)


def _is_ahead(time: UnitTime) -> bool:
    return time.relation == "next" or time.lead in {"by", "before"}


def _day(year: int, month: int, day: str | None) -> date | None:
    return leap_safe(year, month, int(day)) if day else month_span(year, month)[1]


def _days(span: Span) -> int:
    return (span[1] - span[0]).days


def _unit_around(span: Span, months: int) -> Span:
    """The year around the last day of a span, or the span itself for smaller units."""
    return year_span(span[1].year) if months == MONTHS_A_YEAR else span
