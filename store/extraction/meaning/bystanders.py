"""Names that a number is not about: of those who told or counted it, and of those who only stand beside."""

from __future__ import annotations

import re

from store.extraction.meaning.clauses import Stretch
from store.extraction.meaning.lexicon import (
    ADVERB,
    CLOSE,
    COMMA,
    DETERMINER,
    NOUN,
    OF,
    OPEN,
    OWNER,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    TO,
    VERB,
)
from store.extraction.meaning.mains import ORGANISATIONS
from store.extraction.meaning.tags import NAME
from store.extraction.meaning.words import Words
from store.model import EntityKind

_SOURCE_VERBS = frozenset(
    {"find", "estimate", "predict", "reckon", "survey", "show", "forecast", "calculate", "compile", "poll", "note"},
)
_FORESEEING = frozenset({"expect", "see", "project", "anticipate"})
_SOURCE_NOUNS = frozenset(
    {
        "survey",
        "study",
        "report",
        "research",
        "data",
        "analyst",
        "analysts",
        "poll",
        "figures",
        "researcher",
        "consensus",
    }
    | {"economist", "economists", "strategist", "strategists", "pollster", "researchers"},
)
_CREDITING = _SOURCE_NOUNS | {"according"}
_VISITS = frozenset(
    {"visit", "visits", "visitors", "traffic", "trips", "access", "logins", "subscriptions", "subscribers"}
)
"""What is had of whom it is "to": "visits to Acme"."""
_BYSTANDERS = frozenset({"with", "against", "by", "from", "than", "via", "for", "through", "over", "like", "to"})
_BESIDE = frozenset({"ahead", "instead", "because", "owner", "maker", "parent", "rival", "customer", "supplier"})
"""Before "of" they make the name behind it one to compare with."""
_RELATIVES = frozenset(
    {"rival", "unit", "parent", "owner", "subsidiary", "supplier", "backer", "partner", "affiliate", "maker"}
)
"""Before a name they tell what it is to the company named before."""
_EXCHANGES = re.compile(r"\b(?:exchange|nasdaq|nyse|bourse)\Z")
"""Where shares are listed "on" them, they aren't what the numbers are about."""
_CREDIT_REACH = 4
_ACCORDING_REACH = 14
TELLING = _FORESEEING | _SOURCE_VERBS
"""What those do who tell of others."""


def tells(words: Words, place: int) -> bool:
    """As in "Acme, which expects": it tells of a market or a country that the text is about."""
    after = place + 1
    while words.tag(after) in {COMMA, RELATIVE, ADVERB}:
        after += 1
    return after < len(words.bases) and words.bases[after] in TELLING


def name_at(words: Words, place: int) -> str | None:
    mention = words.mention(place)
    return mention.name if mention else None


def first_company(words: Words, stretch: Stretch) -> str | None:
    """The first company or organisation named in `stretch`, unless it only stands behind "with" or the like."""
    owner = None
    for place in range(stretch.start, min(stretch.end, len(words.tags))):
        if words.tags[place] != NAME or is_bystander(words, place) or is_source(words, place):
            continue
        mention = words.mention(place)
        if mention is None or mention.kind not in ORGANISATIONS:
            continue
        if words.lower(place + 1) in _RELATIVES and words.tag(place + 2) == NAME:
            continue  # "Netflix rival Acme"
        if words.tag(place + 1) != OWNER:
            return mention.name
        owner = owner or mention.name  # of "Acme's cloud unit" the unit, where it is known
    return owner


def is_bystander(words: Words, place: int) -> bool:
    """Whether the name only stands behind "with", "from" or the like."""
    before = place - 1
    while words.tag(before) in {DETERMINER, NOUN}:
        before -= 1
    if words.tag(before) == OF:
        return words.lower(before - 1) in _BESIDE
    if words.tag(before) not in {PREPOSITION, TO}:
        return False
    if words.lowers[before] == "to" and words.lower(before - 1) in _VISITS:
        return False
    return words.lowers[before] in _BYSTANDERS or _EXCHANGES.search(words.lowers[place]) is not None


def is_source(words: Words, place: int) -> bool:
    """Whether the name is of who counted or told, as in "according to Acme", "Acme found", "(Acme)"."""
    if words.tag(place - 1) == OPEN and words.tag(place + 1) == CLOSE:
        return True
    clause = max(0, place - _CREDIT_REACH)
    clause = max(clause, words.tags.rfind(COMMA, clause, place) + 1)
    if not _CREDITING.isdisjoint(words.lowers[clause:place]) or _is_according(words, place):
        return True
    if _is_told_behind(words, place):
        return True
    after = place + 2 if words.tag(place + 1) == OWNER else place + 1
    if _foresees(words, place):
        return True
    return words.lower(after) in _SOURCE_NOUNS or (after < len(words.bases) and words.bases[after] in _SOURCE_VERBS)


def _is_according(words: Words, place: int) -> bool:
    """As in "according to a survey of 2,400 people by the food institute Acme"."""
    start = max(0, place - _ACCORDING_REACH)
    start = max(start, words.tags.rfind(COMMA, start, place) + 1)
    return "according" in words.lowers[start:place] and VERB not in words.tags[start:place]


def _foresees(words: Words, place: int) -> bool:
    """As in "the bureau expects sales of 5 million": an institution speaks of others, but of itself in "expects to"."""
    mention = words.mention(place)
    if mention is None or mention.kind is not EntityKind.ORGANISATION:
        return False
    after = place + 1
    while words.tag(after) == ADVERB:
        after += 1
    is_verb = after < len(words.bases) and words.bases[after] in _FORESEEING
    return is_verb and words.tag(after + 1) not in {TO, POSSESSIVE}


def _is_told_behind(words: Words, place: int) -> bool:
    """As in "…, the statistics bureau Acme said.": an institution that says what stood before, whosever it is."""
    mention = words.mention(place)
    if mention is None or mention.kind is not EntityKind.ORGANISATION or words.base(place + 1) != "say":
        return False
    before = place - 1
    while words.tag(before) in {DETERMINER, NOUN}:
        before -= 1
    return words.tag(before) == COMMA
