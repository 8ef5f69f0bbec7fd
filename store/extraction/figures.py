"""What each number of a document says: whose it is, what it measures, of when, and whether it is a fact or a plan."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from store.extraction.meaning.changes import FINANCIAL, is_key, read_change
from store.extraction.meaning.countries import find_countries, of_economy
from store.extraction.meaning.frames import Frame, Scale, build_frame, scale_of
from store.extraction.meaning.guidance import name_aim
from store.extraction.meaning.headings import Headings
from store.extraction.meaning.kinds import RESULTS, foresee, read_kind
from store.extraction.meaning.knowledge import read_knowledge
from store.extraction.meaning.lexicon import CLOSE, OPEN, read_lexicon
from store.extraction.meaning.mains import find_main_entity, find_market, find_sources
from store.extraction.meaning.markets import is_passing, of_good
from store.extraction.meaning.measures import (
    Case,
    Cell,
    Measure,
    Said,
    is_comparison,
    is_earlier_aim,
    is_past_inclusion,
)
from store.extraction.meaning.metrics import name_length, read_measure
from store.extraction.meaning.scene import Scene
from store.extraction.meaning.series import metric_key, series_key
from store.extraction.meaning.subjects import read_subject
from store.extraction.meaning.tables import Tables
from store.extraction.meaning.tags import NAME, PLACE, QUANTITY
from store.extraction.meaning.timing import Times
from store.extraction.meaning.words import Span, Words, choose_spans, cut_words
from store.extraction.periods import due_date
from store.extraction.reading import Mention, Quantity, Reading, Sentence, TimeMention
from store.model import Change, EntityKind, Evidence, Figure, FigureKind, Quote


def find_figures(reading: Reading) -> None:
    """Turn the quantities of `reading` into figures."""
    if reading.quantities:
        teller = _Teller(reading)
        for line in teller.lines():
            teller.tell(line)


_NO_TOPICS = frozenset({EntityKind.ORGANISATION, EntityKind.PERSON})
_BESIDE = (" at ", " by ", " from ", " with ", " told ", " to ", " the ")
_POSSESSIVE = ("'s ", "’s ")
_NO_LENGTH = re.compile(r"(?:the )?trailing |one (?:year|quarter|month|week) (?:ago|earlier)\b", re.IGNORECASE)
"""Times whose number is no length that the text tells of."""
SHIPMENTS = "shipment"
_LEAD = 60
"""Characters at the head of a sentence in which it names whom it is about."""
_LOOK_BACK = 12
"""Sentences of a paragraph in which one is looked for whom it is about."""
_LOOK_AHEAD = 6
"""Numbers looked ahead, so that a line of 100,000 takes no more than its length."""


ONE = Decimal(1)


def _is_bare_sum(case: Case, measure: Measure) -> bool:
    """Whether it is a sum or a count that the table tells in its own units: "797,367", not "12%", "$3.2 million"."""
    is_sum = case.frame.scale in {Scale.MONEY, Scale.COUNT} and not measure.is_per_share
    return is_sum and not any(map(str.isalpha, case.frame.words.texts[case.frame.at]))


def _name_span(case: Case, time: TimeMention) -> str:
    """As in "shares rose 40% over the past three months": of what the time is the span."""
    is_back = _BACK.search(time.period.text.lower()) is not None
    return f"span of {case.before.measure}" if is_back and case.before and case.before.measure.move else ""


_BACK = re.compile(r"\b(?:past|last|previous)\s")


def _is_told_in(sentence: Sentence, time: TimeMention | None) -> bool:
    """Whether the time stands in the sentence itself, and is not only that of what was said before."""
    return time is not None and time.start >= sentence.start


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
        for following in self.quantities[index + 1 : index + _LOOK_AHEAD]:
            if not text[end : following.start].lstrip().startswith("("):
                return following.start
            end = following.end
        return self.sentence.end

    def words_of_change(self, index: int, text: str) -> str:
        """What may tell a change is yearly, lower-cased: from the number before it to the next percentage."""
        start = self.quantities[index - 1].end if index else self.sentence.start
        following = self.quantities[index + 1 : index + _LOOK_AHEAD]
        shares = (quantity.start for quantity in following if scale_of(quantity.unit) is Scale.SHARE)
        end = next(shares, following[-1].start if len(following) == _LOOK_AHEAD - 1 else self.sentence.end)
        return text[start:end].lower()


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
        self.headings = Headings(reading, self.knowledge)
        self.tables = Tables(reading, self.knowledge)
        sources = find_sources(reading)
        main = find_main_entity(reading, sources)
        entity = reading.entities.get(main or "")
        is_general = main is not None and (entity is None or entity.kind is EntityKind.PLACE)
        self.scene = Scene(main, sources=sources.names, is_general=is_general)
        self.scene.places = frozenset(e.name for e in reading.entities.values() if e.kind is EntityKind.PLACE)
        self.no_topics = {e.name for e in reading.entities.values() if e.kind in _NO_TOPICS}
        self.no_planners = {e.name for e in reading.entities.values() if e.kind is EntityKind.PLACE}
        if is_general and main:
            self.no_planners.add(main)
        self.scene.market = self.market = (find_market(self.text, reading.vocabulary) or "").removesuffix(" market")
        self.places = find_countries(reading)
        self.paragraph = -1
        self.earlier: Said | None = None
        self.told: dict[str, Said] = {}
        self.compared: Change | None = None
        """What shipments are compared with, once the text has said so."""

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
        self.scene.country = self.places.before(line.sentence.end)
        words = cut_words(self.reading.prose, line.sentence, self._spans_in(line.sentence), self.lexicon)
        places = {id(item): at for at, item in enumerate(words.items) if item is not None}
        told: list[Said] = []
        for index, quantity in enumerate(line.quantities):
            around = self.times.around(quantity)
            at = places.get(id(around or quantity))
            if at is None:
                continue
            frame = build_frame(words, at, quantity, self.knowledge)
            while told and is_past_inclusion(frame, told[-1]):
                told.pop()
            cell = self._cell_of(line, words, quantity)
            case = Case(frame, told, self._earlier_for(frame), self.knowledge, self.market, cell)
            if around and _NO_LENGTH.match(around.period.text):
                continue
            if around:
                self._tell_length(line, case, around)
            else:
                told.append(self._tell_one(line, index, case))
        self.earlier = told[-1] if told else self.earlier

    def _cell_of(self, line: _Line, words: Words, quantity: Quantity) -> Cell | None:
        """Where in a table the number stands, if it stands in one."""
        is_alone = words.tags.strip(OPEN + CLOSE) == QUANTITY
        return self.tables.cell_of_line(line.sentence.start) if is_alone else self.tables.cell_in_row(quantity)

    def _earlier_for(self, frame: Frame) -> Said | None:
        """What was told last; of "the 8% drop", what was told of 8%."""
        if frame.words.lower(frame.at - 1) in {"the", "this", "that"}:
            again = self.told.get(frame.words.texts[frame.at])
            if again:
                self.scene.topic = again.subject
                return again
        return self.earlier

    def _enter_paragraph(self, line: _Line) -> None:
        if line.sentence.paragraph != self.paragraph:
            self.paragraph = line.sentence.paragraph
            self.scene.topic = self.earlier = self.times.spoken_of = None
            self.scene.heading = self.headings.topic_over(line.place)
        self.scene.topic = self.scene.topic or next(filter(None, map(self._lead_of, self._before(line))), None)

    def _before(self, line: _Line) -> Iterator[Sentence]:
        """The sentence before in the paragraph; where the text is about nobody, all of them, the nearest first."""
        reach = _LOOK_BACK if self.scene.is_general else 1
        for before in reversed(self.reading.sentences[max(0, line.place - reach) : line.place]):
            if before.paragraph != line.sentence.paragraph:
                return
            yield before

    def _lead_of(self, before: Sentence) -> str | None:
        """The company that a sentence names first."""
        spans = self._spans_in(before)
        for span in spans:
            if span.start > before.start + _LEAD:
                break
            if isinstance(span.item, Mention) and span.tag == NAME and not self._is_beside(span, before.start):
                is_no_company = self.scene.is_general and span.item.kind is not EntityKind.COMPANY
                return None if is_no_company else span.item.name
        owner = spans[0] if spans and spans[0].start == before.start else None
        is_owner = owner and owner.tag == PLACE and self.text.startswith(_POSSESSIVE, owner.end)
        return owner.item.name if owner and is_owner and isinstance(owner.item, Mention) else None

    def _is_beside(self, span: Span, start: int) -> bool:
        """Whether a name only says where a person works or with whom: "a doctor at Acme"."""
        return self.text.endswith(_BESIDE, start, span.start)

    def _spans_in(self, sentence: Sentence) -> Sequence[Span]:
        first = bisect_left(self.span_starts, sentence.start)
        last = bisect_left(self.span_starts, sentence.end, first)
        spans = self.spans[first:last]
        return spans[:-1] if spans and spans[-1].end > sentence.end else spans

    def _tell_one(self, line: _Line, index: int, case: Case) -> Said:
        quantity, vocabulary = case.frame.quantity, self.reading.vocabulary
        owner = case.cell.owner if case.cell else None
        subject = owner or read_subject(case, self.scene, self._quote_at(quantity))
        if line.place in self.headings.outlooks and subject in self.scene.places:
            subject = self.scene.main  # what a company foresees of inflation is its own cost
        measure = of_good(of_economy(read_measure(case), subject, self.knowledge), subject, self.knowledge)
        key = metric_key(measure.base, vocabulary)
        planner = subject if subject in self.reading.entities and subject not in self.no_planners else None
        spoken_of = self.times.spoken_of
        time = self._time(line, index, case, measure, key)
        kind = read_kind(case, measure, is_result=key in RESULTS, planner=planner)
        is_foreseen = self._is_foreseen(line, case, kind, time)
        if is_foreseen:
            kind = foresee(measure, self.knowledge)
            time = time if _is_told_in(line.sentence, time) else self.headings.outlooks[line.place] or time
        if kind is FigureKind.TARGET:
            self.times.spoken_of = spoken_of  # the time of a plan is not that of the facts after it
        said = Said(case.frame, measure, subject, subject is not None and is_key(case, measure), kind)
        is_aim = kind is FigureKind.TARGET and key in RESULTS
        self._add(
            line,
            quantity,
            case.cell.size if case.cell and _is_bare_sum(case, measure) else ONE,
            subject=subject,
            metric=name_aim(case, measure, is_foreseen=is_foreseen) if is_aim else str(measure),
            series_key=series_key(measure.base, measure.move, measure.scope, vocabulary),
            kind=kind,
            period=time.period if time else None,
            due=due_date(time) if time and kind is FigureKind.TARGET else None,
            change=self._change(line, index, case, said, key, time) if measure.move else None,
            whole=measure.whole or None,
            key=said.key,
        )
        if subject not in self.no_topics and not is_passing(subject or "", self.knowledge):
            self.scene.topic = subject
        self.told.setdefault(self.text[quantity.start : quantity.end], said)
        return said

    def _time(self, line: _Line, index: int, case: Case, measure: Measure, key: str) -> TimeMention | None:
        """When it is of; of a table, what its column says, or only the first is of what is reported on."""
        if case.cell and case.cell.time:
            return case.cell.time
        time = self.times.find(case, measure, key, line.sentence, line.start_of_next(index, self.text))
        return None if case.cell and case.cell.column else time

    def _is_foreseen(self, line: _Line, case: Case, kind: FigureKind, time: TimeMention | None) -> bool:
        """Whether it stands in a list of what is foreseen, and tells of no time of its own unless as an estimate."""
        if line.place not in self.headings.outlooks:
            return False
        if _is_told_in(line.sentence, time):
            return kind is FigureKind.ESTIMATE
        return not is_comparison(case.frame) or is_earlier_aim(case.frame, self.knowledge.lists)

    def _change(
        self, line: _Line, index: int, case: Case, said: Said, key: str, time: TimeMention | None
    ) -> Change | None:
        is_main = self.times.reported and said.subject == self.scene.main and not self.scene.is_general
        in_report = is_main or self._is_compared_next(line)
        around = case.cell.heading if case.cell else line.words_of_change(index, self.text)
        is_of_main = key in FINANCIAL and said.subject == self.scene.main
        own = time.period.text if time and (is_of_main or _is_told_in(line.sentence, time)) else ""
        change = read_change(case, said.measure, key, around, own, in_report=bool(in_report))
        if key != SHIPMENTS or case.frame.scale is not Scale.SHARE:
            return change
        self.compared = change or self.compared
        return self.compared

    def _is_compared_next(self, line: _Line) -> bool:
        """Whether the next sentence names the year before: "It had earned $5m in the year-ago quarter"."""
        following = self.reading.sentences[line.place + 1 : line.place + 2]
        return any(self.knowledge.year_words.search(self.text[s.start : s.end].lower()) for s in following)

    def _tell_length(self, line: _Line, case: Case, time: TimeMention) -> None:
        """A number inside the words for a time: "the next five years"."""
        quantity = case.frame.quantity
        kind = read_kind(case, Measure(""), is_result=False, planner="")
        done = self.knowledge.doings.get(case.frame.verb_base, "")
        metric = _name_span(case, time) or name_length(time.period.text.lower(), kind, done)
        subject = read_subject(case, self.scene, self._quote_at(quantity))
        self._add(line, quantity, subject=subject, metric=metric, series_key=metric, kind=kind, period=time.period)

    def _add(self, line: _Line, quantity: Quantity, size: Decimal = ONE, **said: Any) -> None:
        self.reading.figures.append(
            Figure(
                evidence=line.evidence,
                text=self.text[quantity.start : quantity.end],
                start=quantity.start,
                end=quantity.end,
                value=quantity.value * size,
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
