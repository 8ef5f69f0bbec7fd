"""Which of the times that a document names a figure belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

from store.extraction.meaning.clauses import find_clause_end
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.kinds import FINANCIAL
from store.extraction.meaning.measures import SHARE_PRICE, Case, Measure
from store.extraction.reading import Quantity, Reading, Sentence, TimeMention

_EARLIER = re.compile(r"\b(?:earlier|ago|prior|previous|year-earlier|before)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|than|until|from)\s(?:in\s|the\s)?$", re.IGNORECASE)
_REPORTED = re.compile(r"quarter|months|weeks?\b|fiscal|half|\bQ[1-4]\b|\bH[12]\b|\bFY", re.IGNORECASE)
_REPORTED_KEYS = FINANCIAL | {"tax", "cost", "margin", "cash", "shipment", "order", "production"}
_DAILY_KEYS = frozenset({"share-price", "market-value"})
_INHERITING = frozenset({Scale.MONEY, Scale.SHARE, Scale.RANK})
_DAY = re.compile(r"(?:on\s|last\s|this\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow", re.IGNORECASE)
_FROM = re.compile(r"(?:since|from|than)\b(?!.*\sto\s)", re.IGNORECASE)
_LOOK_BACK = 12


class Times:
    """The times of a document, in order: what it reports on, and what was last spoken of."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.document.text
        self._times: Sequence[TimeMention] = reading.times
        self._starts = [time.start for time in reading.times]
        self.reported = next((time for time in reading.times if _REPORTED.search(time.period.text)), None)
        self.spoken_of: TimeMention | None = None

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
        if named := self._within(sentence):
            allow_days = key in _DAILY_KEYS or measure.base == SHARE_PRICE
            fits = [
                time
                for time in named
                if (allow_days or not _is_day(time)) and not (measure.move and self._is_earlier(time))
            ]
            if found := self._nearest(fits, case.frame, after):
                self.spoken_of = self.spoken_of if self._is_earlier(found) else found
                return found
        if case.frame.scale not in _INHERITING or measure.base == SHARE_PRICE:
            return None
        return self.spoken_of or (self.reported if key in _REPORTED_KEYS else None)

    def _within(self, sentence: Sentence) -> Sequence[TimeMention]:
        if not self._times:
            return ()
        return self._times[bisect_left(self._starts, sentence.start) : bisect_left(self._starts, sentence.end)]

    def _nearest(self, fits: Sequence[TimeMention], frame: Frame, after: int) -> TimeMention | None:
        """The time behind the number in its clause; else the nearest before; else any later one."""
        start, end = frame.quantity.start, frame.quantity.end
        clause = frame.words.items[frame.tail : find_clause_end(frame.words, frame.tail)]
        close = next((time for time in fits if end <= time.start < after and time in clause), None)
        earlier = next((time for time in reversed(fits) if time.end <= start), None)
        if close or earlier:
            return close or earlier
        return next((time for time in fits if time.start >= end and not self._is_earlier(time)), None)

    def _is_earlier(self, time: TimeMention) -> bool:
        """Whether the time is one to compare with: "a year earlier", "since 2016"; not "2016, when …"."""
        if _EARLIER.search(time.period.text) or _FROM.match(time.period.text):
            return True
        if self._text.startswith(" when", time.end):
            return False
        return bool(_SINCE.search(self._text, max(0, time.start - _LOOK_BACK), time.start))


def _is_day(time: TimeMention) -> bool:
    period = time.period
    if _DAY.fullmatch(period.text):
        return True
    return period.first is not None and period.last is not None and period.last - period.first < timedelta(days=2)
