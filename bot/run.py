"""`dossier run`: the bot against real Slack, in Socket Mode or over HTTP."""

from __future__ import annotations

import logging

from bot.app import Program, build_program, identify, web_client
from bot.config import Config
from bot.server import serve
from bot.sockets import listen
from store.database import open_store
from store.ingest import load_companies, load_seeds
from store.vocabulary import Vocabulary

REQUEST_PATIENCE_MS = 1_500
"""How long a request waits for a locked database: an answer must be out within three seconds."""

log = logging.getLogger(__name__)


def run_bot(config: Config) -> None:
    """Check what can be checked, then run until told to stop; SettingError and StoreError before that."""
    config.require_slack()
    identity = identify(web_client(config.bot_token, config.api_url))
    prepare(config)
    log.info("dossier runs in %s for %s", "Socket Mode" if config.socket_mode else "HTTP mode", identity.team)
    if config.socket_mode:
        listen(open_program(config), config.app_token)
    else:
        serve(lambda: open_program(config), config)


def prepare(config: Config) -> None:
    """Bring the database up to date, and the seed corpus into it."""
    vocabulary = Vocabulary()
    store = open_store(config.database_url)
    try:
        (load_seeds if config.seed_documents else load_companies)(store.facts, vocabulary)
    finally:
        store.close()


def open_program(config: Config) -> Program:
    """The whole program on a store of its own."""
    store = open_store(config.database_url, busy_ms=REQUEST_PATIENCE_MS)
    return build_program(config, store, Vocabulary(), web_client(config.bot_token, config.api_url))
