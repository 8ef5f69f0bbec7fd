"""What a message says, read from a request and checked as Slack checks it."""

import json
from dataclasses import dataclass
from typing import Any

from bot.playground import limits
from bot.playground.blocks import Surface, check_blocks, count_characters
from bot.playground.refusals import SlackRefusedError
from bot.playground.workspace import Block

Arguments = dict[str, Any]

NOT_SIMULATED = ("attachments", "markdown_text", "username", "icon_emoji", "icon_url", "link_names", "parse", "as_user")
"""Arguments that Slack honours and the playground doesn't: refused, so that no test relies on them in vain."""


@dataclass(frozen=True)
class Content:
    """A message's text and blocks, fit to be posted."""

    text: str
    blocks: tuple[Block, ...]


def read_content(
    arguments: Arguments, surface: Surface = Surface.MESSAGE, longest_text: int = limits.MESSAGE_TEXT
) -> Content:
    """Read text and blocks; raise what Slack would refuse them with."""
    if ignored := [name for name in NOT_SIMULATED if arguments.get(name)]:
        raise SlackRefusedError("not_simulated", [f"the playground has no {name}" for name in ignored])
    text = arguments.get("text") or ""
    blocks = read_blocks(arguments)
    if not isinstance(text, str):
        raise SlackRefusedError("invalid_arguments", ["must provide a string [json-pointer:/text]"])
    if not text.strip() and not blocks:
        raise SlackRefusedError("no_text")
    if len(text) > longest_text:
        raise SlackRefusedError("msg_too_long", [f"text has {len(text)} of {longest_text} characters"])
    if complaints := check_blocks(blocks, surface):
        raise SlackRefusedError("invalid_blocks", complaints)
    if (characters := count_characters(blocks)) > limits.ALL_BLOCKS_TEXT:
        raise SlackRefusedError("msg_blocks_too_long", [f"blocks have {characters} of {limits.ALL_BLOCKS_TEXT}"])
    return Content(text, name_blocks(blocks))


def read_blocks(arguments: Arguments) -> list[Any]:
    """Return the blocks of a request; in a form they are JSON in a string."""
    blocks = arguments.get("blocks") or []
    if isinstance(blocks, str):
        try:
            blocks = json.loads(blocks)
        except ValueError:
            raise SlackRefusedError("invalid_blocks_format") from None
    if not isinstance(blocks, list):
        raise SlackRefusedError("invalid_blocks_format")
    return blocks


def name_blocks(blocks: list[Any]) -> tuple[Block, ...]:
    """Give blocks and their elements the identifiers Slack gives where the app gave none.

    >>> name_blocks([{"type": "divider"}])
    ({'type': 'divider', 'block_id': 'b0'},)
    """
    return tuple(
        {**_name_elements(block, number), "block_id": _name(block, number)} for number, block in enumerate(blocks)
    )


def _name(block: Block, number: int) -> str:
    return str(block.get("block_id", f"b{number}"))


def _name_elements(block: Block, number: int) -> Block:
    named = dict(block)
    if block["type"] in ("actions", "context_actions"):
        named["elements"] = [
            {"action_id": f"a{number}-{place}", **element} for place, element in enumerate(block["elements"])
        ]
    if "accessory" in block:
        named["accessory"] = {"action_id": f"a{number}", **block["accessory"]}
    return named


def read_metadata(arguments: Arguments) -> dict[str, Any] | None:
    """Read a message's metadata; it needs a type and a payload, and has a size limit."""
    metadata = arguments.get("metadata")
    if metadata is None:
        return None
    if isinstance(metadata, str):
        try:
            metadata = json.loads(metadata)
        except ValueError:
            raise SlackRefusedError("invalid_metadata_format") from None
    if not isinstance(metadata, dict) or not metadata.get("event_type"):
        raise SlackRefusedError("invalid_metadata_schema", ["event_type is missing"])
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackRefusedError("invalid_metadata_schema", ["event_payload must be an object"])
    if len(json.dumps(metadata).encode()) > limits.METADATA_BYTES:
        raise SlackRefusedError("metadata_too_large")
    return metadata
