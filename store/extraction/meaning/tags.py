"""The tags of what stands for more than a word (numbers, times, names) and of signs; word tags are in `lexicon`."""

from __future__ import annotations

from store.extraction.meaning.lexicon import NOUN, OTHER

QUANTITY, TIME, NAME, PERSON, PLACE, OWNER = "Q", "T", "E", "H", "L", "'"
COMMA, BREAK, OPEN, CLOSE, MARK = ",", ";", "(", ")", '"'

NOMINAL = frozenset({NOUN, NAME, PERSON, PLACE, OWNER})
"""What may stand inside a noun phrase, after its determiner."""

__all__ = ["BREAK", "CLOSE", "COMMA", "MARK", "NAME", "NOMINAL", "OPEN", "OTHER", "OWNER", "PERSON", "PLACE", "QUANTITY", "TIME"]
