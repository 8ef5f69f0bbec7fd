# ruff: noqa: INP001 - a script beside its data, not a module
"""Writes the Babel rows of `currencies.csv` anew and keeps the hand-written ones.

Run it with `python seeds/currencies_from_babel.py`; Babel (CLDR data) is needed for this alone, never at run time.
Columns of the table:

form    the words or sign, in lower case
code    ISO 4217
side    of the number: before, after, both, or attached (after it without a space)
parts   how many make one of the currency: 100 for pence, 0.000001 for "120 MEUR"
case    "upper" or "lower" where only that is meant (TRY, not try; 590p, not 590P)
needs   "magnitude" where the form means money only with one ("R5 million", not "R5"), "hundred" where it does
        with that much or more ("500 won", not "all 12 won")
places  words of the document that decide for this row where a form stands for several currencies;
        without any of them the first row of the form holds
source  babel or hand
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol

TABLE = Path(__file__).with_name("currencies.csv")
COLUMNS = ("form", "code", "side", "parts", "case", "needs", "places", "source")
LATE_LEGACY = ("DEM", "FRF", "ITL", "ESP", "NLG", "FIM", "ATS", "BEF", "IEP", "PTE", "GRD", "HRK", "BTC")
"""Out of use, and still met in older news."""

NEVER_FORMS = frozenset({"all", "amd", "cve", "nio", "sdg", "top", "gold", "real", "sol", "leone", "leones"})
"""Words, companies and abbreviations that stand beside numbers far more often than the money does."""

ALSO_WORDS = frozenset(
    "BAM BOB BSD CDF CUP DOP ERN ETB GEL LAK MAD MOP MUR NAD PAB PEN RON SCR SHP SOS SRD SSP STN TRY UYU WST "
    "XPF".split()
)
"""Codes that are also words or abbreviations."""

LOWER_TOO = frozenset(
    "USD EUR GBP JPY CNY INR AUD CAD HKD SGD NZD CHF KRW TWD BRL RUB ZAR AED SAR IDR MYR THB VND SEK NOK DKK PLN CZK "
    "HUF ILS MXN BTC".split()
)
"""Codes that people also write in lower case, and that are no words."""


def main() -> None:
    by_hand = [row for row in read_table() if row["source"] == "hand"]
    taken = {row["form"] for row in by_hand} | NEVER_FORMS
    rows = by_hand + [row for row in babel_rows() if row["form"] not in taken]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def read_table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def babel_rows() -> Iterator[dict[str, str]]:
    codes = sorted(codes_in_use() | set(LATE_LEGACY))
    singulars = {code: plain(get_currency_name(code, 1, "en")) for code in codes}
    last_words = Counter(name.split()[-1] for name in singulars.values())
    for code in codes:
        yield row(code.lower(), code, "both", case="" if code in LOWER_TOO else "upper", needs=code_needs(code))
        if code in LOWER_TOO:
            yield row(f"m{code.lower()}", code, "both", case="upper") | {"parts": "0.000001"}
        names = [singulars[code], plain(get_currency_name(code, 2, "en"))]
        generic = [name.split()[-1] for name in names if last_words[singulars[code].split()[-1]] == 1]
        for form in dict.fromkeys([*names, *generic]):
            yield row(form, code, "after")
    for sign, code in signs().items():
        yield row(sign, code, "both")


def codes_in_use() -> set[str]:
    """The currencies that are legal tender somewhere today."""
    territories = get_global("territory_currencies").values()
    return {code for spans in territories for code, _, end, tender in spans if tender and end is None}


def signs() -> dict[str, str]:
    """One-character currency signs, with the one code that uses each."""
    users: dict[str, set[str]] = {}
    for territory, spans in get_global("territory_currencies").items():
        for code in (code for code, _, end, tender in spans if tender and end is None):
            sign = get_currency_symbol(code, native_locale(territory))
            if len(sign) == 1 and unicodedata.category(sign) == "Sc":
                users.setdefault(sign, set()).add(code)
    return {sign: codes.pop() for sign, codes in sorted(users.items()) if len(codes) == 1}


def native_locale(territory: str) -> Locale | str:
    try:
        return Locale.parse(f"und_{territory}")
    except (ValueError, UnknownLocaleError):
        return "en"


def code_needs(code: str) -> str:
    return "magnitude" if code in ALSO_WORDS else ""


def plain(name: str) -> str:
    return name.lower().split(" (")[0]


def row(form: str, code: str, side: str, case: str = "", needs: str = "") -> dict[str, str]:
    cells = (form, code, side, "1", case, needs, "", "babel")
    return dict(zip(COLUMNS, cells, strict=True))


if __name__ == "__main__":
    main()
