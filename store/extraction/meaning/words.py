"""Cuts a sentence into tagged words, in which a number, a time or a name is one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from store.extraction.meaning.ambiguity import settle_tags
from store.extraction.meaning.lexicon import (
    NOUN,
    POSSESSIVE,
    Form,
    Lexicon,
    guess_form,
)
from store.extraction.meaning.tags import NAME, PERSON, PLACE, QUANTITY, TIME
from store.extraction.reading import Mention, Quantity, Sentence, TimeMention
from store.extraction.wordlists import one_of, plain
from store.model import EntityKind

_WORD = r"""
    (?i: year|quarter|month)[ ](?:on|over)[ ](?:year|quarter|month)\b     # an adverb of three words
    | \w+ (?: (?: [-.&/+] | ['’](?!s\b) ) \w+ )* \+*   # hyphens, dots and the like stay inside
    | ['’]s(?!\w)                                    # the possessive, a word of its own
    | [ ]-(?=\s) | -- | (?<!\bvs)[^\w\s*]  # the stop of "vs." ends nothing, "**" is emphasis
"""
_KINDS = {EntityKind.PERSON: PERSON, EntityKind.PLACE: PLACE}
_TECHNOLOGY = Form(NOUN, "it")
"""What "IT" is, and no pronoun."""
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my", "whose"})


Item = Quantity | TimeMention | Mention
"""What a word can stand for."""


class Span(NamedTuple):
    """A stretch of text that counts as one word, with what it stands for."""

    start: int
    end: int
    tag: str
    item: Item


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence, side by side: as written, lower-cased, base form, tag, what it stands for."""

    texts: Sequence[str]
    lowers: Sequence[str]
    bases: Sequence[str]
    tags: str
    items: Sequence[Item | None]

    def tag(self, place: int) -> str:
        """The tag at `place`, or "" outside of the sentence."""
        return self.tags[place] if 0 <= place < len(self.tags) else ""

    def lower(self, place: int) -> str:
        return self.lowers[place] if 0 <= place < len(self.lowers) else ""

    def base(self, place: int) -> str:
        return self.bases[place] if 0 <= place < len(self.bases) else ""

    def mention(self, place: int) -> Mention | None:
        item = self.items[place] if 0 <= place < len(self.items) else None
        return item if isinstance(item, Mention) else None


def choose_spans(
    quantities: Iterable[Quantity], times: Iterable[TimeMention], mentions: Iterable[Mention]
) -> list[Span]:
    """The spans that count as one word: the longer of two that overlap, a number before a name."""
    spans = [Span(time.start, time.end, TIME, time) for time in times]
    spans += [Span(quantity.start, quantity.end, QUANTITY, quantity) for quantity in quantities]
    spans += [Span(mention.start, mention.end, _KINDS.get(mention.kind, NAME), mention) for mention in mentions]
    spans.sort(key=lambda span: (span.start, -span.end, span.tag == NAME))
    chosen: list[Span] = []
    for span in spans:
        if chosen and span.start < chosen[-1].end:
            if span.tag == QUANTITY and chosen[-1].tag not in {TIME, QUANTITY}:
                chosen[-1] = span
            continue
        chosen.append(span)
    return chosen


@lru_cache(maxsize=4)
def _word_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?i:{one_of(lexicon.abbreviations)})(?!\w)|{_WORD}", re.VERBOSE)


def cut_words(text: str, sentence: Sentence, spans: Sequence[Span], lexicon: Lexicon) -> Words:
    """The tagged words of `sentence`; `spans` are those inside it."""
    texts: list[str] = []
    places: list[int] = []
    at = sentence.start
    find_all = _word_pattern(lexicon).findall
    for span in spans:
        texts += find_all(text, at, span.start)
        places.append(len(texts))
        texts.append(text[span.start : span.end])
        at = span.end
        if span.tag == NAME and text.startswith(".", at) and at + 1 < sentence.end:
            at += 1  # the stop of "Inc." ends no clause
    texts += find_all(text, at, sentence.end)
    short = lexicon.abbreviations
    texts = [short.get(plain(word.lower()), word) if " " in word else word for word in texts]
    lowers = [*map(str.lower, texts)]
    known = lexicon.forms.get
    forms = [known(lower) or guess_form(lower) for lower in lowers]
    forms = [_TECHNOLOGY if word == "IT" else form for word, form in zip(texts, forms, strict=True)]
    tags = [form[0] for form in forms]
    items: list[Item | None] = [None] * len(texts)
    for place, span in zip(places, spans, strict=True):
        tags[place] = POSSESSIVE if lowers[place] in _POSSESSIVES else span.tag
        items[place] = span.item
    return Words(texts, lowers, [form[1] for form in forms], settle_tags(tags, lowers), items)


def closed_up(texts: Iterable[str]) -> str:
    """Words as they stand in the text.

    >>> closed_up(["Standard", "&", "Poor", "’s", "500"])
    'Standard & Poor’s 500'
    """
    return " ".join(texts).replace(" ’s", "’s").replace(" 's", "'s")
