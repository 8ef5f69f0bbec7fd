"""Where sentences and paragraphs end, over the ways in which news is written and pasted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.documents import read_text
from store.errors import EmptyDocument
from store.extraction.reading import Reading
from store.extraction.sentences import MAX_SENTENCE, find_sentences
from store.model import Document
from store.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


def read_sentences(document: Document) -> Reading:
    reading = Reading(document, VOCABULARY)
    find_sentences(reading)
    return reading


def split(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in read_sentences(Document("", text)).sentences]


# Each is one sentence, however many stops it has.
WHOLE = [
    "Fjordline Inc. said Acme Works Ltd. owes it $3.5 million.",
    "Fjordline Inc. Chief Executive Ada Sample bought shares.",
    "Mr. Sample met Dr. Nilsen in St. Gallen on Jan. 5, 2021.",
    "Thomas B. Sample and J. P. Nilsen founded it.",
    "Sales in the U.S. grew, and U.S. Steelworks agreed.",
    "The call starts at 8:30 a.m. ET on Monday.",
    "Fjordline is the No. 2 carrier.",
    "It has plants in Oslo, Bergen, etc. and more to come.",
    "“Is demand back?” Sample asked.",
    "“Demand is back!” she said.",
    "Yahoo! Inc. and Yum! Brands rose.",
    "Fjordline (NYSE: FJL.N) rose.",
    "See fjordline.example for more.",
    "Salesforce.com Inc. and Node.js grew.",
    "Version 2.0 sold 1.5 million copies.",
    "Growth slowed ... and then stopped.",
    "“...Makers had too few parts.",
    "iPhone sales vs. last year’s were flat.",
    "Fjordline Inc.* (NYSE: FJL) announced results.",
    "Fjordline bought it for approx. 40 million crowns.",
    "The firm spoke to Gen. Sample, Sen. Nilsen and Prof. Orchard.",
    "It fell 3% vs. Brightwater’s 5%.",
    "The ship was named by Lt. Cmdr. Sample in Ft. Example.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert split(text) == [text]


PARTED = [
    ("Sales rose. Profit fell.", ["Sales rose.", "Profit fell."]),
    (
        "It is based in the U.S. The firm was founded in 2001.",
        ["It is based in the U.S.", "The firm was founded in 2001."],
    ),
    ("It was bought by Acme Inc. It had no debt.", ["It was bought by Acme Inc.", "It had no debt."]),
    ("It led the Series B. Brightwater joined.", ["It led the Series B.", "Brightwater joined."]),
    ("The answer is no. He left.", ["The answer is no.", "He left."]),
    ("“Yes. We will,” he said.", ["“Yes.", "We will,” he said."]),
    ("“We will.” Fjordline also hired.", ["“We will.”", "Fjordline also hired."]),
    ("“We will,” he said. “And soon.”", ["“We will,” he said.", "“And soon.”"]),
    ('He said "no." "Why not?" Shares fell.', ['He said "no."', '"Why not?"', "Shares fell."]),
    (
        "Sales fell.“In a good year,” he said.“Not now.”Sales rose.",
        ["Sales fell.", "“In a good year,” he said.", "“Not now.”", "Sales rose."],
    ),
    (
        'Sales fell."In a good year," he said."Not now."Sales rose.',
        ["Sales fell.", '"In a good year," he said.', '"Not now."', "Sales rose."],
    ),
    ("Sales fell this quarter.Global trade shrank.", ["Sales fell this quarter.", "Global trade shrank."]),
    (
        "Sales were flat a year earlier“The market is bad,” he said.",
        ["Sales were flat a year earlier", "“The market is bad,” he said."],
    ),
    ("It grew 5%. 2021 was better.", ["It grew 5%.", "2021 was better."]),
    ("It fell (by half.) Shares sank.", ["It fell (by half.)", "Shares sank."]),
    ("Will it? It will! Good…", ["Will it?", "It will!", "Good…"]),
    ("It rose in Sept. The firm was glad.", ["It rose in Sept.", "The firm was glad."]),
    ("It opens at 9 a.m. The office is in Oslo.", ["It opens at 9 a.m.", "The office is in Oslo."]),
    ("iPads sold well. iPhones did not.", ["iPads sold well.", "iPhones did not."]),
    ("売上は伸びた。利益は減った。", ["売上は伸びた。", "利益は減った。"]),
    ("It paid $5. £4 was left.", ["It paid $5.", "£4 was left."]),
]


@pytest.mark.parametrize(("text", "sentences"), PARTED)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


LINES = [
    ("Sales rise at Fjordline\n\nSales rose.", ["Sales rise at Fjordline", "Sales rose."]),
    ("Key points\nSales rose.\r\nProfit fell.", ["Key points", "Sales rose.", "Profit fell."]),
    ("* Sales rose\n* Profit fell\n1. Next\n2) Last", ["Sales rose", "Profit fell", "Next", "Last"]),
    ("(Example Wire) -- Sales rose.", ["Sales rose."]),
    ("OSLO -- (EXAMPLE WIRE) -- Sales rose.", ["OSLO -- (EXAMPLE WIRE) -- Sales rose."]),
    ("***\n\n---\n\n“”\n\nSales rose.", ["Sales rose."]),
    ("Sales rose\u2028Profit fell\x85Debt grew", ["Sales rose", "Profit fell", "Debt grew"]),
]


@pytest.mark.parametrize(("text", "sentences"), LINES)
def test_lines_and_lists_end_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_ticker_set_on_lines_of_its_own_stays_in_its_sentence() -> None:
    text = "Shares of Fjordline Inc. \n        FJL,\n        +2.71%\n       dropped.\n\nSales rose."
    assert split(text) == [text.partition("\n\n")[0], "Sales rose."]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Fjordline, the carrier that began with one ferry in a small harbour\n"
        "half a century ago, raised its target for the year after a summer in\n"
        "which more people took its ships than ever before.  Shares rose to a\n"
        "record.\n\nThe company will order two ships.\n"
    )
    reading = read_sentences(Document("", text))
    found = [text[sentence.start : sentence.end] for sentence in reading.sentences]
    assert [sentence.split()[0] for sentence in found] == ["Fjordline,", "Shares", "The"]
    assert [sentence.paragraph for sentence in reading.sentences] == [0, 0, 1]
    assert found[1] == "Shares rose to a\nrecord."


def test_tag_inside_a_sentence_stays_and_a_block_ends_it() -> None:
    [document] = read_text("<p>Sales <b>rose 5%</b> last year.</p><p>Profit<br/>fell.</p>", name="page")
    found = read_sentences(document).sentences
    assert [document.text[sentence.start : sentence.end] for sentence in found] == [
        "Sales <b>rose 5%</b> last year.",
        "Profit",
        "fell.",
    ]


def test_very_long_sentence_is_cut_at_a_space() -> None:
    text = "ship " * MAX_SENTENCE
    assert all(len(sentence) <= MAX_SENTENCE and sentence.endswith("ship") for sentence in split(text))


PIECES = [
    *"aB1 .,!?\"'()“”‘’«»\n\r\t\0İ\ud800\u2028\x85\xa0。<>*-",
    "Inc.",
    "U.S.",
    " The ",
    ". ",
    "\n\n",
    "<b>",
    "</p>",
    "Read more\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
@settings(max_examples=400, deadline=None)
def test_sentences_are_verbatim_in_order_and_outside_of_what_is_skipped(text: str) -> None:
    try:
        documents = read_text(text, name="any")
    except EmptyDocument:
        return
    for document in documents:
        done = 0
        for sentence in read_sentences(document).sentences:
            shown = document.text[sentence.start : sentence.end]
            assert done <= sentence.start < sentence.end <= len(document.text)
            assert shown == shown.strip() != ""
            assert not any(a <= sentence.start < b or a < sentence.end <= b for a, b in document.skips)
            done = sentence.end


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    for sentence in split(text):
        assert sentence in text


@pytest.mark.parametrize("piece", ['"', "(", "A", "\n", ". ", "A. ", ".A", "a\n", "?!", "\r", ".”", "x." * 50 + "\n"])
def test_anything_without_end_is_read_in_linear_time(piece: str) -> None:
    assert split((piece * 100_000)[:100_000]) is not None
