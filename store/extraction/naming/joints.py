"""What known and unknown words that stand together name: "Intel Capital", "Michael Dell", "Acme India"."""

from __future__ import annotations

from store.extraction.naming.capitals import Chain, Gap, Word
from store.extraction.naming.gazetteer import Known
from store.extraction.naming.name_words import Flag
from store.extraction.naming.segments import ORGANISATIONS, Hint
from store.model import EntityKind

NOT_ALONE = Flag.ORDINARY | Flag.FUNCTION | Flag.TIME | Flag.ACRONYM
EPITHETS = Flag.FUNCTION | Flag.TIME | Flag.ACRONYM | Flag.DESCRIPTOR | Flag.DEMONYM | Flag.TITLE | Flag.EPITHET
"""Words that open a sentence before a name and are no part of it: "Rival Acme"."""
COMPANY_WORDS = Flag.LEGAL | Flag.GROUP
ENDS_ORGANISATION = Flag.HEAD | COMPANY_WORDS

PAIR = 2
LONGEST_DIVISION = 3
"""Parts up to which a company's name and more name a part of it: "Acme Capital Markets"."""

Atom = tuple[int, int, Known | None]
"""A known name or a single word: where it begins and ends in its chain."""


def joint_hint(chain: Chain, part: list[Atom]) -> str | None:
    """What known and unknown words may name together ("Intel Capital", "Michael Dell"), None where nothing."""
    tail = 0 if part[-1][2] else chain[part[-1][0]].flags
    if _is_given(chain, part):
        return Hint.PERSON
    if tail & COMPANY_WORDS and _is_borrowed(chain, part):
        return Hint.COMPANY
    return _joint_hint_of_names(chain, part, tail)


def _joint_hint_of_names(chain: Chain, part: list[Atom], tail: int) -> str | None:
    """The same where the known word is a name, and none that only sounds like one."""
    opening, closing = part[0][2], part[-1][2]
    named = [atom for atom in part if atom[2] or not chain[atom[0]].flags & COMPANY_WORDS]
    if not named or (named[-1] is not part[-1] and kind_of(named[-1]) in ORGANISATIONS):
        return None
    if opening and opening.entity.kind is not EntityKind.PLACE:
        return _hint_after_company(part, tail)
    if opening:
        return _hint_after_place(chain, part, tail)
    if tail & ENDS_ORGANISATION or any(chain[atom[0]].gap == Gap.OF for atom in part[1:]):
        return Hint.ORGANISATION
    if len(part) > PAIR and kind_of(part[-1]) is EntityKind.PLACE and _is_company_before(chain, part):
        return Hint.COMPANY
    return _hint_before_known(chain[part[0][0]], closing) if closing and len(part) == PAIR else None


def _is_given(chain: Chain, part: list[Atom]) -> bool:
    """Whether a name that companies and people go by stands before a surname: "Dana Doe"."""
    first = chain[part[0][0]]
    if len(part) != PAIR or part[0][1] - part[0][0] > 1 or not part[0][2] or part[1][2]:
        return False
    return bool(first.flags & Flag.GIVEN) and not chain[part[1][0]].flags & (ENDS_ORGANISATION | Flag.ORDINARY)


def _is_borrowed(chain: Chain, part: list[Atom]) -> bool:
    """Whether a known word is but a part of a longer name that no list has: "Oakhurst Valve Co."."""
    known = [(place, atom[2].written) for place, atom in enumerate(part) if atom[2]]
    place, name = known[0]
    if len(known) > 1 or not place or " " in name:
        return False
    return not any(chain[atom[0]].flags & (Flag.ORDINARY | EPITHETS) for atom in part[:place])


def _is_company_before(chain: Chain, part: list[Atom]) -> bool:
    """Whether the words before the last atom name a company by themselves: "Acme Partners India"."""
    before = part[-2]
    return not before[2] and is_strong_head(chain[before[0]].flags) and not any(atom[2] for atom in part[:-1])


def kind_of(atom: Atom) -> EntityKind | None:
    return atom[2].entity.kind if atom[2] else None


def _hint_after_company(part: list[Atom], tail: int) -> str | None:
    """What "Acme India", "Acme Capital" and "Acme Capital Markets" are."""
    if kind_of(part[-1]) is EntityKind.PLACE:
        return Hint.UNIT if len(part) == PAIR else None
    if EntityKind.PRODUCT in map(kind_of, part):
        return Hint.PRODUCT
    if (len(part) == PAIR and part[-1][2]) or tail & Flag.LEGAL or is_strong_head(tail):
        return Hint.COMPANY
    return Hint.NONE if tail & Flag.HEAD and len(part) <= LONGEST_DIVISION else None


def _hint_after_place(chain: Chain, part: list[Atom], tail: int) -> str | None:
    """What "Bombay High Court" and "Manchester United" are; "US Energy" and "Tokyo Group" say too little."""
    closing = part[-1][2]
    if closing:
        return Hint.NONE if len(part) == PAIR and closing.ordinary else None
    if chain[part[0][0]].flags & Flag.DEMONYM and not tail & Flag.HEAD:
        return None
    is_little = len(part) == PAIR and tail & (Flag.WEAK_HEAD | Flag.GROUP)
    is_named = tail & ENDS_ORGANISATION or any(chain[atom[0]].gap == Gap.OF for atom in part[1:])
    if is_named and not is_little:
        return Hint.ORGANISATION
    return Hint.NONE if len(part) == PAIR and not tail & (NOT_ALONE | Flag.DEMONYM | ENDS_ORGANISATION) else None


def _hint_before_known(first: Word, closing: Known) -> str | None:
    """What "Michael Dell" is, a person; and "Acme India", perhaps a company."""
    if closing.entity.kind is EntityKind.PLACE:
        return None if first.flags & (NOT_ALONE | Flag.DEMONYM) else Hint.NONE
    is_given = first.flags & Flag.GIVEN and not (first.initial and first.flags & Flag.ORDINARY)  # "Bill", but no bill
    return Hint.PERSON if is_given and " " not in closing.written else None


def is_strong_head(flags: int) -> bool:
    return bool(flags & Flag.HEAD) and not flags & Flag.WEAK_HEAD
