"""A question as sentences are held against it: its terms, and the names of each whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from store.model import Query
from store.terms import Part, Term
from store.words import Phrase, split_words, stem


@dataclass(frozen=True)
class Asked:
    """A question with what its words stand for."""

    query: Query
    terms: Sequence[Term]
    families: Sequence[frozenset[str]]
    proper: Sequence[Term] = ()
    parts: frozenset[str] = frozenset()
    """Units of whom is asked about, not named themselves: their results are their own."""
    names_things: bool = False
    """Whether only products are asked about: their numbers are told of who makes them."""

    @cached_property
    def own(self) -> list[Term]:
        return [term for term in self.terms if not term.is_carried]

    @cached_property
    def matter(self) -> list[Term]:
        """The terms apart from times."""
        return [term for term in self.own if term.part is not Part.TIME]

    @cached_property
    def carried(self) -> list[Term]:
        return [term for term in self.terms if term.is_carried]

    @cached_property
    def called(self) -> list[Phrase]:
        """The names that the question names, in stems."""
        names = (*self.query.entities, *self.query.people)
        return [tuple(map(stem, split_words(name))) for name in names if split_words(name)]

    @cached_property
    def names_anew(self) -> bool:
        """Whether the question itself names somebody, and does not only go on about whom the thread is about."""
        said = {stem(word) for word in split_words(self.query.text)}
        return any(name[0] in said for name in self.called)

    @cached_property
    def wanted(self) -> frozenset[str]:
        return frozenset().union(*self.families)

    @cached_property
    def told(self) -> set[tuple[str, int]]:
        """The sentences that were told just before in the thread."""
        return {(document, int(start)) for document, _, start in (place.rpartition(":") for place in self.query.told)}
