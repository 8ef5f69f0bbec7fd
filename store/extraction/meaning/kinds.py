"""Whether a figure is a fact, a plan or a forecast."""

from __future__ import annotations

from store.extraction.meaning.changes import FINANCIAL
from store.extraction.meaning.clauses import Stretch
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.guidance import ADJECTIVES, is_own_view
from store.extraction.meaning.kind_words import BEHIND, ENDING_TAGS, REACH, VERBS, ends_clause, kind_of_word, verb_over
from store.extraction.meaning.knowledge import Knowledge
from store.extraction.meaning.lexicon import (
    ADVERB,
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    DETERMINER,
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
    is_earlier_aim,
)
from store.extraction.meaning.money import is_paid_in_deal
from store.extraction.meaning.tags import NAME, QUANTITY, TIME
from store.extraction.meaning.views import is_of_analysts, is_others_view
from store.model import FigureKind

_FINITE = frozenset({AUXILIARY, VERB, PARTICIPLE})
_PAST_NUMBER = frozenset({QUANTITY, COMMA, BREAK, MARK, SUBORDINATOR, COORDINATOR})
_RANGE = 3
_IN_ADJECTIVES = frozenset({NOUN, ADVERB, PREPOSITION, OF, TO, PARTICIPLE})
_BEFORE_ADJECTIVE = frozenset({DETERMINER, POSSESSIVE, OWNER, OF, PREPOSITION, COORDINATOR, NOUN})
_AGREED = ("acquisition price", "purchase price", "offer price", PRICE_PER_SHARE)
RESULTS = FINANCIAL | {"margin", "cash-flow", "debt", "spending", "dividend", "tax", "shipment", "production"}
"""What a company gives guidance on."""


def read_kind(case: Case, measure: Measure, *, is_result: bool, planner: str | None) -> FigureKind:
    """By the verbs and nouns that the number depends on, the nearest first.

    `is_result`: it measures a company's results, of which its own expectation is guidance, an aim.
    `planner`: whom it is about, if that can have plans and is no country or market.
    """
    if case.before and _goes_with(case, case.before):
        return case.before.kind
    if _is_settled(case, measure):
        return FigureKind.ACTUAL
    if is_others_view(case):
        return FigureKind.ESTIMATE
    if _is_known_count(case.frame, case.knowledge):
        return FigureKind.ACTUAL
    kind = (
        _kind_of_market(case, measure)
        or _kind_of_announced(case.frame, measure)
        or _kind_of_adjective(case)
        or _kind_of_predicate(case)
        or _kind_of_saying(case.frame, case.knowledge)
        or _kind_before(case, planner, is_result=is_result)
        or _kind_of_headline(case.frame)
    )
    if kind is FigureKind.TARGET and planner is None and not (_is_aimed_at(case) or _is_of_government(case.frame)):
        return FigureKind.ESTIMATE
    return kind or FigureKind.ACTUAL


def foresee(measure: Measure, knowledge: Knowledge) -> FigureKind:
    """What stands in a company's list of what it foresees: its aims, and what it expects of the economy."""
    words = measure.base.lower().split()
    return FigureKind.TARGET if knowledge.lists["forecast_of"].isdisjoint(words) else FigureKind.ESTIMATE


def _goes_with(case: Case, before: Said) -> bool:
    """Whether the number says more of the one before it: "$5m (£4m)", "$4 to $5", "$5, down 3%"."""
    frame = case.frame
    if is_aside(frame, before) or adds_direction(frame) or _is_apposed(frame, before):
        return True
    if before.kind is FigureKind.TARGET and is_earlier_aim(frame, case.knowledge.lists):
        return True
    tags = frame.words.tags
    if tags[frame.at - 1] == OPEN == tags[before.frame.at - 1]:
        return True  # "into servers ($1.3bn), followed by services ($589m)"
    is_range = before.frame.link_at == frame.link_at and before.frame.quantity.unit == frame.quantity.unit
    return is_range and frame.at - before.frame.at <= _RANGE


def _is_apposed(frame: Frame, before: Said) -> bool:
    """As in "reaching $5m in 2026, a 44% increase": it tells the same otherwise."""
    between = frame.words.tags[before.frame.at + 1 : frame.at]
    return between.endswith((COMMA + DETERMINER, BREAK + DETERMINER)) and _IN_APPOSITION.issuperset(between)


_IN_APPOSITION = frozenset({COMMA, BREAK, PREPOSITION, TIME, DETERMINER})


def _is_settled(case: Case, measure: Measure) -> bool:
    """Whether what the number says is so already, whatever is planned around it."""
    frame, lists = case.frame, case.knowledge.lists
    if measure.move and measure.head in lists["target_nouns"] | lists["estimate_nouns"]:
        return True  # the target itself was cut
    is_there = frame.after is not None and frame.words.tag(frame.at - 1) == DETERMINER  # "in the $9 billion tea market"
    if (
        (is_there and measure.base.endswith("market size"))
        or measure.head in lists["agreed_nouns"]
        or _is_agreed(case, measure)
        or _is_whole(frame)
        or _is_last_years(frame)
    ):
        return True
    if measure.base in {SHARE_PRICE, "index"} and measure.move and frame.link != "to":
        return True
    if frame.scale is Scale.TIME and "-" in frame.words.lowers[frame.at] and frame.after:
        return True  # "a 10-year partnership"
    if frame.scale is Scale.SHARE and frame.verb_base in lists["keeping_verbs"] and frame.link_at == frame.verb:
        return True  # "will hold 52%" of what is agreed
    is_said = case.frame.words.lower(frame.tail) in {"saying", "said", "say"}
    is_present = not lists["present_words"].isdisjoint(frame.words.lowers[max(0, frame.at - _PRESENT_REACH) : frame.at])
    return is_said or is_present or (_is_start(frame) and not _moves_forecast(frame, case.knowledge))


_PRESENT_REACH = 2


def _is_last_years(frame: Frame) -> bool:
    """As in "to fall from last year's $5m", "from $5m last year": what a plan starts from."""
    words = frame.words
    if words.tag(frame.at - 1) == OWNER and words.tag(frame.at - 2) == TIME:
        return words.lower(frame.at - 2).startswith(_OVER)
    is_from = frame.link == "from" and words.tag(frame.tail) == TIME
    return is_from and words.lower(frame.tail).startswith(_OVER)


_OVER = ("last ", "the last ", "the previous ", "the prior ")


def _is_known_count(frame: Frame, knowledge: Knowledge) -> bool:
    """As in "its 920 stores would remain open": how many there are, but not in "the 500 jobs it plans to cut"."""
    words = frame.words
    end = frame.after.end if frame.after else frame.tail
    teller = words.lower(end - 1)
    is_told_of = teller in _THEY | knowledge.lists["forecasters"] or words.tag(end) in _TELLING_TAGS
    return frame.scale is Scale.COUNT and words.lower(frame.at - 1) in _DEFINITE and not is_told_of


_THEY = frozenset({"it", "they"})
_TELLING_TAGS = frozenset({RELATIVE, PRONOUN, NAME, PARTICIPLE})
_DEFINITE = frozenset({"the", "its", "their", "these", "those", "all"})


def _is_agreed(case: Case, measure: Measure) -> bool:
    """Whether it is the price of a deal, and one not only proposed: "plans to buy it for $5m"."""
    proposing = verb_over(case.frame, case.frame.verb, case.knowledge.lists["target_verbs"])
    is_price = measure.base.startswith(_AGREED) or _is_paid_for_deal(case)
    return is_price and proposing < 0


def _is_paid_for_deal(case: Case) -> bool:
    """As in "As part of the deal, it will pay $5m in cash", and not "it may pay"."""
    frame = case.frame
    modals = case.knowledge.lists["estimate_modals"]
    return is_paid_in_deal(case) and modals.isdisjoint(frame.words.lowers[max(0, frame.verb - 2) : frame.verb])


def _kind_of_adjective(case: Case) -> FigureKind | None:
    """As in "a predicted extra £5m", "its planned 20 shops", "a potential $1bn valuation"."""
    words, lists = case.frame.words, case.knowledge.lists
    noun = case.frame.noun or Stretch(-1, -1)
    told = words.lowers[slice(*case.frame.subject)] if case.frame.subject else ()
    if not lists["estimate_adjectives"].isdisjoint(told):
        return FigureKind.ESTIMATE  # "its estimated revenue was $5m"
    for place in range(case.frame.at - 1, max(-1, case.frame.at - ADJECTIVES), -1):
        lower = words.lowers[place]
        if noun.start <= place < noun.end and lower in lists["foreseen_nouns"]:
            return None  # "its forecast to $5m"
        if lower in lists["estimate_adjectives"] and words.tags[place] in {NOUN, PARTICIPLE, ADVERB}:
            return FigureKind.ESTIMATE if words.tag(place - 1) in _BEFORE_ADJECTIVE else None
        if lower in lists["target_adjectives"] and words.tags[place] in {NOUN, PARTICIPLE, ADVERB}:
            return FigureKind.TARGET if words.tag(place - 1) in _BEFORE_ADJECTIVE else None
        if words.tags[place] not in _IN_ADJECTIVES:
            return None
    return None


def _is_of_government(frame: Frame) -> bool:
    """Whether those do it who plan for a country: "the government will pump"."""
    told = frame.words.lowers[slice(*frame.subject)] if frame.subject else ()
    return not _GOVERNMENTS.isdisjoint(told)


_GOVERNMENTS = frozenset({"government", "ministry", "minister", "parliament", "administration"})


def _is_aimed_at(case: Case) -> bool:
    """Whether a verb or noun of planning stands near, so that even a country's number is a target."""
    words, lists = case.frame.words, case.knowledge.lists
    near = range(max(0, case.frame.at - REACH), min(len(words.tags), case.frame.tail + BEHIND))
    return any(
        words.lowers[at] in lists["target_nouns"]
        or (words.bases[at] in lists["target_verbs"] and words.tags[at] in VERBS)
        for at in near
    )


def _kind_before(case: Case, planner: str | None, *, is_result: bool) -> FigureKind | None:
    """By the nearest verb or noun before the number, or right behind it, that tells of a plan or forecast."""
    frame, knowledge = case.frame, case.knowledge
    if is_of_analysts(frame):
        return FigureKind.ESTIMATE
    cues = knowledge.kind_cues
    tags, lowers, bases = frame.words.tags, frame.words.lowers, frame.words.bases
    first = max(-1, frame.at - REACH, _clause_boundary(frame))
    if case.before and is_comparison(frame) and not _moves_forecast(frame, knowledge):
        first = max(first, case.before.frame.at)
    skipped = _skipped(frame)
    for place in range(_end_behind(frame), first, -1):
        if place in skipped:
            continue
        if place < frame.at and tags[place] in ENDING_TAGS and ends_clause(frame.words, place):
            break
        if (lowers[place] in cues or bases[place] in cues or place == frame.verb) and (
            kind := kind_of_word(frame, place, knowledge)
        ):
            is_own = kind is FigureKind.ESTIMATE and is_own_view(case, place, planner, is_result=is_result)
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


def _skipped(frame: Frame) -> range:
    """What stands between the subject and its finite verb says nothing: "Acme, which aims to float, has 12 shops"."""
    words, subject, start = frame.words, frame.subject, frame.verb
    if subject is None or start < 0 or words.tags[start] not in _FINITE:
        return range(0)
    while start > 0 and words.tags[start - 1] in {AUXILIARY, ADVERB}:
        start -= 1
    return range(subject.end, start) if words.tag(start - 1) == COMMA else range(0)


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
    verb = verb_over(case.frame, case.frame.at, lists["forecasting_verbs"])
    if verb < 0:
        return None
    told = [*measure.base.lower().split(), *words.lowers[verb : case.frame.tail]]
    return FigureKind.ESTIMATE if any(word in lists["forecast_of"] for word in told) else None


def _kind_of_announced(frame: Frame, measure: Measure) -> FigureKind | None:
    """As in "announced a $200 million stock buyback", "the 12,000 job cuts announced last year"."""
    is_announced = "announce" in (frame.verb_base, frame.words.base(frame.after.end if frame.after else frame.tail))
    return FigureKind.TARGET if is_announced and measure.base.endswith(_TO_COME) else None


_TO_COME = ("buyback", "buybacks", "repurchase", "repurchases", "job cuts")


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
    last = next((at for at in range(end, max(frame.at, end - BEHIND), -1) if words.tags[at] in VERBS), -1)
    is_noun = words.tag(last - 1) == TO  # "according to estimates"
    is_aside = COMMA in words.tags[max(frame.at, last - BEHIND) : last]
    return last > 0 and is_aside and not is_noun and words.bases[last] in verbs


def _moves_forecast(frame: Frame, knowledge: Knowledge) -> bool:
    """As in "raised its forecast to $5m from $4m": both are forecasts."""
    words = frame.words
    if frame.link != "from" or frame.verb < 0 or frame.verb_base not in knowledge.move_of_act:
        return False
    nouns = knowledge.lists["target_nouns"] | knowledge.lists["estimate_nouns"]
    return not nouns.isdisjoint(words.lowers[frame.verb : frame.at])


def _end_behind(frame: Frame) -> int:
    """What belongs to the number right behind it: "the 5.2 percent gain that was expected"."""
    tags, lowers, end = frame.words.tags, frame.words.lowers, frame.tail
    if frame.scale is Scale.MULTIPLE:
        return frame.at  # "four times its target"
    while end < min(len(tags), frame.tail + BEHIND) and tags[end] not in _PAST_NUMBER and lowers[end] != "who":
        end += 1
    return end - 1


def _kind_of_headline(frame: Frame) -> FigureKind | None:
    """As in "Market to reach $2 billion by 2030": an infinitive with no verb before it."""
    words, verb = frame.words, frame.verb
    if verb <= 0 or words.tags[verb - 1] != TO or not _FINITE.isdisjoint(words.tags[max(0, verb - REACH) : verb]):
        return None
    subject = words.lowers[frame.subject.end - 1] if frame.subject else ""
    return FigureKind.ESTIMATE if subject in {"market", "industry", "sector", "economy"} else FigureKind.TARGET
