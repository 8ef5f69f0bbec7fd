"""Cuts a sentence into tagged words, in which a number, a time or a name is one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.extraction.meaning.lexicon import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    GERUND,
    NOUN,
    NOUN_OR_VERB,
    OF,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TO,
    VERB,
    Form,
    Lexicon,
)
from store.extraction.reading import Mention, Quantity, Sentence, TimeMention
from store.model import EntityKind

QUANTITY, TIME, NAME, PERSON, PLACE, OWNER = "Q", "T", "E", "H", "L", "'"
COMMA, BREAK, OPEN, CLOSE, MARK, OTHER = ",", ";", "(", ")", '"', "."

_WORD = re.compile(
    r"""
    ['’]s(?!\w)                                  # the possessive, a word of its own
    | [^\W_]+ (?: (?: [-.&/+] | ['’](?!s\b) ) [^\W_]+ )* \+*   # hyphens, dots and the like stay inside
    | -- | (?<=\w)-(?=\w) | [^\w\s]
    """,
    re.VERBOSE,
)
_SIGNS = {
    ",": COMMA, ";": BREAK, ":": BREAK, "–": BREAK, "—": BREAK, "--": BREAK, "(": OPEN, "[": OPEN, ")": CLOSE,
    "]": CLOSE, '"': MARK, "“": MARK, "”": MARK, "'s": OWNER, "’s": OWNER, "'": OWNER, "’": OWNER, "-": OWNER, "&": COORDINATOR,
}  # fmt: skip
_KINDS = {EntityKind.PERSON: PERSON, EntityKind.PLACE: PLACE}
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my", "whose"})
_SUBJECT_PRONOUNS = frozenset({"it", "he", "she", "that", "who", "what", "there", "here"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})

NOMINAL = frozenset({NOUN, NAME, PERSON, PLACE, OWNER})
"""What may stand inside a noun phrase, after its determiner."""
_BEFORE_NOUN = frozenset({DETERMINER, POSSESSIVE, OF, PREPOSITION, OWNER})
_AFTER_VERB = frozenset({QUANTITY, DETERMINER, POSSESSIVE, NAME, PLACE, PERSON, TO})
_NAMES = frozenset({NAME, PERSON, PLACE})
_VERB_ADVERBS = frozenset({"now", "also", "still", "already", "then", "never", "always", "not"})
_HEDGES = frozenset({"about", "over", "around", "nearly", "almost", "approximately", "roughly", "more", "less", "at"})
_VERBAL = frozenset({VERB, PARTICIPLE, GERUND, AUXILIARY, NOUN_OR_VERB})


class Span(NamedTuple):
    """A stretch of text that counts as one word, with what it stands for."""

    start: int
    end: int
    tag: str
    item: Quantity | TimeMention | Mention


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence, side by side: as written, lower-cased, base form, tag, place, what it stands for."""

    texts: tuple[str, ...]
    lowers: tuple[str, ...]
    bases: tuple[str, ...]
    tags: str
    starts: tuple[int, ...]
    items: tuple[Quantity | TimeMention | Mention | None, ...]

    def tag(self, place: int) -> str:
        """The tag at `place`, or "" outside of the sentence."""
        return self.tags[place] if 0 <= place < len(self.tags) else ""

    def lower(self, place: int) -> str:
        return self.lowers[place] if 0 <= place < len(self.lowers) else ""

    def mention(self, place: int) -> Mention | None:
        item = self.items[place]
        return item if isinstance(item, Mention) else None


def choose_spans(quantities: Iterable[Quantity], times: Iterable[TimeMention], mentions: Iterable[Mention]) -> list[Span]:
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


def cut_words(text: str, sentence: Sentence, spans: Sequence[Span], lexicon: Lexicon) -> Words:
    """The tagged words of `sentence`."""
    rows: list[Row] = []
    place = sentence.start
    for span in spans:
        if place < span.start:
            _add_plain(rows, text, place, span.start, lexicon)
        words = text[span.start : span.end]
        lower = words.lower()
        rows.append((words, lower, words, POSSESSIVE if lower in _POSSESSIVES else span.tag, span.start, span.item))
        place = span.end
    _add_plain(rows, text, place, sentence.end, lexicon)
    texts, lowers, bases, tags, starts, items = zip(*rows, strict=True) if rows else ((), (), (), (), (), ())
    return Words(texts, lowers, bases, _settle_tags(tags, lowers), starts, items)


Row = tuple[str, str, str, str, int, Quantity | TimeMention | Mention | None]


def _add_plain(rows: list[Row], text: str, start: int, end: int, lexicon: Lexicon) -> None:
    forms = lexicon.forms
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        lower = word.lower()
        at = match.start()
        if lower in forms:
            base, tag = forms[lower].base, forms[lower].tag
        elif lower in _SIGNS:
            base, tag = lower, _SIGNS[lower] if lower != "-" or not text[at - 1].isspace() else BREAK
        elif word[0].isalnum():
            base, tag = lexicon.form(lower).base, lexicon.form(lower).tag
        else:
            base, tag = lower, OTHER
        rows.append((word, lower, base, tag, at, None))


def _settle_tags(tags: Sequence[str], lowers: tuple[str, ...]) -> str:
    """Decide the words that can be several things by their neighbours."""
    settled = list(tags)
    for place, tag in enumerate(tags):
        if settle := _SETTLERS.get(tag):
            before = settled[place - 1] if place else ""
            after = tags[place + 1] if place + 1 < len(tags) else ""
            settled[place] = settle(Neighbours(lowers, place, "".join(settled[place - 2 : place - 1]), before, after))
    return "".join(settled)


class Neighbours(NamedTuple):
    """A word among its sentence, with the tag before it (settled) and after it (perhaps not)."""

    lowers: tuple[str, ...]
    place: int
    before_that: str
    before: str
    after: str

    @property
    def word(self) -> str:
        return self.lowers[self.place]

    @property
    def word_before(self) -> str:
        return self.lowers[self.place - 1] if self.place else ""

    @property
    def has_object(self) -> bool:
        """Whether what follows looks like the object of a verb; "that" more often opens a clause."""
        if self.place + 1 == len(self.lowers):
            return False
        after = self.lowers[self.place + 1]
        return after in _HEDGES or (self.after in _AFTER_VERB and after != "that")


def _settle_noun_or_verb(it: Neighbours) -> str:
    if it.before in _BEFORE_NOUN or it.word_before == "per":
        return NOUN
    if it.before == PLACE and it.before_that in _BEFORE_NOUN:
        return NOUN  # "its US partner"
    if it.before in {TO, PRONOUN, RELATIVE} or (it.before == AUXILIARY and it.word_before not in _BE):
        return VERB
    if it.before == ADVERB and (it.has_object or it.word_before.endswith("ly") or it.word_before in _VERB_ADVERBS):
        return VERB
    if it.before in _NAMES or it.before == NOUN:
        return VERB if it.has_object or (it.before in _NAMES and it.after == TIME) else NOUN
    return VERB if it.before in {COORDINATOR, COMMA} and it.has_object else NOUN


def _settle_verb(it: Neighbours) -> str:
    if it.word.endswith("s") or it.before not in _BEFORE_NOUN | {QUANTITY}:
        return VERB
    return VERB if it.before == QUANTITY and it.after not in NOMINAL else NOUN


def _settle_participle(it: Neighbours) -> str:
    if it.before in _BEFORE_NOUN | {QUANTITY} and it.after in NOMINAL | {GERUND, NOUN_OR_VERB, COORDINATOR}:
        return NOUN
    is_compound = it.before == NOUN and it.after == NOUN and it.before_that in {OF, PREPOSITION}
    return NOUN if is_compound else PARTICIPLE


def _settle_gerund(it: Neighbours) -> str:
    if it.before in {DETERMINER, POSSESSIVE, OWNER}:
        return NOUN
    return NOUN if it.before in {OF, NOUN} and it.after not in _AFTER_VERB | {NOUN} else GERUND


def _settle_determiner(it: Neighbours) -> str:
    if it.word == "a" and (it.word_before == "series" or (it.word_before == "as" and it.before == NOUN)):
        return NOUN
    if it.word != "that" or not it.before:
        return DETERMINER
    if it.before in NOMINAL | {QUANTITY, TIME} and it.after in _VERBAL | {ADVERB}:
        return RELATIVE
    return SUBORDINATOR if it.before in _VERBAL | {NOUN, COMMA} else DETERMINER


def _settle_pronoun(it: Neighbours) -> str:
    return RELATIVE if it.word == "who" else PRONOUN


def _settle_owner(it: Neighbours) -> str:
    """The 's of "it's" is a verb."""
    return AUXILIARY if it.before in {PRONOUN, DETERMINER, ADVERB} or it.word_before in _SUBJECT_PRONOUNS else OWNER


def _settle_preposition(it: Neighbours) -> str:
    """In "year over year" and "earnings per share" it joins two nouns to one."""
    word_after = it.lowers[it.place + 1] if it.place + 1 < len(it.lowers) else ""
    if it.word in {"over", "on"} and it.word_before == word_after:
        return NOUN
    return NOUN if it.word == "per" and it.before == NOUN and word_after in {"share", "diluted"} else PREPOSITION


def _settle_subordinator(it: Neighbours) -> str:
    if it.word == "as" and it.lowers[it.place + 1 : it.place + 3] == ("a", "service"):
        return NOUN
    return PREPOSITION if it.word == "as" and it.word_before in {"such", "known"} else SUBORDINATOR


_SETTLERS = {
    NOUN_OR_VERB: _settle_noun_or_verb,
    VERB: _settle_verb,
    PARTICIPLE: _settle_participle,
    GERUND: _settle_gerund,
    DETERMINER: _settle_determiner,
    PRONOUN: _settle_pronoun,
    OWNER: _settle_owner,
    PREPOSITION: _settle_preposition,
    SUBORDINATOR: _settle_subordinator,
}
