"""What happened: deals, launches, appointments and the like, found by the words that tell of them."""

from __future__ import annotations

import re

from store.extraction.reading import Reading
from store.model import Event, EventType, Participant

_ANNOUNCED = re.compile(r"\b(?:said|says|announced|added|told|according to)\b")


def find_events(reading: Reading) -> None:
    """Add the events of `reading`, with who takes part."""
    for sentence in reading.sentences:
        names = dict.fromkeys(m.name for m in reading.mentions if sentence.start <= m.start < sentence.end)
        if names and _ANNOUNCED.search(reading.document.text, sentence.start, sentence.end):
            parts = tuple(Participant(name) for name in names)
            reading.events.append(Event(reading.evidence(sentence), EventType.STATEMENT, parts))
