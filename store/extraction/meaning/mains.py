"""Whom a document is about: the company named most, a market, or a country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from store.extraction.meaning.knowledge import (
    Knowledge,
    read_knowledge,
)
from store.extraction.meaning.lexicon import NOUN, read_lexicon
from store.extraction.reading import Mention, Reading
from store.model import EntityKind
from store.vocabulary import Vocabulary

ORGANISATIONS = frozenset({EntityKind.COMPANY, EntityKind.ORGANISATION})
_TITLE_WEIGHT = 3
_OPENING = 3
"""Sentences at the head of a text in which it names whom it is about."""
_FAR_MORE = 2
"""How many times as often as any other a company is named that a text is about without naming it at its head."""

_CREDIT = re.compile(
    r"""
    [(\[]$                                                   # (Reuters)
    | \b(?:according\sto|told|compiled\sby|surveyed\sby) \s (?:the\s)?$
    | \b(?:survey|study|report|research|data|poll|figures|analysts?)
      \s (?:(?:collected|compiled|released|published|gathered)\s)? (?:by|from|at|of|with) \s (?:the\s)? (?:\w+\s)? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT_REACH = 40
_ACCORDING_REACH = 120
_ACCORDING = re.compile(r"\baccording\sto\s[^.;:]*\Z", re.IGNORECASE)
_FINDINGS = re.compile(
    r"""
    (?:['’]s)?\s (?: (?:latest|new|recent|own|(?:bi)?annual|(?:bi-?)?monthly|quarterly|weekly)\s )?
    (?: ["“'‘][^"”'’\n]{1,60}["”'’]\s )?            # the study's title
    (?:data|figures|survey|study|report|poll|estimates|(?:chief\s|senior\s)?(?:analyst|economist|strategist))\b
    """,
    re.VERBOSE,
)
_SAYING = (" said", " says", " show", " found", " estimates", " reckons")
_TOLD_BEHIND = re.compile(r",\s(?:(?:the|a|an)\s)?(?:[a-z-]+\s){0,3}\Z")
_COUNTING = re.compile(
    r"\b(?:research|data|analytics|market|tracking|survey|consulting|advisory|statistics|polling)\s\w+\s\Z"
    r"|\b(?:\w*researcher|pollster|consultancy|advis[eo]r|agent|lobby|union|broker|brokerage|regulator|watchdog|tracker|website|site|auditor)\s\Z",
)
"""What those are called who count others: "research firm Acme said"."""
_COUNTERS = ("research firm ", "research company ", "research group ", "market researcher ", "pollster ", "tracker ")
_SELDOM = 4
"""Mentions of a company up to which the text may be about the market or place that its first sentence names."""
_BEFORE_CREDITED = ("(", "[", " to ", " by ", " told ", " from ", " at ", " of ", " with ", " the ", "firm ", "group ")
_MARKET = re.compile(r"\s(?:market|shipments)\b()")
_TRADED = re.compile(
    r"\s(?:market|shipments|sales|rates|prices)\b(?!\sof\b)"
    r"|\b(?:shipments|deliveries|sales|output|exports)\sof\s(?:new\s|electric\s)?([a-z][\w-]+?)s?\b",
    re.IGNORECASE,
)
"""What a lead without a company names its market by: "freight rates", "shipments of tablets"."""
_KIND = re.compile(r"[A-Za-z][\w-]+")
_KIND_REACH = 60
_KIND_WORDS = 3
"""Words that name a market at most: "cloud infrastructure services market"."""
_GLOBALLY = re.compile(r"\b(?:global|globally|worldwide|world)\b", re.IGNORECASE)
_TITLE_CREDIT = re.compile(r"(?::| -) ([A-Z][^:;]{1,60})\Z")
_JOINTS = re.compile(r", (?:and )?| and ")
_CAPTION = re.compile(r"\b(?:is|are) (?:pictured|seen|shown|displayed)\b")
_NO_LETTERS = re.compile(r"\W+")


class Sources(NamedTuple):
    """Those who count or tell of others, and where the mentions begin that are only credited with that."""

    names: frozenset[str]
    credited: frozenset[int]


def find_main_entity(reading: Reading, sources: Sources) -> str | None:
    """Whom the figures are about where their sentences don't say."""
    companies, places = _count_mentions(reading, sources.credited)
    others = Counter({name: count for name, count in companies.items() if name not in sources.names})
    titled = _named_in_title(reading)
    counted = find_market(reading.document.title, reading.vocabulary, _TRADED) if _tells_of(titled, sources) else None
    if counted:
        return counted
    if max(others.values(), default=0) <= _SELDOM and (about := _named_in_lead(reading, sources, titled)):
        return about
    leader = _most_named(others, titled)
    if leader and _leads(reading, leader, others, titled):
        return leader
    titles = f"{reading.document.title}\n" * _TITLE_WEIGHT
    market = find_market(titles + reading.document.text, reading.vocabulary)
    return market or _most_named(places, titled) or leader or _most_named(companies, titled)


def _tells_of(titled: frozenset[str], sources: Sources) -> bool:
    """Whether a title names nobody but who counts others: "Acme Research finds that PC sales fell"."""
    return bool(titled) and titled <= sources.names


def _leads(reading: Reading, name: str, companies: Counter[str], titled: frozenset[str]) -> bool:
    """Whether a text is about its most named company: named at its head, or far more often than any other."""
    if name in titled or any(mention.name == name for mention in _opening_mentions(reading)):
        return True
    others = [count for other, count in companies.items() if other != name]
    return companies[name] > _SELDOM and companies[name] >= _FAR_MORE * max(others, default=0)


def _opening_mentions(reading: Reading) -> Iterator[Mention]:
    end = reading.sentences[min(_OPENING, len(reading.sentences)) - 1].end if reading.sentences else 0
    return takewhile(lambda mention: mention.start < end, reading.mentions)


def find_sources(reading: Reading) -> Sources:
    """Who counts or tells of others: by trade, by name, or since the text only credits them."""
    knowledge, text = read_knowledge(reading.vocabulary), reading.document.text
    credited = frozenset(m.start for m in reading.mentions if m.kind in ORGANISATIONS and _is_credited(reading, m))
    only_credited: dict[str, bool] = {}
    counting: set[str] = set()
    for mention in reading.mentions:
        if mention.kind in ORGANISATIONS and text.endswith(_COUNTERS, 0, mention.start):
            counting.add(mention.name)
        if mention.kind in ORGANISATIONS and mention.by_name and only_credited.get(mention.name, True):
            only_credited[mention.name] = mention.start in credited
    tellers = knowledge.sources - _told_of(reading, credited)
    names = frozenset(
        name
        for name, is_credited in only_credited.items()
        if is_credited or name in counting or name in tellers or _sounds_like_source(name, knowledge)
    )
    return Sources(names, credited)


def _told_of(reading: Reading, credited: frozenset[int]) -> frozenset[str]:
    """Whom a text tells of, whatever its trade: named in the title and often, and never for what it says."""
    named = Counter(mention.name for mention in reading.mentions)
    telling = {mention.name for mention in reading.mentions if mention.start in credited}
    return frozenset(name for name in _named_in_title(reading) - telling if named[name] > _SELDOM)


def _named_in_title(reading: Reading) -> frozenset[str]:
    """The names that the title has in any form that the text uses."""
    title = _between_spaces(reading.document.title)
    return frozenset(
        entity.name
        for entity in reading.entities.values()
        if any(_between_spaces(form) in title for form in (entity.name, *entity.aliases))
    )


@lru_cache(maxsize=1 << 14)
def _between_spaces(words: str) -> str:
    """The words in lower case, one space before, between and behind them.

    >>> _between_spaces("Acme-Beta Inc")
    ' acme beta inc '
    """
    return f" {_NO_LETTERS.sub(' ', words.lower())} "


def _named_in_lead(reading: Reading, sources: Sources, titled: frozenset[str]) -> str | None:
    """The market or place that the first sentence speaks of where neither it nor the title names who does it."""
    document, sentences = reading.document, reading.sentences
    if not sentences or any(reading.entities[name].kind in ORGANISATIONS for name in titled - sources.names):
        return None
    told_first = (each for each in sentences if not _CAPTION.search(document.text, each.start, each.end))
    opening = next(told_first, sentences[0])
    lead = [mention for mention in reading.mentions if opening.start <= mention.start < opening.end]
    blocs = read_knowledge(reading.vocabulary).lists["blocs"]
    telling = sources.names | {mention.name for mention in lead if mention.start in sources.credited} | blocs
    if any(mention.kind in ORGANISATIONS and mention.name not in telling for mention in lead):
        return None
    told = f"{document.title}\n{document.text[opening.start : opening.end]}"
    place = next((m.name for m in lead if m.name in blocs or _is_where(document.text, m)), None)
    market = find_market(told, reading.vocabulary, _TRADED)
    return market if market and (place is None or _GLOBALLY.search(told)) else place


def _is_where(text: str, mention: Mention) -> bool:
    """Whether a place is one that something is told of, and no way between two, nor where somebody sits."""
    if mention.kind is not EntityKind.PLACE or text.startswith(("-", " to "), mention.end):
        return False
    return not text.endswith((" from ", " to ", " based in "), 0, mention.start)


def _sounds_like_source(name: str, knowledge: Knowledge) -> bool:
    return not knowledge.lists["source_names"].isdisjoint(name.lower().split())


def _count_mentions(reading: Reading, credited: frozenset[int]) -> tuple[Counter[str], Counter[str]]:
    """How often companies and places are named; in the first sentence counts twice, being credited counts against."""
    companies: Counter[str] = Counter()
    places: Counter[str] = Counter()
    opening = reading.sentences[0].end if reading.sentences else 0
    for mention in reading.mentions:
        if mention.kind is EntityKind.PLACE:
            places[mention.name] += 1
        elif mention.kind in ORGANISATIONS:
            companies[mention.name] += -1 if mention.start in credited else 1 + (mention.start < opening)
    return companies, places


@lru_cache(maxsize=8)
def _credited_in_title(title: str) -> frozenset[str]:
    """Whom a title credits at its end.

    >>> sorted(_credited_in_title("US car sales to double: Acme Research, Beta"))
    ['Acme Research', 'Beta']
    """
    credit = _TITLE_CREDIT.search(title)
    names = _JOINTS.split(credit[1]) if credit else []
    return frozenset(names) if all(name[0].isupper() for name in names) else frozenset()  # "Acme, Beta and more"


def _is_credited(reading: Reading, mention: Mention) -> bool:
    """Whether the name is only of who says or counted it: "according to Acme", "…, the Acme Institute said."."""
    text, start, end = reading.document.text, mention.start, mention.end
    credited = _credited_in_title(reading.document.title)
    if text[start:end] in credited and (len(credited) == 1 or any(f"{name} said" in text for name in credited)):
        return True
    if text.startswith(_SAYING, end):
        told = _TOLD_BEHIND.search(text, max(0, start - _CREDIT_REACH), start)
        if told and (mention.kind is EntityKind.ORGANISATION or _COUNTING.search(told[0])):
            return True
    if text.endswith(_BEFORE_CREDITED, 0, start) and _CREDIT.search(text, max(0, start - _CREDIT_REACH), start):
        return True
    if _FINDINGS.match(text, end):
        return True
    far = max(0, start - _ACCORDING_REACH)
    return "according" in reading.lowered[far:start] and bool(_ACCORDING.search(text, far, start))


def _most_named(votes: Counter[str], titled: frozenset[str] = frozenset()) -> str | None:
    """The name with most votes, those of names in the title counting more; the first of equals."""
    weighted = {name: count * _TITLE_WEIGHT if name in titled else count for name, count in votes.items()}
    best = max(weighted, key=lambda name: weighted[name], default=None)
    return best if best is not None and weighted[best] > 0 else None


def find_market(text: str, vocabulary: Vocabulary, pattern: re.Pattern[str] = _MARKET) -> str | None:
    """The market that a text without a leading company is about, from "the PC market" or "smartphone shipments"."""
    kinds = Counter(filter(None, (_kind_of_market(text, match, vocabulary) for match in pattern.finditer(text))))
    return f"{kinds.most_common(1)[0][0]} market" if kinds else None


def _kind_of_market(text: str, market: re.Match[str], vocabulary: Vocabulary) -> str:
    """The nouns right before "market", but for those that don't say of what: "PC", and nothing of "a more dire"."""
    lexicon, knowledge = read_lexicon(vocabulary), read_knowledge(vocabulary)
    passing = knowledge.lists["no_market_kinds"] | knowledge.lists["own_sales"]
    before = text[max(0, market.start() - _KIND_REACH) : market.start()].split()[-_KIND_WORDS:]
    before = [market[1]] if market[1] else before
    kind: list[str] = []
    for word in reversed(before):
        low = word.lower()
        is_name = low in knowledge.country_of or not _KIND.fullmatch(word)
        if low in passing or is_name or lexicon.form(low).tag != NOUN:
            break
        kind.insert(0, low if word.istitle() else word)
    is_graded = not knowledge.lists["grading_adverbs"].isdisjoint(before[: len(before) - len(kind)][-1:])
    return "" if is_graded else " ".join(kind)
