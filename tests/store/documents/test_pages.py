"""Pages as people paste them: articles apart, headlines found, furniture passed over, dates read."""

from __future__ import annotations

import pytest

from store.documents import read_text
from store.model import Document

FERRY = (
    "Fjordline, the ferry operator, raised its target for the year after a summer in which more people took its "
    "ships than ever before, it said on Friday.\n\n"
    "“We ran out of cabins in June,” said Ada Sample, chief executive of Fjordline, in a call with reporters.\n\n"
    "The company now expects sales of 4 billion crowns, 10% more than last year. It will order two ships from a yard "
    "in Example Bay, which will be ready in 2027, and hire 300 people to run them.\n\n"
    "Shares in Fjordline rose 4% in Oslo. They have gained a third since January."
)
BANK = (
    "Brightwater, a lender to farms and fisheries, will buy Acme Works for $120 million in cash, the companies "
    "announced on Monday, its largest purchase so far.\n\n"
    "Acme Works makes the software that tells fishing boats where to go. It has 40 employees and had revenue of "
    "$9 million last year, mostly from subscriptions, and it will keep its name and its office.\n\n"
    "“They know boats and we know loans,” Bo Nilsen, who leads Brightwater, said in a statement.\n\n"
    "The deal needs the approval of regulators in two countries and should close by the end of the year."
)
FERRY_TITLE = "Fjordline raises its target again"
BANK_TITLE = "Brightwater to buy maker of fishing software"
PAGE = f"Example Ships\n\nAuto Added by ExampleBot\n\n{FERRY_TITLE}\n\n{FERRY}\n\n{BANK_TITLE}\n\n{BANK}\n"


def read(text: str, *, split: bool = True) -> list[Document]:
    documents = read_text(text, name="page", split=split)
    assert all(text[found.offset : found.offset + len(found.text)] == found.text for found in documents)
    return documents


def skipped(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.skips]


def test_tag_page_becomes_one_document_an_article() -> None:
    ferry, bank = read(PAGE)
    assert (ferry.title, ferry.text) == (FERRY_TITLE, f"{FERRY_TITLE}\n\n{FERRY}")
    assert (bank.title, bank.text) == (BANK_TITLE, f"{BANK_TITLE}\n\n{BANK}")


@pytest.mark.parametrize(
    "between",
    [
        f"Sourced from Example Herald\n\n{BANK_TITLE}",
        f"© 2021 Example Herald\n\n{BANK_TITLE}",
        f"{BANK_TITLE}\n\nBy Carla Orchard",
        f"{BANK_TITLE}\nPosted on July 25, 2021",
        f"{BANK_TITLE}\n\nJuly 25, 2021",
    ],
)
def test_end_of_an_article_or_a_byline_tells_the_next_one_apart(between: str) -> None:
    ferry, bank = read(f"{FERRY_TITLE}\n\n{FERRY}\n\n{between}\n\n{BANK}")
    assert [ferry.title, bank.title] == [FERRY_TITLE, BANK_TITLE]


@pytest.mark.parametrize(
    "heading",
    ["Key Insights", "Market reaction", "What it means for everybody who travels by sea", "About Brightwater", "***"],
)
def test_sub_heading_begins_no_article(heading: str) -> None:
    [document] = read(f"{FERRY_TITLE}\n\n{FERRY}\n\n{heading}\n\n{BANK}")
    assert document.title == FERRY_TITLE


def test_page_is_left_whole_on_request() -> None:
    [document] = read(PAGE, split=False)
    assert document.text == PAGE.strip()


def test_short_pieces_on_a_collecting_page_stay_together() -> None:
    first = "First ship sails north today\n\nIt sailed from the old harbour at noon.\n\n"
    second = "Second ship sails south today\n\nIt sailed from the new harbour at two."
    assert len(read(f"Posts tagged ships\n\n{first}{second}")) == 1


FURNITURE = """
Share this:
Read more: Ships are back
Sign up for our newsletter.
Advertisement
By Ada Sample
By Ada Sample and Bo Nilsen, Example Herald
Image credit: Example Pictures
(Photo by Bo Nilsen)
A ferry leaves Example Bay. Ada Sample/Getty Images
To contact the reporter on this story: Ada Sample at a@example.com
© 2021 Example Herald. All rights reserved.
View source version on example.com: https://example.com/1
Auto Added by ExampleBot
Sourced from Example Herald, Example Post
Tags: ships, sea
3 min read
5 comments
July 25, 2021
Published: Sunday, 25 July 2021 9:00 am ET
https://example.com/ships
phone: 555-0100
***
Reporting by Ada Sample; Editing by Bo Nilsen
"""


@pytest.mark.parametrize("line", FURNITURE.strip().splitlines())
def test_furniture_is_passed_over_wherever_it_stands(line: str) -> None:
    [document] = read(f"{FERRY_TITLE}\n\n{line}\n\n{FERRY}\n{line}\nShips sail north from here at noon.\n\n{line}")
    assert skipped(document) == [line] * 3


PROSE = """
Share prices fell on Friday.
By 2030 the company wants 40 ships.
By then it was late.
Read more than a headline, it said.
Sources at the yard said that work had begun.
Photo sharing made the app popular.
Source code was stolen.
Subscribers now number four million, up from three.
Copyrighted songs were the problem.
Tagged fish swam north, the study found.
The picture agency has 40 photographers.
On July 25, 2021 the yard burned down.
About Fjordline
Image recognition is its business.
"""


@pytest.mark.parametrize("line", PROSE.strip().splitlines())
def test_prose_that_begins_like_furniture_is_read(line: str) -> None:
    [document] = read(f"{FERRY_TITLE}\n\n{FERRY}\n\n{line}")
    assert skipped(document) == []


RELEASE = "Exhibit 99.1\n\nFjordline, Inc.\n\n12 Quay St. Example, NE 68845\n\nFJORDLINE, INC. REPORTS RECORD"
HEADED = [
    (f"{FERRY_TITLE}\n\n{FERRY}", FERRY_TITLE),
    (f"{FERRY_TITLE}\n{FERRY}", FERRY_TITLE),
    (f"\n\n  Fjordline raises target \n\n{FERRY}", "Fjordline raises target"),
    (f"Ships\n\nShare this:\n\n{FERRY_TITLE}\n\nBy Ada Sample\n\n{FERRY}", FERRY_TITLE),
    (f"{RELEASE}\n\n{FERRY}", "FJORDLINE, INC. REPORTS RECORD"),
    (f"---\ntitle: Record summer\n---\n{FERRY_TITLE}\n\n{FERRY}", "Record summer"),
    ("Ships", "Ships"),
]


@pytest.mark.parametrize(("page", "title"), HEADED)
def test_headline_is_the_title(page: str, title: str) -> None:
    [document] = read(page)
    assert document.title == title


@pytest.mark.parametrize("above", ["", "OSLO, NORWAY\n\n", "Share this:\n\n"])
def test_first_words_stand_in_for_a_headline(above: str) -> None:
    [document] = read(above + FERRY)
    assert document.title == "Fjordline, the ferry operator, raised its target for the year after a…"


@pytest.mark.parametrize("lead", ["# ", "Subject: ", "**", "(Example Wire) -- "])
def test_title_is_without_what_is_not_its_own(lead: str) -> None:
    [document] = read(f"{lead}{FERRY_TITLE}\n\n{FERRY}")
    assert document.title == FERRY_TITLE
    assert document.text.startswith(lead)


def test_caption_is_passed_over() -> None:
    [document] = read(f"{FERRY_TITLE}\n\nImage caption,\nA ferry with 40 cabins leaves Example Bay.\n\n{FERRY}")
    assert skipped(document) == ["Image caption,", "A ferry with 40 cabins leaves Example Bay."]


def test_links_below_the_last_paragraph_are_passed_over() -> None:
    [document] = read(f"{FERRY_TITLE}\n\n{FERRY}\n\nRelated Stories\nShip burns in Example Bay\n\nMore of 40 ships")
    assert skipped(document) == ["Related Stories", "Ship burns in Example Bay", "More of 40 ships"]


def test_heading_that_prose_follows_ends_nothing() -> None:
    [document] = read(f"{FERRY_TITLE}\n\n{FERRY}\n\nMost popular\n\n{BANK}")
    assert skipped(document) == ["Most popular"]


def test_first_of_wrapped_lines_is_no_headline() -> None:
    [document] = read("Fjordline, the carrier that began with a ferry in one harbour\nlong ago, raised its target.")
    assert document.title == "Fjordline, the carrier that began with a ferry in one harbour long…"


DATED = [
    (f"{FERRY_TITLE}\n\nJuly 25, 2021\n\n{FERRY}", "2021-07-25"),
    (f"{FERRY_TITLE}\n\nBy Ada Sample | 25 Jul 2021\n\n{FERRY}", "2021-07-25"),
    (f"For Immediate Release: Sept. 5, 2021\n\n{FERRY}", "2021-09-05"),
    (f"Published: 2021-07-25T10:00\n\n{FERRY}", "2021-07-25"),
    (f"OSLO, Norway, July 25, 2021 /ExampleWire/ -- {FERRY}", "2021-07-25"),
    (f"{FERRY}\n\nPosted on July 25, 2021", "2021-07-25"),
    (f"---\npublished: 2020-01\n---\nJuly 25, 2021\n\n{FERRY}", "2020-01"),
    (FERRY, "None"),
    (f"Fjordline to report its results on July 25, 2021\n\n{FERRY}", "None"),
    (f"July 45, 2021\n\n{FERRY}", "None"),
    (f"{FERRY}\n\nThe last ship was lost on July 25, 1921.", "None"),
]


@pytest.mark.parametrize(("page", "published"), DATED)
def test_date_of_publication_is_read_where_a_line_gives_it(page: str, published: str) -> None:
    [document] = read(page)
    assert str(document.published) == published


def test_markup_is_skipped_and_never_removed() -> None:
    page = (
        "<div>Sales <b>rose</b>.</div> <script>var x = 5;</script>\n\n"
        "It [said](https://example.com/5) so. [[Herald](https://example.com/6)]"
    )
    [document] = read(page)
    assert document.text == page
    assert " ".join(skipped(document)) == (
        "<div> <b> </b> </div> <script>var x = 5;</script> (https://example.com/5) [[Herald](https://example.com/6)]"
    )


HOSTILE = ["<script", "<a ", "[[", "](", "\n", "a\n", "---\n", "July 1, 2020\n", "By A B\n", "(", "Aa Bb Cc Dd\n\n"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_anything_without_end_is_split_in_linear_time(piece: str) -> None:
    assert read("Fjordline " + (piece * 100_000)[:100_000])
