"""Names: which words in capitals name companies, people, places or things, and which name nothing."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.extraction.names import find_names
from store.extraction.people import find_people
from store.extraction.reading import Reading
from store.extraction.references import find_references
from store.extraction.sentences import find_sentences
from store.model import Document, EntityKind
from store.vocabulary import Vocabulary

ORGANISATIONS = (EntityKind.COMPANY, EntityKind.ORGANISATION)


def read(text: str, vocabulary: Vocabulary, *, skips: tuple[tuple[int, int], ...] = ()) -> Reading:
    reading = Reading(Document(title="", text=text, skips=skips), vocabulary)
    for step in (find_sentences, find_names, find_people, find_references):
        step(reading)
    return reading


def names_of(text: str, vocabulary: Vocabulary, *kinds: EntityKind) -> list[str]:
    entities = read(text, vocabulary).entities.values()
    return [entity.name for entity in entities if entity.kind in (kinds or ORGANISATIONS)]


KNOWN = [
    ("Alibaba and Tencent fell in Hong Kong.", ["Alibaba", "Tencent"]),
    ("Alibaba Group Holding Ltd. rose while AWS grew.", ["Alibaba", "Amazon Web Services"]),
    ("Lowe's also fell, as did Marks & Spencer.", ["Lowe's", "Marks & Spencer"]),
    ("The Federal Reserve met; the Bank of Japan waits.", ["Federal Reserve", "Bank of Japan"]),
    ("今天阿里巴巴和腾讯都上涨了。", ["Alibaba", "Tencent"]),
    ("APPLE AND MICROSOFT REPORT ON TUESDAY", ["Apple", "Microsoft"]),
    ("Jets from Boeing and Lockheed were late.", ["Boeing", "Lockheed Martin"]),
]


@pytest.mark.parametrize(("text", "names"), KNOWN)
def test_names_of_the_vocabulary_are_found_as_people_write_them(
    text: str, names: list[str], vocabulary: Vocabulary
) -> None:
    assert names_of(text, vocabulary) == names


DISCOVERED = [
    ("Quillon Freight Inc. said profit rose.", "Quillon Freight"),
    ("The Tarnbrook, Inc. (NYSE: TBK) reported on Friday.", "Tarnbrook"),
    ("Norvelt (NASDAQ: NVLT) slipped.", "Norvelt"),
    ("Copper Range — Copper Range jumped more than 5%.", "Copper Range"),
    ("It grew. Called Norvelt Inc., it sells pumps.", "Norvelt"),
    ("Shares of Norvelt fell 3%.", "Norvelt"),
    ("Shares in Norvelt Group fell 3%.", "Norvelt Group"),
    ("The deal was announced by startup Norvelt on Friday.", "Norvelt"),
    ("Norvelt, a maker of warehouse robots, is hiring.", "Norvelt"),
    ("Online lamp seller Norvelt priced its shares at $24.", "Norvelt"),
    ("Norvelt Ozean, the world's sixth-biggest line, gave a warning.", "Norvelt Ozean"),
    ("Norvelt Air slid from 6th to 11th.", "Norvelt Air"),
    ("Norvelt sold two mills. Norvelt also ordered 50 trucks.", "Norvelt"),
    ("On Monday Norvelt will open a plant.", "Norvelt"),
    ("Norvelt remained the market leader.", "Norvelt"),
    ("The list was topped by Acorn, ahead of Norvelt at 8%.", "Norvelt"),
    ("Norvelt, owner of two ferry lines, is for sale.", "Norvelt"),
    ("They hired the bankers Norvelt & Pike as advisers.", "Norvelt & Pike"),
    ("She was advised by Norvelt & Co. in March.", "Norvelt & Co"),
    ("Last week the Advertising Conduct Office closed its case.", "Advertising Conduct Office"),
    ("Norvelt is a Danish company that sells pumps.", "Norvelt"),
    ("They had earlier acquired Norvelt for little.", "Norvelt"),
    ("Last year Norvelt announced a plant in Ohio.", "Norvelt"),
    ("On Friday Norvelt's chief executive left.", "Norvelt"),
    ("It bought the chipmaker Norvelt.", "Norvelt"),
    ("The Norvelt-owned shops stay open.", "Norvelt"),
    ("It competes with the likes of Norvelt.", "Norvelt"),
    ("Money came from Larkspur Ventures.", "Larkspur Ventures"),
    ("He studied at the University of Tarnbrook.", "University of Tarnbrook"),
    ("The Tarnbrook High Court will decide.", "Tarnbrook High Court"),
    ("The Transport Ministry declined to comment.", "Transport Ministry"),
    ("He told Pinewire that sales were up.", "Pinewire"),
    ("Norvelt, a four-year-old, U.K.-based seller of pumps, has more.", "Norvelt"),
    ("It sold its Norvelt Life & Annuity insurance arm.", "Norvelt Life & Annuity"),
    ("Investors including SoftBank, Norvelt and Ebury Road joined.", "Norvelt"),
    ("HARBURY, Ohio--(PINE NEWSWIRE)--Sales rose.", "PINE NEWSWIRE"),
    ("Figures from the Institute for Grain Studies were late.", "Institute for Grain Studies"),
]


@pytest.mark.parametrize(("text", "name"), DISCOVERED)
def test_unknown_companies_are_found_by_their_form_and_company(text: str, name: str, vocabulary: Vocabulary) -> None:
    assert name in names_of(text, vocabulary)


def test_a_companys_name_is_a_surname_behind_its_owner_and_part_of_another_behind_a_particle(
    vocabulary: Vocabulary,
) -> None:
    assert names_of("Nina Suzuki, a doctor, agreed. Suzuki smiled.", vocabulary) == []
    assert names_of("Suzuki grew. Nina Suzuki, a doctor, agreed.", vocabulary) == ["Suzuki"]
    assert names_of("It sells da Vinci robots.", vocabulary) == []


def test_what_a_text_calls_many_things_is_no_name_in_a_things_name(vocabulary: Vocabulary) -> None:
    many = "Smart glasses are dear, and other glasses are heavy. "
    text = "Shipments of Alibaba AI Glasses grew. Alibaba AI Glasses sold out."
    assert names_of(text, vocabulary) == ["Alibaba", "Glasses"]
    assert names_of(many + text, vocabulary) == ["Alibaba"]


NOTHING = [
    "Analysts expect more. Revenue fell. Shares of the group were flat.",
    "The Group said nothing. The Holdings were sold. Bank of.",
    "On Monday, the Chief Executive Officer met staff in March.",
    "Series B funding helped AI and SaaS startups in Q4.",
    "Its customer relationship management (CRM) tools sell well.",
    "By Nina Fairweather",
    "(Reporting by Nina Fairweather; Editing by Tom Ashdown)",
    "Profits Rise As Sales Of New Pumps Surge In Europe",
    "The Americans and the Chinese met. Muslims, Republicans and Germans voted.",
    "It was raining hard in Paris. Broadband is everywhere, and broadband is cheap.",
    "I think Christmas and Easter matter. Mr and Mrs agree.",
    "It takes in 50 lakh litres of milk per day (LLPD), up from 20 LLPD. It wants 30 LLPD.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_words_titles_times_and_bylines_name_no_company(text: str, vocabulary: Vocabulary) -> None:
    assert names_of(text, vocabulary) == []


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("Target said that sales grew. The target was missed.", ["Target"]),
        ("Target prices for the stock were cut.", []),
        ("The retailer's target is clear.", []),
        ("Visa and Mastercard rose.", ["Visa", "Mastercard"]),
    ],
)
def test_a_company_called_by_an_everyday_word_needs_a_sign(
    text: str, mentioned: list[str], vocabulary: Vocabulary
) -> None:
    reading = read(text, vocabulary)
    names = [text[m.start : m.end] for m in reading.mentions if m.by_name and m.kind in ORGANISATIONS]
    assert names == mentioned


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The new iPhone is out.", "iPhone", EntityKind.PRODUCT),
        ("Tencent’s WeChat messenger is free.", "WeChat", EntityKind.PRODUCT),
        ("She flew to Shenzhen.", "Shenzhen", EntityKind.PLACE),
        ("Britain will vote.", "UK", EntityKind.PLACE),
        ("Nina Fairweather was there.", "Nina Fairweather", EntityKind.PERSON),
        ("Mr Nina Tarnbrook agreed.", "Nina Tarnbrook", EntityKind.PERSON),
        ("Qing Obuya, 47, was chosen.", "Qing Obuya", EntityKind.PERSON),
        ("He follows T.R. Tarnbrook, as the maker seeks to grow.", "T.R. Tarnbrook", EntityKind.PERSON),
        ("Nina McDonald left. Few liked Ms McDonald’s plan.", "Nina McDonald", EntityKind.PERSON),
        ("“Yes,” said chief executive Tarvald Kent.", "Tarvald Kent", EntityKind.PERSON),
        ("Sony sells the QX7. Owners of a QX7 wait.", "QX7", EntityKind.PRODUCT),
        ("It is led by managing partners Quorra Obuya and Nina Holt.", "Quorra Obuya", EntityKind.PERSON),
        ("Brindle, a nearly three-year-old, Oslo-based maker of pumps, grew.", "Brindle", EntityKind.COMPANY),
        ("The Quest 3 will be thin. Apps on Meta’s Quest store sell. Quest fell.", "Quest", EntityKind.PRODUCT),
    ],
)
def test_products_places_and_people_are_no_companies(
    text: str, name: str, kind: EntityKind, vocabulary: Vocabulary
) -> None:
    assert read(text, vocabulary).entities[name].kind is kind


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("Tarnbrook Pumps Inc. grew. Last year Tarnbrook had 9 plants.", "Tarnbrook", "Tarnbrook Pumps"),
        ("Tata Steel Ltd. fell. Shares of Tata are down.", "Tata", "Tata Steel"),
        ("Nina Fairweather spoke. Later Fairweather left.", "Fairweather", "Nina Fairweather"),
        ("Nina Fairweather spoke. Ms Fairweather left.", "Fairweather", "Nina Fairweather"),
        ("Nina van der Berg left. Van der Berg had said so.", "Van der Berg", "Nina van der Berg"),
        ("The Tarnbrook Grain Board (TGB) met. The TGB will act.", "TGB", "Tarnbrook Grain Board"),
        ("British Airways fell. Shares of BA are down. BA said so.", "BA", "British Airways"),
        ("Norvelt Pumps Inc. (“Norvelt”) owns mills. Norvelt has ten.", "Norvelt", "Norvelt Pumps"),
        ("Nina Milk Foods plans a dairy. Tom Ashdown, chairman, Nina Milk, agreed.", "Nina Milk", "Nina Milk Foods"),
        ("Nina McDonald left. Few liked Ms McDonald’s plan.", "McDonald", "Nina McDonald"),
    ],
)
def test_short_forms_mean_the_fuller_name_in_the_document(
    text: str, form: str, name: str, vocabulary: Vocabulary
) -> None:
    mentions = [m for m in read(text, vocabulary).mentions if text[m.start : m.end] == form]
    assert [mention.name for mention in mentions][-1] == name


def test_a_part_of_a_name_is_no_short_form_of_another(vocabulary: Vocabulary) -> None:
    text = "Tarnbrook Pumps Inc. grew. A rival, Tarnbrook Music, did too."
    assert "Tarnbrook Music" in names_of(text, vocabulary)


def test_a_company_and_a_country_name_a_part_of_it(vocabulary: Vocabulary) -> None:
    assert names_of("The stake in Tata Steel Thailand is for sale.", vocabulary) == ["Tata Steel Thailand"]


def test_entities_carry_the_forms_of_the_text_the_most_frequent_first(vocabulary: Vocabulary) -> None:
    text = "AT&T Inc. said AT&T will grow. AT&T is big."
    assert read(text, vocabulary).entities["AT&T"].aliases == ("AT&T", "AT&T Inc")


def test_skipped_spans_and_addresses_name_nothing(vocabulary: Vocabulary) -> None:
    text = "Share on Twitter\nSee https://www.alibaba.com/Tencent now"
    assert read(text, vocabulary, skips=((0, 16),)).mentions == []


WORDS = st.sampled_from(
    "The Acme Corp. Alibaba’s cloud unit said it İstanbul U.S. “We” Mr Zhang, chief executive of & and of for "
    "the company (NYSE: ACM) \n\n 阿里巴巴 Ünal-Öz AT&T's - . , it's he 1,000 \u00a0 I. A a Inc Ltd Bank Group".split(
        " "
    )
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
@example(text="İİİ Acme’s İ Corp said")
@example(text="\ud800 Acme \x00 Corp")
@example(text="'s 's 'S Acme'S")
@example(text="It")
def test_mentions_are_sorted_apart_and_inside_any_text(text: str, vocabulary: Vocabulary) -> None:
    reading = read(text, vocabulary)
    end = 0
    for mention in reading.mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.name
        end = mention.end
    for role in reading.roles:
        assert text[role.evidence.start : role.evidence.end] == role.evidence.sentence


@pytest.mark.parametrize(
    "piece", ["A ", "Acme ", "A.", "Acme and ", "Bank of ", "Acme, ", "Mr ", "it ", "the ", "(A) ", "A's "]
)
def test_long_runs_of_one_thing_are_read_to_the_end(piece: str, vocabulary: Vocabulary) -> None:
    reading = read(piece * 3000, vocabulary)
    assert all(mention.end <= len(piece) * 3000 for mention in reading.mentions)


def test_the_same_text_gives_the_same_names(vocabulary: Vocabulary) -> None:
    text = "Norvelt, a startup, and Quillon Inc. sued Alibaba. Nina Fairweather, boss of Norvelt, said it would win."
    assert read(text, vocabulary).mentions == read(text, Vocabulary()).mentions


def test_a_word_that_opens_sentences_and_does_little_is_no_company(vocabulary: Vocabulary) -> None:
    assert names_of("Footfall has doubled. Zinc rose 2%. Farmhands need rest.", vocabulary) == []


def test_a_place_that_no_list_has_is_told_by_its_surroundings(vocabulary: Vocabulary) -> None:
    text = "The central bank of Karvelia met. Offices in downtown Port Hollis stand empty."
    assert names_of(text, vocabulary, EntityKind.PLACE) == ["Karvelia", "Port Hollis"]


def test_an_everyday_word_behind_a_name_is_no_place_elsewhere(vocabulary: Vocabulary) -> None:
    text = "Norvelt Mobile sold 40 masts. Mobile money is growing."
    assert "Mobile" not in read(text, vocabulary).entities


def test_letters_in_brackets_are_what_they_stand_behind(vocabulary: Vocabulary) -> None:
    text = "It broke the Administrative Procedure Act (APA), since the APA asks for notice."
    assert names_of(text, vocabulary, EntityKind.COMPANY) == []


def test_a_company_is_not_short_for_a_school_that_bears_its_name(vocabulary: Vocabulary) -> None:
    text = "Norvelt opens clinics. Norvelt said so. Norvelt has 20. It runs the Norvelt University. Norvelt grows."
    assert names_of(text, vocabulary)[0] == "Norvelt"


def test_a_word_that_a_text_settled_on_is_not_short_for_a_name_that_comes_later(vocabulary: Vocabulary) -> None:
    text = "Norvelt opens shops. Norvelt said so. Norvelt has 20. It founded Norvelt Express. Norvelt grows."
    assert names_of(text, vocabulary) == ["Norvelt", "Norvelt Express"]


@pytest.mark.parametrize(
    "opening", ["Railway", "[Railway](<https://railway.example/>)", "[Railway](https://x.example)"]
)
def test_an_everyday_word_is_a_company_where_the_text_introduces_it(opening: str, vocabulary: Vocabulary) -> None:
    text = f"{opening}, a San Francisco-based cloud platform that grows, has more. Railway raised $5 million."
    assert names_of(text, vocabulary, EntityKind.COMPANY) == ["Railway"]


def test_a_company_of_somewhere_is_one_name_once_it_has_been_given_in_full(vocabulary: Vocabulary) -> None:
    text = "Norvelt Parts of America, Inc. (Nasdaq: NPA) reported. Sales at Norvelt Parts of America rose."
    assert names_of(text, vocabulary) == ["Norvelt Parts of America", "Nasdaq"]


def test_a_board_is_no_company(vocabulary: Vocabulary) -> None:
    text = "Norvelt announced that its Board of Directors declared a dividend. The Board approved it. The Board met."
    assert names_of(text, vocabulary) == ["Norvelt"]


def test_a_lettered_round_is_no_name(vocabulary: Vocabulary) -> None:
    text = "Norvelt raised $5 million in Series D funding. It was in Series C before, and in Series B."
    assert [entity.name for entity in read(text, vocabulary).entities.values()] == ["Norvelt"]


def test_a_legal_form_belongs_to_a_name_that_the_title_gave_without(vocabulary: Vocabulary) -> None:
    text = "Norvelt shares drop after snags\n\nShares of Norvelt Inc. dropped on Tuesday."
    assert [text[m.start : m.end] for m in read(text, vocabulary).mentions] == ["Norvelt", "Norvelt Inc"]


def test_an_adverb_that_opens_a_sentence_names_nobody(vocabulary: Vocabulary) -> None:
    assert names_of("Arguably, Tesco is in a hole.", vocabulary, EntityKind.COMPANY) == ["Tesco"]
