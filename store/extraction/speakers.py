"""Who says the words in quotation marks: finds the verb of saying beside them and its subject."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from store.extraction.reading import Mention, Reading
from store.extraction.speech_words import SpeechWords
from store.model import EntityKind, Role

REACH = 200
"""Characters beside a quotation in which its verb of saying is looked for: title and organisation fit in."""

ORGANISED = (EntityKind.COMPANY, EntityKind.ORGANISATION)
SPEAKING = (EntityKind.PERSON, *ORGANISED, EntityKind.PLACE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and for whom; both unknown where the text names nobody."""

    name: str | None = None
    organisation: str | None = None


NOBODY = Speaker()


_NAME = re.compile(r"(?:[A-Z][\w’'-]*\.?\s){0,3}[A-Z][\w’'-]+")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_WORD = re.compile(r"[\w’'-]+")
_RELATIVE = re.compile(r"\b(?:who|which|that)\s+(?:\w+ly\s+)?\Z")
_FILLER = re.compile(r"[\s,–—-]*(?:(?:\w+ly|also|then|later|further|has|had|have|who|which)[\s,]+){0,3}")


@dataclass(slots=True)
class Speakers:
    """Finds speakers in one document by what the steps before have read of it."""

    reading: Reading
    words: SpeechWords
    mentions: list[Mention] = field(init=False)
    starts: list[int] = field(init=False)
    persons: list[Mention] = field(init=False)
    organisations: list[Mention] = field(init=False)

    def __post_init__(self) -> None:
        self.mentions = [mention for mention in self.reading.mentions if mention.kind in SPEAKING]
        self.starts = [mention.start for mention in self.mentions]
        self.persons = [mention for mention in self.mentions if mention.kind == EntityKind.PERSON]
        self.organisations = [mention for mention in self.mentions if mention.kind in ORGANISED]

    @property
    def text(self) -> str:
        return self.reading.document.text

    def find_after_verb(self, start: int, end: int) -> Speaker:
        """The subject that follows its verb: `said chief executive Ada Sample in a call`."""
        found = self.words.boundary.search(self.text, start, min(end, start + REACH))
        until = found.start() if found else min(end, start + REACH)
        names = self._mentions_in(start, until)
        person = next((name for name in names if name.kind == EntityKind.PERSON), None)
        if person:
            return self._build(person)
        return self._find_unnamed(start, until) or self._find_other(start, until, names)

    def find_before_verb(self, start: int, end: int) -> Speaker:
        """The subject of the verb that begins at `end`: `Ada Sample, who leads Example, said`."""
        names = self._mentions_in(start, end)
        if names and _RELATIVE.search(self.text, names[-1].end, end):
            return self._build(names[-1])
        subjects = [name for name in names if not self._is_dependent(name, start)]
        near = subjects[-1] if subjects and _FILLER.fullmatch(self.text, subjects[-1].end, end) else None
        if near and "," not in self.text[near.end : end] and near.kind == EntityKind.PERSON:
            return self._build(near)
        head = next((name for name in subjects if self.text[name.end : name.end + 1] == ","), None)
        if head and head.kind == EntityKind.PERSON:
            return self._build(head)
        if unnamed := self._find_unnamed(self._clause_start(start, end), end):
            return unnamed
        if near and not (head and head.start < near.start and "," in self.text[near.end : end]):
            return self._build(near)
        return self._build(head) if head else self._find_other(start, end, subjects[-1:])

    def _clause_start(self, start: int, end: int) -> int:
        """Where the subject's own phrase begins: after the last comma that leaves words between it and the verb."""
        comma = self.text.rfind(",", start, max(start, end - 2))
        return comma + 1 if comma >= 0 and self.text[comma + 1 : end].strip() else start

    def _mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _is_dependent(self, name: Mention, start: int) -> bool:
        """Whether a mention can be no subject: after a preposition, or a possessive."""
        if _POSSESSIVE.match(self.text, name.end):
            return True
        before = _WORD.findall(self.text[max(start, name.start - 20) : name.start])
        return bool(before) and before[-1].lower() in self.words.prepositions

    def _find_unnamed(self, start: int, end: int) -> Speaker | None:
        """`an Example spokesperson`, `analysts at Example`."""
        noun = self.words.unnamed.search(self.text, start, end)
        if not noun:
            return None
        names = [name for name in self._mentions_in(start, end) if name.kind != EntityKind.PERSON]
        organisation = names[0].name if names else None
        if organisation is None and noun[0].lower() in self.words.spokespeople:
            organisation = self._last_organisation(start).name
        return Speaker(f"{organisation} {noun[0]}" if organisation else None, organisation)

    def _find_other(self, start: int, end: int, names: Sequence[Mention]) -> Speaker:
        """A mention, a pronoun, or a name that nobody has recognised."""
        if names:
            return self._build(names[0])
        phrase = self.text[start:end]
        words = _WORD.findall(phrase.lower())
        if self.words.persons.intersection(words[-3:]):
            return self._last_person(start)
        if self.words.companies.search(phrase):
            return self._last_organisation(start)
        found = _NAME.findall(phrase)
        return Speaker(found[-1]) if found and " " in found[-1] else NOBODY

    def _last_person(self, before: int) -> Speaker:
        return self._nearest(self.persons, before)

    def _last_organisation(self, before: int) -> Speaker:
        return self._nearest(self.organisations, before)

    def _nearest(self, mentions: Sequence[Mention], before: int) -> Speaker:
        """The nearest of these mentions before a place."""
        index = bisect_left(mentions, before, key=lambda mention: mention.start)
        return self._build(mentions[index - 1]) if index else NOBODY

    def _build(self, mention: Mention) -> Speaker:
        is_person = mention.kind == EntityKind.PERSON
        return Speaker(mention.name, self._organisation_of(mention.name) if is_person else mention.name)

    def _organisation_of(self, person: str) -> str | None:
        roles: Iterable[Role] = self.reading.roles
        return next((role.organisation for role in roles if role.person == person and role.organisation), None)
