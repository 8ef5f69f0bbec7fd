"""Finds who and what a text names: companies, organisations, people, places and products."""

from __future__ import annotations

from collections.abc import Iterator

from store.extraction.naming.acceptance import accept_names
from store.extraction.naming.candidates import weigh_candidates
from store.extraction.naming.capitals import find_chains, fold, mask
from store.extraction.naming.contexts import FOLLOWER
from store.extraction.naming.cutting import cut_chain, find_firms
from store.extraction.naming.gazetteer import compile_gazetteer, written
from store.extraction.naming.joints import COMPANY_WORDS, NOT_ALONE
from store.extraction.naming.lines import read_lines
from store.extraction.naming.name_words import Flag, compile_name_words
from store.extraction.naming.register import Register, is_left_off
from store.extraction.naming.segments import Segment
from store.extraction.reading import Mention, Reading
from store.model import Entity, EntityKind

PARTICLES = (" da ", " von ", " van ", " di ")
"""Before a name they make it part of another: "da Vinci"."""


def find_names(reading: Reading) -> None:
    """Fill `reading.mentions` and `reading.entities` with all that is named."""
    gazetteer = compile_gazetteer(reading.vocabulary)
    words = compile_name_words(reading.vocabulary)
    text = mask(reading.prose, reading.document.skips)
    firms = find_firms(text, words)
    segments = [segment for chain in find_chains(text, words) for segment in cut_chain(chain, gazetteer, firms)]
    register = Register(text, words, gazetteer, read_lines(text, reading.vocabulary), segments)
    weigh_candidates(register)
    accept_names(register)
    mentions = [*_mention(register), *_mention_cjk(register)]
    mentions.sort(key=lambda mention: mention.start)
    products = set(_products(register, mentions))
    reading.mentions += [_as_product(mention) if mention.name in products else mention for mention in mentions]
    reading.entities |= _entities(register, mentions, products)


def _mention(register: Register) -> Iterator[Mention]:
    for segment in register.segments:
        if segment.known:
            yield from _mention_known(register, segment)
        elif segment.inner and fold(written(segment.chain, segment.first, segment.after)) not in register.forms:
            for inner in segment.inner:
                yield from _mention_known(register, inner) if inner.known else _mention_forms(register, inner)
        else:
            yield from _mention_forms(register, segment)


def _mention_known(register: Register, segment: Segment) -> Iterator[Mention]:
    assert segment.known
    entity = segment.known.entity
    word = segment.chain[segment.first]
    if word.text.isupper() and (spelled := register.forms.get(word.low)) and spelled in register.accepted:
        entity = register.accepted[spelled]  # "the Privacy Act (APA)" is not who is known by these letters
    elif (owner := _owner_of_surname(register, segment)) is not None:
        entity = owner
    if entity.name in register.accepted and not register.text.endswith(PARTICLES, 0, segment.start):
        yield Mention(segment.start, segment.end, entity.name, entity.kind)


def _owner_of_surname(register: Register, segment: Segment) -> Entity | None:
    """Whose surname a company's name is: that of Ken Suzuki, where he comes before any Suzuki else."""
    if segment.after - segment.first > 1:
        return None
    person = register.accepted.get(register.forms.get(segment.chain[segment.first].low, ""))
    if person is None or person.kind is not EntityKind.PERSON:
        return None
    alone = register.text.find(register.text[segment.start : segment.end])
    named = register.text.find(person.name, 0, alone + len(person.name))
    return person if 0 <= named < alone else None


def _mention_forms(register: Register, segment: Segment) -> Iterator[Mention]:
    """Names within a run, the longest first."""
    chain, forms = segment.chain, register.forms
    place = segment.first
    while place < segment.after:
        for after in range(segment.after, place, -1):
            name = forms.get(chain[place].low if after == place + 1 else fold(written(chain, place, after)))
            if not name and after == place + 1 and _stands_alone(segment, place):
                name = register.short_forms.get(chain[place].low)
            if name:
                last = _last_legal_word(segment, after)
                end = chain[last - 1].end + (segment.tail if last == segment.after else 0)
                yield Mention(chain[place].start, end, name, register.accepted[name].kind)
                place = last
                break
        else:
            place += 1


def _last_legal_word(segment: Segment, after: int) -> int:
    """Where a name ends with its legal words: "Acme Inc." where the title has only said "Acme"."""
    while after < segment.after and is_left_off(segment.chain[after]):
        after += 1
    return after


def _stands_alone(segment: Segment, place: int) -> bool:
    """Whether no name-like word stands beside a word of a run, as in "Rival Acme", but not in "Acme Music"."""
    chain = segment.chain
    if place > segment.first and not chain[place - 1].flags & (NOT_ALONE | Flag.DESCRIPTOR):
        return False
    if place + 1 == segment.after:
        return True
    flags = chain[place + 1].flags
    return bool(flags & COMPANY_WORDS) or bool(flags & NOT_ALONE and not flags & Flag.HEAD)


def _mention_cjk(register: Register) -> Iterator[Mention]:
    for start, end, known in register.gazetteer.find_cjk(register.text):
        register.accepted.setdefault(known.entity.name, known.entity)
        yield Mention(start, end, known.entity.name, known.entity.kind)


def _products(register: Register, mentions: list[Mention]) -> Iterator[str]:
    """The parts of other companies that the text only speaks of as things: "the Acme app"."""
    ends: dict[str, list[int]] = {}
    for mention in mentions:
        entity = register.accepted[mention.name]
        if entity.parent and not entity.tickers:
            ends.setdefault(mention.name, []).append(mention.end)
    products = register.words.after["products"]
    for name, places in ends.items():
        followers = [FOLLOWER.match(register.text, end) for end in places]
        if all(follower and follower[1].lower() in products for follower in followers):
            yield name


def _as_product(mention: Mention) -> Mention:
    return Mention(mention.start, mention.end, mention.name, EntityKind.PRODUCT)


def _entities(register: Register, mentions: list[Mention], products: set[str]) -> dict[str, Entity]:
    """The entities mentioned, with the forms that the text uses for them, the most frequent first."""
    seen: dict[str, dict[str, int]] = {}
    for mention in mentions:
        forms = seen.setdefault(mention.name, {})
        form = register.text[mention.start : mention.end]
        forms[form] = forms.get(form, 0) + 1
    entities = {}
    for name, forms in seen.items():
        told = register.accepted[name]
        kind = EntityKind.PRODUCT if name in products else told.kind
        aliases = tuple(sorted(forms, key=lambda form: -forms[form]))
        entities[name] = Entity(name, kind, aliases, told.tickers, told.parent, told.country, told.sector)
    return entities
