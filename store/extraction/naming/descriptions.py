"""Gathers what a text calls its companies: "startup Laiye", "Laiye, a Chinese startup", "startups including Laiye"."""

from __future__ import annotations

import re

from store.extraction.naming.referring_words import ReferringWords
from store.extraction.reading import Mention

WINDOW = 40
"""Characters before a name in which a noun for it stands."""

MOST_WORDS = 8
"""Words of a description in which a noun for the company is looked for."""

DESCRIBED = re.compile(r"(?:,| (?:is|was)) (an?|the|one of) ([^,.;]{1,80})")
"""What a company is called after its name; "Acme, the company said" calls it nothing."""
DESCRIBING = (", a", ", t", ", o", " is ", " was ")
LISTING = ("including ", "like ", "such as ")
LISTED = re.compile(r"(\w+)s,? (?:including|like|such as) \Z")
JOINTS = frozenset((", ", " and ", ", and ", " or "))


def describe_companies(text: str, words: ReferringWords, companies: list[Mention]) -> dict[str, set[str]]:
    """The nouns that each company is called by, by its name."""
    described: dict[str, set[str]] = {}
    end, listed = -1, ""
    for mention in companies:
        before = text[max(0, mention.start - WINDOW) : mention.start]
        if before.endswith(LISTING) and (listing := LISTED.search(before)):
            listed = listing[1].lower()
        elif listed and before[-(mention.start - end) :] not in JOINTS:
            listed = ""
        told = [*before.lower().split()[-1:], listed, *_nouns_after(text, mention.end)]
        described.setdefault(mention.name, set()).update(word for word in told if word in words.nouns)
        end = mention.end
    return described


def _nouns_after(text: str, place: int) -> list[str]:
    after = DESCRIBED.match(text, place) if text.startswith(DESCRIBING, place) else None
    if not after:
        return []
    phrase = after[2].lower().split()[:MOST_WORDS]
    return phrase[1:] if after[1] == "the" else phrase
