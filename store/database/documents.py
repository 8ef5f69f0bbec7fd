"""Writing a document and its facts: all of it in one transaction, and only what the text bears out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import chain

from store.database.connections import StorePart
from store.database.driver import Connection
from store.database.entities import Register
from store.database.rows import dated, entity_mark, moment_text
from store.errors import EvidenceMismatch
from store.model import (
    Document,
    EntityKind,
    Event,
    Fact,
    Facts,
    Figure,
    Quote,
    Reader,
    Role,
)

KNOWN = "select 1 from document where id = :id"
INSERT_DOCUMENT = """
    insert into document (id, workspace, audience, title, publisher, url, published, based_on, content_hash, added,
        dated, starts, skips, text)
    values (:id, :workspace, :audience, :title, :publisher, :url, :published, :based_on, :content_hash, :added,
        :dated, :starts, :skips, :text)
    on conflict (id) do nothing
"""
INSERT_PASSAGE = """
    insert into passage (document_id, workspace, audience, starts, ends, text, names, entities)
    values (:document, :workspace, :audience, :starts, :ends, :text, :names, :entities)
"""
INDEX_PASSAGE = """
    insert into passage_fts (rowid, text, names, entities) values (:passage, :text, :names, :entities)
"""
INSERT_FIGURE = """
    insert into figure (passage_id, workspace, audience, dated, text, starts, ends, subject_id, metric, series_key,
        kind, unit, value, amount, qualifier, period, period_first, period_last, due, change, whole, is_key)
    values (:passage, :workspace, :audience, :dated, :text, :starts, :ends, :subject, :metric, :series_key,
        :kind, :unit, :value, :amount, :qualifier, :period, :period_first, :period_last, :due, :change, :whole, :is_key)
"""
INSERT_EVENT = """
    insert into event (passage_id, workspace, audience, dated, type, amount)
    values (:passage, :workspace, :audience, :dated, :type, :amount)
"""
INSERT_QUOTE = """
    insert into quote (passage_id, workspace, audience, dated, text, starts, ends, speaker_id, organisation_id)
    values (:passage, :workspace, :audience, :dated, :text, :starts, :ends, :speaker, :organisation)
"""
INSERT_ROLE = """
    insert into role (passage_id, workspace, audience, dated, person_id, role, organisation_id)
    values (:passage, :workspace, :audience, :dated, :person, :role, :organisation)
"""
INSERT_PARTICIPANT = "insert into event_participant (event_id, position, entity_id, part) values (?, ?, ?, ?)"
INSERT_MENTION = "insert into passage_entity (passage_id, position, entity_id) values (?, ?, ?)"
INSERT_TOPIC = "insert into topic (document_id, position, topic) values (?, ?, ?)"


class Documents(StorePart):
    """The part of the fact store that takes documents in."""

    def add_document(self, document: Document, facts: Facts) -> bool:
        check_evidence(document, facts)
        if self._connections.read(KNOWN, {"id": document.id}):
            return False
        with self._connections.writing() as connection:
            is_new = connection.execute(INSERT_DOCUMENT, document_row(document)).rowcount == 1
            if is_new:
                Writing(connection, document, facts).write()
        return is_new


def check_evidence(document: Document, facts: Facts) -> None:
    """EvidenceMismatch unless each sentence, figure and quotation stands in the text where it says."""
    document_id = document.id
    for fact in all_facts(facts):
        evidence = fact.evidence
        _check_span(document, evidence.start, evidence.end, evidence.sentence)
        if evidence.document_id != document_id:
            raise EvidenceMismatch(f"A fact of document {evidence.document_id} came with document {document_id}.")
    for figure in facts.figures:
        _check_span(document, figure.start, figure.end, figure.text)
    for quote in facts.quotes:
        _check_span(document, quote.start, quote.end, quote.text)


def all_facts(facts: Facts) -> Iterator[Fact]:
    """Everything that carries evidence."""
    return chain(facts.passages, facts.figures, facts.events, facts.quotes, facts.roles)


def document_row(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "workspace": document.workspace,
        "audience": document.audience,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": str(document.published) if document.published else None,
        "based_on": document.based_on,
        "content_hash": document.content_hash,
        "added": moment_text(document.added) if document.added else None,
        "dated": dated(document),
        "starts": document.offset,
        "skips": json.dumps(document.skips),
        "text": document.text,
    }


class Writing:
    """One new document's facts, on their way into the tables within the open transaction."""

    def __init__(self, connection: Connection, document: Document, facts: Facts) -> None:
        self._connection = connection
        self._document = document
        self._facts = facts
        self._document_id = document.id
        self._dated = dated(document)
        self._home = {"workspace": document.workspace, "audience": document.audience}
        self._register = Register(connection, Reader(document.workspace, document.audience))
        self._aliases = {entity.name: entity.aliases for entity in facts.entities}
        self._passages: dict[tuple[int, int], int] = {}

    def write(self) -> None:
        for entity in self._facts.entities:
            self._register.learn(entity)
        self._write_passages()
        for figure in self._facts.figures:
            self._insert(INSERT_FIGURE, figure, **self._figure_columns(figure))
        for event in self._facts.events:
            self._write_event(event)
        for quote in self._facts.quotes:
            self._insert(INSERT_QUOTE, quote, **self._quote_columns(quote))
        for role in self._facts.roles:
            self._insert(INSERT_ROLE, role, **self._role_columns(role))
        self._register.index_names()
        topics = enumerate(dict.fromkeys(self._facts.topics))
        self._connection.executemany(INSERT_TOPIC, [(self._document_id, *topic) for topic in topics])

    def _write_passages(self) -> None:
        """Each sentence once, in the order of the text, with whom it mentions."""
        names: dict[tuple[int, int], tuple[str, ...]] = {}
        for fact in all_facts(self._facts):
            names.setdefault((fact.evidence.start, fact.evidence.end), ())
        names |= {(passage.evidence.start, passage.evidence.end): passage.names for passage in self._facts.passages}
        for span in sorted(names):
            self._write_passage(span, names[span])

    def _write_passage(self, span: tuple[int, int], names: tuple[str, ...]) -> None:
        start, end = span
        entities = [self._register.id_of(name) for name in names]
        row = {
            "text": self._document.text[start:end],
            "names": "\n".join(also for name in names for also in (name, *self._aliases.get(name, ()))),
            "entities": " ".join(map(entity_mark, entities)),
        }
        place = {"document": self._document_id, **self._home, "starts": start, "ends": end}
        passage = self._passages[span] = self._execute(INSERT_PASSAGE, {**place, **row})
        self._execute(INDEX_PASSAGE, {"passage": passage, **row})
        self._connection.executemany(INSERT_MENTION, [(passage, *mention) for mention in enumerate(entities)])

    def _insert(self, sql: str, fact: Figure | Event | Quote | Role, **columns: object) -> int:
        passage = self._passages[fact.evidence.start, fact.evidence.end]
        return self._execute(sql, {"passage": passage, "dated": self._dated, **self._home, **columns})

    def _execute(self, sql: str, row: dict[str, object]) -> int:
        """Insert a row; its number."""
        number = self._connection.execute(sql, row).lastrowid
        assert number is not None
        return number

    def _write_event(self, event: Event) -> None:
        event_id = self._insert(INSERT_EVENT, event, type=event.type.value, amount=event.amount)
        parts = [
            (event_id, position, self._register.id_of(participant.name), participant.part)
            for position, participant in enumerate(event.participants)
        ]
        self._connection.executemany(INSERT_PARTICIPANT, parts)

    def _figure_columns(self, figure: Figure) -> dict[str, object]:
        period = figure.period
        return {
            "text": figure.text,
            "starts": figure.start,
            "ends": figure.end,
            "subject": self._named(figure.subject),
            "metric": figure.metric,
            "series_key": figure.series_key,
            "kind": figure.kind.value,
            "unit": figure.unit,
            "value": str(figure.value),
            "amount": float(figure.value),
            "qualifier": figure.qualifier,
            "period": period.text if period else None,
            "period_first": _day_text(period.first) if period else None,
            "period_last": _day_text(period.last) if period else None,
            "due": str(figure.due) if figure.due else None,
            "change": figure.change.value if figure.change else None,
            "whole": figure.whole,
            "is_key": int(figure.key),
        }

    def _quote_columns(self, quote: Quote) -> dict[str, object]:
        return {
            "text": quote.text,
            "starts": quote.start,
            "ends": quote.end,
            "speaker": self._named(quote.speaker, EntityKind.PERSON),
            "organisation": self._named(quote.organisation),
        }

    def _role_columns(self, role: Role) -> dict[str, object]:
        return {
            "person": self._register.id_of(role.person, EntityKind.PERSON),
            "role": role.title,
            "organisation": self._named(role.organisation),
        }

    def _named(self, name: str | None, kind: EntityKind = EntityKind.ORGANISATION) -> int | None:
        return None if name is None else self._register.id_of(name, kind)


def _check_span(document: Document, start: int, end: int, text: str) -> None:
    if not 0 <= start < end <= len(document.text) or document.text[start:end] != text:
        raise EvidenceMismatch(f"Document {document.id} ({document.title}) doesn't say {text!r} at {start} to {end}.")


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None
