"""Lexical search meets Chinese and English words, and nothing else that a text may hold."""

import math
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DataError
from index.lexical import LexicalIndex, tokenise
from tests.index.crashes import largest_file

TEXTS = [
    "法国总统马克龙主持巴黎人工智能行动峰会。",
    "安妮·布韦罗（Anne Bouverot）是峰会特使。",
    "印度将投入1030亿卢比，约合12亿美元。",
    "The Summits were held in Paris; the U.S. did not sign.",
    "France announced €109 billion for AI infrastructure, and the EU 1,500 projects.",
    "",
    "GPT-4o and DeepSeek-R1 were discussed by Zürich’s delegates.",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return LexicalIndex.build(tmp_path_factory.mktemp("lexical") / "index", TEXTS)


def found(index: LexicalIndex, query: str) -> list[int]:
    return [row for row, _ in index.search(query, 10)]


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("布韦罗是谁", 1),
        ("Bouverot", 1),
        ("马克龙说了什么", 0),
        ("人工智慧行動峰會", 0),
        ("馬克龍", 0),
        ("1030亿", 2),
        ("1,030 rupees", 2),
        ("１０９ billion", 4),
        ("1500 project", 4),
        ("summit", 3),
        ("US signature", 3),
        ("gpt 4o", 6),
        ("deepseek", 6),
        ("Zurich delegate", 6),
    ],
)
def test_names_numbers_and_acronyms_are_found_however_they_are_written(
    index: LexicalIndex, query: str, row: int
) -> None:
    assert found(index, query)[0] == row


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Summits, summit!", ["summit", "summit"]),
        ("ＡＩ", ["ai"]),
        ("峰會", ["峰会"]),
        ("109bn in 2025-02-10", ["109", "bn", "in", "2025", "02", "10"]),
        ("1,030,000.5", ["1030000.5"]),
        ("in 1,2 and 3", ["in", "1", "2", "and", "3"]),
        ("U.S.A. and U.N.", ["usa", "and", "un"]),
        ("India’s", ["india"]),
        ("l'Inria", ["inria"]),
        ("布韦罗", ["布", "韦", "罗", "布韦", "韦罗"]),
        ("，。！？ \n\t—…“”🏔", []),
        ("_a_", ["a"]),
    ],
)
def test_text_becomes_these_terms(text: str, terms: list[str]) -> None:
    assert tokenise(text) == terms


def test_names_that_no_dictionary_knows_are_cut_alike_whatever_stands_beside_them() -> None:
    alone = set(tokenise("布韦罗"))
    assert alone <= set(tokenise("特使布韦罗说峰会成功"))
    assert alone <= set(tokenise("由布韦罗和马克龙主持"))


@pytest.mark.parametrize(
    "query", ['"', "*", "(", ")", ":", '" * ( ) :', "body:", "row:1", "\\", "[a TO", "a~2^", "+-!", "\0"]
)
def test_signs_of_a_query_language_mean_nothing(index: LexicalIndex, query: str) -> None:
    assert index.search(f'{query} 峰会 {query} "', 10) == index.search(
        f"峰会 {' '.join(tokenise(query))}", 10
    )
    assert set(found(index, query)) <= {row for term in tokenise(query) for row in found(index, term)}


def test_a_word_that_query_languages_reserve_is_a_word(index: LexicalIndex) -> None:
    assert sorted(found(index, "AND")) == [4, 6]
    assert found(index, "NOT") == [3]


def test_an_empty_query_finds_nothing(index: LexicalIndex) -> None:
    assert [index.search(query, 5) for query in ("", " ", "？！")] == [[], [], []]
    assert index.search([], 5) == []


def test_a_repeated_term_counts_once_and_text_equals_its_terms(index: LexicalIndex) -> None:
    once = index.search("峰会", 5)
    assert once == index.search("峰会 峰会 峰會", 5) == index.search(["峰会"], 5)


def test_scores_are_bm25(tmp_path: Path) -> None:
    index = LexicalIndex.build(tmp_path / "index", ["tea tea", "tea cup", "cup of milk and rice", "rum"])
    frequency, length, mean_length = 2, 2, (2 + 2 + 5 + 1) / 4
    idf = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    expected = idf * frequency * 2.2 / (frequency + 1.2 * (1 - 0.75 + 0.75 * length / mean_length))
    (row, score), *_ = index.search("tea", 1)
    assert row == 0
    assert score == pytest.approx(expected, rel=1e-5)


def test_equal_scores_are_ordered_by_row(tmp_path: Path) -> None:
    index = LexicalIndex.build(tmp_path / "index", ["same text", "other"] * 300)
    assert [row for row, _ in index.search("same", 40)] == list(range(0, 80, 2))
    allowed = np.arange(600) >= 100
    assert [row for row, _ in index.search("same", 3, allowed=allowed)] == [100, 102, 104]


@pytest.mark.parametrize("n_rows", [900, 6000], ids=["rows named", "rows filtered"])
def test_a_filter_leaves_the_allowed_rows_with_their_scores(tmp_path: Path, n_rows: int) -> None:
    texts = ["ant " * (1 + row % 7) + "bee " * (row % 5) for row in range(n_rows)]
    index = LexicalIndex.build(tmp_path / "index", texts)
    everything = index.search("ant bee", n_rows)
    assert len(everything) == n_rows
    for ratio in (0.001, 0.01, 0.5):
        allowed = np.random.default_rng(5).random(n_rows) < ratio
        expected = [hit for hit in everything if allowed[hit[0]]][:20]
        got = index.search("ant bee", 20, allowed=allowed)
        assert [row for row, _ in got] == [row for row, _ in expected]
        assert [score for _, score in got] == pytest.approx([score for _, score in expected])
    assert index.search("ant", 5, allowed=np.zeros(n_rows, np.bool_)) == []


def test_counts_are_those_of_the_rows(index: LexicalIndex) -> None:
    assert index.num_docs == len(TEXTS)
    assert [index.document_frequency(term) for term in ("峰会", "summit", "nowhere")] == [2, 1, 0]


def test_it_is_the_same_after_opening_again(tmp_path: Path, index: LexicalIndex) -> None:
    LexicalIndex.build(tmp_path / "index", iter(TEXTS))
    opened = LexicalIndex.open(tmp_path / "index")
    for query in ("峰会", "paris summit", "布韦罗"):
        assert opened.search(query, 5) == index.search(query, 5)


def test_an_index_without_rows_finds_nothing(tmp_path: Path) -> None:
    index = LexicalIndex.build(tmp_path / "index", [])
    assert (index.num_docs, index.search("峰会", 5)) == (0, [])


def test_a_filter_of_another_length_is_refused(index: LexicalIndex) -> None:
    with pytest.raises(ValueError, match=f"a filter of {len(TEXTS)} rows"):
        index.search("a", 5, allowed=np.ones(2, np.bool_))


def test_a_folder_without_an_index_is_called_damaged(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        LexicalIndex.open(tmp_path)
    assert caught.value.code == "index_damaged"


@pytest.mark.parametrize("size", [0, 200, 2000])
def test_an_index_that_does_not_fit_on_the_disk_is_an_error(tmp_path: Path, size: int) -> None:
    texts = (f"word{i} and word{i % 77}" for i in range(3000))
    with largest_file(size), pytest.raises(OSError, match=r"writing .* failed"):
        LexicalIndex.build(tmp_path / "index", texts)
