"""Reads how much something rose or fell: "sales fell 12%", "a 27% decline in profit", "shares are up 3%"."""

from __future__ import annotations

from store.extraction.meaning.clauses import Stretch, noun_phrase_before, noun_phrase_from
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.knowledge import DECLINE, GROWTH, Knowledge
from store.extraction.meaning.lexicon import COMMA, DETERMINER, NOUN, OF, POSSESSIVE
from store.extraction.meaning.measures import (
    REDUCTION,
    SHARE_PRICE,
    Case,
    Measure,
    Said,
    adds_direction,
    find_direction,
    is_bare_estimate,
    scope_behind,
)
from store.extraction.meaning.nouns import Named, name_region, name_stretch
from store.extraction.meaning.tags import NAME, PLACE
from store.extraction.wordlists import singular


def read_move(case: Case) -> Measure | None:
    """The measure and its move, where the number says by how much something moved."""
    return (
        _read_rate(case)
        or _read_noun_behind(case)
        or _read_noun_before(case)
        or _read_outdone(case)
        or read_excess(case)
        or _read_direction(case)
        or _read_verb(case)
    )


def _read_rate(case: Case) -> Measure | None:
    """As in "grew at an annual rate of 5%", "growth with a 2.3% annual rate", "a compound annual growth rate of 8%"."""
    frame = case.frame
    words = frame.words
    rate = frame.after or (frame.noun if frame.link == "of" else None)
    if frame.scale is not Scale.SHARE or rate is None or words.lower(rate.end - 1) not in {"rate", "pace", "clip"}:
        return None
    near = words.bases[max(0, rate.start - _RATE_REACH) : rate.end]
    move = next(
        (
            case.knowledge.move_of_noun.get(word) or case.knowledge.move_of_verb.get(word)
            for word in near
            if word in case.knowledge.move_of_noun or word in case.knowledge.move_of_verb
        ),
        None,
    )
    if move is None:
        return None
    is_shown = frame.verb_base in _SHOWING
    named = case.named if is_shown or words.lower(rate.end - 2) != "growth" else None
    kind = "annual" if "annual" in words.lowers[rate.start : rate.end] else ""
    return named._replace(move=move) if named else Measure(kind, move)


_RATE_REACH = 8
_SHOWING = frozenset({"show", "see", "post", "record", "have", "has", "had"})


def _read_noun_behind(case: Case) -> Measure | None:
    """As in "a 27% decline in quarterly profit"."""
    frame, after = case.frame, case.frame.after
    if after and after.end - after.start > 1 and frame.words.lower(after.end - 1) in _FORESEEN_BEHIND:
        after = Stretch(after.start, after.end - 1)
    if after and (move := _move_of_noun(case, after)):
        return _with_move(case, after, after.end, move)
    return None


_FORESEEN_BEHIND = frozenset({"forecast", "expected", "projected", "predicted"})
"""As in "with 5% growth forecast for 2005": no noun."""


def _read_noun_before(case: Case) -> Measure | None:
    """As in "sales growth of 2.4 percent", "a fall in profit of 3%"."""
    frame = case.frame
    if not frame.noun or frame.link not in {"of", "by", "at", ""}:
        return None
    if move := _move_of_noun(case, frame.noun):
        return _with_move(case, frame.noun, frame.noun.end, move)
    words, before = frame.words, frame.noun.start - 1
    if words.lower(before) == "in" and (move := case.knowledge.move_of_noun.get(words.lower(before - 1), "")):
        return Measure(name_stretch(words, frame.noun, case.knowledge), move)
    return None


def _move_of_noun(case: Case, stretch: Stretch) -> str:
    frame = case.frame
    noun = singular(frame.words.lower(stretch.end - 1))
    if frame.scale is Scale.MONEY and noun in case.knowledge.lists["amount_nouns"]:
        return ""
    return case.knowledge.move_of_noun.get(noun, "")


def _with_move(case: Case, stretch: Stretch, tail: int, move: str) -> Measure | None:
    """What moved: the words before the change noun, else what stands behind it, else what the context says."""
    words, knowledge = case.frame.words, case.knowledge
    own = name_stretch(words, Stretch(stretch.start, stretch.end - 1), knowledge)
    if own in knowledge.lists["stock_nouns"]:
        return _moved(Measure(SHARE_PRICE), move, knowledge)  # "saw its shares jump 5%"
    if own:
        return Measure(own, move, scope_behind(case.frame))
    if words.lower(tail) in {"in", "of"} and (moved := noun_phrase_from(words, tail + 1)):
        named = name_region(words, Stretch(moved.start, min(len(words.tags), moved.end + 3)), knowledge)
        if named.text:
            return Measure(named.text, move, named.scope)
    said = case.before
    if said and said.measure.base == SHARE_PRICE and case.frame.verb < said.frame.at:
        return _moved(said.measure.level, move, knowledge)  # "fell 1%, after Monday's 4% gain"
    return _move_of_context(case, move)


def _read_direction(case: Case) -> Measure | None:
    """As in "shares are up 31 percent", "$5m, down 3%"."""
    frame = case.frame
    words = {frame.words.lower(frame.link_at), frame.words.lower(frame.tail), frame.words.lower(find_direction(frame))}
    if not words.isdisjoint(case.knowledge.lists["rise_words"]):
        move = GROWTH
    elif not words.isdisjoint(case.knowledge.lists["fall_words"]):
        move = DECLINE
    else:
        return None
    if case.before and adds_direction(frame):
        return _moved(case.before.measure.level, move, case.knowledge)
    if case.named and case.named.base == "index":
        return _moved(case.named, move, case.knowledge)
    named = _name_before_direction(case)
    if not named.text:
        return _move_of_context(case, move)
    is_stock = named.text in case.knowledge.lists["stock_nouns"]
    return _moved(Measure(SHARE_PRICE if is_stock else named.text, "", named.scope), move, case.knowledge)


_OF_WHAT = frozenset({"of", "to", "in", "from", "at", "for", "among", "on"})


def _name_before_direction(case: Case) -> Named:
    """As in "with sales to users up 5%", "strong sales in Europe, up 5%": what stands before "up" or "down"."""
    words, end = case.frame.words, find_direction(case.frame)
    noun = noun_phrase_before(words, end - 1 if words.tag(end - 1) == COMMA else end) if end > 0 else None
    if noun is None:
        return Named("")
    start, link = noun.start, noun.start - 1
    while words.tag(link) in {DETERMINER, POSSESSIVE}:
        link -= 1
    is_with_partner = words.lower(link) == "with" and words.tags[noun.end - 1] == PLACE  # "the trade gap with China"
    if (is_with_partner or words.lower(link) in _OF_WHAT) and (head := noun_phrase_before(words, link)):
        is_move = singular(words.lowers[head.end - 1]) in case.knowledge.move_of_noun
        start = start if is_move or words.tags[head.end - 1] != NOUN else head.start
    return name_region(words, Stretch(start, noun.end), case.knowledge)


_FROM_PRICE = {"below": "discount", "above": "premium"}
_PRICES = frozenset({"close", "closing"})


def _read_outdone(case: Case) -> Measure | None:
    """As in "revenue missed analysts' estimates by 1.7%": by how much it did."""
    frame, lists = case.frame, case.knowledge.lists
    if frame.link != "by" or frame.verb_base not in lists["outdoing_verbs"] or case.named is None:
        return None
    return Measure(f"{case.named.base} {'miss' if frame.verb_base in _FALLING_SHORT else 'beat'}", "", case.named.scope)


_FALLING_SHORT = frozenset({"miss", "trail"})


def read_excess(case: Case) -> Measure | None:
    """As in "$5m, 44% more than a year earlier", "5 cents less than before": by how much the number before differs."""
    frame, knowledge = case.frame, case.knowledge
    words = frame.words
    than = words.lower(frame.tail + 1) == "than"
    lower = words.lower(frame.tail)
    if changed := _read_comparative(case):
        return changed
    if frame.scale is Scale.SHARE and lower in _FROM_PRICE and _PRICES & set(words.lowers[frame.tail : frame.tail + 6]):
        return Measure(_FROM_PRICE[lower], "", "to closing price")
    if than and frame.scale is Scale.SHARE and _PRICES & set(words.lowers[frame.tail + 2 : frame.tail + 6]):
        return Measure("premium" if lower in knowledge.lists["excess_words"] else "discount", "", "to closing price")
    if not than or lower not in knowledge.lists["excess_words"] | knowledge.lists["lack_words"]:
        return None
    move = GROWTH if lower in knowledge.lists["excess_words"] else DECLINE
    said = case.before or case.earlier
    is_own = said is None or said is not case.before or frame.verb > said.frame.at
    stands = (
        case.named is not None and case.named.base in knowledge.lists["standing_nouns"]
    )  # "the figure was 30% more"
    if frame.verb >= 0 and is_own and case.named and not (stands and said):
        return _moved(case.named, move, knowledge)
    return _moved(said.measure.level, move, knowledge) if said else None


def _read_comparative(case: Case) -> Measure | None:
    """As in "40% thinner than the last one", "sales were 30% larger"."""
    knowledge = case.knowledge
    changed = knowledge.comparatives.get(case.frame.words.lower(case.frame.tail - 1), "")
    if case.frame.scale is not Scale.SHARE or not changed:
        return None
    named = case.named
    if named and not knowledge.measures.keys().isdisjoint((named.head, singular(named.head))):
        return _moved(named, GROWTH if changed.endswith("increase") else DECLINE, knowledge)
    return Measure(changed)


def _read_verb(case: Case) -> Measure | None:
    frame, knowledge = case.frame, case.knowledge
    if frame.verb < 0 or not _is_extent(frame):
        return None
    act = knowledge.move_of_act.get(frame.verb_base, "")
    if act and frame.noun and frame.link in {"by", ""} and frame.verb < frame.noun.start:
        moved = name_region(frame.words, Stretch(frame.verb + 1, frame.noun.end), knowledge)
        if moved.text in knowledge.lists["stock_nouns"]:
            return _moved(Measure(SHARE_PRICE), act, knowledge)
        return Measure(moved.text, _noun_of_act(frame, act), moved.scope)
    if move := knowledge.move_of_verb.get(frame.verb_base, ""):
        return _move_of_context(case, move)
    return _read_act_on_part(case, act) if act and frame.scale is Scale.SHARE else None


def _noun_of_act(frame: Frame, act: str) -> str:
    if act == GROWTH:
        return act
    return "cut" if frame.verb_base in {"cut", "slash"} else REDUCTION


def _is_extent(frame: Frame) -> bool:
    """Whether the number is by how much, not to or from where, the verb moves something."""
    if frame.link == "at":
        return frame.verb_base in {"grow", "expand", "shrink", "increase", "rise"} and frame.noun is None
    return frame.link == "by" or frame.link_at == frame.verb or (frame.noun is not None and frame.link == "")


def _read_act_on_part(case: Case, act: str) -> Measure | None:
    """As in "cut 10% of its workforce", "shares lost 20% of their value"."""
    frame, knowledge = case.frame, case.knowledge
    words = frame.words
    named = case.named
    part = noun_phrase_from(words, frame.tail + 1) if words.tag(frame.tail) == OF else None
    is_its_value = part is not None and words.lowers[part.end - 1] == "value"  # "shares lost 20% of their value"
    if named and (part is None or is_its_value):
        return _moved(named, act, knowledge)
    if part:
        text = name_stretch(words, part, knowledge)
        return Measure(text, _noun_of_act(frame, act)) if text else None
    if _company_is_subject(frame):
        return _moved(Measure(SHARE_PRICE), act, knowledge)
    return _move_of_context(case, act)


def _move_of_context(case: Case, move: str) -> Measure:
    """The move of what the subject names, else of what the number before measures, else of the company itself."""
    frame, knowledge = case.frame, case.knowledge
    named = _rate_before(case) or _stood_for(case) or case.named
    if named and not is_bare_estimate(named, knowledge):
        return _moved(named, move, knowledge)
    is_unit = case.region.text.rsplit(" ", 1)[-1] in knowledge.lists["company_nouns"]
    if frame.verb_base in _TRADING and _company_is_subject(frame):
        return _moved(Measure(SHARE_PRICE), move, knowledge)
    if frame.verb_base in knowledge.lists["size_verbs"] and (is_unit or _company_is_subject(frame)):
        return Measure("revenue", move)
    for said in (case.before, case.earlier):
        if said and not (said is case.earlier and _is_of_good(said, knowledge)):
            return _moved(said.measure.level, move, knowledge)
    if frame.verb_base in knowledge.move_of_verb and _company_is_subject(frame):
        return _moved(Measure(SHARE_PRICE), move, knowledge)
    return Measure("revenue" if _company_is_subject(frame) else "", move)


def _stood_for(case: Case) -> Measure | None:
    """As in "spent $5m, a figure that is expected to climb 36%": what was told before."""
    said = case.before or case.earlier
    is_stand_in = case.named is not None and case.named.base in case.knowledge.lists["standing_nouns"]
    return said.measure.level if said and is_stand_in else None


def _rate_before(case: Case) -> Measure | None:
    """As in "has eased interest rates up, with quarter point rises": the rate that points are of."""
    words = case.frame.words
    if case.frame.quantity.unit not in _POINTS:
        return None
    place = next((at for at in range(case.frame.at - 1, -1, -1) if words.lowers[at] in _RATES), -1)
    noun = noun_phrase_before(words, place + 1) if place >= 0 else None
    return Measure(name_stretch(words, noun, case.knowledge)) if noun else None


_POINTS = frozenset({"percentage_point", "basis_point"})
_RATES = frozenset({"rate", "rates"})
_TRADING = frozenset({"close", "end", "finish", "open", "trade"})
"""What shares do: "Acme closed 3% lower"."""


def _is_of_good(said: Said, knowledge: Knowledge) -> bool:
    """Whether a sentence before told of gold, oil or the like: a company's drop behind it is of its shares."""
    told = (said.subject or "").rpartition(" ")[2].lower()
    return told in knowledge.lists["traded_goods"]


def _company_is_subject(frame: Frame) -> bool:
    return frame.subject is not None and NAME in frame.words.tags[frame.subject.start : frame.subject.end]


def _moved(measure: Measure, move: str, knowledge: Knowledge) -> Measure:
    if measure.base in {SHARE_PRICE, "index"} and move == GROWTH:
        move = knowledge.move_nouns["stock_growth"]
    if measure.head == "economy":
        measure = measure._replace(base="economic")
    return measure._replace(move=move)
