"""What is written of a document: all of it, once, and only what its text bears out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.database.base import Store
from store.database.documents import check_evidence
from store.errors import EvidenceMismatch, StoreError
from store.model import Evidence, Facts, Reader
from tests.store.database.samples import STORY, brief, make_document, make_figure, story_facts

READER = Reader("W1")


def test_facts_come_back_as_they_were_given(store: Store) -> None:
    document = make_document()
    facts = story_facts(document)
    assert store.facts.add_document(document, facts)
    company = store.facts.entity_ids("Nordhav Foods", READER)
    about = [found.fact for found in store.facts.figures(READER, company)]
    assert about == [figure for figure in facts.figures if figure.subject == "Nordhav Foods"]
    assert [found.fact for found in store.facts.roles(READER, company)] == list(facts.roles)
    assert [found.fact for found in store.facts.quotes(READER, company)] == list(facts.quotes)
    assert [found.fact for found in store.facts.events(READER, company)] == list(facts.events)
    passages = [found for found, _ in store.facts.search(READER, ["nordhav"])]
    assert sorted((found.fact for found in passages), key=lambda p: p.evidence.start) == list(facts.passages)
    assert {found.source for found in passages} == {document.source()}


@pytest.mark.parametrize(
    "amount", ["60", "60.0", "0.10", "4E+7", "123456789012345678901234567890.123456789", "0", "1e-30"]
)
def test_an_amount_comes_back_to_the_digit(store: Store, amount: str) -> None:
    document = make_document("It grew 1%.")
    figure = make_figure(document, "It grew 1%.", "1%", amount, subject="It")
    store.facts.add_document(document, Facts(figures=(figure,)))
    [found] = store.facts.figures(READER, store.facts.entity_ids("It", READER))
    assert str(found.fact.value) == str(Decimal(amount))


def test_the_same_document_again_changes_nothing(store: Store) -> None:
    document = make_document()
    assert store.facts.add_document(document, story_facts(document))
    before, version = store.facts.counts(), store.facts.names_version()
    again = replace(document, title="Another title", url="https://example.org/again")
    assert not store.facts.add_document(again, story_facts(again))
    assert store.facts.counts() == before
    assert store.facts.names_version() == version


def test_the_same_text_in_two_workspaces_is_two_documents(store: Store) -> None:
    for workspace in ("W1", "W2"):
        assert store.facts.add_document(*brief("Prices rose 1%.", workspace=workspace))
    assert store.facts.counts()["documents"] == 2


def test_a_fact_without_a_listed_sentence_brings_its_own(store: Store) -> None:
    document, facts = brief("Prices rose 1%.")
    store.facts.add_document(document, replace(facts, passages=()))
    assert [found.fact.evidence for found, _ in store.facts.search(READER, ["prices"])] == [facts.figures[0].evidence]


def test_a_document_with_nothing_in_it_is_kept(store: Store) -> None:
    assert store.facts.add_document(make_document("Nothing at all"), Facts())
    assert store.facts.counts()["documents"] == 1


Spoil = Callable[[Facts], Facts]


def _move_sentence(facts: Facts) -> Facts:
    moved = replace(facts.figures[0].evidence, start=1, end=facts.figures[0].evidence.end + 1)
    return replace(facts, figures=(replace(facts.figures[0], evidence=moved),))


def _rewrite_sentence(facts: Facts) -> Facts:
    evidence = replace(facts.passages[0].evidence, sentence=facts.passages[0].evidence.sentence.replace("grew", "fell"))
    return replace(facts, passages=(replace(facts.passages[0], evidence=evidence), *facts.passages[1:]))


def _move_figure(facts: Facts) -> Facts:
    return replace(facts, figures=(replace(facts.figures[0], start=0, end=6),))


def _misquote(facts: Facts) -> Facts:
    return replace(facts, quotes=(replace(facts.quotes[0], text="We bake less bread,"),))


def _count_from_the_end(facts: Facts) -> Facts:
    evidence = Evidence(facts.roles[0].evidence.document_id, -9, -1, STORY[-9:-1])
    return replace(facts, roles=(replace(facts.roles[0], evidence=evidence),))


def _borrow(facts: Facts) -> Facts:
    evidence = replace(facts.events[0].evidence, document_id="another")
    return replace(facts, events=(replace(facts.events[0], evidence=evidence),))


def _say_nothing(facts: Facts) -> Facts:
    nothing = replace(facts.passages[0].evidence, start=5, end=5, sentence="")
    return replace(facts, passages=(replace(facts.passages[0], evidence=nothing),))


@pytest.mark.parametrize(
    "spoil",
    [_move_sentence, _rewrite_sentence, _move_figure, _misquote, _count_from_the_end, _borrow, _say_nothing],
    ids=lambda spoil: spoil.__name__.strip("_").replace("_", " "),
)
def test_evidence_that_the_text_does_not_bear_out_writes_nothing(store: Store, spoil: Spoil) -> None:
    document = make_document()
    with pytest.raises(EvidenceMismatch, match=document.id):
        store.facts.add_document(document, spoil(story_facts(document)))
    assert set(store.facts.counts().values()) == {0}


@settings(deadline=None)
@given(shift=st.integers(-200, 200), stretch=st.integers(-200, 200))
def test_only_the_very_place_of_a_sentence_is_accepted(shift: int, stretch: int) -> None:
    document, facts = brief("Prices rose 1% and 1% and 1%.")
    evidence = facts.passages[0].evidence
    moved = replace(evidence, start=evidence.start + shift, end=evidence.end + stretch)
    spoilt = replace(facts, passages=(replace(facts.passages[0], evidence=moved),))
    if moved == evidence:
        check_evidence(document, spoilt)
    else:
        with pytest.raises(EvidenceMismatch):
            check_evidence(document, spoilt)


def test_half_a_character_is_refused_in_words(store: Store) -> None:
    with pytest.raises(StoreError, match="half a character"):
        store.facts.add_document(make_document("A \ud83d emoji."), Facts())
    assert store.facts.counts()["documents"] == 0


def test_an_unexpected_failure_in_the_middle_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: object, _event: object) -> None:
        raise RuntimeError("the power is out")

    monkeypatch.setattr("store.database.documents.Writing._write_event", fail)
    document = make_document()
    with pytest.raises(RuntimeError):
        store.facts.add_document(document, story_facts(document))
    assert set(store.facts.counts().values()) == {0}
    monkeypatch.undo()
    assert store.facts.add_document(document, story_facts(document))
