"""From an event in the inbox to a planned delivery: what the worker does with everything that was heard."""

from __future__ import annotations

import logging

from handlers.cards import answer_name
from handlers.digests import compose_preview
from handlers.errors import explain
from handlers.messages import Message
from handlers.messages.answer import build_answer
from handlers.messages.help import OUTSIDER, build_help
from handlers.parcels import pack, plan_parcel
from handlers.payloads import Heard
from handlers.requests import Wish, read_mention
from handlers.services import Services
from store.answers import answer_question
from store.database.base import DeliveryKey, InboxItem
from store.errors import StoreBusy
from store.follow_ups import remember
from store.model import Query, Reader

REPLY = "reply"
MOST_ATTEMPTS = 3
"""How often a busy store is asked again before the person is told."""

Reply = tuple[Message, Query | None]
"""What is said, and what the thread is about from now on, where that changes."""

log = logging.getLogger(__name__)


def plan_reply(item: InboxItem, services: Services) -> None:
    """Plan the answer to an event, and note that its thread is ours.

    Whatever goes wrong in composing it, an apology is planned instead.  Planning twice changes nothing: the row
    is the event's.  StoreBusy means: try again.
    """
    heard = Heard.from_body(item.body)
    try:
        message, about = compose_reply(heard, item.workspace, services)
    except Exception as error:
        if isinstance(error, StoreBusy) and item.attempt < MOST_ATTEMPTS:
            raise
        log.exception("no answer to inbox item %s", item.id)
        message, about = Message(explain(error)), None
    thread = (item.workspace, heard.channel, heard.thread_ts)
    key = DeliveryKey(item.workspace, REPLY, str(item.id))
    now = services.now()
    plan_parcel(services.store.deliveries, key, heard.channel, pack(message), now, thread_ts=heard.thread_ts)
    kept = about.as_dict() if about else services.store.conversations.recall(*thread)
    services.store.conversations.remember(*thread, kept or {}, now)


def compose_reply(heard: Heard, workspace: str, services: Services) -> Reply:
    """The answer to what was said."""
    if heard.outsider:
        return Message(OUTSIDER), None
    reader = Reader(workspace, heard.channel)
    request = read_mention(heard.text)
    match request.wish:
        case Wish.HELP:
            return build_help(), None
        case Wish.DIGEST:
            return compose_preview(services, reader), None
        case Wish.COMPANY:
            message, name = answer_name(request.text, services, reader, buttons=False)
            return message, Query(request.text, entities=(name,)) if name else None
        case Wish.QUESTION:
            return _answer(request.text, heard, reader, services)


def _answer(question: str, heard: Heard, reader: Reader, services: Services) -> Reply:
    kept = services.store.conversations.recall(reader.workspace, heard.channel, heard.thread_ts)
    previous = Query.from_dict(kept) if kept else None
    answer = answer_question(
        question,
        services.store.facts,
        services.vocabulary,
        reader,
        services.now().date(),
        previous,
    )
    return build_answer(answer), remember(answer, previous)
