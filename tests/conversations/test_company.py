"""/company, from the command a person types to the card they see."""

import json

import pytest

from tests.conversations.conftest import Team


def test_a_card_shows_figures_people_and_sources(team: Team) -> None:
    card = team.answer(team.maya.command("/company", "norvelt robotics"))
    for part in ("Norvelt Robotics", "24%", "$310 million", "Lena Okafor", "The Harbour Post", "27 February 2026"):
        assert part in card


@pytest.mark.parametrize("typed", ["norvelt robot", "Norvelt Robotic", "NORVELT ROBOTICS INC", "norvelt robtics"])
def test_a_name_is_found_as_people_type_it(team: Team, typed: str) -> None:
    assert "$310 million" in team.answer(team.maya.command("/company", typed))


def test_a_card_is_private_until_it_is_shared(team: Team) -> None:
    turn = team.maya.command("/company", "norvelt robotics")
    (card,) = turn.answers
    assert card.visible_to == team.maya.user.id
    shared = team.maya.press("Share in channel", card)
    assert "$310 million" in team.answers(shared)[-1]
    assert shared.answers[-1].visible_to is None


def test_an_unknown_name_says_what_to_do_next(team: Team) -> None:
    answer = team.answer(team.maya.command("/company", "zzyzx"))
    assert "I know no company called “zzyzx”" in answer
    assert "dossier ingest" in answer


@pytest.mark.parametrize("typed", ["", "  ", "help", "?", "HELP"])
def test_help_names_the_command(team: Team, typed: str) -> None:
    assert "/company" in team.answer(team.maya.command("/company", typed))


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 10_000,
        "\x00\x07\x1b[31m",
        "<!channel>",
        '"; DROP TABLE document; --',
        'NEAR("alibaba" *) OR -x ^',
        "🦄🦄🦄",
        "شركة علي بابا",
        "\u202eabc\u202c",
        "%s %d {0}",
        "&amp;&lt;",
    ],
)
def test_whatever_is_typed_gets_a_plain_answer(team: Team, typed: str) -> None:
    (answer,) = team.maya.command("/company", typed).answers
    assert answer.text
    assert "<!channel>" not in json.dumps([answer.text, answer.blocks])
    assert "Traceback" not in answer.text
