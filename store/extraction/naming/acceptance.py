"""Decides what the names of a document are, and by which words each is recognised from then on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from store.extraction.naming.capitals import Gap, fold
from store.extraction.naming.contexts import weigh_context
from store.extraction.naming.gazetteer import Known, written
from store.extraction.naming.lines import Line
from store.extraction.naming.name_words import Flag
from store.extraction.naming.register import Register, spell, squeeze
from store.extraction.naming.segments import FAIR, STRONG, Hint, Segment, Tally
from store.model import Entity, EntityKind

KINDS = {Hint.COMPANY: EntityKind.COMPANY, Hint.PRODUCT: EntityKind.PRODUCT, Hint.PLACE: EntityKind.PLACE}
LIST_JOINT = re.compile(r", (?:and )?| and | or ")
BRACKET_OPENERS = (" (", ". (", ".* (", "* (")
MODEL = re.compile(r"\s\d{1,2}(?!\s?(?:%|per|million|billion|trillion))(?![\d.,]*\d)\b")
"""What stands behind a thing rather than behind a company: "the Quest 3"."""
IN_BRACKETS = re.compile(
    r"""
    \.?\*?\ \(
    (?: (?:[A-Z][\w ]{1,14}:\ ?)? (?P<letters>[A-Z][\w&-]{0,8}[A-Z])(?:\.[A-Z]{1,3})? [):;,]   # (NYSE: ACM)
      | (?:the\ )?["“](?P<words>[A-Z][\w& ]{1,30})["”] )                                      # (the “Company”)
    """,
    re.VERBOSE,
)
"""A ticker, an acronym or a word that stands for the name before it from here on."""

COUNTED = re.compile(r"(?<![\d,.])(?!(?:19|20)\d\d\s)\d+(?:[.,]\d+)*\s\Z")
COUNTED_REACH = 14

PEERS = frozenset(("lord", "lady", "baroness", "viscount"))

EASTERN_LENGTH = 2
"""Words of a name that begins with the surname: "Xi Jinping"."""


def accept_names(register: Register) -> None:
    """Fill `register.accepted` and the forms."""
    _accept_known(register)
    _accept_people(register)
    _accept_things(register)
    _accept_short_forms(register)


def _accept_known(register: Register) -> None:
    """Take the names of the vocabulary, those that are everyday words only where they can't be that."""
    doubtful: list[tuple[Segment, Known]] = []
    for segment, known in _known_segments(register):
        if known.ordinary and (
            segment.chain[segment.first].initial
            or _is_second(segment)
            or register.lines.kind_at(segment.start) == Line.HEADLINE
        ):
            doubtful.append((segment, known))
        else:
            register.accept(known.entity, segment)
    for segment, known in doubtful:
        if known.entity.name not in register.accepted:
            tally = Tally()
            weigh_context(register.text, segment, register.words, tally)
            told = tally.place if known.entity.kind is EntityKind.PLACE else tally.company
            if told >= FAIR or _opens_list(register, segment):
                register.accept(known.entity, segment)


def _is_second(segment: Segment) -> bool:
    """Whether another word in capitals stands right before it: "Mobile" in "Acme Mobile"."""
    return segment.first > 0 and segment.chain[segment.first].gap == Gap.SPACE


def _known_segments(register: Register) -> Iterator[tuple[Segment, Known]]:
    for segment in register.segments:
        if segment.known:
            yield segment, segment.known
        is_person = segment.tally is not None and segment.tally.verdict == Hint.PERSON
        for inner in () if is_person else segment.inner:
            if inner.known:
                yield inner, inner.known


def _opens_list(register: Register, segment: Segment) -> bool:
    """Whether the name opens a list that goes on with a company: "Gap and Acme reported"."""
    joint = LIST_JOINT.match(register.text, segment.end)
    if not joint:
        return False
    index = bisect_left(register.segments, joint.end(), key=lambda other: other.start)
    return any(other.start == joint.end() and other.is_company() for other in register.segments[index : index + 1])


def _accept_people(register: Register) -> None:
    """Take the people before all else unknown, since a surname alone may look like a company."""
    openings = {key.rpartition(" ")[0] for key, tally in register.tallies.items() if tally.verdict == Hint.COMPANY}
    for key, tally in register.tallies.items():
        if key in openings and tally.verdict == Hint.PERSON:
            tally.verdict = Hint.COMPANY  # "Parag Milk" beside "Parag Milk Foods"
        if tally.verdict == Hint.PERSON and key not in register.forms and len(tally.segments[0].words) > 1:
            _accept_person(register, key, tally.segments[0])
    for key, tally in register.tallies.items():
        if tally.verdict == Hint.PERSON and key not in register.forms and key not in register.short_forms:
            _accept_peer(register, key, tally.segments)


def _accept_person(register: Register, key: str, segment: Segment) -> None:
    """Take a full name, and the surname by which its owner is called afterwards; of two owners, the first."""
    words = segment.words
    name = spell(register.text, segment)
    register.accept(Entity(name, EntityKind.PERSON), segment)
    register.forms[key] = name
    is_surname_first = words[0].flags & Flag.SURNAME_FIRST and not words[0].flags & Flag.GIVEN
    surname = words[0] if is_surname_first and len(words) == EASTERN_LENGTH else words[-1]
    if not surname.flags & (Flag.ORDINARY | Flag.FUNCTION):
        register.short_forms.setdefault(surname.low, name)
        if segment.inner:
            register.forms[surname.low] = name  # "Kent", who is no county here
    if words[-1].gap == Gap.PARTICLE:
        register.forms.setdefault(words[-1].joint.lstrip() + words[-1].low, name)


def _accept_peer(register: Register, key: str, segments: list[Segment]) -> None:
    """Take "Lord Browne" and the like: of these the title is the first name."""
    for segment in segments:
        title = segment.chain[segment.first - 1] if segment.first else None
        if title and title.low in PEERS and len(segment.words) == 1:
            name = f"{title.text} {spell(register.text, segment)}"
            register.accept(Entity(name, EntityKind.PERSON), segment)
            register.forms[key] = name
            return


def _accept_things(register: Register) -> None:
    """Take companies and products, longer names before those that may be short for them."""
    several = sorted((key for key in register.tallies if " " in key), key=lambda key: -key.count(" "))
    single = [key for key in register.tallies if " " not in key]
    for keys in (several, single):
        for key in keys:
            _accept_thing(register, key, register.tallies[key])
        _accept_brackets(register)


def _accept_thing(register: Register, key: str, tally: Tally) -> None:
    winner = tally.verdict
    if winner not in KINDS or key in register.forms or key in register.short_forms:
        return
    segment = tally.segments[0]
    if sum(bool(COUNTED.search(register.text, each.start - COUNTED_REACH, each.start)) for each in tally.segments) > 1:
        return  # "13 LLPD … 20 LLPD": what is counted, in short
    owner = register.squeezed.get(squeeze(key)) or _spelled_out(register, segment)
    if not owner and segment.hint != Hint.UNIT:
        owner = register.owner_of(key, segment)
    if owner:
        (register.forms if " " in key else register.short_forms)[key] = owner
        return
    known = register.gazetteer.openers.get(key) if winner == Hint.COMPANY else None
    if known and any(MODEL.match(register.text, each.end) for each in tally.segments):
        known, winner = None, Hint.PRODUCT
    entity = known or Entity(spell(register.text, segment), _kind(register, key, segment, winner))
    register.accept(entity, segment)
    for form in (key, fold(written(segment.chain, segment.solid, segment.after))):
        register.forms.setdefault(form, entity.name)


def _spelled_out(register: Register, segment: Segment) -> str | None:
    """The organisation that capital letters are the initials of: "BA" beside "British Airways"."""
    word = segment.chain[segment.solid].text
    is_short = segment.after - segment.solid == 1 and word.isupper() and len(word) > 1
    return (register.initials.get(word) if is_short else None) or None


def _kind(register: Register, key: str, segment: Segment, winner: str) -> EntityKind:
    """What a name stands for; a company's name and another word, "Acme Bike", are mostly what it sells."""
    if winner != Hint.COMPANY or segment.hint != Hint.NONE:
        return (
            EntityKind.ORGANISATION if winner == Hint.COMPANY and segment.hint == Hint.ORGANISATION else KINDS[winner]
        )
    opening = register.tallies.get(key.partition(" ")[0]) if " " in key and not segment.inner else None
    is_told = register.tallies[key].company > STRONG or register.tallies[key].acts
    is_sold = (
        not is_told
        and opening
        and opening.verdict == Hint.COMPANY
        and not segment.chain[segment.after - 1].flags & Flag.HEAD
    )
    return EntityKind.PRODUCT if is_sold else EntityKind.COMPANY


def _accept_short_forms(register: Register) -> None:
    """Let "Buckle" be the Buckle Group, once that has been named."""
    for segment in register.segments:
        if segment.known or segment.solid >= segment.after:
            continue
        key = segment.chain[segment.solid].low
        if key not in register.short_forms and (owner := register.owner_of(key, segment)):
            register.short_forms[key] = owner


def _accept_brackets(register: Register) -> None:
    """Let "WAIC" and "ACM" be what they stand in brackets behind: "Acme Corp. (NYSE: ACM)"."""
    text = register.text
    for segment in register.segments if " (" in text else ():
        end = segment.end
        if not text.startswith(BRACKET_OPENERS, end):
            continue
        if (found := IN_BRACKETS.match(text, end)) and (name := register.name_of(segment)):
            register.forms.setdefault(fold(found["letters"] or found["words"]), name)
