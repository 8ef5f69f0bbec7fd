"""Which of the times that a document names a figure belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

from store.extraction.reading import Quantity, Reading, Sentence, TimeMention

_EARLIER = re.compile(r"\b(?:earlier|ago|prior|previous|year-earlier|before)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|than|until|from)\s(?:in\s|the\s)?$", re.IGNORECASE)
_REPORTED = re.compile(r"quarter|months|weeks?\b|fiscal|half|\bQ[1-4]\b|\bH[12]\b|\bFY", re.IGNORECASE)
_LOOK_BACK = 12


class Times:
    """The times of a document, in order, with the period that a report is on."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.document.text
        self._times: Sequence[TimeMention] = reading.times
        self._starts = [time.start for time in reading.times]
        self.reported = next((time for time in reading.times if _REPORTED.search(time.period.text)), None)

    def around(self, quantity: Quantity) -> TimeMention | None:
        """The time whose words the number is part of: "the next five years"."""
        place = bisect_left(self._starts, quantity.start + 1) - 1
        if place >= 0 and quantity.end <= self._times[place].end:
            return self._times[place]
        return None

    def of(self, quantity: Quantity, sentence: Sentence, after: int, clause_end: int, *, allow_days: bool, moved: bool) -> (
        TimeMention | None
    ):
        """The time behind the number and before the next one; else the nearest before; else any later one.

        `after` is where the next number begins, `clause_end` where the next clause does.  A change belongs to no "a year earlier", and
        only prices belong to a single day.
        """
        fits = [
            time
            for time in self._within(sentence.start, sentence.end)
            if (allow_days or not _is_day(time)) and not (moved and self.is_earlier(time))
        ]
        close = [time for time in fits if quantity.end <= time.start < min(after, clause_end)]
        earlier = [time for time in fits if time.end <= quantity.start]
        later = [time for time in fits if time.start >= quantity.end and not self.is_earlier(time)]
        if close:
            return close[0]
        return earlier[-1] if earlier else later[0] if later else None

    def _within(self, start: int, end: int) -> Sequence[TimeMention]:
        return self._times[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_earlier(self, time: TimeMention) -> bool:
        """Whether the time is one to compare with: "a year earlier", "since 2016"; not "2016, when …"."""
        if _EARLIER.search(time.period.text):
            return True
        if self._text.startswith(" when", time.end):
            return False
        return bool(_SINCE.search(self._text[max(0, time.start - _LOOK_BACK) : time.start]))


def _is_day(time: TimeMention) -> bool:
    period = time.period
    return period.first is not None and period.last is not None and period.last - period.first < timedelta(days=2)
