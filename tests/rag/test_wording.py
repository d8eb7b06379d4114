"""What a question says of documents and not of their matter; and the questions that it puts one after the other."""

import re

import pytest

from corpus.model import Language
from rag.lexicon.neutral_questions import NEUTRAL_QUESTIONS
from rag.lexicon.talk import ASIDES, DOCUMENT_TALK, NOTE_TALK
from rag.wording import question_parts, without_document_talk

# A question, and what is left of it; the clause that goes leaves a space.
TALK = {
    # notes
    "雅典那个会的说法有来源吗，给我pdf地址": "雅典那个会",
    "What backs the Athens claim up, give me the link": "What backs the Athens claim up",
    # asides
    "求证：峰会是2月10日在巴黎举行的吗？": "峰会是2月10日在巴黎举行的吗？",
    "印度的投资有多大？我要写报告用。": "印度的投资有多大？",
    "Fact-check: did India approve 103 billion rupees?": "did India approve 103 billion rupees?",
    "How much did India invest? I need this for a memo.": "How much did India invest?",
    "How much did India invest? We shall print it.": "How much did India invest?",
    "My boss asks: how much did India invest?": "how much did India invest?",
    # how an answer over several documents is to be laid out
    "Which summits does it follow, and do the two documents agree?": "Which summits does it follow ?",
    "Do the two documents agree on which summits it follows?": "which summits it follows?",
    "According to both documents, when is the summit held?": "when is the summit held?",
    "What do the two sources say about the Grand Palais in Paris?": "the Grand Palais in Paris?",
    "How do both sources describe Musk's many sleepless nights?": "Musk's many sleepless nights?",
    "Do both articles mention the 2024 Seoul summit?": "the 2024 Seoul summit?",
    "Where is the summit held? Both documents say that it is there.": "Where is the summit held? it is there.",
    "Which of the two documents says Musk could not sleep at night?": "Musk could not sleep at night?",
    "Musk could not sleep at night; is the claim sourced?": "Musk could not sleep at night ?",
    "Musk could not sleep at night, and what evidence is given?": "Musk could not sleep at night ?",
    "峰会有几个主题，两份文件的说法一致吗？": "峰会有几个主题 ？",
    "峰会一共有几个主题，说法一致吗？": "峰会一共有几个主题 ？",
    "峰会的目标是什么，请对比两份材料的说法。": "峰会的目标是什么 。",
    "两份文件分别怎么说峰会的目标？": "峰会的目标？",
    "两份材料里提到的峰会目标有哪些？": "峰会目标有哪些？",
    "马斯克彻夜难眠，这个说法出自哪份文件？": "马斯克彻夜难眠 ？",
    "马斯克彻夜难眠，有没有给出来源？": "马斯克彻夜难眠 ？",
    "峰会的主题和目标，分别是什么？": "峰会的主题和目标 是什么？",
    # notes and links
    "Which website is referenced for the choice of fifty projects?": "the choice of fifty projects?",
    "What stands behind the choice, for the passage on the fifty projects?": (
        "What stands behind the choice, the fifty projects?"
    ),
    "Who chose the fifty projects, and whose website is the link to?": "Who chose the fifty projects, and ?",
    "选出五十个项目，脚注指向哪个机构的网站？": "选出五十个项目， ？",
    "选出五十个项目那一段，有什么依据？": "选出五十个项目 有什么依据？",
    "选出五十个项目，引用自哪个网站？": "选出五十个项目， ？",
}  # fmt: skip


@pytest.mark.parametrize("question", TALK)
def test_what_only_speaks_of_documents_is_left_out(question: str) -> None:
    assert without_document_talk(question) == TALK[question]


@pytest.mark.parametrize("pattern", [*ASIDES, *DOCUMENT_TALK, *NOTE_TALK])
def test_every_way_of_speaking_of_documents_has_an_example(pattern: str) -> None:
    assert any(re.search(pattern, question, re.IGNORECASE) for question in TALK)
    assert re.search(pattern, "") is None


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "AI冲击就业：清华的前瞻怎么说？公众号说哪类岗位被替代？",
            ("AI冲击就业：清华的前瞻怎么说？", "AI冲击就业 公众号说哪类岗位被替代？"),
        ),
        (
            "就业这块，智库怎么看，公众号又怎么看？",
            ("就业这块， 智库怎么看，", "就业这块 公众号又怎么看？"),
        ),
        (
            "On jobs, what does the preview say and what does the article say?",
            ("On jobs, what does the preview say", "On jobs what does the article say?"),
        ),
        (
            "AI and jobs — what does the preview say, and in the WeChat piece which posts go?",
            ("AI and jobs — what does the preview say", "AI and jobs in the WeChat piece which posts go?"),
        ),
        (
            "Who came to Paris for talks, and what was decided there?",
            ("Who came to Paris for talks", "what was decided there?"),
        ),
    ],
)
def test_the_matter_named_before_the_first_question_is_that_of_all(
    question: str, parts: tuple[str, ...]
) -> None:
    assert question_parts(question) == parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("全球咨询和项目征集，各收到多少份材料？", ("全球咨询收到多少份材料？", "项目征集收到多少份材料？")),
        ("哪边收到的材料更多，全球咨询还是项目征集？", ("全球咨询哪边收到的材料更多？", "项目征集哪边收到的材料更多？")),
        (
            "Which drew more answers, the consultation or the call for projects?",
            ("Which drew more answers the consultation?", "Which drew more answers the call for projects?"),
        ),
        ("在能耗上，报告的建议和公司的做法各是什么？", ("在能耗上 报告的建议是什么？", "在能耗上 公司的做法是什么？")),
        ("印度批的经费和法国砸的钱，按美元算各是多少？", ("印度批的经费按美元算是多少？", "法国砸的钱按美元算是多少？")),
        (
            "In dollars: India's government budget next to what France's firms have put in?",
            ("In dollars India's government budget?", "In dollars what France's firms have put in?"),
        ),
        ("法国和印度的关系如何？", ()),
        ("Which summit did France or India host?", ()),
    ],
)  # fmt: skip
def test_each_of_two_things_set_side_by_side_is_asked_for(question: str, parts: tuple[str, ...]) -> None:
    assert question_parts(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "峰会在哪里举行？", "马斯克为何失眠？", "峰会  在哪里举行，", "Where is the summit held?",
        "Which  two countries host it,", "Who wrote the report on jobs?", "", "  ",
    ],
)  # fmt: skip
def test_a_question_that_speaks_only_of_its_matter_is_left_as_it_is(question: str) -> None:
    assert without_document_talk(question) == question


@pytest.mark.parametrize("language", Language)
def test_common_questions_are_left_whole_and_are_one_question_each(language: Language) -> None:
    questions = NEUTRAL_QUESTIONS[language]
    assert len(questions) > 20, "few questions prove nothing"
    assert [q for q in questions if without_document_talk(q) != q or question_parts(q)] == []


@pytest.mark.parametrize(
    "question",
    [
        "两份文件怎么说？", "两份材料说了什么？", "两篇文章都提到了吗？",
        "What do the two documents say?", "Do both documents agree?", "How do both sources describe Musk?",
    ],
)  # fmt: skip
def test_a_question_for_the_documents_themselves_is_left_whole(question: str) -> None:
    assert without_document_talk(question) == question


@pytest.mark.parametrize(
    ("short", "longer", "rest"),
    [
        ("他失眠，有没有给出来源？", "马斯克失眠，有没有给出来源？", "马斯克失眠 ？"),
        ("He is awake; is the claim sourced?", "Musk is wide awake; is the claim sourced?", "Musk is wide awake ?"),
    ],
)  # fmt: skip
def test_a_clause_goes_only_where_five_characters_or_three_words_are_left(
    short: str, longer: str, rest: str
) -> None:
    assert without_document_talk(short) == short
    assert without_document_talk(longer) == rest


# --- Several questions at once ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("峰会在哪里举行？有多少位嘉宾？", ("峰会在哪里举行？", "有多少位嘉宾？")),
        ("峰会在哪里举行，有多少位嘉宾？", ("峰会在哪里举行，", "有多少位嘉宾？")),
        ("峰会在哪里举行；谁主持了仪式？", ("峰会在哪里举行；", "谁主持了仪式？")),
        (
            "Where was it held in Paris? How many guests came there?",
            ("Where was it held in Paris?", "How many guests came there?"),
        ),
        (
            "Where was it held in Paris, and how many guests came there?",
            ("Where was it held in Paris", "how many guests came there?"),
        ),
        (
            "On what date did it open and at which palace was it held?",
            ("On what date did it open", "at which palace was it held?"),
        ),
        (
            "峰会在哪里举行？有多少位嘉宾？谁主持了仪式？",
            ("峰会在哪里举行？", "有多少位嘉宾？", "谁主持了仪式？"),
        ),
    ],
)
def test_questions_put_one_after_the_other_are_told_apart(question: str, parts: tuple[str, ...]) -> None:
    assert question_parts(question) == parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "峰会由法国主办。它在哪里举行？有多少位嘉宾？",
            ("峰会由法国主办。 它在哪里举行？", "有多少位嘉宾？"),
        ),
        (
            "France hosts it. Where is it held? How many guests came there?",
            ("France hosts it. Where is it held?", "How many guests came there?"),
        ),
    ],
)
def test_what_leads_up_to_a_question_stays_with_it(question: str, parts: tuple[str, ...]) -> None:
    assert question_parts(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "峰会在哪里举行？", "布韦罗访问了北京，会见了哪些官员？", "峰会在哪里举行？何时？",
        "Where is the summit held?", "Where was it held in Paris, and when?",
        "France hosts it. India co-chairs it.", "法国主办，印度联合主持。", "",
    ],
)  # fmt: skip
def test_one_question_or_one_that_has_too_little_behind_it_has_no_parts(question: str) -> None:
    assert question_parts(question) == ()


def test_an_abbreviation_does_not_end_a_question() -> None:
    assert question_parts("Which aims does the U.S. delegation have for the summit?") == ()
