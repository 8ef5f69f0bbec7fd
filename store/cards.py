"""The company card: which company is meant, and what is known of it and its units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.database.base import FactStore
from store.matching import Match, Outcome, match_name
from store.model import Cited, CompanyCard, Entity, EventType, Fact, Figure, Reader, Source

MOST_FIGURES, MOST_PEOPLE, MOST_EVENTS, MOST_QUOTES = 8, 5, 5, 3


def find_company(text: str, facts: FactStore, reader: Reader) -> CompanyCard | Match:
    """The card of the one company that `text` names, or the names it may stand for."""
    match = match_name(text, facts, reader)
    if match.outcome is not Outcome.FOUND:
        return match
    entity = facts.entity(match.candidates[0].entity_id, reader)
    return match if entity is None else compose_card(entity, facts, reader)


def compose_card(entity: Entity, facts: FactStore, reader: Reader) -> CompanyCard:
    """Key figures first, each thing once, with the sources of what is shown."""
    own = facts.entity_ids(entity.name, reader)
    ids = [*own, *(unit for i in own for unit in facts.units_of(i, reader))]
    figures = sorted(_distinct(facts.figures(reader, ids)), key=lambda found: not found.fact.key)[:MOST_FIGURES]
    people = {found.fact.person: found for found in reversed(facts.roles(reader, ids))}
    roles = list(people.values())[::-1][:MOST_PEOPLE]
    events = [e for e in facts.events(reader, ids) if e.fact.type is not EventType.STATEMENT][:MOST_EVENTS]
    quotes = facts.quotes(reader, ids)[:MOST_QUOTES]
    sources = _sources([*figures, *roles, *events, *quotes])
    return CompanyCard(entity, tuple(figures), tuple(roles), tuple(events), tuple(quotes), tuple(sources))


def _distinct(figures: Sequence[Cited[Figure]]) -> list[Cited[Figure]]:
    """Each claim once, from the newest source that has it."""
    first: dict[tuple[object, ...], Cited[Figure]] = {}
    for found in figures:
        first.setdefault(found.fact.claim, found)
    return list(first.values())


def _sources(cited: Iterable[Cited[Fact]]) -> list[Source]:
    return list({found.source.document_id: found.source for found in cited}.values())
