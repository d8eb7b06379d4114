"""Offices and counts that a question mentions in passing are held against the sentence that it is about."""

import pytest

from rag.answer import AbstainReason, AnswerStatus
from rag.engine import Engine
from rag.requests import AskRequest


@pytest.mark.parametrize(
    ("asked", "wrong", "right"),
    [
        ("外交部长马朝旭是哪天接见法国AI特使的？", "外交部长马朝旭", "外交部副部长马朝旭"),
        ("When did China's foreign minister, Ma Zhaoxu, receive the envoy?", "foreign minister, Ma Zhaoxu", "Vice Minister"),
        ("提交意见书的84个组织是怎么选出来的，那200多份意见书进了中期报告？", "84个组织", "84 份意见书"),
        # nobody of whom the documents speak; a first office where they have the second
        ("Who did Vice President Harris meet when she represented the US in Paris?", "Vice President Harris", "Vance"),
        ("中国总理为什么亲自到巴黎出席人工智能行动峰会？", "中国总理", "副总理张国清"),
        ("Why did China’s premier fly to Paris for the summit himself?", "China’s premier", "Vice Premier"),
        # shut out, where it is let in
        ("法国制定AI政策不用理会欧盟规则，这是怎么做到的？", "不用理会", "受到欧盟监管的影响"),
        ("How come France's AI policy is free of EU regulation?", "free of", "affected by EU regulation"),
        # a forecast told as done, a theme of another section
        ("印度AI市场已经做到170亿美元的规模了，是哪一年达到的？", "已经", "预计将达到"),
        ("India's AI market has already grown to 17 billion dollars. In what year was that?", "already", "expected to reach"),
        ("“未来工作”议题缘何着重探讨艺术创作与知识产权的报酬机制？", "未来工作", "知识产权创造和报酬机制"),
        ("How were the 84 organisations chosen whose 200-plus submissions fed the interim report?", "84 organisations",
         "84 written submissions"),
    ],
)  # fmt: skip
def test_what_is_said_in_passing_is_put_right(engine: Engine, asked: str, wrong: str, right: str) -> None:
    answer = engine.ask(AskRequest(asked))

    assert (answer.status, answer.abstain_reason) == (AnswerStatus.PARTIAL, AbstainReason.FALSE_PREMISE)
    assert wrong in answer.text
    assert right in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "外交部副部长马朝旭是哪天接见法国AI特使的？",
        "马朝旭是外交部长还是副部长？",
        "Is Ma Zhaoxu the foreign minister or a vice minister?",
        "How many written submissions did the interim report draw on, 84 or 200?",
        "200多个组织提交的84份意见书说了什么？",
        "Who is Vice President Vance?",
        "印度AI市场预计到2027年达到多少？",
        "“创新与文化”议题为什么探讨知识产权的报酬机制？",
        # a section beside that of the closest sentence
        "How big was India's AI market in 2024, the base year of the forecast?",
        # a figure that stands there, though not who found it
        "67%这个节能数据是哪个机构测出来的，有论文吗？",
        # of two numbers, one is of another matter
        "770份申请来自多少个国家，中期报告用了84份意见书吗？",
    ],
)
def test_what_is_right_or_left_open_is_not(engine: Engine, asked: str) -> None:
    assert engine.ask(AskRequest(asked)).abstain_reason is not AbstainReason.FALSE_PREMISE
