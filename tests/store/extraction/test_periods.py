"""Times as business news names them, resolved against the day a document was published."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.periods import due_date, find_times
from store.extraction.quantities import find_quantities
from store.extraction.reading import Reading, TimeMention
from store.model import Document, PartialDate
from store.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
PUBLISHED = PartialDate(2019, 11, 6)


def read_times(text: str, published: PartialDate | None = PUBLISHED) -> list[TimeMention]:
    reading = Reading(Document("", text, published=published), VOCABULARY)
    find_quantities(reading)
    find_times(reading)
    return reading.times


def told(text: str, published: PartialDate | None = PUBLISHED) -> list[str]:
    """Each time of a text as `words: first day to last day`, or the words alone where no days can be told."""
    periods = [time.period for time in read_times(text, published)]
    return [f"{period.text}: {period.first} to {period.last}" if period.first else period.text for period in periods]


MEANINGS = [
    # years
    ("Sales grew 63% in 2018.", ["2018: 2018-01-01 to 2018-12-31"]),
    (
        "It was founded in 1969 and listed at the end of 2018.",
        ["1969: 1969-01-01 to 1969-12-31", "the end of 2018: 2018-12-01 to 2018-12-31"],
    ),
    (
        "in early 2019, mid-2020 and late 2021",
        [
            "early 2019: 2019-01-01 to 2019-03-31",
            "mid-2020: 2020-04-01 to 2020-09-30",
            "late 2021: 2021-10-01 to 2021-12-31",
        ],
    ),
    (
        "between 2015 and 2019, from 2010 to 2012",
        ["2015 and 2019: 2015-01-01 to 2019-12-31", "from 2010 to 2012: 2010-01-01 to 2012-12-31"],
    ),
    ("in 2016-17 and the 1990s", ["2016-17: 2016-04-01 to 2017-03-31", "the 1990s: 1990-01-01 to 1999-12-31"]),
    (
        "fiscal 2019, fiscal year 2020 and full-year 2018",
        [
            "fiscal 2019: 2019-01-01 to 2019-12-31",
            "fiscal year 2020: 2020-01-01 to 2020-12-31",
            "full-year 2018: 2018-01-01 to 2018-12-31",
        ],
    ),
    (
        "FY20, FY2019-20 and FY 21",
        ["FY20: 2020-01-01 to 2020-12-31", "FY2019-20: 2019-04-01 to 2020-03-31", "FY 21: 2021-01-01 to 2021-12-31"],
    ),
    (
        "last year, this year and next year",
        [
            "last year: 2018-01-01 to 2018-12-31",
            "this year: 2019-01-01 to 2019-12-31",
            "next year: 2020-01-01 to 2020-12-31",
        ],
    ),
    (
        "the prior year and the previous year",
        ["the prior year: 2018-01-01 to 2018-12-31", "the previous year: 2018-01-01 to 2018-12-31"],
    ),
    (
        "It lost money in 2000 and made a profit the following year.",
        ["2000: 2000-01-01 to 2000-12-31", "the following year: 2001-01-01 to 2001-12-31"],
    ),
    ("since 2015 and until 2030", ["since 2015: 2015-01-01 to 2015-12-31", "until 2030: 2030-01-01 to 2030-12-31"]),
    # quarters and halves
    (
        "Orders dipped in Q1, third-quarter costs rose.",
        ["Q1: 2019-01-01 to 2019-03-31", "third-quarter: 2019-07-01 to 2019-09-30"],
    ),
    (
        "Q4 2019, Q3 FY21, 1Q19, Q2'20",
        [
            "Q4 2019: 2019-10-01 to 2019-12-31",
            "Q3 FY21: 2021-07-01 to 2021-09-30",
            "1Q19: 2019-01-01 to 2019-03-31",
            "Q2'20: 2020-04-01 to 2020-06-30",
        ],
    ),
    ("its 2024 third quarter", ["2024 third quarter: 2024-07-01 to 2024-09-30"]),
    ("fiscal year 2024 first half", ["fiscal year 2024 first half: 2024-01-01 to 2024-06-30"]),
    ("the third quarter of fiscal 2024", ["the third quarter of fiscal 2024: 2024-07-01 to 2024-09-30"]),
    ("the fourth quarter of last year", ["the fourth quarter of last year: 2018-10-01 to 2018-12-31"]),
    (
        "the first half of 2020 and the second half",
        ["the first half of 2020: 2020-01-01 to 2020-06-30", "the second half: 2019-07-01 to 2019-12-31"],
    ),
    ("H1 2021 and 1H20", ["H1 2021: 2021-01-01 to 2021-06-30", "1H20: 2020-01-01 to 2020-06-30"]),
    (
        "last quarter and this quarter",
        ["last quarter: 2019-07-01 to 2019-09-30", "this quarter: 2019-10-01 to 2019-12-31"],
    ),
    ("in the fiscal fourth quarter", ["the fiscal fourth quarter: 2019-10-01 to 2019-12-31"]),
    (
        "In the third quarter of 2018 it grew, as in the same quarter a year earlier.",
        [
            "the third quarter of 2018: 2018-07-01 to 2018-09-30",
            "the same quarter a year earlier: 2017-07-01 to 2017-09-30",
        ],
    ),
    (
        "The quarter ended June 30 was good. During the quarter sales rose.",
        ["The quarter ended June 30: 2019-04-01 to 2019-06-30", "the quarter: 2019-04-01 to 2019-06-30"],
    ),
    # periods that end on a day
    ("the three months ended September", ["the three months ended September: 2019-07-01 to 2019-09-30"]),
    ("the three months that ended Dec. 2", ["the three months that ended Dec. 2: 2018-09-03 to 2018-12-02"]),
    (
        "the 13-week fiscal quarter ended November 1, 2025",
        ["the 13-week fiscal quarter ended November 1, 2025: 2025-08-03 to 2025-11-01"],
    ),
    (
        "the prior year 14-week period ended October 3, 2026",
        ["the prior year 14-week period ended October 3, 2026: 2026-06-28 to 2026-10-03"],
    ),
    (
        "six months to December and the year to March 2020",
        ["six months to December: 2018-07-01 to 2018-12-31", "the year to March 2020: 2019-04-01 to 2020-03-31"],
    ),
    ("the year ended March 31, 2020", ["the year ended March 31, 2020: 2019-04-01 to 2020-03-31"]),
    ("the first nine months of 2019", ["the first nine months of 2019: 2019-01-01 to 2019-09-30"]),
    # months, weeks and days
    (
        "last December, in May and by March",
        [
            "last December: 2018-12-01 to 2018-12-31",
            "May: 2019-05-01 to 2019-05-31",
            "by March: 2020-03-01 to 2020-03-31",
        ],
    ),
    (
        "On April 30, 2021, and 2 November 2020",
        ["April 30, 2021: 2021-04-30 to 2021-04-30", "2 November 2020: 2020-11-02 to 2020-11-02"],
    ),
    (
        "early June, late last month and this week",
        [
            "early June: 2019-06-01 to 2019-06-30",
            "late last month: 2019-10-01 to 2019-10-31",
            "this week: 2019-11-04 to 2019-11-10",
        ],
    ),
    (
        "on Wednesday, last Friday and next Monday",
        [
            "Wednesday: 2019-11-06 to 2019-11-06",
            "last Friday: 2019-11-01 to 2019-11-01",
            "next Monday: 2019-11-11 to 2019-11-11",
        ],
    ),
    (
        "yesterday, today and tomorrow",
        [
            "yesterday: 2019-11-05 to 2019-11-05",
            "today: 2019-11-06 to 2019-11-06",
            "tomorrow: 2019-11-07 to 2019-11-07",
        ],
    ),
    ("Nov. 2 and Dec 2018", ["Nov. 2: 2019-11-02 to 2019-11-02", "Dec 2018: 2018-12-01 to 2018-12-31"]),
    ("as of Dec. 31, 2019", ["as of Dec. 31, 2019: 2019-12-31 to 2019-12-31"]),
    # lengths of time
    ("It will add 100 stores in the next five years.", ["in the next five years: 2019-11-06 to 2024-11-06"]),
    ("The market is expected to double in three years.", ["in three years: 2019-11-06 to 2022-11-06"]),
    (
        "over the past decade and the last 12 months",
        ["the past decade: 2009-11-07 to 2019-11-06", "the last 12 months: 2018-11-07 to 2019-11-06"],
    ),
    ("within two years it will close", ["within two years: 2019-11-06 to 2021-11-06"]),
    ("five years ago", ["five years ago: 2014-01-01 to 2014-12-31"]),
    (
        "Sales were $5 million in the three months ended June and $4 million a year earlier.",
        ["the three months ended June: 2019-04-01 to 2019-06-30", "a year earlier: 2018-04-01 to 2018-06-30"],
    ),
    (
        "up 27 percent year-to-date and so far this year",
        ["year-to-date: 2019-01-01 to 2019-11-06", "so far this year: 2019-01-01 to 2019-11-06"],
    ),
    ("raised $5 million to date, most of it recently", ["to date", "recently"]),
    # deadlines
    ("by 2036", ["by 2036: 2036-01-01 to 2036-12-31"]),
    ("by the end of 2025", ["by the end of 2025: 2025-12-01 to 2025-12-31"]),
    ("by year-end", ["by year-end: 2019-12-01 to 2019-12-31"]),
    ("before the end of next year", ["before the end of next year: 2020-12-01 to 2020-12-31"]),
    ("no later than June 30, 2021", ["no later than June 30, 2021: 2021-06-30 to 2021-06-30"]),
]


@pytest.mark.parametrize(("text", "times"), MEANINGS)
def test_a_time_is_found_with_the_days_it_means(text: str, times: list[str]) -> None:
    assert told(text) == times


NO_TIMES = [
    "It may march on; Theresa May said so.",
    "Black Friday, Cyber Monday",
    "It paid $2018 and opened 2018 stores.",
    "its third consecutive quarter of growth",
    "the slowest growth in six years",
    "The second person came first in a third of cases.",
    "#2019 and 5/2019 of 20192",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_names_no_time_of_its_own_is_passed_over(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("third-quarter profit and last year", ["third-quarter", "last year"]),
        ("on Wednesday in Q1 and in May", ["Wednesday", "Q1", "May"]),
        ("in 2018", ["2018: 2018-01-01 to 2018-12-31"]),
    ],
)
def test_without_a_date_of_publication_only_dated_times_have_days(text: str, times: list[str]) -> None:
    assert told(text, None) == times


def test_a_month_or_year_of_publication_is_enough_for_months_and_years() -> None:
    assert told("last month and last year", PartialDate(2020, 1)) == [
        "last month: 2019-12-01 to 2019-12-31",
        "last year: 2019-01-01 to 2019-12-31",
    ]
    assert told("yesterday, last year", PartialDate(2020)) == ["yesterday", "last year: 2019-01-01 to 2019-12-31"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("by 2036", "2036"),
        ("by the end of 2025", "2025"),
        ("It will add 100 stores in the next five years.", "2024"),
        ("It expects to reach that in 18 months.", "2021-05"),
        ("by March 2021", "2021-03"),
        ("by March 3, 2021", "2021-03-03"),
        ("before the end of the third quarter of 2020", "2020-09"),
        ("in 2018", None),
        ("over the past five years", None),
        ("since 2015", None),
    ],
)
def test_a_deadline_is_due_on_the_last_day_as_exactly_as_it_is_told(text: str, due: str | None) -> None:
    assert [due_date(time) for time in read_times(text)] == [PartialDate.parse(due) if due else None]


def test_skipped_spans_are_passed_over() -> None:
    text = "Auto added in 2018. Sales rose in 2019."
    reading = Reading(Document("", text, skips=((0, 19),)), VOCABULARY)
    find_times(reading)
    assert [time.period.text for time in reading.times] == ["2019"]


WORDS = st.sampled_from(
    [
        *"the last next this three 5 999 months years quarter half ended ending May Jan. 30 31 2019 19 Q1 FY20".split(),
        *"h2 of in by within a year earlier ago to date end early mid- since following Monday yesterday".split(),
        *"- , . ’ İ \ud800 \x00 \n".split(" "),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=25).map("".join))
DAYS = st.one_of(
    st.none(),
    st.integers(1, 9999).map(PartialDate),
    st.dates(date(1, 1, 1)).map(lambda day: PartialDate(day.year, day.month, day.day)),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, DAYS)
def test_times_stand_verbatim_in_the_text_in_order_and_apart(text: str, published: PartialDate | None) -> None:
    end = 0
    for time in read_times(text, published):
        assert end <= time.start < time.end
        assert time.period.text == text[time.start : time.end]
        assert (time.period.first is None) == (time.period.last is None)
        assert time.period.first is None or time.period.last is None or time.period.first <= time.period.last
        due_date(time)
        end = time.end
