from __future__ import annotations

from dataclasses import replace
from datetime import date

from syrupy.assertion import SnapshotAssertion

from handlers.messages.digest import build_digest, build_preview
from store.model import Digest
from tests.handlers.corpus import FARMS, GROWTH, LATER, REVENUE, SOURCE, cite
from tests.handlers.messages import as_json

DIGEST = Digest(
    date(2026, 11, 21),
    topics=(("robots", 2), ("food & farming", 1)),
    figures=(cite(GROWTH), cite(REVENUE, number=2), cite(FARMS, number=3)),
    documents=2,
    sources=(SOURCE, LATER),
)


def test_a_digest_tells_topics_figures_and_every_source(snapshot_json: SnapshotAssertion) -> None:
    assert as_json(build_digest(DIGEST)) == snapshot_json


def test_a_day_without_news_is_one_line() -> None:
    message = build_digest(Digest(date(2026, 11, 21)))
    assert message.text == "Nothing new on 21 November 2026."
    assert len(message.blocks) == 1


def test_a_preview_says_that_it_is_one() -> None:
    assert build_preview(DIGEST).blocks[-1]["elements"][0]["text"] == "A preview of the next digest."


def test_a_digest_has_at_most_five_figures_and_counts_the_documents_it_leaves_out() -> None:
    sources = tuple(replace(LATER, document_id=f"x{number}") for number in range(9))
    full = replace(DIGEST, figures=DIGEST.figures * 4, sources=sources, documents=9)
    message = build_digest(full)
    assert str(message.blocks).count("as of") == 5
    assert message.blocks[-1]["elements"][0]["text"] == "And 4 more."


def test_one_document_is_told_in_the_singular() -> None:
    assert "1 new document on" in build_digest(replace(DIGEST, documents=1)).text
