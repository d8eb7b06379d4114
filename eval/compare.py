"""What became of each figure from one run to another: better, worse, or not to be told apart.

Both runs are compared on the cases that both could ask, with the scores that they have already; a figure may
therefore differ a little from the one that its own run shows over all its cases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.errors import InvalidInputError
from eval.metrics.catalogue import METRICS, M, Reading
from eval.observed import Observation
from eval.statistics import (
    Clustering,
    Difference,
    Verdict,
    cluster_cases,
    difference_of,
    percentile_difference_of,
)
from eval.summarise import applies_to_slice, in_slice, metric_values, slice_keys
from eval.summary import Better, CaseOutcome, RunSummary, Unit

__all__ = ["Compared", "RunComparison", "compare_runs"]

_PERCENTILES = {
    M.LATENCY_P50: 50.0,
    M.LATENCY_P95: 95.0,
    M.FIRST_TOKEN_P50: 50.0,
    M.FIRST_TOKEN_P95: 95.0,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One metric in one slice.

    Attributes:
        metric: Its name.
        language: Of the slice; None for both.
        case_type: Of the slice; None for all.
        unit: What it counts in.
        better: Which way is good.
        difference: Both figures, the second less the first, its interval and the verdict.
        method: How the interval was got.
        rests_on_judge: Whether the support judge decides it.
    """

    metric: str
    language: str | None
    case_type: str | None
    unit: Unit
    better: Better
    difference: Difference
    method: str
    rests_on_judge: bool


@dataclass(frozen=True, slots=True)
class RunComparison:
    """Two runs beside each other.

    Attributes:
        first: Name of the run that is compared with, such as a baseline.
        second: Name of the run that is asked about.
        compared: Slice by slice, all cases first; metrics that have no score in one of the runs are left out.
        left_out: Ids of the cases that only one run has, that failed in one, or whose wording or gold differ.
        differing: Names of configuration and hashes that are not the same in both.
    """

    first: str
    second: str
    compared: tuple[Compared, ...]
    left_out: tuple[str, ...]
    differing: tuple[str, ...]
    failed: tuple[str, ...] = ()
    """Ids of the cases that could not be asked in the second run, and could in the first."""

    @property
    def overall(self) -> tuple[Compared, ...]:
        """The comparisons over all cases; single slices are many, and some of many differ by chance."""
        return tuple(item for item in self.compared if item.language is None and item.case_type is None)

    def with_verdict(self, verdict: Verdict) -> tuple[Compared, ...]:
        """Those over all cases of which a verdict holds."""
        return tuple(item for item in self.overall if item.difference.verdict is verdict)


def compare_runs(first: RunSummary, second: RunSummary, *, by_slice: bool = True) -> RunComparison:
    """Compare two runs of the same questions.

    Args:
        first: What is compared with.
        second: What is asked about; `better` means that this one is.
        by_slice: Whether to compare each language and type as well, and not only all cases.

    Raises:
        InvalidInputError: `runs_differ` if no case was asked in both.
    """
    before, after, left_out = _shared(first.outcomes, second.outcomes)
    failed = _newly_failed(first, second)
    if not before:
        raise InvalidInputError(
            "runs_differ",
            "the two runs have no case in common that both could ask"
            + (f"; {len(failed)} could not be asked in the second" if failed else ""),
            next_step="compare runs of the same questions; ask again what failed with --retry-failed",
        )
    clustering = cluster_cases(outcome.case for outcome in before)
    compared: list[Compared] = []
    for language, case_type in slice_keys(before) if by_slice else [(None, None)]:
        own = [[o for o in run if in_slice(o, language, case_type)] for run in (before, after)]
        for metric in M:
            if not applies_to_slice(metric, language):
                continue
            found = _compare(metric, own[0], own[1], clustering)
            if found is not None:
                difference, method = found
                about = METRICS[metric]
                slice_of = (metric.value, language, case_type, about.unit, about.better)
                compared.append(Compared(*slice_of, difference, method, about.rests_on_judge))
    return RunComparison(
        first.name, second.name, tuple(compared), tuple(left_out), tuple(_differing(first, second)), failed
    )


def _newly_failed(first: RunSummary, second: RunSummary) -> tuple[str, ...]:
    asked = {outcome.case.id for outcome in first.outcomes if not outcome.failure}
    return tuple(case_id for case_id in second.failures if case_id in asked)


def _shared(
    first: Sequence[CaseOutcome], second: Sequence[CaseOutcome]
) -> tuple[list[CaseOutcome], list[CaseOutcome], list[str]]:
    """The outcomes of the cases that both runs could ask, in the same order, and the ids of the others."""
    theirs = {outcome.case.id: outcome for outcome in second}
    before, after, left_out = [], [], []
    for outcome in first:
        other = theirs.pop(outcome.case.id, None)
        if other is None or outcome.failure or other.failure or outcome.case != other.case:
            left_out.append(outcome.case.id)
        else:
            before.append(outcome)
            after.append(other)
    return before, after, [*left_out, *theirs]


def _compare(
    metric: M, first: Sequence[CaseOutcome], second: Sequence[CaseOutcome], clustering: Clustering
) -> tuple[Difference, str] | None:
    better = METRICS[metric].better
    if metric in _PERCENTILES:
        times = [_times(run, metric) for run in (first, second)]
        if not times[0].keys() & times[1].keys():
            return None
        found = percentile_difference_of(times[0], times[1], _PERCENTILES[metric], better, clustering)
        return found, "paired_percentile_bootstrap"
    if METRICS[metric].reading is Reading.GIVEN:
        return None  # one number a run has no spread to compare by
    scores = [metric_values(run, metric) for run in (first, second)]
    if not scores[0] or not scores[1]:
        return None
    difference = difference_of(scores[0], scores[1], clustering, better)
    return difference, f"paired_bca_bootstrap_by_{clustering.by}"


def _times(outcomes: Sequence[CaseOutcome], metric: M) -> Mapping[str, float]:
    """Milliseconds by case, of those that have them."""
    until = {o.case.id: _time(o.observations[0], metric) for o in outcomes}
    return {case_id: time for case_id, time in until.items() if time is not None}


def _time(observation: Observation, metric: M) -> float | None:
    if metric in (M.LATENCY_P50, M.LATENCY_P95):
        return observation.elapsed_ms
    return observation.first_token_ms


def _differing(first: RunSummary, second: RunSummary) -> list[str]:
    settings = [{**run.configuration, **run.hashes} for run in (first, second)]
    names = dict.fromkeys([*settings[0], *settings[1]])
    return [name for name in names if settings[0].get(name) != settings[1].get(name)]
