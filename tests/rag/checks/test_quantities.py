from decimal import Decimal
from itertools import pairwise

import pytest

from rag.checks.measures import measure_at
from rag.checks.quantities import QuantityKind, find_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("只用十七分之一的算力", [("fraction", Decimal(1) / 17)]),
        ("with 1/17 of the computing power", [("fraction", Decimal(1) / 17)]),
        ("with one seventeenth of the computing power", [("fraction", Decimal(1) / 17)]),
        ("half of the entries", [("fraction", Decimal("0.5"))]),
        ("百分之六十七", [("percent", Decimal(67))]),
        ("a million engineers", [("number", Decimal(1_000_000))]),
        ("half a billion euros", [("money", Decimal(500_000_000))]),
        ("第12期", [("ordinal", Decimal(12))]),
        ("the 12th issue", [("ordinal", Decimal(12))]),
        ("first of all, it rained", [("ordinal", Decimal(1))]),
        ("Second, it rained", []),
        ("七国集团", []),
        ("4. 其四", []),
        ("历时三周", [("number", Decimal(3))]),
        ("六大主题", [("number", Decimal(6))]),
    ],
)
def test_forms_that_claims_use_are_read(text: str, expected: list[tuple[str, Decimal]]) -> None:
    assert [(q.kind.value, q.number) for q in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("九月起", [(None, 9, None)]),
        ("2月10日和11日", [(None, 2, 10), (None, None, 11)]),
        ("on 25-27 December", [(None, 12, 25), (None, 12, 27)]),
        ("in 2024-27", [(2024, None, None), (2027, None, None)]),
        ("二〇二五年", [(2025, None, None)]),
        ("on 9th December", [(None, 12, 9)]),
    ],
)
def test_dates_are_read_with_the_parts_that_are_named(text: str, parts: list[tuple[int | None, ...]]) -> None:
    found = [q.value for q in find_quantities(text) if q.kind is QuantityKind.DATE]

    assert [(v.year, v.month, v.day) for v in found] == parts


def test_no_quantity_overlaps_another_and_each_stands_where_it_says() -> None:
    text = "从111个国家的770个项目中选出50个，占十五分之一，12.5亿美元，9月30日。"

    found = find_quantities(text)

    assert len(found) == 6
    assert all(a.value.end <= b.value.start for a, b in pairwise(found))
    assert all(text[q.value.start :].lstrip().startswith(q.written) for q in found)


@pytest.mark.parametrize(
    ("text", "number", "concept"),
    [
        ("共有770个项目", "770", "project"),
        ("递交方案的国家多达770个", "770", "country"),
        ("意见书有840份。", "840", "document"),
        ("非洲12国被迫", "12", "country"),
        ("在72小时内", "72", "hour"),
        ("约1500名嘉宾", "1500", "person"),
        ("1500个代表团", "1500", "delegation"),
        ("50 of the 770 projects", "50", "project"),
        ("84 written submissions", "84", "document"),
        ("111 companies took part", "111", "company"),
        ("from 111 universities", "111", "university"),
        ("来自111所大学", "111", "university"),
        ("8,000 new developers emerged", "8,000", "person"),
        ("8,000 fine-tuned versions", "8,000", "version"),
        ("Of the countries that answered, 50 are to be chosen", "50", "country"),
        ("Among the 770 projects submitted, 50 were selected", "50", "project"),
    ],
)
def test_what_is_counted_is_found(text: str, number: str, concept: str) -> None:
    at = text.index(number)
    measure = measure_at(text, at, at + len(number))

    assert measure is not None
    assert concept in measure.concepts


def test_a_sum_written_with_hyphens_is_one_figure() -> None:
    (quantity,) = find_quantities("India's 103-billion-rupee plan")
    assert (quantity.kind, quantity.value.number) == (QuantityKind.MONEY, Decimal("103e9"))


def test_what_no_word_tells_is_not_guessed() -> None:
    assert measure_at("770 were entered", 0, 3) is None
    assert measure_at("选出50个", 2, 4) is None
