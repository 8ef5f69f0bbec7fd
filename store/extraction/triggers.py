"""The words that tell of an event, made ready once from `seeds/events.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

from store.extraction.meaning.lexicon import NOUN_OR_VERB, gerunds, read_lexicon, regular_pasts, third_person
from store.model import EventType
from store.vocabulary import Vocabulary

_PAIR = 2
_UNLESS_REACH = 4
_OBJECT_REACH = 11
"""Words behind a verb within which its object stands: "open its first three plants for electric vans"."""

_LAST_RANK = 100
_SUPERLATIVES = ("", "-quarter", "-largest", "-biggest", "-best", "-leading")
_BEFORE_NOUNS = frozenset(
    "a an the its their his her our my of this that these those no any for in on at by from another recent new".split(),
)
_BEFORE_VERBS = frozenset(
    "to will would can could may might should must and or who which they we not also it he she that n't".split(),
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an event, and what else its sentence must have.

    `is_wavering` marks verb forms that are as often nouns or adjectives ("plans", "release", "secure").
    """

    type: EventType
    words: tuple[str, ...]
    is_verb: bool
    is_wavering: bool
    needs: frozenset[str]
    takes_money: bool
    unless: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    objects: frozenset[str]
    not_together: frozenset[str]
    parts: Mapping[str, str]
    people: bool
    needs_person: bool
    needs_two: bool

    @property
    def may_be_passive(self) -> bool:
        """Whether after "was" somebody else does it: "was acquired", not "was acquiring"."""
        return self.is_verb and not self.words[0].endswith("ing")

    def fits(self, lowers: Sequence[str], place: int) -> bool:
        """Whether its words, which stand from `place` on, are used as they must be."""
        end = place + len(self.words)
        if not self.unless.isdisjoint(lowers[end : end + _UNLESS_REACH]):
            return False
        if self.objects and self.objects.isdisjoint(lowers[end : end + _OBJECT_REACH]):
            return False
        if self.not_before and end < len(lowers) and lowers[end] in self.not_before:
            return False
        before = lowers[place - 1] if place else ""
        return before not in self.not_after and not (self.is_verb and before in _BEFORE_NOUNS)

    def needs_subject(self, lowers: Sequence[str], place: int) -> bool:
        """Whether only a name right before makes it a verb."""
        return self.is_wavering and (not place or lowers[place - 1] not in _BEFORE_VERBS)

    def has_what_it_needs(self, lowers: Sequence[str], *, has_money: bool) -> bool:
        """Whether the sentence of these words has one that it needs."""
        return not self.needs or (has_money and self.takes_money) or not self.needs.isdisjoint(lowers)


Triggers = Mapping[str | tuple[str, ...], tuple[Trigger, ...]]
"""Triggers by their first two words, or by the only one."""


@lru_cache(maxsize=4)
def read_triggers(vocabulary: Vocabulary) -> Triggers:
    """All triggers of `seeds/events.toml`."""
    found: dict[str | tuple[str, ...], list[Trigger]] = {}
    for name, row in vocabulary.table("events")["events"].items():
        for trigger in _triggers_of_type(EventType(name), row, vocabulary):
            key = trigger.words[:_PAIR] if len(trigger.words) > 1 else trigger.words[0]
            found.setdefault(key, []).append(trigger)
    return {key: tuple(same) for key, same in found.items()}


def find_triggers(triggers: Triggers, lowers: Sequence[str]) -> list[tuple[int, Trigger]]:
    """The triggers that words spell, with their places, the longest first."""
    lowers = with_one_rank(lowers)
    starts: list[tuple[int, str | tuple[str, str]]]
    starts = [(place, word) for place, word in enumerate(lowers) if word in triggers]
    starts += [(place, pair) for place, pair in enumerate(pairwise(lowers)) if pair in triggers]
    found = [(place, trigger) for place, start in starts for trigger in triggers[start]]
    spelled = [(at, t) for at, t in found if len(t.words) <= _PAIR or tuple(lowers[at : at + len(t.words)]) == t.words]
    return sorted(spelled, key=_by_place_and_length)


def _by_place_and_length(spelled: tuple[int, Trigger]) -> tuple[int, int]:
    return (spelled[0], -len(spelled[1].words))


@lru_cache(maxsize=4)
def saying_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words by which somebody says something."""
    return frozenset(vocabulary.table("events")["saying"])


def _triggers_of_type(kind: EventType, row: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Trigger]:
    """Those of the row itself, and of its groups, which have conditions of their own and share the rest."""
    yield from _triggers_of(kind, row, vocabulary)
    shared = {key: value for key, value in row.items() if key in _SHARED}
    for group in row.get("groups", ()):
        yield from _triggers_of(kind, {**shared, **group}, vocabulary)


_SHARED = frozenset({"parts", "people", "not_together"})


def _triggers_of(kind: EventType, row: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Trigger]:
    irregular = vocabulary.table("grammar")["verbs"]["irregular"]
    lexicon = read_lexicon(vocabulary)
    for phrase in row.get("phrases", ()):
        for words in spell_out(phrase):
            yield _build_trigger(kind, words, row, is_verb=False)
    for verb in row.get("verbs", ()):
        for words in _verb_forms(verb, irregular):
            is_wavering = words[0] == verb or (len(words) == 1 and lexicon.form(words[0]).tag == NOUN_OR_VERB)
            takes_money = verb in row.get("money_verbs", ())
            yield _build_trigger(kind, words, row, is_verb=True, is_wavering=is_wavering, takes_money=takes_money)


def spell_out(phrase: str) -> Iterator[tuple[str, ...]]:
    """Every phrase that a pattern with bars stands for, any rank for each rank.

    >>> list(spell_out("is|was third-largest"))
    [('is', 'second-largest'), ('was', 'second-largest')]
    """
    yield from product(*(with_one_rank(word.split("|")) for word in phrase.split()))


def with_one_rank(lowers: Sequence[str]) -> Sequence[str]:
    """Words with "second" for every rank but the first, so that a phrase with one fits all.

    >>> with_one_rank("was fourth in the world's 23rd-biggest market".split())
    ['was', 'second', 'in', 'the', "world's", 'second-biggest', 'market']
    """
    ranks = _ranks()
    if ranks.keys().isdisjoint(lowers):
        return lowers
    return [ranks.get(lower, lower) for lower in lowers]


@lru_cache(maxsize=1)
def _ranks() -> Mapping[str, str]:
    words = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    ranks = (*words, *(f"{number}{_ending(number)}" for number in range(2, _LAST_RANK)))
    return {rank + superlative: "second" + superlative for rank in ranks for superlative in _SUPERLATIVES}


def _ending(number: int) -> str:
    """The letters behind the digits of a rank.

    >>> [_ending(number) for number in (21, 12, 22, 33)]
    ['st', 'th', 'nd', 'rd']
    """
    if number // 10 == 1:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _verb_forms(verb: str, irregular: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """All forms of a verb, its particle kept.

    >>> list(_verb_forms("take over", {"take": ["took", "taken"]}))[:3]
    [('take', 'over'), ('takes', 'over'), ('taking', 'over')]
    """
    base, *particle = verb.split()
    for form in dict.fromkeys([base, third_person(base), *gerunds(base), *irregular.get(base, regular_pasts(base))]):
        yield (form, *particle)


def _build_trigger(
    kind: EventType,
    words: tuple[str, ...],
    row: Mapping[str, Any],
    *,
    is_verb: bool,
    is_wavering: bool = False,
    takes_money: bool = False,
) -> Trigger:
    return Trigger(
        type=kind,
        words=words,
        is_verb=is_verb,
        is_wavering=is_wavering,
        needs=frozenset(row.get("needs", ())) if is_verb else frozenset(),
        takes_money=takes_money,
        unless=frozenset(row.get("unless", ())),
        not_after=frozenset(row.get("not_after", ())),
        not_before=frozenset(row.get("not_before", ())),
        objects=frozenset(row.get("objects", ())) if is_verb else frozenset(),
        not_together=frozenset(row.get("not_together", ())),
        parts=row["parts"],
        people=row.get("people", False),
        needs_person=row.get("needs_person", False),
        needs_two=row.get("needs_two", False),
    )
