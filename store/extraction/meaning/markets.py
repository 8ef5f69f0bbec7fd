"""Numbers that are about no company: about an index, a currency, a metal, a country or a market."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from store.extraction.meaning.bystanders import first_company, name_at
from store.extraction.meaning.clauses import Stretch, end_of_noun_phrase
from store.extraction.meaning.frames import Scale
from store.extraction.meaning.knowledge import Knowledge
from store.extraction.meaning.lexicon import (
    COORDINATOR,
    DETERMINER,
    OF,
    OWNER,
    POSSESSIVE,
    PREPOSITION,
)
from store.extraction.meaning.measures import Case, Measure
from store.extraction.meaning.scene import Scene
from store.extraction.meaning.tags import NAME, NOMINAL, PLACE
from store.extraction.meaning.words import Words, closed_up
from store.model import EntityKind

_LONGEST_GOOD = 3
IN_PHRASE = NOMINAL | {OF, DETERMINER, POSSESSIVE}
_LONGEST_INDEX = 6
_FOR = frozenset({"for", "in", "on"})
_WHERE = frozenset({"in", "across", "throughout"})
REACH = 40


def place_told_of(case: Case) -> str | None:
    """As in "in Japan 95% of phones have cameras", in a text about a market or a country."""
    frame, words = case.frame, case.frame.words
    for place in (*range(frame.at - 1, -1, -1), *range(frame.at + 1, len(words.tags))):
        before = place - 2 if words.tag(place - 1) == DETERMINER else place - 1
        if words.tags[place] == PLACE and words.lower(before) in _WHERE:
            return name_at(words, place)
    return None


def stock_index(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "the Nasdaq is up 12.5 percent", "a gain of 9% for the S&P 500"."""
    frame = case.frame
    if frame.scale in {Scale.MONEY, Scale.TIME, Scale.RANK}:
        return None
    words, tail = frame.words, frame.tail
    if words.lower(tail) in _FOR and (named := _index_from(case, tail + 1, min(len(words.tags), tail + REACH))):
        return named
    return _index_from(case, *frame.subject) if frame.subject else None


def _index_from(case: Case, start: int, end: int) -> str | None:
    """The index that is named from `start` on, nothing but "index" or an aside behind it: not "a FTSE 250 firm"."""
    words, lists = case.frame.words, case.knowledge.lists
    if lists["index_words"].isdisjoint(closed_up(words.lowers[start:end]).split()):
        return None
    for first in range(start, end):
        for last in range(min(end, first + _LONGEST_INDEX), first, -1):
            if closed_up(words.lowers[first:last]) in lists["indexes"]:
                is_head = words.lower(last) in lists["index_ends"] or words.tag(last) not in NOMINAL
                return closed_up(words.texts[first:last]) if is_head else None
        if words.tags[first] not in IN_PHRASE:
            break
    return None


def traded_good(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "the dollar fell 2%", "copper rose 3%": it is about the currency or the metal itself."""
    frame, words = case.frame, case.frame.words
    is_told = frame.verb_base in case.knowledge.move_of_verb or frame.verb_base in case.knowledge.lists["level_verbs"]
    if frame.subject is None or not is_told:
        return None
    start = frame.subject.start + (words.tags[frame.subject.start] == DETERMINER)
    end = min(end_of_noun_phrase(words, start), frame.subject.end)
    end -= end - start > 1 and words.lowers[end - 1] in _CONTRACTS  # "light sweet crude futures for June"
    named = " ".join(words.texts[start:end])
    return named if 0 < end - start <= _LONGEST_GOOD and is_traded_good(named, case.knowledge) else None


_CONTRACTS = frozenset({"futures", "contract", "contracts", "prices", "price"})


def is_passing(name: str, knowledge: Knowledge) -> bool:
    """Whether it is an index, a currency, a metal or the like, which texts name beside what they are about."""
    return is_traded_good(name, knowledge) or name.lower() in knowledge.lists["indexes"]


def is_traded_good(name: str, knowledge: Knowledge) -> bool:
    """Whether it is a currency, a metal or the like."""
    traded = knowledge.lists["traded_goods"] | knowledge.lists["traded_currencies"]
    return name.lower() in traded or name.rpartition(" ")[2].lower() in traded


def of_good(measure: Measure, subject: str | None, knowledge: Knowledge) -> Measure:
    """What moves where only a good or a currency is told to: its price, or its exchange rate; "price per ounce"."""
    if subject is None or not is_traded_good(subject, knowledge):
        return measure
    base, good = measure.base.lower(), subject.lower()
    if base != good:
        return measure._replace(base=base.removeprefix(f"{good} ")) if base.startswith(f"{good} price") else measure
    is_good = subject.rpartition(" ")[2].lower() in knowledge.lists["traded_goods"]
    return measure._replace(base="price" if is_good else "exchange rate")


def economy(case: Case, scene: Scene) -> str | None:
    """As in "inflation hit 9%", "the economy grew 2%": the country's that was named last, where no company is near."""
    frame, words = case.frame, case.frame.words
    macro = case.knowledge.lists["macro_measures"]
    for stretch in (frame.noun, frame.subject, frame.after):
        told = set(_words_and_pairs(words.lowers[slice(*stretch)])) & macro if stretch else None
        if stretch is None or not told:
            continue
        if not scene.is_general and told <= case.knowledge.lists["companies_too"] and not _place_in(words, stretch):
            continue
        if first_company(words, stretch) is None or _names_institution(words, stretch):
            return _place_in(words, stretch) or scene.country
    return None


def _words_and_pairs(lowers: Sequence[str]) -> Iterator[str]:
    yield from lowers
    for first, second in pairwise(lowers):
        yield f"{first} {second}"


def _place_in(words: Words, stretch: Stretch) -> str | None:
    place = words.tags.find(PLACE, stretch.start, stretch.end)
    return name_at(words, place) if place >= 0 else None


def _names_institution(words: Words, stretch: Stretch) -> bool:
    """Whether an organisation that is no company stands in the stretch: a central bank, a bureau."""
    return any((m := words.mention(place)) and m.kind is EntityKind.ORGANISATION for place in range(*stretch))


def place_or_market(case: Case, subject: Stretch, named: str, scene: Scene) -> str | None:
    words, lists = case.frame.words, case.knowledge.lists
    tags = words.tags[subject.start : subject.end]
    if PLACE in tags and set(tags) <= {PLACE, DETERMINER}:
        is_share = case.frame.scale is Scale.SHARE and case.frame.verb_base in lists["share_verbs"]
        is_where = words.tag(subject.start - 1) == PREPOSITION  # "its plant in Ohio, which makes"
        return scene.default if is_share or is_where else name_at(words, tags.index(PLACE) + subject.start)
    return _place_measured(case, subject, named) or _market_measured(case, named, scene)


def _place_measured(case: Case, subject: Stretch, named: str) -> str | None:
    """As in "inflation in Norway", "India phone shipments", "India's cloud market"."""
    words, lists = case.frame.words, case.knowledge.lists
    tags, head = words.tags[subject.start : subject.end], named.rsplit(" ", 1)[-1].lower()
    if not lists["macro_measures"].isdisjoint(named.lower().split()) and PLACE in tags:
        return name_at(words, tags.index(PLACE) + subject.start)
    if head in lists["market_measures"] and tags[0] == PLACE and tags[1:-1] and tags[1] in NOMINAL:
        return name_at(words, subject.start)
    return _place_as_owner(case, subject) if head not in lists["company_measures"] else None


def _market_measured(case: Case, named: str, scene: Scene) -> str | None:
    lists, head = case.knowledge.lists, named.rsplit(" ", 1)[-1].lower()
    if market := _invested_in(case) or (head in lists["market_measures"] and _market_of(case, named, scene.market)):
        return market
    if head in lists["market_nouns"]:
        return scene.main if named == head and scene.is_general else named
    return scene.main if named and scene.main and scene.main.endswith(" market") else None


def _invested_in(case: Case) -> str | None:
    """As in "global investment in farm robots rose 4%", "worldwide demand for tea": what the world puts money into."""
    words, subject, lists = case.frame.words, case.frame.subject, case.knowledge.lists
    if subject is None or words.lowers[subject.start] not in lists["global_words"]:
        return None
    joint = subject.start + 2
    is_measure = words.lower(joint - 1) in lists["market_measures"] | lists["money_put_in"]
    end = joint + 1
    while words.tag(end) in NOMINAL | {COORDINATOR}:
        end += 1
    is_plain = joint + 1 < end <= subject.end and NAME not in words.tags[joint:end]
    return closed_up(words.texts[joint + 1 : end]) if is_measure and is_plain and words.lower(joint) in _FOR else None


def _place_as_owner(case: Case, stretch: Stretch) -> str | None:
    """A country as in "India's cloud market" or "Indian homemakers"; not as in "sales in India"."""
    words = case.frame.words
    for place in range(*stretch):
        if words.tags[place] == PLACE and words.tag(place + 1) in NOMINAL:
            return name_at(words, place)
        if words.texts[place][0].isupper() and (country := case.knowledge.country_of.get(words.lowers[place])):
            return country
        if words.tags[place] in {OF, PREPOSITION}:
            break
    return None


def _market_of(case: Case, named: str, spoken_of: str) -> str | None:
    """The market of "global phone shipments", of "global shipments" that which is `spoken_of`; not "net sales".

    Where the sentence says "globally" or the like, "phone shipments" are those of the market as well.
    """
    words, lists = case.frame.words, case.knowledge.lists
    told = named.split()
    if told[0].lower() in lists["global_words"]:
        told.pop(0)
    elif len(told) == 1 or lists["worldwide"].isdisjoint(words.lowers):
        return None
    if not lists["own_sales"].isdisjoint(map(str.lower, told)):
        return None
    sold = " ".join(told[:-1]) or spoken_of
    return f"{sold} market" if sold else None


def country_of_people(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "half a billion people in India came online": the country's."""
    frame, words = case.frame, case.frame.words
    owning = case.knowledge.lists["owning_verbs"]
    if frame.verb_base not in owning and (country := case.knowledge.country_of.get(frame.quantity.unit.lower())):
        return country
    if frame.quantity.unit not in case.knowledge.lists["people"] or frame.verb >= 0:
        return None
    for place in range(frame.tail, min(len(words.tags), frame.tail + 3)):
        if words.tags[place] == PLACE:
            return name_at(words, place)
    owner = words.tags.find(PLACE + OWNER, frame.at + 1, frame.at + REACH)
    return name_at(words, owner) if owner >= 0 and NAME not in words.tags[max(0, owner - REACH) : owner] else None
