import pytest

from eval.metrics.evidence import Evidence
from eval.metrics.exactness import exactness_scores, unstated_values
from tests.eval.metrics.seen import GOOD, SOURCES, TOWER, TOWER_CITED, answer, refusal


@pytest.mark.parametrize(
    ("claim", "quote", "unstated"),
    [
        ("It is 12.5 metres high.", "灯塔高12.5米。", ()),
        ("It is 125 metres high.", "灯塔高12.5米。", ("125",)),
        ("It cost 103 billion rupees.", "耗资1030亿卢比。", ()),
        ("It cost 10.3 billion rupees.", "耗资1030亿卢比。", ("10.3 billion rupees",)),
        ("It cost 103 billion dollars.", "耗资1030亿卢比。", ("103 billion dollars",)),
        ("峰会于2月10日开幕。", "It opened on 10 February 2025.", ()),
        ("峰会于2月11日开幕。", "It opened on 10 February 2025.", ("2月11日",)),
        # A day without a year agrees with any year, so the year is looked for by itself.
        ("它于2024年2月10日开幕。", "于2024年2月10日开幕 (10 February)", ()),
        ("它于2025年2月10日开幕。", "于2024年2月10日开幕 (10 February)", ("2025年2月10日",)),
        ("它于20240年2月10日开幕。", "于2024年2月10日开幕 (10 February)", ("0240年2月10日", "20240")),
        ("GPT-4 and 3G are names.", "名称", ()),
        ("增长25%。", "up by 25 percent", ()),
        ("增长25%。", "up by 25", ("25%",)),
        ("One of the towers fell.", "灯塔倒了。", ()),
        ("Both have two doors.", "双门", ()),
        ("Note 12 is here.", "¹² https://a.example", ()),
    ],
)
def test_figures_and_dates_are_compared_across_languages(
    claim: str, quote: str, unstated: tuple[str, ...]
) -> None:
    assert unstated_values(claim, [Evidence(quote)]) == unstated


def test_a_translation_and_what_is_known_of_a_quote_state_figures_too() -> None:
    piece = Evidence("很高。", "It is 9 metres high.", "Harbour Office | 2020-01-02")

    assert unstated_values("高9米。", [piece]) == ()
    assert unstated_values("The Harbour Office of 2 January 2020 says so.", [piece]) == ()
    assert unstated_values("The Harbour Office of 3 January 2020 says so.", [piece]) == ("3 January 2020",)


def test_every_claim_is_held_to_its_own_citations() -> None:
    other = answer([("It has 84 berths.", [2])], [TOWER_CITED])

    assert exactness_scores(GOOD, SOURCES) == {"numbers_exact": 1}
    assert exactness_scores(other, SOURCES) == {"numbers_exact": 0}


def test_an_answer_without_figures_or_without_citations_has_no_score() -> None:
    assert exactness_scores(answer([("The lighthouse is high.", [2])], [TOWER_CITED]), SOURCES) == {}
    assert exactness_scores(answer([(TOWER, [])]), SOURCES) == {}
    assert exactness_scores(refusal("It has no 12.5 metres."), SOURCES) == {}
