from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.playground.connections import PayloadKind, encode_body, sign
from tests.handlers.conftest import Desk


def test_a_card_is_answered_in_the_acknowledgement_for_the_asker_alone(desk: Desk) -> None:
    maya = desk.slack.person("maya")
    (card,) = maya.command("/company", "larkfield").answers
    assert card.visible_to == maya.user.id
    assert "more than 40%" in card.text
    assert not desk.posts()
    assert not desk.slack.refusals


@pytest.mark.parametrize("text", ["", "?", "help", " HELP "])
def test_help_names_the_command_by_its_real_name(desk: Desk, text: str) -> None:
    (answer,) = desk.slack.person("maya").command("/company", text).answers
    assert "`/company NAME`" in answer.text


def test_a_command_that_a_workspace_renamed_works_and_calls_itself_so(desk: Desk) -> None:
    command = {"command": "/dossier-company", "text": "help", "channel_id": "C1", "team_id": desk.slack.team_id}
    body, content_type = encode_body(PayloadKind.COMMAND, command)
    headers: dict[str, Any] = sign(body, content_type, {})
    response = desk.app.dispatch(BoltRequest(body=body, headers=headers))
    assert "`/dossier-company NAME`" in response.body


def test_an_unknown_company_is_answered_with_the_next_step(desk: Desk) -> None:
    (answer,) = desk.slack.person("maya").command("/company", "zzyzx").answers
    assert "I know no company called “zzyzx”" in answer.text
    assert "ingest" in str(answer.blocks)


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "\x00\x01", "<!channel>", '"; DROP TABLE document', "NEAR(* OR", "🚜" * 500, "\u202eevil", "ا"],
)
def test_any_text_gets_a_plain_answer(desk: Desk, text: str) -> None:
    turn = desk.slack.person("maya").command("/company", text)
    assert turn.answers
    assert not turn.notices
    assert not desk.slack.refusals


def test_a_preview_tells_what_the_next_digest_would_say(desk: Desk) -> None:
    (answer,) = desk.slack.person("maya").command("/digest", "preview").answers
    assert "1 new document on *robots* (1)" in answer.text


def test_a_preview_leaves_out_what_a_private_channel_keeps(desk: Desk) -> None:
    desk.slack.add_channel("board", is_private=True, people=["ana"])
    board = desk.slack.get_channel("board").id
    desk.add_news(audience=board)
    ana = desk.slack.person("ana")
    (there,) = ana.command("/digest", "preview", channel="board").answers
    (elsewhere,) = ana.command("/digest", "preview").answers
    assert "2 new documents" in there.text
    assert "1 new document " in elsewhere.text


def test_an_unknown_word_after_digest_is_answered_with_help(desk: Desk) -> None:
    (answer,) = desk.slack.person("maya").command("/digest", "weekly").answers
    assert "`/digest preview`" in answer.text
