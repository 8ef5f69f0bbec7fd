"""Which characters of a text stand inside quotation marks, whatever marks the writer uses and forgets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.extraction.reading import Sentence

MAX_SINGLE = 1500
"""Characters between single marks: where no closing one is that near, the first was an apostrophe."""

_MARK = re.compile(r'["“”„«»]')
_SINGLE_OPEN = re.compile(r"['‘](?<![^\s(\[—–-].)(?=[^\W_]|\.\.\.|…)")
_SINGLE_CLOSE = re.compile(r"['’](?:(?<=[,.!?…].)(?![^\W_])|(?<=\w.)(?=[,.;:)]))")
"""Behind a mark, or before one: “'We are glad,' she said”, “what he called 'the toughest of years', and”."""
_FRAGMENT_CLOSE = re.compile(r"(?<=[^\W\ds])['’](?=\s|\Z)")
"""Behind a word of a phrase: "called it 'the right thing to do' on Monday"; not an s, as in "workers' rights"."""
MAX_FRAGMENT = 120
_ANY_MARK = re.compile(
    r"""
    ["“”„«»'’] (?: (?<!['’]) | (?<=[,.!?…].)(?![^\W_]) | (?<=\w.)(?=[,.;:)]) | (?<=[^\W\ds].)(?=\s|\Z) )
    | (?<=:\s)['‘]
    """,
    re.VERBOSE,
)
"""A mark, or a single one that closes, or opens behind a colon."""

_BRACKETS = "([{—–-/"


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """The words between two marks; `is_open` where the paragraph ends before they are closed."""

    start: int
    end: int
    paragraph: int
    is_open: bool = False
    is_single: bool = False
    has_opening: bool = True

    @property
    def outer_start(self) -> int:
        return self.start - self.has_opening

    @property
    def outer_end(self) -> int:
        return self.end if self.is_open else self.end + 1


def find_marked_spans(text: str, sentences: Sequence[Sentence]) -> list[MarkedSpan]:
    """Everything in quotation marks, paragraph by paragraph, in the order of the text."""
    places = [found.start() for found in _ANY_MARK.finditer(text)]
    starts = [sentence.start for sentence in sentences] if places else []
    numbers = {sentences[bisect_right(starts, place) - 1].paragraph for place in places} if starts else set()
    spans: list[MarkedSpan] = []
    for number in sorted(numbers):
        first = bisect_left(sentences, number, key=_paragraph)
        last = bisect_right(sentences, number, key=_paragraph) - 1
        start, end = sentences[first].start, sentences[last].end
        spans += list(_Scanner(text, start, end, number).scan()) or _find_single(text, start, end, number)
    return [span for span in spans if text[span.start : span.end].strip()]


def _paragraph(sentence: Sentence) -> int:
    return sentence.paragraph


@dataclass(slots=True)
class _Scanner:
    """Walks over the double marks and guillemets of one paragraph."""

    text: str
    start: int
    end: int
    paragraph: int
    opened: int = -1
    is_nested: bool = False
    has_opened: bool = False

    def scan(self) -> Iterator[MarkedSpan]:
        for found in _MARK.finditer(self.text, self.start, self.end):
            at = found.start()
            if self._opens(at):
                self.opened, self.is_nested, self.has_opened = at, False, True
            elif self._closes(at):
                yield MarkedSpan(self.opened + 1, at, self.paragraph)
                self.opened = -1
            elif self.text[at] == "”" and not self.has_opened:
                self.has_opened = True
                yield MarkedSpan(self.start, at, self.paragraph, has_opening=False)
        if self.opened >= 0:
            yield MarkedSpan(self.opened + 1, self.end, self.paragraph, is_open=True)

    def _around(self, at: int) -> tuple[str, str]:
        before = self.text[at - 1] if at > self.start else " "
        after = self.text[at + 1] if at + 1 < self.end else " "
        return before, after

    def _opens(self, at: int) -> bool:
        """Whether a mark begins a quotation: by its shape, or by the space around it."""
        before, after = self._around(at)
        mark, is_inside = self.text[at], self.opened >= 0
        looks_open = (before.isspace() or before in _BRACKETS) and not after.isspace()
        if mark in "„«":
            return True
        if mark == "“":
            return not (is_inside and (self.text[self.opened] == "„" or (not before.isspace() and not after.isalnum())))
        if mark in "”»":
            return not is_inside and looks_open
        if is_inside and looks_open and self.text[self.opened] == "“":
            self.is_nested = True
            return False
        return looks_open if is_inside else not after.isspace()

    def _closes(self, at: int) -> bool:
        if self.opened < 0:
            return False
        if self.text[at] == '"' and self.is_nested:
            self.is_nested = self._around(at)[0].isspace()
            return False
        return True


def _find_single(text: str, start: int, end: int, paragraph: int) -> Iterator[MarkedSpan]:
    """Speech between single marks: what stands before and behind them tells them from apostrophes."""
    closing = [found.start() for found in _SINGLE_CLOSE.finditer(text, start, end)]
    done = start
    for found in _SINGLE_OPEN.finditer(text, start, end):
        if found.start() < done:
            continue
        nearest = bisect_left(closing, found.end())
        place = closing[nearest] if nearest < len(closing) else end
        fragment = _FRAGMENT_CLOSE.search(text, found.end(), min(place, found.end() + MAX_FRAGMENT))
        if fragment and "." not in text[found.end() : fragment.start()]:
            place = fragment.start()
        elif place == end and text.endswith((": ", ":  "), start, found.start()):
            yield MarkedSpan(found.end(), end, paragraph, is_open=True, is_single=True)
            return
        if place - found.end() > MAX_SINGLE or place == end:
            continue
        done = place
        yield MarkedSpan(found.end(), done, paragraph, is_single=True)
