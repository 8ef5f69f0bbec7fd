"""What each number of a document says: whose it is, what it measures, of when, and whether it is a fact or a plan."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from store.extraction.meaning.frames import Scale, build_frame, scale_of
from store.extraction.meaning.kinds import is_key, read_change, read_kind
from store.extraction.meaning.knowledge import read_knowledge
from store.extraction.meaning.lexicon import read_lexicon
from store.extraction.meaning.measures import Case, Said
from store.extraction.meaning.metrics import name_length, read_measure
from store.extraction.meaning.series import metric_key, series_key
from store.extraction.meaning.subjects import Scene, find_main_entity, read_subject
from store.extraction.meaning.tags import NAME, QUANTITY
from store.extraction.meaning.timing import Times
from store.extraction.meaning.words import Span, choose_spans, cut_words
from store.extraction.periods import due_date
from store.extraction.reading import Mention, Quantity, Reading, Sentence
from store.model import Evidence, Figure, FigureKind, Quote


def find_figures(reading: Reading) -> None:
    """Turn the quantities of `reading` into figures."""
    if reading.quantities:
        teller = _Teller(reading)
        for line in teller.lines():
            teller.tell(line)


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with its numbers."""

    place: int
    sentence: Sentence
    evidence: Evidence
    quantities: Sequence[Quantity]

    def start_of_next(self, index: int, text: str) -> int:
        """Where the next number begins, the same amount in brackets passed over."""
        end = self.quantities[index].end
        for following in self.quantities[index + 1 :]:
            if not text[end : following.start].lstrip().startswith("("):
                return following.start
            end = following.end
        return self.sentence.end

    def start_of_next_share(self, index: int) -> int:
        """How far words like "from a year earlier" belong to the number: up to the next percentage."""
        following = (q.start for q in self.quantities[index + 1 :] if scale_of(q.unit) is Scale.SHARE)
        return next(following, self.sentence.end)


class _Teller:
    """Goes through the sentences with numbers in order, and remembers whom and what they spoke of."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.knowledge = read_knowledge(reading.vocabulary)
        self.lexicon = read_lexicon(reading.vocabulary)
        self.spans = choose_spans(reading.quantities, reading.times, reading.mentions)
        self.span_starts = [span.start for span in self.spans]
        self.sentence_starts = [sentence.start for sentence in reading.sentences]
        self.quote_starts = [quote.start for quote in reading.quotes]
        self.times = Times(reading)
        self.scene = Scene(find_main_entity(reading))
        self.paragraph = -1
        self.earlier: Said | None = None

    def lines(self) -> Iterator[_Line]:
        found: dict[int, list[Quantity]] = {}
        for quantity in self.reading.quantities:
            place = bisect_right(self.sentence_starts, quantity.start) - 1
            if place >= 0 and quantity.end <= self.reading.sentences[place].end:
                found.setdefault(place, []).append(quantity)
        for place, quantities in found.items():
            sentence = self.reading.sentences[place]
            yield _Line(place, sentence, self.reading.evidence(sentence), quantities)

    def tell(self, line: _Line) -> None:
        """Add the figures of one sentence."""
        self._enter_paragraph(line)
        words = cut_words(self.text, line.sentence, self._spans_in(line.sentence), self.lexicon)
        places = {id(item): at for at, item in enumerate(words.items) if words.tags[at] == QUANTITY}
        told: list[Said] = []
        for index, quantity in enumerate(line.quantities):
            at = places.get(id(quantity))
            if at is None:
                self._tell_length(line, quantity)
            else:
                frame = build_frame(words, at, quantity, self.knowledge)
                told.append(self._tell_one(line, index, Case(frame, told, self.earlier, self.knowledge)))
        self.earlier = told[-1] if told else self.earlier

    def _enter_paragraph(self, line: _Line) -> None:
        if line.sentence.paragraph != self.paragraph:
            self.paragraph = line.sentence.paragraph
            self.scene.topic = self.earlier = self.times.spoken_of = None
        self.scene.topic = self.scene.topic or self._lead_of_previous(line)

    def _lead_of_previous(self, line: _Line) -> str | None:
        """The company that the sentence before, if in the same paragraph, names first."""
        before = self.reading.sentences[line.place - 1] if line.place else None
        if before is None or before.paragraph != line.sentence.paragraph:
            return None
        for span in self._spans_in(before):
            if span.tag == NAME and isinstance(span.item, Mention):
                return span.item.name
        return None

    def _spans_in(self, sentence: Sentence) -> Sequence[Span]:
        first = bisect_left(self.span_starts, sentence.start)
        last = bisect_left(self.span_starts, sentence.end, first)
        spans = self.spans[first:last]
        return spans[:-1] if spans and spans[-1].end > sentence.end else spans

    def _tell_one(self, line: _Line, index: int, case: Case) -> Said:
        quantity = case.frame.quantity
        measure = read_measure(case)
        subject = read_subject(case, measure, self.scene, self._quote_at(quantity))
        kind = read_kind(case, measure)
        key = metric_key(measure.base, self.reading.vocabulary)
        time = self.times.find(case, measure, key, line.sentence, line.start_of_next(index, self.text))
        start = case.before.frame.quantity.end if case.before else line.sentence.start
        change = read_change(
            case,
            measure,
            key,
            self.text[start : line.start_of_next_share(index)].lower(),
            time.period.text if time else "",
            in_report=self.times.reported is not None and subject == self.scene.main,
        )
        self._add(
            line,
            quantity,
            subject=subject,
            metric=str(measure),
            series_key=series_key(measure.base, measure.move, measure.scope, self.reading.vocabulary),
            kind=kind,
            period=time.period if time else None,
            due=due_date(time) if time and kind is FigureKind.TARGET else None,
            change=change,
            whole=measure.whole or None,
            key=is_key(case, subject_matters=subject == self.scene.main),
        )
        self.scene.topic = subject
        return Said(case.frame, measure, subject)

    def _tell_length(self, line: _Line, quantity: Quantity) -> None:
        """A number inside the words for a time: "the next five years"."""
        time = self.times.around(quantity)
        last = self.reading.figures[-1] if self.reading.figures else None
        kind = last.kind if last and last.evidence == line.evidence else FigureKind.ACTUAL
        metric = name_length(time.period.text.lower() if time else "", kind)
        self._add(
            line,
            quantity,
            subject=self.scene.default,
            metric=metric,
            series_key=metric,
            kind=kind,
            period=time.period if time else None,
        )

    def _add(self, line: _Line, quantity: Quantity, **said: Any) -> None:
        self.reading.figures.append(
            Figure(
                evidence=line.evidence,
                text=self.text[quantity.start : quantity.end],
                start=quantity.start,
                end=quantity.end,
                value=quantity.value,
                unit=quantity.unit,
                qualifier=quantity.qualifier,
                **said,
            ),
        )

    def _quote_at(self, quantity: Quantity) -> Quote | None:
        place = bisect_right(self.quote_starts, quantity.start) - 1
        if place < 0 or quantity.start >= self.reading.quotes[place].end:
            return None
        return self.reading.quotes[place]
