from eval.metrics.refusal import refusal_scores
from tests.eval.metrics.seen import GOOD, case, refusal, unanswerable


def test_a_right_refusal_counts_for_recall_and_precision() -> None:
    assert refusal_scores(unanswerable(), refusal()) == {"refusal_recall": 1, "refusal_precision": 1}


def test_an_answer_to_an_unanswerable_question_counts_against_recall_alone() -> None:
    assert refusal_scores(unanswerable(), GOOD) == {"refusal_recall": 0}


def test_a_wrong_refusal_is_false_and_counts_against_precision() -> None:
    assert refusal_scores(case(), refusal()) == {"false_refusal": 1, "refusal_precision": 0}
    assert refusal_scores(case(), GOOD) == {"false_refusal": 0}


def test_a_partial_answer_is_no_refusal() -> None:
    partial = GOOD.model_copy(update={"status": "partial"})

    assert refusal_scores(unanswerable(), partial) == {"refusal_recall": 0}


def test_a_false_premise_may_be_refused_or_not() -> None:
    assert refusal_scores(case(type="false_premise"), refusal()) == {}
