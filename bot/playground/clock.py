"""The workspace's time: the real one, or one that stands still until a test or the demo moves it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Anything that answers the present moment, with its time zone."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def real_clock() -> datetime:
    return datetime.now(UTC)


class SimulatedClock:
    """A clock that moves only when it is told to; give the same one to the app and to its playground.

    >>> clock = SimulatedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    >>> clock.advance(minutes=30)
    >>> clock().isoformat()
    '2026-03-02T09:30:00+00:00'
    """

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("A simulated clock needs a start with a time zone")
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        """Wait, which takes no time in a simulation."""
        self.advance(seconds=seconds)

    def advance(self, **duration: float) -> None:
        """Move on by a duration, in the words of `timedelta`: seconds, minutes, hours, days."""
        self._now += timedelta(**duration)


def format_ts(microseconds: int) -> str:
    """Write a moment as Slack's `ts`: seconds since 1970 with six decimals.

    >>> format_ts(1_772_442_000_000_100)
    '1772442000.000100'
    """
    return f"{microseconds // 1_000_000}.{microseconds % 1_000_000:06d}"


def parse_ts(ts: str) -> datetime:
    """Read Slack's `ts` back.

    >>> parse_ts("1772442000.000100").isoformat()
    '2026-03-02T09:00:00.000100+00:00'
    """
    seconds, _, fraction = ts.partition(".")
    return EPOCH + timedelta(seconds=int(seconds), microseconds=int(fraction.ljust(6, "0") or 0))


def count_microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)
