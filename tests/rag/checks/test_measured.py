"""A figure that claim and evidence share must be a figure of the same thing."""

import pytest

from rag.checks.finding import FindingKind
from rag.checks.measured import check_measured
from tests.rag.checks.made import evidence

OTHER = [
    ("该算法将大模型训练时间砍掉67%。", "该算法将大模型能耗砍掉67%。", "能耗"),
    ("The algorithm cuts training time by 67%.", "The algorithm cuts energy use by 67%.", "energy"),
    ("它用1/17的训练数据达到92%的性能。", "它用1/17算力实现92%性能。", "算力"),
    ("英伟达营收恐蒸发3000亿美元。", "英伟达市值恐蒸发3000亿美元。", "市值"),
    (
        "Nvidia may lose $300 billion of revenue.",
        "$300 billion of Nvidia's market value may go.",
        "market value",
    ),
    ("The market will grow by a cumulative 25%.", "The market grows at an annual rate of 25%.", "annual"),
    ("它培训了100万名教师。", "它培训了100万工程师。", "工程师"),
    # right behind the figure
    ("It needs 92% of the computing power to reach the performance of GPT-4.",
     "It reaches 92% of the performance of GPT-4 with little computing power.", "92% performance"),
    ("它用92%算力实现1/17的性能。", "它用1/17算力实现92%性能。", "92% 性能"),
    # to so much, where it is by so much
    ("算法让能耗降到了原来的67%。", "算法将能耗砍掉67%。", "砍掉67%"),
    ("It cut energy use to 67% of what it was.", "It slashed energy use by 67%.", "by 67%"),
    ("能耗减少了67%。", "能耗只剩67%。", "只剩67%"),
]  # fmt: skip
SAME = [
    ("该算法将能耗砍掉67%。", "该算法将大模型能耗砍掉67%。"),
    ("The algorithm cuts electricity use by 67%.", "The algorithm cuts energy use by 67%."),
    # of another figure, or beside the first quantity
    ("训练时间缩短了一半。", "该算法将能耗砍掉67%。"),
    ("训练时能耗降低67%，成本也低。", "该算法将能耗砍掉67%。"),
    ("It saves 67% in training.", "The algorithm cuts energy use by 67%."),
    # the evidence speaks of both
    ("算力只用了1/17。", "它用1/17算力实现92%性能，训练数据也少。"),
    ("It has 92% of GPT-4's performance.", "It has 92% of the performance of GPT-4 with little computing power."),
    ("能耗降低了67%。", "能耗砍掉67%。"),
    ("Energy use fell by 67%.", "The algorithm cuts energy use by 67%."),
    ("Energy use fell to 67% of its former level.", "Energy use was cut to 67%."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text", "instead"), OTHER)
def test_the_same_figure_of_another_thing_differs(claim: str, text: str, instead: str) -> None:
    (finding,) = check_measured(claim, evidence(text))
    assert (finding.kind, finding.document) == (FindingKind.UNIT, instead)


@pytest.mark.parametrize(("claim", "text"), SAME)
def test_the_same_figure_of_the_same_thing_does_not(claim: str, text: str) -> None:
    assert check_measured(claim, evidence(text)) == []
