"""`dossier match`: a list of names in, the same out with whom each of them means."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main

CATALOG = [
    {"id": "c1", "name": "Norvelt Robotics", "names": ["Norvelt Robotics Inc.", "NVR"], "rank": None},
    {"id": "c2", "name": "Quillon Bank", "names": [], "rank": 7},
    {"id": "c3", "name": "Tessera", "names": ["Tessera Pay"], "rank": None},
    {"id": "c4", "name": "Tessera", "names": ["Tessera Foods"], "rank": 2},
]
KNOWN_KEYS = {"id", "name", "score", "outcome"}

Matching = Callable[..., Result]


@pytest.fixture
def matching(tmp_path: Path) -> Matching:
    """Matches the names of a file, whose text is given, among the catalogue."""
    catalog = tmp_path / "catalog.jsonl"
    catalog.write_text("".join(json.dumps(entity) + "\n" for entity in CATALOG), "utf-8")

    def run(text: str, *options: str) -> Result:
        names = tmp_path / "names"
        names.write_text(text, "utf-8")
        return CliRunner().invoke(main, ["match", "--catalog", str(catalog), *options, str(names)])

    return run


def table(result: Result, separator: str = ",") -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(result.stdout.splitlines(), delimiter=separator))


def test_a_spreadsheet_comes_back_with_the_company_of_each_row(matching: Matching) -> None:
    rows = table(matching('Company,Amount\nnorvelt robtics inc,12\n"Quillon Bank, N.A.",7\nWrenfield Dairies,3\n'))
    assert rows == [
        {"Company": "norvelt robtics inc", "Amount": "12", "id": "c1", "name": "Norvelt Robotics"}
        | {"score": rows[0]["score"], "outcome": "found"},
        {"Company": "Quillon Bank, N.A.", "Amount": "7", "id": "c2", "name": "Quillon Bank"}
        | {"score": rows[1]["score"], "outcome": rows[1]["outcome"]},
        {"Company": "Wrenfield Dairies", "Amount": "3", "id": "", "name": "", "score": "", "outcome": "none"},
    ]
    assert 80 < float(rows[0]["score"]) < 100


def test_columns_that_are_there_already_are_kept(matching: Matching) -> None:
    (row,) = table(matching("id;name;price\n17;nvr;3,5\n"), separator=";")
    assert row == {
        "id": "17",
        "name": "nvr",
        "price": "3,5",
        "matched_id": "c1",
        "matched_name": "Norvelt Robotics",
        "score": "100.0",
        "outcome": "found",
    }


def test_a_plain_list_has_a_name_in_each_line(matching: Matching) -> None:
    rows = table(matching("norvelt robotics\nquillon bank\n"))
    assert [(row["name"], row["matched_name"]) for row in rows] == [
        ("norvelt robotics", "Norvelt Robotics"),
        ("quillon bank", "Quillon Bank"),
    ]


def test_json_lines_come_back_as_json_lines(matching: Matching) -> None:
    result = matching('{"q": "quilon bank", "row": 1}\n\n{"q": "tessera", "row": 2}\n')
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first | {"score": 0} == {
        "q": "quilon bank",
        "row": 1,
        "id": "c2",
        "name": "Quillon Bank",
        "score": 0,
        "outcome": "found",
    }
    # Two are called so: the one that stands higher is named first, and it is asked.
    assert (second["id"], second["name"], second["outcome"]) == ("c4", "Tessera", "ask")


def test_with_json_every_candidate_is_printed_and_how_long_it_took(matching: Matching) -> None:
    result = matching('{"q": "tessera"}\n{"q": "wrenfield"}\n', "--json")
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert list(first) == ["q", "outcome", "candidates", "ms"]
    assert [candidate["id"] for candidate in first["candidates"]] == ["c4", "c3"]
    assert first["candidates"][0] == {"id": "c4", "name": "Tessera", "score": 100.0}
    assert 0 < first["ms"] < 1_000
    assert (second["q"], second["outcome"]) == ("wrenfield", "none")


def test_a_catalogue_may_be_compressed(tmp_path: Path) -> None:
    catalog, names = tmp_path / "catalog.jsonl.gz", tmp_path / "names.csv"
    catalog.write_bytes(gzip.compress(json.dumps(CATALOG[0]).encode()))
    names.write_text("\ufeffname\r\nnvr\r\n", "utf-8")
    (row,) = table(CliRunner().invoke(main, ["match", "--catalog", str(catalog), str(names)]))
    assert row["id"] == "c1"


def test_without_a_catalogue_names_are_matched_among_the_companies_of_the_store(
    tmp_path: Path, companies_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{companies_database}")
    names = tmp_path / "names.csv"
    names.write_text("name\nalibabba\n", "utf-8")
    (row,) = table(CliRunner().invoke(main, ["match", str(names)]))
    assert (row["matched_name"], row["outcome"]) == ("Alibaba", "found")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"q": "a"}\nnonsense\n', "line 2: not JSON"),
        (b'{"q": "a"}\n[1]\n', "line 2: not a JSON object"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"\x1f\x8bbroken", "can't be read"),
        (b'name\n"' + b"x" * 200_000, "neither CSV nor JSON lines"),
    ],
)
def test_a_file_that_is_no_list_is_said_so(tmp_path: Path, content: bytes, told: str) -> None:
    names, catalog = tmp_path / "names", tmp_path / "catalog.jsonl"
    names.write_bytes(content)
    catalog.write_text(json.dumps(CATALOG[0]), "utf-8")
    result = CliRunner().invoke(main, ["match", "--catalog", str(catalog), str(names)])
    assert result.exit_code == 1
    assert told in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "line", ['{"name": "x"}', '{"id": 1, "name": "x", "names": 3}', '{"id": 1, "name": "x", "rank": "a"}']
)
def test_a_catalogue_line_that_is_no_entity_is_named(tmp_path: Path, line: str) -> None:
    names, catalog = tmp_path / "names.csv", tmp_path / "catalog.jsonl"
    names.write_text("name\nx\n", "utf-8")
    catalog.write_text(f"{json.dumps(CATALOG[0])}\n{line}\n", "utf-8")
    result = CliRunner().invoke(main, ["match", "--catalog", str(catalog), str(names)])
    assert result.exit_code == 1
    assert "line 2: not an entity" in result.output


def test_an_empty_list_and_rows_without_a_name_are_no_mistake(matching: Matching) -> None:
    assert matching("").stdout == ""
    (row,) = table(matching("amount,name\n12\n"))
    assert (row["amount"], row["outcome"]) == ("12", "none")
