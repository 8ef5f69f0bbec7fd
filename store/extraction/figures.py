"""What each number of a document says: whose it is, what it measures, of when, and whether it is a fact or a plan."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from store.extraction.meaning.clauses import find_clause_end
from store.extraction.meaning.frames import Scale, build_frame, scale_of
from store.extraction.meaning.kinds import REPORTED, is_key, read_change, read_kind
from store.extraction.meaning.knowledge import Knowledge, read_knowledge
from store.extraction.meaning.lexicon import Lexicon, read_lexicon
from store.extraction.meaning.measures import SHARE_PRICE, Case, Measure, Said
from store.extraction.meaning.metrics import read_measure
from store.extraction.periods import due_date
from store.extraction.reading import Mention, Quantity, Reading, Sentence, TimeMention
from store.extraction.meaning.series import metric_key, series_key
from store.extraction.meaning.subjects import Scene, find_main_entity, read_subject
from store.extraction.meaning.timing import Times
from store.extraction.meaning.words import NAME, QUANTITY, Span, choose_spans, cut_words
from store.model import Figure, FigureKind, Quote


def find_figures(reading: Reading) -> None:
    """Turn the quantities of `reading` into figures."""
    if not reading.quantities:
        return
    teller = _Teller(reading)
    for sentence, quantities in teller.sentences_with_quantities():
        teller.tell(sentence, quantities)


class _Teller:
    """Goes through the sentences with numbers in order, and remembers whom they spoke of."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.knowledge: Knowledge = read_knowledge(reading.vocabulary)
        self.lexicon: Lexicon = read_lexicon(reading.vocabulary)
        self.spans = choose_spans(reading.quantities, reading.times, reading.mentions)
        self.span_starts = [span.start for span in self.spans]
        self.sentence_starts = [sentence.start for sentence in reading.sentences]
        self.quote_starts = [quote.start for quote in reading.quotes]
        self.times = Times(reading)
        self.time: TimeMention | None = None
        self.paragraph = -1
        self.scene = Scene(find_main_entity(reading))
        self.earlier: Said | None = None

    def sentences_with_quantities(self) -> list[tuple[Sentence, list[Quantity]]]:
        starts = self.sentence_starts
        found: dict[int, list[Quantity]] = {}
        for quantity in self.reading.quantities:
            place = bisect_right(starts, quantity.start) - 1
            if place >= 0 and quantity.end <= self.reading.sentences[place].end:
                found.setdefault(place, []).append(quantity)
        return [(self.reading.sentences[place], quantities) for place, quantities in found.items()]

    def tell(self, sentence: Sentence, quantities: list[Quantity]) -> None:
        if sentence.paragraph != self.paragraph:
            self.paragraph, self.scene.topic, self.earlier, self.time = sentence.paragraph, None, None, None
        words = cut_words(self.reading.document.text, sentence, self._spans_in(sentence), self.lexicon)
        places = {id(item): at for at, item in enumerate(words.items) if words.tags[at] == QUANTITY}
        self.scene.topic = self.scene.topic or self._lead_of_previous(sentence)
        told: list[Said] = []
        for index, quantity in enumerate(quantities):
            after = self._start_of_next(quantities, index, sentence)
            around = self._until_next_share(quantities, index, sentence)
            at = places.get(id(quantity), -1)
            if at < 0:
                self._tell_length(sentence, quantity)
                continue
            case = Case(build_frame(words, at, quantity, self.knowledge), told, self.earlier, self.knowledge)
            told.append(self._tell_one(sentence, case, after, around))
        self.earlier = told[-1] if told else self.earlier

    def _lead_of_previous(self, sentence: Sentence) -> str | None:
        """The company that the sentence before, if in the same paragraph, names first."""
        place = bisect_left(self.sentence_starts, sentence.start) - 1
        if place < 0 or self.reading.sentences[place].paragraph != sentence.paragraph:
            return None
        first = bisect_left(self.span_starts, self.sentence_starts[place])
        last = bisect_left(self.span_starts, sentence.start)
        return next((span.item.name for span in self.spans[first:last] if isinstance(span.item, Mention)
                     and span.tag == NAME), None)

    def _until_next_share(self, quantities: list[Quantity], index: int, sentence: Sentence) -> int:
        """How far words like "from a year earlier" belong to the number: up to the next percentage."""
        following = (q.start for q in quantities[index + 1 :] if scale_of(q.unit) is Scale.SHARE)
        return next(following, sentence.end)

    def _start_of_next(self, quantities: list[Quantity], index: int, sentence: Sentence) -> int:
        """Where the next number begins, the same amount in brackets passed over."""
        text, end = self.reading.document.text, quantities[index].end
        for following in quantities[index + 1 :]:
            if not text[end : following.start].lstrip().startswith("("):
                return following.start
            end = following.end
        return sentence.end

    def _spans_in(self, sentence: Sentence) -> list[Span]:
        first = bisect_left(self.span_starts, sentence.start)
        last = bisect_left(self.span_starts, sentence.end)
        return [span for span in self.spans[first:last] if span.end <= sentence.end]

    def _tell_one(self, sentence: Sentence, case: Case, after: int, around: int) -> Said:
        quantity = case.frame.quantity
        measure = read_measure(case)
        subject = read_subject(case, measure, self.scene, self._quote_at(quantity))
        kind = read_kind(case, measure)
        key = metric_key(measure.base, self.reading.vocabulary)
        time = self._time_of(sentence, case, measure, key, after)
        start = case.before.frame.quantity.end if case.before else sentence.start
        change = read_change(
            case,
            measure,
            key,
            self.reading.document.text[start:around].lower(),
            time.period.text if time else "",
            in_report=self.times.reported is not None and subject == self.scene.main,
        )
        self._add(
            sentence,
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

    def _add(self, sentence: Sentence, quantity: Quantity, **said: Any) -> None:
        self.reading.figures.append(
            Figure(
                evidence=self.reading.evidence(sentence),
                text=self.reading.document.text[quantity.start : quantity.end],
                start=quantity.start,
                end=quantity.end,
                value=quantity.value,
                unit=quantity.unit,
                qualifier=quantity.qualifier,
                **said,
            ),
        )

    def _tell_length(self, sentence: Sentence, quantity: Quantity) -> None:
        """A number inside the words for a time: "the next five years"."""
        time = self.times.around(quantity)
        said = time.period.text.lower() if time else ""
        last = self.reading.figures[-1] if self.reading.figures else None
        kind = last.kind if last and last.evidence.start == sentence.start else FigureKind.ACTUAL
        metric = name_length(said, kind)
        self._add(
            sentence,
            quantity,
            subject=self.scene.default,
            metric=metric,
            series_key=metric,
            kind=kind,
            period=time.period if time else None,
        )

    def _time_of(self, sentence: Sentence, case: Case, measure: Measure, key: str, after: int) -> TimeMention | None:
        """The figure's own time; else that of the figure before it in the paragraph; else what the report is on."""
        quantity = case.frame.quantity
        if around := self.times.around(quantity):
            return around
        allow_days = key in {"share-price", "market-value"} or measure.base == SHARE_PRICE
        end = find_clause_end(case.frame.words, case.frame.tail, sentence.end)
        found = self.times.of(quantity, sentence, after, end, allow_days=allow_days, moved=bool(measure.move))
        if found:
            self.time = self.time if self.times.is_earlier(found) else found
            return found
        if case.frame.scale in {Scale.MONEY, Scale.SHARE, Scale.RANK}:
            return self.time or (self.times.reported if key in REPORTED else None)
        return None

    def _quote_at(self, quantity: Quantity) -> Quote | None:
        place = bisect_right(self.quote_starts, quantity.start) - 1
        if place < 0 or quantity.start >= self.reading.quotes[place].end:
            return None
        return self.reading.quotes[place]


def name_length(said: str, kind: FigureKind) -> str:
    """
    >>> name_length("the next five years", FigureKind.TARGET), name_length("13-week fiscal quarter", FigureKind.ACTUAL)
    ('target horizon', 'fiscal period length')
    """
    if "fiscal" in said or "ended" in said:
        return "fiscal period length"
    if kind is FigureKind.TARGET:
        return "target horizon"
    return "forecast horizon" if kind is FigureKind.ESTIMATE else "period duration"
