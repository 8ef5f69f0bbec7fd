"""Resolves words that refer to somebody named elsewhere: "the company", "its cloud unit", "the carmaker", "he"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from store.extraction.naming.descriptions import describe_companies
from store.extraction.naming.referring_words import ReferringWords, compile_referring_words
from store.extraction.reading import Mention, Reading, opens_item
from store.model import EntityKind

COMPANY, PERSON, PLACE = EntityKind.COMPANY, EntityKind.PERSON, EntityKind.PLACE
ORGANISATIONS = (COMPANY, EntityKind.ORGANISATION)
OWNERS = (*ORGANISATIONS, PLACE)
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

JOINTS = frozenset((", ", " and ", ", and "))
CREDIT_REACH = 100
ACCORDING = re.compile(r"\b[Aa]ccording to [^.;:]*\Z")
CLAUSE_WINDOW = 60
"""Characters before a name in which its clause is looked at."""

CUE = re.compile(
    r"""
    [\s“”"(—]                            # first what stands before, since that is quick to look for
    ( [Tt]h(?:e|is) | THE | [Ii]t(?:s|self)? | [Hh](?:e|is|er|im) | [Ss]he )
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
CLAUSE_SIGNS = frozenset(',“":;—–-')
AGENTS = (
    " by ",
    " by the ",
    "ccording to ",
    "ccording to the ",
    " told ",
    " told the ",
    " telling ",
    " interview with ",
)
ASKERS = (" surveyed by ", " polled by ", " tracked by ", " compiled by ")
SUPERLATIVE = re.compile(
    r"['’]s ((?:top|biggest|largest|leading|No\. ?\d|number one|dominant|most \w+|(?:second|third|fourth|fifth)-\w+) )"
)


@dataclass(slots=True)
class Heard:
    """One sentence: where it begins, and who has been spoken of in it so far."""

    start: int
    mentions: list[Mention] = field(default_factory=list)
    subject: str | None = None
    is_settled: bool = False


@dataclass(slots=True)
class Scene:
    """Who has been spoken of: in the present sentence, and in the last ones, newest first."""

    reading: Reading
    words: ReferringWords
    now: Heard
    past: deque[Heard] = field(default_factory=lambda: deque(maxlen=MEMORY))
    opens_paragraph: bool = False
    main: str | None = None
    described: dict[str, set[str]] | None = None


def find_references(reading: Reading) -> None:
    """Add to `reading.mentions` the references whose meaning is clear, with `by_name` false."""
    scene = Scene(reading, compile_referring_words(reading.vocabulary), Heard(0))
    if found := list(_walk(scene)):
        reading.mentions = _without_overlaps(sorted([*reading.mentions, *found], key=_place))


def _place(mention: Mention) -> tuple[int, bool]:
    return mention.start, not mention.by_name


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _walk(scene: Scene) -> Iterator[Mention]:
    """Read the text from the beginning: names are remembered, words that refer are resolved by what is remembered."""
    text = scene.reading.document.text
    mentions = deque(scene.reading.mentions)
    cues = deque(found.span(1) for found in CUE.finditer(f" {text}"))
    quoted = [found.span() for found in QUOTATION.finditer(text)]
    paragraph = -1
    for sentence in scene.reading.sentences:
        scene.opens_paragraph = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        scene.now = Heard(sentence.start)
        while cues and cues[0][0] <= sentence.end:
            start, end = (place - 1 for place in cues.popleft())
            if start < sentence.start:
                continue
            yield from _hear(scene, mentions, start)
            for reference in _resolve(scene, start, end, quoted, mentions):
                scene.now.mentions.append(reference)
                yield reference
        yield from _hear(scene, mentions, sentence.end)
        scene.past.appendleft(scene.now)


def _hear(scene: Scene, mentions: deque[Mention], end: int) -> Iterator[Mention]:
    """Take in the names up to `end`, and the units named after their owner: "Alibaba's cloud unit"."""
    text, heard = scene.reading.document.text, scene.now
    while mentions and mentions[0].start < end:
        mention = mentions.popleft()
        if mention.start < heard.start:
            continue
        heard.mentions.append(mention)
        if text.startswith(("'s ", "’s "), mention.end):
            for reference in (*_unit(scene, mention, mention.end + 2), *_champion(scene, mention, mentions)):
                heard.mentions.append(reference)
                yield reference


def _resolve(
    scene: Scene, start: int, end: int, quoted: list[tuple[int, int]], mentions: deque[Mention]
) -> Iterable[Mention]:
    """What the word means that stands between `start` and `end`, and a unit that it owns."""
    text = scene.reading.document.text
    word = text[start:end].lower()
    if word in DEFINITE:
        found = FOLLOWING.match(text, end)
        is_apt = found and (
            scene.words.may_follow_the(found[1].lower())
            or (mentions and mentions[0].start == end + 1)
            or scene.words.trade.match(text, end)
        )
        return _definite(scene, start, end, mentions) if is_apt else ()
    if _covers(quoted, start):
        return ()
    if word not in NEUTER:
        person = _person(scene)
        return [Mention(start, end, person, PERSON, by_name=False)] if person else ()
    company = None if EMPTY_IT.match(text, end) else _company(scene, word)
    if not company:
        return ()
    reference = _reference(scene, start, end, company)
    return [reference, *(_unit(scene, reference, end) if word == "its" else ())]


def _covers(spans: list[tuple[int, int]], place: int) -> bool:
    index = bisect_right(spans, (place, place)) - 1
    return index >= 0 and place < spans[index][1]


def _reference(scene: Scene, start: int, end: int, name: str) -> Mention:
    entity = scene.reading.entities.get(name)
    return Mention(start, end, name, entity.kind if entity else COMPANY, by_name=False)


def _person(scene: Scene) -> str | None:
    """Whom "he" means: the last person of this sentence, else the first of an earlier one."""
    for mention in reversed(scene.now.mentions):
        if mention.kind is PERSON:
            return mention.name
    for heard in islice(scene.past, PERSON_MEMORY):
        for mention in heard.mentions:
            if mention.kind is PERSON:
                return mention.name
    return None


def _company(scene: Scene, word: str) -> str | None:
    """Whom "it" means: the nearest subject in this sentence, else what the sentence before was about."""
    kinds = OWNERS if word == "its" else ORGANISATIONS
    named: set[str] = set()
    nearest = scene.now.mentions[-1] if scene.now.mentions else None
    if nearest and nearest.kind in ORGANISATIONS and _owns(scene, nearest):
        return nearest.name  # "Acme's revenue since its launch"
    for mention in reversed(scene.now.mentions):
        if mention.kind in kinds and _opens_clause(scene, scene.now, mention):
            return mention.name
        if mention.kind in ORGANISATIONS and not _tells(scene, mention.name):
            named.add(mention.name)
    if named:
        return named.pop() if len(named) == 1 else None
    return next(filter(None, (_subject(scene, heard) for heard in islice(scene.past, PRONOUN_MEMORY))), None)


def _owns(scene: Scene, mention: Mention) -> bool:
    return mention.by_name and scene.reading.document.text.startswith(("'s ", "’s "), mention.end)


def _subject(scene: Scene, heard: Heard) -> str | None:
    """The company that an earlier sentence was about."""
    if not heard.is_settled:
        heard.is_settled = True
        companies = [mention for mention in heard.mentions if mention.kind in ORGANISATIONS]
        subjects = (mention.name for mention in companies if _opens_clause(scene, heard, mention))
        heard.subject = next(subjects, None)
        if not heard.subject and len(companies) == 1 and not _is_agent(scene, companies[0]):
            heard.subject = companies[0].name
    return heard.subject


def _is_agent(scene: Scene, mention: Mention) -> bool:
    """Whether a company is only named as who did or said something: what the sentence is about was said before."""
    text, start = scene.reading.document.text, mention.start
    return text.endswith(AGENTS, 0, start) or ACCORDING.search(text, max(0, start - CREDIT_REACH), start) is not None


def _opens_clause(scene: Scene, heard: Heard, mention: Mention) -> bool:
    """Whether the mention opens a clause, so that what follows is likely said of it, and it isn't just a source."""
    if not mention.by_name:
        return True
    text = scene.reading.document.text
    if any(text[other.end : mention.start] in JOINTS for other in heard.mentions if other.end < mention.start):
        return False  # the second of "Acme, Beta and Gamma"
    before = text[max(heard.start, mention.start - CLAUSE_WINDOW) : mention.start].lower().split()
    while before and scene.words.is_before_noun(before[-1]):
        before.pop()
    is_place = mention.kind is PLACE
    if before:
        return not is_place and (before[-1][-1] in CLAUSE_SIGNS or before[-1] in scene.words.clause_openers)
    return not text.endswith("[", 0, mention.start) and not (is_place and text.startswith(("'s", "’s"), mention.end))


def _definite(scene: Scene, start: int, place: int, mentions: deque[Mention]) -> Iterator[Mention]:
    """Whom "the Chinese e-commerce giant" means, by the noun and by the country."""
    text, words = scene.reading.document.text, scene.words
    following = mentions[0] if mentions else None
    country = ""
    trade = words.trade.match(text, place)
    trade_until = trade.end() if trade else 0
    for count, found in enumerate(FOLLOWING.finditer(text, place, place + 90)):
        first = found.start(1)
        if following and following.start == first:
            if following.kind is PLACE and text.startswith("-based ", following.end):
                based = following.end + len("-based")
                yield from _definite(scene, based + 1, based, deque())
            return
        word = found[1].lower().removesuffix("’s").removesuffix("'s")
        end = first + len(word)
        if word in words.nouns:
            is_title = following is not None and following.start == end + 1
            if not is_title and not words.goes_on(text, end) and (name := _described_as(scene, word, country)):
                yield _reference(scene, start, end, name)
            return
        if count == MOST_MODIFIERS or found.end(1) != end or not (words.is_modifier(word) or first < trade_until):
            return
        country = words.countries.get(word, country)


def _described_as(scene: Scene, noun: str, country: str) -> str | None:
    """The nearest company that the noun and the country can speak of; at the head of a paragraph, the main one."""
    if scene.described is None:
        _survey(scene)
    if lead := _lead_of_item(scene):
        return lead
    described = scene.described or {}
    ordered = _candidates(scene, noun, country)
    fitting = [name for name in ordered if _fits(scene, name, noun, country)]
    told = (name for name in fitting if noun in described.get(name, ()))
    name = next(told, fitting[0] if fitting else None)
    parent = scene.reading.entities[name].parent if name else ""
    is_owned = parent and not scene.words.nouns[noun] and any(m.name == parent for m in scene.now.mentions)
    return parent if is_owned else name


def _lead_of_item(scene: Scene) -> str | None:
    """Whom an item of a round-up opens with: "Acme — Shares of the trading app fell"."""
    lead = scene.now.mentions[0] if scene.now.mentions else None
    is_lead = lead is not None and lead.start == scene.now.start and lead.kind in ORGANISATIONS
    return lead.name if lead and is_lead and opens_item(scene.reading.document.text, lead.end) else None


def _candidates(scene: Scene, noun: str, country: str) -> list[str]:
    """The companies that may be meant, the likeliest first."""
    text = scene.reading.document.text
    told_of = (m for m in reversed(scene.now.mentions) if m.kind in ORGANISATIONS)
    now = [mention for mention in told_of if not text.endswith(ASKERS, 0, mention.start)]
    subjects = [mention.name for mention in now if _opens_clause(scene, scene.now, mention)]
    earlier = [name for heard in scene.past if (name := _subject(scene, heard))]
    main = [scene.main] if scene.main else []
    ordered = [*subjects, *(mention.name for mention in now)]
    ordered += main if scene.opens_paragraph and scene.main in earlier else []
    ordered += earlier
    if scene.words.nouns[noun] or country or noun in scene.words.young:
        named = (m.name for heard in scene.past for m in reversed(heard.mentions) if m.kind in ORGANISATIONS)
        ordered += [name for name in named if not _tells(scene, name)]
    return list(dict.fromkeys([*ordered, *main]))


def _tells(scene: Scene, name: str) -> bool:
    """Whether an organisation mostly tells of others: a newspaper, an agency, an exchange."""
    return scene.reading.entities[name].sector in scene.words.telling


def _survey(scene: Scene) -> None:
    """See which company the document is mostly about, and what it calls each."""
    reading = scene.reading
    companies = [mention for mention in reading.mentions if mention.kind in ORGANISATIONS]
    counts = Counter(m.name for m in companies if not _tells(scene, m.name))
    ranked = counts.most_common(2)
    is_clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > ranked[1][1])
    scene.main = ranked[0][0] if is_clear else None
    scene.described = describe_companies(reading.document.text, scene.words, companies)


def _fits(scene: Scene, name: str, noun: str, country: str) -> bool:
    """Whether a company can be spoken of by the noun, from what is known of it and what the text calls it."""
    entity = scene.reading.entities.get(name)
    if entity is None or (country and entity.country and entity.country != country):
        return False
    if noun in (scene.described or {}).get(name, ()) or noun in name.lower().split():
        return True
    words = scene.words
    if noun in words.young and (entity.tickers or entity.parent):
        return False
    if noun in words.commercial and (entity.kind is not COMPANY or entity.sector in words.telling):
        return False
    sectors = words.nouns[noun]
    return sectors is None or entity.sector in sectors or (not entity.sector and name == scene.main)


def _unit(scene: Scene, owner: Mention, place: int) -> Iterator[Mention]:
    """The child company that goes by "cloud unit" after "its" or "Alibaba's"."""
    if owner.kind is not COMPANY:
        return
    text, words = scene.reading.document.text, scene.words
    parts: list[str] = []
    for found in FOLLOWING.finditer(text, place, place + 60):
        word = found[1].lower().removesuffix("’s").removesuffix("'s")
        if word in words.unit_nouns:
            if child := words.child(owner.name, parts, scene.reading.entities):
                scene.reading.entities.setdefault(child.name, child)
                yield _reference(scene, place + 1, found.start(1) + len(word), child.name)
            return
        parts.append(word)
        if len(parts) > MOST_FIELD_WORDS:
            return


def _champion(scene: Scene, place: Mention, mentions: deque[Mention]) -> Iterator[Mention]:
    """Whom "India's top steelmaker" means before any company is named: the next one that it can speak of."""
    if place.kind is not PLACE or any(mention.kind in ORGANISATIONS for mention in scene.now.mentions):
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
            names = (mention.name for mention in islice(mentions, MEMORY) if mention.kind in ORGANISATIONS)
            if name := next((name for name in names if _fits(scene, name, word, country)), None):
                yield _reference(scene, superlative.start(1), end, name)
            return
        if not words.is_modifier(word):
            return
