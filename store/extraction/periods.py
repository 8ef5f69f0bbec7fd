"""Finds the words that name a time, and the days they mean: "in Q1", "by 2036", "last December"."""

from __future__ import annotations

import re
from datetime import date

from store.extraction.reading import Reading, TimeMention
from store.model import PartialDate, Period

_YEAR = re.compile(r"\b(?:(?P<by>by) )?(?P<year>(?:19|20)\d\d)\b")


def find_times(reading: Reading) -> None:
    for match in _YEAR.finditer(reading.document.text):
        year = int(match["year"])
        period = Period(match[0], date(year, 1, 1), date(year, 12, 31))
        reading.times.append(TimeMention(match.start(), match.end(), period))


def due_date(time: TimeMention) -> PartialDate | None:
    """The date of a deadline ("by 2036"), None for times that are none."""
    if time.period.text.startswith("by ") and time.period.last:
        return PartialDate(time.period.last.year)
    return None
