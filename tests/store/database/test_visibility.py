"""Workspaces and conversations never mix: random histories against a dictionary that is simple enough to be right."""

from __future__ import annotations

from itertools import product
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.database import open_store
from store.database.base import Store
from store.database.visibility import for_reader
from store.model import SHARED_WORKSPACE, Reader
from tests.store.database.samples import NOW, brief, with_key

HOMES = [(SHARED_WORKSPACE, ""), *product(("W1", "W2"), ("", "C1", "C2"))]
READERS = [Reader(*home) for home in product(("W1", "W2", SHARED_WORKSPACE, "W3"), ("", "C1", "C3"))]
COMPANIES = ("Ash", "Birch")

histories = st.lists(st.tuples(st.sampled_from(HOMES), st.sampled_from(COMPANIES), st.integers(0, 3)), max_size=12)


def may_see(reader: Reader, home: tuple[str, str]) -> bool:
    return home == (SHARED_WORKSPACE, "") or home in {(reader.workspace, ""), (reader.workspace, reader.conversation)}


@settings(max_examples=15, deadline=None)
@given(history=histories)
def test_a_reader_sees_its_own_and_the_shared_and_nothing_else(history: list[tuple[tuple[str, str], str, int]]) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/facts.db")
        told: dict[tuple[tuple[str, str], str], str] = {}
        for home, company, number in history:
            document, facts = brief(f"{company} grew 1% in {number}.", company, workspace=home[0], audience=home[1])
            added = store.facts.add_document(document, with_key(facts))
            assert added == ((home, document.text) not in told)
            told[home, document.text] = company
        for reader in READERS:
            compare(store, reader, told)
        store.close()


def compare(store: Store, reader: Reader, told: dict[tuple[tuple[str, str], str], str]) -> None:
    """Every way to read must give what the dictionary holds for this reader."""
    visible = {(home, text): company for (home, text), company in told.items() if may_see(reader, home)}
    for company in COMPANIES:
        expected = sorted(text for (_, text), about in visible.items() if about == company)
        ids = store.facts.entity_ids(company, reader)
        assert sorted(found.fact.evidence.sentence for found in store.facts.figures(reader, ids)) == expected
        assert sorted(found.fact.evidence.sentence for found, _ in store.facts.search(reader, [company])) == expected
        filtered = store.facts.search(reader, ["grew"], ids) if ids else []
        assert sorted(found.fact.evidence.sentence for found, _ in filtered) == expected
        assert store.facts.occurrences(reader, [company]) == [len(expected)]
    assert {name.display for name in store.facts.names(reader)} == set(visible.values())
    news = store.facts.new_documents(reader, None, NOW.replace(year=2000))
    assert len(news) == sum(home[0] == reader.workspace for home, _ in visible)
    everything = [brief(text, workspace=home[0], audience=home[1])[0].id for home, text in told]
    assert len(store.facts.key_figures(reader, everything)) == len(visible)


def test_a_query_that_does_not_say_what_is_visible_is_refused() -> None:
    with pytest.raises(ValueError, match="visible"):
        for_reader("select * from figure")
