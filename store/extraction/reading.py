"""What has been read of a document so far: each extraction step adds to it, later steps build on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from store.documents.markup import without_links
from store.extraction.lettercase import lower_in_place
from store.model import (
    Document,
    Entity,
    EntityKind,
    Event,
    Evidence,
    Facts,
    Figure,
    Passage,
    Period,
    Quote,
    Role,
)
from store.vocabulary import Vocabulary

_ITEM_DASHES = (" — ", " – ", " -- ", " - ")


def opens_item(text: str, name_end: int) -> bool:
    """Whether a dash stands behind a name, as where an item of a round-up opens: "Acme — Shares of the maker fell"."""
    return text.startswith(_ITEM_DASHES, name_end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as it stands in the text: not yet what it says."""

    start: int
    end: int
    value: Decimal
    unit: str
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that name a time: "in the three months ended April 30", "by 2036", "last December"."""

    start: int
    end: int
    period: Period


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names an entity, or refers to one ("the company", "its cloud unit", "he").

    `name` is the entity's canonical name.  `by_name` tells names from references.
    """

    start: int
    end: int
    name: str
    kind: EntityKind
    by_name: bool = True


@dataclass(slots=True)
class Reading:
    """One document on its way through the pipeline.

    All spans count characters of `document.text`.  All lists are in the order of the text.
    """

    document: Document
    vocabulary: Vocabulary
    sentences: list[Sentence] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    document_id: str = field(init=False)
    prose: str = field(init=False)
    """The text with the brackets and addresses of its links blanked out, so that only their words are read."""
    lowered: str = field(init=False)
    _evidence: dict[int, Evidence] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.document_id = self.document.id  # a hash of the whole text, wanted for every sentence
        self.prose = without_links(self.document.text)
        self.lowered = lower_in_place(self.prose)

    def evidence(self, sentence: Sentence) -> Evidence:
        """The sentence as evidence, one for all facts that it tells."""
        start, end = sentence.start, sentence.end
        if start not in self._evidence:
            self._evidence[start] = Evidence(self.document_id, start, end, self.document.text[start:end])
        return self._evidence[start]

    def facts(self) -> Facts:
        """The finished facts."""
        return Facts(
            entities=tuple(self.entities.values()),
            roles=tuple(self.roles),
            figures=tuple(self.figures),
            quotes=tuple(self.quotes),
            events=tuple(self.events),
            topics=tuple(self.topics),
            passages=tuple(self._passages()),
        )

    def _passages(self) -> Iterator[Passage]:
        starts = [mention.start for mention in self.mentions]
        for sentence in self.sentences:
            first = bisect_left(starts, sentence.start)
            inside = self.mentions[first : bisect_left(starts, sentence.end, first)]
            yield Passage(self.evidence(sentence), tuple(dict.fromkeys([mention.name for mention in inside])))
