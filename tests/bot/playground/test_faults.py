"""Faults to order: how each looks to the SDK's client, and whether the post was accepted all the same."""

import time
from http.client import IncompleteRead, RemoteDisconnected

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground import Fault, Playground


@pytest.mark.parametrize(
    ("fault", "error", "is_accepted"),
    [
        (Fault.RATE_LIMITED, SlackApiError, False),
        (Fault.SERVER_ERROR, SlackApiError, False),
        (Fault.INTERNAL_ERROR, SlackApiError, False),
        (Fault.HTML_PAGE, SlackApiError, False),
        (Fault.DROP_BEFORE, RemoteDisconnected, False),
        (Fault.DROP_AFTER, RemoteDisconnected, True),
        (Fault.NO_ANSWER, TimeoutError, False),
        (Fault.ACCEPTED_NO_ANSWER, TimeoutError, True),
        (Fault.ACCEPTED_SERVER_ERROR, SlackApiError, True),
        (Fault.ACCEPTED_TRUNCATED, IncompleteRead, True),
    ],
)
def test_a_fault_breaks_one_call_and_the_next_one_works(
    slack: Playground, fault: Fault, error: type[Exception], *, is_accepted: bool
) -> None:
    client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
    client.timeout = 0.2  # type: ignore[assignment]  # the SDK passes it on to urllib, which takes fractions
    slack.faults.add("chat.postMessage", fault)
    with pytest.raises(error):
        client.chat_postMessage(channel="general", text="first")
    client.chat_postMessage(channel="general", text="second")
    texts = [message.text for message in slack.workspace.messages.values()]
    assert texts == (["first", "second"] if is_accepted else ["second"])


def test_a_rate_limit_says_how_long_to_wait(slack: Playground, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", Fault.RATE_LIMITED)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="general", text="x")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    assert caught.value.response["error"] == "ratelimited"


def test_faults_wait_for_their_own_method(slack: Playground, client: WebClient) -> None:
    slack.faults.add("chat.update", Fault.SERVER_ERROR, times=2)
    assert client.chat_postMessage(channel="general", text="x")["ok"]
    assert slack.faults.take("chat.update") is Fault.SERVER_ERROR
    slack.faults.clear()
    assert slack.faults.take("chat.update") is None


def test_the_sdk_posts_twice_by_itself_when_the_connection_drops(slack: Playground) -> None:
    careless = WebClient(token=slack.bot_token, base_url=slack.url)
    slack.faults.add("chat.postMessage", Fault.DROP_AFTER)
    careless.chat_postMessage(channel="general", text="once?")
    assert [message.text for message in slack.workspace.messages.values()] == ["once?", "once?"]


def test_closing_the_playground_does_not_wait_for_calls_without_an_answer(slack: Playground) -> None:
    start = time.monotonic()
    client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
    client.timeout = 0.1  # type: ignore[assignment]  # see above
    slack.faults.add("auth.test", Fault.NO_ANSWER)
    with pytest.raises(TimeoutError):
        client.auth_test()
    slack.__exit__(None, None, None)
    assert time.monotonic() - start < 2
