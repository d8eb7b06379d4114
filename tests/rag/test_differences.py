"""Sentences of two documents that give different figures for the same thing are told from all others."""

import pytest

from corpus.model import Language, SourceKind
from rag.differences import gives_another_figure
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
        ("The call drew 770 projects.", "The call drew 77 projects.", Language.ZH, False),
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
