"""A name as it is compared: folded, without legal words, words for one thing written alike, or by its initials.

The words come from `seeds/matching.toml`, and from `seeds/names.toml` what English names of companies end with.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from store.vocabulary import Vocabulary

LONGEST_NAME = 200
"""Characters of a name that count: of a longer one the rest is left out."""

FEWEST_INITIALS, MOST_INITIALS = 3, 8

FOLDING = 1
"""Goes up by one whenever this module folds a name differently: stored names are then folded anew."""

ACRONYM_LETTERS = 3
"""Letters up to which a word that is a whole name is no abbreviation: a company called "ST" is no saint."""

MARKS = r"\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u0e00-\u0eff"
"""Vowel signs of scripts where they are part of a word and yet no letters."""

ACCENTS = re.compile(r"[\u0300-\u036f]+")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+|['’‘`´ʻʼ＇]+")
DOTTED = re.compile(r"\b[^\W\d_](?:[./][^\W\d_])+\b[.]?")
"""Letters with full stops between them, which are one word: S.p.A., U.S., A/S."""

AMPERSAND = re.compile(r"\b(\w{1,2})&(?=\w)|(?<=\w)&(?=\w{1,2}\b)")
"""An "&" that is part of a word, next to one or two letters: AT&T, P&G."""

WORD = re.compile(rf"[^\W_](?:[{MARKS}]|[^\W_]|\+)*")


@dataclass(frozen=True, eq=False)
class NameWords:
    """The words that names are folded by, all of them folded.

    `common` are the words that many names share and that still tell names apart ("bank"), `filler` those that
    people put around a name, `countries` what countries and their people are called, `cut_short` the legal words
    that one may stop within; `same` has the one word that stands for several, and `version` changes whenever a
    name may be folded differently.
    """

    legal: frozenset[str]
    joining: frozenset[str]
    unlettered: frozenset[str]
    common: frozenset[str]
    filler: frozenset[str]
    countries: frozenset[str]
    cut_short: tuple[str, ...]
    same: Mapping[str, str]
    letters: Mapping[int, str]
    cjk_legal: re.Pattern[str]
    version: str

    @classmethod
    def of(cls, matching: Mapping[str, Any], names: Mapping[str, Any], countries: Iterable[str]) -> NameWords:
        """Compile the tables `matching.toml` and `names.toml`, with what countries and their people are called."""
        told = [matching, names["legal"], names["group"], FOLDING, unicodedata.unidata_version]
        english = re.sub(r"[./]", "", f"{names['legal']} {names['group']}").split()
        same = {word: words[0] for words in matching["same"] for word in words}
        legal = {*matching["legal"].split(), *english}
        legal |= {word for word, standing in same.items() if standing in legal}
        return cls(
            legal=frozenset(legal),
            joining=frozenset(matching["joining"].split()),
            unlettered=frozenset(matching["unlettered"].split()),
            common=frozenset([*same.values(), *(same.get(word, word) for word in names["heads"].split())]),
            filler=frozenset(matching["filler"].split()),
            countries=frozenset(map(str.casefold, countries)),
            cut_short=tuple(matching["cut_short"].split()),
            same=same,
            letters=str.maketrans(matching["letters"]),
            cjk_legal=_affixes(matching["cjk_legal"].split()),
            version=hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest(),
        )


def _affixes(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = "|".join(sorted(map(re.escape, set(words)), key=lambda word: (-len(word), word)))
    return re.compile(rf"^(?:{longest_first})|(?:{longest_first})$")


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """The words of the seeds."""
    vocabulary = Vocabulary()
    rows = [row for row in vocabulary.rows("places") if row["kind"] == "country"]
    countries = [name for row in rows for name in "|".join((row["name"], row["aliases"], row["demonyms"])).split("|")]
    return NameWords.of(vocabulary.table("matching"), vocabulary.table("names"), countries)


def normalise(name: str) -> str:
    """Fold what people write in several ways.

    >>> normalise("  Nestlé S.A. "), normalise("AT&T"), normalise("McDonald’s"), normalise("Ｔａｒｎ & Søn A/S")
    ('nestle sa', 'att', 'mcdonalds', 'tarn son as')
    """
    text = name[:LONGEST_NAME]
    if not text.isascii():
        text = ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        text = unicodedata.normalize("NFC", text).casefold().translate(name_words().letters)
    text = UNSEEN.sub("", text.casefold())
    if "&" in text:
        text = AMPERSAND.sub(r"\1", text)
    if "." in text or "/" in text:
        text = DOTTED.sub(lambda found: found[0].replace(".", "").replace("/", ""), text)
    return " ".join(WORD.findall(text))


def core(name: str) -> str:
    """The name without legal and joining words, words for one thing written alike; all of it where nothing is left.

    >>> core("Alibaba Group Holding Ltd."), core("The Group"), core("Bank of Tarn Intl"), core("株式会社タルン")
    ('alibaba', 'the group', 'bank tarn international', 'タルン')
    """
    return core_of(normalise(name).split())


def core_of(words: Sequence[str]) -> str:
    """The core of a normalised name, by its words."""
    kept = telling_words(words)
    if len(kept) == 1 and len(kept[0]) <= ACRONYM_LETTERS:
        return without_cjk_legal(kept[0])
    same = name_words().same
    return " ".join(same.get(word) or without_cjk_legal(word) for word in kept)


def telling_words(words: Sequence[str]) -> list[str]:
    """The words that are neither legal nor joining; all of them where nothing is left."""
    known = name_words()
    return [word for word in words if word not in known.legal and word not in known.joining] or list(words)


def without_cjk_legal(word: str) -> str:
    """The word without what stands before or behind it, as long as two characters are left.

    >>> without_cjk_legal("塔恩控股有限公司"), without_cjk_legal("股份")
    ('塔恩', '股份')
    """
    if word.isascii():
        return word
    affixes = name_words().cjk_legal
    while (shorter := affixes.sub("", word, count=1)) != word and len(shorter) > 1:
        word = shorter
    return word


def is_shared(text: str) -> bool:
    """Whether a folded name is made of nothing but words that many names share: alone they name nobody.

    >>> is_shared("holdings group"), is_shared("tarn group")
    (True, False)
    """
    known = name_words()
    return all(word in known.legal or word in known.joining for word in text.split())


def symbol(ticker: str) -> str:
    """What a ticker is looked up by: its letters without the exchange.

    >>> symbol("NYSE:TRN.A"), symbol("9988")
    ('trn a', '9988')
    """
    return normalise(ticker.rpartition(":")[2])


def initials_of(words: Sequence[str]) -> tuple[str, ...]:
    """The letters that a long normalised name may be known by: of all its words, or of those that count.

    >>> initials_of("tarn institute of technology ltd".split()), initials_of(["tarn", "group"])
    (('tiot', 'tit'), ())
    """
    known = name_words()
    words = [word for word in words if word not in known.legal or word in known.same]
    if len(words) < FEWEST_INITIALS:
        return ()
    counting = [word for word in words if word not in known.unlettered]
    telling = [word for word in counting if word not in known.joining]
    letters = dict.fromkeys("".join(word[0] for word in variant) for variant in (words, counting, telling))
    return tuple(word for word in letters if FEWEST_INITIALS <= len(word) <= MOST_INITIALS and word.isascii())
