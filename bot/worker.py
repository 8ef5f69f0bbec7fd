"""Works off what waits in the store: events to be answered, and messages to be posted.

Any number of workers, in any number of processes, may run: each claims its rows.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import uuid

from handlers.outbox import Outbox
from handlers.replies import plan_reply
from handlers.services import Services
from store.database.base import InboxItem

IDLE_SECONDS = 1.0
"""How long a worker sleeps when nobody wakes it: what other processes saved is seen after that."""
STOP_SECONDS = 8.0
LEASE_SECONDS = 10.0
"""How long an event is ours: composing its answer takes milliseconds, and who died gives it back after that."""
MOST_ATTEMPTS = 5

log = logging.getLogger(__name__)


class Worker:
    """One thread that answers events and posts messages until it is stopped; the bell says that something waits."""

    def __init__(self, services: Services, outbox: Outbox, bell: threading.Event) -> None:
        self._services = services
        self._outbox = outbox
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._bell = bell
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="dossier-worker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being worked on; what is left waits in the store."""
        self._stopping.set()
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def work_off(self) -> int:
        """Do everything that is due now; how many pieces of work that was."""
        done = 0
        while not self._stopping.is_set() and (self._answer_next() or self._outbox.post_next(self._owner)):
            done += 1
        return done

    def _answer_next(self) -> bool:
        inbox = self._services.store.inbox
        item = inbox.claim(self._owner, self._services.now(), LEASE_SECONDS)
        if item is None:
            return False
        if item.attempt > MOST_ATTEMPTS:
            log.error("inbox item %s was given up after %s attempts", item.id, MOST_ATTEMPTS)
        else:
            self._answer(item)
        inbox.finish(item.id, self._owner)
        return True

    def _answer(self, item: InboxItem) -> None:
        try:
            plan_reply(item, self._services)
        except Exception:
            self._services.store.inbox.release(item.id, self._owner)
            raise

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._bell.clear()
            try:
                self.work_off()
            except Exception:
                # Whatever it was, the rows are still in the store: the next round tries again.
                log.exception("worker: this round failed")
            self._bell.wait(IDLE_SECONDS)
