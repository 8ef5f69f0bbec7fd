"""The day a piece of news was published, where a line of it says so."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from store.documents.furniture import is_line_of, page_words
from store.model import PartialDate

MAX_LINE = 200
"""Characters: a line that is there for its date is not longer."""

MAX_LEAD = 60
"""Characters that a dateline may have before its date: two places, a weekday."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DATE = re.compile(
    rf"""
    \b(?: (?P<month>{_MONTH}) \s{{1,3}} (?P<day>\d{{1,2}}) (?:st|nd|rd|th)? ,? \s{{1,3}} (?P<year>(?:19|20)\d\d)
        | (?P<day2>\d{{1,2}}) (?:st|nd|rd|th)? \s{{1,3}} (?P<month2>{_MONTH}) ,? \s{{1,3}} (?P<year2>(?:19|20)\d\d)
        | (?P<year3>(?:19|20)\d\d) - (?P<month3>\d\d) - (?P<day3>\d\d)
    )(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_BESIDE_DATE = re.compile(r"\s*(?:by\s|[/|·•]).{0,60}(?<![.])\Z")
_DATELINE_START = re.compile(r"[\w .,'’&|–—/()-]*")
_DATELINE_END = re.compile(r"[\s)]*(?:\([^()]{1,40}\)|/[^/]{1,40}/)?\s*(?:--|[-–—])|\s*/[^/]{1,40}/")


def read_date_line(line: str) -> PartialDate | None:
    """The date of a line that is there to give it.

    >>> str(read_date_line("Published: Thursday, July 25, 2019 9:00 am"))
    '2019-07-25'
    >>> read_date_line("Example to report its results on July 25, 2019") is None
    True
    """
    may_have_year = "20" in line or "19" in line  # four times faster than to search every line
    found = _DATE.search(line) if may_have_year and len(line) <= MAX_LINE else None
    if not found:
        return None
    beside = line[: found.start()] + " " + line[found.end() :]
    if found.start() == 0 and _BESIDE_DATE.match(line, found.end()):
        return _build_date(found)
    is_furniture = is_line_of("boilerplate", line) or is_line_of("byline", line)
    return _build_date(found) if is_furniture or _date_words().fullmatch(beside) else None


@cache
def _date_words() -> re.Pattern[str]:
    words = "|".join(page_words()["date_line"]["words"])
    return re.compile(rf"(?:[\W\d_]|(?<![^\W\d_])(?:{words})(?![^\W\d_]))*", re.IGNORECASE)


def read_dateline(paragraph: str) -> PartialDate | None:
    """The date in the dateline that opens a newswire report.

    >>> str(read_dateline("OSLO, Norway, Nov. 6, 2019 /Example Wire/ -- Fjord said today that …"))
    '2019-11-06'
    """
    found = _DATE.search(paragraph, 0, MAX_LEAD + 20)
    if not found or not _DATELINE_START.fullmatch(paragraph, 0, found.start()):
        return None
    return _build_date(found) if _DATELINE_END.match(paragraph, found.end()) else None


def _build_date(found: re.Match[str]) -> PartialDate | None:
    year, month, day = (found[key] or found[f"{key}2"] or found[f"{key}3"] for key in ("year", "month", "day"))
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        parsed = date(int(year), number, int(day))
    except ValueError:
        return None
    return PartialDate(parsed.year, parsed.month, parsed.day)
