"""The fact store on SQLite, put together from its parts."""

from __future__ import annotations

from store.database.documents import Documents
from store.database.entities import KnownEntities
from store.database.name_index import NameIndex
from store.database.news import News
from store.database.search import Search
from store.database.statements import Statements

COUNTS = """
    select (select count(*) from document) as documents, (select count(*) from passage) as sentences,
        (select count(*) from entity) as entities, (select count(*) from name) as names,
        (select count(*) from figure) as figures, (select count(*) from event) as events,
        (select count(*) from quote) as quotes, (select count(*) from role) as roles
"""


class SqliteFacts(Documents, KnownEntities, NameIndex, Statements, Search, News):
    """Documents and the facts found in them."""

    def counts(self) -> dict[str, int]:
        """Rows of each kind, everybody's."""
        return dict(self._connections.read(COUNTS)[0])
