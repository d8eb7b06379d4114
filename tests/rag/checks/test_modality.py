import pytest

from rag.checks.modality import Status, check_modality, status_of
from tests.rag.checks.made import evidence


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("峰会已选定项目", Status.DONE),
        ("峰会将选定项目", Status.PLANNED),
        ("社会矛盾可能激化", Status.POSSIBLE),
        ("会谈尚未举行", Status.NOT_YET),
        ("若缺乏管控", Status.POSSIBLE),
        ("峰会有五个主题", Status.PLAIN),
        ("The projects have been selected", Status.DONE),
        ("The summit will select projects", Status.PLANNED),
        ("Tensions may rise", Status.POSSIBLE),
        ("The talks are yet to begin", Status.NOT_YET),
        ("once it has been poisoned", Status.POSSIBLE),
        ("The envoy visited Beijing", Status.PAST),
        ("The summit has five themes", Status.PLAIN),
        ("The summit is organised around themes", Status.PLAIN),
        ("The summit should establish standards", Status.PLANNED),
        ("法国有望转化主张", Status.PLANNED),
        ("Macron has voiced the hope that Europe will lead", Status.PLANNED),
        ("Macron has voiced doubts", Status.DONE),
        # a plan that is a thing has been carried out like any other
        ("通过“星际之门”计划，法国已成功带动各国", Status.DONE),
        ("通过这一计划带动各国", Status.PLAIN),
        ("The plan drives Europe", Status.PLAIN),
        ("The plan is to drive Europe", Status.PLANNED),
    ],
)
def test_a_clause_tells_how_real_it_is(text: str, status: Status) -> None:
    assert status_of(text) is status


SELECT_ZH = "启动项目征集，并计划从770个项目中遴选出50个项目。"
SELECT_EN = "It launched a call and plans to select 50 projects from the 770 submitted."
VISIT_ZH, VISIT_EN = "特使访问北京，会见了马朝旭。", "The envoy visited Beijing and met Ma Zhaoxu."


@pytest.mark.parametrize(
    ("claim", "text", "other"),
    [
        ("峰会计划选出50个项目。", SELECT_ZH, None),
        ("Fifty projects will be selected.", SELECT_EN, None),
        ("特使访问了北京。", VISIT_ZH, VISIT_EN),
        ("The envoy has visited Beijing.", VISIT_EN, None),
        ("Macron hopes Europe will become a leader.", "Macron stressed that Europe became a leader.", None),
        ("Once data have been poisoned, banks may err.", "Once poisoning succeeds, banks may err.", None),
        ("私营部门已投入资金。", "私营部门已投资用于发展。", None),
        ("美国把该企业列入了清单。", "美国将该企业列入清单。", None),
        ("截止时收到了770个项目，打算选出50个项目。", "计划从770个项目中遴选出50个项目。", None),
        (
            "Macron has said that he would like Europe to lead.",
            "Macron said he hopes Europe will lead.",
            None,
        ),
        (
            "Neglected issues will be taken up.",
            "It will also address issues that have been overlooked.",
            None,
        ),
        ("吸引了1,090亿欧元投资，要打造计划。", "吸引1090亿欧元的投资，要打造计划，是关键一步。", None),
    ],
)
def test_the_same_mood_is_no_difference(claim: str, text: str, other: str | None) -> None:
    assert check_modality(claim, evidence(text, other=other)) == []


@pytest.mark.parametrize(
    ("claim", "text", "other"),
    [
        ("峰会已选出50个项目。", SELECT_ZH, SELECT_EN),
        ("The summit has selected 50 projects.", SELECT_EN, SELECT_ZH),
        ("社会矛盾已经激化。", "社会矛盾可能会逐渐激化。", None),
        ("贫富差距已经扩大。", "这会导致贫富差距扩大。", None),
        ("Social tensions have already intensified.", "Social tensions may intensify.", None),
        ("市值已经蒸发了3000亿美元。", "市值恐蒸发3000亿美元。", None),
        ("算力版图已被DeepSeek-R1改写完毕。", "DeepSeek-R1模型性能很高，这意味着：算力版图或将重写。", None),
        (
            "The cultural festival had already taken place.",
            "France will hold a cultural festival before the summit.",
            None,
        ),
        (
            "Such weapons have by now crossed red lines.",
            "Such weapons are extremely likely to cross red lines.",
            None,
        ),
        (
            "Workers have already taken their discontent out on society.",
            "Large numbers of workers have lost their jobs, and they may vent their discontent on society.",
            None,
        ),
        ("An interim report is still to be published.", "It published an interim report.", None),
        ("France has succeeded in attracting talent.", "France hopes to attract talent.", None),
        ("特使将访问北京。", VISIT_ZH, VISIT_EN),
        ("The envoy will visit Beijing.", VISIT_EN, VISIT_ZH),
        ("特使尚未访问北京。", VISIT_ZH, VISIT_EN),
        ("India is still considering whether to approve it.", "India approved it in 2024.", None),
    ],
)
def test_planned_or_possible_is_not_done_and_the_other_way_round(
    claim: str, text: str, other: str | None
) -> None:
    (finding,) = check_modality(claim, evidence(text, other=other))

    assert finding.kind.value == "modality"
    assert finding.contradicts
