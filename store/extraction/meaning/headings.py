"""What the lines above a number say of it: the label of its row in a table, the heading of a list of forecasts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from store.extraction.meaning.knowledge import Knowledge
from store.extraction.meaning.mains import ORGANISATIONS
from store.extraction.reading import Mention, Reading, Sentence, TimeMention

_IN_UNITS = re.compile(r"\bin (?P<unit>thousands|millions)\b", re.IGNORECASE)
_SIZES = {"thousands": Decimal(1000), "millions": Decimal(1_000_000)}
_LONGEST_LABEL = 60
_LONGEST_HEADING = 140
_LEAD = 30
"""Characters at the head of a heading in which it names whom it is about."""
_COLUMNS = 8
"""Cells of a row at most: a label farther above is that of another."""


class Headings:
    """The labels and headings of a document, by the places of the sentences under them."""

    def __init__(self, reading: Reading, knowledge: Knowledge) -> None:
        self._text = reading.document.text
        self._sentences = reading.sentences
        self._times = reading.times
        self._words_of_measures = knowledge.measure_words
        self._foreseeing = knowledge.lists["foreseen_nouns"]
        self._starts = [time.start for time in reading.times]
        self._units = [(found.start(), _SIZES[found["unit"].lower()]) for found in _IN_UNITS.finditer(self._text)]
        self.outlooks = self._find_outlooks()
        """The time that is foreseen in each item of a list under "the following outlook for fiscal 2026:"."""
        self._topics = self._find_topics(reading.mentions)

    def label_over(self, place: int) -> str:
        """What names the row of a table that was cut into lines, a cell of which is all of the sentence at `place`."""
        for above in range(place - 1, max(-1, place - _COLUMNS), -1):
            told = self._told(self._sentences[above])
            if any(map(str.isalpha, told)):
                words = told.lower().replace("–", " ").rstrip("*0123456789").split()
                is_label = len(told) <= _LONGEST_LABEL and told[-1] not in ".!?:"
                return told if is_label and not self._words_of_measures.isdisjoint(words) else ""
        return ""

    def is_first_cell(self, place: int) -> bool:
        """Whether the label stands right above, so that the number is in the first column."""
        return place > 0 and any(map(str.isalpha, self._told(self._sentences[place - 1])))

    def size_of_units(self, label: str, start: int) -> Decimal:
        """What the cells of a row are in, by what stands over the table: "(in thousands, except per share amounts)"."""
        above = bisect_right(self._units, start, key=lambda unit: unit[0])
        return self._units[above - 1][1] if above and "per share" not in label.lower() else Decimal(1)

    def topic_over(self, place: int) -> str | None:
        """The company of the heading over the sentence at `place`, where a text has headings of several."""
        above = bisect_right(self._topics, place, key=lambda topic: topic[0]) - 1
        return self._topics[above][1] if above >= 0 else None

    def _find_topics(self, mentions: Sequence[Mention]) -> list[tuple[int, str | None]]:
        """The places of the headings, each with the company that it begins with."""
        starts = [mention.start for mention in mentions]
        found: list[tuple[int, str | None]] = []
        for place, sentence in enumerate(self._sentences):
            if not self._is_heading(place):
                continue
            first = bisect_left(starts, sentence.start)
            lead = mentions[first] if first < len(mentions) else None
            is_lead = lead and lead.start <= sentence.start + _LEAD and lead.kind in ORGANISATIONS and lead.by_name
            found.append((place, lead.name if lead and is_lead else None))
        names = {name for _, name in found if name}
        return found if len(names) > 1 else []

    def _is_heading(self, place: int) -> bool:
        """Whether a sentence is a short line of its own, with a paragraph below it."""
        sentence = self._sentences[place]
        around = self._sentences[max(0, place - 1) : place] + self._sentences[place + 1 : place + 2]
        is_alone = all(other.paragraph != sentence.paragraph for other in around)
        is_short = sentence.end - sentence.start <= _LONGEST_HEADING
        if not (is_alone and is_short) or self._told(sentence)[-1:] in ".!?:;,":
            return False
        below = self._sentences[place + 1 : place + 2]
        return bool(below) and self._told(below[0])[-1:] in ".!?:"

    def _find_outlooks(self) -> dict[int, TimeMention | None]:
        found: dict[int, TimeMention | None] = {}
        is_under, time = False, None
        for place, sentence in enumerate(self._sentences):
            if self._is_item(sentence):
                if is_under:
                    found[place] = time
                continue
            told = self._told(sentence)
            is_under = told.endswith(":") and not self._foreseeing.isdisjoint(told.lower().rstrip(":").split())
            times = self._times_in(sentence) if is_under else ()
            time = times[-1] if times else None
        return found

    def _told(self, sentence: Sentence) -> str:
        return self._text[sentence.start : sentence.end].strip(" *_")

    def _is_item(self, sentence: Sentence) -> bool:
        """Whether a mark of a list stands before the sentence, in its line."""
        line = self._text.rfind("\n", 0, sentence.start) + 1
        return 0 < sentence.start - line <= _LONGEST_MARK and bool(self._text[line : sentence.start].strip())

    def _times_in(self, sentence: Sentence) -> Sequence[TimeMention]:
        first = bisect_left(self._starts, sentence.start)
        return self._times[first : bisect_left(self._starts, sentence.end, first)]


_LONGEST_MARK = 6
