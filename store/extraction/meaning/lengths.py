"""How long something lasts, takes or has not been seen, and how many times as much it is."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.meaning.clauses import Stretch, noun_phrase_from
from store.extraction.meaning.frames import (
    is_multiplying,
)
from store.extraction.meaning.knowledge import (
    GROWTH,
)
from store.extraction.meaning.levels import (
    copy_measure,
)
from store.extraction.meaning.lexicon import (
    COMMA,
    GERUND,
    NOUN,
    OF,
    PREPOSITION,
)
from store.extraction.meaning.measures import (
    SHARE_PRICE,
    Case,
    Measure,
    Rule,
    is_comparison,
)
from store.extraction.meaning.nouns import (
    name_stretch,
)
from store.extraction.meaning.tags import NOMINAL


def read_length_of(case: Case) -> Measure | None:
    """As in "a 10-year partnership", "the 13-week fiscal quarter"."""
    frame = case.frame
    if frame.after is None:
        return None
    if frame.words.lower(frame.after.end - 1) in _RECORDS:
        return _read_span(case, frame.words.lower(frame.after.end - 1).removesuffix("s"))
    if frame.words.lower(frame.after.end - 1) in case.knowledge.lists["length_nouns"]:
        return Measure(name_period_length(frame.words.lowers[frame.after.start : frame.after.end]))
    text = name_stretch(frame.words, frame.after, case.knowledge)
    if text.rsplit(" ", 1)[-1] in case.knowledge.lists["time_nouns"]:
        return Measure(text)
    is_foreseen = frame.words.lower(frame.after.end - 1) in case.knowledge.lists["estimate_nouns"]
    return Measure(f"{text} {'horizon' if is_foreseen else 'duration'}") if text else None


_RECORDS = frozenset({"high", "highs", "low", "lows", "peak", "record"})


def _read_span(case: Case, record: str) -> Measure:
    """As in "touched a five-year high": how far back nothing was higher, of what was told before."""
    said = case.before or case.earlier
    named = case.named or (said.measure.level if said else None)
    return Measure(f"span of {named.base if named else SHARE_PRICE} {record}")


def name_period_length(words: Sequence[str]) -> str:
    return "fiscal period length" if "fiscal" in words else "period length"


def read_span(case: Case) -> Measure | None:
    """As in "the slowest growth in six years", "hits 6% for the first time in three years"."""
    frame, words = case.frame, case.frame.words
    if frame.link not in {"in", "for"}:
        return None
    for place in range(frame.link_at - 1, max(-1, frame.link_at - _SPAN_REACH), -1):
        lower = words.lowers[place]
        if lower in _SUPERLATIVES or (lower.endswith("est") and words.tags[place] == NOUN and len(lower) > len("best")):
            noun = name_stretch(words, Stretch(place + 1, frame.link_at), case.knowledge)
            named = noun if noun not in {"", "time"} else case.named.base if case.named else ""
            return Measure(f"span of {lower} {named}".strip())
        if lower in _ORDINALS and words.lower(place + 1) == "time":
            return Measure(f"span of {case.named.base}") if case.named else None
        if words.tags[place] not in NOMINAL:
            break
    return None


_SPAN_REACH = 6
_SUPERLATIVES = frozenset({"first", "best", "worst", "most", "least"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})


def read_time_since(case: Case) -> Measure | None:
    """As in "three years after its listing", "in the two years since the merger"."""
    words, tail = case.frame.words, case.frame.tail
    if words.lower(tail) not in {"after", "since"}:
        return None
    event = noun_phrase_from(words, tail + 1)
    text = name_stretch(words, event, case.knowledge) if event and event.end > event.start else ""
    return Measure(f"time since {text}") if text else None


def read_time_taken(case: Case) -> Measure | None:
    """As in "detects the virus in 20 seconds": the detection time."""
    frame = case.frame
    if frame.link == "by" and frame.noun and frame.verb >= 0 and (late := case.knowledge.delays.get(frame.verb_base)):
        return Measure(f"{name_stretch(frame.words, frame.noun, case.knowledge)} {late}".strip())
    if frame.link not in {"in", "within"} or frame.verb < 0:
        return None
    done = frame.words.bases[frame.verb]
    what = name_stretch(frame.words, frame.noun, case.knowledge) if frame.noun else ""
    return Measure(f"{what} {case.knowledge.doings.get(done, '')} time".strip().replace("  ", " "))


def read_time_spent(case: Case) -> Measure | None:
    """As in "spent four hours a day on their phones", "five hours per day in apps": the daily time, and with what."""
    words, frame = case.frame.words, case.frame
    is_rate = words.lower(frame.tail) in {"per", "a", "each"} and words.lower(frame.tail + 1) in _RATES
    is_spent = frame.verb_base == "spend" or "spending" in words.lowers[max(0, frame.at - _SPENDING_REACH) : frame.at]
    if not (is_rate or is_spent):
        return None
    place = frame.tail + 2 * is_rate
    activity = noun_phrase_from(words, place + 1) if words.tag(place) in {PREPOSITION, GERUND} else None
    text = name_stretch(words, activity, case.knowledge) if activity else ""
    told = (
        _RATES[words.lower(frame.tail + 1)] if is_rate else "",
        "time",
        "spent" if is_spent else "",
        f"{words.lowers[place]} {text}" if text else "",
    )
    return Measure(" ".join(filter(None, told)))


_SPENDING_REACH = 4
_RATES = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}


def read_time_level(case: Case) -> Measure | None:
    """As in "repairs last two weeks", "a delay of two weeks", "halted work for two weeks"."""
    frame, knowledge = case.frame, case.knowledge
    noun = frame.noun if frame.link == "of" else None
    is_moved = frame.link == "to" and frame.verb_base in knowledge.move_of_act.keys() | knowledge.delays.keys()
    is_done = frame.link in {"for", "by"} and frame.verb_base not in knowledge.delays
    if (is_done or is_moved) and frame.verb >= 0:
        noun = noun_phrase_from(frame.words, frame.verb + 1)
        noun = noun if noun and noun.end <= frame.link_at else None
    text = name_stretch(frame.words, noun, knowledge) if noun else ""
    is_level = frame.verb_base in knowledge.lists["lasting_verbs"] or frame.verb_base in knowledge.move_of_verb
    if not text and case.named and is_level and frame.link in {"", "to", "from", "at", "between"}:
        text = case.named.base
    if not text or text.rsplit(" ", 1)[-1] in knowledge.lists["length_nouns"]:
        return None
    is_time = text.rsplit(" ", 1)[-1] in knowledge.lists["time_nouns"]
    return Measure(text if is_time else f"{text} duration")


def last_some_time(case: Case) -> Measure | None:
    """As in "five weeks of leave"; in "for three days" nothing says of what."""
    frame = case.frame
    content = noun_phrase_from(frame.words, frame.tail + 1) if frame.words.tag(frame.tail) == OF else None
    if content and (text := name_stretch(frame.words, content, case.knowledge)):
        return Measure(f"{text} duration")
    return Measure("duration")


def copy_compared(case: Case) -> Measure | None:
    """As in "21 times earnings, versus 17 times for rivals", "to four years from three": what was told before."""
    return copy_measure(case) if is_comparison(case.frame) else None


def read_multiple_of(case: Case) -> Measure | None:
    """As in "2x its valuation", "three times the price"; "twice as many"."""
    frame = case.frame
    said = case.before or case.earlier
    if said and frame.words.lower(frame.at + 1) == "as" and frame.words.lower(frame.at + 2) in {"many", "much"}:
        return said.measure._replace(move=GROWTH)
    noun = noun_phrase_from(frame.words, frame.at + 1) or frame.after
    text = name_stretch(frame.words, noun, case.knowledge) if noun else ""
    if not text:
        return _read_as_many(case)
    if text in case.knowledge.lists["standing_nouns"] and case.named:
        return case.named._replace(move=GROWTH)
    if is_multiplying(frame.words.lowers[frame.at]):
        return Measure(text, GROWTH)
    if case.before and text in case.knowledge.move_of_noun:
        return case.before.measure._replace(move=case.knowledge.move_of_noun[text])
    return Measure(f"{case.before.measure.base} to {text}" if case.before else f"{text} multiple")


def _read_as_many(case: Case) -> Measure | None:
    """As in "created twice as many jobs as expected"."""
    words, at = case.frame.words, case.frame.at
    noun = noun_phrase_from(words, at + 3) if words.lower(at + 2) == "many" else None
    text = name_stretch(words, noun, case.knowledge) if noun else ""
    if not text or noun is None:
        return None
    done = case.knowledge.counted.get(case.frame.verb_base, "")
    is_expected = words.lowers[noun.end : noun.end + 2] in (["as", "expected"], ["as", "forecast"])
    counted = f"{text} {done}".strip()
    return Measure(counted, "", "relative to expectations") if is_expected else Measure(counted, GROWTH)


def read_multiplied_object(case: Case) -> Measure | None:
    """As in "increased its profit fourfold"."""
    frame, knowledge = case.frame, case.knowledge
    object_ = noun_phrase_from(frame.words, frame.verb + 1) if frame.verb_base in knowledge.move_of_act else None
    text = name_stretch(frame.words, object_, knowledge) if object_ and object_.end <= frame.at else ""
    return Measure(text, GROWTH) if text else None


def read_multiplied(case: Case) -> Measure | None:
    """As in "profit doubled", "it will grow by 2x"."""
    named = case.named
    if case.frame.link == "by" and case.frame.verb_base in case.knowledge.move_of_verb and not named:
        said = case.before or case.earlier
        return said.measure if said and said.measure.move else Measure("revenue", GROWTH)
    if named:
        return named._replace(move=GROWTH)
    is_more = case.before and case.frame.words.tag(case.frame.at - 1) == COMMA  # "had reached $2bn, doubling in a year"
    return case.before.measure._replace(move=GROWTH) if case.before and is_more else Measure("multiple")


LENGTH_RULES: tuple[Rule, ...] = (
    copy_compared,
    read_length_of,
    read_time_since,
    read_span,
    read_time_spent,
    read_time_level,
    read_time_taken,
    last_some_time,
)
MULTIPLE_RULES: tuple[Rule, ...] = (copy_compared, read_multiplied_object, read_multiple_of, read_multiplied)
