"""What a number measures, in parts, and a number about to be read with what was read before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeGuard

from store.extraction.meaning.frames import Frame, Scale
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
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TO,
    VERB,
)
from store.extraction.meaning.nouns import (
    Named,
    find_scope,
    name_region,
)
from store.extraction.meaning.tags import NAME, NOMINAL, QUANTITY
from store.extraction.meaning.words import closed_up
from store.extraction.reading import TimeMention
from store.model import FigureKind

REDUCTION = "reduction"
SHARE_PRICE = "share price"
PRICE_PER_SHARE = "price per share"
_LOOK_BACK = 6
_SCOPE_REACH = 8
_PREDICATE_REACH = 30


_PER_SHARE = re.compile(r"\bper\s(?:\w+\s)?share\Z")


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
    def is_per_share(self) -> bool:
        """Whether it is told by the share: "earnings per diluted share"."""
        return _PER_SHARE.search(self.base) is not None

    @property
    def head(self) -> str:
        return self.base.partition(" per ")[0].rsplit(" ", 1)[-1].lower()


_UNREAD = Measure("unread")


class Cell(NamedTuple):
    """Where in a table a number stands, and what its row and column say of it.

    `size` is what the table's own units are; `heading` the words over the column, in small letters; `owner` the company
    whose row it is; `time` that of the column.
    """

    measure: Measure
    column: int
    size: Decimal
    heading: str = ""
    owner: str | None = None
    time: TimeMention | None = None


class Said(NamedTuple):
    """A number already read, for those that follow it."""

    frame: Frame
    measure: Measure
    subject: str | None
    key: bool
    kind: FigureKind


class Case:
    """A number to be read, with those before it in the sentence, and the last of the sentences before.

    `market` is the one that the document speaks of, if any: its shares are market shares.  `cell` is where in
    a table it stands, if it does.
    """

    __slots__ = (
        "_named",
        "_predicate",
        "_region",
        "before",
        "cell",
        "earlier",
        "frame",
        "knowledge",
        "market",
        "told",
    )

    def __init__(
        self,
        frame: Frame,
        told: Sequence[Said],
        earlier: Said | None,
        knowledge: Knowledge,
        market: str = "",
        cell: Cell | None = None,
    ) -> None:
        self.frame = frame
        self.told = told
        self.before = told[-1] if told else None
        self.earlier = earlier
        self.knowledge = knowledge
        self.market = market
        self.cell = cell
        self._named: Measure | None = _UNREAD
        self._region: Named | None = None
        self._predicate: int | None = None

    @property
    def alike(self) -> Said | None:
        """The last number of the sentence of the same scale, and not "per share"."""
        for said in self.told[: -_LOOK_BACK - 1 : -1]:
            if said.frame.scale is self.frame.scale and not said.measure.is_per_share:
                return said
        return None

    @property
    def named(self) -> Measure | None:
        """The measure that the subject of the verb names, None where it names a company or a person."""
        if self._named is _UNREAD:
            self._named = _name_subject(self)
        return self._named

    @property
    def region(self) -> Named:
        """What the words of the verb's subject say, be it a measure or a company."""
        if self._region is None:
            subject = self.frame.subject
            self._region = name_region(self.frame.words, subject, self.knowledge) if subject else Named("")
        return self._region

    @property
    def predicate(self) -> int:
        """The verb whose subject the number is or stands in, or -1."""
        if self._predicate is None:
            self._predicate = find_predicate(self.frame, self.knowledge)
        return self._predicate


Rule = Callable[[Case], Measure | None]
"""A way to read a number; None where it does not apply."""


def is_comparison(frame: Frame) -> bool:
    """As in "…, compared with 5%", "versus 5%", "from 5%": the number says the same of another time or place."""
    if frame.words.base(frame.link_at - 1) == "compare":
        return True
    if frame.verb_base == "range":
        return False
    return frame.link in {"versus", "vs", "against"} or (frame.link == "from" and frame.noun is None)


def is_bare_estimate(measure: Measure, knowledge: Knowledge) -> bool:
    """As in "beat the average estimate of $5m", "the consensus": of what, was said before."""
    lists, words = knowledge.lists, measure.base.lower().split()
    if not words or words[-1] not in lists["estimate_nouns"] | lists["estimate_bases"] | lists["target_nouns"]:
        return False
    return all(word in lists["estimate_words"] for word in words[:-1])


def find_bidder(frame: Frame, knowledge: Knowledge) -> int:
    """The place of who offers what another takes or declines, or -1: "accepted a $6m buyout from pump giant Acme"."""
    words, after = frame.words, frame.after
    if after is None or words.lower(after.end) not in {"from", "by"}:
        return -1
    if words.lowers[after.end - 1] not in knowledge.lists["bid_nouns"]:
        return -1
    place = after.end + 1
    while words.tag(place) in _DESCRIBING:
        place += 1
    return place if words.tag(place) == NAME else -1


_DESCRIBING = NOMINAL - {NAME} | {DETERMINER}


def is_aside(frame: Frame, before: Said) -> bool:
    """As in "$5m (£4m; €3m)": the same amount again."""
    words, at = frame.words, frame.link_at
    is_second = words.lower(at) == ";" and words.tag(before.frame.at - 1) == OPEN
    return (words.tag(at) == OPEN or is_second) and before.frame.at == at - 1


def is_past_inclusion(frame: Frame, before: Said) -> bool:
    """Whether the number before only says what is in one before it: "$77m, including $25m of refunds, up 57%"."""
    if not (is_comparison(frame) or adds_direction(frame)):
        return False
    words, at = frame.words, before.frame.at
    if COMMA not in words.tags[at : frame.at]:
        return False
    opening = words.tags.rfind(COMMA, max(0, at - _INCLUSION_REACH), at)
    return opening > 0 and not _INCLUDING.isdisjoint(words.lowers[opening + 1 : opening + 3])


_INCLUDING = frozenset({"including", "excluding", "includes", "excludes", "included", "excluded"})
_INCLUSION_REACH = 12


def is_earlier_aim(frame: Frame, lists: Mapping[str, frozenset[str]]) -> bool:
    """As in "to 3 percent, trimming an earlier range of 2 to 5", "compared to a previous projection of 5"."""
    noun = frame.noun
    start = noun.start - 1 if noun and frame.words.lowers[noun.end - 1] in lists["estimate_nouns"] else frame.link_at
    between = frame.words.lowers[max(0, start) : frame.at]
    aims = lists["guidance_nouns"] | lists["estimate_nouns"]
    return not aims.isdisjoint(between) and not lists["previous_words"].isdisjoint(between)


def is_listed(frame: Frame, before: Said) -> bool:
    """As in "23% and 21%", "20% from Europe and 70% from Asia": one of a list, with no verb of its own."""
    return frame.words.tag(frame.link_at) in {COMMA, COORDINATOR} and frame.verb <= before.frame.at


def is_part_of_count(frame: Frame, before: Said) -> bool:
    """As in "employs 50,000 people, with about 7,000 in Norway": some of those counted before."""
    words, last = frame.words, before.frame
    is_same = last.scale is frame.scale is Scale.COUNT and last.quantity.unit == frame.quantity.unit
    is_bare = frame.after is None and words.tag(frame.tail) == PREPOSITION
    return is_same and is_bare and frame.link == "with" and words.tag(frame.link_at - 1) == COMMA


def is_outcome(frame: Frame, before: Said) -> bool:
    """As in "rose 12% to $210m": where the change led."""
    if frame.link not in {"to", "at"} or not before.measure.move:
        return False
    between = frame.words.tags[before.frame.at + 1 : frame.link_at]
    if frame.link == "to" and between.endswith(COMMA) and _NO_VERBS.isdisjoint(between):
        return True  # "rose 3%, to $5m", "rose twice as fast, to $5m"
    if frame.link == "at" and between == TO + VERB:
        return True  # "rose 3% to close at $5"
    return not between or (frame.verb == before.frame.verb and _NO_ASIDE.isdisjoint(between))


_NO_VERBS = frozenset({VERB, PARTICIPLE, AUXILIARY, BREAK, RELATIVE, QUANTITY})
_NO_ASIDE = frozenset({COMMA, OPEN, COORDINATOR, SUBORDINATOR, RELATIVE, BREAK, MARK, VERB, PARTICIPLE, QUANTITY})
"""What does not stand between a change and where it led: "rose 5% from a year earlier to $5m"."""


def adds_direction(frame: Frame) -> bool:
    """As in "$5m, up 3%": how the number before has moved."""
    word = find_direction(frame)
    return word >= 0 and frame.words.tag(word - 1) in {COMMA, OPEN}


def find_direction(frame: Frame) -> int:
    """The place of "up" or "down" before the number ("up 3%", "up by 3%"), or -1."""
    for place in (frame.link_at, frame.link_at - 1 if frame.link == "by" else -1):
        if place >= 0 and frame.words.lowers[place] in {"up", "down"}:
            return place
    return -1


def scope_behind(frame: Frame) -> str:
    """The place named behind the number, before the next number or clause."""
    words, end = frame.words, frame.at + 1
    stop = min(len(words.tags), frame.tail + _SCOPE_REACH)
    while end < stop and words.tags[end] not in {QUANTITY, COMMA, SUBORDINATOR, RELATIVE}:
        end += 1
    return find_scope(words, frame.at + 1, end)


def scope_before(frame: Frame) -> str:
    """The place named right before the subject: "in China the company serves …"."""
    if frame.subject is None:
        return ""
    words, start = frame.words, frame.subject.start
    if words.tags[start] == PREPOSITION:
        return find_scope(words, start, start + 3)
    end = start - 1 if words.tag(start - 1) == COMMA else start
    return find_scope(words, max(0, end - 3), end)


def _name_subject(case: Case) -> Measure | None:
    frame, words, lists = case.frame, case.frame.words, case.knowledge.lists
    if frame.subject is None:
        return None
    start = frame.subject.start
    if words.tag(start - 1) == OF and words.lower(start - 2) in lists["stock_nouns"]:
        return Measure(SHARE_PRICE)
    if _opens_with_stock(frame, lists):
        return Measure(SHARE_PRICE)
    named = case.region
    measure = Measure(named.text, "", named.scope)
    if base := _name_of_price(frame, measure, lists):
        return Measure(base)
    if not named.text or measure.head in lists["company_nouns"] or measure.head in lists["people_nouns"]:
        return None
    return measure


def _opens_with_stock(frame: Frame, lists: Mapping[str, frozenset[str]]) -> bool:
    """As in "shares of the world's largest maker rose"."""
    words, start = frame.words, frame.subject.start if frame.subject else 0
    if words.tag(start) == DETERMINER:
        start += 1
    return words.lower(start) in lists["stock_nouns"] and words.lower(start + 1) in {"of", "in"}


_PRICED = frozenset({Scale.MONEY, Scale.SHARE})


def _name_of_price(frame: Frame, measure: Measure, lists: Mapping[str, frozenset[str]]) -> str:
    """What rises and falls under the name of a currency, an index, of shares or units that are traded."""
    words, subject = frame.words, frame.subject
    name = closed_up(words.lowers[subject.start : subject.end]) if subject else ""
    if " per " in name:
        return ""  # "net income per diluted share"
    is_stock = measure.head in {"stock", "shares"} and frame.scale is Scale.SHARE and _is_moved(frame)
    if measure.base.lower() in lists["stock_nouns"] or is_stock:
        return SHARE_PRICE
    if name.removeprefix("the ").removesuffix(" index") in lists["indexes"] or measure.base.startswith("index of"):
        return "index"
    return _name_of_traded(frame, measure, lists) if frame.scale in _PRICED else ""


def _is_moved(frame: Frame) -> bool:
    """Whether the number is right behind the verb: "the tech stock rose more than 2%"."""
    behind = frame.words.tag(frame.verb + 1) if frame.verb >= 0 else ""
    return behind in {QUANTITY, ADVERB}


def _name_of_traded(frame: Frame, measure: Measure, lists: Mapping[str, frozenset[str]]) -> str:
    """The price of what is bought and sold: of a currency, of shares, of an index."""
    words, subject, head = frame.words, frame.subject, measure.head
    if head in lists["currency_nouns"]:
        return "exchange rate"
    if head in lists["traded_nouns"] and "market" not in measure.base and _is_moved(frame):
        return SHARE_PRICE
    opening = closed_up(words.lowers[subject.start : subject.end]).split() if subject else [""]
    is_index = not lists["index_words"].isdisjoint(opening) and opening[-1] in lists["index_tails"]
    return "index" if is_index else ""


def find_predicate(frame: Frame, knowledge: Knowledge) -> int:
    """The verb whose subject the number is or stands in, or -1."""
    words = frame.words
    is_told = frame.verb_base in knowledge.lists["saying_verbs"] and frame.link_at <= frame.verb  # "Acme said 5% of …"
    place = frame.tail if frame.verb < 0 or is_told else len(words.tags)
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


_AFTER_PARTICIPLE = frozenset({PREPOSITION, TO, NOUN, DETERMINER, QUANTITY, "", "."})


def is_share(said: Said | None) -> TypeGuard[Said]:
    return said is not None and said.frame.scale is Scale.SHARE
