"""Choosing what to say: contracts with hand-made rankings."""

import pytest

from corpus.model import SourceKind
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import Question, read_question
from rag.ranking import Ranked, rank_candidates
from rag.selection import MAX_SENTENCES, overlap, select
from tests.rag.candidates import candidate, ranked, reader_of

TEXT = "\n\n".join(f"Sentence number {n}." for n in ("one", "two", "three", "four", "five"))


@pytest.fixture
def question(names: NameIndex) -> Question:
    return read_question("Is it so?", names)


def test_the_best_is_said_first(question: Question) -> None:
    reader = reader_of(TEXT)
    items = [ranked(candidate(reader, index), 10.0 - 3 * index) for index in (2, 0, 1)]
    items.sort(key=lambda item: -item.score)
    chosen = select(question, items, compares=False)
    assert chosen[0].spans == items[0].candidate.spans


def test_no_more_is_said_than_the_limit_however_close(question: Question) -> None:
    reader = reader_of(TEXT)
    items = [ranked(candidate(reader, index), 5.0) for index in range(5)]
    assert 1 <= len(select(question, items, compares=False)) <= MAX_SENTENCES


def test_a_far_runner_up_is_not_said(question: Question) -> None:
    reader = reader_of(TEXT)
    items = [ranked(candidate(reader, 3), 50.0), ranked(candidate(reader, 1), 0.0)]
    assert [c.spans for c in select(question, items, compares=False)] == [items[0].candidate.spans]


def test_the_same_characters_are_not_said_twice(question: Question) -> None:
    reader = reader_of(TEXT)
    items = [
        ranked(candidate(reader, 0, 1, 2), 5.0),
        ranked(candidate(reader, 1), 5.0),
        ranked(candidate(reader, 3), 5.0),
    ]
    said = [span for chosen in select(question, items, compares=False) for span in chosen.spans]
    assert len(said) == len(set(said))


def test_of_two_as_good_the_steadier_source_speaks_first_whatever_the_order(question: Question) -> None:
    commentary = ranked(candidate(reader_of("It is one.", SourceKind.COMMENTARY), 0), 5.0)
    official = ranked(candidate(reader_of("It is two.", SourceKind.OFFICIAL), 0), 5.0)
    for items in ([commentary, official], [official, commentary]):
        first = select(question, items, compares=False)[0]
        assert first.document.passport.kind is SourceKind.OFFICIAL


def test_a_much_better_commentary_speaks_first(question: Question) -> None:
    commentary = ranked(candidate(reader_of("It is one.", SourceKind.COMMENTARY), 0), 50.0)
    official = ranked(candidate(reader_of("It is two.", SourceKind.OFFICIAL), 0), 1.0)
    first = select(question, [commentary, official], compares=False)[0]
    assert first.document.passport.kind is SourceKind.COMMENTARY


def test_a_comparison_lets_each_document_speak_the_better_one_first(question: Question) -> None:
    left, right = reader_of("Left one.\n\nLeft two."), reader_of("Right one.\n\nRight two.")
    items = [
        ranked(candidate(right, 0), 5.0),
        ranked(candidate(left, 0), 4.0),
        ranked(candidate(left, 1), 3.9),
    ]
    chosen = select(question, items, compares=True)
    documents = [c.document.doc_id for c in chosen]
    assert documents[0] == right.document.doc_id
    assert set(documents) == {left.document.doc_id, right.document.doc_id}
    assert documents == sorted(documents, key=[right.document.doc_id, left.document.doc_id].index)


def test_a_list_is_said_whole(question: Question) -> None:
    items = [ranked(candidate(reader_of(TEXT), 0, 1, 2, 3, 4), 9.0)]
    (chosen,) = select(question, items, compares=False)
    assert len(chosen.spans) == 5


def test_choosing_again_gives_the_same(question: Question) -> None:
    reader = reader_of(TEXT)
    items = [ranked(candidate(reader, index), 5.0 - index / 10) for index in range(5)]
    keys = [[c.key for c in select(question, items, compares=False)] for _ in range(3)]
    assert keys[0] == keys[1] == keys[2]


def test_equal_scores_are_ordered_by_document_and_place(question: Question, words: CorpusWords) -> None:
    reader = reader_of("Same words here.\n\nSame words here.\n\nSame words here.")
    candidates = [candidate(reader, index) for index in (2, 0, 1)]
    found = rank_candidates(question, candidates, words)
    assert len({item.score for item in found}) == 1
    assert [item.candidate.key for item in found] == sorted(c.key for c in candidates)


def test_ranking_is_best_first_and_keeps_every_candidate(question: Question, words: CorpusWords) -> None:
    reader = reader_of(TEXT)
    candidates = [candidate(reader, index, similarity=0.2 * index) for index in range(4)]
    found: list[Ranked] = rank_candidates(question, candidates, words)
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
    assert {item.candidate.key for item in found} == {c.key for c in candidates}
    assert found[0].candidate.key == candidates[-1].key
    assert rank_candidates(question, [], words) == []


def said(asked: str, names: NameIndex, *scores: float, **chosen: float) -> int:
    """How many sentences of one document are said, given their scores."""
    reader = reader_of(TEXT)
    items = [ranked(candidate(reader, index), score, **chosen) for index, score in enumerate(scores)]
    return len(select(read_question(asked, names), items, compares=False))


@pytest.mark.parametrize(
    ("scores", "count"),
    [
        ((9.0,), 1),
        ((9.0, 6.9), 2),
        ((9.0, 6.7), 1),
        # a third must be closer than a second
        ((9.0, 7.5, 7.3), 3),
        ((9.0, 7.5, 7.1), 2),
        ((9.0, 9.0, 9.0, 9.0), 3),
    ],
)
@pytest.mark.parametrize("asked", ["Is it so?", "是这样吗？", "List the themes.", "列出主题"])
def test_what_cannot_be_told_from_the_best_is_said_too(
    names: NameIndex, asked: str, scores: tuple[float, ...], count: int
) -> None:
    assert said(asked, names, *scores) == count


@pytest.mark.parametrize(
    ("scores", "count"), [((9.0, 6.6), 2), ((9.0, 6.4), 1), ((9.0, 8.5, 7.9), 3), ((9.0, 8.5, 7.7), 2)]
)
@pytest.mark.parametrize("asked", ["Did the four firms win?", "四家公司赢了吗？"])
def test_a_question_for_several_things_takes_a_second_sentence_sooner_and_a_third_later(
    names: NameIndex, asked: str, scores: tuple[float, ...], count: int
) -> None:
    assert said(asked, names, *scores) == count


@pytest.mark.parametrize(
    "asked", ["Who said that it is so?", "谁说是这样？", "Which URL is it?", "网址是什么？"]
)
def test_for_a_source_or_a_note_two_sentences_are_enough(names: NameIndex, asked: str) -> None:
    assert said(asked, names, 9.0, 9.0, 9.0) == 2


@pytest.mark.parametrize(
    ("asked", "best", "other", "count"),
    [
        # four fifths of 0.6 are 0.48
        ("Is it so?", 0.60, 0.49, 2),
        ("Is it so?", 0.60, 0.47, 1),
        ("是这样吗？", 0.60, 0.47, 1),
        # the best is not sure enough itself
        ("Is it so?", 0.54, 0.10, 2),
        # a list may be told in sentences that are like the question or not
        ("List the themes.", 0.60, 0.10, 2),
        ("Did the four firms win?", 0.60, 0.10, 2),
    ],
)
def test_beside_a_sentence_that_meets_a_fact_well_one_that_is_much_less_like_it_is_left_out(
    names: NameIndex, asked: str, best: float, other: float, count: int
) -> None:
    reader = reader_of(TEXT)
    items = [
        ranked(candidate(reader, 0), 9.0, sentence_similarity=best),
        ranked(candidate(reader, 1), 8.9, sentence_similarity=other),
    ]
    assert len(select(read_question(asked, names), items, compares=False)) == count


def test_beside_a_sentence_that_counts_off_one_that_does_not_is_said_too(names: NameIndex) -> None:
    reader = reader_of(TEXT)
    items = [
        ranked(candidate(reader, 0), 9.0, enumerates=1.0),
        ranked(candidate(reader, 1), 8.0, enumerates=0.0),
    ]
    assert len(select(read_question("List the themes.", names), items, compares=False)) == 2


@pytest.mark.parametrize(
    ("left", "right", "counts"),
    [
        # within a document: a second up to 2.5 below its best, a third up to 2.0, never a fourth
        ((9.0, 6.6), (5.0,), (2, 1)),
        ((9.0, 6.4), (5.0,), (1, 1)),
        ((9.0, 8.0, 7.1, 7.0), (5.0, 3.9, 3.1), (3, 3)),
        ((9.0, 8.0, 6.9), (5.0,), (2, 1)),
        # a document up to 7 below the other
        ((9.0,), (2.1,), (1, 1)),
        ((9.0,), (1.9,), (1, 0)),
    ],
)
def test_a_comparison_takes_up_to_three_sentences_of_each_document_that_speaks_of_the_matter(
    question: Question, left: tuple[float, ...], right: tuple[float, ...], counts: tuple[int, int]
) -> None:
    one, other = reader_of(TEXT), reader_of(TEXT + " More.")
    items = [ranked(candidate(one, index), score) for index, score in enumerate(left)]
    items += [ranked(candidate(other, index), score) for index, score in enumerate(right)]
    chosen = select(question, sorted(items, key=lambda item: -item.score), compares=True)
    documents = [c.document.doc_id for c in chosen]
    assert documents == [one.document.doc_id] * counts[0] + [other.document.doc_id] * counts[1]


def test_candidates_overlap_where_they_share_characters_of_one_document() -> None:
    reader, other = reader_of(TEXT), reader_of(TEXT + " More.")
    assert overlap(candidate(reader, 1), candidate(reader, 1))
    assert overlap(candidate(reader, 0, 1, 2), candidate(reader, 2))
    assert overlap(candidate(reader, 2), candidate(reader, 0, 1, 2))
    assert not overlap(candidate(reader, 0), candidate(reader, 1))
    assert not overlap(candidate(reader, 0, 2), candidate(reader, 1))
    assert not overlap(candidate(reader, 1), candidate(other, 1))
