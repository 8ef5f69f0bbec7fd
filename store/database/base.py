"""What a database has to do for Dossier: one small protocol for each thing that is kept.

Every read names its `Reader`: it sees rows of the reader's workspace and of the shared one, and of private
conversations only the reader's own.  "None found" is a value; failure is a `StoreError`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid5

from store.model import (
    Cited,
    Document,
    Entity,
    Event,
    Fact,
    Facts,
    Figure,
    Passage,
    Quote,
    Reader,
    Role,
    Source,
)


@dataclass(frozen=True, slots=True)
class KnownName:
    """One of the names of an entity, as it is looked up: `kind` is `name`, `alias` or `ticker`."""

    entity_id: int
    display: str
    kind: str


@dataclass(frozen=True, slots=True)
class NameOwner:
    """An entity that is known by a key: the core of one of its names (`display`), or else its initials.

    `name` is the entity's canonical name, `kind` that of the name with this key.
    """

    key: str
    is_core: bool
    entity_id: int
    name: str
    display: str
    kind: str


@dataclass(frozen=True, slots=True)
class TopicCount:
    topic: str
    documents: int


class SeenNames(Protocol):
    """The names that one reader may look up; one that was added is found at once, in every process."""

    def count(self) -> int:
        """About how many there are."""

    def owners(self, keys: Sequence[str]) -> Sequence[NameOwner]:
        """Who is known by any of these keys, in any order."""

    def similar(self, core: str, limit: int) -> Sequence[str]:
        """The keys that are most like this core, best first: the same in every process."""

    def figure_counts(self, entity_ids: Sequence[int]) -> Mapping[int, int]:
        """How many figures are known of each entity; counting ends at a hundred."""


class FactStore(Protocol):
    """Documents and the facts found in them."""

    def add_document(self, document: Document, facts: Facts) -> bool:
        """Store both in one transaction; False, without a write, where the document is known already.

        EvidenceMismatch where a fact's sentence does not stand at its offsets.
        """

    def add_entities(self, entities: Sequence[Entity], workspace: str, audience: str = "") -> int:
        """Add entities, or new names to known ones; the number of rows that changed."""

    def names(self, reader: Reader) -> Sequence[KnownName]:
        """Every name the reader may look up."""

    def names_version(self) -> int:
        """A number that changes whenever `names` may."""

    def names_seen_by(self, reader: Reader) -> AbstractContextManager[SeenNames]:
        """The names that this reader may look up: inside, all as they are at one moment."""

    def entity(self, entity_id: int, reader: Reader) -> Entity | None: ...

    def entity_ids(self, name: str, reader: Reader) -> Sequence[int]:
        """The entities of exactly this canonical name (the shared one and the workspace's own)."""

    def units_of(self, entity_id: int, reader: Reader) -> Sequence[int]:
        """The entities whose parent, directly or further up, this one is."""

    def figures(self, reader: Reader, entity_ids: Sequence[int], limit: int = 200) -> Sequence[Cited[Figure]]:
        """Figures about any of these entities, newest published first."""

    def roles(self, reader: Reader, entity_ids: Sequence[int], limit: int = 50) -> Sequence[Cited[Role]]: ...

    def roles_of(self, reader: Reader, person: str, limit: int = 50) -> Sequence[Cited[Role]]: ...

    def events(self, reader: Reader, entity_ids: Sequence[int], limit: int = 100) -> Sequence[Cited[Event]]: ...

    def quotes(self, reader: Reader, entity_ids: Sequence[int], limit: int = 50) -> Sequence[Cited[Quote]]: ...

    def quotes_by(self, reader: Reader, speaker: str, limit: int = 50) -> Sequence[Cited[Quote]]: ...

    def search(
        self, reader: Reader, terms: Sequence[str], entity_ids: Sequence[int] = (), limit: int = 50
    ) -> Sequence[tuple[Cited[Passage], float]]:
        """Sentences that hold any of the terms, with their relevance, best first.

        With `entity_ids`, only sentences that mention one of them.  Terms are plain words: whatever they
        hold, they are never query syntax.
        """

    def samples(self, reader: Reader, word: str, limit: int = 8) -> Sequence[str]:
        """The newest sentences that hold a word or an inflection of it."""

    def occurrences(self, reader: Reader, words: Sequence[str]) -> Sequence[int]:
        """How many sentences hold each word or an inflection of it; counting ends at three hundred."""

    def similar_words(self, word: str) -> Sequence[str]:
        """Words of the stored sentences, stemmed, that `word` may be a misspelling of, the nearest first."""

    def sentences(self, reader: Reader, document_ids: Sequence[str], limit: int = 300) -> Sequence[Cited[Passage]]:
        """The sentences of these documents, in the order of the documents and of their texts."""

    def mentioned(self, reader: Reader, entity_ids: Sequence[int]) -> Sequence[int]:
        """Those of these entities whom some sentence mentions."""

    def documents_about(self, reader: Reader, entity_ids: Sequence[int], limit: int = 10) -> Sequence[str]:
        """The documents that mention one of these entities, the newest first."""

    def facts_in(self, reader: Reader, passage_ids: Sequence[int]) -> Sequence[Cited[Fact]]:
        """What these sentences state: figures, roles, quotes and events, each in the order of the text."""

    def new_documents(self, reader: Reader, added_after: datetime | None, published_from: datetime) -> Sequence[Source]:
        """Documents of the reader's own workspace (never seeds) for a digest, newest first.

        Added after `added_after` (or ever), and published on the day of `published_from` or later; where the
        publication date is unknown the day it was added counts.  A document that doesn't say when it was added is
        a seed.
        """

    def key_figures(self, reader: Reader, document_ids: Sequence[str]) -> Sequence[Cited[Figure]]: ...

    def topic_counts(self, reader: Reader, document_ids: Sequence[str]) -> Sequence[TopicCount]:
        """Topics of these documents with the number of documents on each, most first."""

    def counts(self) -> dict[str, int]:
        """Rows of each kind, for `dossier doctor` and the health page."""


@dataclass(frozen=True, slots=True)
class InboxItem:
    """An event from Slack that was acknowledged and waits to be handled."""

    id: int
    workspace: str
    kind: str
    body: dict[str, object]
    attempt: int


class Inbox(Protocol):
    """Events saved before they are acknowledged, each handled once."""

    def save(
        self,
        workspace: str,
        event_id: str,
        message: tuple[str, str] | None,
        kind: str,
        body: dict[str, object],
        now: datetime,
    ) -> bool:
        """Keep an event; False where its `event_id`, or its message (channel, ts), was saved before."""

    def claim(self, owner: str, now: datetime, lease_seconds: float = 60) -> InboxItem | None:
        """The oldest event that nobody works on (or whose worker's lease ended), for this owner alone."""

    def finish(self, item_id: int, owner: str) -> None:
        """Handled: clear its body, keep its identity so that a late retry is recognised."""

    def release(self, item_id: int, owner: str) -> None:
        """Put back what was claimed and not handled."""

    def forget(self, before: datetime) -> int:
        """Drop the identities of finished events older than this."""

    def depth(self) -> int:
        """Events that wait or are worked on."""


DELIVERIES = UUID("5f0a2f39-2f0c-4b5b-9d39-6f0d7f1c8f53")
"""The name space of delivery ids: never changed, or what was posted before would not be recognised."""


@dataclass(frozen=True, slots=True)
class DeliveryKey:
    """What makes an outgoing message the same message, however often it is attempted.

    `schedule` names what it is (`digest:C0123`, `reply`), `slot` which one (a local date, an inbox id),
    `part` its number where one answer takes several messages.
    """

    workspace: str
    schedule: str
    slot: str
    part: int = 0

    @property
    def delivery_id(self) -> str:
        """What the message carries through Slack, so that it is found again there."""
        return str(uuid5(DELIVERIES, json.dumps([self.workspace, self.schedule, self.slot, self.part])))


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the delivery table, claimed by a worker."""

    key: DeliveryKey
    delivery_id: str
    channel: str
    thread_ts: str
    body: dict[str, object] | None
    state: str
    attempt: int
    created: datetime
    posting_since: datetime | None = None


class Deliveries(Protocol):
    """All that is posted goes through a row here: planned, claimed, posting, then done, skipped, failed or unknown."""

    def plan(
        self,
        key: DeliveryKey,
        channel: str,
        now: datetime,
        thread_ts: str = "",
        body: dict[str, object] | None = None,
        *,
        not_before: datetime | None = None,
    ) -> bool:
        """Insert the row, or leave the one that is there; whether it is new."""

    def claim(self, owner: str, now: datetime, lease_seconds: float = 60) -> Delivery | None:
        """The next due row, for this owner alone: pending ones, and claimed or posting ones whose lease ended.

        The later parts of a message wait until the earlier ones are posted or closed.  A row that comes back as
        `posting` may have been posted already: look before you post.
        """

    def keep_body(self, key: DeliveryKey, owner: str, body: dict[str, object]) -> None:
        """Keep what will be posted, so that a retry posts the same."""

    def start_posting(self, key: DeliveryKey, owner: str, now: datetime, timeout_seconds: float) -> bool:
        """Mark it as on its way; False where the lease is not ours for longer than the time-out."""

    def done(self, key: DeliveryKey, ts: str) -> None:
        """It arrived; its body is cleared, since it may hold what people wrote."""

    def retry(self, key: DeliveryKey, not_before: datetime, error: str) -> None:
        """Provably not posted: pending again, not before then."""

    def reconcile_later(self, key: DeliveryKey, now: datetime, error: str) -> None:
        """Perhaps posted: it stays posting and its lease ends, so that whoever claims it next looks first."""

    def close(self, key: DeliveryKey, state: str, reason: str) -> None:
        """End it without a post: `skipped`, `failed` or `unknown`, with the reason; its body is cleared."""

    def last_done(self, workspace: str, schedule: str) -> datetime | None:
        """As of when the newest delivery that was done had been composed: what came in later is not in it."""

    def state_of(self, key: DeliveryKey) -> str | None: ...


class Conversations(Protocol):
    """What each thread was last about, so that follow-ups need no mention."""

    def remember(
        self, workspace: str, channel: str, thread_ts: str, context: dict[str, object], now: datetime
    ) -> None: ...

    def recall(self, workspace: str, channel: str, thread_ts: str) -> dict[str, object] | None: ...

    def forget(self, before: datetime) -> int: ...


class Store(Protocol):
    """One open database with everything in it; every method may be called from any thread."""

    facts: FactStore
    inbox: Inbox
    deliveries: Deliveries
    conversations: Conversations

    def check(self) -> Sequence[str]:
        """What is wrong with the database, in sentences; empty where nothing is."""

    def description(self) -> str:
        """One line for `dossier doctor`: where it is, engine and version, schema version, journal mode."""

    def close(self) -> None: ...
