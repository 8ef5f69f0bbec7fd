"""The digest's times: one instant for every local date, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import DigestSettings
from bot.schedule import due_time, latest_due_date

EVERY_DAY = frozenset(range(7))


def settings(zone: str, at: time, weekdays: frozenset[int] = EVERY_DAY) -> DigestSettings:
    return DigestSettings("C0123", at, ZoneInfo(zone), weekdays)


@pytest.mark.parametrize(
    ("zone", "at", "day", "instant"),
    [
        ("UTC", time(9), date(2026, 11, 20), "2026-11-20T09:00"),
        ("Asia/Shanghai", time(9), date(2026, 11, 20), "2026-11-20T01:00"),
        ("America/New_York", time(9), date(2026, 3, 7), "2026-03-07T14:00"),
        ("America/New_York", time(9), date(2026, 3, 9), "2026-03-09T13:00"),
        ("America/New_York", time(2, 30), date(2026, 3, 8), "2026-03-08T07:30"),  # an hour that the clocks skip
        ("Europe/Berlin", time(2, 30), date(2026, 10, 25), "2026-10-25T00:30"),  # an hour that comes twice
    ],
)
def test_the_digest_is_due_at_one_instant(zone: str, at: time, day: date, instant: str) -> None:
    assert due_time(day, settings(zone, at)).isoformat(timespec="minutes") == f"{instant}+00:00"


@given(
    zone=st.sampled_from(sorted(available_timezones())),
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    start=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_every_local_date_has_its_own_instant_in_order(zone: str, at: time, start: date) -> None:
    instants = [due_time(start + timedelta(days=step), settings(zone, at)) for step in range(5)]
    assert instants == sorted(set(instants))


def test_nothing_is_due_on_a_day_off() -> None:
    weekdays_only = settings("UTC", time(9), frozenset(range(5)))
    saturday_noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert latest_due_date(saturday_noon, weekdays_only) == date(2026, 11, 20)
    assert latest_due_date(datetime(2026, 11, 23, 8, tzinfo=UTC), weekdays_only) is None


def test_after_a_pause_only_the_latest_date_is_due() -> None:
    assert latest_due_date(datetime(2026, 11, 21, 12, tzinfo=UTC), settings("UTC", time(9))) == date(2026, 11, 21)
    assert latest_due_date(datetime(2026, 11, 21, 8, tzinfo=UTC), settings("UTC", time(9))) == date(2026, 11, 20)
