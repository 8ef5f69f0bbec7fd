"""The order of facts: the newest news first, then what matters most, then as the text has it."""

from __future__ import annotations

from datetime import timedelta

from store.database.base import Store
from store.model import Facts, Figure, PartialDate, Reader
from tests.store.database.samples import (
    NOW,
    SENTENCES,
    brief,
    find_sentence,
    make_document,
    make_figure,
    story_facts,
    with_key,
)

READER = Reader("W1")


def test_the_newest_published_comes_first_and_unknown_dates_count_from_the_day_they_were_added(store: Store) -> None:
    dates = [PartialDate(2026, 3, 1), None, PartialDate(2026, 10), PartialDate(2025), PartialDate(2026, 10, 30)]
    for number, published in enumerate(dates):
        store.facts.add_document(*brief(f"Report {number}: it grew 1%.", published=published))
    found = store.facts.figures(READER, store.facts.entity_ids("Nordhav Foods", READER))
    assert [cited.source.published for cited in found] == [
        None,
        PartialDate(2026, 10),
        PartialDate(2026, 10, 30),
        PartialDate(2026, 3, 1),
        PartialDate(2025),
    ]


def test_nothing_is_newer_than_the_day_it_was_added(store: Store) -> None:
    store.facts.add_document(*brief("A: it grew 1%.", published=PartialDate(2026), added=NOW - timedelta(days=9)))
    store.facts.add_document(*brief("B: it grew 1%.", published=PartialDate(2026, 11, 18)))
    found = store.facts.figures(READER, store.facts.entity_ids("Nordhav Foods", READER))
    assert [cited.fact.evidence.sentence[0] for cited in found] == ["B", "A"]


def test_within_a_day_key_figures_come_first_and_then_the_order_of_the_text(store: Store) -> None:
    text = "It grew 1%, then 2%, then 3%."
    document = make_document(text)
    figures = tuple(
        make_figure(document, text, f"{number}%", str(number), subject="It", key=number == 2) for number in (1, 2, 3)
    )
    store.facts.add_document(document, Facts(figures=figures))
    ids = store.facts.entity_ids("It", READER)
    assert [int(cited.fact.value) for cited in store.facts.figures(READER, ids)] == [2, 1, 3]
    assert [int(cited.fact.value) for cited in store.facts.figures(READER, ids, limit=2)] == [2, 1]


def test_figures_of_several_companies_come_together(store: Store) -> None:
    store.facts.add_document(*brief("A: it grew 1%.", "Ash", published=PartialDate(2026, 2)))
    store.facts.add_document(*brief("B: it grew 1%.", "Birch", published=PartialDate(2026, 3)))
    ids = [store.facts.entity_ids(name, READER)[0] for name in ("Ash", "Birch")]
    assert [cited.fact.subject for cited in store.facts.figures(READER, ids)] == ["Birch", "Ash"]


def test_an_event_is_found_by_each_who_took_part_and_only_once(store: Store) -> None:
    document = make_document()
    store.facts.add_document(document, story_facts(document))
    both = [store.facts.entity_ids(name, READER)[0] for name in ("Nordhav Foods", "Kiln Bakery")]
    for ids in (both[:1], both[1:], both):
        [found] = store.facts.events(READER, ids)
        assert [(p.name, p.part) for p in found.fact.participants] == [
            ("Nordhav Foods", "acquirer"),
            ("Kiln Bakery", "target"),
        ]


def test_roles_and_quotes_are_found_by_the_person_too(store: Store) -> None:
    document = make_document()
    store.facts.add_document(document, story_facts(document))
    person = store.facts.entity_ids("Ida Holm", READER)
    assert [found.fact.person for found in store.facts.roles(READER, person)] == ["Ida Holm"]
    assert [found.fact.speaker for found in store.facts.quotes(READER, person)] == ["Ida Holm"]


def test_the_facts_of_a_sentence_that_search_found(store: Store) -> None:
    document = make_document()
    store.facts.add_document(document, story_facts(document))
    [(passage, _)] = store.facts.search(READER, ["quarter"])
    assert passage.fact.evidence == find_sentence(document, SENTENCES[0])
    stated = store.facts.facts_in(READER, [passage.id])
    assert [found.fact.text for found in stated if isinstance(found.fact, Figure)] == ["12.50%"]
    assert store.facts.facts_in(Reader("W2"), [passage.id]) == []


def test_a_fact_keeps_the_source_that_it_can_be_checked_in(store: Store) -> None:
    document, facts = brief("It grew 1%.", publisher="The Crumb", url="https://example.org/1", based_on="a letter")
    store.facts.add_document(document, with_key(facts))
    [found] = store.facts.figures(READER, store.facts.entity_ids("Nordhav Foods", READER))
    assert found.source == document.source()
