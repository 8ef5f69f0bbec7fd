"""What a number measures, in parts, and the readings of it that hold for every sort of unit."""

from __future__ import annotations

from typing import NamedTuple

from store.extraction.clauses import Stretch, noun_phrase_from
from store.extraction.frames import Frame
from store.extraction.knowledge import DECLINE, GROWTH, Knowledge
from store.extraction.lexicon import AUXILIARY, COORDINATOR, DETERMINER, NOUN, OF, PARTICIPLE, PREPOSITION
from store.extraction.nouns import find_scope, name_region, name_stretch
from store.extraction.words import COMMA, OPEN, QUANTITY

REDUCTION = "reduction"


class Measure(NamedTuple):
    """ "PC shipments" with the move "decline" and the scope "in China"; `whole` is what a share is of."""

    base: str
    move: str = ""
    scope: str = ""
    whole: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.base, self.move, self.scope)))

    @property
    def level(self) -> Measure:
        """The same without its move."""
        return self._replace(move="")


class Said(NamedTuple):
    """A number already read, for those that follow it."""

    frame: Frame
    measure: Measure


def is_comparison(frame: Frame) -> bool:
    """ "…, compared with 5%", "versus 5%", "up from 5%": the number says the same of another time or place."""
    words, at = frame.words, frame.link_at
    if words.bases[at - 1] == "compare" if at > 0 else False:
        return True
    return frame.link in {"versus", "vs", "against"} or (frame.link == "from" and frame.noun is None)


def is_aside(frame: Frame, before: Said) -> bool:
    """ "$5m (£4m)": the same amount again."""
    return frame.words.tag(frame.link_at) == OPEN and before.frame.at == frame.link_at - 1


def is_listed(frame: Frame, before: Said) -> bool:
    """ "23% and 21%", "20% from Europe and 70% from Asia": one of a list, with no verb of its own."""
    if frame.words.tag(frame.link_at) not in {COMMA, COORDINATOR}:
        return False
    return frame.verb <= before.frame.at


def copy_measure(frame: Frame, before: Said | None) -> Measure | None:
    """What the number before it in the sentence measures, where this one only adds to that."""
    if before is None or before.frame.scale is not frame.scale:
        return None
    if is_aside(frame, before):
        return before.measure
    if is_comparison(frame):
        return before.measure._replace(scope=scope_behind(frame) or before.measure.scope)
    if is_listed(frame, before) and frame.after is None and frame.words.tag(frame.tail) != OF:
        return before.measure._replace(scope=scope_behind(frame) or before.measure.scope)
    return None


def scope_behind(frame: Frame) -> str:
    """The place named behind the number, before the next number or clause."""
    words = frame.words
    end = frame.tail
    while end < len(words.tags) and words.tags[end] not in {QUANTITY, COMMA} and end - frame.tail < _SCOPE_REACH:
        end += 1
    return find_scope(words, frame.tail, end)


_SCOPE_REACH = 8


def read_move(frame: Frame, before: Said | None, knowledge: Knowledge) -> Measure | None:
    """ "sales fell 15%", "cut costs by $5m", "is up 3%", "a 32% decline in profit", "growth of 3%"."""
    words = frame.words
    if frame.after and (move := knowledge.move_of_noun.get(_head(frame, frame.after))):
        return _move_of_noun(frame, frame.after, frame.tail, move, before, knowledge)
    if frame.noun and frame.link in {"of", "by", "at", ""} and _head(frame, frame.noun) in knowledge.move_of_noun:
        move = knowledge.move_of_noun[_head(frame, frame.noun)]
        return _move_of_noun(frame, frame.noun, frame.noun.end, move, before, knowledge)
    lower = words.lower(frame.link_at)
    if lower in knowledge.sets["rise_words"]:
        return _move_of_context(frame, GROWTH, before, knowledge)
    if lower in knowledge.sets["fall_words"]:
        return _move_of_context(frame, DECLINE, before, knowledge)
    if frame.verb >= 0 and _is_amount_of(frame):
        move = knowledge.move_of_verb.get(frame.verb_base, "")
        if move and frame.noun and frame.link == "by":
            move = REDUCTION if move == DECLINE else move
            return Measure(name_stretch(words, frame.noun, knowledge), move)
        if move:
            return _move_of_context(frame, move, before, knowledge)
    return None


def _is_amount_of(frame: Frame) -> bool:
    """Whether the number is by how much, not to or from where, the verb moves something."""
    return frame.link == "by" or frame.link_at == frame.verb


def _head(frame: Frame, stretch: Stretch) -> str:
    word = frame.words.lower(stretch.end - 1)
    return word.removesuffix("s") if word.endswith("s") and not word.endswith("ss") else word


def _move_of_noun(
    frame: Frame, stretch: Stretch, tail: int, move: str, before: Said | None, knowledge: Knowledge
) -> Measure | None:
    words = frame.words
    own = name_stretch(words, Stretch(stretch.start, stretch.end - 1), knowledge)
    if own and own not in knowledge.sets["dropped"]:
        return Measure(own, move, scope_behind(frame))
    if words.lower(tail) in {"in", "of"} and (of := noun_phrase_from(words, tail + 1)):
        named = name_region(words, Stretch(of.start, min(len(words.tags), of.end + 4)), knowledge)
        if named.text:
            return Measure(named.text, move, named.scope)
    return _move_of_context(frame, move, before, knowledge)


def _move_of_context(frame: Frame, move: str, before: Said | None, knowledge: Knowledge) -> Measure | None:
    """The move of what the subject names, else of what the number before measures."""
    if frame.subject:
        named = name_subject(frame, knowledge)
        if named.base:
            return named._replace(move=_move_word(named.base, move, knowledge))
    if before:
        return before.measure._replace(move=_move_word(before.measure.base, move, knowledge))
    return Measure("revenue", move)


def _move_word(base: str, move: str, knowledge: Knowledge) -> str:
    if move == GROWTH and base == "share price":
        return knowledge.move_nouns["stock_growth"]
    return move


def name_subject(frame: Frame, knowledge: Knowledge) -> Measure:
    """The measure that the subject of the verb names; nothing where it names a company or a person."""
    if frame.subject is None:
        return Measure("")
    named = name_region(frame.words, frame.subject, knowledge)
    head = named.text.rsplit(" ", 1)[-1]
    if head in knowledge.sets["stock_nouns"]:
        return Measure("share price")
    if head in knowledge.sets["company_nouns"] or head in knowledge.sets["people_nouns"]:
        return Measure("")
    return Measure(named.text, "", named.scope)


def read_following_noun(frame: Frame, knowledge: Knowledge) -> Measure | None:
    """ "a $35 million funding round", "a 70% stake in Acme"."""
    if frame.after is None:
        return None
    text = name_stretch(frame.words, frame.after, knowledge)
    return Measure(text) if text else None


def read_linked_noun(frame: Frame, knowledge: Knowledge) -> Measure | None:
    """ "revenue of $5m", "a margin of 5%", "increase sales to four million"."""
    if frame.noun is None or frame.link not in {"of", "to", "at", "from", ""}:
        return None
    text = name_stretch(frame.words, frame.noun, knowledge)
    head = text.rsplit(" ", 1)[-1]
    if not text or head in knowledge.sets["company_nouns"]:
        return None
    return Measure(text)


def read_level(frame: Frame, knowledge: Knowledge) -> Measure | None:
    """ "net income was $5m", "sales fell 15% to $5m", "shares closed at $5"."""
    if frame.verb < 0:
        return None
    base = frame.verb_base
    is_moved = base in knowledge.move_of_verb and frame.link in {"to", "from", "at"}
    if not (is_moved or base in knowledge.sets["level_verbs"] or frame.words.tags[frame.verb] == AUXILIARY):
        return None
    measure = name_subject(frame, knowledge)
    return measure if measure.base else None


def predicate(frame: Frame) -> int:
    """The verb of which the number is the subject, or -1."""
    words = frame.words
    if frame.verb >= 0:
        return -1
    for place in range(frame.tail, min(len(words.tags), frame.tail + 25)):
        if words.tags[place] in {AUXILIARY, "v"} or (
            words.tags[place] == PARTICIPLE and words.tag(place + 1) in {PREPOSITION, "t", NOUN, DETERMINER}
        ):
            return place
    return -1
