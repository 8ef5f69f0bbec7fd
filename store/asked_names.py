"""Whom a question names: exact names anywhere in it, and misspelt ones among words that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from store.asking import question_cues
from store.database.base import FactStore
from store.matching import Candidate, Outcome, exact_names, match_name
from store.model import Entity, EntityKind, Reader
from store.names import name_words, normalise
from store.vocabulary import Vocabulary
from store.words import split_words, thesaurus

MOST_NAME_WORDS = 6
MIN_FUZZY_LETTERS = 4
SHORTEST_TICKER = 2
TORN = 2
MOST_IN_SHORT = 20
"""Sentences in which a part of a name is looked for, at most."""
DETERMINERS = frozenset({"a", "an", "the", "this", "that", "to", "any", "our", "your", "their"})
AUXILIARIES = frozenset({"did", "do", "does", "will", "would"})

Places = set[int]
"""The numbers of a question's words."""


class NameFinder:
    """Finds the entities that a question's words name."""

    def __init__(self, facts: FactStore, reader: Reader, vocabulary: Vocabulary) -> None:
        self._facts = facts
        self._reader = reader
        self._cues = question_cues(vocabulary)
        self._thesaurus = thesaurus(vocabulary)
        self._joining = name_words().joining

    def find(self, words: Sequence[str], capitals: Sequence[bool]) -> tuple[dict[str, EntityKind], Places]:
        """The entities by name, longest names first, and the places of the words that name them.

        `capitals` says which words were typed in capital letters, as tickers are.
        """
        windows = [place for place in _windows(len(words)) if self._may_be_name(words, place)]
        exact = exact_names([each for place in windows for each in _spellings(words, place)], self._facts, self._reader)
        found: dict[str, EntityKind] = {}
        taken: Places = set()
        for place in windows:
            if not taken.isdisjoint(place):
                continue
            entity = self._named(words, place, exact)
            if entity and entity.kind is not EntityKind.PLACE and self._is_meant(entity, words, place, capitals):
                found[entity.name] = entity.kind
                taken.update(place)
        return found, taken

    def _named(self, words: Sequence[str], place: range, exact: Mapping[str, tuple[Candidate, ...]]) -> Entity | None:
        """Whom these words name: exactly, or nearly where nobody wrote the words like this."""
        spellings = _spellings(words, place)
        for candidates in (exact[spelling] for spelling in spellings if spelling in exact):
            if entity := self._told_of(candidates) or self._fully_named(spellings[0], candidates):
                return entity
        phrase = [words[at] for at in place]
        if len(phrase) == 1 and (entity := self._known_in_short(phrase[0])):
            return entity
        if not self._may_be_misspelt(phrase):
            return None
        match = match_name(" ".join(phrase), self._facts, self._reader)
        return self._told_of(match.candidates[:1]) if match.outcome is Outcome.FOUND else None

    def _known_in_short(self, word: str) -> Entity | None:
        """The person of this surname or the company that begins so, where sentences mention only one such."""
        if word in self._cues.ordinary or self._is_small(word):
            return None
        hits = self._facts.search(self._reader, [word], limit=MOST_IN_SHORT)
        longer = {name for found, _ in hits for name in found.fact.names if " " in name}
        named = {name for name in longer if word in (split_words(name)[:1] + split_words(name)[-1:])}
        ids = [i for name in named for i in self._facts.entity_ids(name, self._reader)]
        entities = (self._facts.entity(i, self._reader) for i in ids)
        meant = {each.name.casefold(): each for each in entities if each and _is_short_for(word, each)}
        return next(iter(meant.values())) if len(meant) == 1 else None

    def _told_of(self, candidates: Sequence[Candidate]) -> Entity | None:
        """The first of them whom some sentence mentions."""
        mentioned = self._facts.mentioned(self._reader, [candidate.entity_id for candidate in candidates])
        return self._facts.entity(mentioned[0], self._reader) if mentioned else None

    def _fully_named(self, typed: str, candidates: Sequence[Candidate]) -> Entity | None:
        """Somebody of whom nothing was read is meant only by a whole name; a single word stands in no sentence."""
        is_word = " " not in typed
        if len(typed) < MIN_FUZZY_LETTERS or (is_word and any(self._facts.occurrences(self._reader, [typed]))):
            return None
        entities = (self._facts.entity(candidate.entity_id, self._reader) for candidate in candidates)
        return next((each for each in entities if each and typed in _whole_names(each)), None)

    def _is_meant(self, entity: Entity, words: Sequence[str], place: range, capitals: Sequence[bool]) -> bool:
        """A ticker that is also a word ("net", "hd") is one in capitals, or where no sentence has it as a word."""
        word = words[place.start]
        if len(place) == 1 and self._is_common(entity, word):
            return False
        symbols = _symbols(entity)
        if len(place) > 1 or word not in symbols or word == entity.name.casefold() or capitals[place.start]:
            return True
        if self._is_asking(word) or len(word) < SHORTEST_TICKER:
            return False
        return len(word) == SHORTEST_TICKER or word not in self._cues.ordinary

    def _is_common(self, entity: Entity, word: str) -> bool:
        """Whether it is a word like others, and no person's surname and no product: "opening", "Christmas"."""
        if entity.kind is EntityKind.PERSON:
            return self._is_small(word)
        return entity.kind is EntityKind.PRODUCT and word in self._cues.ordinary

    def _may_be_name(self, words: Sequence[str], place: range) -> bool:
        """Words of the question's own ("growth", "us"), and ordinary ones after an article ("the gap"), name nobody."""
        phrase = [words[at] for at in place]
        if len(phrase) > 1 and (all(word in self._cues.stop for word in phrase) or self._thesaurus.is_phrase(phrase)):
            return False
        if len(phrase) == 1 and (phrase[0] in self._cues.stop or phrase[0].isdigit() or self._is_asking(phrase[0])):
            return False
        before = words[place.start - 1] if place.start else ""
        if len(phrase) > 1:
            behind = words[place.stop] if place.stop < len(words) else ""
            if before in AUXILIARIES and self._is_asking(phrase[-1]) and behind == "for":
                return False  # "what did apple pay for it"
            is_marked = not (phrase[0][-1].isalnum() and phrase[-1][0].isalnum())  # "% of openai"
            return not is_marked and phrase[0] not in DETERMINERS and not {phrase[0], phrase[-1]} & self._joining
        return phrase[0] not in self._cues.ordinary or before not in DETERMINERS

    def _is_asking(self, word: str) -> bool:
        return word in self._cues.known or word.removesuffix("s") in self._cues.regions

    def _is_small(self, word: str) -> bool:
        """Whether some sentence has it as a word like others: "the opening bell"."""
        return any(f" {word}" in text for text in self._facts.samples(self._reader, word, MOST_IN_SHORT))

    def _may_be_misspelt(self, phrase: Sequence[str]) -> bool:
        """Whether some word of it stands in no sentence, and none is part of the question."""
        if any(word in self._cues.stop or self._is_asking(word) or word in self._thesaurus for word in phrase):
            return False
        counts = zip(phrase, self._facts.occurrences(self._reader, phrase), strict=True)
        return any(not count and len(word) >= MIN_FUZZY_LETTERS for word, count in counts)


def _is_short_for(word: str, entity: Entity) -> bool:
    """Whether it is a person's surname, or the first word of a company's name."""
    return split_words(entity.name)[-1 if entity.kind is EntityKind.PERSON else 0] == word


def _symbols(entity: Entity) -> set[str]:
    """Its tickers without their exchanges."""
    return {ticker.rpartition(":")[2].casefold() for ticker in entity.tickers}


def _whole_names(entity: Entity) -> set[str]:
    """All that it is called, none of it left out."""
    return {*map(normalise, (entity.name, *entity.aliases)), *_symbols(entity)}


def _windows(length: int) -> list[range]:
    """Every run of up to six words, the longest first."""
    sizes = range(min(MOST_NAME_WORDS, length), 0, -1)
    return [range(start, start + size) for size in sizes for start in range(length - size + 1)]


def _spellings(words: Sequence[str], place: range) -> list[str]:
    """The words as they stand, without the "s" of a possessive that lost its apostrophe, or as names are written.

    Two words may be one name that somebody tore apart: "data bricks".
    """
    phrase = " ".join(words[at] for at in place)
    written = (phrase.replace(" plus", "+"), re.sub(r"^usa\b", "us", phrase))
    joined = (phrase.replace(" ", ""),) if len(place) == TORN else ()
    plural = (f"{phrase}s",) if len(phrase) > SHORTEST_TICKER else ()
    return list(dict.fromkeys((phrase, phrase.removesuffix("s"), *plural, *written, *joined)))
