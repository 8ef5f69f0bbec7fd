"""Blocks as lines of text, the way they look on a narrow screen."""

from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Any
from unicodedata import east_asian_width

from bot.playground.mrkdwn import BOLD_OFF, BOLD_ON, read_mrkdwn, wrap
from bot.playground.tables import read_cell, read_rich_text
from bot.playground.workspace import Block, Message

COLUMN_GAP = 2
NARROWEST_COLUMN = 6

Names = Mapping[str, str]


def list_message_lines(message: Message, names: Names, width: int) -> list[str]:
    """Return what a person reads in a message: its blocks, or its text when it has none."""
    if not message.blocks:
        return wrap(read_mrkdwn(message.text, names), width)
    return list_block_lines(message.blocks, names, width)


def list_block_lines(blocks: Any, names: Names, width: int) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        render = RENDERERS.get(block["type"], _render_unknown)
        lines += [line.rstrip() for line in render(block, names, width)]
    return lines


def read_text(text: Mapping[str, Any], names: Names) -> str:
    """Read a text object; plain text has no mark-up to read."""
    content = str(text.get("text", ""))
    return read_mrkdwn(content, names) if text.get("type") == "mrkdwn" else content


def _embolden(text: str) -> str:
    return f"{BOLD_ON}{text}{BOLD_OFF}"


def _render_section(block: Block, names: Names, width: int) -> list[str]:
    lines = wrap(read_text(block["text"], names), width) if "text" in block else []
    lines += _render_fields([read_text(field, names) for field in block.get("fields", [])], width)
    if "accessory" in block:
        lines.append(render_element(block["accessory"]))
    return lines


def _render_fields(fields: list[str], width: int) -> list[str]:
    """Set fields in two columns, as Slack does."""
    half = (width - COLUMN_GAP) // 2
    lines = []
    for left, right in zip_longest(fields[::2], fields[1::2], fillvalue=""):
        pairs = zip_longest(wrap(left, half), wrap(right, half), fillvalue="")
        lines += [f"{pad(one, half)}{' ' * COLUMN_GAP}{other}" for one, other in pairs]
    return lines


def _render_header(block: Block, _names: Names, width: int) -> list[str]:
    return wrap(_embolden(block["text"]["text"]), width)


def _render_context(block: Block, names: Names, width: int) -> list[str]:
    pieces = [
        render_element(element) if element["type"] == "image" else read_text(element, names)
        for element in block["elements"]
    ]
    return wrap("  ".join(pieces), width)


def _render_divider(_block: Block, _names: Names, width: int) -> list[str]:
    return ["─" * width]


def _render_actions(block: Block, _names: Names, width: int) -> list[str]:
    """Set buttons side by side, on as many lines as they need."""
    lines: list[str] = []
    for shown in map(render_element, block["elements"]):
        if lines and len(lines[-1]) + COLUMN_GAP + len(shown) <= width:
            lines[-1] += " " * COLUMN_GAP + shown
        else:
            lines.append(shown)
    return lines


def render_element(element: Mapping[str, Any]) -> str:
    """Draw a button, a menu or an image.

    >>> render_element({"type": "button", "text": {"type": "plain_text", "text": "Share"}})
    '[ Share ]'
    """
    if element["type"] == "button":
        address = f" <{element['url']}>" if "url" in element else ""
        return f"[ {element['text']['text']}{address} ]"
    if element["type"] == "image":
        return f"(image: {element['alt_text']})"
    if element["type"] == "feedback_buttons":
        return "  ".join(f"[ {element[side]['text']['text']} ]" for side in ("positive_button", "negative_button"))
    options = " | ".join(option["text"]["text"] for option in element.get("options", []))
    label = element.get("placeholder", {}).get("text") or options or element["type"]
    return f"[ {label} ▾ ]"


def _render_image(block: Block, _names: Names, width: int) -> list[str]:
    return wrap(render_element(block), width)


def _render_input(block: Block, _names: Names, width: int) -> list[str]:
    return [*wrap(_embolden(block["label"]["text"]), width), "_" * (width // 2)]


def _render_markdown(block: Block, _names: Names, width: int) -> list[str]:
    return wrap(block["text"], width)


def _render_rich_text(block: Block, _names: Names, width: int) -> list[str]:
    return [line for element in block["elements"] for line in wrap("".join(read_rich_text(element)), width)]


def _render_alert(block: Block, names: Names, width: int) -> list[str]:
    return wrap(f"! {read_text(block['text'], names)}", width)


def _render_container(block: Block, names: Names, width: int) -> list[str]:
    title = wrap(_embolden(read_text(block["title"], names)), width) if "title" in block else []
    return title + list_block_lines(block["child_blocks"], names, width)


def _render_chart(block: Block, _names: Names, width: int) -> list[str]:
    """List a chart's values: a terminal reads them better than bars."""
    chart = block["chart"]
    series = chart.get("series") or [{"name": chart["type"], "data": chart.get("segments", [])}]
    lines = wrap(_embolden(block["title"]), width)
    for one in series:
        points = ", ".join(f"{point['label']} {point['value']}" for point in one["data"])
        lines += wrap(f"• {one['name']}: {points}", width)
    return lines


def _render_table(block: Block, _names: Names, width: int) -> list[str]:
    rows = [[read_cell(cell) for cell in row] for row in block["rows"]]
    widths = fit_columns(rows, width)
    lines = wrap(_embolden(block["caption"]), width) if "caption" in block else []
    for number, row in enumerate(rows):
        lines += _render_row(row, widths)
        if number == 0:
            lines.append((" " * COLUMN_GAP).join("─" * column for column in widths))
    return lines


def fit_columns(rows: list[list[str]], width: int) -> list[int]:
    """Return how wide each column may be: as wide as its text, the widest giving way until all fit.

    >>> fit_columns([["Revenue", "a very long description of it"]], 30)
    [7, 21]
    """
    widths = [max(1, *(display_width(cell) for cell in column)) for column in zip(*rows, strict=True)]
    room = width - COLUMN_GAP * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST_COLUMN:
        widths[widths.index(max(widths))] -= 1
    return widths


def _render_row(row: list[str], widths: list[int]) -> list[str]:
    cells = [wrap(cell, column) for cell, column in zip(row, widths, strict=True)]
    return [
        (" " * COLUMN_GAP).join(pad(cell, column) for cell, column in zip(line, widths, strict=True))
        for line in zip_longest(*cells, fillvalue="")
    ]


def display_width(text: str) -> int:
    """Count the columns a text takes in a terminal.

    >>> display_width("阿里 Ali")
    8
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def pad(text: str, width: int) -> str:
    return text + " " * max(0, width - display_width(text))


def _render_unknown(block: Block, _names: Names, _width: int) -> list[str]:
    return [f"({block['type']})"]


RENDERERS: dict[str, Callable[[Block, Names, int], list[str]]] = {
    "section": _render_section,
    "header": _render_header,
    "context": _render_context,
    "divider": _render_divider,
    "actions": _render_actions,
    "context_actions": _render_actions,
    "image": _render_image,
    "input": _render_input,
    "markdown": _render_markdown,
    "rich_text": _render_rich_text,
    "alert": _render_alert,
    "container": _render_container,
    "table": _render_table,
    "data_table": _render_table,
    "data_visualization": _render_chart,
}
