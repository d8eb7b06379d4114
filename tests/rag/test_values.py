"""Figures, amounts and dates in both languages, against values worked out by hand."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values import Rough, Value, ValueKind, find_values, states, values_agree


def short(value: Value) -> str:
    """`money 5000 USD`, `date 2025-2-10`, with `?` for a part that the text does not state."""
    if value.kind is ValueKind.DATE:
        return "date " + "-".join(str(part or "?") for part in (value.year, value.month, value.day))
    assert value.number is not None
    number = format(value.number.normalize(), "f")
    return f"{value.kind} {number} {value.unit}".strip()


TABLE = {
    # money
    "1030 亿卢比": ["money 103000000000 INR"],
    "103 billion rupees": ["money 103000000000 INR"],
    "42 million francs": ["money 42000000 CHF"],
    "4200万法郎": ["money 42000000 CHF"],
    "12 won": ["number 12"],
    "2024-2027": ["date 2024-?-?", "date 2027-?-?"],
    "10.3 billion rupees": ["money 10300000000 INR"],
    "近1130亿美元": ["money 113000000000 USD"],
    "nearly US$113 billion": ["money 113000000000 USD"],
    "$113bn": ["money 113000000000 USD"],
    "12.5 亿美元": ["money 1250000000 USD"],
    "US$1.25 billion": ["money 1250000000 USD"],
    "1090 亿欧元": ["money 109000000000 EUR"],
    "€109 billion": ["money 109000000000 EUR"],
    "£2.5m": ["money 2500000 GBP"],
    "100 million pounds": ["money 100000000 GBP"],
    "10 crore rupees": ["money 100000000 INR"],
    "Rs. 500": ["money 500 INR"],
    "₹1,000": ["money 1000 INR"],
    "两万亿元": ["money 2000000000000 CNY"],
    "2 trillion yuan": ["money 2000000000000 CNY"],
    "三千亿美元": ["money 300000000000 USD"],
    "300 billion US dollars": ["money 300000000000 USD"],
    "五百万欧元": ["money 5000000 EUR"],
    "USD 5 million": ["money 5000000 USD"],
    "约1,234,567元": ["money 1234567 CNY"],
    "100人民币": ["money 100 CNY"],
    "1130多亿美元": ["money 113000000000 USD"],
    "（12.5 亿美元），另有3000亿日元": ["money 1250000000 USD", "money 300000000000 JPY"],
    # shares
    "67%": ["percent 67"],
    "67％": ["percent 67"],
    "67 percent": ["percent 67"],
    "0.5 per cent": ["percent 0.5"],
    "百分之六十七": ["percent 67"],
    "百分之67": ["percent 67"],
    "25%-35%": ["percent 25", "percent 35"],
    "25%至35%": ["percent 25", "percent 35"],
    "25% to 35%": ["percent 25", "percent 35"],
    # plain numbers
    "84 份意见书": ["number 84"],
    "200 多个组织": ["number 200"],
    "more than 200 organisations": ["number 200"],
    "111 个国家提交的 770 个项目": ["number 111", "number 770"],
    "1500名嘉宾": ["number 1500"],
    "1,500 guests": ["number 1500"],
    "3.5万人": ["number 35000"],
    "一万人": ["number 10000"],
    "十万人": ["number 100000"],
    "百万工程师": ["number 1000000"],
    "one million engineers": ["number 1000000"],
    "5 lakh": ["number 500000"],
    "70亿参数": ["number 7000000000"],
    "7 billion parameters": ["number 7000000000"],
    "五大主题": ["number 5"],
    "five themes": ["number 5"],
    "twenty-one": ["number 21"],
    "一百二十三个": ["number 123"],
    "1/17": ["number " + format((Decimal(1) / Decimal(17)).normalize(), "f")],
    "1/2": ["number 0.5"],
    "one-tenth of it": ["number 0.1"],
    "one-fiftieth": ["number 0.02"],
    "a hundredth": ["number 0.01"],
    "a sixth time": [],
    # ranks
    "位列第三": ["rank 3"],
    "排名第3": ["rank 3"],
    "ranks third": ["rank 3"],
    "ranked 3rd": ["rank 3"],
    "comes in second": ["rank 2"],
    # dates
    "2025年2月10日": ["date 2025-2-10"],
    "2025年2月10-11日": ["date 2025-2-10", "date 2025-2-11"],
    "2月10日-11日": ["date ?-2-10", "date ?-2-11"],
    "10–11 February 2025": ["date 2025-2-10", "date 2025-2-11"],
    "February 10-11, 2025": ["date 2025-2-10", "date 2025-2-11"],
    "11月25日至27日": ["date ?-11-25", "date ?-11-27"],
    "from 25 to 27 November": ["date ?-11-25", "date ?-11-27"],
    "12 月 9 日": ["date ?-12-9"],
    "9th of December": ["date ?-12-9"],
    "Dec. 9, 2024": ["date 2024-12-9"],
    "2024年9月30日至10月2日": ["date 2024-9-30", "date ?-10-2"],
    "2025-02-12": ["date 2025-2-12"],
    "2025-02": ["date 2025-2-?"],
    "2025年": ["date 2025-?-?"],
    "by 2027": ["date 2027-?-?"],
    "2024 年至 2027 年": ["date 2024-?-?", "date 2027-?-?"],
    "between 2024 and 2027": ["date 2024-?-?", "date 2027-?-?"],
    "9月起": ["date ?-9-?"],
    "in September": ["date ?-9-?"],
    "May 2025": ["date 2025-5-?"],
    # names with digits, and words that only hold a numeral
    "GPT-4 and DeepSeek-R1": [],
    "3G、5G、3S框架": [],
    "G7 COVID-19 F-16 Web3": [],
    "it may rain, march on": [],
    "统一、唯一、一些、一方面、第一": [],
    "no figures here": [],
    "": [],
}


@pytest.mark.parametrize("text", TABLE)
def test_the_values_of_a_text_are_those_worked_out_by_hand(text: str) -> None:
    assert [short(value) for value in find_values(text)] == TABLE[text]


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE) >= 60


def one(text: str) -> Value:
    (value,) = find_values(text)
    return value


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("1030亿卢比", "103 billion rupees"),
        ("12.5亿美元", "US$1.25 billion"),
        ("1130亿美元", "$113bn"),
        ("10 crore rupees", "1亿卢比"),
        ("五百万欧元", "€5 million"),
        ("百万", "1,000,000"),
        ("100 million", "1亿美元"),
        ("67%", "百分之六十七"),
        ("1/2", "0.5"),
        ("位列第三", "ranks third"),
        ("五个", "five"),
        ("2月10日", "10 February 2025"),
        ("2025年", "12 February 2025"),
        ("9月", "30 September 2024"),
        ("2025-02-12", "February 12, 2025"),
        ("10号上午", "2月10日"),
        ("on the morning of the 10th", "10 February"),
    ],
)
def test_the_same_said_otherwise_agrees(left: str, right: str) -> None:
    assert values_agree(one(left), one(right))
    assert values_agree(one(right), one(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("1030亿卢比", "10.3 billion rupees"),
        ("1030亿", "1.03 trillion"),
        ("1030亿卢比", "103 billion dollars"),
        ("1万", "100,000"),
        ("1亿", "10 million"),
        ("10 crore", "10 lakh"),
        ("67%", "67"),
        ("67%", "76%"),
        ("0.5%", "1/2"),
        ("位列第三", "3"),
        ("ranks third", "ranks second"),
        ("2月10日", "11 February"),
        ("2月10日", "10 March"),
        ("10号上午", "2月11日"),
        ("10 February 2025", "10 February 2024"),
        ("2025年", "2 月"),
        ("2025年", "2,025"),
        ("1/17", "1/7"),
    ],
)
def test_what_is_not_the_same_disagrees(left: str, right: str) -> None:
    assert not values_agree(one(left), one(right))
    assert not values_agree(one(right), one(left))


@pytest.mark.parametrize("text", TABLE)
def test_values_lie_in_the_text_in_order(text: str) -> None:
    values = find_values(text)
    assert all(0 <= v.start < v.end <= len(text) for v in values)
    assert all(a.start <= b.start for a, b in pairwise(values))
    spans = sorted({(v.start, v.end) for v in values})
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize("text", ["five themes", "五大主题", "十二个", "twelve"])
def test_a_number_written_as_a_word_is_marked(text: str) -> None:
    assert one(text).is_word


@pytest.mark.parametrize("text", ["5 themes", "5个", "3.5万", "67%"])
def test_a_number_written_in_digits_is_not(text: str) -> None:
    assert not one(text).is_word


@pytest.mark.parametrize("text", ["5 billion", "10亿美元", "67%", "February 10, 2025", "2025年"])
def test_a_value_spans_its_unit_and_scale(text: str) -> None:
    value = one(f"ab {text} 项")
    assert f"ab {text} 项"[value.start : value.end] == text


@given(st.text("0123456789,.%$€亿万千百十一二三年月日-/ aGmkbB第位列", max_size=30))
def test_no_text_breaks_the_search(text: str) -> None:
    values = find_values(text)
    assert all(0 <= v.start < v.end <= len(text) for v in values)
    assert all(values_agree(v, v) for v in values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("25-35%", ["percent 25", "percent 35"]),
        ("25 to 35 percent", ["percent 25", "percent 35"]),
        ("10-20亿美元", ["money 1000000000 USD", "money 2000000000 USD"]),
        ("5-10 million", ["number 5000000", "number 10000000"]),
        ("5-10 million dollars", ["money 5000000 USD", "money 10000000 USD"]),
        ("3 to 5 projects", ["number 3", "number 5"]),
    ],
)
def test_both_ends_of_a_range_carry_what_stands_behind_the_second(text: str, values: list[str]) -> None:
    assert [short(value) for value in find_values(text)] == values


@pytest.mark.parametrize(
    ("text", "year"),
    [("2024首尔峰会", 2024), ("巴黎2025AI峰会", 2025), ("2025AI行动峰会", 2025)],
)
def test_a_year_that_touches_a_name_is_a_year(text: str, year: int) -> None:
    assert [short(value) for value in find_values(text)] == [f"date {year}-?-?"]


@pytest.mark.parametrize("text", ["第三届峰会", "第三届", "第十二期"])
def test_an_ordinal_is_no_count(text: str) -> None:
    assert find_values(text) == ()


# --- Hedged numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一千多亿卢比", "money 100000000000 INR"),
        ("1000多亿卢比", "money 100000000000 INR"),
        ("超过1000亿卢比", "money 100000000000 INR"),
        ("高达1090亿欧元", "money 109000000000 EUR"),
        ("200 余个组织", "number 200"),
        ("逾200家", "number 200"),
        ("三百多名", "number 300"),
        ("十几个", "number 10"),
        ("上千亿卢比", "money 100000000000 INR"),
        ("over 200 groups", "number 200"),
        ("more than 200 groups", "number 200"),
        ("at least 84", "number 84"),
        ("200+ groups", "number 200"),
        ("20-odd countries", "number 20"),
        ("100-plus billion rupees", "money 100000000000 INR"),
        ("over US$100 billion", "money 100000000000 USD"),
        ("in excess of a 100 million dollars", "money 100000000 USD"),
    ],
)
def test_a_number_that_says_there_are_more_is_hedged_upwards(text: str, value: str) -> None:
    assert (short(one(text)), one(text).rough) == (value, Rough.MORE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("近1130亿美元", "money 113000000000 USD"),
        ("约1500名嘉宾", "number 1500"),
        ("大约 110 个国家", "number 110"),
        ("将近一千五百名", "number 1500"),
        ("200个左右", "number 200"),
        ("200左右", "number 200"),
        ("近67%", "percent 67"),
        ("about 110 countries", "number 110"),
        ("nearly 113 billion", "number 113000000000"),
        ("nearly US$113 billion", "money 113000000000 USD"),
        ("roughly $113bn", "money 113000000000 USD"),
        ("some 1,500 guests", "number 1500"),
        ("close to 67%", "percent 67"),
    ],
)
def test_a_number_that_says_it_is_about_as_much_is_hedged_both_ways(text: str, value: str) -> None:
    assert (short(one(text)), one(text).rough) == (value, Rough.ABOUT)


@pytest.mark.parametrize(
    "text",
    ["1030亿卢比", "200个", "五个", "共200个", "103 billion rupees", "the 200 groups", "67%", "2025年"],
)
def test_a_number_without_such_words_is_exact(text: str) -> None:
    assert one(text).rough is Rough.NO


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("批准了一千多亿卢比的投资", "一千多亿卢比"),
        ("有200 余个组织", "200 余"),
        ("a 100-plus billion rupee plan", "100-plus billion rupee"),
        ("a 103-billion-rupee plan", "103-billion-rupee"),
    ],
)
def test_a_hedged_or_hyphenated_number_spans_its_hedge_scale_and_unit(text: str, inside: str) -> None:
    assert text[one(text).start : one(text).end] == inside


@pytest.mark.parametrize("text", ["103-billion-rupee", "a 103-billion-rupee plan", "103 billion-rupee"])
def test_hyphens_between_a_number_its_scale_and_its_unit_change_nothing(text: str) -> None:
    assert short(one(text)) == "money 103000000000 INR"
    assert states(one("1030 亿卢比"), one(text))


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        # as far as the next number of as few figures: 1000 to 2000, 200 to 300
        ("一千多亿卢比", "1030亿卢比"), ("一千多亿卢比", "103 billion rupees"), ("一千多亿卢比", "1000亿卢比"),
        ("一千多亿", "1999亿"), ("200多个", "214 groups"), ("over 200", "299"), ("over 200", "200"),
        ("100-plus billion rupees", "1030 亿卢比"), ("over US$100 billion", "1130亿美元"),
        # 15 in 100 up or down
        ("about 100", "85"), ("about 100", "115"), ("about 100", "100"), ("约1500名", "1,499"),
        ("近1130亿美元", "US$109 billion"), ("nearly 120 billion", "1130亿"), ("200个左右", "214个"),
        ("about 67%", "70%"),
        # a bare number and an amount of that size
        ("一千多亿", "1030亿卢比"), ("about 100 billion rupees", "1030亿"),
    ],
)  # fmt: skip
def test_a_hedged_number_is_stated_by_any_that_it_could_stand_for(asked: str, stated: str) -> None:
    assert states(one(stated), one(asked))


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("一千多亿卢比", "2000亿卢比"), ("一千多亿卢比", "999亿卢比"), ("一千多亿卢比", "1030亿美元"),
        ("一千多亿卢比", "10.3 billion rupees"), ("200多个", "300"), ("over 200", "199"), ("over 200", "2,000"),
        ("about 100", "84"), ("about 100", "116"), ("about 67%", "67"), ("近1130亿美元", "1130亿欧元"),
        ("about 67", "67%"), ("over 3", "位列第三"), ("over 2,000", "2025年"),
    ],
)  # fmt: skip
def test_a_hedged_number_is_not_stated_by_one_that_it_could_not_stand_for(asked: str, stated: str) -> None:
    assert not states(one(stated), one(asked))


@pytest.mark.parametrize(
    ("asked", "stated", "does"),
    [
        ("100", "about 100", True),
        ("103", "over 100", False),
        ("1030亿卢比", "一千多亿卢比", False),
        ("103 billion rupees", "1030亿卢比", True),
    ],
)
def test_an_exact_number_is_stated_only_by_the_same_however_it_is_hedged(
    asked: str, stated: str, *, does: bool
) -> None:
    assert states(one(stated), one(asked)) is does


@pytest.mark.parametrize(
    ("asked", "stated", "does"),
    [
        ("2025年", "2025年2月10日", True),
        ("2月10日", "10 February 2025", True),
        ("2025年2月", "2025年", False),
        ("2月10日", "2月", False),
        ("10 February", "11 February", False),
    ],
)
def test_a_date_is_stated_only_by_one_as_fine_as_itself(asked: str, stated: str, *, does: bool) -> None:
    assert states(one(stated), one(asked)) is does
