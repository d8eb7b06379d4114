"""Reading a number as it is written in Chinese or English: digits, words, scales."""

from decimal import Decimal

__all__ = ["parse_number"]

_ZH_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ZH_UNITS = {"十": 10, "百": 100, "千": 1000}
_ZH_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_EN_SCALES = {
    "thousand": 10**3, "k": 10**3, "lakh": 10**5, "million": 10**6, "mn": 10**6, "m": 10**6, "crore": 10**7,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_EN_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "dozen": 12,
}  # fmt: skip


def parse_number(written: str, scale: str = "") -> Decimal | None:
    """The number that digits or number words stand for, times a scale such as 万, 亿, billion or crore.

    Returns None for what is no number.
    """
    base = _base(written.strip().lower())
    return None if base is None else base * _scale(scale.strip().lower())


def _base(written: str) -> Decimal | None:
    if not written:
        return None
    digits = written.replace(",", "").replace("，", "")
    if digits.replace(".", "", 1).isdecimal():
        return Decimal(digits)
    if all(c in _ZH_DIGITS or c in _ZH_UNITS for c in written):
        return _zh_number(written)
    words = written.replace("-", " ").split()
    return _en_number(words) if words and all(word in _EN_WORDS for word in words) else None


def _zh_number(written: str) -> Decimal:
    if all(c in _ZH_DIGITS for c in written):  # 二〇二五
        return Decimal("".join(str(_ZH_DIGITS[c]) for c in written))
    total, digit = 0, 0
    for index, character in enumerate(written):
        if character in _ZH_DIGITS:
            digit = _ZH_DIGITS[character]
        else:
            total += (digit if digit or index else 1) * _ZH_UNITS[character]
            digit = 0
    return Decimal(total + digit)


def _en_number(words: list[str]) -> Decimal:
    total = 0
    for word in words:
        value = _EN_WORDS[word]
        total = max(total, 1) * value if word in ("hundred", "dozen") else total + value
    return Decimal(total)


def _scale(scale: str) -> int:
    if scale in _EN_SCALES:
        return _EN_SCALES[scale]
    factor = 1
    for character in scale:
        factor *= _ZH_SCALES.get(character, 1)
    return factor
