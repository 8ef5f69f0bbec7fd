"""What capitalised words may name: a segment of a chain, and the signs gathered for what it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.extraction.naming.capitals import Chain, Word
from store.extraction.naming.gazetteer import Known
from store.model import EntityKind

ORGANISATIONS = (EntityKind.COMPANY, EntityKind.ORGANISATION)

CERTAIN, STRONG, FAIR, FAINT = 5, 3, 2, 1
"""What a sign adds: a strong one decides alone, a certain one also against a strong one, fair ones need company."""

ENOUGH = 3
"""The sum from which a name is taken for what the signs say; below, saying nothing is better."""


PLENTY = 5
"""The sum from which further mentions of a name are not weighed, where nothing speaks against it."""


class Hint:
    """What a run's own words say that it is: plain strings, since an enumeration's members are slow to get."""

    NONE = ""
    COMPANY = "company"
    ORGANISATION = "organisation"
    UNIT = "unit"
    PERSON = "person"
    PLACE = "place"
    PRODUCT = "product"
    OTHER = "other"


class Respect:
    """What stands before a name in its chain: nothing, a title ("Chairman"), an honorific ("Mr")."""

    NONE = 0
    TITLE = 1
    HONORIFIC = 2


@dataclass(slots=True)
class Tally:
    """The signs gathered for one name over a document.

    `firm` counts the mentions where a capital means something, `acts` those that do what companies do; `verdict` is
    the winner once all signs are in.
    """

    company: int = 0
    person: int = 0
    place: int = 0
    product: int = 0
    firm: int = 0
    acts: int = 0
    verdict: str = Hint.NONE
    segments: list[Segment] = field(default_factory=list)

    def winner(self) -> str:
        """What the name is, or `Hint.NONE` where the signs are too few or contradict each other.

        >>> Tally(company=3, product=2).winner(), Tally(company=3, person=3).winner()
        ('company', '')
        """
        company, person, product, place = self.company, self.person, self.product, self.place
        best = max(company, person, product, place)
        if best < ENOUGH or (company == best) + (person == best) + (product == best) + (place == best) > 1:
            return Hint.NONE
        if company == best:
            return Hint.COMPANY
        if person == best:
            return Hint.PERSON
        return Hint.PRODUCT if product == best else Hint.PLACE

    def is_plain(self) -> bool:
        """Whether the signs are so many, and all for one thing, that no more need be read."""
        scores = (self.company, self.person, self.place, self.product)
        return max(scores) >= PLENTY and sum(scores) == max(scores)

    def is_undisputed(self) -> bool:
        """Whether nothing says much for its being anything but a company."""
        return self.person < STRONG and not (self.place or self.product)


@dataclass(slots=True)
class Segment:
    """Words `first` up to `after` of a chain: a known name, or a run.

    `solid` is where a run begins without words that may be capitalised for their place only.  `tail` are the characters
    of an "'s" that is part of the name.  `inner` is what else the words may be, should they not be the name of
    something by themselves: "Acme India" is a place after a name.
    """

    chain: Chain
    first: int
    after: int
    known: Known | None = None
    hint: str = Hint.NONE
    solid: int = 0
    respect: int = Respect.NONE
    tail: int = 0
    inner: tuple[Segment, ...] = ()
    tally: Tally | None = None

    @property
    def start(self) -> int:
        return self.chain[self.first].start

    @property
    def end(self) -> int:
        return self.chain[self.after - 1].end + self.tail

    @property
    def words(self) -> list[Word]:
        """The words that the name is made of."""
        return self.chain[self.solid : self.after]

    def is_company(self) -> bool:
        """Whether it is known to name a company or organisation, or the signs say so."""
        if self.known:
            return self.known.entity.kind in ORGANISATIONS
        return self.tally is not None and self.tally.winner() == Hint.COMPANY
