"""What is counted, ranked, multiplied or lasts: "consumers served in China", "partnership duration"."""

from __future__ import annotations

from store.extraction.clauses import Stretch, noun_phrase_from
from store.extraction.frames import Frame
from store.extraction.knowledge import Knowledge, plural
from store.extraction.lexicon import COORDINATOR, PARTICIPLE, VERB
from store.extraction.measures import (
    Measure,
    Said,
    copy_measure,
    name_subject,
    predicate,
    read_level,
    read_linked_noun,
    read_move,
    scope_behind,
)
from store.extraction.nouns import name_stretch


def read_count(frame: Frame, before: Said | None, earlier: Said | None, knowledge: Knowledge) -> Measure:
    noun = _counted_noun(frame, knowledge)
    if frame.noun and frame.link in {"to", "by", "at"}:
        moved = read_move(frame, before, knowledge) or read_linked_noun(frame, knowledge)
        if moved:
            return moved
    if not noun:
        found = copy_measure(frame, before) or read_level(frame, knowledge) or read_linked_noun(frame, knowledge)
        return found or Measure(plural(frame.quantity.unit))
    return Measure(f"{noun}{_done_to_it(frame, before, knowledge)}", "", scope_behind(frame))


def _counted_noun(frame: Frame, knowledge: Knowledge) -> str:
    words, at = frame.words, frame.at
    own = plural(frame.quantity.unit) if words.texts[at].rstrip()[-1:].isalpha() else ""
    if frame.after is None:
        return own or plural(frame.quantity.unit)
    text = name_stretch(words, _with_coordinates(frame, frame.after), knowledge)
    if not own:
        return text or plural(frame.quantity.unit)
    return own if not text else f"{own} {text}"


def _with_coordinates(frame: Frame, noun: Stretch) -> Stretch:
    """ "small and medium-sized businesses and startups"."""
    words, end = frame.words, noun.end
    while words.tag(end) == COORDINATOR and words.tag(end + 1) == "n":
        more = noun_phrase_from(words, end + 1)
        if more is None or words.tag(more.end) in {VERB, PARTICIPLE, "a", "o"}:
            break
        end = more.end
    return Stretch(noun.start, end)


def _done_to_it(frame: Frame, before: Said | None, knowledge: Knowledge) -> str:
    """ " served" in "serves 2 million customers", " registered" in "2 million customers have registered"."""
    words = frame.words
    verb = frame.verb
    if before and verb < before.frame.at and words.tag(frame.link_at) == COORDINATOR:
        verb = before.frame.verb
    if verb >= 0 and (frame.link_at <= verb or words.tag(frame.link_at) == COORDINATOR):
        done = knowledge.counted.get(words.bases[verb], "")
        return f" {done}" if done else ""
    if (verb := predicate(frame)) >= 0:
        while words.tag(verb) == "a":
            verb += 1
        return f" {words.lowers[verb]}" if words.tag(verb) == PARTICIPLE else ""
    return ""


def read_rank(frame: Frame, before: Said | None, earlier: Said | None, knowledge: Knowledge) -> Measure:
    """ "the third-largest telecom operator in India"."""
    if frame.after and (text := name_stretch(frame.words, frame.after, knowledge)):
        return Measure(f"{text} rank", "", scope_behind(frame))
    for said in (before, earlier):
        if said and "share" in said.measure.base:
            return Measure(f"{said.measure.base.removesuffix(' rank')} rank")
    return Measure("rank", "", scope_behind(frame))


def read_time(frame: Frame, before: Said | None, earlier: Said | None, knowledge: Knowledge) -> Measure:
    """ "a 10-year partnership", "detects it in 20 seconds"."""
    words = frame.words
    if frame.after and (text := name_stretch(words, frame.after, knowledge)):
        return Measure(f"{text} duration")
    if frame.link in {"in", "within"} and frame.noun and frame.verb >= 0:
        return Measure(f"{name_stretch(words, frame.noun, knowledge)} {_doing(words.bases[frame.verb])} time")
    return Measure("duration")


def _doing(base: str) -> str:
    return base


def read_multiple(frame: Frame, before: Said | None, earlier: Said | None, knowledge: Knowledge) -> Measure:
    """ "doubled its revenue", "three times the price"."""
    words = frame.words
    after = frame.after
    if after and (text := name_stretch(words, after, knowledge)):
        return Measure(f"{text} multiple")
    named = name_subject(frame, knowledge)
    return named._replace(move="growth") if named.base else Measure("multiple")


