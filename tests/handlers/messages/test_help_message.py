from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from handlers.messages.help import build_help
from tests.handlers.messages import as_json


def test_help_tells_every_way_to_ask(snapshot_json: SnapshotAssertion) -> None:
    assert as_json(build_help()) == snapshot_json


def test_help_uses_the_commands_real_names() -> None:
    text = build_help(company="/firm", digest="/news", me="<@U1>").text
    assert "`/firm NAME`" in text
    assert "`/news preview`" in text
    assert "<@U1> company NAME" in text
