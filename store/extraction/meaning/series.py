"""The normalised name under which the figures of one series are kept: "net sales decline" -> "revenue growth"."""

from __future__ import annotations

from functools import lru_cache

from store.extraction.meaning.knowledge import read_knowledge
from store.vocabulary import Vocabulary


@lru_cache(maxsize=4096)
def metric_key(name: str, vocabulary: Vocabulary) -> str:
    """The key of `seeds/metrics.toml` whose name ends `name`, or "" if none does.

    >>> metric_key("online sales", Vocabulary()), metric_key("strategic pillars", Vocabulary())
    ('revenue', '')
    """
    measures = read_knowledge(vocabulary).measures
    words = name.lower().split()
    if words[:1] == ["share"] or (words[-1:] == ["share"] and words[-2] not in {"per", "market"}):
        return ""  # a share of something is not that thing
    if words[:1] == ["stake"]:
        return "stake"
    for start in range(len(words)):
        tail = " ".join(words[start:])
        if key := measures.get(tail) or measures.get(_singular(tail)):
            return key
    return ""


def _singular(words: str) -> str:
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words


def series_key(base: str, move: str, scope: str, vocabulary: Vocabulary) -> str:
    """Name the series: what is measured, whether as a change, and where.

    >>> series_key("net sales", "decline", "in India", Vocabulary())
    'revenue change in india'
    """
    key = metric_key(base, vocabulary) or base.lower()
    return " ".join(filter(None, (key, "change" if move else "", scope.lower())))
