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
        # of two numbers, one is of another matter
        "770份申请来自多少个国家，中期报告用了84份意见书吗？",
    ],
)
def test_what_is_right_or_left_open_is_not(engine: Engine, asked: str) -> None:
    assert engine.ask(AskRequest(asked)).abstain_reason is not AbstainReason.FALSE_PREMISE
