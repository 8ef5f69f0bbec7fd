"""Decides what a word is that can be several things ("plans", "that", "growing"), by its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.extraction.meaning.lexicon import (
    ADVERB,
    AUXILIARY,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    NOUN,
    NOUN_OR_VERB,
    OF,
    OWNER,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TO,
    VERB,
)
from store.extraction.meaning.tags import NAME, NOMINAL, PERSON, PLACE, QUANTITY, TIME

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
_SUBJECT_PRONOUNS = frozenset({"it", "he", "she", "that", "who", "what", "there", "here"})
_VERB_ADVERBS = frozenset({"now", "also", "still", "already", "then", "never", "always", "not"})
_SAME_PASTS = frozenset({"cut", "hit", "put", "set", "bid", "split", "shed", "forecast", "beat"})
"""Verbs whose past is spelled as the noun is."""
_PLURALS = frozenset(
    {"results", "profits", "costs", "orders", "products", "stocks", "losses", "gains", "funds", "prices"}
)
"""Behind a name these are rather its results than what it does."""
_STANDING = frozenset({"stands", "runs", "averages", "trades", "ranks", "totals"})
"""Before "at" or "in" these are verbs: "the order book stands at"."""
_TOLD = {"account": ("for",), "forecast": ("that",), "estimate": ("that",)}
"""Behind a name or noun and before these words they are verbs."""
_FORECASTERS = frozenset({"analysts", "economists", "investors", "forecasters"})
"""What stands right behind them is what they do: "the 5% analysts project"."""
_NAMED = NOMINAL | {PRONOUN}
_AMOUNTS = frozenset({"profit", "profits", "demand", "cost", "costs", "stock", "supply", "fund", "funds", "trade"})
"""Before "to" these are rather what went there: "a fall in profit to $5m"."""
_MULTIPLYING = ("doubl", "tripl", "trebl", "quadrupl", "quintupl")
_HEDGES = frozenset({"about", "over", "around", "nearly", "almost", "approximately", "roughly", "more", "less"})
_BEFORE_NOUN = frozenset({DETERMINER, POSSESSIVE, OF, PREPOSITION, OWNER})
_BEFORE_ADJECTIVE = _BEFORE_NOUN | {QUANTITY}
_OWNING = frozenset({DETERMINER, POSSESSIVE, OWNER})
_AFTER_ADJECTIVE = NOMINAL | {GERUND, NOUN_OR_VERB, COORDINATOR}
_AFTER_VERB = frozenset({QUANTITY, DETERMINER, POSSESSIVE, NAME, PLACE, PERSON, TO})
_WHERE_TO = frozenset({DETERMINER, POSSESSIVE, NAME, PLACE, PERSON})
_AFTER_GERUND = _AFTER_VERB | {NOUN}
_NAMES = frozenset({NAME, PERSON, PLACE})
_VERBAL = frozenset({VERB, PARTICIPLE, GERUND, AUXILIARY, NOUN_OR_VERB})
_GOVERNING = frozenset({VERB, PARTICIPLE, GERUND})
_FINITE = frozenset({VERB, AUXILIARY, PARTICIPLE, GERUND})
_OBJECT = NOMINAL | {QUANTITY, DETERMINER, POSSESSIVE, TIME}
_BEFORE_RELATIVE = NOMINAL | {QUANTITY, TIME}
_AFTER_RELATIVE = _VERBAL | {ADVERB}
_OPENING_CLAUSE = frozenset({DETERMINER, POSSESSIVE, PRONOUN, NAME, PERSON, PLACE, QUANTITY})
_BEFORE_CLAUSE = _VERBAL | {NOUN, COMMA}
_BEFORE_SAYING = _NAMES | {TIME}
"""As in "told Acme that it would", "said on Monday that its sales"."""

Decide = Callable[[Sequence[str], Sequence[str], int], str]


def settle_tags(tags: Sequence[str], lowers: Sequence[str]) -> str:
    """The tags of the words, each decided; those before a word are settled when its turn comes."""
    settled = [*tags, "", ""]  # so that one past either end there is no tag
    words = [*lowers, "", ""]
    for place, word in enumerate(lowers):
        decide = _BY_TAG.get(settled[place]) or _BY_WORD.get(word)
        if decide:
            settled[place] = decide(settled, words, place)
    if _FINITE.isdisjoint(settled):
        _find_verb(tags, settled)
    return "".join(settled)


def _find_verb(tags: Sequence[str], settled: list[str]) -> None:
    """Make the first word that may be a verb one, in a sentence that has no other: "The group forecast sales of"."""
    for place in range(1, len(tags) - 1):
        if tags[place] == NOUN_OR_VERB and settled[place - 1] in _NAMED and settled[place + 1] in _OBJECT:
            settled[place] = VERB
            return


def _has_object(tags: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Whether what follows looks like the object of a verb; "that" more often opens a clause."""
    after = words[place + 1]
    if after.startswith(_MULTIPLYING) or (words[place] in _AMOUNTS and tags[place + 1] == TO):
        return False
    if tags[place + 1] == TO and tags[place + 2] in _WHERE_TO and tags[place - 1] not in _NAMES:
        return False  # "visits to Acme"
    return after in _HEDGES or (tags[place + 1] in _AFTER_VERB and after != "that")


def _noun_or_verb(tags: Sequence[str], words: Sequence[str], place: int) -> str:
    before, word_before = tags[place - 1], words[place - 1]
    if before in _BEFORE_NOUN or word_before == "per" or (word_before == "to" and words[place - 2] == "according"):
        return NOUN
    if before == PLACE and tags[place - 2] in _BEFORE_NOUN:
        return NOUN  # "its US partner"
    stands = words[place] in _STANDING and tags[place + 1] == PREPOSITION
    told = words[place + 1] in _TOLD.get(words[place], ()) or word_before in _FORECASTERS
    if before in _NAMED and (stands or told):
        return VERB
    if before in {TO, PRONOUN, RELATIVE} or (before == AUXILIARY and word_before not in _BE):
        return VERB
    return VERB if _acts(tags, words, place) else NOUN


def _acts(tags: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Whether the word is what the noun, name or number before it does."""
    before, word_before, after = tags[place - 1], words[place - 1], tags[place + 1]
    has_object = _has_object(tags, words, place)
    if before in _NAMES:
        may_tell = words[place] in _SAME_PASTS or (words[place].endswith("s") and words[place] not in _PLURALS)
        is_telling = may_tell and after in {NOUN, NOUN_OR_VERB}
        return has_object or is_telling or after == TIME
    if before == ADVERB:
        return has_object or word_before.endswith("ly") or word_before in _VERB_ADVERBS
    if before == QUANTITY:
        return has_object and word_before.endswith(("s", "people"))  # "10 million businesses need to"
    return has_object and before in {NOUN, COORDINATOR, COMMA} and not _is_in_object(tags, place)


def _is_in_object(tags: Sequence[str], place: int) -> bool:
    """Whether the word ends a noun phrase that is a verb's object: "raised its price target to $5"."""
    start = place - 1
    while start > 0 and (tags[start] in NOMINAL or tags[start] == TIME):
        start -= 1
    return tags[start] in {DETERMINER, POSSESSIVE} and tags[start - 1] in _GOVERNING | {OF}


def _verb(tags: Sequence[str], words: Sequence[str], place: int) -> str:
    before, word_before = tags[place - 1], words[place - 1]
    if words[place].endswith("s"):
        return VERB
    if before == NOUN and tags[place + 1] == NOUN:  # "share repurchase program", but "analysts expect revenue"
        return VERB if word_before.endswith("s") or word_before == "people" else NOUN
    if before not in _BEFORE_ADJECTIVE:
        return VERB
    return VERB if before == QUANTITY and tags[place + 1] not in NOMINAL else NOUN


def _participle(tags: Sequence[str], words: Sequence[str], place: int) -> str:  # noqa: ARG001  one signature for all
    before, after = tags[place - 1], tags[place + 1]
    if before in _BEFORE_ADJECTIVE and after in _AFTER_ADJECTIVE:
        return NOUN
    is_compound = before == NOUN and after == NOUN and tags[place - 2] in {OF, PREPOSITION}
    return NOUN if is_compound else PARTICIPLE


def _gerund(tags: Sequence[str], words: Sequence[str], place: int) -> str:
    before = tags[place - 1]
    if before in _OWNING:
        return NOUN
    if words[place + 1] in {"by", "to"} and tags[place + 2] in {QUANTITY, ADVERB, PREPOSITION}:
        return GERUND  # "sees the ratio jumping by 3 points"
    return NOUN if before in {OF, NOUN} and tags[place + 1] not in _AFTER_GERUND else GERUND


def _owner(tags: Sequence[str], words: Sequence[str], place: int) -> str:
    """Tell the 's of "it's" from that of "Acme's"."""
    is_verb = tags[place - 1] in {PRONOUN, DETERMINER, ADVERB} or words[place - 1] in _SUBJECT_PRONOUNS
    return AUXILIARY if is_verb else OWNER


def _that(tags: Sequence[str], words: Sequence[str], place: int) -> str:  # noqa: ARG001
    before = tags[place - 1]
    if before in _BEFORE_RELATIVE and tags[place + 1] in _AFTER_RELATIVE:
        return RELATIVE
    opens = before in _BEFORE_CLAUSE or (before in _BEFORE_SAYING and tags[place + 1] in _OPENING_CLAUSE)
    return SUBORDINATOR if opens else DETERMINER


def _article(tags: Sequence[str], words: Sequence[str], place: int) -> str:
    """Tell "Series A" and "software as a service" from articles."""
    before = words[place - 1]
    return NOUN if before == "series" or (before == "as" and tags[place - 1] == NOUN) else DETERMINER


def _doubling(tags: Sequence[str], words: Sequence[str], place: int) -> str:  # noqa: ARG001
    """In "year over year" it joins two nouns to one."""
    return NOUN if words[place - 1] == words[place + 1] else PREPOSITION


def _per(tags: Sequence[str], words: Sequence[str], place: int) -> str:
    """In "earnings per share" too."""
    return NOUN if tags[place - 1] == NOUN and words[place + 1] in {"share", "diluted"} else PREPOSITION


def _as(tags: Sequence[str], words: Sequence[str], place: int) -> str:  # noqa: ARG001
    if words[place + 1] == "well" and words[place + 2] == "as":
        return COORDINATOR
    if words[place - 1] == "well" and words[place - 2] == "as":
        return ADVERB
    if words[place + 1] == "a" and words[place + 2] == "service":
        return NOUN
    return PREPOSITION if words[place - 1] in {"such", "known"} else SUBORDINATOR


def _past(tags: Sequence[str], words: Sequence[str], place: int) -> str:  # noqa: ARG001
    return VERB


_BY_TAG: dict[str, Decide] = {
    PAST: _past,
    NOUN_OR_VERB: _noun_or_verb,
    VERB: _verb,
    PARTICIPLE: _participle,
    GERUND: _gerund,
    OWNER: _owner,
}
_BY_WORD: dict[str, Decide] = {
    "that": _that, "a": _article, "over": _doubling, "on": _doubling, "per": _per, "as": _as,
}  # fmt: skip
