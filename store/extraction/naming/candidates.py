"""Gathers the signs for every unknown run of a document: by form, by context, by repetition, by lists."""

from __future__ import annotations

import re
from itertools import pairwise

from store.extraction.naming.contexts import is_followed_by_role, weigh_context
from store.extraction.naming.joints import NOT_ALONE
from store.extraction.naming.lines import Line
from store.extraction.naming.name_words import Flag
from store.extraction.naming.register import Register, key_of_segment
from store.extraction.naming.segments import FAINT, FAIR, STRONG, Hint, Segment, Tally
from store.extraction.naming.signs import SHORTEST, person_form, weigh_form
from store.extraction.reading import opens_item
from store.model import EntityKind

PLAIN = Flag.ORDINARY | Flag.DEMONYM | Flag.ACRONYM
NO_NAME = NOT_ALONE | Flag.DEMONYM | Flag.LEGAL | Flag.GROUP | Flag.TITLE
NO_NAME_WITHIN = NO_NAME & ~Flag.ORDINARY
CLEAR = (Hint.COMPANY, Hint.ORGANISATION, Hint.UNIT, Hint.PERSON)

COMMON_ENDING = re.compile(
    r"(?:ing|ed|ly|tions?|ments?|ness|ities|ity|isms?|ists?|ous|able|ible|ful|less|ances?|ences?|ers|ors|ies|ages?|ships?|wide)$"
)
"""How ordinary words end: a word that begins a sentence, and ends so, is no name unless something else says so."""

LONGEST_PLAIN = 3
"""Ordinary words in capitals up to which they may be a name within a sentence: "Silver Lake"."""

NEARBY = 4000
"""Characters around a word in which it is looked for without its capital."""

SEVERAL = 2
"""Times that a word which does not open a sentence is without its capital, where it is no name."""

PLURAL = re.compile(r"[^suiao]s\Z")
ACTING, OFTEN_ACTING = 2, 4
"""What a single word's verbs must weigh that only opens sentences; more where it looks like the plural of a noun."""

OFTEN = 3
"""Mentions from which repetition itself speaks for a name."""

JOINT = re.compile(r"(?:\ \([^()\n]{1,50}\))? (?:,\ (?:and\ )? | \ (?:and|or|&)\ | /|;\ ) \Z", re.VERBOSE)
"""What stands between two names of one list, notes in brackets after the first included."""

LONGEST_JOINT = 60

ITEM_OPENING = 120
"""Characters in which an item of a list names again whom it is about."""

NAME_WORDS = 2
"""Words of a person's name that is told by its neighbour."""


def weigh_candidates(register: Register) -> None:
    """Fill `register.tallies`."""
    _weigh_segments(register)
    _weigh_priors(register)
    _weigh_lists(register)
    for tally in register.tallies.values():
        tally.verdict = tally.winner()


def _weigh_segments(register: Register) -> None:
    for segment in register.segments:
        if segment.known:
            continue
        _keep_epithet(register.text, segment)
        if not _may_be_name(register, segment):
            continue
        if _is_everyday_here(register, segment):
            continue
        key = key_of_segment(segment)
        if key in register.words.boards:
            continue
        tally = register.tallies.get(key)
        if tally is None:
            tally = register.tallies[key] = _begin(register, segment, key)
        if not tally.is_plain():
            weigh_context(register.text, segment, register.words, tally)
        tally.segments.append(segment)
        tally.firm += not segment.chain[segment.solid].initial
        segment.tally = tally


def _keep_epithet(text: str, segment: Segment) -> None:
    """Let "National Instruments" be whole where the text has no "Instruments" without the word before it."""
    if not segment.first < segment.solid < segment.after:
        return
    rest, whole = (text[segment.chain[place].start : segment.end] for place in (segment.solid, segment.first))
    if 1 < text.count(whole) == text.count(rest):
        segment.solid = segment.first


def _is_everyday_here(register: Register, segment: Segment) -> bool:
    """Whether the text has it without its capital, too: "Glasses", of which others are glasses."""
    word = segment.chain[segment.solid]
    if segment.after - segment.solid > 1:
        return False
    is_doubtful = word.initial or word.flags & Flag.ORDINARY
    around = max(0, word.start - NEARBY), word.start + NEARBY
    return register.text.count(f" {word.low}{'' if is_doubtful else ' '}", *around) >= (1 if is_doubtful else SEVERAL)


def _begin(register: Register, segment: Segment, key: str) -> Tally:
    tally = weigh_form(segment, register.words)
    if _opens_item(register.text, segment):
        tally.company += STRONG
    elif segment.hint == Hint.NONE and _is_ordinary(segment):
        tally.company += _weight_of_ordinary(register, segment, key)
    if key in register.gazetteer.openers:
        tally.company += FAINT
    return tally


def _may_be_name(register: Register, segment: Segment) -> bool:
    """Whether an unknown run is worth a look: no ordinary words, no credit, no headline (but for clear names)."""
    is_lettered = segment.after - segment.solid == 1 and segment.chain[segment.solid].low in register.words.lettered
    if _opens_item(register.text, segment):
        return True
    if segment.solid >= segment.after or is_lettered or (segment.hint not in CLEAR and _is_plain(segment)):
        return False
    line = register.lines.kind_at(segment.start)
    if not line:
        return True
    if line == Line.CREDIT:
        return False
    is_firm = line == Line.HEADLINE and segment.chain[segment.after - 1].flags & Flag.LEGAL
    if is_firm or is_followed_by_role(register.text, segment.end, register.words):
        return True
    return line == Line.HEADLINE and person_form(segment, register.words) >= STRONG


def _opens_item(text: str, segment: Segment) -> bool:
    """Whether a name heads an item of a list, and opens it again: "Range Goods — Range Goods jumped 5%"."""
    start, end = segment.start, segment.end
    if segment.after - segment.first == 1 or not opens_item(text, end) or (start and text[start - 1] != "\n"):
        return False
    return text.find(text[start:end], end, end + ITEM_OPENING) > 0


def _is_plain(segment: Segment) -> bool:
    """Whether a run is a single word that can't be a name, or ordinary words where anything is capitalised."""
    word = segment.chain[segment.solid]
    if segment.after - segment.solid == 1 and segment.hint != Hint.PRODUCT:
        return bool(word.flags & (NO_NAME if word.initial else NO_NAME_WITHIN)) or len(word.text) == 1
    words = segment.words
    is_long = len(words) > LONGEST_PLAIN and not words[-1].flags & Flag.HEAD
    if segment.hint == Hint.PRODUCT or word.initial or is_long:
        return _is_ordinary(segment)
    return all(word.flags & Flag.DEMONYM for word in words)


def _is_ordinary(segment: Segment) -> bool:
    return all(word.flags & PLAIN for word in segment.words)


def _weight_of_ordinary(register: Register, segment: Segment, key: str) -> int:
    """What ordinary words in capitals are worth: little, but for "Acme"-less names like "Engineering Capital"."""
    words = segment.words
    start = words[0].start
    if key in register.words.generic or register.text[max(0, start - 3) : start].lower().endswith((" a ", "an ")):
        return -STRONG
    if len(words) == 1:
        return -FAIR
    head = words[-1].flags
    return STRONG if head & Flag.HEAD and not head & Flag.WEAK_HEAD else -FAINT


def _weigh_priors(register: Register) -> None:
    """Add what repetition says, and that nothing else is said."""
    for key, tally in register.tallies.items():
        if tally.firm >= OFTEN:
            tally.company += FAINT
        if not _is_unheard_of(key, tally):
            continue
        if _acts(tally):
            tally.company += FAIR
        if tally.is_undisputed() or _acts(tally):
            tally.company += FAINT


def _acts(tally: Tally) -> bool:
    """Whether the name does what companies do; a single word that only opens sentences must do so clearly."""
    if not tally.acts or tally.person >= STRONG or tally.place or tally.product > FAIR:
        return False
    words = tally.segments[0].words
    if tally.firm or len(words) > 1:
        return True
    return tally.acts >= (OFTEN_ACTING if PLURAL.search(words[0].low) else ACTING)


def _is_unheard_of(key: str, tally: Tally) -> bool:
    """Whether no list knows the name's first word: in business news most such names are companies'."""
    word = tally.segments[0].words[0]
    is_ordinary = word.flags & Flag.ORDINARY or (not tally.firm and COMMON_ENDING.search(word.low))
    return len(key) > SHORTEST and not is_ordinary


def _weigh_lists(register: Register) -> None:
    """Add to names that stand in a list beside a company: "Accel, Norwest and Helion"."""
    text, segments = register.text, register.segments
    beside = [
        (one, other)
        for one, other in pairwise(segments)
        if (one.tally or other.tally)
        and other.start - one.end <= LONGEST_JOINT
        and JOINT.match(text, one.end, other.start)
    ]
    for one, other in beside:
        _lean_on(one, other)
        _lean_on_person(one, other)
        _place_before_place(register, one, other)
    for one, other in reversed(beside):
        _lean_on(other, one)
        _lean_on_person(other, one)


def _lean_on(company: Segment, other: Segment) -> None:
    tally = other.tally
    if tally and tally.is_undisputed() and company.is_company():
        tally.company += STRONG


def _lean_on_person(person: Segment, other: Segment) -> None:
    """Add to "Jan Koe" in "by Jane Doe and Jan Koe", a pair of words of which no list says more."""
    tally = other.tally
    is_pair = len(other.words) == NAME_WORDS and other.hint == Hint.NONE
    if tally and is_pair and person.tally and person.tally.winner() == Hint.PERSON and not tally.acts:
        tally.person += STRONG if tally.company < STRONG and not tally.place else 0


def _place_before_place(register: Register, one: Segment, other: Segment) -> None:
    """Add to "Baar" in "Baar, Switzerland", though not to "Acme" in "Acme, China's biggest"."""
    if one.tally and other.known and other.known.entity.kind is EntityKind.PLACE:
        owns = other.chain[other.after - 1].owns
        one.tally.place += STRONG if register.text.startswith(", ", one.end) and not owns else 0
