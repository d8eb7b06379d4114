"""Every figure of a sentence with what it counts: what `rag.values` finds, and forms that only claims need.

十七分之一 and one seventeenth are 1/17; 九月 is a date; "a million" is a number; 第 12 期 and "12th issue" are places
in a series.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from rag.checks.evidence import stem_of
from rag.checks.measures import Measure, measure_at
from rag.numerals import parse_number
from rag.values import Value, ValueKind, find_values

__all__ = ["Quantity", "QuantityKind", "find_quantities"]


class QuantityKind(StrEnum):
    """What sort of figure it is."""

    NUMBER = "number"
    FRACTION = "fraction"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: its value, and what it counts if that can be told; `written` are the text's own words."""

    kind: QuantityKind
    value: Value
    written: str
    measure: Measure | None = None
    is_counted: bool = False
    """Whether a measure word says that it counts things, and is no amount."""
    thing: str = ""
    """The word behind the number, which is what it counts where no measure is known: 必杀技, "gambits"."""

    @property
    def number(self) -> Decimal:
        """The number; 0 for a date."""
        return self.value.number or Decimal(0)

    @property
    def hours(self) -> float | None:
        """How long it is, if it is a length of time."""
        unit = self.measure.hours if self.measure else None
        return None if unit is None else float(self.number) * unit


_ZH = r"[零〇一二两三四五六七八九十百千]+"
_ZH_FRACTION = re.compile(rf"(?P<bottom>{_ZH}|\d+)分之(?P<top>{_ZH}|\d+)")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINAL = "|".join(_ORDINALS)
_EN_FRACTION = re.compile(
    rf"\b(?P<top>an?|one|two|three|four|five)[- ](?P<bottom>hal(?:f|ves)|quarter|{_ORDINAL}|hundredth)s?\b"
    rf"(?= (?:of|the|as)\b|[.,;]|$)"
    rf"|\bhalf (?:of|the)\b",
    re.IGNORECASE,
)
_ZH_DATE = re.compile(
    r"(?:(?P<year>[零〇一二三四五六七八九]{4})年)?(?P<month>[一二三四五六七八九十]{1,3})月(?:份)?(?:(?P<day>[一二三四五六七八九十]{1,3})[日号])?(?!球)"
)
_ZH_YEAR = re.compile(r"(?P<year>[零〇一二三四五六七八九]{4})年")
# The second of two days: 2 月 10 日和 11 日.
_ZH_DAY = re.compile(r"(?<![月\d.\-–—~至到])(?<!月 )(?P<day>\d{1,2})\s?[日号](?![元本报线])")
_SHORT_RANGE = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d{2})\s?[-–—]\s?(?P<last>\d{2})(?![\d-])")
_A_MILLION = re.compile(
    r"\b(?P<half>half )?an? (?P<scale>hundred thousand|hundred|thousand|million|billion|trillion)\b"
    r"(?:\s(?P<currency>dollars?|euros?|pounds?|rupees?|yuan)\b)?",
    re.IGNORECASE,
)
_PRICED = re.compile(
    r"(?<!\d[- ])\b(?P<scale>hundred|thousand|million|billion)-(?P<currency>dollar|euro|pound|rupee|yuan)\b"
    r"|(?P<zh>[百千万亿])(?P<zh_currency>美元|欧元|英镑|卢比|元)(?=[机级档])",
    re.IGNORECASE,
)
_ZH_ORDINAL = re.compile(rf"第\s*(?P<rank>{_ZH}|\d+)\s*(?=[期届版条轮名位次个号]|[，。、]|大|高|$)")
_EN_ORDINAL = re.compile(
    rf"\b(?P<rank>\d{{1,3}}(?:st|nd|rd|th)|{_ORDINAL})\b(?![- ](?:party|way|hand|ly)\b)", re.IGNORECASE
)
_BOUND_COUNT = re.compile(
    rf"(?P<number>双(?=重)|{_ZH})(?=[重周种天倍项类]|国(?!集团)|个(?:月|小时|多月|星期)|小时|大?(?:趋势|支柱|领域|主题))"
)
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "hundred thousand": 10**5,
}
_BLANK = " "
# The number of a list item, and names that hold a number.
_NO_FIGURES = re.compile(
    r"^\s*\d{1,2}\s?[.、](?!\d)|[七八]国集团|二十国集团|第三方|\bG7\b|\bG20\b|\bthird[- ]part(?:y|ies)|\b[35]G\b"
)


@lru_cache(8192)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The figures of a text in order, none overlapping another.

    Args:
        text: A sentence in Chinese or English.
    """
    text = _NO_FIGURES.sub(lambda match: _BLANK * len(match.group()), text)
    own = _own_forms(text)
    rest = text
    for quantity in own:
        start, end = quantity.value.start, quantity.value.end
        rest = rest[:start] + _BLANK * (end - start) + rest[end:]
    found = [*own, *(_from_value(value, rest) for value in find_values(rest))]
    counted = [_counted(q, text) if q.kind is QuantityKind.NUMBER else q for q in found]
    return tuple(sorted(counted, key=lambda q: (q.value.start, q.value.end)))


def _counted(quantity: Quantity, text: str) -> Quantity:
    start, end = quantity.value.start, quantity.value.end
    measure = measure_at(text, start, end)
    if measure is not None and 0 <= (at := text.find(measure.written, end)) <= end + _NEAR:
        quantity = replace(quantity, written=text[start : at + len(measure.written)])
    return replace(
        quantity,
        measure=measure,
        is_counted=measure is not None or _CLASSIFIER.match(text, end) is not None,
        thing=_thing(text, end),
    )


def _thing(text: str, end: int) -> str:
    classifier = _CLASSIFIER.match(text, end)
    end = classifier.end() if classifier else end
    match = re.compile(r"[\s“\"‘「]*(?P<thing>[\u4e00-\u9fff]{2,3}|[A-Za-z-]+)").match(text, end)
    return stem_of(match["thing"]) if match else ""


# What is counted is shown with its number where it stands this close behind it.
_NEAR = 12
_CLASSIFIER = re.compile(r"\s?(?:多|余)?[个名位家台份项座套件只人次部辆款条根]")


def _from_value(value: Value, text: str) -> Quantity:
    kinds = {
        ValueKind.PERCENT: QuantityKind.PERCENT,
        ValueKind.MONEY: QuantityKind.MONEY,
        ValueKind.DATE: QuantityKind.DATE,
        ValueKind.RANK: QuantityKind.ORDINAL,
    }
    written = text[value.start : value.end].strip(" .")
    kind = kinds.get(value.kind, QuantityKind.NUMBER)
    if kind is QuantityKind.NUMBER and "/" in written:
        kind = QuantityKind.FRACTION
    return Quantity(kind, value, written)


def _own_forms(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for finder in (_fractions, _dates, _ordinals, _numbers):
        for quantity in finder(text):
            value = quantity.value
            if all(value.end <= q.value.start or value.start >= q.value.end for q in found) or _same_range(
                quantity, found
            ):
                found.append(quantity)
    return found


def _same_range(quantity: Quantity, found: list[Quantity]) -> bool:
    """Whether it is the second end of a range that is found already."""
    return any(quantity.value.start == q.value.start and quantity.value.end == q.value.end for q in found)


def _fractions(text: str) -> list[Quantity]:
    found = []
    for match in _ZH_FRACTION.finditer(text):
        top, bottom = parse_number(match["top"]), parse_number(match["bottom"])
        if match["bottom"] not in ("百", "千", "万") and top is not None and bottom:
            found.append(_number(match, top / bottom, QuantityKind.FRACTION))
    for match in _EN_FRACTION.finditer(text):
        bottom = _fraction_bottom((match["bottom"] or "half").lower())
        top = parse_number((match["top"] or "one").lower()) or Decimal(1)
        found.append(_number(match, top / bottom, QuantityKind.FRACTION))
    return found


def _fraction_bottom(written: str) -> Decimal:
    if written.startswith("hal"):
        return Decimal(2)
    fixed = {"quarter": 4, "hundredth": 100}
    return Decimal(fixed.get(written) or _ORDINALS.index(written) + 1)


def _dates(text: str) -> list[Quantity]:
    found = []
    for match in [*_ZH_DATE.finditer(text), *_ZH_YEAR.finditer(text)]:
        parts = {key: parse_number(part) for key, part in match.groupdict().items() if part}
        if all(number is not None for number in parts.values()) and 1 <= int(parts.get("month") or 1) <= 12:
            found.append(_date(match, **{key: int(number or 0) for key, number in parts.items()}))
    found += [_date(match, day=int(match["day"])) for match in _ZH_DAY.finditer(text)]
    for match in _SHORT_RANGE.finditer(text):
        if int(match["last"]) > 12:  # 2024-12 is a month
            century = match["first"][:2]
            found += [_date(match, year=int(match["first"])), _date(match, year=int(century + match["last"]))]
    return found


def _date(match: re.Match[str], **parts: int) -> Quantity:
    value = Value(ValueKind.DATE, match.start(), match.end(), **parts)  # type: ignore[arg-type]  # year, month, day
    return Quantity(QuantityKind.DATE, value, match.group())


def _ordinals(text: str) -> list[Quantity]:
    found = []
    for match in _ZH_ORDINAL.finditer(text):
        number = parse_number(match["rank"])
        if number is not None:
            found.append(_number(match, number, QuantityKind.ORDINAL))
    for match in _EN_ORDINAL.finditer(text):
        written = match["rank"].lower()
        is_enumeration = not text[: match.start()].strip() and text[match.end() : match.end() + 1] == ","
        if not is_enumeration and not _is_day(text, match):
            found.append(_number(match, _place_in_order(written), QuantityKind.ORDINAL))
    return found


def _place_in_order(written: str) -> Decimal:
    if written in _ORDINALS:
        return Decimal(_ORDINALS.index(written) + 1)
    return parse_number(written[:-2]) or Decimal(0)


_DAY = re.compile(
    r"\s+(?:of\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\s*(?:-|–|to)\s*\d{1,2}(?:st|nd|rd|th)",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+$"
)


def _is_day(text: str, match: re.Match[str]) -> bool:
    return (
        _DAY.match(text, match.end()) is not None or _MONTH_BEFORE.search(text[: match.start()]) is not None
    )


def _numbers(text: str) -> list[Quantity]:
    found = []
    for match in _A_MILLION.finditer(text):
        found.append(_a_million(match))
    for match in _PRICED.finditer(text):
        found.append(_priced(match))
    for match in _BOUND_COUNT.finditer(text):
        count = parse_number(match["number"].replace("双", "二"))
        before = text[max(0, match.start() - 1) : match.start()]
        if count and before not in ("第", "之", "百"):
            found.append(_number(match, count, QuantityKind.NUMBER, is_word=True))
    return found


def _priced(match: re.Match[str]) -> Quantity:
    """What something costs, as an adjective: thousand-yuan phones, 千元机."""
    number = parse_number(match["zh"]) if match["zh"] else Decimal(_SCALES[match["scale"].lower()])
    money = next(
        iter(find_values(f"1 {match['currency']}" if match["currency"] else f"1{match['zh_currency']}"))
    )
    value = replace(money, start=match.start(), end=match.end(), number=number)
    return Quantity(QuantityKind.MONEY, value, match.group())


def _a_million(match: re.Match[str]) -> Quantity:
    """A million, half a billion, and the same of a currency."""
    number = Decimal(_SCALES[match["scale"].lower()]) / (2 if match["half"] else 1)
    of_money = next(iter(find_values(f"1 {match['currency']}")), None) if match["currency"] else None
    if of_money is None or not of_money.unit:
        return _number(match, number, QuantityKind.NUMBER)
    value = replace(of_money, start=match.start(), end=match.end(), number=number)
    return Quantity(QuantityKind.MONEY, value, match.group())


def _number(match: re.Match[str], number: Decimal, kind: QuantityKind, *, is_word: bool = False) -> Quantity:
    value = Value(ValueKind.NUMBER, match.start(), match.end(), number, is_word=is_word)
    return Quantity(kind, value, match.group().strip())
