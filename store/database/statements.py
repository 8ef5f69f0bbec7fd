"""Reading what the documents state: figures, roles, events and quotations, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from store.database.connections import StorePart
from store.database.entities import fold
from store.database.rows import cited_event, cited_figure, cited_quote, cited_role, list_text
from store.database.visibility import for_reader, seen_by
from store.model import Cited, Event, Fact, Figure, Quote, Reader, Role

FIGURES = for_reader(
    """
    select * from cited_figure where id in (
        select newest.id from json_each(:entities) as about cross join figure as newest on newest.id in (
            select id from figure where subject_id = about.value and visible(figure)
            order by dated desc, is_key desc, id limit :limit)
        order by newest.dated desc, newest.is_key desc, newest.id limit :limit)
    order by dated desc, is_key desc, id
    """
)
STANDING_IN = "passage_id in (select value from json_each(:passages))"
FIGURES_IN = for_reader(f"select * from cited_figure where {STANDING_IN} and visible(cited_figure) order by id")
ROLES_IN = for_reader(f"select * from cited_role where {STANDING_IN} and visible(cited_role) order by id")
QUOTES_IN = for_reader(f"select * from cited_quote where {STANDING_IN} and visible(cited_quote) order by id")
ROLES = for_reader(
    """
    select * from cited_role where id in (
        select id from role
        where (organisation_id in (select value from json_each(:entities))
            or person_id in (select value from json_each(:entities))) and visible(role)
        order by dated desc, id limit :limit)
    order by dated desc, id
    """
)
EVENT = """
    select cited_event.*, (
        select json_group_array(json_array(name, part)) from (
            select entity.name, part from event_participant join entity on entity.id = entity_id
            where event_id = cited_event.id order by position)) as participants
    from cited_event
"""
EVENTS_IN = for_reader(f"{EVENT} where {STANDING_IN} and visible(cited_event) order by id")
EVENTS = for_reader(
    f"""{EVENT} where id in (
        select id from event
        where id in (select event_id from event_participant where entity_id in (select value from json_each(:entities)))
            and visible(event)
        order by dated desc, id limit :limit)
    order by dated desc, id
    """
)
QUOTES = for_reader(
    """
    select * from cited_quote where id in (
        select id from quote
        where (organisation_id in (select value from json_each(:entities))
            or speaker_id in (select value from json_each(:entities))) and visible(quote)
        order by dated desc, id limit :limit)
    order by dated desc, id
    """
)
ROLES_OF = for_reader(
    """
    select * from cited_role where person_id in (
        select entity_id from name where norm = :norm and visible(name)
        union select id from entity where name = :name and visible(entity))
        and visible(cited_role)
    order by dated desc, id limit :limit
    """
)
QUOTES_BY = for_reader(
    """
    select * from cited_quote where speaker_id in (
        select entity_id from name where norm = :norm and visible(name)
        union select id from entity where name = :name and visible(entity))
        and visible(cited_quote)
    order by dated desc, id limit :limit
    """
)


class Statements(StorePart):
    """The part of the fact store that reads facts by whom they are about."""

    def figures(self, reader: Reader, entity_ids: Sequence[int], limit: int = 200) -> Sequence[Cited[Figure]]:
        parameters = seen_by(reader, entities=list_text(entity_ids), limit=limit)
        return [cited_figure(row) for row in self._connections.read(FIGURES, parameters)]

    def facts_in(self, reader: Reader, passage_ids: Sequence[int]) -> Sequence[Cited[Fact]]:
        parameters = seen_by(reader, passages=list_text(passage_ids))
        read = self._connections.read
        return [
            *(cited_figure(row) for row in read(FIGURES_IN, parameters)),
            *(cited_role(row) for row in read(ROLES_IN, parameters)),
            *(cited_quote(row) for row in read(QUOTES_IN, parameters)),
            *(cited_event(row) for row in read(EVENTS_IN, parameters)),
        ]

    def roles(self, reader: Reader, entity_ids: Sequence[int], limit: int = 50) -> Sequence[Cited[Role]]:
        parameters = seen_by(reader, entities=list_text(entity_ids), limit=limit)
        return [cited_role(row) for row in self._connections.read(ROLES, parameters)]

    def roles_of(self, reader: Reader, person: str, limit: int = 50) -> Sequence[Cited[Role]]:
        parameters = seen_by(reader, name=person, norm=fold(person), limit=limit)
        return [cited_role(row) for row in self._connections.read(ROLES_OF, parameters)]

    def events(self, reader: Reader, entity_ids: Sequence[int], limit: int = 100) -> Sequence[Cited[Event]]:
        parameters = seen_by(reader, entities=list_text(entity_ids), limit=limit)
        return [cited_event(row) for row in self._connections.read(EVENTS, parameters)]

    def quotes(self, reader: Reader, entity_ids: Sequence[int], limit: int = 50) -> Sequence[Cited[Quote]]:
        parameters = seen_by(reader, entities=list_text(entity_ids), limit=limit)
        return [cited_quote(row) for row in self._connections.read(QUOTES, parameters)]

    def quotes_by(self, reader: Reader, speaker: str, limit: int = 50) -> Sequence[Cited[Quote]]:
        parameters = seen_by(reader, name=speaker, norm=fold(speaker), limit=limit)
        return [cited_quote(row) for row in self._connections.read(QUOTES_BY, parameters)]
