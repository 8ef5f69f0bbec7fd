"""Cuts chains of capitalised words into known names and runs that may be names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.extraction.naming.capitals import TIGHT, Chain, Gap, fold
from store.extraction.naming.gazetteer import Gazetteer, Known, written
from store.extraction.naming.joints import (
    COMPANY_WORDS,
    ENDS_ORGANISATION,
    EPITHETS,
    NOT_ALONE,
    PAIR,
    Atom,
    is_strong_head,
    joint_hint,
    kind_of,
)
from store.extraction.naming.name_words import Flag, NameWords
from store.extraction.naming.segments import Hint, Respect, Segment
from store.model import EntityKind

BREAKS = Flag.TIME | Flag.FUNCTION
SPECIAL = BREAKS | Flag.ACRONYM | Flag.HONORIFIC | Flag.TITLE
NEVER_ALONE = Flag.FUNCTION | Flag.TIME | Flag.ACRONYM | Flag.HONORIFIC | Flag.LEGAL | Flag.GROUP | Flag.DEMONYM

OTHER_ENDINGS = (
    (Flag.EVENT | Flag.LAW, Hint.OTHER),
    (Flag.PLACE, Hint.PLACE),
    (Flag.PRODUCT, Hint.PRODUCT),
)
LONGEST_RUN = 12
"""Words and names that one run joins at most: keeps reading linear on text that is all capitals."""


_FIRM_OF_PLACE = re.compile(
    r"(?<![\w&’'-])(?:The\s)?((?:[A-Z][\w&’'-]{0,30}+\s){1,4}of(?:\s[A-Z]\w{0,30}+){1,2}),?\s([A-Z]\w{1,11}+)"
)
"""As in "Motor Parts of America, Inc"."""


def find_firms(text: str, words: NameWords) -> frozenset[str]:
    """Companies that a text names in full "of" somewhere, in look-up form: elsewhere the place would be one.

    >>> known = NameWords({"inc": Flag.LEGAL})
    >>> sorted(find_firms("Motor Parts of America, Inc. grew. Motor Parts of America said so.", known))
    ['motor parts of america']
    """
    found = _FIRM_OF_PLACE.finditer(text) if " of " in text else ()
    return frozenset(fold(firm[1]) for firm in found if words.flags.get(firm[2].lower(), 0) & Flag.LEGAL)


def cut_chain(chain: Chain, gazetteer: Gazetteer, firms: frozenset[str] = frozenset()) -> list[Segment]:
    """The names and runs of a chain, in order; `firms` are companies with "of" in their names."""
    if len(chain) == 1:
        return _cut_word(chain, gazetteer)
    whole = gazetteer.longest(chain, 0)
    if whole and whole[0] == len(chain):
        return [_known(chain, 0, len(chain), whole[1], Respect.NONE)]
    if not whole and _is_simple(chain, gazetteer):
        return _cut_raw(chain, 0, len(chain), Respect.NONE)
    segments: list[Segment] = []
    run: list[Atom] = []
    for atom in _atoms(chain, gazetteer):
        if run and (len(run) == LONGEST_RUN or not _joins(chain, run, atom, firms)):
            segments += _read_run(chain, run)
            run = []
        run.append(atom)
    segments += _read_run(chain, run)
    return segments


def _is_simple(chain: Chain, gazetteer: Gazetteer) -> bool:
    """Whether a chain is one run of unknown words: most are, and this is quicker to see than all that might be."""
    if len(chain) > LONGEST_RUN:
        return False
    reach = gazetteer.reach
    return not any(word.flags & SPECIAL or word.gap > Gap.PARTICLE or word.low in reach for word in chain)


def _cut_raw(chain: Chain, first: int, after: int, respect: int) -> list[Segment]:
    """A run of unknown words; a person at its end is apart: "Physician Services Jane Doe"."""
    person = _person_in(chain, first, after)
    if person == first:
        return [_raw(chain, first, after, respect)]
    return [_raw(chain, first, person, respect), _raw(chain, person, after, Respect.NONE)]


def _cut_word(chain: Chain, gazetteer: Gazetteer) -> list[Segment]:
    """What a word that stands alone may name; most of those that open a sentence, nothing."""
    if known := gazetteer.single(chain[0]):
        return [_known(chain, 0, 1, known, Respect.NONE)]
    flags = chain[0].flags
    is_nothing = flags & NEVER_ALONE or (chain[0].initial and flags & NOT_ALONE)
    return [] if is_nothing else [Segment(chain, 0, 1)]


def _atoms(chain: Chain, gazetteer: Gazetteer) -> Iterator[Atom]:
    first = 0
    follows_name = False
    while first < len(chain):
        after, known = gazetteer.longest(chain, first) or (first + 1, None)
        if known and known.ordinary and follows_name and after == first + 1 and chain[first].gap == Gap.SPACE:
            known = None  # "Kitaab Box" is no Box
        follows_name = known is None and not chain[first].flags & (NOT_ALONE | EPITHETS)
        yield first, after, known
        first = after


def _joins(chain: Chain, run: list[Atom], atom: Atom, firms: frozenset[str]) -> bool:
    """Whether an atom goes on with the run before it."""
    gap = chain[atom[0]].gap
    if gap in TIGHT:
        return True
    if run[-1][2]:
        return False
    flags = chain[run[-1][0]].flags
    if gap == Gap.OF:
        is_firm = flags & Flag.HEAD or fold(written(chain, run[0][0], atom[1])) in firms
        return bool(flags & Flag.INSTITUTION or (is_firm and kind_of(atom) is EntityKind.PLACE))
    return gap == Gap.AND and not atom[2] and _joins_with_and(chain, run, atom[0])


def _joins_with_and(chain: Chain, run: list[Atom], place: int) -> bool:
    """Whether "and" stands within one name: "Office of Trade and Industry", "Acme Metals and Mining Fund"."""
    word = chain[place]
    if any(chain[index].gap == Gap.OF for index in range(run[0][0] + 1, run[-1][1])):
        return bool(word.flags & (Flag.ORDINARY | Flag.HEAD))
    before = chain[run[-1][0]].flags
    if len(run) < PAIR or is_strong_head(before) or not before & word.flags & Flag.ORDINARY:
        return False
    while place + 1 < len(chain) and chain[place + 1].gap in TIGHT:
        place += 1
    return bool(chain[place].flags & Flag.HEAD)


def _read_run(chain: Chain, run: list[Atom]) -> list[Segment]:
    """Split a run at what stands in no name, and say what the parts are."""
    segments: list[Segment] = []
    respect = Respect.NONE
    part: list[Atom] = []
    is_whole = _is_organisation(chain, run)
    for place, atom in enumerate(run):
        flags = 0 if atom[2] or _is_middle_initial(chain, part, run, place) else chain[atom[0]].flags
        if flags & Flag.CLOSER and part and place + 1 == len(run):
            part.append(atom)
        elif _breaks(chain, part, atom, flags, is_whole=is_whole):
            segments += _read_part(chain, part, respect)
            part, respect = [], Respect.NONE
        elif _is_respect(chain, part, run, place, flags):
            segments += _read_part(chain, _without_titles(chain, part), respect)
            part, respect = [], Respect.HONORIFIC if flags & Flag.HONORIFIC else Respect.TITLE
        else:
            part.append(atom)
    segments += _read_part(chain, part, respect)
    return segments


def _is_organisation(chain: Chain, run: list[Atom]) -> bool:
    """Whether a run as a whole ends as organisations do."""
    return len(run) > 1 and not run[-1][2] and bool(chain[run[-1][0]].flags & ENDS_ORGANISATION)


def _is_respect(chain: Chain, part: list[Atom], run: list[Atom], place: int, flags: int) -> bool:
    """Whether a word says what the name behind it is called by: "Mr", "General"."""
    if flags & Flag.HONORIFIC and not _is_organisation(chain, run):
        return True
    return bool(flags & Flag.TITLE) and _is_title(chain, part, run, place)


def _breaks(chain: Chain, part: list[Atom], atom: Atom, flags: int, *, is_whole: bool) -> bool:
    """Whether a word stands in no name: a small word does where it is a capital's doing ("Beyond Acme Ventures")."""
    if flags & Flag.ACRONYM:
        return not is_whole
    if not flags & BREAKS or _awaits_surname(chain, part):
        return False
    return not (is_whole and flags & Flag.FUNCTION and not part and not chain[atom[0]].initial)


def _is_middle_initial(chain: Chain, part: list[Atom], run: list[Atom], place: int) -> bool:
    return bool(part) and place + 1 < len(run) and len(chain[run[place][0]].text) == 1


def _awaits_surname(chain: Chain, part: list[Atom]) -> bool:
    """Whether a given name stands alone, so that even a month may follow: "Theresa May"."""
    flags = chain[part[0][0]].flags if len(part) == 1 and not part[0][2] else 0
    return bool(flags & Flag.GIVEN) and not flags & Flag.ORDINARY


def _is_title(chain: Chain, part: list[Atom], run: list[Atom], place: int) -> bool:
    """Whether a word that can end a title does so here: what follows isn't "Motors", "Group" or "of"."""
    if _is_organisation(chain, run) and all(
        not after[2] and chain[after[0]].flags & Flag.ORDINARY for after in run[place + 1 : -1]
    ):
        return False  # "General Workers Union"
    if "-" in chain[run[place][0]].low:
        return True  # "Acme Co-Founder"
    if place + 1 == len(run):
        return bool(part) and _is_title_word(chain, part[-1])
    follower = run[place + 1]
    return bool(follower[2]) or not chain[follower[0]].flags & (ENDS_ORGANISATION | Flag.INSTITUTION)


def _is_title_word(chain: Chain, atom: Atom) -> bool:
    return not atom[2] and bool(chain[atom[0]].flags & (Flag.TITLE | Flag.TITLE_MODIFIER))


def _without_titles(chain: Chain, part: list[Atom]) -> list[Atom]:
    """What is left of "Acme Senior Vice" before "President"."""
    while part and _is_title_word(chain, part[-1]):
        part = part[:-1]
    return part


def _read_part(chain: Chain, part: list[Atom], respect: int) -> list[Segment]:
    """The segments of a part that nothing breaks: one name, or names and what stands between them."""
    if not part:
        return []
    first, after = part[0][0], part[-1][1]
    if not any(atom[2] for atom in part):
        return _cut_raw(chain, first, after, respect)
    if len(part) == 1 and part[0][2]:
        if respect == Respect.HONORIFIC and after - first == 1:
            return _cut_raw(chain, first, after, respect)  # "Mr McDonald's plan"
        return [_known(chain, first, after, part[0][2], respect)]
    if not part[-1][2] and chain[after - 1].flags & Flag.EVENT:
        return [Segment(chain, first, after, None, Hint.OTHER, first)]
    inner = _split_known(chain, part, respect)
    hint = joint_hint(chain, part)
    return inner if hint is None else [Segment(chain, first, after, None, hint, first, respect, 0, tuple(inner))]


def _person_in(chain: Chain, first: int, after: int) -> int:
    """Where a person's name begins after ordinary words in capitals: "Physician Services Jane Doe"."""
    place = after - PAIR
    is_person = (
        place > first
        and chain[place].flags & Flag.GIVEN
        and not (chain[place].flags | chain[after - 1].flags) & (Flag.ORDINARY | Flag.HEAD)
        and chain[place - 1].flags & (Flag.ORDINARY | Flag.HEAD)
        and chain[place].gap == Gap.SPACE
    )
    return place if is_person else first


def _split_known(chain: Chain, part: list[Atom], respect: int) -> list[Segment]:
    """Known names one by one, with legal words taken in, and the runs before, between and after them."""
    segments: list[Segment] = []
    place = 0
    while place < len(part):
        first, after, known = part[place]
        place += 1
        while place < len(part) and not part[place][2] and (not known or chain[part[place][0]].flags & COMPANY_WORDS):
            after = part[place][1]
            place += 1
        if known:
            segments.append(_known(chain, first, after, known, respect))
            respect = Respect.NONE
            continue
        run = _raw(chain, first, after, respect)
        if segments and run.hint == Hint.NONE and chain[first].gap in TIGHT:
            run.hint = Hint.PRODUCT
        segments.append(run)
    return segments


def _known(chain: Chain, first: int, after: int, known: Known, respect: int) -> Segment:
    tail = len("'s") if chain[after - 1].owns and known.written.endswith(("'s", "’s")) else 0
    return Segment(chain, first, after, known, solid=first, respect=respect, tail=tail)


def _raw(chain: Chain, first: int, after: int, respect: int) -> Segment:
    solid = first
    hint = _hint(chain, first, after) if after - first > 1 else Hint.NONE
    is_shouted = after - first > 1 and chain[first].text.isupper()
    if chain[first].initial and not is_shouted and hint not in (Hint.COMPANY, Hint.ORGANISATION):
        while solid < after and chain[solid].flags & EPITHETS:
            solid += 1
    return Segment(chain, first, after, None, hint, solid, respect)


def _hint(chain: Chain, first: int, after: int) -> str:
    """What several words say by themselves, mostly the last."""
    flags = chain[after - 1].flags
    if flags & Flag.LEGAL:
        return Hint.COMPANY
    if any(chain[place].gap in (Gap.OF, Gap.AND) for place in range(first + 1, after)):
        return Hint.ORGANISATION
    if flags & Flag.OFFICE and not chain[first].initial:
        return Hint.ORGANISATION
    if all(chain[place].flags & Flag.ORDINARY for place in range(first, after)):
        return Hint.NONE
    if is_strong_head(flags) or flags & Flag.GROUP:
        return Hint.COMPANY
    kinds = () if flags & Flag.WEAK_HEAD else OTHER_ENDINGS
    return next((hint for kind, hint in kinds if flags & kind), Hint.NONE)
