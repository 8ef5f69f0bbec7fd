"""Reads the annotated documents: each file in `documents/` has what a careful reader finds in `annotations/`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from store.documents.front_matter import read_front_matter
from tests.quality.records import Claim, Company, Happening, Person, Quotation, Record

FOLDER = Path(__file__).parent
DOCUMENTS = FOLDER / "documents"
ANNOTATIONS = FOLDER / "annotations"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document, and what a careful reader finds in it."""

    name: str
    path: Path
    text: str
    title: str
    published: str | None
    record: Record


@cache
def read_annotated() -> tuple[Annotated, ...]:
    """Every annotated document, in the order of their names."""
    return tuple(_read_one(path) for path in sorted(DOCUMENTS.iterdir()))


def _read_one(path: Path) -> Annotated:
    text = path.read_text("utf-8")
    noted = json.loads((ANNOTATIONS / f"{path.stem}.json").read_text("utf-8"), parse_float=Decimal)
    record = Record(
        companies=tuple(Company(c["name"], tuple(c["aliases"])) for c in noted["companies"]),
        people=tuple(Person(p["name"], p["role"], p["org"]) for p in noted["people"]),
        figures=_locate_figures(text, read_front_matter(text, str(path)).end, noted["figures"]),
        quotes=tuple(Quotation(q["text"], q["speaker"], q.get("org")) for q in noted["quotes"]),
        events=tuple(Happening(e["type"], tuple(e["participants"])) for e in noted["events"]),
    )
    return Annotated(path.stem, path, text, noted["title"], noted["published"], record)


def _locate_figures(text: str, start: int, noted: list[dict[str, Any]]) -> tuple[Claim, ...]:
    """Figures stand in the annotation in the order of the text: each is looked for behind the one before."""
    claims = []
    for fields in noted:
        start, end = locate(text, fields["text"], start)
        claims.append(Claim(**{**fields, "value": Decimal(fields["value"]), "start": start, "end": end}))
        start = end
    return tuple(claims)


def locate(text: str, words: str, start: int) -> tuple[int, int]:
    """The first place of `words` from `start` that is not a part of a longer word or number.

    >>> locate("from 15% to 5%", "5%", 0)
    (12, 14)
    """
    found = re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(words)}(?!\w)").search(text, start)
    if not found:
        raise LookupError(f"{words!r} does not stand in the text behind {text[max(start - 40, 0) : start]!r}")
    return found.span()
