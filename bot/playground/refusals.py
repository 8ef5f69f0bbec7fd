"""What Slack says no with: one exception that carries an error code, and the list of all that was refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """One thing Slack refused: which method, with which error code, and why."""

    method: str
    error: str
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        reasons = "; ".join(self.details)
        return f"{self.method}: {self.error}{f' ({reasons})' if reasons else ''}"


class SlackRefusedError(Exception):
    """Raised inside the playground; the app sees it as Slack's `{"ok": false, "error": ...}`."""

    def __init__(self, error: str, details: Sequence[str] = (), **fields: Any) -> None:
        super().__init__(error)
        self.error = error
        self.details = tuple(details)
        self.fields = fields

    def as_response(self) -> dict[str, Any]:
        """Build the body of Slack's answer; details stand where Slack puts them."""
        body: dict[str, Any] = {"ok": False, "error": self.error, **self.fields}
        if self.details:
            body["errors"] = list(self.details)
            body["response_metadata"] = {"messages": [f"[ERROR] {detail}" for detail in self.details]}
        return body


class RateLimitedError(SlackRefusedError):
    """Raised for one post too many; the app sees status 429 with `Retry-After`."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after
