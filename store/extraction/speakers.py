"""Who says the words in quotation marks: finds the subject of the verb of saying beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from store.extraction.reading import Mention, Reading
from store.extraction.speech_words import SpeechWords
from store.model import EntityKind

REACH = 200
"""Characters beside a quotation in which its verb of saying is looked for: title and organisation fit in."""

NEAR = 100
"""Characters before a verb in which a subject stands that is no name: "the company", "a spokesperson for Example"."""

ORGANISED = (EntityKind.COMPANY, EntityKind.ORGANISATION)
SPEAKING = (EntityKind.PERSON, *ORGANISED, EntityKind.PLACE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and for whom; both unknown where the text names nobody.  A reference is "he" or "the company"."""

    name: str | None = None
    organisation: str | None = None
    is_reference: bool = False

    @property
    def is_organisation(self) -> bool:
        return self.name == self.organisation


NOBODY = Speaker()

_CAPITALS = r"[A-Z][a-z][\w-]*\.?(?:\s(?:[A-Z]\.|[A-Z][a-z]?[\w-]*)){0,3}"
_NAME_AFTER = re.compile(rf"\s({_CAPITALS})")
_NAME_BESIDE = re.compile(rf"(?<![\w’'.-])({_CAPITALS})(?=\s(?:\w+ly\s|also\s|has\s|had\s)?\Z)")
_NAME_ASIDE = re.compile(rf"(?:\A|(?<=[,;]\s)|(?<=[.!?]\s))({_CAPITALS})(?=,|\s[–—-]\s)")
"""Names that nobody has recognised: right after their verb, right before it, or before an aside."""

_CALLED = re.compile(r"\b[Tt]he\s([\w-]+(?:\s[\w-]+){0,3})\s\Z")
"""What somebody is called by right before the verb."""

_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_WORD = re.compile(r"[\w’'-]+")
_RELATIVE = re.compile(r"\b(?:who|which|that)\s+(?:\w+ly\s+)?\Z")
_ASIDE = re.compile(r",|\s[–—-]+\s")
_FROM = re.compile(r"\s(?:from|of|at)\s")
_WRITTEN_BY = re.compile(r"\b(?:blog|email|filing|letter|memo|note|post|release|statement)\s(?:from|by)\s(?:the\s)?\Z")
_POSSESSION = re.compile(r"['’]s?\s(?:[\w-]+\s){1,3}")
_FILLER = re.compile(r"[\s,–—-]*(?:(?:\w+ly|also|then|later|further|has|had|have|who|which)[\s,]+){0,3}")
LAST_WORDS = 3
"""A pronoun that is the subject is among the last words before its verb."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands before a verb.

    `subjects` are the mentions that no preposition or possessive rules out; `near` is the one right before the
    verb, `head` the first with an aside after it: "Ada Sample, who leads Example, said".
    """

    start: int
    end: int
    names: Sequence[Mention]
    subjects: Sequence[Mention]
    near: Mention | None
    head: Mention | None


@dataclass(slots=True)
class Speakers:
    """Finds speakers in one document by what the steps before have read of it."""

    reading: Reading
    words: SpeechWords
    text: str = field(init=False)
    mentions: list[Mention] = field(init=False)
    persons: list[Mention] = field(init=False)
    organisations: list[Mention] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.reading.document.text
        self.mentions = [mention for mention in self.reading.mentions if mention.kind in SPEAKING]
        self.persons = [mention for mention in self.mentions if mention.kind == EntityKind.PERSON]
        self.organisations = [mention for mention in self.mentions if mention.kind in ORGANISED]

    def find_after_verb(self, start: int, end: int) -> Speaker:
        """The subject that follows its verb: `said chief executive Ada Sample in a call`."""
        end = min(end, start + REACH)
        boundary = self.words.boundary.search(self.text, start, end)
        until = boundary.start() if boundary else end
        names = self._mentions_in(start, until)
        person = next((name for name in names if name.kind == EntityKind.PERSON), None)
        if person:
            return self._build(person)
        unknown = _NAME_AFTER.match(self.text, start, until)
        return (
            self._find_titled(start, until)
            or self._find_unnamed(start, until)
            or (self._build(names[0]) if names else None)
            or (Speaker(unknown[1]) if unknown else None)
            or self._find_pronoun(start, until)
        )

    def find_before_verb(self, start: int, end: int) -> Speaker:
        """The subject of the verb that begins at `end`: `Ada Sample, who leads Example, said`."""
        clause = self._read_clause(start, end)
        finders = (
            self._find_antecedent,
            self._find_person_beside,
            self._find_unknown_beside,
            self._find_person_with_aside,
            self._find_titled_subject,
            self._find_called_by_title,
            self._find_unnamed_subject,
            self._find_other_beside,
            self._find_unknown_with_aside,
            self._find_any,
            self._find_possessor,
        )
        found = (find(clause) for find in finders)
        return next(filter(None, found), None) or self._find_pronoun(max(start, end - NEAR), end)

    def find_person(self, start: int, end: int) -> Speaker | None:
        """The person right before the verb that begins at `end`, by name or not."""
        return self._find_person_beside(self._read_clause(start, end))

    def not_named_in(self, start: int, end: int, speaker: Speaker) -> Speaker:
        """Whom "he" behind a quotation stands for: nobody whom the quotation names, but who was named before it."""
        inside = {name.name for name in self._mentions_in(start, end) if name.by_name}
        if speaker.is_organisation or not speaker.is_reference or speaker.name not in inside:
            return speaker
        return self._nearest([person for person in self.persons if person.name not in inside], start)

    def _read_clause(self, start: int, end: int) -> Clause:
        names = self._mentions_in(start, end)
        subjects = [name for name in names if not self._is_dependent(name, start)]
        near = subjects[-1] if subjects and _FILLER.fullmatch(self.text, subjects[-1].end, end) else None
        head = next((name for name in subjects if self._has_aside(name)), None)
        return Clause(start, end, names, subjects, near, head)

    def _has_aside(self, name: Mention) -> bool:
        """Whether more is told of it before its verb: "Ada Sample, who leads Example,", "Ada Sample from Example"."""
        is_from = name.kind == EntityKind.PERSON and _FROM.match(self.text, name.end)
        return bool(is_from or _ASIDE.match(self.text, name.end))

    def _find_antecedent(self, clause: Clause) -> Speaker | None:
        """`a fund run by Example that believes`: what the relative clause belongs to."""
        last = clause.names[-1] if clause.names else None
        return self._build(last) if last and _RELATIVE.search(self.text, last.end, clause.end) else None

    def _find_person_beside(self, clause: Clause) -> Speaker | None:
        near = clause.near
        is_beside = near and near.kind == EntityKind.PERSON and "," not in self.text[near.end : clause.end]
        return self._build(near) if near and is_beside else None

    def _find_person_with_aside(self, clause: Clause) -> Speaker | None:
        head = clause.head
        return self._build(head) if head and head.kind == EntityKind.PERSON else None

    def _phrase_start(self, clause: Clause) -> int:
        """Where the subject's own phrase begins: after the last comma that leaves words between it and the verb."""
        comma = self.text.rfind(",", clause.start, max(clause.start, clause.end - 2))
        start = comma + 1 if comma >= 0 and self.text[comma + 1 : clause.end].strip() else clause.start
        return max(start, clause.end - NEAR)

    def _find_titled_subject(self, clause: Clause) -> Speaker | None:
        return self._find_titled(self._phrase_start(clause), clause.end)

    def _find_called_by_title(self, clause: Clause) -> Speaker | None:
        """`the CEO`: the nearest person before who is that."""
        called = _CALLED.search(self.text, max(clause.start, clause.end - NEAR), clause.end)
        if not called:
            return None
        holders = {role.person for role in self.reading.roles if is_same_title(called[1], role.title or "")}
        before = self.persons[: bisect_left(self.persons, clause.end, key=_start)]
        holder = next((person for person in reversed(before) if person.name in holders), None)
        return replace(self._build(holder), is_reference=True) if holder else None

    def _find_titled(self, start: int, end: int) -> Speaker | None:
        """`its chief executive`, `Example's chairman`: the person who is that elsewhere in the text."""
        phrase = self.text[start:end].lower()
        organisations = {name.name for name in self._mentions_in(start, end)}
        for role in self.reading.roles:
            if role.title and role.title.lower() in phrase and role.organisation in organisations:
                return Speaker(role.person, role.organisation)
        return None

    def _find_possessor(self, clause: Clause) -> Speaker | None:
        """`Example's statement`, `a letter from Example`."""
        last = clause.names[-1] if clause.names else None
        if last is None:
            return None
        is_written = _WRITTEN_BY.search(self.text, clause.start, last.start)
        is_its = is_written or _POSSESSION.fullmatch(self.text, last.end, clause.end)
        return self._build(last) if is_its else None

    def _find_unnamed_subject(self, clause: Clause) -> Speaker | None:
        return self._find_unnamed(self._phrase_start(clause), clause.end)

    def _find_other_beside(self, clause: Clause) -> Speaker | None:
        """Right before the verb, unless that ends an aside; else what the aside belongs to."""
        near, head = clause.near, clause.head
        is_in_aside = near and head and head.start < near.start and "," in self.text[near.end : clause.end]
        chosen = head if is_in_aside or not near else near
        return self._build(chosen) if chosen else None

    def _find_any(self, clause: Clause) -> Speaker | None:
        return self._build(clause.subjects[-1]) if clause.subjects else None

    def _find_unknown_beside(self, clause: Clause) -> Speaker | None:
        return self._find_unknown(_NAME_BESIDE, max(clause.start, clause.end - NEAR), clause.end)

    def _find_unknown_with_aside(self, clause: Clause) -> Speaker | None:
        return self._find_unknown(_NAME_ASIDE, clause.start, clause.end)

    def _find_unknown(self, pattern: re.Pattern[str], start: int, end: int) -> Speaker | None:
        """A name that nobody has recognised; one word alone may just begin the sentence."""
        for found in pattern.finditer(self.text[start:end]):
            if holder := self._find_surname(found[1]):
                return self._build(holder)
            is_name = " " in found[1] or found.start(1) > 0
            if (
                is_name
                and not self._is_behind_preposition(start + found.start(1), start)
                and not self._mentions_in(start + found.start(1), start + found.end(1))
            ):
                return Speaker(found[1])
        return None

    def _find_surname(self, word: str) -> Mention | None:
        """Whose surname an everyday word is that no step before has taken for a name: "King said"."""
        return next((person for person in self.persons if person.name.endswith(f" {word}")), None)

    def _mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        first = bisect_left(self.mentions, start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, end, first, key=_start)]

    def _is_dependent(self, name: Mention, start: int) -> bool:
        """Whether a mention can be no subject: after a preposition, or a possessive."""
        if _POSSESSIVE.match(self.text, name.end):
            return True
        return self._is_behind_preposition(name.start, start)

    def _is_behind_preposition(self, place: int, start: int) -> bool:
        before = _WORD.findall(self.text[max(start, place - 20) : place])
        return bool(before) and before[-1].lower() in self.words.prepositions

    def _find_unnamed(self, start: int, end: int) -> Speaker | None:
        """`an Example spokesperson`, `analysts at Example`."""
        noun = self.words.unnamed.search(self.text, start, end)
        if not noun:
            return None
        names = [name for name in self._mentions_in(start, end) if name.kind != EntityKind.PERSON]
        organisation = written = names[0].name if names else None
        if names and names[0].by_name and names[0].name not in self.text:
            written = self.text[names[0].start : names[0].end]  # "Mittal Steel", though it is ArcelorMittal now
        if organisation is None and noun[0].lower() in self.words.spokespeople:
            organisation = written = self._nearest(self.organisations, start).name
        return Speaker(f"{written} {noun[0]}" if written else None, organisation)

    def _find_pronoun(self, start: int, end: int) -> Speaker:
        """Whoever a pronoun stands for that no step before has resolved: the nearest of its kind."""
        phrase = self.text[start:end]
        if self.words.persons.intersection(_WORD.findall(phrase.lower())[-LAST_WORDS:]):
            return self._nearest(self.persons, start)
        return self._nearest(self.organisations, start) if self.words.companies.search(phrase) else NOBODY

    def _nearest(self, mentions: Sequence[Mention], before: int) -> Speaker:
        """The nearest of these mentions before a place."""
        index = bisect_left(mentions, before, key=_start)
        return replace(self._build(mentions[index - 1]), is_reference=True) if index else NOBODY

    def _build(self, mention: Mention) -> Speaker:
        is_person = mention.kind == EntityKind.PERSON
        organisation = self._organisation_of(mention.name) if is_person else mention.name
        return Speaker(mention.name, organisation, is_reference=not mention.by_name)

    def _organisation_of(self, person: str) -> str | None:
        roles = self.reading.roles
        return next((role.organisation for role in roles if role.person == person and role.organisation), None)


def is_same_title(one: str, other: str) -> bool:
    """Whether a title is short for the other, or its initials.

    >>> is_same_title("CEO", "Chief Executive"), is_same_title("chairman", "executive chairman")
    (True, True)
    >>> is_same_title("president", "vice president")
    False
    """
    one, other = sorted((one.lower(), other.lower()), key=len)
    initials = "".join(word[0] for word in other.split())
    if initials in (one, one.removesuffix("o")) and len(initials) > 1:
        return True
    return bool(one) and other.removesuffix(one).strip() in _ADDED_TO_TITLES


_ADDED_TO_TITLES = frozenset({"", "executive", "senior", "chief", "co-"})


def _start(mention: Mention) -> int:
    return mention.start
