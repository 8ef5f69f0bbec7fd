"""What is new for a digest."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from store.database.base import Store, TopicCount
from store.model import SHARED_WORKSPACE, PartialDate, Reader
from tests.store.database.samples import NOW, brief, with_key

READER = Reader("W1")
WEEK_AGO = NOW - timedelta(days=7)
DAY_AGO = NOW - timedelta(days=1)


def titles(store: Store, added_after: datetime | None = None, reader: Reader = READER) -> list[str]:
    return [source.title for source in store.facts.new_documents(reader, added_after, WEEK_AGO)]


@pytest.mark.parametrize(
    ("published", "added", "is_new"),
    [
        (PartialDate(2026, 11, 19), NOW, True),
        (PartialDate(2026, 11, 13), NOW, True),
        (PartialDate(2026, 11, 12), NOW, False),
        (PartialDate(2026, 11), NOW, True),
        (PartialDate(2026), NOW, True),
        (PartialDate(2026, 10), NOW, False),
        (None, NOW, True),
        (None, NOW - timedelta(days=8), False),
        (PartialDate(2026, 11, 19), DAY_AGO, False),
        (PartialDate(2026, 11, 19), DAY_AGO + timedelta(microseconds=1), True),
    ],
)
def test_new_is_what_came_in_since_and_was_published_lately(
    store: Store, published: PartialDate | None, added: datetime, is_new: bool
) -> None:
    store.facts.add_document(*brief("It grew 1%.", title="A", published=published, added=added))
    assert bool(titles(store, DAY_AGO)) == is_new


def test_without_a_digest_before_everything_recent_is_new(store: Store) -> None:
    store.facts.add_document(*brief("It grew 1%.", title="A", added=NOW - timedelta(days=5)))
    assert titles(store) == ["A"]


def test_the_newest_document_comes_first(store: Store) -> None:
    for title, day in (("A", 17), ("B", 19), ("C", 18)):
        store.facts.add_document(*brief(f"{title}: it grew 1%.", title=title, published=PartialDate(2026, 11, day)))
    assert titles(store) == ["B", "C", "A"]


def test_seeds_and_other_workspaces_are_no_news(store: Store) -> None:
    for workspace in (SHARED_WORKSPACE, "W2"):
        store.facts.add_document(*brief("It grew 1%.", workspace=workspace))
    store.facts.add_document(*brief("A seed grew 1%.", workspace=SHARED_WORKSPACE, added=None))
    assert titles(store) == []
    assert titles(store, reader=Reader()) == ["Bread"]


def test_private_news_is_news_in_its_own_conversation_only(store: Store) -> None:
    store.facts.add_document(*brief("It grew 1%.", audience="C1"))
    assert titles(store) == titles(store, reader=Reader("W1", "C2")) == []
    assert titles(store, reader=Reader("W1", "C1")) == ["Bread"]


def test_key_figures_are_those_of_the_documents_asked_for(store: Store) -> None:
    documents = []
    for number in (1, 2, 3):
        document, facts = brief(f"Report {number}: it grew 1%.", published=PartialDate(2026, 11, number))
        store.facts.add_document(document, with_key(facts) if number < 3 else facts)
        documents.append(document.id)
    found = store.facts.key_figures(READER, documents)
    assert [cited.source.document_id for cited in found] == [documents[1], documents[0]]
    assert store.facts.key_figures(READER, documents[2:]) == []
    assert store.facts.key_figures(Reader("W2"), documents) == []


def test_topics_are_counted_by_document_most_first(store: Store) -> None:
    ids = []
    for number, topics in enumerate([("food", "deals"), ("food",), ("energy", "deals", "food")]):
        document, facts = brief(f"Report {number}: it grew 1%.", topics=topics)
        store.facts.add_document(document, facts)
        ids.append(document.id)
    assert store.facts.topic_counts(READER, ids) == [
        TopicCount("food", 3),
        TopicCount("deals", 2),
        TopicCount("energy", 1),
    ]
    assert store.facts.topic_counts(READER, ids[:1]) == [TopicCount("deals", 1), TopicCount("food", 1)]
    assert store.facts.topic_counts(Reader("W2"), ids) == []
