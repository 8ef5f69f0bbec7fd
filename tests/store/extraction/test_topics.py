"""Topics: named alike everywhere, strongest first, three to six where there is something to say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.reading import Reading
from store.extraction.sentences import find_sentences
from store.extraction.topics import MAX_TOPICS, find_topics
from store.model import Document
from store.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


def read_topics(text: str, title: str = "") -> list[str]:
    reading = Reading(Document(title, text), VOCABULARY)
    find_sentences(reading)
    find_topics(reading)
    return reading.topics


ROUND = """
Fjordline raised $40 million in a Series B round led by Brightwater. The startup makes software for data centres and
will hire engineers in three countries, its founder said. Venture capital firms like the field.
"""
CUTS = """
Acme Works will lay off 300 people, a tenth of its workforce, after a fall in orders. The job cuts are part of a
restructuring that will close a plant and save costs. Severance will be paid, it said.
"""
RATES = """
The central bank raised its interest rate by 25 basis points to slow inflation. Consumer prices rose 6% last month.
Policymakers expect more rate hikes, and economic growth of 1% this year.
"""
CARS = """
Carmaker Acme Works will build a battery plant for its electric vehicles. The electric car needs a battery pack that
its charging network can fill in ten minutes.
"""
EXPECTED = [
    (ROUND, ["funding", "startups", "data centres"]),
    (CUTS, ["layoffs", "restructuring"]),
    (RATES, ["monetary policy", "inflation", "economic growth"]),
    (CARS, ["electric vehicles", "batteries", "automotive"]),
]


@pytest.mark.parametrize(("text", "topics"), EXPECTED)
def test_topics_are_those_a_reader_would_name(text: str, topics: list[str]) -> None:
    assert set(topics) <= set(read_topics(text))


def test_strongest_topic_comes_first() -> None:
    assert read_topics(RATES)[0] == "monetary policy"


def test_headline_makes_a_topic_stronger() -> None:
    body = "The group sold a stake. It also opened a data center. Rivals merge. A data center costs much."
    assert read_topics(body, "Fjordline opens data center")[0] == "data centres"


def test_plural_case_hyphen_and_possessive_make_no_difference() -> None:
    forms = [
        "Third-quarter profits: net incomes",
        "third quarter profit, net income",
        "THIRD-QUARTER PROFIT’S NET INCOME",
    ]
    assert len({tuple(read_topics(form)) for form in forms}) == 1


def test_document_with_few_known_topics_adds_a_phrase_of_its_own() -> None:
    text = (
        "The lighthouse keepers met in Oslo. Nobody counts lighthouse keepers any more. "
        "The lighthouse keepers want a museum."
    )
    assert read_topics(text) == ["lighthouse keepers"]


@pytest.mark.parametrize("text", ["", "Hello.", "0 0 0", "The the the."])
def test_text_about_nothing_has_no_topics(text: str) -> None:
    assert read_topics(text) == []


@given(
    st.lists(st.sampled_from(["bank", "loan", "the", "cloud computing", "ferry", ". ", "Oslo", "ship yard", "İ", "\0"]))
)
@settings(max_examples=200, deadline=None)
def test_topics_are_few_different_and_the_same_each_time(words: list[str]) -> None:
    text = " ".join(words)
    topics = read_topics(text)
    assert len(topics) == len(set(topics)) <= MAX_TOPICS
    assert topics == read_topics(text)


@pytest.mark.parametrize("piece", ["net income ", "a b ", "bank", "\n", "("])
def test_anything_without_end_is_read_in_linear_time(piece: str) -> None:
    assert len(read_topics((piece * 100_000)[:100_000])) <= MAX_TOPICS
