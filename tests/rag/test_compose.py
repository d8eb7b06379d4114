"""Putting an answer into words, with hand-made documents whose answers are written out by hand."""

from dataclasses import replace
from itertools import pairwise

import pytest

from corpus.loading import Description, load_document
from corpus.model import Language, SourceKind, Span, Translation
from index.chunk import Chunk
from rag.answer import SupportLabel
from rag.compose import Composer, Composition
from rag.reading import Reader
from tests.rag.candidates import candidate, reader_of

ENGLISH = "One came. Two came. Three came. Four came."
CHINESE = "一来了。二来了。三来了。四来了。"


def chunk_at(doc_id: str, span: Span) -> Chunk:
    return Chunk("c", doc_id, 0, span, "", ())


def composer(language: Language) -> Composer:
    return Composer(language, chunk_at)


def said(composition: Composition) -> list[str]:
    return [composition.text[claim.start : claim.end] for claim in composition.claims]


def commentary(text: str, publisher: str) -> Reader:
    description = Description(title="T", publisher=publisher, kind=SourceKind.COMMENTARY, date="2025-02-12")
    return Reader(load_document(text.encode(), description))


def test_nothing_said_is_an_empty_answer() -> None:
    assert composer(Language.EN).finish() == Composition("", (), ())


@pytest.mark.parametrize(
    ("language", "text", "whole", "claims"),
    [
        (Language.EN, ENGLISH, "One came. [1] Three came. [2]", ["One came.", "Three came."]),
        (Language.ZH, CHINESE, "一来了。[1]三来了。[2]", ["一来了。", "三来了。"]),
    ],
)
def test_each_sentence_is_a_claim_that_ends_before_its_marker(
    language: Language, text: str, whole: str, claims: list[str]
) -> None:
    reader = reader_of(text)
    answer = composer(language)
    answer.say(candidate(reader, 0))
    answer.say(candidate(reader, 2))
    done = answer.finish()
    assert done.text == whole
    assert said(done) == claims
    assert [claim.citations for claim in done.claims] == [(1,), (2,)]
    assert all(a.end < b.start for a, b in pairwise(done.claims))


def test_a_citation_quotes_the_characters_at_its_place_and_brings_its_chunk() -> None:
    reader = reader_of(f"🏔 {CHINESE}")
    answer = composer(Language.ZH)
    answer.say(candidate(reader, 1))
    (citation,) = answer.finish().citations
    assert (citation.number, citation.quote, citation.span) == (1, "二来了。", Span(6, 10))
    assert citation.span.of(reader.document.text) == citation.quote
    assert citation.chunk == chunk_at(reader.document.doc_id, citation.span)
    assert (citation.translation, citation.footnotes) == (None, ())


def test_a_span_that_is_said_twice_is_one_citation() -> None:
    reader = reader_of(ENGLISH)
    answer = composer(Language.EN)
    for index in (0, 1, 0):
        answer.say(candidate(reader, index))
    done = answer.finish()
    assert done.text == "One came. [1] Two came. [2] One came. [1]"
    assert [citation.number for citation in done.citations] == [1, 2]


def test_the_same_span_of_two_documents_is_two_citations() -> None:
    answer = composer(Language.EN)
    for text in ("One came. A.", "One came. B."):
        answer.say(candidate(reader_of(text), 0))
    assert [citation.quote for citation in answer.finish().citations] == ["One came.", "One came."]


def test_a_list_has_a_bullet_for_each_item_but_not_for_its_opener() -> None:
    reader = reader_of("The themes are:\n\nA: work.\n\nB: art.\n\nC: trust.")
    answer = composer(Language.EN)
    answer.say(candidate(reader, 0, 1, 2, 3))
    done = answer.finish()
    assert done.text == "The themes are: [1]\n- A: work. [2]\n- B: art. [3]\n- C: trust. [4]"
    assert said(done) == ["The themes are:", "- A: work.", "- B: art.", "- C: trust."]


def test_a_heading_that_opens_a_list_has_no_bullet() -> None:
    reader = reader_of("# 主题\n\n甲：工作。\n\n乙：艺术。")
    answer = composer(Language.ZH)
    answer.say(candidate(reader, 0, 1, 2))
    assert answer.finish().text == "主题[1]\n- 甲：工作。[2]\n- 乙：艺术。[3]"


def test_two_sentences_are_no_list() -> None:
    answer = composer(Language.EN)
    answer.say(candidate(reader_of(ENGLISH), 0, 1))
    assert answer.finish().text == "One came. [1] Two came. [2]"


def test_what_follows_a_list_begins_a_new_line_and_what_follows_that_does_not() -> None:
    reader = reader_of("四来了。五来了。\n\n甲：工作。\n\n乙：艺术。\n\n丙：信任。")
    answer = composer(Language.ZH)
    answer.say(candidate(reader, 2, 3, 4))
    answer.say(candidate(reader, 0))
    answer.say(candidate(reader, 1))
    assert answer.finish().text == "- 甲：工作。[1]\n- 乙：艺术。[2]\n- 丙：信任。[3]\n四来了。[4]五来了。[5]"


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        (
            Language.EN,
            ENGLISH,
            "According to Daily, a commentary of 12 February 2025: One came. [1] It also says: Two came. [2]",
        ),
        (Language.ZH, CHINESE, "据《Daily》2025年2月12日的评论文章：一来了。[1]该文还说：二来了。[2]"),
    ],
)
def test_commentary_is_attributed_in_full_once_and_then_in_short(
    language: Language, text: str, whole: str
) -> None:
    reader = commentary(text, "Daily")
    answer = composer(language)
    answer.say(candidate(reader, 0))
    answer.say(candidate(reader, 1))
    done = answer.finish()
    assert done.text == whole
    assert done.text[done.claims[1].start :].startswith(("It also says: Two", "该文还说：二"))


def test_commentary_is_named_in_full_again_after_another_source_has_spoken() -> None:
    reader, other = commentary(ENGLISH, "Daily"), reader_of("Five came.")
    answer = composer(Language.EN)
    answer.say(candidate(reader, 0))
    answer.say(candidate(other, 0))
    answer.say(candidate(reader, 1))
    assert answer.finish().text.count("According to Daily") == 2
    assert "It also says" not in answer.finish().text


@pytest.mark.parametrize("kind", [SourceKind.OFFICIAL, SourceKind.THINK_TANK, SourceKind.PRESS])
def test_other_sources_are_named_only_when_asked_for(kind: SourceKind) -> None:
    item = candidate(reader_of("One came.", kind), 0)
    plain, named = composer(Language.EN), composer(Language.EN)
    plain.say(item)
    named.say(item, name_source=True)
    assert plain.finish().text == "One came. [1]"
    assert named.finish().text.startswith("According to P, ")


@pytest.mark.parametrize("kind", [SourceKind.COMMENTARY, SourceKind.UNKNOWN])
def test_what_nobody_vouches_for_is_always_attributed(kind: SourceKind) -> None:
    answer = composer(Language.EN)
    answer.say(candidate(reader_of("One came.", kind), 0))
    assert answer.finish().text.startswith("According to P, ")


def test_a_list_of_a_commentary_is_attributed_at_its_head() -> None:
    reader = commentary("The themes are:\n\nA: work.\n\nB: art.", "Daily")
    answer = composer(Language.EN)
    answer.say(candidate(reader, 0, 1, 2))
    text = answer.finish().text
    assert text.startswith("According to Daily")
    assert text.count("Daily") == 1
    assert text.endswith("The themes are: [1]\n- A: work. [2]\n- B: art. [3]")


def test_a_remark_cites_the_sentence_and_the_reference() -> None:
    reader = reader_of(ENGLISH)
    reference = reader.sentences[3].span
    answer = composer(Language.EN)
    answer.say(candidate(reader, 0))
    answer.remark(" (Note 1: x.)", candidate(reader, 0), also=reference)
    done = answer.finish()
    assert done.text == "One came. [1] (Note 1: x.) [1][2]"
    assert said(done) == ["One came.", "(Note 1: x.)"]
    assert done.claims[1].citations == (1, 2)
    assert done.citations[1].span == reference
    assert done.claims[1].support.method == "document_structure"


def test_a_remark_without_a_reference_cites_the_sentence_alone() -> None:
    item = candidate(reader_of(CHINESE), 0)
    answer = composer(Language.ZH)
    answer.say(item)
    answer.remark("（这句话没有脚注。）", item)
    assert answer.finish().text == "一来了。[1]（这句话没有脚注。）[1]"


def test_an_aside_claims_and_cites_nothing() -> None:
    answer = composer(Language.EN)
    answer.aside("Well:")
    answer.say(candidate(reader_of(ENGLISH), 0))
    done = answer.finish()
    assert done.text == "Well: One came. [1]"
    assert said(done) == ["One came."]


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        (Language.EN, "一来了。", "In Chinese, without a translation: “一来了。” [1]"),
        (Language.ZH, "One came.", "原文为英文，没有译文：“One came.”[1]"),
    ],
)
def test_a_sentence_without_a_rendering_is_quoted_and_labelled(
    language: Language, text: str, whole: str
) -> None:
    answer = composer(language)
    answer.say(candidate(reader_of(text), 0, language=language))
    done = answer.finish()
    assert done.text == whole
    assert done.citations[0].quote == text
    assert done.claims[0].support.method == "verbatim"


def test_a_rendering_is_said_and_the_original_quoted() -> None:
    own = reader_of(CHINESE)
    rendering = Translation(own.sentences[0].span, "One came.", Language.EN, "a reader")
    reader = Reader(replace(own.document, translations=(rendering,)))
    answer = composer(Language.EN)
    answer.say(candidate(reader, 0, language=Language.EN))
    done = answer.finish()
    assert done.text == "One came. [1]"
    (citation,), (claim,) = done.citations, done.claims
    assert (citation.quote, citation.translation) == ("一来了。", "One came.")
    assert (claim.support.label, claim.support.method) == (SupportLabel.SUPPORTED, "translation_of_quote")


def test_the_notes_of_a_sentence_are_on_its_citation(review: Reader) -> None:
    index = next(i for i, s in enumerate(review.sentences) if review.document.footnotes_in(s.span))
    answer = composer(Language.ZH)
    answer.say(candidate(review, index))
    (citation,) = answer.finish().citations
    assert [note.number for note in citation.footnotes] == [1]


def test_what_follows_commentary_is_named_so_that_it_does_not_pass_for_commentary() -> None:
    answer = composer(Language.EN)
    answer.say(candidate(commentary("One came.", "The Gazette"), 0))
    answer.say(candidate(reader_of("Two came."), 0))
    first, second = said(answer.finish())
    assert first.startswith("According to The Gazette, a commentary")
    assert second.startswith("According to ")
    assert second.endswith("Two came.")
