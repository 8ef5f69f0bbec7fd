"""Private answers through the address that Slack gives with a command or a press: five uses in half an hour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_sdk.webhook import WebhookClient, WebhookResponse

from handlers.messages import Message
from handlers.messages.limits import clamp

OK = 200


@dataclass(frozen=True)
class PrivateReply:
    """Where a private answer goes: the address, the thread it belongs in, and whether it replaces the old message."""

    url: str
    replace: bool = False
    thread_ts: str = ""


class ResponseUrlError(Exception):
    """Slack took the request and refused the answer."""

    def __init__(self, response: WebhookResponse) -> None:
        super().__init__(f"{response.status_code} {response.body[:80]}")
        self.status_code = response.status_code
        self.reason = response.body
        self.headers = response.headers


def answer_at(reply: PrivateReply, message: Message, timeout_seconds: int) -> None:
    """Send a message that only the person who asked can see; ResponseUrlError where Slack refuses it."""
    client = WebhookClient(reply.url, timeout=timeout_seconds, retry_handlers=[])
    response = client.send_dict(_as_request(reply, clamp(message)))
    if response.status_code != OK or '"ok":false' in response.body.replace(" ", ""):
        raise ResponseUrlError(response)


def _as_request(reply: PrivateReply, message: Message) -> dict[str, Any]:
    # With a response type Slack would post a new message and leave the old one.
    kind: dict[str, Any] = {} if reply.replace else {"response_type": "ephemeral"}
    request: dict[str, Any] = {
        **kind,
        "replace_original": reply.replace,
        "text": message.text,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    if message.blocks:
        request["blocks"] = message.blocks
    if reply.thread_ts:
        request["thread_ts"] = reply.thread_ts
    return request
