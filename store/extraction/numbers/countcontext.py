"""Finds what is counted in the words before a number: "workforce by 9,000", "subscribers rose to 5.2 million"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from store.extraction.numbers.counts import Plurals
from store.extraction.wordlists import one_of

_REACH = 90
_CLAUSE_END = re.compile(r"[.;:!?]\s|\n")


class CountContext:
    """The word lists of `quantities.toml` about what rises, is sold or employed."""

    def __init__(self, words: Mapping[str, Any], plurals: Plurals) -> None:
        self._plurals = plurals
        self._context = _context_pattern(words["context"])
        self._no_things = frozenset(words["flows"]["no_things"])
        self._done: dict[str, str] = words["verbs"]["done"]
        auxiliaries, adverbs = one_of(words["verbs"]["auxiliaries"]), one_of(words["verbs"]["adverbs"])
        soft = rf"(?:{one_of(words['softeners'])}\s){{0,2}}"
        self._number_of = re.compile(r"(?<![\w])(?:number|total)\sof\s(?P<words>(?:[\w-]+\s){1,3})(?:\w+\s){0,6}\Z")
        self._change = re.compile(
            rf"""
            (?P<words>(?:[\w’'-]+\s){{1,6}}?) (?:{auxiliaries}\s){{0,2}} {one_of(words["verbs"]["change"])}
            (?:\s(?:{adverbs}|(?:by\s)?[0-9.,]+\s?(?:%|percent|per\scent)))?
            (?:\s(?:to|by|at|from|of|in))? \s {soft} \Z
            """,
            re.VERBOSE,
        )
        self._direct = re.compile(rf"(?P<words>[\w-]+s)\s(?:to|by)\s{soft}\Z")
        self._flow = re.compile(rf"(?<![\w])(?P<thing>[a-z]+)\s{one_of(words['flows']['words'])}(?:\s\w+){{0,6}}?\s\Z")
        self._done_before = re.compile(rf"(?<![\w])({one_of(self._done)})\s(?:\w+\s){{0,4}}\Z")

    def find(self, lowered: str, start: int) -> str | None:
        """What the number at `start` counts, in the singular."""
        near = _clause_start(lowered, start)
        if match := self._context.search(lowered, near, start):
            return match.lastgroup
        for pattern in (self._number_of, self._change, self._direct):
            match = pattern.search(lowered, near, start)
            if match and (unit := self._plurals.first_in(match["words"])):
                return unit
        match = self._flow.search(lowered, near, start)
        return match["thing"] if match and match["thing"] not in self._no_things else None

    def times_done(self, lowered: str, start: int) -> str | None:
        """What was done so many times: "streamed more than 45 million times" counts streams."""
        match = self._done_before.search(lowered, max(0, start - _REACH), start)
        return self._done[match[1]] if match else None


def _clause_start(lowered: str, start: int) -> int:
    near = max(0, start - _REACH)
    ends = [match.end() for match in _CLAUSE_END.finditer(lowered, near, start)]
    return ends[-1] if ends else near


def _context_pattern(table: Mapping[str, list[str]]) -> re.Pattern[str]:
    """The words of each unit as a group of that name."""
    groups = "|".join(rf"(?P<{unit}>{one_of(words)})" for unit, words in table.items())
    return re.compile(rf"(?<![\w])(?:{groups})(?:\s\w+){{0,3}}?\s?\Z")
