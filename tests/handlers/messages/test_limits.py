from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.blocks import check_blocks
from handlers.messages import Message
from handlers.messages.blocks import DIVIDER, actions, button, context, evidence, header, section
from handlers.messages.limits import TEXT, answer_in_ack, clamp, fits, read_out, split

LONG = "word " * 5_000


def test_every_overlong_part_is_clamped() -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": LONG}},
        section(LONG),
        {"type": "section", "fields": [{"type": "mrkdwn", "text": LONG}] * 12},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": LONG}] * 12},
        actions(
            *({**button("x", f"a{place}", "v"), "text": {"type": "plain_text", "text": LONG}} for place in range(30))
        ),
        DIVIDER,
    ]
    clamped = clamp(Message(LONG, blocks))
    assert check_blocks(clamped.blocks) == []
    assert len(clamped.text) <= TEXT


def test_pictures_among_context_lines_are_left_alone() -> None:
    picture = {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "x"}
    block = {"type": "context", "elements": [picture]}
    assert clamp(Message("x", [block])).blocks == [block]


def test_a_short_message_is_one_part_and_unchanged() -> None:
    message = Message("hello", [section("hello")])
    assert split(message) == [message]


def test_a_text_without_blocks_is_one_part() -> None:
    assert split(Message("hello")) == [Message("hello")]


@given(st.lists(st.tuples(st.integers(1, 2_900), st.integers(0, 3)), max_size=40))
def test_parts_fit_keep_their_order_and_never_begin_with_a_citation(shapes: list[tuple[int, int]]) -> None:
    blocks = [section("lead")]
    for number, (length, citations) in enumerate(shapes):
        blocks += [section(f"{number} " + "x" * length), *[context(f"source of {number}")] * citations]
    parts = split(Message("lead", blocks))
    assert [block for part in parts for block in part.blocks] == blocks
    for part in parts:
        assert fits(part.blocks)
        assert part.blocks[0]["type"] != "context"
        assert part.text


def test_the_text_of_a_later_part_is_what_its_blocks_say() -> None:
    assert read_out([header("A & B"), section("*40%* &lt;b&gt;"), evidence("a <b>"), DIVIDER]) == (
        "A &amp; B\n*40%* &lt;b&gt;\n“a &lt;b&gt;”"
    )


def test_an_acknowledgement_carries_only_the_plainest_blocks() -> None:
    rich = {"type": "rich_text", "elements": []}
    assert answer_in_ack(Message("hello", [section("hello"), rich]))["blocks"] == [section("hello")]


@pytest.mark.parametrize("text", ["", "<!here>", LONG])
def test_a_button_carries_its_value_whole_or_not_at_all(text: str) -> None:
    made = button(text or "x", "a", text)
    assert made.get("value", "") == (text if len(text) <= 2_000 else "")
    assert len(made["text"]["text"]) <= 75
