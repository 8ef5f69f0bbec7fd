"""The ticker: every half minute it plans the digests that are due and clears away what is old.

The truth about what was sent is in the delivery rows: a tick only adds the row of a due date, so that any
number of tickers, restarts and time changes give one digest for each local date.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from bot.config import DigestSettings
from handlers.digests import digest_schedule
from store.database.base import Deliveries, DeliveryKey, Store
from store.errors import StoreError

TICK_SECONDS = 30
CATCH_UP = timedelta(hours=6)
"""A digest that could not be sent for longer than this is skipped: nobody wants this morning's at midnight."""
KEEP_EVENTS = timedelta(hours=26)
"""Slack's last retry is long over by then."""
KEEP_THREADS = timedelta(days=30)

log = logging.getLogger(__name__)


def due_time(day: date, settings: DigestSettings) -> datetime:
    """The one instant at which the digest of a local date is due.

    An hour that the clocks skip counts as if they had not; of an hour that comes twice, the first counts.
    """
    return datetime.combine(day, settings.time, settings.zone).astimezone(UTC)


def latest_due_date(now: datetime, settings: DigestSettings) -> date | None:
    """The newest local date whose digest is due, looking back over two days."""
    today = now.astimezone(settings.zone).date()
    days = (today - timedelta(days=back) for back in range(3))
    return next((day for day in days if day.weekday() in settings.weekdays and due_time(day, settings) <= now), None)


def plan_digest(deliveries: Deliveries, workspace: str, settings: DigestSettings, now: datetime) -> None:
    """Add the delivery row of the newest due date, or close it as skipped where that is too long ago."""
    day = latest_due_date(now, settings)
    if day is None:
        return
    key = DeliveryKey(workspace, digest_schedule(settings.channel), day.isoformat())
    if deliveries.state_of(key) is not None or not deliveries.plan(key, settings.channel, now):
        return
    if now - due_time(day, settings) > CATCH_UP:
        deliveries.close(key, "skipped", f"more than {CATCH_UP} late at {now.isoformat(timespec='minutes')}")


class Ticker:
    """Runs a tick now and then every half minute, until it is stopped."""

    def __init__(
        self,
        store: Store,
        workspace: str,
        digest: DigestSettings | None,
        now: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._workspace = workspace
        self._digest = digest
        self._now = now
        self._wake = wake
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self.last_tick: datetime | None = None

    def start(self) -> None:
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=TICK_SECONDS,
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=3600,
        )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def tick(self) -> None:
        """Plan what is due and clear away what is old; a failure is logged and the next tick tries again."""
        now = self._now()
        try:
            if self._digest is not None:
                plan_digest(self._store.deliveries, self._workspace, self._digest, now)
            self._store.inbox.forget(now - KEEP_EVENTS)
            self._store.conversations.forget(now - KEEP_THREADS)
        except StoreError:
            log.exception("tick failed")
            return
        self.last_tick = now
        self._wake()
