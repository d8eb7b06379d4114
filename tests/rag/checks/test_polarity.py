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
        ("希望欧洲不再落后。", "希望改变欧洲在竞赛中即将落后的局面。"),
        (
            "Europe is to stop falling behind.",
            "It will change the situation in which Europe is falling behind.",
        ),
        ("The minister attended the opening.", "The minister was present at the opening and attended it."),
        # what is done next is not broken
        ("打破垄断、整合南方国家的诉求。", "打破垄断，整合南方国家的诉求。"),
        (
            "Without breakthroughs France will follow.",
            "If it cannot achieve independent breakthroughs it will follow.",
        ),
        (
            "They are issues that governance has neglected.",
            "It will address issues that have been overlooked.",
        ),
        # what is quoted is all that is denied
        (
            'By calling it an "Action" rather than a "Safety" summit they aim at deliverables.',
            "Naming the summit “Action” rather than “Safety” aims at deliverables.",
        ),
        # to avoid is not to want
        ("法国不希望领域被少数公司主导。", "法国试图避免领域被少数公司主导，希望提供机会。"),
        ("France does not want a few firms to dominate.", "France seeks to avoid domination by a few firms."),
        ("Innovation neither runs wild nor is tied down.", "Not letting technological innovation run wild."),
        (
            "Copyright and trade fall within the five themes.",
            "The five themes are improving trade and copyright.",
        ),
        (
            "Keeping frameworks from fragmenting is its aim.",
            "It guards against the fragmenting of frameworks.",
        ),
        ("It ended the dependence on computing power.", "It is breaking the dependence on computing power."),
        ("It is not easy to find work.", "It is hard to find work."),
        ("打破技术垄断是目标之一。", "打破Z美主导的“技术垄断”。"),
        (
            "Wary of a field dominated by a few, it acts.",
            "It wants to avoid the field being dominated by a few.",
        ),
        ("A network skirting SWIFT is being built.", "It is building a network that bypasses SWIFT."),
        ("避开SWIFT的网络正在建。", "正在构建绕过SWIFT的网络。"),
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
        ("政府否决了投资。", "政府批准对项目投资。"),
        ("各国签署条约完全出于自愿，没有受到强迫。", "各国被迫签署条约。"),
        ("公司被移出实体清单。", "公司被列入实体清单。"),
        ("特鲁多缺席峰会。", "特鲁多等出席峰会。"),
        ("武器的精准度不如传统武器。", "武器的精准度超过传统武器。"),
        (
            "France does not want Europe to appear united.",
            "France hopes that Europe is no longer passive and appears united.",
        ),
        ("法国不希望欧洲成为领导者。", "马克龙希望欧洲成为领导者。"),
        ("France will not be putting on a technology day.", "France will also hold a technology day."),
        ("Macron has never been in favour of a third way.", "Macron has long advocated a third way."),
        (
            "France has no intention of keeping AI from being dominated.",
            "France seeks to avoid that AI is dominated.",
        ),
        ("Climate change lies outside the scope of the themes.", "The themes touch on climate change."),
        ("Trudeau stayed away from the summit.", "Those attending the summit include Trudeau."),
        ("The firm was removed from the list.", "The firm was put on the list overnight."),
        ("Its precision is lower than that of weapons.", "Its precision exceeds that of weapons."),
        ("Systems are unable to attack without a human.", "Systems can attack without a human."),
        ("France does not seek to prevent it.", "France seeks to avoid that it happens."),
        ("对于领域被主导，法国无意阻止。", "法国试图避免领域被主导。"),
        ("France refuses to join with India.", "France is joining with India."),
        ("影响，峰会不会涉及。", "峰会还将关注影响等被忽视的问题。"),
        ("法国没有意识到缺乏突破的后果。", "法国深刻意识到，若不能实现突破。"),
        ("The idea is to let innovation break loose.", "The idea is not letting innovation break loose."),
        ("They have no trouble finding jobs.", "It is difficult for them to find jobs."),
        ("The North's participation: the Global North.", "The participation of the Global South."),
        ("法国希望缩小影响力。", "法国期望扩大影响力。"),
        ("名称用的是“安全”而非“行动”。", "名称用的是“行动”而非“安全”。"),
    ],
)
def test_a_denial_on_one_side_is_found(claim: str, text: str) -> None:
    (finding,) = check_polarity(claim, evidence(text))

    assert finding.kind.value == "negation"
    assert finding.contradicts
    assert finding.said in claim


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Without effective control weapons will cross red lines.",
         "If effective control is lacking, weapons will cross red lines."),
        ("Trying to disown consensus could anger allies.", "An attempt to disavow consensus may anger allies."),
    ],
)  # fmt: skip
def test_what_is_lacking_or_disowned_is_denied_in_any_words(claim: str, text: str) -> None:
    assert check_polarity(claim, evidence(text)) == []


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # the consensus is denied in both, the anger in one
        ("法国即使否认此前达成的共识，也不会激怒盟友。", "试图否认之前达成的共识可能激怒盟友。"),
        (
            "For displaced workers finding a job is without difficulty.",
            "For displaced workers finding a job is hard.",
        ),
    ],
)
def test_a_denial_beside_one_that_both_have_is_found(claim: str, text: str) -> None:
    assert [finding.kind.value for finding in check_polarity(claim, evidence(text))] == ["negation"]


@pytest.mark.parametrize(
    ("claim", "text", "differs"),
    [
        ("Never before had France hosted a summit.", "France hosts a summit for the first time.", False),
        ("France never hosted a summit.", "France hosts a summit for the first time.", True),
        (
            "France is making no attempt to keep AI from being dominated by a few large technology companies.",
            "It seeks to avoid the AI field being dominated by a small number of large technology companies.",
            True,
        ),
        ("他们再就业并不难。", "他们再就业难度极大。", True),
        ("他们再就业很难。", "他们再就业难度极大。", False),
        ("They find new jobs without difficulty.", "Re-employment is extremely difficult for them.", True),
    ],
)
def test_first_times_attempts_and_difficulty(claim: str, text: str, *, differs: bool) -> None:
    assert bool(check_polarity(claim, evidence(text))) is differs
