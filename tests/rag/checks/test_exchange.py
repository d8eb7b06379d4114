import pytest

from rag.checks.exchange import check_exchange
from rag.checks.mentions import remembering_finder
from rag.names import NameIndex
from tests.rag.checks.made import evidence

NAMED_ZH = "峰会命名为“行动”而非“安全”，旨在给出成果。"
NAMED_EN = "The summit is named for action rather than safety, so as to deliver results."
RISK_ZH = "金融机构可能将高风险客户误判为低风险客户，大量放贷。"
SIDES_ZH = "与关注军事与国防领域的荷兰、韩国峰会相比，法国峰会侧重公众利益。"
RANK_ZH = "法国位列第三，仅次于美国和中国。"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("峰会的名称强调行动而非安全。", NAMED_ZH),
        ("Its name stresses action rather than safety.", NAMED_EN),
        ("高风险客户会被误判为低风险客户。", RISK_ZH),
        ("荷兰、韩国的峰会关注军事，法国侧重公众利益。", SIDES_ZH),
        ("美国和中国排在前面，法国位列第三。", RANK_ZH),
        (
            "同荷兰、韩国的峰会相比，法国峰会更侧重公众利益。",
            "与荷兰、韩国峰会相比，法国峰会更侧重公众利益。",
        ),
        (
            "The French topics are broader than those of the Dutch and Korean summits.",
            "Compared with the summits in the Netherlands and South Korea, the French topics are broader.",
        ),
    ],
)
def test_what_stands_on_its_side_is_left_alone(claim: str, text: str, names: NameIndex) -> None:
    assert check_exchange(claim, evidence(text), remembering_finder(names)) == []


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("峰会的名称强调安全而非行动。", NAMED_ZH),
        ("Its name stresses safety rather than action.", NAMED_EN),
        ("低风险客户会被误判为高风险客户。", RISK_ZH),
        ("法国峰会关注军事与国防领域，荷兰、韩国的峰会侧重公众利益。", SIDES_ZH),
        ("同法国峰会相比，荷兰、韩国的峰会议题更广。", "与荷兰、韩国峰会相比，法国峰会议题更为广泛。"),
        (
            "The topics of the Dutch and Korean summits are broader than those of the French one.",
            "Compared with the summits in the Netherlands and South Korea, the French topics are broader.",
        ),
    ],
)
def test_what_has_changed_sides_contradicts(claim: str, text: str, names: NameIndex) -> None:
    (finding,) = check_exchange(claim, evidence(text), remembering_finder(names))

    assert finding.kind.value == "role"
    assert finding.contradicts


def test_a_clause_that_says_they_may_mean_whoever_the_claim_names(names: NameIndex) -> None:
    claim = (
        "法国期望通过提供政策支持、资金投入和优质科研环境，使Mistral AI等企业在算法研发等方面取得重大突破。"
    )
    text = (
        "通过为 Mistral AI 等企业提供政策支持、资金投入以及优质的科研环境，"
        "法国期望其能够在人工智能的算法研发、算力提升以及应用场景拓展等方面取得重大突破。"
    )
    assert check_exchange(claim, evidence(text), remembering_finder(names)) == []


@pytest.mark.parametrize(
    ("claim", "text", "said"),
    [
        ("2023年的首尔峰会和2024年的布莱切利峰会。", "基于2023年布莱切利峰会和2024年首尔峰会的成果。", "首尔 2023年"),
        ("The Seoul summit was held in 2023 and the one at Bletchley in 2024.",
         "It builds on the 2023 summit at Bletchley and the 2024 one in Seoul.", "Seoul 2023"),
        ("2023年的布莱切利峰会和2024年的首尔峰会。", "基于2023年布莱切利峰会和2024年首尔峰会的成果。", None),
        # one of two names alone
        ("2024年的首尔峰会。", "基于2023年布莱切利峰会和2024年首尔峰会的成果。", None),
    ],
)  # fmt: skip
def test_names_that_have_exchanged_their_dates_contradict(
    claim: str, text: str, said: str | None, names: NameIndex
) -> None:
    found = check_exchange(claim, evidence(text), remembering_finder(names))
    assert [finding.said for finding in found] == ([] if said is None else [said])


def test_what_stands_before_的_is_tied_in_that_order(names: NameIndex) -> None:
    claim, text = "马克龙主张欧洲独立于美国和中国。", "马克龙倡导独立于美国和中国的欧洲。"
    assert check_exchange(claim, evidence(text), remembering_finder(names)) == []
