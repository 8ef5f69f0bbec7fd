"""Numbers as business news writes them: what each line means, and what is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.quantities import find_quantities, parse_quantities
from store.extraction.reading import Reading
from store.model import Document
from store.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


def told(text: str) -> list[str]:
    """Each quantity of a text as `words = value unit, qualifier`."""
    lines = []
    for quantity in parse_quantities(text, VOCABULARY):
        qualifier = f", {quantity.qualifier}" if quantity.qualifier else ""
        lines.append(f"{text[quantity.start : quantity.end]} = {quantity.value:f} {quantity.unit}{qualifier}")
    return lines


MEANINGS = [
    # money
    ("RMB7 trillion of goods", ["RMB7 trillion = 7000000000000 CNY"]),
    (
        "S$450m, HK$2.3 billion, NT$500 million and A$1.1bn",
        [
            "S$450m = 450000000 SGD",
            "HK$2.3 billion = 2300000000 HKD",
            "NT$500 million = 500000000 TWD",
            "A$1.1bn = 1100000000 AUD",
        ],
    ),
    ("a fine of €123.5M", ["€123.5M = 123500000 EUR"]),
    (
        "Rs 62,000 crore, Rs.55 and Rs. 1,02,500 lakh",
        ["Rs 62,000 crore = 620000000000 INR", "Rs.55 = 55 INR", "Rs. 1,02,500 lakh = 10250000000 INR"],
    ),
    ("a Rs 1.5 lakh crore plan", ["Rs 1.5 lakh crore = 1500000000000 INR"]),
    ("₹1,200 crore from INR 15 Cr", ["₹1,200 crore = 12000000000 INR", "INR 15 Cr = 150000000 INR"]),
    ("rose to £562m from £71m, $5m below plan", ["£562m = 562000000 GBP", "£71m = 71000000 GBP", "$5m = 5000000 USD"]),
    ("£2.3bn and 75 USD million", ["£2.3bn = 2300000000 GBP", "75 USD million = 75000000 USD"]),
    (
        "US$ 150 million, C$300 million and NZ$15",
        ["US$ 150 million = 150000000 USD", "C$300 million = 300000000 CAD", "NZ$15 = 15 NZD"],
    ),
    ("AUD 162.026bn (USD 147.094bn)", ["AUD 162.026bn = 162026000000 AUD", "USD 147.094bn = 147094000000 USD"]),
    ("912bn yen ($8.1bn)", ["912bn yen = 912000000000 JPY", "$8.1bn = 8100000000 USD"]),
    ("3.2 billion Swiss francs", ["3.2 billion Swiss francs = 3200000000 CHF"]),
    ("133 trillion won ($115 billion)", ["133 trillion won = 133000000000000 KRW", "$115 billion = 115000000000 USD"]),
    ("590 pence, or 245p for the B shares", ["590 pence = 5.9 GBP", "245p = 2.45 GBP"]),
    ("93 cents a share", ["93 cents = 0.93 USD"]),
    ("a 12-cent-a-share dividend", ["12-cent = 0.12 USD"]),
    ("31 US cents and 25 euro cents", ["31 US cents = 0.31 USD", "25 euro cents = 0.25 EUR"]),
    ("half a million dollars", ["half a million dollars = 500000 USD"]),
    ("a quarter of a billion euros", ["a quarter of a billion euros = 250000000 EUR"]),
    ("nine dollars and sixty cents", ["nine dollars and sixty cents = 9.6 USD"]),
    ("The lunch was 22 dollars 75.", ["22 dollars 75 = 22.75 USD"]),
    (
        "3bn rand, 12m Swiss francs and 5 million ringgit",
        ["3bn rand = 3000000000 ZAR", "12m Swiss francs = 12000000 CHF", "5 million ringgit = 5000000 MYR"],
    ),
    (
        "R5 million, RM20 million and P500 million",
        ["R5 million = 5000000 ZAR", "RM20 million = 20000000 MYR", "P500 million = 500000000 PHP"],
    ),
    ("88元 or 900 ₡", ["88元 = 88 CNY", "900 ₡ = 900 CRC"]),
    ("35 MEUR, MAUD 14", ["35 MEUR = 35000000 EUR", "MAUD 14 = 14000000 AUD"]),
    ("$1.5-trillion in all", ["$1.5-trillion = 1500000000000 USD"]),
    ("$50MM of capex", ["$50MM = 50000000 USD"]),
    ("$5 million USD", ["$5 million USD = 5000000 USD"]),
    ("2 billion pounds of debt", ["2 billion pounds = 2000000000 GBP"]),
    ("$40, 000 ( £31,000)", ["$40, 000 = 40000 USD", "£31,000 = 31000 GBP"]),
    ("The price is 1.234,56 EUR.", ["1.234,56 EUR = 1234.56 EUR"]),
    ("It took 3.5 BTC.", ["3.5 BTC = 3.5 BTC"]),
    ("The yuan, or 5,000 ¥ in Beijing", ["5,000 ¥ = 5000 CNY"]),
    ("The yen: 5,000 ¥ in Tokyo", ["5,000 ¥ = 5000 JPY"]),
    ("2,000 rupees in Karachi, Pakistan", ["2,000 rupees = 2000 PKR"]),
    ("300 pesos, said Manila", ["300 pesos = 300 PHP"]),
    # percent
    (
        "up 60%, 3.5 percent or 7.2 per cent",
        ["60% = 60 percent", "3.5 percent = 3.5 percent", "7.2 per cent = 7.2 percent"],
    ),
    ("sixteen percent and forty-one per cent", ["sixteen percent = 16 percent", "forty-one per cent = 41 percent"]),
    ("12.5 pct", ["12.5 pct = 12.5 percent"]),
    (
        "0.3 percentage points and a 130-basis-point gain",
        ["0.3 percentage points = 0.3 percentage_point", "130-basis-point = 130 basis_point"],
    ),
    ("25bps to 31.5 per cent", ["25bps = 25 basis_point", "31.5 per cent = 31.5 percent"]),
    (
        "half a percent and half a percentage point",
        ["half a percent = 0.5 percent", "half a percentage point = 0.5 percentage_point"],
    ),
    ("a quarter-point cut", ["a quarter-point = 0.25 percentage_point"]),
    ("4.25%-4.50%", ["4.25% = 4.25 percent", "4.50% = 4.5 percent"]),
    ("the 76.8%-owned unit", ["76.8% = 76.8 percent"]),
    ("(3.2)% of sales", ["(3.2)% = 3.2 percent"]),
    # counts
    ("3 billion viewers", ["3 billion viewers = 3000000000 viewer"]),
    ("4 million small farms", ["4 million small farms = 4000000 small farm"]),
    (
        "750,000 small and medium-sized firms and sole traders",
        ["750,000 small and medium-sized firms = 750000 small and medium-sized firm"],
    ),
    ("70 million U.S. drivers", ["70 million U.S. drivers = 70000000 U.S. driver"]),
    ("31 million Canadians", ["31 million Canadians = 31000000 Canadian"]),
    ("five strategic goals", ["five strategic goals = 5 strategic goal"]),
    ("19 new outlets", ["19 new outlets = 19 outlet"]),
    ("6 million household customers", ["6 million household customers = 6000000 household customer"]),
    ("six million Xbox 360 consoles", ["six million Xbox 360 consoles = 6000000 Xbox 360 console"]),
    ("1M+ users and 50K merchants", ["1M+ users = 1000000 user, more than", "50K merchants = 50000 merchant"]),
    ("4,000-plus dealers", ["4,000-plus dealers = 4000 dealer, more than"]),
    ("2.5 lakh downloads", ["2.5 lakh downloads = 250000 download"]),
    ("a 12-member board in a 300-seat hall", ["12-member = 12 member", "300-seat = 300 seat"]),
    ("the three clear winners", ["three clear winners = 3 winner"]),
    ("200 of its 500 stores", ["200 = 200 store", "500 stores = 500 store"]),
    ("open in 7 out of 9 towns", ["7 = 7 town", "9 towns = 9 town"]),
    ("seven of nine members", ["seven = 7 member", "nine members = 9 member"]),
    ("300 cities, 15 of which are in India", ["300 cities = 300 city", "15 = 15 city"]),
    (
        "1,800 shops in 20 countries, 350 of them franchises",
        ["1,800 shops = 1800 shop", "20 countries = 20 country", "350 = 350 shop"],
    ),
    (
        "146,000 jobs, below the 200,000 analysts expected",
        ["146,000 jobs = 146000 job", "200,000 = 200000 job"],
    ),
    (
        "12 buy ratings on the shares, 4 hold and 3 sell",
        ["12 buy ratings = 12 buy rating", "4 hold = 4 rating", "3 sell = 3 rating"],
    ),
    ("25 aircraft with options for 15 more", ["25 aircraft = 25 aircraft", "15 = 15 aircraft"]),
    ("1,200 full-time and 300 part-time staff", ["1,200 = 1200 staff", "300 part-time staff = 300 part-time staff"]),
    (
        "3,000 sales people in 40 sales offices",
        ["3,000 sales people = 3000 sales person", "40 sales offices = 40 sales office"],
    ),
    ("2231.5m new Beta Ltd shares", ["2231.5m new Beta Ltd shares = 2231500000 Beta Ltd share"]),
    ("0.75 shares for each", ["0.75 shares = 0.75 share"]),
    ("streamed more than 45 million times", ["45 million times = 45000000 stream, more than"]),
    ("a dozen sponsors", ["a dozen sponsors = 12 sponsor"]),
    ("about 2000 employees", ["2000 employees = 2000 employee, about"]),
    ("10,000 farmers. In 2000 employees left.", ["10,000 farmers = 10000 farmer"]),
    # counted before
    ("It shrank its workforce by about 9,000.", ["9,000 = 9000 job, about"]),
    (
        "It wants to lift engine output to more than three million by 2031.",
        ["three million = 3000000 engine, more than"],
    ),
    (
        "Subscribers rose by 2.4 million to 167 million.",
        ["2.4 million = 2400000 subscriber", "167 million = 167000000 subscriber"],
    ),
    (
        "It employs 2,300 in Ireland, 400 in Spain and 150 in Malta.",
        ["2,300 = 2300 employee", "400 = 400 employee", "150 = 150 employee"],
    ),
    ("It grew contracted users to a record 216,000.", ["216,000 = 216000 user"]),
    ("Deliveries fell to 95,200 from 97,000.", ["95,200 = 95200 delivery", "97,000 = 97000 delivery"]),
    (
        "It opened 23 new stores and now has 1,024 in 14 states.",
        ["23 new stores = 23 store", "1,024 = 1024 store", "14 states = 14 state"],
    ),
    (
        "Headcount was 12,345, compared with 11,002 a year earlier.",
        ["12,345 = 12345 employee", "11,002 = 11002 employee"],
    ),
    ("Attendance was 18,077 per game.", ["18,077 = 18077 person"]),
    # markets
    (
        "The Dow fell 125.98 points, or 0.5%, to 26,573.04.",
        ["125.98 points = 125.98 point", "0.5% = 0.5 percent", "26,573.04 = 26573.04 point"],
    ),
    ("Tokyo ended at 25,074.50 and Seoul at 1977.49.", ["25,074.50 = 25074.5 point", "1977.49 = 1977.49 point"]),
    (
        "The FTSE 100 closed 14.5 points or 0.3% lower at 4,793.",
        ["14.5 points = 14.5 point", "0.3% = 0.3 percent", "4,793 = 4793 point"],
    ),
    ("Brent rose 65 cents to $58.37 a barrel.", ["65 cents = 0.65 USD", "$58.37 = 58.37 USD"]),
    ("The purchasing managers' index rose to 51.2 from 50.8.", ["51.2 = 51.2 point", "50.8 = 50.8 point"]),
    ("The yield on the 10-year note rose 3 basis points.", ["10-year = 10 year", "3 basis points = 3 basis_point"]),
    # ranks
    ("the third-largest lender", ["third-largest = 3 rank"]),
    ("the second most valuable brand", ["second most = 2 rank"]),
    ("No. 2 in trucks and No 1 in vans", ["No. 2 = 2 rank", "No 1 = 1 rank"]),
    ("the number-one worry", ["number-one = 1 rank"]),
    ("ranked 12th overall", ["12th = 12 rank"]),
    ("Corvane was in fourth with a fifth of the market.", ["fourth = 4 rank", "a fifth = 0.2 fraction"]),
    ("far ahead in second place", ["second place = 2 rank"]),
    ("in the fifth slot by sales", ["fifth slot = 5 rank"]),
    ("among the top 10", ["10 = 10 rank"]),
    ("#3 on the list", ["#3 = 3 rank"]),
    ("It came in second, behind Beta.", ["second = 2 rank"]),
    # multiples
    ("2x its last valuation", ["2x = 2 multiple"]),
    ("It more than doubled, then tripled.", ["doubled = 2 multiple, more than", "tripled = 3 multiple"]),
    ("four times more likely", ["four times = 4 multiple"]),
    ("trades at 14 times forward earnings", ["14 times = 14 multiple"]),
    ("2.5 times as much", ["2.5 times = 2.5 multiple"]),
    ("up threefold, or 10-fold", ["threefold = 3 multiple", "10-fold = 10 multiple"]),
    ("more than double the runner-up", ["double = 2 multiple, more than"]),
    ("twice as many", ["twice = 2 multiple"]),
    ("It plans to double revenue.", ["double = 2 multiple"]),
    # fractions
    ("nearly half of the stores", ["half = 0.5 fraction, nearly"]),
    ("cut by almost half", ["half = 0.5 fraction, nearly"]),
    ("two-thirds and three-fifths", ["two-thirds = 0.6667 fraction", "three-fifths = 0.6 fraction"]),
    ("three quarters of the staff", ["three quarters = 0.75 fraction"]),
    ("by a third, to a new low", ["a third = 0.3333 fraction"]),
    ("almost a quarter of those", ["a quarter = 0.25 fraction, nearly"]),
    ("One in eight tenants", ["One in eight = 0.125 fraction"]),
    ("nine out of 10 buyers", ["nine out of 10 = 0.9 fraction"]),
    ("Costs halved.", ["halved = 0.5 fraction"]),
    # durations
    ("in the next five years", ["five years = 5 year"]),
    ("a 10-year deal", ["10-year = 10 year"]),
    ("the 13-week quarter", ["13-week = 13 week"]),
    ("two and a half years", ["two and a half years = 2.5 year"]),
    ("within thirty-six hours", ["thirty-six hours = 36 hour, at most"]),
    ("three consecutive years", ["three consecutive years = 3 year"]),
    ("nearly three months", ["three months = 3 month, nearly"]),
    ("a 30-second spot", ["30-second = 30 second"]),
    ("in over six months, over six months", ["six months = 6 month, more than", "six months = 6 month"]),
    ("half an hour", ["half an hour = 0.5 hour"]),
    # measures
    ("on a 14nm process", ["14nm = 14 nanometer"]),
    ("800MW, 1.5 GW and 120 kWh", ["800MW = 800 megawatt", "1.5 GW = 1.5 gigawatt", "120 kWh = 120 kilowatt hour"]),
    ("50km north, 600 km (373 miles)", ["50km = 50 kilometer", "600 km = 600 kilometer", "373 miles = 373 mile"]),
    ("20,000 tonnes and 3.4 million ounces", ["20,000 tonnes = 20000 tonne", "3.4 million ounces = 3400000 ounce"]),
    ("2.3 million metric tons", ["2.3 million metric tons = 2300000 metric ton"]),
    ("1.9 million barrels per day", ["1.9 million barrels per day = 1900000 barrel per day"]),
    ("1.2 billion pounds of copper", ["1.2 billion pounds of copper = 1200000000 pound"]),
    ("50 pounds of cocoa", ["50 pounds = 50 pound"]),
    (
        "75 square miles, a 12-acre site, 80,000-square-foot",
        ["75 square miles = 75 square mile", "12-acre = 12 acre", "80,000-square-foot = 80000 square foot"],
    ),
    (
        "8GB of RAM, a 5,000mAh battery and 48-megapixel camera",
        ["8GB = 8 gigabyte", "5,000mAh = 5000 milliampere hour", "48-megapixel = 48 megapixel"],
    ),
    (
        "100 Mbps, 120Hz and 60fps",
        ["100 Mbps = 100 megabit per second", "120Hz = 120 hertz", "60fps = 60 frame per second"],
    ),
    ("0-60 mph in 3.1 seconds", ["0 = 0 mile per hour", "60 mph = 60 mile per hour", "3.1 seconds = 3.1 second"]),
    ("-20 degrees Celsius", ["-20 degrees Celsius = -20 degree Celsius"]),
    ("65W and 6.1-inch", ["65W = 65 watt", "6.1-inch = 6.1 inch"]),
    # ranges and lists
    ("$10-12 billion", ["$10 = 10000000000 USD", "12 billion = 12000000000 USD"]),
    ("$8-$9 billion", ["$8 = 8000000000 USD", "$9 billion = 9000000000 USD"]),
    ("between $5 and $6 million", ["$5 = 5000000 USD", "$6 million = 6000000 USD"]),
    ("$500 to $6 million", ["$500 = 500 USD", "$6 million = 6000000 USD"]),
    ("from 5 to 10 percent", ["5 = 5 percent", "10 percent = 10 percent"]),
    (
        "3-5 years, 10-15% or $5-$10",
        ["3 = 3 year", "5 years = 5 year", "10 = 10 percent", "15% = 15 percent", "$5 = 5 USD", "$10 = 10 USD"],
    ),
    ("1 to 1.2 million units", ["1 = 1000000 unit", "1.2 million units = 1200000 unit"]),
    (
        "between 250 and 600 euros (£173-£416)",
        ["250 = 250 EUR", "600 euros = 600 EUR", "£173 = 173 GBP", "£416 = 416 GBP"],
    ),
    ("$850 million -$900 million", ["$850 million = 850000000 USD", "$900 million = 900000000 USD"]),
    ("88 to 95 cents a share", ["88 = 0.88 USD", "95 cents = 0.95 USD"]),
    ("8, 10 and 12 percent", ["8 = 8 percent", "10 = 10 percent", "12 percent = 12 percent"]),
    ("two or three plants", ["two = 2 plant", "three plants = 3 plant"]),
    ("two to eight versions", ["two = 2 version", "eight versions = 8 version"]),
    # comparisons
    (
        "rose to 12.6 billion rupees ($151 million) from 9.8 billion in 2018",
        ["12.6 billion rupees = 12600000000 INR", "$151 million = 151000000 USD", "9.8 billion = 9800000000 INR"],
    ),
    ("from 910m euros, up from 837m", ["910m euros = 910000000 EUR", "837m = 837000000 EUR"]),
    ("a loss of 12m francs against a profit of 29m", ["12m francs = 12000000 CHF", "29m = 29000000 CHF"]),
    ("margins of 12.5% from 10.2", ["12.5% = 12.5 percent", "10.2 = 10.2 percent"]),
    (
        "87.9 million people, 1.5 million fewer",
        ["87.9 million people = 87900000 person", "1.5 million = 1500000 person"],
    ),
    (
        "$5 billion on 3 million vehicles, up from 2.8 million",
        ["$5 billion = 5000000000 USD", "3 million vehicles = 3000000 vehicle", "2.8 million = 2800000 vehicle"],
    ),
    # companies' reports
    (
        "The group has 12 500 employees and sales of 1 200 500 euros.",
        ["12 500 employees = 12500 employee", "1 200 500 euros = 1200500 EUR"],
    ),
    (
        "EBIT margin was 8.1% (7.4%), and EPS €2.15 (€1.98).",
        ["8.1% = 8.1 percent", "7.4% = 7.4 percent", "€2.15 = 2.15 EUR", "€1.98 = 1.98 EUR"],
    ),
    (
        "Net debt/EBITDA stood at 2.3x; order intake was SEK 5,430 M.",
        ["2.3x = 2.3 multiple", "SEK 5,430 M = 5430000000 SEK"],
    ),
    (
        "US$5.5m-US$6m, then Rs. 4,000-5,000 crore",
        [
            "US$5.5m = 5500000 USD",
            "US$6m = 6000000 USD",
            "Rs. 4,000 = 40000000000 INR",
            "5,000 crore = 50000000000 INR",
        ],
    ),
    ("Margins fell 1.2 points to 14.3%.", ["1.2 points = 1.2 percentage_point", "14.3% = 14.3 percent"]),
    # statistics
    (
        "Private payrolls rose by 161,000, compared with the median estimate for 198,000.",
        ["161,000 = 161000 job", "198,000 = 198000 job"],
    ),
    (
        "The number of unemployed people was 6.3 million, up from 5.9 million.",
        ["6.3 million = 6300000 person", "5.9 million = 5900000 person"],
    ),
    ("two-tenths of a percentage point", ["two-tenths of a percentage point = 0.2 percentage_point"]),
    ("Shares traded above the 200-day average.", ["200-day = 200 day"]),
    ("It has 1,000MW under way and another 3,000 planned.", ["1,000MW = 1000 megawatt", "3,000 = 3000 megawatt"]),
    # below zero
    ("growth of -17%", ["-17% = 17 percent"]),
    ("Shares moved -3.2%.", ["-3.2% = 3.2 percent"]),
    ("an interest rate of -0.1%", ["-0.1% = -0.1 percent"]),
    ("an operating margin of -2.5%", ["-2.5% = -2.5 percent"]),
    ("minus five percent", ["minus five percent = -5 percent"]),
    ("Adjusted EBITDA was $(1.2) million.", ["$(1.2) million = -1200000 USD"]),
    ("a net loss of $(1.2) million, or $(0.15) per share", ["$(1.2) million = 1200000 USD", "$(0.15) = 0.15 USD"]),
    ("cash flow of -$5 million", ["-$5 million = -5000000 USD"]),
    # qualifiers
    (
        "more than 200, over €5m, above 10% and exceeding 5 GW",
        ["€5m = 5000000 EUR, more than", "10% = 10 percent, more than", "5 GW = 5 gigawatt, more than"],
    ),
    ("eight of the 10 most popular apps", ["eight = 8 most popular app", "10 most popular apps = 10 most popular app"]),
    ("a profit of pounds 75m (dollars 141m)", ["pounds 75m = 75000000 GBP", "dollars 141m = 141000000 USD"]),
    ("400 of their remaining 900 shops", ["400 = 400 shop", "900 shops = 900 shop"]),
    (
        "handing over 432 jets, output of near 4 million barrels",
        ["432 jets = 432 jet", "4 million barrels = 4000000 barrel, nearly"],
    ),
    ("less than $90,000 (£71,000)", ["$90,000 = 90000 USD, less than", "£71,000 = 71000 GBP, less than"]),
    ("$60,000 (£47,000) or above", ["$60,000 = 60000 USD, at least", "£47,000 = 47000 GBP, at least"]),
    (
        "about 10%, some 300 people, ~43% and an estimated 5 million users",
        [
            "10% = 10 percent, about",
            "300 people = 300 person, about",
            "43% = 43 percent, about",
            "5 million users = 5000000 user, about",
        ],
    ),
    ("(approx. ₹83 crore)", ["₹83 crore = 830000000 INR, about"]),
    (
        "nearly 5%, almost 10 years, close to $850 million and just under 3%",
        [
            "5% = 5 percent, nearly",
            "10 years = 10 year, nearly",
            "$850 million = 850000000 USD, nearly",
            "3% = 3 percent, nearly",
        ],
    ),
    ("just shy of $1B", ["$1B = 1000000000 USD, nearly"]),
    (
        "up to 40%, as many as 500 jobs and no more than 5%",
        ["40% = 40 percent, up to", "500 jobs = 500 job, up to", "5% = 5 percent, up to"],
    ),
    ("at least $5, no fewer than 12 cities", ["$5 = 5 USD, at least", "12 cities = 12 city, at least"]),
    ("200+ partners and over $500M+", ["200+ partners = 200 partner, more than", "$500M = 500000000 USD, more than"]),
    ("around 5%, or so", ["5% = 5 percent, about"]),
    ("500 or more people", ["500 or more people = 500 person, at least"]),
    # headlines
    (
        "Acme Cuts 500 Jobs, Closes 12 Plants In 3 Countries",
        ["500 Jobs = 500 job", "12 Plants = 12 plant", "3 Countries = 3 country"],
    ),
    (
        "Acme Q3 Revenue Rises 12% To $3.4B; Sees FY20 EPS At $2.10-$2.20",
        ["12% = 12 percent", "$3.4B = 3400000000 USD", "$2.10 = 2.1 USD", "$2.20 = 2.2 USD"],
    ),
    ("Startups That Raised Over $100M In 2019", ["$100M = 100000000 USD, more than"]),
    # tables
    (
        "Ticker Last Change\nACM ACME INC. 318.20 -9.75 -2.97%\nBET BETA CO. 61.05 +0.88 +1.46%",
        [
            "318.20 = 318.2 USD",
            "-9.75 = 9.75 USD",
            "-2.97% = 2.97 percent",
            "61.05 = 61.05 USD",
            "0.88 = 0.88 USD",
            "1.46% = 1.46 percent",
        ],
    ),
    ("Revenue $ 293,560 $ 303,457 (3.3)%", ["(3.3)% = 3.3 percent"]),
    ("Net income 44,235 51,812 118,291", []),
    ("Costs | $ | 470.2 | $ | 1,910.2 |", []),
    ("Revenue | $5.2 million | 8%", ["$5.2 million = 5200000 USD", "8% = 8 percent"]),
]


@pytest.mark.parametrize(("text", "quantities"), MEANINGS)
def test_a_number_is_read_with_its_sign_magnitude_unit_and_qualifier(text: str, quantities: list[str]) -> None:
    assert told(text) == quantities


NO_QUANTITIES = [
    "The builder of the Three Gorges Dam is back.",
    "COVID-19, GPT-4, 24/7 support, the iPhone 15, 5G networks, A-shares, Face++ and 4K screens",
    "one of the big three, no one else, one another",
    "On April 30, 2021, at 7:30 a.m. ET, call +1 (308) 555-0191 or 0800 123 4567.",
    "1 Market Street, Suite 400, San Mateo, CA 94401, and 10 Downing Street",
    "https://example.com/2020/01/55%20off?id=12345 and www.example.com/a5",
    "fiscal 2019, FY20, Q4 2018, 3Q19, 1H20, 2019-20 and the 1990s",
    "Windows 10 users, Fortune 500 companies and S&P 500 members",
    "Form 10-K, 8-K and section 230",
    "the 18-year-old student, 45, and adults aged 40-48 or those under 30",
    "She is 5 years old; the 20-year-old leader and its two-year-old rival",
    "It won 3-1, at a ratio of 3:1, in a 2-for-1 split.",
    "Version 3.2.1 on Android 11, iOS 14 and Python 3.11",
    "Chapter 11, Article 50, Phase 3, Level 4, Tier 1 and Formula 1",
    "1. Acme is buying Beta\n2) Google wants more",
    "The Boeing 737 MAX, the A380 and the Model 3",
    "3M said 7-Eleven would open; 20th Century and Forever 21 closed.",
    "the first time, a third party, second-hand, third quarter, second half, first-half profit, one-time charge",
    "the three months ended September, the first nine months and six months to June",
    "Reg. No. 201912345K, ISBN 978-3-16-148410-0, patent 9,876,543",
    "World War 2, Apollo 11, Super Bowl 50, Channel 4, Catch-22",
    "0700.HK, 600519.SS and 005930.KS",
    "tens of thousands of people, hundreds of millions of dollars, dozens of firms, several thousand jobs",
    "a billion-dollar company in a multimillion-dollar deal",
    "doubling down on double-digit growth, a double-decker",
    "a quarter earlier, half-year results, the other half, half past",
    "in 2016 and 2020, the 2020 results, the class of 1999",
    "It was named twice. The FTC made a second request.",
    "~~₹1200~~",
    "All 70 of us called Bob 3",
    "CVE-2019-1350 and 2019-01-14 on 12/31/2020",
    "12345678901234567890123 and 007",
    "nearly 2-to-1, in a 2-for-1 split",
    "its 737 MAX jets and 787 planes",
    "Closures\n$\n3,023\n1,309\n(331\n)",
    "On May 12 500 people",
    "5.1 Options\n8.2 Filters",
]


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_what_names_or_numbers_something_is_no_quantity(text: str) -> None:
    assert told(text) == []


STILL_WRONG = [
    ("The fish weighed 12 pounds.", ["12 pounds = 12 pound"]),
    (
        "46.9 million phones and 10.1 million tablets, against 45.5 million and 9.7 million",
        [
            "46.9 million phones = 46900000 phone",
            "10.1 million tablets = 10100000 tablet",
            "45.5 million = 45500000 phone",
            "9.7 million = 9700000 tablet",
        ],
    ),
    ("one kuai and five mao five", ["one kuai and five mao five = 1.55 CNY"]),
    ("It runs the market under four units.", ["four units = 4 unit"]),
]


@pytest.mark.parametrize(("text", "quantities"), STILL_WRONG)
@pytest.mark.xfail(strict=True, reason="needs more than the words around the number")
def test_known_to_be_read_wrongly(text: str, quantities: list[str]) -> None:
    assert told(text) == quantities


def test_amounts_are_exact_and_plainly_written() -> None:
    values = [quantity.value for quantity in parse_quantities("$0.1, 12.3 billion yen, 640 pence", VOCABULARY)]
    assert [str(value) for value in values] == ["0.1", "12300000000", "6.4"]
    assert all(isinstance(value, Decimal) for value in values)


def test_the_rows_of_the_currency_table_are_well_formed() -> None:
    for row in VOCABULARY.rows("currencies"):
        assert row["form"] == row["form"].lower().strip()
        assert len(row["code"]) == 3, row
        assert row["code"].isupper(), row
        assert row["side"] in {"before", "after", "both", "attached"}, row
        assert Decimal(row["parts"]) > 0, row
        assert row["case"] in {"", "upper", "lower"}, row
        assert row["needs"] in {"", "magnitude", "hundred"}, row


def test_skipped_spans_are_passed_over() -> None:
    text = "Sales rose 5%. Share this with 300 friends. Costs fell 3%."
    start = text.index("Share")
    reading = Reading(Document("", text, skips=((start, text.index("Costs")),)), VOCABULARY)
    find_quantities(reading)
    assert [text[quantity.start : quantity.end] for quantity in reading.quantities] == ["5%", "3%"]


@pytest.mark.parametrize(
    "text", ["İ 5%", "İİİ RMB10 trillion", "\ud800 5%", "5\x00% and 6%", "5\u00a0million\u202fpeople"]
)
def test_offsets_hold_in_any_text(text: str) -> None:
    quantities = parse_quantities(text, VOCABULARY)
    assert quantities
    assert all(text[quantity.start : quantity.end].strip() for quantity in quantities)


@pytest.mark.parametrize("digits", ["9" * 400, "123," * 130 + "000", f"${'9' * 400} million", f"0.{'1' * 400}%"])
def test_numbers_of_hundreds_of_digits_are_identifiers(digits: str) -> None:
    assert told(digits) == []


WORDS = st.sampled_from(
    [
        *(
            "$ € RMB Rs 5 10.5 1,000 0 one two-thirds half third quarter dozen million bn crore % percent points bps"
        ).split(),
        *(
            "COVID-19 2019 May 4 Q1 No. # top ( ) - – , . : / ~ + to and or from of in out than more nearly minus"
        ).split(),
        *("people Companies times x doubled twice years old largest USD yen İ ½ \ud800 \x00 \n \t | 's ’").split(),
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(WORDS, max_size=30).map(" ".join),
    st.lists(WORDS, max_size=30).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_quantities_stand_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for quantity in parse_quantities(text, VOCABULARY):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.value.is_finite()
        end = quantity.end


@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert parse_quantities(text, VOCABULARY) == parse_quantities(text, VOCABULARY)
