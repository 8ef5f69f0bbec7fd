"""Says what the people of a text are: their titles and organisations."""

from __future__ import annotations

from store.extraction.reading import Reading


def find_people(reading: Reading) -> None:
    """Fill `reading.roles`."""
    reading.roles.sort(key=lambda role: role.evidence.start)
