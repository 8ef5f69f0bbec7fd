"""When two descriptions say the same: names, people, roles, units, values, words; pure functions over text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

import snowballstemmer

from tests.quality.records import Company

LEGAL_WORDS = frozenset("inc corp corporation co company ltd limited plc sa ag nv se asa spa gmbh llc".split())
LEGAL_WORDS |= {"group", "holdings"}
COURTESIES = frozenset("mr mrs ms dr sir dame prof".split())
LITTLE_WORDS = frozenset("a an the of in on for from to at by per and or as its with".split())
SHORT_ROLES = {
    "chief executive officer": "ceo",
    "chief executive": "ceo",
    "chief financial officer": "cfo",
    "chief operating officer": "coo",
    "vice president": "vp",
}
COUNTRIES = {"us": "united states", "america": "united states", "uk": "united kingdom", "britain": "united kingdom"}
MEASURED_UNITS = frozenset("percent percentage_point basis_point rank multiple fraction".split())

VALUE_TOLERANCE = Decimal("0.000001")
FRACTION_TOLERANCE = Decimal("0.001")
"""A third is written 0.3333."""
SAME_WORDS = 0.5
"""Roles and periods are the same where half of the longer one's words are shared."""
SAME_QUOTE = 0.8
"""A quotation is the same where so many of its words are: a mark or a trailing word may differ."""

_stemmer = snowballstemmer.stemmer("english")


def plain_words(text: str | None) -> list[str]:
    """The words in lower case, without accents, marks and the possessive.

    >>> plain_words("Nestlé’s U.S. unit, AT&T")
    ['nestle', 'us', 'unit', 'at&t']
    """
    decomposed = unicodedata.normalize("NFKD", (text or "").casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    joined = re.sub(r"(?<=\b\w)\.(?=\w\b)|['’](?:s\b)?", "", letters)
    return re.findall(r"[\w&+]+", joined)


def stems(text: str | None) -> frozenset[str]:
    """The stems of the words that carry meaning.

    >>> sorted(stems("the raising of funds"))
    ['fund', 'rais']
    """
    return frozenset(_stemmer.stemWords([word for word in plain_words(text) if word not in LITTLE_WORDS]))


def name_form(name: str | None) -> str:
    """How names are compared: without article and legal words, countries by one name.

    >>> name_form("The Drumlin Group plc.")
    'drumlin'
    """
    words = plain_words(name)
    while len(words) > 1 and words[0] == "the":
        words.pop(0)
    while len(words) > 1 and words[-1] in LEGAL_WORDS:
        words.pop()
    form = " ".join(words)
    return COUNTRIES.get(form, form)


class Directory:
    """The companies that a careful reader found in one document, by any of their names."""

    def __init__(self, companies: Iterable[Company]) -> None:
        self._forms: dict[str, int] = {}
        for number, company in enumerate(companies):
            for name in (company.name, *company.aliases):
                self._forms.setdefault(name_form(name), number)

    def number(self, name: str | None) -> int | None:
        return self._forms.get(name_form(name))

    def same(self, one: str | None, other: str | None) -> bool:
        number = self.number(one)
        return name_form(one) == name_form(other) or (number is not None and number == self.number(other))

    def same_subject(self, one: str | None, other: str | None) -> bool:
        """As `same`; what is no company ("smartphone market") may be named more or less fully."""
        if self.same(one, other):
            return True
        if self.number(one) is not None or self.number(other) is not None:
            return False
        few, many = sorted((stems(one), stems(other)), key=len)
        return bool(few) and few <= many


def same_person(one: str | None, other: str | None) -> bool:
    """The same words, or all of the shorter name's (two at least) in the longer.

    >>> same_person("Sir Malcolm Thripp", "Malcolm Thripp"), same_person("Thripp", "Malcolm Thripp")
    (True, False)
    """
    words = [{word for word in plain_words(name) if word not in COURTESIES and len(word) > 1} for name in (one, other)]
    few, many = sorted(words, key=len)
    return bool(few) and (few == many or (len(few) > 1 and few < many))


def same_role(one: str | None, other: str | None) -> bool:
    """
    >>> same_role("chairman and CEO", "Chief Executive Officer"), same_role("founder", None)
    (True, False)
    """
    return _share(_role_words(one), _role_words(other)) >= SAME_WORDS


def _role_words(role: str | None) -> frozenset[str]:
    text = " ".join(plain_words(role))
    for long, short in SHORT_ROLES.items():
        text = text.replace(long, short)
    return frozenset(text.split()) - LITTLE_WORDS


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words, as a part of the longer one's; two times nothing is the same."""
    longer = max(len(one), len(other))
    return len(one & other) / longer if longer else 1.0


def same_period(one: str | None, other: str | None) -> bool:
    """
    >>> same_period("quarter ended June 30", "the quarter"), same_period("last year", "in 2020")
    (True, False)
    """
    words, others = stems(one), stems(other)
    return bool(words and others) and (words <= others or others <= words or _share(words, others) >= SAME_WORDS)


def same_unit(one: str, other: str) -> bool:
    """Equal; of what is counted, the same head noun is enough.

    >>> same_unit("small business", "business"), same_unit("USD", "EUR"), same_unit("kilometre", "kilometer")
    (True, False, True)
    """
    if one.casefold() == other.casefold():
        return True
    if not one or not other or MEASURED_UNITS & {one, other} or one.isupper() or other.isupper():
        return False
    return _head(one) == _head(other)


def _head(noun: str) -> str:
    head = noun.lower().split(" of ")[0].split(" per ")[0].replace("-", " ").split()[-1]
    return re.sub(r"(?<=met)re$|(?<=lit)re$", "er", head)


def same_value(one: Decimal, other: Decimal, unit: str) -> bool:
    """
    >>> same_value(Decimal("0.3333"), Decimal(1) / 3, "fraction"), same_value(Decimal(5), Decimal(6), "USD")
    (True, False)
    """
    tolerance = FRACTION_TOLERANCE if unit == "fraction" else VALUE_TOLERANCE
    return abs(one - other) <= tolerance * max(abs(one), abs(other))


def words_in_common(one: str, other: str) -> float:
    """Of the words in either, the part that is in both.

    >>> words_in_common("revenue growth", "growth of revenues"), words_in_common("net profit", "profit")
    (1.0, 0.5)
    """
    words, others = stems(one), stems(other)
    return len(words & others) / len(words | others) if words | others else 1.0


def quote_likeness(one: str, other: str) -> float:
    """Shared words, repetitions counted, as a part of the longer quotation's."""
    words, others = Counter(plain_words(one)), Counter(plain_words(other))
    longer = max(words.total(), others.total())
    return (words & others).total() / longer if longer else 0.0
