from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.messages.mrkdwn import HIDDEN, clean, cut, escape, link, safe_url, shorten

FOREIGN = st.text(st.characters() | st.sampled_from("<>&|@!#*_~`:/\n\u202e")) | st.sampled_from(
    ["<!channel>", "<@U1>", "<!subteam^S1>", "<https://evil.example|bank>", "&lt;!here&gt;", "\ud800", "a" * 9_000]
)


@given(FOREIGN, st.integers(2, 200))
def test_escaped_text_has_no_markup_and_keeps_the_limit(text: str, limit: int) -> None:
    escaped = escape(text, limit)
    assert len(escaped) <= limit
    assert not re.search("[<>]", escaped)
    assert not re.search(r"&(?!amp;|lt;|gt;)", escaped)
    assert not HIDDEN.search(escaped)
    escaped.encode()


@given(FOREIGN)
def test_escaping_loses_nothing_that_can_be_seen(text: str) -> None:
    whole = escape(text, 1_000_000)
    assert whole.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == clean(text)


@given(FOREIGN, st.integers(2, 50))
def test_plain_text_is_only_shortened(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


@given(st.lists(st.sampled_from(["<https://a.example|x y>", "&amp;", "word", " "])), st.integers(2, 40))
def test_nothing_is_cut_through(pieces: list[str], limit: int) -> None:
    shorter = cut("".join(pieces), limit)
    assert len(shorter) <= limit
    assert re.fullmatch(r"(?:<https://a\.example\|x y>|&amp;|[word ])*…?", shorter)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a.example/",
        "javascript:alert(1)",
        "https://",
        "https://user@a.example/",
        "https://a.example@evil.example/",
        "https://[not-an-address/",
        "https://a.example/a b",
        "https://a.example/\u202etxt.exe",
        "https://a.example/" + "x" * 800,
        "//a.example/",
    ],
)
def test_only_plain_web_addresses_become_links(url: str) -> None:
    assert safe_url(url) == ""
    assert link(url, "Title") == "Title"


def test_a_link_can_not_be_broken_out_of() -> None:
    assert link("https://a.example/>|<!channel>", "Title") == "<https://a.example/%3E%7C%3C!channel%3E|Title>"
    assert link("https://a.example/", "a>b|<c") == "<https://a.example/|a&gt;b|&lt;c>"


def test_a_link_without_words_shows_its_address() -> None:
    assert link("https://a.example/", "\u202e") == "<https://a.example/|https://a.example/>"


def test_the_slowest_text_is_escaped_in_no_time() -> None:
    assert len(escape("<" * 1_000_000, 3_000)) <= 3_000
