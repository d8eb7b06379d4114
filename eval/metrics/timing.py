"""How long answers take, in percentiles, and what a process needed at most."""

from collections.abc import Sequence

import numpy as np

from eval.metrics.catalogue import METRICS, M
from eval.observed import Observation
from eval.summary import Figure

__all__ = ["memory_figure", "timing_figures"]

_LATENCY = ((M.LATENCY_P50, 50), (M.LATENCY_P95, 95))
_FIRST_TOKEN = ((M.FIRST_TOKEN_P50, 50), (M.FIRST_TOKEN_P95, 95))


def timing_figures(observations: Sequence[Observation]) -> list[Figure]:
    """Percentiles over answers, in milliseconds, interpolated between neighbours; without intervals.

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
    """The most resident memory of the process that answered, as it was given."""
    return _figure(M.PEAK_MEMORY, peak_mib, 1, "peak")


def _percentile(metric: M, values: Sequence[float], q: float) -> Figure:
    value = float(np.percentile(values, q)) if values else None
    return _figure(metric, value, len(values), "percentile")


def _figure(metric: M, value: float | None, n: int, method: str) -> Figure:
    about = METRICS[metric]
    return Figure(metric.value, value, n, None, None, about.unit, about.better, method)
