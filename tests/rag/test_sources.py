"""Which document a question names."""

import pytest

from corpus.model import Document
from rag.sources import find_source_mentions


@pytest.mark.parametrize(
    ("question", "which", "rest"),
    [
        ("据CISS报告，峰会有几个主题？", 0, "峰会有几个主题？"),
        ("清华的文章说了什么？", 0, "说了什么？"),
        ("那篇公众号文章怎么说马斯克？", 1, "怎么说马斯克？"),
        ("情报分析师称谁失眠？", 1, "称谁失眠？"),
        ("according to the WeChat article, who is awake?", 1, "who is awake?"),
        ("According to the CISS briefing, how many themes are there?", 0, "how many themes are there?"),
    ],
)
def test_a_named_document_is_found_and_its_name_taken_out(
    documents: tuple[Document, ...], question: str, which: int, rest: str
) -> None:
    mention = find_source_mentions(question, documents)
    assert mention.doc_ids == (documents[which].doc_id,)
    assert mention.rest == rest


@pytest.mark.parametrize(
    "question",
    [
        "Where is Tsinghua University?",
        "清华大学在哪里？",
        "What is the summit about?",
        "马斯克为何失眠？",
        "两份文件怎么说？",
    ],
)
def test_a_question_that_only_speaks_of_a_name_names_no_document(
    documents: tuple[Document, ...], question: str
) -> None:
    mention = find_source_mentions(question, documents)
    assert mention.doc_ids == ()
    assert mention.rest == question


def test_both_documents_may_be_named(documents: tuple[Document, ...]) -> None:
    mention = find_source_mentions("CISS的报告和那篇公众号文章各自怎么说？", documents)
    assert set(mention.doc_ids) == {document.doc_id for document in documents}


def test_a_kind_names_a_document_only_when_it_is_the_only_one_of_its_kind(
    documents: tuple[Document, ...],
) -> None:
    from_wechat = "according to the WeChat article, who is awake?"
    assert find_source_mentions(from_wechat, [documents[1], documents[1]]).doc_ids == ()


def test_a_question_of_nothing_but_a_name_is_left_whole(documents: tuple[Document, ...]) -> None:
    assert find_source_mentions("CISS的报告", documents).rest == "CISS的报告"


def test_without_documents_none_is_named() -> None:
    assert find_source_mentions("据CISS报告", []).doc_ids == ()


@pytest.mark.parametrize("verb", ["argues that", "says", "claims that", "believes that"])
def test_a_publisher_that_says_something_names_its_document(
    documents: tuple[Document, ...], verb: str
) -> None:
    mention = find_source_mentions(f"CISS {verb} what about the summit?", documents)
    assert mention.doc_ids == (documents[0].doc_id,)


@pytest.mark.parametrize("question", ["全球动态如何？", "全球动态如何", "What are the dynamics?"])
def test_a_common_word_of_a_title_names_no_document(documents: tuple[Document, ...], question: str) -> None:
    assert find_source_mentions(question, documents).doc_ids == ()
