"""Kinds, changes, periods and keys of figures, and what holds for every text."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.extraction import extract_facts
from store.extraction.figures import find_figures
from store.extraction.reading import Reading
from store.model import Change, Document, FigureKind
from tests.store.extraction.readings import VOCABULARY, read, tell, tell_one

TARGET, ESTIMATE, ACTUAL = FigureKind.TARGET, FigureKind.ESTIMATE, FigureKind.ACTUAL

KINDS = [
    ("Acme aims to serve 40 million shoppers.", "40 million shoppers", TARGET),
    ("Our goal is to serve 40 million shoppers, create 30,000 jobs and help them.", "30,000 jobs", TARGET),
    ("Acme will cut 500 jobs.", "500 jobs", TARGET),
    ("Acme expects revenue to fall from last year's $5 million.", "$5 million", ACTUAL),
    ("Acme expects revenue to rise from $5 million last year to $6 million.", "$5 million", ACTUAL),
    ("Acme expects revenue to rise from $5 million last year to $6 million.", "$6 million", TARGET),
    ("Acme foresees $4 million, whereas the Elmgate consensus was for $5 million.", "$5 million", ESTIMATE),
    ("The government of Norway will pump $4 million into subsidies.", "$4 million", TARGET),
    ("The pump will be able to run 300 miles on a charge.", "300 miles", ACTUAL),
    ("Excluding items, Acme would have earned 2 cents a share.", "2 cents", ACTUAL),
    ("The combined group would have 6 million customers.", "6 million customers", ESTIMATE),
    ("Acme said its 920 stores would remain open.", "920 stores", ACTUAL),
    ("Acme will open the 30 stores it plans to build.", "30 stores", TARGET),
    ("Acme put its output at 5 million barrels.", "5 million barrels", ACTUAL),
    ("His estimated revenue was about $3,900.", "$3,900", ESTIMATE),
    ("Revenue missed analysts' consensus estimates by 1.7%.", "1.7%", ACTUAL),
    ("Acme announced a $200 million stock buyback.", "$200 million", TARGET),
    ("Acme is expected to make a loss of $8 million.", "$8 million", ESTIMATE),
    ("Acme is in the process of raising $300 million.", "$300 million", TARGET),
    ("Analysts said the deal would give Acme control of 8% of oil production.", "8%", ESTIMATE),
    ("Acme works on behalf of more than 30 firms who are seeking to promote its use.", "30 firms", ACTUAL),
    ("Acme's revenue of $4 million was in line with the Birchwood consensus of $5 million.", "$5 million", ESTIMATE),
    ("Acme lost 3 cents compared to the 5-cent loss analysts polled by Elmgate expected.", "3 cents", ACTUAL),
    ("Analysts value Acme's tracks at $40 million.", "$40 million", ESTIMATE),
    (
        "Acme earned 42 cents a share, ahead of the 41 cents analysts surveyed by Elmgate were expecting.",
        "41 cents",
        ESTIMATE,
    ),
    ("Acme beat estimates for the period, earning $1.33 a share.", "$1.33", ACTUAL),
    ("Acme added 8 million users, ahead of hopes for 7 million, according to estimates.", "8 million users", ACTUAL),
    ("The scheme aims to boost output from an expected 180 tonnes this year to 600 tonnes.", "600 tonnes", TARGET),
    ("A 10-month restructuring plan was deemed a failure, and a loss was expected.", "10-month", ACTUAL),
    ("Birchwood's revenue may fall 16 percent this year, Acme said.", "16 percent", ESTIMATE),
    ("The robot market is set to be worth $2 billion by 2009.", "$2 billion", ESTIMATE),
    ("Acme is threatening to cut 500 jobs.", "500 jobs", TARGET),
    ("As part of the deal, Acme will pay $5 million in cash.", "$5 million", ACTUAL),
    ("Sales are projected to surge, reaching $5 million in 2026, a 44% increase.", "44%", ESTIMATE),
    ("Acme said it would cut 500 jobs.", "500 jobs", TARGET),
    ("Acme plans to raise $5 million.", "$5 million", TARGET),
    ("Acme has set its sights on 5 million users.", "5 million users", TARGET),
    ("Acme raised its revenue guidance to $5 billion.", "$5 billion", TARGET),
    ("Acme to open 40 stores by 2026", "40 stores", TARGET),
    ("Analysts were expecting revenue of $8.3 billion.", "$8.3 billion", ESTIMATE),
    ("Sales rose 4.4 percent, missing the 5.2 percent gain that was expected.", "5.2 percent", ESTIMATE),
    ("Kenya's payments market is thought to be worth $7 billion.", "$7 billion", ESTIMATE),
    ("The robot market could reach $9 billion.", "$9 billion", ESTIMATE),
    ("Robot market to reach $2.4 billion by 2027", "$2.4 billion", ESTIMATE),
    ("After raising $5 million, Acme will open a plant.", "$5 million", ACTUAL),
    ("Acme cut its debt-reduction target by half.", "half", ACTUAL),
    ("Acme earned $5 million, which will please it.", "$5 million", ACTUAL),
    ("Analysts were looking for 400,000 customers.", "400,000 customers", ESTIMATE),
    ("Acme lost 640 customers, fewer than the 900 it had feared.", "900", ESTIMATE),
    ("The bank sees inflation peaking at 11%.", "11%", ESTIMATE),
    ("Acme could open as many as 20 shops.", "20 shops", ESTIMATE),
    ("Sales will reach 5 million cars, she predicted.", "5 million cars", ESTIMATE),
    ("Acme has beaten estimates by an average of 8%.", "8%", ACTUAL),
    ("Acme has signed a deal to build 12 hotels.", "12 hotels", TARGET),
    ("Acme is due to deliver 20 planes.", "20 planes", TARGET),
    ("Acme expects to close 22 of its 310 shops.", "310 shops", ACTUAL),
    ("Acme, which aims to grow, has made 12 deals.", "12 deals", ACTUAL),
    ("Acme should be making 40,000 wafers a month by 2030.", "40,000 wafers", TARGET),
    ("Acme expects revenue of $5 billion.", "$5 billion", TARGET),
    ("Acme raised its revenue forecast to $5 billion.", "$5 billion", TARGET),
    ("Acme raised its full-year revenue outlook by $2 billion.", "$2 billion", ACTUAL),
    ("Analysts expect Acme to report revenue of $5 billion.", "$5 billion", ESTIMATE),
    ("Analysts cut their revenue forecast for Acme to $5 billion.", "$5 billion", ESTIMATE),
    ("He raised his profit forecast for Acme to $420 million.", "$420 million", ESTIMATE),
    ("Elmgate Research expects India's economy to grow 6%.", "6%", ESTIMATE),
    ("Revenue of $5 billion beat the consensus of $4.8 billion for Acme.", "$4.8 billion", ESTIMATE),
    ("Acme will hold 52% of the merged company.", "52%", ACTUAL),
    ("Acme expects revenue to be between $3.1bn and $3.3bn.", "$3.3bn", TARGET),
    ("Analysts expect Acme's revenue to be $3.1bn.", "$3.1bn", ESTIMATE),
    ("Acme is going to open 40 stores.", "40 stores", TARGET),
    ("Acme dropped plans for 40 large stores.", "40 large stores", ACTUAL),
    ("The deal will help Acme in the $9 billion tea market.", "$9 billion", ACTUAL),
    ("Acme said it could report a loss of 70 cents a share.", "70 cents", TARGET),
    ("Analysts said Acme could report a loss of 70 cents a share.", "70 cents", ESTIMATE),
    ("Acme has a predicted growth rate of over 8%.", "8%", ESTIMATE),
    ("Acme is to open 40 stores.", "40 stores", TARGET),
    (
        "Acme said it would cut 50 jobs, or 4% of them, to simplify its business and save $2 million.",
        "$2 million",
        TARGET,
    ),
    ("Acme said the cuts would include 60 drivers as well as 40 clerks.", "40 clerks", TARGET),
    ("Acme will close shops and go from the current 90 shops to 60.", "90 shops", ACTUAL),
    ("Acme sold 5 million phones, according to an estimate by Elmgate Research.", "5 million phones", ESTIMATE),
    ("Acme forecast revenue to rise 6% this year, above the 5% analysts project.", "6%", TARGET),
    ("Acme forecast revenue to rise 6% this year, above the 5% analysts project.", "5%", ESTIMATE),
    ("Acme grew. Elmgate Research forecast that phone shipments in India will rise 6%.", "6%", ESTIMATE),
    ("Revenue: $16.7 million vs. $16.5 million expected", "$16.7 million", ACTUAL),
    ("Acme's revenue of $5 million also missed estimates of $6 million.", "$5 million", ACTUAL),
    ("Acme's revenue of $5 million also missed estimates of $6 million.", "$6 million", ESTIMATE),
    ("Acme has proposed to acquire Birchwood for $5 million.", "$5 million", TARGET),
    ("Acme has agreed to acquire Birchwood for $5 million.", "$5 million", ACTUAL),
    ("Acme raised its profit forecast range to $4 million to $5 million.", "$5 million", TARGET),
    ("Acme sees sales growth of 2%, trimming an earlier range of 3 to 5%.", "5%", TARGET),
    ("Analysts forecast that its sales will reach $3 billion.", "$3 billion", ESTIMATE),
    ("Acme is on track to deliver savings of $40 million.", "$40 million", TARGET),
]

CHANGES = [
    ("Revenue rose 5% year-over-year.", "5%", Change.YEAR),
    ("Revenue rose 5% from a year earlier.", "5%", Change.YEAR),
    ("Revenue rose 27 percent to $10 billion from the same period last year.", "27 percent", Change.YEAR),
    ("Revenue increased by 7.2% sequentially.", "7.2%", Change.QUARTER),
    ("Profit fell 3% from the previous quarter.", "3%", Change.QUARTER),
    ("The robot market grew 63% in 2018.", "63%", Change.YEAR),
    ("Acme owns 5% of Birchwood.", "5%", None),
    ("Net income was $110 million, down $19 million year-over-year.", "$19 million", Change.YEAR),
    ("Acme's revenue doubled in the first quarter.", "doubled", Change.YEAR),
    ("Sales rose to $5 million. That was 26% more than in December 2003.", "26%", Change.YEAR),
    ("Sales were $5 million, 44% more than in the same period last year.", "44%", Change.YEAR),
    ("Overseas orders doubled from a year earlier.", "doubled", Change.YEAR),
    ("Acme reported. Its sales rose 13% in FY18.", "13%", Change.YEAR),
    (
        "Output rose by 0.8% in the fourth quarter compared with the previous three month period.",
        "0.8%",
        Change.QUARTER,
    ),
    ("Acme forecast sales growth of 3% over the next three years.", "3%", None),
    ("Acme's revenue reached $2 billion, doubling over the past three months.", "doubling", None),
    ("India's economy will grow 5% in 2025 and 2026.", "5%", Change.YEAR),
    ("Unit costs are 12% lower than those of rivals.", "12%", None),
    ("Shares of Acme fell 5%.", "5%", None),
]


@pytest.mark.parametrize(("sentence", "number", "kind"), KINDS)
def test_plans_and_forecasts_are_told_from_facts(sentence: str, number: str, kind: FigureKind) -> None:
    assert tell_one(sentence, number).kind is kind


@pytest.mark.parametrize(("sentence", "number", "change"), CHANGES)
def test_a_change_says_what_it_is_measured_against(sentence: str, number: str, change: Change | None) -> None:
    assert tell_one(sentence, number).change is change


def test_shipments_are_compared_as_the_text_has_said() -> None:
    text = (
        "Phone shipments fell 10% year-over-year in India. In Norway phone shipments fell 2%. Acme's shipments rose 3%."
    )
    assert [figure.change for figure in tell(text)] == [Change.YEAR] * 3


def test_growth_in_a_companys_report_is_over_the_year() -> None:
    text = "Acme earned $5 million in the three months ended September 30. Acme's revenue rose 3 percent."
    assert tell_one(text, "3 percent").change is Change.YEAR
    text = "Acme earned $5 million in the three months ended September 30. Acme's revenue doubled in two years."
    assert tell_one(text, "doubled").change is None


RELEASE = """Acme today reported its results for the third quarter of fiscal 2026.

The Company provided the following outlook for fiscal 2027:

- Total revenue of $3.2 billion to $3.3 billion (vs. previous outlook of $3.1 billion to $3.2 billion)
- Commodity inflation in the low 2% range

Acme has $5 million in cash.
"""


def test_a_list_of_what_is_foreseen_is_guidance_of_the_time_it_names() -> None:
    foreseen = [
        (f.metric, f.kind, f.period and f.period.text) for f in tell(RELEASE) if f.period and "2027" in f.period.text
    ]
    assert foreseen[0] == ("revenue guidance", TARGET, "fiscal 2027")
    assert foreseen[2] == ("previous revenue guidance", TARGET, "fiscal 2027")
    assert foreseen[4] == ("commodity inflation", ESTIMATE, "fiscal 2027")
    assert len(foreseen) == 5


BULLETS = """Acme today reported its results for the second quarter of 2026.

• Now expects to achieve at least $85 million of annual savings by the end of 2027

Guidance

• Gross margin for the 2026 third quarter expected to be within 35 to 37 percent

Acme has $5 million in cash.
"""


def test_a_list_under_the_heading_guidance_is_guidance_of_the_times_it_names() -> None:
    savings, low, high, cash = tell(BULLETS)
    assert (savings.subject, savings.kind) == ("Acme", TARGET)
    for figure in (low, high):
        assert (figure.metric, figure.kind) == ("gross margin guidance", TARGET)
        assert figure.period
        assert figure.period.text == "the 2026 third quarter"
    assert cash.kind is ACTUAL


def test_a_targets_due_date_is_the_deadline() -> None:
    assert str(tell_one("Acme aims to create 30,000 jobs by 2036.", "30,000 jobs").due) == "2036"


def periods(text: str) -> list[str | None]:
    return [figure.period.text if figure.period else None for figure in tell(text)]


def test_a_period_belongs_to_the_numbers_of_its_clause() -> None:
    text = (
        "Sales for the quarter ended June 30 fell 3 percent to $293 million from sales of $303 million "
        "for the quarter ended June 30, 2023."
    )
    first, second, third = periods(text)
    assert first == second != third


def test_a_year_earlier_is_not_the_period_of_a_change() -> None:
    text = "Net income rose to $41 million in the second quarter from $26 million a year earlier. Sales fell 12%."
    assert periods(text)[1] == "a year earlier"
    assert periods(text)[0] == periods(text)[2]


def test_only_prices_belong_to_a_day() -> None:
    text = "Acme said on Tuesday that it has 500 employees."
    assert periods(text) == [None]


def keys(text: str) -> list[bool]:
    return [figure.key for figure in tell(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Acme's sales rose 12% to $210 million ($300 million).", [True, True, False]),
        ("Acme's net income was $51 million, compared with net income of $52 million a year earlier.", [True, False]),
        ("Acme ACM +6.43% rose 6% on Friday.", [False, True]),
        ("Acme has 3 factories and 3 million customers.", [False, True]),
        ("Acme runs a 10-year partnership with Birchwood.", [False]),
    ],
)
def test_a_digest_wants_the_figures_that_tell_most(text: str, wanted: list[bool]) -> None:
    assert keys(text) == wanted


@given(st.text(alphabet="Acme rose to$5%,.(“by)and -\n’st3fIn\x00é", max_size=300))
def test_any_text_gives_figures_at_their_places(text: str) -> None:
    reading = read(text)
    find_figures(reading)
    for figure in reading.figures:
        assert reading.document.text[figure.start : figure.end] == figure.text
        assert figure.evidence.start <= figure.start < figure.end <= figure.evidence.end
    assert len(reading.figures) <= len(reading.quantities)


PIECES = (
    *("5%", "-11.34%", "$5m", "£20", "three", "10x", "No. 1", "two years", "2021", "last year", "third-quarter"),
    *("compared", "compare", "with", "than", "from", "by", "of", "and", "the", "to", "could", "would", "may"),
    *("Acme Inc.", "Jane Doe", "Birchwood", "sales", "profit", "target", "said", "rose", "sell", "first", "up", "vs."),
    *(",", ".", "\n", "“", "”", "(", ")", "—", ":", "\n\n"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
@example("-11.34%\n\nAcme Inc. makes anvils.")
@example("Acme Inc. makes 5% and\nmay\nvs. Birchwood.")
@settings(max_examples=300, deadline=None)
def test_pieces_of_news_in_any_order_are_read(text: str) -> None:
    document = Document(title="", text=text)
    for figure in extract_facts(document, VOCABULARY).figures:
        assert text[figure.start : figure.end] == figure.text


def seconds(reading: Reading) -> float:
    start = time.process_time()
    find_figures(reading)
    return time.process_time() - start


@pytest.mark.parametrize("part", ["rose to $5m ", "Acme, ($5m) ", "5% and 6%, ", "would 5% dow 5% "])
def test_a_long_line_of_numbers_takes_time_in_proportion(part: str) -> None:
    small, large = read(part * 100), read(part * 1600)
    seconds(read(part))
    assert seconds(large) < 40 * max(seconds(small), 0.002)


def test_the_vocabulary_is_read_once() -> None:
    assert VOCABULARY.table("metrics")["measures"]["revenue"]["unit"] == "money"


PERIODS_BESIDE_COMPARISONS = [
    ("Profit for the second quarter rose 5% from a year earlier to $41 million.", "$41 million", "the second quarter"),
    ("In July sales fell to 1,860 cars, the lowest since 1962.", "1,860 cars", "July"),
    (
        "Acme lost $3 million in 2020, compared with a loss of $4 million on sales of $9 million in 2019.",
        "$4 million",
        "2019",
    ),
    ("Acme earned $5 million in the first quarter, it said last week.", "$5 million", "the first quarter"),
    ("In its second quarter Acme earned $5 million.", "$5 million", "second quarter"),
    ("Acme shares rose 4% in early trading.", "4%", "early trading"),
    ("Acme shares rose 4% in morning trade.", "4%", "morning trade"),
    ("Since 2012, Acme has spent $2 billion on wages.", "$2 billion", "Since 2012"),
    ("Copper futures for June delivery traded down 2% on Wednesday.", "2%", "Wednesday"),
    ("Acme shares climbed 15% from 270p to 312p last week.", "15%", "last week"),
    ("Sales were up 9% to £163m in 2016 from £149m the year before.", "£149m", "the year before"),
    ("In the third quarter Acme earned $5m, a day after it went public.", "$5m", "the third quarter"),
    ("Acme bought Birchwood for $7 million five years ago.", "$7 million", "five years ago"),
    ("It is Acme's biggest deal since its $112 million takeover of Birchwood in 2000.", "$112 million", "2000"),
    ("Acme expects 2026 revenue to fall from last year's $5 million.", "$5 million", "last year"),
    ("Acme plans to fire 500 people, down from last year’s 800 people.", "800 people", "last year"),
    ("In 2026 Acme expects revenue to rise from $5m last year to $6m.", "$6m", "2026"),
    ("Acme will cut its staff from 500 people to 400 people by 2030.", "400 people", "2030"),
    ("In 2023 Acme earned $5 million; that is a gain of 31% over 2022.", "31%", "2023"),
]


def test_the_period_of_a_comparison_is_not_spoken_of_further() -> None:
    text = "In FY18 Acme's sales were Rs 9 crore, up from Rs 5 crore in FY17. Its profit was Rs 2 crore."
    assert [figure.period.text for figure in tell(text) if figure.period] == ["FY18", "FY17", "FY18"]


def test_a_year_ago_is_no_day_of_a_report_whose_date_is_known() -> None:
    times = [
        figure.period and figure.period.text for figure in tell("Sales rose to $5 million, from $2 million a year ago.")
    ]
    assert times == [None, "a year ago"]


def test_times_that_only_compare_are_no_lengths() -> None:
    text = "Acme earned $5 million for the trailing twelve months, compared with $4 million one year ago."
    assert [figure.text for figure in tell(text)] == ["$5 million", "$4 million"]


def test_the_time_of_a_comparison_is_that_of_other_sums_compared() -> None:
    text = (
        "Acme reported for its second quarter. Net income was $27 million, up from $12 million, or 26 cents a share, "
        "last year. Revenue of $925 million was up from $760 million."
    )
    times = {figure.text: figure.period and figure.period.text for figure in tell(text)}
    assert times["26 cents"] == times["$760 million"] == "last year"
    assert times["$27 million"] == times["$925 million"] == "second quarter"


@pytest.mark.parametrize(("sentence", "number", "period"), PERIODS_BESIDE_COMPARISONS)
def test_a_number_keeps_its_period_beside_that_of_a_comparison(sentence: str, number: str, period: str) -> None:
    found = tell_one(sentence, number).period
    assert found is not None
    assert period in found.text
