"""The questions to begin with are about documents that are there."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import DataError
from corpus.library import BUNDLED_FOLDER, bundled_documents
from corpus.loaders import FileFormat
from corpus.loading import Description, load_document
from corpus.model import Document, Language, Section, SourceKind, Span
from corpus.questions import first_questions

REVIEW, ARTICLE = bundled_documents()


def document_of(title: str, language: Language, *sections: str) -> Document:
    description = Description(
        title=title,
        publisher="",
        author="",
        date="2025",
        url=None,
        language=language,
        kind=SourceKind.UNKNOWN,
        note="",
    )
    text = "\n".join((title, *sections))
    document = load_document(text.encode(), description, file_format=FileFormat.PLAIN)
    return replace(document, sections=tuple(section_at(text, section) for section in sections))


def section_at(text: str, title: str) -> Section:
    start = text.index(title)
    span = Span(start, start + len(title))
    return Section(title, 1, span, -1, span)


def test_there_are_two_in_each_language_for_the_bundled_documents() -> None:
    questions = first_questions([REVIEW, ARTICLE])

    assert sorted(question.language for question in questions) == ["en", "en", "zh", "zh"]
    assert len({question.text for question in questions}) == 4


def test_those_written_for_a_document_that_is_gone_are_left_out() -> None:
    both, one = first_questions([REVIEW, ARTICLE]), first_questions([REVIEW])

    assert set(one) < set(both)
    assert first_questions([]) == ()


def test_others_are_made_from_the_sections_of_a_document() -> None:
    chinese = document_of("某地算力规划", Language.ZH, "一、资金来源", "（二）时间表")
    english = document_of("A Plan", Language.EN, "1. Funding", "2. Dates")

    assert [question.text for question in first_questions([chinese, english])] == [
        "关于“资金来源”，《某地算力规划》是怎么说的？",
        "关于“时间表”，《某地算力规划》是怎么说的？",
        "What does “A Plan” say about “Funding”?",
        "What does “A Plan” say about “Dates”?",
    ]


def test_a_document_without_sections_gives_none() -> None:
    assert first_questions([document_of("A Note", Language.EN)]) == ()


@pytest.mark.parametrize(
    "content",
    [
        "{",
        json.dumps([{"file": "no-such-file.txt", "language": "zh", "text": "问？"}]),
        json.dumps([{"file": "ciss-review-2025-1.txt", "language": "fr", "text": "Quoi ?"}]),
    ],
    ids=["not JSON", "unknown file", "unknown language"],
)
def test_a_damaged_list_is_noticed(tmp_path: Path, content: str) -> None:
    folder = Path(shutil.copytree(BUNDLED_FOLDER, tmp_path / "library"))
    (folder / "questions.json").write_text(content, "utf-8")

    with pytest.raises(DataError) as caught:
        first_questions([REVIEW], folder)
    assert caught.value.code == "library_damaged"
