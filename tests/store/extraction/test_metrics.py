"""What a number measures, in sentences as newspapers write them."""

from __future__ import annotations

import pytest

from store.extraction.meaning.series import metric_key, series_key
from tests.store.extraction.readings import VOCABULARY, tell, tell_one

MONEY = [
    ("Acme earned $3.1 billion in the third quarter.", "$3.1 billion", "net earnings"),
    ("Acme's net income was $52 million, or $0.62 per share.", "$52 million", "net income"),
    ("Acme's net income was $52 million, or $0.62 per diluted share.", "$0.62", "diluted earnings per share"),
    (
        "Acme reported gross profit of $77 million, including refunds of $25 million, up 57%, from $49 million then.",
        "$49 million",
        "gross profit",
    ),
    ("Acme's refunds reduced costs of goods sold by $25 million.", "$25 million", "costs of goods sold reduction"),
    ("Acme has raised $38 million in equity and debt.", "$38 million", "funding round"),
    ("The aftermath of Acme's $6bn acquisition of Birchwood was felt.", "$6bn", "acquisition price of Birchwood"),
    ("Acme made a $700 million investment and $300 million in loans.", "$300 million", "loans"),
    ("Sales rose to $4bn, lower than the $5bn it had aimed for.", "$5bn", "sales"),
    ("Shareholders lost about $180bn in Acme's collapse.", "$180bn", "loss"),
    ("They spent 4.1 hours on their mobile device.", "4.1 hours", "time spent on mobile device"),
    ("Users surpassed five hours per day in mobile apps.", "five hours", "daily time in mobile apps"),
    ("People were spending an average of six hours in the shop.", "six hours", "time spent in shop"),
    ("Acme repurchased $90 million of shares.", "$90 million", "share buyback"),
    ("Acme's shares fell to a four-month low of $4.50.", "$4.50", "share price low"),
    ("Mobile ad spend grew 23%.", "23%", "mobile ad spend growth"),
    ("The flaw at Acme exposed nearly 17,000 online orders.", "17,000 online orders", "online orders exposed"),
    ("Acme is cutting 90 journalist jobs.", "90 journalist jobs", "journalist job cuts"),
    ("Acme had sales of $77 million, excluding $2 million of tax, up 57%.", "57%", "sales growth"),
    ("Sales at Acme fell 12% to 212.4 billion rupees.", "212.4 billion rupees", "sales"),
    ("Acme reported a net loss of $12 million.", "$12 million", "net loss"),
    ("Acme posted a $12 million loss for the quarter.", "$12 million", "loss"),
    ("Acme raised $26 million in a funding round led by Birchwood.", "$26 million", "funding round"),
    ("Acme closed a $26 million funding round.", "$26 million", "funding round"),
    ("Acme has raised more than $90 million to date.", "$90 million", "total funding"),
    ("This brings Acme's total raised since its launch in 2014 to $90 million.", "$90 million", "total funding"),
    ("Revenue: $16.7 million vs. $16.5 million expected", "$16.7 million", "revenue"),
    ("Passenger revenue per available seat mile rose to $2.", "$2", "passenger revenue per available seat mile"),
    ("Acme agreed to acquire Birchwood for $1.2 billion.", "$1.2 billion", "acquisition price of Birchwood"),
    ("Acme announced its acquisition of a rival for $30 million.", "$30 million", "acquisition price"),
    ("Investors value Acme at $3 billion.", "$3 billion", "valuation"),
    ("Acme has $400 million in cash.", "$400 million", "cash"),
    ("India's solar market is put at more than $7 billion.", "$7 billion", "solar market size"),
    (
        "Acme agreed to buy the London-listed rival Birchwood for $5 million.",
        "$5 million",
        "acquisition price of Birchwood",
    ),
    ("Acme raised its dividend from 20 cents a share to 25 cents.", "25 cents", "dividend per share"),
    ("Acme plans to save $3 million in costs.", "$3 million", "cost savings"),
    ("The phone, priced at $499, is thin.", "$499", "price"),
    ("Acme's headset is available for $499.", "$499", "price"),
    ("Acme priced its shares at $24.", "$24", "share price"),
    ("Acme is to receive a payment from Birchwood of $5 million.", "$5 million", "payment"),
    ("Acme will pay $66 for each of Birchwood's 9 million shares.", "$66", "price per share"),
    ("Acme spent $5 billion on buying back its shares.", "$5 billion", "share buyback"),
    ("Acme will spend $5 billion in stock repurchases.", "$5 billion", "stock repurchases"),
    ("The news knocked another $4 billion off the value of Acme.", "$4 billion", "market value decline"),
    ("Acme, which went public at a $17 tag, is growing.", "$17", "IPO price"),
    ("Tin prices fell to $1,600 a ton.", "$1,600", "tin price per ton"),
    (
        "Acme posted a net loss of $2 million from continuing operations.",
        "$2 million",
        "net loss from continuing operations",
    ),
    ("Profit fell 8% compared to the year before, falling to $10.3bn.", "$10.3bn", "profit"),
    ("Pump sales passed 167 million in 2004.", "167 million", "pump sales"),
    ("Acme's debt soared to $72bn by 2002. This has now been reduced to $44bn.", "$44bn", "debt"),
    ("Pump value stayed just shy of its all-time high of $5 billion.", "$5 billion", "pump value"),
    ("Gross profit was $45m, or 74% gross margin, compared to $44m, or 73% gross margin.", "$44m", "gross profit"),
    ("Free cash flow less repayments of leases rose to $5m.", "$5m", "free cash flow less repayments of leases"),
    ("Acme is a 12-person company founded in 1995.", "12-person", "employees"),
    ("Revenue in Acme's data center business rose 1%.", "1%", "data center business revenue growth"),
    ("A $9 million cash infusion was led by Acme.", "$9 million", "funding round"),
    ("Unemployment levels at Acme are stuck at 10%.", "10%", "unemployment levels"),
    ("Acme's revenue missed analysts' consensus estimates by 1.7%.", "1.7%", "revenue miss"),
    ("Losses at Acme halved in 2004 to $200m from $500m.", "halved", "losses decline"),
    ("Losses at Acme halved in 2004 to $200m from $500m.", "$500m", "losses"),
    ("Acme spent $4bn on chips, a figure that is to climb 36%.", "36%", "spending growth on chips"),
    ("Average incentive spending per unit may fall to $3,191.", "$3,191", "average incentive spending per unit"),
    ("Acme has raised about $650 million since its inception.", "$650 million", "total funding"),
    ("Shares of Acme have fallen 40% over the past three months.", "three months", "span of share price decline"),
    ("He may get a 10-year prison sentence.", "10-year", "prison sentence"),
    ("Acme receives around 3,000 visitors each day.", "3,000 visitors", "daily visitors"),
    ("Acme said on Monday that its revenue rose 24%.", "24%", "revenue growth"),
    ("Acme has kept interest rates on hold at 4.75% since May.", "4.75%", "interest rates"),
    (
        "Acme has eased rates up, with quarter percentage point rises in June.",
        "quarter percentage point",
        "rates increase",
    ),
    ("Acme repurchased 230,000 shares for $2 million.", "230,000 shares", "shares repurchased"),
    ("Cash and cash equivalents were $43 million at Acme.", "$43 million", "cash and cash equivalents"),
    ("The tech stock rose more than 2% in trading.", "2%", "share price change"),
    ("Acme saw its shares jump 5% in extended trading.", "5%", "share price change"),
    ("The programme is set to shed 10% of the workforce.", "10%", "workforce reduction"),
    ("Acme employs 50,000 people worldwide, with about 7,000 in Norway.", "7,000", "employees in Norway"),
    ("Acme's comparable sales grew 17%. The Birchwood consensus was for 20% growth.", "20%", "comparable sales growth"),
    ("Acme's revenue had grown to $2 billion, doubling over the past three months.", "doubling", "revenue growth"),
    ("Acme created twice as many jobs as expected.", "twice", "jobs created relative to expectations"),
    ("Interest rates rose for the fourth time in five months.", "five months", "span of interest rates"),
    ("Inflation would rise to its 2% target within two years.", "2%", "inflation target"),
    ("Acme handled 5 million transactions worth $29 billion.", "$29 billion", "transaction value"),
    ("This could see its workforce trimmed from 155,000 to 110,000 staff.", "155,000", "workforce"),
    ("The pump market has grown “to $165 billion at present”.", "$165 billion", "pump market size"),
    ("Costs rose almost twice as fast, to $21bn.", "$21bn", "costs"),
    ("Acme will issue 220 million shares at $7.50 each.", "$7.50", "price per share"),
    (
        "Acme paid a reported $350 million for chip designer Birchwood.",
        "$350 million",
        "acquisition price of Birchwood",
    ),
    (
        "Acme sees earnings at the low end of the $6 million to $7 million range it predicted.",
        "$7 million",
        "earnings",
    ),
    ("Investment was 44% lower than in 2021, totaling $29.6 billion.", "$29.6 billion", "investment"),
    ("Acme increased its net profit fourfold.", "fourfold", "net profit growth"),
    ("Acme is the leader with $7 million in terms of sales.", "$7 million", "sales"),
    ("Acme holds an 18 per cent market share.", "18 per cent", "market share"),
    ("It is the biggest deal since its £112bn takeover of Birchwood.", "£112bn", "acquisition price of Birchwood"),
    ("Miller led a £7m buyout of Birchwood.", "£7m", "acquisition price of Birchwood"),
    ("Acme ACM +6.43% rose more than 6% on Friday.", "6.43%", "share price change"),
    ("Acme ACM, -6.43%, which makes pumps, sold 500 units.", "-6.43%", "share price decline"),
    ("The Nasdaq Composite COMP +1.60% rose.", "1.60%", "index change"),
    ("Acme paid $280 million for a semiconductor maker.", "$280 million", "acquisition price of semiconductor maker"),
    ("Acme paid $280 million for advertising.", "$280 million", "payment"),
    ("Acme acquired Birchwood five years ago.", "five years", "time since acquisition"),
    ("Acme bid seven years after its buyout of Birchwood.", "seven years", "time since buyout"),
    ("The average appointment is between 20 and 60 minutes.", "60 minutes", "average appointment duration"),
    ("Owners stretch replacement cycles to four years from 3.5 years.", "3.5 years", "replacement cycles"),
    ("Brent rose more than 3% to settle at $80.93.", "$80.93", "price"),
    ("Acme shares rose 3% to close at $80.93.", "$80.93", "share price"),
    ("Copper fell 2% on Monday.", "2%", "price decline"),
    ("The dollar fell 2% to 110 yen.", "110 yen", "exchange rate"),
    ("Acme is growing in the $9 billion tea market.", "$9 billion", "tea market size"),
    ("Acme declared a dividend of 25 cents a share.", "25 cents", "dividend per share"),
    ("Acme will pay $156 a share.", "$156", "price per share"),
    ("Shares of Acme closed at $88.20 on Tuesday.", "$88.20", "share price"),
    ("Acme cut costs by $5 million.", "$5 million", "costs cut"),
    ("Acme set up a $100 million fund.", "$100 million", "fund size"),
    ("Acme is a $1.4 billion company.", "$1.4 billion", "company size"),
    ("Acme paid over $200 million, people familiar with the deal said.", "$200 million", "acquisition price"),
    ("Acme will pay €8bn for cable networks in Spain.", "€8bn", "acquisition price of cable networks"),
    ("Acme has offered to pay $300m to settle charges.", "$300m", "settlement"),
    ("Acme reported a profit after tax of $7 million.", "$7 million", "profit after tax"),
    ("Acme secures €9 billion ‘rescue package’ from the state", "€9 billion", "rescue package"),
    ("Acme raised **$9 million (₹85 crore)** in a funding round.", "$9 million", "funding round"),
    ("The new phone will start at $440.", "$440", "starting price"),
    ("Most investments will go into robots ($1.3 billion).", "$1.3 billion", "robots investments"),
    ("The boom boosted pump revenues by 21%, hitting $793 million.", "$793 million", "pump revenues"),
    ("HD Acme 225.86 dollars -12.99 dollars -5.44%", "-5.44%", "share price decline"),
    ("Acme accepted a $6 million buyout from Birchwood.", "$6 million", "acquisition price of Acme"),
    ("Acme raised $4.3 million in a Series A funding round.", "$4.3 million", "funding round"),
    ("Acme raised $4.3 million in seed funding.", "$4.3 million", "seed funding round"),
    ("Acme had $60 million in venture funding to date.", "$60 million", "total funding"),
    ("Deals include Acme's purchase of Birchwood for $4 million.", "$4 million", "acquisition price of Birchwood"),
    (
        "Acme, which acquired Birchwood in 2018 in a $28 million deal, grows.",
        "$28 million",
        "acquisition price of Birchwood",
    ),
    ("The bank sector has 25 million dollars of loans outstanding.", "25 million dollars", "loans outstanding"),
    ("Brent fell 3% to $63 a barrel.", "$63", "price per barrel"),
    ("Acme received $47.4 million under a settlement.", "$47.4 million", "amount received"),
    ("There was an unexpected $8.7bn drop in consumer debt.", "$8.7bn", "consumer debt decline"),
    ("Adjusted EBITDA1 was $40 million.", "$40 million", "adjusted EBITDA"),
    ("A job at Acme may pay, for all jobs pay $40,000 a year.", "$40,000", "annual pay"),
    ("Acme returned $24 billion to its shareholders.", "$24 billion", "cash returned to shareholders"),
    ("Acme employs about 450 Dreamers.", "450 Dreamers", "Dreamers employed"),
    ("Acme's 100,000 employees are dedicated to pumps.", "100,000 employees", "employees"),
    ("Acme posted a 9 per cent decline in net profit to $41 million.", "$41 million", "net profit"),
    ("Profit rose 5% from a year earlier to $41 million.", "$41 million", "profit"),
    ("Acme burned through $3 million a month.", "$3 million", "monthly cash burn"),
    ("That is half of the $2 billion it was worth in 2021.", "$2 billion", "valuation"),
    ("Acme has set aside $48 million for repairs.", "$48 million", "provision"),
    ("Acme sold its tin at $2.50 a pound.", "$2.50", "tin price per pound"),
    ("Acme put the cost of the recall at $52 million.", "$52 million", "cost of recall"),
    ("The units gained 2% to $34.", "$34", "share price"),
    ("Revenue per passenger dropped to $96.", "$96", "revenue per passenger"),
    ("Acme expects profits to be in the region of $41 million.", "$41 million", "profits guidance"),
    ("Earnings before interest, taxes, depreciation and amortization rose to $9 million.", "$9 million", "EBITDA"),
    (
        "Acme expects to facilitate $10 trillion of consumption on its platforms.",
        "$10 trillion",
        "consumption on platforms",
    ),
]

SHARES = [
    ("Acme raised its holding in Birchwood from 15% to 22%.", "22%", "stake in Birchwood"),
    ("Sensors account for 40% of profit.", "40%", "share of profit from sensors"),
    ("Public debt reached 42% of GDP.", "42%", "public debt share of GDP"),
    ("Sales were $5 million, 44% more than a year earlier.", "44%", "sales growth"),
    ("The pound gained 0.6% on Tuesday.", "0.6%", "exchange rate increase"),
    ("Shares were sold at $62, 4% below their close.", "4%", "discount to closing price"),
    ("Acme will pay $50 a share, 29% more than the closing price on Friday.", "29%", "premium to closing price"),
    ("Acme's online sales rose slightly (+0.4%).", "0.4%", "online sales growth"),
    ("Acme leads, with sales to end-users up 7.8%.", "7.8%", "sales growth"),
    ("Acme reported lower sales in Europe, down 4%.", "4%", "sales decline in Europe"),
    ("Acme saw prices rise by 5%, while volumes — a proxy for demand — rose 6%.", "6%", "volumes growth"),
    ("The new phone is 40% thinner than the last one.", "40%", "thickness reduction"),
    ("Sales in May were 30% larger than a year ago.", "30%", "sales growth"),
    ("The bank sees the loan ratio jumping by 3 percentage points.", "3 percentage points", "loan ratio growth"),
    ("Acme had 20% of the 5 million cars sold in May.", "20%", "share of cars sold"),
    ("India sees growth of 6% this year.", "6%", "GDP growth"),
    ("Acme offered a 13.7% discount to the last traded price.", "13.7%", "discount to price"),
    ("Acme closed 0.9 percent lower on Monday.", "0.9 percent", "share price decline"),
    ("Acme is in trouble with sales down by 5.6 per cent.", "5.6 per cent", "sales decline"),
    ("Acme filled 93% of its seats.", "93%", "share of seats filled"),
    ("Acme said 90% of its flights arrived on time in May.", "90%", "share of flights arriving on time"),
    ("Acme repaid its 1.75% Convertible Senior Notes.", "1.75%", "convertible senior notes interest rate"),
    ("Like-for-like sales showed a growth rate of -0.1%.", "-0.1%", "like-for-like sales decline"),
    ("Sales rose to $5 million. The figure was 30% more than in 2003.", "30%", "sales growth"),
    ("Acme saw a 47% bump in commercial revenue.", "47%", "commercial revenue growth"),
    ("Only 9% of this demand is met locally.", "9%", "share of demand met locally"),
    ("She will devote 40% of her time to Acme, 60% to Birchwood.", "60%", "share of time devoted to Birchwood"),
    ("The trade deficit with Norway, up 30% at $162bn, was the largest ever.", "30%", "trade deficit increase"),
    ("The economy saw spectacular growth of 10%.", "10%", "GDP growth"),
    ("The economy does well, with 5% growth forecast for 2005.", "5%", "GDP growth"),
    ("The benchmark Hang Seng Index was last up 0.65%.", "0.65%", "index change"),
    ("The Nikkei closed up 23 points to 6661.", "6661", "index level"),
    ("Acme's revenue rose 2.7 percent to $19.4 billion.", "2.7 percent", "revenue growth"),
    ("Revenue at Acme was down 4 percent.", "4 percent", "revenue decline"),
    ("Acme Cloud grew 60% year-over-year.", "60%", "revenue growth"),
    ("Acme posted a 27% decline in quarterly profit.", "27%", "profit decline"),
    ("Acme sees sales growth of 2.4 percent.", "2.4 percent", "sales growth guidance"),
    ("Sales volumes in India dropped 6.1%.", "6.1%", "sales volumes decline in India"),
    ("Acme reduced overheads by 20%.", "20%", "overheads reduction"),
    ("Acme cut 11% of its workforce.", "11%", "workforce cut"),
    ("Shares of Acme, which have lost 20% of their value this year, rose.", "20%", "share price decline"),
    ("Acme rose 3 percent in early trading.", "3 percent", "share price change"),
    ("Acme owns 38% of Birchwood.", "38%", "stake in Birchwood"),
    ("Acme bought a 70% stake in Birchwood.", "70%", "stake in Birchwood"),
    ("Acme is acquiring 51% in the Ohio-based shampoo maker Birchwood.", "51%", "stake in Birchwood"),
    ("Acme Cloud accounts for nearly 10% of Acme's revenue.", "10%", "share of Acme revenue"),
    ("About 10% of Acme revenue came from Asia.", "10%", "revenue share from Asia"),
    ("Acme had a 17.3% market share.", "17.3%", "market share"),
    ("Acme's operating margin widened to 14.5%.", "14.5%", "operating margin"),
    ("At 2.6%, inflation remains within the target.", "2.6%", "inflation"),
    ("Acme is growing at an annual rate of 9%.", "9%", "annual growth"),
    ("The S&P 500 is up 12.5 percent.", "12.5 percent", "index change"),
    ("About 60% of the firms are customers of Acme.", "60%", "share of firms that are customers"),
]

COUNTS = [
    ("Gold production was 34,000 ounces.", "34,000 ounces", "gold production"),
    ("Acme harvested 500 tonnes of barley.", "500 tonnes", "barley harvest"),
    ("The phone weighs 198 grams.", "198 grams", "weight"),
    ("Acme sells a phone with a 7-inch screen.", "7-inch", "screen size"),
    ("The plant is 8 miles from shore.", "8 miles", "distance from shore"),
    ("Active buyers topped 420 million.", "420 million", "active buyers"),
    ("Acme employs 185 people.", "185 people", "employees"),
    ("India is home to 1.4 billion people.", "1.4 billion people", "population"),
    ("Acme serves 100M+ queries a day.", "100M+ queries", "daily queries"),
    ("Acme has a daily production of near 4 million barrels of oil.", "4 million barrels", "oil daily production"),
    ("Acme has a worldwide work force of 400,000 people.", "400,000 people", "workforce"),
    ("Average daily visits to Acme were up 1% to 2.7 billion.", "2.7 billion", "average daily visits"),
    ("Acme serves 40 million shoppers in India.", "40 million shoppers", "shoppers served in India"),
    ("Acme has more than 340 partners.", "340 partners", "partners"),
    ("More than 90,000 developers have registered.", "90,000 developers", "developers registered"),
    ("Acme laid off 450 employees.", "450 employees", "employees laid off"),
    ("Acme trimmed its workforce by about 200.", "200", "workforce reduction"),
    ("Acme operates 310 stores in 28 states.", "28 states", "states with stores"),
    ("Shipments at Acme reached 161.5 million units.", "161.5 million units", "shipments"),
    ("Acme expects sales of 5 million cars.", "5 million cars", "car sales guidance"),
    ("Birchwood is the third-largest telecom operator in India.", "third-largest", "telecom operator rank in India"),
    ("Acme signed a 10-year partnership with Birchwood.", "10-year", "partnership duration"),
    ("Orders at Acme doubled.", "doubled", "orders growth"),
    ("Acme shipped 12 million phones in May.", "12 million phones", "phone shipments"),
    ("Acme delivered 40 jets.", "40 jets", "jet deliveries"),
    ("The Nasdaq dropped 13 points to 3,136.", "13 points", "index decline"),
    ("The Dow rose 86 points.", "86 points", "index change"),
]

PER_SHARE = [
    ("Earnings per share: 15 cents adjusted vs. 3 cents expected", "15 cents", "adjusted earnings per share"),
    ("Earnings per share: 15 cents adjusted vs. 3 cents expected", "3 cents", "adjusted earnings per share"),
    ("Excluding one-time items, Acme earned 32 cents a share.", "32 cents", "adjusted earnings per share"),
    (
        "On an adjusted basis, Acme earned 72 cents per share. Analysts had expected 70 cents a share.",
        "70 cents",
        "adjusted earnings per share",
    ),
    ("Acme's earnings came in at 57 cents a share.", "57 cents", "earnings per share"),
    ("Acme's net loss was 57 cents a share.", "57 cents", "net loss per share"),
    ("Birchwood's final offer for Acme was $45 per share.", "$45", "offer price per share"),
    ("Acme agreed to buy Birchwood for $62 a share.", "$62", "price per share"),
    ("On an adjusted basis, Acme earned 72 cents per share.", "72 cents", "adjusted earnings per share"),
    ("Acme's net income per diluted share was $0.15.", "$0.15", "net income per diluted share"),
]

FORESEEN = [
    ("Acme raised its revenue forecast to $5 billion.", "$5 billion", "revenue guidance"),
    ("Acme raised its full-year revenue outlook by $2 billion.", "$2 billion", "revenue guidance increase"),
    ("Analysts cut their revenue forecast for Acme to $5 billion.", "$5 billion", "revenue forecast"),
    ("Acme expects revenue to be between $3.1bn and $3.3bn.", "$3.1bn", "revenue guidance"),
    ("Acme forecast revenue to rise between 6% to 9%, above the 5% analysts project.", "9%", "revenue growth guidance"),
    ("Acme forecast revenue to rise between 6% to 9%, above the 5% analysts project.", "5%", "revenue growth"),
    (
        "Acme cut its profit guidance to $3m, compared to a previous projection of $4m.",
        "$4m",
        "previous profit guidance",
    ),
    ("Acme cut its profit forecast from a range of $4m to $5m to a range of $3m to $3.5m.", "$3m", "profit guidance"),
    ("Acme sees sales growth of 2%, trimming an earlier range of 3 to 5%.", "5%", "previous sales growth guidance"),
    ("Acme cut the high end of its full-year profit forecast to $9m.", "$9m", "profit guidance"),
]


@pytest.mark.parametrize(("sentence", "number", "metric"), MONEY + SHARES + COUNTS + PER_SHARE + FORESEEN)
def test_a_number_measures_what_a_reader_would_say(sentence: str, number: str, metric: str) -> None:
    assert tell_one(sentence, number).metric == metric


def test_in_a_text_about_a_market_units_are_what_it_sells() -> None:
    text = "The phone market shrank. Acme led with shipments of 5 million units, up 3%. Its sales rose 4%."
    assert [figure.metric for figure in tell(text)] == ["phone shipments", "phone shipments growth", "sales growth"]


def test_a_list_shares_its_head() -> None:
    text = "About 15% of Acme revenue came from Europe, compared to 25% from Asia and 60% from the Americas."
    assert [figure.metric for figure in tell(text)] == [
        "revenue share from Europe",
        "revenue share from Asia",
        "revenue share from the Americas",
    ]


def test_clauses_side_by_side_share_their_head_too() -> None:
    text = "Only 10% of Acme revenue came from Asia, while 20% came from Europe and 70% came from the Americas."
    assert [figure.metric for figure in tell(text)] == [
        "revenue share from Asia",
        "revenue share from Europe",
        "revenue share from the Americas",
    ]


def test_earnings_per_share_and_earnings_keep_apart_when_compared() -> None:
    text = (
        "Acme had net income of $87 million or $1.18 per share, compared to $88 million or $1.14 per share a year ago."
    )
    assert [figure.metric for figure in tell(text)] == ["net income", "earnings per share"] * 2


def test_the_same_amount_in_brackets_measures_the_same() -> None:
    assert [figure.metric for figure in tell("Acme had a 520bn yen ($4.9bn) loss.")] == ["loss", "loss"]


def test_both_ends_of_a_range_measure_the_same() -> None:
    text = "Acme expects revenue of between $2.1 billion and $2.3 billion."
    assert [figure.metric for figure in tell(text)] == ["revenue guidance", "revenue guidance"]


def test_a_share_names_its_whole() -> None:
    assert tell_one("Acme Cloud accounts for 10% of Acme's revenue.", "10%").whole == "Acme revenue"


@pytest.mark.parametrize(
    ("metric", "key"),
    [
        ("online sales", "revenue"),
        ("net earnings", "net-income"),
        ("diluted earnings per share", "eps"),
        ("registered developers", "developer"),
        ("PC market share", "market-share"),
        ("stake in Birchwood", "stake"),
        ("share of Acme revenue", ""),
        ("share price", "share-price"),
        ("net profit target", "net-income"),
        ("price target", ""),
        ("bank branches", "store"),
        ("small businesses", "small-business"),
        ("strategic pillars", ""),
    ],
)
def test_the_key_of_a_metric_is_that_of_its_last_words(metric: str, key: str) -> None:
    assert metric_key(metric, VOCABULARY) == key


def test_different_measures_of_one_key_are_different_series() -> None:
    names = ["net sales", "online sales", "earnings per share", "diluted earnings per share", "net debt", "debt"]
    assert len({series_key(name, "", "", VOCABULARY) for name in names}) == len(names)


def test_growth_and_decline_are_one_series() -> None:
    keys = {series_key("net sales", move, "", VOCABULARY) for move in ("growth", "decline")}
    assert keys == {"revenue change"}
