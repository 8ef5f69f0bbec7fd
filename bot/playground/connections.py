"""How the workspace reaches the app: signed HTTP requests or Socket Mode, into a Bolt app or over the wire."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from time import time
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier

SIGNING_SECRET = "playground-signing-secret"  # noqa: S105 - no secret: it signs nothing but simulated requests
UNREACHABLE = 0
"""The status of an acknowledgement that never came, because nobody was there."""

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class PayloadKind(Enum):
    """What is sent; in HTTP each kind has an encoding of its own."""

    COMMAND = "command"
    EVENT = "event"
    INTERACTION = "interaction"


@dataclass(frozen=True)
class Acknowledgement:
    """The app's answer to one delivery."""

    status: int
    body: str = ""


class Connection(Protocol):
    """A way to hand a payload to the app and get its acknowledgement."""

    def send(self, kind: PayloadKind, payload: dict[str, Any], headers: Mapping[str, str]) -> Acknowledgement: ...


def encode_body(kind: PayloadKind, payload: dict[str, Any]) -> tuple[str, str]:
    """Return a payload's body and content type, as Slack posts it."""
    if kind is PayloadKind.EVENT:
        return json.dumps(payload), JSON
    if kind is PayloadKind.COMMAND:
        return urlencode(payload), FORM
    return urlencode({"payload": json.dumps(payload)}), FORM


def sign(body: str, content_type: str, headers: Mapping[str, str]) -> dict[str, str]:
    """Return a request's headers, signed; the signature is of the real time, for apps check its age."""
    timestamp = str(int(time()))
    signature = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=timestamp, body=body)
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature or "",
        **headers,
    }


@dataclass(frozen=True)
class SignedRequests:
    """Signed HTTP requests, straight into a Bolt app."""

    app: App

    def send(self, kind: PayloadKind, payload: dict[str, Any], headers: Mapping[str, str]) -> Acknowledgement:
        body, content_type = encode_body(kind, payload)
        signed: dict[str, Any] = sign(body, content_type, headers)
        response = self.app.dispatch(BoltRequest(body=body, headers=signed))
        return Acknowledgement(response.status, response.body or "")


@dataclass(frozen=True)
class SocketMode:
    """Socket Mode envelopes, as Bolt's handler dispatches them."""

    app: App

    def send(self, kind: PayloadKind, payload: dict[str, Any], headers: Mapping[str, str]) -> Acknowledgement:  # noqa: ARG002 - an envelope says its kind itself
        response = self.app.dispatch(BoltRequest(mode="socket_mode", body=payload, headers=dict(headers)))
        return Acknowledgement(response.status, response.body or "")


@dataclass(frozen=True)
class RequestUrl:
    """Signed HTTP requests over the wire, to a server's request URL."""

    url: str
    timeout_seconds: float = 10.0

    def send(self, kind: PayloadKind, payload: dict[str, Any], headers: Mapping[str, str]) -> Acknowledgement:
        body, content_type = encode_body(kind, payload)
        request = Request(self.url, data=body.encode(), headers=sign(body, content_type, headers))  # noqa: S310 - the caller's own server
        try:
            with urlopen(request, timeout=self.timeout_seconds) as response:  # noqa: S310 - the same
                return Acknowledgement(response.status, response.read().decode())
        except HTTPError as error:
            with error:
                return Acknowledgement(error.code, error.read().decode())
        except OSError as error:
            return Acknowledgement(UNREACHABLE, str(error))
