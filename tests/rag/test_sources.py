"""Which document a question names."""

from dataclasses import replace

import pytest

from corpus.loading import Description, load_document
from corpus.model import Document, Language, Span, Translation
from rag.sources import asks_which_document, find_source_mentions, named_side_by_side


@pytest.mark.parametrize(
    ("question", "which", "rest"),
    [
        ("据CISS报告，峰会有几个主题？", 0, "峰会有几个主题？"),
        ("清华的文章说了什么？", 0, "说了什么？"),
        ("那篇公众号文章怎么说马斯克？", 1, "怎么说马斯克？"),
        ("情报分析师称谁失眠？", 1, "称谁失眠？"),
        ("据微信报道，谁失眠？", 1, "报道，谁失眠？"),
        ("微信里怎么说马斯克？", 1, "里怎么说马斯克？"),
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


@pytest.mark.parametrize(
    ("question", "which", "rest"),
    [
        ("高行健怎么说峰会？", 0, "怎么说峰会？"),
        ("文刀如何看马斯克？", 1, "如何看马斯克？"),
        ("高行健的文章提到几个主题？", 0, "提到几个主题？"),
        ("Gao Xingjian's themes for the summit?", 0, "themes for the summit?"),
        ("Wen Dao’s view of Musk?", 1, "view of Musk?"),
        ("According to Wen Dao, who is awake?", 1, "who is awake?"),
        ("Who is awake for wen dao?", 1, "Who is awake for  ?"),
    ],
)
def test_an_author_stands_for_the_document_in_both_languages(
    documents: tuple[Document, ...], question: str, which: int, rest: str
) -> None:
    mention = find_source_mentions(question, documents)
    assert mention.doc_ids == (documents[which].doc_id,)
    assert " ".join(mention.rest.split()) == " ".join(rest.split())


@pytest.mark.parametrize(
    "question",
    [
        "郑乐锋怎么说峰会？",
        "肖茜审核了什么？",
        "What does Zheng Lefeng say?",
        "What did Gao do?",
        "Which Dao is it?",
    ],
)
def test_an_editor_or_a_part_of_an_authors_name_stands_for_no_document(
    documents: tuple[Document, ...], question: str
) -> None:
    assert find_source_mentions(question, documents).doc_ids == ()


def test_both_authors_name_both_documents(documents: tuple[Document, ...]) -> None:
    mention = find_source_mentions("高行健和文刀对峰会怎么看？", documents)
    assert set(mention.doc_ids) == {document.doc_id for document in documents}
    assert mention.rest == "和 对峰会怎么看？"


def test_an_author_is_known_by_the_rendering_only_of_the_line_of_credit() -> None:
    text = "作者：李四\n\n李四到场。"
    document = load_document(text.encode(), Description(title="甲", publisher="乙", author="李四"))
    credit = Translation(Span(0, 5), "Written by: Si Li", Language.EN, "a reader")
    body = Translation(Span(7, 12), "Somebody: was there", Language.EN, "a reader")
    rendered = replace(document, translations=(credit, body))
    assert find_source_mentions("What does Si Li think of it?", [document]).doc_ids == ()
    assert find_source_mentions("What does Si Li think of it?", [rendered]).doc_ids == (document.doc_id,)
    assert find_source_mentions("Is it true that it was there?", [rendered]).doc_ids == ()
    assert find_source_mentions("李四怎么看它？", [document]).doc_ids == (document.doc_id,)


@pytest.mark.parametrize(
    "question",
    [
        "哪份文件说马斯克失眠？", "哪一篇文章提到印度？", "出自哪个文档？", "哪份报告？",
        "Which document says so?", "Which of the two documents says so?", "Which of the articles mentions India?",
        "which paper is it in", "Which texts say so?",
    ],
)  # fmt: skip
def test_a_question_for_the_document_itself_is_known(question: str) -> None:
    assert asks_which_document(question)


@pytest.mark.parametrize(
    "question",
    [
        "这份文件说了什么？", "哪个国家主办？", "哪份厚？", "两份文件怎么说？", "",
        "What do the documents say?", "Which summit is it?", "Which documentary is it?", "Which one of them?",
    ],
)  # fmt: skip
def test_another_question_is_not_for_a_document(question: str) -> None:
    assert not asks_which_document(question)


def test_a_question_that_names_no_document_reads_no_pattern_however_many_there_are(
    documents: tuple[Document, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []

    def refuse(*of: object, **_: object) -> None:
        read.append(of)

    monkeypatch.setattr("rag.sources._mention_pattern", refuse)
    many = [
        load_document(f"第{at}篇。".encode(), Description(title=f"标题{at}号", publisher=f"出版者{at}社"))
        for at in range(300)
    ]

    assert find_source_mentions("峰会有几个主题？", [*documents, *many]).doc_ids == ()
    assert read == []
    assert find_source_mentions("标题7号怎么说？", many).doc_ids == ()
    assert len(read) == 1


@pytest.mark.parametrize(
    "question", ["“情报分析师”的文章怎么说？", "“情报分析师”援引了什么？", "《情报分析师》的评论怎么说？"]
)
def test_a_publisher_may_stand_in_quotation_marks(documents: tuple[Document, ...], question: str) -> None:
    assert find_source_mentions(question, documents).doc_ids == (documents[1].doc_id,)


def named_beside(question: str, documents: list[Document]) -> list[str]:
    surely = find_source_mentions(question, documents).places
    return [place.doc_id for place in named_side_by_side(question, documents, surely, of_all=False)]


def published_by(document: Document, doc_id: str, publisher: str) -> Document:
    passport = replace(
        document.passport, title=doc_id, publisher=publisher, publisher_translated=None, author=""
    )
    return replace(document, doc_id=doc_id, passport=passport)


def test_beside_another_document_a_bare_name_is_one(documents: tuple[Document, ...]) -> None:
    ciss, wechat = documents
    assert named_beside("清华和公众号怎么看就业？", list(documents)) == [ciss.doc_id, wechat.doc_id]
    assert named_beside("清华怎么看就业？", list(documents)) == []
    assert named_beside("这些动态和评论是谁发的？", list(documents)) == []  # beside none that is surely named


@pytest.mark.parametrize("publisher", ["清华", ""])
def test_a_publisher_of_several_documents_or_of_no_name_names_none_of_them(
    documents: tuple[Document, ...], publisher: str
) -> None:
    ciss, wechat = documents
    several = [published_by(ciss, f"doc_{at}", publisher) for at in range(3)]
    assert named_beside("清华和公众号怎么看就业？", [*several, wechat]) == [wechat.doc_id]
