"""Text for Slack: foreign words are escaped here, once, and cut so that no entity or link is cut through."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

ELLIPSIS = "…"
LONGEST_URL = 800
"""A longer address costs a message more than the link is worth: the title stands without it."""

HIDDEN = re.compile(
    r"""
    [\x00-\x08\x0e-\x1f\x7f-\x9f]      # controls other than white space
    | [\u061c\u200e\u200f]              # direction marks
    | [\u202a-\u202e\u2066-\u2069]      # direction overrides and isolates
    | [\ufeff\ufff9-\ufffb]             # byte order mark, annotations
    | [\ud800-\udfff]                   # halves of a character, which JSON can't carry
    | [\U000e0000-\U000e007f]           # invisible tags
    """,
    re.VERBOSE,
)
PIECE = re.compile(r"<[^<>]*>|&(?:amp|lt|gt);|.", re.DOTALL)
"""What must not be cut through."""
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
URL_ENTITIES = str.maketrans({"&": "&amp;", "<": "%3C", ">": "%3E", "|": "%7C", '"': "%22"})


def clean(text: str) -> str:
    r"""Put foreign text on one line, without what can't be seen.

    >>> clean("two\n lines,\u202e reversed\x00")
    'two lines, reversed'
    """
    return " ".join(HIDDEN.sub("", text).split())


def escape(text: str, limit: int = 3_000) -> str:
    """Make foreign text harmless in mrkdwn; `limit` counts the characters that Slack gets.

    >>> escape("AT&T <!channel> & <@U1>")
    'AT&amp;T &lt;!channel&gt; &amp; &lt;@U1&gt;'
    """
    return cut(clean(text).translate(ENTITIES), limit)


def cut(encoded: str, limit: int) -> str:
    """Cut mrkdwn to `limit` characters, between entities and links.

    >>> cut("AT&amp;T and others", 8), cut("see <https://a.example|this>", 20)
    ('AT&amp;…', 'see…')
    """
    if len(encoded) <= limit:
        return encoded
    end = 0
    for piece in PIECE.finditer(encoded):
        if piece.end() > limit - len(ELLIPSIS):
            break
        end = piece.end()
    return encoded[:end].rstrip() + ELLIPSIS


def shorten(text: str, limit: int) -> str:
    r"""Foreign text for a `plain_text` object, where nothing is markup.

    >>> shorten("a <b>\nc", 20), shorten("abcdef", 4)
    ('a <b> c', 'abc…')
    """
    text = clean(text)
    return text if len(text) <= limit else text[: limit - len(ELLIPSIS)].rstrip() + ELLIPSIS


def safe_url(url: str) -> str:
    """The address as it may stand in a link; empty unless it is plain http or https.

    >>> safe_url("https://a.example/?a=1&b=|"), safe_url("https://user:pw@a.example"), safe_url("javascript:alert(1)")
    ('https://a.example/?a=1&amp;b=%7C', '', '')
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        plain = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return ""
    if not plain or url != clean(url) or " " in url:
        return ""
    encoded = url.translate(URL_ENTITIES)
    return encoded if len(encoded) <= LONGEST_URL else ""


def link(url: str, label: str, limit: int = 200) -> str:
    """A link where the address may be one, else just the words.

    >>> link("https://a.example/x", "Profits & losses"), link("ftp://a.example", "Profits")
    ('<https://a.example/x|Profits &amp; losses>', 'Profits')
    """
    target, words = safe_url(url), escape(label, limit)
    return f"<{target}|{words or target}>" if target else words
