"""Looking things up in one document, in its own words or in a rendering."""

from dataclasses import replace

import pytest

from corpus.loading import Description, load_document
from corpus.model import BlockKind, Language, SourceKind, Span, Translation
from rag.reading import Reader
from tests.rag.candidates import candidate, reader_of

TEXT = "# 第一章\n\n会议开始。代表到场。\n\n## 第二节\n\n会议结束。"


@pytest.fixture
def reader() -> Reader:
    """Five sentences: a chapter's heading, a paragraph of two, a section's heading, a paragraph of one."""
    return reader_of(TEXT)


@pytest.fixture
def rendered(reader: Reader) -> Reader:
    """The same with a rendering of the first paragraph's first sentence and an English title."""
    document = reader.document
    passport = replace(document.passport, title_translated="Title", publisher_translated="Publisher")
    items = (Translation(reader.sentences[1].span, "The meeting begins.", Language.EN, "a reader"),)
    return Reader(replace(document, translations=items, passport=passport))


def test_sentences_are_in_reading_order_with_their_paragraphs(reader: Reader) -> None:
    said = [sentence.span.of(reader.document.text) for sentence in reader.sentences]
    assert said == ["第一章", "会议开始。", "代表到场。", "第二节", "会议结束。"]
    assert [sentence.block for sentence in reader.sentences] == [0, 1, 1, 2, 3]


def test_the_sentence_at_a_place_is_the_one_that_holds_its_first_character(reader: Reader) -> None:
    for index, sentence in enumerate(reader.sentences):
        for at in range(sentence.span.start, sentence.span.end):
            assert reader.index_of(Span(at, at + 1)) == index
            assert reader.sentence_at(Span(at, len(reader.document.text))) is sentence


def test_a_place_between_two_sentences_belongs_to_the_one_before(reader: Reader) -> None:
    line_end = reader.sentences[0].span.end
    assert reader.index_of(Span(line_end, line_end + 1)) == 0


def test_a_paragraph_holds_its_own_sentences_and_no_others(reader: Reader) -> None:
    first, second = reader.sentences[1:3]
    assert reader.paragraph(first) == reader.paragraph(second) == (first, second)
    assert reader.paragraph(reader.sentences[4]) == (reader.sentences[4],)


def test_the_kind_and_section_of_a_sentence_are_those_of_its_paragraph(reader: Reader) -> None:
    kinds = [reader.block_kind(sentence) for sentence in reader.sentences]
    paragraph, heading = BlockKind.PARAGRAPH, BlockKind.HEADING
    assert kinds == [heading, paragraph, paragraph, heading, paragraph]
    assert [reader.section_of(sentence) for sentence in reader.sentences] == [0, 0, 0, 1, 1]


def test_a_sentence_outside_every_section_has_none_above_it() -> None:
    reader = reader_of("会议开始。")
    assert reader.section_of(reader.sentences[0]) == -1
    assert reader.sections_above(reader.sentences[0].span) == []


def test_the_sections_above_come_outermost_first(reader: Reader) -> None:
    titles = [section.title for section in reader.sections_above(reader.sentences[4].span)]
    assert titles == ["第一章", "第二节"]
    assert [section.title for section in reader.sections_above(reader.sentences[1].span)] == ["第一章"]


def test_a_sentence_is_read_in_its_own_words_or_as_rendered(rendered: Reader) -> None:
    span = rendered.sentences[1].span
    assert rendered.text(span, Language.ZH) == "会议开始。"
    assert rendered.text(span, Language.EN) == "The meeting begins."
    assert rendered.rendering(span, Language.EN) == "The meeting begins."
    assert rendered.speaks(span, Language.ZH)
    assert rendered.speaks(span, Language.EN)


def test_a_sentence_without_a_rendering_is_read_as_it_is(rendered: Reader) -> None:
    span = rendered.sentences[2].span
    assert rendered.text(span, Language.EN) == "代表到场。"
    assert rendered.rendering(span, Language.EN) is None
    assert rendered.speaks(span, Language.ZH)
    assert not rendered.speaks(span, Language.EN)


def test_a_rendering_is_of_exactly_its_span(rendered: Reader) -> None:
    span = rendered.sentences[1].span
    assert rendered.rendering(Span(span.start, span.end - 1), Language.EN) is None


def test_a_document_has_no_rendering_in_its_own_language(rendered: Reader) -> None:
    assert rendered.rendering(rendered.sentences[1].span, Language.ZH) is None


def test_title_and_publisher_are_told_in_a_language_or_as_they_are(reader: Reader, rendered: Reader) -> None:
    assert (rendered.title(Language.EN), rendered.publisher(Language.EN)) == ("Title", "Publisher")
    assert (rendered.title(Language.ZH), rendered.publisher(Language.ZH)) == ("T", "P")
    assert (reader.title(Language.EN), reader.publisher(Language.EN)) == ("T", "P")


def test_the_context_is_the_documents_name_the_titles_above_and_the_paragraph(rendered: Reader) -> None:
    assert rendered.context(rendered.sentences[2], Language.ZH) == "T\nP\n第一章\n会议开始。\n代表到场。"
    english = rendered.context(rendered.sentences[2], Language.EN)
    assert english == "Title\nPublisher\n第一章\nThe meeting begins.\n代表到场。"
    assert rendered.context(rendered.sentences[4], Language.ZH) == "T\nP\n第一章\n第二节\n会议结束。"


def test_the_surroundings_are_the_context_without_the_documents_name(rendered: Reader) -> None:
    assert rendered.surroundings(rendered.sentences[2], Language.ZH) == "第一章\n会议开始。\n代表到场。"
    assert (
        rendered.surroundings(rendered.sentences[2], Language.EN) == "第一章\nThe meeting begins.\n代表到场。"
    )
    assert rendered.surroundings(rendered.sentences[4], Language.ZH) == "第一章\n第二节\n会议结束。"
    assert candidate(rendered, 4).surroundings == "第一章\n第二节\n会议结束。\n会议结束。"
    assert "\nP\n" not in candidate(rendered, 1, 2).surroundings


def test_the_opening_is_the_title_and_the_first_paragraph_that_is_no_heading(
    reader: Reader, rendered: Reader
) -> None:
    assert reader.opening(Language.ZH) == "T\n会议开始。\n代表到场。"
    assert rendered.opening(Language.EN) == "Title\nThe meeting begins.\n代表到场。"


def test_a_document_without_paragraphs_opens_with_its_title_alone() -> None:
    assert reader_of("# 第一章\n\n## 第二节").opening(Language.ZH) == "T"
    assert reader_of("").opening(Language.EN) == "T"


def test_the_lists_of_a_document_are_found_once() -> None:
    reader = reader_of("事项如下：\n\n甲：一。\n\n乙：二。\n\n丙：三。")
    (series,) = reader.series
    assert [s.span.of(reader.document.text) for s in series.items] == ["甲：一。", "乙：二。", "丙：三。"]
    assert reader.series is reader.series


def test_an_empty_document_has_no_sentences() -> None:
    reader = Reader(load_document(b"", Description(kind=SourceKind.PRESS)))
    assert (reader.sentences, reader.series) == ((), ())


def test_a_bundled_sentence_is_read_in_both_languages(review: Reader, article: Reader) -> None:
    for reader in (review, article):
        assert all(reader.speaks(s.span, language) for s in reader.sentences for language in Language)


@pytest.mark.parametrize(
    ("sentences", "takes_up"),
    [
        (["法国要打造星际之门计划。\n\n", "通过这一计划，法国希望带动欧洲。"], True),
        (["低技能岗位被替代。", "这些岗位的人难再就业。"], True),
        (["法国批准投资。", "并在声明中表示将资助企业。"], True),
        (["France builds a project.\n\n", "Through this project, France hopes to lead."], True),
        (["Bouverot went to Paris. ", "She met a minister there."], True),
        (["法国要打造星际之门计划。\n\n", "法国希望带动欧洲。"], False),
        (["法国要打造计划。", "其次是欧洲领导权。"], False),
        (["法国批准投资。", "并非所有国家都同意。"], False),
        (["France builds it. ", "This summit is in Paris."], False),
    ],
)
def test_a_sentence_that_points_back_takes_up_the_one_before(sentences: list[str], *, takes_up: bool) -> None:
    reader = reader_of("".join(sentences))
    first, second = reader.sentences
    assert reader.taken_up(second) == (first if takes_up else None)
    assert reader.taken_up(first) is None


def test_the_last_sentence_of_another_section_is_not_taken_up() -> None:
    reader = reader_of("# 一\n\n法国要打造计划。\n\n# 二\n\n这一计划很大。")
    assert reader.taken_up(reader.sentences[-1]) is None


def test_what_a_paragraph_takes_up_is_around_it() -> None:
    reader = reader_of("法国要打造星际之门计划。\n\n通过这一计划，法国希望带动欧洲。")
    last = reader.sentences[-1]
    assert "星际之门" in reader.surroundings(last, Language.ZH)
    assert "星际之门" in candidate(reader, 1).so_far
