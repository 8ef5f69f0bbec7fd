"""Finds the words that name a time, and the days they mean: "the three months ended May 31", "by 2036"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from store.extraction.reading import Reading, TimeMention
from store.extraction.times.spans import (
    MONTHS_A_HALF,
    MONTHS_A_QUARTER,
    Anchor,
    Span,
    edge_of,
    fiscal_span,
    leap_safe,
    month_span,
    part_span,
    shift_day,
    span_to,
    year_span,
)
from store.extraction.times.units import UnitResolver, read_unit_time
from store.extraction.times.words import TimeWords, time_words
from store.extraction.wordlists import plain
from store.model import PartialDate, Period

_REACH = 64
"""Characters before a head in which what belongs to it stands."""
_LONGEST_WORD = 14
_CONTEXT_REACH = 400
"""How far back "a year earlier" or "the quarter" looks for the time it is told from."""
_DAYS_A_WEEK = 7
_SHORT_YEAR = 2
_THIS_CENTURY = 2000
_OFFSETS = {"last": -1, "this": 0, "next": 1}
_GLUED = re.compile(r"(?:[\w$€£¥₹#’'/.,]|(?<!mid)-)\Z")
_OWNS_AMOUNT = re.compile(r"['’]s?\s[$€£¥₹\d]")
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DEADLINE = re.compile(
    r"""
    (?: by | before | until | till | no\slater\sthan | not\slater\sthan | within
      | (?:in|over)\sthe\s(?:next|coming) | in\s\w+\s(?:years?|months?) ) \b
    """,
    re.VERBOSE,
)
_DAY_NAMED = re.compile(rf"{_MONTH}[a-z]*\.? [0-9]{{1,2}}\b|[0-9] {_MONTH}|day\b|tomorrow")
_MONTH_NAMED = re.compile(rf"\b{_MONTH}|month|week|quarter|half|\bq[1-4]")


def find_times(reading: Reading) -> None:
    """Fill `reading.times`, passing over what is no prose and what was read as a quantity."""
    document = reading.document
    taken = [(quantity.start, quantity.end) for quantity in reading.quantities]
    reader = TimeReader(document.text, reading.lowered, time_words(reading.vocabulary), Anchor.of(document.published))
    reading.times = reader.read(taken, list(document.skips))


def due_date(time: TimeMention) -> PartialDate | None:
    """When something is due that is to happen "by 2036" or "in the next five years"; None for other times.

    Known to the year, month or day as the words tell it.
    """
    words = plain(time.period.text.lower())
    last = time.period.last
    if last is None or not _DEADLINE.match(words):
        return None
    if _DAY_NAMED.search(words):
        return PartialDate(last.year, last.month, last.day)
    return PartialDate(last.year, last.month if _MONTH_NAMED.search(words) else None)


@dataclass(frozen=True, slots=True)
class Found:
    """A time in the text; `span` is None where its days can't be told."""

    start: int
    end: int
    span: Span | None = None


class TimeReader:
    """Reads the times of one text from left to right; later ones are told from earlier ones."""

    def __init__(self, text: str, lowered: str, words: TimeWords, anchor: Anchor) -> None:
        self._text = text
        self._lowered = lowered
        self._words = words
        self._anchor = anchor
        self._last: Found | None = None
        self._floor = 0

    def read(self, taken: list[tuple[int, int]], skips: list[tuple[int, int]]) -> list[TimeMention]:
        """The times, but for bare years inside of `taken` spans and anything inside of `skips`."""
        mentions = []
        for start, end, kind in self._heads():
            if start < self._floor or _covers(skips, start) or (kind == "number" and _covers(taken, start)):
                continue
            found = _READERS[kind](self, start, end)
            if found:
                self._floor = found.end
                self._last = found if found.span else self._last
                first, last = found.span or (None, None)
                period = Period(self._text[found.start : found.end], first, last)
                mentions.append(TimeMention(found.start, found.end, period))
        return mentions

    def _heads(self) -> list[tuple[int, int, str]]:
        """The words around which times are built, with what they are."""
        heads = [
            (match.start(), match.end() - 1, "code" if match["code"] else self._words.head_class(match[1]))
            for match in self._words.head.finditer(f" {self._lowered}")
        ]
        heads += [
            (match.start(), match.end(), "number" if match[0][:4].isdigit() else "code")
            for match in self._words.number_head.finditer(self._lowered)
            if not _GLUED.search(self._lowered, max(0, match.start() - 4), match.start())
        ]
        heads.sort()
        return heads

    def _before(self, pattern: re.Pattern[str], start: int) -> re.Match[str]:
        """What of the pattern stands before `start`; it may match nothing."""
        words = self._lowered[max(self._floor, start - _LONGEST_WORD) : start].replace("-", " ").split()
        may_begin = words and (words[-1] in self._words.before or words[-1][0].isdigit())
        match = pattern.search(self._lowered, max(self._floor, start - _REACH) if may_begin else start, start)
        assert match is not None
        return match

    def _context(self, place: int) -> Span | None:
        last = self._last
        return last.span if last and place - last.end < _CONTEXT_REACH else None

    def _start(self, before: re.Match[str], start: int) -> int:
        """Where the mention begins: with its lead if that belongs to the time ("by", "since"), else after it."""
        lead = plain(before["lead"] or "")
        if not lead or lead in self._words.deadlines or lead in self._words.since:
            return before.start()
        return min(before.end("lead") + 1, start)

    def read_unit(self, start: int, end: int) -> Found | None:
        before = self._before(self._words.before_unit, start)
        after = self._words.after_unit.match(self._lowered, end)
        assert after is not None
        time = read_unit_time(self._words, plain(self._lowered[start:end]), before, after)
        resolver = UnitResolver(self._words, self._anchor, self._context(start))
        left = self._lowered[max(0, before.start() - _REACH) : before.start()]
        right = self._lowered[after.end() : after.end() + _REACH]
        names_next = time.unit == "year" and (
            self._words.names_quarter.match(self._lowered, end)
            or self._words.names_part.match(self._lowered, after.end())
        )
        if names_next or not resolver.is_time(time, left, right):
            return None
        is_length = time.lead in {"in", "over"} and bool(time.count) and not after["date"] and not time.ordinal
        first = before.start() if is_length else self._start(before, start)
        if before["whose"]:
            first = max(first, before.end("the"))  # "its first quarter"
        if before["lead"] and _OWNS_AMOUNT.match(self._lowered, after.end()):
            first = max(first, before.end("lead") + 1)  # "up from last year's $5m"
        around = left + self._lowered[end : end + _REACH]
        return Found(first, after.end(), resolver.span(time, around))

    def read_year(self, start: int, end: int) -> Found | None:
        if self._words.names_part.match(self._lowered, end):
            return None  # "the 2026 third quarter" is read as one
        before = self._before(self._words.before_year, start)
        after = self._words.after_year.match(self._lowered, end)
        year = self._lowered[start : start + 4]
        if self._lowered[end - 1] == "s":
            decade = year_span(int(year))[0], year_span(int(year) + 9)[1]
            return Found(self._start(before, start), end, decade)
        if after:
            return Found(self._start(before, start), after.end(), fiscal_span(year, after["short"] or after["long"]))
        return Found(self._start(before, start), end, self._at_edge(year_span(int(year)), before))

    def _at_edge(self, span: Span, before: re.Match[str]) -> Span:
        return edge_of(span, self._words.edges[before["edge"]]) if before["edge"] else span

    def read_month(self, start: int, end: int) -> Found | None:
        before = self._before(self._words.before_month, start)
        after = self._words.after_month.match(self._lowered, end)
        if after is None or not self._is_month(start, end, before, after):
            return None
        month = self._words.months[self._lowered[start:end]]
        span = self._month_span(month, before, after)
        if span and (after["to"] or after["quarter"]):
            span = self._months_span(span, self._words.months.get(after["to"] or ""))
        elif span and (day := after["day"] or before["day"]):
            exact = leap_safe(span[0].year, month, int(day))
            span = (exact, exact) if exact else None
        return Found(self._start(before, start), self._month_end(start, end, after), span)

    @staticmethod
    def _months_span(span: Span, last: int | None) -> Span | None:
        """From a month to the `last`, else the quarter that ends with it: "April-June", "the June quarter"."""
        if last is None:
            return span_to(span[1], months=MONTHS_A_QUARTER)
        year = span[0].year
        first = span[0] if span[0].month <= last else month_span(year - 1, span[0].month)[0]
        return first, month_span(year, last)[1]

    def _month_end(self, start: int, end: int, after: re.Match[str]) -> int:
        """Where the words end: a full stop after a whole name ends the sentence."""
        only_stop = after.end() == end + 1 and self._lowered.startswith(".", end)
        return end if only_stop and self._lowered[start:end] not in self._words.short_months else after.end()

    def _is_month(self, start: int, end: int, before: re.Match[str], after: re.Match[str]) -> bool:
        """Whether it is a month: "May" with a capital and a word that says so, "Jan" with a day or year."""
        if not self._text[start].isupper():
            return False
        word = self._lowered[start:end]
        has_date = bool(after["day"] or after["year"] or after["which"] or after["quarter"] or before["day"])
        has_lead = bool(before["lead"] or before["which"] or before["edge"])
        if word in self._words.short_months:
            return has_date or (has_lead and self._lowered.startswith(".", end))
        return has_date or has_lead or word not in self._words.verbs

    def _month_span(self, month: int, before: re.Match[str], after: re.Match[str]) -> Span | None:
        if after["year"]:
            return month_span(int(after["year"]), month)
        published = self._anchor.published
        if published is None:
            return None
        if after["which"]:
            return month_span(published.year + _OFFSETS[after["which"]], month)
        relation = self._words.relation(before["which"])
        ahead = relation == "next" or plain(before["lead"] or "") in self._words.deadlines
        span = self._anchor.nearest(month_span(published.year, month), ahead=ahead)
        return month_span(published.year - 1, month) if relation == "last" and span == self._anchor.month() else span

    def read_weekday(self, start: int, end: int) -> Found | None:
        is_festive = self._words.not_a_weekday.search(self._lowered, max(0, start - _REACH), start)
        if is_festive or not self._text[start].isupper():
            return None
        before = self._before(self._words.before_day, start)
        today = self._anchor.exact_day
        if today is None:
            return Found(self._start(before, start), end)
        relation = self._words.relation(before["which"])
        back = (today.weekday() - self._words.weekdays[self._lowered[start:end]]) % _DAYS_A_WEEK
        if relation == "last" and not back:
            back = _DAYS_A_WEEK
        if relation == "next" or plain(before["lead"] or "") in self._words.deadlines:
            back -= _DAYS_A_WEEK
        return Found(self._start(before, start), end, _one_day(shift_day(today, days=-back)))

    def read_day(self, start: int, end: int) -> Found:
        today = self._anchor.exact_day
        days = self._words.days[plain(self._lowered[start:end])]
        return Found(start, end, _one_day(shift_day(today, days=days)) if today else None)

    def read_vague(self, start: int, end: int) -> Found:
        """A time like "recently", which has no days, or "year to date", which has."""
        today, year = self._anchor.day, self._anchor.year()
        is_so_far = plain(self._lowered[start:end]) in self._words.year_so_far
        return Found(start, end, (year[0], today) if is_so_far and today and year else None)

    def read_code(self, start: int, end: int) -> Found | None:
        """A time in short: "Q1 2020", "Q1", "3Q19", "H1 FY21", "FY20"."""
        code = self._lowered[start:end]
        after = self._words.after_code.match(self._lowered, end)
        part = 0 if code == "fy" else int(code.strip("qh"))
        months = MONTHS_A_QUARTER if "q" in code else MONTHS_A_HALF
        if not after or (part and len(after["year"]) == _SHORT_YEAR and after["gap"].strip() == "" != after["gap"]):
            return Found(start, end, self._nearest_part(part, months)) if part else None
        year = int(after["year"]) + (_THIS_CENTURY if len(after["year"]) == _SHORT_YEAR else 0)
        return Found(
            start, after.end(), part_span(year, part, months) if part else fiscal_span(str(year), after["to_year"])
        )

    def _nearest_part(self, part: int, months: int) -> Span | None:
        today = self._anchor.day
        return self._anchor.nearest(part_span(today.year, part, months), ahead=False) if today else None


# Not bound to a reader: that would tie each into a circle, which only the garbage collector undoes.
_READERS: dict[str, Callable[[TimeReader, int, int], Found | None]] = {
    "unit": TimeReader.read_unit,
    "month": TimeReader.read_month,
    "weekday": TimeReader.read_weekday,
    "day": TimeReader.read_day,
    "vague": TimeReader.read_vague,
    "code": TimeReader.read_code,
    "number": TimeReader.read_year,
}


def _one_day(day: date | None) -> Span | None:
    return (day, day) if day else None


def _covers(spans: list[tuple[int, int]], place: int) -> bool:
    before = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return before >= 0 and place < spans[before][1]
