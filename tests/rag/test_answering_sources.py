"""Notes, references, authors and documents: who says it, and where it is from."""

from collections.abc import Callable

import pytest

from corpus.model import Document, Language, SourceKind
from rag.answer import AbstainReason, Answer, AnswerStatus
from rag.answering import Answerer, Evidence
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import read_question
from rag.reading import Reader
from rag.searching import wants_lists
from rag.sources import SourceMention
from tests.rag.candidates import candidate, ranked, reader_of
from tests.rag.drafting import Drafter, chunk_at


@pytest.mark.parametrize("question", ["第7条脚注指向哪里？", "Which URL does footnote 7 give?"])
def test_a_note_is_given_with_the_sentence_and_the_reference_that_it_joins(
    drafted: Drafter, review: Reader, article: Reader, question: str
) -> None:
    draft = drafted(question, review, article)
    (note,) = [note for note in review.document.footnotes if note.number == 7]
    sentence, reference = draft.composition.citations
    assert draft.status is AnswerStatus.ANSWERED
    assert note in sentence.footnotes
    assert reference.span == note.reference
    assert str(note.url) in draft.composition.text
    assert [claim.citations for claim in draft.composition.claims] == [(1,), (1, 2)]


@pytest.mark.parametrize(
    ("question", "words"),
    [("第16条脚注指向哪里？", "没有给出来源"), ("Where does footnote 16 point?", "gives no source")],
)
def test_an_empty_note_is_answered_by_saying_so(
    drafted: Drafter, review: Reader, question: str, words: str
) -> None:
    draft = drafted(question, review)
    assert draft.status is AnswerStatus.ANSWERED
    assert words in draft.composition.text
    assert "http" not in draft.composition.text


@pytest.mark.parametrize("question", ["第77条脚注指向哪里？", "Where does footnote 77 point?"])
def test_an_unknown_note_is_refused(drafted: Drafter, review: Reader, article: Reader, question: str) -> None:
    draft = drafted(question, review, article)
    assert (draft.status, draft.reason) == (AnswerStatus.NO_ANSWER, AbstainReason.NOT_STATED)
    assert draft.composition.citations == ()


@pytest.mark.parametrize("question", ["Which footnotes cite Carnegie?", "哪些脚注引用了Carnegie？"])
def test_a_publishers_name_finds_the_notes_that_point_to_it(
    drafted: Drafter, review: Reader, article: Reader, question: str
) -> None:
    draft = drafted(question, review, article)
    text = draft.composition.text
    assert draft.status is AnswerStatus.ANSWERED
    assert text.count("https://carnegieendowment.org/") == 2
    chinese = ("（注15：", "（注17：")
    assert all(note in text for note in (chinese if "哪" in question else ("(Note 15:", "(Note 17:")))


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("这份前瞻是谁写的？", "据清华大学战略与安全研究中心2025年1月的智库报告：撰稿：高行健[1]"),
        (
            "这份前瞻是谁写的，谁审核的？",
            "据清华大学战略与安全研究中心2025年1月的智库报告：撰稿：高行健[1]"
            "该文还说：编辑：郑乐锋[2]该文还说：审核：肖茜、孙成昊、董汀[3]",
        ),
    ],
)
def test_the_author_is_named_and_editors_and_reviewers_only_when_asked_for(
    drafted: Drafter, review: Reader, question: str, whole: str
) -> None:
    assert drafted(question, review).composition.text == whole


def test_the_authors_of_both_documents_are_named_when_none_is_meant(
    drafted: Drafter, review: Reader, article: Reader
) -> None:
    draft = drafted("Who are the authors?", review, article)
    assert "Gao Xingjian" in draft.composition.text
    assert "Wen Dao" in draft.composition.text
    assert len(draft.composition.citations) == 2


def test_a_source_that_the_sentence_names_is_remarked_on(drafted: Drafter) -> None:
    reader = reader_of("According to Reuters, the fund was approved.", SourceKind.COMMENTARY)
    text = drafted("Who reported that the fund was approved?", reader).composition.text
    assert text.startswith("According to P, a commentary: According to Reuters")
    assert text.endswith("It is in “T” by P. [1] The source it names: Reuters. [1]")


def test_a_sentence_that_names_no_source_is_said_to_name_none(drafted: Drafter) -> None:
    text = drafted("Who reported that the fund is big?", reader_of("The fund is big.")).composition.text
    assert text.startswith("According to P, a think-tank paper: The fund is big. [1]")
    assert "names no source" in text
    assert "The source it names" not in text


def test_a_noted_sentence_has_its_note_given_as_its_source(ask: Callable[[str], Answer]) -> None:
    answer = ask("Which reference is given for the 200 organisations?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "thefuturesociety.org" in answer.text


def test_a_list_question_lets_whole_lists_stand_for_election(names: NameIndex) -> None:
    assert wants_lists(read_question("列出峰会的主题", names))
    assert wants_lists(read_question("What do the five themes cover?", names))
    assert wants_lists(read_question("两份文件各自怎么说？", names))
    assert not wants_lists(read_question("峰会在哪里举行？", names))


def test_an_answer_is_in_the_questions_language_whatever_its_names_are_in(
    ask: Callable[[str], Answer],
) -> None:
    assert ask("Who is 安妮·布韦罗?").language is Language.EN


# --- Documents that a question speaks of -----------------------------------------------------------------


@pytest.mark.parametrize("question", ["卡内基怎么说？", "What does Carnegie say?"])
def test_a_publisher_that_is_only_cited_is_answered_by_its_notes(
    drafted: Drafter, review: Reader, article: Reader, question: str
) -> None:
    draft = drafted(question, review, article)
    assert draft.status is AnswerStatus.ANSWERED
    by = "卡内基国际和平基金会" if "卡" in question else "Carnegie Endowment for International Peace"
    assert draft.composition.text.count(by) == 2
    assert [len(claim.citations) for claim in draft.composition.claims] == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("question", "doc"),
    [
        ("文刀说谁彻夜难眠？", 1),
        ("What does Wen Dao say about the Grand Palais?", 1),
        ("高行健说峰会有哪些主题？", 0),
        ("According to Gao Xingjian, which themes does the summit have?", 0),
    ],
)
def test_who_names_an_author_is_answered_from_the_authors_document(
    ask: Callable[[str], Answer], documents: tuple[Document, ...], question: str, doc: int
) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert {citation.document.doc_id for citation in answer.citations} == {documents[doc].doc_id}


@pytest.mark.parametrize(
    "question",
    [
        "哪份文件说马斯克彻夜难眠，是那篇前瞻吗？",
        "Which document says Musk is awake all night, the CISS briefing?",
    ],
)
def test_who_asks_which_document_says_something_is_answered_from_any(
    ask: Callable[[str], Answer], documents: tuple[Document, ...], question: str
) -> None:
    assert documents[1].doc_id in {citation.document.doc_id for citation in ask(question).citations}


@pytest.mark.parametrize(
    "question",
    ["印度批准的一千多亿卢比用来做什么？", "What are the 100-plus billion rupees that India approved for?"],
)
def test_a_hedged_figure_is_answered_by_the_exact_one(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert "1030 亿卢比" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "said"),
    [("万斯出席了峰会吗？", "万斯"), ("Did the U.S. vice president attend?", "US Vice President Vance")],
)
def test_a_name_that_only_the_documents_know_is_found_in_them(
    ask: Callable[[str], Answer], question: str, said: str
) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert said in answer.text


def test_a_question_for_a_source_gives_the_note_behind_the_sentence(
    names: NameIndex, words: CorpusWords, review: Reader
) -> None:
    asked = "谁说了这些主题？"
    index = next(i for i, s in enumerate(review.sentences) if review.document.footnotes_in(s.span))
    items = [ranked(candidate(review, index), 5.0)]
    evidence = Evidence(asked, read_question(asked, names), SourceMention((), asked), items, [review])
    draft = Answerer(chunk_at, words).draft(evidence)
    assert f"（注1：爱丽舍宫，{review.document.footnotes[0].url}）" in draft.composition.text
    assert draft.composition.citations[1].span == review.document.footnotes[0].reference
