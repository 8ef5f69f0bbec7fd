"""`dossier doctor`: each thing the bot needs, whether it is right, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.config import Config, load_config
from store.database import open_store
from store.errors import DossierError, SettingError


def examine() -> Iterator[tuple[str, bool]]:
    """Findings as (sentence, whether that is well), in the order in which to mend them."""
    try:
        config = load_config()
    except SettingError as error:
        yield f"settings: {error}", False
        return
    yield "settings: read", True
    yield from _examine_database(config)
    yield from _examine_slack(config)
    yield from _examine_digest(config)


def _examine_database(config: Config) -> Iterator[tuple[str, bool]]:
    try:
        store = open_store(config.database_url)
        try:
            yield f"database: {store.description()}", True
            yield from ((f"database: {problem}", False) for problem in store.check())
            counts = ", ".join(f"{count} {kind}" for kind, count in store.facts.counts().items())
            yield f"facts: {counts}", True
        finally:
            store.close()
    except DossierError as error:
        yield f"database: {error}", False


def _examine_slack(config: Config) -> Iterator[tuple[str, bool]]:
    try:
        config.require_slack()
    except SettingError as error:
        yield f"Slack: {error}", False
        return
    from bot.app import identify, web_client  # noqa: PLC0415  (Slack's libraries take a moment)

    try:
        identity = identify(web_client(config.bot_token, config.api_url))
    except SettingError as error:
        yield f"Slack: {error}", False
        return
    mode = "Socket Mode" if config.socket_mode else f"HTTP mode on port {config.port}"
    yield f"Slack: {mode}, workspace {identity.team} ({identity.team_id})", True


def _examine_digest(config: Config) -> Iterator[tuple[str, bool]]:
    digest = config.digest
    if digest is None:
        yield "digest: none (set DIGEST_CHANNEL to get one)", True
    else:
        yield f"digest: to {digest.channel} at {digest.time:%H:%M} {digest.zone.key}", True
