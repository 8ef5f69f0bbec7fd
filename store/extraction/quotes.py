"""Who said what: the words inside quotation marks, with their speaker, where somebody says them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from store.extraction.attributions import ACCORDING, Attribution, Attributions, Strength
from store.extraction.quotation_marks import MarkedSpan, find_marked_spans
from store.extraction.reading import Reading
from store.extraction.speakers import NOBODY, Speaker
from store.extraction.speech_words import SpeechWords, compile_speech_words
from store.model import Quote

MIN_FRAGMENT = 3
"""Words that a verb of saying elsewhere in the sentence makes a quotation; fewer are mostly words at arm's length."""

FAR, MIN_FAR_FRAGMENT = 9, 5
"""So many words from its verb of saying, a quotation has at least five words of its own."""

MIN_SENTENCE = 4
"""Words of a quotation that stands alone, between single marks, or only "according to" somebody."""

LONGEST_WORD = 20

_LETTER = re.compile(r"[^\W\d_]")
_LAST_WORD = re.compile(r"([\w-]+)\s?\Z")
_MINOR_WORD = re.compile(r"[a-z]\w{3}")


def find_quotes(reading: Reading) -> None:
    """Fill `reading.quotes`."""
    spans = find_marked_spans(reading.document.text, reading.sentences)
    if spans:
        reading.quotes.extend(_QuoteFinder(reading, compile_speech_words(reading.vocabulary), spans).find())


@dataclass(slots=True)
class _QuoteFinder:
    """Tells quotations from words at arm's length in one document, and gives them their speakers."""

    reading: Reading
    words: SpeechWords
    spans: Sequence[MarkedSpan]
    text: str = field(init=False)
    attributions: Attributions = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.reading.document.text
        self.attributions = Attributions(self.reading, self.words, self.spans)

    def find(self) -> Iterator[Quote]:
        found = [self.attributions.find(i) for i in range(len(self.spans))]
        speaker, paragraph = NOBODY, -1
        for i, attribution in enumerate(found):
            if not self._is_quotation(i, attribution):
                continue
            if self.spans[i].paragraph > paragraph + 1:
                speaker = NOBODY
            speaker = self._choose_speaker(i, found, speaker)
            paragraph = self.spans[i].paragraph
            yield self._build(self.spans[i], attribution, speaker)

    def _choose_speaker(self, i: int, found: Sequence[Attribution], before: Speaker) -> Speaker:
        """Who is named; else who speaks on in the next paragraph, or has spoken before."""
        attribution = found[i]
        if attribution.strength:
            return before if self._is_carried(attribution, before) else attribution.speaker
        if self.spans[i].is_open and i + 1 < len(found) and found[i + 1].strength:
            return found[i + 1].speaker
        return before if before.name else self.attributions.find_introduction(self.spans[i])

    def _is_carried(self, attribution: Attribution, before: Speaker) -> bool:
        """Whether the verb only says that the same one goes on: "he added", "adding"."""
        speaker = attribution.speaker
        if attribution.verb in self.words.participles:
            return speaker.name is None
        is_continuing = attribution.verb in self.words.continuing and speaker.is_reference
        return is_continuing and before.name is not None and speaker.is_organisation == before.is_organisation

    def _build(self, span: MarkedSpan, attribution: Attribution, speaker: Speaker) -> Quote:
        """The evidence is the sentence that names the speaker, where the quotation reaches into it, else its first."""
        first, last = self.attributions.sentence_at(span.start), self.attributions.last_sentence(span)
        named = self.attributions.sentence_at(attribution.at) if attribution.at >= 0 else first
        evidence = self.reading.evidence(named if first.start <= named.start <= last.start else first)
        inside = self.text[span.start : span.end]
        start = span.start + len(inside) - len(inside.lstrip())
        words = inside.strip()
        return Quote(evidence, words, start, start + len(words), speaker.name, speaker.organisation)

    def _is_quotation(self, i: int, attribution: Attribution) -> bool:
        span = self.spans[i]
        words = self.text[span.start : span.end].split()
        if (
            not _LETTER.search(self.text, span.start, span.end)
            or _is_title(words)
            or self._word_before(span) in self.words.naming
        ):
            return False
        is_phrase = len(words) >= MIN_FAR_FRAGMENT and self.text[span.start].islower() and attribution.strength
        is_told = attribution.strength == Strength.CLOSE or is_phrase or self._is_alone(span)
        if span.is_single and (len(words) < MIN_SENTENCE or not is_told):
            return False
        if attribution.strength == Strength.NONE:
            return len(words) >= MIN_SENTENCE and self._is_alone(span)
        if len(words) < MIN_FRAGMENT:
            return self._is_short_quotation(i, attribution)
        if attribution.strength == Strength.CLOSE:
            return attribution.verb != ACCORDING or len(words) >= MIN_SENTENCE or self._is_ended(span)
        return len(words) >= MIN_FAR_FRAGMENT or attribution.distance < FAR

    def _is_short_quotation(self, i: int, attribution: Attribution) -> bool:
        """Whether a word or two are somebody's: `“Yes,” he said`, `he called it “bold”`, `it was “bold,” he said`."""
        span = self.spans[i]
        is_close = attribution.strength == Strength.CLOSE
        if is_close and self._is_ended(span) and not self.text[span.start].islower():
            return True
        if self._word_before(span) in self.words.prepositions:
            return False
        if attribution.at < span.start:
            return attribution.verb in self.words.telling and attribution.distance < FAR and not self._has_longer(i)
        is_said = is_close and attribution.verb != ACCORDING
        return is_said and self._word_before(span) in self.words.predicating

    def _word_before(self, span: MarkedSpan) -> str:
        """The word right before the opening mark, with no punctuation between."""
        word = _LAST_WORD.search(self.text, max(0, span.outer_start - LONGEST_WORD), span.outer_start)
        return word[1].lower() if word else ""

    def _is_ended(self, span: MarkedSpan) -> bool:
        return self.text[span.start : span.end].rstrip()[-1:] in {",", ".", "!", "?", "…"}

    def _is_alone(self, span: MarkedSpan) -> bool:
        """Whether a quotation is whole sentences, with nothing beside it."""
        starts = self.attributions.sentence_at(span.outer_start).start == span.outer_start
        return (
            (span.is_open or self._is_ended(span))
            and starts
            and self.attributions.last_sentence(span).end <= span.outer_end
        )

    def _has_longer(self, i: int) -> bool:
        """Whether the same sentence holds a real quotation: then a word in marks is only told."""
        sentence = self.attributions.sentence_at(self.spans[i].start)
        beside = (self.spans[k] for k in (i - 2, i - 1, i + 1, i + 2) if 0 <= k < len(self.spans))
        inside = (span for span in beside if sentence.start <= span.start < sentence.end)
        return any(len(self.text[span.start : span.end].split()) >= MIN_FRAGMENT for span in inside)


def _is_title(words: Sequence[str]) -> bool:
    """Whether words are written like the title of a work.

    >>> _is_title(["The", "State", "of", "the", "Cloud"]), _is_title(["It", "is", "up", "to", "us"])
    (True, False)
    """
    if any(map(_MINOR_WORD.match, words)):
        return False
    return sum(word[0].isupper() and word != "I" for word in words) > 1
