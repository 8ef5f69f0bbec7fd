"""Why a post failed, by what has to be done about it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.response_urls import ResponseUrlError

FAILURES = (SlackClientError, ResponseUrlError, OSError, HTTPException, ValueError)
"""What a call to Slack can raise; ValueError is a body that is neither JSON nor text."""

DEFAULT_WAIT_SECONDS = 30.0
TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500


class Remedy(StrEnum):
    WAIT = "wait"
    """Slack asks for patience with this channel."""
    RESEND = "resend"
    """It never left this machine."""
    GIVE_UP = "give up"
    """Nobody can be reached there."""
    SIMPLIFY = "simplify"
    """Our payload: it goes as text only, once."""
    STOP = "stop"
    """The workspace has left us."""
    LOOK = "look"
    """Perhaps posted: nothing is sent before the channel was read."""


GONE = frozenset(
    """cannot_dm_bot channel_is_archived channel_not_found expired_url is_archived missing_scope no_permission
    not_allowed_token_type not_in_channel restricted_action restricted_action_non_threadable_channel
    restricted_action_read_only_channel restricted_action_thread_locked restricted_action_thread_only_channel
    slack_connect_blocked_file_type thread_not_found used_url user_not_found""".split()
)
PAYLOAD = frozenset(
    """attachment_payload_limit_exceeded block_mismatch invalid_arguments invalid_array_arg invalid_attachments
    invalid_blocks invalid_blocks_format invalid_metadata_format invalid_metadata_schema invalid_payload
    metadata_must_be_sent_from_app metadata_too_large msg_blocks_too_long msg_too_long no_text
    too_many_attachments""".split()
)
WORKSPACE = frozenset(
    """access_denied account_inactive app_uninstalled ekm_access_denied enterprise_is_restricted invalid_auth
    no_active_hooks not_authed org_login_required team_access_not_granted team_not_found token_expired
    token_revoked two_factor_setup_required""".split()
)


@dataclass(frozen=True)
class Setback:
    """`reason` is Slack's code, or the name of what broke; `seconds` is how long to wait, where that is known."""

    remedy: Remedy
    reason: str
    seconds: float = DEFAULT_WAIT_SECONDS


def judge(error: Exception) -> Setback:
    """What a failed call means for the message; whatever is not known for certain may have been posted."""
    if isinstance(error, SlackApiError):
        code = str(error.response.get("error", "") if isinstance(error.response.data, dict) else "")
        return _judge_refusal(error.response.status_code, code, error.response.headers)
    if isinstance(error, ResponseUrlError):
        return _judge_refusal(error.status_code, error.reason, error.headers)
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ConnectionRefusedError | socket.gaierror | ssl.SSLCertVerificationError):
        return Setback(Remedy.RESEND, type(cause).__name__)
    return Setback(Remedy.LOOK, type(cause).__name__)


def _judge_refusal(status: int, code: str, headers: Mapping[str, str]) -> Setback:
    if status == TOO_MANY_REQUESTS or code == "ratelimited":
        return Setback(Remedy.WAIT, "ratelimited", _retry_after(headers))
    if status >= SERVER_ERROR:
        return Setback(Remedy.LOOK, f"status {status}")
    for codes, remedy in ((GONE, Remedy.GIVE_UP), (PAYLOAD, Remedy.SIMPLIFY), (WORKSPACE, Remedy.STOP)):
        if found := next((known for known in sorted(codes) if _names(code, known)), None):
            return Setback(remedy, found)
    return Setback(Remedy.LOOK, code[:80])


def _names(code: str, known: str) -> bool:
    """A `response_url` answers with plain text or JSON around the code."""
    return code == known or f'"{known}"' in code


def _retry_after(headers: Mapping[str, str]) -> float:
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(told) if told.isdecimal() else DEFAULT_WAIT_SECONDS
