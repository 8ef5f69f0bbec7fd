"""Quotations and their speakers, over the ways in which newswire attributes them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.quotes import find_quotes
from store.extraction.reading import Mention, Reading
from store.extraction.sentences import find_sentences
from store.model import Document, EntityKind, Evidence, Quote, Role
from store.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
NAMES = {
    "Ada Sample": ("Ada Sample", EntityKind.PERSON),
    "Ms Sample": ("Ada Sample", EntityKind.PERSON),
    "Sample": ("Ada Sample", EntityKind.PERSON),
    "Bo Nilsen": ("Bo Nilsen", EntityKind.PERSON),
    "Nilsen": ("Bo Nilsen", EntityKind.PERSON),
    "Ada King": ("Ada King", EntityKind.PERSON),
    "Fjord Lines": ("Fjordline", EntityKind.COMPANY),
    "Carla Orchard": ("Carla Orchard", EntityKind.PERSON),
    "Fjordline": ("Fjordline", EntityKind.COMPANY),
    "Acme Works": ("Acme Works", EntityKind.COMPANY),
    "Brightwater": ("Brightwater", EntityKind.COMPANY),
    "Example Herald": ("Example Herald", EntityKind.COMPANY),
}
_NAMED = re.compile(r"\b(?:" + "|".join(sorted(NAMES, key=len, reverse=True)) + r")\b")


def read_quotes(text: str) -> list[Quote]:
    reading = Reading(Document("", text), VOCABULARY)
    find_sentences(reading)
    for found in _NAMED.finditer(text):
        name, kind = NAMES[found[0]]
        reading.mentions.append(Mention(found.start(), found.end(), name, kind))
    reading.roles.append(Role(Evidence("", 0, 0, ""), "Ada Sample", "chief executive", "Fjordline"))
    find_quotes(reading)
    return reading.quotes


def said(text: str) -> list[tuple[str | None, str]]:
    return [(quote.speaker, quote.text) for quote in read_quotes(text)]


SAID_AFTERWARDS = [
    ("“Demand is back,” said Ada Sample, chief executive of Fjordline.", "Ada Sample"),
    ("“Demand is back,” said Fjordline chief executive Ada Sample.", "Ada Sample"),
    ("“Demand is back,” said chairman and chief executive Ada Sample in a letter to owners.", "Ada Sample"),
    ("“Demand is back,” said the company’s chief executive, Ada Sample.", "Ada Sample"),
    ("“Demand is back,” said Fjordline’s chief executive.", "Ada Sample"),
    ("“Demand is back,” Fjordline’s chief executive told investors.", "Ada Sample"),
    ("“Demand is back,” Fjordline’s annual report said.", "Fjordline"),
    ('"Demand is back," Ms Sample said.', "Ada Sample"),
    ('"Demand is back", said Ada Sample.', "Ada Sample"),
    ('“Demand is back," Sample explained in a statement.', "Ada Sample"),
    ("“Demand is back,” Sample, 45, said.", "Ada Sample"),
    ("“Demand is back,” Ada Sample, who joined from Brightwater in May, told the Example Herald.", "Ada Sample"),
    ("“Demand is back,” chairman, CEO and president Ada Sample said in the earnings release.", "Ada Sample"),
    ("“Demand is back,” Fjordline’s Ada Sample said.", "Ada Sample"),
    ("“Demand is back,” Sample recently told investors.", "Ada Sample"),
    ("“Demand is back!” Sample said.", "Ada Sample"),
    ("“Is demand back?” asked Ada Sample.", "Ada Sample"),
    ("Ada Sample opened the plant. “Demand is back,” she said.", "Ada Sample"),
    ("Ada Sample leads Fjordline. Bo Nilsen advises it. “Demand is back,” he told the Example Herald.", "Bo Nilsen"),
    ("Bo Nilsen denied it. “I wasn't told of it by Ada Sample at all,” he told the court.", "Bo Nilsen"),
    ("“Demand is back,” the letter from Fjordline said.", "Fjordline"),
    ("“Demand is back,” Ada Sample from Brightwater's Office of Pump Sales told the panel.", "Ada Sample"),
    ("“Demand is back,” said Fjordline in a statement issued with Brightwater.", "Fjordline"),
    ("“Demand is back,” Fjordline said in a statement.", "Fjordline"),
    ("Fjordline raised its target. “Demand is back,” the company said.", "Fjordline"),
    ("Fjordline raised its target. “Demand is back,” it added.", "Fjordline"),
    ("Bo Nilsen asked Ada Sample of Fjordline. “Demand is back,” the CEO said.", "Ada Sample"),
    ("“Demand is back,” according to Bo Nilsen, an analyst at Brightwater.", "Bo Nilsen"),
    ("“Demand is truly back,” according to Brightwater.", "Brightwater"),
    ("“Demand is back,” a Fjordline spokesperson told the Example Herald.", "Fjordline spokesperson"),
    ("“Demand is back,” a spokeswoman for Fjordline said.", "Fjordline spokeswoman"),
    ("“Demand is back,” said a spokesman for Fjordline.", "Fjordline spokesman"),
    ("Fjordline gave no figures. “Demand is back,” a company spokesman said.", "Fjordline spokesman"),
    ("“Demand is back,” analysts at Brightwater wrote in a note.", "Brightwater analysts"),
    ("“Demand is back,” one customer said.", None),
    ("“Demand is back.” – Ada Sample, chief executive, Fjordline", "Ada Sample"),
    ("«Demand is back», said Ada Sample.", "Ada Sample"),
    ("'Demand is surely back,' said Ada Sample.", "Ada Sample"),
    ("‘We can’t say that demand isn’t back,’ Sample said.", "Ada Sample"),
    ("“Demand is back,” said Dagny Unknown.", "Dagny Unknown"),
]


@pytest.mark.parametrize(("text", "speaker"), SAID_AFTERWARDS)
def test_speaker_named_after_the_quotation(text: str, speaker: str | None) -> None:
    assert [found[0] for found in said(text)] == [speaker]


SAID_BEFORE = [
    ("Ada Sample said: “Demand is back.”", "Ada Sample", "Demand is back."),
    ("Ada Sample, chief executive of Fjordline, said: “Demand is back.”", "Ada Sample", "Demand is back."),
    (
        "In a statement, Ada Sample, chief executive of Fjordline, said, “Demand is back.”",
        "Ada Sample",
        "Demand is back.",
    ),
    (
        "Ada Sample, Chief Executive of Fjordline, Inc., says: “Demand is back. It will stay.”",
        "Ada Sample",
        "Demand is back. It will stay.",
    ),
    ("In a statement, Fjordline said: “Demand is back.”", "Fjordline", "Demand is back."),
    ("Fjordline, which hired Bo Nilsen last year, said: “Demand is back.”", "Fjordline", "Demand is back."),
    ("Bo Nilsen, an analyst at Brightwater, called the deal “a real bargain”.", "Bo Nilsen", "a real bargain"),
    ("Bo Nilsen, an analyst at Brightwater, called the deal “a bargain”.", "Bo Nilsen", "a bargain"),
    ("The deal, which Sample described as “transformational”, closed in May.", "Ada Sample", "transformational"),
    (
        "Sample told reporters that the firm was “well on the way to recovery”.",
        "Ada Sample",
        "well on the way to recovery",
    ),
    ("Fjordline said it was “delighted” with the results.", "Fjordline", "delighted"),
    (
        "The lead investor was Brightwater, a fund that believes “cloud software is about to grow” there.",
        "Brightwater",
        "cloud software is about to grow",
    ),
    ("The deal was described by Bo Nilsen as “a clear bargain”.", "Bo Nilsen", "a clear bargain"),
    ('Sample tweeted: "Demand is back."', "Ada Sample", "Demand is back."),
    ("Sample had this to say:\n\n“Demand is back.”", "Ada Sample", "Demand is back."),
    ("According to Sample, the plan is “on track and fully funded”.", "Ada Sample", "on track and fully funded"),
    (
        "A spokesperson for Fjordline said the plan was “on track and fully funded”.",
        "Fjordline spokesperson",
        "on track and fully funded",
    ),
    (
        "Fjordline declined to name a price, saying only that it was “a very good deal for both sides”.",
        "Fjordline",
        "a very good deal for both sides",
    ),
    ("The two announced a pact last year to “serve millions of small firms.”", None, "serve millions of small firms."),
    ("Ada Sample: “Demand is back.”", "Ada Sample", "Demand is back."),
    ("Ada King runs it. King said that “demand is back”.", "Ada King", "demand is back"),
    ("A Fjord Lines spokesman said: “Demand is back.”", "Fjord Lines spokesman", "Demand is back."),
]


@pytest.mark.parametrize(("text", "speaker", "words"), SAID_BEFORE)
def test_speaker_named_before_the_quotation(text: str, speaker: str | None, words: str) -> None:
    assert said(text) == [(speaker, words)]


def test_words_on_both_sides_of_the_speaker_are_two_quotations_of_one() -> None:
    assert said("“We are hiring,” Sample said. “We will add staff everywhere.”") == [
        ("Ada Sample", "We are hiring,"),
        ("Ada Sample", "We will add staff everywhere."),
    ]
    assert said("“We are hiring,” Sample said, “and we will add staff.”") == [
        ("Ada Sample", "We are hiring,"),
        ("Ada Sample", "and we will add staff."),
    ]
    assert said("“We are hiring,” Sample said in a call, adding: “We will add staff.”") == [
        ("Ada Sample", "We are hiring,"),
        ("Ada Sample", "We will add staff."),
    ]


def test_one_word_beside_a_longer_quotation_is_only_told() -> None:
    text = "Sample said she was “glad” to hear that “the northern routes are growing again”."
    assert said(text) == [("Ada Sample", "the northern routes are growing again")]


def test_fragment_belongs_to_the_verb_before_it() -> None:
    text = "Ada Sample described it as “a generational change”, and Fjordline says it will invest."
    assert said(text) == [("Ada Sample", "a generational change")]


def test_who_adds_something_is_who_spoke_before() -> None:
    text = "Fjordline said: “We never meant that.” It thanked Acme Works.\n\n“We have ended it,” the company added."
    assert [speaker for speaker, _ in said(text)] == ["Fjordline", "Fjordline"]


def test_several_sentences_between_one_pair_of_marks_are_one_quotation() -> None:
    text = "“Demand is back. We are hiring,” Sample said."
    [quote] = read_quotes(text)
    assert quote.text == "Demand is back. We are hiring,"
    assert quote.evidence.sentence == "We are hiring,” Sample said."
    assert quote.organisation == "Fjordline"


def test_quotation_over_paragraphs_has_one_speaker() -> None:
    text = "“Demand fell last year. It was hard.\n\n“Now it is back,” Sample told the Example Herald."
    assert said(text) == [("Ada Sample", "Demand fell last year. It was hard."), ("Ada Sample", "Now it is back,")]


def test_paragraph_of_speech_goes_on_with_the_speaker_before() -> None:
    text = "“Demand fell last year,” Sample said.\n\n“It was a hard time for everybody.”"
    assert said(text)[1] == ("Ada Sample", "It was a hard time for everybody.")


SINGLE = [
    ("Sample said the cuts were 'the right thing to do for all' on Monday.", ["the right thing to do for all"]),
    ("Sample said: 'It is tough now.\n\n'But we have to do it.'", ["It is tough now.", "But we have to do it."]),
    ("‘Sales are not up,’ Sample said. ‘People buy less now.’", ["Sales are not up,", "People buy less now."]),
    ("Sample said the workers' rights and the firms' plans were good.", []),
    ("Sales of 'Night of Glass' rose, Sample said.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), SINGLE)
def test_single_marks_are_told_from_apostrophes(text: str, words: list[str]) -> None:
    assert said(text) == [("Ada Sample", each) for each in words]


def test_a_quotation_alone_is_whose_words_were_told_before() -> None:
    assert said("Sample told the Example Herald that it was late.\n\n“Demand will be back next year.”") == [
        ("Ada Sample", "Demand will be back next year.")
    ]
    assert said("Sample opened the plant.\n\n“Demand will be back next year.”")[0][0] is None


def test_quotation_without_a_space_before_it_is_found() -> None:
    text = "Sales fell, the company said.“In a good year, demand returns,” Bo Nilsen said.“This is not one.”Sales fell."
    assert said(text) == [("Bo Nilsen", "In a good year, demand returns,"), ("Bo Nilsen", "This is not one.")]


SHORT = [
    ("“Yes,” Sample said.", "Yes,"),
    ("Sample answered: “No.”", "No."),
    ("Business was “great,” Sample said.", "great,"),
    ("Sample said the change would be “seamless” for guests.", "seamless"),
    ("“Superb!” Sample wrote.", "Superb!"),
    ("Sample rejected the complaint as “baseless”.", "baseless"),
    ("Sample dismissed the plan as “naive”.", "naive"),
    ("Sample urged owners to act “without delay.”", "without delay."),
    ("“It works,” said the head of the trial, Dr. Ada Sample.", "It works,"),
]


@pytest.mark.parametrize(("text", "words"), SHORT)
def test_a_word_that_somebody_says_is_a_quotation(text: str, words: str) -> None:
    assert said(text) == [("Ada Sample", words)]


NOT_QUOTATIONS = [
    "The market for “fast fashion,” Sample said, is large.",
    "In a blog post titled “Our path forward,” Sample wrote that sales rose.",
    "Nilsen rates the stock a “buy”.",
    "Fjordline says it will put its money into “e-mobility” by then.",
    "The so-called “smart grid” is growing.",
    "Investors call them “unicorns” because they are rare, Sample said.",
    "A breach showed that a “smart city” system could see faces, Example Herald reported earlier.",
    "An algorithm could say whether a person is “northern”, according to research from Brightwater.",
    "Fjordline’s report, “The State of the Northern Cloud,” said revenue grew.",
    "Sample wrote “The Long Road Home” in 2009.",
    'Fjordline sells a 15" screen and a 17" screen.',
    "Dubbed 'the cost killer' in earlier jobs, Nilsen cut costs.",
    "Fjordline defended its much criticised “vocational programme” in the north.",
    "The companies' profits and the banks' losses grew, said Sample.",
    "Rock 'n' roll is the brands' theme.",
    "“",
    '""',
]


@pytest.mark.parametrize("text", NOT_QUOTATIONS)
def test_words_at_arms_length_are_no_quotation(text: str) -> None:
    assert said(text) == []


PIECES = [*"aB .,\n\r\u2028\0İ\ud800“”\"'‘’«»„:—", "Ada Sample", " said ", "” said ", "\n\n“"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_quotations_are_verbatim_and_apart_whatever_the_text(text: str) -> None:
    done = 0
    for quote in read_quotes(text):
        assert text[quote.start : quote.end] == quote.text.strip() == quote.text != ""
        assert text[quote.evidence.start : quote.evidence.end] == quote.evidence.sentence
        assert quote.start >= done
        done = quote.end


@pytest.mark.parametrize("piece", ['"', "“", "”", "'a ", "‘", "“a ", '"a" said ', "«", "Ada Sample said “"])
def test_reading_quotations_takes_linear_time(piece: str) -> None:
    assert read_quotes((piece * 100_000)[:20_000]) is not None
