"""The delivery table: all that is posted goes through a row here, and so is posted once.

A row is pending, claimed, posting and then done, skipped, failed or unknown.  When the lease of a lost worker ends, its
row is handed out again: as `posting` where it was on its way, for the next one to look first whether it arrived.
`due` says when a row may be taken: the time it waits for, or the end of its lease.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from store.database.base import Delivery, DeliveryKey
from store.database.connections import StorePart
from store.database.driver import Row
from store.database.rows import moment_text, read_moment

PLAN = """
    insert into delivery (workspace, schedule, slot, part, delivery_id, channel, thread_ts, body, state, attempt,
        due, created, as_of)
    values (:workspace, :schedule, :slot, :part, :delivery_id, :channel, :thread_ts, :body, 'pending', 0,
        :due, :now, iif(:body is null, null, :now))
    on conflict do nothing
"""
NEXT = """
    select delivery_id from delivery
    where state in ('pending', 'claimed', 'posting') and due <= :now and not exists (
        select 1 from delivery as earlier
        where earlier.workspace = delivery.workspace and earlier.schedule = delivery.schedule
            and earlier.slot = delivery.slot and earlier.part < delivery.part
            and earlier.state in ('pending', 'claimed', 'posting'))
    order by due, part limit 1
"""
CLAIM = """
    update delivery set owner = :owner, due = :until, attempt = attempt + 1,
        state = iif(state = 'posting', 'posting', 'claimed'), as_of = iif(body is null, :now, as_of)
    where delivery_id = :delivery_id
    returning *
"""
KEEP_BODY = """
    update delivery set body = :body
    where delivery_id = :delivery_id and owner = :owner and state in ('claimed', 'posting')
"""
START_POSTING = """
    update delivery set state = 'posting', posting_since = :now
    where delivery_id = :delivery_id and owner = :owner and state in ('claimed', 'posting') and due > :until
"""
DONE = """
    update delivery set state = 'done', ts = :ts, body = null, owner = null, error = null
    where delivery_id = :delivery_id
"""
RETRY = """
    update delivery set state = 'pending', owner = null, due = :due, posting_since = null, error = :error
    where delivery_id = :delivery_id and state in ('claimed', 'posting')
"""
RECONCILE_LATER = """
    update delivery set owner = null, due = :due, error = :error
    where delivery_id = :delivery_id and state = 'posting'
"""
CLOSE = """
    update delivery set state = :state, body = null, owner = null, error = :error
    where delivery_id = :delivery_id and state in ('pending', 'claimed', 'posting')
"""
LAST_DONE = """
    select max(as_of) as as_of from delivery where workspace = :workspace and schedule = :schedule and state = 'done'
"""
STATE = "select state from delivery where delivery_id = :delivery_id"


class SqliteDeliveries(StorePart):
    """A row for each message that goes out."""

    def plan(
        self,
        key: DeliveryKey,
        channel: str,
        now: datetime,
        thread_ts: str = "",
        body: dict[str, object] | None = None,
        *,
        not_before: datetime | None = None,
    ) -> bool:
        row = {
            **asdict(key),
            "channel": channel,
            "thread_ts": thread_ts,
            "body": None if body is None else json.dumps(body),
            "due": moment_text(not_before or now),
            "now": moment_text(now),
        }
        return self._change(PLAN, key, **row)

    def claim(self, owner: str, now: datetime, lease_seconds: float = 60) -> Delivery | None:
        until = moment_text(now + timedelta(seconds=lease_seconds))
        parameters = {"owner": owner, "now": moment_text(now), "until": until}
        if not self._connections.read(NEXT, parameters):
            return None
        with self._connections.writing() as connection:
            due = connection.execute(NEXT, parameters).fetchone()
            row = connection.execute(CLAIM, {**parameters, **due}).fetchone() if due else None
        return read_delivery(row) if row else None

    def keep_body(self, key: DeliveryKey, owner: str, body: dict[str, object]) -> None:
        self._change(KEEP_BODY, key, owner=owner, body=json.dumps(body))

    def start_posting(self, key: DeliveryKey, owner: str, now: datetime, timeout_seconds: float) -> bool:
        until = moment_text(now + timedelta(seconds=timeout_seconds))
        return self._change(START_POSTING, key, owner=owner, now=moment_text(now), until=until)

    def done(self, key: DeliveryKey, ts: str) -> None:
        self._change(DONE, key, ts=ts)

    def retry(self, key: DeliveryKey, not_before: datetime, error: str) -> None:
        self._change(RETRY, key, due=moment_text(not_before), error=error)

    def reconcile_later(self, key: DeliveryKey, now: datetime, error: str) -> None:
        self._change(RECONCILE_LATER, key, due=moment_text(now), error=error)

    def close(self, key: DeliveryKey, state: str, reason: str) -> None:
        self._change(CLOSE, key, state=state, error=reason)

    def last_done(self, workspace: str, schedule: str) -> datetime | None:
        rows = self._connections.read(LAST_DONE, {"workspace": workspace, "schedule": schedule})
        return read_moment(rows[0]["as_of"])

    def state_of(self, key: DeliveryKey) -> str | None:
        rows = self._connections.read(STATE, {"delivery_id": key.delivery_id})
        return rows[0]["state"] if rows else None

    def _change(self, sql: str, key: DeliveryKey, **values: object) -> bool:
        with self._connections.writing() as connection:
            return connection.execute(sql, {"delivery_id": key.delivery_id, **values}).rowcount == 1


def read_delivery(row: Row) -> Delivery:
    return Delivery(
        key=DeliveryKey(row["workspace"], row["schedule"], row["slot"], row["part"]),
        delivery_id=row["delivery_id"],
        channel=row["channel"],
        thread_ts=row["thread_ts"],
        body=json.loads(row["body"]) if row["body"] else None,
        state=row["state"],
        attempt=row["attempt"],
        created=datetime.fromisoformat(row["created"]),
        posting_since=read_moment(row["posting_since"]),
    )
