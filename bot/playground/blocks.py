"""What Slack refuses in blocks, for each place where blocks can stand."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

from bot.playground import limits
from bot.playground.elements import (
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    check_element,
    check_image,
)
from bot.playground.shapes import (
    ANY_TEXT,
    PLAIN,
    Complaints,
    Shape,
    check_array,
    check_count,
    check_keys,
    check_object,
    check_optional_string,
    check_string,
    check_text,
    complain,
    list_items,
)
from bot.playground.tables import check_chart, check_data_table, check_table

SIMPLE_KINDS = ("section", "header", "context", "divider", "actions")
VIEW_KINDS = (*SIMPLE_KINDS, "image", "input", "rich_text")
MESSAGE_KINDS = (
    *VIEW_KINDS,
    "context_actions",
    "markdown",
    "table",
    "data_table",
    "data_visualization",
    "container",
)
CONTAINED_KINDS = tuple(kind for kind in MESSAGE_KINDS if kind != "container")


class Surface(Enum):
    """Where blocks stand, with the kinds of blocks that may stand there.

    For an acknowledgement Slack reports nothing when its blocks fail, so only the plainest kinds are taken.
    """

    MESSAGE = MESSAGE_KINDS
    ACKNOWLEDGEMENT = SIMPLE_KINDS
    MODAL = (*VIEW_KINDS, "alert")
    HOME = VIEW_KINDS

    @property
    def most_blocks(self) -> int:
        return limits.VIEW_BLOCKS if self in (Surface.MODAL, Surface.HOME) else limits.MESSAGE_BLOCKS


def check_blocks(blocks: Any, surface: Surface = Surface.MESSAGE) -> list[str]:
    """Return all that Slack would refuse in a list of blocks; none means they are fine.

    >>> check_blocks([{"type": "divider"}])
    []
    >>> check_blocks([{"type": "paragraph"}])
    ['unsupported type: paragraph [json-pointer:/blocks/0/type]']
    """
    if not isinstance(blocks, list):
        return [complain("must be an array", "/blocks")]
    if len(blocks) > surface.most_blocks:
        return [complain(f"no more than {surface.most_blocks} items allowed", "/blocks")]
    kinds = surface.value
    complaints = [
        said for number, block in enumerate(blocks) for said in _check_block(block, f"/blocks/{number}", kinds)
    ]
    return complaints + list(_check_together(blocks))


def _check_block(block: Any, at: str, kinds: tuple[str, ...]) -> Complaints:
    if not isinstance(block, dict):
        yield from check_object(block, at)
        return
    kind = block.get("type")
    if kind not in kinds:
        yield complain(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from check_optional_string(block, "block_id", at, limits.IDENTIFIER)
    yield from CHECKS[kind]({key: value for key, value in block.items() if key != "block_id"}, at)


def _check_together(blocks: list[Any]) -> Complaints:
    """Check what holds for all blocks of one message together."""
    shapes = [block for block in blocks if isinstance(block, dict)]
    yield from _check_unique("block_id", shapes, "/blocks")
    for kinds, most in ((("table", "data_table"), limits.TABLES), (("data_visualization",), limits.CHARTS)):
        if sum(block.get("type") in kinds for block in shapes) > most:
            yield complain(f"no more than {most} {kinds[0]} block(s) allowed", "/blocks")


def _check_unique(key: str, shapes: list[Any], at: str) -> Complaints:
    names = [str(shape[key]) for shape in shapes if isinstance(shape, dict) and key in shape]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield complain(f"`{key}` must be unique: {name}", at)


def _check_section(block: Shape, at: str) -> Complaints:
    yield from check_keys(block, at, required=(), optional=("text", "fields", "accessory", "expand"))
    if "text" not in block and "fields" not in block:
        yield complain("must define either `text` or `fields`", at)
    if "text" in block:
        yield from check_text(block["text"], f"{at}/text", limits.SECTION_TEXT)
    if "fields" in block:
        yield from check_count(block["fields"], f"{at}/fields", limits.FIELDS)
        for number, field in enumerate(list_items(block, "fields")):
            yield from check_text(field, f"{at}/fields/{number}", limits.FIELD_TEXT)
    if "accessory" in block:
        yield from check_element(block["accessory"], f"{at}/accessory", IN_SECTION)


def _check_header(block: Shape, at: str) -> Complaints:
    yield from check_keys(block, at, required=("text",))
    yield from check_text(block.get("text"), f"{at}/text", limits.HEADER_TEXT, PLAIN)


def _check_context(block: Shape, at: str) -> Complaints:
    yield from check_keys(block, at, required=("elements",))
    yield from check_count(block.get("elements"), f"{at}/elements", limits.CONTEXT_ELEMENTS)
    for number, element in enumerate(list_items(block, "elements")):
        place = f"{at}/elements/{number}"
        if isinstance(element, dict) and element.get("type") == "image":
            yield from check_image(element, place)
        else:
            yield from check_text(element, place, limits.SECTION_TEXT, ANY_TEXT)


def _check_actions(block: Shape, at: str) -> Complaints:
    yield from _check_elements(block, at, limits.ACTION_ELEMENTS, IN_ACTIONS)


def _check_context_actions(block: Shape, at: str) -> Complaints:
    yield from _check_elements(block, at, limits.CONTEXT_ACTIONS, IN_CONTEXT_ACTIONS)


def _check_elements(block: Shape, at: str, most: int, allowed: tuple[str, ...]) -> Complaints:
    yield from check_keys(block, at, required=("elements",))
    yield from check_count(block.get("elements"), f"{at}/elements", most)
    for number, element in enumerate(list_items(block, "elements")):
        yield from check_element(element, f"{at}/elements/{number}", allowed)
    yield from _check_unique("action_id", list_items(block, "elements"), f"{at}/elements")


def _check_input(block: Shape, at: str) -> Complaints:
    yield from check_keys(block, at, required=("label", "element"), optional=("hint", "optional", "dispatch_action"))
    yield from check_text(block.get("label"), f"{at}/label", limits.FIELD_TEXT, PLAIN)
    yield from check_element(block.get("element"), f"{at}/element", IN_INPUT)


def _check_markdown(block: Shape, at: str) -> Complaints:
    yield from check_keys(block, at, required=("text",))
    yield from check_string(block.get("text"), f"{at}/text", limits.MARKDOWN_TEXT)


def _check_rich_text(block: Shape, at: str) -> Complaints:
    yield from check_keys(block, at, required=("elements",))
    yield from check_array(block.get("elements"), f"{at}/elements")
    for number, element in enumerate(list_items(block, "elements")):
        kind = element.get("type") if isinstance(element, dict) else None
        if kind not in ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"):
            yield complain(f"unsupported type: {kind}", f"{at}/elements/{number}/type")


def _check_alert(block: Shape, at: str) -> Complaints:
    yield from check_keys(block, at, required=("text",), optional=("level",))
    yield from check_text(block.get("text"), f"{at}/text", limits.SECTION_TEXT)


def _check_divider(block: Shape, at: str) -> Complaints:
    yield from check_keys(block, at, required=())


def _check_container(block: Shape, at: str) -> Complaints:
    optional = ("rich_text_title", "subtitle", "width", "icon", "is_collapsible", "default_collapsed")
    yield from check_keys(block, at, required=("child_blocks",), optional=("title", *optional, "has_header_divider"))
    if "title" in block:
        yield from check_text(block["title"], f"{at}/title", limits.CONTAINER_TITLE, PLAIN)
    yield from check_count(block.get("child_blocks"), f"{at}/child_blocks", limits.CONTAINER_BLOCKS)
    for number, child in enumerate(list_items(block, "child_blocks")):
        yield from _check_block(child, f"{at}/child_blocks/{number}", CONTAINED_KINDS)


CHECKS: dict[str, Callable[[Shape, str], Complaints]] = {
    "section": _check_section,
    "header": _check_header,
    "context": _check_context,
    "divider": _check_divider,
    "actions": _check_actions,
    "image": check_image,
    "input": _check_input,
    "context_actions": _check_context_actions,
    "markdown": _check_markdown,
    "rich_text": _check_rich_text,
    "table": check_table,
    "data_table": check_data_table,
    "data_visualization": check_chart,
    "container": _check_container,
    "alert": _check_alert,
}


def count_characters(blocks: Any) -> int:
    """Count the characters a person would read in blocks.

    >>> count_characters([{"type": "section", "text": {"type": "mrkdwn", "text": "*three* words here"}}])
    18
    """
    return sum(len(text) for text in _list_texts(blocks))


def _list_texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _list_texts(child)
    elif isinstance(node, dict):
        for key, child in node.items():
            if key in ("text", "alt_text", "caption", "title") and isinstance(child, str):
                yield child
            else:
                yield from _list_texts(child)
