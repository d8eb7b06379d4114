"""A written answer never says less than the extractive one."""

import pytest

from rag.answer import AnswerMode
from rag.engine import Engine
from rag.progress import Said
from rag.requests import AskRequest
from tests.rag.models.talking_server import Reply, claims_json, passages_of
from tests.rag.writing.asking import (
    COMPLETED,
    INDIA_EN,
    INDIA_ZH,
    THEMES_ZH,
    ZH,
    Body,
    ask,
    codes,
    repeats_first,
)
from tests.rag.writing.conftest import Talk


def test_what_the_model_left_out_is_added_word_for_word(talk: Talk, engine: Engine) -> None:
    extractive = ask(engine, THEMES_ZH, AnswerMode.EXTRACTIVE)
    told: list[object] = []
    written, _ = talk(repeats_first)

    answer = written.ask(AskRequest(THEMES_ZH, mode=AnswerMode.WRITTEN), tell=told.append)

    assert [c.quote for c in answer.citations] == [c.quote for c in extractive.citations]
    assert "\n- 公共服务 AI[3]\n- 未来工作[4]" in answer.text, "items in a row are a list"
    assert (answer.mode, codes(answer)) == (AnswerMode.WRITTEN, [COMPLETED])
    assert answer.warnings[0].startswith(f"{COMPLETED}: 模型漏写的 6 句")
    assert "".join(item.text for item in told if isinstance(item, Said)) == answer.text


@pytest.mark.parametrize(
    ("question", "without", "figure"),
    [
        (INDIA_ZH, "印度政府批准对人工智能项目投资，包括开发大型语言模型。", "1030"),
        (INDIA_EN, "The Indian government approved an investment in AI projects in 2024.", "103 billion"),
    ],
)
def test_a_sentence_without_the_figure_that_is_asked_for_is_completed(
    talk: Talk, question: str, without: str, figure: str
) -> None:
    def says_less(body: Body) -> Reply:
        key, _ = next(pair for pair in passages_of(body) if "103" in pair[1])
        return Reply((claims_json(([key], without)),))

    engine, _ = talk(says_less)
    answer = ask(engine, question)

    assert (answer.mode, codes(answer)) == (AnswerMode.WRITTEN, [COMPLETED])
    _, written, added = answer.text.partition(without)
    assert written
    assert figure in added


def test_a_sentence_that_tells_next_to_nothing_is_completed(talk: Talk) -> None:
    def says_where_she_went(body: Body) -> Reply:
        key, _ = next(pair for pair in passages_of(body) if "访问伦敦" in pair[1])
        return Reply((claims_json(([key], "安妮·布韦罗访问伦敦。")),))

    engine, _ = talk(says_where_she_went)
    answer = ask(engine, ZH)

    assert codes(answer) == [COMPLETED]
    assert "法国总统人工智能特使" in answer.text
