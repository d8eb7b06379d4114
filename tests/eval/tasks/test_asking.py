from pathlib import Path

import pytest

from corpus.errors import DataError
from eval.askers import Reply
from eval.packs import Packs
from eval.tasks.asking import Base, Bench, PackQuestion, subsample
from eval.tasks.rows import Failure, TaskName
from rag.answer import AnswerMode
from rag.requests import AskRequest, Filters, Turn
from tests.eval.tasks.made_up import answered, bench_of, pool_of
from tests.index.fakes import FakeEmbedder

NOISE = TaskName.NOISE


def test_a_sample_is_the_same_every_time_and_keeps_the_order() -> None:
    rows = [f"row {at}" for at in range(50)]

    found = subsample(rows, 7, str)

    assert found == subsample(rows, 7, str)
    assert len(found) == 7
    assert found == [row for row in rows if row in found]
    assert found != rows[:7]


def test_a_smaller_sample_is_part_of_a_larger_one() -> None:
    rows = [f"row {at}" for at in range(50)]

    assert set(subsample(rows, 5, str)) < set(subsample(rows, 12, str))


def test_all_rows_are_taken_without_a_limit_or_below_it() -> None:
    assert subsample(["a", "b"], None, str) == ["a", "b"]
    assert subsample(["a", "b"], 2, str) == ["a", "b"]
    assert subsample([], 2, str) == []


def test_passages_become_their_documents_each_once_and_empty_ones_none(tmp_path: Path) -> None:
    bench, _ = bench_of(tmp_path, {}, {"p": ["One ferry.", "Two ferries."]})

    found = bench.documents(["Two ferries.", "One  FERRY.", "one ferry.", " "])

    pool = bench.base.pool
    assert found == (pool.doc_id("Two ferries."), pool.doc_id("One ferry."))


def test_a_question_is_asked_of_its_own_documents_and_with_its_history(tmp_path: Path) -> None:
    bench, told = bench_of(tmp_path, {}, {"p": ["One ferry."]}, lambda _: answered("x"))
    history = (Turn("user", "Is there one?"),)

    found = bench.ask_each(NOISE, "p", ["r"], lambda r: PackQuestion(r, "When?", ("d1", "d2"), history))

    assert [(row, seen.answer) for row, seen in found] == [("r", "x")]
    (request,) = told.asked
    assert (request.question, request.history) == ("When?", history)
    assert (request.filters, request.mode) == (Filters(doc_ids=("d1", "d2")), AnswerMode.EXTRACTIVE)


def test_a_question_without_documents_is_a_failure_and_is_not_asked_of_all(tmp_path: Path) -> None:
    bench, told = bench_of(tmp_path, {}, {"p": ["One ferry."]})

    assert bench.ask_each(NOISE, "p", ["r"], lambda r: PackQuestion(r, "When?", ())) == []
    assert bench.failures == [Failure(NOISE, "p", "r", "no_documents")]
    assert told.asked == []


def test_a_failed_question_is_a_record_with_its_code_and_no_words_of_the_pack(tmp_path: Path) -> None:
    def ask(request: AskRequest) -> Reply:
        if "secret" in request.question:
            return Reply(None, f"question_too_long: {request.question}", 1.0)
        return Reply(answered("x"), None, 1.0)

    pool = pool_of(tmp_path, {"p": ["One ferry."]})
    bench = Bench(Packs(tmp_path), FakeEmbedder(), None, lambda: Base(ask, pool))

    found = bench.ask_each(NOISE, "p", ["secret", "plain"], lambda r: PackQuestion(r, r, ("d",)))

    assert [row for row, _ in found] == ["plain"]
    assert bench.failures == [Failure(NOISE, "p", "secret", "question_too_long")]


def test_the_passages_are_indexed_once_and_only_when_a_question_is_asked(tmp_path: Path) -> None:
    opened = []

    def open_base() -> Base:
        opened.append(1)
        return Base(lambda _: Reply(answered("x"), None, 1.0), pool_of(tmp_path, {"p": ["One ferry."]}))

    bench = Bench(Packs(tmp_path), FakeEmbedder(), None, open_base)
    assert opened == []
    for _ in range(2):
        bench.ask_each(NOISE, "p", ["r"], lambda r: PackQuestion(r, "When?", ("d",)))
    assert opened == [1]


def test_a_passage_that_its_pack_does_not_hold_is_damage(tmp_path: Path) -> None:
    bench, _ = bench_of(tmp_path, {}, {"p": ["One ferry."]})

    with pytest.raises(DataError) as caught:
        bench.documents(["Two ferries."])

    assert caught.value.code == "pack_damaged"


def test_it_is_counted_which_answers_a_model_wrote_and_why_the_others_are_not_its(tmp_path: Path) -> None:
    seen = {
        "a": answered("x").model_copy(update={"mode": "written", "warnings": ("llm_claims_left_out: one",)}),
        "b": answered("x").model_copy(update={"warnings": ("index_old: stale", "llm_timeout: too long")}),
        "c": answered("x").model_copy(update={"warnings": ("llm_not_needed: refused",)}),
        "d": answered("x"),
    }
    bench, _ = bench_of(tmp_path, {}, {"p": ["One ferry."]}, lambda request: seen[request.question])

    bench.ask_each(NOISE, "p", ["a", "a", "b", "c", "d"], lambda r: PackQuestion(r, r, ("d1",)))

    assert bench.origins == {"written": 2, "llm_timeout": 1, "llm_not_needed": 1, "extractive": 1}
