"""HTTP mode: Slack's signed requests through Flask and gunicorn, and the health pages."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qsl

from flask import Flask, Response, jsonify, request
from gunicorn.app.base import BaseApplication
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier
from werkzeug.datastructures import Headers

from bot.app import Program
from bot.config import Config
from store.errors import StoreError

MAX_BODY_BYTES = 1024 * 1024
THREADS = 8
STALE_TICK = timedelta(minutes=5)

log = logging.getLogger(__name__)


def build_server(program: Program, signing_secret: str) -> Flask:
    """The WSGI application: `/slack/events` for everything Slack sends, `/healthz` and `/readyz` for who watches."""
    server = Flask("dossier")
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    slack = SlackRequestHandler(program.app)
    verifier = SignatureVerifier(signing_secret)

    @server.post("/slack/events")
    def slack_events() -> Response:
        fault = find_fault(request.headers, request.get_data(as_text=True), verifier)
        if fault is not None:
            log.warning("a request was refused with %s", fault)
            return Response(status=fault)
        return slack.handle(request)

    @server.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @server.get("/readyz")
    def readyz() -> tuple[Response, int]:
        problems = find_problems(program)
        return jsonify(status="ok" if not problems else "not ready", problems=problems), 503 if problems else 200

    return server


def find_fault(headers: Headers, body: str, verifier: SignatureVerifier) -> int | None:
    """The HTTP status to refuse a request with, None where it is Slack's and well formed.

    Bolt verifies signatures too, but it fails on some malformed requests and logs the body of others.
    """
    timestamp, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
    if not re.fullmatch(r"\d{1,12}", timestamp, re.ASCII) or not verifier.is_valid(body, timestamp, signature):
        return 401
    return None if _is_payload(headers.get("Content-Type", ""), body) else 400


def _is_payload(content_type: str, body: str) -> bool:
    """Whether this is a command's form, or a JSON object of any other kind."""
    if not content_type.startswith("application/json"):
        form = dict(parse_qsl(body))
        if "command" in form:
            return True
        body = form.get("payload", "")
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False


def find_problems(program: Program) -> list[str]:
    """Why the program can't do its work now, in sentences."""
    problems = []
    try:
        program.services.store.inbox.depth()
    except StoreError as error:
        problems.append(str(error))
    last = program.ticker.last_tick
    if last is None or program.services.now() - last > STALE_TICK:
        problems.append("the ticker has not run for five minutes")
    return problems


class Gunicorn(BaseApplication):  # type: ignore[misc]
    """gunicorn, started from here instead of from a command of its own.

    The program is built in gunicorn's worker process: an SQLite connection must not be carried over a fork.
    """

    def __init__(self, build_program: Callable[[], Program], config: Config) -> None:
        self._build_program = build_program
        self._config = config
        self._program: Program | None = None
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": f"0.0.0.0:{self._config.port}",
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "graceful_timeout": 8,
            "worker_exit": lambda _arbiter, _worker: self._stop(),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        self._program = self._build_program()
        self._program.start()
        return build_server(self._program, self._config.signing_secret)

    def _stop(self) -> None:
        if self._program is not None:
            self._program.stop()


def serve(build_program: Callable[[], Program], config: Config) -> None:
    """Listen until told to stop, in one process: the worker and the ticker live in it too."""
    Gunicorn(build_program, config).run()
