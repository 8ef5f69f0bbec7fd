"""What a document is about: three to six topics, strongest first."""

from __future__ import annotations

from store.extraction.reading import Reading


def find_topics(reading: Reading) -> None:
    """Fill `reading.topics`."""
