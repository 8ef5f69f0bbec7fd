"""Runs the extraction over annotated documents, and over the reference set where one stands beside the project."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.output import facts_record, json_line
from store.documents import read_file
from store.extraction import extract_facts
from store.model import Document, Facts
from store.vocabulary import Vocabulary
from tests.quality.annotations import Annotated
from tests.quality.records import build_record
from tests.quality.scoring import Score, score_document

REFERENCE = Path(__file__).parents[3] / "shared" / "gold"
"""Annotated real news with a scorer of its own; it is not part of the project, and needn't be there."""

REFERENCE_MEASURES = {
    "figures_f1": ("figures", "detection", "f1"),
    "values_f1": ("figures", "value_unit", "f1"),
    "key_values_recall": ("figures", "value_unit", "key"),
    "subject": ("figures", "subject", "acc"),
    "metric": ("figures", "metric", "acc"),
    "kind": ("figures", "kind_marked", "acc"),
    "change": ("figures", "change_marked", "acc"),
    "qualifier": ("figures", "qualifier_marked", "acc"),
    "period": ("figures", "period_marked", "acc"),
    "companies_f1": ("companies", "f1"),
    "people_f1": ("people", "f1"),
    "people_roles_f1": ("people_role", "f1"),
    "quotes_f1": ("quotes", "f1"),
    "speaker": ("speaker", "acc"),
    "events_f1": ("events", "f1"),
}
"""Where the reference scorer's report has each of our measures."""


def measure_documents(documents: Iterable[Annotated], vocabulary: Vocabulary) -> Iterator[Score]:
    for document in documents:
        found = build_record(extract_file(document.path, vocabulary))
        yield score_document(document.name, document.record, found)


def extract_file(path: Path, vocabulary: Vocabulary) -> list[tuple[Document, Facts]]:
    return [(document, extract_facts(document, vocabulary)) for document in read_file(path)]


def measure_reference(vocabulary: Vocabulary, folder: Path, predictions: Path) -> dict[str, float]:
    """What the reference set's own scorer says; `predictions` is the file to write for it."""
    records = (json_line(record) for record in _predict_reference(vocabulary, folder))
    predictions.write_text("".join(f"{record}\n" for record in records), "ascii")
    options = ["--json", "--gold", str(folder / "annotations"), "--pred", str(predictions)]
    scored = subprocess.run(
        [sys.executable, str(folder / "score.py"), *options], capture_output=True, text=True, check=True
    )
    report = json.loads(scored.stdout)
    return {measure: _leaf(report, way) for measure, way in REFERENCE_MEASURES.items()}


def _leaf(report: Any, way: tuple[str, ...]) -> float:
    for step in way:
        report = report[step]
    return float(report)


def _predict_reference(vocabulary: Vocabulary, folder: Path) -> Iterator[dict[str, Any]]:
    """A text is one document under its own name; a seed page holds those named after its number."""
    for path in sorted((folder / "texts").iterdir()):
        yield {**_join_records(_records(path, vocabulary)), "id": path.stem}
    for path in sorted((folder / "seeds").iterdir()):
        names = sorted(file.stem for file in (folder / "annotations").glob(f"seed-{path.name[:3]}*.json"))
        for name, record in zip(names, _records(path, vocabulary), strict=True):
            yield {**record, "id": name}


def _records(path: Path, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    return [facts_record("", "", document, facts) for document, facts in extract_file(path, vocabulary)]


def _join_records(records: list[dict[str, Any]]) -> dict[str, list[Any]]:
    lists = [key for key, value in records[0].items() if isinstance(value, list)]
    return {key: [item for record in records for item in record[key]] for key in lists}
