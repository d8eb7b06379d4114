"""Single questions over the real documents: asked in other words, and about things of which no document speaks."""

import pytest

from rag.answer import AnswerStatus
from rag.engine import Engine
from rag.requests import AskRequest


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        # the class of things that is asked for heads the sentence or the list
        ("征集的AI项目可以归到哪几个类别？", "民主信任"),
        ("What are the categories under which AI projects could be entered in the global call?", "democratic trust"),
        ("What core goals does the WeChat article assign to the summit?", "Technology for all"),
        # two spellings of one place, a journey named by one character, a suffix that makes a style of a name
        ("马克龙的AI特使去伦敦时，见到的英国AI国务大臣叫什么名字？", "费亚尔·克拉克"),
        ("安妮·布韦罗访华时会见了谁？", "马朝旭"),
        ("How many euros does the Stargate-style plan rest on?", "109 billion"),
        ("Roughly what was the headcount of guests on the opening morning?", "1,500"),
    ],
)  # fmt: skip
def test_what_is_asked_in_other_words_is_found(engine: Engine, asked: str, said: str) -> None:
    assert said in engine.ask(AskRequest(asked)).text


@pytest.mark.parametrize(
    "asked", ["布韦罗特使是哪几天去华盛顿访问的？", "On which dates did Bouverot visit Washington?"]
)
def test_a_newspaper_named_after_a_place_is_not_that_place(engine: Engine, asked: str) -> None:
    assert engine.ask(AskRequest(asked)).status is AnswerStatus.NO_ANSWER


@pytest.mark.parametrize(
    "asked",
    [
        "What did the summit decide about nuclear fusion?",
        "峰会对核聚变作出了什么决定？",
        "What did Macron say about football?",
        "峰会在渔业问题上达成了什么共识？",
        "Does the report mention space travel?",
        "What do the documents say about quantum teleportation?",
        "峰会提到量子隐形传态了吗？",
        "报告有没有提到核聚变？",
        "两份文件对足球怎么说？",
    ],
)
def test_what_was_said_about_a_thing_that_no_document_speaks_of_is_refused(
    engine: Engine, asked: str
) -> None:
    answer = engine.ask(AskRequest(asked))
    assert (answer.status, answer.citations) == (AnswerStatus.NO_ANSWER, ())


@pytest.mark.parametrize(
    "asked",
    [
        "What does the paper say about jobs?",
        "What does the article say about autonomous weapons?",
        "文章对数据投毒说了什么？",
        "What did the interim report propose about the environment?",
        "Does the report mention climate change?",
        "Do the documents discuss unemployment?",
        "文章提到自主武器了吗？",
        "文件涉及版权问题吗？",
    ],
)
def test_what_was_said_about_a_thing_that_they_do_speak_of_is_not(engine: Engine, asked: str) -> None:
    assert engine.ask(AskRequest(asked)).status is AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("谁代表中国出席峰会？", "张国清"),
        ("Who represented China at the summit?", "Zhang Guoqing"),
        ("Who came for Germany?", "Scholz"),
        ("开源社区72小时里冒出多少个微调版本？", "8000"),
        ("去巴黎参会的中国代表是谁？", "张国清"),
        ("代表中方去法国开会的是谁？", "张国清"),
        ("Which Chinese leader attended the summit in Paris?", "Zhang Guoqing"),
        ("Which Chinese official represented China in Paris?", "Zhang Guoqing"),
        ("Who represented China in Paris, and what post does he hold?", "Zhang Guoqing"),
    ],
)
def test_who_acted_for_a_country_is_told_by_what_names_those_who_came(
    engine: Engine, asked: str, said: str
) -> None:
    answer = engine.ask(AskRequest(asked))
    assert said in answer.text.split("[1]")[0]
