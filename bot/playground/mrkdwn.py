"""Slack's mark-up read as a person reads it: entities and links spelt out, lines wrapped to a width."""

import re
import textwrap
from collections.abc import Mapping

BOLD_ON, BOLD_OFF = "\ue000", "\ue001"
"""Marks of one character each, so that wrapping counts them like the asterisks they stand for."""

ANSI_BOLD, ANSI_DIM, ANSI_OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"

ENTITY = re.compile(r"<(?P<kind>[@\#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
BOLD = re.compile(r"(?<![\w*])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\w*])")
SOFT = re.compile(r"(?<![\w_~])([_~])(?!\s)([^_~\n]+)(?<!\s)\1(?![\w_~])")
LEAD = re.compile(
    r"""
    \s*
    (?: [•◦▪*-]\s+     # a bullet
      | \d{1,3}[.)]\s+ # a number
      | │\s            # a quotation
    )?
    """,
    re.VERBOSE,
)


def read_mrkdwn(text: str, names: Mapping[str, str]) -> str:
    """Spell out mrkdwn; `names` gives users' names by id. Bold stays marked until `finish`.

    >>> finish(read_mrkdwn("*AT&amp;T* <https://example.com|report> by <@U1>", {"U1": "maya"}))
    '*AT&T* report <https://example.com> by @maya'
    """
    marked = BOLD.sub(rf"{BOLD_ON}\1{BOLD_OFF}", text)
    soft = SOFT.sub(r"\2", marked)
    spelt = ENTITY.sub(lambda match: _spell_entity(match, names), soft)
    lines = [_read_quotation(line) for line in spelt.split("\n")]
    return decode("\n".join(lines))


def _spell_entity(match: re.Match[str], names: Mapping[str, str]) -> str:
    kind, target, label = match["kind"], match["target"], match["label"]
    if kind == "@":
        return f"@{names.get(target, target)}"
    if kind == "#":
        return f"#{label or names.get(target, target)}"
    if kind == "!":
        return label or f"@{target.partition('^')[0]}"
    if label and label != target:
        return f"{label} &lt;{target}&gt;"
    return target


def _read_quotation(line: str) -> str:
    for mark in (">", "&gt;"):
        if line.startswith(mark):
            return f"│ {line.removeprefix(mark).lstrip()}"
    return line


def decode(text: str) -> str:
    """Undo Slack's encoding of its reserved characters.

    >>> decode("AT&amp;T &lt;3 &amp;lt;")
    'AT&T <3 &lt;'
    """
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def wrap(text: str, width: int) -> list[str]:
    """Wrap each line of a text; what follows a bullet, a number or a quotation mark stays under it.

    >>> wrap("• revenue from cloud computing", 20)
    ['• revenue from cloud', '  computing']
    """
    lines = []
    for line in text.split("\n"):
        lead = LEAD.match(line)
        prefix = lead.group() if lead else ""
        lines += textwrap.wrap(
            line,
            width,
            subsequent_indent=prefix if "│" in prefix else " " * len(prefix),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return lines


def finish(text: str, *, ansi: bool = False) -> str:
    """Turn the marks of bold text into asterisks, or into a terminal's bold."""
    on, off = (ANSI_BOLD, ANSI_OFF) if ansi else ("*", "*")
    return text.replace(BOLD_ON, on).replace(BOLD_OFF, off)
