"""The normalised name under which the figures of one series are kept: "net sales decline" -> "revenue change"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from store.extraction.meaning.knowledge import read_knowledge
from store.extraction.wordlists import singular
from store.vocabulary import Vocabulary


class Found(NamedTuple):
    """The key of a metric's name, and the words before that name that tell it from others of the key."""

    key: str
    special: str


@lru_cache(maxsize=4096)
def find_measure(name: str, vocabulary: Vocabulary) -> Found:
    """Look a metric up in `seeds/metrics.toml` by its last words.

    >>> find_measure("online sales", Vocabulary())
    Found(key='revenue', special='online')
    """
    knowledge = read_knowledge(vocabulary)
    words = [word for word in name.lower().split() if word not in knowledge.done | knowledge.lists["foreseen_nouns"]]
    is_share = words[:1] == ["share"] and words[1:2] != ["price"]
    if is_share or (words[-1:] == ["share"] and words[-2] not in {"per", "market"}):
        return Found("", "")  # a share of something is not that thing
    if words[:1] == ["stake"]:
        return Found("stake", " ".join(words[1:]))
    found = _find_ending(words, knowledge.measures)
    if not found.key and words[-1:] and words[-1] in knowledge.lists["target_nouns"] and words[-2:-1] != ["price"]:
        return _find_ending(words[:-1], knowledge.measures)  # "net profit target"
    return found


def _find_ending(words: Sequence[str], measures: Mapping[str, str]) -> Found:
    """The measure that these words end with, the longest name first."""
    for start in range(len(words)):
        tail = " ".join(words[start:])
        if key := measures.get(tail) or measures.get(singular(tail)):
            return Found(key, " ".join(words[:start]))
    return Found("", "")


def metric_key(name: str, vocabulary: Vocabulary) -> str:
    """The key of the measure whose name ends `name`, or "" if none does.

    >>> metric_key("online sales", Vocabulary()), metric_key("shoppers served", Vocabulary())
    ('revenue', 'customer')
    """
    return find_measure(name, vocabulary).key


def series_key(base: str, move: str, scope: str, vocabulary: Vocabulary) -> str:
    """Name the series: what is measured, of which part, whether as a change, and where.

    >>> series_key("online sales", "decline", "in India", Vocabulary())
    'revenue online change in india'
    """
    found = find_measure(base, vocabulary)
    parts = (found.key or base.lower(), found.special, "change" if move else "", scope.lower())
    return " ".join(filter(None, parts))
