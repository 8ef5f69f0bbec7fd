"""Whom a document is about: the company named most, a market, or a country."""

from __future__ import annotations

import re
from collections import Counter

from store.extraction.meaning.knowledge import (
    Knowledge,
    read_knowledge,
)
from store.extraction.meaning.lexicon import NOUN, Lexicon, read_lexicon
from store.extraction.reading import Reading
from store.model import EntityKind

ORGANISATIONS = frozenset({EntityKind.COMPANY, EntityKind.ORGANISATION})
_TITLE_WEIGHT = 3
_SOURCE_DISCOUNT = 3
"""A newspaper or a research firm is rarely what its own figures are about."""
_LEADING_PLACE = 2
"""A place named more often than this is what a text is about where it names no company twice."""

_CREDIT = re.compile(
    r"""
    [(\[]$                                                   # (Reuters)
    | \b(?:according\sto|told|compiled\sby|surveyed\sby) \s (?:the\s)?$
    | \b(?:survey|study|report|research|data|poll|figures|analysts?)
      \s (?:by|from|at|of|with) \s (?:the\s)? (?:\w+\s)? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT_REACH = 40
_BEFORE_CREDITED = ("(", "[", " to ", " by ", " told ", " from ", " at ", " of ", " with ", " the ", "firm ", "group ")
_MARKET = re.compile(r"\b([A-Za-z][\w-]+)\s(?:market|shipments)\b")
_NO_KIND = frozenset(
    "stock new key home growing local domestic free open annual quarterly black emerging labor labour same".split(),
)


def find_main_entity(reading: Reading) -> str | None:
    """Whom the figures are about where their sentences don't say."""
    companies, places = _count_mentions(reading)
    knowledge = read_knowledge(reading.vocabulary)
    sources = {name for name in companies if name in knowledge.sources or _sounds_like_source(name, knowledge)}
    leader = _most_named(companies)
    if leader is None or leader in sources or companies[leader] <= 1:
        market = find_market(reading.document.text, read_lexicon(reading.vocabulary))
        if market:
            return market
    for name in companies:
        if name in sources:
            companies[name] //= _SOURCE_DISCOUNT
    if max(companies.values(), default=0) <= 1 and max(places.values(), default=0) > _LEADING_PLACE:
        companies.clear()
    title = reading.document.title.lower()
    return _most_named(companies, title) or _most_named(places, title)


def _sounds_like_source(name: str, knowledge: Knowledge) -> bool:
    return not knowledge.lists["source_names"].isdisjoint(name.lower().split())


def _count_mentions(reading: Reading) -> tuple[Counter[str], Counter[str]]:
    """How often companies and places are named; in the first sentence counts twice, being credited counts against."""
    companies: Counter[str] = Counter()
    places: Counter[str] = Counter()
    opening = reading.sentences[0].end if reading.sentences else 0
    for mention in reading.mentions:
        if mention.kind is EntityKind.PLACE:
            places[mention.name] += 1
        elif mention.kind in ORGANISATIONS:
            is_credit = _is_credited(reading.document.text, mention.start)
            companies[mention.name] += -1 if is_credit else 1 + (mention.start < opening)
    return companies, places


def _is_credited(text: str, start: int) -> bool:
    if not text.endswith(_BEFORE_CREDITED, 0, start):
        return False
    return bool(_CREDIT.search(text, max(0, start - _CREDIT_REACH), start))


def _most_named(votes: Counter[str], title: str = "") -> str | None:
    """The name with most votes, those of names in the title counting more; the first of equals."""
    weighted = {name: count * _TITLE_WEIGHT if name.lower() in title else count for name, count in votes.items()}
    best = max(weighted, key=lambda name: weighted[name], default=None)
    return best if best is not None and weighted[best] > 0 else None


def find_market(text: str, lexicon: Lexicon) -> str | None:
    """The market that a text without a leading company is about, from "the PC market" or "smartphone shipments"."""
    words = (match[1] for match in _MARKET.finditer(text))
    kinds = Counter(word for word in words if word.lower() not in _NO_KIND and lexicon.form(word.lower()).tag == NOUN)
    return f"{kinds.most_common(1)[0][0]} market" if kinds else None
