"""What a document is about: three to six topics, strongest first, named alike in every document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.extraction.reading import Reading
from store.vocabulary import Vocabulary

MAX_TOPICS, MIN_TOPICS = 6, 3
MAX_KNOWN, ENOUGH_KNOWN = 5, 4
"""Topics of the vocabulary; with four of them a document needs none of its own."""

PHRASE_WEIGHT, WORD_WEIGHT, HINT_WEIGHT = 2.0, 1.5, 0.5
"""A cue of several words is sure, a single word less so, a common word only together with others."""

LEAD_WEIGHT, LEAD_WORDS = 2.0, 50
"""The headline and the first two sentences or so say what a report is about: their cues count twice."""

REPEAT_WEIGHT, MAX_REPEATS = 0.5, 5
"""Each time a cue comes again, up to the fifth, it adds half its weight."""

SURE_SCORE, FAIR_SCORE = 4.0, 1.5
"""Two phrases, or one in the headline, make a topic; less does where a document would have fewer than three."""

MIN_SHARE = 0.2
"""Of the strongest topic's score: weaker ones are asides."""

SURE_REPEATS, MIN_REPEATS = 4, 2
"""How often a document says a phrase of its own to make it a topic: in any case, or to fill up to three."""

MAX_WORDS = 20_000
"""Longer documents are judged by their beginning."""

_PUNCTUATION = ".,;:!?…\"'“”‘’«»()[]{}<>*–—|/"


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """Words that tell of a topic; `rest` are those after the second."""

    topic: str
    weight: float
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The cues by their first word, then by their second, "" where it is the only one; the words of no topic."""

    cues: Mapping[str, Mapping[str, Sequence[Cue]]]
    common: frozenset[str]


@lru_cache(maxsize=8)
def _compile(vocabulary: Vocabulary) -> TopicWords:
    table = dict(vocabulary.table("topics"))
    common = frozenset(_read_words(table.pop("common")))
    cues: defaultdict[str, defaultdict[str, list[Cue]]] = defaultdict(lambda: defaultdict(list))
    for topic, lists in table.items():
        for name, word_weight in (("cues", WORD_WEIGHT), ("hints", HINT_WEIGHT)):
            for cue in lists[name]:
                first, *rest = _read_words(cue)
                if rest:
                    cues[first][rest[0]].append(Cue(topic, PHRASE_WEIGHT, tuple(rest[1:])))
                else:
                    cues[first][""].append(Cue(topic, word_weight))
    return TopicWords({first: dict(seconds) for first, seconds in cues.items()}, common)


SHORT = 4
"""Words this short keep their s: gas, was, ties."""

MAX_FORMS = 100_000


class _Forms(dict[str, str]):
    """The form in which each word is compared: without punctuation and possessive, roughly in the singular.

    A dictionary that fills itself is looked up four times as fast as a cached function.
    """

    def __missing__(self, written: str) -> str:
        if len(self) > MAX_FORMS:
            self.clear()
        form = written.strip(_PUNCTUATION).removesuffix("’s").removesuffix("'s")
        if len(form) > SHORT and form.endswith("ies"):
            form = form[:-3] + "y"
        elif len(form) >= SHORT and form.endswith("s") and not form.endswith(("ss", "us", "is")):
            form = form[:-1]
        self[written] = form
        return form


_FORMS = _Forms()


def _read_words(text: str) -> list[str]:
    """The words of a text in one form each, to be compared.

    >>> _read_words("Third-quarter results, the companies’ shares")
    ['third', 'quarter', 'result', 'the', 'company', 'share']
    """
    return list(map(_FORMS.__getitem__, text.lower().replace("-", " ").split()))


def find_topics(reading: Reading) -> None:
    """Fill `reading.topics`."""
    topic_words = _compile(reading.vocabulary)
    text = reading.document.text
    prose = "\n".join([text[sentence.start : sentence.end] for sentence in reading.sentences])
    words = _read_words(prose)[:MAX_WORDS]
    lead = _read_words(reading.document.title) + words[:LEAD_WORDS]
    known = _choose_known(_score(words, lead, topic_words))
    reading.topics.extend([*known, *_find_own(prose, words, known, topic_words.common)])


def _score(words: Sequence[str], lead: Sequence[str], topic_words: TopicWords) -> Mapping[str, float]:
    """The score of each topic of the vocabulary that has a cue, not only hints, in the document."""
    in_lead = set(_find_cues(lead, topic_words))
    told: set[str] = set()
    scores: defaultdict[str, float] = defaultdict(float)
    for cue, count in Counter(_find_cues(words, topic_words)).items():
        weight = cue.weight * (LEAD_WEIGHT if cue in in_lead else 1)
        scores[cue.topic] += weight * (1 + REPEAT_WEIGHT * (min(count, MAX_REPEATS) - 1))
        if cue.weight > HINT_WEIGHT:
            told.add(cue.topic)
    return {topic: score for topic, score in scores.items() if topic in told}


def _find_cues(words: Sequence[str], topic_words: TopicWords) -> Iterator[Cue]:
    cues = topic_words.cues
    for place in [place for place, word in enumerate(words) if word in cues]:
        seconds = cues[words[place]]
        if "" in seconds:
            yield from seconds[""]
        second = words[place + 1] if place + 1 < len(words) else ""
        if second in seconds and second:
            for cue in seconds[second]:
                if not cue.rest or tuple(words[place + 2 : place + 2 + len(cue.rest)]) == cue.rest:
                    yield cue


def _choose_known(scores: Mapping[str, float]) -> list[str]:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    best = ranked[0][1] if ranked else 0.0
    sure = [topic for topic, score in ranked if score >= max(SURE_SCORE, MIN_SHARE * best)]
    fair = [topic for topic, score in ranked if score >= FAIR_SCORE]
    return sure[:MAX_KNOWN] if len(sure) >= MIN_TOPICS else fair[:MIN_TOPICS]


def _find_own(prose: str, words: Sequence[str], known: Sequence[str], common: frozenset[str]) -> list[str]:
    """Pairs of words that the document repeats and no chosen topic covers, most repeated first."""
    room = MIN_TOPICS - len(known) if len(known) < MIN_TOPICS else MAX_TOPICS - len(known)
    if len(known) >= ENOUGH_KNOWN:
        return []
    least = MIN_REPEATS if len(known) < MIN_TOPICS else SURE_REPEATS
    covered = {word for topic in known for word in _read_words(topic)}
    chosen: list[str] = []
    pairs = _count_pairs(prose, words, common, least)
    for (first, second), (count, shown) in sorted(pairs.items(), key=lambda item: (-item[1][0], item[0])):
        if count >= least and len(chosen) < room and not covered & {first, second}:
            covered |= {first, second}
            chosen.append(shown)
    return chosen


def _count_pairs(
    prose: str, words: Sequence[str], common: frozenset[str], least: int
) -> Mapping[tuple[str, str], tuple[int, str]]:
    """Neighbouring words that end a noun phrase: how often each pair comes, and how it is written first."""
    often = {word for word, count in Counter(words).items() if count >= least and word not in common}
    places = [place for place in range(len(words) - 1) if words[place] in often and words[place + 1] in often]
    raw = [*prose.replace("-", " ").split(), "."] if places else []
    pairs: dict[tuple[str, str], tuple[int, str]] = {}
    for place in places:
        first, second, after = raw[place : place + 3]
        shown = second.rstrip(_PUNCTUATION)
        ends_phrase = shown != second or not after.islower() or _FORMS[after] in common
        if ends_phrase and (first + shown).isalpha() and (first + shown).islower():
            key = words[place], words[place + 1]
            count, written = pairs.get(key, (0, f"{first} {shown}"))
            pairs[key] = (count + 1, written)
    return pairs
