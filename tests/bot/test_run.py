"""`dossier run` as a process of its own: a real server, a real kill, and the same simulated Slack."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from bot.manifest import build_manifest
from bot.playground import Playground, RequestUrl

Start = Callable[..., subprocess.Popen[str]]
PATIENCE_SECONDS = 20.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground(build_manifest()) as playground:
        yield playground


@pytest.fixture
def start(slack: Playground, tmp_path: Path) -> Iterator[Start]:
    """Starts the bot over HTTP, on the same port and database each time; all are gone at the end."""
    port = free_port()
    environment = {
        **os.environ,
        "SLACK_API_URL": slack.url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'dossier.db'}",
        "PORT": str(port),
    }
    started: list[subprocess.Popen[str]] = []

    def run(**settings: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "bot", "run"]
        environ = environment | settings
        process = subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True, start_new_session=True)
        started.append(process)
        wait_until_ready(f"http://127.0.0.1:{port}/readyz")
        slack.connect(RequestUrl(f"http://127.0.0.1:{port}/slack/events"))
        return process

    yield run
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urlopen(url, timeout=1):
                return
        except (URLError, ConnectionError, TimeoutError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_a_command_and_a_mention_are_answered_over_the_wire(slack: Playground, start: Start) -> None:
    process = start()
    maya = slack.person("maya")
    (card,) = maya.command("/company", "alibaba").answers
    assert "Alibaba" in card.text
    (answer,) = maya.mention("how fast is alibaba cloud growing?").wait(seconds=PATIENCE_SECONDS)
    assert "60%" in answer.text
    process.terminate()
    assert process.wait(PATIENCE_SECONDS) == 0
    assert not slack.refusals


def test_what_was_acknowledged_before_a_kill_is_answered_once_after_it(slack: Playground, start: Start) -> None:
    maya = slack.person("maya")
    os.killpg(start().pid, signal.SIGKILL)
    first = start()
    question = maya.mention("how fast is alibaba cloud growing?")
    os.killpg(first.pid, signal.SIGKILL)
    start()
    slack.retry()
    (answer,) = question.wait(seconds=90)
    assert "60%" in answer.text
    time.sleep(1.5)
    assert len(question.answers) == 1


def test_no_secret_is_logged_at_any_level(slack: Playground, start: Start) -> None:
    process = start(LOG_LEVEL="DEBUG")
    slack.person("maya").command("/company", "alibaba")
    process.terminate()
    _, log = process.communicate(timeout=PATIENCE_SECONDS)
    assert log
    assert slack.bot_token not in log
    assert slack.signing_secret not in log


def test_a_refused_token_ends_in_one_clear_line(slack: Playground, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "SLACK_API_URL": slack.url,
        "SLACK_BOT_TOKEN": "xoxb-wrong",
        "SLACK_SIGNING_SECRET": "s",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'dossier.db'}",
    }
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "run"], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("Error: SLACK_BOT_TOKEN was refused (invalid_auth)")
    assert ran.stderr.count("\n") == 1
