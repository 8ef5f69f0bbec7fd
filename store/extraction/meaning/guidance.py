"""Whose expectation a number is: a company's own of its results is guidance, and so an aim."""

from __future__ import annotations

from collections.abc import Mapping

from store.extraction.meaning.bystanders import is_source, name_at
from store.extraction.meaning.clauses import Stretch, find_subject
from store.extraction.meaning.kind_words import VERBS, verb_over
from store.extraction.meaning.lexicon import (
    ADVERB,
    AUXILIARY,
    DETERMINER,
    NOUN,
    OWNER,
    PARTICIPLE,
    POSSESSIVE,
    PRONOUN,
    TO,
    VERB,
)
from store.extraction.meaning.measures import (
    Case,
    Measure,
)
from store.extraction.meaning.tags import NAME, TIME
from store.extraction.meaning.words import Words

ADJECTIVES = 6
_HOLDING = frozenset({POSSESSIVE, OWNER, NAME, NOUN, DETERMINER, TIME})
_BEING = frozenset({"is", "are", "was", "were", "be", "been"})
_HIS = frozenset({"his", "her"})


def name_aim(case: Case, measure: Measure, *, is_foreseen: bool) -> str:
    """What a company aims at in its results: "sales growth guidance"; what it aimed at before is "previous".

    `is_foreseen`: it stands in a list of what is foreseen.
    """
    lowers, lists = case.frame.words.lowers, case.knowledge.lists
    foreseen = lists["foreseen_nouns"]
    told = str(measure._replace(base=" ".join(word for word in measure.base.split() if word not in foreseen)))
    is_forecast = is_foreseen or not (
        lists["guiding_verbs"].isdisjoint(case.frame.words.bases) and lists["guidance_nouns"].isdisjoint(lowers)
    )
    is_aim = measure.head in lists["target_nouns"] - foreseen
    if not is_forecast or is_aim:
        return told
    near = lowers[max(0, case.frame.at - ADJECTIVES) : case.frame.at]
    is_previous = case.frame.link == "from" or not lists["previous_words"].isdisjoint(near)
    return f"{'previous ' if is_previous else ''}{told} guidance"


def is_own_view(case: Case, place: int, planner: str | None, *, is_result: bool) -> bool:
    """Whether what is expected is a company's own aim: "we expect revenue of $5m", "Acme expects to spend $5m"."""
    words, lists = case.frame.words, case.knowledge.lists
    expecting = verb_over(case.frame, place, lists["estimate_verbs"]) if words.tags[place] == AUXILIARY else -1
    if expecting >= 0:  # "it expects revenue to be $5m"
        place = expecting
    elif words.tags[place] == AUXILIARY:  # "Acme said it could post a loss", "warned that its profit would fall"
        is_told = words.base(place + 1) in lists["result_verbs"] | case.knowledge.move_of_verb.keys()
        return is_result and is_told and _says_of_itself(case, place, planner)
    if words.tags[place] == PARTICIPLE and words.lower(place - 1) in _BEING:
        return False  # "Acme is expected to make a loss", by others
    if words.tags[place] in VERBS:
        holder = find_subject(words, place)
        does = words.tag(place + 1) == TO and words.base(place + 2) in lists["planned_verbs"]
    else:
        holder, does = _holder_of_noun(words, place), False
    if not (is_result or does):
        return False
    if holder is None:
        return words.tags[place] == VERB and planner is not None and _opens_line(words, place)
    of_itself = planner if words.bases[place] in _OF_ITSELF else None
    return _is_company(words, holder, of_itself, lists) and not _is_theirs(case, holder)


def _opens_line(words: Words, verb: int) -> bool:
    """As in "Now expects to save $5m", in a list of what a company says of itself."""
    return all(tag in {ADVERB, TIME} for tag in words.tags[:verb])


def _says_of_itself(case: Case, modal: int, planner: str | None) -> bool:
    """Whether a company says what it may have to report."""
    words, lists = case.frame.words, case.knowledge.lists
    said = next((at for at in range(modal - 1, 0, -1) if words.bases[at] in lists["saying_verbs"]), 0)
    told_of = (find_subject(words, said), find_subject(words, modal)) if said else (None,)
    names = {name_at(words, at) for stretch in told_of if stretch for at in range(*stretch) if words.tags[at] == NAME}
    return len(names) <= 1 and all(
        stretch is not None and _is_company(words, stretch, planner, lists) for stretch in told_of
    )


def _is_theirs(case: Case, holder: Stretch) -> bool:
    """Whether it is of those who foretell for others: "analysts cut their forecast", "he raised his forecast"."""
    words, subject = case.frame.words, case.frame.subject
    if POSSESSIVE not in words.tags[slice(*holder)]:
        return False
    told = [*words.lowers[slice(*holder)], *(words.lowers[slice(*subject)] if subject else ())]
    return not (case.knowledge.lists["forecasters"] | _HIS).isdisjoint(told)


def _holder_of_noun(words: Words, place: int) -> Stretch | None:
    """Whose forecast it is, by what stands right before: "its second-half forecast", "a company forecast"."""
    start = place
    while start > 0 and words.tags[start - 1] in _HOLDING:
        start -= 1
    return Stretch(start, place) if start < place else None


_OF_ITSELF = frozenset({"forecast", "project", "anticipate"})
"""What companies do of themselves, and research firms of others."""


def _is_company(words: Words, stretch: Stretch, of_itself: str | None, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether a company is named, and no forecaster of others; whoever speaks `of_itself` is none."""
    told = words.lowers[slice(*stretch)]
    if not lists["forecasters"].isdisjoint(told) or not lists["people_nouns"].isdisjoint(told) or "consensus" in told:
        return False
    if any(
        words.tags[at] == NAME and is_source(words, at) and name_at(words, at) != of_itself for at in range(*stretch)
    ):
        return False
    named = {NAME, POSSESSIVE, PRONOUN} & set(words.tags[slice(*stretch)])
    return bool(named) or not lists["company_nouns"].isdisjoint(told)
