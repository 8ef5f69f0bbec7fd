"""Facts and answers as the command line prints them: JSON lines for programs, plain lines for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from store.model import Answer, Cited, Digest, Document, Entity, Fact, Facts, Figure, Quote, Role, Source
from store.wording import say


def json_line(value: object) -> str:
    """One line of ASCII JSON."""
    return json.dumps(value, ensure_ascii=True)


def plain_number(value: Decimal) -> int | float:
    """A number as JSON writes it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def written_names(facts: Facts) -> dict[str, str]:
    """How the document itself writes the names of those it is about: the fullest form it has."""
    return {entity.name: _written(entity) for entity in facts.entities}


def _written(entity: Entity) -> str:
    """The entity's own name where the text has it, else the longest of the forms that the text uses."""
    return entity.name if entity.name in entity.aliases else max(entity.aliases, key=len, default=entity.name)


def facts_record(name: str, path: str, document: Document, facts: Facts) -> dict[str, Any]:
    """What `dossier extract --json` prints of a document; offsets count characters of the file as read."""
    names = written_names(facts)
    return {
        "id": name,
        "path": path,
        "title": document.title,
        "published": str(document.published) if document.published else None,
        "companies": [names[e.name] for e in facts.entities if e.kind in ("company", "organisation")],
        "people": [{"name": r.person, "role": r.title, "org": _named(r.organisation, names)} for r in facts.roles],
        "figures": [figure_record(figure, document.offset, names) for figure in facts.figures],
        "quotes": [{"speaker": _named(q.speaker or q.organisation, names), "text": q.text} for q in facts.quotes],
        "events": [
            {
                "type": e.type,
                "participants": [names.get(p.name, p.name) for p in e.participants],
                "sentence": e.evidence.sentence,
            }
            for e in facts.events
        ],
        "topics": list(facts.topics),
    }


def _named(name: str | None, names: Mapping[str, str]) -> str | None:
    return names.get(name, name) if name else None


def figure_record(figure: Figure, offset: int, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "text": figure.text,
        "start": figure.start + offset,
        "end": figure.end + offset,
        "sentence": figure.evidence.sentence,
        "value": plain_number(figure.value),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "subject": _named(figure.subject, names),
        "metric": figure.metric,
        "series_key": figure.series_key,
        "kind": figure.kind,
        "period": figure.period.text if figure.period else None,
        "due": str(figure.due) if figure.due else None,
        "change": figure.change,
        "whole": figure.whole,
        "key": figure.key,
    }


def answer_record(answer: Answer) -> dict[str, Any]:
    """What `dossier ask --json` prints of an answer."""
    return {
        "question": answer.question,
        "found": answer.found,
        "answer": "\n".join(answer_lines(answer)),
        "facts": [cited_record(found) for found in answer.facts],
        "did_you_mean": list(answer.did_you_mean),
    }


def cited_record(found: Cited[Fact]) -> dict[str, Any]:
    fact, source = found.fact, found.source
    figure = fact if isinstance(fact, Figure) else None
    return {
        "sentence": fact.evidence.sentence,
        "value": plain_number(figure.value) if figure else None,
        "unit": figure.unit if figure else None,
        "name": _name(fact),
        "metric": figure.metric if figure else None,
        "publisher": source.publisher,
        "title": source.title,
        "date": str(source.published) if source.published else None,
        "url": source.url,
    }


def _name(fact: Fact) -> str | None:
    match fact:
        case Figure():
            return fact.subject
        case Quote():
            return fact.speaker or fact.organisation
        case Role():
            return fact.person
        case _:
            return None


def answer_lines(answer: Answer) -> Iterator[str]:
    """An answer as text: the line that answers, the sentence it comes from, and the sources below."""
    yield answer.text
    if answer.facts:
        best = answer.facts[0]
        if best.fact.evidence.sentence != answer.text:
            yield f"“{best.fact.evidence.sentence}”"
        yield f"— {cite(best.source)}"
        for other in answer.facts[1:]:
            yield f"· {say(other)} — {cite(other.source)}"
    if answer.did_you_mean:
        yield f"Did you mean: {', '.join(answer.did_you_mean)}?"
    if answer.next_step:
        yield answer.next_step


def cite(source: Source) -> str:
    """A source in one line: publisher, title, date and address, as far as they are known.

    >>> cite(Source("d1", "A title", publisher="The Paper", url="https://example.com/a"))
    'The Paper, “A title”, undated, https://example.com/a'
    """
    date = str(source.published) if source.published else "undated"
    return ", ".join(filter(None, (source.publisher, f"“{source.title}”", date, source.url)))


def digest_lines(digest: Digest) -> Iterator[str]:
    """A digest as text."""
    if digest.is_empty:
        yield f"{digest.day:%A, %d %B %Y}: nothing new."
        return
    yield f"{digest.day:%A, %d %B %Y}: {digest.documents} new"
    if digest.topics:
        yield "Topics: " + ", ".join(f"{topic} ({count})" for topic, count in digest.topics)
    for found in digest.figures:
        yield f"· {say(found)} — {cite(found.source)}"
