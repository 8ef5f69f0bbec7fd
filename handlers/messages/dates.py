"""Dates as people write them: "July 2020", "15 July 2020", "2020"."""

from __future__ import annotations

from datetime import date

from store.model import PartialDate, Source

MONTHS = tuple("January February March April May June July August September October November December".split())


def say_date(when: PartialDate) -> str:
    """Tell a date as exactly as it is known.

    >>> [say_date(PartialDate.parse(text)) for text in ("2020", "2020-07", "2020-07-05")]
    ['2020', 'July 2020', '5 July 2020']
    """
    parts = [str(when.day)] if when.day else []
    parts += [MONTHS[when.month - 1]] if when.month else []
    return " ".join([*parts, str(when.year)])


def say_day(day: date) -> str:
    """Tell a whole date.

    >>> say_day(date(2026, 11, 21))
    '21 November 2026'
    """
    return say_date(PartialDate(day.year, day.month, day.day))


def say_published(source: Source) -> str:
    """When a source was published or, where nobody knows, when it was taken in: no value stands without a date."""
    if source.published:
        return say_date(source.published)
    return f"undated, added {say_day(source.added.date())}" if source.added else "undated"
