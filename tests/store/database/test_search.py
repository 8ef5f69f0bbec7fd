"""Full-text search: words find sentences, and nothing that people type is syntax."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.database import open_store, search
from store.database.base import Store
from store.database.search import MOST_TERMS, match_expression
from store.errors import StoreBusy
from store.model import Entity, Facts, Passage, Reader
from tests.store.database.samples import brief, find_sentence, make_document, story_facts

READER = Reader("W1")

SYNTAX = (
    "NEAR(",
    "AND",
    "OR",
    "NOT",
    '"',
    "*",
    "-x",
    "^",
    "{text}:",
    "text : x",
    "(",
    ")",
    "+",
    "'",
    ";",
    "--",
    "\0",
    "%",
)
HOSTILE = st.lists(st.one_of(st.sampled_from(SYNTAX), st.text(max_size=20), st.just("bread")), max_size=40)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('search')}/facts.db")
    document = make_document()
    store.facts.add_document(document, story_facts(document))
    yield store
    store.close()


def sentences(store: Store, *terms: str, reader: Reader = READER, entities: tuple[int, ...] = ()) -> list[str]:
    return [found.fact.evidence.sentence for found, _ in store.facts.search(reader, terms, entities)]


def test_words_are_found_in_any_inflection_case_and_accent(filled: Store) -> None:
    for term in ("baking", "BAKES", "bäke", "bread", "breads"):
        assert sentences(filled, term) == ["“We bake more bread,” said Ida Holm, chief executive of Nordhav Foods."]


def test_a_company_is_found_by_aliases_that_the_sentence_does_not_use(filled: Store) -> None:
    assert len(sentences(filled, "NHF")) == 3


def test_a_sentence_that_holds_more_of_the_terms_is_more_relevant(filled: Store) -> None:
    found = filled.facts.search(READER, ["kiln", "bread", "chief", "executive"])
    assert "Ida Holm" in found[0][0].fact.evidence.sentence
    relevance = [score for _, score in found]
    assert relevance == sorted(relevance, reverse=True)
    assert min(relevance) > 0


def test_a_filter_keeps_to_sentences_that_mention_the_company(filled: Store) -> None:
    ids = tuple(filled.facts.entity_ids("Kiln Bakery", READER))
    assert sentences(filled, "Nordhav", entities=ids) == ["Nordhav Foods bought Kiln Bakery for $40 million."]
    assert sentences(filled, "bread", entities=ids) == []
    assert len(sentences(filled, "Nordhav", entities=tuple(range(1_000)))) == 3


def test_no_words_find_nothing(filled: Store) -> None:
    assert sentences(filled) == sentences(filled, "", " ", "--", '"') == []


def test_another_workspace_finds_nothing(filled: Store) -> None:
    assert sentences(filled, "bread", reader=Reader("W2")) == []


def test_occurrences_count_sentences_with_a_word_or_an_inflection_of_it(filled: Store) -> None:
    assert filled.facts.occurrences(READER, ["foods", "breads", "nobody", "", "*"]) == [3, 1, 0, 0, 0]
    assert filled.facts.occurrences(Reader("W2"), ["foods"]) == [0]


@settings(deadline=None)
@given(terms=HOSTILE)
@example(terms=["x" * 160_000])
@example(terms=["a " * 5_000])
@example(terms=["\ud83d", "\u202e", "\x00bread"])
def test_no_query_is_syntax_or_raises(filled: Store, terms: list[str]) -> None:
    assert len(filled.facts.search(READER, terms)) <= 3
    assert all(0 <= count <= 3 for count in filled.facts.occurrences(READER, terms))


@settings(deadline=None)
@given(terms=HOSTILE)
def test_a_query_is_a_limited_number_of_quoted_words(terms: list[str]) -> None:
    words = match_expression(terms).split(" OR ") if match_expression(terms) else []
    assert len(words) <= MOST_TERMS
    assert all(word[0] == word[-1] == '"' and '"' not in word[1:-1] for word in words)


def test_words_behind_operators_still_count(filled: Store) -> None:
    assert sentences(filled, 'NEAR("bread"') == sentences(filled, "bread")
    assert sentences(filled, "bread*") == sentences(filled, "bread")


def test_only_the_newest_matches_are_ranked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", 3)
    for number in range(6):
        store.facts.add_document(*brief(f"Report {number}: bread grew 1%."))
    assert sentences(store, "bread") == [f"Report {number}: bread grew 1%." for number in (5, 4, 3)]


def test_a_search_that_takes_too_long_is_given_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"Loaf {number} is bread." for number in range(500))
    document = make_document(text)
    passages = tuple(Passage(find_sentence(document, f"Loaf {number} is bread."), ("Loaf",)) for number in range(500))
    store.facts.add_document(document, Facts(entities=(Entity("Loaf"),), passages=passages))
    monkeypatch.setattr(search, "SEARCH_SECONDS", -1)
    with pytest.raises(StoreBusy, match="fewer or rarer words"):
        store.facts.search(READER, ["bread"])
    monkeypatch.undo()
    assert len(sentences(store, "bread")) == 50


def test_the_index_fits_the_sentences(store: Store) -> None:
    for number in range(3):
        store.facts.add_document(*brief(f"Report {number}: bread grew 1%."))
    assert store.check() == []
