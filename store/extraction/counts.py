"""Finds what is counted: "2 billion consumers", "10 million small businesses", "workforce by about 200,000"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.extraction.lettercase import is_title_line
from store.extraction.wordlists import one_of

_PHRASE = re.compile(r"(?:(?:[^\S\n]|\n(?=[a-z]))(?:(?:[A-Z]\.){2,}|[^\W\d_][\w’'&/-]{0,30}(?:\s[0-9]{1,4}(?=\s[a-z]))?)){1,7}")
"""Up to seven words without punctuation between them; enough for "small and medium-sized Indian businesses"."""
_WORDS = re.compile(r"\S+")
_MOST_MODIFIERS = 5
_OF_PHRASE = re.compile(
    r"\s(?:of|out\sof)\s(?:(?:the|its|their|our|his|her|these|those|all|about|nearly|[\w.&-]+[’']s)\s)*(?:[0-9][0-9,.]*\s(?:million\s)?)?", re.IGNORECASE
)
_HYPHENED = re.compile(r"-([a-z]+)(?![\w])")
_LEFT_REACH = 90
_CLAUSE_END = re.compile(r"[.;:!?]\s|\n")
_SHORTEST_PLURAL = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, in the singular, and where the words for it end (None where they stand before the number)."""

    unit: str
    end: int | None = None


class Counts:
    """The word lists of `quantities.toml` about counted things."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["counts"]
        self._stop = frozenset(words["stop"])
        self._irregular: dict[str, str] = words["irregular"]
        self._no_plurals = frozenset(words["no_plurals"])
        self._compounding = frozenset(words["compounding"])
        self._empty = frozenset(words["empty"])
        self._hyphened: dict[str, str] = words["hyphened"]
        self._people = frozenset(words["people"])
        self._ratings = re.compile(rf"\s{one_of(words['ratings']['words'])}(?=[,.;)]|\s(?:and|or)\s|\Z)")
        self._rating_nouns: dict[str, str] = words["ratings"]["nouns"]
        self._default_rating: str = words["ratings"]["default"]
        self._context = _context_pattern(words["context"])
        self._change = re.compile(
            rf"(?P<words>(?:[\w-]+\s){{1,2}}?)(?:(?:has|have|had|will|would|may|could|is|are|to|also|of)\s){{0,2}}{one_of(words['verbs']['change'])}"
            r"(?:\s(?:slightly|sharply|steadily|further|again|only|just|[0-9.,]+\s?(?:%|percent|per\scent)))?(?:\s(?:to|by|at|from|of|in))?\s?\Z"
        )
        self._flow = re.compile(
            rf"(?<![\w])(?P<thing>[a-z]+)\s{one_of(words['flows']['words'])}(?:\s\w+){{0,6}}?\s\Z"
        )
        self._no_things = frozenset(words["flows"]["no_things"])
        self._number_of = re.compile(r"(?<![\w])(?:number|total)\sof\s(?P<words>(?:[\w-]+\s){1,3}?)(?:\w+\s){0,6}\Z")
        self._done: dict[str, str] = words["verbs"]["done"]
        self._done_before = re.compile(rf"(?<![\w])({one_of(self._done)})\s(?:\w+\s){{0,4}}\Z")

    def after(self, text: str, place: int) -> Counted | None:
        """The noun phrase that follows a number ending at `place`."""
        if text[place : place + 1] == "-":
            return self._after_hyphen(text, place)
        phrase = _PHRASE.match(text, place)
        return self._head(text, phrase) if phrase else None

    def _after_hyphen(self, text: str, place: int) -> Counted | None:
        match = _HYPHENED.match(text, place)
        unit = self._hyphened.get(match[1]) if match else None
        return Counted(unit, match.end()) if unit and match else None

    def _head(self, text: str, phrase: re.Match[str]) -> Counted | None:
        """The phrase up to its last plural in a row."""
        words = list(_WORDS.finditer(text, phrase.start(), phrase.end()))
        lowers = [word[0].lower() for word in words]
        for place, lower in enumerate(lowers):
            if lower in {"and", "or"} and place and self._joins(lowers, place):
                continue
            if lower in self._stop or place > _MOST_MODIFIERS or lower.endswith(("’s", "'s")):
                return None
            if self.is_plural(lower):
                head = self._last_plural(lowers, place)
                return Counted(self._name(text, words[: head + 1]), words[head].end())
        return None

    def _joins(self, lowers: list[str], place: int) -> bool:
        """ "small and medium-sized businesses": an adjective must follow, then a plural."""
        following = lowers[place + 1 : place + 3]
        return bool(following) and not any(word in self._stop for word in following) and any(map(self.is_plural, following))

    def _last_plural(self, lowers: list[str], place: int) -> int:
        while place + 1 < len(lowers) and lowers[place] in self._compounding and lowers[place + 1] not in self._stop:
            if not self.is_plural(lowers[place + 1]):
                break
            place += 1
        return place

    def is_plural(self, word: str) -> bool:
        """Whether a lower-case word looks like the plural of a noun."""
        if word in self._irregular:
            return True
        if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is", "’s", "'s", "ous")):
            return word.endswith(("people", "women", "men")) and word not in self._no_plurals
        return word not in self._no_plurals and word not in self._stop

    def singular(self, word: str) -> str:
        """The singular of a plural."""
        lower = word.lower()
        if lower in self._irregular:
            return self._irregular[lower]
        if lower.endswith("ies") and len(lower) > len("ties"):
            return word[:-3] + "y"
        if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
            return word[:-2]
        return word[:-1] if lower.endswith("s") else word

    def _name(self, text: str, words: list[re.Match[str]]) -> str:
        kept = [word[0] for word in words[:-1] if word[0].lower() not in self._empty]
        kept.append(self.singular(words[-1][0]))
        name = " ".join(kept)
        return name.lower() if is_title_line(text, words[0].start()) else name

    def of_phrase(self, text: str, place: int) -> Counted | None:
        """ "200 of its 500 stores", "5 out of 6 cities": the noun stands after "of"."""
        match = _OF_PHRASE.match(text, place)
        counted = self.after(text, match.end() - 1) if match else None
        return Counted(counted.unit) if counted else None

    def rating(self, lowered: str, place: int) -> Counted | None:
        """ "5 hold and 5 sell": analysts' recommendations."""
        match = self._ratings.match(lowered, place)
        if not match:
            return None
        near = lowered[max(0, place - 2 * _LEFT_REACH) : place + _LEFT_REACH]
        unit = next((one for noun, one in self._rating_nouns.items() if noun in near), self._default_rating)
        return Counted(unit, match.end())

    def before(self, lowered: str, start: int) -> Counted | None:
        """What is counted where the noun stands before the number: "vehicle sales to", "subscribers rose to"."""
        near = _clause_start(lowered, start)
        for find in (self._from_context, self._from_number_of, self._from_change, self._from_flow):
            if unit := find(lowered, near, start):
                return Counted(unit)
        return None

    def _from_context(self, lowered: str, near: int, start: int) -> str | None:
        match = self._context.search(lowered, near, start)
        return match.lastgroup if match else None

    def _from_number_of(self, lowered: str, near: int, start: int) -> str | None:
        match = self._number_of.search(lowered, near, start)
        return self._plural_in(match["words"]) if match else None

    def _from_change(self, lowered: str, near: int, start: int) -> str | None:
        match = self._change.search(lowered, near, start)
        return self._plural_in(match["words"]) if match else None

    def _from_flow(self, lowered: str, near: int, start: int) -> str | None:
        match = self._flow.search(lowered, near, start)
        return match["thing"] if match and match["thing"] not in self._no_things else None

    def _plural_in(self, words: str) -> str | None:
        plurals = [word for word in words.split() if self.is_plural(word) and word not in self._compounding]
        return self.singular(plurals[-1]) if plurals else None

    def times_done(self, lowered: str, start: int) -> str | None:
        """ "downloaded more than 30 million times" counts downloads."""
        match = self._done_before.search(lowered, max(0, start - _LEFT_REACH), start)
        return self._done[match[1]] if match else None

    def is_of_people(self, text: str, place: int) -> bool:
        """Whether one of the words follows that tell "2000 employees" from the year 2000."""
        word = _WORDS.search(text, place, place + 20)
        return word is not None and word[0].lower().strip(".,;") in self._people


def _clause_start(lowered: str, start: int) -> int:
    near = max(0, start - _LEFT_REACH)
    ends = [match.end() for match in _CLAUSE_END.finditer(lowered, near, start)]
    return ends[-1] if ends else near


def _context_pattern(table: Mapping[str, list[str]]) -> re.Pattern[str]:
    """The words of each unit as a group of that name."""
    groups = "|".join(rf"(?P<{unit}>{one_of(words)})" for unit, words in table.items())
    return re.compile(rf"(?<![\w])(?:{groups})(?:\s\w+){{0,3}}?\s?\Z")
