"""Questions by mention, and follow-ups in their thread."""

from tests.conversations.conftest import Team


def test_a_mention_is_answered_in_its_thread_with_sentence_and_source(team: Team) -> None:
    turn = team.maya.mention("how much did norvelt robotics' revenue grow?")
    answer = team.answer(turn)
    assert "24%" in answer
    assert "rose 24% year over year to $310 million" in answer
    assert "The Harbour Post" in answer
    assert turn.answers[0].thread_root == turn.ts


def test_a_follow_up_needs_no_mention(team: Team) -> None:
    question = team.maya.mention("what share of norvelt robotics revenue comes from europe?")
    assert "35%" in team.answer(question)
    assert "20%" in team.answer(team.maya.say("and from asia?", thread=question.ts))


def test_talk_between_people_is_left_alone_and_not_stored(team: Team) -> None:
    question = team.maya.mention("who is lena okafor?")
    assert "chief executive" in team.answer(question)
    before = team.store.inbox.depth()
    assert team.answers(team.slack.person("tom").say("thanks, I will call her tomorrow", thread=question.ts)) == []
    assert team.answers(team.slack.person("tom").say("what about lunch?")) == []
    assert team.store.inbox.depth() == before


def test_one_message_gets_one_answer_however_often_it_arrives(team: Team) -> None:
    question = team.maya.mention("who is lena okafor?")
    team.program.worker.work_off()
    for delivery in question.deliveries:
        team.slack.repeat(delivery)
    assert len(team.answers(question)) == 1


def test_what_is_not_known_is_said_with_a_next_step(team: Team) -> None:
    answer = team.answer(team.maya.mention("what is norvelt robotics' headcount?"))
    assert "know nothing" in answer
    assert "dossier ingest" in answer


def test_the_commands_work_in_a_thread_too(team: Team) -> None:
    assert "$310 million" in team.answer(team.maya.mention("company norvelt robotics"))
    assert "/company" in team.answer(team.maya.mention("help"))


def test_a_direct_message_needs_no_mention(team: Team) -> None:
    assert "24%" in team.answer(team.maya.direct("norvelt robotics revenue growth?"))


def test_html_entities_and_links_in_a_question_are_read(team: Team) -> None:
    assert "24%" in team.answer(team.maya.mention("norvelt robotics <growth> & revenue?"))
