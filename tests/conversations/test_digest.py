"""The daily digest, from the ticker to the channel."""

from tests.conversations.conftest import Team


def general(team: Team) -> list[str]:
    channel = team.slack.get_channel("general").id
    messages = [m for m in team.slack.workspace.messages.values() if m.channel_id == channel and not m.visible_to]
    return [team.read(message) for message in messages]


def tick(team: Team) -> None:
    team.program.ticker.tick()
    team.program.worker.work_off()


def test_the_digest_comes_once_at_its_time(team: Team) -> None:
    tick(team)
    assert general(team) == []
    team.clock.advance(hours=1)
    for _ in range(3):
        tick(team)
    (digest,) = general(team)
    assert "2 new documents" in digest
    assert "€1.2 billion" in digest
    assert "The Harbour Post" in digest


def test_a_day_without_news_says_so_in_one_line(team: Team) -> None:
    team.clock.advance(hours=1)
    tick(team)
    team.clock.advance(days=1)
    tick(team)
    assert general(team)[-1] == "Nothing new on 3 March 2026."


def test_a_digest_that_is_too_late_is_skipped(team: Team) -> None:
    team.clock.advance(hours=8)
    tick(team)
    assert general(team) == []


def test_a_preview_is_private_and_takes_nothing_from_the_digest(team: Team) -> None:
    preview = team.answer(team.maya.command("/digest", "preview"))
    assert "2 new documents" in preview
    team.clock.advance(hours=1)
    tick(team)
    assert "2 new documents" in general(team)[0]
