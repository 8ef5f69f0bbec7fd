"""HTTP mode: what Slack sends is verified, what is malformed is refused in few words."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from slack_sdk.signature import SignatureVerifier

from bot.app import Program, build_program, web_client
from bot.config import Config
from bot.manifest import build_manifest
from bot.playground import Playground
from bot.server import MAX_BODY_BYTES, build_server
from store.database.base import Store
from store.vocabulary import Vocabulary

PATH = "/slack/events"
COMMAND = (
    "command=%2Fcompany&text=alibaba&team_id=T1&channel_id=C1&user_id=U1&response_url=https%3A%2F%2Fx&trigger_id=1"
)


@pytest.fixture
def program(store: Store, vocabulary: Vocabulary) -> Iterator[Program]:
    with Playground(build_manifest()) as slack:
        config = Config("", bot_token=slack.bot_token, signing_secret=slack.signing_secret)
        yield build_program(config, store, vocabulary, web_client(slack.bot_token, slack.url))


@pytest.fixture
def http(program: Program) -> FlaskClient:
    return build_server(program, Playground.signing_secret).test_client()


def signed(body: str, kind: str = "application/x-www-form-urlencoded") -> dict[str, str]:
    moment = str(int(time.time()))
    signature = SignatureVerifier(Playground.signing_secret).generate_signature(timestamp=moment, body=body)
    assert signature
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": moment, "X-Slack-Signature": signature}


def test_a_signed_command_is_answered_in_the_ack(http: FlaskClient) -> None:
    answer = http.post(PATH, data=COMMAND, headers=signed(COMMAND))
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["response_type"] == "ephemeral"


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, COMMAND, 401),
        ({"X-Slack-Signature": "v0=0", "X-Slack-Request-Timestamp": "1"}, COMMAND, 401),
        ({"X-Slack-Signature": "v0=0", "X-Slack-Request-Timestamp": "soon"}, COMMAND, 401),
        (signed("other body"), COMMAND, 401),
        ({**signed(COMMAND), "X-Slack-Request-Timestamp": "1600000000"}, COMMAND, 401),
        (signed("{", "application/json"), "{", 400),
        (signed("[1]", "application/json"), "[1]", 400),
        (signed('"x"', "application/json"), '"x"', 400),
        (signed("payload=%7B", "application/x-www-form-urlencoded"), "payload=%7B", 400),
        (signed(""), "", 400),
    ],
)
def test_what_is_malformed_is_refused_in_few_words(
    http: FlaskClient, caplog: pytest.LogCaptureFixture, headers: dict[str, str], body: str, status: int
) -> None:
    with caplog.at_level(logging.INFO):
        answer = http.post(PATH, data=body, headers=headers)
    assert answer.status_code == status
    assert b"Traceback" not in answer.data
    assert len(caplog.text.encode()) <= 300
    assert "alibaba" not in caplog.text


def test_a_body_that_is_too_large_is_refused_unread(http: FlaskClient) -> None:
    assert http.post(PATH, data=b"a" * (MAX_BODY_BYTES + 1), headers=signed("x")).status_code == 413


def test_health_pages(http: FlaskClient, program: Program) -> None:
    assert http.get("/healthz").status_code == 200
    assert http.get("/readyz").status_code == 503
    program.ticker.tick()
    assert http.get("/readyz").status_code == 200


def test_readiness_says_when_the_database_is_gone(http: FlaskClient, program: Program, tmp_path: Path) -> None:
    program.ticker.tick()
    (tmp_path / "dossier.db").write_bytes(b"gone" * 10_000)
    answer = http.get("/readyz")
    assert answer.status_code == 503
    assert answer.json
    assert answer.json["problems"]
