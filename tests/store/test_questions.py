"""What a question asks for, and what in a thread is a question at all."""

import pytest

from store.database.base import FactStore
from store.ingest import ingest_document
from store.model import Document, Entity, EntityKind, Reader
from store.questions import is_question, read_question
from store.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("who runs norvelt robotics", "who"),
        ("when is that due?", "when"),
        ("over which period?", "when"),
        ("how many parcels do they return when they shop online", "figure"),
        ("what did lena okafor say about hiring", "quote"),
        ("list all numbers on norvelt robotics", "list"),
        ("which customers does norvelt robotics have", "list"),
        ("how many factories", "figure"),
        ("what does norvelt robotics get for its stake", "figure"),
        ("norvelt robotics share price reaction", "figure"),
        ("what did lena okafor write to staff", "quote"),
        ("and what is her job?", "who"),
        ("what did norvelt robotics reply to quillon bank", "quote"),
        ("what is norvelt robotics offering for it", "figure"),
        ("which company did norvelt robotics buy", "who"),
        ("what will they use the money for", ""),
        ("norvelt robotics revenue", "figure"),
        ("what does norvelt robotics do", "definition"),
        ("where was the takeover announced", "where"),
    ],
)
def test_the_kind_of_answer_is_read_from_the_words(
    news: FactStore, vocabulary: Vocabulary, question: str, intent: str
) -> None:
    assert read_question(question, news, vocabulary, Reader()).intent == intent


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("norvelt robotics revenue", ("Norvelt Robotics",)),
        ("NORVELT ROBOTICS' revenue", ("Norvelt Robotics",)),
        ("revenue of norvelt robotics inc", ("Norvelt Robotics",)),
        ("is quillon bank bigger than norvelt robotics?", ("Quillon Bank", "Norvelt Robotics")),
        ("baba revenue target", ("Alibaba",)),
        ("growth target in the us", ()),
        ("what is the gap to plan", ()),
        ("what did quillon bank pay for tessera pay", ("Quillon Bank", "Tessera Pay")),
        ("did it work out", ()),
    ],
)
def test_companies_are_found_in_the_sentence_and_common_words_are_not(
    news: FactStore, vocabulary: Vocabulary, question: str, names: tuple[str, ...]
) -> None:
    assert sorted(read_question(question, news, vocabulary, Reader()).entities) == sorted(names)


CATALOGUE = (
    Entity("Tarn in the Hat", EntityKind.COMPANY),
    Entity("Ares Tarn", EntityKind.COMPANY, aliases=("Ares",)),
    Entity("Gulf Chemicals", EntityKind.COMPANY, tickers=("TADAWUL:2010",)),
    Entity("National", EntityKind.COMPANY),
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("tarn in the hat revenue", ("Tarn in the Hat",)),
        ("tarn inn the hat revenue", ()),
        ("what are they up to", ()),
        ("revenue in 2010", ()),
        ("the national revenue", ()),
        ("chinas revenue", ()),
    ],
)
def test_of_whom_nothing_was_read_is_meant_only_by_a_whole_name(
    news: FactStore, vocabulary: Vocabulary, question: str, names: tuple[str, ...]
) -> None:
    news.add_entities(CATALOGUE, Reader().workspace)
    assert read_question(question, news, vocabulary, Reader()).entities == names


@pytest.mark.parametrize(
    ("question", "metric", "times"),
    [
        ("what did norvelt robotics earn", "net-income", ()),
        ("norvelt robotics topline fy25", "revenue", ("fiscal", "2025")),
        ("orders from norvelt robotics' biggest customer", "", ()),
        ("how did norvelt robotics stock take the layoffs", "share-price", ()),
        ("what did quillon bank pay for the stake", "price", ()),
    ],
)
def test_the_measure_is_what_is_asked_for_and_not_what_stands_beside(
    news: FactStore, vocabulary: Vocabulary, question: str, metric: str, times: tuple[str, ...]
) -> None:
    query = read_question(question, news, vocabulary, Reader())
    assert (query.metric, query.times) == (metric, times)


def test_how_a_number_has_changed_is_asked_in_no_unit_of_the_thread(news: FactStore, vocabulary: Vocabulary) -> None:
    first = read_question("how many factories will norvelt robotics open", news, vocabulary, Reader())
    units = {
        then: read_question(then, news, vocabulary, Reader(), first).unit for then in ("and in asia?", "up how much?")
    }
    assert units == {"and in asia?": "count", "up how much?": ""}


def test_a_letter_is_no_name_that_only_begins_with_it(news: FactStore, vocabulary: Vocabulary) -> None:
    ingest_document(news, Document("", "CS Corp. said profit rose 5%. CS makes robots."), vocabulary)
    assert read_question("norvelt robotics in series c", news, vocabulary, Reader()).entities == ("Norvelt Robotics",)
    assert read_question("profit at cs corp", news, vocabulary, Reader()).entities == ("CS",)


def test_a_surname_is_the_person_of_that_name(news: FactStore, vocabulary: Vocabulary) -> None:
    assert read_question("what did okafor say", news, vocabulary, Reader()).people == ("Lena Okafor",)


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("and from europe?", True),
        ("who led it", True),
        ("what about tencent", True),
        ("thanks!", False),
        ("ok, I will call them", False),
        ("great stuff everyone, see you tomorrow", False),
        ("我们呢？", True),
        ("", False),
    ],
)
def test_talk_between_people_is_no_question(vocabulary: Vocabulary, said: str, asks: bool) -> None:
    assert is_question(said, vocabulary) is asks
