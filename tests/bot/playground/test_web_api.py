"""The simulated Web API, through the SDK's own client."""

import warnings
from typing import Any
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.manifest import build_manifest
from bot.playground import Playground, SimulatedClock

LONG_SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2_700}}


def refusal_of(call: Any) -> dict[str, Any]:
    """Return the body of the refusal that a call must end with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the SDK warns of missing text
        with pytest.raises(SlackApiError) as caught:
            call()
    body: dict[str, Any] = caught.value.response.data
    return body


def test_auth_test_says_who_the_bot_is(slack: Playground, client: WebClient) -> None:
    answer = client.auth_test()
    assert (answer["user_id"], answer["team_id"]) == (slack.bot_user_id, slack.team_id)


def test_a_posted_message_is_in_the_history_and_its_metadata_on_demand(slack: Playground, client: WebClient) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"delivery_id": "d-1"}}
    posted = client.chat_postMessage(channel="#general", text="Good morning", metadata=metadata)
    plain = client.conversations_history(channel=posted["channel"])["messages"]
    full = client.conversations_history(channel=posted["channel"], include_all_metadata=True)["messages"]
    assert plain[0]["text"] == full[0]["text"] == "Good morning"
    assert "metadata" not in plain[0]
    assert full[0]["metadata"] == metadata
    assert not slack.refusals


def test_history_has_no_replies_and_replies_have_their_root(client: WebClient) -> None:
    root = client.chat_postMessage(channel="general", text="root")
    client.chat_postMessage(channel=root["channel"], text="reply", thread_ts=root["ts"])
    history = client.conversations_history(channel=root["channel"])["messages"]
    thread = client.conversations_replies(channel=root["channel"], ts=root["ts"])["messages"]
    assert [message["text"] for message in history] == ["root"]
    assert [message["text"] for message in thread] == ["root", "reply"]
    assert history[0]["thread_ts"] == root["ts"]


def test_history_is_read_in_pages_and_between_moments(client: WebClient) -> None:
    posted = [client.chat_postMessage(channel="general", text=f"number {number}") for number in range(5)]
    channel = posted[0]["channel"]
    pages = client.conversations_history(channel=channel, limit=2)
    texts = [[message["text"] for message in page["messages"]] for page in pages]
    assert texts == [["number 4", "number 3"], ["number 2", "number 1"], ["number 0"]]
    between = client.conversations_history(channel=channel, oldest=posted[1]["ts"], latest=posted[3]["ts"])
    assert [message["text"] for message in between["messages"]] == ["number 2"]
    inclusive = client.conversations_history(
        channel=channel, oldest=posted[1]["ts"], latest=posted[3]["ts"], inclusive=True
    )
    assert [message["text"] for message in inclusive["messages"]] == ["number 3", "number 2", "number 1"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"limit": "0"}, "invalid_limit"),
        ({"limit": 5000}, "invalid_limit"),
        ({"limit": "many"}, "invalid_limit"),
        ({"oldest": "yesterday"}, "invalid_ts_oldest"),
        ({"latest": "now"}, "invalid_ts_latest"),
        ({"cursor": "elsewhere"}, "invalid_cursor"),
    ],
)
def test_history_refuses_arguments_it_cannot_read(client: WebClient, arguments: dict[str, Any], error: str) -> None:
    client.chat_postMessage(channel="general", text="something")
    assert refusal_of(lambda: client.conversations_history(channel="general", **arguments))["error"] == error


def test_an_update_changes_the_message_and_a_deletion_takes_it_away(client: WebClient) -> None:
    posted = client.chat_postMessage(channel="general", text="draft")
    channel, ts = posted["channel"], posted["ts"]
    client.chat_update(channel=channel, ts=ts, text="final")
    message = client.conversations_history(channel=channel)["messages"][0]
    assert message["text"] == "final"
    assert "edited" in message
    client.chat_delete(channel=channel, ts=ts)
    assert client.conversations_history(channel=channel)["messages"] == []


def test_only_own_messages_can_be_changed(slack: Playground, client: WebClient) -> None:
    maya = slack.person("maya")
    general = slack.get_channel("general").id
    slack.workspace.watchers.clear()  # nobody listens here
    theirs = maya.say("mine").ts
    assert (
        refusal_of(lambda: client.chat_update(channel=general, ts=theirs, text="x"))["error"] == "cant_update_message"
    )
    assert refusal_of(lambda: client.chat_delete(channel=general, ts=theirs))["error"] == "cant_delete_message"
    assert refusal_of(lambda: client.chat_delete(channel=general, ts="1.000001"))["error"] == "message_not_found"


def test_an_ephemeral_message_is_seen_by_one_person_and_is_in_no_history(slack: Playground, client: WebClient) -> None:
    maya, tom = slack.person("maya"), slack.person("tom")
    client.chat_postEphemeral(channel="general", user=maya.user.id, text="just you")
    assert [message.text for message in maya.sees("general")] == ["just you"]
    assert tom.sees("general") == []
    assert client.conversations_history(channel="general")["messages"] == []


def test_an_ephemeral_message_needs_its_reader_in_the_channel(slack: Playground, client: WebClient) -> None:
    slack.add_channel("news")
    maya = slack.person("maya")
    refused = refusal_of(lambda: client.chat_postEphemeral(channel="news", user=maya.user.id, text="x"))
    assert refused["error"] == "user_not_in_channel"


def test_a_post_to_a_person_lands_in_the_direct_conversation(slack: Playground, client: WebClient) -> None:
    maya = slack.person("maya")
    posted = client.chat_postMessage(channel=maya.user.id, text="hello")
    assert posted["channel"].startswith("D")
    assert [message.text for message in maya.sees()] == ["hello"]


def test_users_info_tells_admins_and_guests_from_members(slack: Playground, client: WebClient) -> None:
    admin = slack.person("ada", is_admin=True)
    guest = slack.person("gus", is_guest=True)
    assert client.users_info(user=admin.user.id)["user"]["is_admin"]
    assert client.users_info(user=guest.user.id)["user"]["is_restricted"]
    assert refusal_of(lambda: client.users_info(user="U404"))["error"] == "user_not_found"


def test_an_unknown_method_is_refused(client: WebClient) -> None:
    assert refusal_of(lambda: client.api_call("chat.postMassage"))["error"] == "unknown_method"


@pytest.mark.parametrize(("token", "error"), [(None, "not_authed"), ("xoxb-other", "invalid_auth")])
def test_a_call_needs_the_right_token(slack: Playground, token: str | None, error: str) -> None:
    stranger = WebClient(token=token, base_url=slack.url, retry_handlers=[])
    assert refusal_of(stranger.auth_test)["error"] == error


def test_the_app_token_opens_connections_and_nothing_else(slack: Playground, client: WebClient) -> None:
    answer = client.apps_connections_open(app_token=slack.app_token)
    assert answer["url"].startswith("wss://")
    with_app_token = WebClient(token=slack.app_token, base_url=slack.url, retry_handlers=[])
    assert refusal_of(with_app_token.auth_test)["error"] == "not_allowed_token_type"


def test_a_revoked_token_is_refused(slack: Playground, client: WebClient) -> None:
    slack.revoke_token()
    assert refusal_of(client.auth_test)["error"] == "token_revoked"


@pytest.mark.parametrize(
    ("method", "arguments", "needed"),
    [
        ("conversations.info", {"channel": "general"}, "channels:read,groups:read,im:read"),
        ("conversations.open", {"users": "U1"}, "im:write"),
    ],
)
def test_scopes_are_those_of_the_manifest(
    client: WebClient, method: str, arguments: dict[str, str], needed: str
) -> None:
    refused = refusal_of(lambda: client.api_call(method, params=arguments))
    assert (refused["error"], refused["needed"]) == ("missing_scope", needed)
    assert "chat:write" in refused["provided"].split(",")


def test_a_scope_taken_from_the_manifest_is_missed_at_once() -> None:
    manifest = build_manifest()
    manifest["oauth_config"]["scopes"]["bot"].remove("chat:write")
    with Playground(manifest) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
        refused = refusal_of(lambda: client.chat_postMessage(channel="general", text="x"))
    assert refused["error"] == "missing_scope"


def test_with_wider_scopes_channels_are_shown_and_conversations_opened() -> None:
    manifest = build_manifest()
    manifest["oauth_config"]["scopes"]["bot"] += ["channels:read", "im:write"]
    with Playground(manifest) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
        maya = slack.person("maya")
        assert client.conversations_info(channel="general")["channel"]["is_member"]
        opened = client.conversations_open(users=maya.user.id)["channel"]["id"]
        assert client.chat_postMessage(channel=opened, text="hi")["ok"]
        slack.add_channel("secret", is_private=True, with_bot=False)
        assert refusal_of(lambda: client.conversations_info(channel="secret"))["error"] == "channel_not_found"
        assert refusal_of(lambda: client.conversations_open(users="U404"))["error"] == "user_not_found"


def test_posting_needs_a_channel_that_exists_is_open_and_has_the_bot_in_it(
    slack: Playground, client: WebClient
) -> None:
    slack.add_channel("old")
    slack.archive("old")
    slack.add_channel("public", with_bot=False)
    slack.add_channel("private", is_private=True, with_bot=False)
    errors = {
        channel: refusal_of(lambda channel=channel: client.chat_postMessage(channel=channel, text="x"))["error"]
        for channel in ("old", "public", "private", "nowhere")
    }
    assert errors == {
        "old": "is_archived",
        "public": "not_in_channel",
        "private": "channel_not_found",
        "nowhere": "channel_not_found",
    }
    assert [refusal.error for refusal in slack.refusals] == list(errors.values())


def test_direct_messages_need_the_messages_tab() -> None:
    manifest = build_manifest()
    manifest["features"]["app_home"]["messages_tab_enabled"] = False
    with Playground(manifest) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
        maya = slack.person("maya")
        refused = refusal_of(lambda: client.chat_postMessage(channel=maya.user.id, text="x"))
    assert refused["error"] == "messages_tab_disabled"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "no_text"),
        ({"text": "   "}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": "[not json"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"text": "x", "blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"text": "x", "blocks": [LONG_SECTION] * 5}, "msg_blocks_too_long"),
        ({"text": 42}, "invalid_arguments"),
        ({"text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"text": "x", "thread_ts": "1772442000.000100"}, "thread_not_found"),
        ({"text": "x", "metadata": {"event_type": "t"}}, "invalid_metadata_schema"),
        ({"text": "x", "metadata": {"event_type": "t", "event_payload": {"k": "v" * 20_000}}}, "metadata_too_large"),
        ({"text": "x", "metadata": "{"}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_payload": {}}}, "invalid_metadata_schema"),
        ({"text": "x", "username": "Somebody"}, "not_simulated"),
    ],
)
def test_a_post_that_slack_would_refuse_is_refused(
    slack: Playground, client: WebClient, arguments: dict[str, Any], error: str
) -> None:
    refused = refusal_of(lambda: client.api_call("chat.postMessage", json={"channel": "general", **arguments}))
    assert refused["error"] == error
    assert slack.workspace.messages == {}


def test_a_missing_argument_is_named(client: WebClient) -> None:
    refused = refusal_of(lambda: client.api_call("chat.postMessage", json={"text": "x"}))
    assert refused["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


def test_a_long_text_passes_as_a_post_and_fails_as_an_update(client: WebClient) -> None:
    posted = client.chat_postMessage(channel="general", text="x" * 5_000)
    refused = refusal_of(lambda: client.chat_update(channel=posted["channel"], ts=posted["ts"], text="y" * 5_000))
    assert refused["error"] == "msg_too_long"


def test_a_reply_cannot_be_replied_to(client: WebClient) -> None:
    root = client.chat_postMessage(channel="general", text="root")
    reply = client.chat_postMessage(channel="general", text="reply", thread_ts=root["ts"])
    refused = refusal_of(lambda: client.chat_postMessage(channel="general", text="x", thread_ts=reply["ts"]))
    assert refused["error"] == "cannot_reply_to_message"


def test_one_post_a_second_when_the_rate_is_strict(clock: SimulatedClock) -> None:
    with Playground(build_manifest(), clock=clock, strict_rate=True) as slack:
        slack.add_channel("news")
        client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
        client.chat_postMessage(channel="general", text="one")
        client.chat_postMessage(channel="news", text="another channel")
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel="general", text="two")
        assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
        clock.advance(seconds=1)
        client.chat_postMessage(channel="general", text="two")


def test_a_body_that_is_no_json_is_refused(slack: Playground) -> None:
    request = Request(f"{slack.url}auth.test", data=b"{nope", headers={"Content-Type": "application/json"})
    with urlopen(request) as response:
        assert b"invalid_json" in response.read()


def test_ts_always_grows_though_the_clock_stands_still(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel="general", text="x")["ts"] for _ in range(3)]
    assert stamps == sorted(set(stamps))
