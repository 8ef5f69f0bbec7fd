from __future__ import annotations

import logging

import pytest
from slack_bolt import BoltRequest

from bot.playground.connections import PayloadKind, encode_body, sign
from tests.handlers.conftest import Desk


def send(desk: Desk, event: dict[str, object]) -> int:
    payload = {"type": "event_callback", "event_id": "Ev1", "team_id": desk.slack.team_id, "event": event}
    body, content_type = encode_body(PayloadKind.EVENT, payload)
    headers = sign(body, content_type, {})
    return desk.app.dispatch(BoltRequest(body=body, headers=dict(headers))).status


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked", "channel_archive", "team_join"])
def test_an_event_nobody_asked_for_is_acknowledged(desk: Desk, kind: str) -> None:
    assert send(desk, {"type": kind}) == 200
    assert desk.store.inbox.depth() == 0


def test_an_uninstallation_is_noted(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "handlers.lifecycle"):
        send(desk, {"type": "app_uninstalled"})
    assert f"app_uninstalled in workspace {desk.slack.team_id}" in caplog.text
