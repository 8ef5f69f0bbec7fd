from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.slack_text import LONGEST_REQUEST, decode, mentioned_users

TABLE = [
    # the bot's name, and other people's
    ("<@U0BOT> who runs Larkfield?", "who runs Larkfield?"),
    ("who runs <@U0BOT|dossier> Larkfield?", "who runs dossier Larkfield?"),
    ("<@U0BOT>", ""),
    # characters that Slack encodes
    ("AT&amp;T &gt; B&amp;O &lt;3", "AT&T > B&O <3"),
    ("&amp;lt;", "&lt;"),
    # links that Slack made of words, and those that people pasted
    ("<http://salesforce.com|salesforce.com> revenue", "salesforce.com revenue"),
    ("see <https://a.example/?x=1&amp;y=2>", "see https://a.example/?x=1&y=2"),
    ("<mailto:press@a.example|press@a.example>", "press@a.example"),
    ("<mailto:press@a.example>", "press@a.example"),
    # channels, groups and words of command
    ("in <#C024BE7LR|news>", "in #news"),
    ("in <#C024BE7LR|>", "in"),
    ("<!channel> and <!subteam^S1|@desk>", "channel and @desk"),
    ("since <!date^1392734382^{date}|18 February>", "since 18 February"),
    # formatting that people add, or copy from our help
    ("`company alibaba`", "company alibaba"),
    ("*how fast* does _it_ ~grow~?", "how fast does it grow?"),
    ("snake_case and 3*4", "snake_case and 3*4"),
    # what can't be seen, and several lines
    ("two\nlines\x00 \u202egnihton", "two lines gnihton"),
    ("'; DROP TABLE fact; --", "'; DROP TABLE fact; --"),
    ('NEAR("a" OR *)', 'NEAR("a" OR )'),
    ("", ""),
    ("<", "<"),
    ("<<@U1>", "<"),
]


@pytest.mark.parametrize(("sent", "typed"), TABLE)
def test_text_is_decoded_as_it_was_typed(sent: str, typed: str) -> None:
    assert decode(sent) == typed


def test_a_request_of_ten_thousand_characters_is_read_from_its_beginning() -> None:
    assert len(decode("how " * 2_500)) <= LONGEST_REQUEST


@given(st.text(st.sampled_from("<>&|@!#^*_~`aU1; \n") | st.characters(), max_size=200))
def test_any_text_decodes_to_one_line(text: str) -> None:
    typed = decode(text)
    assert typed == " ".join(typed.split())
    assert "\x00" not in typed


def test_a_megabyte_of_brackets_is_decoded_in_no_time() -> None:
    assert decode("<@" * 500_000)
    assert decode("*" * 1_000_000 + "a") == "a"


def test_mentions_are_found_wherever_they_stand() -> None:
    assert mentioned_users("<@U1> hi <@W2|wei> &lt;@U3&gt;") == ["U1", "W2"]
