"""The order in which a question has somebody go to two places is held against the dates of the documents."""

import pytest

from rag.answer import AbstainReason, AnswerStatus
from rag.engine import Engine
from rag.names import NameIndex
from rag.order_of_events import told_in_another_order
from rag.question import read_question
from rag.requests import AskRequest
from tests.rag.candidates import candidate, ranked, reader_of

ZH = ["特使2024年9月30日访问伦敦，会见克拉克。", "11月25日，特使访问北京，会见马朝旭。"]
EN = ["On 30 September 2024 the envoy visited London.", "From 25 November the envoy visited Beijing."]


@pytest.mark.parametrize(
    ("asked", "texts", "said"),
    [
        ("特使为什么先去北京、后去伦敦？", ZH, "先去北京、后去伦敦"),
        ("特使先跑了趟北京，之后才去伦敦，为什么？", ZH, "先跑了趟北京，之后才去伦敦"),
        ("特使去伦敦之前为什么先到北京？", ZH, "伦敦之前为什么先到北京"),
        ("特使为什么先去伦敦再去北京？", ZH, None),
        ("特使去了北京和伦敦吗？", ZH, None),
        (
            "Why did the envoy visit Beijing first and only then London?",
            EN,
            "Beijing first and only then London",
        ),
        ("Why did the envoy go to Beijing before London?", EN, "Beijing before London"),
        (
            "Why did the envoy first go to Beijing and then to London?",
            EN,
            "first go to Beijing and then to London",
        ),
        ("Why did the envoy go to London before Beijing?", EN, None),
        # undated, there is no order to hold it against
        ("Why did the envoy go to Beijing before London?", [EN[0], "The envoy visited Beijing."], None),
    ],
)
def test_an_order_is_held_against_the_dates(
    names: NameIndex, asked: str, texts: list[str], said: str | None
) -> None:
    items = [ranked(candidate(reader_of(text), 0), 5.0 - at) for at, text in enumerate(texts)]
    found = told_in_another_order(read_question(asked, names), items)
    assert (found and found[0]) == said


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("布韦罗为什么先去北京，然后才去伦敦？", ["9月30日", "11月25日"]),
        ("Why did Bouverot go to Beijing first and only afterwards to London?", ["30 September", "25"]),
    ],
)
def test_the_sentences_on_both_are_given(engine: Engine, asked: str, days: list[str]) -> None:
    answer = engine.ask(AskRequest(asked))

    assert (answer.status, answer.abstain_reason) == (AnswerStatus.PARTIAL, AbstainReason.FALSE_PREMISE)
    assert len(answer.citations) == 2
    assert all(day in answer.text for day in days)
