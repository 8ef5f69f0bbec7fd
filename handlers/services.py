"""What every listener is given to work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from store.database.base import Store
from store.vocabulary import Vocabulary


@dataclass(frozen=True)
class Services:
    """The store, the words, the clock and the worker's bell.

    `now` gives an aware UTC time.  `wake` tells the worker that something waits.  `digest_channel` is where the
    daily digest goes, if anywhere: a preview counts what is new since that channel's last one.
    """

    store: Store
    vocabulary: Vocabulary
    now: Callable[[], datetime]
    wake: Callable[[], None]
    digest_channel: str = ""
