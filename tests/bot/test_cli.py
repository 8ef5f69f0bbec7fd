"""The command line, as a person and a script use it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.config import SETTINGS
from store.ingest import Ingested, ingest_file

ARTICLE = """Norvelt Robotics doubles its order book

Norvelt Robotics Inc. said that its revenue rose 24% year over year to $310 million in the fourth quarter.

“We will hire 400 engineers,” said Lena Okafor, chief executive of Norvelt Robotics.
"""

Dossier = Callable[..., Result]


@pytest.fixture
def dossier(tmp_path: Path, companies_database: Path, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """Runs a command in a folder of its own, with a database that knows the companies."""
    monkeypatch.chdir(tmp_path)
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    (tmp_path / ".data").mkdir()
    (tmp_path / ".data" / "dossier.db").write_bytes(companies_database.read_bytes())

    def run(*args: str | Path) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args])

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "norvelt.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def records(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_prints_the_facts_with_offsets_into_the_file(dossier: Dossier, article: Path) -> None:
    (record,) = records(dossier("extract", "--json", article))
    assert record["id"] == "norvelt"
    assert record["title"] == "Norvelt Robotics doubles its order book"
    figures = record["figures"]
    assert isinstance(figures, list)
    assert {(24, "percent"), (310_000_000, "USD")} < {(f["value"], f["unit"]) for f in figures}
    assert all(ARTICLE[f["start"] : f["end"]] == f["text"] for f in figures)


def test_extract_prints_only_ascii(dossier: Dossier, article: Path) -> None:
    assert dossier("extract", "--json", article).stdout.isascii()


def test_extract_reads_json_lines_without_splitting_them(dossier: Dossier, tmp_path: Path) -> None:
    lines = tmp_path / "texts.jsonl"
    texts = ["It cost $5 million.", "A headline\n\nIt fell 3%.\n\nAnother headline\n\nIt rose 4%."]
    lines.write_text("\n".join(json.dumps({"id": f"t{n}", "text": text}) for n, text in enumerate(texts)))
    found = records(dossier("extract", "--json", "--lines", lines))
    assert [record["id"] for record in found] == ["t0", "t1"]


def test_a_line_that_is_no_json_is_named(dossier: Dossier, tmp_path: Path) -> None:
    lines = tmp_path / "texts.jsonl"
    lines.write_text('{"id": "a", "text": "x"}\nnonsense\n')
    result = dossier("extract", "--json", "--lines", lines)
    assert result.exit_code == 1
    assert "line 2" in result.stderr


def test_ingest_then_ask(dossier: Dossier, article: Path) -> None:
    assert dossier("ingest", article).stdout == "1 document added, 0 documents known already\n"
    answer, follow_up = records(dossier("ask", "--json", "how much did norvelt robotics grow?", "who runs it?"))
    assert answer["found"]
    assert "24%" in str(answer["answer"])
    assert "Lena Okafor" in str(follow_up["answer"])


def test_ingesting_the_same_file_again_changes_nothing(dossier: Dossier, article: Path) -> None:
    dossier("ingest", article)
    assert dossier("ingest", article).stdout == "0 documents added, 1 document known already\n"


def test_a_file_that_breaks_the_reading_keeps_no_other_out(
    dossier: Dossier, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "a-broken.txt"
    broken.write_text("Sales rose 5%.")

    def break_on_one(path: Path, *given: Any, **named: Any) -> Ingested:
        if path == broken:
            raise IndexError
        return ingest_file(path, *given, **named)

    monkeypatch.setattr("bot.ingesting.ingest_file", break_on_one)
    result = dossier("ingest", broken, article)
    assert result.stdout == "1 document added, 0 documents known already, 1 failed\n"
    assert f"Error: {broken}: reading it failed" in result.stderr
    assert result.exit_code == 1


def test_an_answer_in_the_terminal_names_sentence_and_source(dossier: Dossier, article: Path) -> None:
    dossier("ingest", article)
    shown = dossier("ask", "norvelt robotics revenue growth?").stdout
    assert "revenue rose 24% year over year" in shown
    assert "Norvelt Robotics doubles its order book" in shown


def test_what_is_unknown_is_said_with_a_next_step(dossier: Dossier) -> None:
    (answer,) = records(dossier("ask", "--json", "tesla deliveries"))
    assert not answer["found"]
    assert "dossier ingest" in str(answer["answer"])


def test_the_digest_tells_of_what_was_added(dossier: Dossier, article: Path) -> None:
    dossier("ingest", article)
    assert "1 new" in dossier("digest").stdout


BAD_FILES = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n ",
    "binary.txt": bytes(range(256)) * 16,
    "nul.txt": b"news\x00news" * 100,
    "large.txt": b"It rose 3%. " * 1_750_000,
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_file_that_is_no_news_is_refused_by_name(dossier: Dossier, tmp_path: Path, command: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])
    result = dossier(command, path)
    assert result.exit_code == 1
    assert name in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_file_that_is_not_there_is_named_and_the_others_are_read(
    dossier: Dossier, article: Path, command: str
) -> None:
    result = dossier(command, "gone.txt", article)
    assert result.exit_code == 1
    assert "gone.txt" in result.stderr
    assert "added" in result.stdout or "Norvelt" in result.stdout


def test_a_document_without_facts_is_kept_all_the_same(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("the fog comes in\n")
    assert dossier("ingest", tmp_path / "poem.txt").stdout.startswith("1 document added")


def test_a_page_in_windows_encoding_is_read(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Norvelt said it “grew” 3%, or £2 million.\n".encode("cp1252"))
    (record,) = records(dossier("extract", "--json", tmp_path / "old.txt"))
    assert {f["unit"] for f in record["figures"]} == {"percent", "GBP"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("variable", "value"),
    [("DATABASE_URL", "mysql://localhost/x"), ("PORT", "no"), ("DIGEST_TIME", "noon")],
)
def test_a_wrong_setting_ends_a_command_in_one_line(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    result = dossier("ask", "alibaba")
    assert result.exit_code == 1
    assert variable in result.stderr
    assert result.stderr.count("\n") == 1


def test_run_without_tokens_says_which_one_is_missing(dossier: Dossier) -> None:
    result = dossier("run")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: SLACK_BOT_TOKEN is not set")


def test_doctor_says_what_is_wrong_and_how_to_mend_it(dossier: Dossier) -> None:
    result = dossier("doctor")
    assert result.exit_code == 1
    assert "ok   database:" in result.stdout
    assert "BAD  Slack: SLACK_BOT_TOKEN is not set" in result.stdout


def test_doctor_finds_a_database_that_is_none(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / ".data" / "dossier.db").write_bytes(b"this is no database, but it is long enough to be read" * 100)
    result = dossier("doctor")
    assert result.exit_code == 1
    assert "BAD  database:" in result.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_database_that_takes_no_writes_is_said(dossier: Dossier, article: Path, tmp_path: Path) -> None:
    (tmp_path / ".data" / "dossier.db").chmod(0o400)
    result = dossier("ingest", article)
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_the_manifest_in_the_repository_is_what_the_command_prints(dossier: Dossier) -> None:
    committed = (Path(__file__).parents[2] / "manifest.json").read_text("utf-8")
    assert dossier("manifest").stdout == committed


def test_python_m_bot_is_the_same_command() -> None:
    result = subprocess.run([sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True)
    assert "ingest" in result.stdout


def test_two_processes_may_start_on_a_new_database_at_once(tmp_path: Path, article: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}"}
    command: Sequence[str] = [sys.executable, "-m", "bot", "ingest", str(article)]
    started = [subprocess.Popen(command, env=environment, stdout=-1, stderr=-1, text=True) for _ in range(2)]
    outputs = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0, 0], outputs
    assert sorted(output[0][:1] for output in outputs) == ["0", "1"]
