"""Reaching an app over the wire, as Slack reaches a server's request URL."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import flask
import pytest
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from werkzeug.serving import BaseWSGIServer, make_server

from bot.playground import Playground, RequestUrl


@pytest.fixture
def served(slack: Playground, app: App) -> Iterator[Playground]:
    """Serve the tiny app with Flask and connect the playground to its address."""
    web = flask.Flask("tiny")
    handler = SlackRequestHandler(app)
    web.add_url_rule("/slack/events", view_func=lambda: handler.handle(flask.request), methods=["POST"])
    server: BaseWSGIServer = make_server("127.0.0.1", 0, web)
    Thread(target=server.serve_forever, daemon=True).start()
    slack.connect(RequestUrl(f"http://127.0.0.1:{server.server_port}/slack/events"))
    yield slack
    server.shutdown()
    server.server_close()


def test_commands_mentions_and_buttons_go_over_the_wire(served: Playground) -> None:
    maya = served.person("maya")
    assert maya.command("/company", "acme").answers[0].text == "About acme"
    assert maya.press("share").answers[0].text == "Shared acme"
    assert maya.mention("hello").wait()[0].text.endswith("hello")
    assert not served.refusals


def test_an_error_of_the_server_is_a_failed_dispatch(slack: Playground) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    slack.connect(RequestUrl(f"http://127.0.0.1:{server.server_port}/"))
    turn = slack.person("maya").command("/company")
    server.shutdown()
    server.server_close()
    assert turn.deliveries[0].acknowledgement.status == 501


def test_a_server_that_is_down_is_a_failed_dispatch(slack: Playground) -> None:
    slack.connect(RequestUrl("http://127.0.0.1:9/slack/events"))
    assert slack.person("maya").say("hello").deliveries[0].failure == "dispatch_failed"
