"""People: their titles and organisations, over the ways in which newswire gives them."""

import pytest

from store.extraction.names import find_names
from store.extraction.people import find_people
from store.extraction.reading import Reading
from store.extraction.sentences import find_sentences
from store.model import Document, Role
from store.vocabulary import Vocabulary


def roles_in(text: str, vocabulary: Vocabulary) -> list[Role]:
    reading = Reading(Document(title="", text=text), vocabulary)
    for step in (find_sentences, find_names, find_people):
        step(reading)
    return reading.roles


ROLES = [
    ("“Yes,” said Nina Holt, vice president of Norvelt Inc.", "vice president", "Norvelt"),
    ("Chairman and CEO Nina Holt agreed.", "Chairman and CEO", None),
    ("Alibaba founder Nina Holt agreed.", "founder", "Alibaba"),
    ("Alibaba’s finance chief, Nina Holt, agreed.", "finance chief", "Alibaba"),
    ("Alibaba grew. Its chief executive, Nina Holt, agreed.", "chief executive", "Alibaba"),
    ("Nina Holt, founder and co-chief executive of Alibaba, agreed.", "founder and co-chief executive", "Alibaba"),
    ("Nina Holt, Vice President of Sales for Norvelt, Inc., says: “Yes.”", "Vice President of Sales", "Norvelt"),
    ("Norvelt Inc., founded in 2023 by former Alibaba researcher Nina Holt, grew.", "founder", "Norvelt"),
    ("Nina Holt, a senior footwear analyst at Norvelt Bank, agreed.", "senior footwear analyst", "Norvelt Bank"),
    ("Nina Holt, chief US economist at Norvelt Bank, agreed.", "chief US economist", "Norvelt Bank"),
    ("Nina Holt, EMEA Health & Research Lead at Norvelt Bank, said so.", "EMEA Health & Research Lead", "Norvelt Bank"),
    ("So said Nina Holt, VP, Water Goods Group, Norvelt Bank.", "VP, Water Goods Group", "Norvelt Bank"),
    ("Nina Holt, 51, Alibaba’s head of global sales, agreed.", "head of global sales", "Alibaba"),
    ("As chief operating officer, Nina Holt will run Alibaba.", "chief operating officer", "Alibaba"),
    ("Alibaba named Nina Holt as its new chief executive.", "chief executive", "Alibaba"),
    ("Nina Holt has been appointed chief financial officer of Alibaba.", "chief financial officer", "Alibaba"),
    ("Nina Holt, who led the sale, will remain chairman of Alibaba.", "chairman", "Alibaba"),
    ("Nina Holt (CEO of Alibaba) agreed.", "CEO", "Alibaba"),
    ("“Yes,” Nina Holt, from Alibaba, told Reuters.", None, "Alibaba"),
    ("Alibaba's head of research Nina Holt agreed.", "head of research", "Alibaba"),
    ("Alibaba's 27-year-old chief executive, Nina Holt, agreed.", "chief executive", "Alibaba"),
    ("“Yes,” said Nina Holt, Alibaba chief U.S. economist.", "chief U.S. economist", "Alibaba"),
    ("Alibaba appointed Nina Holt, a former partner, as its new managing director.", "managing director", "Alibaba"),
    ("“Yes,” said Nina Holt, President of Pump Unit at Alibaba.", "President of Pump Unit", "Alibaba"),
    ("Nina Holt, who covers Groupon for Alibaba, agreed.", "analyst", "Alibaba"),
    ("“Yes,” said Nina Holt, chair of the group's board of directors.", "chair", None),
    ("“Yes,” said Nina Holt of Alibaba.", None, "Alibaba"),
    ("Nina Holt, partner of 55-year-old VC firm Norvelt Capital, agreed.", "partner", "Norvelt Capital"),
    ("Former Alibaba boss Nina Holt agreed.", "boss", "Alibaba"),
    ("The new Chief Executive of China's Alibaba, Nina Holt, agreed.", "Chief Executive", "Alibaba"),
    ("Alibaba grew. Nina Holt, ex-head of research at Tencent, left.", "ex-head of research", "Tencent"),
    ("Contact: Nina Holt, Chief Financial Officer, Alibaba", "Chief Financial Officer", "Alibaba"),
    ("Nina Holt, research manager for Alibaba’s delivery team, agreed.", "research manager", "Alibaba"),
    ("Alibaba named director Nina Holt the new chairman of the board.", "chairman of the board", "Alibaba"),
    ("The Nina Holt-founded startup grew.", "founder", None),
    ("Founded by Nina Holt in 2012, Alibaba sells shoes.", "founder", "Alibaba"),
    ("Nina Holt founded Alibaba in 2012.", "founder", "Alibaba"),
    ("Tencent fell. Founded by Nina Holt in 2012, the firm sells shoes. Alibaba grew.", "founder", None),
    ("A security researcher named Nina Holt noticed.", "security researcher", None),
    ("Prominent venture capitalist Nina Holt agreed.", "venture capitalist", None),
    ("Sales rose, according to Nina Holt, chair of Alibaba.", "chair", "Alibaba"),
    ("Alibaba founder **Nina Holt** agreed.", "founder", "Alibaba"),
    ("Alibaba’s Nina Holt agreed.", None, "Alibaba"),
    ("As my colleague Nina Holt wrote, sales rose.", None, None),
    ("Nina Holt agreed.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "organisation"), ROLES)
def test_a_person_has_the_title_and_organisation_that_the_text_gives(
    text: str, title: str | None, organisation: str | None, vocabulary: Vocabulary
) -> None:
    (role,) = roles_in(text, vocabulary)
    assert role.person == "Nina Holt"
    assert (role.title, role.organisation) == (title, organisation)


def test_a_surname_that_is_a_place_is_a_persons_where_a_title_follows(vocabulary: Vocabulary) -> None:
    (role,) = roles_in("Nina Birmingham, chief executive, agreed.", vocabulary)
    assert (role.person, role.title) == ("Nina Birmingham", "chief executive")


def test_the_title_of_a_peer_stands_before_all_of_the_name(vocabulary: Vocabulary) -> None:
    (role,) = roles_in("Alibaba chairman Lord Holt agreed. Lord Holt had asked.", vocabulary)
    assert (role.person, role.title, role.organisation) == ("Lord Holt", "chairman", "Alibaba")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Founded by Nina Holt, Omar Reyes and Carla Moss, Alibaba sells shoes.", "founder"),
        ("Founded in 2012 by Nina Holt, Omar Reyes and Carla Moss, Alibaba sells shoes.", "founder"),
        ("Nina Holt, Omar Reyes and Carla Moss co-founded Alibaba in 2012.", "founder"),
        ("Alibaba directors, including Nina Holt, Omar Reyes and Carla Moss, left.", "director"),
        ("Nina Holt, Omar Reyes and Carla Moss, vice presidents at Alibaba, agreed.", "vice president"),
    ],
)
def test_people_in_a_list_share_what_is_said_of_them(text: str, title: str, vocabulary: Vocabulary) -> None:
    told = {(role.person, role.title, role.organisation) for role in roles_in(text, vocabulary)}
    assert told == {(name, title, "Alibaba") for name in ("Nina Holt", "Omar Reyes", "Carla Moss")}


@pytest.mark.parametrize(
    "text",
    [
        "By Nina Holt\n\nSales rose.",
        "Sales rose.\n(Reporting by Nina Holt in Oslo; editing by Tom Ashdown)",
        "Sales rose, it said. Reporting by Nina Holt and Tom Ashdown in Oslo; editing by Lena Birch",
        "To contact the reporter on this story: Nina Holt in Oslo",
        "Sales rose.\n\nNina Holt is an Oslo-based reporter for Norvelt News.",
        "Media Contact: Nina Holt, press@norvelt.example",
    ],
)
def test_bylines_and_contacts_are_nobody_spoken_of(text: str, vocabulary: Vocabulary) -> None:
    assert roles_in(text, vocabulary) == []


def test_a_given_name_that_is_a_word_makes_a_company_a_surname(vocabulary: Vocabulary) -> None:
    (role,) = roles_in("Sales rose, said Ford Chairman Bill Ford Jr. on Monday.", vocabulary)
    assert (role.person, role.title, role.organisation) == ("Bill Ford", "Chairman", "Ford")


def test_a_person_has_one_role_the_best_that_is_told(vocabulary: Vocabulary) -> None:
    text = "Nina Holt agreed. Ms Holt, chairman of Alibaba, had doubts. Holt, an engineer, left."
    (role,) = roles_in(text, vocabulary)
    assert (role.title, role.organisation) == ("chairman", "Alibaba")
    assert role.evidence.sentence == "Ms Holt, chairman of Alibaba, had doubts."


def test_people_in_a_list_share_the_title_before_it(vocabulary: Vocabulary) -> None:
    text = "Alibaba’s co-CEOs Nina Holt and Tom Ashdown agreed. Alibaba was founded by Eva Moss and Sam Orrin."
    titles = {role.person: role.title for role in roles_in(text, vocabulary)}
    founder = dict.fromkeys(("Eva Moss", "Sam Orrin"), "founder")
    assert titles == dict.fromkeys(("Nina Holt", "Tom Ashdown"), "co-CEO") | founder


def test_the_title_of_one_person_is_not_given_to_another(vocabulary: Vocabulary) -> None:
    text = "Nina Holt, chairman of Alibaba, met Tom Ashdown, an analyst at Tencent. Eva Moss said Ashdown was right."
    titles = {role.person: role.title for role in roles_in(text, vocabulary)}
    assert titles == {"Nina Holt": "chairman", "Tom Ashdown": "analyst", "Eva Moss": None}
