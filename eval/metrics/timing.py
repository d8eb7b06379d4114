"""How long answers take, in percentiles, and what a process needed at most."""

from collections.abc import Sequence

import numpy as np
from scipy.stats import binom  # type: ignore[import-untyped]  # it publishes no types

from eval.metrics.catalogue import METRICS, M
from eval.observed import Observation
from eval.summary import Figure

__all__ = ["memory_figure", "timing_figures"]

_LATENCY = ((M.LATENCY_P50, 50), (M.LATENCY_P95, 95))
_TAIL = 0.025
_FIRST_TOKEN = ((M.FIRST_TOKEN_P50, 50), (M.FIRST_TOKEN_P95, 95))


def timing_figures(observations: Sequence[Observation]) -> list[Figure]:
    """Percentiles over answers, in milliseconds, interpolated between neighbours.

    The 95 % interval of each lies between two of the times: those whose ranks the percentile is beyond, on either
    side, with a chance of 2.5 % at most, whatever the law of the times. With too few answers there are no such two.

    Args:
        observations: The first asking of each case; those that failed count nowhere, and until the first words
            only answers that came as a stream.
    """
    answered = [seen for seen in observations if seen.failure is None]
    latencies = [seen.elapsed_ms for seen in answered]
    first_tokens = [seen.first_token_ms for seen in answered if seen.first_token_ms is not None]
    return [
        *(_percentile(metric, latencies, q) for metric, q in _LATENCY),
        *(_percentile(metric, first_tokens, q) for metric, q in _FIRST_TOKEN if first_tokens),
    ]


def memory_figure(peak_mib: float) -> Figure:
    """The most resident memory of the process that answered, as it was given: one reading, without an interval."""
    return _figure(M.PEAK_MEMORY, peak_mib, 1, "peak")


def _percentile(metric: M, values: Sequence[float], q: float) -> Figure:
    value = float(np.percentile(values, q)) if values else None
    return _figure(metric, value, len(values), "order_statistics", *_between(sorted(values), q / 100))


def _between(times: Sequence[float], q: float) -> tuple[float | None, float | None]:
    """The interval of a quantile (0-1) of ordered times; nothing where they are too few for it."""
    below = binom(len(times), q)  # how many times are not above the quantile
    low = int(below.ppf(_TAIL)) + 1
    while low > 0 and below.cdf(low - 1) > _TAIL:
        low -= 1
    high = int(below.isf(_TAIL))
    while high <= len(times) and below.sf(high - 1) > _TAIL:
        high += 1
    if not 1 <= low <= high <= len(times):
        return None, None
    return times[low - 1], times[high - 1]


def _figure(
    metric: M, value: float | None, n: int, method: str, low: float | None = None, high: float | None = None
) -> Figure:
    about = METRICS[metric]
    return Figure(metric.value, value, n, low, high, about.unit, about.better, method)
