"""The few kinds of blocks our messages are made of; all of them may stand in the answer to a command.

Texts given to `section` and `context` are mrkdwn and escaped already; the others take foreign text as it is.
"""

from __future__ import annotations

from handlers.messages.limits import BUTTON_TEXT, BUTTON_VALUE, HEADER_TEXT
from handlers.messages.message import Block
from handlers.messages.mrkdwn import shorten

EVIDENCE_TEXT = 1_000
"""Sentences are shorter; what is not leaves room for its source."""

NAMELESS = "–"
"""For foreign text of which nothing can be seen: Slack takes no empty text."""

DIVIDER: Block = {"type": "divider"}


def header(text: str) -> Block:
    return {"type": "header", "text": _plain(text, HEADER_TEXT)}


def section(mrkdwn: str) -> Block:
    return {"type": "section", "text": _mrkdwn(mrkdwn)}


def context(mrkdwn: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(mrkdwn)]}


def evidence(sentence: str) -> Block:
    """The exact sentence, as plain text in which nothing is markup."""
    return {"type": "context", "elements": [_plain(f"“{shorten(sentence, EVIDENCE_TEXT)}”", EVIDENCE_TEXT + 2)]}


def actions(*buttons: Block) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def button(label: str, action_id: str, value: str) -> Block:
    """A button; the value comes back with the press, as it was given or not at all."""
    made: Block = {"type": "button", "text": _plain(label, BUTTON_TEXT), "action_id": action_id}
    return {**made, "value": value} if value.strip() and len(value) <= BUTTON_VALUE else made


def _mrkdwn(text: str) -> Block:
    # Verbatim: Slack turns no @name, #channel or address inside foreign text into a link.
    return {"type": "mrkdwn", "text": text or NAMELESS, "verbatim": True}


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": shorten(text, limit) or NAMELESS, "emoji": False}
