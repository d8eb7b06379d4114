"""What wants a yes or a no is a claim: a sentence that speaks of too little of it says neither."""

from collections.abc import Callable

import pytest

from rag.answer import Answer, AnswerStatus
from rag.yes_no import is_yes_no


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Did Scholz attend?", True),
        ("Is France bound by the EU AI Act?", True),
        ("Are there any side events?", False),
        ("Did Scholz attend, and who else?", False),
        ("Which minister did she meet?", False),
        ("朔尔茨参加了吗？", True),
        ("法国受不受约束，有没有例外", True),
        ("他去了没？", True),
        ("项目只有想法行吗？最低要做到什么程度？", False),
        ("峰会在哪里开？", False),
    ],
)
def test_a_question_for_a_yes_or_a_no_is_told_by_its_form(text: str, is_one: bool) -> None:
    assert is_yes_no(text) is is_one


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("朔尔茨参加了吗？", "朔尔茨"),
        ("Did JD Vance attend the summit?", "万斯"),
        ("Was Sam Altman there?", "奥尔特曼"),
        ("布韦罗去过北京吗？", "访问北京"),
        ("Has India approved any AI spending?", "1030 亿卢比"),
        ("雅典开过圆桌会议吗？", "雅典"),
        ("Was DeepLang AI put on the Entity List?", "实体清单"),
        ("法国受不受欧盟人工智能法案约束？", "约束"),
    ],
)
def test_what_the_documents_say_is_answered(ask: Callable[[str], Answer], question: str, cited: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert any(cited in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "声明对各国有法律约束力吗？",
        "Is the Paris statement legally binding on states?",
        "峰会有同声传译吗，支持中文吗？",
        "Did the summit commit to protecting children online?",
        "习近平出席峰会了吗？",
        "梁文锋出席峰会了吗？",
        "图灵奖得主本吉奥在峰会上发言了吗",
        "Was UN Secretary-General António Guterres present?",
        "Did Elon Musk attend the Paris AI summit?",
        "马斯克参加了峰会吗？",
        "公众能参加峰会吗？",
        "华为在巴黎有没有展台？",
    ],
)
def test_what_they_do_not_say_is_refused(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.NO_ANSWER
    assert not answer.citations
