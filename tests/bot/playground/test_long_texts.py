"""Hostile texts of a megabyte: reading them takes time in proportion to their length."""

from time import perf_counter

import pytest

from bot.playground.mrkdwn import read_mrkdwn, wrap
from bot.playground.typed_text import encode_typed

MEGABYTE = 1_000_000
SECONDS_ALLOWED = 5.0
"""The slowest takes half a second; a quadratic reading takes minutes."""

HOSTILE = ["*", "* ", "*a ", "_", "_a", "~ _", "<", "<|", "<a|", "<@", "&gt;", "a.", "a.co", "@a", "#a", "http://", ">"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    text = piece * (MEGABYTE // len(piece))
    start = perf_counter()
    read_mrkdwn(text, {})
    encode_typed(text, {"a": "U1"}, {"a": "C1"})
    assert perf_counter() - start < SECONDS_ALLOWED


def test_many_lines_are_wrapped_in_linear_time() -> None:
    start = perf_counter()
    assert len(wrap("• a word\n" * 10_000, 80)) == 10_001
    assert perf_counter() - start < SECONDS_ALLOWED
