"""What a file says of itself between two lines of dashes."""

from __future__ import annotations

import pytest

from store.documents.front_matter import FrontMatter, read_front_matter
from store.errors import DocumentError
from store.model import PartialDate


def test_known_keys_are_read_and_others_passed_over() -> None:
    text = (
        '---\ntitle: "Sales: a record"\npublisher: Example Herald\nurl: https://example.com/a\n'
        "published: 2020-07\nbased_on: a letter\nlayout: post\ntags:\n  - ships\n---\nSales rose."
    )
    front = read_front_matter(text)
    assert (front.title, front.publisher, front.url) == ("Sales: a record", "Example Herald", "https://example.com/a")
    assert (front.published, front.based_on) == (PartialDate(2020, 7), "a letter")
    assert text[front.end :] == "Sales rose."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(newline: str) -> None:
    text = newline.join(["---", "title: Sales rise", "---", "Sales rose."])
    front = read_front_matter(text)
    assert (front.title, text[front.end :]) == ("Sales rise", "Sales rose.")


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose.",
        "---\nSales rose.\n---\nProfit fell.",
        "---\ntitle: never closed\nSales rose.",
        "--- \n",
        "",
        "----\ntitle: x\n---\n",
        "---\n" + "key: value\n" * 100 + "---\nSales rose.",
    ],
)
def test_text_without_front_matter_is_all_text(text: str) -> None:
    assert read_front_matter(text) == FrontMatter()


def test_empty_front_matter_has_nothing() -> None:
    assert read_front_matter("---\nurl:\ntitle:   \n---\nSales rose.") == FrontMatter(
        end=len("---\nurl:\ntitle:   \n---\n")
    )


def test_wrong_date_names_file_and_line() -> None:
    with pytest.raises(DocumentError, match=r"report\.md, line 3: not a date: 'soon'"):
        read_front_matter("---\ntitle: x\npublished: soon\n---\n", "report.md")
    with pytest.raises(DocumentError, match=r"report\.md, line 2: month"):
        read_front_matter("---\npublished: 2020-13\n---\n", "report.md")


@pytest.mark.parametrize(
    "written",
    [
        "2020-07-31T17:00:00.000Z",
        '"2020-07-31 09:30:00 +0800"',
        "2020-07-31T0930",
        "Fri, 31 Jul 2020 14:00:00 GMT",
        "July 31, 2020",
    ],
)
def test_of_a_date_with_an_hour_the_date_is_kept(written: str) -> None:
    assert read_front_matter(f"---\npublished: {written}\n---\n").published == PartialDate(2020, 7, 31)


@pytest.mark.parametrize("flag", ["true", "false", "True"])
def test_where_published_is_a_yes_or_no_the_day_stands_under_date(flag: str) -> None:
    text = f"---\npublished: {flag}\ndate: 2020-07-31 09:30:00 +0800\n---\nSales rose."
    assert read_front_matter(text).published == PartialDate(2020, 7, 31)
    assert read_front_matter(f"---\npublished: {flag}\n---\nSales rose.").published is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-07-31", PartialDate(2020, 7, 31)),
        ("2020-07-31-20-07-37", PartialDate(2020, 7, 31)),
        ("Fri, 31 Jul 2020 14:00:00 GMT", PartialDate(2020, 7, 31)),
        ("soon", None),
    ],
)
def test_a_page_without_published_has_its_date_where_it_can_be_read(written: str, day: PartialDate | None) -> None:
    assert read_front_matter(f"---\ndate: {written}\n---\nSales rose.").published == day


@pytest.mark.parametrize("sign", [">", ">-", "|", ""])
def test_a_value_may_stand_on_the_indented_lines_below(sign: str) -> None:
    front = read_front_matter(f"---\ntitle: {sign}\n  Acme sells\n  its ships\nurl: https://example.com/a\n---\nText")
    assert (front.title, front.url) == ("Acme sells its ships" if sign else "", "https://example.com/a")


def test_a_blank_line_before_the_first_key_is_passed_over() -> None:
    assert read_front_matter("---\n  \ntitle: Sales rise\n---\nText").title == "Sales rise"
