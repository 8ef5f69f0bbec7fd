"""Resolves words that refer to somebody named elsewhere: "the company", "its cloud unit", "the carmaker", "he"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from store.extraction.name_words import Flag, NameWords, compile_name_words
from store.extraction.reading import Mention, Reading, Sentence
from store.model import Entity, EntityKind
from store.vocabulary import Vocabulary

ORGANISATIONS = (EntityKind.COMPANY, EntityKind.ORGANISATION)

MOST_MODIFIERS = 5
"""Words looked at after "the" for the noun that it belongs to."""

MEMORY = 6
"""Sentences after which a company spoken of is no longer "the company"."""

PRONOUN_MEMORY = 1
"""Sentences over which "it" and "he" reach back."""

CUE = re.compile(
    r"(?<![\w’'-])(?:(?P<definite>[Tt]he|[Tt]his|THE)|(?P<neuter>[Ii]ts?|[Ii]tself)|(?P<person>[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im))(?=[\s’'])"
)
WORDS = re.compile(r"\s([\w&][\w&’'-]*)")
EMPTY_IT = re.compile(
    r"\s(?:(?:is|was|will be|would be|has been|'s|’s|remains|became)\s(?:[a-z-]+\s){0,2}?(?:that|to|for|how|whether|if|when|why|who|what|because)\b"
    r"|(?:seems|appears|seemed|appeared|took|takes|turns|turned|makes sense|comes|came)\b)"
)
CLAUSE_OPENERS = frozenset(
    "that as while but because after before when if since although though where which said says added and so or however "
    "meanwhile yet until once unless how why rival".split()
)
QUOTE_OPEN, QUOTE_CLOSE = "“", "”"


@dataclass(frozen=True, eq=False)
class References:
    """The words that references are made of."""

    sectors: Mapping[str, frozenset[str] | None]
    modifiers: frozenset[str]
    unit_nouns: frozenset[str]
    unit_fields: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, str]
    words: NameWords


@lru_cache(maxsize=8)
def compile_references(vocabulary: Vocabulary) -> References:
    names = vocabulary.table("names")
    sectors: dict[str, frozenset[str] | None] = {}
    for group, nouns in names["descriptors"].items():
        told = names["sectors"].get(group)
        for noun in nouns.split():
            known = frozenset(told.split()) if told else None
            sectors[noun] = (sectors[noun] or frozenset()) | (known or frozenset()) or None if noun in sectors else known
    countries = {
        demonym.lower(): row["code"]
        for row in vocabulary.rows("places")
        if row["code"]
        for demonym in row["demonyms"].split("|")
    }
    fields = {key: tuple(value) for key, value in names["units"].items() if key != "nouns"}
    return References(
        sectors,
        frozenset(names["words"]["modifiers"].split()),
        frozenset(names["units"]["nouns"].split()),
        fields,
        countries,
        compile_name_words(vocabulary),
    )


@dataclass(slots=True)
class Scene:
    """Who has been spoken of so far, sentence by sentence."""

    reading: Reading
    known: References
    main: str | None
    described: dict[str, set[str]]
    children: dict[str, list[Entity]]
    subjects: dict[int, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)


def find_references(reading: Reading) -> None:
    """Add to `reading.mentions` the references whose meaning is clear, with `by_name` false."""
    known = compile_references(reading.vocabulary)
    scene = _set_scene(reading, known)
    mentions = reading.mentions
    starts = [mention.start for mention in mentions]
    found: list[Mention] = []
    quoted = list(_quotations(reading))
    for number, sentence in enumerate(reading.sentences):
        inside = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        found += _read_sentence(scene, number, sentence, inside, quoted)
    taken = sorted([*mentions, *found], key=lambda mention: (mention.start, not mention.by_name))
    reading.mentions = _without_overlaps(taken)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _quotations(reading: Reading) -> Iterator[tuple[int, int]]:
    """Spans between curly or straight double quotation marks, each within a paragraph."""
    text = reading.document.text
    for found in re.finditer(r"“[^”\n]{0,2000}(?:”|\n|$)|\"[^\"\n]{0,2000}\"", text):
        yield found.span()


def _set_scene(reading: Reading, known: References) -> Scene:
    companies = [m for m in reading.mentions if m.kind in ORGANISATIONS]
    counts = Counter(mention.name for mention in companies)
    ranked = counts.most_common(2)
    main = ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None
    children: dict[str, list[Entity]] = defaultdict(list)
    for entity in (*reading.entities.values(), *reading.vocabulary.companies):
        if entity.parent:
            children[entity.parent].append(entity)
    return Scene(reading, known, main, _described(reading, known, companies), children)


def _described(reading: Reading, known: References, companies: list[Mention]) -> dict[str, set[str]]:
    """What the text calls each company: "startup Laiye", "Laiye, a Chinese startup"."""
    text = reading.document.text
    described: dict[str, set[str]] = defaultdict(set)
    for mention in companies:
        before = text[max(0, mention.start - 24) : mention.start].lower().split()
        if before and before[-1] in known.sectors:
            described[mention.name].add(before[-1])
        after = re.match(r",\s(?:an?|the|one of)\s([^,.;]{1,80})", text[mention.end : mention.end + 100])
        if after:
            described[mention.name].update(word for word in after[1].lower().split()[:6] if word in known.sectors)
    return described


def _read_sentence(
    scene: Scene, number: int, sentence: Sentence, inside: list[Mention], quoted: list[tuple[int, int]]
) -> Iterator[Mention]:
    """The references of one sentence; what they mean is remembered for the next."""
    text = scene.reading.document.text
    spoken: list[tuple[Mention, bool]] = []
    waiting = list(inside)
    for cue in CUE.finditer(text, sentence.start, sentence.end):
        while waiting and waiting[0].start < cue.start():
            spoken.append((waiting[0], _is_subject(scene, sentence, waiting[0])))
            waiting.pop(0)
        if waiting and waiting[0].start <= cue.end() and cue["definite"] is None:
            continue
        in_quote = any(start < cue.start() < end for start, end in quoted)
        for mention in _resolve(scene, number, sentence, cue, spoken, in_quote):
            yield mention
            spoken.append((mention, True))
    spoken += [(mention, _is_subject(scene, sentence, mention)) for mention in waiting]
    _remember(scene, number, spoken)


def _remember(scene: Scene, number: int, spoken: list[tuple[Mention, bool]]) -> None:
    companies = [(m, subject) for m, subject in spoken if m.kind in ORGANISATIONS]
    if companies:
        scene.subjects[number] = next((m.name for m, subject in companies if subject), companies[0][0].name)
    people = [m for m, _ in spoken if m.kind is EntityKind.PERSON]
    if people:
        scene.people[number] = people[0].name


def _is_subject(scene: Scene, sentence: Sentence, mention: Mention) -> bool:
    """Whether the mention opens a clause, so that what follows is likely said of it."""
    before = scene.reading.document.text[max(sentence.start, mention.start - 60) : mention.start].lower().split()
    words = scene.known.words.flags
    while before and (
        before[-1] in ("the", "a", "an")
        or before[-1].endswith(("’s", "'s"))
        or (words.get(before[-1], 0) & (Flag.DESCRIPTOR | Flag.DEMONYM))
        or before[-1] in scene.known.modifiers
    ):
        before.pop()
    if not before:
        return True
    last = before[-1]
    return last.endswith((",", "“", '"', ":", ";", "—", "–", "-")) or last in CLAUSE_OPENERS


def _resolve(
    scene: Scene, number: int, sentence: Sentence, cue: re.Match[str], spoken: list[tuple[Mention, bool]], in_quote: bool
) -> Iterator[Mention]:
    text = scene.reading.document.text
    if cue["definite"]:
        yield from _definite(scene, number, sentence, cue, spoken)
    elif in_quote:
        return
    elif cue["person"]:
        if name := _person(scene, number, spoken):
            yield Mention(cue.start(), cue.end(), name, EntityKind.PERSON, by_name=False)
    elif not EMPTY_IT.match(text, cue.end()) and (name := _company(scene, number, spoken, PRONOUN_MEMORY)):
        yield _reference(scene, cue.start(), cue.end(), name)
        if cue[0].lower() == "its":
            yield from _unit(scene, name, cue.end())


def _reference(scene: Scene, start: int, end: int, name: str) -> Mention:
    entity = scene.reading.entities.get(name)
    return Mention(start, end, name, entity.kind if entity else EntityKind.COMPANY, by_name=False)


def _person(scene: Scene, number: int, spoken: list[tuple[Mention, bool]]) -> str | None:
    people = [mention.name for mention, _ in spoken if mention.kind is EntityKind.PERSON]
    if people:
        return people[-1]
    for back in range(number - 1, max(-1, number - 4), -1):
        if back in scene.people:
            return scene.people[back]
    return None


def _company(scene: Scene, number: int, spoken: list[tuple[Mention, bool]], memory: int) -> str | None:
    """The company that speech is of: the nearest subject in this sentence, else that of the one before."""
    companies = [(mention.name, subject) for mention, subject in spoken if mention.kind in ORGANISATIONS]
    subjects = [name for name, subject in companies if subject]
    if subjects:
        return subjects[-1]
    if len({name for name, _ in companies}) == 1:
        return companies[0][0]
    for back in range(number - 1, max(-1, number - 1 - memory), -1):
        if back in scene.subjects:
            return scene.subjects[back]
    return companies[0][0] if companies else None


def _definite(
    scene: Scene, number: int, sentence: Sentence, cue: re.Match[str], spoken: list[tuple[Mention, bool]]
) -> Iterator[Mention]:
    """ "the Chinese e-commerce giant": the noun, what it may speak of, and who that is."""
    text = scene.reading.document.text
    known = scene.known
    country = ""
    for place, found in enumerate(WORDS.finditer(text, cue.end(), cue.end() + 80)):
        word = found[1].lower().removesuffix("’s").removesuffix("'s")
        if word in known.sectors and not _goes_on(known, text, found.start(1) + len(word)):
            name = _described_as(scene, number, spoken, word, country)
            if name:
                yield _reference(scene, cue.start(), found.start(1) + len(word), name)
            return
        country = known.countries.get(word, country)
        if place == MOST_MODIFIERS or not _is_modifier(known, word):
            return


def _goes_on(known: References, text: str, end: int) -> bool:
    """Whether the noun is only the first part of a longer one: "the group chief", "the bank holding company"."""
    found = WORDS.match(text, end)
    return bool(found) and text[end : end + 1] == " " and (found[1].lower() in known.sectors or found[1].lower() in NOT_AFTER)


NOT_AFTER = frozenset("chief executive president accounts account stage round level loans rates of".split())


def _is_modifier(known: References, word: str) -> bool:
    return (
        word in known.modifiers
        or word in known.countries
        or "-" in word
        or word.isdigit()
        or bool(known.words.flags.get(word, 0) & Flag.DEMONYM)
    )


def _described_as(
    scene: Scene, number: int, spoken: list[tuple[Mention, bool]], noun: str, country: str
) -> str | None:
    """The nearest company that the noun and the country can speak of."""
    candidates = [mention.name for mention, _ in reversed(spoken) if mention.kind in ORGANISATIONS]
    subjects = [mention.name for mention, subject in reversed(spoken) if subject and mention.kind in ORGANISATIONS]
    earlier = [scene.subjects[back] for back in range(number - 1, max(-1, number - 1 - MEMORY), -1) if back in scene.subjects]
    ordered = [*subjects, *candidates, *earlier, *([scene.main] if scene.main else [])]
    fitting = [name for name in ordered if _fits(scene, name, noun, country)]
    told = [name for name in fitting if noun in scene.described.get(name, ())]
    return next(iter(told or fitting), None)


def _fits(scene: Scene, name: str, noun: str, country: str) -> bool:
    entity = scene.reading.entities.get(name)
    if entity is None:
        return False
    if country and entity.country and entity.country != country:
        return False
    if noun in ("startup", "start-up", "unicorn", "upstart") and (entity.tickers or entity.parent):
        return False
    sectors = scene.known.sectors[noun]
    if sectors is None or noun in scene.described.get(name, ()):
        return not (entity.kind is EntityKind.ORGANISATION and noun in ("company", "startup", "retailer"))
    return not entity.sector or entity.sector in sectors


def _unit(scene: Scene, owner: str, place: int) -> Iterator[Mention]:
    """ "cloud unit" after "its": the child company that goes by that."""
    text = scene.reading.document.text
    parts: list[str] = []
    for found in WORDS.finditer(text, place, place + 60):
        word = found[1].lower()
        if word in scene.known.unit_nouns:
            if parts and (child := _child(scene, owner, parts)):
                yield _reference(scene, place + 1, found.end(1), child)
            return
        parts.append(word)
        if len(parts) > 3 or text[found.end() : found.end() + 1] != " ":
            return


def _child(scene: Scene, owner: str, parts: list[str]) -> str | None:
    for entity in scene.children.get(owner, ()):
        names = " ".join((entity.name, *entity.aliases)).lower()
        if any(part in names.split() or entity.name in scene.known.unit_fields.get(part, ()) for part in parts):
            return entity.name
    return None
