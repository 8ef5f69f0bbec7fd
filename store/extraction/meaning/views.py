"""Whether a number is what others reckon or foresee: analysts, forecasters, an estimate."""

from __future__ import annotations

from store.extraction.meaning.bystanders import is_source
from store.extraction.meaning.frames import Frame
from store.extraction.meaning.kind_words import BEHIND
from store.extraction.meaning.lexicon import AUXILIARY, BREAK, COMMA, MARK, OF, VERB
from store.extraction.meaning.measures import Case
from store.extraction.meaning.tags import NAME, QUANTITY


def is_of_analysts(frame: Frame) -> bool:
    """As in "the $5m average of 14 analysts"."""
    words, end = frame.words, min(len(frame.words.tags), frame.tail + BEHIND)
    return any("analyst" in words.lowers[at] and words.tag(at - 1) == OF for at in range(frame.at + 1, end))


def is_others_view(case: Case) -> bool:
    """As in "analysts put the cost at $5m", "the consensus was for $5m"."""
    frame = case.frame
    if _is_put_by_others(case) or _is_expected_by_analysts(case) or _is_by_estimate(case):
        return True
    if _is_foretold(case) or (frame.subject and frame.words.lowers[frame.subject.end - 1] == "consensus"):
        return True
    if frame.subject is None or frame.verb_base not in case.knowledge.lists["putting_verbs"]:
        return False
    return frame.words.lowers[frame.subject.end - 1] in case.knowledge.lists["forecasters"]


def _is_put_by_others(case: Case) -> bool:
    """As in "analysts put the cost at $5m", but not in "Acme put its output at 5 million"."""
    frame, words = case.frame, case.frame.words
    if frame.link != "at" or frame.verb_base not in {"put", "peg"}:
        return False
    named = [at for at in range(*frame.subject) if words.tags[at] == NAME] if frame.subject else []
    return not named or is_source(words, named[0])


def _is_foretold(case: Case) -> bool:
    """As in "Analysts said the deal would give Acme control of 8%"."""
    words, lists = case.frame.words, case.knowledge.lists
    said = words.bases[1] if len(words.bases) > 1 and words.lowers[0] in lists["forecasters"] else ""
    modals = lists["estimate_modals"] | lists["target_modals"] | lists["reported_modals"]
    is_opening = COMMA not in words.tags[: case.frame.at] and BREAK not in words.tags[: case.frame.at]
    return said in lists["saying_verbs"] and is_opening and not modals.isdisjoint(words.lowers[: case.frame.at])


def _is_expected_by_analysts(case: Case) -> bool:
    """As in "the 41 cents and $3m in revenue analysts surveyed by Acme were expecting"."""
    words, lists = case.frame.words, case.knowledge.lists
    start = case.frame.at + 1
    for at in range(start, min(len(words.tags), start + _EXPECTED_REACH)):
        if words.tags[at] in {COMMA, BREAK, MARK, VERB, AUXILIARY} or words.bases[at] == "compare":
            return False
        if words.lowers[at] in lists["forecasters"]:
            told = words.bases[at + 1 : at + _EXPECTED_REACH]
            return not lists["estimate_verbs"].isdisjoint(told)
    return False


_EXPECTED_REACH = 8


def _is_by_estimate(case: Case) -> bool:
    """As in "8.8 million were sold, according to an estimate by Acme"."""
    words, nouns = case.frame.words, case.knowledge.lists["estimate_nouns"]
    for at in range(case.frame.tail, len(words.lowers)):
        if words.lowers[at] == "for" and words.tag(at + 1) == QUANTITY:
            return False  # "ahead of expectations for 8 million, according to estimates"
        if words.lowers[at] == "according":
            return not nouns.isdisjoint(words.lowers[at : at + _ACCORDING_REACH])
    return False


_ACCORDING_REACH = 5
