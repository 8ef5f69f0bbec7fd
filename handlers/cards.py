"""A company's card for whoever asks, or what to say where the name fits none or several."""

from __future__ import annotations

from handlers.messages import Message
from handlers.messages.company import build_card, build_choice
from handlers.services import Services
from store.cards import compose_card, find_company
from store.model import CompanyCard, Reader


def answer_name(name: str, services: Services, reader: Reader, *, buttons: bool) -> tuple[Message, str]:
    """The message for a name as a person wrote it, and the company's canonical name where one is clear."""
    found = find_company(name, services.store.facts, reader)
    if isinstance(found, CompanyCard):
        return build_card(found, buttons=buttons), found.entity.name
    return build_choice(found), ""


def card_of(name: str, services: Services, reader: Reader) -> CompanyCard | None:
    """The card of the company of exactly this canonical name, which is what our buttons carry."""
    facts = services.store.facts
    entities = (facts.entity(entity_id, reader) for entity_id in facts.entity_ids(name, reader))
    entity = next((entity for entity in entities if entity), None)
    return compose_card(entity, facts, reader) if entity else None
