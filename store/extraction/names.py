"""Finds who and what a text names: companies, organisations, people and places."""

from __future__ import annotations

from dataclasses import replace

from store.extraction.capitals import find_chains, mask
from store.extraction.gazetteer import compile_gazetteer
from store.extraction.name_words import compile_name_words
from store.extraction.reading import Mention, Reading


def find_names(reading: Reading) -> None:
    """Add the names that the vocabulary knows."""
    gazetteer = compile_gazetteer(reading.vocabulary)
    text = mask(reading.document.text, reading.document.skips)
    for chain in find_chains(text, compile_name_words(reading.vocabulary)):
        first = 0
        while first < len(chain):
            if found := gazetteer.longest(chain, first):
                after, known = found
                entity = known.entity
                reading.mentions.append(Mention(chain[first].start, chain[after - 1].end, entity.name, entity.kind))
                reading.entities.setdefault(entity.name, replace(entity, aliases=()))
                first = after
            else:
                first += 1
