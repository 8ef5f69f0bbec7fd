"""How the time of a company card, of a question and of a figure filter grows with the facts: `make bench-search`.

Arguments are the numbers of facts (10000 100000 1000000 without any).
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from bot.run import warm_up
from store.answers import answer_question
from store.cards import find_company
from store.database import open_store
from store.database.base import FactStore
from store.model import (
    CompanyCard,
    Document,
    Entity,
    Evidence,
    Facts,
    Figure,
    PartialDate,
    Passage,
    Quote,
    Reader,
)
from store.vocabulary import Vocabulary
from tests.benchmarks.names import SEED, make_names, slip

SIZES = (10_000, 100_000, 1_000_000)
FACTS_A_COMPANY = 100
SENTENCES = 20
ROUNDS = 500
READER = Reader("W1")
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
TODAY = date(2026, 11, 21)
METRICS = ("revenue", "net profit", "headcount", "market share", "orders", "operating margin", "exports", "output")
QUESTIONS = ("how much did {} {} grow?", "what was the {1} of {0}?", "{} {}", "who spoke for {} about {}?")


def main(sizes: Sequence[int]) -> None:
    """Print a table."""
    print(f"{'facts':>10} {'loaded s':>9} {'MB':>6}   {'':14} {'median ms':>10} {'p95':>8} {'p99':>8} {'answered':>9}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            bench(size, Path(folder) / "facts.db")


def bench(size: int, path: Path) -> None:
    companies = make_names(max(1, size // FACTS_A_COMPANY))
    store = open_store(f"sqlite:///{path}")
    started = time.perf_counter()
    store.facts.add_entities([Entity(name) for name in companies], READER.workspace)
    for document, facts in make_news(size, companies):
        store.facts.add_document(document, facts)
    print(f"{size:10,} {time.perf_counter() - started:9.0f} {path.stat().st_size / 1e6:6.0f}")
    vocabulary, chance = Vocabulary(), random.Random(SEED)
    warm_up(store.facts, vocabulary)
    print_times("figure filter", lambda: has_figures(store.facts, chance.randrange(len(companies)) + 1))
    print_times("company card", lambda: has_card(store.facts, slip(chance.choice(companies), chance)))
    print_times("question", lambda: is_answered(store.facts, vocabulary, ask(chance, companies)))
    store.close()


def print_times(label: str, work: Callable[[], bool]) -> None:
    times, answered = [], 0
    for _ in range(ROUNDS):
        started = time.perf_counter()
        answered += work()
        times.append((time.perf_counter() - started) * 1e3)
    times.sort()
    quantiles = [times[int(len(times) * part)] for part in (0.5, 0.95, 0.99)]
    print(f"{'':29} {label:14} {quantiles[0]:10.2f} {quantiles[1]:8.2f} {quantiles[2]:8.2f} {answered / ROUNDS:9.0%}")


def has_figures(facts: FactStore, entity: int) -> bool:
    return bool(facts.figures(READER, [entity], 10))


def has_card(facts: FactStore, text: str) -> bool:
    card = find_company(text, facts, READER)
    return isinstance(card, CompanyCard) and bool(card.figures and card.sources)


def is_answered(facts: FactStore, vocabulary: Vocabulary, question: str) -> bool:
    return answer_question(question, facts, vocabulary, READER, TODAY).found


def ask(chance: random.Random, companies: Sequence[str]) -> str:
    return chance.choice(QUESTIONS).format(chance.choice(companies), chance.choice(METRICS))


def make_news(size: int, companies: Sequence[str]) -> Iterator[tuple[Document, Facts]]:
    """Documents of twenty sentences, each with a figure or a quotation, until there are so many facts."""
    chance = random.Random(SEED)
    for number in range(size // SENTENCES):
        day = (FIRST_DAY + timedelta(hours=number % 50_000)).date()
        told = [(chance.choice(companies), chance.choice(METRICS), chance.randint(1, 99)) for _ in range(SENTENCES)]
        sentences = [_sentence(place, number, *fact) for place, fact in enumerate(told)]
        document = Document(
            title=f"Report {number}",
            text=" ".join(sentences),
            published=PartialDate(day.year, day.month, day.day),
            workspace=READER.workspace,
            added=FIRST_DAY,
        )
        yield document, _facts(document, sentences, told)


def _sentence(place: int, number: int, company: str, metric: str, value: int) -> str:
    if place % 10 == 9:
        return f"“Our {metric} is up by {value}%,” said the head of {company} in report {number}."
    return f"The {metric} of {company} grew {value}% in week {place} of report {number}."


def _facts(document: Document, sentences: Sequence[str], told: Sequence[tuple[str, str, int]]) -> Facts:
    figures, quotes, passages = [], [], []
    start = 0
    for sentence, (company, metric, value) in zip(sentences, told, strict=True):
        evidence = Evidence(document.id, start, start + len(sentence), sentence)
        passages.append(Passage(evidence, (company,)))
        if sentence.startswith("“"):
            words = sentence[1 : sentence.index("”")]
            quotes.append(Quote(evidence, words, start + 1, start + 1 + len(words), None, company))
        else:
            text = f"{value}%"
            place = start + sentence.index(f" {text} ") + 1
            figure = Figure(evidence, text, place, place + len(text), Decimal(value), "percent", subject=company)
            figures.append(replace(figure, metric=f"{metric} growth", series_key=f"{metric} growth", key=True))
        start += len(sentence) + 1
    names = tuple(Entity(name) for name in dict.fromkeys(company for company, _, _ in told))
    return Facts(entities=names, figures=tuple(figures), quotes=tuple(quotes), passages=tuple(passages))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
