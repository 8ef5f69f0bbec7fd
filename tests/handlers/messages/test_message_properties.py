"""Whatever a source holds, our messages keep Slack's limits and no foreign text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.playground.blocks import Surface, check_blocks, count_characters
from handlers.messages import Message
from handlers.messages.answer import build_answer
from handlers.messages.company import build_card, build_choice, build_evidence
from handlers.messages.digest import build_digest
from handlers.messages.limits import TEXT, split
from store.matching import Candidate, Match, Outcome
from store.model import (
    Answer,
    Cited,
    CompanyCard,
    Digest,
    Entity,
    Event,
    EventType,
    Evidence,
    Fact,
    Figure,
    FigureKind,
    PartialDate,
    Participant,
    Passage,
    Quote,
    Role,
    Source,
)

OURS = re.compile(r"<https?://[^<>|\s]+\|[^<>]+>")
NASTY = ["<!channel>", "<@U12345>", "<#C1|x>", "<https://evil.example|bank>", "&amp;", "```", "\u202e", "\ud800", "*_~"]
FOREIGN = st.one_of(
    st.text(max_size=30), st.sampled_from(NASTY), st.sampled_from([nasty * 900 for nasty in NASTY]), st.just("")
)
LINES = FOREIGN.map(lambda text: text or "x")
URLS = st.one_of(
    st.sampled_from(["", "https://a.example/?a=1&b=<!channel>|x", "javascript:x", "https://u:p@a.example"]),
    st.text(max_size=20).map(lambda path: f"https://a.example/{path}"),
)
SOURCES = st.builds(
    Source,
    st.sampled_from(["d1", "d2", "d3"]),
    FOREIGN,
    publisher=FOREIGN,
    url=URLS,
    published=st.sampled_from([None, PartialDate(2020), PartialDate(2020, 7), PartialDate(2020, 7, 31)]),
    based_on=FOREIGN,
)
PROOFS = st.builds(Evidence, st.just("d1"), st.integers(0, 3), st.just(9), LINES)
MAYBE = st.none() | FOREIGN
FIGURES = st.builds(
    Figure,
    PROOFS,
    LINES,
    st.just(0),
    st.just(1),
    st.decimals(0, Decimal(10) ** 15, places=2),
    st.sampled_from(["USD", "percent", "rank", "fraction", "multiple", "person", ""]) | FOREIGN,
    qualifier=MAYBE,
    subject=MAYBE,
    metric=FOREIGN,
    kind=st.sampled_from(FigureKind),
    whole=MAYBE,
    key=st.booleans(),
)
EVENTS = st.builds(
    Event,
    PROOFS,
    st.sampled_from(EventType),
    st.lists(st.builds(Participant, FOREIGN, FOREIGN), max_size=12).map(tuple),
    FOREIGN,
)
QUOTES = st.builds(Quote, PROOFS, LINES, st.just(0), st.just(1), speaker=MAYBE, organisation=MAYBE)
ROLES = st.builds(Role, PROOFS, LINES, title=MAYBE, organisation=MAYBE)
PASSAGES = st.builds(Passage, PROOFS, names=st.lists(FOREIGN, max_size=3).map(tuple))


def cited(facts: st.SearchStrategy[Any], most: int = 8) -> st.SearchStrategy[tuple[Cited[Fact], ...]]:
    return st.lists(st.builds(Cited, st.just(1), facts, SOURCES), max_size=most).map(tuple)


ENTITIES = st.builds(
    Entity, LINES, aliases=st.lists(FOREIGN).map(tuple), parent=FOREIGN, country=FOREIGN, sector=FOREIGN
)
CARDS = st.builds(
    CompanyCard, ENTITIES, figures=cited(FIGURES), roles=cited(ROLES), events=cited(EVENTS), quotes=cited(QUOTES)
)
ANSWERS = st.builds(
    Answer,
    LINES,
    st.booleans(),
    FOREIGN,
    facts=cited(st.one_of(FIGURES, EVENTS, QUOTES, ROLES, PASSAGES)),
    did_you_mean=st.lists(FOREIGN).map(tuple),
    next_step=FOREIGN,
)
DIGESTS = st.builds(
    Digest,
    st.just(date(2026, 11, 21)),
    topics=st.lists(st.tuples(FOREIGN, st.integers(1, 99)), max_size=6).map(tuple),
    figures=cited(FIGURES),
    documents=st.integers(0, 9),
    sources=st.lists(SOURCES, max_size=8).map(tuple),
)
MATCHES = st.builds(
    Match,
    FOREIGN,
    st.sampled_from(Outcome),
    st.lists(st.builds(Candidate, st.just(1), FOREIGN, st.just(50.0)), max_size=7).map(tuple),
)

thoroughly = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def list_texts(node: Any) -> Iterator[str]:
    """Every mrkdwn text of some blocks."""
    if isinstance(node, list):
        for child in node:
            yield from list_texts(child)
    elif isinstance(node, dict) and node.get("type") == "mrkdwn":
        assert node["verbatim"] is True
        yield node["text"]
    elif isinstance(node, dict):
        yield from list_texts(list(node.values()))


def check(message: Message, surface: Surface = Surface.ACKNOWLEDGEMENT) -> None:
    for part in split(message):
        assert check_blocks(part.blocks, surface) == []
        assert count_characters(part.blocks) <= 12_000
        assert 0 < len(part.text) <= TEXT
        for text in [part.text, *list_texts(part.blocks)]:
            assert not re.search("[<>]", OURS.sub("", text)), text
            text.encode()


@thoroughly
@given(CARDS, st.booleans())
def test_cards(card: CompanyCard, buttons: bool) -> None:
    message = build_card(card, buttons=buttons)
    assert split(message) == [message]
    check(message)


@thoroughly
@given(CARDS)
def test_sentences(card: CompanyCard) -> None:
    check(build_evidence(card))


@thoroughly
@given(ANSWERS)
def test_answers(answer: Answer) -> None:
    message = build_answer(answer)
    check(message)
    for fact in answer.facts[:1]:
        assert f"— {message.text.rpartition('— ')[2]}" == message.text[message.text.rindex("— ") :]
        assert len(message.text) <= TEXT
        assert not message.text.endswith("……")
        assert fact.source.published is None or "2020" in message.text


@thoroughly
@given(DIGESTS)
def test_digests(digest: Digest) -> None:
    message = build_digest(digest)
    check(message)
    assert len(split(message)) == 1


@thoroughly
@given(MATCHES)
def test_choices(match: Match) -> None:
    check(build_choice(match))


def test_the_longest_citation_survives_in_the_text_of_an_answer() -> None:
    nasty = "<!channel>" * 900
    source = Source("d1", nasty, nasty, "https://a.example/" + "x" * 700, PartialDate(2020, 7), based_on=nasty)
    proof = Evidence("d1", 0, 1, nasty)
    answer = Answer("q", found=True, text=nasty, facts=(Cited(1, Role(proof, "x"), source),))
    text = build_answer(answer).text
    assert "July 2020" in text
    assert "https://a.example/xxx" in text
    assert replace(answer, text="") != answer
