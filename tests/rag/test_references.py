"""Notes, authors and named sources."""

import pytest

from corpus.model import Language
from rag.names import NameIndex
from rag.question import read_question
from rag.reading import Reader
from rag.references import (
    asks_for_author,
    author_sentences,
    note_behind,
    notes_numbered,
    notes_pointing_to,
    reported_source,
)


@pytest.mark.parametrize(
    "question",
    ["这篇文章是谁写的？", "作者是谁？", "谁撰写了这份前瞻？", "Who wrote it?", "Who is the author?"],
)
def test_a_question_for_the_author_is_known(question: str) -> None:
    assert asks_for_author(question)


@pytest.mark.parametrize(
    "question", ["谁访问了北京？", "Who visited Beijing?", "What do the authors think?", "峰会的主题？"]
)
def test_another_question_is_not(question: str) -> None:
    assert not asks_for_author(question)


def test_the_authors_stand_in_the_mastheads(review: Reader, article: Reader) -> None:
    for reader, line in ((review, "撰稿：高行健"), (article, "文刀")):
        found = [s.span.of(reader.document.text) for s in author_sentences(reader, "谁写的？")]
        assert line in found


@pytest.mark.parametrize("number", range(1, 20))
def test_a_note_of_a_number_comes_with_the_sentence_that_carries_its_marker(
    review: Reader, number: int
) -> None:
    ((note, sentence),) = notes_numbered(review, number)
    assert note.number == number
    assert note in review.document.footnotes_in(sentence.span)


@pytest.mark.parametrize("number", [0, 20, 99])
def test_a_number_without_a_note_gives_none(review: Reader, article: Reader, number: int) -> None:
    assert notes_numbered(review, number) == []
    assert notes_numbered(article, 1) == []


def test_the_note_behind_a_sentence_is_its_own_before_the_next_one_of_its_paragraph(review: Reader) -> None:
    text = review.document.text
    for fragment, number in (
        ("汇总为报告", 11),
        ("其四，重视环境责任", 10),
        ("其二，实行独立验证", 10),
        ("编者按", None),
    ):
        sentence = next(s for s in review.sentences if fragment in s.span.of(text))
        note = note_behind(review, sentence.span)
        assert (note.number if note else None) == number


def test_a_document_without_notes_has_none_behind_anything(article: Reader) -> None:
    assert all(note_behind(article, sentence.span) is None for sentence in article.sentences)


def test_notes_are_found_by_the_publisher_whose_address_they_give(review: Reader, names: NameIndex) -> None:
    question = read_question("Which footnotes cite Carnegie?", names)
    found = [note.number for note, _ in notes_pointing_to(review, question)]
    assert found == [15, 17]
    assert notes_pointing_to(review, read_question("Which footnotes cite Reuters?", names)) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("据路透社报道印度政府批准投资。", "路透社"),
        ("根据斯坦福大学报告，法国位列第三。", "斯坦福大学报告"),
        ("According to Reuters, the government approved it.", "Reuters"),
        ("According to the World Bank, it grew.", "World Bank"),
    ],
)
def test_a_named_source_is_found(text: str, source: str) -> None:
    assert reported_source(text) == source


@pytest.mark.parametrize(
    "text", ["据报道，投资很大。", "据悉，会议很好。", "It is reportedly large.", "峰会在巴黎举行。", ""]
)
def test_hearsay_names_no_source(text: str) -> None:
    assert reported_source(text) is None


def test_the_bundled_renderings_name_the_agencies_that_the_originals_name(article: Reader) -> None:
    text = article.document.text
    for original, chinese, english in (
        ("1030 亿卢比", "路透社", "Reuters"),
        ("170 亿美元", "Nasscom", "Nasscom"),
    ):
        sentence = next(s for s in article.sentences if original in s.span.of(text))
        assert chinese in (reported_source(sentence.span.of(text)) or "")
        assert english in (reported_source(article.text(sentence.span, Language.EN)) or "")


@pytest.mark.parametrize(
    "text", ["数据与计算的重要性上升。", "数据与计算显示，投资很大。", "峰会涉及数据与计算的问题。", "依据与证据显示，它很大。"]
)  # fmt: skip
def test_a_word_that_ends_in_the_word_for_according_to_names_no_source(text: str) -> None:
    assert reported_source(text) is None
