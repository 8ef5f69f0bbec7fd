"""The words Dossier knows, read from the data files in `seeds/`: companies, currencies, metrics, roles, topics, etc."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.model import Entity, EntityKind

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The data files of one folder; equal only to itself, so that what is compiled from it can be cached by it."""

    folder: Path = SEEDS
    _read: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def companies(self) -> tuple[Entity, ...]:
        """The known companies and organisations of `companies.csv`."""
        return tuple(self._once("companies.csv", lambda path: tuple(read_entities(path))))

    def table(self, name: str) -> Mapping[str, Any]:
        """The contents of `NAME.toml`."""
        return dict(self._once(f"{name}.toml", lambda path: tomllib.loads(path.read_text("utf-8"))))

    def rows(self, name: str) -> tuple[dict[str, str], ...]:
        """The rows of `NAME.csv`, a dictionary each."""
        return tuple(self._once(f"{name}.csv", lambda path: tuple(read_rows(path))))

    def _once(self, file: str, read: Any) -> Any:
        if file not in self._read:
            self._read[file] = read(self.folder / file)
        return self._read[file]


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def read_entities(path: Path) -> Iterator[Entity]:
    """Companies, a row each: name, aliases, ticker, parent, country, kind, sector; lists are separated by `|`."""
    for row in read_rows(path):
        yield Entity(
            name=row["name"],
            kind=EntityKind(row["kind"]),
            aliases=tuple(filter(None, row["aliases"].split("|"))),
            tickers=tuple(filter(None, row["ticker"].split("|"))),
            parent=row["parent"],
            country=row["country"],
            sector=row["sector"],
        )
