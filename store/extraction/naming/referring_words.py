"""The words that references are made of, compiled from the vocabulary: nouns for companies, units, countries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from store.extraction.naming.name_words import Flag, NameWords, compile_name_words
from store.model import Entity
from store.vocabulary import Vocabulary

FOLLOWER = re.compile(r" ([\w-]+)")


@dataclass(frozen=True, eq=False)
class ReferringWords:
    """What refers, and to what it can.

    `nouns` gives the sectors that a noun can speak of, None for any; `trade` finds the words of a trade before such
    a noun; `telling` those whose members tell of others;
    `children` the parts of each company.
    """

    nouns: Mapping[str, frozenset[str] | None]
    modifiers: frozenset[str]
    trade: re.Pattern[str]
    young: frozenset[str]
    commercial: frozenset[str]
    not_before: frozenset[str]
    clause_openers: frozenset[str]
    unit_nouns: frozenset[str]
    unit_fields: Mapping[str, tuple[str, ...]]
    telling: frozenset[str]
    countries: Mapping[str, str]
    children: Mapping[str, tuple[Entity, ...]]
    names: NameWords

    def is_modifier(self, word: str) -> bool:
        """Whether a lower-case word may stand between "the" and the noun."""
        return (
            word in self.modifiers
            or "-" in word
            or word.isdecimal()
            or bool(self.names.flags.get(word, 0) & Flag.DEMONYM)
        )

    def may_follow_the(self, word: str) -> bool:
        """Whether a lower-case word after "the" may be, or lead to, a noun for a company."""
        return word in self.nouns or word.endswith(("’s", "'s")) or self.is_modifier(word)

    def is_before_noun(self, word: str) -> bool:
        """Whether a lower-case word may stand between the beginning of a clause and a name: "the Chinese giant X"."""
        return (
            word in ("the", "a", "an")
            or word.endswith(("’s", "'s"))
            or bool(self.names.flags.get(word, 0) & (Flag.DESCRIPTOR | Flag.DEMONYM))
            or word in self.modifiers
        )

    def goes_on(self, text: str, end: int) -> bool:
        """Whether the noun that ends here is only the first part of a longer one: "the group chief"."""
        found = FOLLOWER.match(text, end)
        following = found[1].lower() if found else ""
        return following in self.nouns or following in self.not_before

    def child(self, owner: str, parts: list[str], entities: Mapping[str, Entity]) -> Entity | None:
        """The part of `owner` whose name has one of the words, or that is known to go by one."""
        named = [entity for entity in entities.values() if entity.parent == owner]
        for entity in (*named, *self.children.get(owner, ())):
            names = " ".join((entity.name, *entity.aliases)).lower().split()
            if any(part in names or entity.name in self.unit_fields.get(part, ()) for part in parts):
                return entity
        return None


@lru_cache(maxsize=8)
def compile_referring_words(vocabulary: Vocabulary) -> ReferringWords:
    names = vocabulary.table("names")
    referring = names["referring"]
    children: dict[str, list[Entity]] = {}
    for entity in vocabulary.companies:
        if entity.parent:
            children.setdefault(entity.parent, []).append(entity)
    return ReferringWords(
        nouns=_nouns(names["descriptors"], names["sectors"], referring["nouns"].split()),
        modifiers=frozenset(names["words"]["modifiers"].split()),
        trade=_trade(referring["trading"].split(), referring["no_trade"].split()),
        young=frozenset(referring["young"].split()),
        commercial=frozenset(referring["commercial"].split()),
        not_before=frozenset(referring["not_before"].split()),
        clause_openers=frozenset(referring["clause_openers"].split()),
        unit_nouns=frozenset(names["units"]["nouns"].split()),
        unit_fields={key: tuple(value) for key, value in names["units"].items() if key != "nouns"},
        telling=frozenset(names["telling"]["sectors"].split()),
        countries=_countries(vocabulary),
        children={owner: tuple(parts) for owner, parts in children.items()},
        names=compile_name_words(vocabulary),
    )


def _nouns(
    groups: Mapping[str, str], sectors: Mapping[str, str], general: list[str]
) -> dict[str, frozenset[str] | None]:
    nouns: dict[str, frozenset[str] | None] = {}
    for group, listed in groups.items():
        told = frozenset(sectors.get(group, "").split())
        for noun in listed.split():
            if told:
                nouns[noun] = (nouns.get(noun) or frozenset()) | told
    return nouns | dict.fromkeys(general)


def _trade(nouns: list[str], no_trade: list[str]) -> re.Pattern[str]:
    """What a company is told by that is in a trade: "the electric vehicle company", not "the parent company".

    >>> trade = _trade(["company"], ["parent"])
    >>> [bool(trade.match(text)) for text in (" space company", " parent company", " largest company", " company")]
    [True, False, False, False]
    """
    word = rf"\s(?!(?:{'|'.join(no_trade)})\b)[a-z][a-z-]+(?<!est)"
    return re.compile(rf"(?:{word}){{1,2}}(?=\s(?:{'|'.join(nouns)})\b)")


def _countries(vocabulary: Vocabulary) -> dict[str, str]:
    """The codes of countries by the last word of their people: "South Korean" goes by "korean"."""
    return {
        demonym.lower().split()[-1]: row["code"]
        for row in vocabulary.rows("places")
        if row["code"]
        for demonym in row["demonyms"].split("|")
        if demonym
    }
