"""Questions that set documents side by side: what is looked for in each, and what the answer says of each."""

from collections.abc import Callable

import pytest

from rag.answer import Answer, AnswerStatus
from rag.engine import Engine
from rag.side_by_side import matters_of
from rag.sources import find_source_mentions, named_side_by_side

CISS, WECHAT = "acd6", "45c2"


def matters(engine: Engine, question: str, *, of_all: bool = False) -> list[tuple[str | None, str]]:
    surely = find_source_mentions(question, engine.documents).places
    places = named_side_by_side(question, engine.documents, surely, of_all=of_all)
    found = matters_of(question, places, of_all=of_all)
    return [(m.doc_id and m.doc_id.removeprefix("doc_")[:4], m.text) for m in found]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # to each its own
        (
            "军用AI：前瞻说哪些峰会谈过，公众号说自主武器会越过什么？",
            [(CISS, "军用AI 说哪些峰会谈过"), (WECHAT, "军用AI 说自主武器会越过什么")],
        ),
        (
            "Start-ups: what does the preview hope for, and which firm does the WeChat article name?",
            [(CISS, "Start-ups hope for"), (WECHAT, "Start-ups which firm name")],
        ),
        # to both the same
        ("智库和公众号对开源模型的态度有什么不同？", [(CISS, "开源模型"), (WECHAT, "开源模型")]),
        (
            "How does the think tank's view of open source differ from the WeChat author's?",
            [(CISS, "open source"), (WECHAT, "open source")],
        ),
        # one word is a matter
        ("就业问题上，CISS和公众号的说法有何不同？", [(CISS, "就业"), (WECHAT, "就业")]),
        # the first is asked before any is named
        (
            "关于性别平等，咨询报告提了什么要求？公众号又讲了什么故事？",
            [(None, "性别平等 咨询报告提了什么要求"), (WECHAT, "性别平等 又讲了什么故事")],
        ),
        # told apart without a name
        (
            "AI监管：一篇讲法案，另一篇讲条约？",
            [(None, "AI监管 讲法案"), (None, "AI监管 讲条约")],
        ),
        (
            "One text speaks of an EU law, the other of a treaty with Africa.",
            [(None, "speaks of an EU law"), (None, "of a treaty Africa")],
        ),
    ],
)
def test_each_document_is_asked_for_its_own_matter(
    engine: Engine, question: str, expected: list[tuple[str | None, str]]
) -> None:
    assert matters(engine, question) == expected


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("两篇文章分别怎么讲自主武器？", "自主武器"),
        ("Compare what both documents say about autonomous weapons.", "autonomous weapons"),
    ],
)
def test_where_none_is_named_all_are_asked_alike(engine: Engine, question: str, matter: str) -> None:
    assert matters(engine, question, of_all=True) == [(None, matter)]
    assert matters(engine, question) == []


@pytest.mark.parametrize(
    "question",
    [
        "CISS的报告说峰会有几个主题？",
        "Why, in the blogger's telling, can France not afford to lag?",
        "What does France want more influence for, according to the Tsinghua analysts?",
        "法国在哪些国际组织里有影响力？清华报告点了哪几个名？",
        # Tsinghua is a university, too
        "When the envoy was in Beijing in November, did she meet Tsinghua scholars?",
        "峰会在哪里举行？",
        "Who opened the summit, and when?",
    ],
)
def test_a_question_to_one_document_is_left_as_it_is(engine: Engine, question: str) -> None:
    assert matters(engine, question) == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("智库和公众号怎么看AI抢饭碗？", ["教育培训", "数据录入员"]),
        (
            "Jobs: the think tank's remedies versus the blogger's worries",
            ["education and training", "jobs"],
        ),
        ("军事AI方面，前瞻说是哪两国办的峰会，公众号警告自主武器会突破什么？", ["荷兰", "国际法红线"]),
        (
            "Military AI: whose summits dealt with it according to the preview,"
            " and which line may autonomous weapons cross according to the commentary?",
            ["Netherlands", "international law"],
        ),
        ("峰会的第一个主题，清华和公众号各叫什么？", ["公益人工智能", "公共服务 AI"]),
        (
            "What does each text call the first of the five themes?",
            ["public-interest AI", "Public service AI"],
        ),
        ("两份材料都说这次峰会接的是哪两届峰会？", ["布莱切利", "2024首尔峰会"]),
        ("Do both texts say which earlier summits Paris builds on?", ["Bletchley", "2024 Seoul summit"]),
        (
            "One text reports an envoy's visit to Beijing, the other a secret network. What is said?",
            ["Ma Zhaoxu", "SWIFT"],
        ),
        # each of the two that are not named is another document
        ("AI对就业：一篇讲怎么帮工人适应，另一篇讲失业的风险，要点是什么？", ["教育培训", "再就业难度极大"]),
        # a document is searched deeper by itself than among others
        ("巴黎峰会的前身是哪两次会？两篇怎么说？", ["2024年首尔", "2024首尔峰会"]),
        # what ends in a colon is said with its list
        ("两篇文章给峰会的第一个主题起了什么名字？", ["公益人工智能", "对 AI 的信任"]),
        # what the one says of Macron takes nothing from what the other is asked
        (
            "Between Washington and Beijing: which path does the preview say Macron advocates,"
            " and which hold does the commentary say France hopes to break with Mistral?",
            ["third way", "Mistral"],
        ),
        # "cite" asks for no footnote here
        (
            "AI and jobs: by what means does the preview want workers to adapt,"
            " and which occupations does the WeChat piece cite as being replaced?",
            ["According to Center for International Security", "training", "data entry"],
        ),
    ],
)
def test_the_answer_has_the_word_of_each_document(
    ask: Callable[[str], Answer], question: str, said: list[str]
) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert len({citation.document.doc_id for citation in answer.citations}) == 2
    assert all(words in answer.text for words in said), answer.text


@pytest.mark.parametrize(
    "question", ["两篇文章分别怎么讲月球基地？", "What do both documents say about a base on the Moon?"]
)
def test_what_neither_says_is_refused(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is AnswerStatus.NO_ANSWER
