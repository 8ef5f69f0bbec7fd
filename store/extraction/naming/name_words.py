"""The words that names are told by, compiled once from the vocabulary: one look-up a word says all that it can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from store.extraction.meaning.lexicon import regular_pasts, third_person
from store.vocabulary import Vocabulary


class Flag:
    """What a word can be: bits of plain integers, since every capitalised word of a text is asked."""

    FUNCTION = 1
    ORDINARY = 1 << 1
    TIME = 1 << 2
    ACRONYM = 1 << 3
    DEMONYM = 1 << 4
    GIVEN = 1 << 5
    SURNAME_FIRST = 1 << 6
    LEGAL = 1 << 7
    GROUP = 1 << 8
    HEAD = 1 << 9
    WEAK_HEAD = 1 << 10
    INSTITUTION = 1 << 11
    PRODUCT = 1 << 12
    EVENT = 1 << 13
    LAW = 1 << 14
    PLACE = 1 << 15
    TITLE = 1 << 16
    TITLE_MODIFIER = 1 << 17
    HONORIFIC = 1 << 18
    DESCRIPTOR = 1 << 19
    DOTTED = 1 << 20
    OFFICE = 1 << 21
    EPITHET = 1 << 22
    CLOSER = 1 << 23


_LISTS = (
    (Flag.LEGAL, "legal"),
    (Flag.GROUP, "group"),
    (Flag.DOTTED, "dotted"),
    (Flag.HEAD, "heads"),
    (Flag.WEAK_HEAD, "weak_heads"),
    (Flag.INSTITUTION, "institutions"),
    (Flag.OFFICE, "offices"),
    (Flag.CLOSER, "closers"),
    (Flag.PRODUCT, "products"),
    (Flag.EVENT, "events"),
    (Flag.LAW, "laws"),
    (Flag.PLACE, "places"),
)
_NEVER_LISTS = (
    (Flag.FUNCTION, "function"),
    (Flag.ORDINARY, "ordinary"),
    (Flag.TIME, "times"),
    (Flag.ACRONYM, "acronyms"),
)
_ROLE_LISTS = ((Flag.TITLE, "heads"), (Flag.TITLE_MODIFIER, "modifiers"), (Flag.HONORIFIC, "honorifics"))


class Act(NamedTuple):
    """A verb that speaks for its subject being a company, and how much."""

    base: str
    weight: int


_ACTS = (("moves", 1), ("acts", 2))

NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, eq=False)
class NameWords:
    """Flags by word (lower-case), the words that open a known name, and the phrases before and after names."""

    flags: Mapping[str, int]
    openers: frozenset[str] = frozenset()
    before: Mapping[str, str] = field(default_factory=dict)
    longest_before: int = 0
    after: Mapping[str, frozenset[str]] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    arms: frozenset[str] = frozenset()
    state_codes: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    boards: frozenset[str] = frozenset()
    lettered: frozenset[str] = frozenset()
    saying: frozenset[str] = frozenset()
    appointing: frozenset[str] = frozenset()
    appointed: re.Pattern[str] = NOTHING
    doing: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    noun_phrase_ends: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    company_followers: frozenset[str] = frozenset()
    acting: Mapping[str, Act] = field(default_factory=dict)
    trades: tuple[str, ...] = ()
    unsure: frozenset[str] = frozenset()

    def is_trade(self, word: str) -> bool:
        """Whether a word that no list has says by its ending what a company does: "trainmaker", "fish-farmer"."""
        return word.endswith(self.trades) and not self.flags.get(word, 0) and word not in self.persons

    @classmethod
    def empty(cls) -> NameWords:
        return cls({})


def _compile_appointed(roles: Mapping[str, str]) -> re.Pattern[str]:
    """What follows a person and not a company: "has been named", "as its new chief"."""
    verbs, heads, modifiers = (
        "|".join(map(re.escape, roles[key].split())) for key in ("appointing", "heads", "modifiers")
    )
    return re.compile(
        rf"\s(?:(?:has|have|had)\sbeen\s(?:{verbs})\b|as\s(?:its\s|the\s|a\s|new\s){{0,2}}(?:{heads}|{modifiers})\b)"
    )


OPENERS = ("US", "U.S.")
"""Names that look like a small word without their capitals."""


@lru_cache(maxsize=8)
def compile_name_words(vocabulary: Vocabulary) -> NameWords:
    """Read the word lists of names, roles, places and given names."""
    names, roles = vocabulary.table("names"), vocabulary.table("roles")
    flags: dict[str, int] = {}

    def mark(flag: int, words: Iterable[str]) -> None:
        for word in words:
            flags[word] = flags.get(word, 0) | flag

    for table, lists in ((names, _LISTS), (names["never"], _NEVER_LISTS), (roles, _ROLE_LISTS)):
        for flag, key in lists:
            mark(flag, table[key].split())
    for words in names["descriptors"].values():
        mark(Flag.DESCRIPTOR, words.split())
    mark(Flag.EPITHET, f"{names['words']['modifiers']} {roles['persons']}".split())
    demonyms = [word.lower() for row in vocabulary.rows("places") for word in row["demonyms"].split("|") if word]
    for word in (*demonyms, *names["never"]["peoples"].split()):
        mark(Flag.DEMONYM, (word, f"{word}s"))
    for row in vocabulary.rows("given_names"):
        mark(Flag.GIVEN if row["kind"] == "given" else Flag.SURNAME_FIRST, [row["name"].lower()])
    written = (name for entity in vocabulary.companies for name in (entity.name, *entity.aliases))
    return NameWords(
        flags=flags,
        openers=frozenset(name.split()[0].lower() for name in (*written, *OPENERS)),
        before={phrase: kind for kind, phrases in names["before"].items() for phrase in phrases},
        longest_before=max(phrase.count(" ") for phrases in names["before"].values() for phrase in phrases) + 1,
        after={key: frozenset(words.split()) for key, words in names["after"].items()},
        units=frozenset(names["never"]["units"].split()),
        arms=frozenset(names["units"]["nouns"].split()),
        state_codes=frozenset(names["state_codes"].split()),
        generic=frozenset(names["generic"]),
        boards=frozenset(names["boards"]),
        lettered=frozenset(vocabulary.table("sentences")["lettered"]),
        saying=frozenset(roles["saying"].split()),
        appointing=frozenset(roles["appointing"].split()),
        appointed=_compile_appointed(roles),
        doing=frozenset((names["after"]["verbs"] + roles["saying"] + names["words"]["auxiliaries"]).split()),
        auxiliaries=frozenset(names["words"]["auxiliaries"].split()),
        noun_phrase_ends=frozenset(names["words"]["noun_phrase_ends"].split()),
        persons=frozenset(roles["persons"].split()),
        company_followers=frozenset(" ".join(names["after"][key] for key in ("verbs", "findings", "nouns")).split()),
        acting=dict(_read_acts(vocabulary)),
        unsure=frozenset(names["words"]["unsure"].split()),
        trades=tuple(names["words"]["trades"].split()),
    )


def _read_acts(vocabulary: Vocabulary) -> Iterator[tuple[str, Act]]:
    """The finite forms of the verbs that companies are the subjects of, and the base for behind "will"."""
    irregular = vocabulary.table("grammar")["verbs"]["irregular"]
    after = vocabulary.table("names")["after"]
    for key, weight in _ACTS:
        for base in after[key].split():
            act = Act(base, weight)
            for form in (base, third_person(base), *(irregular.get(base) or regular_pasts(base))):
                yield form, act
