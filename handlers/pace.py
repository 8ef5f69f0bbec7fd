"""At most one post a second a channel, as Slack asks; and none to a channel that it told us to leave alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

SECONDS_BETWEEN_POSTS = 1.0
MOST_PLACES = 10_000
"""Channels remembered; beyond, those whose wait is long over are forgotten."""


class Pace:
    """Tells how long to wait before the next post to a channel; safe in threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._free_at: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()

    def wait_for(self, workspace: str, channel: str) -> float:
        """Seconds until the channel is free."""
        with self._lock:
            return max(0.0, self._free_at.get((workspace, channel), 0.0) - self._clock())

    def take(self, workspace: str, channel: str) -> float:
        """Take the channel's next turn; seconds until it comes."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free_at.get((workspace, channel), now))
            self._free_at[workspace, channel] = turn + SECONDS_BETWEEN_POSTS
            self._forget(now)
            return turn - now

    def hold(self, workspace: str, channel: str, seconds: float) -> None:
        """Leave the channel alone for a while."""
        with self._lock:
            self._free_at[workspace, channel] = self._clock() + seconds

    def _forget(self, now: float) -> None:
        if len(self._free_at) > MOST_PLACES:
            self._free_at = {place: free for place, free in self._free_at.items() if free > now}
