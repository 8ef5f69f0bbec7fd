from __future__ import annotations

from dataclasses import replace

from syrupy.assertion import SnapshotAssertion

from handlers.messages.company import build_card, build_choice, build_evidence
from handlers.messages.facts import describe
from handlers.messages.limits import answer_in_ack, fits, split
from store.matching import Candidate, Match, Outcome
from store.model import CompanyCard, Period
from tests.handlers.corpus import CARD, FARMS, GROWTH, LARKFIELD, LATER, cite
from tests.handlers.messages import as_json


def test_a_card_shows_figures_people_deals_quotations_and_sources(snapshot_json: SnapshotAssertion) -> None:
    assert as_json(build_card(CARD, buttons=True)) == snapshot_json


def test_a_shared_card_says_who_shared_it_and_has_no_buttons() -> None:
    blocks = build_card(CARD, shared_by="U0MAYA").blocks
    assert blocks[-1]["elements"][0]["text"] == "Shared by <@U0MAYA>"
    assert not [block for block in blocks if block["type"] == "actions"]


def test_what_is_no_user_id_shares_nothing_into_the_markup() -> None:
    assert "<@" not in str(build_card(CARD, shared_by="U1> <!channel").blocks)


def test_every_value_on_a_card_has_a_date_and_a_numbered_source() -> None:
    card = replace(CARD, figures=(*CARD.figures, cite(GROWTH, LATER, 9)))
    text = str(build_card(card).blocks)
    assert text.count("as of ") == 4
    assert "[1] <https://orchard.example" in text
    assert "[2] Larkfield restates its growth · Field Notes · 14 August 2026 · based on the company's" in text


def test_a_company_without_facts_says_how_to_add_a_source(snapshot_json: SnapshotAssertion) -> None:
    assert as_json(build_card(CompanyCard(LARKFIELD), buttons=True)) == snapshot_json


def test_the_sentences_of_a_card_stand_under_their_sources(snapshot_json: SnapshotAssertion) -> None:
    assert as_json(build_evidence(CARD)) == snapshot_json


def test_a_card_of_very_long_facts_still_fits_one_message() -> None:
    long = replace(GROWTH, metric="&" * 500, evidence=replace(GROWTH.evidence, sentence='"' * 5_000))
    facts = tuple(
        cite(replace(long, evidence=replace(long.evidence, start=number)), replace(LATER, document_id=str(number)))
        for number in range(30)
    )
    message = build_card(replace(CARD, figures=facts), buttons=True)
    assert fits(message.blocks)
    assert answer_in_ack(message)["blocks"] == message.blocks
    assert message.blocks[-1]["type"] == "actions"


def test_all_the_sentences_of_a_big_card_take_several_messages() -> None:
    facts = tuple(
        cite(replace(GROWTH, evidence=replace(GROWTH.evidence, start=number, sentence="word " * 150)))
        for number in range(30)
    )
    parts = split(build_evidence(replace(CARD, figures=facts)))
    assert len(parts) > 1
    assert all(fits(part.blocks) and part.text for part in parts)


def test_an_unclear_name_is_answered_with_a_choice(snapshot_json: SnapshotAssertion) -> None:
    candidates = (Candidate(1, "Larkfield Robotics", 85.0), Candidate(2, "Larkfield & Sons", 84.0))
    assert as_json(build_choice(Match("larkfield", Outcome.ASK, candidates))) == snapshot_json


def test_an_unknown_name_is_answered_with_the_nearest_and_the_next_step(snapshot_json: SnapshotAssertion) -> None:
    match = Match("<!channel> zyx", Outcome.NONE, (Candidate(1, "Larkfield Robotics", 20.0),))
    assert as_json(build_choice(match)) == snapshot_json


def test_a_name_like_no_other_has_no_buttons() -> None:
    message = build_choice(Match("zyx", Outcome.NONE))
    assert [block["type"] for block in message.blocks] == ["section", "context"]
    assert "ingest" in str(message.blocks)


def test_a_period_that_repeats_the_due_date_is_told_once() -> None:
    by_2030 = replace(FARMS, period=Period("by 2030", None, None))
    assert (
        describe(cite(by_2030), LARKFIELD.name)
        == "*2 million farms* · farms served · target, due 2030 · as of July 2026"
    )


def test_a_company_s_own_name_is_no_alias() -> None:
    card = replace(CARD, entity=replace(LARKFIELD, aliases=("Larkfield Robotics", "Larkfield")))
    assert build_card(card).blocks == build_card(CARD).blocks
