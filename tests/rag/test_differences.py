"""Sentences of two documents that give different figures for the same thing are told from all others."""

import pytest

from corpus.model import Language, SourceKind
from index.chunk import Chunk
from rag.answer import Citation, Claim, Difference, Support, SupportLabel
from rag.checks.finding import FindingKind
from rag.differences import differences_among, gives_another_figure
from rag.reading import Reader
from rag.selection import saying_otherwise
from tests.rag.candidates import candidate, ranked, reader_of


@pytest.mark.parametrize(
    ("said", "other", "language", "expected"),
    [
        ("政府2024年批准投资1030亿卢比。", "政府2024年批准投资103万亿卢比。", Language.ZH, True),
        ("政府2024年批准投资1030亿卢比。", "政府2024年批准投资一千零三十亿卢比。", Language.ZH, False),
        ("政府批准投资1030亿卢比。", "港口疏浚耗资90亿卢比。", Language.ZH, False),
        ("The call drew 770 projects.", "The call drew 77 projects.", Language.EN, True),
        ("The call drew 770 projects.", "The call drew 770 projects from abroad.", Language.EN, False),
        ("The call drew 770 projects.", "The call drew 77 projects.", Language.ZH, True),
        ("The call drew 770 projects.", "征集到77个项目。", Language.ZH, False),
    ],
)
def test_another_figure_for_the_same(said: str, other: str, language: Language, expected: bool) -> None:
    first, second = reader_of(said), reader_of(other)
    here, there = first.sentences[0].span, second.sentences[0].span

    assert gives_another_figure(first, here, second, there, language) is expected


def test_the_other_document_is_set_beside_but_not_what_is_said_already() -> None:
    first = reader_of("The call drew 770 projects.")
    second = reader_of("The call drew 77 projects.", SourceKind.COMMENTARY)
    best, other = candidate(first, 0), candidate(second, 0)
    both = [ranked(best, 9.0), ranked(other, 8.0)]

    assert saying_otherwise([best], both) == [other]
    assert saying_otherwise([best, other], both) == []
    assert saying_otherwise([best], [ranked(best, 9.0), ranked(other, 1.0)]) == []


def cited(number: int, reader: Reader) -> Citation:
    span = reader.sentences[0].span
    document = reader.document
    chunk = Chunk("c", document.doc_id, 0, span, document.text, ())
    return Citation(number, document, chunk, span, span.of(document.text), None, ())


def among(texts: list[str], claims: list[tuple[int, ...]], language: Language) -> tuple[Difference, ...]:
    readers = [reader_of(text) for text in texts]
    citations = [cited(number, reader) for number, reader in enumerate(readers, 1)]
    support = Support(SupportLabel.SUPPORTED, "verbatim")
    return differences_among(
        [Claim(0, 1, numbers, support) for numbers in claims],
        citations,
        {reader.document.doc_id: reader for reader in readers},
        language,
    )


@pytest.mark.parametrize("asked", [Language.EN, Language.ZH])
def test_what_cited_documents_do_not_agree_in_is_told_with_its_words(asked: Language) -> None:
    english = among(
        [
            "The Alpine Compute Charter was signed in Zürich on 3 March 2024 by four ministers.",
            "The Alpine Compute Charter was signed in Zürich on 9 April 2024 by five ministers.",
        ],
        [(1,), (2,)],
        asked,
    )
    assert english == (
        Difference((0, 1), (1, 2), FindingKind.NUMBER, "four", "five"),
        Difference((0, 1), (1, 2), FindingKind.DATE, "3 March 2024", "9 April 2024"),
    )
    chinese = among(
        [
            "《阿尔卑斯算力宪章》于2024年3月3日由四位部长在苏黎世签署。",
            "《阿尔卑斯算力宪章》于2024年4月9日由五位部长在苏黎世签署。",
        ],
        [(1,), (2,)],
        asked,
    )
    assert [(one.said, one.other) for one in chinese] == [("四位", "五位"), ("2024年3月3日", "2024年4月9日")]


def test_a_date_alone_differs_only_where_the_rest_is_alike() -> None:
    same = [
        "The charter was signed in Zürich on 3 March 2024.",
        "The charter was signed in Zürich on 9 April 2024.",
    ]
    (found,) = among(same, [(1, 2)], Language.EN)
    assert (found.claims, found.said, found.other) == ((0, 0), "3 March 2024", "9 April 2024")
    apart = [
        "The charter was signed in Zürich on 3 March 2024.",
        "The treaty was read in Oslo on 9 April 2024.",
    ]
    assert among(apart, [(1,), (2,)], Language.EN) == ()
    years = ["The charter was signed in Zürich in 2023.", "The charter was signed in Zürich in 2024."]
    assert among(years, [(1,), (2,)], Language.EN) == (), "what comes again every year"


def test_documents_that_agree_or_are_not_cited_differ_in_nothing() -> None:
    four = "The charter was signed in Zürich by four ministers."
    assert among([four, f"In spring {four}"], [(1,), (2,)], Language.EN) == ()
    assert among([four, four.replace("four", "five")], [(1,)], Language.EN) == ()
