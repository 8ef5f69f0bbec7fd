"""Checks for tables and charts, of which the SDK checks nothing."""

from typing import Any

from bot.playground import limits
from bot.playground.shapes import (
    Complaints,
    Shape,
    check_count,
    check_keys,
    check_object,
    check_string,
    complain,
    list_items,
)

CELL_KINDS = ("raw_text", "raw_number", "rich_text")
ALIGNMENTS = ("left", "center", "right")
SERIES_CHARTS = ("line", "bar", "area")


def check_table(table: Shape, at: str) -> Complaints:
    yield from check_keys(table, at, required=("rows",), optional=("column_settings",))
    yield from check_count(table.get("rows"), f"{at}/rows", limits.TABLE_ROWS)
    yield from _check_rows(table, at)
    if "column_settings" in table:
        yield from check_count(table["column_settings"], f"{at}/column_settings", limits.TABLE_COLUMNS)
        for number, column in enumerate(list_items(table, "column_settings")):
            yield from _check_column(column, f"{at}/column_settings/{number}")


def _check_column(column: Any, at: str) -> Complaints:
    yield from check_object(column, at)
    if isinstance(column, dict):
        yield from check_keys(column, at, required=(), optional=("align", "is_wrapped"))
        if column.get("align", "left") not in ALIGNMENTS:
            yield complain("must be one of: left, center, right", f"{at}/align")


def check_data_table(table: Shape, at: str) -> Complaints:
    optional = ("page_size", "row_header_column_index")
    yield from check_keys(table, at, required=("rows", "caption"), optional=optional)
    yield from check_string(table.get("caption"), f"{at}/caption", limits.TABLE_CAPTION)
    yield from check_count(table.get("rows"), f"{at}/rows", limits.TABLE_ROWS + 1, least=2)
    yield from _check_rows(table, at)
    for number, cell in enumerate(next(iter(list_items(table, "rows")), [])):
        if isinstance(cell, dict) and cell.get("type") == "rich_text":
            yield complain("rich_text is not allowed in the header row", f"{at}/rows/0/{number}")


def _check_rows(table: Shape, at: str) -> Complaints:
    rows = list_items(table, "rows")
    for number, row in enumerate(rows):
        place = f"{at}/rows/{number}"
        yield from check_count(row, place, limits.TABLE_COLUMNS)
        if isinstance(row, list):
            if len(row) != len(rows[0]):
                yield complain(f"must have as many cells as the first row ({len(rows[0])})", place)
            for column, cell in enumerate(row):
                yield from _check_cell(cell, f"{place}/{column}")
    if count_table_characters(table) > limits.TABLE_TEXT:
        yield complain(f"a table's cells may have no more than {limits.TABLE_TEXT} characters", f"{at}/rows")


def _check_cell(cell: Any, at: str) -> Complaints:
    if not isinstance(cell, dict):
        yield from check_object(cell, at)
    elif cell.get("type") not in CELL_KINDS:
        yield complain(f"unsupported type: {cell.get('type')}", f"{at}/type")
    elif cell["type"] != "rich_text":
        yield from check_string(cell.get("text"), f"{at}/text", limits.TABLE_TEXT)


def count_table_characters(table: Shape) -> int:
    rows = [row for row in list_items(table, "rows") if isinstance(row, list)]
    return sum(len(read_cell(cell)) for row in rows for cell in row)


def read_cell(cell: Any) -> str:
    """Return what a table's cell says.

    >>> read_cell({"type": "raw_text", "text": "Revenue"})
    'Revenue'
    """
    if not isinstance(cell, dict):
        return ""
    if cell.get("type") == "rich_text":
        return "".join(read_rich_text(cell))
    return str(cell.get("text", ""))


def read_rich_text(node: Any) -> list[str]:
    """Return the pieces of text in a rich text block, in order."""
    if isinstance(node, list):
        return [piece for child in node for piece in read_rich_text(child)]
    if not isinstance(node, dict):
        return []
    if node.get("type") in ("text", "link"):
        return [str(node.get("text") or node.get("url", ""))]
    return read_rich_text(node.get("elements", []))


def check_chart(chart: Shape, at: str) -> Complaints:
    yield from check_keys(chart, at, required=("title", "chart"))
    yield from check_string(chart.get("title"), f"{at}/title", limits.CHART_TITLE)
    drawn = chart.get("chart")
    place = f"{at}/chart"
    if not isinstance(drawn, dict):
        yield from check_object(drawn, place)
    elif drawn.get("type") == "pie":
        yield from _check_points(drawn, "segments", place, limits.CHART_SERIES)
    elif drawn.get("type") in SERIES_CHARTS:
        yield from _check_series(drawn, place)
    else:
        yield complain(f"unsupported type: {drawn.get('type')}", f"{place}/type")


def _check_series(drawn: Shape, at: str) -> Complaints:
    yield from check_keys(drawn, at, required=("series", "axis_config"))
    yield from check_count(drawn.get("series"), f"{at}/series", limits.CHART_SERIES)
    axis = drawn.get("axis_config")
    categories = list_items(axis, "categories") if isinstance(axis, dict) else []
    yield from check_count(categories, f"{at}/axis_config/categories", limits.CHART_CATEGORIES)
    for number, series in enumerate(list_items(drawn, "series")):
        place = f"{at}/series/{number}"
        yield from check_object(series, place)
        if isinstance(series, dict):
            yield from check_string(series.get("name"), f"{place}/name", limits.CHART_LABEL)
            yield from _check_points(series, "data", place, limits.CHART_CATEGORIES)
            if [point.get("label") for point in list_items(series, "data") if isinstance(point, dict)] != categories:
                yield complain("must have one data point for each category, in their order", f"{place}/data")


def _check_points(shape: Shape, key: str, at: str, limit: int) -> Complaints:
    yield from check_count(shape.get(key), f"{at}/{key}", limit)
    for number, point in enumerate(list_items(shape, key)):
        place = f"{at}/{key}/{number}"
        yield from check_object(point, place)
        if isinstance(point, dict):
            yield from check_string(point.get("label"), f"{place}/label", limits.CHART_LABEL)
            if not isinstance(point.get("value"), int | float):
                yield complain("must provide a number", f"{place}/value")
