"""The patterns of words that name times, made of `periods.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from store.extraction.wordlists import one_of, plain
from store.vocabulary import Vocabulary

YEAR = r"(?:19|20)[0-9]{2}"
_BEFORE_WORD = r"[\s(\[\"'“”‘’/,—–-]"
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fifteen", "eighteen",
    "twenty", "thirty", "forty", "fifty", "a", "an",
)  # fmt: skip
_NUMBER_VALUES = dict(zip(_NUMBERS, (*range(1, 14), 15, 18, 20, 30, 40, 50, 1, 1), strict=True))
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}


class TimeWords:
    """Compiled once; each pattern is anchored at the word around which a time is built, its head."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.months: dict[str, int] = {**table["months"], **table["months_short"]}
        self.short_months = frozenset(table["months_short"])
        self.weekdays: dict[str, int] = {name: place for place, name in enumerate(table["weekdays"]["names"])}
        self.days: dict[str, int] = table["days"]
        self.unit_months: dict[str, int] = {plain(form): value for form, value in table["units"]["months"].items()}
        self.unit_days: dict[str, int] = table["units"]["days"]
        self.relations = {plain(form): name for name, forms in table["relative"].items() for form in forms}
        self.edges = {form: name for name, forms in table["edges"].items() for form in forms}
        self.deadlines = frozenset(table["deadlines"]["words"])
        self.back = frozenset(table["ago"]["back"])
        self._heads = self._classes(table)
        self.head = re.compile(
            rf"{_BEFORE_WORD}(?:({one_of(self._heads)})(?![a-z0-9])|(?P<code>q[1-4](?![0-9])|h[12](?![0-9])|fy(?=[\s’']?[0-9]{{2}})))"
        )
        self.number_head = re.compile(rf"{YEAR}(?![\w%]|[.,][0-9])|[1-4]q(?=[\s’']?[0-9]{{2}})|[12]h(?=[\s’']?[0-9]{{2}})")
        self._compile(table)

    def _classes(self, table: Mapping[str, Any]) -> dict[str, str]:
        lists = {
            "unit": [*self.unit_months, *self.unit_days],
            "month": self.months,
            "weekday": self.weekdays,
            "day": self.days,
            "vague": table["vague"]["words"],
        }
        return {plain(word): name for name, words in lists.items() for word in words}

    def _compile(self, table: Mapping[str, Any]) -> None:
        lead = one_of([*table["deadlines"]["words"], *table["since"]["words"], "in", "over", "during", "for", "at", "of", "on"])
        month = one_of(self.months)
        date = rf"""
            (?: (?P<month>{month})(?![a-z])\.?(?:\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![\w]))?(?:,?\s(?P<year>{YEAR})(?![\w]))?
              | (?P<day_first>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?P<month_second>{month})(?![a-z])\.?(?:,?\s(?P<year_last>{YEAR})(?![\w]))?
              | (?P<year_only>{YEAR})(?![\w]) )
        """
        edge = rf"(?:(?P<edge>{one_of(self.edges)})(?:\s(?:of|in))?[\s-](?:the\s|its\s|our\s)?)?"
        which = rf"(?:(?P<which>{one_of(self.relations)})[\s-])?"
        number = rf"(?:(?P<number>[0-9]{{1,3}}|{one_of(_NUMBERS)})(?:[\s-](?:or\s(?:so|more)\s)?))?"
        self.before_unit = re.compile(
            rf"""
            (?<![\w])
            (?:(?P<lead>{lead})\s)? (?P<the>(?:the|its|their)\s)? {edge}
            (?P<prior>(?:prior|previous|last|same)[\s-]year(?:['’]s)?\s)?
            {which} (?:(?P<ordinal>{one_of(_ORDINALS)})[\s-])? {number}
            (?P<kind>(?:(?:fiscal|financial|calendar|full|whole|entire|consecutive|straight|reporting|business|marketing|tax|new)[\s-]){{0,2}})
            \Z
            """,
            re.VERBOSE,
        )
        self.after_unit = re.compile(
            rf"""
            (?P<end>[\s-]end(?![a-z]))?
            (?: [\s-](?:(?:fiscal|financial)\s)?(?:period|quarter|year|half)(?=\s(?:{one_of(table["ended"]["words"])})\s) )?
            (?: \s{one_of(table["ended"]["words"])}\s(?:on\s)?(?P<date>{date})
              | (?: ,?\s(?:of\s(?:the\s)?|in\s)?(?:(?:fiscal|financial|calendar)\s)?(?:year\s)? | ['’]?\s? )
                (?P<of_year>{YEAR})(?:[-–/](?P<to_year>(?:{YEAR})|[0-9]{{2}}))?(?![\w%]|[.,][0-9])
              | \s(?:of|in)\s(?:the\s)?(?P<of_which>{one_of(self.relations)})\s(?:(?:fiscal|financial)\s)?year(?![a-z])
              | [\s-](?P<shift>{one_of([*table["ago"]["back"], *table["ago"]["ahead"]])})(?![\w]) (?:\s(?:quarter|period))?
              | \s(?P<to_date>to\sdate|so\sfar)
            )?
            """,
            re.VERBOSE,
        )
        self.before_year = re.compile(
            rf"""
            (?<![\w]) (?:(?P<lead>{lead})\s)? (?:the\s)? {edge}
            (?P<fiscal>(?:(?:fiscal|financial|calendar|full[\s-]year|fy|crop|marketing)\s(?:year\s)?)?) \Z
            """,
            re.VERBOSE,
        )
        self.after_year = re.compile(rf"\s?(?:[-–/]|to|through|and)\s?(?P<to_year>{YEAR}|[0-9]{{2}})(?![\w%]|[.,][0-9])")
        self.before_month = re.compile(
            rf"(?<![\w]) (?:(?P<lead>{lead})\s)? (?:the\s)? {edge} {which} (?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)? \Z",
            re.VERBOSE,
        )
        self.after_month = re.compile(
            rf"""
            \.? (?:\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?[0-9]{{1,2}})? (?![\w%]|[.,][0-9]|\s?(?:%|percent|per\scent|million|billion)) )?
            (?: (?:,?\s(?:of\s)?)(?P<year>{YEAR})(?![\w%]|[.,][0-9]) | \s(?:of\s)?(?P<which>last|this|next)\syear )?
            """,
            re.VERBOSE,
        )
        self.before_day = re.compile(rf"(?<![\w])(?:(?P<lead>{lead})\s)?(?:(?P<which>last|next|this|past|coming)\s)?\Z")
        self.not_a_weekday = re.compile(rf"(?<![\w]){one_of(table['weekdays']['not_after'])}\s\Z")
        self.after_code = re.compile(r"[\s-]?(?:of\s)?(?:fiscal\s(?:year\s)?|fy[\s-]?)?['’]?(?P<year>(?:19|20)?[0-9]{2})(?:[-–/](?P<to_year>[0-9]{2,4}))?(?![\w%]|[.,][0-9])")

    def head_class(self, word: str) -> str:
        return self._heads[plain(word)]

    @staticmethod
    def number(word: str) -> int:
        """The value of a number in digits or words."""
        return int(word) if word.isdigit() else _NUMBER_VALUES[word]

    @staticmethod
    def ordinal(word: str) -> int:
        return _ORDINALS[word]


@lru_cache(maxsize=4)
def time_words(vocabulary: Vocabulary) -> TimeWords:
    """The time words of a vocabulary, compiled once."""
    return TimeWords(vocabulary.table("periods"))
