"""Says what the people of a text are: their titles and organisations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from store.extraction.naming.name_words import NameWords, compile_name_words
from store.extraction.naming.titles import Title, read_field, read_title, read_title_back
from store.extraction.reading import Mention, Reading
from store.model import EntityKind, Role
from store.vocabulary import Vocabulary

ORGANISATIONS = (EntityKind.COMPANY, EntityKind.ORGANISATION)
SOURCES = frozenset(("media", "research"))
"""Sectors of those who are quoted: nobody's employer unless the text says so."""

WINDOW = 100
OWNER_WINDOW = 30
LONGEST_HONORIFIC = 10

POSSESSIVE = re.compile(r"['’]s? ")
COMMA = re.compile(r"[ \t\xa0]*+(?:,|\(|–|—|-)\s?")
ASIDE = re.compile(r",\s[^,.;\n]{1,80},(?=\sas\s)")
"""As in "appointed Jane Doe, a former partner, as"."""
AGE = re.compile(r"\d\d,\s")
SOMEBODYS = re.compile(r"(?:['’]s|\b(?:his|her|their|our|whose))\s(?:\w+\s)?\Z")
AS = re.compile(r"\bas\s(?:the\s|its\s|an?\s|new\s){0,3}\Z", re.IGNORECASE)
DESCRIBED = re.compile(
    r"(?:(?!(?:of|for|at|with|in|and|to|on|from)\s)(?:[a-z\d][\w-]*|[A-Z]{2,4}(?=\s[a-z]))\s){1,4}(?=[^\W\d_a-z])"
)
"""What may stand between "of" and an organisation: "chief executive of startup Acme", "partner of VC firm Acme"."""
FIELD = re.compile(r"\s(?:of|for)\s(?:(?:[A-Z][\w&]*\s|and\s|of\s){0,3}[A-Z][\w&]*|(?:[a-z]+\s){0,2}[a-z]+)\Z")
"""A field before a name: "Vice President for Physician Services Jane Doe", "head of research Jane Doe"."""
OF = re.compile(r"\s(?:of|at|for)\s(?:the\s|[A-Z]\w+['’]s\s)?\Z")
"""What stands before an organisation behind its officer's title: "of", "for the", "of Brazil's"."""
FROM = re.compile(r"(?:,\s(?:from|of|at|with)|\s(?:of|from|at))\s(?:the\s)?")
"""Between a person and an employer, no title given: "Jane Doe, from Acme", "Jane Doe of Acme"."""
COUNTRYS = re.compile(r"[A-Z]\w+['’]s\s")
LINK = re.compile(r"\s(?:of|at|for|with|in charge of|from)\s(?:the\s)?")
WHERE = re.compile(r"\s(?:at|for)\s(?:the\s)?")
INTRODUCED = re.compile(r"(?:[\w-]+\s){1,5}?(?=[^\W\d_a-z][\w.&]*(?:\s[\w.&]+){0,3}['’]s\s)")
"""What may stand between a name and its owner's: "Jane Doe, US media company Acme's head of news"."""

DIVISION = re.compile(r",\s(?:[A-Z][\w&]*\s|&\s|and\s){1,4}[A-Z]\w+(?=,\s|\sat\s)")
"""The part of an organisation that follows a title: "VP, Cloud Solutions Group, Acme"."""
EPITHET = re.compile(r"\b(?:\d\d-year-old|current|former|incoming|longtime|long-time|new|outgoing|then)\s\Z")
"""Between an organisation and the title of its officer: "Acme's 27-year-old chief executive"."""
NO_TITLE = re.compile(r"^(?:.*['’]s\s|(?:[A-Z]\S*\s){0,2}\S+-based\s|new\s|\d\d-year-old\s)")
"""What opens a title and is no part of it: "the chain's chief executive", "a New York-based analyst"."""
COVERS = re.compile(r",\swho\scovers\s[^,.;\n]{1,60}?\s(?:at|for)\s(?:the\s)?")
"""What only analysts do: "Jane Doe, who covers Acme for Birch Bank"."""
FOUNDED = re.compile(r"-(?:co-?)?founded\b")
APPOINTING_REACH = 3
"""Words before a name among which one appoints: "named director Jane Doe chairman"."""
JOINTS = (" and ", ", ", ", and ")
FOUNDED_BY = re.compile(
    r"(?P<opening>(?:\A|[.!?”\n]\s?))?\b(?:co-?)?found(?:ed|ing)\s(?:in\s\d{4}\s)?by\s"
    r"(?:[^.;]{1,80}\sand\s|[^.;]{1,60},\s)?(?:former\s(?:[\w&.’'-]+\s){1,5}|(?:[A-Z]?[a-z-]+\s){0,2})\Z",
    re.IGNORECASE,
)
LISTING = re.compile(r"s(?:,?\s(?:including|such\sas|like))?\s\Z")
BOLD = "**"
NAMED = re.compile(r"\s(?:named|called)\Z")
SENTENCE_END = re.compile(r"[.!?\n]\s")
LISTED = r"(?:(?:,\sand|,|\sand)(?:\s[A-Z][\w.’'-]*){2,3})*"
"""The people of a list behind its first."""
FOUNDS = re.compile(LISTED + r"\s(?:first\s|later\s)?(?:co-?)?founded\s(?:the\s)?")
OFFICERS_OF = re.compile(LISTED + r",\s(?:the\s|its\s)?(?P<title>(?:[\w-]+\s){0,3}[\w-]+)s\s(?:of|at)\s")
"""As in "Jane Doe and John Roe, co-founders of"."""
PAST = re.compile(r"\b(?:[Ff]ormer|[Ee]x-?|[Oo]ne-time)\s?(?:[\w&.’'-]+\s){0,4}\Z")
OFFICER = re.compile(
    r"\b(?:chief|ceo|cfo|coo|cto|chair\w*|president|founder|co-founder|cofounder|managing director)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A title found for a person, with its organisation; one that was held before says less."""

    title: str | None
    organisation: str | None
    place: int
    is_past: bool = False

    @property
    def rank(self) -> int:
        """A title says more than an organisation, both say more than one, and an officer's most."""
        is_officer = self.title and self.title != "founder" and OFFICER.search(self.title)
        return 2 * bool(self.title) + bool(self.organisation) + bool(is_officer) - self.is_past


@dataclass(frozen=True, eq=False)
class RoleWords:
    """Patterns for what stands between a person and a title, compiled from the vocabulary."""

    names: NameWords
    opener: re.Pattern[str]
    being: re.Pattern[str]
    serving: re.Pattern[str]
    owner: re.Pattern[str]
    appointing: frozenset[str]
    honorific: re.Pattern[str]
    biography: re.Pattern[str]
    """What a page says of the author of its text, who is nobody of the news."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What titles are read from: the text, and its organisations by where they begin and end."""

    text: str
    words: RoleWords
    organisations: list[Mention]
    begins: dict[int, Mention]
    ends: dict[int, Mention]
    main: str | None


def find_people(reading: Reading) -> None:
    """Fill `reading.roles`: every person named, with the best title and organisation that the text gives."""
    around = _look_around(reading)
    biography, prose = around.words.biography, reading.prose
    people = [m for m in reading.mentions if m.kind is EntityKind.PERSON and not biography.match(prose, m.end)]
    best: dict[str, Found] = {}
    end, shared = -1, None
    for mention in people:
        shared = _shared_title(around, mention) or (shared if around.text[end : mention.start] in JOINTS else None)
        known = (Found(None, None, mention.start), *((shared,) if shared else ()))
        for found in (*known, *_before(around, mention), *_after(around, mention), *_implied(around, mention)):
            if mention.name not in best or found.rank > best[mention.name].rank:
                best[mention.name] = found
        end = mention.end
    starts = [sentence.start for sentence in reading.sentences]
    for name, found in best.items():
        index = bisect_right(starts, found.place) - 1
        if index >= 0 and found.place < reading.sentences[index].end:
            evidence = reading.evidence(reading.sentences[index])
            reading.roles.append(Role(evidence, name, found.title, found.organisation or _employer(around, found)))
    reading.roles.sort(key=lambda role: role.evidence.start)


@lru_cache(maxsize=8)
def _compile_role_words(vocabulary: Vocabulary) -> RoleWords:
    roles = vocabulary.table("roles")
    opener = rf"(?:(?:{_either(roles['openers'])}|\d{{4}})\s){{0,5}}"
    serving = "|".join(map(re.escape, roles["serving"]))
    being = _either(roles["being"] + roles["appointing"])
    return RoleWords(
        compile_name_words(vocabulary),
        re.compile(rf"\s?{opener}", re.IGNORECASE),
        re.compile(
            rf"(?:,\s(?:\d\d|who\s[^,.;]{{1,80}}),)?(?:\s(?:{_either(roles['auxiliaries'])})){{0,4}}\s(?:{being})\s{opener}",
        ),
        re.compile(
            rf"(?:,\swho\s[^,.;]{{1,80}},)?(?:\s[\w’'-]+){{0,4}}?\s(?:{serving})(?:\s[\w’'&.-]+){{0,6}}?\sas\s{opener}",
        ),
        re.compile(rf"\b(?:its|the\s(?:{_either(roles['employers'])})['’]s)\s(?:\w+\s)?\Z", re.IGNORECASE),
        frozenset(roles["appointing"].split()),
        re.compile(rf"\b(?:{_either(roles['honorifics'])})\.?\s\Z", re.IGNORECASE),
        re.compile(
            rf"\sis\san?\s(?:[\w-]+\s){{0,6}}?(?:{_either(roles['authors'])})\s(?:for|at|with|in|based|covering)\b"
        ),
    )


def _either(words: str) -> str:
    return "|".join(map(re.escape, words.split()))


def _look_around(reading: Reading) -> Surroundings:
    organisations = [mention for mention in reading.mentions if mention.kind in ORGANISATIONS]
    ranked = Counter(m.name for m in organisations if reading.entities[m.name].sector not in SOURCES).most_common(2)
    is_clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > ranked[1][1])
    return Surroundings(
        text=reading.prose,
        words=_compile_role_words(reading.vocabulary),
        organisations=organisations,
        begins={mention.start: mention for mention in organisations},
        ends={mention.end: mention for mention in organisations},
        main=ranked[0][0] if is_clear else None,
    )


def _shared_title(around: Surroundings, person: Mention) -> Found | None:
    """The title that opens a list of people: "co-CEOs Jane Doe and John Roe"."""
    listing = LISTING.search(around.text, max(0, person.start - WINDOW), person.start)
    if listing is None:
        return None
    end = listing.start() + 1
    title = read_title_back(around.text, end - 1, around.words.names, _end_of_last(around, end))
    if title is None or PAST.search(around.text, max(0, title.start - WINDOW), title.start):
        return None  # "former Acme researchers Jane Doe and John Roe"
    return Found(NO_TITLE.sub("", title.text), _owner(around, title.start), title.start)


def _before(around: Surroundings, person: Mention) -> Iterator[Found]:
    """What stands before: "chairman and CEO Jane Doe", "Acme's boss, Jane Doe", "As finance chief, Jane Doe"."""
    text, place = around.text, person.start
    if honorific := around.words.honorific.search(text, max(0, place - LONGEST_HONORIFIC), place):
        place = honorific.start()
    place -= len(BOLD) * text.endswith(BOLD, 0, place)  # "founder **Jane Doe**"
    is_comma = text.endswith(", ", 0, place)
    if not is_comma and not text.endswith(" ", 0, place):
        return
    if owner := _owner(around, place):
        yield Found(None, owner, person.start)
    if founded := FOUNDED_BY.search(text, max(0, place - WINDOW), place):
        opens = founded["opening"] is not None
        organisation = _next_behind(around, person) if opens else _last_name_before(around, founded.start())
        yield Found("founder", organisation, person.start, is_past=True)
        return
    named = NAMED.search(text, max(0, place - 8), place - 1)
    title, organisation = _title_ending(around, named.start() if named else place - 1 - is_comma)
    if not title:
        return
    owner = organisation or _owner(around, title.start)
    if is_comma and not (owner or _is_introduced(around, title.start)):
        return
    is_past = bool(PAST.search(text, max(0, title.start - WINDOW), title.start))
    yield Found(NO_TITLE.sub("", title.text), owner, title.start, is_past)


def _next_behind(around: Surroundings, person: Mention) -> str | None:
    """What the sentence goes on with: "Founded by …, Acme"."""
    index = bisect_right(around.organisations, person.end, key=lambda mention: mention.start)
    behind = around.organisations[index] if index < len(around.organisations) else None
    is_close = behind and not SENTENCE_END.search(around.text, person.end, behind.start)
    return behind.name if behind and is_close else None


def _title_ending(around: Surroundings, end: int) -> tuple[Title | None, str | None]:
    """The title that ends at `end`, as "finance chief" or "chief executive of Acme" do."""
    text, names = around.text, around.words.names
    if title := read_title_back(text, end, names, _end_of_last(around, end)):
        return title, None
    if mention := around.ends.get(end):
        link = OF.search(text, max(0, mention.start - OWNER_WINDOW), mention.start)
        return (read_title_back(text, link.start(), names), mention.name) if link else (None, None)
    field = FIELD.search(text, max(0, end - WINDOW), end)
    title = read_title_back(text, field.start(), names) if field else None
    return (Title(title.start, end, text[title.start : end]), None) if title else (None, None)


def _last_before(around: Surroundings, place: int) -> Mention | None:
    index = bisect_right(around.organisations, place, key=lambda mention: mention.start) - 1
    return around.organisations[index] if index >= 0 else None


def _last_name_before(around: Surroundings, place: int) -> str | None:
    last = _last_before(around, place)
    return last.name if last else None


def _end_of_last(around: Surroundings, place: int) -> int:
    last = _last_before(around, place)
    return last.end if last and last.end < place else 0


def _owner(around: Surroundings, place: int) -> str | None:
    """Whose title begins at `place`: that of "Apple", of "Apple's", or of "its" company."""
    text = around.text
    if epithet := EPITHET.search(text, max(0, place - OWNER_WINDOW), place):
        place = epithet.start()
    for gap in (" ", ". ", "'s ", "’s ", "' ", "’ "):
        if text.endswith(gap, 0, place) and (mention := around.ends.get(place - len(gap))):
            return mention.name
    if around.words.owner.search(text, max(0, place - OWNER_WINDOW), place):
        return _last_name_before(around, place)
    return None


def _is_introduced(around: Surroundings, place: int) -> bool:
    """Whether a title and a comma before a name belong to it: "As finance chief, Jane Doe", "its boss, Jane Doe"."""
    begin = max(0, place - OWNER_WINDOW)
    return bool(AS.search(around.text, begin, place) or SOMEBODYS.search(around.text, begin, place))


def _after(around: Surroundings, person: Mention) -> Iterator[Found]:
    """What follows: "Jane Doe, chief executive of Acme", "Jane Doe has been named CEO", "named Jane Doe CEO"."""
    text, end = around.text, person.end
    if comma := COMMA.match(text, end):
        age = AGE.match(text, comma.end())
        yield from _read_at(around, age.end() if age else comma.end())
    before = text[max(0, person.start - WINDOW) : person.start].lower().split()[-APPOINTING_REACH:]
    if not around.words.appointing.isdisjoint(before):
        aside = ASIDE.match(text, end)
        yield from _read_at(around, aside.end() if aside else end)
    for pattern in (around.words.being, around.words.serving):
        if found := pattern.match(text, end, end + WINDOW):
            yield from _read_at(around, found.end())
    if officers := OFFICERS_OF.match(text, end):
        title = read_title_back(text, officers.end("title"), around.words.names, end)
        organisation = around.begins.get(officers.end())
        if title and organisation:
            yield Found(NO_TITLE.sub("", title.text), organisation.name, title.start)


_IMPLIED = ((FROM, None), (COVERS, "analyst"), (FOUNDS, "founder"))
"""What names an organisation right behind a person, and the title that it gives."""


def _implied(around: Surroundings, person: Mention) -> Iterator[Found]:
    """What somebody is without a title: "Jane Doe of Acme", "Jane Doe founded Acme", "Jane Doe-founded"."""
    for pattern, title in _IMPLIED:
        found = pattern.match(around.text, person.end)
        if found and (organisation := around.begins.get(found.end())):
            yield Found(title, organisation.name, person.start)
    if FOUNDED.match(around.text, person.end):
        yield Found("founder", around.main, person.start)


def _read_at(around: Surroundings, place: int) -> Iterator[Found]:
    """The title that begins at `place`, perhaps after its organisation or an article."""
    text = around.text
    if opener := around.words.opener.match(text, place):
        place = opener.end()
    introduced = INTRODUCED.match(text, place)
    behind = introduced.end() if introduced and introduced.end() in around.begins else place
    if found := _read_title_at(around, behind) or _read_title_at(around, place):
        yield found


def _read_title_at(around: Surroundings, place: int) -> Found | None:
    """The title that begins right here, or right behind the organisation whose it is."""
    text = around.text
    organisation = around.begins.get(place)
    if organisation:
        gap = POSSESSIVE.match(text, organisation.end)
        place = gap.end() if gap else organisation.end + text.startswith(" ", organisation.end)
    title = read_title(text, place, around.words.names)
    if not title:
        return None
    words, linked = title.text, _linked(around, title.end)
    if not linked and (end := read_field(text, title.end, around.words.names)) > title.end:
        words, linked = text[title.start : end], _linked(around, end)
    if not linked and (division := DIVISION.match(text, title.end)):
        words, linked = text[title.start : division.end()], _linked(around, division.end())
        words = words if linked else title.text
    organisation = organisation or linked
    if linked and (link := WHERE.match(text, linked.end)) and (outer := around.begins.get(link.end())):
        words, organisation = text[title.start : linked.end], outer  # "head of Acme Cloud at Acme"
    return Found(NO_TITLE.sub("", words), organisation.name if organisation else None, title.start)


def _linked(around: Surroundings, place: int) -> Mention | None:
    """The organisation that follows a title: " of Acme", ", Acme", " Acme"."""
    if link := LINK.match(around.text, place):
        passed = DESCRIBED.match(around.text, link.end()) or COUNTRYS.match(around.text, link.end())
        return around.begins.get(link.end()) or (around.begins.get(passed.end()) if passed else None)
    for gap in (", ", " "):
        if around.text.startswith(gap, place) and (mention := around.begins.get(place + len(gap))):
            return mention
    return None


def _employer(around: Surroundings, found: Found) -> str | None:
    """Whose officer somebody is where the text leaves it open: the company it is mostly about."""
    return around.main if found.title and OFFICER.search(found.title) else None
