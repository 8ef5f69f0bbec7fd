"""What a percentage is: a change, a stake, a share of something, a margin or rate."""

from __future__ import annotations

from store.extraction.meaning.clauses import Stretch, find_subject, find_ticker, noun_phrase_before, noun_phrase_from
from store.extraction.meaning.knowledge import DECLINE
from store.extraction.meaning.levels import (
    copy_measure,
    read_following_noun,
    read_label,
    read_level,
    read_linked_noun,
    read_nearest_noun,
    read_opening,
    read_or_aside,
    read_outcome,
    read_range,
)
from store.extraction.meaning.lexicon import (
    CLOSE,
    DETERMINER,
    NOUN,
    OF,
    OPEN,
    OWNER,
    PARTICIPLE,
    POSSESSIVE,
)
from store.extraction.meaning.measures import SHARE_PRICE, Case, Measure, Rule, is_share, scope_behind
from store.extraction.meaning.money import read_content
from store.extraction.meaning.moves import read_move
from store.extraction.meaning.nouns import find_scope, name_region, name_stretch, named_object
from store.extraction.meaning.parts import doing, read_fraction, read_part, read_part_given, read_part_listed
from store.extraction.meaning.per_share import read_price_row
from store.extraction.meaning.tags import NAME, NOMINAL
from store.extraction.meaning.words import Words, closed_up

_MARKET_REACH = 15


def read_stake(case: Case) -> Measure | None:
    """As in "owns 38% of Acme", "a 70% stake in Acme"."""
    frame, lists = case.frame, case.knowledge.lists
    words = frame.words
    if frame.after and words.lower(frame.after.end - 1) in lists["stake_nouns"]:
        kind = "stake sale" if frame.noun and words.lower(frame.noun.end - 1) == "sale" else "stake"
        held = company_at(words, frame.tail + 1) if words.lower(frame.tail) in {"in", "of"} else ""
        return Measure(f"{kind} in {held}" if held else kind)
    is_in = words.lower(frame.tail) == "in" and frame.verb_base in _ACQUIRING
    if is_in and (held := named_object(words, frame.tail + 1)):
        return Measure(f"stake in {held}")
    if words.tag(frame.tail) == OF and frame.verb_base in lists["ownership_verbs"]:
        held = company_at(words, frame.tail + 1) or _unknown_company_at(case, frame.tail + 1)
        return Measure(f"stake in {held}") if held else None
    return None


_ACQUIRING = frozenset({"acquire", "buy", "own", "hold", "purchase", "take"})


def _unknown_company_at(case: Case, place: int) -> str:
    """As in "the combined company", or a name that is not known as one."""
    words = case.frame.words
    noun = noun_phrase_from(words, place)
    if noun and all(words.texts[at][0].isupper() for at in range(*noun)):
        return " ".join(words.texts[noun.start : noun.end])
    text = name_stretch(words, noun, case.knowledge) if noun else ""
    return text if text.rsplit(" ", 1)[-1] in case.knowledge.lists["company_nouns"] else ""


def company_at(words: Words, place: int) -> str:
    """The company that is named from `place` on, and owns nothing further ("Acme", not "Acme's revenue")."""
    while words.tag(place) in {DETERMINER, POSSESSIVE} or (
        words.tag(place) == NOUN and words.tag(place + 1) in {NOUN, NAME}
    ):
        place += 1
    mention = words.mention(place)
    if mention and words.tags[place] == NAME and words.tag(place + 1) not in {OWNER, NOUN}:
        return mention.name
    return ""


def read_premium(case: Case) -> Measure | None:
    """As in "a 14% discount to its last traded price", "a 64% premium over the value of the shares"."""
    frame, words = case.frame, case.frame.words
    if frame.after is None or words.lower(frame.after.end - 1) not in {"premium", "discount"}:
        return None
    link = words.lower(frame.after.end)
    start = end = frame.after.end + 1
    while link in {"to", "over", "on"} and words.tag(end) in _IN_PRICE:
        end += 1
    of_what = name_stretch(words, Stretch(start, end), case.knowledge)
    return Measure(words.lower(frame.after.end - 1), "", f"{link} {of_what}") if of_what else None


_IN_PRICE = NOMINAL | {DETERMINER, POSSESSIVE, PARTICIPLE, OF}


def read_halved(case: Case) -> Measure | None:
    """As in "losses at Acme halved to $5m": what became half of what it was."""
    frame, words = case.frame, case.frame.words
    if not words.lowers[frame.at].startswith("halv") or frame.after:
        return None
    noun = noun_phrase_before(words, frame.at) if words.tag(frame.at - 1) == NOUN else None
    halved = None if noun else find_subject(words, frame.at)
    text = name_stretch(words, noun, case.knowledge) if noun else ""
    text = name_region(words, halved, case.knowledge).text if halved else text
    return Measure(text, DECLINE) if text else None


def read_holding(case: Case) -> Measure | None:
    """As in "raised its holding in Acme from 15% to 20%", "cut its stake to 5%", "now owns 8%"."""
    frame, words, lists = case.frame, case.frame.words, case.knowledge.lists
    if frame.verb < 0 or words.tag(frame.tail) == OF or frame.after:
        return None
    nouns = lists["stake_nouns"]
    places = (at for at in range(frame.verb + 1, frame.at) if words.lowers[at] in nouns)
    place = next((at for at in places if words.lower(at + 1) not in _OF_INTEREST), -1)
    if place < 0 and (frame.verb_base not in lists["holding_verbs"] or frame.link_at != frame.verb):
        return None
    if place >= 0 and frame.link not in {"to", "from", "at", "of"}:
        return None
    held = company_at(words, place + 2) if place >= 0 and words.lower(place + 1) in {"in", "of"} else ""
    if held:
        return Measure(f"stake in {held}")
    for said in (case.before, case.earlier):
        if said and said.measure.base.startswith("stake"):
            return Measure(said.measure.base.replace("stake sale", "stake"))
    return Measure("stake")


_OF_INTEREST = frozenset({"rate", "rates"})


def read_kept(case: Case) -> Measure | None:
    """As in "kept interest rates on hold at 4.75%", "left its margin unchanged at 5%": of what is kept."""
    frame, words = case.frame, case.frame.words
    if frame.link != "at" or words.lower(frame.link_at - 1) not in _UNCHANGED:
        return None
    kept = noun_phrase_from(words, frame.verb + 1) if frame.verb >= 0 else None
    text = name_stretch(words, kept, case.knowledge) if kept and kept.end < frame.link_at else ""
    return Measure(text) if text else None


_UNCHANGED = frozenset({"hold", "unchanged", "steady", "flat", "stable"})


def read_market_share(case: Case) -> Measure | None:
    """As in "had 23% of the market", "led the PC market with a 17.3% share", "captured 11% smartphone share"."""
    frame = case.frame
    words = frame.words
    if (
        frame.after
        and frame.verb_base in case.knowledge.lists["share_verbs"]
        and words.lower(frame.after.end - 1) == "share"
    ):
        product = name_stretch(words, Stretch(frame.after.start, frame.after.end - 1), case.knowledge)
        return Measure(f"{product.removesuffix('market').strip()} market share".strip(), "", scope_behind(frame))
    is_share_word = frame.after is None or words.lower(frame.after.end - 1) == "share"
    if frame.link not in {"with", "and", "at", "by", ""} or not is_share_word:
        return None
    for place in range(frame.at - 1, max(0, frame.at - _MARKET_REACH), -1):
        if words.lowers[place] == "market" and words.tag(place - 1) == NOUN:
            kind = noun_phrase_from(words, place - 1)
            return Measure(f"{name_stretch(words, kind, case.knowledge)} share") if kind else None
    return None


def read_coupon(case: Case) -> Measure | None:
    """As in "its 1.75% Convertible Senior Notes": the rate that debt pays."""
    after, words = case.frame.after, case.frame.words
    if after is None or words.lowers[after.end - 1] not in case.knowledge.lists["debt_papers"]:
        return None
    return Measure(f"{name_stretch(words, after, case.knowledge)} interest rate")


def read_ticker_move(case: Case) -> Measure | None:
    """As in "Acme ACM +6.43% rose": what its shares did, printed behind its ticker."""
    words = case.frame.words
    ticker = find_ticker(words, case.frame.at)
    if ticker < 0 or words.lowers[ticker] in case.knowledge.measures:  # "Acme EPS +5%"
        return None
    named = closed_up(words.lowers[max(0, ticker - _INDEX_REACH) : ticker]).split()
    is_index = not (case.knowledge.lists["index_words"] | case.knowledge.lists["index_ends"]).isdisjoint(named)
    is_down = not words.lower(case.frame.at).startswith("+") and words.lower(case.frame.at - 1) != "+"
    up = case.knowledge.move_nouns["stock_growth"]
    return Measure("index" if is_index else SHARE_PRICE, DECLINE if is_down else up)


_INDEX_REACH = 4
"""Words before the ticker of an index in which its name begins."""


def read_bracketed(case: Case) -> Measure | None:
    """As in "Acme (21%) and Beta (9%)": the share that was spoken of before, else of the market."""
    words, at = case.frame.words, case.frame.at
    if words.tag(at - 1) != OPEN or words.tag(at + 1) != CLOSE or words.tag(at - 2) != NAME:
        return None
    shares = (said.measure.level for said in (case.before, case.earlier) if said and "share" in said.measure.base)
    return next(shares, Measure("market share"))


def read_predicate(case: Case) -> Measure | None:
    """As in "59% are men": the share of men."""
    words, verb = case.frame.words, case.predicate
    if verb < 0:
        return None
    noun = noun_phrase_from(words, verb + 1) if words.lowers[verb] in {"are", "were", "is", "was"} else None
    text = name_stretch(words, noun, case.knowledge) if noun else ""
    if text:
        return Measure(f"share of {text}")
    if words.bases[verb] == "come" and case.before and is_share(case.before):
        return case.before.measure._replace(scope=find_scope(words, verb, min(len(words.tags), verb + 6)))
    is_of_people = case.before is None or " who " in case.before.measure.base
    return Measure(f"share who {doing(words, verb)}") if is_of_people else None


def read_act_share(case: Case) -> Measure | None:
    """As in "accounts for 10%": a share of what was spoken of."""
    frame = case.frame
    if frame.verb_base not in case.knowledge.lists["share_verbs"]:
        return None
    named = case.named
    return Measure(f"{named.base} share" if named else "share")


def repeat_share(case: Case) -> Measure | None:
    for said in (case.before, case.earlier):
        if said and is_share(said):
            return said.measure
    return read_nearest_noun(case) or Measure("share")


SHARE_RULES: tuple[Rule, ...] = (
    read_price_row,
    read_ticker_move,
    read_coupon,
    read_halved,
    read_label,
    read_or_aside,
    read_bracketed,
    read_outcome,
    read_range,
    read_move,
    read_stake,
    read_kept,
    read_holding,
    read_fraction,
    read_part,
    read_part_listed,
    read_part_given,
    copy_measure,
    read_market_share,
    read_premium,
    read_following_noun,
    read_content,
    read_opening,
    read_linked_noun,
    read_level,
    read_predicate,
    read_act_share,
    repeat_share,
)
