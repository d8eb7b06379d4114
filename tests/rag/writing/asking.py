"""Questions with what a written answer to them is asked and found to be, and a model that repeats what it is shown."""

from typing import Any

from rag.answer import Answer, AnswerMode
from rag.engine import Engine
from rag.requests import AskRequest
from tests.rag.models.talking_server import Reply, claims_json, passages_of

__all__ = [
    "COMPLETED",
    "EN",
    "INDIA_EN",
    "INDIA_ZH",
    "THEMES_EN",
    "THEMES_ZH",
    "ZH",
    "Body",
    "ask",
    "codes",
    "repeats_first",
]

ZH, EN = "谁是安妮·布韦罗？", "Who is Anne Bouverot?"
COMPLETED = "llm_answer_completed"
THEMES_ZH, THEMES_EN = "峰会有哪五个主题？", "What are the five themes of the summit?"
INDIA_ZH, INDIA_EN = "印度为人工智能投入了多少资金？", "How much did India approve for AI projects?"
Body = dict[str, Any]  # Any: JSON


def ask(engine: Engine, question: str, mode: AnswerMode | None = AnswerMode.WRITTEN) -> Answer:
    answer = engine.ask(AskRequest(question, mode=mode))
    for citation in answer.citations:
        assert citation.document.text[citation.span.start : citation.span.end] == citation.quote
    numbers = {citation.number for citation in answer.citations}
    assert {n for claim in answer.claims for n in claim.citations} == numbers
    return answer


def codes(answer: Answer) -> list[str]:
    return [warning.partition(":")[0] for warning in answer.warnings]


def repeats_first(body: Body) -> Reply:
    """A model that says the first passage as it stands."""
    key, text = passages_of(body)[0]
    return Reply((claims_json(([key], text)),))
