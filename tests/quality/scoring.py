"""Scores what was found in a document against what a careful reader finds, and names every disagreement.

The measures, each a sum over documents (so long documents count more):

- figures_precision, figures_recall, figures_f1: spans that overlap, paired one to one
- values_f1: of these, those with the same value and unit; key_values_recall: the same of key figures
- subject: accuracy over paired figures; metric: the part of its words that both have
- kind, change, qualifier: accuracy over the pairs where either side has one (a kind other than actual)
- period: accuracy over the pairs where the reader names one
- companies_f1, people_f1, quotes_f1, events_f1; people_roles_f1: person and role; speaker: over paired quotes
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from tests.quality.likeness import (
    Directory,
    name_form,
    same_period,
    same_person,
    same_role,
    same_unit,
    same_value,
    words_in_common,
)
from tests.quality.pairing import Pairs, pair, person_likeness, same_words_quoted, shared_participants, span_overlap
from tests.quality.records import Claim, Company, Happening, Person, Quotation, Record

T = TypeVar("T")

MEASURES = (
    "figures_precision",
    "figures_recall",
    "figures_f1",
    "values_f1",
    "key_values_recall",
    "subject",
    "metric",
    "kind",
    "change",
    "qualifier",
    "period",
    "companies_f1",
    "people_f1",
    "people_roles_f1",
    "quotes_f1",
    "speaker",
    "events_f1",
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """So much of so much; sums over documents are sums of both."""

    part: float = 0
    whole: float = 0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.part + other.part, self.whole + other.whole)

    @property
    def value(self) -> float:
        """1 where there was nothing to get wrong."""
        return self.part / self.whole if self.whole else 1.0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that reader and extraction see differently; `expected` or `got` is empty where only one sees it."""

    document: str
    measure: str
    expected: str
    got: str
    key: bool = False


@dataclass(slots=True)
class Score:
    """The measures of one document, or the sum of many."""

    ratios: dict[str, Ratio] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)

    def value(self, measure: str) -> float:
        return self.ratios.get(measure, Ratio()).value

    def count(self, measure: str, part: float, whole: float) -> None:
        self.ratios[measure] = self.ratios.get(measure, Ratio()) + Ratio(part, whole)

    def count_f1(self, measure: str, right: int, expected: int, found: int) -> None:
        """2 P R / (P + R), written so that documents add up."""
        self.count(measure, 2 * right, expected + found)


def add_scores(scores: Iterable[Score]) -> Score:
    total = Score()
    for score in scores:
        for measure, ratio in score.ratios.items():
            total.count(measure, ratio.part, ratio.whole)
        total.disagreements += score.disagreements
    return total


def score_document(name: str, expected: Record, found: Record) -> Score:
    """Compare all that was found in one document with all that was expected."""
    score, directory = Score(), Directory(expected.companies)
    for step in (_score_figures, _score_companies, _score_people, _score_quotes, _score_events):
        for measure, wanted, got, key in step(score, directory, expected, found):
            score.disagreements.append(Disagreement(name, measure, wanted, got, key))
    return score


Difference = tuple[str, str, str, bool]
"""Measure, expected, got, and whether a key figure is concerned."""


def _score_figures(score: Score, directory: Directory, expected: Record, found: Record) -> Iterator[Difference]:
    pairs = pair(expected.figures, found.figures, span_overlap)
    right = {i for i, j in pairs.items() if _same_amount(expected.figures[i], found.figures[j])}
    keys = {i for i, claim in enumerate(expected.figures) if claim.key}
    score.count("figures_precision", len(pairs), len(found.figures))
    score.count("figures_recall", len(pairs), len(expected.figures))
    score.count_f1("figures_f1", len(pairs), len(expected.figures), len(found.figures))
    score.count_f1("values_f1", len(right), len(expected.figures), len(found.figures))
    score.count("key_values_recall", len(right & keys), len(keys))
    for i in sorted(pairs.keys() - right):
        wrong = expected.figures[i]
        yield "values_f1", describe(wrong), describe(found.figures[pairs[i]]), wrong.key
    yield from _unpaired("figures_f1", expected.figures, found.figures, pairs, describe)
    for i, j in pairs.items():
        yield from _score_meaning(score, directory, expected.figures[i], found.figures[j])


def _score_meaning(score: Score, directory: Directory, expected: Claim, found: Claim) -> Iterator[Difference]:
    """What a figure that was found is said to mean."""
    common = words_in_common(expected.metric, found.metric)
    score.count("metric", common, 1)
    compared = [
        ("subject", expected.subject, found.subject, True, directory.same_subject(expected.subject, found.subject)),
        ("metric", expected.metric, found.metric, False, common > 0),
        ("period", expected.period, found.period, bool(expected.period), same_period(expected.period, found.period)),
    ]
    for measure, ordinary in (("kind", "actual"), ("change", None), ("qualifier", None)):
        one, other = getattr(expected, measure), getattr(found, measure)
        compared.append((measure, one, other, {one, other} != {ordinary}, one == other))
    for measure, wanted, got, counts, same in compared:
        if counts:
            score.count(measure, same, 1)
        if (counts or measure == "metric") and not same:
            yield measure, f"{expected.text}: {wanted}", str(got), expected.key


def _same_amount(expected: Claim, found: Claim) -> bool:
    return same_value(expected.value, found.value, expected.unit) and same_unit(expected.unit, found.unit)


def _unpaired(
    measure: str, expected: Sequence[T], found: Sequence[T], pairs: Pairs, say: Callable[[T], str]
) -> Iterator[Difference]:
    """What was missed, and what was found without being there."""
    for i, item in enumerate(expected):
        if i not in pairs:
            yield measure, say(item), "", bool(getattr(item, "key", False))
    for j, item in enumerate(found):
        if j not in pairs.values():
            yield measure, "", say(item), False


def describe(claim: Claim) -> str:
    return f"{claim.text} = {claim.value.normalize():f} {claim.unit} [{claim.subject}: {claim.metric}]"


def _score_companies(score: Score, directory: Directory, expected: Record, found: Record) -> Iterator[Difference]:
    """A second name of a company that was found already is neither right nor wrong."""
    known: dict[int, Company] = {}
    strange: dict[str, Company] = {}
    for company in found.companies:
        number = directory.number(company.name)
        if number is None:
            strange.setdefault(name_form(company.name), company)
        else:
            known.setdefault(number, company)
    score.count_f1("companies_f1", len(known), len(expected.companies), len(known) + len(strange))
    for number, company in enumerate(expected.companies):
        if number not in known:
            yield "companies_f1", company.name, "", False
    for company in strange.values():
        yield "companies_f1", "", company.name, False


def _score_people(score: Score, _: Directory, expected: Record, found: Record) -> Iterator[Difference]:
    pairs = pair(expected.people, found.people, person_likeness)
    titled = {i for i, j in pairs.items() if same_role(expected.people[i].role, found.people[j].role)}
    score.count_f1("people_f1", len(pairs), len(expected.people), len(found.people))
    score.count_f1("people_roles_f1", len(titled), len(expected.people), len(found.people))
    for i in sorted(pairs.keys() - titled):
        yield "people_roles_f1", _say_person(expected.people[i]), _say_person(found.people[pairs[i]]), False
    yield from _unpaired("people_f1", expected.people, found.people, pairs, _say_person)


def _say_person(person: Person) -> str:
    return f"{person.name}, {person.role}"


def _score_quotes(score: Score, directory: Directory, expected: Record, found: Record) -> Iterator[Difference]:
    pairs = pair(expected.quotes, found.quotes, same_words_quoted)
    score.count_f1("quotes_f1", len(pairs), len(expected.quotes), len(found.quotes))
    for i, j in pairs.items():
        same = _same_speaker(directory, expected.quotes[i], found.quotes[j])
        score.count("speaker", same, 1)
        if not same:
            yield "speaker", _say_quote(expected.quotes[i]), str(found.quotes[j].speaker), False
    yield from _unpaired("quotes_f1", expected.quotes, found.quotes, pairs, _say_quote)


def _say_quote(quote: Quotation) -> str:
    return f"{quote.speaker}: {quote.text}"


def _same_speaker(directory: Directory, expected: Quotation, found: Quotation) -> bool:
    """Somebody unnamed is also found by whom they speak for."""
    by_name = same_person(expected.speaker, found.speaker) or directory.same(expected.speaker, found.speaker)
    return by_name or bool(expected.organisation and directory.same(expected.organisation, found.speaker))


def _score_events(score: Score, directory: Directory, expected: Record, found: Record) -> Iterator[Difference]:
    pairs = pair(expected.events, found.events, partial(shared_participants, directory=directory))
    score.count_f1("events_f1", len(pairs), len(expected.events), len(found.events))
    yield from _unpaired("events_f1", expected.events, found.events, pairs, _say_event)


def _say_event(event: Happening) -> str:
    return f"{event.type}: {', '.join(event.participants)}"
