import pytest

from eval.metrics.timing import memory_figure, timing_figures
from eval.summary import Better, Figure, Unit
from tests.eval.metrics.seen import GOOD, observed


def found(*times: float, **changes: object) -> dict[str, Figure]:
    observations = [observed("a", GOOD, elapsed_ms=time, **changes) for time in times]
    return {figure.metric: figure for figure in timing_figures(observations)}


def test_percentiles_are_interpolated_between_neighbours() -> None:
    # Of 1 … 5 the median is the third; 95 % of the way from first to last is 0.8 of the way from 4th to 5th.
    figures = found(50.0, 10.0, 20.0, 40.0, 30.0)

    assert figures["latency_p50"].value == 30
    assert figures["latency_p95"].value == pytest.approx(48)
    assert figures["latency_p50"].n == 5
    assert (figures["latency_p50"].unit, figures["latency_p50"].better) == (Unit.MILLISECONDS, Better.LOWER)


def test_the_interval_of_a_percentile_lies_between_two_of_the_times() -> None:
    # Of ten, the median lies below the second with a chance of 11/1024 and above the ninth with the same: 1.1 %.
    # Between third and eighth it would be 5.5 % on each side.
    median = found(*range(1, 11))["latency_p50"]
    assert (median.low, median.value, median.high, median.method) == (2, 5.5, 9, "order_statistics")
    # Of six: below the first, or above the last, with 1/64 each.
    assert (found(*range(1, 7))["latency_p50"].low, found(*range(1, 7))["latency_p50"].high) == (1, 6)


def test_too_few_times_have_no_interval() -> None:
    # Of five the median lies below the first with 1/32, more than 2.5 %.
    median = found(*range(1, 6))["latency_p50"]
    assert (median.value, median.low, median.high) == (3, None, None)
    # 72 answers may all be below the 95th percentile with .95^72 = 2.49 %, 71 with more.
    assert found(*range(1, 72))["latency_p95"].high is None
    assert found(*range(1, 73))["latency_p95"].high == 72


def test_first_words_are_timed_only_where_there_was_a_stream() -> None:
    assert "first_token_p50" not in found(1.0)
    assert found(1.0, 3.0, first_token_ms=7.0)["first_token_p95"].value == 7


def test_a_failure_has_no_time() -> None:
    figures = timing_figures([observed("a", None, elapsed_ms=30_000.0), observed("b", GOOD, elapsed_ms=5.0)])

    assert [(figure.value, figure.n) for figure in figures] == [(5, 1), (5, 1)]
    assert [figure.value for figure in timing_figures([])] == [None, None]


def test_memory_is_as_it_was_given() -> None:
    figure = memory_figure(512.5)

    assert (figure.metric, figure.value, figure.unit) == ("peak_memory", 512.5, Unit.MEBIBYTES)
