"""The read path: from a question to the stored facts that answer it, best first, or the plain word that none do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from store.admission import Admission
from store.asked import Asked
from store.candidates import Candidate, gather, place_of
from store.database.base import FactStore
from store.fitting import Fitting
from store.follow_ups import points_nowhere
from store.matching import Outcome, exact_names, match_name
from store.model import Answer, Cited, Entity, EntityKind, Fact, Figure, Query, Quote, Reader
from store.questions import read_question
from store.ranking import Ranked, Ranking
from store.terms import Part, Term, read_terms, search_words
from store.vocabulary import Vocabulary
from store.wording import say
from store.words import read_stems, split_words, thesaurus

MOST_FACTS = 5
MOST_RANKED = 40
"""Sentences whose facts are ranked, those that cover most of the question."""
MOST_LEADS = 3
MOST_NEARBY = 20
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
    says_nothing = not (query.terms or query.metric or query.carried or query.entities or query.people or query.told)
    if says_nothing or (previous is None and points_nowhere(query, vocabulary)):
        return _unknown(query, facts, reader)
    best = Search(query, facts, vocabulary, reader).best()
    return _known(query, best[:MOST_FACTS]) if best else _unknown(query, facts, reader)


class Search:
    """One question on its way through the store."""

    def __init__(self, query: Query, facts: FactStore, vocabulary: Vocabulary, reader: Reader) -> None:
        self._query = query
        self._facts = facts
        self._reader = reader
        self._vocabulary = vocabulary
        self._words = thesaurus(vocabulary)

    def best(self) -> list[Cited[Fact]]:
        """The facts that answer, best first."""
        query = self._query
        entities = [self._family(name) for name in (*query.entities, *query.people)]
        families = [{i: entity.name for i, entity in family.items()} for family in entities]
        if families and not any(families):
            return []
        terms = read_terms(query, self._facts, self._words, self._reader)
        words = search_words(terms, self._words, query.metric) or split_words(
            " ".join((*query.entities, *query.people))
        )
        candidates = gather(query, words, [i for family in families for i in family], self._facts, self._reader)
        names = [frozenset(_with_kin(family.values(), candidates)) for family in families]
        proper = [term for term in terms if is_proper(term, self._facts, self._reader)]
        kinds = {entity.kind for family in entities for entity in family.values()}
        parts = frozenset(self._parts(entities))
        asked = Asked(query, terms, names, proper, parts, names_things=kinds == {EntityKind.PRODUCT})
        fitting = Fitting(query, terms, asked.wanted, self._vocabulary)
        ranking = Ranking(asked, fitting)
        chosen = sorted(candidates, key=ranking.promise, reverse=True)[:MOST_RANKED]
        return in_order(list(self._ranked(chosen, ranking, Admission(asked, fitting))))

    def _ranked(self, chosen: Sequence[Candidate], ranking: Ranking, admission: Admission) -> Iterator[Ranked]:
        """What the chosen sentences state, and the sentences themselves, as far as they are an answer."""
        places = {candidate.place: candidate for candidate in chosen}
        passages: list[Cited[Fact]] = [candidate.passage for candidate in chosen]
        stated = self._facts.facts_in(self._reader, [passage.id for passage in passages])
        figures = [found.fact for found in stated if isinstance(found.fact, Figure)]
        others = {place_of(fact) for fact in figures if admission.is_anothers(fact, places[place_of(fact)])}
        others |= admission.places_of_prices(figures)
        for found in (*stated, *passages):
            candidate = places[place_of(found.fact)]
            if candidate.place in others and not isinstance(found.fact, Figure):
                continue  # its figures say whose they are
            ranked = ranking.rank(found, candidate)
            if admission.admits(ranked, candidate):
                yield ranked

    def _parts(self, families: Iterable[Mapping[int, Entity]]) -> Iterator[str]:
        """Those of the families that belong to another of it, and are not asked for by name."""
        for family in families:
            names = {entity.name for entity in family.values()}
            yield from (e.name for e in family.values() if e.parent in names and e.name not in self._query.entities)

    def _family(self, name: str) -> dict[int, Entity]:
        """The entity and its units, by number: who asks of Alibaba may mean Alibaba Cloud."""
        own = list(self._facts.entity_ids(name, self._reader))
        own += [same.entity_id for same in exact_names([name], self._facts, self._reader).get(name, ())]
        ids = [*own, *(unit for i in own for unit in self._facts.units_of(i, self._reader))]
        entities = {i: self._facts.entity(i, self._reader) for i in ids}
        return {i: entity for i, entity in entities.items() if entity}


def _with_kin(names: Iterable[str], candidates: Iterable[Candidate]) -> Iterator[str]:
    """The names, and longer ones that begin with one of them: "Bellmont" may be told of as "Bellmont Play"."""
    yield from names
    known = {name for candidate in candidates for name in candidate.names}
    yield from (longer for name in names for longer in known if longer.startswith(f"{name} "))


def is_proper(term: Term, facts: FactStore, reader: Reader) -> bool:
    """Whether a word of the question is somebody's name, or a place's: sentences write it with a capital."""
    if term.part is not Part.OWN or len(term.own) > 1 or len(term.text) == 1:
        return False
    seen = [text[at : at + 2] for text in facts.samples(reader, term.text) for at in _places(term, text) if at]
    return len(seen) > 0 and sum(map(str.istitle, seen)) > len(seen) / 2


def _places(term: Term, text: str) -> Iterator[int]:
    stems = read_stems(text)
    yield from (stems.places[at] for at in stems.find(term.own))


def in_order(ranked: Sequence[Ranked]) -> list[Cited[Fact]]:
    """Best first, each once; the best of three sentences before what else they say."""
    leads: list[Cited[Fact]] = []
    others: list[Cited[Fact]] = []
    seen: set[tuple[object, ...]] = set()
    sentences: set[str] = set()
    for each in sorted(ranked, key=lambda each: -each.score):
        fact = each.found.fact
        identity = (place_of(fact), (fact.start, fact.end) if isinstance(fact, Figure | Quote) else None)
        if identity not in seen:
            is_new = fact.evidence.sentence not in sentences and len(leads) < MOST_LEADS
            (leads if is_new else others).append(each.found)
            sentences.add(fact.evidence.sentence)
        seen.add(identity)
    return [*leads, *others]


def _known(query: Query, found: Sequence[Cited[Fact]]) -> Answer:
    best = found[0].fact
    told = f"{best.evidence.document_id}:{best.evidence.start}"
    remembered = replace(query, told=(told,))
    return Answer(query.text, found=True, text=say(found[0]), facts=tuple(found), query=remembered)


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
    figures = facts.figures(reader, ids, MOST_NEARBY) if ids else ()
    return list(dict.fromkeys(found.fact.metric for found in figures if found.fact.metric))[:3]


def _nearest_names(query: Query, facts: FactStore, reader: Reader) -> list[str]:
    matches = (match_name(word, facts, reader) for word in query.terms[:4])
    asked = [match for match in matches if match.outcome is not Outcome.NONE]
    return list(dict.fromkeys(candidate.name for match in asked for candidate in match.candidates))[:3]
