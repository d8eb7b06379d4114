import pytest

from corpus.model import Language
from eval.metrics.overlap import answer_units, overlap_scores, unit_f1
from tests.eval.metrics.seen import (
    BERTHS,
    COST_ZH,
    GOOD,
    LAMPS,
    LAMPS_ZH,
    SOURCES,
    TOWER,
    answer,
    case,
    gold,
    refusal,
    unanswerable,
)

ZH, EN = Language.ZH, Language.EN


@pytest.mark.parametrize(
    ("text", "language", "units"),
    [
        ("The tower’s 12.5 m, an eyesore! [3]", EN, ["towers", "12.5", "m", "eyesore"]),
        ("1,500 guests (50%), 10-11.", EN, ["1500", "guests", "50", "10-11"]),
        ("峰会（AI Action）耗资12.5亿。[1]", ZH, ["峰", "会", "ai", "action", "耗", "资", "12.5", "亿"]),
        ("巴黎和平論壇，２０２５", ZH, ["巴", "黎", "和", "平", "论", "坛", "2025"]),
        ("", ZH, []),
    ],
)
def test_units_are_words_in_english_and_simplified_characters_in_chinese(
    text: str, language: Language, units: list[str]
) -> None:
    assert answer_units(text, language) == units


def test_f1_is_twice_what_is_shared_over_all_units() -> None:
    # Shared: a once, b once; 3 said and 4 wanted.
    assert unit_f1(["a", "a", "b"], ["a", "b", "c", "d"]) == pytest.approx(4 / 7)
    assert unit_f1(["a"], ["a"]) == 1
    assert unit_f1([], ["a"]) == 0
    assert unit_f1(["a"], ["b"]) == 0


def test_an_english_answer_is_compared_with_the_rendering_of_a_chinese_quote() -> None:
    asked = case(gold=[gold("island", LAMPS_ZH)])

    assert overlap_scores(asked, answer([(LAMPS, [])]), SOURCES) == {"answer_f1": 1}
    # Shared "has", "three", "lighthouses"; wanted 4 (no article), said 5.
    worse = answer([("It only has three lighthouses", [])])
    assert overlap_scores(asked, worse, SOURCES)["answer_f1"] == pytest.approx(6 / 9)


def test_a_chinese_answer_is_compared_by_characters_made_simplified() -> None:
    asked = case(language="zh", gold=[gold("island", LAMPS_ZH)])

    assert overlap_scores(asked, answer([("島上有三座燈塔。", [])]), SOURCES) == {"answer_f1": 1}
    # 7 characters wanted, 2 said, both of them wanted.
    assert overlap_scores(asked, answer([("三座", [])]), SOURCES)["answer_f1"] == pytest.approx(4 / 9)


def test_all_gold_is_wanted_and_of_alternatives_the_closest() -> None:
    one = case(gold=[gold("harbour", TOWER)], gold_alternatives=[gold("harbour", BERTHS)])

    assert overlap_scores(case(), GOOD, SOURCES) == {"answer_f1": 1}
    assert overlap_scores(one, answer([(BERTHS, [])]), SOURCES) == {"answer_f1": 1}
    # Of 11 + 5 units said and 5 wanted, 5 are shared.
    assert overlap_scores(one, GOOD, SOURCES)["answer_f1"] == pytest.approx(10 / (len_of_good() + 5))


def len_of_good() -> int:
    return len(answer_units(GOOD.answer, EN))


def test_a_refusal_scores_nought_and_what_has_no_gold_in_the_language_nothing() -> None:
    assert overlap_scores(case(), refusal(), SOURCES) == {"answer_f1": 0}
    assert overlap_scores(unanswerable(), GOOD, SOURCES) == {}
    assert overlap_scores(case(type="false_premise"), GOOD, SOURCES) == {}
    assert overlap_scores(case(language="zh", gold=[gold("harbour", BERTHS)]), GOOD, SOURCES) == {}
    assert overlap_scores(case(gold=[gold("island", COST_ZH)]), GOOD, {}) == {}
