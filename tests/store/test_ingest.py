"""From files to stored facts: each document once, with everything that was found in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.database import open_store
from store.database.base import Store
from store.errors import DocumentError, EmptyDocument
from store.extraction import extract_facts
from store.ingest import Ingested, ingest_document, ingest_file, load_companies, load_seeds
from store.model import Document, Reader
from store.vocabulary import Vocabulary

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
READER = Reader("W1")
ARTICLE = """\
Microsoft opens a data centre in Aarhus

Microsoft said on Tuesday that revenue at its Danish unit grew 14% in the third quarter.
The company will spend $250 million on a data centre in Aarhus by 2029, and it plans to hire 300 people there.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "aarhus.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_a_file_becomes_facts_with_their_sentences(store: Store, vocabulary: Vocabulary, article: Path) -> None:
    assert ingest_file(article, store.facts, vocabulary, now=NOW, workspace="W1") == Ingested(added=1, known=0)
    found = store.facts.figures(READER, store.facts.entity_ids("Microsoft", READER))
    assert "14%" in [cited.fact.text for cited in found]
    assert all(cited.fact.evidence.sentence in ARTICLE and cited.source.added == NOW for cited in found)
    assert store.check() == []


def test_every_document_keeps_every_fact_that_was_found(store: Store, vocabulary: Vocabulary) -> None:
    document = Document("Aarhus", ARTICLE, workspace="W1", added=NOW)
    facts = extract_facts(document, vocabulary)
    assert ingest_document(store.facts, document, vocabulary)
    counts = store.facts.counts()
    for kind in ("figures", "events", "quotes", "roles"):
        assert counts[kind] == len(getattr(facts, kind))
    assert counts["sentences"] == len(facts.passages)


def test_the_same_file_again_changes_nothing(store: Store, vocabulary: Vocabulary, article: Path) -> None:
    ingest_file(article, store.facts, vocabulary, now=NOW, workspace="W1")
    before = store.facts.counts()
    later = NOW + timedelta(days=1)
    assert ingest_file(article, store.facts, vocabulary, now=later, workspace="W1") == Ingested(added=0, known=1)
    assert store.facts.counts() == before
    assert [source.added for source in store.facts.new_documents(READER, None, NOW)] == [NOW]


def test_a_private_file_is_known_in_its_conversation_only(store: Store, vocabulary: Vocabulary, article: Path) -> None:
    ingest_file(article, store.facts, vocabulary, now=NOW, workspace="W1", audience="C1")
    assert store.facts.search(READER, ["aarhus"]) == []
    assert store.facts.search(Reader("W1", "C1"), ["aarhus"])


def test_a_file_that_cannot_be_read_leaves_nothing(store: Store, vocabulary: Vocabulary, tmp_path: Path) -> None:
    before = store.facts.counts()
    with pytest.raises(DocumentError, match="gone"):
        ingest_file(tmp_path / "gone.txt", store.facts, vocabulary, now=NOW)
    (tmp_path / "empty.txt").write_text("  \n")
    with pytest.raises(EmptyDocument):
        ingest_file(tmp_path / "empty.txt", store.facts, vocabulary, now=NOW)
    assert store.facts.counts() == before


def test_seeds_answer_questions_and_are_never_news(tmp_path: Path, vocabulary: Vocabulary) -> None:
    store = open_store(f"sqlite:///{tmp_path}/seeds.db")
    notes = len(list((vocabulary.folder / "documents").glob("*.md")))
    assert load_seeds(store.facts, vocabulary) == Ingested(added=notes, known=0)
    counts = store.facts.counts()
    assert load_seeds(store.facts, vocabulary) == Ingested(added=0, known=notes)
    assert store.facts.counts() == counts
    assert load_companies(store.facts, vocabulary) == 0
    alibaba = store.facts.entity_ids("Alibaba", READER)
    assert store.facts.figures(READER, [*alibaba, *store.facts.units_of(alibaba[0], READER)])
    for reader in (READER, Reader()):
        assert store.facts.new_documents(reader, None, datetime(2000, 1, 1, tzinfo=UTC)) == []
    assert store.check() == []
    store.close()
