"""Finds what is counted in the words after a number: "4 million small farms", "7 of 9 towns"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from store.extraction.lettercase import is_title_line
from store.extraction.wordlists import one_of

_PHRASE = re.compile(
    r"""
    (?: (?: [^\S\n] | \n(?=[a-z]) )             # on one line, or on the next where it goes on in small letters
        [“"‘]?
        (?: (?:[A-Z]\.){2,}                     # U.S.
          | [^\W\d_][\w’'&/-]{0,30} (?:\s[0-9]{1,4}(?=\s[a-z]))? )   # a word, "Model 3 cars"
    ){1,7}
    """,
    re.VERBOSE,
)
_QUOTES = '“"‘'
_MOST_MODIFIERS = 5
_PLUS = re.compile(r"\+|-(?:plus|odd)(?=\s)|\sor\s(?:more|so|fewer)(?=\s)")
_HYPHENED = re.compile(r"-([a-z]+)(?![\w])")
_WORD = re.compile(r"\S+")
_SHORTEST_PLURAL = 3
_NOT_PLURAL_ENDS = ("ss", "us", "is", "’s", "'s")
_POSSESSIVES = ("’s", "'s")
_PEOPLE_ENDS = ("people", "women", "men")
_ES_ENDS = ("sses", "shes", "ches", "xes", "zzes", "oes")
_RATING_REACH = 180


class Counted(NamedTuple):
    """What is counted, in the singular, and where the words for it end (None where they stand elsewhere)."""

    unit: str
    end: int | None = None


class Plurals:
    """Tells plural nouns, without a dictionary, from the words that only look like them."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._irregular: dict[str, str] = words["irregular"]
        self._others = frozenset(words["no_plurals"]) | frozenset(words["stop"])
        self.compounding = frozenset(words["compounding"])
        self._amounts = frozenset(words["amounts"]["words"])

    def __contains__(self, word: str) -> bool:
        """Whether a lower-case word looks like the plural of a noun."""
        if word in self._irregular:
            return True
        if word.endswith("s") and len(word) >= _SHORTEST_PLURAL and not word.endswith(_NOT_PLURAL_ENDS):
            return word not in self._others
        return word.endswith(_PEOPLE_ENDS) and word not in self._others

    def singular(self, word: str) -> str:
        """The singular of a plural, its letters otherwise kept."""
        lower = word.lower()
        if lower in self._irregular:
            return self._irregular[lower]
        if lower.endswith("ies") and len(lower) > len("ties"):
            return f"{word[:-3]}y"
        return word[:-2] if lower.endswith(_ES_ENDS) else word.removesuffix("s")

    def first_in(self, words: str) -> str | None:
        """The singular of the first plural among some words, but for "sales" and the like, which are no things."""
        plurals = (word for word in words.split() if word in self and word not in self._amounts)
        first = next(plurals, None)
        return self.singular(first) if first else None


class Counts:
    """The word lists of `quantities.toml` about counted things."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["counts"]
        self.plurals = Plurals(words)
        self._stop = frozenset(words["stop"])
        self._empty = frozenset(words["empty"])
        self._hyphened: dict[str, str] = words["hyphened"]
        self._people = frozenset(words["people"])
        self._forecasters = frozenset(words["forecasts"]["by"])
        self._forecasts = frozenset(words["forecasts"]["verbs"])
        self._rating_nouns: dict[str, str] = words["ratings"]["nouns"]
        self._default_rating: str = words["ratings"]["default"]
        self._ratings = re.compile(rf"\s{one_of(words['ratings']['words'])}(?=[,.;)]|\s(?:and|or)\s|\Z)")
        numbers = one_of([*table["numerals"]["ones"], *table["numerals"]["teens"]])
        self._of = re.compile(
            rf"""
            \s(?:out\s)?of\s (?:(?:{one_of(words["of_between"])}|[\w.&-]{{1,30}}[’']s)\s)*
            (?:(?:[0-9][0-9,.]*|{numbers})\s(?:million\s)?)?
            """,
            re.VERBOSE | re.IGNORECASE,
        )

    def after(self, text: str, place: int) -> Counted | None:
        """The noun phrase that follows a number ending at `place`."""
        if plus := _PLUS.match(text, place):
            place = plus.end()
        elif text.startswith("-", place):
            return self._after_hyphen(text, place)
        phrase = _PHRASE.match(text, place)
        return self._head(text, phrase) if phrase else None

    def _after_hyphen(self, text: str, place: int) -> Counted | None:
        match = _HYPHENED.match(text, place)
        unit = self._hyphened.get(match[1]) if match else None
        return Counted(unit, match.end()) if unit and match else None

    def _head(self, text: str, phrase: re.Match[str]) -> Counted | None:
        """The phrase up to its last plural in a row."""
        lowers = [word.lstrip(_QUOTES) for word in phrase[0].lower().split()]
        place = self._first_plural(lowers)
        if place is None or self._is_clause(lowers, place):
            return None
        while self._is_compound(lowers, place):
            place += 1
        words = [word.lstrip(_QUOTES) for word in phrase[0].split()[: place + 1]]
        end = phrase.start()
        for word in words:
            end = text.index(word, end) + len(word)
        return Counted(self._name(text, phrase.start(), words), end)

    def _first_plural(self, lowers: list[str]) -> int | None:
        """Where the first plural stands, if nothing before it ends the noun phrase."""
        for place, lower in enumerate(lowers[: _MOST_MODIFIERS + 1]):
            if lower in self.plurals:
                return place
            if lower in {"and", "or"} and place and self._joins_adjectives(lowers, place):
                continue
            if lower == "most" and not place:
                continue  # "the 10 most popular apps"
            if lower in self._stop or lower.endswith(_POSSESSIVES):
                return None
        return None

    def _joins_adjectives(self, lowers: list[str], place: int) -> bool:
        """Whether it is the "and" of "small and medium-sized businesses"."""
        following = lowers[place + 1 : place + 3]
        return self._stop.isdisjoint(following) and any(word in self.plurals for word in following)

    def _is_compound(self, lowers: list[str], place: int) -> bool:
        """Whether a plural belongs to one after it: "sales offices"."""
        following = lowers[place + 1 : place + 2]
        return lowers[place] in self.plurals.compounding and bool(following) and following[0] in self.plurals

    def _is_clause(self, lowers: list[str], place: int) -> bool:
        """Whether the noun opens a clause of its own: "below the 80,000 analysts had expected"."""
        return lowers[place] in self._forecasters and not self._forecasts.isdisjoint(lowers[place + 1 : place + 2])

    def _name(self, text: str, start: int, words: list[str]) -> str:
        """The words in the singular, in lower case where capitals are a headline's."""
        kept = [word for word in words[:-1] if word.lower() not in self._empty]
        name = " ".join([*kept, self.plurals.singular(words[-1])])
        return name if name.islower() or not is_title_line(text, start) else name.lower()

    def of_phrase(self, text: str, place: int) -> Counted | None:
        """The noun after "of": "200 of its 500 stores", "7 out of 9 towns"."""
        match = self._of.match(text, place)
        counted = self.after(text, match.end() - 1) if match else None
        return Counted(counted.unit) if counted else None

    def rating(self, lowered: str, place: int) -> Counted | None:
        """Analysts' recommendations: "14 buy ratings, 6 hold and 2 sell"."""
        match = self._ratings.match(lowered, place)
        if not match:
            return None
        near = lowered[max(0, place - _RATING_REACH) : place + _RATING_REACH]
        unit = next((one for noun, one in self._rating_nouns.items() if noun in near), self._default_rating)
        return Counted(unit, match.end())

    def is_of_people(self, text: str, place: int) -> bool:
        """Whether one of the words follows that tell "2000 employees" from the year 2000."""
        word = _WORD.search(text, place, place + 20)
        return word is not None and word[0].lower().strip(".,;") in self._people
