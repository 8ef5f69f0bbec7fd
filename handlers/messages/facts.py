"""One stored fact in one line, and the source it is cited from: what answers, cards and digests have in common."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.messages.amounts import CHANGES, say_figure
from handlers.messages.dates import say_date, say_published
from handlers.messages.mrkdwn import cut, escape, link
from store.model import Cited, Event, Fact, Figure, FigureKind, Passage, Quote, Role, Source

LINE = 600
"""A fact's line; with its sentence and its source it takes a fifth of a message at most."""
PART = 160

PLAIN_PARTS = frozenset({"", "company"})
"""Parts in an event that tell a reader nothing."""

SEPARATOR = " · "


def describe(cited: Cited[Fact], about: str = "") -> str:
    """The fact in one line of mrkdwn; `about` is whom the message is about and need not be named again."""
    fact = cited.fact
    if isinstance(fact, Figure):
        line = describe_figure(fact, cited.source, about)
    elif isinstance(fact, Event):
        line = describe_event(fact)
    elif isinstance(fact, Quote):
        line = describe_quote(fact, about)
    elif isinstance(fact, Role):
        line = describe_role(fact, about)
    else:
        line = describe_passage(fact)
    return cut(line, LINE)


def describe_figure(figure: Figure, source: Source, about: str = "") -> str:
    """Value, what it measures, of when; targets and estimates are marked."""
    subject = "" if figure.subject == about else figure.subject or ""
    whole = f"of {figure.whole}" if figure.whole else ""
    change = CHANGES[figure.change] if figure.change else ""
    dated = f"as of {say_published(source)}"
    parts = [subject, figure.metric, whole, change, say_kind(figure), say_period(figure), dated]
    return _join(bold(say_figure(figure)), parts)


def say_kind(figure: Figure) -> str:
    """Nothing for what has happened; "target, due 2036" for what has not."""
    if figure.kind is FigureKind.ACTUAL:
        return ""
    return f"{figure.kind}, due {say_date(figure.due)}" if figure.due else str(figure.kind)


def say_period(figure: Figure) -> str:
    """The period in the source's words, unless the due date says the same."""
    if figure.period is None or (figure.due and str(figure.due.year) in figure.period.text):
        return ""
    return figure.period.text


def describe_event(event: Event) -> str:
    names = (f"{who.name} ({who.part})" if who.part not in PLAIN_PARTS else who.name for who in event.participants)
    return _join(bold(event.type.capitalize()), [", ".join(names), event.amount])


def describe_quote(quote: Quote, about: str = "") -> str:
    """Who said it and the exact words; the comma that a sentence puts inside the marks is not theirs."""
    known = {quote.speaker, about}
    organisation = quote.organisation if quote.organisation not in known else None
    speaker = ", ".join(filter(None, (quote.speaker or "Not attributed", organisation)))
    return f"{bold(speaker)}: “{escape(quote.text.rstrip(','), LINE - 2 * PART)}”"


def describe_role(role: Role, about: str = "") -> str:
    organisation = "" if role.organisation == about else role.organisation or ""
    return _join(bold(role.person), [role.title or "", organisation])


def describe_passage(passage: Passage) -> str:
    return bold(", ".join(passage.names) or "Also found")


def cite(source: Source) -> str:
    """Title with its link, publisher and date; notes written from another text name that one."""
    based_on = f"based on {source.based_on}" if source.based_on else ""
    title = link(source.url, source.title or "Untitled", PART)
    return _join(title, [source.publisher, say_published(source), based_on])


def bold(text: str) -> str:
    return f"*{escape(text, PART)}*"


def _join(first: str, parts: Iterable[str]) -> str:
    return SEPARATOR.join([first, *(escape(part, PART) for part in parts if part)])
