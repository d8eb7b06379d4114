"""A place that a question takes for granted is put right, and one that the documents give is not."""

import pytest

from rag.answer import AbstainReason, AnswerStatus
from rag.engine import Engine
from rag.requests import AskRequest


@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        ("Was the summit held in London?", "Grand Palais"),
        ("峰会是在伦敦举行的吗？", "大皇宫"),
        ("Why was the Palace of Versailles picked as the summit venue?", "Grand Palais"),
        ("为什么选凡尔赛宫作峰会的会场？", "大皇宫"),
        ("The summit opened at the Palace of Versailles, correct?", "Grand Palais"),
    ],
)
def test_a_wrong_place_is_put_right(engine: Engine, asked: str, instead: str) -> None:
    answer = engine.ask(AskRequest(asked))
    assert answer.abstain_reason is AbstainReason.FALSE_PREMISE
    assert instead in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "When was the summit held in Paris?",
        "在巴黎大皇宫举行的峰会是哪天开幕的？",
        "What did the AI safety summit held in Seoul in 2024 lead to?",
        "2023年在英国举办的人工智能安全峰会和巴黎峰会是什么关系？",
    ],
)
def test_a_right_place_is_left_alone(engine: Engine, asked: str) -> None:
    assert engine.ask(AskRequest(asked)).status is AnswerStatus.ANSWERED
