"""What a document is about: three to six topics, strongest first, named alike in every document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from store.extraction.reading import Reading
from store.vocabulary import Vocabulary

MAX_TOPICS = 6
MIN_TOPICS = 3
MAX_KNOWN = 5
"""Topics of the vocabulary; what is left of six is for the document's own."""

PHRASE_WEIGHT, WORD_WEIGHT, HINT_WEIGHT = 2.0, 1.5, 0.5
"""A cue of several words is sure, a single word less so, a common word only together with others."""

LEAD_WEIGHT = 2.0
"""The headline and the first two sentences say what a report is about: their cues count twice."""

LEAD_SENTENCES = 2
REPEAT_WEIGHT, MAX_REPEATS = 0.5, 5
"""Each time a cue comes again, up to the fifth, it adds half its weight."""

SURE_SCORE = 4.0
"""Two phrases, or one in the headline: a topic of its own right."""

FAIR_SCORE = 2.0
"""Enough where a document would else have fewer than three topics."""

MIN_SHARE = 0.2
"""Of the strongest topic's score: weaker ones are asides."""

MIN_REPEATS, SURE_REPEATS = 2, 4
"""How often a document says a phrase that is taken as its own topic: to fill up to three, and beyond."""

MAX_WORDS = 20_000
"""Longer documents are judged by their beginning."""

_WORD = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")
_PIECE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*|[^\w\s]|\d[\w.,]*")
_BAD_END = re.compile(r"(?:ing|ed|ly|er|est)\Z")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell of a topic."""

    words: tuple[str, ...]
    topic: str
    weight: float


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The cues by their first word, and the words that are part of no topic."""

    cues: Mapping[str, tuple[Cue, ...]]
    common: frozenset[str]


@lru_cache(maxsize=8)
def _compile(vocabulary: Vocabulary) -> TopicWords:
    table = dict(vocabulary.table("topics"))
    common = frozenset(_singular(word) for word in table.pop("common").split())
    found: defaultdict[str, list[Cue]] = defaultdict(list)
    for topic, lists in table.items():
        for name, word_weight in (("cues", WORD_WEIGHT), ("hints", HINT_WEIGHT)):
            for cue in lists[name]:
                words = tuple(_normal_words(cue))
                found[words[0]].append(Cue(words, topic, PHRASE_WEIGHT if len(words) > 1 else word_weight))
    return TopicWords({first: tuple(cues) for first, cues in found.items()}, common)


def _normal_words(text: str) -> Iterator[str]:
    return (_singular(word) for word in _WORD.findall(text.lower()))


@lru_cache(maxsize=16_384)
def _singular(word: str) -> str:
    """A rough singular, for comparing only.

    >>> [_singular(word) for word in ("shares", "companies", "business", "gas")]
    ['share', 'company', 'business', 'gas']
    """
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004: "ties" and "dies" are short
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):  # noqa: PLR2004: "gas", "was"
        return word[:-1]
    return word


def find_topics(reading: Reading) -> None:
    """Fill `reading.topics`."""
    words = _compile(reading.vocabulary)
    scores = _score_known(reading, words)
    known = _choose_known(scores)
    own = _find_own(reading, words, known, MAX_TOPICS - len(known))
    reading.topics.extend([*known, *own])


def _score_known(reading: Reading, words: TopicWords) -> Mapping[str, float]:
    """The score of each topic of the vocabulary that has a cue in the document."""
    text, ends = reading.document.text, [sentence.end for sentence in reading.sentences[:LEAD_SENTENCES]]
    lead = list(_normal_words(reading.document.title + "\n" + text[: ends[-1] if ends else 0]))
    prose = "\n".join(text[sentence.start : sentence.end] for sentence in reading.sentences)
    rest = list(_normal_words(prose))[:MAX_WORDS]
    counts = Counter(_find_cues(rest, words))
    in_lead = set(_find_cues(lead, words))
    scores: defaultdict[str, float] = defaultdict(float)
    for cue, count in counts.items():
        weight = cue.weight * (LEAD_WEIGHT if cue in in_lead else 1)
        scores[cue.topic] += weight * (1 + REPEAT_WEIGHT * (min(count, MAX_REPEATS) - 1))
    return scores


def _find_cues(words: list[str], topics: TopicWords) -> Iterator[Cue]:
    cues = topics.cues
    for place, word in enumerate(words):
        for cue in cues.get(word, ()):
            size = len(cue.words)
            if size == 1 or tuple(words[place : place + size]) == cue.words:
                yield cue


def _choose_known(scores: Mapping[str, float]) -> list[str]:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    best = ranked[0][1] if ranked else 0.0
    sure = [topic for topic, score in ranked if score >= max(SURE_SCORE, MIN_SHARE * best)]
    fair = [topic for topic, score in ranked if score >= FAIR_SCORE]
    return sure[:MAX_KNOWN] if len(sure) >= MIN_TOPICS else fair[:MIN_TOPICS]


def _find_own(reading: Reading, words: TopicWords, known: Iterable[str], room: int) -> list[str]:
    """Phrases that the document repeats and no chosen topic covers, most repeated first."""
    covered = {word for topic in known for word in _normal_words(topic)}
    counts: Counter[tuple[str, ...]] = Counter()
    shown: dict[tuple[str, ...], str] = {}
    for pieces in _noun_runs(reading, words):
        for size in (3, 2):
            for place in range(len(pieces) - size + 1):
                phrase = pieces[place : place + size]
                key = tuple(_singular(word.lower()) for word in phrase)
                counts[key] += 1
                shown.setdefault(key, " ".join(phrase))
    least = SURE_REPEATS if len(covered) and room <= MAX_TOPICS - MIN_TOPICS else MIN_REPEATS
    ranked = sorted(counts.items(), key=lambda item: (-item[1] * len(item[0]), item[0]))
    chosen: list[str] = []
    for key, count in ranked:
        if count < least or len(chosen) == room or covered.intersection(key):
            continue
        covered.update(key)
        chosen.append(shown[key])
        least = SURE_REPEATS if MAX_TOPICS - room + len(chosen) >= MIN_TOPICS else least
    return chosen


def _noun_runs(reading: Reading, words: TopicWords) -> Iterator[list[str]]:
    """Neighbouring words that may together name a thing: no common words, no names, no verbs by their ending."""
    text = reading.document.text
    named = {place for mention in reading.mentions for place in (mention.start, mention.end)}
    del named
    for sentence in reading.sentences:
        run: list[str] = []
        for piece in _PIECE.finditer(text, sentence.start, sentence.end):
            word = piece[0]
            if not word[0].isalpha() or len(word) < 3 or word[0].isupper() or _singular(word) in words.common:
                yield from [run] if len(run) > 1 else []
                run = []
            else:
                run.append(word)
        yield from [run] if len(run) > 1 else []
