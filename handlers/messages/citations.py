"""Facts with the sentences they come from and the numbered sources those stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.messages.blocks import context, evidence, section
from handlers.messages.facts import cite
from handlers.messages.message import Block
from handlers.messages.mrkdwn import escape
from store.model import Cited, Fact, Source

Line = tuple[str, Cited[Fact]]
"""What is said of a fact, in mrkdwn, and the fact."""


class Citations:
    """Numbers the sources of one message in the order they are cited."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}

    def mark(self, line: str, cited: Cited[Fact]) -> str:
        """The line with the number of its source."""
        self._sources.setdefault(cited.source.document_id, cited.source)
        return f"{line} [{list(self._sources).index(cited.source.document_id) + 1}]"

    def show(self, lines: Sequence[Line]) -> list[Block]:
        """Each line with its number; what comes from one sentence stands together, above that sentence."""
        blocks = []
        for group in _by_sentence(lines):
            said = "\n".join(self.mark(line, cited) for line, cited in group)
            sentence = group[0][1].fact.evidence.sentence
            blocks += [section(said), *([] if escape(sentence) in said else [evidence(sentence)])]
        return blocks

    def sources(self) -> list[Block]:
        """Every source that was cited, under its number."""
        return [context(f"[{number}] {cite(source)}") for number, source in enumerate(self._sources.values(), start=1)]


def _by_sentence(lines: Iterable[Line]) -> list[list[Line]]:
    groups: dict[tuple[str, int], list[Line]] = {}
    for line, cited in lines:
        proof = cited.fact.evidence
        groups.setdefault((proof.document_id, proof.start), []).append((line, cited))
    return list(groups.values())
