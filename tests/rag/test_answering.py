"""Drafting answers from hand-made evidence and from the bundled documents."""

from collections.abc import Callable

import pytest

from rag.answer import AbstainReason, Answer, AnswerStatus
from rag.answering import Answerer
from rag.matching import CorpusWords
from tests.rag.candidates import reader_of
from tests.rag.drafting import Drafter, Gathered, chunk_at

# --- Saying and refusing ---------------------------------------------------------------------------------


def test_what_answers_is_said_and_cited(drafted: Drafter) -> None:
    draft = drafted("Who met the minister?", reader_of("The envoy Zhang met the minister."))
    assert (draft.status, draft.reason) == (AnswerStatus.ANSWERED, None)
    assert draft.composition.text == "The envoy Zhang met the minister. [1]"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who met the minister?", "No document fits the filters that were given."),
        ("谁会见了部长？", "没有文件符合所给的筛选条件。"),
    ],
)
def test_without_evidence_the_question_is_refused(drafted: Drafter, question: str, text: str) -> None:
    draft = drafted(question)
    assert (draft.status, draft.reason) == (AnswerStatus.NO_ANSWER, AbstainReason.NO_EVIDENCE)
    assert draft.composition.text == text
    assert (draft.composition.citations, draft.composition.claims) == ((), ())


def test_a_refusal_names_what_is_missing_and_repeats_the_closest_sentence_uncited(drafted: Drafter) -> None:
    draft = drafted("What did the envoy do in Japan?", reader_of("The envoy met a minister in China."))
    assert (draft.status, draft.reason) == (AnswerStatus.NO_ANSWER, AbstainReason.NOT_STATED)
    assert "“Japan” does not appear" in draft.composition.text
    assert draft.composition.text.endswith("“The envoy met a minister in China.”")
    assert (draft.composition.citations, draft.composition.claims) == ((), ())


def test_a_refusal_in_chinese_does_the_same(drafted: Drafter) -> None:
    draft = drafted("布韦罗在柏林做了什么？", reader_of("特使布韦罗访问了北京。"))
    assert draft.status is AnswerStatus.NO_ANSWER
    assert "“柏林”" in draft.composition.text
    assert draft.composition.text.endswith("“特使布韦罗访问了北京。”")
    assert draft.composition.citations == ()


def test_a_distant_sentence_is_not_repeated_as_the_closest(drafted: Drafter) -> None:
    text = "The envoy met a minister in China."
    draft = drafted("What did the envoy do in Japan?", reader_of(text), sentence_similarity=0.35)
    assert draft.status is AnswerStatus.NO_ANSWER
    assert text not in draft.composition.text


def test_a_name_that_does_not_bridge_to_an_unrendered_text_is_not_required(drafted: Drafter) -> None:
    draft = drafted("What did Dupont say?", reader_of("特使在会上发言。"))
    assert draft.status is AnswerStatus.ANSWERED
    assert draft.composition.text == "In Chinese, without a translation: “特使在会上发言。” [1]"


def test_a_name_that_bridges_to_an_unrendered_text_is_required(drafted: Drafter) -> None:
    draft = drafted("What did Bouverot say in Japan?", reader_of("特使布韦罗在会上发言。"))
    assert draft.status is AnswerStatus.NO_ANSWER
    assert "“Japan”" in draft.composition.text
    assert "Bouverot" not in draft.composition.text.split("The closest passages")[0]


def test_a_name_is_required_of_a_text_in_its_own_language(drafted: Drafter) -> None:
    draft = drafted("What did Dupont say?", reader_of("The envoy spoke at the meeting."))
    assert draft.status is AnswerStatus.NO_ANSWER
    assert "“Dupont”" in draft.composition.text


def test_a_sentence_that_only_opens_a_list_brings_the_list_when_a_reason_is_asked(drafted: Drafter) -> None:
    reader = reader_of("The motives are:\n\nA: power.\n\nB: money.")
    draft = drafted("Why did they come?", reader)
    assert "The motives are: [1]\n- A: power. [2]\n- B: money. [3]" in draft.composition.text


# --- A premise that is not so ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "text", "stated"),
    [
        ("Why did 900 projects apply?", "In all 770 projects did apply.", "900"),
        ("为什么有900个项目参加？", "共有770个项目参加。", "900"),
        ("Why does France rank fifth?", "France ranks third in the world.", "fifth"),
        ("为什么法国位列第五？", "法国位列第三。", "第五"),
        ("On which day did Minister Dupont come?", "On 10 May she met Minister Durand.", "Minister Dupont"),
        ("Was it opened at the Palais Garnier?", "It was opened at the Grand Palais.", "Palais Garnier"),
        ("When in March 2025 is the summit?", "The summit is on 10 February 2025.", "March 2025"),
        ("峰会在3月10日的什么时候举行？", "峰会于2月10日举行。", "3月10日"),
    ],
)
def test_a_premise_that_the_text_contradicts_is_named_and_corrected(
    drafted: Drafter, question: str, text: str, stated: str
) -> None:
    draft = drafted(question, reader_of(text))
    assert (draft.status, draft.reason) == (AnswerStatus.PARTIAL, AbstainReason.FALSE_PREMISE)
    assert f"“{stated}”" in draft.composition.text.split(text)[0]
    assert [citation.quote for citation in draft.composition.citations] == [text]
    (claim,) = draft.composition.claims
    assert draft.composition.text[claim.start : claim.end] == text


@pytest.mark.parametrize(
    ("question", "stated", "said"),
    [
        ("有99个国家提交了项目吗？", "99", "111 个国家"),
        ("法国在知名模型生产中位列第五吗？", "第五", "位列第三"),
        ("When is the summit, on 10 March 2025?", "10 March 2025", "10–11 February 2025"),
    ],
)
def test_the_bundled_documents_correct_a_premise(
    ask: Callable[[str], Answer], question: str, stated: str, said: str
) -> None:
    answer = ask(question)
    assert (answer.status, answer.abstain_reason) == (AnswerStatus.PARTIAL, AbstainReason.FALSE_PREMISE)
    assert f"“{stated}”" in answer.text
    assert said in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    "question",
    ["秘鲁的首都是哪里？", "秘鲁参加了峰会吗？", "秘鲁提交了多少个项目？", "What is the capital of Peru?", "Who represented Cuba?"],
)  # fmt: skip
def test_a_question_about_a_country_that_no_document_names_is_refused(
    ask: Callable[[str], Answer], question: str
) -> None:
    answer = ask(question)
    assert (answer.status, answer.citations) == (AnswerStatus.NO_ANSWER, ())


# --- What something is -----------------------------------------------------------------------------------

ENGLISH = "“Data poisoning” spoils training. Once it is done, models err.\n\nThey fail."
CHINESE = "“数据投毒”污染训练。一旦成功，模型出错。\n\n它们失灵。"


@pytest.mark.parametrize(
    ("asked", "text", "index", "whole"),
    [
        # the sentence before comes along
        (
            "What is “data poisoning”?",
            ENGLISH,
            1,
            "“Data poisoning” spoils training. [1] Once it is done, models err. [2]",
        ),
        ("什么是“数据投毒”？", CHINESE, 1, "“数据投毒”污染训练。[1]一旦成功，模型出错。[2]"),
        # it explains the thing itself
        ("What is “data poisoning”?", f"Models learn. {ENGLISH}", 1, "“Data poisoning” spoils training. [1]"),
        ("什么是“数据投毒”？", f"模型学习。{CHINESE}", 1, "“数据投毒”污染训练。[1]"),
        ("What is “data poisoning”?", ENGLISH, 0, "“Data poisoning” spoils training. [1]"),
        ("什么是“数据投毒”？", CHINESE, 0, "“数据投毒”污染训练。[1]"),
        # nothing stands before it in its paragraph
        ("What is “data poisoning”?", ENGLISH, 2, "They fail. [1]"),
        ("什么是“数据投毒”？", CHINESE, 2, "它们失灵。[1]"),
        # nothing is to be explained
        ("How bad is “data poisoning”?", ENGLISH, 1, "Once it is done, models err. [1]"),
        ("“数据投毒”有多坏？", CHINESE, 1, "一旦成功，模型出错。[1]"),
    ],
)
def test_what_something_is_is_told_with_the_sentence_before(
    evidence: Gathered, words: CorpusWords, asked: str, text: str, index: int, whole: str
) -> None:
    draft = Answerer(chunk_at, words).draft(evidence(asked, reader_of(text), (index, 9.0)))
    assert draft.composition.text == whole
