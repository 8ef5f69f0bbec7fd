"""What `dossier ingest` does: files and folders into the store, with a progress bar where a person waits."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.progress import Progress

from bot.extracting import files_below
from store.database.base import Store
from store.errors import DocumentError, DossierError
from store.ingest import ingest_file
from store.vocabulary import Vocabulary

log = logging.getLogger(__name__)

FEW_FILES = 20
"""So many are read in well under a second: a bar would only flicker."""


def ingest_paths(paths: Sequence[Path], store: Store, vocabulary: Vocabulary, workspace: str, now: datetime) -> bool:
    """Take in every document; say what was added and what failed; whether all went well."""
    added = known = failed = 0
    for path in _with_progress(list(files_below(paths))):
        try:
            ingested = ingest_file(path, store.facts, vocabulary, now=now, workspace=workspace)
        except DocumentError as error:
            trouble = str(error)
        except DossierError:
            raise
        except Exception:  # a defect of ours, met in one file, must not keep the others out
            log.exception("%s could not be read", path)
            trouble = f"{path}: reading it failed, which is a defect of Dossier: please report it"
        else:
            added += ingested.added
            known += ingested.known
            continue
        failed += 1
        click.echo(f"Error: {trouble}", err=True)
    click.echo(f"{_count(added)} added, {_count(known)} known already" + (f", {failed} failed" if failed else ""))
    return not failed


def _count(documents: int) -> str:
    return f"{documents} document{'' if documents == 1 else 's'}"


def _with_progress(files: list[Path]) -> Iterator[Path]:
    if len(files) <= FEW_FILES or not sys.stderr.isatty():
        yield from files
        return
    with Progress(transient=True) as progress:
        yield from progress.track(files, description="Reading")
