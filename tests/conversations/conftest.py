"""The whole bot in the simulated workspace, with a little news of a company that nobody has heard of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.app import Program, build_program, web_client
from bot.config import Config, DigestSettings, parse_weekdays
from bot.manifest import build_manifest
from bot.playground import Message, Person, Playground, SimulatedClock, Turn, read_message
from store.database.base import Store
from store.ingest import ingest_document
from store.model import Document, PartialDate
from store.vocabulary import Vocabulary

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

NEWS = (
    Document(
        title="Norvelt Robotics doubles its order book",
        text="Norvelt Robotics Inc. said on Monday that its revenue rose 24% year over year to $310 million in the "
        "fourth quarter. Orders from Europe made up 35% of the company's revenue, compared with 20% from Asia.\n\n"
        "“We will hire 400 engineers this year,” said Lena Okafor, chief executive of Norvelt Robotics.\n\n"
        "Norvelt Robotics aims to open 12 factories by 2030.",
        publisher="The Harbour Post",
        url="https://news.example/norvelt",
        published=PartialDate(2026, 2, 27),
    ),
    Document(
        title="Quillon Bank buys a payments startup",
        text="Quillon Bank has agreed to acquire payments startup Tessera Pay for €1.2 billion. The deal is Quillon "
        "Bank's largest acquisition.",
        publisher="The Harbour Post",
        url="https://news.example/quillon",
        published=PartialDate(2026, 3, 1),
    ),
)


@dataclass
class Team:
    """A team with Dossier in its workspace."""

    slack: Playground
    program: Program
    clock: SimulatedClock
    store: Store

    @property
    def maya(self) -> Person:
        return self.slack.person("maya")

    def answers(self, turn: Turn) -> list[str]:
        """What the bot says to a turn once its worker has worked off what waits."""
        self.program.worker.work_off()
        return [self.read(message) for message in turn.answers]

    def answer(self, turn: Turn) -> str:
        (only,) = self.answers(turn)
        return only

    def read(self, message: Message) -> str:
        return " ".join(read_message(message, self.slack.workspace, width=10_000).split())


@pytest.fixture(params=["signed requests", "socket mode"])
def team(request: pytest.FixtureRequest, store: Store, vocabulary: Vocabulary) -> Iterator[Team]:
    clock = SimulatedClock(MONDAY)
    with Playground(build_manifest(), clock=clock) as slack:
        for document in NEWS:
            ingest_document(store.facts, _as_team_news(document, slack.team_id, MONDAY), vocabulary)
        program = build_program(
            _config(slack), store, vocabulary, web_client(slack.bot_token, slack.url), now=clock, sleep=clock.sleep
        )
        slack.attach(program.app, socket_mode=request.param == "socket mode")
        yield Team(slack, program, clock, store)
        assert not slack.refusals, "Slack would have refused something"


def _config(slack: Playground) -> Config:
    digest = DigestSettings(slack.get_channel("general").id, time(9), ZoneInfo("UTC"), parse_weekdays("mon-fri"))
    return Config("", bot_token=slack.bot_token, signing_secret=slack.signing_secret, digest=digest)


def _as_team_news(document: Document, workspace: str, added: datetime) -> Document:
    return replace(document, workspace=workspace, added=added)
