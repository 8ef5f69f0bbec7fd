"""The floors: what each measure may not fall below; they rise by command and never fall by themselves."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).parent / "floors.toml"
MARGIN = 0.01
"""A floor is set so far below what was measured: one figure more or less in a document is no alarm."""

HEADER = (
    "# What extraction may not fall below. `make quality RAISE=1` raises it; only a person, with a reason, lowers it.\n"
)

Floors = dict[str, dict[str, float]]


def read_floors(file: Path = FILE) -> Floors:
    """The floors of each set of documents, by measure."""
    return tomllib.loads(file.read_text("utf-8"))


def raise_floors(floors: Mapping[str, Mapping[str, float]], measured: Mapping[str, Mapping[str, float]]) -> Floors:
    """The floors where they are higher than what was measured allows, else raised to it.

    >>> raise_floors({"own": {"subject": 0.9, "metric": 0.5}}, {"own": {"subject": 0.8, "metric": 0.6789}})
    {'own': {'subject': 0.9, 'metric': 0.668}}
    """
    raised: Floors = {name: dict(table) for name, table in floors.items()}
    for name, values in measured.items():
        table = raised.setdefault(name, {})
        for measure, value in values.items():
            table[measure] = max(table.get(measure, 0.0), math.floor(round((value - MARGIN) * 1000, 6)) / 1000)
    return raised


def write_floors(floors: Mapping[str, Mapping[str, float]], file: Path = FILE) -> None:
    tables = ("\n".join([f"[{name}]", *(f"{m} = {v}" for m, v in table.items())]) for name, table in floors.items())
    file.write_text(HEADER + "".join(f"\n{table}\n" for table in tables), "utf-8")
