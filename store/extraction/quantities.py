"""Finds the numbers of a text with their units: "RMB7 trillion", "60%", "3 billion viewers", "third-largest"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from store.extraction.lettercase import lower_in_place
from store.extraction.numbers.amounts import Amount
from store.extraction.numbers.qualifiers import share_qualifiers
from store.extraction.numbers.reader import NumberReader, grammar
from store.extraction.numbers.settling import Settler
from store.extraction.reading import Quantity, Reading
from store.vocabulary import Vocabulary

Spans = Sequence[tuple[int, int]]


def find_quantities(reading: Reading) -> None:
    """Fill `reading.quantities`, passing over what is no prose."""
    document = reading.document
    reading.quantities = _parse(document.text, reading.lowered, reading.vocabulary, document.skips)


def parse_quantities(text: str, vocabulary: Vocabulary, skips: Spans = ()) -> list[Quantity]:
    """The quantities of a text, in its order, none overlapping another or a skipped span."""
    return _parse(text, lower_in_place(text), vocabulary, skips)


def _parse(text: str, lowered: str, vocabulary: Vocabulary, skips: Spans) -> list[Quantity]:
    words = grammar(vocabulary)
    amounts = NumberReader(text, lowered, vocabulary).read()
    if skips:
        amounts = [amount for amount in amounts if not _is_skipped(skips, amount)]
    amounts = Settler(text, lowered, words.settlement).settle(amounts)
    for amount in amounts:
        words.negatives.read(lowered, amount)
        amount.qualifier = words.qualifiers.read(lowered, amount)
    share_qualifiers(lowered, amounts)
    return [_quantity(amount, words.negatives.value(lowered, amount)) for amount in amounts]


def _is_skipped(skips: Spans, amount: Amount) -> bool:
    place = bisect_right(skips, (amount.end, 0)) - 1
    return place >= 0 and amount.start < skips[place][1]


def _quantity(amount: Amount, value: Decimal) -> Quantity:
    return Quantity(amount.start, amount.end, plain_decimal(value), amount.unit, amount.qualifier)


def plain_decimal(value: Decimal) -> Decimal:
    """The same number without exponent or needless zeros.

    >>> plain_decimal(Decimal("4.14E+10")), plain_decimal(Decimal("5.90"))
    (Decimal('41400000000'), Decimal('5.9'))
    """
    whole = int(value)
    return Decimal(whole) if whole == value else value.normalize()
