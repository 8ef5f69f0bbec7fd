"""Finds the words that name a time, and the days they mean: "the three months ended April 30", "by 2036", "last December"."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from store.extraction.lettercase import lower_in_place
from store.extraction.reading import Reading, TimeMention
from store.extraction.timespans import (
    MONTHS_A_HALF,
    MONTHS_A_QUARTER,
    Anchor,
    Span,
    leap_safe,
    month_span,
    part_span,
    shift_day,
    year_span,
)
from store.extraction.timewords import TimeWords, time_words
from store.extraction.unittimes import UnitResolver, edge_of, fiscal_span, read_unit_time
from store.extraction.wordlists import plain
from store.model import PartialDate, Period

_REACH = 64
"""Characters before a head in which what belongs to it stands."""
_CONTEXT_REACH = 400
"""How far back "a year earlier" or "the quarter" looks for the time it is told from."""
_CENTURY = 100
_WEEK = 7
_GLUED = re.compile(r"[\w$€£¥₹#’'/.,-]\Z")
_KEPT_LEADS = frozenset({"since", "from", "as of", "as at", "starting", "beginning"})
_OPENS_SENTENCE = re.compile(r"(?:[.!?:;\n“\"]\s?|\A\s?)\Z")
_DEADLINE = re.compile(r"(?:by|before|until|till|no later than|not later than|within|(?:in|over) the (?:next|coming)|in \w+ (?:years?|months?))\b")
_MONTH_NAMED = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|month|week|quarter|half|\bq[1-4]")
_DAY_NAMED = re.compile(r"[a-z]\.? [0-3]?[0-9](?![0-9])|\b[0-3]?[0-9] [a-z]|day|tomorrow")


def find_times(reading: Reading) -> None:
    """Fill `reading.times`, passing over what is no prose and what was read as a quantity."""
    document = reading.document
    taken = [(quantity.start, quantity.end) for quantity in reading.quantities]
    reader = TimeReader(document.text, time_words(reading.vocabulary), Anchor(document.published))
    reading.times = reader.read(taken, list(document.skips))


def due_date(time: TimeMention) -> PartialDate | None:
    """When something is due that is to happen "by 2036" or "in the next five years"; None for other times.

    Known to the year, month or day as the words tell it.
    """
    words = plain(time.period.text.lower())
    last = time.period.last
    if last is None or not _DEADLINE.match(words):
        return None
    if _MONTH_NAMED.search(words):
        return PartialDate(last.year, last.month, last.day if _DAY_NAMED.search(words) else None)
    return PartialDate(last.year)


@dataclass(frozen=True, slots=True)
class Found:
    """A time in the text; `span` is None where its days can't be told."""

    start: int
    end: int
    span: Span | None = None


class TimeReader:
    """Reads the times of one text from left to right; later ones are told from earlier ones."""

    def __init__(self, text: str, words: TimeWords, anchor: Anchor) -> None:
        self._text = text
        self._lowered = lower_in_place(text)
        self._words = words
        self._anchor = anchor
        self._last: Found | None = None
        self._floor = 0
        self._handlers = {
            "unit": self._read_unit,
            "month": self._read_month,
            "weekday": self._read_weekday,
            "day": self._read_day,
            "vague": Found,
            "code": self._read_code,
            "number": self._read_year,
        }

    def read(self, taken: list[tuple[int, int]], skips: list[tuple[int, int]]) -> list[TimeMention]:
        """The times, but for bare years inside of `taken` spans and anything inside of `skips`."""
        mentions = []
        for start, end, kind in self._heads():
            if start < self._floor or _covers(skips, start) or (kind == "number" and _covers(taken, start)):
                continue
            found = self._handlers[kind](start, end)
            if found:
                self._floor = found.end
                self._last = found if found.span else self._last
                first, last = found.span or (None, None)
                period = Period(self._text[found.start : found.end], first, last)
                mentions.append(TimeMention(found.start, found.end, period))
        return mentions

    def _heads(self) -> list[tuple[int, int, str]]:
        """The words around which times are built, with what they are."""
        heads = []
        for match in self._words.head.finditer(self._lowered):
            kind = "code" if match["code"] else self._words.head_class(match[1])
            heads.append((match.start() + 1, match.end(), kind))
        for match in self._words.number_head.finditer(self._lowered):
            if not _GLUED.search(self._lowered, max(0, match.start() - 1), match.start()):
                heads.append((match.start(), match.end(), "number" if match[0].isdigit() else "code"))
        heads.sort()
        return heads

    def _before(self, pattern: re.Pattern[str], start: int) -> re.Match[str]:
        """What of the pattern stands before `start`; it may match nothing."""
        match = pattern.search(self._lowered, max(self._floor, start - _REACH), start)
        assert match is not None
        return match

    def _context(self, place: int) -> Span | None:
        last = self._last
        return last.span if last and place - last.end < _CONTEXT_REACH else None

    def _start(self, before: re.Match[str], start: int) -> int:
        """Where the mention begins: with its lead if that belongs to the time ("by", "since"), else after it."""
        lead = plain(before["lead"] or "")
        if not lead or lead in self._words.deadlines or lead in _KEPT_LEADS:
            return before.start()
        return min(before.end("lead") + 1, start)

    def _read_unit(self, start: int, end: int) -> Found | None:
        before = self._before(self._words.before_unit, start)
        after = self._words.after_unit.match(self._lowered, end)
        assert after is not None
        time = read_unit_time(self._words, plain(self._lowered[start:end]), before, after)
        resolver = UnitResolver(self._words, self._anchor, self._context(start))
        left = self._lowered[max(0, before.start() - _REACH) : before.start()]
        if not resolver.is_time(time, left):
            return None
        is_future = time.lead == "in" and bool(time.count or time.relation == "next")
        first = before.start() if is_future else self._start(before, start)
        return Found(first, after.end(), resolver.span(time, left))

    def _read_year(self, start: int, end: int) -> Found | None:
        before = self._before(self._words.before_year, start)
        after = self._words.after_year.match(self._lowered, end)
        edge = self._words.edges[before["edge"]] if before["edge"] else ""
        year = self._lowered[start:end]
        if not after:
            span = year_span(int(year))
            return Found(self._start(before, start), end, edge_of(span, edge) if edge else span)
        return Found(self._start(before, start), after.end(), fiscal_span(year, after["to_year"]))

    def _read_month(self, start: int, end: int) -> Found | None:
        before = self._before(self._words.before_month, start)
        after = self._words.after_month.match(self._lowered, end)
        assert after is not None
        if not self._is_month(start, end, before, after):
            return None
        month = self._words.months[self._lowered[start:end].rstrip(".")]
        span = self._month_span(month, before, after)
        edge = self._words.edges[before["edge"]] if before["edge"] else ""
        day = after["day"] or before["day"]
        if span and day:
            exact = leap_safe(span[0].year, month, int(day))
            span = (exact, exact) if exact else None
        elif span and edge:
            span = span if edge != "end" else (span[1], span[1])
        has_stop = after.end() == end + 1 and self._lowered[end] == "."
        is_short = self._lowered[start:end] in self._words.short_months
        return Found(self._start(before, start), end if has_stop and not is_short else after.end(), span)

    def _is_month(self, start: int, end: int, before: re.Match[str], after: re.Match[str]) -> bool:
        """ "May" and "March" are months with a capital, "Jan" with a day, a year or a full stop."""
        if not self._text[start].isupper():
            return False
        word = self._lowered[start:end]
        has_date = bool(after["day"] or after["year"] or after["which"] or before["day"])
        if word in self._words.short_months:
            return has_date or (self._lowered.startswith(".", end) and bool(before["lead"] or before["which"]))
        if word in {"may", "march"}:
            return has_date or bool(before["lead"] or before["which"] or before["edge"])
        return True

    def _month_span(self, month: int, before: re.Match[str], after: re.Match[str]) -> Span | None:
        if after["year"]:
            return month_span(int(after["year"]), month)
        published = self._anchor.published
        if published is None:
            return None
        if after["which"]:
            return month_span(published.year + {"last": -1, "this": 0, "next": 1}[after["which"]], month)
        relation = self._words.relations[plain(before["which"])] if before["which"] else ""
        ahead = relation == "next" or plain(before["lead"] or "") in self._words.deadlines
        span = self._anchor.nearest(month_span(published.year, month), ahead=ahead)
        if relation == "last" and span == self._anchor.month():
            return month_span(published.year - 1, month)
        return span

    def _read_weekday(self, start: int, end: int) -> Found | None:
        if not self._text[start].isupper() or self._words.not_a_weekday.search(self._lowered, max(0, start - _REACH), start):
            return None
        before = self._before(self._words.before_day, start)
        relation = before["which"] or ""
        day = self._anchor.exact_day
        span = None
        if day:
            back = (day.weekday() - self._words.weekdays[self._lowered[start:end]]) % _WEEK
            ahead = relation in {"next", "coming"} or plain(before["lead"] or "") in self._words.deadlines
            exact = shift_day(day, days=(_WEEK - back if ahead else -back - _WEEK * (relation == "last" and not back)))
            span = (exact, exact) if exact else None
        return Found(self._start(before, start), end, span)

    def _read_day(self, start: int, end: int) -> Found:
        day = self._anchor.exact_day
        exact = shift_day(day, days=self._words.days[plain(self._lowered[start:end])]) if day else None
        return Found(start, end, (exact, exact) if exact else None)

    def _read_code(self, start: int, end: int) -> Found | None:
        """ "Q1 2020", "Q1", "3Q19", "H1 FY21", "FY20"."""
        code = self._lowered[start:end]
        after = self._words.after_code.match(self._lowered, end)
        part = int(code.strip("qh")) if code != "fy" else 0
        months = MONTHS_A_QUARTER if "q" in code else MONTHS_A_HALF
        if not after or (part and len(after["year"]) == 2 and after[0][:1].isspace() and "fy" not in after[0] and "’" not in after[0] and "'" not in after[0]):  # noqa: E501
            return Found(start, end, self._nearest_part(part, months)) if part else None
        year = int(after["year"]) if len(after["year"]) > 2 else 2000 + int(after["year"])
        span = part_span(year, part, months) if part else fiscal_span(str(year), after["to_year"])
        return Found(start, after.end(), span)

    def _nearest_part(self, part: int, months: int) -> Span | None:
        day: date | None = self._anchor.day
        return self._anchor.nearest(part_span(day.year, part, months), ahead=False) if day else None


def _covers(spans: list[tuple[int, int]], place: int) -> bool:
    before = bisect_right(spans, (place, place + 1)) - 1
    return before >= 0 and place < spans[before][1]
