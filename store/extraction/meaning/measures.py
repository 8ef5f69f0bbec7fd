"""What a number measures, in parts, and a number about to be read with what was read before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.knowledge import Knowledge
from store.extraction.meaning.lexicon import (
    AUXILIARY,
    COORDINATOR,
    OF,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TO,
    VERB,
)
from store.extraction.meaning.nouns import find_scope, name_region
from store.extraction.meaning.tags import BREAK, COMMA, MARK, OPEN, QUANTITY

REDUCTION = "reduction"
SHARE_PRICE = "share price"
_LOOK_BACK = 6
_SCOPE_REACH = 8
_PREDICATE_REACH = 30


class Measure(NamedTuple):
    """As in "PC shipments" with the move "decline" and the scope "in China"; `whole` is what a share is of."""

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

    @property
    def head(self) -> str:
        return self.base.rsplit(" ", 1)[-1].lower()


class Said(NamedTuple):
    """A number already read, for those that follow it."""

    frame: Frame
    measure: Measure
    subject: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A number to be read, with those before it in the sentence, and the last of the sentences before."""

    frame: Frame
    told: Sequence[Said]
    earlier: Said | None
    knowledge: Knowledge

    @property
    def before(self) -> Said | None:
        return self.told[-1] if self.told else None

    @property
    def alike(self) -> Said | None:
        """The last number of the sentence of the same scale, and not "per share"."""
        for said in self.told[: -_LOOK_BACK - 1 : -1]:
            if said.frame.scale is self.frame.scale and not said.measure.base.endswith("per share"):
                return said
        return None


Rule = Callable[[Case], Measure | None]
"""A way to read a number; None where it does not apply."""


def is_comparison(frame: Frame) -> bool:
    """As in "…, compared with 5%", "versus 5%", "from 5%": the number says the same of another time or place."""
    if frame.words.bases[frame.link_at - 1] == "compare" and frame.link_at > 0:
        return True
    if frame.verb_base == "range":
        return False
    return frame.link in {"versus", "vs", "against"} or (frame.link == "from" and frame.noun is None)


def is_aside(frame: Frame, before: Said) -> bool:
    """As in "$5m (£4m)": the same amount again."""
    return frame.words.tag(frame.link_at) == OPEN and before.frame.at == frame.link_at - 1


def is_listed(frame: Frame, before: Said) -> bool:
    """As in "23% and 21%", "20% from Europe and 70% from Asia": one of a list, with no verb of its own."""
    return frame.words.tag(frame.link_at) in {COMMA, COORDINATOR} and frame.verb <= before.frame.at


def is_outcome(frame: Frame, before: Said) -> bool:
    """As in "rose 15% to $345m": where the change led."""
    return frame.link == "to" and before.frame.at == frame.link_at - 1 and bool(before.measure.move)


def adds_direction(frame: Frame) -> bool:
    """As in "$5m, up 3%": how the number before has moved."""
    return frame.link in {"up", "down"} and frame.words.tag(frame.link_at - 1) in {COMMA, OPEN}


def scope_behind(frame: Frame) -> str:
    """The place named behind the number, before the next number or clause."""
    words, end = frame.words, frame.at + 1
    stop = min(len(words.tags), frame.tail + _SCOPE_REACH)
    while end < stop and words.tags[end] not in {QUANTITY, COMMA, SUBORDINATOR, RELATIVE}:
        end += 1
    return find_scope(words, frame.at + 1, end)


def name_subject(frame: Frame, knowledge: Knowledge) -> Measure | None:
    """The measure that the subject of the verb names, None where it names a company or a person."""
    if frame.subject is None:
        return None
    words, lists = frame.words, knowledge.lists
    start = frame.subject.start
    if words.tag(start - 1) == OF and words.lower(start - 2) in lists["stock_nouns"]:
        return Measure(SHARE_PRICE)
    named = name_region(words, frame.subject, knowledge)
    measure = Measure(named.text, "", named.scope)
    if measure.base.lower() in lists["stock_nouns"]:
        return Measure(SHARE_PRICE)
    if not named.text or measure.head in lists["company_nouns"] or measure.head in lists["people_nouns"]:
        return None
    return measure


def find_predicate(frame: Frame) -> int:
    """The verb whose subject the number is or stands in, or -1."""
    words = frame.words
    place = frame.tail if frame.verb < 0 else len(words.tags)
    end = min(len(words.tags), frame.tail + _PREDICATE_REACH)
    while place < end:
        tag = words.tags[place]
        if tag in {BREAK, MARK, SUBORDINATOR}:
            break
        if tag in {COMMA, RELATIVE} or (tag == PARTICIPLE and words.lower(place + 1) == "by"):
            place = words.tags.find(COMMA, place + 1, end)
            if place < 0:
                break
        elif tag in {AUXILIARY, VERB} or (tag == PARTICIPLE and words.tag(place + 1) in _AFTER_PARTICIPLE):
            return place
        place += 1
    return -1


_AFTER_PARTICIPLE = frozenset({PREPOSITION, TO, "n", "d", "", "."})


def is_share(said: Said | None) -> bool:
    return said is not None and said.frame.scale is Scale.SHARE
