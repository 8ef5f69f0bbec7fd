"""The command line `dossier`: one short function a command."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from bot import doctor as examination
from bot.config import Config, load_config
from bot.logs import configure_logging
from bot.manifest import build_manifest
from bot.output import answer_lines, answer_record, digest_lines, facts_record, json_line
from store.database import open_store
from store.database.base import Store
from store.digests import compose_digest
from store.errors import DossierError
from store.extraction import extract_facts
from store.ingest import load_companies, load_seeds
from store.model import SHARED_WORKSPACE, Query, Reader
from store.vocabulary import Vocabulary

P = ParamSpec("P")
R = TypeVar("R")


def told_kindly(command: Callable[P, R]) -> Callable[P, R]:
    """What goes wrong on purpose ends the command with its message and exit status 1, without a traceback."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except DossierError as error:
            raise click.ClickException(str(error)) from error

    return wrapped


@contextmanager
def opened(config: Config, *, documents: bool = False) -> Iterator[tuple[Store, Vocabulary]]:
    """The store, with the known companies in it (and the seed notes, where asked for), and the vocabulary."""
    vocabulary = Vocabulary()
    store = open_store(config.database_url)
    try:
        if documents:
            load_seeds(store.facts, vocabulary)
        else:
            load_companies(store.facts, vocabulary)
        yield store, vocabulary
    finally:
        store.close()


workspace_option = click.option(
    "--workspace", default=SHARED_WORKSPACE, show_default=True, help="Whose documents: the id of a Slack workspace."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, a line each.")
paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dossier")
def main() -> None:
    """Keep the facts in your team's business news, each with the sentence it came from."""


@main.command()
@told_kindly
def run() -> None:
    """Start the bot: Socket Mode where SLACK_APP_TOKEN is set, else HTTP on $PORT."""
    from bot.run import run_bot  # noqa: PLC0415  (Slack's libraries take a moment that other commands can save)

    config = load_config()
    configure_logging(config.log_level, config.secrets)
    run_bot(config)


@main.command()
@told_kindly
def demo() -> None:
    """Talk to the bot in a simulated Slack, with no account and no network."""
    from bot.playground.demo import print_demo  # noqa: PLC0415  (as above)

    print_demo()


@main.command()
@click.argument("questions", nargs=-1)
@workspace_option
@json_option
@told_kindly
def ask(questions: tuple[str, ...], workspace: str, as_json: bool) -> None:
    """Ask questions, one turn of a conversation each; without any, type them one by one."""
    from store.answers import answer_question  # noqa: PLC0415  (keeps the other commands quick)
    from store.follow_ups import remember  # noqa: PLC0415

    with opened(load_config()) as (store, vocabulary):
        previous: Query | None = None
        for question in questions or _typed():
            today = datetime.now(UTC).date()
            answer = answer_question(question, store.facts, vocabulary, Reader(workspace), today, previous)
            click.echo(json_line(answer_record(answer)) if as_json else "\n".join(answer_lines(answer)))
            previous = remember(answer, previous)


def _typed() -> Iterator[str]:
    while True:
        try:
            yield click.prompt("ask", prompt_suffix="> ")
        except click.Abort:
            return


@main.command()
@paths_argument
@workspace_option
@told_kindly
def ingest(paths: tuple[Path, ...], workspace: str) -> None:
    """Read files (and folders of them), keep their facts."""
    from bot.ingesting import ingest_paths  # noqa: PLC0415

    if not paths:
        raise click.UsageError("name at least one file or folder")
    with opened(load_config()) as (store, vocabulary):
        if not ingest_paths(paths, store, vocabulary, workspace, datetime.now(UTC)):
            sys.exit(1)


@main.command()
@paths_argument
@click.option("--lines", type=click.Path(path_type=Path), help='Read JSON lines {"id", "text"} from this file instead.')
@json_option
@told_kindly
def extract(paths: tuple[Path, ...], lines: Path | None, as_json: bool) -> None:
    """Print the facts in files, without storing them."""
    from bot.extracting import named_documents, numbered_lines  # noqa: PLC0415

    if not paths and not lines:
        raise click.UsageError("name at least one file, or --lines FILE")
    vocabulary = Vocabulary()
    failures: list[str] = []
    for name, path, document in numbered_lines(lines) if lines else named_documents(paths, failures):
        record = facts_record(name, path, document, extract_facts(document, vocabulary))
        click.echo(json_line(record) if as_json else _readable(record))
    for failure in failures:
        click.echo(f"Error: {failure}", err=True)
    if failures:
        sys.exit(1)


def _readable(record: dict[str, Any]) -> str:
    lines = [f"{record['title']} ({record['published'] or 'undated'})", f"  {', '.join(record['companies'])}"]
    lines += [f"  {p['name']}: {', '.join(filter(None, (p['role'], p['org'])))}" for p in record["people"]]
    lines += [f"  {f['subject'] or '?'}, {f['metric']}: {f['text']}" for f in record["figures"]]
    lines += [f"  {q['speaker'] or '?'}: “{q['text']}”" for q in record["quotes"]]
    return "\n".join(lines)


@main.command()
@click.argument("names", metavar="NAMES", type=click.Path(path_type=Path))
@click.option("--catalog", type=click.Path(path_type=Path), help='Match among {"id", "name", "names", "rank"} lines.')
@workspace_option
@json_option
@told_kindly
def match(names: Path, catalog: Path | None, workspace: str, as_json: bool) -> None:
    """Say which company each name in a file (CSV or JSON lines) means: the same rows, with id, name, score, outcome.

    With --json every candidate is printed, and the milliseconds that each name took.
    """
    from bot.matching import among_catalog, among_stored  # noqa: PLC0415  (as above)
    from bot.name_lists import read_names  # noqa: PLC0415

    listed = read_names(names)
    with ExitStack() as stack:
        if catalog:
            matcher = stack.enter_context(among_catalog(catalog))
        else:
            matcher = among_stored(stack.enter_context(opened(load_config()))[0].facts, workspace)
        measured = (json_line(matcher.measure(name)) for name, _ in listed.named())
        completed = listed.write(matcher.complete(name, row) for name, row in listed.named())
        for line in measured if as_json else completed:
            click.echo(line)


@main.command()
@workspace_option
@told_kindly
def digest(workspace: str) -> None:
    """Print today's digest: what was published in the last week."""
    with opened(load_config()) as (store, _):
        today = datetime.now(UTC).date()
        click.echo("\n".join(digest_lines(compose_digest(store.facts, Reader(workspace), today, None))))


@main.command()
@told_kindly
def doctor() -> None:
    """Examine settings, database and tokens; say what is wrong and how to mend it."""
    healthy = True
    for line, good in examination.examine():
        click.echo(f"{'ok  ' if good else 'BAD '} {line}")
        healthy &= good
    if not healthy:
        sys.exit(1)


@main.command()
@click.option("--http", "http_url", metavar="URL", help="For HTTP mode at this public address.")
@click.option("--mention-only", is_flag=True, help="Hear only mentions: no follow-ups without one.")
def manifest(http_url: str | None, mention_only: bool) -> None:
    """Print the Slack app manifest."""
    click.echo(json.dumps(build_manifest(http_url, mention_only=mention_only), indent=2))
