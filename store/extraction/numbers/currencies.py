"""Knows money by its signs, codes and names: `RMB`, `S$`, `Rs`, `pence`, `75 USD million`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from store.extraction.wordlists import one_of, plain
from store.vocabulary import Vocabulary

_REACH = 14
"""Characters before a number in which its sign stands: the longest is "u.s. $" with a bracket and a minus."""
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Currency:
    """One reading of a form: `value` is what one of it is worth in the currency `code` (a penny 0.01)."""

    form: str
    code: str
    side: str
    value: Decimal
    case: str
    needs: str
    places: tuple[str, ...]

    def allows(self, written: str) -> bool:
        """Whether its letters are the capitals, or the small letters, that it wants."""
        return not self.case or written == (written.upper() if self.case == "upper" else written.lower())


class Sign(NamedTuple):
    """A currency before a number, with the minus before it, and the minus or bracket between it and the number."""

    start: int
    form_start: int
    form: str
    has_minus: bool
    has_inner_bracket: bool


def is_enough(needs: str, number: Decimal, *, has_magnitude: bool) -> bool:
    """Whether a form that needs more than a number to mean money has it.

    >>> is_enough("magnitude", Decimal(5), has_magnitude=False), is_enough("hundred", Decimal(500), has_magnitude=False)
    (False, True)
    """
    if needs == "magnitude":
        return has_magnitude
    return needs != "hundred" or has_magnitude or number >= _HUNDRED


class Currencies:
    """The forms of `currencies.csv`."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self._readings: dict[tuple[bool, str], list[Currency]] = {}
        for currency in map(_currency, rows):
            for before in _sides(currency.side):
                self._readings.setdefault((before, currency.form), []).append(currency)
        self.forms_after = [form for before, form in self._readings if not before]
        self.after = one_of(self.forms_after)
        signs = [form for before, form in self._readings if before]
        self._before = re.compile(
            rf"""
            (?P<minus>(?<![^\s(])[-−–])?
            (?: (?P<code>(?<![^\W_]){one_of(form for form in signs if form[-1].isalpha())}) [^\S\n]?(?P<bracket>\(\s?)?
              | (?P<sign>(?:(?<![^\W_])|(?![a-z])){one_of(form for form in signs if not form[-1].isalpha())})
                [^\S\n]?(?P<inner>\(\s?|[-−–])? ) \Z
            """,
            re.VERBOSE,
        )
        self._marks = frozenset(form[-1] for form in signs if not form[-1].isalpha()) | frozenset("(-−–")
        self._endings = _endings(signs)

    def sign_before(self, lowered: str, place: int) -> Sign | None:
        """The currency sign or code that ends at `place`."""
        end = place - 1 if lowered[place - 1 : place].isspace() else place
        if lowered[end - 1 : end] not in self._marks and not self._may_end(lowered, end):
            return None
        match = self._before.search(lowered, max(0, place - _REACH), place)
        if not match:
            return None
        group = "code" if match["code"] else "sign"
        inner = match["bracket"] or match["inner"] or ""
        is_bracket = inner.startswith("(")
        has_minus = bool(match["minus"]) or bool(inner and not is_bracket)
        return Sign(match.start(), match.start(group), plain(match[group]), has_minus, is_bracket)

    def _may_end(self, lowered: str, end: int) -> bool:
        """Whether the characters before `end` may be the last of a sign."""
        near = lowered[max(0, end - 3) : end]
        return len(near) < len("rmb") or near in self._endings or near[1:] in self._endings

    def read(self, form: str, written: str, lowered: str, *, before: bool) -> Currency | None:
        """What a form means in this text, given its letters as written; None where they are not money."""
        readings = [one for one in self._readings.get((before, form), ()) if one.allows(written)]
        if len(readings) < 2:  # noqa: PLR2004 - one or none
            return readings[0] if readings else None
        return max(readings, key=lambda one: sum(lowered.count(place) for place in one.places))


def _endings(signs: list[str]) -> frozenset[str]:
    """The last three characters of each sign, with what stands before a short one: a look at them spares searches."""
    starts = ("", " ", "(", "\n", "~", "/")
    long = (before + sign for sign in signs for before in starts if len(before + sign) > 1)
    return frozenset(ending[-3:] for ending in long)


def _sides(side: str) -> tuple[bool, ...]:
    return {"before": (True,), "both": (True, False)}.get(side, (False,))


def _currency(row: dict[str, str]) -> Currency:
    return Currency(
        form=plain(row["form"]),
        code=row["code"],
        side=row["side"],
        value=1 / Decimal(row["parts"]),
        case=row["case"],
        needs=row["needs"],
        places=tuple(filter(None, row["places"].split("|"))),
    )


@lru_cache(maxsize=4)
def currencies(vocabulary: Vocabulary) -> Currencies:
    """The currencies of a vocabulary, compiled once."""
    return Currencies(vocabulary.rows("currencies"))
