"""Made-up names of companies, as many as one likes, and what people would type for them: the same for each seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.names import core

SEED = 11

ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pl qu r s sh st t th tr v w z".split()
VOWELS = "a e i o u ai ea ou".split()
ENDINGS = "n r l m s x nd rt ck th ".split(" ")
HEADS = """bank energy technologies systems foods capital partners logistics steel motors pharmaceuticals resources
industries insurance media software shipping university institute hospital textiles mining hotels""".split()
PLACES = "north south east west pacific atlantic northern united first national global".split()
LEGAL = "Inc. Corp. Ltd. plc AG S.A. GmbH Group Holdings Co.,Ltd.".split()
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHARED = 0.5
POOL = 0.75
NOBODY = 0.2
"""The share of queries that name nobody."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody types, the name that is meant (none: nobody's), and what kind of slip it is."""

    text: str
    meant: str
    kind: str


def make_word(chance: random.Random) -> str:
    syllables = (chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 3)))
    return "".join(syllables) + chance.choice(ENDINGS)


def make_name(chance: random.Random, pool: Sequence[str]) -> str:
    """A name of one to five words, half of them words that other names have too, with a legal form or without."""

    def word() -> str:
        return (chance.choice(pool) if chance.random() < SHARED else make_word(chance)).title()

    words = [word()]
    if chance.random() < 0.15:
        words.insert(0, chance.choice(PLACES).title())
    if chance.random() < 0.4:
        words.append(word())
    if chance.random() < 0.8:
        words.append(chance.choice(HEADS).title())
    if chance.random() < 0.5:
        words.append(chance.choice(LEGAL))
    return " ".join(words)


def make_pool(count: int, chance: random.Random) -> list[str]:
    """The words that names share: the more names, the more words, but ever fewer for each."""
    return [make_word(chance) for _ in range(int(count**POOL))]


def make_names(count: int, seed: int = SEED) -> list[str]:
    """So many names that differ by more than their legal forms."""
    chance = random.Random(seed)
    pool = make_pool(count, chance)
    names: dict[str, str] = {}
    while len(names) < count:
        name = make_name(chance, pool)
        names.setdefault(core(name), name)
    return list(names.values())


def slip(word: str, chance: random.Random) -> str:
    """The word with a letter wrong, missing, doubled, or swapped with the next."""
    place = chance.randrange(len(word))
    wrong = chance.choice((word[place + 1 : place + 2] + word[place], chance.choice(LETTERS), "", word[place] * 2))
    return word[:place] + wrong + word[place + 1 + (len(wrong) == 2 and wrong[0] != wrong[1]) :]


def type_names(names: Sequence[str], count: int, seed: int = SEED) -> Iterator[Typed]:
    """What people type who mean one of these names, or none of them."""
    chance = random.Random(seed + 1)
    pool = make_pool(len(names), random.Random(seed))
    known = set(map(core, names))
    for _ in range(count):
        if chance.random() < NOBODY:
            name = make_name(chance, pool)
            if core(name) not in known:
                yield Typed(name.lower(), "", "nobody")
                continue
        name = chance.choice(names)
        kind = chance.choice(
            ("exact", "case", "slip", "two slips", "cut short", "a word left out", "with words around")
        )
        yield Typed(_type(name, kind, chance), name, kind)


def _type(name: str, kind: str, chance: random.Random) -> str:
    words = name.lower().split()
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    match kind:
        case "exact":
            return name
        case "slip" | "two slips":
            for _ in range(1 if kind == "slip" else 2):
                words[longest] = slip(words[longest], chance)
        case "cut short":
            words[-1] = words[-1][: max(3, len(words[-1]) * 2 // 3)]
        case "a word left out" if len(words) > 1:
            del words[-1]
        case "with words around":
            words = ["what", "is", *words, "stock", "price"]
    return " ".join(words)
