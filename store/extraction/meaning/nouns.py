"""Says a noun phrase of the text as the name of a measure: "the company's third-quarter Net Sales" -> "net sales"."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.extraction.meaning.clauses import Stretch, end_of_noun_phrase
from store.extraction.meaning.knowledge import Knowledge
from store.extraction.meaning.lexicon import (
    ADVERB,
    COORDINATOR,
    DETERMINER,
    GERUND,
    NOUN,
    OF,
    OWNER,
    POSSESSIVE,
    PREPOSITION,
)
from store.extraction.meaning.tags import NAME, NOMINAL, PLACE, QUANTITY, TIME
from store.extraction.meaning.words import Words

_TIME_WORD = re.compile(r"-(?:quarter|year|month|week|day)s?$|^(?:q[1-4]|fy\d+)$")
_NAMING = frozenset({NOUN, GERUND})
_MAX_WORDS = 6


class Named(NamedTuple):
    """A measure's name, with where it holds ("in India"), if the text says so."""

    text: str
    scope: str = ""


def name_stretch(words: Words, stretch: Stretch, knowledge: Knowledge) -> str:
    """The words of one noun phrase that belong in a measure's name."""
    start, end = stretch
    tags, lowers, dropped = words.tags, words.lowers, knowledge.lists["dropped"]
    owner = tags.rfind(OWNER, start, end - 1)
    if owner >= 0 and tags[owner + 1] in NOMINAL:
        start = owner + 1
    kept = [
        place
        for place in range(start, end)
        if tags[place] in _NAMING and lowers[place] not in dropped and not _is_time_word(lowers[place])
    ]
    if kept and lowers[kept[-1]] in knowledge.lists["day_nouns"]:
        return ""
    return " ".join([_plain_case(_without_footnote(words.texts[place], knowledge)) for place in kept[-_MAX_WORDS:]])


def _without_footnote(word: str, knowledge: Knowledge) -> str:
    """Leave the number of a footnote off: "EBITDA1", "adjusted1"."""
    return word[:-1] if word[-1].isdigit() and word[:-1].lower() in knowledge.lists["footnoted"] else word


def name_label(label: str, knowledge: Knowledge) -> str:
    """The label of a table's row as a measure's name: "GAAP earnings per share – diluted"."""
    words = [_plain_case(_without_footnote(word, knowledge)) for word in _LABEL_WORD.findall(label)]
    kept = [word for word in words if word.lower() not in knowledge.lists["dropped"]]
    if kept and kept[-1] in _PER_SHARE_KINDS:
        kept = [kept[-1], *kept[:-1]]
    return " ".join(kept[:_LONGEST_LABEL])


def names_measure(name: str, knowledge: Knowledge) -> bool:
    """Whether a name ends as a known measure does: "adjusted net income"."""
    words = name.lower().split()
    return any(" ".join(words[start:]) in knowledge.measures for start in range(len(words)))


_LABEL_WORD = re.compile(r"\w[\w&/’'-]*")
_PER_SHARE_KINDS = frozenset({"basic", "diluted"})
_LONGEST_LABEL = 8
"""Words."""


def _is_time_word(lower: str) -> bool:
    return ("-" in lower or lower[0] in "qf") and _TIME_WORD.search(lower) is not None


def _plain_case(word: str) -> str:
    """Lower-case what only its place in the sentence or a title made upper case.

    >>> _plain_case("Net"), _plain_case("RPA"), _plain_case("IaaS")
    ('net', 'RPA', 'IaaS')
    """
    return word.lower() if word[1:].islower() else word


def name_region(words: Words, region: Stretch, knowledge: Knowledge) -> Named:
    """The measure that a subject names: "sales volumes in India" -> "sales volumes", "in India"."""
    start = _skip_opening(words, region)
    end = min(end_of_noun_phrase(words, start), region.end)
    text = name_stretch(words, Stretch(start, end), knowledge)
    if text and words.lower(end) in _ARITHMETIC and end + 1 < region.end:
        return Named(" ".join(map(_plain_case, words.texts[start : min(region.end, start + _LONGEST_SUM)])))
    if words.lower(end) == "for" and end < region.end and _is_forecast(text, knowledge):
        return Named(f"{_with_complement(words, '', end, region.end, knowledge)} {text}".strip())
    if (taxed := " ".join(words.lowers[end : end + 2])) in knowledge.lists["after_measures"] and text:
        return Named(f"{text} {taxed}", find_scope(words, end, region.end))
    if words.lower(end) == "per" and words.tag(end + 1) == NOUN and end + 1 < region.end:
        unit = " ".join(words.lowers[end + 1 : min(end_of_noun_phrase(words, end + 1), region.end)])
        return Named(f"{text} per {unit}", find_scope(words, end, region.end))
    if words.lower(end) == "on" and text.rsplit(" ", 1)[-1] in knowledge.lists["on_nouns"]:
        return Named(f"{_with_complement(words, '', end, region.end, knowledge)} {text}".strip())
    text = f"{_unit_behind(words, end, region.end)} {text}".strip() if text else ""
    if (end < region.end and words.tags[end] == OF) or text in knowledge.lists["counting"]:
        text = _with_complement(words, text, end, region.end, knowledge)
    return Named(text, find_scope(words, end, region.end))


_ARITHMETIC = frozenset({"less", "plus", "minus"})
"""As in "free cash flow less repayments of debt", which is named whole."""
_LONGEST_SUM = 16
"""Words."""


def _is_forecast(text: str, knowledge: Knowledge) -> bool:
    head = text.rsplit(" ", 1)[-1]
    return head in knowledge.lists["estimate_nouns"] or head in knowledge.lists["target_nouns"]


def _skip_opening(words: Words, region: Stretch) -> int:
    """Past determiners, and past "in the quarter" before the subject proper."""
    start = region.start
    while start < region.end:
        if words.tags[start] in {DETERMINER, POSSESSIVE, ADVERB, COORDINATOR, QUANTITY, OF} or (
            words.tags[start] == TIME and words.tag(start + 1) not in NOMINAL
        ):
            start += 1
        elif words.tags[start] == PREPOSITION:
            start += 1
            while start < region.end and words.tags[start] in {DETERMINER, POSSESSIVE}:
                start += 1
            while start < region.end - 1 and words.tags[start] in {NOUN, PLACE, TIME}:
                start += 1
        else:
            break
    return start


def _unit_behind(words: Words, joint: int, end: int) -> str:
    """As in "revenue in Acme's security business": of which part of a company it is, "security business"."""
    if joint >= end or words.tags[joint] != PREPOSITION or words.lowers[end - 1] not in _UNITS:
        return ""
    start = end - 1
    while start > joint and words.tags[start - 1] == NOUN:
        start -= 1
    is_owned = words.tag(start - 1) in {OWNER, POSSESSIVE}
    return " ".join(map(_plain_case, words.texts[start:end])) if is_owned and end - start > 1 else ""


_UNITS = frozenset({"business", "unit", "division", "segment", "arm"})


def _with_complement(words: Words, text: str, of: int, end: int, knowledge: Knowledge) -> str:
    """Say "number of users" as "users", and "cost of sales" whole."""
    start = of + 1
    while start < end and words.tags[start] in {DETERMINER, POSSESSIVE, ADVERB}:
        start += 1
    stop = start
    while stop < end and words.tags[stop] in NOMINAL:
        stop += 1
    complement = name_stretch(words, Stretch(start, stop), knowledge)
    head, counting = text.rsplit(" ", 1)[-1] if text else "", knowledge.lists["counting"]
    if not complement or (words.lower(stop - 1) in knowledge.lists["company_nouns"] and head not in counting):
        return text
    return complement if head in counting or not text else f"{text} of {complement}"


def find_scope(words: Words, start: int, end: int) -> str:
    """Where a measure holds: "in China", "from Europe", "globally"."""
    tags, lowers = words.tags, words.lowers
    for place in range(start, min(end, len(tags))):
        lower = lowers[place]
        if lower not in _SCOPES:
            continue
        if tags[place] != PREPOSITION:
            return lower
        if lower == "around" and words.lower(place + 2) == "world":
            return "globally"
        after = place + 2 if words.tag(place + 1) == DETERMINER else place + 1
        if words.tag(after) == PLACE and after < end and lower != "around":
            return " ".join([lower, *(["the"] if after == place + 2 else []), words.texts[after]])
    return ""


_SCOPES = frozenset({"globally", "worldwide", "nationwide", "in", "from", "across", "around"})


def named_object(words: Words, place: int) -> str:
    """The company at the end of the noun phrase from `place` on: "the London-listed rival Acme"."""
    while words.tag(place) == DETERMINER:
        place += 1
    noun = Stretch(place, end_of_noun_phrase(words, place))
    mention = words.mention(noun.end - 1) if noun.start < noun.end and words.tag(noun.end - 1) == NAME else None
    owners = [at for at in range(*noun) if words.tags[at] == OWNER and words.lowers[at] != "-"]
    return mention.name if mention and not owners else ""
