from __future__ import annotations

import pytest

from handlers.requests import Request, Wish, read_company, read_digest, read_mention


@pytest.mark.parametrize("text", ["", "  ", "?", "help", "HELP"])
def test_every_command_has_help(text: str) -> None:
    assert read_company(text) == read_digest(text) == read_mention(text) == Request(Wish.HELP)


@pytest.mark.parametrize("text", ["weekly", "preview tomorrow", "alibaba"])
def test_an_unknown_word_after_digest_is_answered_with_help(text: str) -> None:
    assert read_digest(text).wish is Wish.HELP


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("company alibaba", Request(Wish.COMPANY, "alibaba")),
        ("Company  Larkfield Robotics ", Request(Wish.COMPANY, "Larkfield Robotics")),
        ("/company alibaba", Request(Wish.COMPANY, "alibaba")),
        ("company", Request(Wish.HELP)),
        ("company help", Request(Wish.HELP)),
        ("digest", Request(Wish.DIGEST)),
        ("digest preview", Request(Wish.DIGEST)),
        ("digest help", Request(Wish.HELP)),
        ("hello", Request(Wish.HELP)),
        ("companies with most users?", Request(Wish.QUESTION, "companies with most users?")),
        ("alibaba", Request(Wish.QUESTION, "alibaba")),
        ("help me find its revenue", Request(Wish.QUESTION, "help me find its revenue")),
    ],
)
def test_a_mention_does_what_the_commands_do_and_asks_questions(text: str, request_: Request) -> None:
    assert read_mention(text) == request_
