"""Who said what: the words inside quotation marks, with their speaker, where somebody says them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from store.extraction.quotation_marks import MarkedSpan, find_marked_spans
from store.extraction.reading import Reading, Sentence
from store.extraction.speakers import NOBODY, REACH, Speaker, Speakers, SpeechWords, compile_speech_words
from store.model import Quote

MIN_FRAGMENT = 3
"""Words that a verb of saying elsewhere in the sentence makes a quotation; fewer are mostly scare quotes."""

MIN_FAR_FRAGMENT = 5
FAR = 9
"""So many words from their verb of saying, a quotation has at least `MIN_FAR_FRAGMENT` words of its own."""

MIN_SINGLE = 4
"""Between single marks, shorter ones are names and words at arm's length."""

MIN_ALONE = 4
"""Words of a quotation that has its sentence to itself."""


class Strength(IntEnum):
    """How closely a verb of saying and a quotation belong together."""

    NONE = 0
    LOOSE = 1
    CLOSE = 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of saying that may govern a quotation: where it stands and who its subject is."""

    strength: Strength
    at: int
    speaker: Speaker
    verb: str = ""
    distance: int = 0


UNATTRIBUTED = Attribution(Strength.NONE, -1, NOBODY)

_DASH_NAME = re.compile(r"\s*(?:[–—]|--?)\s*(?=[A-Z])")
_WORD = re.compile(r"[\w’'-]+")
_MINOR_WORD = re.compile(r"[a-z]{4,}")


def find_quotes(reading: Reading) -> None:
    """Fill `reading.quotes`."""
    spans = find_marked_spans(reading.document.text, reading.sentences)
    if spans:
        finder = _QuoteFinder(reading, compile_speech_words(reading.vocabulary), spans)
        reading.quotes.extend(finder.find())


@dataclass(slots=True)
class _QuoteFinder:
    """Tells quotations from scare quotes in one document, and gives them their speakers."""

    reading: Reading
    words: SpeechWords
    spans: Sequence[MarkedSpan]
    speakers: Speakers = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.speakers = Speakers(self.reading, self.words)
        self.starts = [sentence.start for sentence in self.reading.sentences]

    @property
    def text(self) -> str:
        return self.reading.document.text

    def find(self) -> Iterator[Quote]:
        attributions = [self._attribute(i) for i in range(len(self.spans))]
        speaker, paragraph = NOBODY, -1
        for i, (span, attribution) in enumerate(zip(self.spans, attributions, strict=True)):
            if not self._is_quotation(i, attribution):
                continue
            if attribution.strength == Strength.NONE:
                following = attributions[i + 1] if span.is_open and i + 1 < len(attributions) else UNATTRIBUTED
                if following.strength == Strength.CLOSE:
                    speaker = following.speaker
                elif span.paragraph > paragraph + 1:
                    speaker = NOBODY
            else:
                speaker = attribution.speaker
            paragraph = span.paragraph
            yield self._build(span, attribution, speaker)

    def _build(self, span: MarkedSpan, attribution: Attribution, speaker: Speaker) -> Quote:
        first, last = self._sentence_at(span.start), self._sentence_at(max(span.start, span.end - 1))
        named = self._sentence_at(attribution.at) if attribution.at >= 0 else first
        evidence = named if first.start <= named.start <= last.start else first
        start = span.start + len(self.text[span.start : span.end]) - len(self.text[span.start : span.end].lstrip())
        end = span.end - (len(self.text[start : span.end]) - len(self.text[start : span.end].rstrip()))
        words = self.text[start:end]
        return Quote(self.reading.evidence(evidence), words, start, end, speaker.name, speaker.organisation)

    def _sentence_at(self, place: int) -> Sentence:
        return self.reading.sentences[max(0, bisect_right(self.starts, place) - 1)]

    # ------------------------------------------------------------------ attribution

    def _attribute(self, i: int) -> Attribution:
        """The verb of saying nearest to a quotation: after it, before it, or further off in its sentence."""
        if not self.spans[i].has_opening:
            return self._attribute_by_dash(i)
        after = self._attribute_after(i)
        before = self._attribute_before(i)
        best = before if before.strength > after.strength else after
        return best if best.strength else self._attribute_by_dash(i)

    def _window_after(self, i: int) -> tuple[int, int]:
        span = self.spans[i]
        end = self._sentence_at(max(span.start, span.outer_end - 1)).end
        if i + 1 < len(self.spans):
            end = min(end, self.spans[i + 1].outer_start)
        return span.outer_end, min(end, span.outer_end + REACH)

    def _window_before(self, i: int) -> tuple[int, int]:
        span = self.spans[i]
        sentence = self._sentence_at(span.outer_start)
        start = sentence.start
        if i and self.spans[i - 1].outer_end > start and self._is_spoken(self.spans[i - 1]):
            start = self.spans[i - 1].outer_end
        if not self.text[start : span.outer_start].strip():
            start = self._introduction(span, start)
        return start, span.outer_start

    def _introduction(self, span: MarkedSpan, start: int) -> int:
        """The start of the sentence above, where it ends with a colon."""
        index = bisect_right(self.starts, span.outer_start) - 2
        if index < 0:
            return start
        above = self.reading.sentences[index]
        return above.start if self.text[above.end - 1] == ":" else start

    def _is_spoken(self, span: MarkedSpan) -> bool:
        """Whether the words end with a punctuation mark of their own, inside or right behind the marks."""
        inside = self.text[span.start : span.end].rstrip()[-1:]
        return inside in {",", ".", "!", "?", "…", "—", "–", "-"} or self.text[span.outer_end : span.outer_end + 1] == ","

    def _attribute_after(self, i: int) -> Attribution:
        start, end = self._window_after(i)
        verb = self.words.verb.search(self.text, start, end)
        if not verb:
            return UNATTRIBUTED
        lead = self.text[start : verb.start()].strip(" \t\n\r,—–-")
        is_spoken = self._is_spoken(self.spans[i])
        if not lead or verb[0].lower() == "according to":
            if lead or (verb[0].lower() in self.words.participles):
                return UNATTRIBUTED
            end = self._sentence_at(verb.start()).end
            return Attribution(Strength.CLOSE, verb.start(), self.speakers.find_after_verb(verb.end(), end), verb[0].lower())
        if not is_spoken:
            return UNATTRIBUTED
        speaker = self.speakers.find_before_verb(start, verb.start())
        return Attribution(Strength.CLOSE, verb.start(), speaker, verb[0].lower())

    def _attribute_before(self, i: int) -> Attribution:
        start, end = self._window_before(i)
        verb = None
        for verb in self.words.verb.finditer(self.text, max(start, end - REACH), end):
            pass
        if verb is None:
            return UNATTRIBUTED
        said = verb[0].lower()
        tail = self.text[verb.end() : end]
        between = [word.lower() for word in _WORD.findall(tail)]
        is_close = tail.rstrip()[-1:] in {",", ":"} or self.words.links.issuperset(between)
        strength = Strength.CLOSE if is_close else Strength.LOOSE
        if said == "according to":
            speaker = self.speakers.find_after_verb(verb.end(), end)
        else:
            speaker = self.speakers.find_before_verb(start, verb.start())
        return Attribution(strength, verb.start(), speaker, said, len(between))

    def _attribute_by_dash(self, i: int) -> Attribution:
        """`“…” – Ada Sample`."""
        span = self.spans[i]
        dash = _DASH_NAME.match(self.text, span.outer_end, min(span.outer_end + REACH, len(self.text)))
        if not dash:
            return UNATTRIBUTED
        end = self._sentence_at(dash.end()).end
        speaker = self.speakers.find_after_verb(dash.end(), end)
        return Attribution(Strength.CLOSE, dash.end(), speaker) if speaker.name else UNATTRIBUTED

    # ------------------------------------------------------------------ quotation or scare quotes

    def _is_quotation(self, i: int, attribution: Attribution) -> bool:
        span = self.spans[i]
        words = _WORD.findall(self.text[span.start : span.end])
        if not words or (span.is_single and (len(words) < MIN_SINGLE or attribution.strength < Strength.CLOSE)):
            return False
        if attribution.strength == Strength.NONE:
            return len(words) >= MIN_ALONE and self._is_alone(span)
        is_spoken = self._is_spoken(span)
        if not is_spoken and self._is_title(words):
            return False
        if attribution.strength == Strength.CLOSE and (len(words) >= MIN_FRAGMENT or self._is_full(span)):
            return attribution.verb != "according to" or len(words) >= MIN_ALONE
        if len(words) < MIN_FRAGMENT:
            return attribution.verb in self.words.telling and attribution.distance <= FAR and not self._has_longer(i)
        return len(words) >= MIN_FAR_FRAGMENT or attribution.distance < FAR

    def _is_full(self, span: MarkedSpan) -> bool:
        """Whether even a word or two are a whole utterance: “Yes,” she said."""
        return self.text[span.start : span.end].rstrip()[-1:] in {",", ".", "!", "?"}

    def _is_title(self, words: Sequence[str]) -> bool:
        """Whether the words are written like the title of a work: “The Long Example”."""
        return len(words) > 1 and not any(_MINOR_WORD.fullmatch(word) for word in words) and words[0][0].isupper()

    def _is_alone(self, span: MarkedSpan) -> bool:
        """Whether a quotation is whole sentences, with nothing beside it."""
        sentence = self._sentence_at(span.outer_start)
        last = self._sentence_at(max(span.start, span.outer_end - 1))
        is_ended = span.is_open or self.text[span.start : span.end].rstrip()[-1:] in {".", "!", "?", "…"}
        return sentence.start == span.outer_start and last.end <= span.outer_end and is_ended

    def _has_longer(self, i: int) -> bool:
        """Whether the same sentence holds a longer quotation: then a word in marks is only told."""
        sentence = self._sentence_at(self.spans[i].start)
        beside = (self.spans[k] for k in (i - 2, i - 1, i + 1, i + 2) if 0 <= k < len(self.spans))
        length = self.spans[i].end - self.spans[i].start
        return any(s.end - s.start > length and sentence.start <= s.start < sentence.end for s in beside)
