"""Posts under random trouble: whatever breaks, and whoever dies where, each message is posted exactly once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from bot.playground import Fault
from handlers.messages import Message
from handlers.parcels import pack, plan_parcel
from store.database.base import DeliveryKey
from tests.handlers.conftest import OWNER, Desk

MESSAGES = 25
METHODS = ("chat.postMessage", "conversations.history")
FAULTS = [fault for fault in Fault if "NO_ANSWER" not in fault.name]
"""All but those that only cost time; the others' tests have them."""


class Killed(BaseException):
    """What a worker that is shot never gets to handle."""


class Deadly:
    """A delivery table whose user may be shot before or after any step."""

    def __init__(self, deliveries: Any, dice: random.Random) -> None:
        self._deliveries = deliveries
        self._dice = dice

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._deliveries, name)

        def risky(*arguments: Any, **named: Any) -> Any:
            self._shoot()
            result = method(*arguments, **named)
            self._shoot()
            return result

        return risky

    def _shoot(self) -> None:
        if self._dice.random() < 0.05:
            raise Killed


@pytest.mark.parametrize("seed", range(3))
def test_every_message_is_posted_exactly_once(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)
    channel = desk.slack.get_channel("general").id
    wanted = [f"message {number}" for number in range(MESSAGES)]
    for number, text in enumerate(wanted):
        key = DeliveryKey(desk.slack.team_id, "reply", str(number))
        plan_parcel(desk.store.deliveries, key, channel, pack(Message(text)), desk.clock())
    desk.outbox._deliveries = Deadly(desk.store.deliveries, dice)
    for _ in range(40 * MESSAGES):
        if dice.random() < 0.3:
            desk.slack.faults.add(dice.choice(METHODS), dice.choice(FAULTS))
        try:
            busy = desk.outbox.post_next(f"{OWNER} {dice.random()}")
        except Killed:
            busy = False
        if not busy:
            desk.clock.advance(seconds=20)
    assert Counter(post.text for post in desk.posts()) == Counter(wanted)
    states = {desk.store.deliveries.state_of(DeliveryKey(desk.slack.team_id, "reply", str(n))) for n in range(MESSAGES)}
    assert states == {"done"}
