"""A simulated Slack workspace, to try and test Dossier with no Slack account.

The app under test is the real one: its Bolt `App` gets signed requests or Socket Mode dispatches, and its
`WebClient` talks HTTP to a server on this machine that refuses what Slack refuses. In a conversation test:

    with Playground(build_manifest()) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
        app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)
        slack.attach(app)                                   # or attach(app, socket_mode=True)

        maya = slack.person("maya")
        card = maya.command("/company", "alibaba")          # a Turn
        assert "Alibaba" in card.answers[0].text            # answered in the acknowledgement
        question = maya.mention("how fast is alibaba cloud growing?")
        answer, = question.wait()                           # answered by a worker, in another thread
        maya.say("and its share of revenue?", thread=question.ts)
        maya.press("Share in channel", card.answers[0])     # by label or by action_id
        maya.direct("company alibaba")

        assert not slack.refusals                           # nothing that Slack would have refused
        print(render_transcript(slack.workspace))

Time: give the playground and the app the same `SimulatedClock`, and nothing depends on the hour of the day.
Trouble: `slack.faults.add("chat.postMessage", Fault.DROP_AFTER)` breaks the next call; `slack.retry()` delivers
failed events again; `slack.repeat(delivery)` delivers something twice; `slack.archive(...)`,
`slack.remove_bot(...)` and `slack.revoke_token()` do what administrators do.
Scopes, events and commands come from the manifest that the playground was given, so one that is missing there
fails here as it would in Slack.
"""

from bot.playground.clock import SimulatedClock
from bot.playground.connections import RequestUrl
from bot.playground.faults import Fault
from bot.playground.people import Person, Turn
from bot.playground.playground import Playground
from bot.playground.refusals import Refusal
from bot.playground.transcript import Look, Transcript, read_message, render_transcript
from bot.playground.workspace import Message

__all__ = [
    "Fault",
    "Look",
    "Message",
    "Person",
    "Playground",
    "Refusal",
    "RequestUrl",
    "SimulatedClock",
    "Transcript",
    "Turn",
    "read_message",
    "render_transcript",
]
