"""Intervals for rates, means and differences between two runs, where cases on the same passage go together.

Questions on one passage share its quirks: they succeed and fail together, and ten of them say less than ten on ten
passages. So it is passages (clusters) that are drawn anew, never single cases, and a rate counts for as many
independent cases as its clusters make it worth.

Sources: Efron, JASA 1987 (bias-corrected and accelerated bootstrap); Davison and Hinkley, Bootstrap Methods and
their Application, 1997, section 3.8 (clusters); Field and Welsh, JRSS B 2007 (why few clusters are not enough);
Wilson, JASA 1927, with the effective number of cases of Kish, Survey Sampling, 1965, section 8.2 (rates, and means of
which no draw differs; the variance of values from 0 to 1 with mean m is at most m(1 - m): Bhatia and Davis, American
Mathematical Monthly 2000).
"""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap  # type: ignore[import-untyped]  # it publishes no types

from eval.cases import Case
from eval.intervals import wilson_interval
from eval.split import gold_groups
from eval.summary import Better

__all__ = [
    "FEWEST_CLUSTERS",
    "ClusteredMean",
    "ClusteredRate",
    "Clustering",
    "Difference",
    "Verdict",
    "cluster_cases",
    "clustered_mean",
    "clustered_rate",
    "difference_of",
    "mean_of",
    "paired_difference",
    "paired_percentile_difference",
    "percentile_difference_of",
    "rate_of",
]

FEWEST_CLUSTERS = 10
"""With fewer passages, drawing passages says little. A run on so few draws cases by pair (both wordings together); of a
larger run a slice or a metric that has so few counts each passage once."""

_CONFIDENCE = 0.95
_RESAMPLES = 2000
_SEED = 20250210
_Array = NDArray[np.float64]


class Verdict(StrEnum):
    """What became of a figure from one run to the next."""

    BETTER = "better"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Clustering:
    """Which cases go together: a cluster's name by case id, and by what they were put together."""

    of_case: Mapping[str, str]
    by: str


@dataclass(frozen=True, slots=True)
class ClusteredMean:
    """A mean over `n` cases in `clusters` clusters; its 95 % interval, None where one cluster is all there is."""

    value: float
    n: int
    clusters: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ClusteredRate:
    """A share (0-1) of `n` cases in `clusters` clusters.

    Attributes:
        value: The share.
        n: Cases.
        clusters: Clusters that they lie in.
        effective_n: How many independent cases tell as much; at most `n`.
        low: Lower end of Wilson's 95 % interval for `effective_n` cases.
        high: Its upper end.
    """

    value: float
    n: int
    clusters: int
    effective_n: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """The second run's figure less the first's, on the cases of both.

    Attributes:
        first: The figure of the first run over these cases.
        second: That of the second.
        value: second - first.
        n: Cases.
        clusters: Clusters that they lie in.
        changed: Clusters in which the two differ.
        low: Lower end of the 95 % interval of `value`; None where one cluster is all there is.
        high: Its upper end.
        verdict: Better or worse if any cluster differs and the interval leaves out zero.
    """

    first: float
    second: float
    value: float
    n: int
    clusters: int
    changed: int
    low: float | None
    high: float | None
    verdict: Verdict


def cluster_cases(cases: Iterable[Case]) -> Clustering:
    """Put cases together whose gold shares a character or, where that leaves too few clusters, by pair.

    Args:
        cases: All of a run, so that every figure of it is clustered alike.
    """
    known = list(cases)
    of_case = gold_groups(known)
    if len(set(of_case.values())) >= FEWEST_CLUSTERS:
        return Clustering(of_case, "passage")
    return Clustering({case.id: case.pair for case in known}, "pair")


def rate_of(values: Mapping[str, float], clustering: Clustering) -> ClusteredRate:
    """`clustered_rate`; with fewer than `FEWEST_CLUSTERS` passages the share of as many cases as passages."""
    found = clustered_rate(values, clustering.of_case)
    if not _is_of_few(found.clusters, clustering):
        return found
    clusters = found.clusters
    low, high = wilson_interval(found.value, clusters)
    return ClusteredRate(found.value, found.n, clusters, float(clusters), low, high)


def mean_of(values: Mapping[str, float], clustering: Clustering) -> ClusteredMean:
    """`clustered_mean`; with fewer than `FEWEST_CLUSTERS` passages Wilson's interval for as many cases as passages.

    Draws of a handful of passages are too much alike. From 0 to 1 no values spread wider than yes and no do, so that
    this interval is not too narrow.
    """
    found = clustered_mean(values, clustering.of_case)
    if not _is_of_few(found.clusters, clustering):
        return found
    return ClusteredMean(found.value, found.n, found.clusters, *wilson_interval(found.value, found.clusters))


def difference_of(
    first: Mapping[str, float], second: Mapping[str, float], clustering: Clustering, better: Better
) -> Difference:
    """`paired_difference`; with fewer than `FEWEST_CLUSTERS` passages there is no interval, and nothing can be told."""
    found = paired_difference(first, second, clustering.of_case, better)
    return _not_told(found) if _is_of_few(found.clusters, clustering) else found


def percentile_difference_of(
    first: Mapping[str, float],
    second: Mapping[str, float],
    percent: float,
    better: Better,
    clustering: Clustering,
) -> Difference:
    """`paired_percentile_difference`; with fewer than `FEWEST_CLUSTERS` passages or pairs nothing can be told."""
    found = paired_percentile_difference(first, second, percent, better)
    clusters = {clustering.of_case.get(case_id, case_id) for case_id in first.keys() & second.keys()}
    return _not_told(found) if len(clusters) < FEWEST_CLUSTERS else found


def _not_told(found: Difference) -> Difference:
    return replace(found, low=None, high=None, verdict=Verdict.CANNOT_TELL)


def _is_of_few(clusters: int, clustering: Clustering) -> bool:
    return clustering.by == "passage" and clusters < FEWEST_CLUSTERS


def clustered_mean(values: Mapping[str, float], cluster_of: Mapping[str, str]) -> ClusteredMean:
    """The mean of the values of cases, with a BCa interval over clusters.

    Args:
        values: 0 to 1 by case id; at least one.
        cluster_of: Cluster by case id; of all cases that have a value.

    Returns:
        The interval is the same for the same values. Where all clusters have the same mean every draw is alike and
        a bootstrap would claim certainty; it is then Wilson's with each cluster counted once, which is not too
        narrow: of values from 0 to 1 none spread wider than yes and no do.

    Raises:
        ValueError: If there are no values.
    """
    if not values:
        raise ValueError("there is no mean of no values")
    sums, counts = _totals(values, _numbered(values, cluster_of))
    value = float(sums.sum() / counts.sum())
    if len(sums) > 1 and np.allclose(sums / counts, value, rtol=0, atol=1e-12):
        return ClusteredMean(value, len(values), len(sums), *wilson_interval(value, len(sums)))
    low, high = _interval((sums, counts), _ratio, value)
    return ClusteredMean(value, len(values), len(sums), low, high)


def clustered_rate(values: Mapping[str, float], cluster_of: Mapping[str, str]) -> ClusteredRate:
    """The share of ones among the values of cases, with Wilson's interval for as many cases as they are worth.

    The effective number of cases is their number divided by the design effect: the variance between clusters over
    that of as many independent cases, at least 1. Where all values are alike there is no variance to tell how far
    the cases of a cluster go together; then each cluster counts once.

    Args:
        values: 0 or 1 by case id; at least one.
        cluster_of: Cluster by case id; of all cases that have a value.

    Raises:
        ValueError: If there are no values.
    """
    if not values:
        raise ValueError("there is no share of no values")
    sums, counts = _totals(values, _numbered(values, cluster_of))
    n, clusters = len(values), len(sums)
    share = float(sums.sum()) / n
    effective = float(clusters)
    if 0 < share < 1 and clusters > 1:
        between = clusters / (clusters - 1) * float(((sums - share * counts) ** 2).sum()) / n**2
        effective = n / max(1.0, between / (share * (1 - share) / n))
    low, high = wilson_interval(share, effective)
    return ClusteredRate(share, n, clusters, effective, low, high)


def paired_difference(
    first: Mapping[str, float],
    second: Mapping[str, float],
    cluster_of: Mapping[str, str],
    better: Better,
) -> Difference:
    """Compare the means of two runs over the same cases, each cluster drawn for both at once.

    A metric may apply to a case in one run only (what was refused was not cited): each run's mean is over the
    cases to which it applies there, and what is drawn are both runs' sums and counts.

    Args:
        first: Scores of the first run by case id; at least one. Cases that failed in either run are in neither.
        second: Those of the second.
        cluster_of: Cluster by case id.
        better: Which way is good.

    Raises:
        ValueError: If a run has no score.
    """
    if not first or not second:
        raise ValueError("there is nothing to compare")
    every = {**first, **second}
    numbers = _numbered(every, cluster_of)
    size = max(numbers.values()) + 1
    data = (*_totals(first, numbers, size), *_totals(second, numbers, size))
    before, after = (float(data[at].sum() / data[at + 1].sum()) for at in (0, 2))
    low, high = _interval(data, _ratio_difference, after - before)
    # Close is alike: the same numbers added up in another order differ in the last bit.
    changed = int((~np.isclose(data[0], data[2]) | (data[1] != data[3])).sum())
    return _difference(before, after, len(every), size, changed, (low, high), better)


def paired_percentile_difference(
    first: Mapping[str, float], second: Mapping[str, float], q: float, better: Better
) -> Difference:
    """Compare a percentile of two runs over the same cases, each case drawn for both at once.

    Args:
        first: Values of the first run by case id.
        second: Those of the second; cases that only one run has are left out.
        q: The percentile, 0 to 100.
        better: Which way is good.

    Returns:
        With the interval between the 2.5 and 97.5 percentiles of 2000 draws.

    Raises:
        ValueError: If the two share no case.
    """
    shared = [case_id for case_id in first if case_id in second]
    if not shared:
        raise ValueError("there is nothing to compare")
    pairs = np.array([[run[case_id] for case_id in shared] for run in (first, second)], np.float64)
    before, after = (float(value) for value in np.percentile(pairs, q, axis=1))
    drawn = np.random.default_rng(_SEED).integers(len(shared), size=(_RESAMPLES, len(shared)))
    draws = np.percentile(pairs[1][drawn], q, axis=1) - np.percentile(pairs[0][drawn], q, axis=1)
    interval = _percentiles(draws) if len(shared) > 1 else (None, None)
    changed = int((pairs[0] != pairs[1]).sum())
    return _difference(before, after, len(shared), len(shared), changed, interval, better)


def _difference(
    before: float,
    after: float,
    n: int,
    clusters: int,
    changed: int,
    interval: tuple[float | None, float | None],
    better: Better,
) -> Difference:
    low, high = interval
    verdict = Verdict.CANNOT_TELL
    if low is not None and high is not None and changed and not low <= 0 <= high:
        verdict = Verdict.BETTER if (low > 0) is (better is Better.HIGHER) else Verdict.WORSE
    return Difference(before, after, after - before, n, clusters, changed, low, high, verdict)


def _numbered(case_ids: Iterable[str], cluster_of: Mapping[str, str]) -> dict[str, int]:
    """The number of each case's cluster; in the order of their names, so that the order of cases is nothing."""
    ids = list(case_ids)
    numbers = {name: at for at, name in enumerate(sorted({cluster_of[case_id] for case_id in ids}))}
    return {case_id: numbers[cluster_of[case_id]] for case_id in ids}


def _totals(
    values: Mapping[str, float], numbers: Mapping[str, int], size: int | None = None
) -> tuple[_Array, _Array]:
    """The sum of values and their count in each cluster, both (n_clusters,) float64."""
    at = [numbers[case_id] for case_id in values]
    length = size or max(numbers.values()) + 1
    sums = np.bincount(at, weights=list(values.values()), minlength=length)
    return sums.astype(np.float64), np.bincount(at, minlength=length).astype(np.float64)


def _ratio(sums: _Array, counts: _Array, axis: int = -1) -> _Array:
    """Means; NaN where a draw has no case at all."""
    with np.errstate(invalid="ignore"):
        return np.asarray(sums.sum(axis) / counts.sum(axis), np.float64)


def _ratio_difference(
    sums: _Array, counts: _Array, other_sums: _Array, other_counts: _Array, axis: int = -1
) -> _Array:
    return _ratio(other_sums, other_counts, axis) - _ratio(sums, counts, axis)


def _interval(
    data: Sequence[_Array], statistic: Callable[..., _Array], value: float
) -> tuple[float | None, float | None]:
    """The BCa interval of a statistic of clusters; by percentiles where BCa has no answer."""
    if len(data[0]) < 2:
        return None, None
    with warnings.catch_warnings():
        # Where all draws are alike BCa is not defined; that is dealt with below.
        warnings.simplefilter("ignore")
        found: Any = bootstrap(
            tuple(data),
            statistic,
            paired=True,
            vectorized=True,
            n_resamples=_RESAMPLES,
            confidence_level=_CONFIDENCE,
            method="BCa",
            rng=np.random.default_rng(_SEED),
        )
    low, high = float(found.confidence_interval.low), float(found.confidence_interval.high)
    if np.isfinite(low) and np.isfinite(high):
        return low, high
    draws = found.bootstrap_distribution[np.isfinite(found.bootstrap_distribution)]
    return _percentiles(draws) if len(draws) else (value, value)


def _percentiles(draws: _Array) -> tuple[float, float]:
    tail = 50 * (1 - _CONFIDENCE)
    low, high = np.percentile(draws, [tail, 100 - tail])
    return float(low), float(high)
