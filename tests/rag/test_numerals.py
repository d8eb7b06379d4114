"""Reading one number, in digits or in words."""

from decimal import Decimal

import pytest

from rag.numerals import parse_number


@pytest.mark.parametrize(
    ("written", "scale", "number"),
    [
        ("0", "", "0"), ("7", "", "7"), ("1,234", "", "1234"), ("1，234，567", "", "1234567"), ("12.5", "", "12.5"),
        ("1030", "亿", "103000000000"), ("1.5", "万亿", "1500000000000"), ("3", "千万", "30000000"), ("2", "百万", "2000000"),
        ("103", "billion", "103000000000"), ("2.5", "M", "2500000"), ("5", "k", "5000"), ("10", "crore", "100000000"),
        ("5", "lakh", "500000"), ("1", "tn", "1000000000000"), ("3", "bn", "3000000000"), ("4", "Thousand", "4000"),
        ("零", "", "0"), ("〇", "", "0"), ("两", "", "2"), ("十", "", "10"), ("十二", "", "12"), ("二十", "", "20"),
        ("九十九", "", "99"), ("一百二十三", "", "123"), ("一千零一", "", "1001"), ("三千", "亿", "300000000000"),
        ("二〇二五", "", "2025"), ("百", "万", "1000000"), ("五", "万", "50000"),
        ("zero", "", "0"), ("five", "", "5"), ("Twelve", "", "12"), ("twenty-one", "", "21"), ("ninety nine", "", "99"),
        ("hundred", "", "100"), ("two hundred", "", "200"), ("two hundred five", "", "205"), ("dozen", "", "12"),
        ("two dozen", "", "24"), ("three", "million", "3000000"),
    ],
)  # fmt: skip
def test_a_number_times_its_scale(written: str, scale: str, number: str) -> None:
    assert parse_number(written, scale) == Decimal(number)


@pytest.mark.parametrize("written", ["abc", "1.2.3", "five apples", "-", "1-2", "."])
def test_what_is_no_number_gives_none(written: str) -> None:
    assert parse_number(written) is None


def test_no_digit_is_lost_to_floating_point() -> None:
    assert parse_number("0.1", "亿") == Decimal(10_000_000)
    assert parse_number("12.5", "亿") == parse_number("1.25", "billion")
