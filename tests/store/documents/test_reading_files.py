"""Files as they are found on disks: whole, odd, too large, gone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from store.documents import MAX_BYTES, read_file, read_text
from store.errors import DocumentError, DocumentTooLarge, EmptyDocument, NotText
from store.model import PartialDate


def write(folder: Path, content: bytes) -> Path:
    path = folder / "report.txt"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_offsets_count_characters_of_the_file_as_read(tmp_path: Path, newline: str, mark: str) -> None:
    content = mark + newline.join(["", "", "Fjordline raises its target", "", "Sales rose 5% – “a record”.", ""])
    [document] = read_file(write(tmp_path, content.encode()))
    with (tmp_path / "report.txt").open(encoding="utf-8", newline="") as file:
        as_read = file.read()
    assert as_read[document.offset :].startswith("Fjordline raises")
    assert as_read[document.offset : document.offset + len(document.text)] == document.text
    assert document.title == "Fjordline raises its target"


def test_document_knows_its_readers(tmp_path: Path) -> None:
    [document] = read_file(write(tmp_path, b"Sales rose."), workspace="T1", audience="C1")
    assert (document.workspace, document.audience) == ("T1", "C1")


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", "\ufeff\n\u00a0".encode(), b"---\ntitle: x\n---\n\n"])
def test_nothing_but_white_space_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EmptyDocument, match=r"report\.txt is empty"):
        read_file(write(tmp_path, content))


def test_large_file_is_refused_with_its_size(tmp_path: Path) -> None:
    with pytest.raises(DocumentTooLarge, match=r"report\.txt has 20\.0 MB .* 5 MB"):
        read_file(write(tmp_path, b"a" * 20_000_000))
    with pytest.raises(DocumentTooLarge, match=r"a note has 5\.\d MB"):
        read_text("é" * (MAX_BYTES // 2 + 100_000), name="a note")


def test_largest_file_is_read(tmp_path: Path) -> None:
    [document] = read_file(write(tmp_path, b"Sales rose. " * (MAX_BYTES // 12)))
    assert len(document.text) > MAX_BYTES - 20


@pytest.mark.parametrize("path", ["missing.txt", "folder", "nul\0.txt", "missing/report.txt"])
def test_what_cannot_be_read_is_named(tmp_path: Path, path: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(DocumentError, match=re.escape(path)):
        read_file(tmp_path / path)


def test_binary_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(NotText, match=r"report\.txt"):
        read_file(write(tmp_path, bytes(range(256)) * 10))


def test_what_the_caller_knows_goes_before_what_the_text_says() -> None:
    text = "---\ntitle: A\npublisher: B\nurl: C\npublished: 2020\nbased_on: D\n---\nSales rose."
    [document] = read_text(text, name="x", title="T", publisher="P", url="U", published=PartialDate(2021))
    assert (document.title, document.publisher, document.url) == ("T", "P", "U")
    assert (str(document.published), document.based_on) == ("2021", "D")
    [document] = read_text(text, name="x")
    assert (document.title, document.publisher, document.url, str(document.published)) == ("A", "B", "C", "2020")


@pytest.mark.parametrize("text", ["Sales\0 rose.", "Sales \ud800 rose.", "İİİ 5%\u2028x", "a\r\n\rb\n\x85c"])
def test_odd_characters_are_kept(text: str) -> None:
    [document] = read_text(text, name="note")
    assert document.text == text
