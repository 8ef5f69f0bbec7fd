"""The scorer gives 1 to a perfect reader, and to known mistakes the values worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.quality.annotations import read_annotated
from tests.quality.records import Claim, Company, Happening, Person, Quotation, Record
from tests.quality.scoring import MEASURES, Score, add_scores, score_document

TRUTH = Record(
    companies=(Company("Drumlin Industries", ("Drumlin",)), Company("Oakhurst Valve")),
    people=(Person("Ada Finch", "chief executive", "Drumlin Industries"), Person("Bo Marsh")),
    figures=(
        Claim("$2 billion", 0, 10, Decimal(2_000_000_000), "USD", "about", "Drumlin Industries", "revenue", key=True),
        Claim("12%", 20, 23, Decimal(12), "percent", None, "Drumlin Industries", "revenue growth", "yoy", "last year"),
        Claim("300 jobs", 40, 48, Decimal(300), "job", None, "Oakhurst Valve", "job cuts", None, None, "target", True),
        Claim("a third", 60, 67, Decimal("0.3333"), "fraction", None, None, "share of pumps"),
    ),
    quotes=(
        Quotation("We sell pumps and we sell valves,", "Ada Finch"),
        Quotation("no comment on rumours", "spokeswoman", "Oakhurst Valve"),
    ),
    events=(
        Happening("acquisition", ("Drumlin Industries", "Oakhurst Valve")),
        Happening("layoff", ("Oakhurst Valve",)),
    ),
)


def scored(found: Record, expected: Record = TRUTH) -> Score:
    return score_document("document", expected, found)


def with_figure(number: int, **changes: object) -> Record:
    figures = list(TRUTH.figures)
    figures[number] = replace(figures[number], **changes)  # type: ignore[arg-type]
    return replace(TRUTH, figures=tuple(figures))


def test_annotations_agree_with_themselves() -> None:
    total = add_scores(score_document(d.name, d.record, d.record) for d in read_annotated())
    assert {measure: total.value(measure) for measure in MEASURES} == dict.fromkeys(MEASURES, 1.0)
    assert set(total.ratios) == set(MEASURES)
    assert total.disagreements == []


def test_finding_nothing_scores_nothing() -> None:
    score = scored(Record())
    assert [score.value(f"{kind}_f1") for kind in ("figures", "values", "companies", "people", "quotes", "events")] == [
        0
    ] * 6
    assert score.value("figures_recall") == score.value("key_values_recall") == 0


@pytest.mark.parametrize(
    ("changes", "measure", "value"),
    [
        ({"value": Decimal(2_000_000)}, "values_f1", 3 / 4),
        ({"unit": "EUR"}, "values_f1", 3 / 4),
        ({"value": Decimal(2_000_000)}, "key_values_recall", 1 / 2),
        ({"value": Decimal(2_000_001_000)}, "values_f1", 1),
        ({"start": 5, "end": 15}, "figures_f1", 1),
        ({"start": 10, "end": 15}, "figures_recall", 3 / 4),
        ({"start": 10, "end": 15}, "figures_precision", 3 / 4),
        ({"subject": "Drumlin"}, "subject", 1),
        ({"subject": "Oakhurst Valve"}, "subject", 3 / 4),
        ({"subject": None}, "subject", 3 / 4),
        ({"metric": "annual revenues"}, "metric", 3.5 / 4),
        ({"metric": ""}, "metric", 3 / 4),
        ({"qualifier": None}, "qualifier", 0),
        ({"kind": "estimate"}, "kind", 1 / 2),
        ({"change": "qoq"}, "change", 1 / 2),
    ],
)
def test_a_mistake_in_the_first_figure_costs_its_share(changes: dict[str, object], measure: str, value: float) -> None:
    assert scored(with_figure(0, **changes)).value(measure) == pytest.approx(value)


@pytest.mark.parametrize(("period", "value"), [("in the last year", 1), ("last quarter", 1), ("2020", 0), (None, 0)])
def test_periods_agree_by_half_of_their_words(period: str | None, value: float) -> None:
    assert scored(with_figure(1, period=period)).value("period") == value


def test_a_period_where_the_reader_names_none_costs_nothing() -> None:
    assert scored(with_figure(0, period="2020")).value("period") == 1


def test_a_figure_is_paired_once() -> None:
    twice = replace(TRUTH, figures=(TRUTH.figures[0], *TRUTH.figures))
    assert scored(twice).value("figures_recall") == 1
    assert scored(twice).value("figures_precision") == 4 / 5


@pytest.mark.parametrize(
    ("names", "value"),
    [
        (("Drumlin", "Drumlin Industries Inc.", "Oakhurst Valve"), 1),
        (("Drumlin",), 2 / 3),
        (("Drumlin", "Oakhurst Valve", "Ada Finch"), 4 / 5),
    ],
)
def test_a_company_counts_once_under_all_its_names(names: tuple[str, ...], value: float) -> None:
    found = replace(TRUTH, companies=tuple(Company(name) for name in names))
    assert scored(found).value("companies_f1") == pytest.approx(value)


@pytest.mark.parametrize(
    ("people", "names", "roles"),
    [
        ((Person("Ms Ada Finch", "CEO"), Person("Bo Marsh")), 1, 1),
        ((Person("Ada Finch", "founder"), Person("Bo Marsh", "chairman")), 1, 0),
        ((Person("Finch", "chief executive"), Person("Bo Marsh")), 1 / 2, 1 / 2),
    ],
)
def test_people_count_by_name_and_by_role(people: tuple[Person, ...], names: float, roles: float) -> None:
    score = scored(replace(TRUTH, people=people))
    assert (score.value("people_f1"), score.value("people_roles_f1")) == (names, roles)


@pytest.mark.parametrize(
    ("quotes", "found", "speaker"),
    [
        (
            (
                Quotation("We sell pumps and we sell valves", "Ada Finch"),
                Quotation("no comment on rumours", "Oakhurst Valve"),
            ),
            1,
            1,
        ),
        (
            (Quotation("We sell pumps and we sell valves", "Drumlin"), Quotation("no comment", "Oakhurst Valve")),
            1 / 2,
            0,
        ),
    ],
)
def test_quotes_count_by_their_words_and_their_speaker(
    quotes: tuple[Quotation, ...], found: float, speaker: float
) -> None:
    score = scored(replace(TRUTH, quotes=quotes))
    assert (score.value("quotes_f1"), score.value("speaker")) == (found, speaker)


@pytest.mark.parametrize(
    ("events", "value"),
    [
        ((Happening("acquisition", ("Drumlin",)), Happening("layoff", ("Ada Finch", "Oakhurst Valve"))), 1),
        ((Happening("acquisition", ("Ada Finch",)), Happening("layoff", ("Oakhurst Valve",))), 1 / 2),
        ((Happening("funding", ("Drumlin",)),), 0),
    ],
)
def test_events_count_by_type_and_a_shared_participant(events: tuple[Happening, ...], value: float) -> None:
    assert scored(replace(TRUTH, events=events)).value("events_f1") == pytest.approx(value)


def test_sums_weigh_documents_by_their_length() -> None:
    short = replace(TRUTH, figures=TRUTH.figures[:1])
    total = add_scores([scored(TRUTH), score_document("short", short, replace(short, figures=()))])
    assert total.value("figures_recall") == 4 / 5


def test_disagreements_say_what_was_expected_and_what_was_got() -> None:
    score = scored(with_figure(0, value=Decimal(2), kind="target"))
    assert [(d.document, d.measure, d.expected, d.got, d.key) for d in score.disagreements] == [
        (
            "document",
            "values_f1",
            "$2 billion = 2000000000 USD [Drumlin Industries: revenue]",
            "$2 billion = 2 USD [Drumlin Industries: revenue]",
            True,
        ),
        ("document", "kind", "$2 billion: actual", "target", True),
    ]
