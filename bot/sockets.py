"""Socket Mode: one connection to Slack, and a watchdog that opens a new one when it has died in silence."""

from __future__ import annotations

import logging
import signal
import threading

from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler

from bot.app import Program

WATCH_SECONDS = 10.0

log = logging.getLogger(__name__)


def listen(program: Program, app_token: str) -> None:
    """Hear Slack until SIGTERM or Ctrl-C."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    handler = SocketModeHandler(program.app, app_token, ping_interval=5)
    program.start()
    handler.connect()
    try:
        watch(handler, stopping)
    finally:
        handler.close()
        program.stop()


def watch(handler: SocketModeHandler, stopping: threading.Event, every: float = WATCH_SECONDS) -> None:
    """Look after the connection until told to stop: one that is gone is opened anew."""
    while not stopping.wait(every):
        try:
            if not handler.client.is_connected():
                log.warning("Socket Mode: the connection is gone, opening a new one")
                handler.client.connect_to_new_endpoint(force=True)
        except Exception:
            # Slack or the network is away: the next round tries again.
            log.exception("Socket Mode: could not reconnect")
