"""Choosing what to say: contracts with hand-made rankings."""

import pytest

from corpus.model import SourceKind
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import Question, read_question
from rag.ranking import Ranked, rank_candidates
from rag.selection import MAX_SENTENCES, select
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
