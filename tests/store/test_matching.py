"""Which company somebody means: as people type names, misspell them and look for what isn't there."""

from __future__ import annotations

import os
import random
import string
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import open_store
from store.database.base import FactStore
from store.matching import Candidate, Match, Outcome, exact_names, match_name
from store.model import Entity, Reader
from tests.store.database.samples import brief, with_key

READER = Reader("W1")
ANSWER_SECONDS = 0.05
FUZZED = int(os.environ.get("DOSSIER_FUZZED", "5000"))
"""How many random names are tried; `make fuzz` tries more."""

COMPANIES = (
    Entity("Norvelt Robotics", aliases=("Norvelt Robotics Inc.", "诺维特机器人股份有限公司"), tickers=("XNYS:NVR",)),
    Entity("Quillon Bank", aliases=("Banque Quillon S.A.",)),
    Entity("Tessera International Holdings", aliases=("Tessera",), tickers=("XLON:TSI",)),
    Entity("Halvorsen Maritime Insurance Company"),
    Entity("University of Eastmoor"),
    Entity("Eastmoor Institute of Applied Geology"),
    Entity("Brightwater Energy", aliases=("Brightwater",)),
    Entity("Brightwater Energy Partners"),
    Entity("Saint-Orlan Verrerie"),
    Entity("O'Dell & Marsh"),
    Entity("Kestrelworks"),
    Entity("Ålmhult Møbler A/S"),
    Entity("Zentauro", tickers=("XETR:ZEN",)),
    Entity("The Company Company"),
    Entity("Pemberton Steel"),
    Entity("Pemberton Textiles"),
    Entity("M&V Tools"),
    Entity("タルンオーシャン株式会社", aliases=("Tarnocean",)),
)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FactStore]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('matching')}/facts.db")
    store.facts.add_entities(COMPANIES, "W1")
    yield store.facts
    store.close()


def names(match: Match) -> list[str]:
    return [candidate.name for candidate in match.candidates]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # as it is written, more or less
        ("Norvelt Robotics", "Norvelt Robotics"),
        ("NORVELT ROBOTICS, INC.", "Norvelt Robotics"),
        ("norvelt robotics plc", "Norvelt Robotics"),
        ("banque quillon", "Quillon Bank"),
        ("odell and marsh", "O'Dell & Marsh"),
        ("almhult mobler", "Ålmhult Møbler A/S"),
        ("mv tools", "M&V Tools"),
        ("univ of eastmoor", "University of Eastmoor"),
        ("tessera intl hldgs", "Tessera International Holdings"),
        ("the company company", "The Company Company"),
        # tickers, with and without the exchange
        ("NVR", "Norvelt Robotics"),
        ("xnys:nvr", "Norvelt Robotics"),
        ("$ZEN", "Zentauro"),
        # Chinese and Japanese, with legal words and without
        ("诺维特机器人", "Norvelt Robotics"),
        ("タルンオーシャン", "タルンオーシャン株式会社"),
        # slips
        ("norvelt robtics", "Norvelt Robotics"),
        ("onrvelt robotics", "Norvelt Robotics"),
        ("kestrelwroks", "Kestrelworks"),
        ("kestrellworks", "Kestrelworks"),
        ("zentaruo", "Zentauro"),
        ("halvorsen maritme insurence", "Halvorsen Maritime Insurance Company"),
        ("tessera internatonal holdngs", "Tessera International Holdings"),
        ("诺维特机器八", "Norvelt Robotics"),
        # words cut short, left out, swapped, joined, split
        ("norvelt rob", "Norvelt Robotics"),
        ("halvorsen insurance", "Halvorsen Maritime Insurance Company"),
        ("robotics norvelt", "Norvelt Robotics"),
        ("norveltrobotics", "Norvelt Robotics"),
        ("kestrel works", "Kestrelworks"),
        ("saintorlan verrerie", "Saint-Orlan Verrerie"),
        ("kestrelworksgroup", "Kestrelworks"),
        # words that are put around a name
        ("what is kestrelworks", "Kestrelworks"),
        ("kestrelworks stock price", "Kestrelworks"),
        ("tell me about quillon bank", "Quillon Bank"),
        ("kestrelworks germany", "Kestrelworks"),
        ("zentauro gruop", "Zentauro"),
        ("zentauro results 2025", "Zentauro"),
    ],
)
def test_the_company_that_is_meant_is_found(facts: FactStore, typed: str, meant: str) -> None:
    match = match_name(typed, facts, READER)
    assert (match.outcome, names(match)[:1]) == (Outcome.FOUND, [meant])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pemberton", ["Pemberton Steel", "Pemberton Textiles"]),
        ("eastmoor", ["University of Eastmoor"]),
        ("eiag", ["Eastmoor Institute of Applied Geology"]),
        ("eioag", ["Eastmoor Institute of Applied Geology"]),
        ("quillon insurance", ["Quillon Bank"]),
    ],
)
def test_where_it_may_be_several_or_none_of_them_it_is_asked(facts: FactStore, typed: str, meant: list[str]) -> None:
    match = match_name(typed, facts, READER)
    assert match.outcome is Outcome.ASK
    assert set(meant) <= set(names(match))


@pytest.mark.parametrize(
    "typed",
    ["wrenfield dairies", "qzxv", "Group", "holdings ltd", "the company", "inc", "株式会社", "of the and", "zzyzx"],
)
def test_who_is_not_known_is_not_guessed_and_shared_words_match_nobody(facts: FactStore, typed: str) -> None:
    assert match_name(typed, facts, READER).outcome is Outcome.NONE


def test_only_an_exact_name_has_a_hundred_points(facts: FactStore) -> None:
    assert match_name("Kestrelworks Ltd", facts, READER).candidates[0].score == 100
    assert match_name("kestrelwork", facts, READER).candidates[0].score < 100


def test_a_name_that_begins_a_longer_one_is_the_shorter_one(facts: FactStore) -> None:
    match = match_name("brightwater energy", facts, READER)
    assert (match.outcome, names(match)[0]) == (Outcome.FOUND, "Brightwater Energy")


def test_of_names_that_fit_equally_the_better_known_comes_first(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/facts.db")
    store.facts.add_entities([Entity("Fennick Oak"), Entity("Fennick Elm")], "W1")
    document, found = brief("Fennick Elm grew 1% in 2026.", "Fennick Elm")
    store.facts.add_document(document, with_key(found))
    match = match_name("fennick", store.facts, READER)
    assert names(match)[:2] == ["Fennick Elm", "Fennick Oak"]
    store.close()


def test_of_two_with_one_name_both_are_asked_for(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/facts.db")
    store.facts.add_entities(
        [Entity("Orrin Group"), Entity("Orrin Holdings"), Entity("Orrin", tickers=("X:ORR",))], "W1"
    )
    assert match_name("orrin ltd", store.facts, READER).outcome is Outcome.ASK
    assert names(match_name("Orrin Holdings", store.facts, READER))[0] == "Orrin Holdings"
    assert match_name("Orrin Holdings", store.facts, READER).outcome is Outcome.FOUND
    store.close()


def test_many_phrases_are_looked_up_at_once(facts: FactStore) -> None:
    phrases = ["how", "much", "did quillon bank", "quillon bank", "the group", "NVR", "zentaruo", "Tessera Holdings"]
    found = exact_names(phrases, facts, READER)
    assert {phrase: [each.name for each in candidates] for phrase, candidates in found.items()} == {
        "quillon bank": ["Quillon Bank"],
        "NVR": ["Norvelt Robotics"],
        "Tessera Holdings": ["Tessera International Holdings"],
    }
    assert found["NVR"] == (Candidate(found["NVR"][0].entity_id, "Norvelt Robotics", 100.0),)
    assert exact_names([], facts, READER) == {}


def test_names_of_other_workspaces_and_conversations_never_come_out(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/facts.db")
    homes = {("shared", ""): "Wexcombe Shared", ("W1", ""): "Wexcombe Ours", ("W1", "C1"): "Wexcombe Private"}
    homes |= {("W2", ""): "Wexcombe Theirs", ("W1", "C2"): "Wexcombe Elsewhere"}
    for (workspace, audience), name in homes.items():
        store.facts.add_entities([Entity(name)], workspace, audience)
    for reader, expected in (
        (Reader("W1", "C1"), {"Wexcombe Shared", "Wexcombe Ours", "Wexcombe Private"}),
        (Reader("W1"), {"Wexcombe Shared", "Wexcombe Ours"}),
        (Reader("W3", "C1"), {"Wexcombe Shared"}),
        (Reader(), {"Wexcombe Shared"}),
    ):
        assert set(names(match_name("wexcombe", store.facts, reader))) == expected
        assert match_name("wexcombe theirs", store.facts, reader).outcome is not Outcome.FOUND
        assert exact_names(["Wexcombe Theirs"], store.facts, reader) == {}
    store.close()


HOSTILE = {
    "nothing": "",
    "blank": " \t\n ",
    "a letter": "a",
    "ten thousand letters": "kestrel" * 1_500,
    "ten thousand words": "bank " * 10_000,
    "two hundred words": " ".join(f"word{number}" for number in range(200)),
    "punctuation": "!?.,;:-–—…()[]{}<>/\\|@#%^*_=~`'\"",
    "full-text operators": 'NEAR(a b) "bank" AND -x OR bank* col:bank',
    "SQL": "'; drop table name; --",
    "NUL": "kestrel\0works",
    "controls": "".join(map(chr, range(32))),
    "emoji": "🏦🏭👩‍💻🇩🇪",
    "right to left": "\u202eskrowlertsek\u202c شركة נורבלט",
    "half a character": "kestrel\ud800works",
    "marks": "k" + "\u0301" * 5_000,
    "dots": "a." * 5_000,
    "ampersands": "&" * 5_000,
    "wide letters": "ＫＥＳＴＲＥＬＷＯＲＫＳ",
    "ligature that grows": "\ufdfa" * 500,
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ",
    "numbers": "9" * 300,
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_is_typed_gets_an_outcome_at_once(facts: FactStore, typed: str) -> None:
    assert min(seconds_to_match(typed, facts) for _ in range(3)) < ANSWER_SECONDS


def seconds_to_match(typed: str, facts: FactStore) -> float:
    started = time.perf_counter()
    match = match_name(typed, facts, READER)
    assert match.outcome in Outcome
    assert match.query == typed
    assert len(match.candidates) <= 5
    return time.perf_counter() - started


def test_a_word_that_very_many_names_have_is_answered_as_quickly(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/facts.db")
    words = random.Random(4)
    many = [Entity(f"{''.join(words.choices(string.ascii_lowercase, k=7))} Bank of the North") for _ in range(8_000)]
    store.facts.add_entities(many, "W1")
    for typed in ("bank", "the", "north bank", "bank of the nrth"):
        assert min(seconds_to_match(typed, store.facts) for _ in range(3)) < ANSWER_SECONDS
    assert (
        match_name(many[5_000].name.replace("North", "Norht"), store.facts, READER).candidates[0].name
        == many[5_000].name
    )
    store.close()


def test_random_names_never_raise_and_mean_the_same_each_time(facts: FactStore) -> None:
    chance = random.Random(20)
    alphabets = (
        string.printable,
        "norvelt quillonbank",
        "äøß株式会社機器人شركة",
        "".join(map(chr, range(0x300, 0x2FFF, 7))),
    )
    known = [name for company in COMPANIES for name in (company.name, *company.aliases)]
    for _ in range(FUZZED):
        typed = "".join(chance.choices(chance.choice(alphabets), k=chance.randint(0, 30)))
        if chance.random() < 0.5:
            name = chance.choice(known)
            place = chance.randrange(len(name))
            typed = name[:place] + typed[:2] + name[place + chance.randint(0, 2) :]
        match = match_name(typed, facts, READER)
        assert all(0 <= candidate.score <= 100 for candidate in match.candidates)
        scores = [candidate.score for candidate in match.candidates]
        assert scores == sorted(scores, reverse=True)
        assert match.outcome is Outcome.NONE or match.candidates
