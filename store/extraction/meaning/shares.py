"""What a percentage is: a change, a stake, a share of something, a margin or rate."""

from __future__ import annotations

import re

from store.extraction.meaning.clauses import Stretch, find_ticker, noun_phrase_from
from store.extraction.meaning.frames import Scale, scale_of
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
    AUXILIARY,
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    NOUN,
    OF,
    OPEN,
    OWNER,
    PARTICIPLE,
    POSSESSIVE,
    TO,
    VERB,
)
from store.extraction.meaning.measures import SHARE_PRICE, Case, Measure, Rule, is_share, scope_behind
from store.extraction.meaning.money import read_content
from store.extraction.meaning.moves import read_move
from store.extraction.meaning.nouns import find_scope, name_region, name_stretch, named_object
from store.extraction.meaning.tags import NAME, NOMINAL, PLACE, QUANTITY
from store.extraction.meaning.words import Words, closed_up
from store.extraction.reading import Quantity

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


def read_part(case: Case) -> Measure | None:
    """As in "10% of revenue": a share of it; "6% of market share": that share."""
    frame = case.frame
    words = frame.words
    of = frame.tail + 1 if words.tag(frame.tail) == COMMA else frame.tail
    if frame.after or words.tag(of) != OF:
        return None
    region = _complement(words, of + 1)
    text = name_region(words, region, case.knowledge).text or _counted_in(words, region)
    if not text:
        return None
    if text.endswith("market"):
        return Measure(f"{text} share", "", "", text)
    if text.endswith("share"):
        return Measure(text)
    whole = f"{_owner_in(words, region)} {text}".strip()
    return _part_as_subject(case, text, whole, region) or _part_of_subject(case, whole)


def _counted_in(words: Words, region: Stretch) -> str:
    """As in "40% of the 8.8 million phones sold": what is counted there."""
    for place in range(*region):
        item = words.items[place]
        is_count = isinstance(item, Quantity) and scale_of(item.unit) is Scale.COUNT
        if is_count and (number := _NUMBER.match(words.texts[place])):
            done = [words.lowers[place + 1]] if words.tag(place + 1) == PARTICIPLE else []
            return " ".join([*words.texts[place][number.end() :].split(), *done])
    return ""


_NUMBER = re.compile(r"[\d.,]+\s(?:(?:thousand|million|billion|trillion)\s)?")


def _part_of_subject(case: Case, whole: str) -> Measure:
    """As in "debt reached 60% of GDP", "filled 90% of its seats"."""
    frame, knowledge = case.frame, case.knowledge
    is_level = frame.verb_base in knowledge.lists["level_verbs"] and frame.link_at <= frame.verb
    if case.named and (is_level or whole in {"total", "whole"}):
        return Measure(f"{case.named.base} share of {whole}", "", "", whole)
    done = knowledge.counted.get(frame.verb_base, "") if frame.link_at == frame.verb else ""
    return Measure(f"share of {whole} {done}".strip(), "", _part_of(case), whole)


def _part_of(case: Case) -> str:
    """As in "Asia contributed 31% of sales", "Sensors make up 40% of profit": where the part is from."""
    frame = case.frame
    if frame.verb_base not in case.knowledge.lists["share_verbs"] or frame.subject is None:
        return ""
    words = frame.words
    if words.tag(frame.subject.end - 1) == PLACE:
        return f"from {words.texts[frame.subject.end - 1]}"
    return f"from {case.named.base}" if case.named else ""


def read_part_listed(case: Case) -> Measure | None:
    """As in "Asia contributed 31% of sales, Europe 28%"."""
    frame, words = case.frame, case.frame.words
    said = case.before
    if not is_share(said) or said is None or frame.noun is None or frame.verb > said.frame.at:
        return None
    is_next = words.tag(frame.noun.start - 1) in {COMMA, COORDINATOR} and words.tag(frame.at - 1) in {PLACE, NOUN}
    if not is_next or not said.measure.scope.startswith("from"):
        return None
    where = " ".join(words.texts[frame.noun.start : frame.noun.end])
    return said.measure._replace(scope=f"from {where}")


def _part_as_subject(case: Case, text: str, whole: str, region: Stretch) -> Measure | None:
    """As in "10% of Acme's revenue came from Asia"."""
    knowledge, words = case.knowledge, case.frame.words
    verb = case.predicate
    if verb < 0:
        return None
    scope = find_scope(words, region.start, min(len(words.tags), verb + 6))
    if scope.startswith("from"):
        return Measure(f"{text} share", "", scope, whole)
    if text.rsplit(" ", 1)[-1].lower() in knowledge.lists["fractions_of"]:
        who = "that" if text.rsplit(" ", 1)[-1].lower() in _ORGANISED else "who"
        return Measure(f"share of {text} {who} {_doing(words, verb)}", "", "", whole)
    return Measure(f"share of {text}", "", "", whole)


_ORGANISED = frozenset({"companies", "firms", "businesses", "households", "homes"})
_DOING_REACH = 6


def _doing(words: Words, verb: int) -> str:
    """What the people of a share do: "own smartphone" of "35% of adults own a smartphone"."""
    kept = []
    for place in range(verb, min(len(words.tags), verb + _DOING_REACH)):
        tag = words.tags[place]
        if tag not in _IN_DOING:
            break
        if tag != DETERMINER:
            kept.append(words.lowers[place])
    return " ".join(kept)


_IN_DOING = frozenset({AUXILIARY, VERB, PARTICIPLE, NOUN, DETERMINER, TO, GERUND})


def _complement(words: Words, start: int) -> Stretch:
    end, last = start, min(len(words.tags), start + _LONGEST_COMPLEMENT)
    while end < last and words.tags[end] in _IN_COMPLEMENT:
        end += 1
    return Stretch(start, end)


_IN_COMPLEMENT = NOMINAL | {DETERMINER, POSSESSIVE, OF, QUANTITY}
_LONGEST_COMPLEMENT = 40
"""Words; more are a row of numbers, and reading each to its end would take the square of its length."""


def _owner_in(words: Words, region: Stretch) -> str:
    for place in range(region.start, region.end):
        if words.tags[place] == NAME and (mention := words.mention(place)):
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


def read_fraction(case: Case) -> Measure | None:
    """As in "nine out of ten drivers", "one in five adults prefers tea"."""
    frame = case.frame
    if frame.after is None or not _IN_OR_OUT_OF.search(frame.words.lowers[frame.at]):
        return None
    text = name_stretch(frame.words, frame.after, case.knowledge)
    return (
        (_part_as_subject(case, text, text, frame.after) or Measure(f"share of {text}", "", "", text)) if text else None
    )


_IN_OR_OUT_OF = re.compile(r"\b(?:in|out\sof)\b")


def read_holding(case: Case) -> Measure | None:
    """As in "raised its holding in Acme from 15% to 20%", "cut its stake to 5%", "now owns 8%"."""
    frame, words, lists = case.frame, case.frame.words, case.knowledge.lists
    if frame.verb < 0 or words.tag(frame.tail) == OF or frame.after:
        return None
    nouns = lists["stake_nouns"]
    place = next((at for at in range(frame.verb + 1, frame.at) if words.lowers[at] in nouns), -1)
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


def read_ticker_move(case: Case) -> Measure | None:
    """As in "Acme ACM +6.43% rose": what its shares did, printed behind its ticker."""
    words = case.frame.words
    ticker = find_ticker(words, case.frame.at)
    if ticker < 0 or words.lowers[ticker] in case.knowledge.measures:  # "Acme EPS +5%"
        return None
    named = closed_up(words.lowers[max(0, ticker - _INDEX_REACH) : ticker]).split()
    is_index = not case.knowledge.lists["index_words"].isdisjoint(named)
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
    return Measure(f"share who {_doing(words, verb)}") if is_of_people else None


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
    read_ticker_move,
    read_label,
    read_or_aside,
    read_bracketed,
    read_outcome,
    read_range,
    read_move,
    read_stake,
    read_holding,
    read_fraction,
    read_part,
    read_part_listed,
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
