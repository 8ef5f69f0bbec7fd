"""The read path: from a question, or a company's name, to the facts that answer it, best first.

Every candidate is a stored fact with its sentence.  What it scores is mostly how much of the question its
sentence covers; below a floor the answer is that nothing is known, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log

from store.database.base import FactStore
from store.matching import Match, Outcome, match_name
from store.model import (
    Answer,
    Cited,
    CompanyCard,
    Entity,
    EntityKind,
    Event,
    Fact,
    Figure,
    FigureKind,
    Passage,
    Query,
    Quote,
    Reader,
    Role,
    Source,
)
from store.questions import read_question
from store.vocabulary import Vocabulary
from store.words import Thesaurus, stem, stems, thesaurus

FLOOR = 0.5
"""Half of the question's words, weighted by how rare they are, must be covered by the sentence and its fact."""
MAX_FACTS = 5
CARD_FIGURES, CARD_OTHERS, CARD_QUOTES = 8, 5, 3
CARRIED_WEIGHT = 0.4
HOW_TO_ADD = "Add a source with `dossier ingest FILE`."

UNIT_KINDS = {"percent": "percent", "percentage_point": "percent", "rank": "rank"}
DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score and how much of the question's own words it covers (0 to 1)."""

    found: Cited[Fact]
    score: float
    covered: float


@dataclass(frozen=True, slots=True)
class Weighted:
    """A word of the question: the stems that stand for it, and how much it tells."""

    stems: frozenset[str]
    weight: float
    own: bool


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
    if not (query.terms or query.carried or query.entities or query.people or query.metric):
        return _unknown(query, facts, reader)
    words = _weigh(query, facts, thesaurus(vocabulary), reader)
    ids = _entity_ids(query, facts, reader)
    if query.entities and not ids:
        return _unknown(query, facts, reader)
    ranked = _rank(_candidates(query, words, ids, facts, reader), query, words)
    best = [r for r in ranked if _is_enough(r, query)]
    if not best:
        return _unknown(query, facts, reader)
    return _answer(query, [r.found for r in best[:MAX_FACTS]])


def find_company(text: str, facts: FactStore, vocabulary: Vocabulary, reader: Reader) -> CompanyCard | Match:  # noqa: ARG001
    """The card of the one company that `text` names, or the names it may stand for."""
    match = match_name(text, facts, reader)
    if match.outcome is not Outcome.FOUND:
        return match
    entity = facts.entity(match.candidates[0].entity_id, reader)
    return match if entity is None else compose_card(entity, facts, reader)


def compose_card(entity: Entity, facts: FactStore, reader: Reader) -> CompanyCard:
    """What is known of an entity and its units: key figures first, each thing once, with its sources."""
    own = list(facts.entity_ids(entity.name, reader))
    ids = [*own, *(unit for i in own for unit in facts.units_of(i, reader))]
    figures = sorted(_distinct_figures(facts.figures(reader, ids)), key=lambda found: not found.fact.key)[:CARD_FIGURES]
    roles = list({found.fact.person: found for found in reversed(facts.roles(reader, ids))}.values())[::-1][
        :CARD_OTHERS
    ]
    events = [e for e in facts.events(reader, ids) if e.fact.type != "statement"][:CARD_OTHERS]
    quotes = facts.quotes(reader, ids)[:CARD_QUOTES]
    cited: list[Cited[Fact]] = [*figures, *roles, *events, *quotes]
    return CompanyCard(entity, tuple(figures), tuple(roles), tuple(events), tuple(quotes), tuple(_sources(cited)))


def _distinct_figures(figures: Sequence[Cited[Figure]]) -> list[Cited[Figure]]:
    """Each value once: the newest source that has it."""
    first: dict[tuple[object, ...], Cited[Figure]] = {}
    for found in figures:
        first.setdefault((found.fact.subject, found.fact.value, found.fact.unit), found)
    return list(first.values())


def _sources(cited: Iterable[Cited[Fact]]) -> list[Source]:
    return list({found.source.document_id: found.source for found in cited}.values())


def _entity_ids(query: Query, facts: FactStore, reader: Reader) -> list[int]:
    own = [i for name in (*query.entities, *query.people) for i in facts.entity_ids(name, reader)]
    units = [unit for i in own for unit in facts.units_of(i, reader)]
    return list(dict.fromkeys([*own, *units]))


def _weigh(query: Query, facts: FactStore, words: Thesaurus, reader: Reader) -> list[Weighted]:
    """The rarer a word is among the stored sentences, the more it tells; a word none has tells most."""
    asked = [*query.terms, *query.carried]
    weighted = []
    for word, count in zip(asked, facts.occurrences(reader, asked), strict=True):
        own = word in query.terms
        weight = (1.0 if own else CARRIED_WEIGHT) * (1 + 2 / (1 + log(1 + count)))
        weighted.append(Weighted(words.expand(word), weight, own))
    return weighted


def _candidates(
    query: Query, words: Sequence[Weighted], ids: Sequence[int], facts: FactStore, reader: Reader
) -> Iterator[Cited[Fact]]:
    terms = [*query.terms, *query.carried, *sorted({s for word in words for s in word.stems})]
    passages = [found for found, _ in facts.search(reader, terms, ids, limit=40)] if terms else []
    for passage in passages:
        yield from facts.facts_of_sentence(reader, passage.id)
    if ids:
        yield from facts.figures(reader, ids)
        yield from facts.roles(reader, ids)
        yield from facts.quotes(reader, ids)
        yield from facts.events(reader, ids)
    for person in query.people:
        yield from facts.roles_of(reader, person)
        yield from facts.quotes_by(reader, person)
    yield from passages


def _rank(candidates: Iterable[Cited[Fact]], query: Query, words: Sequence[Weighted]) -> list[Ranked]:
    """Best first; of facts that say the same sentence and value only the best stays."""
    best: dict[tuple[object, ...], Ranked] = {}
    for place, found in enumerate(candidates):
        ranked = _score(found, query, words)
        key = _identity(found)
        if key not in best or ranked.score > best[key].score:
            best[key] = replace(ranked, score=ranked.score - place * 1e-6)
    return sorted(best.values(), key=lambda r: -r.score)


def _identity(found: Cited[Fact]) -> tuple[object, ...]:
    fact = found.fact
    detail = (fact.start, fact.end) if isinstance(fact, Figure | Quote) else None
    return (fact.evidence.document_id, fact.evidence.start, detail)


def _score(found: Cited[Fact], query: Query, words: Sequence[Weighted]) -> Ranked:
    text = stems(" ".join((found.fact.evidence.sentence, *_said_of(found.fact), found.source.title)))
    near = stems(" ".join(_said_of(found.fact)))
    own = sum(w.weight for w in words if w.own)
    covered = sum(w.weight for w in words if w.own and w.stems & text)
    carried = sum(w.weight for w in words if not w.own and w.stems & text)
    closeness = sum(w.weight for w in words if w.stems & near) / (sum(w.weight for w in words) or 1)
    share = covered / own if own else float(bool(query.entities or query.people))
    total = share + (carried / (sum(w.weight for w in words if not w.own) or 1)) * CARRIED_WEIGHT
    return Ranked(found, total + 0.4 * closeness + _fit(found.fact, query), share)


def _said_of(fact: Fact) -> tuple[str, ...]:
    """What is known of a fact beyond its sentence."""
    match fact:
        case Figure():
            return (fact.subject or "", fact.metric, fact.unit, fact.kind if fact.kind is not FigureKind.ACTUAL else "")
        case Quote():
            return (fact.speaker or "", fact.organisation or "", fact.text)
        case Role():
            return (fact.person, fact.title or "", fact.organisation or "")
        case Event():
            return (fact.type, *(p.name for p in fact.participants))
        case Passage():
            return fact.names


def _fit(fact: Fact, query: Query) -> float:
    """How well the kind of a fact fits the kind of the question."""
    fit = 0.3 * _is_about(fact, query)
    at = f"{fact.evidence.document_id}:{fact.evidence.start}"
    if query.intent in ("when", "where") and not query.terms and at in query.told:
        fit += 1.0
    match fact, query.intent:
        case Figure(), "figure" | "" | "list":
            fit += 0.2 + 0.1 * fact.key + 0.3 * (bool(query.unit) and query.unit == unit_kind(fact.unit))
            fit += 0.4 * (bool(query.metric) and fact.series_key.startswith(query.metric))
        case Role(), "who":
            fit += 0.4
        case Quote(), "quote":
            fit += 0.4
        case Event(), "where" | "when" | "list":
            fit += 0.1
    return fit


def _is_about(fact: Fact, query: Query) -> bool:
    wanted = {*query.entities, *query.people}
    match fact:
        case Figure():
            return fact.subject in wanted
        case Quote():
            return fact.speaker in wanted or fact.organisation in wanted
        case Role():
            return fact.person in wanted or fact.organisation in wanted
        case Event():
            return any(p.name in wanted for p in fact.participants)
        case Passage():
            return bool(wanted.intersection(fact.names))


def unit_kind(unit: str) -> str:
    """The kind of a unit: money, percent, rank, duration, or count for whatever is counted.

    >>> unit_kind("CNY"), unit_kind("small business")
    ('money', 'count')
    """
    if len(unit) == 3 and unit.isupper():  # noqa: PLR2004  (an ISO 4217 code)
        return "money"
    return "duration" if unit in DURATIONS else UNIT_KINDS.get(unit, "count")


def _is_enough(ranked: Ranked, query: Query) -> bool:
    if ranked.covered < FLOOR:
        return False
    wants_amount = query.unit == "money" and query.intent == "figure"
    fact = ranked.found.fact
    return not wants_amount or (isinstance(fact, Figure) and unit_kind(fact.unit) == "money")


def _answer(query: Query, found: Sequence[Cited[Fact]]) -> Answer:
    best = found[0].fact
    told = tuple(f"{f.fact.evidence.document_id}:{f.fact.evidence.start}" for f in found[:1])
    entities = query.entities or (_names_of(best) if not query.people else ())
    remembered = replace(query, told=told, entities=entities)
    return Answer(query.text, found=True, text=say(found[0]), facts=tuple(found), query=remembered)


def _names_of(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, Figure) and fact.subject:
        return (fact.subject,)
    return fact.names[:2] if isinstance(fact, Passage) else ()


def say(found: Cited[Fact]) -> str:
    """A fact in one line."""
    match found.fact:
        case Figure() as figure:
            return _say_figure(figure)
        case Quote() as quote:
            return f"{quote.speaker or quote.organisation or 'The text'}: “{quote.text.rstrip(',')}”"
        case Role() as role:
            return ", ".join(filter(None, (role.person, role.title, role.organisation)))
        case fact:
            return fact.evidence.sentence


def _say_figure(figure: Figure) -> str:
    value = " ".join(filter(None, (figure.qualifier, figure.text)))
    details = [figure.period.text if figure.period else ""]
    details += [figure.kind if figure.kind is not FigureKind.ACTUAL else "", f"due {figure.due}" if figure.due else ""]
    note = ", ".join(filter(None, details))
    what = ": ".join(filter(None, (figure.subject, figure.metric)))
    return f"{what}: {value}" + (f" ({note})" if note else "")


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
    matches = (match_name(word, facts, reader) for word in query.terms[:4] if len(stem(word)) > 3)  # noqa: PLR2004
    asked = [match for match in matches if match.outcome is not Outcome.NONE]
    return list(dict.fromkeys(c.name for match in asked for c in match.candidates))[:3]
