"""Of how many a claim says something, held against of how many its evidence does."""

import pytest

from rag.checks.mentions import remembering_finder
from rag.checks.scope import check_scope
from rag.names import mine_names
from tests.rag.checks.made import evidence

_FIND = remembering_finder(mine_names(()))

# A claim, its evidence, and what the evidence says instead: None where it says nothing of the others.
WIDER = [
    ("中期报告主张只依靠企业自我评估。", "报告提出多方审议、企业自我评估与第三方评估。", None),
    ("只有网信办与特使交流。", "特使与科技部、网信办、工信部进行了深入交流。", None),
    ("Only the cyberspace body spoke with the envoy.", "The envoy spoke with three ministries.", None),
    ("The report relies solely on self-assessment.", "The report names three mechanisms.", None),
    ("所有国家的关切都与法国一致。", "法国的关切贴合了更多国家的实际关切。", "更多国家的实际关切"),
    ("France's concerns match those of every country.", "Its concerns match those of more countries.",
     "more countries"),
    ("All low-skilled workers are being displaced.", "Large numbers of low-skilled workers are being displaced.",
     "Large numbers of low-skilled workers are being"),
    ("法国高居全球首位。", "法国位列第三，仅次于美国和中国。", "位列第三"),
    ("France ranks first.", "France ranks third in the world.", "ranks third"),
    ("France leads the Stanford ranking.", "France ranks third in the world.", "ranks third"),
    ("Views were sought from academic experts alone.", "Views were sought from academics and civil society.", None),
    # of one, where it is said of two
    ("Only Canada ranks above France.", "France is third, second only to Canada and Brazil.",
     "only to Canada and Brazil"),
    ("排在法国前面的只有加拿大。", "法国位列第三，仅次于加拿大和巴西。", "仅次于加拿大和巴西"),
    # of all, where another clause speaks of all of another thing
    ("非洲所有国家都被迫签署条约。", "非洲12个国家被迫签署条约，各国数据被换走。", "12个国家被迫签署条约，各国数"),
    ("Every country in Africa was forced to sign.", "12 African countries were forced to sign, and each lost data.",
     "12 African countries were forced to sign"),
    ("印度启动了全球第三大人才计划。", "印度启动了全球最大人才计划。", "最大"),
    ("India runs the world's third-largest pipeline.", "India runs the world's largest pipeline.", "largest"),
]  # fmt: skip
ALIKE = [
    # the evidence leaves the others out too, in its own words
    ("法国居第三，前面只有美国和中国。", "法国位列第三，仅次于美国和中国。"),
    ("排在法国前面的只有美国。", "法国仅次于美国。"),
    ("They have only one skill.", "They have a single skill."),
    ("这些人只有一种技能。", "他们年龄偏大、技能单一。"),
    # not only
    ("不只有法国出席。", "法国、印度出席。"),
    ("Not only France came.", "France and India came."),
    # all of both
    ("所有参会国都签了字。", "各参会国均签字。"),
    ("Every country signed.", "All countries signed, and many countries spoke."),
    # of other things it says some
    ("每个项目都会展示。", "项目会展示，许多嘉宾将到场。"),
    ("France ranks second-largest.", "France is the second largest, behind the largest."),
    ("China ranks first.", "China is the largest."),
]


@pytest.mark.parametrize(("claim", "text", "instead"), WIDER)
def test_what_is_said_of_fewer_or_of_more_differs(claim: str, text: str, instead: str | None) -> None:
    (finding,) = check_scope(claim, evidence(text), _FIND)
    assert finding.document == instead
    assert finding.said


@pytest.mark.parametrize(("claim", "text"), ALIKE)
def test_what_is_said_of_as_many_does_not(claim: str, text: str) -> None:
    assert check_scope(claim, evidence(text), _FIND) == []
