"""Whose number it is: through possessives, pronouns, relative clauses, quotes and lists."""

from __future__ import annotations

import pytest

from store.extraction import extract_facts
from store.extraction.figures import find_figures
from store.extraction.meaning.mains import find_main_entity, find_sources
from store.model import Document, Quote
from tests.store.extraction.readings import VOCABULARY, read, tell, tell_one

ONE_SENTENCE = [
    ("Acme's revenue rose 5%.", "5%", "Acme"),
    ("Revenue at Acme rose 5%.", "5%", "Acme"),
    ("Birchwood said Acme revenue rose 5%.", "5%", "Acme"),
    ("Acme, which owns 38% of Birchwood, makes pumps.", "38%", "Acme"),
    ("Miller will run Acme, which owns 38% of Birchwood.", "38%", "Acme"),
    ("Acme Cloud accounts for 10% of Acme's revenue.", "10%", "Acme Cloud"),
    ("Only about 10% of Acme revenue came from Asia.", "10%", "Acme"),
    ("Shares of Acme fell 3%.", "3%", "Acme"),
    ("Acme, a maker of pumps, has raised $7 million from Birchwood.", "$7 million", "Acme"),
    ("Acme, a 5-year-old, Asia-based maker of pumps that sells to India, has raised $7 million.", "$7 million", "Acme"),
    ("Acme shut a plant of Birchwood, the world's second-largest tyremaker, in May.", "second-largest", "Birchwood"),
    ("At the same time Norway - the world's second largest exporter - announced it.", "second largest", "Norway"),
    ("Acme employs 50,000 people worldwide, with about 7,000 in Norway.", "7,000", "Acme"),
    ("Acme agreed. According to reports from the agency Birchwood, the deal will take 5 months.", "5 months", "Acme"),
    ("Norway firms created 337,000 jobs. Acme grew.", "337,000 jobs", "Norway"),
    ("It brings jobs to the Acme factory, which makes 5 million pumps.", "5 million pumps", "Acme"),
    ("Acme grew. The pump maker, which supplies Birchwood and Elmgate, said sales rose 5%.", "5%", "Acme"),
    ("Acme grew. The company that supplies Birchwood and Elmgate said sales rose 5%.", "5%", "Acme"),
    ("Acme grew. The pumps that Birchwood sold made up 5% of the market.", "5%", "Birchwood"),
    ("Acme has grown, previously telling Birchwood it wants to enter 100 cities.", "100 cities", "Acme"),
    ("Acme grew. The Birchwood consensus was for revenue of $5 million.", "$5 million", "Acme"),
    ("Acme grew. Its profit blew past the Birchwood consensus of $5 million.", "$5 million", "Acme"),
    ("Acme grew. Analysts polled by Birchwood expected the company to earn $5 million.", "$5 million", "Acme"),
    ("Acme rival Birchwood sold 5 million pumps.", "5 million pumps", "Birchwood"),
    ("Acme accepted a $6 million buyout from pump giant Birchwood.", "$6 million", "Birchwood"),
    ("Birchwood bought a unit to settle a $27 million tax claim against Acme.", "$27 million", "Acme"),
    ("Acme closed a $26 million round led by Birchwood at a $90 million valuation.", "$90 million", "Acme"),
    ("Acme closed a $26 million funding round led by Birchwood.", "$26 million", "Acme"),
    ("Acme agreed to buy Birchwood for $5 million.", "$5 million", "Acme"),
    ("Acme agreed to buy Birchwood's bread unit for $5 million.", "$5 million", "Acme"),
    ("Birchwood was acquired by Acme, which has 500 employees.", "500 employees", "Acme"),
    ("Elmgate Research found that Acme's shipments dropped 8%.", "8%", "Acme"),
    ("According to Elmgate Research, Birchwood sold 5 million phones.", "5 million phones", "Birchwood"),
    ("Miller reduced Acme's overheads by 20%.", "20%", "Acme"),
    ("Acme expects Birchwood to save $5 million.", "$5 million", "Birchwood"),
    ("Acme expects revenue of $5 million.", "$5 million", "Acme"),
    ("Regulators fined Acme $25 million.", "$25 million", "Acme"),
    ("Acme and Birchwood had 24% and 22% of the market.", "24%", "Acme"),
    ("Acme and Birchwood had 24% and 22% of the market.", "22%", "Birchwood"),
    ("Acme led the market, followed by Birchwood at 16%.", "16%", "Birchwood"),
    ("That compares with 383 orders, or 333 after cancellations, notched up by rival Birchwood.", "333", "Birchwood"),
    ("Acme will pay $5 million for networks in Germany owned by Birchwood.", "$5 million", "Acme"),
    ("Acme ACM +6.43% rose more than 6% on Friday.", "6%", "Acme"),
    ("Gains came from Acme ACM +1.57% , Birchwood BRC +2.46% and Delmont DEL -0.06% .", "2.46%", "Birchwood"),
    ("Acme ACM, -6.43%, which makes pumps, sold 500 units.", "500 units", "Acme"),
    ("Last month, visits to Acme were up 4% from 2 million.", "4%", "Acme"),
    ("Birchwood has a price target of $7 on Acme.", "$7", "Acme"),
    ("Brent rose more than 3% to settle at $80.93.", "$80.93", "Brent"),
    ("Acme sold 5 million pills, a record held by Birchwood.", "5 million pills", "Acme"),
    ("Acme saw prices rise by 5%, while volumes — a proxy for demand — rose 6%.", "6%", "Acme"),
    ("Acme, which is to receive a payment from Birchwood of $5 million, is growing.", "$5 million", "Acme"),
    ("India's cloud market is worth $7 billion.", "$7 billion", "India"),
    ("Nearly 5 million people in India came online.", "5 million people", "India"),
    ("The robot market grew 63% in 2018.", "63%", "robot market"),
    ("Global phone shipments jumped 31 percent.", "31 percent", "phone market"),
    ("Acme makes pumps. Globally, farm robot sales passed 9 million.", "9 million", "farm robot market"),
    ("Acme's farm robot sales passed 9 million globally.", "9 million", "Acme"),
    ("Acme gains. Global investment in pumps and valves was 44% lower.", "44%", "pumps and valves"),
    ("Acme gains. Acme's global investment in pumps was 44% lower.", "44%", "Acme"),
    ("Acme opened shops. Global net sales jumped 31 percent.", "31 percent", "Acme"),
    ("Acme waits. Copper futures for June traded down 2%.", "2%", "Copper"),
    ("Acme grew. Dental insurance companies raised $5 million.", "$5 million", "dental insurance companies"),
    ("Acme grew. The companies raised $5 million.", "$5 million", "Acme"),
    ("Unemployment in Ohio fell to 4.1 percent.", "4.1 percent", "Ohio"),
    ("The Nasdaq is up 12.5 percent.", "12.5 percent", "Nasdaq"),
    ("Jane Miller owns 23% of Acme.", "23%", "Jane Miller"),
    ("Acme led, followed by Birchwood and Delmont with 17% and 14%, respectively.", "17%", "Birchwood"),
    ("Acme led, followed by Birchwood and Delmont with 17% and 14%, respectively.", "14%", "Delmont"),
    ("Acme, Birchwood and Delmont had shares of 30, 20 and 10 percent respectively.", "20", "Birchwood"),
    ("Acme was fourth with 9.5%, ahead of Birchwood at 8%.", "9.5%", "Acme"),
    ("Acme was fourth with 9.5%, ahead of Birchwood at 8%.", "8%", "Birchwood"),
    ("Acme holds 35% and Birchwood 25% of the field.", "25%", "Birchwood"),
    ("Inflation in Norway hit 9.8% in May.", "9.8%", "Norway"),
    ("Norway waits. Unemployment fell to 4.1 percent, Elmgate Research said.", "4.1 percent", "Norway"),
    ("The dollar fell 2% against its peers.", "2%", "dollar"),
    ("Acme is liked by 14 analysts polled by Birchwood.", "14 analysts", "Acme"),
    ("Acme is liked by 140 adults polled by Birchwood.", "140 adults", "Birchwood"),
    ("Acme is in trouble. The owner of Birchwood soap has cut 900 jobs at Acme.", "900 jobs", "Acme"),
    ("Acme is growing. Asia contributed 31% of sales.", "31%", "Acme"),
    ("Acme grew. Its plant in Ohio, which makes tyres, employs 900 people.", "900 people", "Acme"),
    ("Prices in Norway rose 5% before falling 2%.", "2%", "Norway"),
    ("Some 6 million Americans have diabetes.", "6 million Americans", "US"),
    ("Birchwood led a $12 million round in the payments start-up Acme.", "$12 million", "Acme"),
    ("Acme edged out Delmont, Elmgate Research said, capturing 23% of the market.", "23%", "Acme"),
    ("Acme is listed. The Standard & Poor’s 500 index fell 2%.", "2%", "Standard & Poor’s 500"),
    ("Jane Miller, who runs Acme, will earn a base salary of $2 million.", "$2 million", "Jane Miller"),
    ("Acme gains. India phone shipments grew 3% to 35 million units.", "3%", "India"),
    ("Acme grew. Companies have raised $3 billion in listings in Norway this year.", "$3 billion", "Norway"),
]


@pytest.mark.parametrize(("sentence", "number", "subject"), ONE_SENTENCE)
def test_a_number_belongs_to_whom_the_sentence_says(sentence: str, number: str, subject: str) -> None:
    assert tell_one(sentence, number).subject == subject


def test_a_pronoun_and_a_bare_measure_are_the_companys_spoken_of() -> None:
    text = "Acme's net income rose to $41 million. Sales fell 12%. It employs 500 people."
    assert {figure.subject for figure in tell(text)} == {"Acme"}


def test_a_new_paragraph_returns_to_the_main_company() -> None:
    text = "Acme sold pumps for $5 million.\n\nBirchwood's profit fell 27%.\n\nSales rose 4%. Acme has 5 plants."
    assert [figure.subject for figure in tell(text)][:3] == ["Acme", "Birchwood", "Acme"]


def test_we_in_a_quote_is_the_speakers_company() -> None:
    reading = read("“We serve 3 million customers,” Miller said. Acme competes with Birchwood.")
    sentence = reading.sentences[0]
    reading.quotes.append(Quote(reading.evidence(sentence), "We serve", 1, 31, "Jane Miller", "Birchwood"))
    find_figures(reading)
    assert reading.figures[0].subject == "Birchwood"


def test_an_amount_in_brackets_belongs_to_whom_the_one_before_does() -> None:
    figures = tell("Birchwood shares traded at $150, up 4%, and Acme at $78, up 1%.")
    assert [figure.subject for figure in figures] == ["Birchwood", "Birchwood", "Acme", "Acme"]


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Acme grew. Birchwood helped Acme.", "Acme"),
        ("Elmgate Research says the phone market shrank. Elmgate Research named Acme.", "phone market"),
        ("One in ten people in India has a phone. India leads. In India, phones are cheap.", "India"),
        ("Nobody is named.", None),
    ],
)
def test_a_text_is_about_whom_it_names_most(text: str, main: str | None) -> None:
    reading = read(text)
    assert find_main_entity(reading, find_sources(reading)) == main


def test_a_market_is_told_by_the_title_and_by_no_word_of_judgement() -> None:
    text = "Shipments fell for the sixth quarter. Elmgate Research counts 58 million and sees a more dire market."
    reading = read(text, title="Phone market shrinks again")
    assert find_main_entity(reading, find_sources(reading)) == "phone market"


def test_a_text_is_about_the_market_that_a_counter_tells_of_in_its_title() -> None:
    text = "Elmgate Research has counted. Acme, Birchwood and Delmont led. Acme grew. Global sales fell 3% in May."
    figures = tell(text, title="Elmgate Research finds phone sales fell again")
    assert [figure.subject for figure in figures] == ["phone market"]


def test_a_media_company_of_the_title_is_told_of_and_does_not_only_tell() -> None:
    text = "Netflix has films. Netflix sued Tesco. Netflix saw Tesco. Tesco fears Netflix. Netflix hired.\n\n"
    facts = extract_facts(Document("Netflix wins viewers", text + "Profits rose 9%."), VOCABULARY)
    assert [figure.subject for figure in facts.figures] == ["Netflix"]


def test_in_a_round_up_a_paragraph_is_about_the_company_it_begins_with() -> None:
    text = (
        "Exports of India rose. India sells pumps to all of Asia, and India buys none.\n\n"
        "Acme shows a pump. The pump is light and small, and may be washed. The pump won two awards.\n\n"
        "Birchwood shows a hose. The hose is long. Shops will sell the hose for 90 dollars."
    )
    told = {figure.text: figure.subject for figure in tell(text)}
    assert told["two awards"] == "Acme"
    assert told["90 dollars"] == "Birchwood"


def test_what_stands_under_the_heading_of_a_company_is_its() -> None:
    text = (
        "## Acme opens a programme\n\nThe plan was told by Acme. It is new.\n\n"
        "A programme of three phases begins in May.\n\n"
        "## Birchwood joins the leaders\n\nBirchwood grew. Birchwood sells pumps. Birchwood likes hoses.\n\n"
        "A plan with four stages is ready."
    )
    told = {figure.text: figure.subject for figure in tell(text)}
    assert (told["three phases"], told["four stages"]) == ("Acme", "Birchwood")


def test_a_caption_is_no_lead() -> None:
    reading = read("A crane is pictured in Norway.\n\nAcme grew. Acme has 12 cranes. It also has 40 lorries.")
    assert find_main_entity(reading, find_sources(reading)) == "Acme"


def test_an_index_beside_the_company_does_not_change_whom_is_spoken_of() -> None:
    figures = tell("Acme shares rose 3%. The Nasdaq fell 1%. The stock closed at $12.")
    assert [figure.subject for figure in figures] == ["Acme", "Nasdaq", "Acme"]


LEADS = [
    ("One in four adults in Norway skips lunch, according to a survey of 1,800 people by Elmgate Research.", "Norway"),
    ("Global shipments of tablets fell 9%, data from Elmgate Research show.", "tablet market"),
    ("The cost of shipping a box from India to Norway fell. Freight rates sank 3%, Birchwood said.", "Birchwood"),
    ("Norway's drivers bought 5% more cars, according to Elmgate Research.", "Norway"),
]


@pytest.mark.parametrize(("text", "main"), LEADS)
def test_who_only_counts_others_is_not_whom_a_text_is_about(text: str, main: str) -> None:
    reading = read(text)
    assert find_main_entity(reading, find_sources(reading)) == main


def test_those_whom_a_title_credits_at_its_end_are_not_whom_the_text_is_about() -> None:
    text = "Phone shipments in April are to rise, researchers Birchwood and Acme said. Phone shipments rose, Acme said."
    reading = read(text, title="Phone shipments to more than double: Birchwood, Acme")
    assert find_main_entity(reading, find_sources(reading)) == "phone market"
    reading = read(text, title="Movers after hours: Birchwood, Acme and more")
    assert find_main_entity(reading, find_sources(reading)) != "phone market"


def test_the_deal_and_the_combined_company_are_the_main_companys() -> None:
    text = (
        "Birchwood sells for $5 a share.\n\nThe combined group will have 900 staff. The deal has a fee of $4 million."
    )
    reading = read(text, title="Acme to buy Birchwood")
    find_figures(reading)
    assert reading.figures[-1].subject == find_main_entity(reading, find_sources(reading))


def test_an_item_that_opens_with_a_company_is_about_it() -> None:
    text = (
        "Birchwood and Acme moved.\n\nAcme — Shares plunged 15% after it reported.\n\n"
        "Birchwood — Users fell to 17 million.\n\nUsers fell to 3 million."
    )
    assert [figure.subject for figure in tell(text)][:2] == ["Acme", "Birchwood"]
