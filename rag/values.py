"""Numbers, amounts and dates in Chinese and English text, in one form in which they can be compared.

`1030 亿卢比` and `103 billion rupees` give the same `Value`; `10.3 billion` gives another. Dates compare by the
parts that both sides state: `2月10日` agrees with `10 February 2025`.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from rag.numerals import parse_number

__all__ = ["Rough", "Value", "ValueKind", "find_values", "states", "values_agree"]


class ValueKind(StrEnum):
    """What a value measures."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    RANK = "rank"


class Rough(StrEnum):
    """How a number is hedged."""

    NO = "no"
    ABOUT = "about"
    """`约`, `近`, `about`, `nearly`."""
    MORE = "more"
    """`一千多亿`, `200 余`, `over 200`, `100-plus billion`."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number, amount or date found in a text.

    `number` is in units (not millions); `unit` is an ISO 4217 code for money, else empty. For a date, `number`
    is None and the parts that the text states are set. `start:end` are code points of the text.
    """

    kind: ValueKind
    start: int
    end: int
    number: Decimal | None = None
    unit: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_word: bool = False
    """Whether the number was written as a word (`five`, `五`): often a count of items, seldom a figure."""
    rough: Rough = Rough.NO
    """Whether the text says that the number is not exact, and on which side the true one lies."""


_CURRENCIES = {
    "美元": "USD", "美金": "USD", "us$": "USD", "usd": "USD", "$": "USD", "dollar": "USD", "dollars": "USD",
    "欧元": "EUR", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "英镑": "GBP", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP",
    "卢比": "INR", "₹": "INR", "rs": "INR", "inr": "INR", "rupee": "INR", "rupees": "INR",
    "人民币": "CNY", "元": "CNY", "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "¥": "CNY",
    "日元": "JPY", "jpy": "JPY", "yen": "JPY",
    "法郎": "CHF", "chf": "CHF", "franc": "CHF", "francs": "CHF", "韩元": "KRW", "krw": "KRW",
    "卢布": "RUB", "rub": "RUB", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB",
    "迪拉姆": "AED", "aed": "AED", "dirham": "AED", "dirhams": "AED",
    "里亚尔": "SAR", "sar": "SAR", "riyal": "SAR", "riyals": "SAR",
    "加元": "CAD", "cad": "CAD", "澳元": "AUD", "aud": "AUD", "新元": "SGD", "sgd": "SGD", "港元": "HKD", "hkd": "HKD",
}  # fmt: skip
_MONTHS = {
    name: index
    for index, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1,
    )
    for name in names.split()
}  # fmt: skip

_ZH_SCALE = r"(?:万亿|千亿|百亿|十亿|千万|百万|亿|万|千(?=[万亿\s美欧元名个多])|百(?=万))"
_EN_SCALE = r"(?:thousand|million|billion|trillion|crore|lakh|bn|mn|tn)\b|(?:[mMkKB](?![A-Za-z]))"
_DIGITS = r"\d+(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ZH_NUMERAL = r"[零〇一二两三四五六七八九十百千]+"
_EN_NUMERAL = (
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
    r"|dozen)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|hundred))*\b"
)
_SYMBOL = r"(?:US\$|(?<![A-Za-z])(?:USD|EUR|GBP|INR|CNY|RMB|Rs\.?)|[$€£₹¥])"
_UNIT = (
    r"(?:美元|美金|欧元|英镑|卢比|人民币|日元|法郎|韩元|卢布|迪拉姆|里亚尔|加元|澳元|新元|港元|元|(?:US\s?)?dollars?\b|euros?\b|pounds?\b|rupees?\b|yuan\b|yen\b"
    r"|francs?\b|rou?bles?\b|dirhams?\b|riyals?\b"
    r"|(?:USD|EUR|GBP|INR|RMB|CNY|CHF|KRW|RUB|AED|SAR|CAD|AUD|SGD|HKD)\b)"
)
_MONTH_NAME = r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"  # noqa: E501
_RANGE = r"\s*(?:-|–|—|~|至|到|to|and|through|until)\s*"

_DATES = [
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?(?!\d)"),
    re.compile(
        r"(?:(?P<year>\d{4})\s*年\s*)?(?P<month>\d{1,2})\s*月(?:份)?"
        r"(?:\s*(?P<day>\d{1,2})\s*[日号]?"
        + _RANGE
        + r"(?P<day2>\d{1,2})\s*[日号]|\s*(?P<day1>\d{1,2})\s*[日号])?"
    ),
    # A day alone, of a month that goes without saying.
    re.compile(
        r"(?<![\d月第.])(?P<day>[12]?[1-9]|[123]0|31)\s?[号日](?=上午|下午|中午|早|晚|夜|凌晨|当天|那天|这天|开幕|召开|举行)"
    ),
    re.compile(r"\b(?:on|of|by|until|from) the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! \w)", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})\s*年"),
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:" + _RANGE + r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?"
        r"(?:\s+of)?\s+" + _MONTH_NAME.format("name") + r"(?![a-z])(?:,?\s+(?P<year>\d{4}))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b" + _MONTH_NAME.format("name") + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
        r"(?:" + _RANGE + r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<year>\d{4}))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<name>January|February|March|April|June|July|August|September|October|November|December)\b(?:,?\s+(?P<year>\d{4}))?"
    ),
    re.compile(r"\bMay\s+(?P<year>\d{4})\b"),
    # The end of a span of years: 2024-2027.
    re.compile(r"(?<=(?<!\d)(?:19|20)\d\d[-–—~])(?P<year>(?:19|20)\d{2})(?![\d%年-])"),
    re.compile(
        r"(?<![\dA-Za-z.,$€£₹¥\-])(?P<year>(?:19|20)\d{2})(?!\d|%|(?!s\b)[a-z])(?!\s*(?:年|[个名份位项人家亿万美欧元]))(?![,.]\d)"
    ),
    re.compile(
        r"\b(?:in|after|since|before|until|till|by|from|during|circa|around) (?:the )?(?P<year>1\d{3})s?\b(?![,.]\d)",
        re.IGNORECASE,
    ),
]
_FRACTION = re.compile(r"(?<![\d/])(?P<top>\d+)\s*/\s*(?P<bottom>\d+)(?![\d/])")
_NUMBER = re.compile(
    rf"(?P<symbol>{_SYMBOL}\s?)?(?:(?P<digits>{_DIGITS})|(?P<zh>{_ZH_NUMERAL})|(?P<en>{_EN_NUMERAL}))"
    rf"(?P<more>\s?(?:余|多|来|几)(?=\s?[万亿个名家份位美欧元])|\+|-?\s?(?:plus|odd)\b)?(?:[\s\-]?(?P<scale>{_ZH_SCALE}|{_EN_SCALE}))?"
    rf"\s?(?P<percent>%|％|percent\b|per cent\b)?(?:[\s\-]?(?P<unit>{_UNIT}))?",
    re.IGNORECASE,
)
# What the second end of a range tells of the first: "25-35%", "10-20亿美元", "$5-10 million".
_RANGE_FOLLOWS = re.compile(
    rf"{_RANGE}(?:{_SYMBOL}\s?)?(?:{_DIGITS})\s?(?P<scale>{_ZH_SCALE}|{_EN_SCALE})?"
    rf"\s?(?P<percent>%|％|percent\b|per cent\b)?(?P<unit>\s?{_UNIT})?",
    re.IGNORECASE,
)
# "One-seventeenth"; a half, a third and a quarter are seldom figures.
_FRACTION_WORDS = re.compile(
    r"\b(?:one|an?)[- ](?P<bottom>sixth|seventh|tenth|eleventh|\w+teenth"
    r"|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|hundredth)\b"
    r"(?! (?:time|anniversary|session|edition|century|birthday))",
    re.IGNORECASE,
)
_ZH_PERCENT = re.compile(rf"百分之(?P<number>{_DIGITS}|{_ZH_NUMERAL})")


@lru_cache(8192)
def find_values(text: str) -> tuple[Value, ...]:
    """Find every number, amount and date of a text.

    Args:
        text: Chinese, English or both.

    Returns:
        Values in order of appearance, none overlapping another; a range gives one value for each end.
        Chinese numerals count only where a measure word or a scale follows, since 一 is part of many words.
    """
    taken: list[tuple[int, int]] = []
    found: list[Value] = []
    for finder in (_find_dates, _find_ranks, _find_fractions, _find_zh_percents, _find_numbers):
        for value in finder(text):
            if all(value.end <= start or value.start >= end for start, end in taken):
                found.append(value)
        taken = [(value.start, value.end) for value in found]
    return tuple(sorted(found, key=lambda value: (value.start, value.end)))


def values_agree(left: Value, right: Value) -> bool:
    """Whether two values say the same, as far as both say it.

    A bare number agrees with an amount of the same size, since a currency is often named only once.
    """
    if ValueKind.DATE in (left.kind, right.kind):
        return left.kind is right.kind and _dates_agree(left, right)
    if left.number != right.number:
        return False
    if {left.kind, right.kind} & {ValueKind.PERCENT, ValueKind.RANK}:
        return left.kind is right.kind
    return not (left.unit and right.unit) or left.unit == right.unit


def states(text_value: Value, asked: Value) -> bool:
    """Whether a text's value states what a question's does.

    A date must be stated as finely as it was asked; a hedged number (`一千多亿`, `about 110`) is stated by any that
    it could stand for.
    """
    if asked.kind is ValueKind.DATE and text_value.kind is ValueKind.DATE:
        finest = next(part for part in ("day", "month", "year") if getattr(asked, part) is not None)
        if getattr(text_value, finest) is None:
            return False
    if asked.rough is not Rough.NO and text_value.number is not None and asked.number:
        return _could_stand_for(asked, text_value)
    return values_agree(text_value, asked)


def _could_stand_for(hedged: Value, exact: Value) -> bool:
    """Whether a hedged number may mean another: 一千多亿 means 1000 to 2000亿, `about 100` 85 to 115."""
    meant, found = hedged.number, exact.number
    if meant is None or found is None or not values_agree(replace(exact, number=meant), hedged):
        return False
    if hedged.rough is Rough.MORE:
        return meant <= found < meant + Decimal(10) ** meant.adjusted()
    return abs(found - meant) <= meant * _ABOUT_SHARE


def _dates_agree(left: Value, right: Value) -> bool:
    parts = [(left.year, right.year), (left.month, right.month), (left.day, right.day)]
    shared = [(a, b) for a, b in parts if a is not None and b is not None]
    return bool(shared) and all(a == b for a, b in shared)


def _find_dates(text: str) -> list[Value]:
    found: list[Value] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if not any(v.start < match.end() and match.start() < v.end for v in found):
                found += _date_values(match)
    return found


def _date_values(match: re.Match[str]) -> list[Value]:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    month = _month(groups, match.group())
    days = [int(groups[key]) for key in ("day", "day1", "day2") if groups.get(key)]
    if month is not None and not 1 <= month <= 12:
        return []
    where = (ValueKind.DATE, match.start(), match.end())
    return [Value(*where, year=year, month=month, day=day) for day in days] or [
        Value(*where, year=year, month=month)
    ]


def _month(groups: dict[str, str | None], matched: str) -> int | None:
    if number := groups.get("month"):
        return int(number)
    if name := groups.get("name"):
        return _MONTHS[name.lower().rstrip(".")]
    return 5 if matched.lower().startswith("may") else None


# A place in an order, only where the text says that it is one; "first" alone is mostly an enumeration.
_RANKS = [
    re.compile(
        rf"(?:位列|排名|排到|排在|排|位居|居|全球|世界|全国|名列)(?:全球|世界|全国)?第(?P<rank>{_ZH_NUMERAL}|\d+)"
    ),
    re.compile(
        r"\b(?:ranks?|ranked|ranking|comes?|came|finish\w*|puts?|placed?)\b[^,.;?]{0,24}?\b(?P<rank>first|second|third|fourth|fifth|sixth"
        r"|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<rank>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))"
        r" (?:place|spot|rank)\b",
        re.IGNORECASE,
    ),
]
_RANK_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def _find_ranks(text: str) -> list[Value]:
    found = []
    for pattern in _RANKS:
        for match in pattern.finditer(text):
            written = match["rank"].lower()
            if written == "first" and match.group().lower().startswith(("come", "came")):
                continue  # "which came first" asks for an order, it states none
            number = _RANK_WORDS.index(written) + 1 if written in _RANK_WORDS else None
            parsed = Decimal(number) if number else parse_number(re.sub(r"(?:st|nd|rd|th)$", "", written))
            start = match.start("rank")
            start -= text[:start].endswith("第")
            found.append(Value(ValueKind.RANK, start, match.end("rank"), parsed))
    return found


def _find_fractions(text: str) -> list[Value]:
    return [
        *(
            Value(ValueKind.NUMBER, m.start(), m.end(), Decimal(m["top"]) / Decimal(m["bottom"]))
            for m in _FRACTION.finditer(text)
            if int(m["bottom"])
        ),
        *(
            Value(ValueKind.NUMBER, m.start(), m.end(), 1 / bottom)
            for m in _FRACTION_WORDS.finditer(text)
            if (bottom := parse_number(re.sub(r"ieth$", "y", m["bottom"].lower()).removesuffix("th")))
        ),
    ]


def _find_zh_percents(text: str) -> list[Value]:
    return [
        Value(ValueKind.PERCENT, m.start(), m.end(), parse_number(m["number"]))
        for m in _ZH_PERCENT.finditer(text)
    ]


_ABOUT_SHARE = Decimal("0.15")
_MORE_BEFORE = re.compile(
    r"(?:超过|逾|多达|高达|不止|over|more than|upwards of|in excess of|at least)\s*(?:an? )?(?:US)?$",
    re.IGNORECASE,
)
_ABOUT_BEFORE = re.compile(
    r"(?:大约|大概|约|近|将近|接近|差不多"
    r"|about|around|roughly|nearly|almost|some|approximately|close to)\s*(?:US)?$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(r"\s*[个名位项份家人]?(?:左右|上下)")
# Words that begin like a number and are none.
_NO_NUMBERS = ("十分", "一些", "一种", "一个个", "千万别", "万一")
# 美中两国 counts nothing.
_BOTH_COUNTRIES = re.compile(r"[\u3400-\u9fff]两国$")
# What may follow a Chinese numeral for it to be a number: measure words, scales, currencies.
_MEASURE = re.compile(r"\s?(?:[个名位项份国次届大类条点种家人期款部所座根倍成年月日号天小时分秒]|多)")


def _find_numbers(text: str) -> list[Value]:
    found = []
    for match in _NUMBER.finditer(text):
        if match["zh"] and not (match["scale"] or match["unit"] or _MEASURE.match(text, match.end())):
            continue
        if match["zh"] and (
            text[: match.start()].endswith("第") or text[match.start() :].startswith(_NO_NUMBERS)
        ):
            continue
        if match["zh"] == "两" and _BOTH_COUNTRIES.search(text[: match.end() + 1]):
            continue
        if match["digits"] and _is_in_name(text, match):
            continue
        value = _number_value(match)
        if value is not None:
            found.append(value)
    return found


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """Whether digits are part of a name: R1, GPT-4, 3G."""
    before, after = text[: match.start()], text[match.end("digits") : match.end("digits") + 1]
    ordinal = re.match(r"(?:st|nd|rd|th)\b", text[match.end("digits") :]) is not None
    touches_after = after.isascii() and after.isalpha() and not (match["scale"] or match["unit"] or ordinal)
    return touches_after or re.search(r"[A-Za-z]-?$", before) is not None


def _number_value(match: re.Match[str]) -> Value | None:
    written = match["digits"] or match["zh"] or match["en"]
    follows = _RANGE_FOLLOWS.match(match.string, match.end()) if match["digits"] else None
    other = (
        follows.groupdict() if follows and not (match["scale"] or match["percent"] or match["unit"]) else {}
    )
    number = parse_number(written, match["scale"] or other.get("scale") or "")
    rough = _roughness(match)
    if number is None:
        return None
    start = match.start()
    end = match.start() + len(match.group().rstrip())
    is_word = match["digits"] is None and not match["scale"]
    if match["percent"] or other.get("percent"):
        return Value(ValueKind.PERCENT, start, end, number, is_word=is_word, rough=rough)
    unit = _currency(match["symbol"]) or _currency(match["unit"]) or _currency(other.get("unit"))
    kind = ValueKind.MONEY if unit else ValueKind.NUMBER
    return Value(kind, start, end, number, unit, is_word=is_word, rough=rough)


def _roughness(match: re.Match[str]) -> Rough:
    before = match.string[: match.start()]
    only_scale = match["zh"] in ("十", "百", "千") and match["scale"]  # 上千亿
    if match["more"] or only_scale or _MORE_BEFORE.search(before):
        return Rough.MORE
    about = _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(match.string, match.end())
    return Rough.ABOUT if about else Rough.NO


def _currency(written: str | None) -> str:
    if not written:
        return ""
    key = written.strip().lower().rstrip(".")
    return _CURRENCIES.get(key) or _CURRENCIES.get(key.removeprefix("us").strip(), "")
