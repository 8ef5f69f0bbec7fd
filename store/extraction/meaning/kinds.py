"""Whether a figure is a fact, a plan or a forecast."""

from __future__ import annotations

from collections.abc import Mapping

from store.extraction.meaning.bystanders import is_source
from store.extraction.meaning.changes import FINANCIAL
from store.extraction.meaning.clauses import Stretch, find_subject
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.knowledge import Knowledge
from store.extraction.meaning.lexicon import (
    ADVERB,
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    MARK,
    NOUN,
    OF,
    OWNER,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TO,
    VERB,
)
from store.extraction.meaning.measures import (
    PRICE_PER_SHARE,
    SHARE_PRICE,
    Case,
    Measure,
    Said,
    adds_direction,
    is_aside,
    is_comparison,
)
from store.extraction.meaning.tags import NAME, QUANTITY, TIME
from store.extraction.meaning.words import Words
from store.extraction.periods import due_date
from store.extraction.reading import TimeMention
from store.model import FigureKind

_ACCOMPLISHED = frozenset({"after", "since", "following", "despite", "by", "from"})
"""Before "-ing" they tell of what has been done, whatever the main verb plans."""
_DONE_BEFORE = frozenset({"after", "since", "following", "despite"})
_VERBS = frozenset({VERB, PARTICIPLE, GERUND})
_FINITE = frozenset({AUXILIARY, VERB, PARTICIPLE})
_ENDING_TAGS = frozenset({BREAK, MARK, RELATIVE, SUBORDINATOR, PREPOSITION})
_PAST_NUMBER = frozenset({COMMA, BREAK, MARK, SUBORDINATOR, COORDINATOR})
_REACH = 22
_BEHIND = 3
_RANGE = 3
_ADJECTIVES = 6
_IN_ADJECTIVES = frozenset({NOUN, ADVERB, PREPOSITION, TO, PARTICIPLE})
_BEFORE_ADJECTIVE = frozenset({DETERMINER, POSSESSIVE, OWNER, OF, PREPOSITION, COORDINATOR, NOUN})
_HOLDING = frozenset({POSSESSIVE, OWNER, NAME, NOUN, DETERMINER, TIME})
_AGREED = ("acquisition price", "purchase price", "offer price", PRICE_PER_SHARE)
_HIS = frozenset({"his", "her"})
_KEEPING = frozenset({"hold", "own", "remain", "retain", "keep"})
_CALLS = frozenset({"call", "calls"})
_GUIDING = frozenset({"expect", "forecast", "see", "project", "anticipate", "guide"})
_GUIDANCE = frozenset({"guidance", "outlook", "forecast", "forecasts", "range"})
_PREVIOUS = frozenset({"previous", "previously", "prior", "earlier", "original", "initial", "had"})
RESULTS = FINANCIAL | {"margin", "cash-flow", "debt", "spending", "dividend", "tax", "shipment", "production"}
"""What a company gives guidance on."""


def read_kind(case: Case, measure: Measure, *, is_result: bool, may_plan: bool) -> FigureKind:
    """By the verbs and nouns that the number depends on, the nearest first.

    `is_result`: it measures a company's results, of which its own expectation is guidance, an aim.
    `may_plan`: it is about somebody who can have plans, not a country or a market.
    """
    if case.before and _goes_with(case, case.before):
        return case.before.kind
    if _is_settled(case, measure):
        return FigureKind.ACTUAL
    if _is_analysts_view(case):
        return FigureKind.ESTIMATE
    kind = (
        _kind_of_market(case, measure)
        or _kind_of_adjective(case)
        or _kind_of_predicate(case)
        or _kind_of_saying(case.frame, case.knowledge)
        or _kind_before(case, is_result=is_result)
        or _kind_of_headline(case.frame)
    )
    if kind is FigureKind.TARGET and not may_plan and not _is_aimed_at(case):
        return FigureKind.ESTIMATE
    return kind or FigureKind.ACTUAL


def name_aim(case: Case, measure: Measure) -> str:
    """What a company aims at in its results: "sales growth guidance"; what it aimed at before is "previous"."""
    lowers = case.frame.words.lowers
    foreseen = case.knowledge.lists["foreseen_nouns"]
    told = str(measure._replace(base=" ".join(word for word in measure.base.split() if word not in foreseen)))
    is_forecast = any(base in _GUIDING for base in case.frame.words.bases) or not _GUIDANCE.isdisjoint(lowers)
    is_aim = measure.head in case.knowledge.lists["target_nouns"] - foreseen
    if not is_forecast or is_aim:
        return told
    near = lowers[max(0, case.frame.at - _ADJECTIVES) : case.frame.at]
    is_previous = case.frame.link == "from" or not _PREVIOUS.isdisjoint(near)
    return f"{'previous ' if is_previous else ''}{told} guidance"


def _goes_with(case: Case, before: Said) -> bool:
    """Whether the number says more of the one before it: "$5m (£4m)", "$4 to $5", "$5, down 3%"."""
    frame = case.frame
    if is_aside(frame, before) or adds_direction(frame):
        return True
    is_range = before.frame.link_at == frame.link_at and before.frame.quantity.unit == frame.quantity.unit
    return is_range and frame.at - before.frame.at <= _RANGE


def _is_settled(case: Case, measure: Measure) -> bool:
    """Whether what the number says is so already, whatever is planned around it."""
    frame, lists = case.frame, case.knowledge.lists
    if measure.move and measure.head in lists["target_nouns"] | lists["estimate_nouns"]:
        return True  # the target itself was cut
    if measure.head in lists["agreed_nouns"] or measure.base.startswith(_AGREED) or _is_whole(frame):
        return True
    if measure.base in {SHARE_PRICE, "index"} and measure.move and frame.link != "to":
        return True
    if frame.scale is Scale.TIME and "-" in frame.words.lowers[frame.at] and frame.after:
        return True  # "a 10-year partnership"
    if frame.scale is Scale.SHARE and frame.verb_base in _KEEPING and frame.link_at == frame.verb:
        return True  # "will hold 52%" of what is agreed
    is_said = case.frame.words.lower(frame.tail) in {"saying", "said", "say"}
    return is_said or (_is_start(frame) and not _moves_forecast(frame, case.knowledge))


def _kind_of_adjective(case: Case) -> FigureKind | None:
    """As in "a predicted extra £5m", "its planned 20 shops", "a potential $1bn valuation"."""
    words, lists = case.frame.words, case.knowledge.lists
    for place in range(case.frame.at - 1, max(-1, case.frame.at - _ADJECTIVES), -1):
        lower = words.lowers[place]
        if case.frame.noun and place == case.frame.noun.end - 1 and lower in lists["foreseen_nouns"]:
            return None  # "its forecast to $5m"
        if lower in lists["estimate_adjectives"] and words.tags[place] in {NOUN, PARTICIPLE, ADVERB}:
            return FigureKind.ESTIMATE if words.tag(place - 1) in _BEFORE_ADJECTIVE else None
        if lower in lists["target_adjectives"] and words.tags[place] in {NOUN, PARTICIPLE, ADVERB}:
            return FigureKind.TARGET if words.tag(place - 1) in _BEFORE_ADJECTIVE else None
        if words.tags[place] not in _IN_ADJECTIVES:
            return None
    return None


def _is_aimed_at(case: Case) -> bool:
    """Whether a verb or noun of planning stands near, so that even a country's number is a target."""
    words, lists = case.frame.words, case.knowledge.lists
    near = range(max(0, case.frame.at - _REACH), min(len(words.tags), case.frame.tail + _BEHIND))
    return any(
        words.lowers[at] in lists["target_nouns"]
        or (words.bases[at] in lists["target_verbs"] and words.tags[at] in _VERBS)
        for at in near
    )


def _kind_before(case: Case, *, is_result: bool) -> FigureKind | None:
    """By the nearest verb or noun before the number, or right behind it, that tells of a plan or forecast."""
    frame, knowledge = case.frame, case.knowledge
    if _is_of_analysts(frame):
        return FigureKind.ESTIMATE
    cues = knowledge.kind_cues
    tags, lowers, bases = frame.words.tags, frame.words.lowers, frame.words.bases
    first = max(-1, frame.at - _REACH, _clause_boundary(frame))
    if case.before and is_comparison(frame) and not _moves_forecast(frame, knowledge):
        first = max(first, case.before.frame.at)
    skipped = _skipped(frame)
    for place in range(_end_behind(frame), first, -1):
        if place in skipped:
            continue
        if place < frame.at and tags[place] in _ENDING_TAGS and _ends_clause(frame.words, place):
            break
        if (lowers[place] in cues or bases[place] in cues or place == frame.verb) and (
            kind := _kind_of_word(frame, place, knowledge)
        ):
            is_own = kind is FigureKind.ESTIMATE and _is_own_view(case, place, is_result=is_result)
            return FigureKind.TARGET if is_own else kind
    return None


def _clause_boundary(frame: Frame) -> int:
    """The comma or "and" before a clause with a subject of its own, past which nothing is said of the number."""
    words, subject = frame.words, frame.subject
    if subject is None or frame.verb < 0 or words.tags[frame.verb] != VERB or words.tag(frame.verb - 1) == TO:
        return -1
    place = subject.start - 1
    while words.tag(place) in {DETERMINER, POSSESSIVE}:
        place -= 1
    return place if words.tag(place) in {COMMA, COORDINATOR, BREAK} else -1


def _is_own_view(case: Case, place: int, *, is_result: bool) -> bool:
    """Whether what is expected is a company's own aim: "we expect revenue of $5m", "Acme expects to spend $5m"."""
    words, lists = case.frame.words, case.knowledge.lists
    if words.tags[place] in _VERBS:
        holder = find_subject(words, place)
        is_planned = words.tag(place + 1) == TO and words.bases[place + 2 : place + 3] != []
        does = is_planned and words.bases[place + 2] in lists["planned_verbs"]
    else:
        holder, does = _holder_of_noun(words, place), False
    if holder is None or not (is_result or does):
        return False
    return _is_company(words, holder, lists) and not _is_theirs(case, holder)


def _is_theirs(case: Case, holder: Stretch) -> bool:
    """Whether it is of those who foretell for others: "analysts cut their forecast", "he raised his forecast"."""
    words, subject = case.frame.words, case.frame.subject
    if POSSESSIVE not in words.tags[slice(*holder)]:
        return False
    told = [*words.lowers[slice(*holder)], *(words.lowers[slice(*subject)] if subject else ())]
    return not (case.knowledge.lists["forecasters"] | _HIS).isdisjoint(told)


def _holder_of_noun(words: Words, place: int) -> Stretch | None:
    """Whose forecast it is, by what stands right before: "its second-half forecast", "a company forecast"."""
    start = place
    while start > 0 and words.tags[start - 1] in _HOLDING:
        start -= 1
    return Stretch(start, place) if start < place else None


def _is_company(words: Words, stretch: Stretch, lists: Mapping[str, frozenset[str]]) -> bool:
    told = words.lowers[slice(*stretch)]
    if not lists["forecasters"].isdisjoint(told) or not lists["people_nouns"].isdisjoint(told) or "consensus" in told:
        return False
    if any(words.tags[at] == NAME and is_source(words, at) for at in range(*stretch)):
        return False
    named = {NAME, POSSESSIVE, PRONOUN} & set(words.tags[slice(*stretch)])
    return bool(named) or not lists["company_nouns"].isdisjoint(told)


def _skipped(frame: Frame) -> range:
    """What stands between the subject and its finite verb says nothing: "Acme, which aims to float, has 12 shops"."""
    words, subject, start = frame.words, frame.subject, frame.verb
    if subject is None or start < 0 or words.tags[start] not in _FINITE:
        return range(0)
    while start > 0 and words.tags[start - 1] in {AUXILIARY, ADVERB}:
        start -= 1
    return range(subject.end, start) if words.tag(start - 1) == COMMA else range(0)


def _is_of_analysts(frame: Frame) -> bool:
    """As in "the $5m average of 14 analysts"."""
    words, end = frame.words, min(len(frame.words.tags), frame.tail + _BEHIND)
    return any("analyst" in words.lowers[at] and words.tag(at - 1) == OF for at in range(frame.at + 1, end))


def _is_analysts_view(case: Case) -> bool:
    """As in "analysts put the cost at $5m"."""
    frame = case.frame
    if frame.link == "at" and frame.verb_base in {"put", "peg"}:
        return True
    if frame.subject is None or frame.verb_base not in case.knowledge.lists["putting_verbs"]:
        return False
    return frame.words.lowers[frame.subject.end - 1] in case.knowledge.lists["forecasters"]


def _is_whole(frame: Frame) -> bool:
    """As in "will close 5 of its 60 shops": what a part is taken of is there already."""
    return frame.link == "of" and frame.owner >= 0 and frame.words.tag(frame.link_at - 1) == QUANTITY


def _is_start(frame: Frame) -> bool:
    """As in "will raise it from 78% to 90%": where it is now."""
    words = frame.words
    return (
        frame.link == "from"
        and frame.verb_base != "range"
        and words.tag(frame.tail) == TO
        and words.tag(frame.tail + 1) == QUANTITY
    )


def _kind_of_market(case: Case, measure: Measure) -> FigureKind | None:
    """What is expected of an economy or a market is a forecast, whoever tells: "sees inflation peaking at 11%"."""
    words, lists = case.frame.words, case.knowledge.lists
    verb = _verb_over(case.frame, case.frame.at, lists["forecasting_verbs"])
    if verb < 0:
        return None
    told = [*measure.base.lower().split(), *words.lowers[verb : case.frame.tail]]
    return FigureKind.ESTIMATE if any(word in lists["forecast_of"] for word in told) else None


def _verb_over(frame: Frame, end: int, verbs: frozenset[str]) -> int:
    """The place of the last of `verbs` before `end` in the same clause, or -1."""
    words = frame.words
    for place in range(end - 1, max(-1, end - _REACH), -1):
        if words.bases[place] in verbs and words.tags[place] in _VERBS:
            return place
        if words.tags[place] in _ENDING_TAGS and _ends_clause(words, place):
            break
    return -1


def _kind_of_predicate(case: Case) -> FigureKind | None:
    """As in "Three shops will close": what the number is to do."""
    place = case.predicate
    if place < 0 or case.frame.verb >= 0 or case.frame.words.tags[place] != AUXILIARY:
        return None
    if case.frame.scale is Scale.MONEY:
        return None  # "the $5m investment could make it"
    lower, lists = case.frame.words.lowers[place], case.knowledge.lists
    if lower in lists["target_modals"] and not _says_later(case.frame, case.knowledge):
        return FigureKind.TARGET
    return FigureKind.ESTIMATE if lower in lists["estimate_modals"] | lists["target_modals"] else None


def _kind_of_saying(frame: Frame, knowledge: Knowledge) -> FigureKind | None:
    """As in "Sales will triple to 5 million, she predicted"."""
    return FigureKind.ESTIMATE if _says_later(frame, knowledge) else None


def _says_later(frame: Frame, knowledge: Knowledge) -> bool:
    words, verbs = frame.words, knowledge.lists["estimate_verbs"]
    end = len(words.tags) - 1
    last = next((at for at in range(end, max(frame.at, end - _BEHIND), -1) if words.tags[at] in _VERBS), -1)
    return last > 0 and words.bases[last] in verbs and COMMA in words.tags[max(frame.at, last - _BEHIND) : last]


def _moves_forecast(frame: Frame, knowledge: Knowledge) -> bool:
    """As in "raised its forecast to $5m from $4m": both are forecasts."""
    words = frame.words
    if frame.link != "from" or frame.verb < 0 or frame.verb_base not in knowledge.move_of_act:
        return False
    nouns = knowledge.lists["target_nouns"] | knowledge.lists["estimate_nouns"]
    return not nouns.isdisjoint(words.lowers[frame.verb : frame.at])


def _ends_clause(words: Words, place: int) -> bool:
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


def _end_behind(frame: Frame) -> int:
    """What belongs to the number right behind it: "the 5.2 percent gain that was expected"."""
    tags, end = frame.words.tags, frame.tail
    if frame.scale is Scale.MULTIPLE:
        return frame.at  # "four times its target"
    while end < len(tags) and end < frame.tail + _BEHIND and tags[end] not in _PAST_NUMBER:
        end += 1
    return end - 1


def _kind_of_word(frame: Frame, place: int, knowledge: Knowledge) -> FigureKind | None:
    """What the word at `place` says of the number's kind, by itself or with "to" or "for" behind it."""
    words, lists = frame.words, knowledge.lists
    tag, lower, base = words.tags[place], words.lowers[place], words.bases[place]
    if tag == AUXILIARY:
        return _kind_of_modal(frame, place, lists)
    if lower in lists["estimate_nouns"] and _is_outdone(frame, place, lists):
        return None
    if lower in _CALLS and words.tag(place - 1) in {OWNER, NOUN}:
        return FigureKind.ESTIMATE  # "Wall Street's call for $5", "the consensus call"
    if kind := _kind_with_particle(frame, place, knowledge):
        return kind
    is_verb = tag in _VERBS
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
    if words.tag(place + 1) == TO and words.tag(place + 2) in {VERB, AUXILIARY}:
        return _kind_of_infinitive(frame, place, knowledge)
    is_seen = lower == "seen" and words.lower(place - 1) in _BE
    if is_seen or (base == "look" and words.lower(place + 1) == "for"):
        return FigureKind.ESTIMATE
    if lower in lists["on_track"] and words.lower(place - 1) == "on":
        return FigureKind.TARGET
    is_asked = base in lists["target_with_for"] and frame.link == "for"
    is_under_way = base in knowledge.move_of_act and _is_under_way(frame, place)
    return FigureKind.TARGET if is_asked or (is_under_way and lower != base) else None


def _kind_of_infinitive(frame: Frame, place: int, knowledge: Knowledge) -> FigureKind | None:
    """As in "set to open", "set to rise", "likely to reach", "a deal to build"."""
    words, lists = frame.words, knowledge.lists
    lower = words.lowers[place]
    if words.bases[place] in lists["target_with_to"]:
        return FigureKind.ESTIMATE if frame.verb_base in knowledge.move_of_verb else FigureKind.TARGET
    if lower in lists["estimate_with_to"] and words.lower(place - 1) not in lists["excess_words"]:
        return FigureKind.ESTIMATE
    is_plan = place < frame.at and lower in lists["target_nouns_with_to"] and frame.link != "for"
    return FigureKind.TARGET if is_plan else None


def _is_price_target(words: Words, place: int) -> bool:
    """Of a share's "price target" only analysts speak."""
    return words.lowers[place] in {"target", "targets"} and words.lower(place - 1) == "price"


def _is_outdone(frame: Frame, place: int, lists: Mapping[str, frozenset[str]]) -> bool:
    """As in "beat estimates by 8%": by how much is no estimate."""
    if frame.link != "by" and frame.words.lower(place + 1) in {"of", "for"}:
        return False
    return any(base in lists["outdoing_verbs"] for base in frame.words.bases[max(0, place - _BEHIND) : place])


def _is_under_way(frame: Frame, place: int) -> bool:
    """As in "is raising its stake to 20%"."""
    words = frame.words
    return (
        words.tags[place] == GERUND and words.tag(place - 1) == AUXILIARY and frame.link == "to" and place == frame.verb
    )


def _kind_of_modal(frame: Frame, place: int, lists: Mapping[str, frozenset[str]]) -> FigureKind | None:
    """As in "will serve", "could reach"; "said it would" tells of a plan too."""
    words = frame.words
    if (frame.subject and place < frame.subject.end) or COMMA in words.tags[place : frame.verb]:
        return None
    lower = words.lowers[place]
    if _verb_over(frame, place, lists["estimate_verbs"]) >= 0:
        return FigureKind.ESTIMATE
    is_reported = not lists["saying_verbs"].isdisjoint(words.bases[max(0, place - _REACH) : place])
    if lower in lists["target_modals"] or (lower in lists["reported_modals"] and is_reported):
        return FigureKind.TARGET
    if lower == "should" and _is_due(words, frame.tail):
        return FigureKind.TARGET
    is_possible = lower in lists["estimate_modals"] or lower in lists["reported_modals"]
    return FigureKind.ESTIMATE if is_possible else None


def _is_due(words: Words, place: int) -> bool:
    """As in "by 2026" behind the number."""
    near = words.items[place : place + _BEHIND]
    return any(isinstance(item, TimeMention) and due_date(item) is not None for item in near)


def _kind_of_headline(frame: Frame) -> FigureKind | None:
    """As in "Market to reach $2 billion by 2030": an infinitive with no verb before it."""
    words, verb = frame.words, frame.verb
    if verb <= 0 or words.tags[verb - 1] != TO or not _FINITE.isdisjoint(words.tags[max(0, verb - _REACH) : verb]):
        return None
    subject = words.lowers[frame.subject.end - 1] if frame.subject else ""
    return FigureKind.ESTIMATE if subject in {"market", "industry", "sector", "economy"} else FigureKind.TARGET
