"""What Slack refuses in blocks: one table of shapes, each with the complaint it earns."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.blocks import Surface, check_blocks, count_characters

Shape = dict[str, Any]


def plain(text: str) -> Shape:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Shape:
    return {"type": "mrkdwn", "text": text}


def section(**fields: Any) -> Shape:
    return {"type": "section", **fields}


def button(**fields: Any) -> Shape:
    return {"type": "button", "text": plain("Go"), **fields}


def actions(*elements: Shape) -> Shape:
    return {"type": "actions", "elements": list(elements)}


def table(*rows: list[Shape], **fields: Any) -> Shape:
    return {"type": "table", "rows": list(rows), **fields}


def cell(text: str) -> Shape:
    return {"type": "raw_text", "text": text}


def option(**fields: Any) -> Shape:
    return {"text": plain("One"), "value": "1", **fields}


def select(**fields: Any) -> Shape:
    return actions({"type": "static_select", "placeholder": plain("Which?"), **fields})


def chart(**drawn: Any) -> Shape:
    return {"type": "data_visualization", "title": "Growth", "chart": {"type": "line", **drawn}}


SERIES = [{"name": "cloud", "data": [{"label": "2019", "value": 1}, {"label": "2020", "value": 2.5}]}]
AXIS = {"categories": ["2019", "2020"]}

RICH_CELL = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
FEEDBACK = {
    "type": "feedback_buttons",
    "positive_button": {"text": plain("Good"), "value": "1"},
    "negative_button": {"text": plain("Bad"), "value": "0"},
}

GOOD = {
    "section with text": section(text=mrkdwn("x" * 3000)),
    "section with fields": section(fields=[mrkdwn("x" * 2000)] * 10),
    "section with a button": section(text=plain("x"), accessory=button(action_id="go", url="https://example.com/a")),
    "header": {"type": "header", "text": plain("x" * 150)},
    "context": {"type": "context", "elements": [mrkdwn("x")] * 10},
    "context with an image": {
        "type": "context",
        "elements": [{"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a chart"}],
    },
    "divider": {"type": "divider", "block_id": "x" * 255},
    "actions": actions(*(button(action_id=str(number)) for number in range(25))),
    "menu": select(options=[option()] * 100),
    "overflow": actions({"type": "overflow", "options": [option()] * 5}),
    "date": actions({"type": "datepicker", "action_id": "day"}),
    "checkboxes": actions({"type": "checkboxes", "options": [option(text=mrkdwn("*bold*"))]}),
    "feedback": {"type": "context_actions", "elements": [FEEDBACK]},
    "image": {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a chart"},
    "input": {"type": "input", "label": plain("Name"), "element": {"type": "plain_text_input"}},
    "markdown": {"type": "markdown", "text": "# Title"},
    "rich text": {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
    "table": table([cell("a"), cell("b")], [cell("c"), {"type": "raw_number", "value": 1, "text": "1"}]),
    "aligned table": table([cell("a")], column_settings=[{"align": "right", "is_wrapped": True}]),
    "data table": {"type": "data_table", "caption": "All", "rows": [[cell("a")], [cell("b")]]},
    "line chart": chart(series=SERIES, axis_config=AXIS),
    "pie chart": chart(type="pie", segments=[{"label": "cloud", "value": 1}]),
    "container": {"type": "container", "title": plain("More"), "child_blocks": [{"type": "divider"}]},
}

BAD = [
    ("no object", "text", "must be an object [json-pointer:/blocks/0]"),
    ("no type", {}, "unsupported type: None [json-pointer:/blocks/0/type]"),
    ("unknown type", {"type": "paragraph"}, "unsupported type: paragraph [json-pointer:/blocks/0/type]"),
    ("alert outside a modal", {"type": "alert", "text": plain("x")}, "unsupported type: alert"),
    ("empty section", section(), "must define either `text` or `fields` [json-pointer:/blocks/0]"),
    ("empty text", section(text=mrkdwn("")), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ("long text", section(text=mrkdwn("x" * 3001)), "must be less than 3001 characters [json-pointer:/blocks/0/text"),
    ("text as a string", section(text="x"), "must be an object [json-pointer:/blocks/0/text]"),
    ("number as text", section(text=plain(1)), "must provide a string [json-pointer:/blocks/0/text/text]"),  # type: ignore[arg-type]
    (
        "unknown text",
        section(text={"type": "html", "text": "x"}),
        "unsupported type: html [json-pointer:/blocks/0/text/type]",
    ),
    ("emoji in mrkdwn", section(text={**mrkdwn("x"), "emoji": True}), "invalid additional property: emoji"),
    ("verbatim in plain text", section(text={**plain("x"), "verbatim": True}), "invalid additional property: verbatim"),
    ("unknown property", section(text=mrkdwn("x"), color="red"), "invalid additional property: color"),
    (
        "many fields",
        section(fields=[mrkdwn("x")] * 11),
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    ("no fields", section(fields=[]), "no fewer than 1 items allowed"),
    ("fields as text", section(fields="x"), "must be an array [json-pointer:/blocks/0/fields]"),
    (
        "long field",
        section(fields=[mrkdwn("x" * 2001)]),
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0",
    ),
    ("odd accessory", section(text=mrkdwn("x"), accessory={"type": "divider"}), "unsupported type: divider"),
    ("accessory as text", section(text=mrkdwn("x"), accessory="go"), "must be an object"),
    ("long header", {"type": "header", "text": plain("x" * 151)}, "must be less than 151 characters"),
    ("mrkdwn header", {"type": "header", "text": mrkdwn("x")}, "unsupported type: mrkdwn"),
    ("header without text", {"type": "header"}, "missing required field: text"),
    ("long context", {"type": "context", "elements": [mrkdwn("x")] * 11}, "no more than 10 items allowed"),
    ("button in context", {"type": "context", "elements": [button()]}, "unsupported type: button"),
    ("many buttons", actions(*(button(action_id=str(n)) for n in range(26))), "no more than 25 items allowed"),
    ("no buttons", actions(), "no fewer than 1 items allowed"),
    ("twin buttons", actions(button(action_id="go"), button(action_id="go")), "`action_id` must be unique: go"),
    (
        "image in actions",
        actions({"type": "image", "alt_text": "x", "image_url": "https://example.com"}),
        "unsupported type",
    ),
    ("long value", actions(button(value="x" * 2001)), "must be less than 2001 characters"),
    ("long label", actions(button(text=plain("x" * 76))), "must be less than 76 characters"),
    ("long action_id", actions(button(action_id="x" * 256)), "must be less than 256 characters"),
    ("odd style", actions(button(style="green")), "must be one of: primary, danger"),
    ("script address", actions(button(url="javascript:alert(1)")), "must be a valid URL"),
    ("no host", actions(button(url="https://")), "must be a valid URL"),
    ("broken address", actions(button(url="https://[x")), "must be a valid URL"),
    ("many options", select(options=[option()] * 101), "no more than 100 items allowed"),
    ("no options at all", select(), "must define either `options` or `option_groups`"),
    ("long option", select(options=[option(value="x" * 151)]), "must be less than 151 characters"),
    ("mrkdwn option", select(options=[option(text=mrkdwn("x"))]), "unsupported type: mrkdwn"),
    ("option as text", select(options=["one"]), "must be an object"),
    ("option address", actions({"type": "overflow", "options": [option(url="ftp://x")]}), "must be a valid URL"),
    ("long overflow", actions({"type": "overflow", "options": [option()] * 6}), "no more than 5 items allowed"),
    (
        "image without alt",
        {"type": "image", "image_url": "https://example.com/a.png"},
        "missing required field: alt_text",
    ),
    ("image without source", {"type": "image", "alt_text": "x"}, "must define either `image_url` or `slack_file`"),
    ("long block_id", {"type": "divider", "block_id": "x" * 256}, "must be less than 256 characters"),
    ("empty markdown", {"type": "markdown", "text": " "}, "must be more than 0 characters"),
    ("odd rich text", {"type": "rich_text", "elements": [{"type": "text"}]}, "unsupported type: text"),
    ("empty cell", table([cell("")]), "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]"),
    ("ragged table", table([cell("a")], [cell("b"), cell("c")]), "must have as many cells as the first row (1)"),
    ("long table", table(*[[cell("a")]] * 101), "no more than 100 items allowed"),
    ("wide table", table([cell("a")] * 21), "no more than 20 items allowed"),
    ("heavy table", table(*[[cell("x" * 999)]] * 11), "a table's cells may have no more than 10000 characters"),
    ("mrkdwn cell", table([mrkdwn("a")]), "unsupported type: mrkdwn"),
    ("cell as text", table(["a"]), "must be an object"),  # type: ignore[list-item]
    ("odd alignment", table([cell("a")], column_settings=[{"align": "top"}]), "must be one of: left, center, right"),
    ("data table without rows", {"type": "data_table", "caption": "c", "rows": [[cell("a")]]}, "no fewer than 2 items"),
    (
        "data table without caption",
        {"type": "data_table", "rows": [[cell("a")]] * 2},
        "missing required field: caption",
    ),
    ("chart of unknown type", chart(type="radar"), "unsupported type: radar"),
    ("chart without axis", chart(series=SERIES), "missing required field: axis_config"),
    (
        "gaps in a series",
        chart(series=SERIES, axis_config={"categories": ["2019"]}),
        "one data point for each category",
    ),
    ("long category", chart(type="pie", segments=[{"label": "x" * 21, "value": 1}]), "must be less than 21 characters"),
    ("text as a value", chart(type="pie", segments=[{"label": "x", "value": "1"}]), "must provide a number"),
    (
        "nested containers",
        {"type": "container", "child_blocks": [{"type": "container"}]},
        "unsupported type: container",
    ),
    (
        "unknown child",
        {"type": "container", "child_blocks": [{"type": "x"}]},
        "[json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    ("long markdown", {"type": "markdown", "text": "x" * 12_001}, "must be less than 12001 characters"),
    ("long address", actions(button(url=f"https://example.com/{'x' * 3000}")), "must be less than 3001 characters"),
    ("long alt text", {"type": "image", "alt_text": "x" * 2001, "image_url": "https://example.com"}, "less than 2001"),
    ("many choices", actions({"type": "radio_buttons", "options": [option()] * 11}), "no more than 10 items allowed"),
    ("long choice", select(options=[option(text=plain("x" * 76))]), "must be less than 76 characters"),
    ("long placeholder", select(placeholder=plain("x" * 151), options=[option()]), "must be less than 151 characters"),
    ("many feedback", {"type": "context_actions", "elements": [FEEDBACK] * 6}, "no more than 5 items allowed"),
    (
        "half feedback",
        {"type": "context_actions", "elements": [{"type": "feedback_buttons"}]},
        "missing required field",
    ),
    ("many segments", chart(type="pie", segments=[{"label": "x", "value": 1}] * 7), "no more than 6 items allowed"),
    ("many series", chart(series=SERIES * 7, axis_config=AXIS), "no more than 6 items allowed"),
    ("many categories", chart(series=SERIES, axis_config={"categories": ["x"] * 21}), "no more than 20 items allowed"),
    ("series as text", chart(series=["x"], axis_config=AXIS), "must be an object"),
    ("long title", {**chart(series=SERIES, axis_config=AXIS), "title": "x" * 51}, "must be less than 51 characters"),
    ("chart as text", {"type": "data_visualization", "title": "x", "chart": "line"}, "must be an object"),
    ("long caption", {"type": "data_table", "caption": "x" * 2001, "rows": [[cell("a")]] * 2}, "less than 2001"),
    (
        "rich text in a header row",
        {"type": "data_table", "caption": "x", "rows": [[RICH_CELL], [RICH_CELL]]},
        "rich_text is not allowed in the header row [json-pointer:/blocks/0/rows/0/0]",
    ),
    ("full container", {"type": "container", "child_blocks": [{"type": "divider"}] * 11}, "no more than 10 items"),
    (
        "long container title",
        {"type": "container", "title": plain("x" * 151), "child_blocks": [{"type": "divider"}]},
        "must be less than 151 characters",
    ),
]


@pytest.mark.parametrize("block", GOOD.values(), ids=GOOD.keys())
def test_a_block_within_the_limits_passes(block: Shape) -> None:
    assert check_blocks([block]) == []


@pytest.mark.parametrize(("block", "complaint"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_block_that_slack_refuses_is_refused_with_its_place(block: Any, complaint: str) -> None:
    assert any(complaint in said for said in check_blocks([block]))


@pytest.mark.parametrize(
    ("blocks", "complaint"),
    [
        ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        ([{"type": "divider", "block_id": "same"}] * 2, "`block_id` must be unique: same"),
        ([table([cell("a")])] * 2, "no more than 1 table block(s) allowed"),
        ([chart(series=SERIES, axis_config=AXIS)] * 3, "no more than 2 data_visualization block(s) allowed"),
    ],
)
def test_limits_for_a_whole_message_hold(blocks: list[Shape], complaint: str) -> None:
    assert any(complaint in said for said in check_blocks(blocks))


def test_blocks_that_are_no_list_are_refused() -> None:
    assert check_blocks({"type": "divider"}) == ["must be an array [json-pointer:/blocks]"]


def test_buttons_of_different_blocks_may_share_their_action() -> None:
    assert check_blocks([actions(button(action_id="go")), actions(button(action_id="go"))]) == []


@pytest.mark.parametrize(
    ("surface", "kind", "passes"),
    [
        (Surface.ACKNOWLEDGEMENT, "header", True),
        (Surface.ACKNOWLEDGEMENT, "table", False),
        (Surface.ACKNOWLEDGEMENT, "markdown", False),
        (Surface.HOME, "input", True),
        (Surface.HOME, "table", False),
        (Surface.MODAL, "header", True),
    ],
)
def test_each_surface_takes_its_own_kinds(surface: Surface, kind: str, *, passes: bool) -> None:
    assert (check_blocks([GOOD[kind]], surface) == []) is passes


def test_a_view_takes_a_hundred_blocks() -> None:
    assert check_blocks([{"type": "divider"}] * 100, Surface.HOME) == []


def test_the_characters_of_all_blocks_are_counted_once() -> None:
    blocks = [section(text=mrkdwn("12345"), fields=[plain("67"), plain("8")]), table([cell("9")])]
    assert count_characters(blocks) == 9


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["type", "text", "fields", "elements", "rows", "options", "chart", "series", "data"]),
                inner
                | st.sampled_from([*GOOD, "mrkdwn", "section", "actions", "table", "button", "data_visualization"]),
                max_size=4,
            )
        ),
        max_leaves=20,
    )
)
def test_no_shape_however_odd_makes_the_check_itself_fail(blocks: Any) -> None:
    check_blocks(blocks)
    check_blocks([blocks])
    count_characters(blocks)
