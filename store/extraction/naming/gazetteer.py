"""The names that are known beforehand, companies and places, by the words they are written with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from store.extraction.naming.capitals import Chain, Word, find_chains, fold
from store.extraction.naming.name_words import Flag, NameWords, compile_name_words
from store.model import Entity, EntityKind
from store.vocabulary import Vocabulary

LONGEST_STRICT = 5
"""Capital letters up to which an acronym must be written as the vocabulary has it."""

LONGEST_NAME = 12
"""Words of a chain that one look-up joins at most: keeps reading linear on text that is all capitals."""

SHORTEST_OPENER = 4
"""Letters that a first word must exceed to stand for the whole name."""

CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
HAS_CJK = re.compile("[\u3040-\ud7af]")
CJK_TEXT = re.compile(rf"[{CJK}]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A way of writing a known entity.

    `ordinary` where the words are also everyday words ("Target", "Gap"); `strict` where the case must be right,
    too: "ICE" is never "Ice".
    """

    entity: Entity
    written: str
    ordinary: bool
    strict: bool


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Known names by key.

    `reach` has the most words of any name that begins with a word; `openers` the one company whose longer name begins
    with a word that nothing else is called by: "Lockheed".
    """

    names: Mapping[str, Known]
    reach: Mapping[str, int]
    openers: Mapping[str, Entity]
    cjk: Mapping[str, Known]
    longest_cjk: int

    def longest(self, chain: Chain, first: int) -> tuple[int, Known] | None:
        """The longest known name that begins at word `first`, and the word after it."""
        reach = self.reach.get(chain[first].low)
        if reach is None:
            return None
        found = None
        key = ""
        for last in range(first, min(first + reach, len(chain))):
            word = chain[last]
            key = f"{key}{word.joint}{word.low}" if key else word.low
            known = (word.owns and self.names.get(f"{key}'s")) or self.names.get(key)
            if known and (not known.strict or written(chain, first, last + 1) == known.written):
                found = (last + 1, known)
        return found

    def single(self, word: Word) -> Known | None:
        """The known name that a word is by itself."""
        known = (word.owns and self.names.get(f"{word.low}'s")) or self.names.get(word.low)
        return known if known and (not known.strict or word.text == known.written) else None

    def find_cjk(self, text: str) -> Iterator[tuple[int, int, Known]]:
        """Known names in Chinese, Japanese or Korean writing, which has no capitals to go by."""
        for run in CJK_TEXT.finditer(text) if self.cjk and HAS_CJK.search(text) else ():
            start, end = run.span()
            while start < end:
                lengths = range(min(self.longest_cjk, end - start), 1, -1)
                length = next((n for n in lengths if text[start : start + n] in self.cjk), 0)
                if length:
                    yield start, start + length, self.cjk[text[start : start + length]]
                start += length or 1


def written(chain: Chain, first: int, after: int) -> str:
    """The words of a part of a chain, as they are written but for curly apostrophes and odd spaces."""
    parts = [chain[first].text]
    for word in chain[first + 1 : after]:
        parts += [word.joint, word.text]
    return "".join(parts)


def key_of(name: str, words: NameWords) -> str | None:
    """The look-up key of a name, None where it is not made of capitalised words.

    >>> key_of("Marks & Spencer Group", NameWords.empty()), key_of("adidas", NameWords.empty())
    ('marks & spencer group', None)
    """
    chains = find_chains(name, words)
    if len(chains) != 1 or chains[0][0].start:
        return None
    chain = chains[0]
    tail = fold(name[chain[-1].end :])
    if tail not in ("", ".", "'s", "!"):
        return None
    return fold(written(chain, 0, len(chain))) + (tail if tail == "'s" else "")


@lru_cache(maxsize=8)
def compile_gazetteer(vocabulary: Vocabulary) -> Gazetteer:
    """All names of companies, places and products; where two share one, the earlier has it."""
    words = compile_name_words(vocabulary)
    places = frozenset(vocabulary.table("names")["ordinary_places"].split())
    names: dict[str, Known] = {}
    reach: dict[str, int] = {}
    cjk: dict[str, Known] = {}
    for entity, name in [*_company_names(vocabulary, words), *_place_names(vocabulary), *_product_names(vocabulary)]:
        is_everyday = fold(name) in places if entity.kind is EntityKind.PLACE else _is_everyday(entity, name, words)
        known = Known(entity, name, is_everyday, name.isupper() and len(name) <= LONGEST_STRICT)
        if CJK_TEXT.fullmatch(name):
            cjk.setdefault(name, known)
        elif (key := key_of(name, words)) and key not in names:
            names[key] = known
            chain = find_chains(name, words)[0]
            reach[chain[0].low] = max(reach.get(chain[0].low, 0), len(chain))
    return Gazetteer(names, reach, _find_openers(names, words), cjk, max(map(len, cjk), default=0))


def _company_names(vocabulary: Vocabulary, words: NameWords) -> Iterator[tuple[Entity, str]]:
    for entity in vocabulary.companies:
        is_event = (
            entity.kind is EntityKind.ORGANISATION and words.flags.get(fold(entity.name.split()[-1]), 0) & Flag.EVENT
        )
        kept = replace(entity, kind=EntityKind.PRODUCT) if is_event else entity
        for name in (entity.name, *entity.aliases):
            yield kept, name
    called_by = frozenset(vocabulary.table("names")["called_by"].split())
    for entity in vocabulary.companies:
        for name in (entity.name, *entity.aliases):
            if (short := _without_legal(name, words)) and (not _is_ordinary(short, words) or fold(short) in called_by):
                yield entity, short


def _without_legal(name: str, words: NameWords) -> str | None:
    """What is left of "Target Corp" or "The Gap Inc."; None where nothing is left off.

    >>> _without_legal("Target Corp.", NameWords({"corp": Flag.LEGAL}))
    'Target'
    """
    parts = name.replace(",", "").split()
    count = len(parts)
    while count > 1 and words.flags.get(fold(parts[count - 1].rstrip(".")), 0) & Flag.LEGAL:
        count -= 1
    kept = parts[1:count] if parts[0] == "The" and count > 1 else parts[:count]
    return " ".join(kept) if kept and len(kept) < len(parts) else None


def _place_names(vocabulary: Vocabulary) -> Iterator[tuple[Entity, str]]:
    for row in vocabulary.rows("places"):
        aliases = tuple(filter(None, row["aliases"].split("|")))
        entity = Entity(row["name"], EntityKind.PLACE, aliases, country=row["code"], sector=row["kind"])
        for name in (entity.name, *aliases):
            yield entity, name


def _product_names(vocabulary: Vocabulary) -> Iterator[tuple[Entity, str]]:
    for name in vocabulary.table("names")["known_products"]:
        yield Entity(name, EntityKind.PRODUCT), name


def _is_ordinary(name: str, words: NameWords) -> bool:
    return " " not in name and bool(words.flags.get(fold(name), 0) & (Flag.ORDINARY | Flag.FUNCTION))


def _is_everyday(entity: Entity, name: str, words: NameWords) -> bool:
    """Whether the name is a word like others: one that needs its legal form to be a name ("Valve" of "Valve Corp")."""
    return _is_ordinary(name, words) or (" " not in name and name == _without_legal(entity.name, words))


def _find_openers(names: Mapping[str, Known], words: NameWords) -> dict[str, Entity]:
    """First words by which a company with a longer name may be called, since no list knows them as anything else."""
    owners: dict[str, dict[str, Entity]] = {}
    for key, known in names.items():
        first, _, rest = key.partition(" ")
        if rest and len(first) > SHORTEST_OPENER and not words.flags.get(first, 0) and first not in names:
            owners.setdefault(first, {})[known.entity.name] = known.entity
    return {
        first: next(iter(entities.values()))
        for first, entities in owners.items()
        if len(entities) == 1 and next(iter(entities.values())).kind in (EntityKind.COMPANY, EntityKind.ORGANISATION)
    }
