from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from handlers import pace
from handlers.pace import Pace


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_turns_to_one_channel_come_a_second_apart() -> None:
    turns = Pace(Clock())
    assert [turns.take("T1", "C1") for _ in range(3)] == [0.0, 1.0, 2.0]


def test_other_channels_and_workspaces_have_turns_of_their_own() -> None:
    turns = Pace(Clock())
    assert [turns.take("T1", "C1"), turns.take("T1", "C2"), turns.take("T2", "C1")] == [0.0, 0.0, 0.0]


def test_a_channel_that_slack_asks_to_leave_alone_is_left_alone() -> None:
    clock = Clock()
    turns = Pace(clock)
    turns.hold("T1", "C1", 30.0)
    assert turns.wait_for("T1", "C1") == 30.0
    clock.now += 31.0
    assert turns.wait_for("T1", "C1") == 0.0


def test_many_threads_get_different_turns() -> None:
    turns = Pace(Clock())
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda _: turns.take("T1", "C1"), range(50)))
    assert sorted(taken) == [float(turn) for turn in range(50)]


def test_channels_are_forgotten_when_their_wait_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST_PLACES", 3)
    clock = Clock()
    turns = Pace(clock)
    for channel in range(10):
        turns.take("T1", str(channel))
        clock.now += 5.0
    assert len(turns._free_at) <= 4
