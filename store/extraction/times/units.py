"""Resolves times told in units: "last year", "the third quarter of 2019", "the three months ended June"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.extraction.times.spans import (
    MONTHS_A_HALF,
    MONTHS_A_QUARTER,
    MONTHS_A_YEAR,
    Anchor,
    Span,
    days_of,
    edge_of,
    fiscal_span,
    leap_safe,
    month_span,
    part_span,
    shift_day,
    shift_span,
    span_from,
    span_to,
    year_span,
)
from store.extraction.times.words import TimeWords
from store.extraction.wordlists import plain

_MONTHS_A_DECADE = 120
_DAYS_A_WEEK = 7
_DATED = ("date", "of_year", "of_which", "year_ago")
_TOLD_BY_ARTICLE = frozenset({"year", "quarter", "month", "week"})
"""Units that "during the quarter" names without another word."""
_BESIDE_EVENTS = frozenset({"before", "after"})
"""With an event behind them no time can be told: "two years after the merger"."""
_CLOSES = re.compile(r"\s*(?:[.,;:)\n]|(?:and|but|while|when|as|to)\b|\Z)")
"""Behind "the year before" where it is a time, and not "the year before the merger"."""
_OFFSETS = {"last": -1, "this": 0, "next": 1}


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


def read_unit_time(words: TimeWords, unit: str, before: re.Match[str], after: re.Match[str]) -> UnitTime:
    """Put the parts together."""
    return UnitTime(
        unit=unit,
        months=words.unit_months.get(unit, 0),
        days=words.unit_days.get(unit, 0),
        before=before,
        after=after,
        lead=plain(before["lead"] or ""),
        relation=words.relation(before["which"]),
        edge=words.edges[before["edge"]] if before["edge"] else "end" if after["end"] else "",
        count=words.number(before["number"]) if before["number"] else 0,
        ordinal=words.ordinals[before["ordinal"]] if before["ordinal"] else 0,
    )


@dataclass(frozen=True, slots=True)
class UnitResolver:
    """Tells the days of a `UnitTime`, from the day of publication and the time named last."""

    words: TimeWords
    anchor: Anchor
    last: Span | None

    def is_time(self, time: UnitTime, left: str, right: str) -> bool:
        """Whether the words name a time at all; `left` and `right` is what stands around them."""
        if not self.words.series.isdisjoint(plain(time.before["kind"]).split()):
            return False
        if time.unit == "half":
            return time.ordinal > 0
        if any(time.after[part] for part in _DATED):
            return True
        if time.after["shift"]:
            return _is_shifted(time, right)
        if time.ordinal:
            return time.months == MONTHS_A_QUARTER or time.count > 0
        return self._is_told_without_date(time, left)

    def _is_told_without_date(self, time: UnitTime, left: str) -> bool:
        if time.relation or time.edge or time.before["prior"]:
            return True
        if time.count:
            return time.lead in {"in", "within"} and not self.words.record.search(left)
        if "full" in time.before["kind"] or time.after["to_date"]:
            return True
        return bool(time.before["the"] and time.lead) and time.unit in _TOLD_BY_ARTICLE

    def span(self, time: UnitTime, around: str) -> Span | None:
        """The days it means; None where they can't be told.  `around` is the text on both sides."""
        span = self._whole(time, around)
        return edge_of(span, time.edge) if span and time.edge else span

    def _whole(self, time: UnitTime, around: str) -> Span | None:
        if time.after["date"]:
            return self._ended(time)
        if time.ordinal:
            return self._part(time)
        if time.after["of_year"]:
            return fiscal_span(time.after["of_year"], time.after["to_year"])
        if time.after["of_which"] or time.after["year_ago"]:
            now = self.last or self._around_today(time, 0)
            return shift_span(now, -MONTHS_A_YEAR) if now else None
        if time.after["shift"]:
            return self._shifted(time)
        return self._counted(time, around) if time.count else self._relative(time)

    def _ended(self, time: UnitTime) -> Span | None:
        """Of "three months ended September", "year ended March 31, 2020"."""
        last = self._end_date(time.after)
        count = time.count or 1
        return span_to(last, months=time.months * count, days=time.days * count) if last else None

    def _end_date(self, after: re.Match[str]) -> date | None:
        month_word = after["month"] or after["month_second"]
        year_word = after["year"] or after["year_last"] or after["year_only"]
        if not month_word:
            return year_span(int(year_word))[1]
        month, day = self.words.months[month_word], after["day"] or after["day_first"]
        if year_word:
            return _day(int(year_word), month, day)
        today = self.anchor.day
        near = self.anchor.nearest(month_span(today.year, month), ahead=False) if today else None
        return _day(near[0].year, month, day) if near else None

    def _part(self, time: UnitTime) -> Span | None:
        """Of "the third quarter of 2019", "the second half", "the first nine months"."""
        today = self.anchor.day
        year = self._year_of(time) or (today.year if today and time.count else 0)
        if time.count:
            return self._first_months(year, time)
        months = MONTHS_A_HALF if time.unit == "half" else time.months
        if time.ordinal * months > MONTHS_A_YEAR:
            return None
        if year:
            return part_span(year, time.ordinal, months)
        is_ahead = time.relation == "next" or time.lead in {"by", "before"}
        return self.anchor.nearest(part_span(today.year, time.ordinal, months), ahead=is_ahead) if today else None

    @staticmethod
    def _first_months(year: int, time: UnitTime) -> Span | None:
        months = time.months * time.count
        if not year or time.ordinal != 1 or not 0 < months <= MONTHS_A_YEAR:
            return None
        return month_span(year, 1)[0], month_span(year, months)[1]

    def _year_of(self, time: UnitTime) -> int:
        """The year that "of 2019", "of last year" or "2019" before it names; 0 for none."""
        if year := time.after["of_year"] or time.before["in_year"]:
            return int(year)
        if time.after["of_which"] and self.anchor.published:
            return self.anchor.published.year + _OFFSETS[self.words.relation(time.after["of_which"])]
        return 0

    def _shifted(self, time: UnitTime) -> Span | None:
        """Of "a year earlier", "five years ago", "two years later"."""
        word = plain(time.after["shift"])
        months = time.months * (time.count or 1) * (-1 if word in self.words.back else 1)
        if not months:
            return None
        is_year_on_year = abs(months) == MONTHS_A_YEAR and self.last and days_of(self.last) < days_of(year_span(2019))
        if self.last and (word not in self.words.from_today or is_year_on_year):
            return shift_span(self.last, months)
        if time.months == MONTHS_A_YEAR:
            return self.anchor.year(months // MONTHS_A_YEAR)
        month = self.anchor.month()
        return shift_span(month, months) if month else None

    def _counted(self, time: UnitTime, around: str) -> Span | None:
        """Of "the past five years", "in the next 18 months", "within two years"."""
        day = self.anchor.day
        months, days = time.months * time.count, time.days * time.count
        if day is None:
            return None
        if time.relation == "last":
            return span_to(day, months, days)
        if time.relation == "next" or (time.lead in self.words.ahead_leads and self.words.future.search(around)):
            return span_from(day, months, days)
        return None

    def _relative(self, time: UnitTime) -> Span | None:
        """Of "last year", "the following year", "the past decade", "the quarter"."""
        word, day = plain(time.before["which"] or ""), self.anchor.day
        if word in self.words.trailing:
            return span_to(day, time.months, time.days) if day else None
        if word in self.words.coming:
            return span_from(day, time.months, time.days) if day else None
        offset = -1 if time.before["prior"] else _OFFSETS.get(time.relation, 0)
        if word in self.words.adjoining and self.last and time.months:
            near = year_span(self.last[1].year) if time.months == MONTHS_A_YEAR else self.last
            return shift_span(near, offset * time.months)
        is_named_before = not (time.relation or time.before["prior"] or time.edge) and time.unit in {"quarter", "month"}
        return self.last if self.last and is_named_before else self._around_today(time, offset)

    def _around_today(self, time: UnitTime, offset: int) -> Span | None:
        published = self.anchor.published
        if time.months == MONTHS_A_YEAR:
            return self.anchor.year(offset)
        if time.months == _MONTHS_A_DECADE and published:
            first = published.year // 10 * 10 + offset * 10
            return year_span(first)[0], year_span(first + 9)[1]
        if time.months == 1:
            return self.anchor.month(offset)
        if time.months == MONTHS_A_QUARTER and time.relation:
            return self.anchor.part(MONTHS_A_QUARTER, offset)
        return self._week(offset) if time.unit == "week" else None

    def _week(self, offset: int) -> Span | None:
        day = self.anchor.exact_day
        monday = shift_day(day, days=_DAYS_A_WEEK * offset - day.weekday()) if day else None
        return span_from(monday, days=_DAYS_A_WEEK - 1) if monday else None


def _is_shifted(time: UnitTime, right: str) -> bool:
    """Whether "a year before", "the year before" or "two quarters later" name a time, and no event stands behind."""
    if time.after["shifted"]:
        return True
    closes = _CLOSES.match(right) is not None
    if plain(time.after["shift"]) in _BESIDE_EVENTS and not closes:
        return False
    return bool(time.count or (closes and time.before["the"] and time.unit in _TOLD_BY_ARTICLE))


def _day(year: int, month: int, day: str | None) -> date | None:
    return leap_safe(year, month, int(day)) if day else month_span(year, month)[1]
