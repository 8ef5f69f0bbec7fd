"""What is asked for in a message to the bot: help, a company's card, the digest, or a question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HELP_WORDS = frozenset({"", "?", "help", "hi", "hello", "hey"})


class Wish(StrEnum):
    HELP = "help"
    COMPANY = "company"
    DIGEST = "digest"
    QUESTION = "question"


@dataclass(frozen=True)
class Request:
    wish: Wish
    text: str = ""


def read_company(text: str) -> Request:
    """What follows the company command: help, or a name.

    >>> read_company(" alibaba "), read_company("?").wish.value
    (Request(wish=<Wish.COMPANY: 'company'>, text='alibaba'), 'help')
    """
    name = text.strip()
    return Request(Wish.HELP) if name.lower() in HELP_WORDS else Request(Wish.COMPANY, name)


def read_digest(text: str) -> Request:
    """What follows the digest command: a preview, else help.

    >>> read_digest("Preview").wish.value, read_digest("weekly").wish.value
    ('digest', 'help')
    """
    return Request(Wish.DIGEST if text.strip().lower() == "preview" else Wish.HELP)


def read_mention(text: str) -> Request:
    """What a mention asks: the commands work here too, and everything else is a question.

    >>> [read_mention(text).wish.value for text in ("company alibaba", "/digest", "help", "who runs it?")]
    ['company', 'digest', 'help', 'question']
    >>> read_mention("company alibaba").text
    'alibaba'
    """
    first, _, rest = text.strip().partition(" ")
    word = first.lower().removeprefix("/")
    if word == "company":
        return read_company(rest)
    if word == "digest":
        return read_digest(rest or "preview")
    return Request(Wish.HELP) if text.strip().lower() in HELP_WORDS else Request(Wish.QUESTION, text.strip())
