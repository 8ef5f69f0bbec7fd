"""Where sentences begin and end: one pass over the text, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from store.extraction.reading import Reading, Sentence
from store.model import Document
from store.vocabulary import Vocabulary

MIN_WRAP, MAX_WRAP = 55, 100
"""Lines are taken for wrapped where the longest has so many characters: shorter ones are rows of lists."""

MIN_OPEN_LINE = 40
"""A line of so many characters goes on below where that begins with a small letter."""

TICKER_INDENT = 4
"""Characters by which pages indent what they have torn out of a sentence."""

WRAP_SAMPLE = 10_000
"""Characters that tell whether a text is wrapped."""

LONGEST_ABBREVIATION = 12

MAX_SENTENCE = 2000
"""Characters: longer ones are tables or no prose at all, and are cut; the longest in our samples has 700."""

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_ONE_BREAK = frozenset({"\n", "\r\n", "\r", "\u2028"})
_FIRST_WORD = re.compile(r"\S{0,100}")
_MARKER = re.compile(r"(?:[*•·▪◦‣●■–—+>-]|\#{1,6}|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t\xa0]+")
_AGENCY = re.compile(r"\([A-Z][\w .&/]{1,30}\)[ \t\xa0]{0,3}(?:--|[–—-])[ \t\xa0]+")
_SPACE = re.compile(r"\s*")
_LETTER = re.compile(r"[^\W_]")
_STOP = re.compile(r"""[.!?…。！？।؟“«][.!?…。！？।؟]{0,8}([”’»)\]」』）"']{0,4})""")
"""A stop and what closes with it, or an opening mark, which may be glued to the sentence before."""

_UNSPACED = "。！？।؟"
"""Stops of scripts that need no space after them."""

_NEXT = re.compile(r"""\s*(["“‘«'(\[$€£¥₹*•—–-]{0,4})\s?([^\W_](?:[\w&]|['’.-](?=\w))*)?""")
_GLUED = re.compile(r"""[“‘«(]?([A-Z][a-z’']*)[\s,]""")
_TOKEN = re.compile(r"""[^\s(\[“"‘'/—–-]+\Z""")
_ASKED = re.compile(r"\s*(?:[A-Z][\w'’.-]*\s){1,4}([a-z]+)")


@dataclass(frozen=True, slots=True)
class StopWords:
    """The word lists of `sentences.toml`, and the tags that may stand within a sentence."""

    never_last: frozenset[str]
    before_number: frozenset[str]
    seldom_last: frozenset[str]
    capitalised: frozenset[str]
    lettered: frozenset[str]
    starters: frozenset[str]
    joined: frozenset[str]
    saying: frozenset[str]
    inline: frozenset[str]
    abbreviations: frozenset[str]


@lru_cache(maxsize=8)
def _stop_words(vocabulary: Vocabulary) -> StopWords:
    lists = {name: frozenset(words) for name, words in vocabulary.table("sentences").items()}
    abbreviations = lists["never_last"] | lists["before_number"] | lists["seldom_last"] | lists["capitalised"]
    inline = frozenset(vocabulary.table("pages")["markup"]["inline"])
    return StopWords(**lists, inline=inline, abbreviations=abbreviations)


def find_sentences(reading: Reading) -> None:
    """Fill `reading.sentences`; what the document skips is in none of them, but for tags within a sentence."""
    words = _stop_words(reading.vocabulary)
    prose = _blank_skips(reading.document, words)
    for number, (start, end) in enumerate(_find_paragraphs(prose)):
        for first, last in _Paragraph(prose, start, end, words).split():
            if last - first <= MAX_SENTENCE:
                reading.sentences.append(Sentence(first, last, number))
            else:
                reading.sentences.extend(Sentence(a, b, number) for a, b in _cut(prose, first, last))


def _cut(prose: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """What is too long for a sentence in pieces, at spaces where there are any."""
    while last - first > MAX_SENTENCE:
        space = prose.rfind(" ", first + MAX_SENTENCE // 2, first + MAX_SENTENCE)
        at = space if space > 0 else first + MAX_SENTENCE
        if _LETTER.search(prose, first, at):
            yield first, first + len(prose[first:at].rstrip())
        first = _skip_space(prose, at, last)
    if _LETTER.search(prose, first, last):
        yield first, last


_INLINE_TAG = re.compile(r"</?(\w+)|\(<?https?:")


def _blank_skips(document: Document, words: StopWords) -> str:
    """The text with skips blanked out: tags within a sentence become spaces, all else ends a paragraph."""
    if not document.skips:
        return document.text
    parts, done = [], 0
    for start, end in document.skips:
        tag = _INLINE_TAG.match(document.text, start, end)
        filler = " " if tag and (tag[1] is None or tag[1].lower() in words.inline) else "\n"
        parts += [document.text[done:start], filler * (end - start)]
        done = end
    return "".join([*parts, document.text[done:]])


def _find_paragraphs(prose: str) -> Iterator[tuple[int, int]]:
    """The spans between line breaks, wrapped lines joined."""
    width = _find_wrap(prose)
    start = line = 0
    for found in _BREAK.finditer(prose):
        if not _is_open(prose, line, found, width):
            yield start, found.start()
            start = found.end()
        line = found.end()
    yield start, len(prose)


def _find_wrap(prose: str) -> int:
    """How wide the lines are wrapped; 0 where no sentence goes on below a line that was full."""
    lines = prose[:WRAP_SAMPLE].splitlines()
    width = max(map(len, lines), default=0)
    if not MIN_WRAP <= width <= MAX_WRAP:
        return 0
    goes_on = (below[:1].islower() and len(line) + len(below.split()[0]) >= width for line, below in pairwise(lines))
    return width if any(goes_on) else 0


def _is_open(prose: str, line: int, found: re.Match[str], width: int) -> bool:
    """Whether the paragraph goes on after a line break: the next word would not have fitted, or is in mid-sentence."""
    if found[0].rstrip(" \t\xa0") not in _ONE_BREAK or _MARKER.match(prose, found.end()):
        return False
    if _is_torn(prose, line, found):
        return True
    length = found.start() - line
    word = _FIRST_WORD.match(prose, found.end())
    assert word is not None
    if width and length + 1 + len(word[0]) > width:
        return True
    return length >= MIN_OPEN_LINE and word[0][:1].islower() and prose[found.start() - 1] not in '.!?”"'


_TICKER_LINE = re.compile(r"(?:[A-Z][A-Z.:\d]{0,9}|[+−-]?\d{1,4}(?:\.\d{1,3})?%),?[ \t]{0,8}(?=[\n\r]|\Z)")
"""What pages tear out of a sentence: the ticker of a share, and how it moved."""


def _is_torn(prose: str, line: int, found: re.Match[str]) -> bool:
    """Whether a page set a share's ticker within the sentence on lines of its own, indented."""
    if len(found[0]) <= TICKER_INDENT:
        return False
    if _TICKER_LINE.match(prose, found.end()):
        return True
    return prose[found.end() : found.end() + 1].islower() and _TICKER_LINE.match(prose, line) is not None


def _skip_space(prose: str, at: int, end: int) -> int:
    space = _SPACE.match(prose, at, end)
    return space.end() if space else at


@dataclass(slots=True)
class _Paragraph:
    """One paragraph while it is cut into sentences."""

    prose: str
    start: int
    end: int
    words: StopWords

    def split(self) -> Iterator[tuple[int, int]]:
        first = self._skip_lead()
        counted, quotes = first, 0
        for stop in _STOP.finditer(self.prose, first, self.end):
            if self._is_plain(stop, first):
                yield first, stop.end()
                first = stop.end() + 1
                continue
            quotes += self.prose.count('"', counted, stop.start())
            counted = stop.start()
            last = self._find_end(stop, first, is_quoted=quotes % 2 == 1)
            if last is not None and _LETTER.search(self.prose, first, last):
                yield first, last
                first = _skip_space(self.prose, last, self.end)
        if _LETTER.search(self.prose, first, self.end):
            yield first, first + len(self.prose[first : self.end].rstrip())

    def _is_plain(self, stop: re.Match[str], first: int) -> bool:
        """Whether a full stop needs no thought: after a word that is no abbreviation, before a capital letter."""
        at, end = stop.span()
        if stop[0] != "." or end + 1 >= self.end or self.prose[end] != " " or not self.prose[end + 1].isupper():
            return False
        token = self.prose[max(first, self.prose.rfind(" ", first, at) + 1) : at]
        return token.isalnum() and len(token) > 1 and token.lower() not in self.words.abbreviations

    def _skip_lead(self) -> int:
        """Past white space, the mark of a list's item, and the agency that opens a report."""
        at = _skip_space(self.prose, self.start, self.end)
        for lead in (_MARKER, _AGENCY):
            if found := lead.match(self.prose, at, self.end):
                at = found.end()
        return at

    def _find_end(self, stop: re.Match[str], first: int, *, is_quoted: bool) -> int | None:
        """Where the sentence ends that has this stop; None where it goes on."""
        at, mark = stop.end(), stop[0][0]
        if mark in "“«":
            return stop.start() if self._is_glued(stop.start()) else None
        if at >= self.end:
            return None
        if mark in _UNSPACED:
            return at
        if self.prose[at].isspace():
            return at if self._ends(stop, first) else None
        return self._find_glued_end(stop, is_quoted=is_quoted)

    def _is_glued(self, opening: int) -> bool:
        """Whether a quotation is glued to the end of the sentence before: `a year earlier“The market is bad,”`."""
        before, after = self.prose[opening - 1 : opening], self.prose[opening + 1 : opening + 2]
        return opening > self.start and (before.islower() or before.isdigit() or before == "%") and after.isupper()

    def _find_glued_end(self, stop: re.Match[str], *, is_quoted: bool) -> int | None:
        """An end without a space after it: `chatter.“In a good year`, `this quarter.Global demand`."""
        at, closers = stop.end(), stop[1]
        if closers == '"' and not is_quoted:
            return stop.end() - 1 if self.prose[at].isupper() else None
        found = _GLUED.match(self.prose, at, self.end)
        if not found or found[1].lower() in self.words.joined:
            return None
        before = self.prose[stop.start() - 1 : stop.start()]
        is_end = closers or (
            (before.islower() or before.isdigit() or before in "%)") and not self._is_abbreviated(stop)
        )
        return at if is_end else None

    def _is_abbreviated(self, stop: re.Match[str]) -> bool:
        token = self._token_before(stop).lower()
        return len(token) <= 1 or "." in token or token in self.words.never_last or token in self.words.capitalised

    def _token_before(self, stop: re.Match[str]) -> str:
        begin = max(self.start, stop.start() - LONGEST_ABBREVIATION)
        token = _TOKEN.search(self.prose, begin, stop.start())
        return token[0] if token else ""

    def _ends(self, stop: re.Match[str], first: int) -> bool:
        """Whether a sentence ends at a stop that white space follows."""
        following = _NEXT.match(self.prose, stop.end(), self.end)
        assert following is not None
        opening, word = following[1], following[2] or ""
        if not word:
            return bool(opening)
        if word[0].islower() and not word[1:2].isupper():
            return False
        mark = self.prose[stop.start() : stop.start(1)]
        if mark != "." and not self._ends_with(mark, stop, first):
            return False
        if stop[1] or mark not in ".!?":
            return True
        return self._ends_after(self._token_before(stop), mark, word, stop) or opening[-1:] in ("“", '"', "«")

    def _ends_with(self, mark: str, stop: re.Match[str], first: int) -> bool:
        """Whether a question, a call or dots end it: not at its very start, nor before “… asked”."""
        if mark[0] in ".…":
            return _LETTER.search(self.prose, first, stop.start()) is not None
        asked = _ASKED.match(self.prose, stop.end(), self.end) if stop[1] else None
        return not (asked and asked[1] in self.words.saying)

    def _ends_after(self, token: str, mark: str, word: str, stop: re.Match[str]) -> bool:
        """Whether a stop after this token ends the sentence, the next one beginning with `word`."""
        lowered = token.lower() + mark.strip(".")
        is_starter = word.lower() in self.words.starters and word != "IT"
        if len(token) == 1 and token.isalpha():
            return is_starter or not token.isupper() or self._is_lettered(stop)
        if lowered in self.words.never_last or (lowered in self.words.before_number and word[0].isdigit()):
            return False
        is_seldom = lowered in self.words.seldom_last or (lowered in self.words.capitalised and token[0].isupper())
        return is_starter or not is_seldom

    def _is_lettered(self, stop: re.Match[str]) -> bool:
        """Whether the letter before the stop names one of a row: a Series C, Plan B."""
        before = self.prose[max(self.start, stop.start() - 20) : stop.start() - 1].split()
        return bool(before) and before[-1].lower() in self.words.lettered
