"""What people do and what reaches the app: both ways of delivery, Slack's encoding, failures and retries."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_bolt import Ack, App, Say
from slack_sdk import WebClient

from bot.manifest import build_manifest
from bot.playground import Person, Playground
from tests.bot.playground.conftest import SHARE, add_listeners


@pytest.fixture(params=[False, True], ids=["signed requests", "socket mode"])
def team(request: pytest.FixtureRequest, slack: Playground, client: WebClient) -> Iterator[Playground]:
    """Attach the tiny app in each of the two ways."""
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)
    add_listeners(app)
    slack.attach(app, socket_mode=request.param)
    yield slack
    assert not slack.refusals


def heard(slack: Playground) -> list[dict[str, Any]]:
    """Return the events the app was sent."""
    return [delivery.payload["event"] for delivery in slack.deliveries if "event" in delivery.payload]


def test_a_command_is_answered_to_the_person_alone(team: Playground) -> None:
    maya, tom = team.person("maya"), team.person("tom")
    (answer,) = maya.command("/company", "acme").answers
    assert (answer.text, answer.visible_to) == ("About acme", maya.user.id)
    assert tom.sees("general") == []


def test_a_mention_is_heard_twice_with_one_ts_and_answered_in_its_thread(team: Playground) -> None:
    turn = team.person("maya").mention("how is acme doing?")
    mention, message = heard(team)[:2]
    assert (mention["type"], message["type"]) == ("app_mention", "message")
    assert mention["ts"] == message["ts"] == turn.ts
    ids = [delivery.payload["event_id"] for delivery in turn.deliveries]
    assert len(set(ids)) == len(ids)
    assert [answer.thread_ts for answer in turn.wait()] == [turn.ts]


def test_a_button_answers_at_its_response_url(team: Playground) -> None:
    maya = team.person("maya")
    card = maya.command("/company", "acme").answers[0]
    (shared,) = maya.press("Share", card).answers
    assert (shared.text, shared.visible_to) == ("Shared acme", None)
    assert maya.press("share").answers[0].text == "Shared acme"


def test_a_direct_message_is_a_message_and_no_mention(team: Playground) -> None:
    team.person("maya").direct("@dossier hello")
    (event,) = heard(team)
    assert (event["type"], event["channel_type"]) == ("message", "im")


def test_a_direct_command_tells_no_channel_name(team: Playground) -> None:
    turn = team.person("maya").command_directly("/company", "acme")
    assert turn.deliveries[0].payload["channel_name"] == "directmessage"
    assert turn.answers[0].channel_id.startswith("D")


def test_text_arrives_as_slack_encodes_it(attached: Playground) -> None:
    maya, tom = attached.person("maya"), attached.person("tom")
    general = attached.get_channel("general").id
    maya.say("@tom: AT&T <3 salesforce.com, see https://example.com/a?b=1&c=2. #general #nowhere @nobody")
    assert heard(attached)[0]["text"] == (
        f"<@{tom.user.id}>: AT&amp;T &lt;3 <http://salesforce.com|salesforce.com>, "
        f"see <https://example.com/a?b=1&amp;c=2>. <#{general}|general> #nowhere @nobody"
    )
    maya.command("/company", "AT&T <b>")
    assert attached.deliveries[-1].payload["text"] == "AT&amp;T &lt;b&gt;"


def test_the_bot_hears_its_own_posts_and_bolt_ignores_them(attached: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel="general", text="<@U1> good morning")
    (delivery,) = attached.settle()
    assert delivery.payload["event"]["bot_id"] == attached.workspace.bot.bot_id
    assert delivery.is_accepted
    assert attached.settle() == []


def test_edits_and_deletions_are_heard_as_hidden_messages(attached: Playground) -> None:
    maya = attached.person("maya")
    turn = maya.say("hello")
    assert turn.message is not None
    changed = maya.edit(turn.message, "hello @dossier").message
    assert changed is not None
    maya.delete(changed)
    subtypes = [event.get("subtype") for event in heard(attached)]
    assert subtypes == [None, "message_changed", "message_deleted"]


def test_what_another_bot_says_is_a_bots_message(attached: Playground) -> None:
    attached.other_bot("weather").say("rain")
    (event,) = heard(attached)
    assert event["subtype"] == "bot_message"
    assert event["bot_id"] != attached.workspace.bot.bot_id


def test_a_reply_names_its_thread_and_whose_it_is(attached: Playground) -> None:
    maya, tom = attached.person("maya"), attached.person("tom")
    root = maya.say("news?")
    reply = tom.say("none", thread=root.ts)
    tom.say("really none", thread=reply.ts)
    events = heard(attached)[1:]
    assert [event["thread_ts"] for event in events] == [root.ts, root.ts]
    assert events[0]["parent_user_id"] == maya.user.id


def test_with_a_mention_only_manifest_the_rest_is_not_heard(client: WebClient) -> None:
    with Playground(build_manifest(mention_only=True)) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
        app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)
        add_listeners(app)
        slack.attach(app)
        maya = slack.person("maya")
        maya.say("just talking")
        maya.mention("hello")
        maya.direct("hello")
    assert [event["type"] for event in heard(slack)] == ["app_mention", "message"]


def test_where_the_bot_is_not_it_hears_nothing_and_slack_says_so(attached: Playground) -> None:
    attached.add_channel("elsewhere", with_bot=False)
    turn = attached.person("maya").mention("hello", channel="elsewhere")
    assert turn.deliveries == ()
    assert turn.notices == ["Dossier is not in this channel."]
    attached.remove_bot("general")
    assert attached.person("maya").mention("hello").deliveries == ()


def test_private_channels_are_heard_as_groups(attached: Playground) -> None:
    attached.add_channel("board", is_private=True, people=["maya"])
    attached.person("maya").say("quiet", channel="board")
    assert heard(attached)[0]["channel_type"] == "group"
    with pytest.raises(LookupError, match="tom is not in the private channel"):
        attached.person("tom").say("hello?", channel="board")


def test_an_unknown_command_never_reaches_the_app(attached: Playground) -> None:
    turn = attached.person("maya").command("/nothing")
    assert turn.notices == ["/nothing is not a valid command."]
    assert attached.deliveries == []


def test_a_late_acknowledgement_is_a_timeout_and_its_body_is_lost(client: WebClient) -> None:
    with Playground(build_manifest(), acknowledge_seconds=0.01) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
        app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

        @app.command("/company")
        def think(ack: Ack) -> None:
            time.sleep(0.05)
            ack("at last")

        slack.attach(app)
        turn = slack.person("maya").command("/company", "acme")
    assert turn.notices == ['/company failed with the error "operation_timeout"']
    assert turn.answers == []
    assert turn.deliveries[0].is_late


def test_a_command_that_fails_is_shown_as_slack_shows_it(slack: Playground, client: WebClient) -> None:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.command("/company")
    def break_down() -> None:
        raise RuntimeError("broken")

    slack.attach(app)
    turn = slack.person("maya").command("/company", "acme")
    assert turn.notices == ['/company failed with the error "dispatch_failed"']


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "section"}],
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}],
    ],
)
def test_an_acknowledgement_with_bad_blocks_is_refused(
    slack: Playground, client: WebClient, blocks: list[dict[str, Any]]
) -> None:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.command("/company")
    def show_badly(ack: Ack) -> None:
        ack(text="card", blocks=blocks)

    slack.attach(app)
    turn = slack.person("maya").command("/company", "acme")
    assert turn.notices == ['/company failed with the error "invalid_command_response"']
    assert [refusal.method for refusal in slack.refusals] == ["acknowledgement of /company"]


def test_an_event_that_fails_is_delivered_again_three_times(slack: Playground, client: WebClient) -> None:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)
    seen: list[str] = []

    @app.event("message")
    def fail(event: dict[str, Any]) -> None:
        seen.append(event["ts"])
        raise RuntimeError("broken")

    slack.attach(app)
    turn = slack.person("maya").say("hello")
    assert [delivery.failure for delivery in turn.deliveries] == ["dispatch_failed"]
    attempts = [delivery.attempt for _ in range(5) for delivery in slack.retry()]
    assert attempts == [1, 2, 3]
    assert seen == [turn.ts] * 4
    assert len({delivery.payload["event_id"] for delivery in slack.deliveries}) == 1


def test_a_retry_carries_slacks_headers(slack: Playground, client: WebClient) -> None:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)
    numbers: list[Any] = []

    @app.event("message")
    def note(request: Any) -> None:
        numbers.append((request.headers.get("x-slack-retry-num"), request.headers.get("x-slack-retry-reason")))

    for socket_mode in (False, True):
        slack.attach(app, socket_mode=socket_mode)
        (delivery,) = slack.person("maya").say("hello").deliveries
        slack.repeat(delivery)
    assert numbers == [(None, None), (["1"], ["http_error"])] * 2


def test_a_wrong_signing_secret_is_noticed(slack: Playground, client: WebClient) -> None:
    app = App(client=client, signing_secret="something-else", process_before_response=True)
    add_listeners(app)
    slack.attach(app)
    turn = slack.person("maya").command("/company", "acme")
    assert turn.deliveries[0].acknowledgement.status == 401
    assert turn.notices == ['/company failed with the error "dispatch_failed"']


def test_a_button_in_a_message_for_all_brings_the_message_along_and_a_private_one_does_not(
    attached: Playground, client: WebClient
) -> None:
    maya = attached.person("maya")
    card = maya.command("/company", "acme").answers[0]
    maya.press("share", card)
    client.chat_postMessage(channel="general", text="card", blocks=[{"type": "actions", "elements": [SHARE]}])
    maya.press("share")
    private, public = (delivery.payload for delivery in attached.deliveries if "actions" in delivery.payload)
    assert private["container"]["is_ephemeral"]
    assert "message" not in private
    assert public["message"]["text"] == "card"
    assert public["actions"][0]["value"] == "acme"
    assert public["actions"][0]["block_id"] == "b0"


def test_a_button_that_nobody_sees_cannot_be_pressed(attached: Playground) -> None:
    maya, tom = attached.person("maya"), attached.person("tom")
    card = maya.command("/company", "acme").answers[0]
    assert card.blocks
    with pytest.raises(LookupError, match="tom sees no button 'share'"):
        tom.press("share")
    with pytest.raises(LookupError, match="maya sees no button 'other'"):
        maya.press("other", card)


def test_buttons_do_nothing_without_interactivity() -> None:
    manifest = build_manifest()
    manifest["settings"]["interactivity"]["is_enabled"] = False
    with Playground(manifest) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
        app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)
        add_listeners(app)
        slack.attach(app)
        maya = slack.person("maya")
        maya.command("/company", "acme")
        turn = maya.press("share")
    assert turn.notices == ["[ Share ] does nothing: interactivity is off"]


def test_a_button_that_fails_is_shown_as_failed(slack: Playground, client: WebClient) -> None:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)
    slack.attach(app)
    client.chat_postMessage(channel="general", text="card", blocks=[{"type": "actions", "elements": [SHARE]}])
    turn = slack.person("maya").press("share")
    assert turn.notices == ['[ Share ] failed with the error "dispatch_failed"']


def test_an_answer_from_another_thread_is_waited_for(attached: Playground) -> None:
    turn = attached.person("maya").say("nothing to answer")
    with pytest.raises(TimeoutError, match=r"0 of 1 answers after 0\.05 s"):
        turn.wait(seconds=0.05)


def test_a_turn_ends_where_the_persons_next_one_begins(attached: Playground) -> None:
    maya = attached.person("maya")
    first = maya.mention("one?")
    second = maya.mention("two?", thread=first.ts)
    assert [answer.text.split("> ")[1] for answer in first.answers] == ["one?"]
    assert [answer.text.split("> ")[1] for answer in second.answers] == ["two?"]


def test_many_people_can_act_at_once(attached: Playground) -> None:
    people = [attached.person(f"person{number}") for number in range(8)]

    def act(person: Person) -> None:
        for _ in range(10):
            assert person.command("/company", "acme").answers[0].text == "About acme"
            person.mention("hello").wait()

    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(act, people))
    asked = [event["ts"] for event in heard(attached) if event["type"] == "app_mention"]
    assert len(asked) == len(set(asked)) == 80
    assert not attached.refusals


def test_nothing_can_be_sent_before_an_app_is_attached(slack: Playground) -> None:
    with pytest.raises(RuntimeError, match="No app is attached"):
        slack.person("maya").say("hello")


def test_what_is_not_there_is_named(attached: Playground) -> None:
    maya = attached.person("maya")
    with pytest.raises(LookupError, match="There is no channel 'nowhere'"):
        maya.say("hello", channel="nowhere")
    with pytest.raises(LookupError, match="There is no channel 'nowhere'"):
        attached.get_channel("nowhere")
    with pytest.raises(LookupError, match=r"There is no message 1\.5 in general"):
        maya.say("hello", thread="1.5")
    with pytest.raises(ValueError, match="leaves no message"):
        _ = maya.command("/company").ts


def test_a_person_is_the_same_whenever_called(slack: Playground) -> None:
    assert slack.person("Maya") is slack.person("maya")
    assert slack.person("maya").user.display_name == "Maya"


def test_a_closed_playground_says_that_it_is_closed() -> None:
    with pytest.raises(RuntimeError, match="The playground is closed"):
        _ = Playground(build_manifest()).url


def test_a_thread_started_by_say_is_answered_there(slack: Playground, client: WebClient) -> None:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.event("message")
    def answer(event: dict[str, Any], say: Say) -> None:
        say(text="in the thread", thread_ts=event["ts"])
        say(text="in the channel")

    slack.attach(app)
    turn = slack.person("maya").say("hello")
    assert [message.text for message in turn.answers] == ["in the thread"]
