"""`dossier demo`: the real bot in the simulated workspace, and the conversation that a person would see."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.app import Program, build_program, web_client
from bot.config import Config, DigestSettings, load_config, parse_weekdays
from bot.manifest import build_manifest
from bot.playground.clock import SimulatedClock
from bot.playground.people import GENERAL
from bot.playground.playground import Playground
from bot.playground.transcript import Look, Transcript
from store.database import open_store
from store.ingest import ingest_file, load_companies
from store.vocabulary import Vocabulary

MORNING = datetime(2020, 12, 14, 8, 55, tzinfo=UTC)
"""A Monday in the month of the newest seed note, so that the digest has news."""


def print_demo() -> None:
    """Print the transcript of a short morning with Dossier."""
    look = Look(ansi=sys.stdout.isatty())
    with tempfile.TemporaryDirectory() as folder, demo_workspace(Path(folder)) as (slack, program, clock):
        transcript = Transcript(slack.workspace, look=look)
        for _ in play(slack, program, clock):
            transcript.show_new()


@contextmanager
def demo_workspace(folder: Path) -> Iterator[tuple[Playground, Program, SimulatedClock]]:
    """The bot and its simulated Slack, over a new database in which the seed notes are the team's own news."""
    clock = SimulatedClock(MORNING)
    vocabulary = Vocabulary()
    store = open_store(f"sqlite:///{folder / 'demo.db'}")
    try:
        with Playground(build_manifest(), clock=clock) as slack:
            load_companies(store.facts, vocabulary)
            for note in sorted((vocabulary.folder / "documents").glob("*.md")):
                ingest_file(note, store.facts, vocabulary, now=clock(), workspace=slack.team_id)
            client = web_client(slack.bot_token, slack.url)
            program = build_program(demo_config(slack), store, vocabulary, client, clock, clock.sleep)
            slack.attach(program.app)
            yield slack, program, clock
    finally:
        store.close()


def demo_config(slack: Playground) -> Config:
    """The settings of a team that gets its digest in #general at nine."""
    defaults = load_config({"DIGEST_CHANNEL": "C000"}).digest
    assert defaults is not None
    digest = DigestSettings(slack.get_channel(GENERAL).id, defaults.time, defaults.zone, parse_weekdays("mon-fri"))
    return Config("", bot_token=slack.bot_token, signing_secret=slack.signing_secret, digest=digest)


def play(slack: Playground, program: Program, clock: SimulatedClock) -> Iterator[None]:
    """What the team does, a step at a time."""
    maya = slack.person("maya")
    for name in ("alibaba", "alibabba", "zzyzx"):
        maya.command("/company", name)
        yield
    clock.advance(minutes=2)
    question = maya.mention("how fast is alibaba cloud growing?")
    program.worker.work_off()
    yield
    maya.say("and its share of revenue?", thread=question.ts)
    program.worker.work_off()
    yield
    clock.advance(minutes=5)
    program.ticker.tick()
    program.worker.work_off()
    yield
