"""The write path on a page: a file becomes documents, a document its facts, and both go into the store at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from store.database.base import FactStore
from store.documents import read_file
from store.extraction import extract_facts
from store.model import SHARED_WORKSPACE, Document
from store.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Ingested:
    """How many documents were added, and how many were known already."""

    added: int
    known: int


def ingest_document(facts: FactStore, document: Document, vocabulary: Vocabulary) -> bool:
    """Keep the document with all that is found in it; False where it is known already.

    `document.added` says when it came in: one that doesn't say so is in no digest.
    """
    return facts.add_document(document, extract_facts(document, vocabulary))


def ingest_file(
    path: Path,
    facts: FactStore,
    vocabulary: Vocabulary,
    *,
    now: datetime,
    workspace: str = SHARED_WORKSPACE,
    audience: str = "",
) -> Ingested:
    """Keep every document of a file; DocumentError, with nothing kept, where it can't be read."""
    documents = read_file(path, workspace=workspace, audience=audience)
    return _ingest_all(facts, [replace(document, added=now) for document in documents], vocabulary)


def load_companies(facts: FactStore, vocabulary: Vocabulary) -> int:
    """Bring the known companies up to date; the number of rows that changed."""
    return facts.add_entities(vocabulary.companies, SHARED_WORKSPACE)


def load_seeds(facts: FactStore, vocabulary: Vocabulary) -> Ingested:
    """Bring in the known companies and the seed notes, which answer questions and are never news."""
    load_companies(facts, vocabulary)
    notes = sorted((vocabulary.folder / "documents").glob("*.md"))
    return _ingest_all(facts, [document for note in notes for document in read_file(note)], vocabulary)


def _ingest_all(facts: FactStore, documents: Iterable[Document], vocabulary: Vocabulary) -> Ingested:
    outcomes = [ingest_document(facts, document, vocabulary) for document in documents]
    return Ingested(added=outcomes.count(True), known=outcomes.count(False))
