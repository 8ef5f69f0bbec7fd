"""Says what the people of a text are: their titles and organisations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from store.extraction.name_words import Flag, NameWords, compile_name_words
from store.extraction.reading import Mention, Reading, Sentence
from store.extraction.titles import Title, read_field, read_title, read_title_back
from store.model import EntityKind, Role

ORGANISATIONS = (EntityKind.COMPANY, EntityKind.ORGANISATION)
WINDOW = 100

POSSESSIVE = re.compile(r"['’]s? ")
COMMA = re.compile(r"\s?(?:,|\(|–|—|-)\s?")
OWNERS = re.compile(r"\b(?:its|the (?:company|firm|group|bank|startup|start-up|business|retailer|carmaker)['’]s)\s(?:\w+\s)?$", re.IGNORECASE)
SOMEBODYS = re.compile(r"['’]s\s(?:\w+\s)?$")
AS = re.compile(r"\bas\s(?:the\s|its\s|an?\s|new\s)*$", re.IGNORECASE)
LINK = re.compile(r"\s(?:of|at|for|with|in charge of|from)\s(?:the\s)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A title found for a person, with its organisation and how sure the wording is."""

    title: str | None
    organisation: str | None
    place: int

    @property
    def rank(self) -> int:
        return 2 * bool(self.title) + bool(self.organisation)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What titles are read from."""

    text: str
    words: NameWords
    begins: dict[int, Mention]
    ends: dict[int, Mention]
    ordered: list[Mention]
    opener: re.Pattern[str]
    being: re.Pattern[str]
    appointing: frozenset[str]


def find_people(reading: Reading) -> None:
    """Fill `reading.roles`: every person named, with the best title and organisation that the text gives."""
    people = [mention for mention in reading.mentions if mention.kind is EntityKind.PERSON]
    if not people:
        return
    around = _surroundings(reading)
    best: dict[str, Found] = {}
    for mention in people:
        for found in (*_read_roles(around, mention), Found(None, None, mention.start)):
            if mention.name not in best or found.rank > best[mention.name].rank:
                best[mention.name] = found
    starts = [sentence.start for sentence in reading.sentences]
    for name, found in best.items():
        index = bisect_right(starts, found.place) - 1
        sentence = reading.sentences[index] if index >= 0 else Sentence(0, 0, 0)
        if found.place < sentence.end:
            organisation = found.organisation or _default_organisation(around, found)
            reading.roles.append(Role(reading.evidence(sentence), name, found.title, organisation))
    reading.roles.sort(key=lambda role: role.evidence.start)


def _surroundings(reading: Reading) -> Surroundings:
    organisations = [m for m in reading.mentions if m.kind in ORGANISATIONS]
    roles = reading.vocabulary.table("roles")
    opener = "|".join(map(re.escape, roles["openers"].split()))
    being = "|".join(map(re.escape, [*roles["being"].split(), *roles["appointing"].split()]))
    return Surroundings(
        text=reading.document.text,
        words=compile_name_words(reading.vocabulary),
        begins={m.start: m for m in organisations},
        ends={m.end: m for m in organisations},
        ordered=organisations,
        opener=re.compile(rf"\s?(?:(?:{opener})\s)*", re.IGNORECASE),
        being=re.compile(rf"(?:,?\s[\w,’'-]+){{0,8}}?\s(?:{being})\s(?:(?:{opener})\s)*"),
        appointing=frozenset(roles["appointing"].split()),
    )


def _read_roles(around: Surroundings, person: Mention) -> Iterator[Found]:
    yield from _before(around, person)
    yield from _after(around, person)


def _before(around: Surroundings, person: Mention) -> Iterator[Found]:
    """ "chairman and CEO Daniel Zhang", "Apple's chief executive, Tim Cook", "As finance chief, Jane Doe"."""
    text, place = around.text, person.start
    honorific = re.compile(r"(?:Mr|Mrs|Ms|Dr|Miss)\.?\s$").search(text, max(0, place - 6), place)
    place = honorific.start() if honorific else place
    gap = text[max(0, place - 2) : place]
    comma = gap == ", "
    end = place - 2 if comma else place - 1
    if not comma and gap[-1:] != " ":
        return
    if owner := around.ends.get(place - 3 if text[place - 3 : place] in ("'s ", "’s ") else -1):
        yield Found(None, owner.name, person.start)
    title = read_title_back(text, end, around.words)
    organisation = None
    if not title:
        title, organisation = _title_of(around, end)
    if not title:
        return
    owner_name, owned = _owner_before(around, title.start)
    organisation = organisation or owner_name
    if comma and not (owned or organisation or AS.search(text, max(0, title.start - WINDOW), title.start)):
        return
    yield Found(title.text, organisation, title.start)


def _title_of(around: Surroundings, end: int) -> tuple[Title | None, str | None]:
    """ "chief executive of Acme" that ends at `end`."""
    mention = around.ends.get(end)
    if not mention:
        return None, None
    link = re.search(r" (?:of|at|for) (?:the )?$", around.text[max(0, mention.start - 9) : mention.start])
    if not link:
        return None, None
    start = mention.start - len(link[0])
    return read_title_back(around.text, start, around.words), mention.name


def _owner_before(around: Surroundings, place: int) -> tuple[str | None, bool]:
    """Who owns the title that begins at `place`: "Apple", "Apple's", "its"."""
    text = around.text
    for gap in (" ", "'s ", "’s ", "' ", "’ "):
        if text.endswith(gap, 0, place) and (mention := around.ends.get(place - len(gap))):
            return mention.name, True
    if OWNERS.search(text, max(0, place - 30), place):
        return _nearest(around, place), True
    return None, bool(SOMEBODYS.search(text, max(0, place - 30), place))


def _nearest(around: Surroundings, place: int) -> str | None:
    starts = [mention.start for mention in around.ordered]
    index = bisect_right(starts, place) - 1
    return around.ordered[index].name if index >= 0 else None


def _after(around: Surroundings, person: Mention) -> Iterator[Found]:
    text, end = around.text, person.end
    if comma := COMMA.match(text, end):
        if age := re.compile(r"\d\d,\s").match(text, comma.end()):
            yield from _read_at(around, age.end())
        else:
            yield from _read_at(around, comma.end())
    before = text[max(0, person.start - 30) : person.start].split()
    if before and before[-1].lower() in around.appointing:
        opener = around.opener.match(text, end)
        yield from _read_at(around, opener.end() if opener else end)
    if found := around.being.match(text, end, end + WINDOW):
        yield from _read_at(around, found.end())


def _read_at(around: Surroundings, place: int) -> Iterator[Found]:
    """The title that begins at `place`, perhaps after its organisation or an article."""
    text = around.text
    opener = around.opener.match(text, place)
    place = opener.end() if opener else place
    organisation = None
    if mention := around.begins.get(place):
        place = mention.end
        if found := POSSESSIVE.match(text, place):
            place = found.end()
        elif text[place : place + 1] == " ":
            place += 1
        organisation = mention.name
    title = read_title(text, place, around.words)
    if not title:
        return
    end = title.end
    words = title.text
    _, mention = _linked(around, end)
    if not mention:
        field_end = read_field(text, end)
        if field_end > end:
            words = text[title.start : field_end]
            _, mention = _linked(around, field_end)
    if mention:
        organisation = organisation or mention.name
    yield Found(words, organisation, title.start)


def _linked(around: Surroundings, place: int) -> tuple[int, Mention | None]:
    """The organisation that follows a title: " of Acme", ", Acme", " Acme"."""
    text = around.text
    if link := LINK.match(text, place):
        return link.end(), around.begins.get(link.end())
    for gap in (", ", " "):
        if text.startswith(gap, place) and (mention := around.begins.get(place + len(gap))):
            return mention.start, mention
    return place, None


def _default_organisation(around: Surroundings, found: Found) -> str | None:
    """Whose officer somebody is where the text leaves it open: the company it is mostly about."""
    if not found.title or not re.search(r"chief|ceo|cfo|chairman|president|founder", found.title, re.IGNORECASE):
        return None
    counts = Counter(mention.name for mention in around.ordered).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]
