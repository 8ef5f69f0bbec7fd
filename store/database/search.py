"""Full-text search over sentences: whatever people type is words, never query syntax."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from store.database.connections import StorePart
from store.database.relevance import Matched, rank_matched
from store.database.rows import cited_passage, entity_mark, list_text
from store.database.visibility import for_reader, seen_by
from store.model import Cited, Passage, Reader
from store.words import stem

LONGEST_QUERY = 200
MOST_TERMS = 24
SEARCH_SECONDS = 0.5
"""A query of 160,000 characters took two minutes: these three keep the worst one short."""

MOST_SEARCHED = 100_000
"""Sentences that match, at most, among which visible ones are looked for."""
MOST_RANKED = 600
"""Of so many sentences, the newest that match, the best are picked."""

MENTIONED = """(
        select json_group_array(name) from (
            select entity.name from passage_entity join entity on entity.id = entity_id
            where passage_id = cited_passage.id order by position)) as mentioned"""

MATCHED = for_reader(
    """
    select passage.id, passage.text, passage.names
    from (select rowid from passage_fts where passage_fts match :query order by rowid desc limit :looked_at) found
    cross join passage on passage.id = found.rowid
    where visible(passage)
    limit :ranked
    """
)
PASSAGES = for_reader(
    f"""
    select cited_passage.*, {MENTIONED}
    from json_each(:passages) as wanted cross join cited_passage on cited_passage.id = wanted.value
    where visible(cited_passage)
    order by wanted.key
    """
)

SENTENCES = for_reader(
    f"""
    select cited_passage.*, {MENTIONED}
    from json_each(:documents) as wanted cross join cited_passage on cited_passage.document_id = wanted.value
    where visible(cited_passage)
    order by wanted.key, cited_passage.id limit :limit
    """
)
ABOUT = for_reader(
    """
    select passage.document_id, max(passage.id) as newest
    from (select rowid from passage_fts where passage_fts match :query order by rowid desc limit :ranked) found
    cross join passage on passage.id = found.rowid
    where visible(passage)
    group by passage.document_id order by newest desc limit :limit
    """
)
MOST_MENTIONS = 300
"""Of so many sentences, the newest that mention somebody, the documents are taken."""

SPELT_ALIKE = """
    select term from passage_word where term >= :first and term < :first || char(0x10ffff)
        and length(term) between :shortest and :longest
"""
LONG_WORD = 10
"""From so many letters on two slips are mended, in shorter words one."""

MOST_COUNTED = 300
MOST_LOOKED_AT = 3_000
"""Sentences with a word that are looked at, at most, to learn how rare it is: in a database that many share most may
be hidden, and to look for visible ones among a million took longer than a search may."""
SAMPLES = for_reader(
    """
    select passage.text
    from (select rowid from passage_fts where passage_fts match :query order by rowid desc limit :looked_at) found
    cross join passage on passage.id = found.rowid
    where visible(passage) limit :limit
    """
)
COUNT = for_reader(
    """
    select count(*) from (
        select 1
        from (select rowid from passage_fts where passage_fts match :query order by rowid desc limit :looked_at) found
        cross join passage on passage.id = found.rowid
        where visible(passage) limit :limit)
    """
)


class Search(StorePart):
    """The part of the fact store that finds sentences by their words."""

    def search(
        self, reader: Reader, terms: Sequence[str], entity_ids: Sequence[int] = (), limit: int = 50
    ) -> Sequence[tuple[Cited[Passage], float]]:
        query = match_expression(terms)
        if not query:
            return []
        if entity_ids:
            query = f"({query}) AND ({' OR '.join(map(entity_mark, entity_ids))})"
        with self._connections.time_limit(SEARCH_SECONDS):
            parameters = seen_by(reader, query=query, looked_at=MOST_SEARCHED, ranked=MOST_RANKED)
            rows = self._connections.read(MATCHED, parameters)
            matched = [Matched(row["id"], row["text"], row["names"]) for row in rows]
            best = rank_matched(matched, terms)[:limit]
            passages = seen_by(reader, passages=list_text(found for found, _ in best))
            found = [cited_passage(row) for row in self._connections.read(PASSAGES, passages)]
        return [(passage, relevance) for passage, (_, relevance) in zip(found, best, strict=True)]

    def samples(self, reader: Reader, word: str, limit: int = 8) -> Sequence[str]:
        query = match_expression([word])
        if not query:
            return []
        parameters = seen_by(reader, query=query, looked_at=MOST_LOOKED_AT, limit=limit)
        with self._connections.time_limit(SEARCH_SECONDS):
            return [row["text"] for row in self._connections.read(SAMPLES, parameters)]

    def sentences(self, reader: Reader, document_ids: Sequence[str], limit: int = 300) -> Sequence[Cited[Passage]]:
        parameters = seen_by(reader, documents=list_text(document_ids), limit=limit)
        return [cited_passage(row) for row in self._connections.read(SENTENCES, parameters)]

    def documents_about(self, reader: Reader, entity_ids: Sequence[int], limit: int = 10) -> Sequence[str]:
        query = " OR ".join(map(entity_mark, entity_ids))
        if not query:
            return []
        with self._connections.time_limit(SEARCH_SECONDS):
            rows = self._connections.read(ABOUT, seen_by(reader, query=query, ranked=MOST_MENTIONS, limit=limit))
        return [row["document_id"] for row in rows]

    def mentioned(self, reader: Reader, entity_ids: Sequence[int]) -> Sequence[int]:
        with self._connections.time_limit(SEARCH_SECONDS):
            return [each for each in entity_ids if self._count(reader, entity_mark(each), 1)]

    def occurrences(self, reader: Reader, words: Sequence[str]) -> Sequence[int]:
        with self._connections.time_limit(SEARCH_SECONDS):
            return [self._count(reader, match_expression([word]), MOST_COUNTED) for word in words]

    def similar_words(self, word: str) -> Sequence[str]:
        slips = 2 if len(word) >= LONG_WORD else 1
        bounds = {"first": word[:1], "shortest": len(word) - slips - 2, "longest": len(word) + slips}
        with self._connections.time_limit(SEARCH_SECONDS):
            terms = [row["term"] for row in self._connections.read(SPELT_ALIKE, bounds)]
        slipped: dict[str, float] = {}
        for spelling in dict.fromkeys((word, stem(word))):  # the terms are stems
            near = process.extract(spelling, terms, scorer=OSA.distance, score_cutoff=slips, limit=None)
            for term, distance, _ in near:
                slipped[term] = min(distance, slipped.get(term, distance))
        return sorted(slipped, key=lambda term: (slipped[term], term))

    def _count(self, reader: Reader, query: str, most: int) -> int:
        if not query:
            return 0
        parameters = seen_by(reader, query=query, looked_at=MOST_LOOKED_AT, limit=most)
        return int(self._connections.read(COUNT, parameters)[0][0])


def match_expression(terms: Iterable[str]) -> str:
    """A full-text query for any of these words; empty where there is none among them.

    >>> match_expression(["cloud", 'NEAR("x" *', "A-share", "cloud", "--"])
    '"cloud" OR "NEAR" OR "x" OR "A-share"'
    """
    text = unicodedata.normalize("NFC", " ".join(terms)[: 2 * LONGEST_QUERY])
    plain = "".join(" " if is_control(character) or character in '"()*' else character for character in text)
    words = [word for word in plain[:LONGEST_QUERY].split() if any(map(str.isalnum, word))]
    return " OR ".join(f'"{word}"' for word in list(dict.fromkeys(words))[:MOST_TERMS])


def is_control(character: str) -> bool:
    """Control and format characters, halves of characters, private and unassigned ones."""
    return unicodedata.category(character).startswith("C")
