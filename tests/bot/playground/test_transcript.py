"""The transcript: what a person would see, at eighty columns and the same every time."""

from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground import Look, Playground, SimulatedClock, Transcript, read_message, render_transcript
from bot.playground.mrkdwn import finish, read_mrkdwn, wrap

CARD: list[dict[str, Any]] = [
    {"type": "header", "text": {"type": "plain_text", "text": "Acme Tools"}},
    {
        "type": "section",
        "text": {
            "type": "mrkdwn",
            "text": "*Revenue* rose to *$3.1 million* & more [1]\n&gt; a sentence of the source",
        },
        "fields": [
            {"type": "mrkdwn", "text": "*Kind*\ncompany"},
            {"type": "mrkdwn", "text": "*Country*\nJapan"},
            {"type": "plain_text", "text": "*as it is*"},
        ],
    },
    {"type": "divider"},
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "Metric"}, {"type": "raw_text", "text": "Value"}],
            [
                {
                    "type": "raw_text",
                    "text": "growth of the cloud unit in the quarter to June, year on year, as reported",
                },
                {"type": "raw_number", "value": 59, "text": "59%"},
            ],
        ],
    },
    {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": "[1] <https://example.com/a|Example Post>, June 2020"}],
    },
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "Share in channel"}},
            {"type": "button", "url": "https://example.com", "text": {"type": "plain_text", "text": "Open"}},
        ],
    },
]

EXPECTED_CARD = """\
*Acme Tools*
*Revenue* rose to *$3.1 million* & more [1]
│ a sentence of the source
*Kind*                                   *Country*
company                                  Japan
*as it is*
────────────────────────────────────────────────────────────────────────────────
Metric                                                                     Value
─────────────────────────────────────────────────────────────────────────  ─────
growth of the cloud unit in the quarter to June, year on year, as          59%
reported
[1] Example Post <https://example.com/a>, June 2020
[ Share in channel ]  [ Open <https://example.com> ]"""


def post(slack: Playground, client: WebClient, blocks: list[dict[str, Any]]) -> str:
    client.chat_postMessage(channel="general", text="fallback", blocks=blocks)
    return read_message(list(slack.workspace.messages.values())[-1], slack.workspace)


def test_a_card_reads_well_at_eighty_columns(slack: Playground, client: WebClient) -> None:
    text = post(slack, client, CARD)
    assert text == EXPECTED_CARD
    assert max(len(line) for line in text.split("\n")) <= 80


def test_a_conversation_reads_like_slack(attached: Playground, clock: SimulatedClock) -> None:
    maya = attached.person("maya")
    card = maya.command("/company", "acme").answers[0]
    clock.advance(minutes=5)
    question = maya.mention("how is acme doing?")
    attached.person("tom").say("good question", thread=question.ts)
    maya.press("Share", card)
    maya.command("/unknown")
    assert render_transcript(attached.workspace) == (
        "#general · 09:00 · Maya\n"
        "  /company acme\n"
        "\n"
        "#general · 09:00 · Dossier · Only visible to you\n"
        "  About *acme*\n"
        "  [ Share ]\n"
        "\n"
        "#general · 09:05 · Maya\n"
        "  @Dossier how is acme doing?\n"
        "\n"
        "    #general, thread · 09:05 · Dossier\n"
        "      You asked: @Dossier how is acme doing?\n"
        "\n"
        "    #general, thread · 09:05 · Tom\n"
        "      good question\n"
        "\n"
        "#general · 09:05 · Maya · Only visible to you\n"
        "  presses [ Share ]\n"
        "\n"
        "#general · 09:05 · Dossier\n"
        "  Shared acme\n"
        "\n"
        "#general · 09:05 · Maya\n"
        "  /unknown\n"
        "\n"
        "#general · 09:05 · Slackbot · Only visible to you\n"
        "  /unknown is not a valid command."
    )


def test_changes_and_deletions_are_shown(slack: Playground, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="general", text="draft")
    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="final")
    client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    assert render_transcript(slack.workspace).split("\n\n")[1:] == [
        "#general · 09:00 · Dossier · edited\n  final",
        "#general · 09:00 · Dossier\n  (message deleted)",
    ]


def test_direct_messages_name_no_channel(attached: Playground) -> None:
    attached.person("maya").direct("hello")
    assert render_transcript(attached.workspace) == "direct message · 09:00 · Maya\n  hello"


def test_an_incremental_transcript_shows_everything_once(slack: Playground, client: WebClient) -> None:
    shown: list[str] = []
    transcript = Transcript(slack.workspace, shown.append)
    client.chat_postMessage(channel="general", text="one")
    transcript.show_new()
    transcript.show_new()
    client.chat_postMessage(channel="general", text="two")
    transcript.show_new()
    assert [text.split("\n")[1] for text in shown] == ["  one", "  two"]
    assert all(text.endswith("\n") for text in shown)


def test_a_terminal_gets_bold_text(slack: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel="general", text="*bold* and plain")
    shown: list[str] = []
    Transcript(slack.workspace, shown.append, Look(ansi=True)).show_new()
    assert "\x1b[1mbold\x1b[0m and plain" in shown[0]
    assert "\x1b[1mDossier\x1b[0m" in shown[0]


OTHER_BLOCKS: list[tuple[dict[str, Any], str]] = [
    ({"type": "markdown", "text": "# Title\ntext"}, "# Title\ntext"),
    ({"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a chart"}, "(image: a chart)"),
    (
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "see "},
                        {"type": "link", "url": "https://example.com"},
                    ],
                }
            ],
        },
        "see https://example.com",
    ),
    (
        {
            "type": "data_visualization",
            "title": "Growth",
            "chart": {
                "type": "line",
                "series": [{"name": "cloud", "data": [{"label": "2019", "value": 1}, {"label": "2020", "value": 2}]}],
                "axis_config": {"categories": ["2019", "2020"]},
            },
        },
        "*Growth*\n• cloud: 2019 1, 2020 2",
    ),
    (
        {
            "type": "container",
            "title": {"type": "plain_text", "text": "More"},
            "child_blocks": [{"type": "markdown", "text": "x"}],
        },
        "*More*\nx",
    ),
    (
        {
            "type": "actions",
            "elements": [
                {
                    "type": "static_select",
                    "placeholder": {"type": "plain_text", "text": "Which?"},
                    "options": [{"text": {"type": "plain_text", "text": "One"}, "value": "1"}],
                },
                {"type": "overflow", "options": [{"text": {"type": "plain_text", "text": "One"}, "value": "1"}]},
                {"type": "datepicker", "action_id": "day"},
            ],
        },
        "[ Which? ▾ ]  [ One ▾ ]  [ datepicker ▾ ]",
    ),
    (
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "x"},
            "accessory": {"type": "button", "text": {"type": "plain_text", "text": "Go"}},
        },
        "x\n[ Go ]",
    ),
    (
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "positive_button": {"text": {"type": "plain_text", "text": "Good"}, "value": "1"},
                    "negative_button": {"text": {"type": "plain_text", "text": "Bad"}, "value": "0"},
                }
            ],
        },
        "[ Good ]  [ Bad ]",
    ),
    (
        {
            "type": "input",
            "label": {"type": "plain_text", "text": "Name"},
            "element": {"type": "plain_text_input"},
        },
        "*Name*\n" + "_" * 40,
    ),
]


@pytest.mark.parametrize(("block", "text"), OTHER_BLOCKS, ids=[block["type"] for block, _ in OTHER_BLOCKS])
def test_every_kind_of_block_can_be_read(
    slack: Playground, client: WebClient, block: dict[str, Any], text: str
) -> None:
    assert post(slack, client, [block]) == text


def test_columns_of_wide_characters_stay_in_line(slack: Playground, client: WebClient) -> None:
    rows = [["名前", "x"], ["Acme", "y"]]
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in rows]}
    assert post(slack, client, [table]) == "名前  x\n────  ─\nAcme  y"


@pytest.mark.parametrize(
    ("mrkdwn", "text"),
    [
        ("plain", "plain"),
        ("*bold* _soft_ ~gone~", "*bold* soft gone"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("<https://example.com>", "https://example.com"),
        ("<https://example.com|https://example.com>", "https://example.com"),
        ("<https://example.com|the report>", "the report <https://example.com>"),
        ("<@U1> in <#C1|news>", "@maya in #news"),
        ("<@U2> and <#C2>", "@U2 and #C2"),
        ("<!channel> <!date^1^{date}|2 March>", "@channel 2 March"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
        ("> quoted", "│ quoted"),
        ("*open and < left", "*open and < left"),
    ],
)
def test_mrkdwn_reads_as_slack_shows_it(mrkdwn: str, text: str) -> None:
    assert finish(read_mrkdwn(mrkdwn, {"U1": "maya"})) == text


def test_wrapped_lines_stay_under_their_bullets_and_quotations() -> None:
    assert wrap("1. one two three four", 12) == ["1. one two", "   three", "   four"]
    assert wrap("│ one two three", 10) == ["│ one two", "│ three"]
    assert wrap("https://example.com/a-very-long-address", 10) == ["https://example.com/a-very-long-address"]
    assert wrap("one\n\ntwo", 10) == ["one", "", "two"]


def test_the_same_conversation_gives_the_same_transcript(slack: Playground, client: WebClient, app: App) -> None:
    slack.attach(app)
    slack.person("maya").mention("hello")
    first = render_transcript(slack.workspace)
    assert first == render_transcript(slack.workspace)
    assert client.auth_test()["ok"]
