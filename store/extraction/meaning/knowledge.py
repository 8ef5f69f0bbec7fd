"""What the figure steps know about words, made ready once from `seeds/metrics.toml` and `seeds/figures.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from store.vocabulary import Vocabulary

GROWTH, DECLINE, INCREASE = "growth", "decline", "increase"


@dataclass(frozen=True, slots=True)
class Action:
    """What an amount measures as the object of a verb: "earned $5m" is net earnings."""

    metric: str
    links: frozenset[str] | None
    in_total: str = ""
    of_object: bool = False
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class Knowledge:
    """Word lists as sets and dictionaries."""

    lists: Mapping[str, frozenset[str]]
    move_of_verb: Mapping[str, str]
    move_of_act: Mapping[str, str]
    move_of_noun: Mapping[str, str]
    move_nouns: Mapping[str, str]
    renamed: Mapping[str, str]
    actions: Mapping[str, tuple[Action, ...]]
    counted: Mapping[str, str]
    deeds: Mapping[str, str]
    done: frozenset[str]
    doings: Mapping[str, str]
    made: Mapping[str, str]
    delays: Mapping[str, str]
    sparing: Mapping[str, str]
    giving: Mapping[str, str]
    comparatives: Mapping[str, str]
    adding: Mapping[str, str]
    attributes: Mapping[str, str]
    measures: Mapping[str, str]
    year_words: re.Pattern[str]
    quarter_words: re.Pattern[str]
    country_of: Mapping[str, str]
    countries: frozenset[str]
    sources: frozenset[str]
    kind_cues: frozenset[str]


@lru_cache(maxsize=4)
def read_knowledge(vocabulary: Vocabulary) -> Knowledge:
    figures, metrics = vocabulary.table("figures"), vocabulary.table("metrics")
    lists = figures["lists"] | figures["kinds"]
    lists["company_nouns"] = [*lists["company_nouns"], *_company_nouns(vocabulary)]
    lists["index_words"] = [name.split()[0] for name in lists["indexes"]]
    lists["index_tails"] = [name.split()[-1] for name in lists["indexes"]]
    return Knowledge(
        lists={name: frozenset(words) for name, words in lists.items()},
        move_of_verb=_by_word(metrics["changes"], "verbs"),
        move_of_act=_by_word(metrics["changes"], "acts"),
        move_of_noun=_by_word(metrics["changes"], "nouns"),
        move_nouns=figures["move_nouns"],
        renamed=figures["renamed"],
        actions=_read_actions(figures["actions"]),
        counted=figures["counted"],
        deeds=figures["deeds"],
        done=frozenset(figures["counted"].values()),
        doings=figures["doings"],
        made=figures["made"],
        delays=figures["delays"],
        sparing=figures["sparing"],
        giving=figures["giving"],
        comparatives=figures["comparatives"],
        adding=figures["adding"],
        attributes=figures["attributes"],
        measures={name: key for key, measure in metrics["measures"].items() for name in measure["names"]},
        year_words=_any_of(figures["comparison"]["yoy"]),
        quarter_words=_any_of(figures["comparison"]["qoq"]),
        country_of=_read_demonyms(vocabulary),
        countries=frozenset(row["name"] for row in vocabulary.rows("places") if row["kind"] == "country"),
        kind_cues=frozenset(word for words in figures["kinds"].values() for word in words),
        sources=frozenset(
            e.name for e in vocabulary.companies if e.sector in vocabulary.table("names")["telling"]["sectors"].split()
        ),
    )


def _company_nouns(vocabulary: Vocabulary) -> Iterator[str]:
    """What names are told to be companies' by: "the lender", "the salmon farmer"."""
    for words in vocabulary.table("names")["descriptors"].values():
        yield from words.split()


def _read_demonyms(vocabulary: Vocabulary) -> dict[str, str]:
    """The countries by the adjectives of their people: "indian" is of India."""
    return {
        demonym.lower(): row["name"]
        for row in vocabulary.rows("places")
        for demonym in filter(None, row["demonyms"].split("|"))
    }


def _by_word(changes: Mapping[str, Any], kind: str) -> dict[str, str]:
    return {word: change for change, words in changes.items() for word in words[kind]}


def _read_actions(rows: list[dict[str, Any]]) -> dict[str, tuple[Action, ...]]:
    actions: dict[str, tuple[Action, ...]] = {}
    for row in rows:
        action = Action(
            metric=row["metric"],
            links=frozenset(row["links"]) if "links" in row else None,
            in_total=row.get("in_total", ""),
            of_object=row.get("of_object", False),
            scopes=frozenset(row.get("scopes", ())),
        )
        for verb in row["verbs"]:
            actions[verb] = (*actions.get(verb, ()), action)
    return actions


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def plural(noun: str) -> str:
    """Name more than one of a counted thing.

    >>> plural("small business"), plural("city"), plural("person"), plural("job")
    ('small businesses', 'cities', 'people', 'jobs')
    """
    if not noun:
        return ""
    if noun.endswith("person"):
        return noun.removesuffix("person") + "people"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    return re.sub("(?<![aeiou])y$", "ie", noun) + "s"
