"""Who does what in a sentence: the verb that something depends on, its subject, and the noun phrases around."""

from __future__ import annotations

from typing import NamedTuple

from store.extraction.meaning.lexicon import (
    ADVERB,
    AUXILIARY,
    BREAK,
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    MARK,
    NOUN,
    OF,
    OPEN,
    OTHER,
    OWNER,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TO,
    VERB,
)
from store.extraction.meaning.tags import NAME, NOMINAL, PERSON, QUANTITY, TIME
from store.extraction.meaning.words import Words

_BESIDE_VERB = frozenset({AUXILIARY, ADVERB})
VERBAL = frozenset({VERB, PARTICIPLE, GERUND, AUXILIARY})
_CLAUSE_ENDS = frozenset({SUBORDINATOR, RELATIVE, BREAK, MARK, OTHER})
_IN_REGION = NOMINAL | {DETERMINER, POSSESSIVE, OF, TO, PREPOSITION, QUANTITY, TIME, ADVERB, PRONOUN}
_LINKS_ON = frozenset({OF, TO, PREPOSITION})
_REDUCED_RELATIVES = frozenset(
    {"base", "back", "call", "name", "know", "locate", "found", "headquarter", "list", "compile", "conduct", "follow"}
    | {"own", "hold", "survey", "use", "say", "involve", "end", "earmark", "relate", "aim", "dedicate", "design"}
    | {"compare"},
)
"""Verbs whose participle more often describes the noun before it: "companies based in Texas"."""
_RAISING = frozenset(
    {
        "expect",
        "forecast",
        "project",
        "predict",
        "estimate",
        "anticipate",
        "see",
        "cause",
        "lead",
        "want",
        "allow",
        "enable",
    },
)
"""Verbs whose object does what the infinitive behind says: "expects revenue to rise"."""
_DESCRIBED = NOMINAL | {QUANTITY, TIME}
_TELLER = NOMINAL | {DETERMINER, PRONOUN}
_FARTHEST = 40
"""Words looked back over, so that a line of 100,000 numbers costs no more than its length."""


class Stretch(NamedTuple):
    """Words from `start` up to, not including, `end`."""

    start: int
    end: int


def find_verb_before(words: Words, place: int) -> int:
    """The verb that what stands at `place` depends on, or -1.

    A participle that only describes a noun ("based in Texas") is passed over, unless there is no other verb.
    """
    describing = -1
    for at in range(place - 1, max(-1, place - _FARTHEST), -1):
        tag = words.tags[at]
        if tag in _CLAUSE_ENDS and not _goes_on(words, at):
            break
        if tag in VERBAL:
            if tag == PARTICIPLE and _only_describes(words, at):
                describing = max(describing, at)
                continue
            return at
    return describing


def _goes_on(words: Words, at: int) -> bool:
    """As in "it was lower than in 2021, totalling", "has grown “to $5m": it ends no clause."""
    if words.tags[at] == MARK:
        is_inside = words.tag(at - 1) in _BEFORE_FRAGMENT and words.bases[at - 1] not in _SPEAKING
        return is_inside and words.lower(at + 1) != "by"
    return words.lowers[at] == "than" and words.tag(at + 1) == PREPOSITION


_BEFORE_FRAGMENT = VERBAL | {TO, OF, DETERMINER}
_SPEAKING = frozenset({"say", "add", "tell", "warn", "announce", "write", "state", "claim", "explain", "note"})


def _only_describes(words: Words, at: int) -> bool:
    before, after = words.tag(at - 1), words.tag(at + 1)
    if before not in _DESCRIBED or after not in _LINKS_ON:
        return False
    by_somebody = words.lower(at + 1) == "by" and QUANTITY not in words.tags[at + 2 : at + 5]
    return by_somebody or words.bases[at] in _REDUCED_RELATIVES


def find_ticker(words: Words, at: int) -> int:
    """The ticker behind which the number at `at` is printed as its move ("Acme ACM +6.43% rose"), or -1."""
    place = at - 1 if words.lower(at - 1) in _SIGNS else at
    if place == at and not words.texts[at].startswith(_SIGNS):
        return -1
    place -= 2 if words.tag(place - 1) == COMMA else 1
    ticker = words.texts[place] if place > 0 else ""
    is_ticker = ticker.isupper() and ticker.isalpha() and len(ticker) <= _LONGEST_TICKER
    is_named = place > 0 and words.tags[place - 1] in NOMINAL and words.texts[place - 1][:1].isupper()
    return place if is_ticker and is_named else -1


_SIGNS = ("+", "-", "−")
_MINUS = ("-", "−", "minus ")


def is_negative(number: str) -> bool:
    """Whether a number is written below zero.

    >>> is_negative("-2.97%"), is_negative("2.97%")
    (True, False)
    """
    return number.startswith(_MINUS)


_LONGEST_TICKER = 5


def _before_ticker(words: Words, at: int) -> int:
    """The word at `at`, or where a ticker's move ends there the word before the ticker."""
    ticker = find_ticker(words, at) if words.tag(at) == QUANTITY else -1
    return ticker - 1 if ticker > 0 else at


def find_subject(words: Words, verb: int, hops: int = 6) -> Stretch | None:
    """The words that name who or what does the verb at `verb`, through infinitives, relatives and commas."""
    at = verb - 1
    while at >= 0 and words.tags[at] in _BESIDE_VERB:
        at -= 1
    at = _before_ticker(words, at)
    if at < 0 or not hops:
        return None
    if words.tags[verb] == GERUND:
        if at == verb - 1 and words.tags[at] in NOMINAL:
            return noun_phrase_before(words, verb)
        if words.tags[at] == COMMA:
            return _subject_of_earlier(words, at, hops)
    return _WAYS_BACK.get(words.tags[at], _subject_right_before)(words, at, hops)


def _subject_right_before(words: Words, at: int, hops: int) -> Stretch | None:
    region = _region_before(words, at + 1)
    is_aside = (
        region is not None and words.tags[region.start] == PREPOSITION and words.tag(region.start - 1) == RELATIVE
    )
    return _antecedent(words, region.start - 1, hops) if region and is_aside else region


def _subject_of_verb(words: Words, at: int, hops: int) -> Stretch | None:
    """As in "helped create", "began selling": the subject of the verb beside."""
    return find_subject(words, at, hops - 1)


def _antecedent(words: Words, at: int, hops: int) -> Stretch | None:  # noqa: ARG001
    """As in "Acme, which owns": what "which" stands for."""
    last = _before_ticker(words, at - 2 if words.tag(at - 1) == COMMA else at - 1)
    return noun_phrase_before(words, last + 1)


def _subject_of_earlier(words: Words, at: int, hops: int) -> Stretch | None:
    """As in "… and raised", "…, launching", "by cutting": the subject of the verb before."""
    earlier = find_verb_before(words, at)
    if earlier == at - 1 and words.bases[earlier] == "say":
        earlier = _verb_before_teller(words, earlier)
    return find_subject(words, earlier, hops - 1) if earlier >= 0 else None


def _verb_before_teller(words: Words, said: int) -> int:
    """The verb of what ", Acme said," stands in, or else "said"."""
    opening = said - 1
    while words.tag(opening) in _TELLER:
        opening -= 1
    return find_verb_before(words, opening) if words.tag(opening) == COMMA else said


def _subject_of_infinitive(words: Words, to: int, hops: int) -> Stretch | None:
    if words.tag(to - 1) in VERBAL:
        return find_subject(words, to - 1, hops - 1)
    matrix = find_verb_before(words, to)
    if matrix < 0:
        return _region_before(words, to)
    if words.bases[matrix] in _RAISING and (done := _region_before(words, to)):
        return done
    if words.tag(to - 1) in {NAME, PERSON} and words.tag(to - 2) in VERBAL:
        return Stretch(to - 1, to)
    return find_subject(words, matrix, hops - 1)


def _subject_before_aside(words: Words, at: int, hops: int) -> Stretch | None:  # noqa: ARG001
    """Skip what stands between commas, brackets or dashes before the verb: "Acme, which owns Beta, said"."""
    opening = OPEN if words.tags[at] == CLOSE else words.tags[at]
    if opening == COMMA and (named := _opening_name(words, at)):
        return named
    if opening == COMMA and (relative := _relative_before(words, at)) > 0:
        return _region_before(words, relative)
    for before in range(at - 1, max(-1, at - _FARTHEST), -1):
        if words.tags[before] == opening and words.lowers[before] not in _NO_DASHES:
            end = before - 1 if words.tag(before - 1) == COMMA else before
            return _region_before(words, end)
    return _region_before(words, at) if opening == COMMA else None


def _opening_name(words: Words, at: int) -> Stretch | None:
    """The name that the sentence opens with: "Acme, a two-year-old, Austin, Texas-based start-up, has raised"."""
    comma = words.tags.find(COMMA, 0, _LONGEST_OPENING)
    if not 0 < comma < at or words.tag(comma + 1) != DETERMINER or words.tags[comma - 1] != NAME:
        return None
    described, _, told = words.tags[comma + 1 : at].partition(RELATIVE)
    is_of_another = told[:1] in {NAME, PERSON, PRONOUN}  # "…, the customer that Beta sold 5 million pumps to"
    is_aside = _FINITE.isdisjoint(described) and NOMINAL.issuperset(words.tags[:comma])
    return Stretch(0, comma) if is_aside and not is_of_another else None


_LONGEST_OPENING = 7
_FINITE = frozenset({VERB, AUXILIARY})


def _relative_before(words: Words, at: int) -> int:
    """The comma at which ", whose plants are in A, B and C," opens that closes at `at`, or -1."""
    for before in range(at - 1, max(0, at - _FARTHEST), -1):
        tag = words.tags[before]
        if tag in {BREAK, MARK, SUBORDINATOR}:
            break
        if tag == COMMA and (words.tags[before + 1] == RELATIVE or words.lowers[before + 1] == "whose"):
            return before
    return -1


_NO_DASHES = frozenset({":", ";"})

_WAYS_BACK = {
    **dict.fromkeys((VERB, PARTICIPLE, GERUND), _subject_of_verb),
    TO: _subject_of_infinitive,
    RELATIVE: _antecedent,
    COORDINATOR: _subject_of_earlier,
    PREPOSITION: _subject_of_earlier,
    COMMA: _subject_before_aside,
    CLOSE: _subject_before_aside,
    BREAK: _subject_before_aside,
}
"""How to get from what stands before a verb to its subject, by the tag."""


def _region_before(words: Words, end: int) -> Stretch | None:
    """The noun phrase with its "of …" and "in …" that ends before `end`."""
    at = end - 1
    if words.lower(at) in _PRONOUNS:
        return Stretch(at, end)  # "telling Acme it wants"
    last_joint = -1
    while at >= 0 and end - at < _FARTHEST:
        tag = words.tags[at]
        if tag == COORDINATOR and words.tag(at - 1) in NOMINAL:
            last_joint = at
        elif tag == COMMA and words.tag(at - 1) == NAME == words.tag(at + 1) and last_joint > 0:
            pass  # "Acme, Beta and Gamma"
        elif tag not in _IN_REGION and not _describes_a_noun(words, at):
            break
        at -= 1
    start = _clause_opening(words, at + 1, end)
    if last_joint > 0 and words.tag(at) in VERBAL:
        start = last_joint + 1  # what stands before "and" was the object of that verb
    if words.tag(start) == DETERMINER and words.tag(start - 1) == COMMA and words.tag(start - 2) == NAME:
        start -= 2  # "Acme, a maker of pumps has raised"
    return Stretch(start, end) if start < end else None


_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "you"})
_CLAUSE_PREPOSITIONS = frozenset({"after", "before", "since", "until", "till"})


def _clause_opening(words: Words, start: int, end: int) -> int:
    """Past "cut its dividend after" in "cut its dividend after profit fell"."""
    if words.tag(start - 1) not in VERBAL:
        return start
    for place in range(end - 1, start, -1):
        if words.lowers[place] in _CLAUSE_PREPOSITIONS:
            return place + 1 if place + 1 < end else start
    return start


def _describes_a_noun(words: Words, at: int) -> bool:
    return words.tags[at] in {PARTICIPLE, GERUND} and words.tag(at + 1) in _LINKS_ON and words.tag(at - 1) in NOMINAL


def noun_phrase_before(words: Words, end: int) -> Stretch | None:
    """The noun phrase, without its determiner, that ends before `end`."""
    start = end
    while start > 0 and (words.tags[start - 1] in NOMINAL or (start < end and _is_inner(words, start - 1))):
        start -= 1
    return Stretch(start, end) if start < end else None


def _is_inner(words: Words, at: int) -> bool:
    """A time or an adverb inside a noun phrase: "Acme's year-on-year growth"."""
    return words.tags[at] == TIME or (words.tags[at] == ADVERB and words.tag(at - 1) in {OWNER, NOUN})


def noun_phrase_from(words: Words, start: int) -> Stretch | None:
    """The noun phrase that begins at `start`, its determiner skipped."""
    if words.tag(start) in {DETERMINER, POSSESSIVE}:
        start += 1
    end = end_of_noun_phrase(words, start)
    return Stretch(start, end) if start < end else None


def end_of_noun_phrase(words: Words, start: int) -> int:
    """Where the run of nouns and names from `start` ends; a time inside it counts as an adjective."""
    end = start
    while words.tag(end) in NOMINAL or (words.tag(end) == TIME and words.tag(end + 1) in NOMINAL):
        end += 1
    return end


def find_clause_end(words: Words, place: int) -> int:
    """The place where the clause ends that the word at `place` is in."""
    for at in range(place, min(len(words.tags), place + _FARTHEST)):
        tag = words.tags[at]
        if tag in _CLAUSE_ENDS or tag in {VERB, AUXILIARY}:
            return at
        if tag == PARTICIPLE and words.tag(at + 1) not in _LINKS_ON:
            return at
    return len(words.tags)
