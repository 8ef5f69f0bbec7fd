"""The readings of a number that hold for every scale: what a noun or a subject beside it says it is the size of."""

from __future__ import annotations

from store.extraction.meaning.clauses import Stretch, noun_phrase_before, noun_phrase_from
from store.extraction.meaning.frames import (
    Frame,
    Scale,
)
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
    SUBORDINATOR,
    VERB,
)
from store.extraction.meaning.measures import (
    Case,
    Measure,
    Said,
    is_aside,
    is_bare_estimate,
    is_comparison,
    is_earlier_aim,
    is_listed,
    is_outcome,
    scope_behind,
)
from store.extraction.meaning.nouns import name_region, name_stretch, names_measure
from store.extraction.meaning.tags import NAME, PERSON

_LINKS_OF_SIZE = frozenset({"of", "to", "at", "from", ""})


def read_label(case: Case) -> Measure | None:
    """As in "Revenue: $5m", "Earnings per share: 15 cents adjusted": a line of a list, or of a table cut into lines."""
    if case.cell:
        return case.cell.measure
    words, frame = case.frame.words, case.frame
    label = noun_phrase_before(words, frame.link_at) if words.lower(frame.link_at) == ":" else None
    if label is None or label.start:
        return None
    text = name_stretch(words, label, case.knowledge)
    if not names_measure(text, case.knowledge):
        return None
    is_adjusted = words.lower(frame.tail - 1) in case.knowledge.lists["adjusting_words"]
    return Measure(f"{words.lowers[frame.tail - 1]} {text}" if is_adjusted else text)


def read_outcome(case: Case) -> Measure | None:
    """As in "rose 12% to $210m", "up 12%, from $187m"."""
    before = case.before
    if before is None:
        return None
    if is_outcome(case.frame, before) or _is_reached(case) or _is_origin(case.frame, before):
        return before.measure.level
    is_end = before.frame.link == "from" and case.frame.link == "to" and not _is_parted(before.frame, case.frame)
    return before.measure if is_end and before.frame.scale is case.frame.scale else None


def _is_origin(frame: Frame, before: Said) -> bool:
    """As in "up 12%, from $187m": where the change began."""
    is_from = frame.link == "from" and frame.noun is None and before.measure.move != ""
    between = frame.words.tags[before.frame.at + 1 : frame.link_at]
    return is_from and between in {"", COMMA} and frame.scale is not before.frame.scale


def _is_reached(case: Case) -> bool:
    """As in "boosted revenues by 21%, hitting $5m"."""
    frame, before = case.frame, case.before
    if before is None or not before.measure.move or frame.scale is before.frame.scale or frame.verb < 0:
        return False
    is_gerund = frame.words.tags[frame.verb] == GERUND and frame.words.tag(frame.verb - 1) == COMMA
    return is_gerund and frame.link_at == frame.verb and frame.verb_base in _REACHING


_REACHING = frozenset({"hit", "reach", "total", "top", "exceed", "surpass"})


def _is_parted(before: Frame, frame: Frame) -> bool:
    """Whether more stands between two numbers than what the first is told of: "from 20 cents a share to 25"."""
    return frame.verb != before.verb or not _NOMINAL_ASIDE.issuperset(frame.words.tags[before.at + 1 : frame.link_at])


_NOMINAL_ASIDE = frozenset({DETERMINER, PREPOSITION, NOUN, OF})


def read_range(case: Case) -> Measure | None:
    """As in "priced at $24, above its range of $19 to $21": a range of what was named before."""
    frame, words = case.frame, case.frame.words
    said = case.before
    if said is None or said.frame.scale is not frame.scale or "range" not in words.lowers[frame.link_at : frame.at]:
        return None
    if is_earlier_aim(frame, case.knowledge.lists):
        return said.measure
    if frame.link in {"from", "to"} and said.frame.verb == frame.verb:
        return None  # "cut its forecast from a range of $4 to $5 to a range of $3 to $4"
    base = said.measure.base
    return Measure(base if base.endswith("range") else f"{base} range")


def copy_measure(case: Case) -> Measure | None:
    """What the number before it in the sentence measures, where this one only adds to that."""
    frame = case.frame
    before = case.before
    if before and (_is_than(frame) or (is_comparison(frame) and before.frame.scale is not frame.scale)):
        before = case.alike
    if before is None or before.frame.scale is not frame.scale:
        return None
    if is_aside(frame, before):
        return before.measure
    if frame.link == "from" and frame.verb > before.frame.at:
        return None  # "…, and its margin fell from 85% to 83%"
    is_compared = (is_comparison(frame) or _is_than(frame)) and frame.noun is None
    is_next = is_listed(frame, before) and frame.after is None and not _has_own_content(frame, before)
    if not (is_compared or is_next or _is_told_of_again(frame)):
        return None
    measure, scope = (case.alike or before).measure, scope_behind(frame)
    if is_compared:
        return measure._replace(scope=scope or measure.scope, move="" if frame.link == "from" else measure.move)
    return measure._replace(scope=scope or measure.scope) if is_next or scope else None


def _is_than(frame: Frame) -> bool:
    """As in "but lower than the 4 billion barrels it had aimed for"."""
    return "than" in frame.words.lowers[frame.link_at + 1 : frame.at]


def _has_own_content(frame: Frame, before: Said) -> bool:
    """As in "$5m of debt", and in "a $7m investment and $3m in agreements", where the first has a noun behind it."""
    words, tail = frame.words, frame.tail
    is_in = words.lower(tail) == "in" and words.tag(tail + 1) in {NOUN, MARK} and before.frame.after is not None
    return is_in or words.tag(tail) == OF


def _is_told_of_again(frame: Frame) -> bool:
    """As in "10% came from Asia, while 20% came from Europe": a bare number as the subject of its clause."""
    words = frame.words
    opens_clause = words.tag(frame.link_at) in {SUBORDINATOR, COMMA, COORDINATOR, BREAK}
    return opens_clause and frame.after is None and words.tag(frame.tail) in {VERB, PARTICIPLE}


def read_or_aside(case: Case) -> Measure | None:
    """As in "up 1.4% or 6p", "rose $2.86, or 5.3 percent": the same move by another measure."""
    frame, said = case.frame, case.before
    if said is None or not said.measure.move or said.frame.scale is frame.scale:
        return None
    return said.measure if frame.words.lower(frame.at - 1) == "or" and frame.at - said.frame.at <= _OR_REACH else None


_OR_REACH = 3


def read_following_noun(case: Case) -> Measure | None:
    """As in "a $26 million funding round", "a 9% operating margin"."""
    after = case.frame.after
    if after is None or not {PERSON, NAME}.isdisjoint(case.frame.words.tags[after.end - 1]):
        return None
    text = name_stretch(case.frame.words, after, case.knowledge)
    if text in _STRETCHES_OF_NUMBERS and case.frame.link == "in" and case.frame.noun:
        text = name_stretch(case.frame.words, case.frame.noun, case.knowledge)
    head, is_money = text.rsplit(" ", 1)[-1], case.frame.scale is Scale.MONEY
    is_sized = head in case.knowledge.lists["worth_nouns"] or (
        head in case.knowledge.lists["sized_nouns"] and " " in text
    )
    if is_money and is_sized:
        return Measure(f"{text} size")
    if text in case.knowledge.lists["forecasters"] and case.frame.words.tag(after.end) in {VERB, AUXILIARY}:
        return case.alike.measure if case.alike else None  # "above the 5% analysts expect"
    if text in case.knowledge.lists["target_nouns"] and case.named and case.frame.link == "to":
        return Measure(f"{case.named.base} {text}")  # "inflation would rise to its 2% target"
    if text and is_bare_estimate(Measure(text), case.knowledge) and (said := case.alike or case.earlier):
        return said.measure.level
    if is_money and head in case.knowledge.lists["valued_nouns"]:
        text = f"{text} value"
    is_move = text in case.knowledge.move_of_noun and text not in case.knowledge.lists["amount_nouns"]
    return Measure(text) if text and not is_move else None  # "a $5m drop in debt" is read as a move


_STRETCHES_OF_NUMBERS = frozenset({"range", "area", "region"})
"""As in "inflation in the low 2% range"."""


def read_size_of(case: Case) -> Measure | None:
    """As in "revenue of $5m": the plainest link, but in "the discovery of a $5m fraud" the number is of the fraud."""
    frame = case.frame
    is_of_next = frame.after is not None and frame.words.tag(frame.at - 1) in {DETERMINER, POSSESSIVE, OWNER}
    return read_linked_noun(case) if frame.link == "of" and not is_of_next else None


def read_linked_noun(case: Case) -> Measure | None:
    """As in "revenue of $5m", "a margin of 5%", "increase sales to four million"."""
    frame = case.frame
    if frame.noun is None or frame.link not in _LINKS_OF_SIZE:
        return None
    is_receiver = frame.link == "" and frame.scale is Scale.MONEY and 0 <= frame.verb < frame.noun.start
    if is_receiver and frame.verb_base in case.knowledge.lists["indirect_verbs"]:
        return None
    measure = _name_record(Measure(_name_with_head(case, frame.noun)), case)
    if is_bare_estimate(measure, case.knowledge):
        said = case.alike or case.earlier
        return said.measure.level if said else measure
    if frame.link == "from" and measure.head in case.knowledge.move_of_noun and case.alike:
        return case.alike.measure.level  # "a 2x increase from $8m"
    if not measure.base or measure.head in case.knowledge.lists["company_nouns"]:
        return None
    return measure


def _name_record(measure: Measure, case: Case) -> Measure:
    """As in "shares fell to a low of $4": of what it is a low, where a bare "low" is named."""
    is_bare = measure.base in _RECORDS and case.named is not None
    return measure._replace(base=f"{case.named.base} {measure.base}") if is_bare and case.named else measure


_RECORDS = frozenset({"high", "low", "peak", "record high", "record low"})


def _name_with_head(case: Case, noun: Stretch) -> str:
    """The noun before the link; whole of "the cost of the recall at $5m"."""
    words, knowledge = case.frame.words, case.knowledge
    of = noun.start - 1
    if " ".join(words.lowers[of : noun.end]) in knowledge.lists["after_measures"]:
        taxed = noun_phrase_before(words, of)
        return name_region(words, Stretch(taxed.start, noun.end), knowledge).text if taxed else ""
    if words.tag(of) in {DETERMINER, POSSESSIVE}:
        of -= 1
    head = noun_phrase_before(words, of) if words.tag(of) == OF else None
    if head and words.lowers[head.end - 1] in _WHOLE_HEADS:
        return name_region(words, Stretch(head.start, noun.end), knowledge).text
    return name_stretch(words, noun, knowledge)


_WHOLE_HEADS = frozenset({"cost", "costs", "price", "value", "number", "rate", "amount"})


def read_level(case: Case) -> Measure | None:
    """As in "net income was $5m", "sales fell 12% to $5m", "shares closed at $5"."""
    frame, knowledge = case.frame, case.knowledge
    if frame.verb < 0:
        return None
    base = frame.verb_base
    is_moved = base in knowledge.move_of_verb and frame.link in {"to", "from", "at"}
    is_moved |= base in knowledge.move_of_act and frame.link in {"to", "from"} and _is_passive(frame)
    if is_moved or base in knowledge.lists["level_verbs"] or frame.words.tags[frame.verb] == AUXILIARY:
        return _stand_for(case) or _with_its_move(case.named, case)
    return None


def _is_passive(frame: Frame) -> bool:
    """As in "its costs were cut to $5m", "could see its workforce trimmed to 500"."""
    before = frame.words.tag(frame.verb - 1)
    return frame.words.tags[frame.verb] == PARTICIPLE and frame.link_at == frame.verb + 1 and before in _BEFORE_PASSIVE


_BEFORE_PASSIVE = frozenset({AUXILIARY, ADVERB, NOUN})


def read_stand_in(case: Case) -> Measure | None:
    """As in "this has now been reduced to $5m": what was told before."""
    frame, words = case.frame, case.frame.words
    at = frame.verb - 1
    while words.tag(at) in {AUXILIARY, ADVERB}:
        at -= 1
    is_pronoun = words.lower(at) in _STAND_INS and at < frame.verb - 1
    return repeat_before(case) if is_pronoun and frame.link in {"to", "at"} and frame.noun is None else None


_STAND_INS = frozenset({"this", "that"})


def _stand_for(case: Case) -> Measure | None:
    """As in "expects the ratio to reach 3%": what was spoken of before."""
    named = case.named
    if named is None or named.base not in case.knowledge.lists["standing_nouns"]:
        return None
    return repeat_before(case)


def _with_its_move(measure: Measure | None, case: Case) -> Measure | None:
    """As in "volume growth was 3.4 per cent": a level that is itself a change."""
    if measure is None or case.frame.scale is not Scale.SHARE or " " not in measure.base:
        return measure
    base, noun = measure.base.rsplit(" ", 1)
    move = case.knowledge.move_of_noun.get(noun)
    return measure._replace(base=base, move=move) if move else measure


def read_opening(case: Case) -> Measure | None:
    """As in "At 2.6%, inflation remains within the target": what the clause behind is about."""
    words, frame = case.frame.words, case.frame
    if frame.link not in {"at", "with"} or frame.link_at > 1 or words.tag(frame.tail) != COMMA:
        return None
    noun = noun_phrase_from(words, frame.tail + 1)
    text = name_stretch(words, noun, case.knowledge) if noun else ""
    return Measure(text) if text and text.split()[-1] not in case.knowledge.lists["company_nouns"] else None


def read_nearest_noun(case: Case) -> Measure | None:
    """What the subject, the noun before or the object of the verb names, where no other rule tells."""
    frame, knowledge = case.frame, case.knowledge
    if case.named:
        return case.named
    object_ = noun_phrase_from(frame.words, frame.verb + 1) if frame.verb >= 0 else None
    for noun in (frame.noun, object_ if object_ and object_.end <= frame.at else None, frame.after):
        text = name_stretch(frame.words, noun, knowledge) if noun else ""
        if text and text.rsplit(" ", 1)[-1] not in knowledge.lists["company_nouns"] | knowledge.lists["people_nouns"]:
            return Measure(text)
    return Measure("amount") if frame.scale is Scale.MONEY else None


def repeat_before(case: Case) -> Measure | None:
    """What the number before measures, in the sentence or else in the paragraph, if it is of the same scale."""
    for said in (case.before, case.earlier):
        if said and said.frame.scale is case.frame.scale:
            return said.measure.level
    return None
