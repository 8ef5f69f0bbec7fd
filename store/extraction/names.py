"""Finds who and what a text names: companies, organisations, people, places and products."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from store.extraction.capitals import Chain, find_chains, fold, mask
from store.extraction.discovery import FAINT, FAIR, SHORTEST, STRONG, Tally, person_form, weigh_context, weigh_form
from store.extraction.gazetteer import Gazetteer, compile_gazetteer, written
from store.extraction.lines import Lines, read_lines
from store.extraction.name_words import Flag, NameWords, compile_name_words
from store.extraction.reading import Mention, Reading
from store.extraction.segments import NOT_ALONE, Hint, Segment, cut_chain
from store.model import Entity, EntityKind

ORGANISATIONS = (EntityKind.COMPANY, EntityKind.ORGANISATION)
KINDS = {
    Hint.COMPANY: EntityKind.COMPANY,
    Hint.PERSON: EntityKind.PERSON,
    Hint.PRODUCT: EntityKind.PRODUCT,
}
LIST_JOINTS = frozenset((", ", " and ", ", and ", " & ", " or ", "/", "; "))
OFTEN = 3
"""Mentions from which repetition itself speaks for a name."""


@dataclass(slots=True)
class Names:
    """What is known of a document's names while they are settled.

    `accepted` are the entities by name; `forms` what a name is recognised by, in the look-up form of its words;
    `short_forms` a single word of it, which inside another name means nothing.
    """

    text: str
    words: NameWords
    gazetteer: Gazetteer
    lines: Lines
    segments: list[Segment]
    tallies: dict[str, Tally] = field(default_factory=dict)
    accepted: dict[str, Entity] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    short_forms: dict[str, str] = field(default_factory=dict)


def find_names(reading: Reading) -> None:
    """Fill `reading.mentions` and `reading.entities` with all that is named."""
    gazetteer = compile_gazetteer(reading.vocabulary)
    words = compile_name_words(reading.vocabulary)
    text = mask(reading.document.text, reading.document.skips)
    segments = [segment for chain in find_chains(text, words) for segment in cut_chain(chain, gazetteer)]
    names = Names(text, words, gazetteer, read_lines(text, reading.vocabulary), segments)
    _weigh_segments(names)
    _weigh_lists(names)
    _accept_known(names)
    _accept_found(names)
    _accept_short_forms(names)
    mentions = [*_mention(names), *_mention_cjk(names)]
    mentions.sort(key=lambda mention: mention.start)
    reading.mentions += mentions
    reading.entities |= _entities(names, mentions)


def _weigh_segments(names: Names) -> None:
    """Gather the signs for every unknown run, by name."""
    lower: set[str] | None = None
    for segment in names.segments:
        if segment.known or not _may_be_name(names, segment):
            continue
        word = segment.chain[segment.solid]
        if word.initial and segment.hint is Hint.NONE and segment.after - segment.solid == 1:
            lower = lower if lower is not None else set(names.text.split())
            if word.low in lower:
                continue
        key = fold(name_of(segment))
        tally = names.tallies.get(key)
        if tally is None:
            tally = names.tallies[key] = weigh_form(segment, names.words)
            if key in names.gazetteer.openers:
                tally.company += FAIR
        weigh_context(names.text, segment, names.words, tally)
        tally.segments.append(segment)
        tally.firm += not word.initial


def _may_be_name(names: Names, segment: Segment) -> bool:
    """Whether an unknown run is worth a look: no ordinary words, no credit, no headline (but for clear names)."""
    if segment.solid >= segment.after:
        return False
    if segment.hint not in (Hint.COMPANY, Hint.ORGANISATION, Hint.UNIT, Hint.PERSON) and _is_plain(segment):
        return False
    start = segment.start
    if names.lines.is_credit(start):
        return False
    if names.lines.is_contact(start) and not names.text.startswith(",", segment.end):
        return False
    if names.lines.is_headline(start) and segment.hint not in (Hint.COMPANY, Hint.UNIT):
        return person_form(segment, names.words) == STRONG
    return True


def _is_plain(segment: Segment) -> bool:
    """Whether a run is only ordinary words, or a single one that can't be a name."""
    words = segment.chain[segment.solid : segment.after]
    if len(words) == 1:
        return bool(words[0].flags & (NOT_ALONE | Flag.DEMONYM | Flag.LEGAL | Flag.GROUP)) or len(words[0].text) == 1
    return all(word.flags & (Flag.ORDINARY | Flag.DEMONYM | Flag.ACRONYM) for word in words)


def _weigh_lists(names: Names) -> None:
    """Add to names that stand in a list beside a company: "Accel, Norwest and Helion"."""
    by_segment = {id(segment): tally for tally in names.tallies.values() for segment in tally.segments}
    for ordered in (names.segments, names.segments[::-1]):
        for one, other in pairwise(ordered):
            tally = by_segment.get(id(other))
            if tally is None or not tally.is_undisputed() or not _is_company(one, by_segment):
                continue
            left, right = (one, other) if one.start < other.start else (other, one)
            if names.text[left.end : right.start] in LIST_JOINTS:
                tally.company += STRONG


def _is_company(segment: Segment, by_segment: dict[int, Tally]) -> bool:
    if segment.known:
        return segment.known.entity.kind in ORGANISATIONS
    tally = by_segment.get(id(segment))
    return tally is not None and tally.winner() is Hint.COMPANY


def _accept_known(names: Names) -> None:
    """Take the names of the vocabulary, those that are everyday words only where they can't be that."""
    doubtful: list[Segment] = []
    for segment in _known_segments(names):
        assert segment.known
        entity = segment.known.entity
        if segment.known.ordinary and (segment.chain[segment.first].initial or names.lines.is_headline(segment.start)):
            doubtful.append(segment)
        else:
            names.accepted.setdefault(entity.name, entity)
    for segment in doubtful:
        assert segment.known
        entity = segment.known.entity
        if entity.name not in names.accepted:
            tally = Tally()
            weigh_context(names.text, segment, names.words, tally)
            if tally.company >= FAIR:
                names.accepted[entity.name] = entity


def _known_segments(names: Names) -> Iterator[Segment]:
    for segment in names.segments:
        if segment.known:
            yield segment
        for inner in segment.inner:
            if inner.known:
                yield inner


def _accept_found(names: Names) -> None:
    """Decide what the unknown names are; people first, since a surname alone may look like a company."""
    for key, tally in names.tallies.items():
        if tally.firm >= OFTEN:
            tally.company += FAINT
        if tally.is_undisputed() and len(key) > SHORTEST and not _words(tally.segments[0])[0].flags & Flag.ORDINARY:
            tally.company += FAINT
    people = [tally for tally in names.tallies.values() if tally.winner() is Hint.PERSON]
    for tally in people:
        _accept_person(names, tally)
    for key, tally in names.tallies.items():
        winner = tally.winner()
        if winner in (Hint.COMPANY, Hint.PRODUCT) and key not in names.forms and key not in names.short_forms:
            _accept_name(names, key, tally, winner)


def _accept_person(names: Names, tally: Tally) -> None:
    """Take a full name, and the surname by which its owner is called afterwards; of two owners, neither."""
    segment = tally.segments[0]
    words = _words(segment)
    if len(words) == 1:
        return
    name = _spell(names.text, segment)
    names.accepted[name] = Entity(name, EntityKind.PERSON)
    names.forms[fold(name_of(segment))] = name
    is_surname_first = words[0].flags & Flag.SURNAME_FIRST and not words[0].flags & Flag.GIVEN and len(words) == 2  # noqa: PLR2004
    surname = words[0] if is_surname_first else words[-1]
    if not surname.flags & (Flag.ORDINARY | Flag.FUNCTION):
        names.short_forms.setdefault(surname.low, name)


def _accept_name(names: Names, key: str, tally: Tally, winner: Hint) -> None:
    segment = tally.segments[0]
    known = names.gazetteer.openers.get(key) if winner is Hint.COMPANY else None
    kind = EntityKind.ORGANISATION if winner is Hint.COMPANY and segment.hint is Hint.ORGANISATION else KINDS[winner]
    entity = known or Entity(_spell(names.text, segment), kind)
    names.accepted.setdefault(entity.name, entity)
    for form in (key, fold(written(segment.chain, segment.solid, segment.after))):
        names.forms.setdefault(form, entity.name)


def _accept_short_forms(names: Names) -> None:
    """ "Buckle" is the Buckle Group and "WAIC" what it stands in brackets behind, once those have been named."""
    first_words: dict[str, list[str]] = {}
    for name, entity in names.accepted.items():
        first, _, rest = fold(name).partition(" ")
        if rest and entity.kind in ORGANISATIONS and not names.words.flags.get(first, 0):
            first_words.setdefault(first, []).append(name)
    for first, owners in first_words.items():
        shortest = min(owners, key=len)
        if all(fold(name).startswith(fold(shortest)) for name in owners):
            names.short_forms.setdefault(first, shortest)
    for one, other in pairwise(names.segments):
        if not other.known and names.text[one.end : other.start] == " (" and names.text.startswith(")", other.end):
            name = one.known.entity.name if one.known else names.forms.get(fold(name_of(one)))
            if name in names.accepted and other.chain[other.first].text.isupper():
                names.forms.setdefault(fold(name_of(other)), name)


def name_of(segment: Segment) -> str:
    """The name as written, without legal forms at its end."""
    chain, first, after = segment.chain, segment.solid, segment.after
    while after - first > 1 and chain[after - 1].flags & Flag.LEGAL:
        after -= 1
    return written(chain, first, after)


def _spell(text: str, segment: Segment) -> str:
    """The name as a reader would write it: its own full stops, but plain spaces and apostrophes."""
    chain, last = segment.chain, segment.after - 1
    while last > segment.solid and chain[last].flags & Flag.LEGAL:
        last -= 1
    return " ".join(text[chain[segment.solid].start : chain[last].end].replace("’", "'").split())


def _words(segment: Segment) -> Chain:
    return segment.chain[segment.solid : segment.after]


def _mention(names: Names) -> Iterator[Mention]:
    for segment in names.segments:
        yield from _mention_segment(names, segment)


def _mention_segment(names: Names, segment: Segment) -> Iterator[Mention]:
    if segment.known:
        entity = segment.known.entity
        if entity.name in names.accepted and not _is_exchange(names, segment, entity):
            yield Mention(segment.start, segment.end, entity.name, entity.kind)
    elif segment.inner and fold(written(segment.chain, segment.first, segment.after)) not in names.forms:
        for inner in segment.inner:
            yield from _mention_segment(names, inner)
    else:
        yield from _mention_forms(names, segment)


def _is_exchange(names: Names, segment: Segment, entity: Entity) -> bool:
    """Whether the name only says where a ticker is listed: "(NYSE: ACM)"."""
    return names.text.startswith(":", segment.end) and names.text[segment.start - 1 : segment.start] == "(" and entity.sector == "finance"


def _mention_forms(names: Names, segment: Segment) -> Iterator[Mention]:
    """Names within a run, the longest first."""
    place, chain = segment.first, segment.chain
    while place < segment.after:
        for after in range(segment.after, place, -1):
            name = names.forms.get(fold(written(chain, place, after)))
            if not name and after == place + 1 and _stands_alone(segment, place):
                name = names.short_forms.get(chain[place].low)
            if name:
                yield Mention(chain[place].start, chain[after - 1].end, name, names.accepted[name].kind)
                place = after
                break
        else:
            place += 1


def _stands_alone(segment: Segment, place: int) -> bool:
    """Whether no other name-like word stands beside a word of a run: of "Rival Acme", Acme does; of "Acme Music", not."""
    chain = segment.chain
    before = [word.flags for word in chain[max(segment.first, place - 1) : place]]
    after = [word.flags for word in chain[place + 1 : min(segment.after, place + 2)]]
    return all(flags & (NOT_ALONE | Flag.DESCRIPTOR) for flags in before) and all(
        flags & (Flag.LEGAL | Flag.GROUP) or (flags & NOT_ALONE and not flags & Flag.HEAD) for flags in after
    )


def _mention_cjk(names: Names) -> Iterator[Mention]:
    for start, end, known in names.gazetteer.find_cjk(names.text):
        names.accepted.setdefault(known.entity.name, known.entity)
        yield Mention(start, end, known.entity.name, known.entity.kind)


def _entities(names: Names, mentions: list[Mention]) -> dict[str, Entity]:
    """The entities mentioned, with the forms that the text uses for them, the most frequent first."""
    seen: dict[str, Counter[str]] = {}
    for mention in mentions:
        seen.setdefault(mention.name, Counter())[names.text[mention.start : mention.end]] += 1
    return {
        name: replace(names.accepted[name], aliases=tuple(form for form, _ in forms.most_common()))
        for name, forms in seen.items()
    }
