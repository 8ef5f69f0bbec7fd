"""What the row and the column of a table say of a number in it: in Markdown, or where a page has cut it into lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeVar

from store.extraction.meaning.clauses import is_negative
from store.extraction.meaning.knowledge import DECLINE, GROWTH, Knowledge
from store.extraction.meaning.mains import ORGANISATIONS
from store.extraction.meaning.measures import Cell, Measure
from store.extraction.meaning.nouns import name_label, names_measure
from store.extraction.reading import Mention, Quantity, Reading, TimeMention

_IN_UNITS = re.compile(r"\([^()\n]{0,30}\bin (?P<unit>thousands|millions)\b[^()\n]{0,60}\)", re.IGNORECASE)
_SIZES = {"thousands": Decimal(1000), "millions": Decimal(1_000_000)}
_CELL = re.compile(r"[-–—]|\(?[+−-]?\s?[$€£¥₹]?\s?\d[\d.,]*\)?\s?(?:%|(?:thousand|million|billion|m|bn)\b)?|[$€£¥₹%]")
"""What stands in a cell: a number, or nothing."""
_PROSE = 120
"""Characters of a line that is in no table."""
_TABLE_REACH = 3000
"""Characters over which a table goes on below "(in thousands)"."""
_ROW_REACH = 400
"""Characters of a row that was cut into lines."""
_LONGEST_LABEL = 60
_LONGEST_ROW = 2000
_TABLE = re.compile(
    r"""
    ^(?P<heading>[^\n|]*+\|[^\n]*+)\n
    [ \t]*+\|?+(?:[ \t]*+:?+-{2,}+:?+[ \t]*+\|?+){2,}+[ \t]*+$     # |:---|---:|
    (?P<rows>(?:\n[^\n|]*+\|[^\n]*+)++)
    """,
    re.MULTILINE | re.VERBOSE,
)
_LETTER = re.compile(r"[^\W\d_]")


class _Span(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table in Markdown: where its rows stand, and its heading's cells."""

    start: int
    end: int
    headings: Sequence[_Span]


class Tables:
    """The tables of a document, by the places of the numbers in them."""

    def __init__(self, reading: Reading, knowledge: Knowledge) -> None:
        self._text = reading.document.text
        self._knowledge = knowledge
        self._times, self._mentions = reading.times, reading.mentions
        self._units = [(found.end(), _SIZES[found["unit"].lower()]) for found in _IN_UNITS.finditer(self._text)]
        self._grids = [
            _Grid(found.start("rows") + 1, found.end(), list(self._cells_in(*found.span("heading"))))
            for found in (_TABLE.finditer(self._text) if "|" in self._text else ())
        ]

    def cell_in_row(self, quantity: Quantity) -> Cell | None:
        """The cell of a table in Markdown in which the number stands."""
        above = bisect_right(self._grids, quantity.start, key=lambda grid: grid.start) - 1
        if above < 0 or quantity.start >= self._grids[above].end:
            return None
        headings, cells = self._grids[above].headings, self._cells_around(quantity.start, self._grids[above].end)
        column = next((place for place, cell in enumerate(cells) if quantity.start < cell.end), 0)
        labelled = next((place for place in range(column) if _LETTER.search(self._text, *cells[place])), column)
        if labelled == column or column >= len(headings):
            return None
        return self._read_cell(quantity, cells[labelled], headings[column], headings[labelled + 1], column)

    def _cells_around(self, place: int, end: int) -> Sequence[_Span]:
        """The cells of the row at `place` of a table that ends at `end`; none of a row that is too long to be one."""
        start, stop = self._text.rfind("\n", 0, place) + 1, self._text.find("\n", place, end)
        stop = stop if stop >= 0 else end
        return list(self._cells_in(start, stop)) if stop - start <= _LONGEST_ROW else ()

    def _read_cell(self, quantity: Quantity, label: _Span, heading: _Span, first: _Span, column: int) -> Cell:
        """What the label of the row and the heading of the column say; `first` is the first heading of a number."""
        time = next(iter(_within(self._times, heading)), None)
        told = self._text[slice(*heading)].lower()
        owner = next((m.name for m in _within(self._mentions, label) if m.kind in ORGANISATIONS), None)
        moves = not self._knowledge.lists["column_moves"].isdisjoint(told.split())
        over, label_name = self._name_heading(first if moves else heading), self._name_label(label)
        if owner:
            name = over
        elif names_measure(label_name, self._knowledge):
            name = label_name
        else:
            name = f"{label_name} {over}".strip()  # "Cloud" under "Revenue"
        move = (DECLINE if is_negative(self._text[quantity.start : quantity.end]) else GROWTH) if moves else ""
        return Cell(Measure(name, move), column, Decimal(1), told, owner, time)

    def _name_label(self, label: _Span) -> str:
        return name_label(self._text[slice(*label)], self._knowledge)

    def _name_heading(self, heading: _Span) -> str:
        """The words of a heading as a measure's name, its time left out: "2025 Shipments"."""
        told, time = self._text[slice(*heading)], next(iter(_within(self._times, heading)), None)
        if time:
            told = told[: time.start - heading.start] + told[time.end - heading.start :]
        return name_label(told, self._knowledge)

    def cell_of_line(self, start: int) -> Cell | None:
        """The cell of a table that was cut into lines, of which the number at `start` has one to itself."""
        column = 0
        for line in reversed(self._text[max(0, start - _ROW_REACH) : start].split("\n")[:-1]):
            told = line.strip(" *_|\t\r\xa0")
            if _CELL.fullmatch(told):
                column += 1
            elif told:
                name = name_label(told, self._knowledge) if len(told) <= _LONGEST_LABEL else ""
                is_label = told[-1] not in ".!?:" and names_measure(name, self._knowledge)
                return Cell(Measure(name), column, self._size_at(start)) if is_label else None
        return None

    def _size_at(self, start: int) -> Decimal:
        """What the cells of a table are in, by what stands over it: "(in thousands, except per share amounts)"."""
        above = bisect_right(self._units, start, key=lambda unit: unit[0]) - 1
        if above < 0 or start - self._units[above][0] > _TABLE_REACH:
            return Decimal(1)
        end, size = self._units[above]
        between = self._text[end:start].split("\n")
        return size if all(len(line) < _PROSE for line in between) else Decimal(1)

    def _cells_in(self, start: int, end: int) -> Iterator[_Span]:
        """The cells of a line, those before the first mark left out where nothing stands there."""
        while start < end:
            mark = self._text.find("|", start, end)
            stop = mark if mark >= 0 else end
            if mark < 0 or start != stop:
                yield _Span(start, stop)
            start = stop + 1


_Found = TypeVar("_Found", Mention, TimeMention)


def _within(found: Sequence[_Found], span: _Span) -> Sequence[_Found]:
    """Those that stand in a span of the text."""
    first = bisect_left(found, span.start, key=lambda one: one.start)
    return found[first : bisect_left(found, span.end, first, key=lambda one: one.start)]
