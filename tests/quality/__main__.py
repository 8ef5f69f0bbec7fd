"""`make quality`: the whole table; `--worst N` names the worst disagreements, `--raise` raises the floors."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from store.vocabulary import Vocabulary
from tests.quality.annotations import read_annotated
from tests.quality.floors import raise_floors, read_floors, write_floors
from tests.quality.measuring import REFERENCE, measure_documents, measure_reference
from tests.quality.scoring import MEASURES, Disagreement, Score, add_scores

SEVERITY = ("values_f1", "figures_f1", "subject", "change", "kind", "companies_f1", "people_f1", "quotes_f1", "speaker")
"""What misleads a reader most comes first: a wrong number, one that is missing, one said of somebody else."""

COLUMNS = ("figures_f1", "values_f1", "subject", "metric", "companies_f1", "people_f1", "quotes_f1", "events_f1")


@click.command()
@click.option("--worst", type=int, default=0, help="Print so many of the worst disagreements.")
@click.option("--document", default="", help="Print only the disagreements of this document.")
@click.option("--measure", default="", help="Print only the disagreements in this measure.")
@click.option("--raise", "raising", is_flag=True, help="Raise the floors to a little below what is measured now.")
def main(worst: int, document: str, measure: str, raising: bool) -> None:
    """Measure the extraction on the annotated documents."""
    vocabulary = Vocabulary()
    annotated = read_annotated()
    scores = dict(zip((a.name for a in annotated), measure_documents(annotated, vocabulary), strict=True))
    total = add_scores(scores.values())
    if worst or document or measure:
        chosen = [d for d in total.disagreements if document in ("", d.document) and measure in ("", d.measure)]
        click.echo("\n".join(disagreement_lines(chosen, worst or len(chosen))))
        return
    measured = {"own": {name: total.value(name) for name in MEASURES}}
    if REFERENCE.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            measured["reference"] = measure_reference(vocabulary, REFERENCE, Path(folder) / "predictions.jsonl")
    click.echo("\n".join([*document_lines(scores), "", *measure_lines(measured)]))
    if raising:
        write_floors(raise_floors(read_floors(), measured))
        click.echo("The floors are raised.")


def document_lines(scores: dict[str, Score]) -> Iterator[str]:
    width = max(map(len, scores))
    yield " ".join([" " * width, *(f"{column.removesuffix('_f1'):>9}" for column in COLUMNS)])
    for name, score in scores.items():
        yield " ".join([f"{name:{width}}", *(f"{_shown(score, column):>9}" for column in COLUMNS)])


def _shown(score: Score, measure: str) -> str:
    """A dash where the document has nothing to measure."""
    return f"{score.value(measure):.2f}" if measure in score.ratios and score.ratios[measure].whole else "-"


def measure_lines(measured: dict[str, dict[str, float]]) -> Iterator[str]:
    floors = read_floors()
    for name, values in measured.items():
        yield f"{name + ' documents':20} measured   floor"
        for measure, value in values.items():
            floor = floors.get(name, {}).get(measure, 0.0)
            yield f"  {measure:18} {value:8.3f}  {floor:6.3f}{'  below its floor' if value < floor else ''}"


def disagreement_lines(disagreements: list[Disagreement], count: int) -> Iterator[str]:
    """The worst first: those of key figures, and then in the order of `SEVERITY`."""
    for found in sorted(disagreements, key=_severity)[:count]:
        yield f"{found.document}  {found.measure}{'  (key figure)' if found.key else ''}"
        yield f"    expected  {found.expected or 'nothing'}"
        yield f"    got       {found.got or 'nothing'}"


def _severity(found: Disagreement) -> tuple[bool, int]:
    return not found.key, SEVERITY.index(found.measure) if found.measure in SEVERITY else len(SEVERITY)


if __name__ == "__main__":
    main()
