"""From a colleague's question to a `Query`: about whom, what kind of answer, which metric, time and other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from store.asked_names import NameFinder
from store.asking import Cues, first_of, question_cues
from store.database.base import FactStore
from store.follow_ups import carry_over
from store.model import EntityKind, Query, Reader
from store.spelling import Spelling
from store.vocabulary import Vocabulary
from store.words import Thesaurus, split_words, thesaurus

MAX_LENGTH = 300
MOST_WORDS = 40
LONGEST_FOLLOW_UP = 12
LONGEST_PARTICLE = 2
"""Letters of a company's name that mean nothing by themselves."""
FISCAL_YEAR = re.compile(r"fy(?:20)?(\d\d)")
BESIDE = frozenset({"from", "by", "with"})
PRICE_OF_SHARES = ("share", "price")
TRADED = frozenset({"shares", "share", "stock", "price"})
"""Words for what has a price, where the price of shares is asked for."""
ARTICLES = frozenset({"the", "its", "their", "his", "her", "a", "an", "our"})


def is_question(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a message in a thread reads as a question or a follow-up, rather than as talk between people."""
    cues, asked = question_cues(vocabulary), text.strip().lower()
    if asked.endswith(("?", "？")):
        return True
    return len(asked.split()) <= LONGEST_FOLLOW_UP and asked.startswith(tuple(f"{cue} " for cue in cues.follow_up))


def read_question(
    text: str, facts: FactStore, vocabulary: Vocabulary, reader: Reader, previous: Query | None = None
) -> Query:
    """What the question asks for; with `previous`, what it leaves out is taken over from there."""
    cues = question_cues(vocabulary)
    asked = " ".join(text[:MAX_LENGTH].split())
    words, capitals = _spelt_out(asked, cues)
    names, named = NameFinder(facts, reader, vocabulary).find(words, capitals)
    rest = Spelling(facts, reader, vocabulary).mend(word for place, word in enumerate(words) if place not in named)
    people = tuple(name for name, kind in names.items() if kind is EntityKind.PERSON)
    called = {word for name in names for word in split_words(name) if name in people or len(word) <= LONGEST_PARTICLE}
    rest = [word for word in rest if word not in called]  # "van" of "van Beurden", "la" of "La-Z-Boy"
    query = replace(
        _read_words(rest, cues, thesaurus(vocabulary), bool(people)),
        text=asked,
        entities=tuple(name for name, kind in names.items() if kind is not EntityKind.PERSON),
        people=people,
    )
    return carry_over(query, previous, cues, words) if previous else query


def _spelt_out(asked: str, cues: Cues) -> tuple[list[str], list[bool]]:
    """The words with abbreviations written out, and which of them are in capitals."""
    shouted = asked.isupper()
    words: list[str] = []
    capitals: list[bool] = []
    for typed in asked.split():
        for word in split_words(typed):
            for each in _written_out(word, cues).split():
                words.append("usa" if each == "us" and not (words and words[-1] in cues.before_us) else each)
                capitals.append(typed.isupper() and not shouted)
    return words[:MOST_WORDS], capitals[:MOST_WORDS]


def _written_out(word: str, cues: Cues) -> str:
    """What people abbreviate in full: "mkt" is the market, "fy04" the fiscal year 2004."""
    if found := FISCAL_YEAR.fullmatch(word):
        return f"fiscal 20{found[1]}"
    return cues.abbreviations.get(word, word)


def _read_words(rest: Sequence[str], cues: Cues, words: Thesaurus, names_people: bool) -> Query:
    """What the words ask for, apart from names."""
    lower = " ".join(rest)
    unit, unit_cue = first_of(cues.units, lower)
    is_polar = rest[:1] and rest[0] in cues.polar and first_of(cues.intents, lower)[0] in ("", "figure") and not unit
    intent, said = ("", set()) if is_polar else _intent_asked(rest, cues, names_people)
    said |= set(unit_cue.split() if unit_cue.startswith("in ") else ())
    phrases = [phrase for phrase in words.phrases(rest) if _tells(phrase, cues) and not said.issuperset(phrase)]
    is_whole = is_polar or bool(cues.parts.search(lower))
    metric = () if is_whole else _metric_asked(rest, phrases, cues, unit)
    shares = TRADED if metric == PRICE_OF_SHARES else ()
    others = [phrase for phrase in phrases if phrase != metric and phrase[-1] not in shares]
    loose = [phrase for phrase in others if any(map(words.is_time, phrase)) or " ".join(phrase) in cues.loose]
    terms = (phrase for phrase in others if phrase not in loose)
    asks_amount = bool(metric or unit) and intent in ("", "definition") and not is_polar
    return Query(
        text=lower,
        intent="figure" if asks_amount else intent,
        metric=cues.metric(metric),
        metric_words=metric,
        terms=tuple(dict.fromkeys(map(" ".join, terms))),
        unit=unit,
        currency=next((cues.currencies[word] for word in rest if word in cues.currencies), ""),
        times=tuple(map(" ".join, loose)),
        earlier=bool(cues.earlier.search(lower)),
        later=bool(cues.later.search(lower)),
        kind=first_of(cues.kinds, lower)[0],
    )


def _intent_asked(rest: Sequence[str], cues: Cues, names_people: bool) -> tuple[str, set[str]]:
    """The kind of answer that is asked for, and the words that ask for it and for nothing else."""
    intent, cue = first_of(cues.intents, " ".join(rest))
    if rest == ["what"]:
        intent = "definition"  # "whats acme"
    elif intent == "definition" and names_people:
        intent = "who"
    elif intent == "who" and rest[0] == "how":
        intent = ""  # "how did the boss do it"
    elif cue == "when" and rest[0] == "how":
        intent = "figure"  # "how many do they return when they shop"
    elif not intent and names_people and rest[:1] == ["on"]:
        intent = "quote"
    return intent, {*cues.silent.get(intent, ()), *(cue.split() if intent == "who" and names_people else ())}


def _metric_asked(rest: Sequence[str], phrases: Sequence[tuple[str, ...]], cues: Cues, unit: str) -> tuple[str, ...]:
    """The words for the measure that is asked for; the price of shares is, where somebody asks how they did."""
    lower = " ".join(rest)
    if cues.reactions.search(lower):
        return PRICE_OF_SHARES
    measured = [phrase for phrase in phrases if cues.metric(phrase) and not _is_passing(phrase, lower, cues)]
    metric = max(reversed(measured), key=len, default=())
    return () if unit == "money" and cues.metric(metric) in cues.never_money else metric


def _is_passing(phrase: Sequence[str], lower: str, cues: Cues) -> bool:
    """As in "orders from its biggest customer", "the largest region by sales"."""
    before = lower.partition(" ".join(phrase))[0].split()
    while before and (before[-1] in cues.grading or before[-1] in ARTICLES):
        before.pop()
    return bool(before[1:]) and before[-1] in BESIDE


def _tells(phrase: Sequence[str], cues: Cues) -> bool:
    return len(phrase) > 1 or phrase[0] not in cues.stop
