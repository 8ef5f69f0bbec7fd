"""Questions and the stored facts that answer them."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.answers import answer_question
from store.database.base import FactStore
from store.follow_ups import remember
from store.ingest import ingest_document
from store.model import Answer, Document, Figure, Query, Reader
from store.vocabulary import Vocabulary

TODAY = date(2026, 3, 2)
NOBODY = Reader()


def ask(question: str, facts: FactStore, vocabulary: Vocabulary, previous: Query | None = None) -> Answer:
    return answer_question(question, facts, vocabulary, NOBODY, TODAY, previous)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("norvelt robotics revenue growth?", 24),
        ("how much did norvelt robotics grow", 24),
        ("how fast is norvelt robotics growing?", 24),
        ("what is norvelt robotics' revenue", 310_000_000),
        ("norvelt turnover in dollars", 310_000_000),
        ("share of norvelt robotics revenue from europe", 35),
        ("how many factories will norvelt robotics open?", 12),
        ("how much is quillon bank paying for tessera pay", 1_200_000_000),
        ("hw much did norvlt robotics grow yoy", 24),
    ],
)
def test_a_figure_is_found_as_people_ask_for_it(
    news: FactStore, vocabulary: Vocabulary, question: str, value: int
) -> None:
    answer = ask(question, news, vocabulary)
    assert answer.found
    best = answer.facts[0].fact
    assert isinstance(best, Figure)
    assert best.value == value


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who is lena okafor", "Lena Okafor, chief executive, Norvelt Robotics"),
        ("who runs norvelt robotics?", "Lena Okafor"),
        ("what did lena okafor say", "We will hire 400 engineers this year"),
        ("what does norvelt robotics do?", "a maker of warehouse robots"),
        ("who is buying tessera pay", "Quillon Bank has agreed to acquire"),
    ],
)
def test_people_quotes_and_deals_are_found(news: FactStore, vocabulary: Vocabulary, question: str, said: str) -> None:
    answer = ask(question, news, vocabulary)
    assert said in f"{answer.text} {answer.facts[0].fact.evidence.sentence}"


@pytest.mark.parametrize(
    "question",
    [
        "what is norvelt robotics' headcount",
        "tesla deliveries",
        "how much debt does quillon bank have",
        "who founded quillon bank",
        "norvelt robotics dividend",
        "weather tomorrow",
        "",
        "???",
        "zzyzx",
    ],
)
def test_what_nobody_wrote_is_not_answered(news: FactStore, vocabulary: Vocabulary, question: str) -> None:
    answer = ask(question, news, vocabulary)
    assert not answer.found
    assert not answer.facts
    assert "dossier ingest" in answer.next_step


@pytest.mark.parametrize(
    ("first", "then", "value"),
    [
        ("share of norvelt robotics revenue from europe?", "and from asia?", 20),
        ("norvelt robotics revenue growth?", "and its revenue?", 310_000_000),
        ("who is lena okafor?", "how many engineers will she hire?", 400),
    ],
)
def test_a_follow_up_takes_over_what_it_leaves_out(
    news: FactStore, vocabulary: Vocabulary, first: str, then: str, value: int
) -> None:
    best = ask(then, news, vocabulary, ask(first, news, vocabulary).query).facts[0].fact
    assert isinstance(best, Figure)
    assert best.value == value


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who put money into lumbra", "led by Fennel Ventures"),
        ("who led lumbras round", "led by Fennel Ventures"),
        ("what did kvist say about batteries", "Battery makers need cheaper tests"),
        ("how did odvals shares react", "fell 7%"),
        ("where does lumbra rank in norway", "ranks third"),
        ("how many people will lumbra hire", "hire 60 people"),
        ("lumbra funding in dollars", "$40 million"),
    ],
)
def test_what_colleagues_type_finds_the_sentence(
    funding: FactStore, vocabulary: Vocabulary, question: str, said: str
) -> None:
    assert said in ask(question, funding, vocabulary).facts[0].fact.evidence.sentence


@pytest.mark.parametrize(
    "question",
    [
        "who is the ceo of odval",  # the only officer named is another company's
        "how many shops does lumbra have",
        "how many sales did lumbra rank by in norway",  # a rank is no number of things
        "lumbra revenue 2015",  # a year that no document tells of
        "how much did fennel ventures pay for lumbra",
    ],
)
def test_a_number_or_a_name_beside_the_question_is_no_answer(
    funding: FactStore, vocabulary: Vocabulary, question: str
) -> None:
    assert not ask(question, funding, vocabulary).found


def test_one_companys_result_is_no_answer_about_another(rivals: FactStore, vocabulary: Vocabulary) -> None:
    assert "€29 million" in ask("odval net profit second quarter", rivals, vocabulary).text
    assert not ask("sorvane net profit second quarter", rivals, vocabulary).found
    assert not ask("how many employees does sorvane have", rivals, vocabulary).found
    assert not ask("how much is quillon bank paying sorvane for the merger", rivals, vocabulary).found


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("sorvane layoffs how many pct", "7% of its workforce"),
        ("sor vane layoffs", "7% of its workforce"),
        ("iphone case price", "Priced at $49"),
        ("sorvane surchage on freight", "raised to $90"),
        ("when will the merger of sorvane be done", "15 to 18 months"),
        ("who are lumbras founders", "Mette Kvist"),
        ("what did kvist say of sorvane", "how Sorvane grows"),
        ("what did sorvane launch", "called Tidal"),
        ("waht did kvist say", "Battery makers need cheaper tests"),
    ],
)
def test_another_word_an_event_or_a_slip_finds_the_sentence(
    rivals: FactStore, vocabulary: Vocabulary, question: str, said: str
) -> None:
    assert said in ask(question, rivals, vocabulary).facts[0].fact.evidence.sentence


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("odval sales last quarter", "rose to €84 million"),
        ("how did odvals shares react to the sales", "shares rose 4%"),
        ("odval share price", "shares rose 4%"),
        ("when is odvals dividend paid", "payable on May 4"),
        ("which companies were accused", "Among the accused"),
    ],
)
def test_what_has_come_is_told_before_what_was_expected_and_names_before_talk(
    results: FactStore, vocabulary: Vocabulary, question: str, said: str
) -> None:
    assert said in ask(question, results, vocabulary).facts[0].fact.evidence.sentence


def test_the_year_before_is_asked_of_what_was_and_not_of_what_was_expected(
    results: FactStore, vocabulary: Vocabulary
) -> None:
    expected = ask("what sales had analysts expected of odval", results, vocabulary)
    assert "€80 million" in expected.text
    assert "€77 million" in ask("and the year before?", results, vocabulary, expected.query).text


def test_analysts_views_are_no_guidance_and_a_move_of_shares_no_count(
    results: FactStore, vocabulary: Vocabulary
) -> None:
    assert not ask("odval guidance for next quarter", results, vocabulary).found
    assert not ask("how many shops did odval sell last quarter", results, vocabulary).found
    assert not ask("odval subscriber numbers", results, vocabulary).found


def test_a_number_of_other_things_and_the_result_of_a_unit_are_no_answer(
    results: FactStore, vocabulary: Vocabulary
) -> None:
    text = (
        "Alibaba Cloud's sales rose to $5 million. Its blue boats are among more than 25 services in Oslo.\n\n"
        "Alibaba owns it."
    )
    ingest_document(results, Document(title="Alibaba Cloud grows", text=text), vocabulary)
    assert ask("alibaba cloud sales", results, vocabulary).found
    assert not ask("alibaba sales", results, vocabulary).found
    assert not ask("how many boats does alibaba cloud have", results, vocabulary).found


def test_customers_and_rivals_are_told_by_a_sentence_that_names_several(
    results: FactStore, vocabulary: Vocabulary
) -> None:
    text = (
        "Tideway raised $5 million to take on rivals like Odval and Sorvane. "
        "Its sales grew 7% amid trouble with partners.\n\n"
        "Tideway met Odval, Sorvane and Norvelt Robotics in Oslo."
    )
    ingest_document(results, Document(title="Tideway grows", text=text), vocabulary)
    assert "rivals like" in ask("which rivals does tideway have", results, vocabulary).facts[0].fact.evidence.sentence
    assert not ask("which partners does tideway have", results, vocabulary).found
    assert not ask("which customers does tideway have", results, vocabulary).found


def test_the_words_of_another_are_not_somebodys(results: FactStore, vocabulary: Vocabulary) -> None:
    answer = ask("what did okafor say abt the case", results, vocabulary)
    assert all(getattr(found.fact, "speaker", None) != "Tom Ashdown" for found in answer.facts)


def test_whom_an_unanswered_question_names_is_who_the_thread_is_about(
    rivals: FactStore, vocabulary: Vocabulary
) -> None:
    first = ask("sorvane dividend", rivals, vocabulary)
    assert not first.found
    then = ask("what did they launch?", rivals, vocabulary, remember(first, None))
    assert "called Tidal" in then.facts[0].fact.evidence.sentence
    nothing = ask("weather tomorrow", rivals, vocabulary)
    assert remember(nothing, then.query) is then.query


def test_a_follow_up_stays_with_the_document_that_was_told(funding: FactStore, vocabulary: Vocabulary) -> None:
    first = ask("how much did lumbra raise", funding, vocabulary)
    then = ask("who put money in?", funding, vocabulary, first.query)
    assert "Fennel Ventures" in then.facts[0].fact.evidence.sentence


def test_a_follow_up_of_another_company_is_not_answered_by_the_first(
    funding: FactStore, vocabulary: Vocabulary
) -> None:
    first = ask("norvelt robotics revenue growth?", funding, vocabulary)
    then = ask("and lumbra?", funding, vocabulary, first.query)
    assert all("Norvelt" not in found.fact.evidence.sentence for found in then.facts)


@pytest.mark.parametrize("question", ["how many people will they hire", "what is her plan", "their revenue?"])
def test_without_a_thread_nobody_knows_whom_they_are(funding: FactStore, vocabulary: Vocabulary, question: str) -> None:
    assert not ask(question, funding, vocabulary).found


def test_when_asks_of_the_fact_that_was_just_told(news: FactStore, vocabulary: Vocabulary) -> None:
    first = ask("norvelt robotics revenue growth?", news, vocabulary)
    then = ask("over which period?", news, vocabulary, first.query)
    assert "the fourth quarter of 2025" in then.facts[0].fact.evidence.sentence


def test_another_company_resets_the_thread(news: FactStore, vocabulary: Vocabulary) -> None:
    first = ask("norvelt robotics revenue growth?", news, vocabulary)
    then = ask("who is quillon bank buying?", news, vocabulary, first.query)
    assert then.query is not None
    assert then.query.entities == ("Quillon Bank",)


def test_every_answer_is_a_stored_sentence_with_its_source(news: FactStore, vocabulary: Vocabulary) -> None:
    answer = ask("norvelt robotics revenue growth?", news, vocabulary)
    source = answer.facts[0].source
    assert (source.publisher, str(source.published)) == ("The Harbour Post", "2026-02-27")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=400))
def test_whatever_is_asked_gets_an_answer(news: FactStore, vocabulary: Vocabulary, question: str) -> None:
    assert ask(question, news, vocabulary).text
