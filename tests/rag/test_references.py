"""Notes, authors and named sources."""

from dataclasses import replace

import pytest

from corpus.model import Footnote, Language
from rag.names import NameIndex
from rag.question import read_question
from rag.reading import Reader
from rag.references import (
    note_behind,
    notes_numbered,
    notes_pointing_to,
    reported_source,
)
from tests.rag.candidates import reader_of


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


# The notes of the bundled review by the host of their address, read off the file.
NOTES_OF = {
    "elysee.fr": [1, 2, 3, 4, 5, 6, 8, 9],
    "washingtonpost.com": [7, 13],
    "thefuturesociety.org": [10, 11],
    "parispeaceforum.org": [12],
    "franceintheus.org": [14, 18],
    "carnegieendowment.org": [15, 17],
    "lemonde.fr": [19],
}


def pointing(reader: Reader, asked: str, names: NameIndex) -> list[int]:
    return [note.number for note, _ in notes_pointing_to(reader, read_question(asked, names))]


@pytest.mark.parametrize(
    ("asked", "host"),
    [
        ("哪些脚注引用了卡内基？", "carnegieendowment.org"),
        ("哪些脚注引用了卡内基国际和平基金会？", "carnegieendowment.org"),
        ("Which footnotes cite the Carnegie Endowment?", "carnegieendowment.org"),
        ("哪条脚注指向《世界报》？", "lemonde.fr"),
        ("Which footnote cites Le Monde?", "lemonde.fr"),
        ("哪些脚注来自爱丽舍宫？", "elysee.fr"),
        ("Which footnotes link to the Élysée Palace?", "elysee.fr"),
        ("哪些脚注引用了未来学会？", "thefuturesociety.org"),
        ("Which footnotes cite The Future Society?", "thefuturesociety.org"),
        ("哪些脚注引用了法国驻美使馆？", "franceintheus.org"),
        # the body speaks of these too, but notes are asked for
        ("哪些脚注引用了《华盛顿邮报》？", "washingtonpost.com"),
        ("Which footnotes cite the Washington Post?", "washingtonpost.com"),
        ("哪条脚注引用了巴黎和平论坛？", "parispeaceforum.org"),
        ("Which footnote cites the Paris Peace Forum?", "parispeaceforum.org"),
    ],
)
def test_a_publisher_is_found_behind_its_notes_by_its_name_in_either_language(
    review: Reader, article: Reader, names: NameIndex, asked: str, host: str
) -> None:
    assert pointing(review, asked, names) == NOTES_OF[host]
    assert pointing(article, asked, names) == []


@pytest.mark.parametrize(
    ("asked", "host"),
    [
        ("卡内基怎么说？", "carnegieendowment.org"),
        ("What does Carnegie say?", "carnegieendowment.org"),
        ("《世界报》怎么说？", "lemonde.fr"),
    ],
)
def test_a_publisher_that_is_only_cited_is_found_without_asking_for_notes(
    review: Reader, names: NameIndex, asked: str, host: str
) -> None:
    assert pointing(review, asked, names) == NOTES_OF[host]


@pytest.mark.parametrize(
    "asked",
    [
        "《华盛顿邮报》怎么说？", "巴黎和平论坛提交了什么？", "清华大学的代表会见了谁？",
        "What did the Paris Peace Forum launch?", "巴黎和平论坛是什么？",
    ],
)  # fmt: skip
def test_a_publisher_that_the_body_speaks_of_is_found_only_where_notes_are_asked_for(
    review: Reader, names: NameIndex, asked: str
) -> None:
    assert pointing(review, asked, names) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        # a word of an address counts where notes are asked for, unless the body carries the name
        ("Which footnotes cite Roundtable?", [11]),
        ("What does Roundtable say?", []),
        ("Which footnotes cite Bouverot?", []),
        ("Which footnotes cite anything?", []),
        ("哪些脚注引用了路透社？", []),
    ],
)
def test_another_name_is_looked_for_in_addresses_only_where_notes_are_asked_for(
    review: Reader, names: NameIndex, asked: str, found: list[int]
) -> None:
    assert pointing(review, asked, names) == found


@pytest.mark.parametrize(("text", "found"), [("会议开始。", [1]), ("Stargate会议开始。", [])])
@pytest.mark.parametrize("asked", ["Which footnotes cite Stargate?", "哪些脚注引用了Stargate？"])
def test_a_name_that_the_body_carries_is_not_looked_for_in_addresses(
    names: NameIndex, asked: str, text: str, found: list[int]
) -> None:
    reader = reader_of(text)
    note = Footnote(1, len(text), None, "https://example.org/stargate")
    assert pointing(Reader(replace(reader.document, footnotes=(note,))), asked, names) == found


@pytest.mark.parametrize("asked", ["哪些脚注引用了卡内基？", "峰会在哪里举行？", "Where is the summit held?"])
def test_a_note_whose_address_is_written_wrongly_breaks_nothing(names: NameIndex, asked: str) -> None:
    reader = reader_of("会议开始。")
    wrong = Footnote(1, 5, None, "http://example.org]")
    broken = Reader(replace(reader.document, footnotes=(wrong,)))
    assert notes_pointing_to(broken, read_question(asked, names)) == []


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
