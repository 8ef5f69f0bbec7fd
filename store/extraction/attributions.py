"""Which verb of saying governs the words in quotation marks: after them, before them, or further off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from store.extraction.quotation_marks import MarkedSpan
from store.extraction.reading import Reading, Sentence
from store.extraction.speakers import NOBODY, REACH, Speaker, Speakers
from store.extraction.speech_words import SpeechWords
from store.extraction.wordlists import plain

SUBJECT_REACH = 500
"""Characters before a verb in which its subject stands: a name, an aside with title and organisation, another."""

MAX_LABEL = 80
"""Characters of a name before a colon: `Ada Sample, Example: “…”`."""

ACCORDING = "according to"


class Strength(IntEnum):
    """How closely a verb of saying and a quotation belong together."""

    NONE = 0
    LOOSE = 1
    CLOSE = 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of saying with its subject: where it stands, and how many words are between it and the quotation."""

    strength: Strength
    at: int
    speaker: Speaker
    verb: str = ""
    distance: int = 0


UNATTRIBUTED = Attribution(Strength.NONE, -1, NOBODY)

_DASH_NAME = re.compile(r"\s*(?:[–—]|--?)\s*(?=[A-Z])")
_WORD = re.compile(r"[\w’'-]+")
_BY = re.compile(r"\sby(?=\s)")
_AROUND = " \t\r\n\xa0,—–-"


@dataclass(slots=True)
class Attributions:
    """Finds the attribution of each marked span of one document."""

    reading: Reading
    words: SpeechWords
    spans: Sequence[MarkedSpan]
    text: str = field(init=False)
    speakers: Speakers = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.reading.document.text
        self.speakers = Speakers(self.reading, self.words)
        self.starts = [sentence.start for sentence in self.reading.sentences]

    def sentence_at(self, place: int) -> Sentence:
        return self.reading.sentences[max(0, bisect_right(self.starts, place) - 1)]

    def last_sentence(self, span: MarkedSpan) -> Sentence:
        return self.sentence_at(max(span.start, span.outer_end - 1))

    def find(self, i: int) -> Attribution:
        """The closest attribution of a span: of a sentence first what follows, of a fragment what stands in front."""
        if not self.spans[i].has_opening:
            return self._find_dash(self.spans[i])
        first, second = self._find_after, self._find_before
        if self.text[self.spans[i].start].islower():
            first, second = second, first
        best = first(i)
        if best.strength < Strength.CLOSE:
            best = max(best, second(i), key=lambda found: found.strength)
        return best if best.strength else self._find_dash(self.spans[i])

    def _find_after(self, i: int) -> Attribution:
        """`“…,” said Ada Sample`, `“…,” Ada Sample said`."""
        span = self.spans[i]
        start, end = span.outer_end, self._window_end(i)
        found = self.words.verb.search(self.text, start, end)
        if not found:
            return UNATTRIBUTED
        verb, until = plain(found[0].lower()), self.sentence_at(found.start()).end
        is_next = not self.text[start : found.start()].strip(_AROUND)
        if is_next and verb not in self.words.participles:
            return Attribution(Strength.CLOSE, found.start(), self.speakers.find_after_verb(found.end(), until), verb)
        begins_clause = self.words.clause.match(self.text, start, found.start())
        if is_next or verb == ACCORDING or begins_clause or not is_spoken(self.text, span):
            return UNATTRIBUTED
        speaker = self.speakers.find_before_verb(start, found.start())
        speaker = self.speakers.not_named_in(span.start, span.end, speaker)
        return Attribution(Strength.CLOSE, found.start(), speaker, verb)

    def _window_end(self, i: int) -> int:
        """Where words after a span stop belonging to it: at the sentence's end, or at the next quotation."""
        span = self.spans[i]
        end = min(self.last_sentence(span).end, span.outer_end + REACH)
        return min(end, self.spans[i + 1].outer_start) if i + 1 < len(self.spans) else end

    def _find_before(self, i: int) -> Attribution:
        """`Ada Sample said: “…”`, `Ada Sample said that it was “…”`, `Ada Sample: “…”`."""
        start, end = self._window_start(i), self.spans[i].outer_start
        verbs = list(self.words.verb.finditer(self.text, max(start, end - REACH), end))
        if not verbs:
            return self._find_label(start, end)
        verb, tail = verbs[-1], self.text[verbs[-1].end() : end]
        said = plain(verb[0].lower())
        between = [word.lower() for word in _WORD.findall(tail)]
        is_close = tail.rstrip()[-1:] in {",", ":"} or self.words.links.issuperset(between)
        is_inverted = i > 0 and not self.text[start : verb.start()].strip(_AROUND)
        passive = _BY.match(self.text, verb.end(), end)
        if is_inverted or passive or said == ACCORDING:
            speaker = self.speakers.find_after_verb(passive.end() if passive else verb.end(), end)
        else:
            speaker = self.speakers.find_before_verb(max(start, verb.start() - SUBJECT_REACH), verb.start())
        strength = Strength.CLOSE if is_close else Strength.LOOSE
        return Attribution(strength, verb.start(), speaker, said, len(between))

    def find_introduction(self, span: MarkedSpan) -> Speaker:
        """Who says something in the sentence right before: `Ada Sample told the paper that it was late.  “…”`."""
        index = max(0, bisect_right(self.starts, span.outer_start) - 1)
        before = self.reading.sentences[index - 1] if index else None
        verb = self.words.verb.search(self.text, before.start, before.end) if before else None
        if before is None or verb is None or verb[0].lower() in self.words.participles:
            return NOBODY
        return self.speakers.find_person(before.start, verb.start()) or NOBODY

    def _window_start(self, i: int) -> int:
        """Where words before a span begin to belong to it; with none, in the sentence above if a colon ends it."""
        span = self.spans[i]
        index = max(0, bisect_right(self.starts, span.outer_start) - 1)
        start = self.reading.sentences[index].start
        above = self.spans[i - 1] if i else None
        if above and above.outer_end > start and is_spoken(self.text, above):
            start = above.outer_end
        if index and not self.text[start : span.outer_start].strip():
            introduction = self.reading.sentences[index - 1]
            return introduction.start if self.text[introduction.end - 1] == ":" else start
        return start

    def _find_label(self, start: int, end: int) -> Attribution:
        label = self.text[start:end].rstrip() if end - start <= MAX_LABEL else ""
        if not label.endswith(":"):
            return UNATTRIBUTED
        speaker = self.speakers.find_after_verb(start, start + len(label) - 1)
        return Attribution(Strength.CLOSE, start, speaker) if speaker.name else UNATTRIBUTED

    def _find_dash(self, span: MarkedSpan) -> Attribution:
        """`“…” – Ada Sample`."""
        dash = _DASH_NAME.match(self.text, span.outer_end, min(span.outer_end + REACH, len(self.text)))
        if not dash:
            return UNATTRIBUTED
        speaker = self.speakers.find_after_verb(dash.end(), self.sentence_at(dash.end()).end)
        return Attribution(Strength.CLOSE, dash.end(), speaker) if speaker.name else UNATTRIBUTED


def is_spoken(text: str, span: MarkedSpan) -> bool:
    """Whether the words end with a punctuation mark of their own, inside or right behind the marks."""
    last = text[span.start : span.end].rstrip()[-1:]
    return last in {",", ".", "!", "?", "…", "—", "–", "-"} or text[span.outer_end : span.outer_end + 1] == ","
