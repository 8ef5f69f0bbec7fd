from __future__ import annotations

import socket
import ssl
from http.client import IncompleteRead, RemoteDisconnected
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookResponse

from handlers.response_urls import ResponseUrlError
from handlers.setbacks import FAILURES, Remedy, judge


def refused(code: str, status: int = 200, **headers: str) -> SlackApiError:
    data: dict[str, Any] = {"ok": False, "error": code}
    response = SlackResponse(
        client=WebClient(), http_verb="POST", api_url="x", req_args={}, data=data, headers=headers, status_code=status
    )
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call]


def refused_url(body: str, status: int) -> ResponseUrlError:
    return ResponseUrlError(WebhookResponse(url="x", status_code=status, body=body, headers={}))


TABLE: list[tuple[Exception, Remedy]] = [
    (refused("ratelimited", 429), Remedy.WAIT),
    (refused("channel_not_found"), Remedy.GIVE_UP),
    (refused("not_in_channel"), Remedy.GIVE_UP),
    (refused("is_archived"), Remedy.GIVE_UP),
    (refused("missing_scope"), Remedy.GIVE_UP),
    (refused("invalid_blocks"), Remedy.SIMPLIFY),
    (refused("msg_too_long"), Remedy.SIMPLIFY),
    (refused("msg_blocks_too_long"), Remedy.SIMPLIFY),
    (refused("account_inactive"), Remedy.STOP),
    (refused("token_revoked"), Remedy.STOP),
    (refused("internal_error"), Remedy.LOOK),
    (refused("fatal_error"), Remedy.LOOK),
    (refused("a_code_of_tomorrow"), Remedy.LOOK),
    (refused("<html>gateway</html>", 502), Remedy.LOOK),
    (refused("channel_not_found", 503), Remedy.LOOK),
    (refused_url("expired_url", 404), Remedy.GIVE_UP),
    (refused_url('{"ok":false,"error":"used_url"}', 404), Remedy.GIVE_UP),
    (refused_url("invalid_blocks", 400), Remedy.SIMPLIFY),
    (refused_url("no_active_hooks", 404), Remedy.STOP),
    (refused_url("", 429), Remedy.WAIT),
    (refused_url("<html>", 500), Remedy.LOOK),
    (URLError(ConnectionRefusedError()), Remedy.RESEND),
    (URLError(socket.gaierror()), Remedy.RESEND),
    (URLError(ssl.SSLCertVerificationError()), Remedy.RESEND),
    (URLError(TimeoutError()), Remedy.LOOK),
    (TimeoutError(), Remedy.LOOK),
    (ConnectionResetError(), Remedy.LOOK),
    (RemoteDisconnected("closed"), Remedy.LOOK),
    (IncompleteRead(b""), Remedy.LOOK),
    (SlackRequestError("x"), Remedy.LOOK),
    (ValueError("not JSON"), Remedy.LOOK),
]


@pytest.mark.parametrize(("error", "remedy"), TABLE, ids=lambda value: str(value)[:40])
def test_each_failure_has_its_remedy(error: Exception, remedy: Remedy) -> None:
    assert judge(error).remedy is remedy
    assert isinstance(error, FAILURES)


@pytest.mark.parametrize(("headers", "seconds"), [({"Retry-After": "7"}, 7.0), ({"retry-after": "9"}, 9.0), ({}, 30.0)])
def test_slack_says_how_long_to_wait(headers: dict[str, str], seconds: float) -> None:
    assert judge(refused("ratelimited", 429, **headers)).seconds == seconds
