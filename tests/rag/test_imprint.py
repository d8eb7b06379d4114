"""Questions that a document answers in what it says of itself."""

from collections.abc import Callable

import pytest

from rag.answer import AbstainReason, Answer
from rag.imprint import (
    asks_for_author,
    asks_for_issue,
    documents_meant,
    imprint_sentences,
    is_about_documents,
)
from rag.names import NameIndex
from rag.question import read_question
from rag.reading import Reader
from rag.sources import SourceMention
from tests.rag.candidates import reader_of

Asked = Callable[[str], Answer]


@pytest.mark.parametrize(
    "question",
    [
        "这篇文章是谁写的？", "作者是谁？", "谁撰写了这份前瞻？", "Who wrote it?", "Who is the author?",
        "这份前瞻由哪几位审核？", "编辑是谁？", "审核人是谁？", "审核人一栏有谁？", "校对是哪几位？", "谁审核了这份前瞻？", "署名是谁？",
        "Who is credited with reviewing it?", "Who is named as the editor?", "Who is listed for editing?",
        "Who edited it?", "Who reviewed it?", "Who at the centre signed off on it?", "Who were the reviewers?",
        "Edited by whom?", "What names of the authors are given?",
    ],
)  # fmt: skip
def test_a_question_for_the_author_is_known(question: str) -> None:
    assert asks_for_author(question)


@pytest.mark.parametrize(
    "question",
    [
        "谁访问了北京？",
        "Who visited Beijing?",
        "What do the authors think?",
        "峰会的主题？",
        "审核了什么？",
        "谁创办了论坛？",
        "Who credited Macron?",
        "Which edition is it?",
        "Is the review named after her?",
    ],
)
def test_another_question_is_not(question: str) -> None:
    assert not asks_for_author(question)


def test_the_authors_stand_in_the_mastheads(review: Reader, article: Reader) -> None:
    for reader, line in ((review, "撰稿：高行健"), (article, "文刀")):
        found = [s.span.of(reader.document.text) for s in imprint_sentences(reader, "谁写的？")]
        assert line in found


@pytest.mark.parametrize(
    "asked",
    ["编辑是谁？", "审核人是谁？", "校对是哪几位？", "Who edited it?", "Who is credited with reviewing it?", "Which people wrote it?"],
)  # fmt: skip
def test_the_lines_of_credit_come_together_where_others_than_the_author_are_asked_for(
    review: Reader, asked: str
) -> None:
    found = [s.span.of(review.document.text) for s in imprint_sentences(review, asked)]
    assert found == ["撰稿：高行健", "编辑：郑乐锋", "审核：肖茜、孙成昊、董汀"]


@pytest.mark.parametrize("asked", ["作者是谁？", "署名是谁？", "Who wrote it?", "Who is listed as author?"])
def test_the_author_stands_alone_where_nobody_else_is_asked_for(review: Reader, asked: str) -> None:
    found = [s.span.of(review.document.text) for s in imprint_sentences(review, asked)]
    assert found == ["撰稿：高行健"]


def test_a_document_without_an_author_has_no_lines_of_credit() -> None:
    assert imprint_sentences(reader_of("编辑：郑乐锋"), "编辑是谁？") == []


@pytest.mark.parametrize(
    "question",
    [
        "这份研究动态是第几期？", "它是哪一期？", "累计出到多少期了？", "总共是第几期？", "期号是多少？",
        "What is the issue number?", "What number in the CISS review series is the piece?",
        "Which issue of the Tsinghua newsletter is this?", "Which instalment of the series is the preview?",
    ],
)  # fmt: skip
def test_a_question_for_the_issue_is_known(question: str) -> None:
    assert asks_for_issue(question)


@pytest.mark.parametrize(
    "question",
    ["第几天？", "峰会为期几天？", "Which issue did the summit focus on?", "What number of guests came?", "长期目标是什么？"],
)  # fmt: skip
def test_another_number_is_not_an_issue(question: str) -> None:
    assert not asks_for_issue(question)


def _said(reader: Reader, asked: str) -> list[str]:
    return [sentence.span.of(reader.document.text) for sentence in imprint_sentences(reader, asked)]


@pytest.mark.parametrize("asked", ["这是第几期？", "What is the issue number?"])
def test_the_issue_stands_in_the_masthead_and_in_the_note_above_the_body(review: Reader, asked: str) -> None:
    first, second = _said(review, asked)
    assert first == "2025 年第 1 期（总第 12 期）"
    assert second.startswith("本文是CISS推出的人工智能与国际安全研究动态第12期")


def test_an_article_that_is_no_issue_says_nothing_of_one(article: Reader) -> None:
    assert _said(article, "这是第几期？") == []


@pytest.mark.parametrize(
    "asked", ["哪个账号发的，作者是谁？", "Which account put it out, and who is the author?"]
)
def test_the_publisher_stands_beside_the_author_that_is_asked_for(article: Reader, asked: str) -> None:
    assert _said(article, asked) == ["文刀", "情报分析师"]


@pytest.mark.parametrize("asked", ["哪个机构发布了报告？", "Which institute published the index?"])
def test_a_publisher_alone_is_not_told_by_the_masthead(review: Reader, asked: str) -> None:
    assert _said(review, asked) == []


@pytest.mark.parametrize(
    ("asked", "is_one"),
    [
        ("谁写的？", True), ("作者分别是谁？", True), ("谁撰写了这份前瞻？", True), ("谁写了关于巴黎峰会的文章？", True),
        ("“法印联盟掀翻牌桌”那篇是谁写的？", True), ("Who wrote it?", True), ("Who was the author?", True),
        ("Who wrote the article on the summit in Paris?", True),
        ("谁起草了欧盟人工智能法案？", False), ("谁撰写了《国际人工智能安全科学报告》？", False),
        ("谁是法国总统的科幻小说作者？", False), ("谁编辑了华盛顿邮报的报道？", False),
        ("Who wrote the EU AI Act?", False), ("Who drafted the agenda?", False),
        ("Who wrote the International Scientific Report on AI Safety?", False),
    ],
)  # fmt: skip
def test_what_was_written_is_a_document_or_something_it_speaks_of(
    names: NameIndex, review: Reader, article: Reader, asked: str, is_one: bool
) -> None:
    question = read_question(asked, names)
    assert is_about_documents(asked, question, SourceMention((), asked), [review, article]) is is_one


def test_a_document_that_is_named_is_meant_whatever_else_is_named(names: NameIndex, review: Reader) -> None:
    asked = "据 CISS，谁起草了欧盟人工智能法案？"
    mention = SourceMention((review.document.doc_id,), asked)
    assert is_about_documents(asked, read_question(asked, names), mention, [review])


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Who wrote the preview of the French summit?", ["review"]),
        ("Who wrote the piece on the France–India alliance?", ["article"]),
        ("法印联盟那篇是谁写的？", ["article"]),
        ("Who wrote about the summit?", ["review", "article"]),
        ("谁写的？", ["review", "article"]),
    ],
)
def test_the_words_of_a_title_say_which_document_is_meant(
    names: NameIndex, review: Reader, article: Reader, asked: str, meant: list[str]
) -> None:
    readers = {"review": review, "article": article}
    found = documents_meant(read_question(asked, names), [review, article])
    assert found == [readers[name] for name in meant]


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the EU AI Act?", "谁起草了欧盟人工智能法案？", "谁撰写了《国际人工智能安全科学报告》？",
        "Who wrote the International Scientific Report on AI Safety?", "谁是法国总统的科幻小说作者？",
    ],
)  # fmt: skip
def test_who_wrote_something_that_is_only_spoken_of_is_not_answered(ask: Asked, question: str) -> None:
    answer = ask(question)
    assert answer.abstain_reason in (AbstainReason.NOT_STATED, AbstainReason.NO_EVIDENCE)
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("清华这份研究动态是第几期？", "2025 年第 1 期（总第 12 期）"),
        ("What is the issue number of the CISS review?", "2025 年第 1 期（总第 12 期）"),
        ("公众号那篇文章是谁写的？", "文刀"),
    ],
)
def test_what_a_document_says_of_itself_is_cited_first(ask: Asked, question: str, line: str) -> None:
    assert ask(question).citations[0].quote == line


@pytest.mark.parametrize(
    "question",
    [
        "写这份前瞻的作者是谁，什么职称？",
        "What is Gao Xingjian's academic rank, the one who wrote the preview?",
    ],
)
def test_a_line_of_credits_tells_no_attribute_that_it_does_not_hold(ask: Asked, question: str) -> None:
    assert not ask(question).citations
