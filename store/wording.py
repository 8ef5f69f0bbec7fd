"""A stored fact in one plain line: what the terminal prints, and what an answer leads with."""

from __future__ import annotations

from store.model import Cited, Event, Fact, Figure, FigureKind, Passage, Quote, Role


def say(found: Cited[Fact]) -> str:
    """The fact in one line; a sentence of its own speaks for itself."""
    match found.fact:
        case Figure() as figure:
            return say_figure(figure)
        case Quote() as quote:
            return f"{quote.speaker or quote.organisation or 'The text'}: “{quote.text.rstrip(',')}”"
        case Role() as role:
            return ", ".join(filter(None, (role.person, role.title, role.organisation)))
        case Event() | Passage() as fact:
            return fact.evidence.sentence


def say_figure(figure: Figure) -> str:
    """Whom and what it is about, the amount as the text has it, and of when."""
    amount = " ".join(filter(None, (figure.qualifier, figure.text)))
    kind = str(figure.kind) if figure.kind is not FigureKind.ACTUAL else ""
    notes = (figure.period.text if figure.period else "", kind, f"due {figure.due}" if figure.due else "")
    note = ", ".join(filter(None, notes))
    return f"{': '.join(filter(None, (figure.subject, figure.metric)))}: {amount}" + (f" ({note})" if note else "")
