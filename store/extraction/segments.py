"""Cuts chains of capitalised words into known names and runs that may be names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from store.extraction.capitals import TIGHT, Chain, Gap
from store.extraction.gazetteer import Gazetteer, Known
from store.extraction.name_words import Flag
from store.model import EntityKind

BREAKS = Flag.TIME | Flag.FUNCTION
NOT_ALONE = Flag.ORDINARY | Flag.FUNCTION | Flag.TIME | Flag.ACRONYM
ALONE_NEVER = Flag.FUNCTION | Flag.TIME | Flag.ACRONYM | Flag.HONORIFIC | Flag.LEGAL | Flag.GROUP | Flag.DEMONYM
ENDS_ORGANISATION = Flag.HEAD | Flag.LEGAL | Flag.GROUP


ORGANISATIONS = (EntityKind.COMPANY, EntityKind.ORGANISATION)

LONGEST_DIVISION = 3
"""Parts up to which a company's name and more name a part of it: "Acme Capital Markets"."""


LONGEST_RUN = 12
"""Words and names that one run joins at most: keeps reading linear on text that is all capitals."""


class Hint(Enum):
    """What a run's own words say that it is."""

    NONE = "none"
    COMPANY = "company"
    ORGANISATION = "organisation"
    UNIT = "unit"
    PERSON = "person"
    PLACE = "place"
    PRODUCT = "product"
    OTHER = "other"


@dataclass(slots=True)
class Segment:
    """Words `first` up to `after` of a chain: a known name, or a run.

    `solid` is where a run begins without words that may be capitalised for their place only.  `titled` says
    that a person's title or honorific stands before it in the chain.  `inner` is what else the words may be, should
    they not be the name of something by themselves: "Acme India" is a place after a name.  `tail` are the characters of
    an "'s" that is part of the name.
    """

    chain: Chain
    first: int
    after: int
    known: Known | None = None
    hint: Hint = Hint.NONE
    solid: int = 0
    titled: bool = False
    honoured: bool = False
    inner: tuple[Segment, ...] = ()
    tail: int = 0

    @property
    def start(self) -> int:
        return self.chain[self.first].start

    @property
    def end(self) -> int:
        return self.chain[self.after - 1].end + self.tail


Atom = tuple[int, int, Known | None]


def cut_chain(chain: Chain, gazetteer: Gazetteer) -> Iterator[Segment]:
    """The names and runs of a chain, in order."""
    if len(chain) == 1 and chain[0].low not in gazetteer.reach:
        if not chain[0].flags & ALONE_NEVER:
            yield Segment(chain, 0, 1)
        return
    run: list[Atom] = []
    for atom in _atoms(chain, gazetteer):
        if run and (len(run) == LONGEST_RUN or not _joins(chain, run, atom)):
            yield from _read_run(chain, run)
            run = []
        run.append(atom)
    yield from _read_run(chain, run)


def _atoms(chain: Chain, gazetteer: Gazetteer) -> Iterator[Atom]:
    first = 0
    while first < len(chain):
        after, known = gazetteer.longest(chain, first) or (first + 1, None)
        yield first, after, known
        first = after


def _joins(chain: Chain, run: list[Atom], atom: Atom) -> bool:
    """Whether an atom goes on with the run before it."""
    word = chain[atom[0]]
    if word.gap in TIGHT:
        return True
    last = chain[run[-1][1] - 1]
    if word.gap is Gap.OF:
        return run[-1][2] is None and bool(last.flags & Flag.INSTITUTION)
    if word.gap is Gap.AND and run[-1][2] is None:
        return _joins_with_and(chain, run, atom)
    return False


def _joins_with_and(chain: Chain, run: list[Atom], atom: Atom) -> bool:
    """ "Department of Health and Human Services", "Synergy Metals and Mining Fund"; but not two companies."""
    if any(chain[place].gap is Gap.OF for place in range(run[0][0] + 1, run[-1][1])):
        return atom[2] is None and bool(chain[atom[0]].flags & (Flag.ORDINARY | Flag.HEAD))
    before, last = chain[run[-1][1] - 1], chain[_end_of_tight(chain, atom[0]) - 1]
    if before.flags & Flag.HEAD and not before.flags & Flag.WEAK_HEAD:
        return False
    ordinary = before.flags & Flag.ORDINARY and chain[atom[0]].flags & Flag.ORDINARY
    return len(run) > 1 and atom[2] is None and bool(ordinary and last.flags & Flag.HEAD)


def _end_of_tight(chain: Chain, place: int) -> int:
    place += 1
    while place < len(chain) and chain[place].gap in TIGHT:
        place += 1
    return place


def _read_run(chain: Chain, run: list[Atom]) -> Iterator[Segment]:
    """Split a run at what stands in no name, and say what the parts are."""
    titled = honoured = False
    part: list[Atom] = []
    whole = _ends_as_organisation(chain, run)
    for place, atom in enumerate(run):
        flags = 0 if atom[2] else chain[atom[0]].flags
        if (flags & BREAKS and not _is_surname(chain, part)) or (flags & Flag.ACRONYM and not whole):
            yield from _read_part(chain, part, titled, honoured)
            part, titled, honoured = [], False, False
        elif flags & Flag.HONORIFIC or (flags & Flag.TITLE and _is_title(chain, part, run, place)):
            yield from _read_part(chain, _without_titles(chain, part), titled, honoured)
            part, titled, honoured = [], True, bool(flags & Flag.HONORIFIC)
        else:
            part.append(atom)
    yield from _read_part(chain, part, titled, honoured)


def _is_surname(chain: Chain, part: list[Atom]) -> bool:
    """Whether what follows is a surname, even where it is a month: "Theresa May"."""
    return len(part) == 1 and not part[0][2] and bool(chain[part[0][0]].flags & Flag.GIVEN) and not chain[part[0][0]].flags & Flag.ORDINARY


def _ends_as_organisation(chain: Chain, run: list[Atom]) -> bool:
    return run[-1][2] is None and bool(chain[run[-1][0]].flags & ENDS_ORGANISATION) and len(run) > 1


def _is_title(chain: Chain, part: list[Atom], run: list[Atom], place: int) -> bool:
    """Whether a word that can end a title does so here: what follows isn't "Motors", "Group", "of"."""
    if place + 1 == len(run):
        return bool(part) and all(_is_title_word(chain, atom) for atom in part[-1:])
    follower = run[place + 1]
    return bool(follower[2]) or not chain[follower[0]].flags & (ENDS_ORGANISATION | Flag.INSTITUTION)


def _is_title_word(chain: Chain, atom: Atom) -> bool:
    return atom[2] is None and bool(chain[atom[0]].flags & (Flag.TITLE | Flag.TITLE_MODIFIER))


def _without_titles(chain: Chain, part: list[Atom]) -> list[Atom]:
    """ "Apple Senior Vice" (President) is Apple."""
    while part and _is_title_word(chain, part[-1]):
        part = part[:-1]
    return part


def _read_part(chain: Chain, part: list[Atom], titled: bool, honoured: bool) -> Iterator[Segment]:
    """The segments of a part that nothing breaks: one name, or names and what stands between them."""
    if not part:
        return
    first, after = part[0][0], part[-1][1]
    known = [atom for atom in part if atom[2]]
    if not known:
        yield _raw(chain, first, after, titled, honoured)
    elif len(part) == 1:
        yield _known(chain, first, after, known[0][2], titled, honoured)
    elif not part[-1][2] and chain[after - 1].flags & Flag.EVENT:
        yield Segment(chain, first, after, None, Hint.OTHER, first)
    elif (hint := _joint_hint(chain, part)) is not None:
        inner = tuple(_split_known(chain, part, titled, honoured))
        yield Segment(chain, first, after, None, hint, first, titled, honoured, inner)
    else:
        yield from _split_known(chain, part, titled, honoured)


def _joint_hint(chain: Chain, part: list[Atom]) -> Hint | None:
    """What known and unknown words may name together ("Intel Capital", "Michael Dell"), None where nothing."""
    opening, closing = part[0][2], part[-1][2]
    tail = 0 if closing else chain[part[-1][0]].flags
    named = [atom for atom in part if atom[2] or not chain[atom[0]].flags & (Flag.LEGAL | Flag.GROUP)]
    if named[-1] is not part[-1] and _kind(named[-1]) in ORGANISATIONS:
        return None
    if opening and _kind(part[0]) is not EntityKind.PLACE:
        return _hint_after_company(part, tail)
    if opening and chain[part[0][0]].flags & Flag.DEMONYM and not tail & Flag.HEAD:
        return None
    if tail & ENDS_ORGANISATION and not (opening and len(part) == 2 and tail & (Flag.WEAK_HEAD | Flag.GROUP)):
        return Hint.ORGANISATION
    if any(chain[atom[0]].gap is Gap.OF for atom in part[1:]):
        return Hint.ORGANISATION
    if opening and closing and len(part) == 2 and closing.ordinary:
        return Hint.NONE
    if closing and not opening and len(part) == 2:
        return _hint_before_known(chain, part)
    return None


def _kind(atom: Atom) -> EntityKind | None:
    return atom[2].entity.kind if atom[2] else None


def _hint_after_company(part: list[Atom], tail: int) -> Hint | None:
    if _kind(part[-1]) is EntityKind.PLACE:
        return Hint.UNIT if len(part) == 2 else None
    if len(part) == 2 and part[-1][2]:
        return Hint.COMPANY
    if tail & Flag.LEGAL or (tail & Flag.HEAD and not tail & Flag.WEAK_HEAD):
        return Hint.COMPANY
    return Hint.NONE if tail & Flag.HEAD and len(part) <= LONGEST_DIVISION else None


def _hint_before_known(chain: Chain, part: list[Atom]) -> Hint | None:
    """ "Michael Dell" is a person; "Acme India" may be a company."""
    first, _, _ = part[0]
    closing = part[-1][2]
    assert closing
    if closing.entity.kind is EntityKind.PLACE:
        return None if chain[first].flags & (NOT_ALONE | Flag.DEMONYM) else Hint.NONE
    is_given = chain[first].flags & Flag.GIVEN and not chain[first].flags & Flag.ORDINARY
    return Hint.PERSON if is_given and " " not in closing.written else None


def _split_known(chain: Chain, part: list[Atom], titled: bool, honoured: bool) -> Iterator[Segment]:
    """Known names one by one, with legal words taken in, and the runs before, between and after them."""
    place = 0
    while place < len(part):
        first, after, known = part[place]
        place += 1
        if known:
            while place < len(part) and not part[place][2] and chain[part[place][0]].flags & (Flag.LEGAL | Flag.GROUP):
                after = part[place][1]
                place += 1
            yield _known(chain, first, after, known, titled, honoured)
            titled = honoured = False
            continue
        while place < len(part) and not part[place][2]:
            after = part[place][1]
            place += 1
        after_known = first > part[0][0] and chain[first].gap in TIGHT
        segment = _raw(chain, first, after, titled, honoured)
        if after_known and segment.hint is Hint.NONE:
            segment.hint = Hint.PRODUCT
        yield segment


def _known(chain: Chain, first: int, after: int, known: Known | None, titled: bool, honoured: bool) -> Segment:
    assert known
    tail = len("'s") if known.written.endswith(("'s", "’s")) and chain[after - 1].owns else 0
    return Segment(chain, first, after, known, solid=first, titled=titled, honoured=honoured, tail=tail)


def _raw(chain: Chain, first: int, after: int, titled: bool, honoured: bool) -> Segment:
    solid = first
    hint = _hint(chain, first, after)
    shouted = after - first > 1 and chain[first].text.isupper()
    if chain[first].initial and not shouted and hint not in (Hint.COMPANY, Hint.ORGANISATION):
        while solid < after and chain[solid].flags & NOT_ALONE:
            solid += 1
    return Segment(chain, first, after, None, hint, solid, titled, honoured)


def _hint(chain: Chain, first: int, after: int) -> Hint:
    flags = chain[after - 1].flags
    if after - first < 2:
        return Hint.NONE
    if flags & Flag.LEGAL:
        return Hint.COMPANY
    if any(chain[place].gap in (Gap.OF, Gap.AND) for place in range(first + 1, after)):
        return Hint.ORGANISATION
    if all(chain[place].flags & Flag.ORDINARY for place in range(first, after)):
        return Hint.ORGANISATION if flags & Flag.OFFICE and not chain[first].initial else Hint.NONE
    if (flags & Flag.HEAD and not flags & Flag.WEAK_HEAD) or flags & Flag.GROUP:
        return Hint.COMPANY
    if flags & (Flag.EVENT | Flag.LAW):
        return Hint.OTHER
    if flags & Flag.PLACE:
        return Hint.PLACE
    if flags & Flag.PRODUCT:
        return Hint.PRODUCT
    return Hint.NONE
