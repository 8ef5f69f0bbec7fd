"""References: whom "the company", "its cloud unit", "the carmaker", "it" and "he" mean."""

import pytest

from store.extraction.names import find_names
from store.extraction.people import find_people
from store.extraction.reading import Reading
from store.extraction.references import find_references
from store.extraction.sentences import find_sentences
from store.model import Document
from store.vocabulary import Vocabulary


def references_in(text: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    reading = Reading(Document(title="", text=text), vocabulary)
    for step in (find_sentences, find_names, find_people, find_references):
        step(reading)
    return [(text[m.start : m.end], m.name) for m in reading.mentions if not m.by_name]


REFERENCES = [
    ("Alibaba grew. The company hired staff.", ("The company", "Alibaba")),
    ("Alibaba said it would hire.", ("it", "Alibaba")),
    ("Alibaba said its profit rose.", ("its", "Alibaba")),
    ("Alibaba grew 9%. It also hired.", ("It", "Alibaba")),
    ("Alibaba met Boeing. The Chinese giant was late.", ("The Chinese giant", "Alibaba")),
    ("Alibaba met Boeing. The American firm was late.", ("The American firm", "Boeing")),
    ("Renault owns 44% of Nissan. The Japanese carmaker fell.", ("The Japanese carmaker", "Nissan")),
    ("Startup Norvelt got money from Tencent. The startup will hire.", ("The startup", "Norvelt")),
    ("Visa bought Norvelt. The startup will hire.", ("The startup", "Norvelt")),
    ("Norvelt, a Danish brewer, met Alibaba. The brewer will hire.", ("The brewer", "Norvelt")),
    ("Alibaba and its cloud unit grew.", ("cloud unit", "Alibaba Cloud")),
    ("Alibaba’s cloud unit grew 60%.", ("cloud unit", "Alibaba Cloud")),
    ("Amazon’s cloud unit grew 60%.", ("cloud unit", "Amazon Web Services")),
    ("Amazon’s cloud unit grew. The American firm was late.", ("The American firm", "Amazon")),
    ("Alibaba’s cloud unit made 10% of the firm’s revenue.", ("the firm", "Alibaba")),
    ("India’s top steelmaker cut its target. Tata Steel Ltd. lost money.", ("top steelmaker", "Tata Steel")),
    ("China has defended its rules.", ("its", "China")),
    ("Nina Fairweather runs Alibaba. She is 40.", ("She", "Nina Fairweather")),
    ("“Yes,” said Nina Fairweather. “No,” he added.", ("he", "Nina Fairweather")),
    ("Salesforce met Alibaba, and the San Francisco-based firm was late.", ("firm", "Salesforce")),
    ("Alibaba grew, according to Gartner. The company hired.", ("The company", "Alibaba")),
    ("JPMorgan fell.\n\nBoeing — Shares of the bank fell.", ("the bank", "Boeing")),
    ("Alibaba grew. The electric vehicle company was late.", ("The electric vehicle company", "Alibaba")),
]


@pytest.mark.parametrize(("text", "reference"), REFERENCES)
def test_a_reference_means_whom_a_reader_would_think_of(
    text: str, reference: tuple[str, str], vocabulary: Vocabulary
) -> None:
    assert reference in references_in(text, vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        "The company hired staff.",
        "Alibaba grew. It is likely that sales fell.",
        "Alibaba grew. It takes time to build.",
        "Alibaba and Tencent grew. The companies hired.",
        "Alibaba grew. The airline cut jobs.",
        "Alibaba grew. “It was fun.” they said.",
        "Alibaba grew. The group stage begins.",
        "The bank JPMorgan fell.",
        "Alibaba grew. The other company hired.",
        "Rain fell. It stopped.",
    ],
)
def test_nothing_is_resolved_where_it_is_not_clear(text: str, vocabulary: Vocabulary) -> None:
    assert references_in(text, vocabulary) == []
