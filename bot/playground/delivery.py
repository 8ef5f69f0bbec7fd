"""Deliveries to the app: each is timed as Slack times it, and events that fail are delivered again."""

from collections import deque
from dataclasses import dataclass, field
from time import monotonic

from bot.playground import limits
from bot.playground.connections import Acknowledgement, Connection, PayloadKind
from bot.playground.payloads import Payload

OK = 200


@dataclass(frozen=True)
class Delivery:
    """One payload sent to the app, and what came back."""

    kind: PayloadKind
    payload: Payload
    acknowledgement: Acknowledgement
    seconds: float
    is_late: bool
    attempt: int = 0

    @property
    def is_accepted(self) -> bool:
        return not self.is_late and self.acknowledgement.status == OK

    @property
    def failure(self) -> str:
        """What Slack calls what went wrong; empty when nothing did."""
        if self.is_accepted:
            return ""
        return "operation_timeout" if self.is_late else "dispatch_failed"


@dataclass
class Courier:
    """Sends payloads over a connection and remembers every delivery."""

    connection: Connection
    acknowledge_seconds: float = limits.ACKNOWLEDGE_SECONDS
    deliveries: list[Delivery] = field(default_factory=list)
    failed: deque[Delivery] = field(default_factory=deque)

    def send(self, kind: PayloadKind, payload: Payload, *, attempt: int = 0, reason: str = "") -> Delivery:
        """Deliver once; an event that isn't acknowledged waits in `failed` for `send_again`."""
        headers = {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": reason} if attempt else {}
        start = monotonic()
        acknowledgement = self.connection.send(kind, payload, headers)
        seconds = monotonic() - start
        delivery = Delivery(
            kind, payload, acknowledgement, seconds, is_late=seconds > self.acknowledge_seconds, attempt=attempt
        )
        self.deliveries.append(delivery)
        if kind is PayloadKind.EVENT and not delivery.is_accepted and attempt < limits.RETRIES:
            self.failed.append(delivery)
        return delivery

    def send_again(self) -> list[Delivery]:
        """Deliver every failed event once more, with the retry headers that Slack adds."""
        return [self.repeat(self.failed.popleft()) for _ in range(len(self.failed))]

    def repeat(self, delivery: Delivery) -> Delivery:
        """Deliver the same payload again: as Slack does after a failure, or after an answer it didn't get."""
        reason = "http_timeout" if delivery.is_late else "http_error"
        return self.send(delivery.kind, delivery.payload, attempt=delivery.attempt + 1, reason=reason)
