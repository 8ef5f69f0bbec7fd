"""What a percentage is: a change, a stake, a share of something, a margin or rate."""

from __future__ import annotations

from store.extraction.clauses import Stretch, noun_phrase_from
from store.extraction.frames import Frame, Scale
from store.extraction.knowledge import Knowledge
from store.extraction.lexicon import DETERMINER, OF, POSSESSIVE
from store.extraction.measures import (
    Measure,
    Said,
    copy_measure,
    predicate,
    read_following_noun,
    read_level,
    read_linked_noun,
    read_move,
)
from store.extraction.nouns import find_scope, name_region, name_stretch
from store.extraction.words import NAME, NOMINAL, OWNER, Words


def read_share(frame: Frame, before: Said | None, earlier: Said | None, knowledge: Knowledge) -> Measure:
    return (
        read_move(frame, before, knowledge)
        or _read_stake(frame, knowledge)
        or _read_part(frame, before, knowledge)
        or copy_measure(frame, before)
        or _read_held_share(frame, knowledge)
        or read_following_noun(frame, knowledge)
        or read_linked_noun(frame, knowledge)
        or read_level(frame, knowledge)
        or _read_predicate(frame, knowledge)
        or _share_again(before)
        or _share_again(earlier)
        or Measure("share")
    )


def _share_again(said: Said | None) -> Measure | None:
    return said.measure if said and said.frame.scale is Scale.SHARE else None


def _read_stake(frame: Frame, knowledge: Knowledge) -> Measure | None:
    """ "owns 44% of Nissan", "a 70% stake in Acme"."""
    words = frame.words
    if frame.after and words.lower(frame.after.end - 1) in {"stake", "stakes", "shareholding", "holding", "interest"}:
        sale = "stake sale" if _is_sale(frame) else "stake"
        held = _company_at(words, frame.tail + 1) if words.lower(frame.tail) in {"in", "of"} else ""
        return Measure(f"{sale} in {held}" if held else sale)
    if words.tag(frame.tail) == OF and frame.verb_base in knowledge.sets["ownership_verbs"]:
        held = _company_at(words, frame.tail + 1)
        return Measure(f"stake in {held}") if held else None
    return None


def _is_sale(frame: Frame) -> bool:
    return frame.noun is not None and frame.words.lower(frame.noun.end - 1) == "sale"


def _company_at(words: Words, place: int) -> str:
    """The company that is named from `place` on, and owns nothing further ("Acme", not "Acme's revenue")."""
    while words.tag(place) in {DETERMINER, POSSESSIVE}:
        place += 1
    while words.tag(place) == "n" and words.tag(place + 1) in {"n", NAME}:
        place += 1
    mention = words.mention(place)
    if mention and words.tags[place] == NAME and words.tag(place + 1) not in {OWNER, "n"}:
        return mention.name
    return ""


def _read_part(frame: Frame, before: Said | None, knowledge: Knowledge) -> Measure | None:
    """ "10% of revenue": a share of it; "10% of market share": that share."""
    words = frame.words
    if frame.after or words.tag(frame.tail) != OF:
        return None
    region = _complement(words, frame.tail + 1)
    text = name_region(words, region, knowledge).text
    if not text:
        return None
    if text.endswith("share"):
        return Measure(text)
    owner = _owner_in(words, region)
    whole = f"{owner} {text}".strip()
    verb = predicate(frame)
    if verb >= 0:
        scope = find_scope(words, region.start, min(len(words.tags), verb + 6))
        if scope.startswith("from"):
            return Measure(f"{text} share", "", scope, whole)
        return Measure(f"share of {text}", "", "", whole)
    return Measure(f"share of {whole}", "", "", whole)


def _complement(words: Words, start: int) -> Stretch:
    end = start
    while end < len(words.tags) and words.tags[end] in NOMINAL | {DETERMINER, POSSESSIVE, OF}:
        end += 1
    return Stretch(start, end)


def _owner_in(words: Words, region: Stretch) -> str:
    for place in range(region.start, region.end):
        if words.tags[place] == NAME and (mention := words.mention(place)):
            return mention.name
    return ""


def _read_held_share(frame: Frame, knowledge: Knowledge) -> Measure | None:
    """ "had 23% of the market", "owned the lion's share of the PC market with 23.9% share"."""
    words = frame.words
    for place in range(max(0, frame.at - 15), frame.at):
        if words.lowers[place] == "market" and words.tag(place - 1) == "n":
            noun = noun_phrase_from(words, place - 1)
            if noun and frame.link in {"with", "and", ""}:
                return Measure(f"{name_stretch(words, noun, knowledge)} share")
    return None


def _read_predicate(frame: Frame, knowledge: Knowledge) -> Measure | None:
    """ "59% are men": the share of men."""
    verb = predicate(frame)
    if verb < 0:
        return None
    noun = noun_phrase_from(frame.words, verb + 1)
    text = name_stretch(frame.words, noun, knowledge) if noun else ""
    return Measure(f"share of {text}") if text else None


