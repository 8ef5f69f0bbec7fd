"""Which of the times that a document names a figure belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

from store.extraction.meaning.changes import FINANCIAL
from store.extraction.meaning.clauses import find_clause_end
from store.extraction.meaning.frames import Scale
from store.extraction.meaning.lexicon import TO
from store.extraction.meaning.measures import SHARE_PRICE, Case, Measure, is_comparison
from store.extraction.meaning.series import metric_key
from store.extraction.reading import Quantity, Reading, Sentence, TimeMention

_EARLIER = re.compile(
    r"\b(?:earlier|ago|prior|previous|year-earlier|before)\b|\bsame\b.*\b(?:last|19\d\d|20\d\d)\b", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:since|than|until|from|above|below|versus|compared\s(?:with|to))\s(?:in\s)?(?:the\s)?"
    r"(?:same\s(?:period|quarter|month|half|time)\s(?:in\s|of\s)?(?:the\s)?)?$",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"quarter|months|weeks?\b|fiscal|half|\bQ[1-4]\b|\bH[12]\b|\bFY", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:current|next|coming|upcoming)\b", re.IGNORECASE)
_REPORTED_KEYS = FINANCIAL | {
    "tax",
    "cost",
    "spending",
    "write-down",
    "margin",
    "cash-flow",
    "cash",
    "shipment",
    "order",
    "production",
    "market-share",
    "subscriber",
    "gross-profit",
    "comparable-sales",
    "eps",
    "debt",
}
_PRICES = frozenset({SHARE_PRICE, "index", "index level", "exchange rate"})
"""What is told of a day: where no day is named, it is that of the last such number."""
_OF_GOODS = re.compile(r"\b(?:futures|crude)\b|\bprice per (?:barrel|ounce|tonne|ton|bushel|pound)\b")
_DAILY_KEYS = frozenset({"share-price", "market-value"})
_COUNTING = frozenset({Scale.COUNT, Scale.MULTIPLE})
_INHERITING = frozenset({Scale.MONEY, Scale.SHARE, Scale.RANK})
_DAY = re.compile(
    r"(?:on\s|last\s|this\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow", re.IGNORECASE
)
_YEAR_AGO = re.compile(r"\b(?:ago|earlier|before|year-ago|prior)\b", re.IGNORECASE)
_WEEK_OF_NEWS = re.compile(r"(?:earlier\s)?(?:last|this)\sweek", re.IGNORECASE)
"""When results were told, and not of when they are."""
_COMPARED = re.compile(
    r"""
    \b (?: from | versus | against | compared\s(?:to|with) )
    (?! \s \S+ \s to \s [$€£¥\d] )                  # "15% from 270p to 312p": a later time is of all three
    \s (?: [\w’'-]+ \s ){0,4}? (?:rs\.?\s)? [$€£¥₹\d]  # "from sales of $5m": it is of that number
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COMPARING = re.compile(r"\b(?:versus|vs|against|compared\s(?:to|with)|(?:up|down)\sfrom)\b", re.IGNORECASE)
_COMPARED_WITH = re.compile(r"\b(?:versus|vs\.?|against|compared\s(?:to|with))\s(?:the\s|its\s)?\Z", re.IGNORECASE)
_SIZE_OF = re.compile(r"\s[^,.;()]{2,40}\sof\s")
_OF_LEVEL = re.compile(r"(?:['’]s)?\s(?:level|figure|total|peak|number)s?\b")
_DELIVERY = (" delivery", " contract", " futures")
"""Behind a month they tell when goods are due, and not of when the price is."""
_OVER_YEAR = re.compile(r"(?:19|20)\d\d|(?:last|the (?:prior|previous)) year")
"""Of these growth is told "over": "a gain of 31% over 2022"."""
_RECORD = re.compile(
    r"\b(?:\w{3,}est|most|first|best|worst|high|low)\b[^,.;]{0,40}\bsince\b[^,.;£€$]*\Z",
    re.IGNORECASE,
)
_RECORD_REACH = 60
_FROM = re.compile(r"(?:since|from|than)\b(?!.*\sto\s)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bFY\s?\d\d\b")
_PART = re.compile(
    r"(?P<first>\b(?:first|Q1|1Q)\b)|(?P<second>\b(?:second|Q2|2Q)\b)|(?P<third>\b(?:third|Q3|3Q)\b)|(?P<fourth>\b(?:fourth|Q4|4Q)\b)",
    re.IGNORECASE,
)
"""Which quarter a time names, so that "Second Quarter" of a heading is the "Q2 2015" of the text."""
_AS_OF = re.compile(r"\b(?:as of|as at|at)\s(?:the\s)?\Z", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:in|for|during)\s(?:the\s|its\s)?\Z", re.IGNORECASE)
_OWNING = re.compile(r"['’]s?\s")
_LOOK_BACK = 36
_NEAR = 6
_BEHIND = 24


class Times:
    """The times of a document, in order: what it reports on, and what was last spoken of."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.document.text
        self._vocabulary = reading.vocabulary
        self._times: Sequence[TimeMention] = reading.times
        self._starts = [time.start for time in reading.times]
        self.spoken_of: TimeMention | None = None
        self._day: TimeMention | None = None
        self._compared_with: TimeMention | None = None
        self._earlier: dict[int, bool] = {}
        self._days: dict[int, bool] = {}
        self._records: dict[int, bool] = {}
        self.reported = self._find_reported()

    def _find_reported(self) -> TimeMention | None:
        """What the document reports on: the first quarter or the like that nothing is only compared with."""
        told = [time for time in self._times if _REPORTED.search(time.period.text) and not self._is_earlier(time)]
        first = next((time for time in told if not _TO_COME.search(time.period.text)), None)
        if first is None or _YEAR.search(first.period.text):
            return first
        part = _PART.search(first.period.text)
        dated = (time for time in told if part and _YEAR.search(time.period.text))
        return next((time for time in dated if _same_part(part, _PART.search(time.period.text))), first)

    def around(self, quantity: Quantity) -> TimeMention | None:
        """The time whose words the number is part of: "the next five years"."""
        place = bisect_left(self._starts, quantity.start + 1) - 1
        if place >= 0 and quantity.end <= self._times[place].end:
            return self._times[place]
        return None

    def find(self, case: Case, measure: Measure, key: str, sentence: Sentence, after: int) -> TimeMention | None:
        """The figure's own time; else that of the figure before it in the paragraph; else what the report is on.

        `after` is where the next number begins.
        """
        if named := self._near(case.frame.quantity, sentence):
            allow_days = key in _DAILY_KEYS or measure.base in _PRICES or _OF_GOODS.search(measure.base) is not None
            fits = [
                time
                for time in named
                if not self._is_record(time)
                and (allow_days or not self._is_day(time) or self._is_as_of(time))
                and not (key in FINANCIAL and _WEEK_OF_NEWS.fullmatch(time.period.text))
                and not (measure.move and self._is_earlier(time) and not self._is_inside(time, case))
                and not (time is self._compared_with and _is_goal(case, time))
            ]
            if found := self._nearest(fits, case, after):
                if measure.base in _PRICES:
                    self._day = found if self._is_day(found) else self._day
                elif is_comparison(case.frame):
                    self._compared_with = found
                elif not self._is_earlier(found) and found is not self._compared_with:
                    self.spoken_of = found
                return found
        if measure.base in _PRICES:
            return self._day
        is_reported = (
            measure.is_per_share
            or key in _REPORTED_KEYS
            or metric_key(measure.whole, self._vocabulary) in _REPORTED_KEYS
        )
        if case.frame.scale not in _INHERITING and not (case.frame.scale in _COUNTING and is_reported):
            return None
        if case.frame.link == "from" and is_comparison(case.frame) and case.before:
            return self._compared_with
        return self.spoken_of or (self.reported if is_reported else None)

    def _near(self, quantity: Quantity, sentence: Sentence) -> Sequence[TimeMention]:
        """The times that the sentence names, of many those around the number."""
        if not self._times:
            return ()
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end, first)
        if last - first > 2 * _NEAR:
            place = bisect_left(self._starts, quantity.start, first, last)
            first, last = max(first, place - _NEAR), min(last, place + _NEAR)
        return self._times[first:last]

    def _nearest(self, fits: Sequence[TimeMention], case: Case, after: int) -> TimeMention | None:
        """The time behind the number in its clause; else the nearest before; else any later one."""
        frame = case.frame
        start, end = frame.quantity.start, frame.quantity.end
        clause = {id(item) for item in frame.words.items[frame.tail : find_clause_end(frame.words, frame.tail)]}
        near = (time for time in fits if end <= time.start <= after and id(time) in clause)
        close = next((time for time in near if not self._is_of_next(time, after)), None)
        compares = self._is_compared(case) or (is_comparison(frame) and frame.words.tag(frame.tail) != TO)
        if compares and not close:
            close = next((time for time in fits if time.start >= end), None)
        owner = next((time for time in fits if _OWNING.fullmatch(self._text, time.end, start)), None)
        before = (time for time in reversed(fits) if time.end <= start)
        earlier = next((time for time in before if compares or not self._is_earlier(time)), None)
        if owner or close or earlier:
            return owner or close or earlier
        later = next((time for time in fits if time.start >= end and not self._is_earlier(time)), None)
        return None if later and _COMPARED.search(self._text, end, later.start) else later

    def _is_of_next(self, time: TimeMention, after: int) -> bool:
        """As in "$5m, compared to the prior year quarter profit of $4m": it is of the number that follows."""
        before = self._text[max(0, time.start - _LOOK_BACK) : time.start]
        return bool(_COMPARED_WITH.search(before)) and _SIZE_OF.fullmatch(self._text, time.end, after) is not None

    def _is_as_of(self, time: TimeMention) -> bool:
        """As in "had 20,500 employees as of Dec. 31, 2022": a day for which something is counted."""
        text = time.period.text
        is_told = text[:2].lower() in {"as", "at"} or _AS_OF.search(
            self._text, max(0, time.start - _LOOK_BACK), time.start
        )
        return bool(is_told) and _YEAR.search(text) is not None

    def _is_inside(self, time: TimeMention, case: Case) -> bool:
        """As in "a 27% increase in the year-ago quarter": right behind the number, it is the number's own."""
        start = case.frame.quantity.end
        is_near = start <= time.start <= start + _BEHIND
        return is_near and _INSIDE.search(self._text, start, time.start) is not None

    def _is_record(self, time: TimeMention) -> bool:
        """As in "the lowest since 1998": a time by which it is a record, not of the number."""
        if time.start not in self._records:
            text = self._text[max(0, time.start - _RECORD_REACH) : time.end]
            self._records[time.start] = _RECORD.search(text) is not None
        return self._records[time.start]

    def _is_compared(self, case: Case) -> bool:
        """Whether the number stands behind "compared with", "versus" or "up from", after another number."""
        if case.before is None:
            return False
        start = case.before.frame.quantity.end
        return _COMPARING.search(self._text, start, case.frame.quantity.start) is not None

    def _is_earlier(self, time: TimeMention) -> bool:
        if time.start not in self._earlier:
            self._earlier[time.start] = self._compares(time)
        return self._earlier[time.start]

    def _is_day(self, time: TimeMention) -> bool:
        if time.start not in self._days:
            self._days[time.start] = is_day(time)
        return self._days[time.start]

    def _compares(self, time: TimeMention) -> bool:
        """Whether the time is one to compare with: "a year earlier", "since 2016"; not "2016, when …"."""
        text, words = self._text, time.period.text
        if text.startswith(" when", time.end):
            return False
        is_over_year = _OVER_YEAR.fullmatch(words) and text.endswith(" over ", 0, time.start)
        if is_over_year or text.endswith("this time ", 0, time.start) or text.startswith(_DELIVERY, time.end):
            return True
        if _OF_LEVEL.match(text, time.end):
            return True
        if _EARLIER.search(words) or _FROM.match(words):
            return not self._opens_sentence(time)
        return bool(_SINCE.search(text, max(0, time.start - _LOOK_BACK), time.start))

    def _opens_sentence(self, time: TimeMention) -> bool:
        """As in "Since 2012, Acme has spent $5m": it is the time of all that follows."""
        before = self._text[max(0, time.start - 2) : time.start]
        return time.period.text.startswith("Since") and not before.strip(" \n.!?")


def _is_goal(case: Case, time: TimeMention) -> bool:
    """As in "from $5m last year to $6m": a move ends there that began with the number and time before."""
    is_to = case.frame.link == "to" and case.before is not None and case.before.frame.link == "from"
    return is_to and time.end <= case.frame.quantity.start


def _same_part(one: re.Match[str] | None, other: re.Match[str] | None) -> bool:
    return one is not None and other is not None and one.lastgroup == other.lastgroup


def is_day(time: TimeMention) -> bool:
    """Whether the time is a single day, such as that of an announcement."""
    period = time.period
    if _DAY.fullmatch(period.text):
        return True
    if _YEAR_AGO.search(period.text):
        return False  # of a report it is the quarter or year before
    return period.first is not None and period.last is not None and period.last - period.first < timedelta(days=2)
