"""Tables: what the row and the column of a number say that it measures, whose it is and of when."""

from decimal import Decimal

import pytest

from tests.store.extraction.readings import tell

RELEASE = """Acme today reported its results for the third quarter of fiscal 2026.

(In thousands, except per share amounts)

GAAP net income1

$42,811

$12,574

GAAP earnings per share – diluted

$1.90

$0.56
"""

TIMES = """Acme today reported its results.

| Metric | Q2 2026 | Q2 2025 | YoY change |
|---|---|---|---|
| Revenue | $298.6 million | $187.1 million | 60% |
| Gross margin | 58.1% | 54.9% | -320 bps |

Acme has 5,000 employees.
"""

COMPANIES = """Who leads the market was asked by many.

| Rank | Vendor | 2025 revenue | Market share | Growth |
|:-----|--------|-------------:|-------------:|-------:|
| 1 | Birchwood | $58.6 million | 20% | 5% |
| 2 | Corvane | $55.0 million | 19% | -6% |
| | Others | $90.0 million | 31% | |
"""

SEGMENTS = """Acme told how its parts did.

Segment | Revenue | Change
---|---|---
Cloud | $5.1bn | 12%
Wearables | $2.2bn | -4%
Home | and | garden | $1.1bn
"""


def test_the_cells_of_a_table_are_named_by_their_label_and_sized_by_its_heading() -> None:
    cells = [(figure.metric, figure.value) for figure in tell(RELEASE)]
    assert cells == [
        ("net income", 42_811_000),
        ("net income", 12_574_000),
        ("diluted earnings per share", Decimal("1.90")),
        ("diluted earnings per share", Decimal("0.56")),
    ]


def test_only_the_first_column_of_a_table_is_of_the_quarter_reported() -> None:
    assert [figure.period is None for figure in tell(RELEASE)] == [False, True, False, True]


def rows(text: str) -> dict[str, tuple[str | None, str, str | None]]:
    """Subject, metric and period of each number of a table."""
    return {f.text: (f.subject, f.metric, f.period.text if f.period else None) for f in tell(text)}


def test_the_columns_of_a_table_are_times_of_what_its_rows_measure() -> None:
    assert rows(TIMES) == {
        "$298.6 million": ("Acme", "revenue", "Q2 2026"),
        "$187.1 million": ("Acme", "revenue", "Q2 2025"),
        "60%": ("Acme", "revenue growth", None),
        "58.1%": ("Acme", "gross margin", "Q2 2026"),
        "54.9%": ("Acme", "gross margin", "Q2 2025"),
        "-320 bps": ("Acme", "gross margin decline", None),
        "5,000 employees": ("Acme", "employees", None),
    }


def test_the_rows_of_a_table_are_companies_whose_columns_measure_them() -> None:
    told = rows(COMPANIES)
    assert told["$58.6 million"] == ("Birchwood", "revenue", "2025")
    assert told["20%"] == ("Birchwood", "market share", None)
    assert told["-6%"] == ("Corvane", "revenue decline", None)
    assert told["31%"][1] == "others market share"


def test_the_rows_of_a_table_are_parts_of_what_its_columns_measure() -> None:
    told = rows(SEGMENTS)
    assert told["$5.1bn"][1] == "cloud revenue"
    assert told["-4%"][1] == "wearables revenue decline"


@pytest.mark.parametrize(
    "text",
    [
        SEGMENTS.replace("---|---|---\n", ""),
        "| Revenue | $5m |",
        "a|b\n|--|--|\n",
        "| a | b |\n|---|---|\n" + "$5m | " * 9_000,
        "| Revenue |\n|---|---|\n| Acme | $5m | $6m |",
    ],
)
def test_what_is_no_table_or_has_other_cells_than_its_heading_is_read_as_text(text: str) -> None:
    assert all(figure.text for figure in tell(text))
