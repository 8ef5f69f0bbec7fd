"""The annotations stand on their documents: every figure, name and quotation is found in the text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from store.documents import read_file
from store.model import Change, EventType, FigureKind
from tests.quality.annotations import ANNOTATIONS, DOCUMENTS, Annotated, locate, read_annotated

MEASURED_UNITS = ("percent", "percentage_point", "basis_point", "rank", "multiple", "fraction")
QUALIFIERS = {None, "more than", "less than", "about", "nearly", "up to", "at least", "at most"}

each_document = pytest.mark.parametrize("document", read_annotated(), ids=lambda document: document.name)


def test_every_document_is_annotated_and_every_annotation_has_its_document() -> None:
    documents = [path.stem for path in DOCUMENTS.iterdir()]
    assert sorted(documents) == sorted(path.stem for path in ANNOTATIONS.iterdir())


def test_there_are_documents_for_many_situations() -> None:
    documents = read_annotated()
    assert len(documents) >= 36
    assert sum(len(document.record.figures) for document in documents) >= 400
    written = {claim.unit for document in documents for claim in document.record.figures}
    assert written >= {*MEASURED_UNITS, "USD", "INR", "JPY", "CNY", "EUR", "GBP", "tonne", "year"}
    assert {event.type for document in documents for event in document.record.events} == set(EventType) - {"statement"}


@each_document
def test_a_document_is_short_and_dated_as_annotated(document: Annotated) -> None:
    assert 60 <= len(document.text.split()) <= 190
    read = read_file(document.path)[0]
    assert document.path.suffix == ".txt" or (str(read.published) if read.published else None) == document.published


@each_document
def test_figures_follow_each_other_in_the_text(document: Annotated) -> None:
    figures = document.record.figures
    assert all(before.end <= after.start for before, after in pairwise(figures))
    assert all(document.text[figure.start : figure.end] == figure.text for figure in figures)


@each_document
def test_figures_keep_to_the_vocabulary(document: Annotated) -> None:
    for figure in document.record.figures:
        assert figure.value > 0, figure
        assert all((figure.unit, figure.metric)), figure
        assert figure.qualifier in QUALIFIERS, figure
        assert figure.change in {None, *Change}, figure
        assert figure.kind in set(FigureKind), figure
        assert figure.unit != "percent" or figure.value < 1000, figure


@each_document
def test_names_quotes_and_periods_stand_in_the_text(document: Annotated) -> None:
    record, text = document.record, document.text
    assert [c.name for c in record.companies if not {n for n in (c.name, *c.aliases) if n in text}] == []
    assert [p.name for p in record.people if p.name not in text] == []
    assert [q.text for q in record.quotes if q.text not in text] == []
    assert [f.period for f in record.figures if f.period and not _stands_in(f.period, text)] == []


def _stands_in(words: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) is not None


@each_document
def test_who_takes_part_in_events_and_speaks_is_known(document: Annotated) -> None:
    record = document.record
    known = {None, *(c.name for c in record.companies), *(p.name for p in record.people)}
    assert {name for event in record.events for name in event.participants} <= known
    assert {quote.speaker for quote in record.quotes if not quote.organisation} <= known
    assert {quote.organisation for quote in record.quotes} <= known


def test_a_figure_is_not_found_inside_a_longer_one() -> None:
    assert locate("up 12.5% and 2.5% and 5%", "5%", 0) == (22, 24)
    with pytest.raises(LookupError, match="does not stand in the text"):
        locate("iPhone 15", "5", 0)
