"""The company card: figures, people, deals and quotations with their sources; and "which company do you mean?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.messages.blocks import actions, button, context, evidence, header, section
from handlers.messages.citations import Citations
from handlers.messages.facts import SEPARATOR, cite, describe
from handlers.messages.limits import fits
from handlers.messages.message import Block, Message
from handlers.messages.mrkdwn import escape
from store.answers import HOW_TO_ADD
from store.matching import Match, Outcome
from store.model import Cited, CompanyCard, Entity, Fact, Figure

SHARE = "share_company"
SHOW = "show_company"
SHOW_EVIDENCE = "show_evidence"

USER_ID = re.compile(r"[UW][A-Z0-9]+")

MOST_A_KIND = 8
MOST_NAMES = 8
MOST_CHOICES = 5
TEXT_FACTS = 2
"""As many as the top-level text has room for with their sources."""


def build_card(card: CompanyCard, *, buttons: bool = False, shared_by: str = "") -> Message:
    """Lay out a card, with as many facts of each kind as one message takes.

    `buttons` are for the private answer to a command; `shared_by` is the id of who pressed "Share".
    """
    closing = [_buttons(card.entity.name)] if buttons and _all_facts(card) else []
    closing += [context(f"Shared by <@{shared_by}>")] if USER_ID.fullmatch(shared_by) else []
    for most in range(MOST_A_KIND, 0, -1):
        blocks = _lay_out(card, most) + closing
        if fits(blocks):
            break
    return Message(_as_text(card), blocks)


def build_evidence(card: CompanyCard) -> Message:
    """Every fact of a card with its sentence, source by source; long, so it is split where it is sent."""
    name = card.entity.name
    blocks = [header(f"{name}: the sentences")]
    facts = _all_facts(card)
    for source in {cited.source.document_id: cited.source for cited in facts}.values():
        blocks.append(section(f"*From* {cite(source)}"))
        blocks += _sentences([cited for cited in facts if cited.source == source], name)
    return Message(_as_text(card), blocks)


def build_choice(match: Match) -> Message:
    """What to say where a name fits several companies, or none."""
    names = [candidate.name for candidate in match.candidates if candidate.name][:MOST_CHOICES]
    named, listed = f"“{escape(match.query, 100)}”", ", ".join(escape(name, 100) for name in names)
    choices = [actions(*(button(name, f"{SHOW}:{place}", name) for place, name in enumerate(names)))] if names else []
    if match.outcome is Outcome.ASK:
        question = f"Which company do you mean by {named}?"
        return Message(f"{question} I know {listed}.", [section(question), *choices])
    lead = f"I know no company called {named}." + (" The nearest names:" if names else "")
    return Message(" ".join(filter(None, (lead, listed))), [section(lead), *choices, context(escape(HOW_TO_ADD))])


def _lay_out(card: CompanyCard, most: int) -> list[Block]:
    name, citations = card.entity.name, Citations()
    blocks = [header(name), *_names(card.entity)]
    if not _all_facts(card):
        return [*blocks, section("No facts are stored about it yet."), context(escape(HOW_TO_ADD))]
    blocks += _with_sentences("Key figures", _chosen(card.figures, most), name, citations)
    blocks += _in_lines("People", card.roles[:most], name, citations)
    blocks += _with_sentences("Deals and events", card.events[:most], name, citations)
    blocks += _in_lines("Quotations", card.quotes[:most], name, citations)
    return [*blocks, section("*Sources*"), *citations.sources()]


def _with_sentences(title: str, facts: Sequence[Cited[Fact]], about: str, citations: Citations) -> list[Block]:
    lines = [(describe(cited, about), cited) for cited in facts]
    return [section(f"*{title}*"), *citations.show(lines)] if lines else []


def _in_lines(title: str, facts: Sequence[Cited[Fact]], about: str, citations: Citations) -> list[Block]:
    """A line each: a quotation is its own evidence, and a person's title says what its sentence says."""
    lines = [f"• {citations.mark(describe(cited, about), cited)}" for cited in facts]
    return [section("\n".join([f"*{title}*", *lines]))] if lines else []


def _names(entity: Entity) -> list[Block]:
    aliases = ", ".join([alias for alias in entity.aliases if alias != entity.name][:MOST_NAMES])
    parent = f"part of {entity.parent}" if entity.parent else ""
    parts = (aliases and f"also {aliases}", ", ".join(entity.tickers), entity.sector, entity.country, parent)
    line = SEPARATOR.join(escape(part, 300) for part in parts if part)
    return [context(line)] if line else []


def _chosen(figures: Sequence[Cited[Figure]], most: int) -> list[Cited[Figure]]:
    """Key figures first."""
    return sorted(figures, key=lambda cited: not cited.fact.key)[:most]


def _all_facts(card: CompanyCard) -> list[Cited[Fact]]:
    return [*card.figures, *card.events, *card.roles, *card.quotes]


def _sentences(facts: Sequence[Cited[Fact]], about: str) -> list[Block]:
    """Facts above their sentences, each sentence once."""
    blocks = []
    for place in dict.fromkeys(cited.fact.evidence for cited in facts):
        said = "\n".join(describe(cited, about) for cited in facts if cited.fact.evidence == place)
        blocks += [section(said), evidence(place.sentence)]
    return blocks


def _buttons(name: str) -> Block:
    return actions(button("Share in channel", SHARE, name), button("Show every sentence", SHOW_EVIDENCE, name))


def _as_text(card: CompanyCard) -> str:
    name = escape(card.entity.name, 150)
    facts = _all_facts(card)[:TEXT_FACTS]
    if not facts:
        return f"{name}: no facts are stored about it yet. {escape(HOW_TO_ADD)}"
    return "\n".join([name, *(f"• {describe(cited, card.entity.name)} — {cite(cited.source)}" for cited in facts)])
