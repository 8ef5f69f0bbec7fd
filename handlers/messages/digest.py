"""The daily digest: what the news was about, at most five figures, and where all of it stands."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.messages.blocks import context, header, section
from handlers.messages.citations import Citations
from handlers.messages.dates import say_day
from handlers.messages.facts import cite, describe
from handlers.messages.limits import fits
from handlers.messages.message import Block, Message
from handlers.messages.mrkdwn import escape
from store.model import Cited, Digest, Figure

MOST_FIGURES = 5
MOST_FURTHER_SOURCES = 5
TEXT_FIGURES = 2
"""As many as the top-level text has room for with their sources."""


def build_digest(digest: Digest) -> Message:
    """Lay out a digest; a day without news is one line."""
    if digest.is_empty:
        line = f"Nothing new on {say_day(digest.day)}."
        return Message(line, [section(line)])
    title = f"News of {say_day(digest.day)}"
    summary = f"{_say_count(digest.documents)}{_say_topics(digest)}"
    for most in range(MOST_FIGURES, -1, -1):
        blocks = [header(title), section(summary), *_lay_out(digest, digest.figures[:most])]
        if fits(blocks):
            break
    return Message(_as_text(f"{title}: {summary}", digest.figures[:TEXT_FIGURES]), blocks)


def build_preview(digest: Digest) -> Message:
    """The same for the one who asked what the next digest would say."""
    message = build_digest(digest)
    return Message(message.text, [*message.blocks, context("A preview of the next digest.")])


def _lay_out(digest: Digest, figures: Sequence[Cited[Figure]]) -> list[Block]:
    citations = Citations()
    shown = citations.show([(describe(cited), cited) for cited in figures])
    return [*shown, *citations.sources(), *_further_sources(digest, figures)]


def _further_sources(digest: Digest, figures: Sequence[Cited[Figure]]) -> list[Block]:
    """The documents that no figure was taken from."""
    cited = {figure.source.document_id for figure in figures}
    others = [source for source in digest.sources if source.document_id not in cited]
    if not others:
        return []
    left_out = len(others) - MOST_FURTHER_SOURCES
    more = [context(f"And {left_out} more.")] if left_out > 0 else []
    return [section("Also new:"), *(context(cite(source)) for source in others[:MOST_FURTHER_SOURCES]), *more]


def _say_count(documents: int) -> str:
    return "1 new document" if documents == 1 else f"{documents} new documents"


def _say_topics(digest: Digest) -> str:
    topics = ", ".join(f"*{escape(topic, 60)}* ({count})" for topic, count in digest.topics)
    return f" on {topics}." if topics else "."


def _as_text(lead: str, figures: Sequence[Cited[Figure]]) -> str:
    return "\n".join([lead, *(f"• {describe(cited)} — {cite(cited.source)}" for cited in figures)])
