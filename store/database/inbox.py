"""The inbox: events from Slack, saved before they are acknowledged and handled once."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from store.database.base import InboxItem
from store.database.connections import StorePart
from store.database.rows import moment_text

SAVE = """
    insert into inbox (workspace, slack_event, channel, ts, kind, body, saved, attempt)
    values (:workspace, :event, :channel, :ts, :kind, :body, :now, 0)
    on conflict do nothing
"""
WAITING = "select 1 from inbox where body is not null and coalesce(lease_until, '') <= :now limit 1"
CLAIM = """
    update inbox set owner = :owner, lease_until = :until, attempt = attempt + 1
    where id = (
        select id from inbox where body is not null and coalesce(lease_until, '') <= :now order by id limit 1)
    returning id, workspace, kind, body, attempt
"""
FINISH = "update inbox set body = null, owner = null, lease_until = null where id = :id and owner = :owner"
RELEASE = "update inbox set owner = null, lease_until = null where id = :id and owner = :owner"
FORGET = "delete from inbox where body is null and saved < :before"


class SqliteInbox(StorePart):
    """Rows with a body wait or are worked on; those without one are only remembered."""

    def save(
        self,
        workspace: str,
        event_id: str,
        message: tuple[str, str] | None,
        kind: str,
        body: dict[str, object],
        now: datetime,
    ) -> bool:
        channel, ts = message or (None, None)
        row = {"workspace": workspace, "event": event_id, "channel": channel, "ts": ts, "kind": kind}
        with self._connections.writing() as connection:
            kept = {"body": json.dumps(body), "now": moment_text(now)}
            return connection.execute(SAVE, {**row, **kept}).rowcount == 1

    def claim(self, owner: str, now: datetime, lease_seconds: float = 60) -> InboxItem | None:
        until = moment_text(now + timedelta(seconds=lease_seconds))
        parameters = {"owner": owner, "now": moment_text(now), "until": until}
        if not self._connections.read(WAITING, parameters):
            return None
        with self._connections.writing() as connection:
            rows = connection.execute(CLAIM, parameters).fetchall()
        return next((InboxItem(**{**row, "body": json.loads(row["body"])}) for row in rows), None)

    def finish(self, item_id: int, owner: str) -> None:
        with self._connections.writing() as connection:
            connection.execute(FINISH, {"id": item_id, "owner": owner})

    def release(self, item_id: int, owner: str) -> None:
        with self._connections.writing() as connection:
            connection.execute(RELEASE, {"id": item_id, "owner": owner})

    def forget(self, before: datetime) -> int:
        with self._connections.writing() as connection:
            return connection.execute(FORGET, {"before": moment_text(before)}).rowcount

    def depth(self) -> int:
        return int(self._connections.read("select count(*) from inbox where body is not null")[0][0])
