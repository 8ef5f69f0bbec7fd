from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.messages.amounts import say_amount, say_figure, say_number, say_plural
from tests.handlers.corpus import GROWTH

TABLE = [
    # money
    ("10000000000000", "CNY", "RMB 10 trillion"),
    ("35000000", "USD", "$35 million"),
    ("1960000000", "USD", "$1.96 billion"),
    ("126000000000", "INR", "₹126 billion"),
    ("684000000000", "JPY", "¥684 billion"),
    ("39000", "GBP", "£39,000"),
    ("5.90", "GBP", "£5.9"),
    ("2500000", "CHF", "CHF 2.5 million"),
    # shares, changes and places
    ("60", "percent", "60%"),
    ("4.20", "percent", "4.2%"),
    ("1", "percentage_point", "1 percentage point"),
    ("25", "basis_point", "25 basis points"),
    ("3", "rank", "3rd"),
    ("2", "multiple", "2 times"),
    ("0.25", "fraction", "a quarter"),
    ("0.5", "fraction", "half"),
    ("0.1", "fraction", "a tenth"),
    ("0.6666667", "fraction", "two thirds"),
    ("0.42", "fraction", "42%"),
    # what is counted and measured
    ("2000000000", "consumer", "2 billion consumers"),
    ("10000000", "small business", "10 million small businesses"),
    ("1", "store", "1 store"),
    ("0", "store", "0 stores"),
    ("22000000", "person", "22 million people"),
    ("20", "second", "20 seconds"),
    ("10", "nanometer", "10 nanometers"),
    ("42", "city", "42 cities"),
    ("3", "", "3"),
    # nothing that a reader could compare is rounded
    ("1234567", "USD", "$1,234,567"),
    ("999999999", "USD", "$999,999,999"),
    ("1000500000", "USD", "$1,000.5 million"),
]


@pytest.mark.parametrize(("value", "unit", "said"), TABLE)
def test_an_amount_reads_as_people_write_it(value: str, unit: str, said: str) -> None:
    assert say_amount(Decimal(value), unit) == said


def test_the_qualifier_stands_before_the_amount() -> None:
    assert say_figure(GROWTH) == "more than 40%"


@given(st.integers(0, 10**16))
def test_whole_numbers_are_told_exactly(value: int) -> None:
    number, _, magnitude = say_number(Decimal(value)).partition(" ")
    size = {"": 0, "million": 6, "billion": 9, "trillion": 12}[magnitude]
    assert Decimal(number.replace(",", "")).scaleb(size) == value


@pytest.mark.parametrize(("noun", "plural"), [("wish", "wishes"), ("tax", "taxes"), ("toy", "toys"), ("foot", "feet")])
def test_counted_nouns_get_their_plural(noun: str, plural: str) -> None:
    assert say_plural(noun) == plural
