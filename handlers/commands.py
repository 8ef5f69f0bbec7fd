"""The slash commands, answered from the store in the acknowledgement, for the asker's eyes only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext

from handlers.cards import answer_name
from handlers.digests import compose_preview
from handlers.messages import Message
from handlers.messages.help import build_help
from handlers.messages.limits import answer_in_ack
from handlers.payloads import workspace_of
from handlers.requests import Wish, read_company, read_digest
from handlers.services import Services
from handlers.slack_text import decode
from store.model import Reader

COMPANY = re.compile(r"company")
DIGEST = re.compile(r"digest")
"""A workspace may know a command by a longer name, such as /dossier-company, where ours was taken."""


@dataclass(frozen=True)
class Commands:
    services: Services

    def company(self, ack: Ack, command: dict[str, Any], context: BoltContext) -> None:
        request = read_company(decode(command.get("text", "")))
        if request.wish is Wish.HELP:
            message = build_help(company=command["command"])
        else:
            message, _ = answer_name(request.text, self.services, reader_of(command, context), buttons=True)
        reply(ack, message)

    def digest(self, ack: Ack, command: dict[str, Any], context: BoltContext) -> None:
        request = read_digest(decode(command.get("text", "")))
        if request.wish is Wish.HELP:
            message = build_help(digest=command["command"])
        else:
            message = compose_preview(self.services, reader_of(command, context))
        reply(ack, message)


def register(app: App, services: Services) -> None:
    commands = Commands(services)
    app.command(COMPANY)(commands.company)
    app.command(DIGEST)(commands.digest)


def reader_of(command: dict[str, Any], context: BoltContext) -> Reader:
    return Reader(workspace_of(context), command["channel_id"])


def reply(ack: Ack, message: Message) -> None:
    ack(**answer_in_ack(message))
