"""Shares of questions that share what they are about."""

import pytest

from eval.intervals import wilson_interval
from eval.tasks.abstention import decisions
from eval.tasks.claims import f1_figure
from eval.tasks.rows import TaskName, share
from tests.eval.metrics.seen import GOOD, refusal

# Four paragraphs with two questions each that go wholly together: worth three questions.
VERDICTS = [True] * 4 + [False] * 4
ABOUT = ["a", "a", "b", "b", "c", "c", "d", "d"]


def test_questions_on_one_paragraph_are_worth_fewer_than_they_are() -> None:
    found, alone = share("answer_said", VERDICTS, about=ABOUT), share("answer_said", VERDICTS)

    assert (found.value, found.n, found.method) == (0.5, 8, "wilson_by_passage")
    assert [found.low, found.high] == pytest.approx(wilson_interval(0.5, 3))
    assert alone.low is not None
    assert found.low is not None
    assert found.low < alone.low


def test_decisions_count_paragraphs_too() -> None:
    answers = [GOOD if verdict else refusal() for verdict in VERDICTS]
    plain = decisions(TaskName.ABSTENTION, "x", answers, answers)
    about = decisions(TaskName.ABSTENTION, "x", answers, answers, about=(ABOUT, ABOUT))

    for one, other in zip(plain, about, strict=True):
        assert (one.figure.value, one.figure.n) == (other.figure.value, other.figure.n)
        assert one.figure.low is not None
        assert other.figure.low is not None
        assert other.figure.low < one.figure.low


def test_f1_draws_what_the_claims_are_about() -> None:
    gold = [True, True, True, True, False, False, False, False]
    together, apart = f1_figure("f1", gold, VERDICTS, ABOUT), f1_figure("f1", gold, VERDICTS)

    assert together.value == apart.value == 1
    many, on_four = gold * 10, ABOUT * 10
    spoilt = [True, True, False, False, True, True, False, False] * 10
    wide, narrow = f1_figure("f1", many, spoilt, on_four), f1_figure("f1", many, spoilt)
    assert wide.low is not None
    assert narrow.low is not None
    assert wide.low < narrow.low
