"""The composition root: settings become a store, a Bolt app, a worker and a ticker that know each other."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

import handlers
from bot.config import Config
from bot.schedule import Ticker
from bot.worker import Worker
from handlers.digests import compose_delivery
from handlers.outbox import TIMEOUT_SECONDS, Outbox
from handlers.services import Services
from store.database.base import Store
from store.errors import SettingError
from store.vocabulary import Vocabulary

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Program:
    """What runs: the app that hears Slack, the worker that answers, the ticker that plans."""

    app: App
    services: Services
    worker: Worker
    ticker: Ticker

    def start(self) -> None:
        self.worker.start()
        self.ticker.start()

    def stop(self) -> None:
        self.ticker.stop()
        self.worker.stop()


def utc_now() -> datetime:
    return datetime.now(UTC)


def web_client(token: str, base_url: str = WebClient.BASE_URL) -> WebClient:
    """A client that never retries by itself: the SDK's own retry posts a message twice when a connection drops."""
    return WebClient(token=token, base_url=base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


def identify(client: WebClient) -> AuthorizeResult:
    """Who we are in Slack, asked once; SettingError where the token is refused or Slack can't be reached."""
    try:
        return AuthorizeResult.from_auth_test_response(auth_test_response=client.auth_test(), bot_token=client.token)
    except SlackApiError as error:
        reason = error.response["error"]
        raise SettingError(
            f"SLACK_BOT_TOKEN was refused ({reason}): copy it again from your app's *OAuth & Permissions* page"
        ) from error
    except (SlackClientError, OSError) as error:
        raise SettingError(f"Slack can't be reached ({type(error).__name__}): check the network") from error


def build_program(
    config: Config,
    store: Store,
    vocabulary: Vocabulary,
    client: WebClient,
    now: Callable[[], datetime] = utc_now,
    sleep: Callable[[float], None] = time.sleep,
) -> Program:
    """Put the program together; nothing runs before `start`.  `now` and `sleep` are of one clock."""
    identity = identify(client)
    bell = threading.Event()
    channel = config.digest.channel if config.digest else ""
    services = Services(store, vocabulary, now, bell.set, channel)
    outbox = Outbox(
        deliveries=store.deliveries,
        client_for=lambda _workspace: client,
        compose=lambda delivery: compose_delivery(delivery, services),
        now=now,
        clock=lambda: now().timestamp(),
        sleep=sleep,
    )
    worker = Worker(services, outbox, bell)
    app = build_bolt_app(config, client, identity)
    handlers.register(app, services)
    return Program(app, services, worker, Ticker(store, identity.team_id or "", config.digest, now, bell.set))


def build_bolt_app(config: Config, client: WebClient, identity: AuthorizeResult) -> App:
    """Bolt, acknowledging only after the listener has run: what could not be saved is sent again by Slack.

    Its client has no token of its own: each request brings the one that it is authorised with.
    """
    return App(
        client=WebClient(base_url=client.base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[]),
        signing_secret=config.signing_secret or "unused in Socket Mode",
        authorize=lambda **_: identity,
        process_before_response=True,
        request_verification_enabled=bool(config.signing_secret),
    )
