"""What a number measures, in sentences as newspapers write them."""

from __future__ import annotations

import pytest

from store.extraction.meaning.series import metric_key, series_key
from tests.store.extraction.readings import VOCABULARY, tell, tell_one

MONEY = [
    ("Acme earned $2.8 billion in the third quarter.", "$2.8 billion", "net earnings"),
    ("Acme's net income was $44 million, or $0.89 per share.", "$44 million", "net income"),
    ("Acme's net income was $44 million, or $0.89 per diluted share.", "$0.89", "diluted earnings per share"),
    ("Sales at Acme fell 15% to 345.8 billion rupees.", "345.8 billion rupees", "sales"),
    ("Acme reported a net loss of $12 million.", "$12 million", "net loss"),
    ("Acme posted a $12 million loss for the quarter.", "$12 million", "loss"),
    ("Acme raised $35 million in a funding round led by Birchwood.", "$35 million", "funding round"),
    ("Acme closed a $35 million funding round.", "$35 million", "funding round"),
    ("Acme has raised more than $90 million to date.", "$90 million", "total funding"),
    ("Acme agreed to acquire Birchwood for $1.2 billion.", "$1.2 billion", "acquisition price of Birchwood"),
    ("Acme announced its acquisition of a rival for $30 million.", "$30 million", "acquisition price"),
    ("Investors value Acme at $3 billion.", "$3 billion", "valuation"),
    ("Acme has $400 million in cash.", "$400 million", "cash"),
    ("India's cloud market is estimated to be worth more than $7 billion.", "$7 billion", "cloud market size"),
    ("Acme declared a dividend of 25 cents a share.", "25 cents", "dividend per share"),
    ("Acme will pay $156 a share.", "$156", "price per share"),
    ("Shares of Acme closed at $404.45 on Tuesday.", "$404.45", "share price"),
    ("Acme cut costs by $5 million.", "$5 million", "costs cut"),
    ("Acme set up a $100 million fund.", "$100 million", "fund"),
    ("Acme expects to facilitate $10 trillion of consumption on its platforms.", "$10 trillion", "consumption on platforms"),
]

SHARES = [
    ("Acme's revenue rose 3.5 percent to $27.2 billion.", "3.5 percent", "revenue growth"),
    ("Revenue at Acme was down 4 percent.", "4 percent", "revenue decline"),
    ("Acme Cloud grew 60% year-over-year.", "60%", "revenue growth"),
    ("Acme posted a 32% decline in quarterly profit.", "32%", "profit decline"),
    ("Acme sees sales growth of 1.8 percent.", "1.8 percent", "sales growth"),
    ("Sales volumes in India dropped 4.2%.", "4.2%", "sales volumes decline in India"),
    ("Acme reduced overheads by 20%.", "20%", "overheads reduction"),
    ("Acme cut 11% of its workforce.", "11%", "workforce cut"),
    ("Shares of Acme, which have lost 20% of their value this year, rose.", "20%", "share price decline"),
    ("Acme rose 3 percent in early trading.", "3 percent", "share price change"),
    ("Acme owns 44% of Birchwood.", "44%", "stake in Birchwood"),
    ("Acme bought a 70% stake in Birchwood.", "70%", "stake in Birchwood"),
    ("Acme Cloud accounts for nearly 10% of Acme's revenue.", "10%", "share of Acme revenue"),
    ("About 10% of Acme revenue came from Asia.", "10%", "revenue share from Asia"),
    ("Acme had a 23.9% market share.", "23.9%", "market share"),
    ("Acme's operating margin widened to 14.5%.", "14.5%", "operating margin"),
    ("At 2.6%, inflation remains within the target.", "2.6%", "inflation"),
    ("Acme is growing at an annual rate of 9%.", "9%", "annual growth"),
    ("The S&P 500 is up 24.5 percent.", "24.5 percent", "index change"),
    ("About 60% of the firms are customers of Acme.", "60%", "share of firms that are customers"),
]

COUNTS = [
    ("Acme serves 2 billion consumers in India.", "2 billion consumers", "consumers served in India"),
    ("Acme has more than 200 partners.", "200 partners", "partners"),
    ("More than 200,000 developers have registered.", "200,000 developers", "developers registered"),
    ("Acme laid off 450 employees.", "450 employees", "employees laid off"),
    ("Acme trimmed its workforce by about 200.", "200", "workforce reduction"),
    ("Acme operates 445 stores in 42 states.", "42 states", "states with stores"),
    ("Shipments at Acme reached 285.4 million units.", "285.4 million units", "shipments"),
    ("Acme expects sales of 5 million cars.", "5 million cars", "car sales"),
    ("Birchwood is the third-largest telecom operator in India.", "third-largest", "telecom operator rank in India"),
    ("Acme signed a 10-year partnership with Birchwood.", "10-year", "partnership duration"),
    ("Orders at Acme doubled.", "doubled", "orders growth"),
]


@pytest.mark.parametrize(("sentence", "number", "metric"), MONEY + SHARES + COUNTS)
def test_a_number_measures_what_a_reader_would_say(sentence: str, number: str, metric: str) -> None:
    assert tell_one(sentence, number).metric == metric


def test_a_list_shares_its_head() -> None:
    text = "About 10% of Acme revenue came from Asia, compared to 20% from Europe and 70% from the Americas."
    assert [figure.metric for figure in tell(text)] == [
        "revenue share from Asia",
        "revenue share from Europe",
        "revenue share from the Americas",
    ]


def test_clauses_side_by_side_share_their_head_too() -> None:
    text = "Only 10% of Acme revenue came from Asia, while 20% came from Europe and 70% came from the Americas."
    assert [figure.metric for figure in tell(text)] == [
        "revenue share from Asia",
        "revenue share from Europe",
        "revenue share from the Americas",
    ]


def test_earnings_per_share_and_earnings_keep_apart_when_compared() -> None:
    text = "Acme had net income of $87 million or $1.18 per share, compared to $88 million or $1.14 per share a year ago."
    assert [figure.metric for figure in tell(text)] == ["net income", "earnings per share"] * 2


def test_the_same_amount_in_brackets_measures_the_same() -> None:
    assert [figure.metric for figure in tell("Acme had a 684bn yen ($6.4bn) loss.")] == ["loss", "loss"]


def test_both_ends_of_a_range_measure_the_same() -> None:
    text = "Acme expects revenue of between $2.1 billion and $2.3 billion."
    assert [figure.metric for figure in tell(text)] == ["revenue", "revenue"]


def test_a_share_names_its_whole() -> None:
    assert tell_one("Acme Cloud accounts for 10% of Acme's revenue.", "10%").whole == "Acme revenue"


@pytest.mark.parametrize(
    ("metric", "key"),
    [
        ("online sales", "revenue"),
        ("net earnings", "net-income"),
        ("diluted earnings per share", "eps"),
        ("registered developers", "developer"),
        ("PC market share", "market-share"),
        ("stake in Birchwood", "stake"),
        ("share of Acme revenue", ""),
        ("strategic pillars", ""),
    ],
)
def test_the_key_of_a_metric_is_that_of_its_last_words(metric: str, key: str) -> None:
    assert metric_key(metric, VOCABULARY) == key


def test_growth_and_decline_are_one_series() -> None:
    keys = {series_key("net sales", move, "", VOCABULARY) for move in ("growth", "decline")}
    assert keys == {"revenue change"}
