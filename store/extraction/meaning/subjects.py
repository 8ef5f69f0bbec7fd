"""Whose number it is: the company, market or country that a figure is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from store.extraction.meaning.clauses import Stretch
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.knowledge import read_knowledge
from store.extraction.meaning.lexicon import COORDINATOR, DETERMINER, NOUN, OF, POSSESSIVE, PREPOSITION, PRONOUN
from store.extraction.meaning.measures import Case, Measure, adds_direction, find_predicate, is_aside, is_outcome
from store.extraction.meaning.nouns import name_region
from store.extraction.reading import Reading
from store.extraction.meaning.tags import CLOSE, NAME, NOMINAL, OPEN, OWNER, PERSON, PLACE, QUANTITY
from store.extraction.meaning.words import Words
from store.model import EntityKind, Quote

_OURS = frozenset({"we", "our", "us", "ours"})
_SOURCE_VERBS = frozenset(
    {"find", "estimate", "predict", "reckon", "survey", "show", "forecast", "calculate", "compile", "poll"},
)
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
        "according",
    },
)
_MARKETS = frozenset({"market", "markets", "industry", "sector", "economy"})
_BYSTANDERS = frozenset({"with", "against", "by", "from", "than", "via", "for", "through", "over", "like", "to"})
_CREDIT = re.compile(
    r"""
    [(\[]$                                                   # (Reuters)
    | \b(?:according\sto|told|compiled\sby|surveyed\sby) \s (?:the\s)?$
    | \b(?:survey|study|report|research|data|poll|figures|analysts?) \s (?:by|from|at|of|with) \s (?:the\s)? (?:\w+\s)? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT_REACH = 40
_BEFORE_CREDITED = ("(", "[", " to ", " by ", " told ", " from ", " at ", " of ", " with ", " the ", "firm ", "group ")
_MARKET = re.compile(r"\b([A-Za-z][\w-]+)\s(?:market|shipments)\b")
_NO_KIND = frozenset(
    "the a this that their its our new stock key overseas home global worldwide growing local domestic free open total "
    "annual quarterly black emerging world’s labor labour whose which same its each every any in of overall as".split(),
)
_SOURCE_DISCOUNT = 3
_LEADING_PLACE = 2
"""A place named more often than this is what a text is about where it names no company twice."""
_TITLE_WEIGHT = 3
_REACH = 40
_ORGANISATIONS = frozenset({EntityKind.COMPANY, EntityKind.ORGANISATION})


@dataclass(slots=True)
class Scene:
    """Who has been spoken of so far: in the whole document, and in this paragraph."""

    main: str | None
    topic: str | None = None

    @property
    def default(self) -> str | None:
        return self.topic or self.main


def find_main_entity(reading: Reading) -> str | None:
    """Whom the document is about: the company named most, the title and the opening counting more; else the place."""
    companies: Counter[str] = Counter()
    places: Counter[str] = Counter()
    title = reading.document.title.lower()
    opening = reading.sentences[0].end if reading.sentences else 0
    text = reading.document.text
    for mention in reading.mentions:
        if mention.kind is EntityKind.PLACE:
            places[mention.name] += 1
        elif mention.kind in _ORGANISATIONS:
            is_credit = _is_credited(text, mention.start)
            companies[mention.name] += -1 if is_credit else 1 + (mention.start < opening)
    knowledge = read_knowledge(reading.vocabulary)
    for name in knowledge.sources & companies.keys():
        companies[name] //= _SOURCE_DISCOUNT
    if not any(votes > 1 for votes in companies.values()) and (market := _find_market(text)):
        return market
    if max(companies.values(), default=0) <= 1 and max(places.values(), default=0) > _LEADING_PLACE:
        companies.clear()
    for votes in (companies, places):
        for name in votes:
            if name.lower() in title:
                votes[name] *= _TITLE_WEIGHT
        best = max(votes, key=lambda name: votes[name], default="")
        if best and votes[best] > 0:
            return best
    return None


def _is_credited(text: str, start: int) -> bool:
    if not text.endswith(_BEFORE_CREDITED, 0, start):
        return False
    return bool(_CREDIT.search(text, max(0, start - _CREDIT_REACH), start))


def _find_market(text: str) -> str | None:
    """The market that a text without a leading company is about: "PC market", from "smartphone shipments" too."""
    kinds = Counter(match[1] for match in _MARKET.finditer(text) if match[1].lower() not in _NO_KIND)
    return f"{kinds.most_common(1)[0][0]} market" if kinds else None


def read_subject(case: Case, measure: Measure, scene: Scene, quote: Quote | None) -> str | None:
    """The company, market or country that the number is about."""
    frame = case.frame
    if quote and _speaks_of_us(frame):
        return quote.organisation or scene.default
    return (
        _same_as_before(case)
        or _find_index(case)
        or _pair_in_order(frame)
        or _from_owner(frame)
        or _from_subject(case, scene)
        or _from_own_phrase(frame)
        or _from_people(case)
        or (quote.organisation if quote else None)
        or _from_sentence(frame)
        or scene.default
    )


def _same_as_before(case: Case) -> str | None:
    """As in "$78.50, up 1%", "rose 15% to $345m", "(£4m)": said of the number before."""
    frame, before = case.frame, case.before
    if before and (is_aside(frame, before) or is_outcome(frame, before) or adds_direction(frame)):
        return before.subject
    return None


def _speaks_of_us(frame: Frame) -> bool:
    words = frame.words
    if frame.owner >= 0 and words.lowers[frame.owner] in _OURS:
        return True
    return frame.subject is not None and not _OURS.isdisjoint(words.lowers[frame.subject.start : frame.subject.end])


def _find_index(case: Case) -> str | None:
    """As in "the S&P 500 is up 24.5 percent"."""
    if case.frame.subject is None or case.frame.scale is not Scale.SHARE:
        return None
    words, (start, end) = case.frame.words, case.frame.subject
    if case.knowledge.lists["index_words"].isdisjoint(words.lowers[start:end]):
        return None
    for first in range(start, end):
        for last in range(end, first, -1):
            if " ".join(words.lowers[first:last]) in case.knowledge.lists["indexes"]:
                return " ".join(words.texts[first:last])
    return None


def _from_owner(frame: Frame) -> str | None:
    """As in "Nissan's overheads", "Salesforce revenues", "sales at Acme of $5m"."""
    words = frame.words
    noun = frame.noun
    for owner in (frame.owner, noun.start - 1 if noun else -1):
        if owner >= 0 and (mention := words.mention(owner)) and mention.kind in _ORGANISATIONS:
            return mention.name
    if (
        noun
        and (words.tags[noun.end - 1] != NAME or frame.link in {"of", "at", "with"})
        and (name := first_company(words, noun))
    ):
        return name
    after = frame.after
    if after and words.tags[after.end - 1] != NAME and frame.scale is not Scale.SHARE:
        return first_company(words, after)
    return None


def _from_subject(case: Case, scene: Scene) -> str | None:
    frame, lists = case.frame, case.knowledge.lists
    if frame.subject is None:
        return None
    words, subject = frame.words, frame.subject
    if name := first_company(words, subject):
        return name
    tags = words.tags[subject.start : subject.end]
    if PERSON in tags:
        return _person(frame, tags.index(PERSON) + subject.start)
    named = name_region(words, subject, case.knowledge).text
    head = named.rsplit(" ", 1)[-1].lower()
    if POSSESSIVE in tags and (owner := words.mention(tags.index(POSSESSIVE) + subject.start)):
        return owner.name if owner.kind in _ORGANISATIONS else None
    if PRONOUN in tags or head in lists["company_nouns"]:
        return scene.default
    if head in lists["people_nouns"]:
        return None
    if set(tags) <= {PLACE, DETERMINER} and PLACE in tags:
        return _name_at(words, tags.index(PLACE) + subject.start)
    if head not in lists["company_measures"] and (place := _place_in(case, subject)):
        return place
    if head in lists["market_measures"] and (market := _market_of(named, lists["global_words"])):
        return market
    if head in _MARKETS:
        return named
    return scene.main if named and scene.main and scene.main.endswith(" market") else None


def _market_of(named: str, global_words: frozenset[str]) -> str | None:
    """The market of "global smartphone shipments"."""
    first, *kind = named.split()
    return f"{' '.join(kind[:-1])} market" if first in global_words and len(kind) > 1 else None


def _person(frame: Frame, place: int) -> str | None:
    """A person only where it is about what is theirs ("40% of his time"); else their company, which others find."""
    words = frame.words
    theirs = {"his", "her"} & set(words.lowers[frame.tail : frame.tail + 3])
    return _name_at(words, place) if theirs else None


def _name_at(words: Words, place: int) -> str | None:
    mention = words.mention(place)
    return mention.name if mention else None


def first_company(words: Words, stretch: Stretch) -> str | None:
    """The first company or organisation named in `stretch`, unless it only stands behind "with" or the like."""
    for place in range(stretch.start, min(stretch.end, len(words.tags))):
        if words.tags[place] == NAME and not is_bystander(words, place) and not is_source(words, place):
            return _name_at(words, place)
    return None


def is_bystander(words: Words, place: int) -> bool:
    before = place - 1
    while words.tag(before) in {DETERMINER, NOUN}:
        before -= 1
    return words.tag(before) in {PREPOSITION, "t"} and words.lowers[before] in _BYSTANDERS


def _place_in(case: Case, stretch: Stretch) -> str | None:
    """A country as the owner of the subject: "India's cloud market", "Indian homemakers"; not "sales in India"."""
    words = case.frame.words
    for place in range(*stretch):
        if words.tags[place] == PLACE and words.tag(place + 1) in NOMINAL:
            return _name_at(words, place)
        if words.texts[place][0].isupper() and (country := case.knowledge.country_of.get(words.lowers[place])):
            return country
        if words.tags[place] in {OF, PREPOSITION}:
            break
    return None


def _from_own_phrase(frame: Frame) -> str | None:
    """As in "10% of Salesforce revenues came from …", "60% of them are customers of Acme"."""
    words, verb = frame.words, find_predicate(frame)
    if verb < 0:
        return None
    end = frame.tail
    while end < verb and words.tags[end] in NOMINAL | {OF, DETERMINER, POSSESSIVE}:
        end += 1
    if name := first_company(words, Stretch(frame.tail, end)):
        return name
    complement = verb + 1
    while words.tag(complement) in {NOUN, DETERMINER}:
        complement += 1
    return first_company(words, Stretch(complement, complement + 2)) if words.tag(complement) == OF else None


def _from_people(case: Case) -> str | None:
    """As in "half a billion people in India came online": the country's."""
    frame, words = case.frame, case.frame.words
    if frame.quantity.unit not in case.knowledge.lists["people"] or frame.verb >= 0:
        return None
    for place in range(frame.tail, min(len(words.tags), frame.tail + 3)):
        if words.tags[place] == PLACE:
            return _name_at(words, place)
    owners = [p for p in range(frame.at + 1, len(words.tags)) if words.tag(p + 1) == OWNER and words.tags[p] == PLACE]
    return _name_at(words, owners[0]) if owners and NAME not in words.tags[: owners[0]] else None


def _from_sentence(frame: Frame) -> str | None:
    """The company named first before the number, else behind it."""
    words = frame.words
    before = range(max(0, frame.at - _REACH), frame.at)
    behind = range(frame.at + 1, min(len(words.tags), frame.at + _REACH))
    for place in (*before, *behind):
        if words.tags[place] == NAME and not is_bystander(words, place) and not is_source(words, place):
            return _name_at(words, place)
    return None


def is_source(words: Words, place: int) -> bool:
    """As in "according to Gartner", "Canalys found", "(Reuters)": who counted or told, not who is counted."""
    if words.tag(place - 1) == OPEN and words.tag(place + 1) == CLOSE:
        return True
    if not _SOURCE_NOUNS.isdisjoint(words.lowers[max(0, place - 4) : place]):
        return True
    after = place + 2 if words.tag(place + 1) == OWNER else place + 1
    return words.lower(after) in _SOURCE_NOUNS or words.bases[min(after, len(words.bases) - 1)] in _SOURCE_VERBS


def _pair_in_order(frame: Frame) -> str | None:
    """As in "Acme and Beta had 24% and 22%": the first number is the first company's."""
    owners = _coordinated_names(frame)
    if not owners:
        return None
    tags = frame.words.tags
    position = tags.count(QUANTITY, frame.verb, frame.at)
    following = tags.count(QUANTITY, frame.at + 1, frame.at + 2 * len(owners) + 1)
    return owners[position] if position + following + 1 == len(owners) else None


def _coordinated_names(frame: Frame) -> list[str]:
    if frame.subject is None:
        return []
    words, subject = frame.words, frame.subject
    tags = words.tags[subject.start : subject.end]
    if COORDINATOR not in tags or not {PREPOSITION, OF, OWNER}.isdisjoint(tags):
        return []
    return [
        mention.name for place in range(*subject) if words.tags[place] == NAME and (mention := words.mention(place))
    ]
