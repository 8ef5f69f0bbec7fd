"""The patterns of words that name times, made of `periods.toml`; each stands beside the word a time is built on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from store.extraction.wordlists import one_of, plain
from store.vocabulary import Vocabulary

_YEAR = r"(?:19|20)[0-9]{2}"
_NOT_A_NUMBER = r"(?![\w%]|[.,][0-9])"
"""A year or day ends here: it isn't the start of an amount."""
_DAY = r"[0-9]{1,2}"
_ORDINAL_END = r"(?:st|nd|rd|th)?"
_SMALL_WORDS = ("the", "its", "their", "our", "of", "in", "or", "so", "more", "year", "year's", "year’s")
_BEFORE_WORD = r"[\s(\[\"'“”‘’/,—–-]"
_NUMBER_HEAD = re.compile(
    r"""
    [1-4] (?: (?:(?<=1)9|(?<=2)0) (?: [0-9]{2}(?![\w%]|[.,][0-9]) | [0-9]0s(?![\w]) )   # 2019, 1990s
            | (?:q|(?<=[12])h)(?=[\s’']?[0-9]{2}) )                                     # 3Q19, 1H20
    """,
    re.VERBOSE,
)
_AFTER_CODE = re.compile(
    rf"""
    (?P<gap>[\s-]?(?:of\s)?(?:fiscal\s(?:year\s)?|fy[\s-]?)?['’]?)
    (?P<year>(?:19|20)?[0-9]{{2}}) (?:[-–/](?P<to_year>[0-9]{{2,4}}))? {_NOT_A_NUMBER}
    """,
    re.VERBOSE,
)


class TimeWords:
    """The tables and patterns, compiled once."""

    def __init__(self, table: Mapping[str, Any], numerals: Mapping[str, Mapping[str, int]]) -> None:
        self._read_tables(table, numerals)
        heads = one_of(self._heads)
        codes = r"q[1-4](?![0-9])|h[12](?![0-9])|fy(?=[\s’']?[0-9]{2})"
        self.head = re.compile(rf"{_BEFORE_WORD}(?:({heads})(?![a-z0-9])|(?P<code>{codes}))")
        self.number_head = _NUMBER_HEAD
        self.after_code = _AFTER_CODE
        self.future = re.compile(rf"(?<![\w]){one_of(table['cues']['future'])}(?![\w])")
        self.record = re.compile(rf"(?<![\w])(?:[a-z]{{2,}}est|{one_of(table['cues']['record'])})(?![\w])")
        self.not_a_weekday = re.compile(rf"(?<![\w]){one_of(table['weekdays']['not_after'])}\s\Z")
        self._compile_units(table)
        self._compile_dates(table)

    def _read_tables(self, table: Mapping[str, Any], numerals: Mapping[str, Mapping[str, int]]) -> None:
        self.numbers: dict[str, int] = {**numerals["ones"], **numerals["teens"], **numerals["tens"], "a": 1, "an": 1}
        self.ordinals: dict[str, int] = {**numerals["ordinals"], "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
        self.months: dict[str, int] = {**table["months"], **table["months_short"]}
        self.verbs = frozenset(table["months_or_verbs"]["words"])
        self.short_months = frozenset(table["months_short"])
        self.weekdays: dict[str, int] = {name: place for place, name in enumerate(table["weekdays"]["names"])}
        self.days: dict[str, int] = table["days"]
        self.year_so_far = frozenset(plain(form) for form in table["vague"]["year_so_far"])
        self.unit_months: dict[str, int] = {plain(form): value for form, value in table["units"]["months"].items()}
        self.unit_days: dict[str, int] = table["units"]["days"]
        self.relations = {plain(form): name for name, forms in table["relative"].items() for form in forms}
        self.trailing = frozenset(table["rolling"]["back"])
        self.coming = frozenset(table["rolling"]["ahead"])
        self.adjoining = frozenset(table["rolling"]["adjoining"])
        self.edges = {form: name for name, forms in table["edges"].items() for form in forms}
        self.sides = tuple(table["sides"]["words"])
        self.deadlines = frozenset(table["deadlines"]["words"])
        self.since = frozenset(table["since"]["words"])
        self.ahead_leads = frozenset(table["leads"]["ahead"])
        self.back = frozenset(table["ago"]["back"])
        self.from_today = frozenset(table["ago"]["from_today"])
        self.series = frozenset(table["kinds"]["series"])
        self._heads = self._classes(table)
        kinds = [*table["kinds"]["words"], *table["kinds"]["fiscal"]]
        leads = [*self.deadlines, *self.since, *table["leads"]["words"]]
        before = [*leads, *self.edges, *self.relations, *self.ordinals, *self.numbers, *kinds, *_SMALL_WORDS]
        self.before = frozenset(plain(words).split(" ")[-1] for words in before)

    def _classes(self, table: Mapping[str, Any]) -> dict[str, str]:
        """The words times are built around, each with the name of its class."""
        lists = {
            "unit": [*self.unit_months, *self.unit_days],
            "month": self.months,
            "weekday": self.weekdays,
            "day": self.days,
            "vague": [*table["vague"]["words"], *table["vague"]["year_so_far"]],
        }
        return {plain(word): name for name, words in lists.items() for word in words}

    def _leads(self, table: Mapping[str, Any]) -> str:
        leads = one_of([*table["deadlines"]["words"], *table["since"]["words"], *table["leads"]["words"]])
        return rf"(?<![\w])(?:(?P<lead>{leads})\s)?"

    def _edge(self) -> str:
        no_edge = "".join(rf"(?<!{word}\s)" for word in self.sides)  # "the high end of its full-year forecast"
        return rf"(?:{no_edge}(?P<edge>{one_of(self.edges)})(?:\s(?:of|in))?[\s-](?:the\s|its\s|our\s)?)?"

    def _which(self) -> str:
        return rf"(?:(?P<which>{one_of(self.relations)})[\s-])?"

    def _compile_units(self, table: Mapping[str, Any]) -> None:
        ended = one_of(table["ended"]["words"])
        shifts = one_of([*table["ago"]["back"], *table["ago"]["ahead"]])
        fiscal = r"(?:(?:fiscal|financial|calendar)\s)?"
        self.before_unit = re.compile(
            rf"""
            {self._leads(table)} (?P<the>(?:the|(?P<whose>its|their))\s)? {self._edge()}
            (?P<prior>(?:prior|previous|last|same)[\s-]year(?:['’]s)?\s)?
            {self._which()} (?:(?:fiscal|financial)[\s-](?:year\s)?)?
            (?:(?:(?P<in_year>{_YEAR})\s)?(?P<ordinal>{one_of(self.ordinals)})[\s-])?
            (?:(?P<number>[0-9]{{1,3}}|{one_of(self.numbers)})[\s-](?:or\s(?:so|more)\s)?)?
            (?P<kind>(?:{one_of(table["kinds"]["words"])}[\s-]){{0,2}}) \Z
            """,
            re.VERBOSE,
        )
        self.after_unit = re.compile(
            rf"""
            (?P<end>[\s-]end(?![a-z]))?
            (?: [\s-]{fiscal}(?:period|quarter|year|half)(?=\s{ended}\s) )?
            (?: (?:\sthat)?\s{ended}\s(?:on\s|in\s|(?:the\s)?end\sof\s|end-)?(?P<date>{self._date()})
              | (?: ,?\s(?:of\s(?:the\s)?|in\s)?{fiscal}(?:year\s)? | ['’]?\s? )
                (?P<of_year>{_YEAR})(?:[-–/](?P<to_year>(?:{_YEAR})|[0-9]{{2}}))?{_NOT_A_NUMBER}
              | \s(?:(?:of|in)\s)?(?:the\s)?(?P<of_which>{one_of(self.relations)})\s{fiscal}year(?![a-z-])
              | \s(?P<year_ago>(?:a|one)\syear\s(?:ago|earlier|before))(?![\w])
              | [\s-](?P<shift>{shifts})(?![\w])(?P<shifted>\s(?:quarter|period))?
              | (?<=half|rter)\sof\sthe\s{fiscal}year(?![a-z-])
              | \s(?P<to_date>to\sdate|so\sfar)
            )?
            """,
            re.VERBOSE,
        )
        self.names_part = re.compile(rf"\s(?:{one_of(self.ordinals)})[\s-](?:quarter|half)(?![a-z-])")
        self.names_quarter = re.compile(r"\s(?:[0-9]{1,2}[\s-](?:week|month)|quarter(?=\s(?:ended|ending)))")

    def _date(self) -> str:
        month = one_of(self.months)
        return rf"""
            (?: (?P<month>{month})(?![a-z])(?:\.(?=\s[0-9]))? (?:\s(?P<day>{_DAY}){_ORDINAL_END}(?!\w))?
                (?:,?\s(?P<year>{_YEAR})(?!\w))?
              | (?P<day_first>{_DAY}){_ORDINAL_END}\s(?P<month_second>{month})(?![a-z])(?:\.(?=,?\s[0-9]))?
                (?:,?\s(?P<year_last>{_YEAR})(?!\w))?
              | (?P<year_only>{_YEAR})(?!\w) )
        """

    def _compile_dates(self, table: Mapping[str, Any]) -> None:
        lead, amounts = self._leads(table), r"(?:%|percent|per\scent|million|billion)"
        fiscal = one_of(table["kinds"]["fiscal"])
        self.before_year = re.compile(rf"{lead}(?:the\s)?{self._edge()}(?:{fiscal}\s(?:year\s)?)?\Z")
        self.after_year = re.compile(
            rf"(?:\s?[-–/]\s?(?P<short>{_YEAR}|[0-9]{{2}})|\s(?:to|through|and)\s(?P<long>{_YEAR})){_NOT_A_NUMBER}"
        )
        self.before_month = re.compile(
            rf"{lead}(?:the\s)?{self._edge()}{self._which()}(?:(?P<day>{_DAY}){_ORDINAL_END}\s(?:of\s)?)?\Z"
        )
        self.after_month = re.compile(
            rf"""
            (?:(?:\s?[-–]\s?|\sto\s)(?P<to>{one_of(self.months)})(?![a-z]))?
            \.? (?:\s(?P<day>{_DAY}){_ORDINAL_END}(?:\s?[-–]\s?{_DAY})?(?![\w%]|[.,][0-9]|\s?{amounts}))?
            (?: ,?\s(?:of\s)?(?P<year>{_YEAR}){_NOT_A_NUMBER} | \s(?:of\s)?(?P<which>last|this|next)\syear )?
            (?P<quarter>\squarter(?![a-z-])(?:\sof\sthe\s(?:{one_of(self.relations)})\s(?:fiscal|financial\syear|fiscal\syear|year)(?![a-z-]))?)?
            """,
            re.VERBOSE,
        )
        self.before_day = re.compile(rf"{lead}(?:(?P<which>{one_of(self.relations)})\s)?\Z")

    def head_class(self, word: str) -> str:
        return self._heads[plain(word)]

    def relation(self, word: str | None) -> str:
        """Whether a word says `last`, `this` or `next`; "" for none."""
        return self.relations[plain(word)] if word else ""

    def number(self, word: str) -> int:
        """The value of a number in digits or words."""
        return int(word) if word.isdigit() else self.numbers[word]


@lru_cache(maxsize=4)
def time_words(vocabulary: Vocabulary) -> TimeWords:
    """The time words of a vocabulary, compiled once."""
    return TimeWords(vocabulary.table("periods"), vocabulary.table("quantities")["numerals"])
