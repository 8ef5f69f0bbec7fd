"""What happened, to whom, and who did it."""

from __future__ import annotations

import time

import pytest

from store.extraction.events import find_events
from store.extraction.figures import find_figures
from store.extraction.reading import Mention
from store.model import EntityKind, Event, EventType
from tests.store.extraction.readings import read


def events_of(text: str) -> list[Event]:
    """The events of a text without mere statements."""
    reading = read(text)
    find_figures(reading)
    find_events(reading)
    return [event for event in reading.events if event.type is not EventType.STATEMENT]


def parts_of(event: Event) -> dict[str, str]:
    return {participant.name: participant.part for participant in event.participants}


TOLD = [
    (
        "Acme raised $26 million in a funding round led by Birchwood.",
        "funding",
        {"Acme": "company", "Birchwood": "investor"},
    ),
    ("Birchwood, Corvane and Delmont took part in the new round.", "funding", None),
    ("Acme agreed to acquire Birchwood for $5 million.", "acquisition", {"Acme": "acquirer", "Birchwood": "target"}),
    ("Birchwood was acquired by Acme.", "acquisition", {"Birchwood": "target", "Acme": "acquirer"}),
    ("Acme completed its takeover of Birchwood.", "acquisition", {"Acme": "acquirer", "Birchwood": "target"}),
    (
        "Acme announced a strategic partnership with Birchwood.",
        "partnership",
        {"Acme": "partner", "Birchwood": "partner"},
    ),
    ("Acme and Birchwood jointly developed a sensor.", "partnership", None),
    ("Acme's stock fell after it reported revenue that fell short.", "earnings", {"Acme": "company"}),
    ("Acme beat analysts' expectations.", "earnings", {"Acme": "company"}),
    ("Acme is creating a $100 million fund for skills.", "funding", {"Acme": "company"}),
    ("Acme launched a payment service.", "launch", {"Acme": "company"}),
    ("Acme unveiled a faster robot on Tuesday.", "launch", {"Acme": "company"}),
    ("Acme appointed Jane Miller as finance chief.", "appointment", {"Acme": "company", "Jane Miller": "person"}),
    ("Jane Miller will step down from Acme in May.", "departure", {"Jane Miller": "person", "Acme": "company"}),
    ("Acme sued Birchwood over a patent.", "lawsuit", {"Acme": "plaintiff", "Birchwood": "defendant"}),
    ("Acme was the biggest player in Asia.", "ranking", {"Acme": "ranked"}),
    ("Acme overtook Birchwood in the third quarter.", "ranking", None),
    ("Acme is laying off 500 workers.", "layoff", {"Acme": "company"}),
    ("Acme announced 500 job cuts.", "layoff", {"Acme": "company"}),
    ("Acme is expanding in Norway.", "expansion", {"Acme": "company"}),
    ("Acme plans to open a new plant in Ohio.", "expansion", {"Acme": "company"}),
    ("Acme filed for an initial public offering.", "ipo", {"Acme": "company"}),
    ("Acme was fined $5 million by regulators.", "regulation", {"Acme": "company"}),
    ("Acme's profit rose 5% to $3 million.", "earnings", {"Acme": "company"}),
    ("Acme returned to profit in the spring.", "earnings", {"Acme": "company"}),
    ("Acme lowered its full-year guidance.", "earnings", {"Acme": "company"}),
    ("Acme lost $4 million on revenue of $30 million.", "earnings", {"Acme": "company"}),
    ("Acme kept the top spot among pump makers.", "ranking", {"Acme": "ranked"}),
    ("Acme was fourth in the survey.", "ranking", {"Acme": "ranked"}),
    ("Acme slid from 6th to 11th.", "ranking", {"Acme": "ranked"}),
    ("Acme entered the list at No. 9.", "ranking", {"Acme": "ranked"}),
    ("Acme is the seventh-largest provider of heat pumps.", "ranking", {"Acme": "ranked"}),
    ("Acme and Birchwood were the best-selling brands.", "ranking", None),
    ("Acme will open three data centers in Norway.", "expansion", {"Acme": "company"}),
    ("Acme is to spend $2 billion on a battery plant.", "expansion", {"Acme": "company"}),
    ("Acme said it wants to enter a third country.", "expansion", {"Acme": "company"}),
    ("Acme ordered 50 planes.", "expansion", {"Acme": "company"}),
    ("A judge in Ohio ordered Acme to pay $3 million to Birchwood.", "lawsuit", None),
    ("Acme settled a case brought by Birchwood.", "lawsuit", None),
    ("Acme is recalling 12,000 scooters.", "regulation", {"Acme": "company"}),
    ("Acme wants to ask the agency for approval of its pill.", "regulation", {"Acme": "company"}),
    ("Birchwood raised the benchmark rate by half a point.", "regulation", {"Birchwood": "company"}),
    ("At Acme, Jane Miller was replaced by a deputy.", "appointment", {"Acme": "company", "Jane Miller": "person"}),
    ("Jane Miller has joined the board of Acme.", "appointment", {"Jane Miller": "person", "Acme": "company"}),
    ("Acme has lost two senior executives since May.", "departure", {"Acme": "company"}),
    ("Acme raised its holding in Birchwood to 22%.", "acquisition", {"Acme": "acquirer", "Birchwood": "target"}),
    ("Acme sold its pump unit to Birchwood.", "acquisition", {"Acme": "seller", "Birchwood": "acquirer"}),
    ("Acme offered $49 a share for Birchwood.", "acquisition", None),
    ("Acme priced its initial public offering at $24 a share, raising $432 million.", "ipo", {"Acme": "company"}),
    ("Acme has filed draft papers with the regulator.", "ipo", {"Acme": "company"}),
    ("Acme will close its Ohio plant with the loss of 185 jobs.", "layoff", {"Acme": "company"}),
    ("Acme plans to cut 900 office jobs.", "layoff", {"Acme": "company"}),
]

SILENT = [
    "Acme sells pumps in Norway.",
    "Acme buys back shares when they are cheap.",
    "The release of the results pleased Acme.",
    "Acme raised concerns about prices.",
    "Acme raised prices by 5 percent.",
    "Doubts raised by Acme worry 2 billion people.",
    "Acme offers secure and simple service.",
    "Acme hired engineers.",
    "Acme left prices unchanged.",
    "“I hired for a larger market,” Miller thinks.",
    "Jane Miller took over at Acme.",
    "Acme offers five weeks of leave plus a share of the gains.",
    "Birchwood has an option to buy an extra 2 million shares.",
    "With Corvane it would be among the second-largest.",
    "Acme, ranked 7th a year ago, makes pumps.",
    "The average revenue per user of Acme was $3.",
]


@pytest.mark.parametrize(("sentence", "kind", "parts"), TOLD)
def test_an_event_is_told_with_its_parts(sentence: str, kind: str, parts: dict[str, str] | None) -> None:
    found = [event for event in events_of(sentence) if event.type == kind]
    assert found
    assert parts is None or parts_of(found[0]) == parts


@pytest.mark.parametrize("sentence", SILENT)
def test_words_that_only_look_like_events_tell_none(sentence: str) -> None:
    assert events_of(sentence) == []


def test_a_report_is_one_event_for_profits_and_one_for_sales() -> None:
    text = (
        "Acme's profit rose 5% to $3 million. Acme's revenue rose 2% to $9 million. Acme's sales in Asia fell 1%. "
        "Acme's operating profit was $4 million."
    )
    assert [event.evidence.sentence.split()[1] for event in events_of(text)] == ["profit", "revenue"]


def test_profits_and_sales_in_one_sentence_are_one_event() -> None:
    events = events_of("Acme's profit rose 5% to $3 million on revenue of $9 million.")
    assert [event.type for event in events] == [EventType.EARNINGS]


def test_an_outlook_is_told_only_where_results_are_not() -> None:
    outlook = "Acme raised its guidance."
    assert len(events_of(outlook)) == 1
    assert len(events_of(f"Acme's profit rose 5% to $3 million. {outlook}")) == 1


def test_an_outlook_in_figures_is_told_beside_results_in_words() -> None:
    text = "Acme beat analysts' estimates. The company guided for sales of $9 million."
    assert [event.type for event in events_of(text)] == [EventType.EARNINGS] * 2


def test_an_offering_of_shares_is_no_funding() -> None:
    events = events_of("Acme priced its initial public offering, raising $432 million from investors.")
    assert [event.type for event in events] == [EventType.IPO]


def test_one_who_succeeds_somebody_has_been_named_before() -> None:
    assert [event.type for event in events_of("She succeeds Jane Miller, who is retiring.")] == [EventType.DEPARTURE]


def test_a_word_of_a_name_tells_of_nothing() -> None:
    reading = read("Acme met Allied Domecq and Birchwood.")
    reading.mentions.append(Mention(9, 22, "Allied Domecq", EntityKind.COMPANY))
    reading.mentions.sort(key=lambda mention: mention.start)
    find_events(reading)
    assert reading.events == []


def test_an_event_has_its_sum() -> None:
    assert events_of("Acme bought Birchwood for $5 million.")[0].amount == "$5 million"


def test_who_polls_takes_no_part() -> None:
    text = "Acme reported sales of $5 million, while analysts polled by Birchwood expected $4 million."
    assert [parts_of(event) for event in events_of(text)] == [{"Acme": "company"}]


def test_who_is_told_takes_no_part() -> None:
    event = events_of("Acme launched a robot, Miller told Birchwood.")[0]
    assert list(parts_of(event)) == ["Acme"]


def test_what_is_said_is_a_statement() -> None:
    reading = read("Acme said it is pleased.")
    find_events(reading)
    assert [(event.type, event.participants[0].name) for event in reading.events] == [(EventType.STATEMENT, "Acme")]


def test_events_stand_in_the_order_of_the_text() -> None:
    starts = [
        event.evidence.start for event in events_of("Acme launched a robot. Acme bought Birchwood. Acme sued Corvane.")
    ]
    assert starts == sorted(starts)
    assert len(starts) == 3


@pytest.mark.parametrize("part", ["Acme raised ", "Acme bought Birchwood ", "launch launch "])
def test_a_long_line_takes_time_in_proportion(part: str) -> None:
    def seconds(times: int) -> float:
        reading = read(part * times)
        start = time.process_time()
        find_events(reading)
        return time.process_time() - start

    seconds(1)
    assert seconds(3200) < 40 * max(seconds(200), 0.002)
