"""Reads a share of something: "10% of revenue", "one in five adults owns a phone", "9% of demand is met locally"."""

from __future__ import annotations

import re

from store.extraction.meaning.clauses import Stretch, noun_phrase_from
from store.extraction.meaning.frames import Scale, scale_of
from store.extraction.meaning.lexicon import (
    ADVERB,
    AUXILIARY,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    NOUN,
    OF,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    TO,
    VERB,
    gerund,
)
from store.extraction.meaning.measures import Case, Measure, is_share
from store.extraction.meaning.nouns import find_scope, name_region, name_stretch
from store.extraction.meaning.tags import NAME, NOMINAL, PLACE, QUANTITY
from store.extraction.meaning.words import Words
from store.extraction.reading import Quantity


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
    if given := knowledge.giving.get(frame.verb_base):
        return Measure(f"share of {whole} {given}", "", _given_to(frame.words, frame.tail), whole)
    done = knowledge.counted.get(frame.verb_base, "") if frame.link_at == frame.verb else ""
    return Measure(f"share of {whole} {done}".strip(), "", _part_of(case), whole)


def _given_to(words: Words, start: int) -> str:
    """As in "will devote 40% of his time to Acme": to whom."""
    link = next((at for at in range(start, min(start + _GIVEN_REACH, len(words.tags))) if words.lowers[at] == "to"), -1)
    getter = noun_phrase_from(words, link + 1) if link >= 0 else None
    return f"to {' '.join(words.texts[getter.start : getter.end])}" if getter else ""


def read_part_given(case: Case) -> Measure | None:
    """As in "40% of his time to Acme, 30% to Beta"."""
    said = case.before
    is_next = is_share(said) and said.measure.scope.startswith("to ") and case.frame.verb < said.frame.at
    to_whom = _given_to(case.frame.words, case.frame.tail) if is_next else ""
    return said.measure._replace(scope=to_whom) if is_share(said) and to_whom else None


_GIVEN_REACH = 6


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
    if not is_share(said) or frame.noun is None or frame.verb > said.frame.at:
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
        return Measure(f"share of {text} {who} {doing(words, verb)}", "", "", whole)
    return Measure(f"share of {text} {_being_done(words, verb)}".strip(), "", "", whole)


def _being_done(words: Words, verb: int) -> str:
    """What the things of a share do, or have done to them: "arriving on time", "met locally"."""
    place = verb
    while words.tag(place) in {AUXILIARY, ADVERB}:
        if words.lowers[place] in {"not", "never", "no"}:
            return ""
        place += 1
    if words.tag(place) not in {VERB, PARTICIPLE}:
        return ""
    is_passive = place > verb and words.tags[place] == PARTICIPLE
    done = [words.lowers[place] if is_passive else gerund(words.bases[place])]
    end = place + 1
    while end <= place + _COMPLEMENT_REACH and words.tag(end) in _IN_COMPLEMENT_OF_VERB:
        done.append(words.lowers[end])
        end += 1
    while words.tag(end - 1) in {PREPOSITION, DETERMINER}:
        done.pop()
        end -= 1
    return " ".join(done)


_COMPLEMENT_REACH = 3
_IN_COMPLEMENT_OF_VERB = frozenset({NOUN, NAME, PREPOSITION, DETERMINER, ADVERB, PARTICIPLE, QUANTITY})
_ORGANISED = frozenset({"companies", "firms", "businesses", "households", "homes"})
_DOING_REACH = 6


def doing(words: Words, verb: int) -> str:
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
