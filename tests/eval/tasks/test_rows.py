import pytest

from eval.measures import Rate
from eval.summary import Better, Figure, Unit
from eval.tasks.rows import Reference, TaskName, TaskRow, mean_of_rates, share


def row(value: float | None, better: Better, *references: Reference) -> TaskRow:
    low, high = (None, None) if value is None else (value - 0.1, value + 0.1)
    figure = Figure("m", value, 10, low, high, Unit.SHARE, better, "wilson")
    return TaskRow(TaskName.NOISE, "p", "c", figure, references)


def test_shortfall_is_to_the_best_reference_in_the_direction_that_is_good() -> None:
    two = (Reference("a", 0.6), Reference("b", 0.9))

    assert row(0.5, Better.HIGHER, *two).shortfall == pytest.approx(0.4)
    assert row(0.95, Better.HIGHER, *two).shortfall == 0.0
    assert row(0.7, Better.LOWER, *two).shortfall == pytest.approx(0.1)
    assert row(0.6, Better.LOWER, *two).shortfall == 0.0


def test_what_is_not_compared_leaves_no_shortfall() -> None:
    assert row(0.1, Better.HIGHER, Reference("people", 0.9, compared=False)).shortfall == 0.0
    assert row(0.1, Better.HIGHER).best is None
    assert row(None, Better.HIGHER, Reference("a", 0.9)).shortfall == 0.0


def test_a_reference_within_the_interval_cannot_be_told_apart() -> None:
    assert not row(0.5, Better.HIGHER, Reference("a", 0.6)).told_apart
    assert row(0.5, Better.HIGHER, Reference("a", 0.61)).told_apart
    assert not row(None, Better.HIGHER, Reference("a", 0.61)).told_apart


def test_a_share_of_nothing_has_no_value() -> None:
    assert (share("m", []).value, share("m", []).n) == (None, 0)
    assert share("m", [True, False, False, False]).value == 0.25


def test_mean_of_rates_weighs_both_alike_and_puts_their_intervals_together() -> None:
    figure = mean_of_rates("m", Rate(0.8, 10, 0.6, 0.9), Rate(0.6, 90, 0.5, 0.7))

    assert figure.value == pytest.approx(0.7)
    assert figure.n == 100
    # down: sqrt(.2² + .1²) / 2 = .1118; up: sqrt(.1² + .1²) / 2 = .0707
    assert figure.low == pytest.approx(0.7 - 0.11180, abs=1e-4)
    assert figure.high == pytest.approx(0.7 + 0.07071, abs=1e-4)
