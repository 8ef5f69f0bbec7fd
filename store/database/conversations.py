"""What each thread was last about."""

from __future__ import annotations

import json
from datetime import datetime

from store.database.connections import StorePart
from store.database.rows import moment_text

REMEMBER = """
    insert into conversation (workspace, channel, thread_ts, context, updated)
    values (:workspace, :channel, :thread, :context, :now)
    on conflict (workspace, channel, thread_ts) do update set context = excluded.context, updated = excluded.updated
"""
RECALL = """
    select context from conversation where workspace = :workspace and channel = :channel and thread_ts = :thread
"""


class SqliteConversations(StorePart):
    """A row for each thread."""

    def remember(self, workspace: str, channel: str, thread_ts: str, context: dict[str, object], now: datetime) -> None:
        thread = {"workspace": workspace, "channel": channel, "thread": thread_ts}
        with self._connections.writing() as connection:
            connection.execute(REMEMBER, {**thread, "context": json.dumps(context), "now": moment_text(now)})

    def recall(self, workspace: str, channel: str, thread_ts: str) -> dict[str, object] | None:
        thread = {"workspace": workspace, "channel": channel, "thread": thread_ts}
        rows = self._connections.read(RECALL, thread)
        return dict(json.loads(rows[0]["context"])) if rows else None

    def forget(self, before: datetime) -> int:
        with self._connections.writing() as connection:
            return connection.execute(
                "delete from conversation where updated < :before", {"before": moment_text(before)}
            ).rowcount
