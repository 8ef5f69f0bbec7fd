"""What a person types, turned into the text that Slack sends to an app."""

import re
from collections.abc import Mapping

LINK_OR_NAME = re.compile(
    r"""
    (?P<url> https?://[^\s<>|]+ )              # a full address
    | (?<![\w@.-]) (?P<domain>                 # a bare domain: Slack links it and keeps what was typed
        [a-zA-Z0-9][a-zA-Z0-9.-]* \. (?:com|org|net|io|dev|co|ai|cn|de|uk|fr|jp|in) (?:/[^\s<>|]*)? )
      (?![\w-])
    | (?<!\w) @ (?P<user> [\w.-]+ )            # somebody's name
    | (?<!\w) \# (?P<channel> [\w-]+ )         # a channel
    """,
    re.VERBOSE,
)
TRAILING = ".,;:!?)"
"""Punctuation after an address, which Slack leaves outside the link."""


def escape(text: str) -> str:
    """Encode the three characters that Slack reserves.

    >>> escape("AT&T <3")
    'AT&amp;T &lt;3'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encode_typed(text: str, users: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """Encode a message as typed; `users` and `channels` give the ids of names.

    >>> encode_typed("@maya is AT&T at salesforce.com?", {"maya": "U1"}, {})
    '<@U1> is AT&amp;T at <http://salesforce.com|salesforce.com>?'
    """
    pieces, end = [], 0
    for match in LINK_OR_NAME.finditer(text):
        pieces.append(escape(text[end : match.start()]))
        pieces.append(_encode_match(match, users, channels))
        end = match.end()
    return "".join(pieces) + escape(text[end:])


def _encode_match(match: re.Match[str], users: Mapping[str, str], channels: Mapping[str, str]) -> str:
    whole = match.group()
    name = (match["user"] or match["channel"] or "").lower()
    if match["user"] and (end := _find_name(name, users)):
        return f"<@{users[name[:end]]}>{escape(whole[end + 1 :])}"
    if match["channel"] and name in channels:
        return f"<#{channels[name]}|{name}>"
    if match["user"] or match["channel"]:
        return escape(whole)
    address = whole.rstrip(TRAILING)
    link = f"<{escape(address)}>" if match["url"] else f"<http://{escape(address)}|{escape(address)}>"
    return link + escape(whole[len(address) :])


def _find_name(name: str, users: Mapping[str, str]) -> int:
    """Return how much of what follows the @ is a known name; the rest is punctuation."""
    bare = name.rstrip(".-")
    return len(bare) if bare in users else 0
