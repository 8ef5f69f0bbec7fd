"""The gate: what is found in the annotated documents does not fall below the pinned floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.vocabulary import Vocabulary
from tests.quality.annotations import read_annotated
from tests.quality.floors import FILE, MARGIN, raise_floors, read_floors, write_floors
from tests.quality.measuring import REFERENCE, REFERENCE_MEASURES, measure_documents, measure_reference
from tests.quality.scoring import MEASURES, Score, add_scores


@pytest.fixture(scope="module")
def measured(vocabulary: Vocabulary) -> Score:
    return add_scores(measure_documents(read_annotated(), vocabulary))


@pytest.fixture(scope="module")
def reference(vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    if not REFERENCE.is_dir():
        pytest.skip("there is no reference set beside the project")
    return measure_reference(vocabulary, REFERENCE, tmp_path_factory.mktemp("reference") / "predictions.jsonl")


@pytest.mark.parametrize("measure", MEASURES)
def test_our_documents_are_read_as_well_as_before(measured: Score, measure: str) -> None:
    value, floor = measured.value(measure), read_floors()["own"][measure]
    assert value >= floor, f"{measure} fell to {value:.3f}; `python -m tests.quality --measure {measure}` says where"


@pytest.mark.parametrize("measure", REFERENCE_MEASURES)
def test_the_reference_set_is_read_as_well_as_before(reference: dict[str, float], measure: str) -> None:
    assert reference[measure] >= read_floors()["reference"][measure]


def test_every_measure_has_a_floor_in_the_file_as_it_is_written(tmp_path: Path) -> None:
    floors = read_floors()
    assert {name: set(table) for name, table in floors.items()} == {
        "own": set(MEASURES),
        "reference": set(REFERENCE_MEASURES),
    }
    write_floors(floors, tmp_path / "floors.toml")
    assert (tmp_path / "floors.toml").read_text("utf-8") == FILE.read_text("utf-8")


def test_floors_rise_and_never_fall() -> None:
    assert raise_floors({"own": {"subject": 0.7}}, {"own": {"subject": 0.6}}) == {"own": {"subject": 0.7}}
    assert raise_floors({"own": {"subject": 0.7}}, {"own": {"subject": 0.8}}) == {"own": {"subject": 0.8 - MARGIN}}


def test_floors_of_documents_that_are_not_here_stay() -> None:
    assert raise_floors({"reference": {"subject": 0.7}}, {}) == {"reference": {"subject": 0.7}}
