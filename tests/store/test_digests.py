"""What a digest takes in, and what it leaves out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from store.database.base import Store
from store.digests import MAX_FIGURES, compose_digest
from store.ingest import ingest_document, load_seeds
from store.model import Document, PartialDate, Reader
from store.vocabulary import Vocabulary

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEAM = Reader("T1")

STORY = Document(
    title="Norvelt Robotics grows",
    text="Norvelt Robotics said that its revenue rose 24% year over year to $310 million.",
    published=PartialDate(2026, 3, 1),
    workspace="T1",
    added=NOW,
)


def keep(store: Store, vocabulary: Vocabulary, **changes: object) -> None:
    ingest_document(store.facts, replace(STORY, **changes), vocabulary)  # type: ignore[arg-type]


def test_new_documents_are_told_with_their_key_figures(store: Store, vocabulary: Vocabulary) -> None:
    keep(store, vocabulary)
    digest = compose_digest(store.facts, TEAM, TODAY, None)
    assert digest.documents == 1
    assert {found.fact.text for found in digest.figures} == {"24%", "$310 million"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"published": PartialDate(2026, 2, 24)}, 1),
        ({"published": PartialDate(2026, 2, 20)}, 0),
        ({"published": PartialDate(2026, 3)}, 1),
        ({"published": PartialDate(2025)}, 0),
        ({"published": None}, 1),
        ({"published": None, "added": NOW - timedelta(days=30)}, 0),
        ({"workspace": "T2"}, 0),
        ({"audience": "D77"}, 0),
    ],
)
def test_only_news_of_the_last_week_for_these_readers_is_told(
    store: Store, vocabulary: Vocabulary, changes: dict[str, object], told: int
) -> None:
    keep(store, vocabulary, **changes)
    assert compose_digest(store.facts, TEAM, TODAY, None).documents == told


def test_what_the_last_digest_told_is_not_told_again(store: Store, vocabulary: Vocabulary) -> None:
    keep(store, vocabulary)
    assert compose_digest(store.facts, TEAM, TODAY, NOW).is_empty


def test_the_seed_corpus_is_never_news(store: Store, vocabulary: Vocabulary) -> None:
    load_seeds(store.facts, vocabulary)
    assert compose_digest(store.facts, TEAM, date(2020, 12, 14), None).is_empty


def test_five_figures_are_enough_and_every_document_gets_its_turn(store: Store, vocabulary: Vocabulary) -> None:
    rises = " ".join(f"The company's sales rose {n}% in the quarter." for n in range(1, 20))
    keep(store, vocabulary, text=f"{STORY.text} {rises}")
    keep(store, vocabulary, text="Quillon Bank raised $77 million in a funding round.")
    digest = compose_digest(store.facts, TEAM, TODAY, None)
    assert len(digest.figures) == MAX_FIGURES
    assert "$77 million" in {found.fact.text for found in digest.figures}
