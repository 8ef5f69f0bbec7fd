"""Finds who and what a text names: companies, organisations, people, places and products."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from store.extraction.capitals import Chain, Gap, find_chains, fold, mask
from store.extraction.discovery import FOLLOWER, FAINT, FAIR, SHORTEST, STRONG, Tally, person_form, is_followed_by_role, weigh_context, weigh_form
from store.extraction.gazetteer import Gazetteer, Known, compile_gazetteer, written
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
LIST_JOINT = re.compile(r", (?:and )?| and | or ")
COMMON_ENDING = re.compile(
    r"(?:ing|ed|ly|tions?|ments?|ness|ities|ity|isms?|ists?|ous|able|ible|ful|less|ances?|ences?|ers|ors|ies|ages?|ships?|wide)$"
)
"""How ordinary words end: a word that begins a sentence, and ends so, is no name unless something else says so."""

LONGEST_PLAIN = 3
"""Ordinary words in capitals up to which they may be a name within a sentence: "Silver Lake"."""

IN_BRACKETS = re.compile(
    r"""
    \.?\*?\ ?\(
    (?: (?:[A-Z][\w ]{1,14}:\ ?)? (?P<letters>[A-Z][\w&-]{0,8}[A-Z])(?:\.[A-Z]{1,3})? [):;,]   # (NYSE: ACM)
      | (?:the\ )?["“](?P<words>[A-Z][\w& ]{1,30})["”] )                                      # (the “Company”)
    """,
    re.VERBOSE,
)
"""A ticker, an acronym or a word that stands for the name before it from here on."""

Tallies = dict[int, Tally]
"""What is known of unknown runs, by the `id` of their segments."""

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
    prefixes: dict[str, list[str]] = field(default_factory=dict)

    def accept(self, entity: Entity, *, is_unit: bool = False) -> None:
        """Take an entity, and remember organisations by their first words; "Acme" isn't short for Acme India."""
        if entity.name in self.accepted:
            return
        self.accepted[entity.name] = entity
        if entity.kind in ORGANISATIONS and not is_unit:
            words = fold(entity.name).split()
            for count in range(1, len(words)):
                self.prefixes.setdefault(" ".join(words[:count]), []).append(entity.name)


def find_names(reading: Reading) -> None:
    """Fill `reading.mentions` and `reading.entities` with all that is named."""
    gazetteer = compile_gazetteer(reading.vocabulary)
    words = compile_name_words(reading.vocabulary)
    text = mask(reading.document.text, reading.document.skips)
    segments = [segment for chain in find_chains(text, words) for segment in cut_chain(chain, gazetteer)]
    names = Names(text, words, gazetteer, read_lines(text, reading.vocabulary), segments)
    _weigh_segments(names)
    _weigh_priors(names)
    by_segment = {id(segment): tally for tally in names.tallies.values() for segment in tally.segments}
    _weigh_lists(names, by_segment)
    _accept_known(names, by_segment)
    _accept_found(names)
    _accept_short_forms(names)
    mentions = [*_mention(names), *_mention_cjk(names)]
    mentions.sort(key=lambda mention: mention.start)
    entities = _entities(names, mentions)
    reading.mentions += [_with_kind(mention, entities[mention.name].kind) for mention in mentions]
    reading.entities |= entities


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
            if segment.hint is Hint.NONE and _is_ordinary(segment):
                tally.company += _weight_of_ordinary(names, segment, key)
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
    if segment.hint is Hint.PRODUCT and _is_ordinary(segment):
        return False
    start = segment.start
    if names.lines.is_credit(start):
        return False
    if names.lines.is_contact(start) and not is_followed_by_role(names.text, segment.end, names.words):
        return False
    if names.lines.is_headline(start) and not segment.chain[segment.after - 1].flags & Flag.LEGAL:
        return person_form(segment, names.words) >= STRONG
    return True


def _is_plain(segment: Segment) -> bool:
    """Whether a run is a single word that can't be a name, or ordinary words where anything is capitalised."""
    words = _words(segment)
    if len(words) == 1:
        never = NOT_ALONE | Flag.DEMONYM | Flag.LEGAL | Flag.GROUP | Flag.TITLE
        if not words[0].initial and not words[0].flags & (never & ~Flag.ORDINARY):
            return len(words[0].text) == 1
        return bool(words[0].flags & never) or len(words[0].text) == 1
    if all(word.flags & Flag.DEMONYM for word in words):
        return True
    return _is_ordinary(segment) and (words[0].initial or len(words) > LONGEST_PLAIN)


def _is_ordinary(segment: Segment) -> bool:
    words = _words(segment)
    return all(word.flags & (Flag.ORDINARY | Flag.DEMONYM | Flag.ACRONYM) for word in words)


def _weight_of_ordinary(names: Names, segment: Segment, key: str) -> int:
    """What ordinary words in capitals are worth: little, but for "Engineering Capital" where that is no common phrase."""
    words = _words(segment)
    start = words[0].start
    if key in names.words.generic or names.text[max(0, start - 3) : start].lower().endswith((" a ", "an ")):
        return -STRONG
    if len(words) == 1:
        return -FAIR
    head = words[-1].flags
    return STRONG if head & Flag.HEAD and not head & Flag.WEAK_HEAD else -FAINT


def _weigh_lists(names: Names, by_segment: Tallies) -> None:
    """Add to names that stand in a list beside a company: "Accel, Norwest and Helion"."""
    for ordered in (names.segments, names.segments[::-1]):
        for one, other in pairwise(ordered):
            tally = by_segment.get(id(other))
            if tally is None or not tally.is_undisputed() or not _is_company(one, by_segment):
                continue
            left, right = (one, other) if one.start < other.start else (other, one)
            if names.text[left.end : right.start] in LIST_JOINTS:
                tally.company += STRONG


def _is_company(segment: Segment, by_segment: Tallies) -> bool:
    if segment.known:
        return segment.known.entity.kind in ORGANISATIONS
    tally = by_segment.get(id(segment))
    return tally is not None and tally.winner() is Hint.COMPANY


def _accept_known(names: Names, by_segment: Tallies) -> None:
    """Take the names of the vocabulary, those that are everyday words only where they can't be that."""
    doubtful: list[tuple[Segment, Known]] = []
    for segment, known in _known_segments(names):
        if known.ordinary and (segment.chain[segment.first].initial or names.lines.is_headline(segment.start)):
            doubtful.append((segment, known))
        else:
            names.accept(known.entity)
    for segment, known in doubtful:
        if known.entity.name not in names.accepted:
            tally = Tally()
            weigh_context(names.text, segment, names.words, tally)
            if tally.company >= FAIR or _opens_list(names, segment, by_segment):
                names.accept(known.entity)


def _opens_list(names: Names, segment: Segment, by_segment: Tallies) -> bool:
    """Whether the name opens a list that goes on with a company: "Gap and Acme reported"."""
    joint = LIST_JOINT.match(names.text, segment.end)
    if not joint:
        return False
    index = bisect_left(names.segments, joint.end(), key=lambda other: other.start)
    following = names.segments[index : index + 1]
    return bool(following) and following[0].start == joint.end() and _is_company(following[0], by_segment)


def _known_segments(names: Names) -> Iterator[tuple[Segment, Known]]:
    for segment in names.segments:
        for one in (segment, *segment.inner):
            if one.known:
                yield one, one.known


def _accept_found(names: Names) -> None:
    """Decide what the unknown names are.

    People come first, since a surname alone may look like a company, then longer names before those that may be short for
    them.
    """
    for key, tally in names.tallies.items():
        if tally.winner() is Hint.PERSON and key not in names.forms:
            _accept_person(names, tally)
    several = [(key, tally) for key, tally in names.tallies.items() if " " in key]
    several.sort(key=lambda item: -item[0].count(" "))
    single = [(key, tally) for key, tally in names.tallies.items() if " " not in key]
    for found in (several, single):
        for key, tally in found:
            _accept_thing(names, key, tally)
        _accept_brackets(names)


def _accept_thing(names: Names, key: str, tally: Tally) -> None:
    winner = tally.winner()
    if winner not in (Hint.COMPANY, Hint.PRODUCT) or key in names.forms or key in names.short_forms:
        return
    if tally.segments[0].hint is not Hint.UNIT and (owner := _owner_of_short_form(names, key)):
        (names.forms if " " in key else names.short_forms)[key] = owner
    else:
        _accept_name(names, key, tally, winner)


def _weigh_priors(names: Names) -> None:
    """Add what repetition says, and that nothing else is said."""
    for key, tally in names.tallies.items():
        if tally.firm >= OFTEN:
            tally.company += FAINT
        if tally.is_undisputed() and _is_unheard_of(key, tally):
            tally.company += FAINT


def _is_unheard_of(key: str, tally: Tally) -> bool:
    """Whether no list knows the name's first word: in business news most such names are companies'."""
    word = _words(tally.segments[0])[0]
    is_ordinary = word.flags & Flag.ORDINARY or (not tally.firm and COMMON_ENDING.search(word.low))
    return len(key) > SHORTEST and not is_ordinary


def _accept_person(names: Names, tally: Tally) -> None:
    """Take a full name, and the surname by which its owner is called afterwards; of two owners, neither."""
    segment = tally.segments[0]
    words = _words(segment)
    if len(words) == 1:
        return
    name = _spell(names.text, segment)
    names.accept(Entity(name, EntityKind.PERSON))
    names.forms[fold(name_of(segment))] = name
    is_surname_first = words[0].flags & Flag.SURNAME_FIRST and not words[0].flags & Flag.GIVEN and len(words) == 2  # noqa: PLR2004
    surname = words[0] if is_surname_first else words[-1]
    if not surname.flags & (Flag.ORDINARY | Flag.FUNCTION):
        names.short_forms.setdefault(surname.low, name)
    if words[-1].gap is Gap.PARTICLE:
        names.forms.setdefault(words[-1].joint.lstrip() + words[-1].low, name)


def _accept_name(names: Names, key: str, tally: Tally, winner: Hint) -> None:
    segment = tally.segments[0]
    known = names.gazetteer.openers.get(key) if winner is Hint.COMPANY else None
    kind = EntityKind.ORGANISATION if winner is Hint.COMPANY and segment.hint is Hint.ORGANISATION else KINDS[winner]
    entity = known or Entity(_spell(names.text, segment), kind)
    names.accept(entity, is_unit=bool(segment.inner))
    for form in (key, fold(written(segment.chain, segment.solid, segment.after))):
        names.forms.setdefault(form, entity.name)


def _accept_short_forms(names: Names) -> None:
    """ "Buckle" is the Buckle Group, once that has been named."""
    for segment in names.segments:
        key = segment.chain[segment.solid].low if segment.solid < segment.after else ""
        if key and not segment.known and key not in names.short_forms and (owner := _owner_of_short_form(names, key)):
            names.short_forms[key] = owner


def _accept_brackets(names: Names) -> None:
    """ "WAIC" and "ACM" are what they stand in brackets behind: "Acme Corp. (NYSE: ACM)"."""
    for segment in names.segments:
        found = IN_BRACKETS.match(names.text, segment.end)
        if found and (name := _accepted_name(names, segment)):
            names.forms.setdefault(fold(found["letters"] or found["words"]), name)


def _accepted_name(names: Names, segment: Segment) -> str | None:
    if segment.known:
        return segment.known.entity.name if segment.known.entity.name in names.accepted else None
    return names.forms.get(fold(name_of(segment))) if segment.solid < segment.after else None


def _owner_of_short_form(names: Names, word: str) -> str | None:
    """The one company named whose longer name begins with the word; of "Tata Steel" and "Tata Steel Asia" the shorter."""
    if names.words.flags.get(word, 0):
        return None
    owners = names.prefixes.get(word, [])
    shortest = min(owners, key=len, default=None)
    return shortest if shortest and all(fold(name).startswith(fold(shortest)) for name in owners) else None


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


def _is_product(names: Names, mention: Mention) -> bool:
    """Whether what follows makes the name that of a thing: "the Acme app"."""
    found = FOLLOWER.match(names.text, mention.end)
    return bool(found) and found[1].lower() in names.words.after["products"]


def _with_kind(mention: Mention, kind: EntityKind) -> Mention:
    return mention if mention.kind is kind else replace(mention, kind=kind)


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
        names.accept(known.entity)
        yield Mention(start, end, known.entity.name, known.entity.kind)


def _entities(names: Names, mentions: list[Mention]) -> dict[str, Entity]:
    """The entities mentioned, with the forms that the text uses for them, the most frequent first.

    A part of another company is a product where the text only speaks of it so.
    """
    seen: dict[str, list[Mention]] = {}
    for mention in mentions:
        seen.setdefault(mention.name, []).append(mention)
    entities = {}
    for name, places in seen.items():
        entity = names.accepted[name]
        forms = Counter(names.text[place.start : place.end] for place in places)
        is_product = entity.parent and all(_is_product(names, place) for place in places)
        kind = EntityKind.PRODUCT if is_product else entity.kind
        entities[name] = replace(entity, kind=kind, aliases=tuple(form for form, _ in forms.most_common()))
    return entities
