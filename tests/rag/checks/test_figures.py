import pytest

from rag.checks.figures import check_figures, count_met
from tests.rag.checks.made import evidence, told

CALL_ZH = "并计划从111个国家提交的770个项目中遴选出50个项目。"
CALL_EN = "It plans to select 50 projects from the 770 submitted from 111 countries."
MONEY_ZH = "印度政府批准投资1030亿卢比（12.5亿美元）。"
MONEY_EN = "The Indian government approved an investment of 103 billion rupees (US$1.25 billion)."
SHARE_ZH = "用1/17算力实现92%性能。"
SHARE_EN = "It achieves 92% of the performance with 1/17 of the computing power."
VISIT_ZH = "11月25日至27日，特使访问北京。"
PILLARS = "确立三大支柱，重点探讨四大领域。"


@pytest.mark.parametrize(
    ("claim", "text", "other", "expected"),
    [
        # The same figure, in the same or in other words.
        ("111国的七百七十个项目应征。", CALL_ZH, None, []),
        ("Fifty of the 770 entries will be chosen.", CALL_EN, None, []),
        ("India approved 103 billion rupees.", MONEY_EN, None, []),
        ("印度批准了1,030亿卢比，约合12.5亿美元。", MONEY_ZH, None, []),
        ("只用十七分之一的算力便有92%的性能。", SHARE_ZH, None, []),
        ("It needs one seventeenth of the computing power.", SHARE_EN, None, []),
        ("The visit took three days.", VISIT_ZH, "The envoy visited from 25 to 27 November.", []),
        ("8000个版本在三天内出现。", "72小时内涌现8000个版本。", None, []),
        # Across languages, where there is no rendering.
        ("India approved 103 billion rupees.", MONEY_ZH, None, []),
        ("India approved 10.3 billion rupees.", MONEY_ZH, None, [("number", "10.3 billion rupees", "1030亿卢比")]),
        # Another number.
        ("峰会收到77个项目。", CALL_ZH, None, [("number", "77个项目", "770个项目")]),
        ("Sixty projects will be chosen.", CALL_EN, None, [("number", "Sixty projects", "50 projects")]),
        ("确立了五大支柱。", PILLARS, None, [("number", "五大支柱", "三大支柱")]),
        ("确立了四大支柱。", PILLARS, None, [("number", "四大支柱", "三大支柱")]),
        # Another currency.
        ("印度批准投资1030亿美元。", MONEY_ZH, None, [("currency", "1030亿美元", "1030亿卢比")]),
        ("India approved €103 billion.", MONEY_EN, None, [("currency", "€103 billion", "103 billion rupees")]),
        # Another thing, or another unit.
        ("770 countries took part.", CALL_EN, None, [("unit", "770 countries", "770")]),
        ("111个企业参加。", CALL_ZH, None, [("unit", "111个企业", "111个国家")]),
        ("8000个版本在72天内出现。", "72小时内涌现8000个版本。", None, [("unit", "72天", "72小时")]),
        ("It has 92 times the performance.", SHARE_EN, None, [("unit", "92 times", "92%")]),
        ("印度获得1030亿台设备。", MONEY_ZH, None, [("unit", "1030亿台", "1030亿卢比")]),
        ("访问历时三周。", VISIT_ZH, None, [("unit", "三周", "11月25日至27日")]),
        ("印度市场每月增长25%。", "年增长率为25%。", None, [("unit", "每月", "年增长")]),
        ("It grows by 25% a month.", "It has an annual growth of 25%.", None, [("unit", "a month", "annual")]),
        ("Growth is 25%, quarterly.", "It has an annual growth of 25%.", None, [("unit", "quarterly", "annual")]),
        ("It delivers 92 times the performance.", SHARE_EN, None, [("unit", "92 times", "92%")]),
        ("双重审议机制。", "三重审议机制。", None, [("number", "双", "三")]),
        ("使出了三个必杀技。", "使出了两个必杀技。", None, [("number", "三", "两")]),
        ("立起了四根支柱。", "确立三大支柱。", None, [("number", "四根支柱", "三大支柱")]),
        ("Thousand-dollar phones.", "Thousand-yuan phones.", None, [("currency", "Thousand-dollar", "Thousand-yuan")]),
        ("在千元机上部署。", "竟能用千元机部署。", None, []),
        # A figure that the evidence does not give.
        ("峰会花费了300万欧元。", "峰会在巴黎举行。", None, [("number", "300万欧元", None)]),
        ("It cost 3 million euros.", "It was held in Paris.", None, [("number", "3 million euros", None)]),
    ],
)  # fmt: skip
def test_figures_are_compared(
    claim: str, text: str, other: str | None, expected: list[tuple[str, str, str | None]]
) -> None:
    found = told(check_figures(claim, evidence(text, other=other)))

    assert [kind for kind, *_ in found] == [kind for kind, *_ in expected]
    assert [said for _, said, _ in found] == [said for _, said, _ in expected]
    assert [document is None for *_, document in found] == [document is None for *_, document in expected]


@pytest.mark.parametrize("claim", ["一位与会者离席。", "One of the guests left.", "两届会议都讨论了它。"])
def test_small_number_words_are_no_figures(claim: str) -> None:
    assert check_figures(claim, evidence("与会者讨论了它。")) == []


def test_a_figure_must_stand_in_the_sentence_itself() -> None:
    (finding,) = check_figures(
        "The 84 submissions came in.", evidence("They came in.", context="84 submissions")
    )

    assert not finding.contradicts


def test_figures_that_stand_there_are_counted() -> None:
    assert count_met("11月，111个国家的770个项目、99个奖。", evidence(CALL_ZH)) == 2


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("收到77个项目。", "从770个项目中选出50个项目。"),
        ("The call received 77 projects.", "50 projects are chosen from the 770 projects submitted."),
    ],
)
def test_what_a_figure_is_a_slip_of_is_named_and_not_the_nearest(claim: str, text: str) -> None:
    (finding,) = check_figures(claim, evidence(text))

    assert finding.document is not None
    assert "770" in finding.document


def test_of_two_nouns_in_a_row_the_last_is_counted() -> None:
    assert check_figures("在四大重点领域中，信息操控占一个。", evidence(PILLARS)) == []
    assert check_figures("在四大重点支柱中，信息操控占一个。", evidence(PILLARS)) != []
