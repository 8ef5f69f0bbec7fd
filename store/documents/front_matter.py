"""What a file says of itself at its top, between two lines of three dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.documents.dates import read_date_line
from store.errors import DocumentError
from store.model import PartialDate

MAX_LINES = 60
"""Front matter that has not ended by then is none."""

_FENCE = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\n|\r)")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_ENTRY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?\s*")

_FOLDED = re.compile(r"[>|][-+]?")
"""YAML's signs for a value that stands on the indented lines below."""

_FLAG = re.compile("true|false", re.IGNORECASE)
"""What `published` says in the tools of blogs, which keep the day under `date`."""

_HOUR = re.compile(r"(?<=\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The entries that Dossier knows; the text proper begins at `end`."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    published: PartialDate | None = None
    based_on: str = ""
    end: int = 0


def read_front_matter(text: str, name: str = "the text") -> FrontMatter:
    r"""Read `key: value` lines; keys that are not ours are passed over.

    >>> read_front_matter("---\ntitle: 'Sales rise'\npublished: 2020-07\n---\nText").title
    'Sales rise'
    """
    fence = _FENCE.match(text)
    lines = _find_lines(text, fence.end()) if fence else None
    if lines is None:
        return FrontMatter()
    entries, end = lines
    known = {key: _unquote(value) for _, key, value in entries}
    if _FLAG.fullmatch(known.get("published") or "true"):
        published = _read_date(known.get("date", ""))
    else:
        number = next(number for number, key, _ in entries if key == "published")
        published = _parse_date(known["published"], f"{name}, line {number}")
    return FrontMatter(
        title=known.get("title", ""),
        publisher=known.get("publisher", ""),
        url=known.get("url", ""),
        published=published,
        based_on=known.get("based_on", ""),
        end=end,
    )


def _find_lines(text: str, start: int) -> tuple[list[tuple[int, str, str]], int] | None:
    """The entries with their line numbers, and where the closing dashes end; None where this is no front matter."""
    entries: list[tuple[int, str, str]] = []
    for number in range(2, MAX_LINES + 2):
        line = _LINE.match(text, start)
        if line is None or not line[0]:
            return None
        start = line.end()
        if line[1].rstrip() == "---":
            return entries, start
        if entry := _ENTRY.fullmatch(line[1]):
            entries.append((number, entry[1].lower(), (entry[2] or "").strip()))
        elif not entries and line[1].strip():
            return None
        elif entries and line[1].startswith((" ", "\t")):
            entries[-1] = _continue(*entries[-1], line[1].strip())
    return None


def _continue(number: int, key: str, value: str, more: str) -> tuple[int, str, str]:
    """The entry with the words of an indented line below it, which lists and maps have too: those are not ours."""
    if _FOLDED.fullmatch(value):
        return number, key, more
    return number, key, f"{value} {more}" if value else value


def _unquote(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _parse_date(value: str, place: str) -> PartialDate | None:
    """The date, of which tools that save web pages also write the hour: "2020-07-31T09:30:00Z"."""
    try:
        return PartialDate.parse(_HOUR.sub("", value)) if value else None
    except ValueError as wrong:
        if told := read_date_line(value):
            return told
        raise DocumentError(f"{place}: {wrong}") from wrong


def _read_date(value: str) -> PartialDate | None:
    """What other tools write under `date`, in forms of their own: one that can't be read is passed over."""
    try:
        return _parse_date(value, "date")
    except DocumentError:
        return None
