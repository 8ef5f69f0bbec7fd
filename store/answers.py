"""The read path: from a question to the stored facts that answer it, best first, or the plain word that none do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from store.database.base import FactStore
from store.matching import Outcome, match_name
from store.model import Answer, Cited, Fact, Figure, Passage, Query, Reader
from store.questions import read_question
from store.ranking import Ranking
from store.vocabulary import Vocabulary
from store.wording import say
from store.words import split_words, thesaurus

MOST_FACTS = 5
MOST_PASSAGES = 40
HOW_TO_ADD = "Add a source with `dossier ingest FILE`."


def answer_question(
    question: str,
    facts: FactStore,
    vocabulary: Vocabulary,
    reader: Reader,
    today: date,  # noqa: ARG001  (periods asked for count from it)
    previous: Query | None = None,
) -> Answer:
    """Answer from the stored facts, or say that nothing is known; never a guess."""
    query = read_question(question, facts, vocabulary, reader, previous)
    ids = _entity_ids(query, facts, reader)
    asks_for_something = query.terms or query.metric or query.carried or query.entities or query.people
    if not asks_for_something or (query.entities and not ids):
        return _unknown(query, facts, reader)
    ranking = Ranking(query, facts, thesaurus(vocabulary), reader)
    best = ranking.rank(_candidates(query, ranking.stems, ids, facts, reader))[:MOST_FACTS]
    return _known(query, best) if best else _unknown(query, facts, reader)


def _entity_ids(query: Query, facts: FactStore, reader: Reader) -> list[int]:
    """Those named, and their units: who asks of Alibaba may mean Alibaba Cloud."""
    own = [i for name in (*query.entities, *query.people) for i in facts.entity_ids(name, reader)]
    units = [unit for i in own for unit in facts.units_of(i, reader)]
    return list(dict.fromkeys([*own, *units]))


def _candidates(
    query: Query, stems: Sequence[str], ids: Sequence[int], facts: FactStore, reader: Reader
) -> Iterator[Cited[Fact]]:
    """Structured facts of whom it is about, and sentences that hold its words, with their figures."""
    asked = [*query.terms, *query.metric_words, *query.carried] or split_words(
        " ".join((*query.entities, *query.people))
    )
    passages = [found for found, _ in facts.search(reader, [*asked, *stems], ids, MOST_PASSAGES)]
    for passage in passages:
        yield from facts.facts_in(reader, [passage.id])
    if ids:
        yield from facts.figures(reader, ids)
        yield from facts.roles(reader, ids)
        yield from facts.quotes(reader, ids)
        yield from facts.events(reader, ids)
    for person in query.people:
        yield from facts.roles_of(reader, person)
        yield from facts.quotes_by(reader, person)
    yield from passages


def _known(query: Query, found: Sequence[Cited[Fact]]) -> Answer:
    best = found[0].fact
    told = f"{best.evidence.document_id}:{best.evidence.start}"
    about = query.entities or (() if query.people else _names_of(best))
    remembered = replace(query, told=(told,), entities=about)
    return Answer(query.text, found=True, text=say(found[0]), facts=tuple(found), query=remembered)


def _names_of(fact: Fact) -> tuple[str, ...]:
    """Whom a question without a name turned out to be about."""
    if isinstance(fact, Figure) and fact.subject:
        return (fact.subject,)
    return fact.names[:2] if isinstance(fact, Passage) else ()


def _unknown(query: Query, facts: FactStore, reader: Reader) -> Answer:
    """Say that nothing is known, what is known nearby, and how to add a source."""
    names = [*query.entities, *query.people]
    near = _nearby(names, facts, reader)
    about = f" of {' and '.join(names)}" if names else ""
    text = f"I know nothing{about} that answers this."
    if near:
        text = f"I know nothing that answers this; of {names[0]} I know: {', '.join(near)}."
    meant = () if names else tuple(_nearest_names(query, facts, reader))
    return Answer(query.text, found=False, text=text, did_you_mean=meant, next_step=HOW_TO_ADD, query=query)


def _nearby(names: Sequence[str], facts: FactStore, reader: Reader) -> list[str]:
    ids = [i for name in names for i in facts.entity_ids(name, reader)]
    figures = facts.figures(reader, ids) if ids else ()
    return list(dict.fromkeys(found.fact.metric for found in figures if found.fact.metric))[:3]


def _nearest_names(query: Query, facts: FactStore, reader: Reader) -> list[str]:
    matches = (match_name(word, facts, reader) for word in query.terms[:4])
    asked = [match for match in matches if match.outcome is not Outcome.NONE]
    return list(dict.fromkeys(candidate.name for match in asked for candidate in match.candidates))[:3]
