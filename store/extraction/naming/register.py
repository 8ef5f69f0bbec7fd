"""The names of one document while they are being settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.extraction.naming.capitals import Gap, Word, fold
from store.extraction.naming.gazetteer import Gazetteer, written
from store.extraction.naming.lines import Lines
from store.extraction.naming.name_words import Flag, NameWords
from store.extraction.naming.segments import ORGANISATIONS, Hint, Segment, Tally
from store.model import Entity

SETTLED = 3
"""Mentions after which a word is a name of its own; news gives the full name in its first sentence."""


@dataclass(slots=True)
class Register:
    """What is known of a document's names so far.

    `tallies` are the signs by the look-up form of a name; `accepted` the entities by name; `forms` what a name is
    recognised by, in look-up form; `short_forms` a single word of it, which inside another name means nothing;
    `parts` the names that begin with certain words, or end with several; `since` where a name may first be shortened;
    `squeezed` the names by their letters alone.
    """

    text: str
    words: NameWords
    gazetteer: Gazetteer
    lines: Lines
    segments: list[Segment]
    tallies: dict[str, Tally] = field(default_factory=dict)
    accepted: dict[str, Entity] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    short_forms: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    squeezed: dict[str, str] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)
    """Organisations by the first letters of their words; "" where two share them."""

    def accept(self, entity: Entity, segment: Segment) -> None:
        """Take an entity, and organisations by parts of their names; "Acme" isn't short for Acme India."""
        if entity.name in self.accepted:
            return
        self.accepted[entity.name] = entity
        if entity.kind not in ORGANISATIONS:
            return
        self.squeezed[squeeze(fold(entity.name))] = entity.name
        letters = "".join(word[0] for word in entity.name.split() if word[0].isupper())
        self.initials[letters] = "" if letters in self.initials else entity.name
        is_sure = segment.known or segment.hint != Hint.NONE or segment.chain[segment.after - 1].flags & Flag.HEAD
        self.since[entity.name] = -1 if is_sure else segment.start
        if " " in entity.name and not segment.inner:
            words = fold(entity.name).split()
            for count in range(1, len(words)):
                self.parts.setdefault(" ".join(words[:count]), []).append(entity.name)
            for count in range(2, len(words)):
                self.parts.setdefault(" ".join(words[-count:]), []).append(entity.name)

    def name_of(self, segment: Segment) -> str | None:
        """The accepted name that a segment stands for, if any."""
        if segment.known:
            name = segment.known.entity.name
            return name if name in self.accepted else None
        return self.forms.get(key_of_segment(segment)) if segment.solid < segment.after else None

    def owner_of(self, key: str, segment: Segment) -> str | None:
        """The one organisation whose longer name begins or ends so.

        Of "Tata Steel" and "Tata Steel Asia" it is the shorter; a doubtful name must have been given in full before.
        """
        owners = self.parts.get(key)
        if not owners or self.words.flags.get(key, 0) & ~Flag.GIVEN:
            return None
        shortest = min(owners, key=len)
        if self._stands_by_itself(key, fold(shortest)) or self.since[shortest] > segment.start:
            return None
        return shortest if all(fold(name).startswith(fold(shortest)) for name in owners) else None

    def _stands_by_itself(self, key: str, name: str) -> bool:
        """Whether a word was a name long before the longer one came up, which only bears it: "Acme", "Acme Academy"."""
        alone, whole = self.tallies.get(key), self.tallies.get(name)
        if alone is None or whole is None:
            return False
        return sum(segment.start < whole.segments[0].start for segment in alone.segments) >= SETTLED


def squeeze(key: str) -> str:
    """The letters by which "TimeWarner" is "Time Warner"."""
    return key.replace(" ", "").replace("-", "")


def key_of_segment(segment: Segment) -> str:
    """The look-up form of a run, without legal forms at its end."""
    chain, first, after = segment.chain, segment.solid, segment.after
    if after - first == 1:
        return chain[first].low
    while after - first > 1 and is_left_off(chain[after - 1]):
        after -= 1
    return fold(written(chain, first, after))


def is_left_off(word: Word) -> bool:
    """Whether a word at a name's end is only its legal form; "& Co." belongs to the name."""
    return bool(word.flags & Flag.LEGAL) and word.gap != Gap.AMPERSAND


def spell(text: str, segment: Segment) -> str:
    """The name as a reader would write it: without legal forms, with plain spaces and apostrophes."""
    chain, last = segment.chain, segment.after - 1
    while last > segment.solid and is_left_off(chain[last]):
        last -= 1
    end = chain[last].end + (segment.tail if last == segment.after - 1 else 0)
    return " ".join(text[chain[segment.solid].start : end].replace("’", "'").split())
