"""News to ask about: two documents in the shared corpus."""

from datetime import UTC, datetime

import pytest

from store.database.base import FactStore, Store
from store.ingest import ingest_document
from store.model import Document, PartialDate
from store.vocabulary import Vocabulary

ADDED = datetime(2026, 3, 2, 8, tzinfo=UTC)

ORDERS = Document(
    title="Norvelt Robotics doubles its order book",
    text="Norvelt Robotics Inc., a maker of warehouse robots, said that its revenue rose 24% year over year to "
    "$310 million in the fourth quarter of 2025. Orders from Europe made up 35% of Norvelt Robotics' revenue, compared "
    "with 20% from Asia.\n\n"
    "“We will hire 400 engineers this year,” said Lena Okafor, chief executive of Norvelt Robotics.\n\n"
    "Norvelt Robotics aims to open 12 factories by 2030.",
    publisher="The Harbour Post",
    url="https://news.example/norvelt",
    published=PartialDate(2026, 2, 27),
    added=ADDED,
)
DEAL = Document(
    title="Quillon Bank buys a payments startup",
    text="Quillon Bank has agreed to acquire payments startup Tessera Pay for €1.2 billion. The takeover was announced "
    "in Lisbon on Friday.",
    publisher="The Harbour Post",
    published=PartialDate(2026, 3, 1),
    added=ADDED,
)

ROUND = Document(
    title="Lumbra raises $40 million",
    text="Danish startup Lumbra has raised $40 million in a Series B round led by Fennel Ventures. The round brings "
    "its total funding to $65 million.\n\n"
    "“Battery makers need cheaper tests,” Lumbra co-founder Mette Kvist said. Kvist wants to hire 60 people.\n\n"
    "Lumbra ranks third by sales in Norway. Shares in its rival Odval fell 7% after the opening bell on Monday.",
    publisher="The Harbour Post",
    published=PartialDate(2026, 3, 1),
    added=ADDED,
)

RIVALS = Document(
    title="Odval earns less as Sorvane gains",
    text="Odval's net profit fell 13% to €29 million in the second quarter. Odval holds a 30% stake in Sorvane, a pump "
    "maker.\n\n"
    "Sorvane is cutting 7% of its workforce. On Monday Sorvane launched a pump called Tidal.\n\n"
    "Engineers may launch many pumps at once, as they like.\n\n"
    "Odval sells a case for the iPhone. Priced at $49, the case will be thin.\n\n"
    "“Pumps sell very well,” Mette Kvist said at the fair in Lyon. “They watch how Sorvane grows.”\n\n"
    "Three of Tideway's six employees are joining Sorvane. Its surcharge on freight was raised to $90. The merger of "
    "both is to be completed in 15 to 18 months.",
    publisher="The Harbour Post",
    published=PartialDate(2026, 3, 1),
    added=ADDED,
)

RESULTS = Document(
    title="Odval beats expectations",
    text="Odval's sales in the quarter rose to €84 million from €77 million a year earlier. Analysts had expected "
    "sales of €80 million for the quarter. Odval shares rose 4% on Monday.\n\n"
    "Odval declared a dividend of €0.30 per share. The dividend is payable on May 4, 2026.\n\n"
    "Among the accused in the cartel case are Odval, Sorvane and Norvelt Robotics. The companies denied the "
    "accusations, which shocked companies in Oslo.\n\n"
    "“The case will go on for years,” said Tom Ashdown, a lawyer. Lena Okafor spoke of the case in Lisbon.",
    publisher="The Harbour Post",
    published=PartialDate(2026, 3, 2),
    added=ADDED,
)


@pytest.fixture
def news(store: Store, vocabulary: Vocabulary) -> FactStore:
    """The facts of both documents."""
    for document in (ORDERS, DEAL):
        ingest_document(store.facts, document, vocabulary)
    return store.facts


@pytest.fixture
def funding(news: FactStore, vocabulary: Vocabulary) -> FactStore:
    """The facts of a third document besides."""
    ingest_document(news, ROUND, vocabulary)
    return news


@pytest.fixture
def rivals(funding: FactStore, vocabulary: Vocabulary) -> FactStore:
    """The facts of a fourth document besides, about two companies."""
    ingest_document(funding, RIVALS, vocabulary)
    return funding


@pytest.fixture
def results(rivals: FactStore, vocabulary: Vocabulary) -> FactStore:
    """The facts of a fifth document besides: what one of them earned, and how the market took it."""
    ingest_document(rivals, RESULTS, vocabulary)
    return rivals
