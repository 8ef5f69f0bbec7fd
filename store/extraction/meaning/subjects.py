"""Whose number it is: the company, market or country that a figure is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from store.extraction.meaning.clauses import Stretch
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.lexicon import (
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    NOUN,
    OF,
    OPEN,
    OWNER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    TO,
)
from store.extraction.meaning.mains import ORGANISATIONS
from store.extraction.meaning.measures import Case, adds_direction, is_aside, is_outcome
from store.extraction.meaning.tags import NAME, NOMINAL, PERSON, PLACE, QUANTITY
from store.extraction.meaning.words import Words
from store.model import Quote

_OURS = frozenset({"we", "our", "us", "ours"})
_OWNING = frozenset({"own", "hold", "control"})
_THEIRS = frozenset({"his", "her"})
_SOURCE_VERBS = frozenset(
    {"find", "estimate", "predict", "reckon", "survey", "show", "forecast", "calculate", "compile", "poll"},
)
_SOURCE_NOUNS = frozenset(
    {"survey", "study", "report", "research", "data", "analyst", "analysts", "poll", "figures", "researcher"},
)
_CREDITING = _SOURCE_NOUNS | {"according"}
_MARKETS = frozenset({"market", "markets", "industry", "sector", "economy"})
_BYSTANDERS = frozenset({"with", "against", "by", "from", "than", "via", "for", "through", "over", "like", "to"})
_CREDIT_REACH = 4
_LONGEST_INDEX = 4
_REACH = 40
_OF_A_NAME = frozenset({"of", "at", "with"})
"""Between a name and a number they say whose it is: "Acme at 16%"."""


@dataclass(slots=True)
class Scene:
    """Who has been spoken of so far: in the whole document, and in this paragraph."""

    main: str | None
    topic: str | None = None

    @property
    def default(self) -> str | None:
        return self.topic or self.main


def read_subject(case: Case, scene: Scene, quote: Quote | None) -> str | None:
    """The company, market or country that the number is about: the first finder that knows says it."""
    if quote and _speaks_of_us(case.frame):
        return quote.organisation or scene.default
    for find in _FINDERS:
        if name := find(case, scene):
            return name
    return (quote.organisation if quote else None) or _name_in_sentence(case.frame) or scene.default


def _speaks_of_us(frame: Frame) -> bool:
    words = frame.words
    if frame.owner >= 0 and words.lowers[frame.owner] in _OURS:
        return True
    return frame.subject is not None and not _OURS.isdisjoint(words.lowers[frame.subject.start : frame.subject.end])


def _same_as_before(case: Case, scene: Scene) -> str | None:  # noqa: ARG001  one signature for all finders
    """As in "$78.50, up 1%", "rose 12% to $210m", "(£4m)": said of the number before."""
    frame, before = case.frame, case.before
    if before and (is_aside(frame, before) or is_outcome(frame, before) or adds_direction(frame)):
        return before.subject
    return None


def _stock_index(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "the Nasdaq is up 12.5 percent"."""
    if case.frame.subject is None or case.frame.scale is not Scale.SHARE:
        return None
    words, (start, end) = case.frame.words, case.frame.subject
    if case.knowledge.lists["index_words"].isdisjoint(words.lowers[start:end]):
        return None
    for first in range(start, end):
        for last in range(min(end, first + _LONGEST_INDEX), first, -1):
            if " ".join(words.lowers[first:last]) in case.knowledge.lists["indexes"]:
                return " ".join(words.texts[first:last])
    return None


def _paired_in_order(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "Acme and Beta had 24% and 22%": the first number is the first company's."""
    frame = case.frame
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


def _owner(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "Acme's overheads", "Acme revenues", "its workforce", "sales at Acme of $5m"."""
    frame = case.frame
    words, noun, after = frame.words, frame.noun, frame.after
    if frame.verb_base in case.knowledge.lists["object_verbs"] and words.tag(frame.verb + 1) == NAME:
        return _name_at(words, frame.verb + 1)
    for owner in (frame.owner, noun.start - 1 if noun else -1):
        if owner >= 0 and (mention := words.mention(owner)) and mention.kind in ORGANISATIONS:
            return mention.name
    if noun and words.tags[noun.end - 1] != NAME and (name := first_company(words, noun)):
        return name
    if noun and frame.link in _OF_A_NAME and (mention := words.mention(noun.end - 1)):
        return mention.name if mention.kind in ORGANISATIONS else None
    if after and words.tags[after.end - 1] != NAME and frame.scale is not Scale.SHARE:
        return first_company(words, after)
    return None


def _grammatical_subject(case: Case, scene: Scene) -> str | None:
    """Whoever the subject of the verb names."""
    frame = case.frame
    if frame.subject is None:
        return None
    words, subject = frame.words, frame.subject
    if name := _antecedent(words, subject) or first_company(words, subject):
        return name
    tags = words.tags[subject.start : subject.end]
    if PERSON in tags:
        return _person(frame, tags.index(PERSON) + subject.start)
    if POSSESSIVE in tags and (owner := words.mention(tags.index(POSSESSIVE) + subject.start)):
        return owner.name if owner.kind in ORGANISATIONS else None
    return _common_noun(case, subject, scene)


def _antecedent(words: Words, subject: Stretch) -> str | None:
    """As in "bought by Acme, which owns": the name right before "which", whatever it is to the main verb."""
    behind = subject.end + 1 if words.tag(subject.end) == COMMA else subject.end
    if words.tag(behind) != RELATIVE or words.tags[subject.end - 1] != NAME:
        return None
    mention = words.mention(subject.end - 1)
    return mention.name if mention and mention.kind in ORGANISATIONS else None


def _common_noun(case: Case, subject: Stretch, scene: Scene) -> str | None:
    """What "the company", "analysts" or "the cloud market" as a subject says of whose the number is."""
    words, lists = case.frame.words, case.knowledge.lists
    named = case.region.text
    head = named.rsplit(" ", 1)[-1].lower()
    if PRONOUN in words.tags[subject.start : subject.end] or head in lists["company_nouns"]:
        return scene.default
    return None if head in lists["people_nouns"] else _place_or_market(case, subject, named, scene)


def _person(frame: Frame, place: int) -> str | None:
    """A person only where it is about what is theirs ("40% of his time"); else their company, which others find."""
    theirs = frame.words.lowers[frame.tail : frame.tail + 3]
    is_theirs = frame.verb_base in _OWNING or not _THEIRS.isdisjoint(theirs)
    return _name_at(frame.words, place) if is_theirs else None


def _place_or_market(case: Case, subject: Stretch, named: str, scene: Scene) -> str | None:
    words, lists = case.frame.words, case.knowledge.lists
    tags = words.tags[subject.start : subject.end]
    if PLACE in tags and set(tags) <= {PLACE, DETERMINER}:
        return _name_at(words, tags.index(PLACE) + subject.start)
    head = named.rsplit(" ", 1)[-1].lower()
    if not lists["macro_measures"].isdisjoint(named.lower().split()) and PLACE in tags:
        return _name_at(words, tags.index(PLACE) + subject.start)
    if head not in lists["company_measures"] and (place := _place_as_owner(case, subject)):
        return place
    if head in lists["market_measures"] and (market := _market_of(named, lists["global_words"])):
        return market
    if head in _MARKETS:
        return named
    return scene.main if named and scene.main and scene.main.endswith(" market") else None


def _place_as_owner(case: Case, stretch: Stretch) -> str | None:
    """A country as in "India's cloud market" or "Indian homemakers"; not as in "sales in India"."""
    words = case.frame.words
    for place in range(*stretch):
        if words.tags[place] == PLACE and words.tag(place + 1) in NOMINAL:
            return _name_at(words, place)
        if words.texts[place][0].isupper() and (country := case.knowledge.country_of.get(words.lowers[place])):
            return country
        if words.tags[place] in {OF, PREPOSITION}:
            break
    return None


def _market_of(named: str, global_words: frozenset[str]) -> str | None:
    """The market of "global smartphone shipments"."""
    first, *kind = named.split()
    return f"{' '.join(kind[:-1])} market" if first in global_words and len(kind) > 1 else None


def _own_phrase(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "10% of Acme's revenue came from …", "60% of them are customers of Acme"."""
    frame = case.frame
    words, verb = frame.words, case.predicate
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


def _country_of_people(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "half a billion people in India came online": the country's."""
    frame, words = case.frame, case.frame.words
    if frame.quantity.unit not in case.knowledge.lists["people"] or frame.verb >= 0:
        return None
    for place in range(frame.tail, min(len(words.tags), frame.tail + 3)):
        if words.tags[place] == PLACE:
            return _name_at(words, place)
    owner = words.tags.find(PLACE + OWNER, frame.at + 1, frame.at + _REACH)
    return _name_at(words, owner) if owner >= 0 and NAME not in words.tags[max(0, owner - _REACH) : owner] else None


_FINDERS: tuple[Callable[[Case, Scene], str | None], ...] = (
    _same_as_before,
    _stock_index,
    _paired_in_order,
    _owner,
    _grammatical_subject,
    _own_phrase,
    _country_of_people,
)


def _name_in_sentence(frame: Frame) -> str | None:
    """The company named first before the number, else behind it."""
    words = frame.words
    before = range(max(0, frame.at - _REACH), frame.at)
    behind = range(frame.at + 1, min(len(words.tags), frame.at + _REACH))
    for place in (*before, *behind):
        if words.tags[place] == NAME and not is_bystander(words, place) and not is_source(words, place):
            return _name_at(words, place)
    return None


def _name_at(words: Words, place: int) -> str | None:
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
        if words.tag(place + 1) != OWNER:
            return mention.name
        owner = owner or mention.name  # of "Acme's cloud unit" the unit, where it is known
    return owner


def is_bystander(words: Words, place: int) -> bool:
    """Whether the name only stands behind "with", "from" or the like."""
    before = place - 1
    while words.tag(before) in {DETERMINER, NOUN}:
        before -= 1
    return words.tag(before) in {PREPOSITION, TO} and words.lowers[before] in _BYSTANDERS


def is_source(words: Words, place: int) -> bool:
    """Whether the name is of who counted or told, as in "according to Acme", "Acme found", "(Acme)"."""
    if words.tag(place - 1) == OPEN and words.tag(place + 1) == CLOSE:
        return True
    clause = max(0, place - _CREDIT_REACH)
    clause = max(clause, words.tags.rfind(COMMA, clause, place) + 1)
    if not _CREDITING.isdisjoint(words.lowers[clause:place]):
        return True
    after = place + 2 if words.tag(place + 1) == OWNER else place + 1
    return words.lower(after) in _SOURCE_NOUNS or (after < len(words.bases) and words.bases[after] in _SOURCE_VERBS)
