from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from syrupy.assertion import SnapshotAssertion

from handlers.messages.answer import build_answer, compare
from store.model import Answer, Cited, Fact, PartialDate, Passage, Period
from tests.handlers.corpus import FARMS, GROWTH, LATER, NOW, REVENUE, SOURCE, cite, evidence
from tests.handlers.messages import as_json


def answer(*facts: Cited[Fact], text: str = "Larkfield Robotics: revenue growth: more than 40%") -> Answer:
    return Answer("how fast does larkfield grow?", found=True, text=text, facts=facts)


def test_an_answer_shows_the_sentence_and_the_source(snapshot_json: SnapshotAssertion) -> None:
    assert as_json(build_answer(answer(cite(GROWTH)))) == snapshot_json


def test_the_top_level_text_is_the_answer_with_its_sentence_and_source() -> None:
    text = build_answer(answer(cite(GROWTH))).text
    assert text.splitlines() == [
        "Larkfield Robotics: revenue growth: more than 40%",
        f"“{GROWTH.evidence.sentence}”",
        (
            "— <https://orchard.example/robots?id=1&amp;page=2|Harvest robots &amp; their maker>"
            " · The Orchard Post · July 2026"
        ),
    ]


def test_further_facts_of_one_sentence_stand_above_it_together(snapshot_json: SnapshotAssertion) -> None:
    facts = (cite(GROWTH), cite(REVENUE, number=2), cite(FARMS, number=3))
    assert as_json(build_answer(answer(*facts))) == snapshot_json


def test_a_sentence_that_is_the_answer_is_not_shown_twice() -> None:
    passage = Passage(evidence("Tivelle"), ("Larkfield Robotics",))
    message = build_answer(answer(cite(passage), text=passage.evidence.sentence))
    assert str(message.blocks).count("bought the sensor maker") == 1
    assert message.text.count("bought the sensor maker") == 1


def test_a_sentence_found_again_by_its_words_adds_nothing() -> None:
    passage = Passage(GROWTH.evidence, ("Larkfield Robotics",))
    assert build_answer(answer(cite(GROWTH), cite(passage))) == build_answer(answer(cite(GROWTH)))


def test_nothing_known_names_what_is_near_and_the_next_step(snapshot_json: SnapshotAssertion) -> None:
    unknown = Answer("how many cats?", found=False, text="I know nothing that answers this.")
    unknown = replace(unknown, did_you_mean=("Larkfield Robotics", "A&B <Co>"), next_step="Add a source.")
    assert as_json(build_answer(unknown)) == snapshot_json


@pytest.mark.parametrize(
    ("change", "source", "standing"),
    [
        ({}, LATER, "also reported"),
        ({"value": Decimal(38)}, LATER, "another source disagrees"),
        ({"value": Decimal(38)}, SOURCE, ""),
        ({"value": Decimal(30), "period": Period("the year before", None, None)}, LATER, "newer value"),
        ({"value": Decimal(30), "metric": "orders", "series_key": "orders"}, LATER, ""),
        ({"value": Decimal(30), "unit": "USD"}, LATER, ""),
    ],
)
def test_a_further_value_of_the_same_series_says_how_it_stands(
    change: dict[str, object], source: object, standing: str
) -> None:
    other = cite(replace(GROWTH, **change), source)  # type: ignore[arg-type]
    assert compare(cite(GROWTH), other) == standing


def test_an_older_period_is_an_earlier_value() -> None:
    assert GROWTH.period
    before = replace(GROWTH.period, last=GROWTH.period.first)
    assert compare(cite(GROWTH), cite(replace(GROWTH, value=Decimal(12), period=before), LATER)) == "earlier value"


def test_without_any_date_two_values_just_differ() -> None:
    one = replace(GROWTH, period=None)
    undated, other = replace(SOURCE, published=None), replace(LATER, published=None)
    assert compare(cite(one, undated), cite(replace(one, value=Decimal(1)), other)) == "another source disagrees"


def test_an_undated_source_says_when_it_was_added() -> None:
    undated = replace(SOURCE, published=None, added=NOW)
    assert "undated, added 21 November 2026" in build_answer(answer(cite(GROWTH, undated))).text


def test_a_day_is_told_where_it_is_known() -> None:
    dated = replace(SOURCE, published=PartialDate(2026, 7, 3))
    assert "3 July 2026" in build_answer(answer(cite(GROWTH, dated))).text
