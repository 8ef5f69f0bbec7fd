"""Whether a figure is a fact, a plan or a forecast, what its change is measured against, and whether it matters."""

from __future__ import annotations

import re
from decimal import Decimal

from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.knowledge import Knowledge
from store.extraction.meaning.lexicon import (
    AUXILIARY,
    GERUND,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TO,
    VERB,
)
from store.extraction.meaning.measures import Case, Measure, is_aside, is_comparison
from store.extraction.meaning.tags import BREAK, COMMA, MARK
from store.extraction.meaning.words import Words
from store.model import Change, FigureKind

_ACCOMPLISHED = frozenset({"after", "since", "following", "despite", "by", "from"})
"""Before "-ing" they tell of what has been done, whatever the main verb plans."""
_ENDING_TAGS = frozenset({BREAK, MARK, RELATIVE, SUBORDINATOR, PREPOSITION})
_REACH = 22
_BEHIND = 3
_ALWAYS_KEY = frozenset({Scale.MONEY, Scale.SHARE, Scale.RANK})
_LARGE_COUNT = Decimal(100)
FINANCIAL = frozenset({"revenue", "comparable-sales", "net-income", "operating-income", "eps", "loss", "gross-profit"})
_WHOLE_YEAR = re.compile(r"(?:in |for |during )?(?:(?:19|20)\d\d|(?:the )?(?:last|past|full) year)", re.IGNORECASE)


def read_kind(case: Case, measure: Measure) -> FigureKind:
    """By the verbs and nouns that the number depends on, the nearest first."""
    frame, knowledge = case.frame, case.knowledge
    if measure.move and measure.head in knowledge.lists["target_nouns"]:
        return FigureKind.ACTUAL  # the target itself was cut
    cues = knowledge.kind_cues
    tags, lowers, bases = frame.words.tags, frame.words.lowers, frame.words.bases
    first = max(-1, frame.at - _REACH)
    if case.before and is_comparison(frame):
        first = max(first, case.before.frame.at)
    for place in range(_end_behind(frame), first, -1):
        if place < frame.at and tags[place] in _ENDING_TAGS and _ends_clause(frame.words, place):
            break
        if (lowers[place] in cues or bases[place] in cues) and (kind := _kind_of_word(frame, place, knowledge)):
            return kind
    return _kind_of_headline(frame) or FigureKind.ACTUAL


def _ends_clause(words: Words, place: int) -> bool:
    tag = words.tags[place]
    if tag == PREPOSITION and words.tag(place + 1) == GERUND and words.lowers[place] in _ACCOMPLISHED:
        return True
    return tag in {BREAK, MARK, RELATIVE} or (tag == SUBORDINATOR and words.lowers[place] not in {"than", "that"})


def _end_behind(frame: Frame) -> int:
    """What belongs to the number right behind it: "the 4.8 percent gain that was expected"."""
    tags, end = frame.words.tags, frame.tail
    while end < len(tags) and end < frame.tail + _BEHIND and tags[end] not in {COMMA, BREAK, MARK, SUBORDINATOR}:
        end += 1
    return end - 1


def _kind_of_word(frame: Frame, place: int, knowledge: Knowledge) -> FigureKind | None:
    words, lists = frame.words, knowledge.lists
    tag, lower, base = words.tags[place], words.lowers[place], words.bases[place]
    if tag == AUXILIARY:
        if (frame.subject and place < frame.subject.end) or COMMA in words.tags[place : frame.verb]:
            return None
        if lower in lists["target_modals"]:
            return FigureKind.TARGET
        if lower in lists["reported_modals"]:
            is_reported = not lists["saying_verbs"].isdisjoint(words.bases[:place])
            return FigureKind.TARGET if is_reported else FigureKind.ESTIMATE
        return FigureKind.ESTIMATE if lower in lists["estimate_modals"] else None
    if tag in "veg":
        if base in lists["target_verbs"] or lower in lists["target_words"]:
            return FigureKind.TARGET
        if base in lists["target_with_to"] and words.tag(place + 1) == TO:
            return FigureKind.TARGET
        if base in lists["estimate_verbs"]:
            return FigureKind.ESTIMATE
    if lower in lists["target_nouns"]:
        return FigureKind.TARGET
    return FigureKind.ESTIMATE if lower in lists["estimate_nouns"] else None


def _kind_of_headline(frame: Frame) -> FigureKind | None:
    """As in "Market to reach $2 billion by 2030": an infinitive with no verb before it."""
    words, verb = frame.words, frame.verb
    if verb <= 0 or words.tags[verb - 1] != TO or not {AUXILIARY, VERB, PARTICIPLE}.isdisjoint(words.tags[:verb]):
        return None
    subject = words.lowers[frame.subject.end - 1] if frame.subject else ""
    return FigureKind.ESTIMATE if subject in {"market", "industry", "sector", "economy"} else FigureKind.TARGET


def read_change(case: Case, measure: Measure, key: str, around: str, period: str, *, in_report: bool) -> Change | None:
    """What a growth figure is compared with: by the words around, else in a company's report with the year before."""
    if case.frame.scale is not Scale.SHARE or not measure.move:
        return None
    if case.knowledge.quarter_words.search(around):
        return Change.QUARTER
    if case.knowledge.year_words.search(around) or _WHOLE_YEAR.fullmatch(period):
        return Change.YEAR
    return Change.YEAR if in_report and key in FINANCIAL else None


def is_key(case: Case, *, subject_matters: bool) -> bool:
    """Whether an analyst would want the figure in a digest."""
    frame = case.frame
    if not subject_matters or frame.scale in {Scale.TIME, Scale.MULTIPLE}:
        return False
    if case.before and (is_aside(frame, case.before) or is_comparison(frame)):
        return False
    return frame.scale in _ALWAYS_KEY or frame.quantity.value >= _LARGE_COUNT
