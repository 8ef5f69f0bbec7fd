"""Whose number it is: the company, market or country that a figure is about."""

from __future__ import annotations

import re
from collections.abc import Callable

from store.extraction.meaning.bystanders import TELLING, first_company, is_bystander, is_source, name_at, tells
from store.extraction.meaning.clauses import Stretch, find_subject, find_ticker, find_verb_before
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.lexicon import (
    ADVERB,
    AUXILIARY,
    BREAK,
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    MARK,
    NOUN,
    OF,
    OPEN,
    OWNER,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    VERB,
)
from store.extraction.meaning.listing import name_in_order
from store.extraction.meaning.mains import ORGANISATIONS
from store.extraction.meaning.markets import (
    IN_PHRASE,
    REACH,
    country_of_people,
    economy,
    place_or_market,
    place_told_of,
    stock_index,
    traded_good,
)
from store.extraction.meaning.measures import Case, adds_direction, find_bidder, is_aside, is_outcome, is_part_of_count
from store.extraction.meaning.scene import Scene
from store.extraction.meaning.tags import NAME, NOMINAL, PERSON, PLACE, TIME
from store.extraction.meaning.words import Words
from store.model import Quote

_OURS = frozenset({"we", "our", "us", "ours"})
_INTO = frozenset({"in", "into", "of", "for"})
_DESCRIBING = NOMINAL - {NAME} | {DETERMINER, MARK}
_SPREADING = frozenset({"across", "throughout", "within"})
_NEXT = frozenset({"before", "after"})
_THEIRS = frozenset({"his", "her"})
_ITS = frozenset({"its", "their"})
_OF_A_NAME = frozenset({"of", "at", "with"})
"""Between a name and a number they say whose it is: "Acme at 16%"."""


def read_subject(case: Case, scene: Scene, quote: Quote | None) -> str | None:
    """The company, market or country that the number is about: the first finder that knows says it."""
    if quote and _speaks_of_us(case.frame):
        return quote.organisation or scene.default
    for find in _FINDERS:
        if name := find(case, scene):
            return name
    if quote and quote.organisation and quote.organisation not in scene.sources:
        return quote.organisation
    where = place_told_of(case) if scene.is_general else None
    named = None if _opens_unnamed(case) else _name_in_sentence(case.frame, scene)
    return named or where or scene.default


def _opens_unnamed(case: Case) -> bool:
    """As in "The chipmaker, which supplies Acme, said": whom the sentence is about it does not name."""
    words = case.frame.words
    relative = words.tags.find(RELATIVE, 0, _LONGEST_OPENING)
    noun = relative - 2 if words.tag(relative - 1) == COMMA else relative - 1
    if noun < 1 or words.tags[0] != DETERMINER or not {DETERMINER, NOUN, PLACE}.issuperset(words.tags[: noun + 1]):
        return False
    return words.lowers[noun] in case.knowledge.lists["company_nouns"]


_LONGEST_OPENING = 6


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
    if before and is_part_of_count(frame, before):
        return before.subject
    return before.subject if before and _is_next_step(frame) else None


def _is_next_step(frame: Frame) -> bool:
    """As in "peaking at 11% before easing to 5%"."""
    verb = frame.verb
    return verb > 0 and frame.words.tags[verb] == GERUND and frame.words.lowers[verb - 1] in _NEXT


def _surveyor(case: Case, scene: Scene) -> str | None:
    """As in "14 analysts polled by Acme": those who are asked are whose who asks."""
    words, end = case.frame.words, case.frame.tail
    if words.lower(end) not in case.knowledge.lists["asked_participles"] or words.lower(end + 1) != "by":
        return None
    if case.frame.quantity.unit in case.knowledge.lists["forecasters"]:
        return scene.company  # they are asked about a company
    place = words.tags.find(NAME, end, end + REACH)
    return name_at(words, place) if place >= 0 else None


def _doer(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "333 orders, notched up by rival Acme", "units sold by Acme": who did it stands behind."""
    words, frame = case.frame.words, case.frame
    is_taken = frame.subject is not None and first_company(words, frame.subject) is not None
    for place in range(frame.tail, min(len(words.tags), frame.tail + REACH)):
        is_by = words.lowers[place] == "by"
        if words.tags[place] in _CLAUSE_TAGS or (is_taken and not is_by and words.tags[place] in {COMMA, PREPOSITION}):
            return None
        if is_by and _is_made(case, place):
            after = place + 1
            while words.tag(after) in _DESCRIBING:
                after += 1
            return name_at(words, after) if words.tag(after) == NAME else None
    return None


def _is_made(case: Case, by: int) -> bool:
    words = case.frame.words
    place = by - 2 if words.tags[by - 1] == ADVERB else by - 1
    return words.lowers[place] in case.knowledge.lists["made_participles"]


_CLAUSE_TAGS = frozenset({VERB, AUXILIARY, BREAK, SUBORDINATOR, RELATIVE})


def _paired_in_order(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "Acme and Beta had 24% and 22%": the first number is the first company's."""
    return name_in_order(case.frame.words, case.frame.at)


def _gapped(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "Acme holds 35% and Beta 25%": the name right before the number, without a verb of its own."""
    words, at = case.frame.words, case.frame.at
    is_gapped = at > 1 and words.tags[at - 1] == NAME and words.tags[at - 2] in {COMMA, COORDINATOR}
    return name_at(words, at - 1) if is_gapped else None


def _printed_behind(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "Acme ACM +6.43%": the name before the ticker, or that of the ticker."""
    words = case.frame.words
    ticker = find_ticker(words, case.frame.at)
    named = (at for at in (ticker - 1, ticker) if ticker > 0 and words.tags[at] == NAME)
    return next((name_at(words, at) for at in named), None)


def _rated(case: Case, scene: Scene) -> str | None:
    """As in "Acme cut its price target on Beta to $5": whose shares a broker rates, here or in the whole text."""
    words = case.frame.words
    told = " ".join(words.lowers[max(0, case.frame.at - REACH) : case.frame.at])
    if case.frame.scale is not Scale.MONEY or not _TARGET_PRICE.search(told):
        return None
    rated = (at for at, lower in enumerate(words.lowers[:-1]) if lower in _ON and words.tags[at + 1] == NAME)
    return next((name_at(words, at + 1) for at in rated), None) or scene.default


_TARGET_PRICE = re.compile(r"\b(?:price target|target price|price objective)\b[^,;]*\Z")
_ON = frozenset({"on", "for"})


def _apposed(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "Acme, the world's second-largest maker, rose", "Ghana - the second largest exporter - said"."""
    words, place = case.frame.words, case.frame.at - 1
    if case.frame.scale is not Scale.RANK or case.frame.after is None:
        return None
    while words.tag(place) in _IN_RANK:
        place -= 1
    is_aside = words.tag(place) in {COMMA, BREAK} and words.tag(case.frame.tail) in {COMMA, BREAK, PREPOSITION, OF, ""}
    name = words.tag(place - 1)
    return name_at(words, place - 1) if is_aside and name in {NAME, PLACE} else None


_IN_RANK = frozenset({DETERMINER, POSSESSIVE, OWNER, NOUN, PLACE, ADVERB})


def _party(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "a $5m claim against Acme", "accepted a $6m buyout from Acme": against whom it is, or who buys."""
    words, after = case.frame.words, case.frame.after
    if after is None or case.frame.scale is not Scale.MONEY:
        return None
    if (bidder := find_bidder(case.frame, case.knowledge)) >= 0:
        return name_at(words, bidder)
    is_claim = words.lowers[after.end - 1] in case.knowledge.lists["claim_nouns"]
    if not is_claim or words.lower(after.end) != "against" or words.tag(after.end + 1) != NAME:
        return None
    return name_at(words, after.end + 1)


def _bracketed(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "Acme (21 percent) and Beta (9 percent)": the name right before the bracket."""
    words, at = case.frame.words, case.frame.at
    is_bracketed = at > 1 and words.tags[at - 1] == OPEN and words.tags[at - 2] == NAME and words.tag(at + 1) == CLOSE
    return name_at(words, at - 2) if is_bracketed else None


def _owner(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "Acme's overheads", "Acme revenues", "its workforce", "sales at Acme of $5m"."""
    frame = case.frame
    words, noun, after = frame.words, frame.noun, frame.after
    if frame.verb_base in case.knowledge.lists["object_verbs"] and words.tag(frame.verb + 1) == NAME:
        return name_at(words, frame.verb + 1)
    for owner in (frame.owner, noun.start - 1 if noun else -1):
        if owner >= 0 and (mention := words.mention(owner)) and mention.kind in ORGANISATIONS:
            return mention.name
    is_paid = frame.link == "" and frame.verb_base in case.knowledge.lists["indirect_verbs"]
    is_traded = frame.link == "for" and any(act.of_object for act in case.knowledge.actions.get(frame.verb_base, ()))
    if (
        noun
        and not (is_paid or is_traded)  # "bought Acme's unit for $5m"
        and frame.link not in _SPREADING
        and words.tags[noun.end - 1] != NAME
        and (name := first_company(words, noun))
    ):
        return name
    is_of_noun = after is not None and frame.scale is Scale.MONEY  # "led by Acme at a $5m valuation"
    if noun and frame.link in _OF_A_NAME and not is_of_noun and (mention := words.mention(noun.end - 1)):
        return mention.name if mention.kind in ORGANISATIONS else None
    if after and words.tags[after.end - 1] != NAME and frame.scale is not Scale.SHARE:
        return first_company(words, after)
    return None


def _funded(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "Acme led a $12 million round in the start-up Beta": who gets the money."""
    frame, words = case.frame, case.frame.words
    after, lists = frame.after, case.knowledge.lists
    if frame.verb_base not in lists["funding_verbs"] or not after:
        return None
    if words.lowers[after.end - 1] not in lists["round_nouns"]:
        return None
    if words.lower(after.end) not in _INTO:
        return None
    place = after.end + 1
    while words.tag(place) in _DESCRIBING:
        place += 1
    return name_at(words, place) if words.tag(place) == NAME else None


def _unsaid(case: Case, scene: Scene) -> str | None:
    """As in "Announced a $5m investment in Acme", in a list of what a company has done: whom the text is about."""
    words, verb = case.frame.words, case.frame.verb
    if verb < 0 or scene.is_general or not {ADVERB, TIME}.issuperset(words.tags[:verb]):
        return None
    is_done = words.tags[verb] in {VERB, PARTICIPLE} and words.lowers[verb].endswith("ed")
    return scene.main if is_done and words.tag(verb + 1) != PREPOSITION else None  # no "Backed by Acme, …"


def _grammatical_subject(case: Case, scene: Scene) -> str | None:
    """Whoever the subject of the verb names."""
    frame = case.frame
    if frame.subject is None:
        return None
    words, subject = frame.words, frame.subject
    is_estimate = words.lowers[subject.end - 1] in case.knowledge.lists["estimate_nouns"]  # "the FactSet consensus was"
    if is_estimate or _is_described(case, subject):
        return scene.default
    if name := _antecedent(words, subject) or first_company(words, subject):
        is_told = name in scene.sources and scene.main != name and frame.verb_base in TELLING
        return scene.default if is_told else name
    tags = words.tags[subject.start : subject.end]
    if PERSON in tags:
        return _person(case, tags.index(PERSON) + subject.start)
    if POSSESSIVE in tags and (owner := _possessor(words, tags.index(POSSESSIVE) + subject.start)):
        return owner
    return _common_noun(case, subject, scene) or _subject_over(frame, subject)


def _possessor(words: Words, place: int) -> str | None:
    """Whom "its" means: in "Acme is growing and its market share" a quotation leaves it open, and the clause tells."""
    if owner := words.mention(place):
        return owner.name if owner.kind in ORGANISATIONS else None
    return first_company(words, Stretch(0, place)) if words.lowers[place] in _ITS else None


def _subject_over(frame: Frame, subject: Stretch) -> str | None:
    """As in "Acme shipped 5 million phones accounting for 12%": who does the verb over a participle and its noun."""
    words = frame.words
    matrix = find_verb_before(words, subject.start) if words.tags[frame.verb] == GERUND else -1
    over = find_subject(words, matrix) if matrix >= 0 and words.bases[matrix] not in TELLING else None
    return first_company(words, over) if over else None


def _is_described(case: Case, subject: Stretch) -> bool:
    """As in "the owner of Acme shampoo", "the Paris lender's loans": a company spoken of by what it is."""
    words, nouns = case.frame.words, case.knowledge.lists["company_nouns"]
    at = subject.start
    if words.tags[at] != DETERMINER:
        return False
    while words.tag(at + 1) in {NOUN, PLACE}:
        at += 1
    return at > subject.start and words.lowers[at] in nouns and words.tag(at + 1) in {OF, OWNER}


def _antecedent(words: Words, subject: Stretch) -> str | None:
    """As in "bought by Acme, which owns": the name right before "which", whatever it is to the main verb."""
    behind = subject.end + 1 if words.tag(subject.end) == COMMA else subject.end
    place = subject.end - 1
    while place > subject.start and words.tags[place] == NOUN:
        place -= 1  # "to the Acme factory, which makes"
    if words.tag(behind) != RELATIVE or words.tags[place] != NAME:
        return None
    mention = words.mention(place)
    return mention.name if mention and mention.kind in ORGANISATIONS else None


def _common_noun(case: Case, subject: Stretch, scene: Scene) -> str | None:
    """What "the company", "analysts" or "the cloud market" as a subject says of whose the number is."""
    words, lists = case.frame.words, case.knowledge.lists
    named = case.region.text
    head = named.rsplit(" ", 1)[-1].lower()
    if named.lower() in lists["street"]:
        return scene.company
    if place := _place_of_many(case, subject, named, head):
        return place
    if (
        head in lists["deal_nouns"]
        or words.lowers[subject.start] == "group"
        or not lists["merged_adjectives"].isdisjoint(words.lowers[subject.start : subject.end])
    ):
        return scene.main
    if head in _MANY_FIRMS and " " in named and words.tags[subject.start] not in {DETERMINER, POSSESSIVE}:
        return named
    if head in lists["company_nouns"] or head in lists["stock_nouns"] or PRONOUN in words.tags[slice(*subject)]:
        return scene.company
    return None if head in lists["people_nouns"] else place_or_market(case, subject, named, scene)


def _place_of_many(case: Case, subject: Stretch, named: str, head: str) -> str | None:
    """As in "US firms hired", "in Norway people pay": where those are who are many."""
    words, lists = case.frame.words, case.knowledge.lists
    if head in _MANY_FIRMS and words.tags[subject.start] == PLACE:
        return name_at(words, subject.start)
    return place_told_of(case) if named.lower() in lists["anybody"] else None


_MANY_FIRMS = frozenset({"companies", "firms", "startups", "start-ups", "banks", "retailers", "airlines", "carmakers"})
"""Without an article they are many at once: "women's health companies raised $5m"."""


def _person(case: Case, place: int) -> str | None:
    """A person only where it is about what is theirs ("40% of his time"); else their company, which others find."""
    frame, lists = case.frame, case.knowledge.lists
    theirs = frame.words.lowers[frame.tail : frame.tail + 3]
    is_theirs = frame.verb_base in lists["owning_verbs"] | lists["getting_verbs"] or not _THEIRS.isdisjoint(theirs)
    return name_at(frame.words, place) if is_theirs else None


def _own_phrase(case: Case, scene: Scene) -> str | None:  # noqa: ARG001
    """As in "10% of Acme's revenue came from …", "60% of them are customers of Acme"."""
    frame = case.frame
    words, verb = frame.words, case.predicate
    if verb < 0:
        return None
    end = frame.tail
    while end < verb and words.tags[end] in IN_PHRASE:
        end += 1
    if name := first_company(words, Stretch(frame.tail, end)):
        return name
    complement = verb + 1
    if words.bases[verb] in case.knowledge.lists["using_verbs"] and words.tag(complement) == NAME:
        return name_at(words, complement)  # "77% use Acme"
    while words.tag(complement) in {NOUN, DETERMINER}:
        complement += 1
    return first_company(words, Stretch(complement, complement + 2)) if words.tag(complement) == OF else None


_FINDERS: tuple[Callable[[Case, Scene], str | None], ...] = (
    _printed_behind,
    _apposed,
    _same_as_before,
    stock_index,
    traded_good,
    _surveyor,
    _doer,
    _paired_in_order,
    economy,
    _gapped,
    _bracketed,
    _funded,
    _party,
    _rated,
    _owner,
    _unsaid,
    _grammatical_subject,
    _own_phrase,
    country_of_people,
)


def _name_in_sentence(frame: Frame, scene: Scene) -> str | None:
    """The company named first before the number, else behind it; a source only where the whole text is about it."""
    words = frame.words
    before = range(max(0, frame.at - REACH, words.tags.rfind(BREAK, 0, frame.at)), frame.at)
    behind = range(frame.at + 1, min(len(words.tags), frame.at + REACH)) if frame.subject is None else ()
    for place in (*before, *behind):
        if words.tags[place] != NAME or is_bystander(words, place) or is_source(words, place):
            continue
        name = name_at(words, place)
        if name == scene.main or not (name in scene.sources or (scene.is_general and tells(words, place))):
            return name
    return None
