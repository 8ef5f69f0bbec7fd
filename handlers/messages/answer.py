"""The answer to a question: the answer itself, the sentence that proves it, the source; then what else is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.messages.blocks import context, section
from handlers.messages.citations import Citations, Line
from handlers.messages.facts import cite, describe
from handlers.messages.limits import fits
from handlers.messages.message import Block, Message
from handlers.messages.mrkdwn import escape
from store.model import Answer, Cited, Fact, Figure, PartialDate, Passage, Period

LEAD = 1_200
SENTENCE = 1_000
MOST_FACTS = 5
"""More is a list to search in, not an answer."""


def build_answer(answer: Answer) -> Message:
    """Lay out an answer; its top-level text holds the answer, the sentence and the source."""
    lead = escape(answer.text, LEAD) or "I have no answer to that."
    closing = _closing_lines(answer)
    for most in range(MOST_FACTS, 0, -1):
        blocks = [*_lay_out(lead, answer.facts[:most]), *map(context, closing)]
        if fits(blocks):
            break
    return Message(_as_text(lead, answer.facts[:1]) if answer.facts else "\n".join([lead, *closing]), blocks)


def compare(first: Cited[Fact], other: Cited[Fact]) -> str:
    """How a further figure stands to the first where both tell of one thing; nothing where they don't."""
    one, two = first.fact, other.fact
    if not (isinstance(one, Figure) and isinstance(two, Figure)) or _series(one) != _series(two):
        return ""
    if one.value == two.value:
        return "also reported"
    order = _order(first, one, other, two)
    if order == 0 and first.source.document_id == other.source.document_id:
        return ""
    return {-1: "earlier value", 0: "another source disagrees", 1: "newer value"}[order]


def _lay_out(lead: str, facts: Sequence[Cited[Fact]]) -> list[Block]:
    if not facts:
        return [section(lead)]
    citations = Citations()
    return [*citations.show([(lead, facts[0]), *_further(facts)]), *citations.sources()]


def _further(facts: Sequence[Cited[Fact]]) -> list[Line]:
    """The other facts; a sentence found by its words alone adds nothing where it is shown already."""
    shown = {(cited.fact.evidence.document_id, cited.fact.evidence.start) for cited in facts[:1]}
    lines: list[Line] = []
    for cited in facts[1:]:
        place = (cited.fact.evidence.document_id, cited.fact.evidence.start)
        if not (isinstance(cited.fact, Passage) and place in shown):
            standing = compare(facts[0], cited)
            lines.append((f"_{standing}:_ {describe(cited)}" if standing else describe(cited), cited))
        shown.add(place)
    return lines


def _closing_lines(answer: Answer) -> list[str]:
    names = ", ".join(filter(None, (escape(name, 100) for name in answer.did_you_mean[:MOST_FACTS])))
    meant = f"Did you mean: {names}?" if names else ""
    return [line for line in (meant, escape(answer.next_step, LEAD)) if line]


def _as_text(lead: str, first: Sequence[Cited[Fact]]) -> str:
    lines = [lead]
    for cited in first:
        sentence = escape(cited.fact.evidence.sentence, SENTENCE)
        lines += [*([] if sentence in lead else [f"“{sentence}”"]), f"— {cite(cited.source)}"]
    return "\n".join(lines)


def _series(figure: Figure) -> tuple[str | None, str, str]:
    return (figure.subject, figure.series_key or figure.metric, figure.unit)


def _order(first: Cited[Fact], one: Figure, other: Cited[Fact], two: Figure) -> int:
    """Whether the other is of an earlier time (-1), the same (0) or a later one (1), by period or else publication."""
    before, after = _last_day(one.period), _last_day(two.period)
    if before is None or after is None:
        before, after = _last_day(first.source.published), _last_day(other.source.published)
    if before is None or after is None:
        return 0
    return (after > before) - (after < before)


def _last_day(when: Period | PartialDate | None) -> date | None:
    if isinstance(when, PartialDate):
        return when.last_day()
    return when.last if when else None
