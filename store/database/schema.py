"""The steps that make the schema: numbered, appended, never edited, so that every old database comes to the same."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlite_utils import Database
from sqlite_utils.db import DescIndex, ForeignKey, Table

Columns = dict[str, Any]

HOME: Columns = {"workspace": str, "audience": str}
FACT: Columns = {"id": int, "passage_id": int, **HOME, "dated": str}
"""What every fact has.  Where it lives and its document's day stand on the row itself, so that a query picks the
newest visible rows before it reads anything else."""

SPAN: Columns = {"text": str, "starts": int, "ends": int}

REFERENCES = {
    **{f"{owner}_id": (owner, "CASCADE") for owner in ("document", "passage", "event", "entity")},
    **dict.fromkeys(("subject_id", "speaker_id", "person_id", "organisation_id"), ("entity", "NO ACTION")),
}


VIEWS = {
    "sentence": """
    select passage.id as passage_id, passage.document_id, passage.starts as sentence_starts,
        passage.ends as sentence_ends, passage.text as sentence, document.title, document.publisher,
        document.url, document.published, document.added, document.based_on
    from passage join document on document.id = passage.document_id
    """,
    "cited_figure": """
    select figure.*, subject.name as subject, sentence.*
    from figure join sentence using (passage_id) left join entity subject on subject.id = subject_id
    """,
    "cited_quote": """
    select quote.*, speaker.name as speaker, organisation.name as organisation, sentence.*
    from quote join sentence using (passage_id)
    left join entity speaker on speaker.id = speaker_id
    left join entity organisation on organisation.id = organisation_id
    """,
    "cited_role": """
    select role.*, person.name as person, organisation.name as organisation, sentence.*
    from role join sentence using (passage_id) join entity person on person.id = person_id
    left join entity organisation on organisation.id = organisation_id
    """,
    "cited_event": """
    select event.*, sentence.* from event join sentence using (passage_id)
    """,
    "cited_passage": """
    select passage.id, passage.workspace, passage.audience, sentence.*
    from passage join sentence on sentence.passage_id = passage.id
    """,
}


def s0001_documents(db: Database) -> None:
    """What was read, cut into the sentences that facts are found in.

    No triggers fill the search index: older versions of SQLite refuse them where the schema is not trusted.
    """
    texts = ("title", "publisher", "url", "published", "based_on", "content_hash", "added", "dated")
    columns = {"id": str, **HOME, **dict.fromkeys(texts, str), "starts": int, "skips": str, "text": str}
    document = _create(db, "document", columns, optional=("published", "added"))
    document.create_index(["workspace", "added"])
    columns = {"id": int, "document_id": str, **HOME, **SPAN, "names": str, "entities": str}
    passage = _create(db, "passage", columns)
    passage.create_index(["document_id", "starts", "ends"], unique=True)
    passage.enable_fts(["text", "names", "entities"], tokenize="porter unicode61 remove_diacritics 2")
    columns = {"document_id": str, "position": int, "topic": str}
    _create(db, "topic", columns, pk=("document_id", "position"))


def s0002_entities(db: Database) -> None:
    """Whom the news is about, the names they are looked up by, and the sentences that mention them."""
    columns = {"id": int, **HOME, **dict.fromkeys(("name", "kind", "parent", "country", "sector"), str)}
    entity = _create(db, "entity", columns)
    entity.create_index(["workspace", "audience", "name"], unique=True)
    entity.create_index(["name"])
    entity.create_index(["parent"])
    columns = {"id": int, "entity_id": int, **HOME, "kind": str, "display": str, "norm": str}
    name = _create(db, "name", columns)
    name.create_index(["entity_id", "display", "kind", "workspace", "audience"], unique=True)
    name.create_index(["norm"])
    columns = {"passage_id": int, "position": int, "entity_id": int}
    _create(db, "passage_entity", columns, pk=("passage_id", "position"))


def s0003_facts(db: Database) -> None:
    """What the sentences say; an amount is kept as exact text, and as a number to compare."""
    said = dict.fromkeys(("metric", "series_key", "kind", "unit", "value"), str)
    left_open = ("qualifier", "period", "period_first", "period_last", "due", "change", "whole")
    columns = {
        **FACT,
        **SPAN,
        "subject_id": int,
        **said,
        "amount": float,
        **dict.fromkeys(left_open, str),
        "is_key": int,
    }
    figure = _create(db, "figure", columns, optional=("subject_id", "amount", *left_open))
    figure.create_index(["subject_id", DescIndex("dated"), DescIndex("is_key")])
    columns = {**FACT, **SPAN, "speaker_id": int, "organisation_id": int}
    quote = _create(db, "quote", columns, optional=("speaker_id", "organisation_id"))
    quote.create_index(["speaker_id"])
    columns = {**FACT, "person_id": int, "role": str, "organisation_id": int}
    role = _create(db, "role", columns, optional=("role", "organisation_id"))
    role.create_index(["person_id"])
    event = _create(db, "event", {**FACT, "type": str, "amount": str})
    for table in (quote, role):
        table.create_index(["organisation_id"])
    for table in (figure, quote, role, event):
        table.create_index(["passage_id"])
    columns = {"event_id": int, "position": int, "entity_id": int, "part": str}
    participant = _create(db, "event_participant", columns, pk=("event_id", "position"))
    participant.create_index(["entity_id", "event_id"])


def s0004_readable_facts(db: Database) -> None:
    """Each kind of fact as it is read: the names it speaks of, its sentence and its source."""
    for name, select in VIEWS.items():
        db.create_view(name, select)


def s0005_queues(db: Database) -> None:
    """What came in from Slack, what goes out to it, and what each thread was last about."""
    filled: tuple[str, ...] = ("workspace", "slack_event", "kind", "saved")
    optional: tuple[str, ...] = ("channel", "ts", "body", "owner", "lease_until")
    columns: Columns = {"id": int, **dict.fromkeys((*filled, *optional), str), "attempt": int}
    inbox = _create(db, "inbox", columns, optional=optional)
    inbox.create_index(["workspace", "slack_event"], unique=True)
    inbox.create_index(["workspace", "channel", "ts"], unique=True)
    db.execute("create index inbox_waiting on inbox (id) where body is not null")
    key = {"workspace": str, "schedule": str, "slot": str, "part": int}
    texts = (
        "delivery_id",
        "channel",
        "thread_ts",
        "body",
        "state",
        "owner",
        "due",
        "created",
        "as_of",
        "posting_since",
    )
    columns = {**key, **dict.fromkeys((*texts, "ts", "error"), str), "attempt": int}
    optional = ("body", "owner", "as_of", "posting_since", "ts", "error")
    delivery = _create(db, "delivery", columns, pk=tuple(key), optional=optional)
    delivery.create_index(["delivery_id"], unique=True)
    db.execute("create index delivery_open on delivery (due, part) where state in ('pending', 'claimed', 'posting')")
    columns = {"workspace": str, "channel": str, "thread_ts": str, "context": str, "updated": str}
    conversation = _create(db, "conversation", columns, pk=("workspace", "channel", "thread_ts"))
    conversation.create_index(["updated"])


def s0006_name_index(db: Database) -> None:
    """By what people call them, whom they may mean: keys of names, and which keys have a gram."""
    home = _create(db, "name_home", {"id": int, **HOME, "names": int})
    home.create_index(["workspace", "audience"], unique=True)
    key = _create(db, "name_key", {"id": int, "text": str, "home_id": int, "is_posted": int})
    key.create_index(["text", "home_id"], unique=True)
    db.execute("""
        create table name_link (
            key_id integer not null, name_id integer not null references name (id) on delete cascade,
            is_core integer not null, primary key (key_id, name_id)) strict, without rowid
    """)
    db.execute("create index name_link_name on name_link (name_id)")
    gram = _create(db, "gram", {"id": int, "home_id": int, "gram": int, "part": int, "n": int, "ids": bytes})
    gram.create_index(["home_id", "gram", "part", "n"])
    _create(db, "name_index", {"version": str}, pk="version")


def s0007_spelling(db: Database) -> None:
    """The words of the search index, to mend misspelt ones by."""
    db.execute("create virtual table passage_word using fts5vocab(passage_fts, row)")


def _create(
    db: Database, name: str, columns: Columns, pk: str | tuple[str, ...] = "id", optional: Collection[str] = ()
) -> Table:
    """A table whose columns are filled except the optional ones, and refer to what their names say."""
    references = [
        ForeignKey(name, column, other, "id", on_delete=on_delete)
        for column, (other, on_delete) in REFERENCES.items()
        if column in columns
    ]
    filled = [column for column in columns if column not in optional]
    table = db.table(name)
    return table.create(columns, pk=pk, foreign_keys=references, not_null=filled, strict=True)


STEPS = (
    s0001_documents,
    s0002_entities,
    s0003_facts,
    s0004_readable_facts,
    s0005_queues,
    s0006_name_index,
    s0007_spelling,
)
