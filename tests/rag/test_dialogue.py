"""Follow-ups: what leans on the dialogue, what takes another's place, what is answered near the last answer."""

import pytest

from corpus.model import Language
from rag.dialogue import LAST, InDialogue, follow_up_language, ordinal_asked, read_dialogue
from rag.engine import Engine
from rag.names import NameIndex, mine_names
from rag.requests import AskRequest, Turn


@pytest.fixture(scope="module")
def names() -> NameIndex:
    return mine_names([])


def turns(*said: str) -> tuple[Turn, ...]:
    return tuple(Turn(("user", "assistant")[index % 2], text) for index, text in enumerate(said))


@pytest.mark.parametrize(
    ("question", "history", "standalone"),
    [
        ("那印度呢？", ("法国投了多少钱？", "近1130亿美元。"), "印度投了多少钱？"),
        ("And India?", ("How much has France invested?", "Nearly 113 billion dollars."), "How much has India invested?"),
        ("What about Seoul?", ("Who went to London?", "The envoy."), "Who went to Seoul?"),
        # of two places the last, wherever the longer name stands
        ("那北京呢？", ("法国的特使去过伦敦吗？", "去过。"), "法国的特使去过北京吗？"),
    ],
)  # fmt: skip
def test_another_thing_takes_the_place_of_the_one_asked_about(
    names: NameIndex, question: str, history: tuple[str, ...], standalone: str
) -> None:
    assert read_dialogue(question, turns(*history), names).standalone == standalone


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("这预测是谁做的？", ("印度的市场有多大？", "170亿美元。")),
        ("Whose forecast is that?", ("How big is India's market?", "17 billion dollars.")),
        ("为什么？", ("法国为什么办峰会？", "为了技术自主。")),
        ("To do what?", ("How much did India approve?", "103 billion rupees.")),
    ],
)
def test_a_follow_up_takes_its_question_along(
    names: NameIndex, question: str, history: tuple[str, ...]
) -> None:
    read = read_dialogue(question, turns(*history), names)
    assert read.context == history[0]
    assert read.said == history[1]
    assert question in (read.standalone or "")
    assert history[0] in (read.standalone or "")


def test_a_chain_of_follow_ups_leads_back_to_what_it_began_with(names: NameIndex) -> None:
    history = turns("印度政府批了多少钱？", "1030亿卢比。", "用来干什么？", "计算基础设施和大模型。")
    assert read_dialogue("除了这两样呢？", history, names).context == "印度政府批了多少钱？ 用来干什么？"


@pytest.mark.parametrize(
    "question",
    [
        "法国总统人工智能特使访问北京时见了谁？",
        "When did the French envoy go to London, and whom did she meet?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(names: NameIndex, question: str) -> None:
    history = turns("印度的市场有多大？", "170亿美元。")
    assert read_dialogue(question, history, names) == InDialogue(question)
    assert read_dialogue("为什么？", (), names) == InDialogue("为什么？")


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("第四条讲的什么？", 4),
        ("What does the fourth one say?", 4),
        ("So what's number two?", 2),
        ("最后那个动机呢？", LAST),
        ("And the last motive?", LAST),
        ("峰会有多少人？", None),
    ],
)
def test_the_place_of_an_item_is_read(question: str, place: int | None) -> None:
    assert ordinal_asked(question) == place


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        (("印度AI市场2027年能做到多大？", "170亿美元。"), "这预测是谁做的？", "Nasscom"),
        (("How big could India's AI market get by 2027?", "US$17 billion."), "Whose forecast is that?", "Nasscom"),
        (("安妮·布韦罗是谁？", "法国总统的人工智能特使。"), "她在北京见了谁？", "马朝旭"),
        (("Who is Anne Bouverot?", "The French envoy for AI."), "Whom did she meet in Beijing?", "Ma Zhaoxu"),
        (("咨询中期报告提了几大趋势？", "四大趋势。"), "第四条讲的什么？", "环境责任"),
        (("How many trends did the interim report set out?", "Four."), "What does the third one say?", "inclusive"),
    ],
)  # fmt: skip
def test_a_follow_up_is_answered_from_where_the_dialogue_is(
    engine: Engine, history: tuple[str, ...], question: str, said: str
) -> None:
    answer = engine.ask(AskRequest(question, history=turns(*history)))
    assert said in answer.text
    assert answer.standalone_question is not None
    alone = engine.ask(AskRequest(question))
    assert alone.standalone_question is None
    assert alone.answer_id != answer.answer_id


@pytest.mark.parametrize("question", ["And the capital of Mongolia?", "那蒙古的首都呢？"])
def test_more_than_a_name_takes_nobodys_place(names: NameIndex, question: str) -> None:
    history = turns("How much did New Delhi approve?", "103 billion rupees.")
    read = read_dialogue(question, history, names)
    assert read.context == history[0].content
    assert read.said == history[1].content


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (("印度AI市场2027年能做到多大？", "170亿美元。"), "那怎么做红烧肉？"),
        (("印度AI市场2027年能做到多大？", "170亿美元。"), "还有，民法典的诉讼时效是几年？"),
        (("印度AI市场2027年能做到多大？", "170亿美元。"), "那蒙古呢？"),
        (("How much did New Delhi approve for AI?", "103 billion rupees."), "And how do I bake bread?"),
        (
            ("How much did New Delhi approve for AI?", "103 billion rupees."),
            "But how does photosynthesis work?",
        ),
        (("How much did New Delhi approve for AI?", "103 billion rupees."), "And Mongolia?"),
        (("安妮·布韦罗是谁？", "法国总统的人工智能特使。"), "她多大年纪？"),
        (("Who is Anne Bouverot?", "The French envoy for AI."), "How old is she?"),
        (("印度AI市场2027年能做到多大？", "170亿美元。"), "那2030年呢？"),
    ],
)
def test_a_follow_up_that_the_documents_do_not_answer_is_refused(
    engine: Engine, history: tuple[str, ...], question: str
) -> None:
    answer = engine.ask(AskRequest(question, history=turns(*history)))
    assert answer.status.value == "no_answer"
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("And in London?", Language.EN),
        ("那伦敦呢？", Language.ZH),
        ("那 OpenAI 呢？", Language.ZH),
        ("What does 布韦罗 say?", Language.EN),
        ("OpenAI?", None),
        ("2024?", None),
    ],
)
def test_a_follow_up_is_answered_in_its_own_language(question: str, language: Language | None) -> None:
    assert follow_up_language(question) is language


def test_the_language_of_a_follow_up_goes_before_that_of_the_dialogue(engine: Engine) -> None:
    history = (Turn("user", "安妮·布韦罗在北京会见了谁？"), Turn("assistant", "马朝旭。"))

    answer = engine.ask(AskRequest("And in London?", history=history))

    assert answer.language is Language.EN
    assert "Clark" in answer.text
