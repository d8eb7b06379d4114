"""False documents, and documents that disagree."""

from pathlib import Path

import pytest

from eval.observed import ObservedAnswer
from eval.tasks.conflict import measure_ramdocs
from eval.tasks.counterfactual import measure_counterfactual
from tests.eval.tasks.made_up import answered, bench_of, figures, refused, task_packs

ALONE, BOTH = "false documents only", "a false document and the true one"
TRUE, FALSE = "Ann Lee won the cup.", "Bo Ek won the cup."


@pytest.mark.parametrize("pack", ["rgb_zh_fact", "rgb_en_fact"])
@pytest.mark.parametrize(
    ("answer", "alone", "both"),
    [
        # right said, false said, refused, named; conflict shown, only false, only right, refused
        (answered(FALSE), (0, 1, 0, 0), (0, 1, 0, 0)),
        (answered(TRUE), (1, 0, 0, 0), (0, 0, 1, 0)),
        (answered(FALSE, TRUE), (1, 1, 0, 0), (1, 0, 0, 0)),
        (answered(FALSE, reason="false_premise"), (0, 1, 0, 1), (1, 1, 0, 0)),
        (refused(), (0, 0, 1, 0), (0, 0, 0, 1)),
        (answered("Nobody did."), (0, 0, 0, 0), (0, 0, 0, 0)),
    ],
)
def test_which_side_is_taken_is_counted(
    tmp_path: Path, pack: str, answer: ObservedAnswer, alone: tuple[int, ...], both: tuple[int, ...]
) -> None:
    bench, told = bench_of(tmp_path, task_packs(), {pack: [TRUE, FALSE]}, lambda _: answer)

    found = figures(measure_counterfactual(bench, pack))

    first = ("answer_said", "false_answer_said", "refused", "conflict_named")
    second = ("conflict_shown", "only_false_answer_said", "only_right_answer_said", "refused")
    assert tuple(found[ALONE, metric][0] for metric in first) == alone
    assert tuple(found[BOTH, metric][0] for metric in second) == both
    assert [r.filters.doc_ids for r in told.asked] == [
        bench.documents([FALSE]),
        bench.documents([FALSE, TRUE]),
    ]


CLARK, GREENE, ZED = "Seat of Clark County.", "Seat of Greene County.", "Seat of Zed County."


@pytest.mark.parametrize(
    ("answer", "exact", "every", "some", "wrong", "none"),
    [
        (answered(CLARK, GREENE), 1, 1, 1, 0, 0),
        (answered(CLARK), 0, 0, 1, 0, 0),
        (answered(CLARK, GREENE, ZED), 0, 1, 1, 1, 0),
        (answered(ZED), 0, 0, 0, 1, 0),
        (refused(), 0, 0, 0, 0, 1),
    ],
)
def test_all_right_answers_and_no_wrong_one(
    tmp_path: Path, answer: ObservedAnswer, exact: int, every: int, some: int, wrong: int, none: int
) -> None:
    packs = task_packs()
    texts = [doc["text"] for row in packs["ramdocs"] for doc in row["docs"]]  # type: ignore[attr-defined]
    bench, _ = bench_of(tmp_path, packs, {"ramdocs": texts}, lambda _: answer)

    found = figures(measure_ramdocs(bench))

    assert found["all questions", "exact"][0] == exact
    assert found["a document misinforms", "exact"][0] == exact
    assert found["no document misinforms", "exact"][1] == 0
    assert found["all questions", "all_answers_said"][0] == every
    assert found["all questions", "some_answer_said"][0] == some
    assert found["a document misinforms", "wrong_answer_said"][0] == wrong
    assert found["all questions", "refused"][0] == none
