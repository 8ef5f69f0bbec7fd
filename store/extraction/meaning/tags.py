"""The tags of what stands for more than a word: numbers, times and names.  Those of words are in `lexicon`."""

from __future__ import annotations

from store.extraction.meaning.lexicon import NOUN, OWNER

QUANTITY, TIME, NAME, PERSON, PLACE = "Q", "T", "E", "H", "L"

NOMINAL = frozenset({NOUN, NAME, PERSON, PLACE, OWNER})
"""What may stand inside a noun phrase, after its determiner."""
