"""What happened: deals, launches, appointments and the like, found by the words that tell of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from store.extraction.meaning.changes import FINANCIAL
from store.extraction.meaning.frames import Scale, scale_of
from store.extraction.meaning.mains import ORGANISATIONS
from store.extraction.reading import Mention, Reading, Sentence
from store.extraction.triggers import Trigger, find_triggers, read_triggers, saying_words
from store.model import EntityKind, Event, EventType, Figure, FigureKind, Participant

_WORD = re.compile(r"\S+")
_SIGNS = ',.;:!?"“”()[]—'
_SPEAKERS = ORGANISATIONS | {EntityKind.PERSON}
_HEARER = re.compile(
    r"(?:\btold|\baccording to|\b(?:surveyed|polled|tracked|compiled) by|[(\[])\s?(?:the\s)?$", re.IGNORECASE
)
_LINK = re.compile(r"\b(by|from|with|in|against|to)\s(?:the\s)?(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_LOOK_BACK = 40
_ENDS_HEARING = frozenset("dDoOeEyY([")
"""Last letters of what makes a hearer, without the space; most names have others before them."""
_BE = frozenset({"is", "was", "were", "are", "be", "been", "being"})
_SALES = frozenset({"revenue", "comparable-sales"})
_OUTLOOK = "outlook"
_PER_HEAD = re.compile(r"\b(?:per|average)\b")
_BY_KIND = frozenset({"person", "company"})
_PAIR = 2
_MOST_NAMES = 30
"""Names of one sentence that can take part; a longer row is a list, not a story."""


def find_events(reading: Reading) -> None:
    """Add the events of `reading`, with who takes part."""
    finder = _Finder(reading)
    for sentence in reading.sentences:
        reading.events += finder.events_of(sentence)


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with what has been found in it.

    `plain` is its text without signs, `amount` the first sum of money, `subjects` are whom its figures are about.
    """

    sentence: Sentence
    mentions: Sequence[Mention]
    plain: str
    lowers: Sequence[str]
    has_person: bool
    amount: str
    subjects: Sequence[str]


class _Finder:
    """Goes through the sentences, and remembers whose results have been told."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.triggers = read_triggers(reading.vocabulary)
        self.saying = saying_words(reading.vocabulary)
        self.mention_starts = [mention.start for mention in reading.mentions]
        self.figure_starts = [figure.start for figure in reading.figures]
        self.reported: dict[str, set[str]] = {}
        lists = reading.vocabulary.table("events")
        self.guiding, self.output = frozenset(lists["guiding"]), frozenset(lists["output"])

    def events_of(self, sentence: Sentence) -> Iterator[Event]:
        figures = _within(self.reading.figures, self.figure_starts, sentence)
        mentions = _within(self.reading.mentions, self.mention_starts, sentence)[:_MOST_NAMES]
        if not mentions and not figures:
            return
        plain = without_signs(self.reading.lowered[sentence.start : sentence.end])
        reporting: set[str] = set()
        for event in self._told_in_words(sentence, mentions, figures, plain) if mentions else ():
            names = {participant.name for participant in event.participants}
            if event.type is not EventType.EARNINGS:
                yield event
            elif not names.issubset(self.reported):
                yield event
                reporting |= names
        if figures:
            yield from self._earnings(figures, plain, reporting)
        for name in reporting:
            self.reported.setdefault(name, set())

    def _told_in_words(
        self, sentence: Sentence, mentions: Sequence[Mention], figures: Sequence[Figure], plain: str
    ) -> Iterator[Event]:
        lowers = plain.split()
        if spelled := [
            (place, found) for place, found in find_triggers(self.triggers, lowers) if found.fits(lowers, place)
        ]:
            has_person = any(mention.kind is EntityKind.PERSON for mention in mentions)
            amount = next((figure.text for figure in figures if scale_of(figure.unit) is Scale.MONEY), "")
            subjects = [figure.subject for figure in figures if figure.subject]
            scene = _Scene(sentence, mentions, plain, lowers, has_person, amount, subjects)
            yield from self._triggered(scene, spelled)
        if not self.saying.isdisjoint(lowers):
            yield from self._statement(sentence, mentions)

    def _triggered(self, scene: _Scene, spelled: Sequence[tuple[int, Trigger]]) -> Iterator[Event]:
        """At most one event of each type; an offering of shares is neither funding nor a purchase as well."""
        told: set[EventType] = set()
        types = {trigger.type for _, trigger in spelled}
        for place, trigger in spelled:
            if (
                trigger.type not in told
                and types.isdisjoint(trigger.not_together)
                and (event := self._event_at(scene, trigger, place))
            ):
                told.add(trigger.type)
                yield event

    def _event_at(self, scene: _Scene, trigger: Trigger, place: int) -> Event | None:
        if trigger.needs_person and not scene.has_person:
            return None
        if not trigger.has_what_it_needs(scene.lowers, has_money=bool(scene.amount)):
            return None
        at = self._start_of_word(scene, place)
        if self._is_in_name(at):
            return None  # "Allied Domecq" allies with nobody
        if trigger.needs_subject(scene.lowers, place) and not self._follows_name(at):
            return None
        passive = place > 0 and trigger.may_be_passive and scene.lowers[place - 1] in _BE
        participants = self._participants(scene, trigger, at, passive=passive)
        if len(participants) < (_PAIR if trigger.needs_two else 1):
            return None
        return Event(self.reading.evidence(scene.sentence), trigger.type, participants, scene.amount)

    def _start_of_word(self, scene: _Scene, place: int) -> int:
        """Where in the text the word at `place` of the sentence stands."""
        word = next(islice(_WORD.finditer(scene.plain), place, None))
        return scene.sentence.start + word.start()

    def _is_in_name(self, at: int) -> bool:
        place = bisect_right(self.mention_starts, at) - 1
        return place >= 0 and at < self.reading.mentions[place].end and self.reading.mentions[place].by_name

    def _follows_name(self, at: int) -> bool:
        place = bisect_left(self.mention_starts, at) - 1
        if place < 0:
            return False
        mention = self.reading.mentions[place]
        return mention.kind in _SPEAKERS and at - 2 <= mention.end <= at

    def _participants(self, scene: _Scene, trigger: Trigger, at: int, *, passive: bool) -> tuple[Participant, ...]:
        kinds = _SPEAKERS if trigger.people else ORGANISATIONS
        taking_part = [m for m in scene.mentions if m.kind in kinds and not self._is_hearer(m)]
        doer = max((m.start for m in taking_part if m.start < at), default=-1)
        found: dict[str, str] = {}
        for mention in taking_part:
            part = self._part(mention, trigger, at, doer, passive=passive)
            if not found.get(mention.name):
                found[mention.name] = part
        if not found:
            found = dict.fromkeys(self._organisations_meant(scene), trigger.parts.get("before", ""))
        return tuple(Participant(name, part) for name, part in found.items())

    def _organisations_meant(self, scene: _Scene) -> Iterator[str]:
        """Whom people act for, or whose the figures are, where no company is named: "She plans to cut 900 jobs"."""
        people = {mention.name for mention in scene.mentions if mention.kind is EntityKind.PERSON}
        for role in self.reading.roles if people else ():
            if role.person in people and role.organisation:
                yield role.organisation
        for subject in scene.subjects if people else ():
            if self._is_organisation(subject):
                yield subject

    def _is_organisation(self, name: str) -> bool:
        entity = self.reading.entities.get(name)
        return entity is not None and entity.kind in ORGANISATIONS

    def _is_hearer(self, mention: Mention) -> bool:
        start = mention.start
        if self.text[max(0, start - 3) : start].rstrip()[-1:] not in _ENDS_HEARING:
            return False
        return bool(_HEARER.search(self.text, max(0, start - _LOOK_BACK), start))

    def _part(self, mention: Mention, trigger: Trigger, at: int, doer: int, *, passive: bool) -> str:
        """By its side of the trigger; of person and company each is what it is, whoever stands first."""
        if trigger.people and _BY_KIND.issuperset(trigger.parts.values()):
            return "person" if mention.kind is EntityKind.PERSON else "company"
        return self._part_by_place(mention, trigger, at, doer, passive=passive)

    def _part_by_place(self, mention: Mention, trigger: Trigger, at: int, doer: int, *, passive: bool) -> str:
        """By the preposition before the name, else by its side of the trigger."""
        if mention.start > at:
            link = _LINK.search(self.text, max(at, mention.start - _LOOK_BACK), mention.start)
            if link and link[1].lower() in trigger.parts:
                return trigger.parts[link[1].lower()]
            return trigger.parts.get("before" if passive else "after", "")
        return trigger.parts.get("after" if passive else "before", "") if mention.start == doer else ""

    def _earnings(self, figures: Sequence[Figure], plain: str, told: set[str]) -> Iterator[Event]:
        """Of each company one event for profits, sales, output, outlook: a report gives many figures of each."""
        for figure in figures:
            name, side = figure.subject or "", self._side_of_results(figure, plain)
            if not side or not self._is_organisation(name):
                continue
            if name not in told and side not in self.reported.get(name, ()):
                yield Event(figure.evidence, EventType.EARNINGS, (Participant(name, "company"),), figure.text)
                told.add(name)
            self.reported.setdefault(name, set()).add(side)

    def _side_of_results(self, figure: Figure, plain: str) -> str:
        """What sort of result a figure is, or nothing; an outlook is what the company itself expects."""
        result = figure.series_key.split(" ", 1)[0]
        if figure.kind is not FigureKind.ACTUAL:
            return _OUTLOOK if result in FINANCIAL and not self.guiding.isdisjoint(plain.split()) else ""
        if result in _SALES:
            return "" if _PER_HEAD.search(figure.metric) else "sales"
        if result in FINANCIAL:
            return "profit"
        return "" if self.output.isdisjoint(figure.metric.lower().split()) else "output"

    def _statement(self, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Event]:
        names = dict.fromkeys(mention.name for mention in mentions if mention.kind in _SPEAKERS)
        if names:
            parts = tuple(Participant(name, "" if index else "speaker") for index, name in enumerate(names))
            yield Event(self.reading.evidence(sentence), EventType.STATEMENT, parts)


def without_signs(lowered: str) -> str:
    """A sentence with its signs blanked out: every word stays in its place.

    >>> without_signs("acme’s “lion’s share”, it said.")
    "acme's  lion's share   it said "
    """
    plain = lowered.replace("’", "'")
    for sign in _SIGNS:
        if sign in plain:
            plain = plain.replace(sign, " ")
    return plain


T = TypeVar("T")


def _within(items: Sequence[T], starts: Sequence[int], sentence: Sentence) -> Sequence[T]:
    first = bisect_left(starts, sentence.start)
    return items[first : bisect_left(starts, sentence.end, first)]
