"""A place that a question takes for granted is put right, and one that the documents give is not."""

import pytest

from rag.answer import AbstainReason, AnswerStatus
from rag.engine import Engine
from rag.names import NameIndex
from rag.premises import telling_where
from rag.question import read_question
from rag.requests import AskRequest
from tests.rag.candidates import candidate, ranked, reader_of


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


@pytest.mark.parametrize(
    ("question", "texts", "kept"),
    [
        (
            "Where is the summit held?",
            ["The summit will be held at the Grand Palais.", "Macron hopes the summit will help Europe."],
            [0],
        ),
        ("峰会在哪里举行？", ["峰会的举行将推动治理。", "法国将于巴黎举办“人工智能行动峰会”。"], [1]),
        ("Where is the summit held?", ["Macron hopes the summit will help Europe."], [0]),
        ("When is the summit held?", ["It is held in Paris.", "Macron hopes for the summit."], [0, 1]),
    ],
)
def test_where_it_is_held_is_told_by_what_says_so(question: str, texts: list[str], kept: list[int]) -> None:
    items = [ranked(candidate(reader_of(text), 0), 5.0 - at) for at, text in enumerate(texts)]

    assert telling_where(read_question(question, NameIndex(())), items) == [items[at] for at in kept]
