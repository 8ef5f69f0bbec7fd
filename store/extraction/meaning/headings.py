"""What the lines above a number say of it: the heading of a list of forecasts, or of paragraphs about a company."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from store.extraction.meaning.knowledge import Knowledge
from store.extraction.meaning.mains import ORGANISATIONS
from store.extraction.reading import Mention, Reading, Sentence, TimeMention, opens_item

_LONGEST_HEADING = 140
_WORDS_OF_HEADING = 5
_LONGEST_MARK = 6
"""Characters of the mark of a list's item, with its spaces."""
_LEAD = 30
"""Characters at the head of a heading in which it names whom it is about."""


class Headings:
    """The headings of a document, by the places of the sentences under them."""

    def __init__(self, reading: Reading, knowledge: Knowledge) -> None:
        self._text = reading.document.text
        self._sentences = reading.sentences
        self._times = reading.times
        self._knowledge = knowledge
        self._starts = [time.start for time in reading.times]
        self.outlooks = self._find_outlooks()
        """The time that is foreseen in each item of a list under "the following outlook for fiscal 2026:"."""
        self._topics = self._find_topics(reading.mentions)

    def topic_over(self, place: int) -> str | None:
        """The company of the heading over the sentence at `place`, where a text has headings of several."""
        above = bisect_right(self._topics, place, key=lambda topic: topic[0]) - 1
        return self._topics[above][1] if above >= 0 else None

    def _find_topics(self, mentions: Sequence[Mention]) -> list[tuple[int, str | None]]:
        """The places of the headings, each with the company that it begins with."""
        starts = [mention.start for mention in mentions]
        found: list[tuple[int, str | None]] = []
        paragraph, is_item = -1, False
        for place, sentence in enumerate(self._sentences):
            is_first, paragraph = sentence.paragraph != paragraph, sentence.paragraph
            if not is_first:
                continue
            first = bisect_left(starts, sentence.start)
            lead = mentions[first] if first < len(mentions) else None
            is_lead = lead and lead.start <= sentence.start + _LEAD and lead.kind in ORGANISATIONS and lead.by_name
            was_item, is_item = is_item, bool(is_lead and lead and self._opens_item(lead, sentence))
            if is_item or was_item or self._is_heading(place):
                found.append((place, lead.name if lead and is_lead else None))
        names = {name for _, name in found if name}
        return found if len(names) > 1 else []

    def _opens_item(self, lead: Mention, sentence: Sentence) -> bool:
        """As in "Acme — Shares of the trading app fell 3%": whom an item of a round-up is about."""
        return lead.start == sentence.start and opens_item(self._text, lead.end)

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
        is_under, time, item = False, None, -1
        for place, sentence in enumerate(self._sentences):
            if self._is_item(sentence):
                item = sentence.paragraph
                if is_under:
                    found[place] = time
            elif sentence.paragraph != item:  # another sentence of the same item ends no list
                is_under = self._opens_outlook(place, self._told(sentence).lower())
                times = self._times_in(sentence) if is_under else ()
                time = times[-1] if times else None
        return found

    def _opens_outlook(self, place: int, told: str) -> bool:
        """Whether a line opens a list: "… the following outlook for fiscal 2026:", or is its heading, "Guidance"."""
        words, foreseen = told.rstrip(":").split(), self._knowledge.lists["foreseen_nouns"]
        is_heading = place > 0 and len(words) <= _WORDS_OF_HEADING and words[-1:] != [] and words[-1] in foreseen
        return is_heading or (told.endswith(":") and not foreseen.isdisjoint(words))

    def _told(self, sentence: Sentence) -> str:
        return self._text[sentence.start : sentence.end].strip(" *_")

    def _is_item(self, sentence: Sentence) -> bool:
        """Whether a mark of a list stands before the sentence, in its line."""
        line = self._text.rfind("\n", max(0, sentence.start - _LONGEST_MARK - 1), sentence.start) + 1
        is_near = line > 0 or sentence.start <= _LONGEST_MARK
        return is_near and bool(self._text[line : sentence.start].strip())

    def _times_in(self, sentence: Sentence) -> Sequence[TimeMention]:
        first = bisect_left(self._starts, sentence.start)
        return self._times[first : bisect_left(self._starts, sentence.end, first)]
