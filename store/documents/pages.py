"""One page to its articles: where each begins and ends, its headline, its date, and what on it is no prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from store.documents.dates import read_date_line, read_dateline
from store.documents.furniture import has_words, is_line_of
from store.documents.markup import find_markup
from store.model import PartialDate

MAX_HEADLINE = 160
"""Characters: the longest headline in our samples has 130."""

MAX_HEADLINE_WORDS = 25

MAX_LABEL_WORDS = 5
"""Up to so many words that end with a full stop are a label or a company ("Example, Inc."), no sentence."""

MIN_HEADLINE_WORDS = 4
"""Fewer words make a sub-heading or a section's name ("Key Insights"), unless nothing better heads the article."""

MAX_NAME_WORDS = 3
"""Up to so many words below a headline may be the name of who wrote it."""

MIN_PROSE = 100
"""A line of so many characters is a paragraph of its own, which a headline may stand right above."""

MIN_ARTICLE = 300
"""Characters of prose that a part of a page needs to count as an article of its own: two short paragraphs."""

TITLE_WORDS = 12
"""Of a text without a headline, so many words stand in for it."""

HEAD_LINES = 20
"""A headline is among the first lines, or there is none."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it."""

    start: int
    end: int
    text: str
    after_blank: bool
    is_furniture: bool

    @property
    def is_prose(self) -> bool:
        """Whether it is running text: sentences, rather than a heading or a row of a table."""
        if self.is_furniture:
            return False
        return len(self.text) > MAX_HEADLINE or (
            _ENDS_SENTENCE.search(self.text) is not None and self.words > MAX_LABEL_WORDS
        )

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1


@dataclass(frozen=True, slots=True)
class Article:
    """A part of a page: its span, its headline (or its first words), its date where a line gives it."""

    start: int
    end: int
    title: str
    published: PartialDate | None
    skips: tuple[tuple[int, int], ...]


_ENDS_SENTENCE = re.compile(r"""[.!?…]["”’'»)\]]{0,3}\Z""")
_SPACE = " \t\r\n\f\v\ufeff\x85\xa0\u2028\u2029"
_TITLE_LEAD = re.compile(
    r"""
    [#*_>\s]*                                                  # marks of Markdown
    (?: (?i: subject | fwd? | re ) : \s* )?                    # of an e-mail
    (?: \( [A-Z] [\w\ .&/]{1,30} \) \s? (?: -- | [–—-] ) \s )?   # (Agency) --
    """,
    re.VERBOSE,
)
_NO_HEADLINE_END = re.compile(r"[.,;:]\Z")


def find_articles(text: str, start: int = 0, *, split: bool = True) -> list[Article]:
    """The articles of a page, in their order; all of it is one where `split` is off, or nothing tells them apart."""
    lines = list(_read_lines(text, start))
    parts = _split_lines(lines) if split else [lines]
    return [_build_article(text, _drop_tail(part)) for part in parts if part]


def _read_lines(text: str, start: int) -> Iterable[Line]:
    after_blank, is_caption = True, False
    for raw in text[start:].splitlines(keepends=True):
        shown = raw.strip(_SPACE)
        if shown:
            begin = start + raw.index(shown)
            is_furniture = is_caption or _is_furniture(shown)
            yield Line(begin, begin + len(shown), shown, after_blank, is_furniture)
            is_caption = is_furniture and is_line_of("caption", shown)
        after_blank = not shown
        start += len(raw)


def _is_furniture(line: str) -> bool:
    bare = line.strip("*_ ")
    if not has_words(bare) or is_line_of("boilerplate", bare) or is_line_of("byline", bare):
        return True
    return read_date_line(bare) is not None


def _drop_tail(lines: Sequence[Line]) -> list[Line]:
    """The lines with all of them furniture below a heading like "More on this story" that no prose follows."""
    tail = len(lines)
    for i in range(len(lines) - 1, -1, -1):
        if lines[i].is_prose:
            break
        if is_line_of("tail", lines[i].text):
            tail = i
    return [*lines[:tail], *(replace(line, is_furniture=True) for line in lines[tail:])]


def _split_lines(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Cut above each headline that begins another article; a part without enough prose stays with its neighbour."""
    is_collection = _is_collection(lines)
    cuts = [i for i in range(1, len(lines)) if _begins_article(lines, i, is_collection=is_collection)]
    prose = [0, *accumulate(len(line.text) if line.is_prose else 0 for line in lines)]
    parts: list[tuple[int, int]] = []
    for start, end in pairwise([0, *cuts, len(lines)]):
        above = parts[-1] if parts else None
        if above and prose[above[1]] == prose[above[0]]:
            parts[-1] = (start if is_collection else above[0], end)  # above the first article is the page's own
        elif above and min(prose[above[1]] - prose[above[0]], prose[end] - prose[start]) < MIN_ARTICLE:
            parts[-1] = (above[0], end)
        else:
            parts.append((start, end))
    return [lines[start:end] for start, end in parts]


def _is_headline(lines: Sequence[Line], i: int) -> bool:
    """Whether a line stands alone above prose, or above the furniture of an article, like a headline does."""
    line = lines[i]
    if line.is_furniture or line.is_prose or not 1 < line.words <= MAX_HEADLINE_WORDS or i + 1 == len(lines):
        return False
    if _NO_HEADLINE_END.search(line.text) or is_line_of("place", line.text):
        return False
    below = lines[i + 2] if lines[i + 1].words <= MAX_NAME_WORDS and i + 2 < len(lines) else lines[i + 1]
    is_apart = lines[i + 1].after_blank or below.is_furniture or len(below.text) > MIN_PROSE
    return is_apart and (line.after_blank or lines[i - 1].is_furniture)


def _begins_article(lines: Sequence[Line], i: int, *, is_collection: bool) -> bool:
    """Whether a line is the headline of an article: sub-headings look the same, so something else must say so."""
    if not _is_headline(lines, i):
        return False
    below = lines[i + 1].text
    if is_line_of("opening", below) or is_line_of("byline", below) or read_date_line(below):
        return True
    return lines[i].words >= MIN_HEADLINE_WORDS and (is_collection or is_line_of("ending", lines[i - 1].text))


def _is_collection(lines: Sequence[Line]) -> bool:
    """Whether a line above all prose says that the page gathers several articles."""
    for line in lines[:HEAD_LINES]:
        if line.is_prose:
            return False
        if is_line_of("collection", line.text):
            return True
    return False


def _build_article(text: str, lines: Sequence[Line]) -> Article:
    start, end = lines[0].start, lines[-1].end
    skips = [(line.start - start, line.end - start) for line in lines if line.is_furniture]
    skips += find_markup(text[start:end])
    return Article(start, end, _find_title(lines) or _find_first_words(text, lines), _find_date(lines), _merge(skips))


def _merge(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, overlapping ones as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _find_title(lines: Sequence[Line]) -> str:
    found = []
    for i, line in enumerate(lines[:HEAD_LINES]):
        if line.is_prose:
            break
        if _is_headline(lines, i):
            found.append(line)
    best = next((line for line in found if line.words >= MIN_HEADLINE_WORDS), found[0] if found else None)
    return _clean_title(best.text) if best else ""


def _clean_title(text: str) -> str:
    """A headline without what is not its own.

    >>> _clean_title("## Fjordline sells ferry"), _clean_title("Subject: Ferry sold")
    ('Fjordline sells ferry', 'Ferry sold')
    """
    lead = _TITLE_LEAD.match(text)
    return text[lead.end() if lead else 0 :].rstrip("*_# ")


def _find_first_words(text: str, lines: Sequence[Line]) -> str:
    """The beginning of the prose."""
    first = next((line for line in lines if not line.is_furniture and line.words > MAX_LABEL_WORDS), lines[0])
    words = _clean_title(text[first.start : first.start + TITLE_WORDS * MAX_HEADLINE]).split()
    return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")


def _find_date(lines: Sequence[Line]) -> PartialDate | None:
    given = (read_date_line(line.text) for line in lines if line.is_furniture)
    if found := next(filter(None, given), None):
        return found
    return next((read_dateline(line.text) for line in lines if line.is_prose), None)
