"""What the messages' tests have in common."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.playground.blocks import Surface, check_blocks
from handlers.messages import Message


def as_json(message: Message, surface: Surface = Surface.ACKNOWLEDGEMENT) -> dict[str, Any]:
    """The message as it pastes into Block Kit Builder, after Slack's own checks."""
    assert check_blocks(message.blocks, surface) == []
    return asdict(message)
