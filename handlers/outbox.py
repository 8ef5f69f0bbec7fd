"""The one door out: every message to Slack is a delivery row that is claimed, posted once and marked done.

A row that is on its way when a process dies, or whose call ends in doubt, is looked for in the channel before
anything is sent again: a message is posted twice only where nobody can tell, which is never.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from slack_sdk import WebClient

from handlers.messages import Message
from handlers.messages.help import CANNOT_POST
from handlers.pace import Pace
from handlers.parcels import Parcel, pack, plan_parcel
from handlers.reconciling import TooBusyToTellError, find_post, mark_of
from handlers.response_urls import answer_at
from handlers.setbacks import FAILURES, Remedy, Setback, judge
from store.database.base import Deliveries, Delivery, DeliveryKey

TIMEOUT_SECONDS = 10
SETTLING_SECONDS = 5.0
"""What Slack took a moment ago may not be in the channel's history yet."""
LONGEST_PAUSE_SECONDS = 2.0
"""A worker waits that long for a channel's turn; for longer, the row goes back and others come first."""
LONGEST_BACKOFF_SECONDS = 300.0
TOO_LATE = timedelta(hours=6)
MOST_ATTEMPTS = 50

log = logging.getLogger(__name__)


class Outbox:
    """Posts what waits in the delivery table.

    `client_for` gives a workspace's client, and raises LookupError where there is none any more.  It must not retry
    by itself (`retry_handlers=[]`): that posts twice where only the answer was lost.
    `compose` makes the message of a row that has none yet (a digest); None skips it.
    """

    def __init__(
        self,
        deliveries: Deliveries,
        client_for: Callable[[str], WebClient],
        compose: Callable[[Delivery], Message | None],
        now: Callable[[], datetime],
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._deliveries = deliveries
        self._client_for = client_for
        self._compose = compose
        self._now = now
        self._sleep = sleep
        self._pace = Pace(clock)

    def post_next(self, owner: str) -> bool:
        """Claim one due row and do what it needs; False where none is due."""
        delivery = self._deliveries.claim(owner, self._now())
        if delivery is None:
            return False
        if self._is_hopeless(delivery):
            self._close(delivery, "unknown" if delivery.state == "posting" else "skipped", "too late")
        elif delivery.state == "posting":
            self._settle(delivery, owner)
        else:
            self._send(delivery, owner)
        return True

    def _is_hopeless(self, delivery: Delivery) -> bool:
        return self._now() - delivery.created > TOO_LATE or delivery.attempt > MOST_ATTEMPTS

    def _settle(self, delivery: Delivery, owner: str) -> None:
        """Find out whether a message arrived, and post it where it provably did not."""
        parcel = Parcel.from_body(delivery.body or {})
        if parcel.private:
            # Nobody can look up a private answer; seeing it twice harms nobody.
            self._send(delivery, owner)
            return
        self._sleep(SETTLING_SECONDS)
        try:
            ts = find_post(self._client_for(delivery.key.workspace), delivery)
        except (*FAILURES, TooBusyToTellError, LookupError) as error:
            self._stay_in_doubt(delivery, error)
            return
        if ts:
            self._arrived(delivery, parcel, ts)
        else:
            self._send(delivery, owner)

    def _stay_in_doubt(self, delivery: Delivery, error: Exception) -> None:
        """Where the channel will never be readable the row is closed; else our lease runs out and it is tried again."""
        setback = judge(error)
        if isinstance(error, TooBusyToTellError | LookupError) or setback.remedy in {Remedy.GIVE_UP, Remedy.STOP}:
            self._close(delivery, "unknown", f"perhaps posted, and can't be looked up: {setback.reason}")

    def _send(self, delivery: Delivery, owner: str) -> None:
        parcel = self._parcel_of(delivery, owner)
        if parcel is None:
            self._close(delivery, "skipped", "nothing to say")
        elif self._wait_for_turn(delivery) and self._start(delivery, owner):
            self._attempt(delivery, parcel)

    def _parcel_of(self, delivery: Delivery, owner: str) -> Parcel | None:
        """What the row carries; composed now and kept there, where it carries nothing yet."""
        if delivery.body is not None:
            return Parcel.from_body(delivery.body)
        message = self._compose(delivery)
        if message is None:
            return None
        parcel = pack(message)
        self._deliveries.keep_body(delivery.key, owner, parcel.as_body())
        return parcel

    def _wait_for_turn(self, delivery: Delivery) -> bool:
        place = (delivery.key.workspace, delivery.channel)
        seconds = self._pace.wait_for(*place)
        if seconds > LONGEST_PAUSE_SECONDS:
            self._deliveries.retry(delivery.key, self._now() + timedelta(seconds=seconds), "the channel's turn")
            return False
        if turn := self._pace.take(*place):
            self._sleep(turn)
        return True

    def _start(self, delivery: Delivery, owner: str) -> bool:
        return self._deliveries.start_posting(delivery.key, owner, self._now(), TIMEOUT_SECONDS)

    def _attempt(self, delivery: Delivery, parcel: Parcel) -> None:
        try:
            ts = self._post(delivery, parcel)
        except FAILURES as error:
            self._handle(judge(error), delivery, parcel)
        except LookupError:
            self._handle(Setback(Remedy.STOP, "not installed"), delivery, parcel)
        else:
            self._arrived(delivery, parcel, ts)

    def _post(self, delivery: Delivery, parcel: Parcel) -> str:
        """Send it; the `ts` of the message, or nothing for a private one."""
        if parcel.private:
            answer_at(parcel.private, parcel.message, TIMEOUT_SECONDS)
            return ""
        response = self._client_for(delivery.key.workspace).chat_postMessage(
            channel=delivery.channel,
            text=parcel.message.text,
            blocks=parcel.message.blocks or None,
            thread_ts=delivery.thread_ts or None,
            metadata=mark_of(delivery),
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(response["ts"])

    def _arrived(self, delivery: Delivery, parcel: Parcel, ts: str) -> None:
        """Plan the part that follows before this one is done: a crash in between loses neither."""
        if following := parcel.next_part():
            key = replace(delivery.key, part=delivery.key.part + 1)
            plan_parcel(
                self._deliveries, key, delivery.channel, following, self._now(), thread_ts=delivery.thread_ts or ts
            )
        self._deliveries.done(delivery.key, ts)

    def _handle(self, setback: Setback, delivery: Delivery, parcel: Parcel) -> None:
        """Do what the failure asks for; every branch leaves the row in a state that somebody goes on from."""
        now = self._now()
        match setback.remedy:
            case Remedy.WAIT:
                self._pace.hold(delivery.key.workspace, delivery.channel, setback.seconds)
                self._deliveries.retry(delivery.key, now + timedelta(seconds=setback.seconds), setback.reason)
            case Remedy.RESEND:
                seconds = min(2.0**delivery.attempt, LONGEST_BACKOFF_SECONDS)
                self._deliveries.retry(delivery.key, now + timedelta(seconds=seconds), setback.reason)
            case Remedy.LOOK:
                log.warning("%s is in doubt: %s", _name(delivery.key), setback.reason)
                self._deliveries.reconcile_later(delivery.key, now, setback.reason)
            case Remedy.SIMPLIFY if parcel.message.blocks:
                log.error("%s goes as text only: %s", _name(delivery.key), setback.reason)
                self._attempt(delivery, parcel.as_text_only())
            case _:
                self._close(delivery, "failed", setback.reason)
                self._tell(delivery, parcel)

    def _close(self, delivery: Delivery, state: str, reason: str) -> None:
        log.warning("%s closed as %s: %s", _name(delivery.key), state, reason)
        self._deliveries.close(delivery.key, state, reason)

    def _tell(self, delivery: Delivery, parcel: Parcel) -> None:
        """Tell the one who asked for a post that it could not be made."""
        if parcel.tell:
            key = replace(delivery.key, schedule=f"notice:{delivery.key.schedule}")
            notice = pack(Message(CANNOT_POST), private=parcel.tell)
            plan_parcel(self._deliveries, key, delivery.channel, notice, self._now())


def _name(key: DeliveryKey) -> str:
    return f"delivery {key.schedule} {key.slot} part {key.part} of {key.workspace}"
