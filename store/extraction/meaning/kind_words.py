"""What one word before or behind a number says of its kind: "will", "aims to", "forecast", "set to open"."""

from __future__ import annotations

from collections.abc import Mapping

from store.extraction.meaning.frames import Frame
from store.extraction.meaning.knowledge import Knowledge
from store.extraction.meaning.lexicon import (
    AUXILIARY,
    BREAK,
    COMMA,
    GERUND,
    MARK,
    NOUN,
    OWNER,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TO,
    VERB,
)
from store.extraction.meaning.tags import QUANTITY
from store.extraction.meaning.words import Words
from store.extraction.periods import due_date
from store.extraction.reading import TimeMention
from store.model import FigureKind

_ACCOMPLISHED = frozenset({"after", "since", "following", "despite", "by", "from"})
"""Before "-ing" they tell of what has been done, whatever the main verb plans."""
_DONE_BEFORE = frozenset({"after", "since", "following", "despite"})
VERBS = frozenset({VERB, PARTICIPLE, GERUND})
ENDING_TAGS = frozenset({BREAK, MARK, RELATIVE, SUBORDINATOR, PREPOSITION})
REACH = 22
"""Words before a number that may say what it is."""
BEHIND = 3
"""Words behind it that may."""
_CALLS = frozenset({"call", "calls"})


def verb_over(frame: Frame, end: int, verbs: frozenset[str]) -> int:
    """The place of the last of `verbs` before `end` in the same clause, or -1."""
    words = frame.words
    for place in range(end - 1, max(-1, end - REACH), -1):
        if words.bases[place] in verbs and words.tags[place] in VERBS:
            return place
        if words.tags[place] in ENDING_TAGS and ends_clause(words, place):
            break
    return -1


def ends_clause(words: Words, place: int) -> bool:
    tag = words.tags[place]
    if tag == PREPOSITION and words.lowers[place] in _ACCOMPLISHED:
        return words.tag(place + 1) == GERUND or words.lowers[place] in _DONE_BEFORE
    if tag == SUBORDINATOR:
        return words.lowers[place] not in {"than", "that"} and not _is_of_extent(words, place)
    return tag in {BREAK, MARK, RELATIVE}


def _is_of_extent(words: Words, place: int) -> bool:
    """As in "as many as", "as much as"."""
    return not _EXTENTS.isdisjoint((words.lower(place - 1), words.lower(place + 1)))


_EXTENTS = frozenset({"many", "much"})


def kind_of_word(frame: Frame, place: int, knowledge: Knowledge) -> FigureKind | None:
    """What the word at `place` says of the number's kind, by itself or with "to" or "for" behind it."""
    words, lists = frame.words, knowledge.lists
    tag, lower, base = words.tags[place], words.lowers[place], words.bases[place]
    if tag == AUXILIARY:
        return _kind_of_modal(frame, place, lists)
    is_of_other = tag == PARTICIPLE and words.tag(place + 1) == QUANTITY and place + 1 < frame.at
    is_dropped = lower in lists["target_nouns"] and words.base(place - 1) in lists["dropping_verbs"]
    if is_of_other or is_dropped or (lower in lists["estimate_nouns"] and _is_outdone(frame, place, lists)):
        return None  # "from an expected 180,000 to 600,000", "dropped plans for 100 stores", "beat estimates by 8%"
    if lower in _CALLS and words.tag(place - 1) in {OWNER, NOUN}:
        return FigureKind.ESTIMATE  # "Wall Street's call for $5", "the consensus call"
    if kind := _kind_with_particle(frame, place, knowledge):
        return kind
    is_verb = tag in VERBS
    is_forecast = is_verb and base in lists["estimate_verbs"]
    is_planned = is_verb and (base in lists["target_verbs"] or lower in lists["target_words"])
    if is_planned or (lower in lists["target_nouns"] and not is_forecast and not _is_price_target(words, place)):
        return FigureKind.TARGET
    is_estimate = is_forecast or lower in lists["estimate_nouns"] or _is_price_target(words, place)
    return FigureKind.ESTIMATE if is_estimate else None


_BE = frozenset({"is", "are", "was", "were", "be", "been"})


def _kind_with_particle(frame: Frame, place: int, knowledge: Knowledge) -> FigureKind | None:
    """As in "is set to open", "a deal to build", "was looking for", "is raising it to"."""
    words, lists = frame.words, knowledge.lists
    lower, base = words.lowers[place], words.bases[place]
    if lower in lists["on_track"] and words.lower(place - 1) == "on":
        return FigureKind.TARGET
    if words.tag(place + 1) == TO and words.tag(place + 2) in {VERB, AUXILIARY}:
        return _kind_of_infinitive(frame, place, knowledge)
    is_seen = lower == "seen" and words.lower(place - 1) in _BE
    if is_seen or (base == "look" and words.lower(place + 1) == "for"):
        return FigureKind.ESTIMATE
    is_asked = base in lists["target_with_for"] and frame.link == "for"
    is_under_way = base in knowledge.move_of_act and _is_under_way(frame, place)
    if place == frame.verb and base in lists["raised_next"] and _is_progressive(words, place):
        return FigureKind.TARGET  # "is raising at least $5m", "is axing 900 jobs"
    return FigureKind.TARGET if is_asked or (is_under_way and lower != base) else None


def _kind_of_infinitive(frame: Frame, place: int, knowledge: Knowledge) -> FigureKind | None:
    """As in "set to open", "set to rise", "likely to reach", "a deal to build"."""
    words, lists = frame.words, knowledge.lists
    lower = words.lowers[place]
    if not {lower, words.bases[place]}.isdisjoint(lists["target_with_to"]):
        return FigureKind.ESTIMATE if frame.verb_base in knowledge.move_of_verb else FigureKind.TARGET
    if lower in lists["estimate_with_to"] and words.lower(place - 1) not in lists["excess_words"]:
        return FigureKind.ESTIMATE
    is_plan = place < frame.at and lower in lists["target_nouns_with_to"] and frame.link != "for"
    return FigureKind.TARGET if is_plan else None


def _is_price_target(words: Words, place: int) -> bool:
    """Of a share's "price target" only analysts speak."""
    return words.lowers[place] in {"target", "targets"} and words.lower(place - 1) == "price"


def _is_outdone(frame: Frame, place: int, lists: Mapping[str, frozenset[str]]) -> bool:
    """As in "beat estimates by 8%", "sales of $5m beat estimates": by how much and what does are no estimates."""
    is_of_number = frame.words.lower(place + 1) in {"of", "for"} and QUANTITY in frame.words.tags[place + 2 : place + 5]
    if place < frame.at and frame.link != "by" and is_of_number:
        return False
    return any(base in lists["outdoing_verbs"] for base in frame.words.bases[max(0, place - _OUTDOING_REACH) : place])


_OUTDOING_REACH = 5
"""Words of "missed analysts' consensus estimates"."""


def _is_under_way(frame: Frame, place: int) -> bool:
    """As in "is raising its stake to 20%"."""
    return frame.link == "to" and place == frame.verb and _is_progressive(frame.words, place)


def _is_progressive(words: Words, place: int) -> bool:
    """As in "is raising", "in the process of raising"."""
    is_of_process = words.lowers[max(0, place - 2) : place] == ["process", "of"]
    return words.tags[place] == GERUND and (words.tag(place - 1) == AUXILIARY or is_of_process)


def _kind_of_modal(frame: Frame, place: int, lists: Mapping[str, frozenset[str]]) -> FigureKind | None:
    """As in "will serve", "could reach"; "said it would" tells of a plan too."""
    words = frame.words
    is_in_subject = frame.subject is not None and place < frame.subject.end
    if is_in_subject or _is_parted(words, place, frame.verb) or _is_ability(words, place):
        return None
    lower = words.lowers[place]
    if lower in lists["being"]:  # "is to receive"
        is_planned = words.tag(place + 1) == TO and words.tag(place + 2) == VERB
        return FigureKind.TARGET if is_planned else None
    if verb_over(frame, place, lists["estimate_verbs"]) >= 0:
        return FigureKind.ESTIMATE
    is_reported = not lists["saying_verbs"].isdisjoint(words.bases[max(0, place - REACH) : place])
    if lower in lists["target_modals"] or (lower in lists["reported_modals"] and is_reported):
        return FigureKind.TARGET
    if lower == "should" and _is_due(words, frame.tail):
        return FigureKind.TARGET
    is_possible = lower in lists["estimate_modals"] or lower in lists["reported_modals"]
    return FigureKind.ESTIMATE if is_possible else None


def _is_ability(words: Words, modal: int) -> bool:
    """As in "will be able to go 300 miles", "would have earned $5m": what something can do, what would have been."""
    if words.lowers[modal] == "would" and words.lower(modal + 1) == "have":
        return words.tag(modal + 2) == PARTICIPLE
    return words.lowers[modal + 1 : modal + 3] == ["be", "able"]


def _is_parted(words: Words, modal: int, verb: int) -> bool:
    """Whether a comma parts them, and the verb tells no purpose: "will cut jobs, to simplify and save $5m"."""
    if COMMA not in words.tags[modal:verb]:
        return False
    before = verb - 1
    while before > modal and words.tags[before] not in VERBS | {TO, COMMA}:
        before -= 1
    return TO not in (words.tag(verb - 1), words.tag(before), words.tag(before - 1))


def _is_due(words: Words, place: int) -> bool:
    """As in "by 2026" behind the number."""
    near = words.items[place : place + BEHIND]
    return any(isinstance(item, TimeMention) and due_date(item) is not None for item in near)
