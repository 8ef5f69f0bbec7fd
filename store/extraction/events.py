"""What happened: deals, launches, appointments and the like, found by the words that tell of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from store.extraction.lexicon import gerunds, regular_pasts, third_person
from store.extraction.reading import Mention, Reading, Sentence
from store.extraction.series import metric_key
from store.extraction.subjects import find_main_entity
from store.model import EntityKind, Event, EventType, Figure, FigureKind, Participant
from store.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_MONEY = re.compile(r"[$€£¥₹]|\b(?:million|billion|crore|rmb|yuan|rupees|yen)\b")
_BE = frozenset({"is", "was", "were", "are", "be", "been", "being"})
_BEFORE_NOUNS = frozenset("a an the its their his her our my of this that these those no any for in on at with by from".split())
_UNLESS_REACH = 4
_SAYING = frozenset(
    "said says say announced announces added adds told tells noted stated wrote found explained warned claimed confirmed "
    "commented continued argued predicted believes reported reports suggested insisted".split(),
)
_ORGANISATIONS = frozenset({EntityKind.COMPANY, EntityKind.ORGANISATION})
_EARNINGS_KEYS = frozenset({"revenue", "comparable-sales", "net-income", "operating-income", "eps", "loss", "gross-profit"})
_HEARERS = re.compile(r"(?:\btold|\baccording to|\bby|\bwith|[(\[])\s(?:the\s)?$|[(\[]$")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an event, and what else the sentence must have."""

    type: EventType
    words: tuple[str, ...]
    is_verb: bool
    needs: frozenset[str]
    unless: frozenset[str]
    parts: tuple[tuple[str, str], ...]
    people: bool = False
    needs_person: bool = False
    needs_two: bool = False


@lru_cache(maxsize=4)
def read_triggers(vocabulary: Vocabulary) -> dict[str, tuple[Trigger, ...]]:
    """All triggers by their first word, the longest first."""
    found: dict[str, list[Trigger]] = {}
    irregular = vocabulary.table("grammar")["verbs"]["irregular"]
    for name, row in vocabulary.table("events").items():
        phrases = [(tuple(phrase.split()), False) for phrase in row["phrases"]]
        phrases += [(words, True) for verb in row["verbs"] for words in _verb_forms(verb, irregular)]
        for words, is_verb in phrases:
            found.setdefault(words[0], []).append(_build_trigger(EventType(name), words, is_verb, row))
    return {first: tuple(sorted(triggers, key=lambda t: -len(t.words))) for first, triggers in found.items()}


def _verb_forms(verb: str, irregular: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    base, *particle = verb.split()
    forms = dict.fromkeys([base, third_person(base), *gerunds(base), *irregular.get(base, regular_pasts(base))])
    for form in forms:
        yield (form, *particle)


def _build_trigger(kind: EventType, words: tuple[str, ...], is_verb: bool, row: dict[str, Any]) -> Trigger:
    return Trigger(
        type=kind,
        words=words,
        is_verb=is_verb,
        needs=frozenset(row.get("needs", ())) if is_verb else frozenset(),
        unless=frozenset(row.get("unless", ())),
        parts=tuple(row["parts"].items()),
        people=row.get("people", False),
        needs_person=row.get("needs_person", False),
        needs_two=row.get("needs_two", False),
    )


def find_events(reading: Reading) -> None:
    """Add the events of `reading`, with who takes part."""
    teller = _Teller(reading)
    for sentence in reading.sentences:
        reading.events += teller.events_of(sentence)


class _Teller:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.triggers = read_triggers(reading.vocabulary)
        self.mention_starts = [mention.start for mention in reading.mentions]
        self.figure_starts = [figure.start for figure in reading.figures]
        self.main = find_main_entity(reading)
        self.reported: set[tuple[str, FigureKind]] = set()

    def events_of(self, sentence: Sentence) -> Iterator[Event]:
        mentions = self._inside(self.reading.mentions, self.mention_starts, sentence)
        figures = self._inside(self.reading.figures, self.figure_starts, sentence)
        words = list(_WORD.finditer(self.reading.document.text, sentence.start, sentence.end))
        lowers = [word[0].lower() for word in words]
        told: set[EventType] = set()
        for place, lower in enumerate(lowers):
            for trigger in self.triggers.get(lower, ()):
                if trigger.type in told or not self._applies(trigger, lowers, place):
                    continue
                at = words[place].start()
                event = self._build(trigger, sentence, mentions, figures, at, lowers[place - 1] if place else "")
                if event:
                    told.add(trigger.type)
                    yield event
                    break
        yield from self._earnings(sentence, figures)
        yield from self._statement(sentence, mentions, lowers)

    def _inside(self, items: list[Any], starts: list[int], sentence: Sentence) -> list[Any]:
        return items[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]

    def _applies(self, trigger: Trigger, lowers: list[str], place: int) -> bool:
        end = place + len(trigger.words)
        if tuple(lowers[place:end]) != trigger.words:
            return False
        if not trigger.unless.isdisjoint(lowers[end : end + _UNLESS_REACH]):
            return False
        if trigger.is_verb and place and lowers[place - 1] in _BEFORE_NOUNS:
            return False
        if not trigger.needs:
            return True
        if not trigger.needs.isdisjoint(lowers):
            return True
        return any(need.startswith("$+") and need[2:4] == trigger.words[0][:2] for need in trigger.needs) and bool(
            _MONEY.search(" ".join(lowers[place:]))
        )

    def _build(
        self,
        trigger: Trigger,
        sentence: Sentence,
        mentions: list[Mention],
        figures: list[Figure],
        at: int,
        word_before: str,
    ) -> Event | None:
        participants = self._participants(trigger, sentence, mentions, at, passive=word_before in _BE)
        kinds = {mention.kind for mention in mentions}
        if not participants or (trigger.needs_two and len(participants) < 2):
            return None
        if trigger.needs_person and EntityKind.PERSON not in kinds:
            return None
        amount = next((f.text for f in figures if f.unit.isupper() and len(f.unit) == 3), "")
        return Event(self.reading.evidence(sentence), trigger.type, participants, amount)

    def _participants(
        self, trigger: Trigger, sentence: Sentence, mentions: list[Mention], at: int, *, passive: bool
    ) -> tuple[Participant, ...]:
        parts = dict(trigger.parts)
        found: dict[str, str] = {}
        for mention in mentions:
            if mention.kind not in _ORGANISATIONS and not (trigger.people and mention.kind is EntityKind.PERSON):
                continue
            before = self.reading.document.text[max(sentence.start, mention.start - 20) : mention.start]
            if re.search(r"(?:\btold|\baccording to)\s(?:the\s)?$|[(\[]$", before):
                continue
            link = before.rsplit(maxsplit=1)[-1] if before.strip() else ""
            where = "before" if (mention.start < at) is not passive else "after"
            found.setdefault(mention.name, parts.get(link, parts.get(where, "")))
        return tuple(Participant(name, part) for name, part in found.items())

    def _earnings(self, sentence: Sentence, figures: list[Figure]) -> Iterator[Event]:
        """One event for each company and kind: a report gives many figures of the same results."""
        for figure in figures:
            if figure.subject is None or figure.subject not in self.reading.entities:
                continue
            if self.reading.entities[figure.subject].kind not in _ORGANISATIONS:
                continue
            key = metric_key(figure.metric.replace(" growth", "").replace(" decline", ""), self.reading.vocabulary)
            if key in _EARNINGS_KEYS and (figure.subject, figure.kind) not in self.reported:
                self.reported.add((figure.subject, figure.kind))
                part = (Participant(figure.subject, "company"),)
                yield Event(self.reading.evidence(sentence), EventType.EARNINGS, part, figure.text)

    def _statement(self, sentence: Sentence, mentions: list[Mention], lowers: list[str]) -> Iterator[Event]:
        if _SAYING.isdisjoint(lowers):
            return
        kinds = _ORGANISATIONS | {EntityKind.PERSON}
        names = dict.fromkeys(mention.name for mention in mentions if mention.kind in kinds)
        if names:
            parts = tuple(Participant(name, "speaker" if not index else "") for index, name in enumerate(names))
            yield Event(self.reading.evidence(sentence), EventType.STATEMENT, parts)
