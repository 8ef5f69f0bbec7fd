"""The simulated Slack's HTTP server on this machine: the Web API under `/api/`, and the response URLs."""

import json
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.faults import Fault, Faults
from bot.playground.refusals import RateLimitedError, SlackRefusedError
from bot.playground.response_urls import ResponseUrls
from bot.playground.web_api import WebApi

API_PATH = "/api/"
LONGEST_BODY = 1_048_576
JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"
RETRY_AFTER = 1
"""Seconds that an ordered rate limit asks to wait."""

POLL_SECONDS = 0.01
"""How soon the server notices that it is to stop: every test waits this long at its end."""

Answer = tuple[int, str, str]


class SlackServer:
    """Serves a Web API and its response URLs on a free port of the loopback address."""

    def __init__(self, web_api: WebApi, response_urls: ResponseUrls, faults: Faults) -> None:
        self.web_api = web_api
        self.response_urls = response_urls
        self.faults = faults
        self.is_closing = Event()
        self._http: _LoopbackServer | None = None

    @property
    def url(self) -> str:
        if self._http is None:
            raise RuntimeError("The playground is closed: use it in a with statement")
        return f"http://127.0.0.1:{self._http.server_port}"

    def start(self) -> None:
        self._http = _LoopbackServer(("127.0.0.1", 0), _handler_for(self))
        Thread(target=self._http.serve_forever, kwargs={"poll_interval": POLL_SECONDS}, daemon=True).start()

    def stop(self) -> None:
        """Stop serving; calls that are left without an answer end now."""
        self.is_closing.set()
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()

    def answer_method(self, method: str, token: str | None, arguments: dict[str, Any]) -> Answer:
        try:
            return 200, JSON, json.dumps(self.web_api.answer(method, token, arguments))
        except RateLimitedError as limited:
            return 429, JSON, json.dumps(limited.as_response())
        except SlackRefusedError as refused:
            return 200, JSON, json.dumps(refused.as_response())

    def answer_response_url(self, path: str, arguments: dict[str, Any]) -> Answer:
        try:
            self.response_urls.receive(path, arguments)
        except SlackRefusedError as refused:
            status = 404 if refused.error in ("used_url", "expired_url") else 400
            return status, JSON, json.dumps(refused.as_response())
        return 200, "text/plain; charset=utf-8", "ok"


class _LoopbackServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report an error while answering; an app that hung up is none."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _handler_for(server: SlackServer) -> type[BaseHTTPRequestHandler]:
    class Handler(_SlackRequestHandler):
        slack = server

    return Handler


class _SlackRequestHandler(BaseHTTPRequestHandler):
    slack: SlackServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer one request, or fail it as was ordered."""
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), LONGEST_BODY))
        name, respond = self._route(body)
        fault = self.slack.faults.take(name)
        if fault is None:
            self._send(*respond())
        else:
            self._fail(fault, respond)

    do_GET = do_POST  # noqa: N815 - the name http.server calls

    def _route(self, body: bytes) -> tuple[str, Callable[[], Answer]]:
        path = self.path.partition("?")[0]
        if path.startswith(API_PATH):
            method = path.removeprefix(API_PATH)
            return method, lambda: self._call_method(method, body)
        if self.slack.response_urls.knows(path):
            return "response_url", lambda: self._answer_at(path, body)
        return path, lambda: (404, HTML, "<html><body>Not found</body></html>")

    def _call_method(self, method: str, body: bytes) -> Answer:
        arguments = self._read_arguments(body)
        if arguments is None:
            return 200, JSON, json.dumps({"ok": False, "error": "invalid_json"})
        bearer = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        return self.slack.answer_method(method, arguments.pop("token", None) or bearer or None, arguments)

    def _answer_at(self, path: str, body: bytes) -> Answer:
        arguments = self._read_arguments(body)
        if arguments is None:
            return 400, JSON, json.dumps({"ok": False, "error": "invalid_payload"})
        return self.slack.answer_response_url(path, arguments)

    def _read_arguments(self, body: bytes) -> dict[str, Any] | None:
        text = body.decode("utf-8", errors="replace")
        if not text or "json" not in (self.headers.get("Content-Type") or ""):
            return dict(parse_qsl(text or self.path.partition("?")[2], keep_blank_values=True))
        try:
            arguments = json.loads(text)
        except ValueError:
            return None
        return arguments if isinstance(arguments, dict) else None

    def _fail(self, fault: Fault, respond: Callable[[], Answer]) -> None:
        done = respond() if fault.is_accepted else None
        if fault is Fault.RATE_LIMITED:
            self._send(429, JSON, json.dumps({"ok": False, "error": "ratelimited"}))
        elif fault in (Fault.SERVER_ERROR, Fault.ACCEPTED_SERVER_ERROR):
            self._send(500, HTML, "<html><body>Server error</body></html>")
        elif fault is Fault.INTERNAL_ERROR:
            self._send(200, JSON, json.dumps({"ok": False, "error": "internal_error"}))
        elif fault is Fault.HTML_PAGE:
            self._send(200, HTML, "<html><body>Slack is having trouble</body></html>")
        elif fault is Fault.ACCEPTED_TRUNCATED and done:
            self._send(*done, cut=True)
        else:
            self._break_off(wait=fault in (Fault.NO_ANSWER, Fault.ACCEPTED_NO_ANSWER))

    def _break_off(self, *, wait: bool) -> None:
        if wait:
            self.slack.is_closing.wait()
        self.close_connection = True

    def _send(self, status: int, content_type: str, body: str, *, cut: bool = False) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        if status == 429:  # noqa: PLR2004 - an HTTP status
            self.send_header("Retry-After", str(RETRY_AFTER))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if cut else content)
        self.close_connection = cut or self.close_connection

    def log_message(self, *_: Any) -> None:
        """Say nothing: the transcript shows what happened."""
