"""What is counted, ranked, multiplied or lasts: "shoppers served in China", "partnership duration"."""

from __future__ import annotations

import re

from store.extraction.meaning.clauses import Stretch, noun_phrase_from
from store.extraction.meaning.frames import (
    Frame,
    Scale,
)
from store.extraction.meaning.knowledge import (
    plural,
)
from store.extraction.meaning.levels import (
    copy_measure,
    read_label,
    read_level,
    read_linked_noun,
    read_nearest_noun,
    read_outcome,
    repeat_before,
)
from store.extraction.meaning.lexicon import (
    ADVERB,
    AUXILIARY,
    COMMA,
    COORDINATOR,
    NOUN,
    OF,
    PARTICIPLE,
    PREPOSITION,
    VERB,
)
from store.extraction.meaning.measures import (
    Case,
    Measure,
    Rule,
    is_part_of_count,
    scope_before,
    scope_behind,
)
from store.extraction.meaning.moves import read_excess, read_move
from store.extraction.meaning.nouns import (
    name_region,
    name_stretch,
)
from store.extraction.meaning.tags import NOMINAL

_NUMBER_WORD = re.compile(
    r"""
    (?<![A-Za-z\d]) [\d.,]+ (?: \s? (?: bn|mn|m|k|tn) \b )? \+?
    | \b (?: hundred|thousand|million|billion|trillion|dozen|crore|lakh|half|an?|and|of
           | one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PEOPLE = frozenset({"people", "users", "consumers", "customers", "americans", "adults", "workers", "households"})


def read_amount(case: Case) -> Measure | None:
    """As in "weighs 20 grams", "harvested 500 tonnes of salmon": of weights and the like, what is weighed."""
    frame, knowledge = case.frame, case.knowledge
    if frame.quantity.unit not in knowledge.lists["measured_units"] or frame.link in {"by", "in"}:
        return None
    words = frame.words
    attribute = knowledge.attributes.get(frame.quantity.unit, "")
    if frame.after or (attribute == "distance" and words.lower(frame.tail) == "from"):
        return _read_attribute(case, attribute)
    content = noun_phrase_from(words, frame.tail + 1) if words.tag(frame.tail) == OF else None
    of_what = name_stretch(words, content, knowledge) if content else ""
    if frame.noun and frame.link in _LINKS_OF_AMOUNT:
        done = name_stretch(words, frame.noun, knowledge)
    else:
        done = knowledge.made.get(frame.verb_base, "") if frame.link_at <= frame.verb + 1 else ""
    if done:
        return Measure(f"{of_what} {done}".strip(), "", scope_behind(frame))
    return None if of_what else copy_measure(case) or read_level(case) or _same_unit(case)


def _read_attribute(case: Case, attribute: str) -> Measure | None:
    """As in "a 7-inch screen", "8 miles from the coast"."""
    frame, words = case.frame, case.frame.words
    if frame.after is None:
        origin = noun_phrase_from(words, frame.tail + 1)
        return Measure(f"distance from {name_stretch(words, origin, case.knowledge)}" if origin else attribute)
    if not attribute or "-" not in words.texts[frame.at]:
        return None
    return Measure(f"{name_stretch(words, frame.after, case.knowledge)} {attribute}".strip())


def _same_unit(case: Case) -> Measure | None:
    """What the last number with the same unit measures."""
    said = case.alike or case.earlier
    is_again = said is not None and said.frame.quantity.unit == case.frame.quantity.unit
    return said.measure.level if said and is_again else None


_LINKS_OF_AMOUNT = frozenset({"of", "to", "at"})


def read_moved_count(case: Case) -> Measure | None:
    """As in "cut its workforce by 200", "increase vehicle sales to four million"."""
    frame = case.frame
    if frame.link == "by" and frame.verb_base in case.knowledge.move_of_verb:
        return read_move(case)
    if frame.noun is None or frame.verb < 0 or frame.link not in {"to", "by", "at", "from"}:
        return None
    return read_move(case) or read_linked_noun(case)


def read_part_of_count(case: Case) -> Measure | None:
    """As in "employs 50,000 people worldwide, with about 7,000 in Norway"."""
    if case.before is None or not is_part_of_count(case.frame, case.before):
        return None
    return case.before.measure._replace(scope=scope_behind(case.frame))


def read_places(case: Case) -> Measure | None:
    """As in "310 stores in 28 states": states with stores."""
    frame = case.frame
    words = frame.words
    if frame.link not in {"in", "across"} or words.tag(frame.link_at - 1) not in NOMINAL | {"Q"}:
        return None
    counted = _counted(case) or plural(frame.quantity.unit)
    what = name_stretch(words, frame.noun, case.knowledge) if frame.noun else ""
    if not what and case.before and case.before.frame.scale is Scale.COUNT:
        what = case.before.measure.base
    return Measure(f"{counted} with {what}" if what else counted, "", scope_behind(frame))


def read_counted(case: Case) -> Measure | None:
    """As in "serves 2 million customers in India", "2 million customers have registered"."""
    if size := _size_of_firm(case):
        return size
    counted = _counted(case)
    if not counted:
        return None
    if counted == "people" and case.frame.words.lower(case.frame.link_at - 1) == "home":
        return Measure("population")
    is_employer = case.frame.verb_base in case.knowledge.lists["employing_verbs"]
    if (
        is_employer
        and case.frame.link_at <= case.frame.verb + 1
        and counted.lower() in case.knowledge.lists["staff_nouns"]
    ):
        return Measure("employees", "", scope_behind(case.frame))
    scope = scope_behind(case.frame) or scope_before(case.frame)
    return _measure_done(case, counted, scope)


def _size_of_firm(case: Case) -> Measure | None:
    """As in "a 12-person company", "a team of 12"."""
    frame, lists = case.frame, case.knowledge.lists
    if frame.after is None or frame.quantity.unit != "person" or "-" not in frame.words.texts[frame.at]:
        return None
    head = frame.words.lowers[frame.after.end - 1]
    return (
        Measure("team size" if head == "team" else "employees") if head in lists["company_nouns"] | {"team"} else None
    )


def _measure_done(case: Case, counted: str, scope: str) -> Measure:
    """What is counted with what was done to it: "customers served"; of what is shipped, the "phone shipments"."""
    done = _done(case, counted)
    if deed := case.knowledge.deeds.get(done.strip()):
        unit = case.frame.quantity.unit
        what = case.market if unit in _ANY_UNIT else f"{counted.removesuffix(plural(unit))}{unit}"
        return Measure(f"{what} {deed}".strip(), "", scope)
    return Measure(f"{counted}{done}", "", scope)


def _counted(case: Case) -> str:
    frame = case.frame
    own = own_noun(frame)
    if frame.after is None:
        return "" if frame.quantity.unit in case.knowledge.attributes else own
    text = name_stretch(frame.words, _with_coordinates(frame, frame.after), case.knowledge)
    return f"{own} {text}".strip()


def own_noun(frame: Frame) -> str:
    """The noun within the number's own text: "40 million shoppers", "half a billion people"."""
    text = " ".join(_NUMBER_WORD.sub(" ", frame.words.texts[frame.at]).split()).strip('-–. “”"')
    if text.lower() in {"times", "copies", "units", "pieces"}:
        return plural(frame.quantity.unit)
    return text


def _with_coordinates(frame: Frame, noun: Stretch) -> Stretch:
    """As in "small and medium-sized businesses and startups"."""
    words, end = frame.words, noun.end
    while words.tag(end) == COORDINATOR and words.tag(end + 1) == NOUN:
        more = noun_phrase_from(words, end + 1)
        if more is None or words.tag(more.end) in {VERB, PARTICIPLE, AUXILIARY, OF}:
            break
        end = more.end
    return Stretch(noun.start, end)


def _done(case: Case, counted: str) -> str:
    """As in " served" in "serves 2 million customers", " registered" in "2 million customers have registered"."""
    frame, words = case.frame, case.frame.words
    is_idle = words.lower(frame.tail) in case.knowledge.lists["idle_participles"]
    if words.lower(frame.tail) in case.knowledge.lists["asked_participles"]:
        return f" {words.lowers[frame.tail]}"
    if (
        not is_idle
        and words.tag(frame.tail) == PARTICIPLE
        and words.tag(frame.tail + 1) in {COMMA, ".", PREPOSITION, COORDINATOR, ""}
    ):
        return f" {words.lowers[frame.tail]}"
    verb = frame.verb if frame.link_at <= frame.verb else -1
    if words.tag(frame.link_at) == COORDINATOR and case.before and frame.verb < case.before.frame.at:
        verb = frame.verb
    if verb >= 0:
        done = case.knowledge.counted.get(words.bases[verb], "")
        if done == "produced" and counted.rsplit(" ", 1)[-1] in case.knowledge.lists["made_nouns"]:
            return ""
        return f" {done}" if done and done[:_SAME_WORD] not in counted else ""
    return _done_by_it(case, counted)


_ANY_UNIT = frozenset({"unit", "piece", "device"})
_SAME_WORD = 6
"""Letters by which "downloaded" is known to repeat "downloads"."""


def _done_by_it(case: Case, counted: str) -> str:
    """What the counted do or had done to them, where they are the subject."""
    words, verb = case.frame.words, case.predicate
    if verb < 0:
        return ""
    while words.tag(verb) in {AUXILIARY, ADVERB}:
        if words.lowers[verb] in {"not", "never"}:
            return ""
        verb += 1
    if words.tag(verb) == PARTICIPLE:
        return "" if words.lowers[verb] in case.knowledge.lists["idle_participles"] else f" {words.lowers[verb]}"
    if words.tag(verb) == VERB and counted.rsplit(" ", 1)[-1].lower() in _PEOPLE:
        complement = f" {words.lowers[verb + 1]}" if words.tag(verb + 1) == NOUN else ""
        return f" who {words.lowers[verb]}{complement}"
    return ""


def count_bare(case: Case) -> Measure | None:
    """As in "500 of them": the unit is all there is."""
    attribute = case.knowledge.attributes.get(case.frame.quantity.unit)
    if attribute:
        return Measure(attribute, "", scope_behind(case.frame))
    counted = plural(case.frame.quantity.unit)
    if not counted:
        return repeat_before(case)
    return _measure_done(case, counted, scope_behind(case.frame))


_COMPLEMENT_REACH = 6


def read_rank(case: Case) -> Measure | None:
    """As in "the third-largest telecom operator in India"."""
    frame = case.frame
    if frame.after:
        end = min(len(frame.words.tags), frame.after.end + _COMPLEMENT_REACH)
        if text := name_region(frame.words, Stretch(frame.after.start, end), case.knowledge).text:
            return Measure(f"{text} rank", "", scope_behind(frame))
    for said in (case.before, case.earlier):
        if said and "share" in said.measure.base:
            return Measure(f"{said.measure.base.removesuffix(' rank')} rank")
    return Measure("rank", "", scope_behind(frame))


def read_counted_level(case: Case) -> Measure | None:
    """As in "shipments reached 161 million units", "headcount stood at 5,000"."""
    named = case.named
    if named and named.head in case.knowledge.lists["counted_nouns"]:
        return read_level(case)
    if case.frame.verb_base in {"be", "have", "is", "are", "was", "were", "has", "had"}:
        return None
    if case.frame.verb_base in case.knowledge.counted and case.frame.link_at == case.frame.verb and _counted(case):
        return None  # "closed 40 shops"
    return read_level(case)


def read_count_of(case: Case) -> Measure | None:
    """As in "sales of 5 million cars": car sales."""
    frame = case.frame
    if frame.link != "of" or frame.noun is None:
        return None
    noun = frame.words.lowers[frame.noun.end - 1]
    if noun not in case.knowledge.lists["counted_nouns"]:
        return None
    if noun == "loss" and case.frame.quantity.unit == "job":
        noun = "cuts"
    if noun == "team":
        return Measure("team size")
    unit = case.frame.quantity.unit
    counted = "" if noun == "workforce" or (unit != "unit" and unit in case.knowledge.lists["measured_units"]) else unit
    if not counted and noun != "workforce":
        return read_amount(case)
    return Measure(f"{counted} {noun}".strip(), "", scope_behind(frame))


def read_points(case: Case) -> Measure | None:
    """As in "the Dow fell 34 points": how much an index moved."""
    if case.frame.quantity.unit != "point" or case.named is None or case.named.base != "index":
        return None
    return read_move(case)


COUNT_RULES: tuple[Rule, ...] = (
    read_label,
    read_part_of_count,
    read_points,
    read_outcome,
    read_excess,
    read_moved_count,
    read_count_of,
    read_amount,
    read_counted_level,
    read_places,
    read_counted,
    copy_measure,
    read_level,
    read_linked_noun,
    count_bare,
    read_nearest_noun,
)
RANK_RULES: tuple[Rule, ...] = (read_rank,)
