"""The values Dossier works with: documents, the facts found in them, and the answers made of facts.

Everything here is frozen and typed.  Spans and offsets count characters of `Document.text`; add
`Document.offset` for a place in the source as it was read.  Amounts are `Decimal`.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

SHARED_WORKSPACE = "shared"
"""The workspace of the seed corpus, which every team may read."""


class EntityKind(StrEnum):
    COMPANY = "company"
    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE = "place"
    PRODUCT = "product"


class FigureKind(StrEnum):
    ACTUAL = "actual"
    TARGET = "target"
    ESTIMATE = "estimate"


class Change(StrEnum):
    """What a growth figure is compared with."""

    YEAR = "yoy"
    QUARTER = "qoq"


class EventType(StrEnum):
    PARTNERSHIP = "partnership"
    FUNDING = "funding"
    ACQUISITION = "acquisition"
    LAUNCH = "launch"
    APPOINTMENT = "appointment"
    DEPARTURE = "departure"
    LAWSUIT = "lawsuit"
    RANKING = "ranking"
    LAYOFF = "layoff"
    EXPANSION = "expansion"
    EARNINGS = "earnings"
    IPO = "ipo"
    REGULATION = "regulation"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, the month or only the year.

    >>> str(PartialDate.parse("2020-07")), PartialDate.parse("2020-07").last_day().isoformat()
    ('2020-07', '2020-07-31')
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2020`, `2020-07` or `2020-07-31`; ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text.strip(), re.ASCII)
        if not match:
            raise ValueError(f"not a date: {text!r} (write 2020, 2020-07 or 2020-07-31)")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        parsed = cls(year, month, day)
        parsed.first_day()
        return parsed

    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Period:
    """The time a figure speaks of: the words, and the days they mean where they can be told."""

    text: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation says of a document."""

    document_id: str
    title: str
    publisher: str = ""
    url: str = ""
    published: PartialDate | None = None
    added: datetime | None = None
    based_on: str = ""
    workspace: str = SHARED_WORKSPACE


@dataclass(frozen=True)
class Document:
    """One piece of news.

    `text` is a verbatim slice of the decoded source and `offset` is where it begins there.  `skips` are the
    spans of `text` that are no prose (share lines, captions, "Auto Added by"): reading passes over them.
    `audience` is empty for the whole workspace, or the one conversation that may see what is in it.
    """

    title: str
    text: str
    offset: int = 0
    publisher: str = ""
    url: str = ""
    published: PartialDate | None = None
    based_on: str = ""
    skips: tuple[tuple[int, int], ...] = ()
    workspace: str = SHARED_WORKSPACE
    audience: str = ""
    added: datetime | None = None

    @cached_property
    def content_hash(self) -> str:
        return hashlib.blake2b(self.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @cached_property
    def id(self) -> str:
        """The same text for the same readers is the same document, whenever and wherever it came from."""
        home = f"{self.workspace}\n{self.audience}\n{self.content_hash}"
        return hashlib.blake2b(home.encode(), digest_size=8).hexdigest()

    def source(self) -> Source:
        return Source(
            self.id, self.title, self.publisher, self.url, self.published, self.added, self.based_on, self.workspace
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact sentence a fact came from: `document.text[start:end] == sentence`."""

    document_id: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that news is about, under its canonical name."""

    name: str
    kind: EntityKind = EntityKind.COMPANY
    aliases: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    parent: str = ""
    country: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and what it says.

    `unit` is an ISO 4217 code, `percent`, `percentage_point`, `basis_point`, `rank`, `multiple`, `fraction`,
    a time or physical unit, or the counted noun, all in the singular.  `value` is never negative for a
    decline: the metric says so ("sales decline").  `whole` is what a share is of ("the firm's revenues").
    Figures with the same subject, `series_key` and unit are one series.
    """

    evidence: Evidence
    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    qualifier: str | None = None
    subject: str | None = None
    metric: str = ""
    series_key: str = ""
    kind: FigureKind = FigureKind.ACTUAL
    period: Period | None = None
    due: PartialDate | None = None
    change: Change | None = None
    whole: str | None = None
    key: bool = False

    @property
    def claim(self) -> tuple[str | None, str, Decimal, str]:
        """What it says, whatever the sentence: of figures with one claim a reader needs only one."""
        return (self.subject, self.series_key, self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in an event, and as what: `acquirer`, `target`, `investor`, … or nothing."""

    name: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    evidence: Evidence
    type: EventType
    participants: tuple[Participant, ...]
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words inside quotation marks, with who said them; `speaker` is None where the text names nobody."""

    evidence: Evidence
    text: str
    start: int
    end: int
    speaker: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A person, with the title and organisation the text gives them, if any."""

    evidence: Evidence
    person: str
    title: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a document, with the canonical names of whom it mentions: what full-text search finds."""

    evidence: Evidence
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found in one document, each kind in the order of the text."""

    entities: tuple[Entity, ...] = ()
    roles: tuple[Role, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    topics: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


Fact = Figure | Event | Quote | Role | Passage
"""Anything that carries evidence."""

F = TypeVar("F", bound=Fact, covariant=True)


@dataclass(frozen=True)
class Cited(Generic[F]):
    """A stored fact with the source that a reader can check it in."""

    id: int
    fact: F
    source: Source


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: a workspace, and the conversation they ask in (whose private documents they may see)."""

    workspace: str = SHARED_WORKSPACE
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks for; empty fields are what it leaves open.

    `entities` and `people` are canonical names; `metric` is a key of the metric vocabulary, `metric_words` those that
    name it; `unit` is a kind of unit (money, percent, count, duration, rank, multiple), `currency` an ISO 4217 code.
    `times` are words that name a time, `earlier` and `later` ask for the figure before or after, `kind` for a target or
    an estimate.  `terms` are its other content words and phrases; `carried` those that a follow-up takes over from the
    question before; `told` is where the last answer's best sentence stands.
    """

    text: str
    intent: str = ""
    entities: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    metric: str = ""
    metric_words: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    unit: str = ""
    currency: str = ""
    times: tuple[str, ...] = ()
    earlier: bool = False
    later: bool = False
    kind: str = ""
    told: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """A plain form that JSON can keep."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: dict[str, object]) -> Query:
        """The query that `as_dict` gave."""
        fields = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
        return cls(**fields)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person who asked is told: one line, the facts behind it best first, and what to do next."""

    question: str
    found: bool
    text: str
    facts: tuple[Cited[Fact], ...] = ()
    did_you_mean: tuple[str, ...] = ()
    next_step: str = ""
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """Everything known of one company, ready to be laid out."""

    entity: Entity
    figures: tuple[Cited[Figure], ...] = ()
    roles: tuple[Cited[Role], ...] = ()
    events: tuple[Cited[Event], ...] = ()
    quotes: tuple[Cited[Quote], ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What is new: topics with the number of documents on each, and at most five key figures."""

    day: date
    topics: tuple[tuple[str, int], ...] = ()
    figures: tuple[Cited[Figure], ...] = ()
    documents: int = 0
    sources: tuple[Source, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not self.documents
