"""Faults to order: what goes wrong with the next calls of a method, as networks and Slack do go wrong."""

from collections import defaultdict, deque
from enum import Enum, auto
from threading import Lock


class Fault(Enum):
    """One way for a call to fail; those called ACCEPTED have done what was asked before they fail."""

    RATE_LIMITED = auto()
    SERVER_ERROR = auto()
    INTERNAL_ERROR = auto()
    HTML_PAGE = auto()
    DROP_BEFORE = auto()
    DROP_AFTER = auto()
    NO_ANSWER = auto()
    ACCEPTED_NO_ANSWER = auto()
    ACCEPTED_SERVER_ERROR = auto()
    ACCEPTED_TRUNCATED = auto()

    @property
    def is_accepted(self) -> bool:
        return self in (
            Fault.DROP_AFTER,
            Fault.ACCEPTED_NO_ANSWER,
            Fault.ACCEPTED_SERVER_ERROR,
            Fault.ACCEPTED_TRUNCATED,
        )


class Faults:
    """The faults waiting for each method, first come first served; `response_url` counts as a method.

    >>> faults = Faults()
    >>> faults.add("chat.postMessage", Fault.SERVER_ERROR, times=1)
    >>> faults.take("chat.postMessage"), faults.take("chat.postMessage")
    (<Fault.SERVER_ERROR: 2>, None)
    """

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._lock = Lock()

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls of a method fail."""
        with self._lock:
            self._waiting[method].extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        with self._lock:
            waiting = self._waiting[method]
            return waiting.popleft() if waiting else None

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
