"""The sentences that may answer a question, each with what stands around it in its document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from store.database.base import FactStore
from store.model import Cited, Fact, Passage, Query, Reader
from store.terms import Term
from store.words import Stems, read_stems, split_words

MOST_HITS = 40
FEW_HITS = 10
MOST_UNLINKED = 20
"""Where few sentences are known to mention somebody: those with the word that a name begins with."""
MOST_DOCUMENTS = 4
DOCUMENTS_ABOUT = 2
"""The newest about whom the question names, whose sentences count even where none of them has a word of it."""
MOST_SENTENCES = 120
MAIN = 0.25
"""The share of a document's sentences that mention somebody it is about."""

Place = tuple[str, int]
"""A document, and where in it a sentence begins."""


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """What is known of a document as a whole: its title, whom it mentions how often, and all its words."""

    title: Stems
    mentions: Counter[str]
    sentences: tuple[Stems, ...]
    places: tuple[Place, ...]
    names: tuple[tuple[str, ...], ...]

    def has(self, term: Term) -> bool:
        """Whether the title or some sentence has it."""
        return any(map(term.credit, (self.title, *self.sentences)))

    def is_about(self, names: frozenset[str]) -> bool:
        return any(self.mentions[name] >= MAIN * len(self.sentences) for name in names)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A sentence, with its place in its document."""

    passage: Cited[Passage]
    article: Article
    at: int

    @property
    def stems(self) -> Stems:
        return self.article.sentences[self.at]

    @property
    def names(self) -> tuple[str, ...]:
        return self.passage.fact.names

    @property
    def place(self) -> Place:
        return place_of(self.passage.fact)

    @property
    def names_before(self) -> tuple[tuple[str, ...], ...]:
        """Whom the two sentences before mention."""
        return self.article.names[max(0, self.at - 2) : self.at]

    def is_beside(self, place: Place) -> bool:
        return place in self.article.places[max(0, self.at - 2) : self.at + 3]

    def near(self, first: int, last: int) -> Iterator[Stems]:
        """The sentences from so many places before (or behind) it to so many behind it, in the order of the text."""
        yield from self.article.sentences[max(0, self.at + first) : max(0, self.at + last + 1)]


def place_of(fact: Fact) -> Place:
    return (fact.evidence.document_id, fact.evidence.start)


def gather(query: Query, words: Sequence[str], ids: Sequence[int], facts: FactStore, reader: Reader) -> list[Candidate]:
    """Sentences with the question's words, and all of the documents they stand in."""
    hits = [found for found, _ in facts.search(reader, words, ids, MOST_HITS)]
    openings = [word for name in (*query.entities, *query.people) for word in split_words(name)[:1]]
    if openings and len(hits) < FEW_HITS:
        hits += [found for found, _ in facts.search(reader, openings, (), MOST_UNLINKED)]
    told = [place.rpartition(":")[0] for place in query.told]
    documents = list(dict.fromkeys((*told, *(hit.source.document_id for hit in hits))))[:MOST_DOCUMENTS]
    documents += facts.documents_about(reader, ids, DOCUMENTS_ABOUT) if ids else []
    whole = facts.sentences(reader, list(dict.fromkeys(documents)), MOST_SENTENCES)
    known = {passage.id for passage in whole}
    others = {hit.id: hit for hit in hits if hit.id not in known}
    return [*_in_context(whole), *_in_context(others.values())]


def _in_context(passages: Iterable[Cited[Passage]]) -> Iterator[Candidate]:
    by_document: dict[str, list[Cited[Passage]]] = {}
    for passage in passages:
        by_document.setdefault(passage.source.document_id, []).append(passage)
    for document in by_document.values():
        article = Article(
            read_stems(document[0].source.title),
            Counter(name for passage in document for name in passage.fact.names),
            tuple(read_stems(passage.fact.evidence.sentence) for passage in document),
            tuple(place_of(passage.fact) for passage in document),
            tuple(passage.fact.names for passage in document),
        )
        yield from (Candidate(passage, article, at) for at, passage in enumerate(document))
