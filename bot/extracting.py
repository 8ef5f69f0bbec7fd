"""What `dossier extract` reads: files, or JSON lines of ready texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.documents import read_file, read_text
from store.errors import DocumentError, EmptyDocument
from store.model import Document


def named_documents(paths: Iterable[Path], failures: list[str]) -> Iterator[tuple[str, str, Document]]:
    """Each document with its id and path; a file that can't be read adds to `failures`, and the next is read.

    The id is the file's stem, numbered from 1 where a file holds several documents.
    """
    for path in files_below(paths):
        try:
            documents = read_file(path)
        except DocumentError as error:
            failures.append(str(error))
            continue
        for number, document in enumerate(documents, 1):
            yield (f"{path.stem}-{number}" if len(documents) > 1 else path.stem), str(path), document


def files_below(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and of folders the text files in them, in order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix in (".txt", ".md"))
        else:
            yield path


def numbered_lines(path: Path) -> Iterator[tuple[str, str, Document]]:
    """JSON lines `{"id", "text"}`, each one document as it stands; DocumentError names a line that is none."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _from_line(line, path, number)
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path} can't be read: {error}") from error


def _from_line(line: str, path: Path, number: int) -> tuple[str, str, Document]:
    try:
        record = json.loads(line)
        name, text = str(record["id"]), str(record["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise DocumentError(f'{path}, line {number}: not JSON like {{"id": "a1", "text": "…"}}') from error
    try:
        (document,) = read_text(text, name=name, split=False)
    except EmptyDocument:
        document = Document(title="", text=text)
    return name, str(path), document
