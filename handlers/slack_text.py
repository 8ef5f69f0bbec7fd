"""What a person typed, out of the form Slack sends it in: entities, links, mentions and formatting marks decoded."""

from __future__ import annotations

import re

from handlers.messages.mrkdwn import clean

LONGEST_REQUEST = 1_000
"""A longer text is no question or name; its beginning is read."""

CODED = re.compile(
    r"""
    <([^<>|]*)(?:\|([^<>]*))?>   # a link, mention or command, perhaps with the words to show for it
    | &(amp|lt|gt);              # an escaped character
    """,
    re.VERBOSE,
)
MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
MARKS = re.compile(r"(?<!\w)[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?!\w)")
"""Marks of bold, italic, struck and code text, at the edges of words only: `snake_case` keeps its line."""
CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}


def decode(text: str) -> str:
    """The words as they were typed, mentions of people left out.

    >>> decode("<@U0BOT> how big is AT&amp;T?"), decode("*who* runs <http://salesforce.com|salesforce.com>")
    ('how big is AT&T?', 'who runs salesforce.com')
    >>> decode("ask <!subteam^S1|@desk> in <#C1|news> &lt;now&gt;"), decode("`company alibaba`")
    ('ask @desk in #news <now>', 'company alibaba')
    """
    return clean(CODED.sub(_decode, MARKS.sub("", text)))[:LONGEST_REQUEST].rstrip()


def mentioned_users(text: str) -> list[str]:
    """The ids of the people and bots a message mentions.

    >>> mentioned_users("<@U1> and <@W2|wei>, not <#C1>")
    ['U1', 'W2']
    """
    return MENTION.findall(text)


def _decode(match: re.Match[str]) -> str:
    target, label, character = match.groups()
    if character:
        return CHARACTERS[character]
    if target.startswith("@"):
        return label or " "
    shown = _decode_entities(label or "")
    if target.startswith("#"):
        return f"#{shown}" if shown else " "
    if target.startswith("!"):
        return shown or target[1:].partition("^")[0]
    return shown or _decode_entities(target.removeprefix("mailto:"))


def _decode_entities(text: str) -> str:
    return re.sub("&(amp|lt|gt);", lambda match: CHARACTERS[match[1]], text)
