"""What Slack takes: the numbers, and how a message is made to fit them or split into several."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from handlers.messages.message import Block, Message
from handlers.messages.mrkdwn import cut, escape, shorten

MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 12_000
"""All blocks of a message together; from about 13,200 Slack says `msg_blocks_too_long`."""
TEXT = 3_900
"""Top-level text; updates fail from about 4,000."""
SECTION_TEXT = 3_000
FIELDS = 10
FIELD_TEXT = 2_000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
CONTEXT_TEXT = 2_000
ACTIONS = 25
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
"""What a button carries is never shortened: it would mean something else."""

ACK_BLOCKS = frozenset({"section", "header", "context", "divider", "actions"})
"""What the answer to a command may carry."""


def length(blocks: list[Block]) -> int:
    """Characters of the blocks as JSON: never fewer than Slack counts."""
    return len(json.dumps(blocks, ensure_ascii=False))


def fits(blocks: list[Block]) -> bool:
    return len(blocks) <= MESSAGE_BLOCKS and length(blocks) <= MESSAGE_CHARACTERS


def clamp(message: Message) -> Message:
    """The message with every text and list inside its own limit; what was too long ends in "…"."""
    return Message(cut(message.text, TEXT), [_clamp_block(block) for block in message.blocks])


def split(message: Message) -> list[Message]:
    """One or more messages that Slack takes, in reading order; a fact is never parted from its citation."""
    message = clamp(message)
    parts: list[list[Block]] = [[]]
    for group in _groups(message.blocks):
        if parts[-1] and not fits(parts[-1] + group):
            parts.append([])
        parts[-1] += group
    head, *rest = parts
    return [Message(message.text, head), *(Message(read_out(blocks), blocks) for blocks in rest)]


def read_out(blocks: list[Block]) -> str:
    """The words of some blocks, as the top-level text of the message they are in."""
    lines = (_words(block) for block in blocks)
    return cut("\n".join(line for line in lines if line), TEXT)


def answer_in_ack(message: Message) -> dict[str, Any]:
    """The private answer to a command: one message of the blocks that an acknowledgement may carry."""
    allowed = [block for block in message.blocks if block["type"] in ACK_BLOCKS]
    head = split(Message(message.text, allowed))[0]
    return {
        "response_type": "ephemeral",
        "text": head.text,
        "blocks": head.blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _groups(blocks: list[Block]) -> list[list[Block]]:
    """Blocks that belong together: a context line goes with what stands above it."""
    number = 0
    numbered = []
    for block in blocks:
        number += block["type"] != "context"
        numbered.append((number, block))
    return [[block for _, block in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]


def _words(block: Block) -> str:
    texts = [block.get("text"), *block.get("fields", []), *block.get("elements", [])]
    shown = [text for text in texts if isinstance(text, dict) and text.get("type") in {"mrkdwn", "plain_text"}]
    return " ".join(_as_mrkdwn(text) for text in shown)


def _as_mrkdwn(text: dict[str, Any]) -> str:
    words: str = text["text"]
    return words if text["type"] == "mrkdwn" else escape(words)


def _clamp_block(block: Block) -> Block:
    kind = block["type"]
    if kind == "header":
        return {**block, "text": _clamp_text(block["text"], HEADER_TEXT)}
    if kind == "section":
        return _clamp_section(block)
    if kind == "context":
        elements = [_clamp_text(element, CONTEXT_TEXT) for element in block["elements"][:CONTEXT_ELEMENTS]]
        return {**block, "elements": elements}
    if kind == "actions":
        return {**block, "elements": [_clamp_button(button) for button in block["elements"][:ACTIONS]]}
    return block


def _clamp_section(block: Block) -> Block:
    clamped = dict(block)
    if "text" in block:
        clamped["text"] = _clamp_text(block["text"], SECTION_TEXT)
    if "fields" in block:
        clamped["fields"] = [_clamp_text(field, FIELD_TEXT) for field in block["fields"][:FIELDS]]
    return clamped


def _clamp_button(button: Block) -> Block:
    return {**button, "text": _clamp_text(button["text"], BUTTON_TEXT)}


def _clamp_text(text: dict[str, Any], limit: int) -> dict[str, Any]:
    if "text" not in text:
        return text
    shorter = cut if text["type"] == "mrkdwn" else shorten
    return {**text, "text": shorter(text["text"], limit)}
