"""What a sum told by the share is: a result, a dividend, or the price of a share."""

from __future__ import annotations

from collections.abc import Iterator

from store.extraction.meaning.clauses import is_negative
from store.extraction.meaning.frames import Frame, Scale, scale_of
from store.extraction.meaning.knowledge import DECLINE
from store.extraction.meaning.lexicon import COMMA
from store.extraction.meaning.measures import PRICE_PER_SHARE, SHARE_PRICE, Case, Measure, Said, is_outcome
from store.extraction.meaning.nouns import name_stretch
from store.extraction.meaning.tags import NAME
from store.extraction.meaning.words import Words
from store.extraction.reading import Quantity

_SHARE_REACH = 4
PRICE_VERBS = frozenset({"pay", "offer", "buy", "acquire", "sell", "bid", "value", "price", "receive"})
"""What is done for a price."""


def read_price_row(case: Case) -> Measure | None:
    """As in "ACM ACME INC. 318.20 -9.75 -2.97%": a share's price, and how it changed."""
    words, at = case.frame.words, case.frame.at
    start = next((place for place in (at, at - 1, at - 2) if words.tag(place - 1) == NAME), -1)
    row = words.items[start : start + _CELLS_OF_ROW] if start > 0 else ()
    units = [item.unit for item in row if isinstance(item, Quantity)]
    if len(units) < _CELLS_OF_ROW or units[-1] != "percent" or scale_of(units[0]) is not Scale.MONEY:
        return None
    if at == start:
        return Measure(SHARE_PRICE)
    return Measure(SHARE_PRICE, DECLINE if is_negative(words.texts[at]) else case.knowledge.move_nouns["stock_growth"])


_CELLS_OF_ROW = 3


def read_per_share(case: Case) -> Measure | None:
    """As in "$1.47 per diluted share", "$1.45 a share", "a loss of $267 million, or $1.86"."""
    frame, said = case.frame, case.before
    words = frame.words
    is_each = said is not None and said.frame.quantity.unit == "share" and words.lower(frame.tail) in _EACH
    is_told = is_each or _is_each_share(words, frame.tail)
    if not is_told and not (said and _is_smaller_aside(frame, said)):
        return None
    noun = name_stretch(words, frame.noun, case.knowledge) if frame.noun else ""
    of_what = said.measure.base if said and (not noun or is_outcome(frame, said)) else ""
    if "dividend" in f"{noun} {frame.verb_base} {of_what}":
        return Measure("dividend per share")
    told_of = f"{noun} {case.region.text}".lower()
    if price := _price_per_share(case, set(told_of.split())):
        return Measure(price)
    if (
        said
        and of_what
        and (of_what in _PER_SHARE or of_what.rsplit(" ", 1)[-1] in {"loss", "losses", "gain", "charge"})
    ):
        return Measure(f"{of_what.removesuffix('es')} per share")
    result = _gain_or_loss(f"{told_of} {of_what}", frame)
    kinds = [*_kinds_of_earnings(case, told_of)]
    if not kinds and case.earlier and not said and _is_expected(case):
        kinds = [kind for kind in case.earlier.measure.base.split()[:1] if kind in _KINDS_OF_EARNINGS]
    return Measure(" ".join([*kinds, result, "per share"]))


def _is_each_share(words: Words, place: int) -> bool:
    """As in "a share", "per diluted share", "for each of Acme's shares"."""
    if words.lower(place) == "for" and words.lower(place + 1) in {"each", "every"}:
        return any(word.endswith(("share", "shares")) for word in words.lowers[place : place + 2 * _SHARE_REACH])
    place += words.lowers[place : place + 2] == ["on", "a"]
    return words.lower(place) in _PER and not _SHARES.isdisjoint(words.lowers[place + 1 : place + _SHARE_REACH])


_SHARES = frozenset({"share", "shares"})
_EACH = frozenset({"each", "apiece"})


def _is_expected(case: Case) -> bool:
    """As in "Analysts expected 35 cents a share": of what has just been told."""
    subject = case.frame.subject
    told = case.frame.words.lowers[slice(*subject)] if subject else ()
    return not case.knowledge.lists["forecasters"].isdisjoint(told)


def _price_per_share(case: Case, told_of: set[str]) -> str:
    """What kind of price a sum per share is, if it is one and no part of a result."""
    frame, lists = case.frame, case.knowledge.lists
    if not told_of.isdisjoint(lists["offer_nouns"]):
        return "offer price per share"
    if not told_of.isdisjoint(lists["result_nouns"]):
        return ""
    is_price = frame.link in {"at", "for"} or "price" in told_of or frame.verb_base in PRICE_VERBS
    return PRICE_PER_SHARE if is_price else ""


def _gain_or_loss(told_of: str, frame: Frame) -> str:
    if "net loss" in told_of:
        return "net loss"
    return "loss" if "loss" in told_of or frame.verb_base == "lose" else "earnings"


_PER = frozenset({"per", "a", "each", "apiece"})
_PER_SHARE = frozenset({"EBITDA", "ebitda", "cash flow", "free cash flow", "book value", "funds from operations"})
_MANY_SHARES = 10_000
_OPENING = 4
"""Words at the head of a sentence that all of it stands under: "On an adjusted basis"."""


def _is_smaller_aside(frame: Frame, said: Said) -> bool:
    """Whether "or $1.86" behind "$267 million" gives the same by the share."""
    words, at = frame.words, frame.at
    is_or = (
        words.lower(at - 1) == "or" and words.tag(at - 2) == COMMA and frame.quantity.unit == said.frame.quantity.unit
    )
    return is_or and frame.scale is Scale.MONEY and frame.quantity.value * _MANY_SHARES < said.frame.quantity.value


def _kinds_of_earnings(case: Case, told_of: str) -> Iterator[str]:
    """Which earnings: diluted, adjusted, by GAAP or not."""
    frame, adjusting = case.frame, case.knowledge.lists["adjusting_words"]
    behind = frame.words.lowers[frame.at : frame.at + 2 * _SHARE_REACH]
    lowers = [word.lower() for word in (*told_of.split(), *behind)]
    is_adjusted = not adjusting.isdisjoint((*behind, *frame.words.lowers[:_OPENING]))
    for kind in _KINDS_OF_EARNINGS:
        if kind.lower() in lowers or (kind == _ADJUSTED and is_adjusted):
            yield kind


_ADJUSTED = "adjusted"
_KINDS_OF_EARNINGS = ("GAAP", "non-GAAP", _ADJUSTED, "underlying", "core", "basic", "diluted")
