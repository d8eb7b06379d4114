"""Cutting text into sentences: nothing lost, and the rules of both languages."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import bundled_documents
from corpus.loading import document_sentences
from corpus.model import BlockKind, Language, Span
from corpus.sentences import split_sentences

ALPHABET = 'ab1 .!?。！？…“”‘’（）()、：:\n中文 U.S"é🏔'


def cut(text: str, language: Language = Language.ZH) -> list[str]:
    return [span.of(text) for span in split_sentences(text, language)]


@given(st.text(ALPHABET, max_size=80), st.sampled_from(list(Language)))
def test_every_visible_character_is_in_exactly_one_sentence(text: str, language: Language) -> None:
    spans = split_sentences(text, language)
    held = [at for span in spans for at in range(span.start, span.end)]
    assert held == sorted(set(held))
    assert {at for at, c in enumerate(text) if not c.isspace()} <= set(held)
    assert all(span.start < span.end for span in spans)
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    assert all("\n" not in span.of(text) for span in spans)


@given(st.text(max_size=60), st.sampled_from(list(Language)))
def test_no_text_at_all_breaks_the_cutting(text: str, language: Language) -> None:
    spans = split_sentences(text, language)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(s.of(text) for s in spans).split()) == "".join(text.split())


@given(st.data())
def test_a_stretch_is_cut_within_its_bounds(data: st.DataObject) -> None:
    text = data.draw(st.text(ALPHABET, max_size=60))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = split_sentences(text, Language.ZH, start=start, end=end)
    assert all(start <= span.start < span.end <= end for span in spans)
    assert "".join("".join(s.of(text) for s in spans).split()) == "".join(text[start:end].split())


@pytest.mark.parametrize(
    "sentences",
    [
        ["峰会在巴黎举行。", "共有五个主题。"],
        ["真的吗？！", "是的。"],
        ["他读了《报告。》一书。", "后来走了。"],
        ["是！！！", "真的。"],
        ["他说：“好。”", "然后走了。"],
        ["“第一句。第二句。”", "后面。"],
        ["“外‘内。’外。”", "后面。"],
        ["他说（见图。）然后走。", "结束。"],
        ["增长3.5％。", "2.0版本发布。"],
        ["截至12月。", "2025年开始。", "3个项目。"],
        ["1. “公益人工智能”：重点关注。", "该议题倡导。"],
        ["一、目标。", "二、任务。"],
        ["总部在U.S.的公司来了。", "他走了。"],
        ["等等……然后呢？"],
        ["第一；第二；第三。"],
        ["“未闭合的引号。", "第二句。", "第三句。"],
        ["Mistral AI很强。", "OpenAI也强。", "It is fine. "],
        ["没有停顿"],
        ["。。。！？"],
        ["他走了。”"],
        ["时间：十点，地点：巴黎"],
    ],
)
def test_chinese_and_mixed_text_is_cut_at_its_stops(sentences: list[str]) -> None:
    assert cut("".join(sentences)) == [sentence.strip() for sentence in sentences]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Smith met Mr. Lee.", "They spoke."],
        ["The U.S. economy grew 3.5 percent.", "It did."],
        ["See U.S.", "Then go."],
        ['She said "Yes."', "He left."],
        ["He said “Stop!” and left.", "Then (see fig. 2.) it ended."],
        ["What?!", "Really."],
        ["1. First item."],
        ["no stop at all"],
        ["..."],
    ],
)
def test_english_text_is_cut_at_its_stops(sentences: list[str]) -> None:
    assert cut(" ".join(sentences), Language.EN) == sentences


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\n "])
def test_a_text_without_characters_has_no_sentences(text: str) -> None:
    assert cut(text) == []


def test_a_line_end_always_ends_a_sentence() -> None:
    assert cut("第一行\n第二行。") == ["第一行", "第二行。"]


def test_headings_titles_and_list_items_are_never_cut() -> None:
    for document in bundled_documents():
        whole = {
            block.span
            for block in document.blocks
            if block.kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.LIST_ITEM)
        }
        assert whole <= {sentence.span for sentence in document_sentences(document)}


def test_the_sentences_of_a_document_cover_it_all_but_its_references() -> None:
    for document in bundled_documents():
        held: set[int] = set()
        for sentence in document_sentences(document):
            block = document.blocks[sentence.block].span
            assert block.start <= sentence.span.start < sentence.span.end <= block.end
            held.update(range(sentence.span.start, sentence.span.end))
        for block_ in document.blocks:
            visible = {
                at for at in range(block_.span.start, block_.span.end) if not document.text[at].isspace()
            }
            assert visible <= held or (block_.kind is BlockKind.REFERENCE and not visible & held)


def test_no_bundled_sentence_is_only_a_number_or_a_mark() -> None:
    for document in bundled_documents():
        texts = [sentence.span.of(document.text) for sentence in document_sentences(document)]
        assert [t for t in texts if not any(c.isalpha() for c in t)] == []


def test_spans_count_code_points_of_the_whole_text() -> None:
    text = "🏔🏔。\n𠮷。好。"
    assert split_sentences(text, Language.ZH) == [Span(0, 3), Span(4, 6), Span(6, 8)]


def test_the_number_of_an_item_stays_with_the_item() -> None:
    assert cut("1. First item. 2. Second item.", Language.EN) == ["1. First item.", "2. Second item."]
