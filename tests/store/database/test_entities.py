"""Who is who: names that are learned, looked up, and kept to those who may know them."""

from __future__ import annotations

import pytest

from store.database.base import KnownName, Store
from store.model import SHARED_WORKSPACE, Entity, EntityKind, Facts, Reader
from tests.store.database.samples import brief, make_document, story_facts

READER = Reader("W1")
GROUP = Entity("Tarn Group", aliases=("Tarn", "タルン"), tickers=("XX:TRN",), country="SE", sector="energy")
UNIT = Entity("Tarn Wind", parent="Tarn Group")
UNIT_OF_UNIT = Entity("Tarn Wind Offshore", parent="Tarn Wind")


def test_a_known_company_comes_back_as_it_was_given(store: Store) -> None:
    store.facts.add_entities([GROUP], SHARED_WORKSPACE)
    [entity_id] = store.facts.entity_ids("Tarn Group", READER)
    assert store.facts.entity(entity_id, READER) == GROUP
    assert store.facts.names(READER) == [
        KnownName(entity_id, "Tarn Group", "name"),
        KnownName(entity_id, "Tarn", "alias"),
        KnownName(entity_id, "タルン", "alias"),
        KnownName(entity_id, "XX:TRN", "ticker"),
    ]


def test_adding_the_same_entities_again_changes_nothing(store: Store) -> None:
    assert store.facts.add_entities([GROUP, UNIT], SHARED_WORKSPACE) == 7
    version = store.facts.names_version()
    assert store.facts.add_entities([GROUP, UNIT], SHARED_WORKSPACE) == 0
    assert store.facts.names_version() == version


def test_a_new_alias_or_a_correction_is_one_changed_row(store: Store) -> None:
    store.facts.add_entities([GROUP], SHARED_WORKSPACE)
    version = store.facts.names_version()
    assert store.facts.add_entities([Entity("Tarn Group", aliases=("Tarn AB",))], SHARED_WORKSPACE) == 1
    assert store.facts.names_version() != version
    assert store.facts.add_entities([Entity("Tarn Group", country="NO")], SHARED_WORKSPACE) == 1
    [entity_id] = store.facts.entity_ids("Tarn Group", READER)
    found = store.facts.entity(entity_id, READER)
    assert found is not None
    assert (found.aliases, found.country, found.sector) == (("Tarn", "タルン", "Tarn AB"), "NO", "energy")


def test_units_are_found_all_the_way_down(store: Store) -> None:
    store.facts.add_entities([UNIT_OF_UNIT, UNIT, GROUP], SHARED_WORKSPACE)
    ids = {name: store.facts.entity_ids(name, READER)[0] for name in (GROUP.name, UNIT.name, UNIT_OF_UNIT.name)}
    assert store.facts.units_of(ids["Tarn Group"], READER) == sorted([ids["Tarn Wind"], ids["Tarn Wind Offshore"]])
    assert store.facts.units_of(ids["Tarn Wind Offshore"], READER) == []


def test_companies_that_own_each_other_do_not_go_round_for_ever(store: Store) -> None:
    store.facts.add_entities([Entity("A", parent="B"), Entity("B", parent="A"), Entity("C")], SHARED_WORKSPACE)
    a, b = (store.facts.entity_ids(name, READER)[0] for name in "AB")
    assert store.facts.units_of(a, READER) == [b]


def test_a_name_in_a_document_means_the_shared_entity_where_there_is_one(store: Store) -> None:
    store.facts.add_entities([Entity("Nordhav Foods")], SHARED_WORKSPACE)
    document = make_document()
    store.facts.add_document(document, story_facts(document))
    [shared] = store.facts.entity_ids("Nordhav Foods", READER)
    assert store.facts.figures(READER, [shared])
    assert store.facts.entity_ids("Nordhav Foods", Reader("W2")) == [shared]


def test_what_a_document_calls_a_shared_company_stays_in_its_workspace(store: Store) -> None:
    store.facts.add_entities([Entity("Nordhav Foods", aliases=("Nordhav",))], SHARED_WORKSPACE)
    document = make_document()
    store.facts.add_document(document, story_facts(document))
    ours = [name.display for name in store.facts.names(READER)]
    theirs = [name.display for name in store.facts.names(Reader("W2"))]
    assert sorted(ours) == ["Ida Holm", "Kiln Bakery", "NHF", "Nordhav", "Nordhav Foods", "OSE:NHF"]
    assert theirs == ["Nordhav Foods", "Nordhav"]
    [entity_id] = store.facts.entity_ids("Nordhav Foods", READER)
    for reader, aliases in ((READER, ("Nordhav", "NHF")), (Reader("W2"), ("Nordhav",))):
        entity = store.facts.entity(entity_id, reader)
        assert entity is not None
        assert entity.aliases == aliases


def test_a_company_first_met_in_private_is_another_one_in_public(store: Store) -> None:
    store.facts.add_document(*brief("Kiln Bakery grew 1%.", "Kiln Bakery", audience="C1"))
    assert store.facts.entity_ids("Kiln Bakery", READER) == []
    [private] = store.facts.entity_ids("Kiln Bakery", Reader("W1", "C1"))
    assert store.facts.entity(private, READER) is None
    store.facts.add_document(*brief("Kiln Bakery shrank 1%.", "Kiln Bakery"))
    [public] = store.facts.entity_ids("Kiln Bakery", READER)
    assert store.facts.entity_ids("Kiln Bakery", Reader("W1", "C1")) == [private, public]


def test_somebody_whom_only_a_fact_names_is_known_but_not_looked_up(store: Store) -> None:
    document, facts = brief("Small shops grew 1%.", "small shops")
    store.facts.add_document(document, Facts(figures=facts.figures))
    assert store.facts.figures(READER, store.facts.entity_ids("small shops", READER))
    assert store.facts.names(READER) == []


@pytest.mark.parametrize("called", ["Ida Holm", "ida  holm", "ＩＤＡ ＨＯＬＭ", "I. Holm"])
def test_people_are_found_by_any_of_their_names(store: Store, called: str) -> None:
    store.facts.add_entities([Entity("Ida Holm", EntityKind.PERSON, aliases=("I. Holm",))], SHARED_WORKSPACE)
    document = make_document()
    store.facts.add_document(document, story_facts(document))
    assert [found.fact.title for found in store.facts.roles_of(READER, called)] == ["chief executive"]
    assert [found.fact.text for found in store.facts.quotes_by(READER, called)] == ["We bake more bread,"]
    assert store.facts.roles_of(Reader("W2"), called) == []


def test_nobody_is_a_value(store: Store) -> None:
    assert store.facts.entity(99, READER) is None
    assert store.facts.entity_ids("", READER) == []
    assert store.facts.units_of(99, READER) == []
    assert store.facts.names(READER) == []
    assert store.facts.figures(READER, []) == []
    assert store.facts.roles_of(READER, "") == []
