"""Lists of names as people keep them, CSV or JSON lines: read row by row, written back with more columns."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.errors import DocumentError

NAME_COLUMNS = ("q", "query", "name", "company", "organisation", "organization")
"""Where the name stands: in the first of these columns that there is, else in the first column."""

SEPARATORS = ",;\t"
GZIP = b"\x1f\x8b"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NameList:
    """The rows of a file; `separator` is what stands between a CSV file's cells, and empty for JSON lines."""

    rows: tuple[Row, ...]
    separator: str

    def named(self) -> Iterator[tuple[str, Row]]:
        """Each row with the name in it."""
        for row in self.rows:
            columns = {column.strip().casefold(): column for column in row}
            column = next((columns[name] for name in NAME_COLUMNS if name in columns), next(iter(row), ""))
            yield str(row.get(column) or ""), row

    def write(self, rows: Iterable[Row]) -> Iterator[str]:
        """Rows as lines of text in the form of this list."""
        for place, row in enumerate(rows):
            if not self.separator:
                yield json.dumps(row)
                continue
            if place == 0:
                yield _csv_line(row, self.separator)
            yield _csv_line(row.values(), self.separator)


def _csv_line(cells: Iterable[object], separator: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=separator, lineterminator="").writerow(cells)
    return line.getvalue()


def read_names(path: Path) -> NameList:
    """A list of names: CSV, JSON lines, or one name a line; DocumentError where it is none of them."""
    text = read_text_file(path)
    if text.lstrip().startswith("{"):
        return NameList(tuple(row for _, row in read_json_lines(text, path)), "")
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    is_plain = separator not in first and first.strip().strip('"').casefold() not in NAME_COLUMNS
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), ["name"] if is_plain else None, delimiter=separator)
        rows = tuple({column: row[column] for column in row if column is not None} for row in reader)
    except csv.Error as error:
        raise DocumentError(f"{path} is neither CSV nor JSON lines: {error}.") from error
    return NameList(rows, separator)


def read_text_file(path: Path) -> str:
    """The text of a file, compressed or not; DocumentError where it can't be read."""
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if content.startswith(GZIP) else content).decode("utf-8-sig")
    except (OSError, EOFError) as error:
        raise DocumentError(f"{path} can't be read: {error}") from error
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path} is not text in UTF-8: save it as that.") from error


def read_json_lines(text: str, path: Path) -> Iterator[tuple[int, Row]]:
    """The objects in lines of JSON, each with the number of its line; DocumentError names a line that is none."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise DocumentError(f"{path}, line {number}: not JSON.") from error
            if not isinstance(row, dict):
                raise DocumentError(f"{path}, line {number}: not a JSON object.")
            yield number, row
