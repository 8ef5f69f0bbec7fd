"""What Dossier says about itself, and what to do when it knows nothing."""

from __future__ import annotations

from handlers.messages.blocks import context, section
from handlers.messages.message import Message
from store.answers import HOW_TO_ADD

LEAD = "I keep the facts in your team's business news, each with the sentence it came from."
CANNOT_POST = "I can't post in this channel. Invite me with /invite and my name, then share again."
OUTSIDER = "I answer members of the team that installed me. Please ask one of them."
OLD_BUTTON = "That button no longer works. Please ask again."


def build_help(company: str = "/company", digest: str = "/digest", me: str = "@dossier") -> Message:
    """What can be asked, with the commands' real names; `me` is how the bot is mentioned."""
    lines = [
        LEAD,
        f"• `{company} NAME` shows what is known about a company: figures, people, deals, quotations. Typos are fine.",
        "• Only you see that card, until you share it.",
        f"• `{digest} preview` shows what the next daily digest would say.",
        f"• {me} answers questions in a thread, such as: how fast is Alibaba Cloud growing?",
        "• Further questions in that thread need no mention.",
        f"• In a thread, where commands don't run: {me} company NAME, {me} digest, {me} help.",
    ]
    text = "\n".join(lines)
    return Message(text, [section(text), context(HOW_TO_ADD)])
