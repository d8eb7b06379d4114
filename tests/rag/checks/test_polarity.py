import pytest

from rag.checks.polarity import check_polarity
from tests.rag.checks.made import evidence

STRESS_ZH = "法国峰会将不再强调前沿风险，而聚焦于更具体的议题。"
STRESS_EN = "The French summit will no longer stress frontier risks but will focus on specific issues."


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("法国峰会将不再强调前沿风险。", STRESS_ZH),
        ("峰会转而关注更具体的议题。", STRESS_ZH),
        ("The summit will not stress frontier risks.", STRESS_EN),
        ("主题围绕公益人工智能展开。", "峰会围绕公益人工智能等主题。"),
        ("意在防止治理框架走向碎片化。", "防范治理框架的碎片化风险，推动共识。"),
        ("以“行动”而非“安全”命名。", "命名为“行动”而非“安全”。"),
        ("AI influences policy.", "AI influences policy and no one doubts it."),
        ("峰会命名为“行动”，旨在取代以往的承诺。", "峰会命名为“行动”而非“安全”旨在取代以往的承诺。"),
        (
            "It aims to prevent fragmentation.",
            "It is guarding against fragmentation and promoting consensus.",
        ),
        ("再就业十分困难。", "再就业难度极大。"),
        ("It is not easy to find work.", "It is hard to find work."),
    ],
)
def test_what_is_denied_on_both_sides_or_on_none_is_the_same(claim: str, text: str) -> None:
    assert check_polarity(claim, evidence(text)) == []


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("法国峰会将强调前沿风险。", STRESS_ZH),
        ("The summit will stress frontier risks.", STRESS_EN),
        ("法国的政策不受监管的影响。", "法国的政策受到监管的影响。"),
        ("这并非首次主办。", "这是首次主办。"),
        ("法国乐见少数公司主导领域。", "法国试图避免领域被少数公司主导。"),
        ("他反对“第三条道路”。", "他长期倡导“第三条道路”。"),
        ("The envoy did not meet the minister.", "The envoy met the minister in Beijing."),
        ("Risks are predictable.", "It focuses on the unpredictable risks."),
        ("Governance has not neglected the environment.", "Governance has overlooked the environment."),
        ("The report advises against a permanent framework.", "The report proposes a permanent framework."),
        ("法国希望缩小影响力。", "法国期望扩大影响力。"),
        ("名称用的是“安全”而非“行动”。", "名称用的是“行动”而非“安全”。"),
    ],
)
def test_a_denial_on_one_side_is_found(claim: str, text: str) -> None:
    (finding,) = check_polarity(claim, evidence(text))

    assert finding.kind.value == "negation"
    assert finding.contradicts
    assert finding.said in claim
