"""Reading what is new, for digests: documents of the reader's own workspace, their topics and key figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from store.database.base import TopicCount
from store.database.connections import StorePart
from store.database.rows import cited_figure, list_text, moment_text, read_source
from store.database.visibility import for_reader, seen_by
from store.model import Cited, Figure, Reader, Source

NEW_DOCUMENTS = for_reader(
    """
    select document.*, id as document_id from document
    where workspace = :workspace and visible(document) and added > :added_after and dated >= :published_from
    order by dated desc, added desc, id
    """
)
KEY_FIGURES = for_reader(
    """
    select * from cited_figure
    where document_id in (select value from json_each(:documents)) and is_key and visible(cited_figure)
    order by dated desc, id
    """
)
TOPICS = for_reader(
    """
    select topic, count(*) as documents from topic join document on document.id = document_id
    where document_id in (select value from json_each(:documents)) and visible(document)
    group by topic order by documents desc, topic
    """
)


class News(StorePart):
    """The part of the fact store that a digest is made of."""

    def new_documents(self, reader: Reader, added_after: datetime | None, published_from: datetime) -> Sequence[Source]:
        after = moment_text(added_after) if added_after else ""
        parameters = seen_by(reader, added_after=after, published_from=published_from.date().isoformat())
        return [read_source(row) for row in self._connections.read(NEW_DOCUMENTS, parameters)]

    def key_figures(self, reader: Reader, document_ids: Sequence[str]) -> Sequence[Cited[Figure]]:
        rows = self._connections.read(KEY_FIGURES, seen_by(reader, documents=list_text(document_ids)))
        return [cited_figure(row) for row in rows]

    def topic_counts(self, reader: Reader, document_ids: Sequence[str]) -> Sequence[TopicCount]:
        rows = self._connections.read(TOPICS, seen_by(reader, documents=list_text(document_ids)))
        return [TopicCount(row["topic"], row["documents"]) for row in rows]
