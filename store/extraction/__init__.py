"""From a document to its facts: a pipeline of plain functions, each adding to one `Reading`."""

from __future__ import annotations

from store.extraction.events import find_events
from store.extraction.figures import find_figures
from store.extraction.names import find_names
from store.extraction.people import find_people
from store.extraction.periods import find_times
from store.extraction.quantities import find_quantities
from store.extraction.quotes import find_quotes
from store.extraction.reading import Reading
from store.extraction.references import find_references
from store.extraction.sentences import find_sentences
from store.extraction.topics import find_topics
from store.model import Document, Facts
from store.vocabulary import Vocabulary

STEPS = (
    find_sentences,
    find_quantities,
    find_times,
    find_names,
    find_people,
    find_references,
    find_quotes,
    find_figures,
    find_events,
    find_topics,
)


def extract_facts(document: Document, vocabulary: Vocabulary) -> Facts:
    """Find everything that a careful reader would note; the same text always gives the same facts."""
    reading = Reading(document, vocabulary)
    for step in STEPS:
        step(reading)
    return reading.facts()
