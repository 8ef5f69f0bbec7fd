"""Resolves words that refer to somebody named elsewhere: "the company", "its cloud unit", "the carmaker", "he"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from store.extraction.naming.referring_words import ReferringWords, compile_referring_words
from store.extraction.reading import Mention, Reading
from store.model import EntityKind

ORGANISATIONS = (EntityKind.COMPANY, EntityKind.ORGANISATION)
SOURCES = frozenset(("media", "research", "government", "university"))
"""Sectors whose members are mostly quoted in the news of others: no document is taken to be about them."""

MEMORY = 6
"""Sentences after which a company spoken of is no longer "the company"."""

PRONOUN_MEMORY = 1
"""Sentences over which "it" reaches back."""

PERSON_MEMORY = 3
"""Sentences over which "he" reaches back: quotations stand between."""

MOST_MODIFIERS = 5
"""Words looked at after "the" for the noun that it belongs to."""

MOST_FIELD_WORDS = 3
"""Words that may say what a unit does: "cloud computing"."""

CUE = re.compile(
    r"""
    [TtIiHhSs](?<![\w’'-].)              # a first letter that opens a word, then the rest of it
    (?: (?<=[Tt])(?:he|his) | (?<=T)HE
      | (?<=[Ii])t(?:s|self)?
      | (?<=[Hh])(?:e|is|er|im) | (?<=[Ss])he
    )
    (?=[\s’'])
    """,
    re.VERBOSE,
)
DEFINITE = frozenset(("the", "this"))
NEUTER = frozenset(("it", "its", "itself"))
FOLLOWING = re.compile(r"\s([\w&][\w&’'-]*)")
EMPTY_IT = re.compile(
    r"""
    \s(?: (?:is|was|will\ be|would\ be|has\ been|'s|’s|remains|became)\s(?:[a-z-]+\s){0,2}
          (?:that|to|for|how|whether|if|when|why|who|what|because)\b
        | (?:seems|appears|seemed|appeared|took|takes|turns|turned|makes\ sense|comes|came)\b )
    """,
    re.VERBOSE,
)
QUOTATION = re.compile(r"“[^“”\n]*+(?:”|$)|\"[^\"\n]*+\"", re.MULTILINE)
DESCRIBED = re.compile(r"(?:,| (?:is|was)) (an?|the|one of) ([^,.;]{1,80})")
"""What a company is called after its name; "Acme, the company said" calls it nothing."""
LISTED = re.compile(r"(\w+)s,? (?:including|like|such as) \Z")
JOINTS = frozenset((", ", " and ", ", and ", " or "))
SUPERLATIVE = re.compile(
    r"['’]s ((?:top|biggest|largest|leading|No\. ?\d|number one|dominant|most \w+|(?:second|third|fourth|fifth)-\w+) )"
)


@dataclass(slots=True)
class Scene:
    """Who has been spoken of so far.

    `spoken` are the mentions of the present sentence, with whether each opens a clause; `subjects` the company that
    each of the last sentences was about, newest first; `named` the companies that each named.
    """

    reading: Reading
    words: ReferringWords
    main: str | None
    described: dict[str, set[str]]
    spoken: list[tuple[Mention, bool]] = field(default_factory=list)
    subjects: deque[str | None] = field(default_factory=lambda: deque(maxlen=MEMORY))
    named: deque[list[str]] = field(default_factory=lambda: deque(maxlen=MEMORY))
    people: deque[str | None] = field(default_factory=lambda: deque(maxlen=PERSON_MEMORY))
    opens_paragraph: bool = False


def find_references(reading: Reading) -> None:
    """Add to `reading.mentions` the references whose meaning is clear, with `by_name` false."""
    words = compile_referring_words(reading.vocabulary)
    companies = [mention for mention in reading.mentions if mention.kind in ORGANISATIONS]
    scene = Scene(reading, words, _main_company(reading, companies), _descriptions(reading, words, companies))
    found = list(_walk(scene))
    if found:
        reading.mentions = _without_overlaps(sorted([*reading.mentions, *found], key=_place))


def _place(mention: Mention) -> tuple[int, bool]:
    return mention.start, not mention.by_name


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _main_company(reading: Reading, companies: list[Mention]) -> str | None:
    """The company that the document names most often, None where two share that."""
    counts = Counter(m.name for m in companies if reading.entities[m.name].sector not in SOURCES)
    ranked = counts.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None


def _descriptions(reading: Reading, words: ReferringWords, companies: list[Mention]) -> dict[str, set[str]]:
    """What the text calls each company: "startup Laiye", "Laiye, a Chinese startup"."""
    text = reading.document.text
    described: dict[str, set[str]] = {}
    end, listed = -1, ""
    for mention in companies:
        nouns = described.setdefault(mention.name, set())
        before = text[max(0, mention.start - 40) : mention.start]
        if listing := LISTED.search(before):
            listed = listing[1].lower()
        elif before[-(mention.start - end) :] not in JOINTS:
            listed = ""
        nouns.update(word for word in (*before.lower().split()[-1:], listed) if word in words.nouns)
        end = mention.end
        if after := DESCRIBED.match(text, mention.end):
            phrase = after[2].lower().split()[:8]
            nouns.update(word for word in phrase[after[1] == "the" :] if word in words.nouns)
    return described


def _walk(scene: Scene) -> Iterator[Mention]:
    """Read the text from the beginning: names are remembered, words that refer are resolved by what is remembered."""
    text = scene.reading.document.text
    mentions = deque(scene.reading.mentions)
    cues = deque(CUE.finditer(text))
    quoted = [found.span() for found in QUOTATION.finditer(text)]
    paragraph = -1
    for sentence in scene.reading.sentences:
        scene.opens_paragraph = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        scene.spoken = []
        while cues and cues[0].start() < sentence.start:
            cues.popleft()
        while cues and cues[0].start() < sentence.end:
            cue = cues.popleft()
            yield from _hear(scene, mentions, sentence.start, cue.start())
            for reference in _resolve(scene, cue, is_quoted=_covers(quoted, cue.start()), mentions=mentions):
                scene.spoken.append((reference, True))
                yield reference
        yield from _hear(scene, mentions, sentence.start, sentence.end)
        _remember(scene)


def _covers(spans: list[tuple[int, int]], place: int) -> bool:
    index = bisect_right(spans, (place, len(spans) and spans[-1][1])) - 1
    return index >= 0 and place < spans[index][1]


def _hear(scene: Scene, mentions: deque[Mention], start: int, end: int) -> Iterator[Mention]:
    """Take in the names up to `end`, and the units named after their owner: "Alibaba's cloud unit"."""
    text = scene.reading.document.text
    while mentions and mentions[0].start < end:
        mention = mentions.popleft()
        if mention.start < start:
            continue
        scene.spoken.append((mention, _opens_clause(scene, start, mention)))
        if text.startswith(("'s ", "’s "), mention.end):
            for reference in (*_unit(scene, mention, mention.end + 2), *_champion(scene, mention, mentions)):
                scene.spoken.append((reference, True))
                yield reference


def _remember(scene: Scene) -> None:
    companies = [(mention.name, subject) for mention, subject in scene.spoken if mention.kind in ORGANISATIONS]
    subject = next((name for name, is_subject in companies if is_subject), None)
    if not subject and len(companies) == 1 and not _is_agent(scene, companies[0][0]):
        subject = companies[0][0]
    scene.subjects.appendleft(subject)
    scene.named.appendleft([name for name, _ in reversed(companies)])
    scene.people.appendleft(next((m.name for m, _ in scene.spoken if m.kind is EntityKind.PERSON), None))


def _is_agent(scene: Scene, name: str) -> bool:
    """Whether the sentence names a company only after "by": what it is about was said before."""
    text = scene.reading.document.text
    return any(text.endswith((" by ", " by the "), 0, m.start) for m, _ in scene.spoken if m.name == name)


def _opens_clause(scene: Scene, start: int, mention: Mention) -> bool:
    """Whether the mention opens a clause, so that what follows is likely said of it, and it isn't just a source."""
    if mention.kind not in (*ORGANISATIONS, EntityKind.PLACE):
        return False
    text = scene.reading.document.text
    is_place = mention.kind is EntityKind.PLACE
    before = text[max(start, mention.start - 60) : mention.start].lower().split()
    while before and scene.words.is_before_noun(before[-1]):
        before.pop()
    if not before:
        return text[mention.start - 1 : mention.start] != "[" and not (
            is_place and text.startswith(("'s", "’s"), mention.end)
        )
    return not is_place and (before[-1][-1] in ',“":;—–-' or before[-1] in scene.words.clause_openers)


def _resolve(scene: Scene, cue: re.Match[str], *, is_quoted: bool, mentions: deque[Mention]) -> Iterator[Mention]:
    word = cue[0].lower()
    if word in DEFINITE:
        yield from _definite(scene, cue.start(), cue.end(), mentions)
    elif is_quoted:
        return
    elif word not in NEUTER:
        if name := _person(scene):
            yield Mention(cue.start(), cue.end(), name, EntityKind.PERSON, by_name=False)
    elif not EMPTY_IT.match(scene.reading.document.text, cue.end()) and (name := _company(scene, word)):
        reference = _reference(scene, cue.start(), cue.end(), name)
        yield reference
        if word == "its":
            yield from _unit(scene, reference, cue.end())


def _reference(scene: Scene, start: int, end: int, name: str) -> Mention:
    entity = scene.reading.entities.get(name)
    return Mention(start, end, name, entity.kind if entity else EntityKind.COMPANY, by_name=False)


def _person(scene: Scene) -> str | None:
    for mention, _ in reversed(scene.spoken):
        if mention.kind is EntityKind.PERSON:
            return mention.name
    return next(filter(None, scene.people), None)


def _company(scene: Scene, word: str) -> str | None:
    """Whom "it" means: the nearest subject in this sentence, else what the sentence before was about."""
    kinds = (*ORGANISATIONS, EntityKind.PLACE) if word == "its" else ORGANISATIONS
    subjects = [mention.name for mention, subject in scene.spoken if subject and mention.kind in kinds]
    if subjects:
        return subjects[-1]
    named = {mention.name for mention, _ in scene.spoken if mention.kind in ORGANISATIONS}
    if len(named) == 1:
        return named.pop()
    earlier = list(scene.subjects)[:PRONOUN_MEMORY]
    return next(filter(None, earlier), None) if not named else None


def _definite(scene: Scene, start: int, place: int, mentions: deque[Mention]) -> Iterator[Mention]:
    """Whom "the Chinese e-commerce giant" means, by the noun and by the country."""
    text, words = scene.reading.document.text, scene.words
    country = ""
    for count, found in enumerate(FOLLOWING.finditer(text, place, place + 90)):
        if mentions and mentions[0].start == found.start(1):
            if mentions[0].kind is not EntityKind.PLACE or not text.startswith("-based ", mentions[0].end):
                return
            place = start = mentions[0].end + len("-based")
            yield from _definite(scene, start + 1, place, deque())
            return
        word = found[1].lower().removesuffix("’s").removesuffix("'s")
        end = found.start(1) + len(word)
        if word in words.nouns and not words.goes_on(text, end) and not (mentions and mentions[0].start == end + 1):
            if name := _described_as(scene, word, country):
                yield _reference(scene, start, end, name)
            return
        country = words.countries.get(word, country)
        if count == MOST_MODIFIERS or found.end(1) != end or not words.is_modifier(word):
            return


def _described_as(scene: Scene, noun: str, country: str) -> str | None:
    """The nearest company that the noun and the country can speak of; at the head of a paragraph, the main one."""
    said = [(mention.name, subject) for mention, subject in reversed(scene.spoken) if mention.kind in ORGANISATIONS]
    subjects = [name for name, subject in said if subject]
    others = [name for name, subject in said if not subject]
    earlier = [name for name in scene.subjects if name]
    main = [scene.main] if scene.main else []
    ordered = [*subjects, *others, *(main if scene.opens_paragraph and scene.main in earlier else []), *earlier]
    if scene.words.nouns[noun] or country or noun in scene.words.young:
        ordered += [name for names in scene.named for name in names]
    ordered += main
    fitting = [name for name in ordered if _fits(scene, name, noun, country)]
    told = [name for name in fitting if noun in scene.described.get(name, ())]
    name = next(iter(told or fitting), None)
    parent = scene.reading.entities[name].parent if name else ""
    return parent if parent in others + subjects and not scene.words.nouns[noun] else name


def _fits(scene: Scene, name: str, noun: str, country: str) -> bool:
    """Whether a company can be spoken of by the noun, from what is known of it and what the text calls it."""
    entity = scene.reading.entities.get(name)
    if entity is None or (country and entity.country and entity.country != country):
        return False
    if noun in scene.described.get(name, ()) or noun in name.lower().split():
        return True
    words = scene.words
    if noun in words.young and (entity.tickers or entity.parent):
        return False
    if noun in words.commercial and (entity.kind is EntityKind.ORGANISATION or entity.sector in SOURCES):
        return False
    sectors = words.nouns[noun]
    return sectors is None or entity.sector in sectors


def _unit(scene: Scene, owner: Mention, place: int) -> Iterator[Mention]:
    """The child company that goes by "cloud unit" after "its" or "Alibaba's"."""
    if owner.kind is not EntityKind.COMPANY:
        return
    text, words = scene.reading.document.text, scene.words
    parts: list[str] = []
    for found in FOLLOWING.finditer(text, place, place + 60):
        word = found[1].lower().removesuffix("’s").removesuffix("'s")
        if word in words.unit_nouns:
            if child := words.child(owner.name, parts, scene.reading.entities):
                yield _reference(scene, place + 1, found.start(1) + len(word), child)
            return
        parts.append(word)
        if len(parts) > MOST_FIELD_WORDS:
            return


def _champion(scene: Scene, place: Mention, mentions: deque[Mention]) -> Iterator[Mention]:
    """Whom "India's top steelmaker" means before any company is named: the next one that it can speak of."""
    if place.kind is not EntityKind.PLACE or any(m.kind in ORGANISATIONS for m, _ in scene.spoken):
        return
    text, words = scene.reading.document.text, scene.words
    superlative = SUPERLATIVE.match(text, place.end)
    if not superlative:
        return
    for found in FOLLOWING.finditer(text, superlative.end() - 1, superlative.end() + 60):
        word = found[1].lower().removesuffix("’s").removesuffix("'s")
        end = found.start(1) + len(word)
        if word in words.nouns and not words.goes_on(text, end):
            country = scene.reading.entities[place.name].country
            name = next(
                (m.name for m in mentions if m.kind in ORGANISATIONS and _fits(scene, m.name, word, country)), None
            )
            if name:
                yield _reference(scene, superlative.start(1), end, name)
            return
        if not words.is_modifier(word):
            return
