"""What a document knows of its places, and its identity."""

from dataclasses import replace

import pytest

from corpus.library import bundled_documents
from corpus.loaders import FileFormat
from corpus.loading import Description, load_document
from corpus.model import BlockKind, Footnote, Language, PageStart, SourceKind, SourceRun, Span
from corpus.serialise import document_from_json, document_to_json, passport_from_json, passport_to_json

PLAIN = load_document(b"0123456789", Description(title="Ten"))


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (3, 1), (4, 2), (7, 2), (8, 5), (99, 5)])
def test_a_page_begins_at_its_first_character_and_goes_on_to_the_next(offset: int, page: int) -> None:
    document = replace(PLAIN, pages=(PageStart(0, 1), PageStart(4, 2), PageStart(8, 5)))
    assert document.page_at(offset) == page


def test_before_the_first_page_and_without_pages_there_is_none() -> None:
    assert replace(PLAIN, pages=(PageStart(4, 2),)).page_at(3) is None
    assert PLAIN.page_at(0) is None


@pytest.mark.parametrize(
    ("start", "end", "pages"),
    [(0, 4, (1, 1)), (0, 5, (1, 2)), (3, 9, (1, 5)), (4, 4, (2, 2)), (8, 10, (5, 5))],
)
def test_a_span_begins_on_the_page_of_its_first_character_and_ends_on_that_of_its_last(
    start: int, end: int, pages: tuple[int, int]
) -> None:
    document = replace(PLAIN, pages=(PageStart(0, 1), PageStart(4, 2), PageStart(8, 5)))
    assert document.pages_of(Span(start, end)) == pages


def test_a_span_that_begins_on_no_page_has_none() -> None:
    assert PLAIN.pages_of(Span(0, 5)) is None
    assert replace(PLAIN, pages=(PageStart(4, 2),)).pages_of(Span(0, 6)) is None


def test_the_section_path_runs_from_the_outermost_to_the_innermost_title() -> None:
    text = "intro\n\n# One\n\na\n\n## Deep\n\nb\n\n# Two\n\nc"
    document = load_document(text.encode(), Description())
    assert document.section_path(document.text.index("intro")) == ()
    assert document.section_path(document.text.index("a")) == ("One",)
    assert document.section_path(document.text.index("b")) == ("One", "Deep")
    assert document.section_path(document.text.index("c")) == ("Two",)
    assert document.section_path(document.text.index("Deep")) == ("One", "Deep")
    assert document.section_path(len(document.text)) == ()


def test_the_bundled_review_says_in_which_chapter_a_phrase_stands() -> None:
    review = bundled_documents()[0]
    path = review.section_path(review.text.index("84 份意见书"))
    assert path == ("二、峰会进展情况", "2.公开征集社会公众咨询意见")


@pytest.mark.parametrize(
    ("span", "numbers"),
    [((0, 4), [1]), ((0, 3), []), ((4, 6), []), ((3, 5), [1]), ((0, 8), [1, 2]), ((6, 8), [2])],
)
def test_a_note_belongs_to_the_span_that_its_marker_stands_in_or_right_behind(
    span: tuple[int, int], numbers: list[int]
) -> None:
    notes = (Footnote(1, 4, None, "https://a"), Footnote(2, 7, None, None))
    document = replace(PLAIN, footnotes=notes)
    assert [note.number for note in document.footnotes_in(Span(*span))] == numbers


def test_a_note_without_an_address_is_empty() -> None:
    assert Footnote(1, 0, None, None).is_empty
    assert not Footnote(1, 0, None, "https://a").is_empty


def test_source_ranges_of_a_run_of_other_length_are_the_whole_run() -> None:
    document = replace(
        PLAIN, source_runs=(SourceRun(0, 2, 0, 2), SourceRun(2, 3, 2, 4), SourceRun(3, 5, 4, 6))
    )
    assert document.source_ranges(Span(2, 3)) == (Span(2, 4),)
    assert document.source_ranges(Span(1, 4)) == (Span(1, 5),)
    assert document.source_ranges(Span(3, 5)) == (Span(4, 6),)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [((0, 2), (1, 3), True), ((0, 2), (2, 3), False), ((0, 9), (4, 5), True), ((3, 4), (0, 3), False)],
)
def test_spans_overlap_when_they_share_a_character(
    left: tuple[int, int], right: tuple[int, int], expected: bool
) -> None:
    assert Span(*left).overlaps(Span(*right)) is expected
    assert Span(*right).overlaps(Span(*left)) is expected


def test_the_id_comes_from_the_bytes_and_from_nothing_else() -> None:
    one = load_document(b"Same text.", Description(title="One", kind=SourceKind.PRESS))
    two = load_document(b"Same text.", Description(title="Two"), file_format=FileFormat.ARTICLE)
    other = load_document(b"Same text. ", Description(title="One"))
    assert one.doc_id == two.doc_id
    assert other.text == one.text
    assert other.doc_id != one.doc_id
    assert one.doc_id == f"doc_{one.passport.sha256[:16]}"


def test_a_description_goes_before_what_the_file_says_of_itself() -> None:
    data = b"---\ntitle: Theirs\nsource: Paper\ndate: 2025-02-01\nurl: https://x\n---\n# Theirs\n\nText."
    theirs = load_document(data, Description(), file_format=FileFormat.ARTICLE).passport
    ours = load_document(
        data, Description(title="Ours", date="2025", url="https://y"), file_format=FileFormat.ARTICLE
    ).passport
    assert (theirs.title, theirs.publisher, theirs.date, theirs.url) == (
        "Theirs",
        "Paper",
        "2025-02-01",
        "https://x",
    )
    assert (ours.title, ours.publisher, ours.date, ours.url) == ("Ours", "Paper", "2025", "https://y")


def test_an_untitled_text_is_called_by_its_beginning_and_its_script_tells_its_language() -> None:
    passport = load_document(("一份文件。" * 20).encode(), Description()).passport
    assert passport.title == ("一份文件。" * 20)[:40]
    assert passport.language is Language.ZH


def test_an_empty_file_is_a_document_without_anything() -> None:
    for file_format in FileFormat:
        document = load_document(b"", Description(), file_format=file_format)
        assert (document.text, document.blocks, document.sections, document.pages) == ("", (), (), ())


def test_a_document_survives_being_written_and_read() -> None:
    for known in bundled_documents():
        assert document_from_json(document_to_json(known)) == known
        assert passport_from_json(passport_to_json(known.passport)) == known.passport


def test_the_review_has_its_title_and_masthead_apart() -> None:
    review = bundled_documents()[0]
    titles = [b.span.of(review.text) for b in review.blocks if b.kind is BlockKind.TITLE]
    assert titles == ["法国人工智能行动峰会前瞻"]
