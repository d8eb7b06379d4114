"""Which metrics went against an answer, and which answers are the worst."""

from collections.abc import Sequence

from eval.metrics.catalogue import METRICS, M, Reading
from eval.report_metrics import better_of
from eval.summary import Better, CaseOutcome

__all__ = ["in_order", "is_yes_or_no", "missed_metrics", "verdicts_of", "worst_outcomes"]

_ORDER = {metric.value: at for at, metric in enumerate(M)}

# A reader acts on what these find wrong; what the others find wrong is missing, and can be seen to be.
_MISLEADING = {
    M.CITATIONS_VALID,
    M.NUMBERS_EXACT,
    M.NOTHING_FORBIDDEN,
    M.PREMISE_HANDLED,
    M.REFUSAL_RECALL,
}


def is_yes_or_no(metric: str) -> bool:
    """Whether a metric's score of a case is 1 or 0 and nothing between; not for one that is not known."""
    return metric in _ORDER and METRICS[M(metric)].reading is Reading.RATE


def in_order(metrics: Sequence[str]) -> list[str]:
    """Metrics in the order of the catalogue, unknown ones last by name, so that equal runs read alike."""
    return sorted(metrics, key=lambda metric: (_ORDER.get(metric, len(_ORDER)), metric))


def verdicts_of(outcome: CaseOutcome) -> dict[str, bool]:
    """The yes-or-no metrics of a case, in order, and whether each speaks for the answer."""
    return {
        metric: (outcome.scores[metric] >= 0.5) is (better_of(metric) is Better.HIGHER)
        for metric in in_order([*outcome.scores])
        if is_yes_or_no(metric)
    }


def missed_metrics(outcome: CaseOutcome) -> tuple[str, ...]:
    """The yes-or-no metrics that speak against the answer, in order."""
    return tuple(metric for metric, is_good in verdicts_of(outcome).items() if not is_good)


def worst_outcomes(outcomes: Sequence[CaseOutcome]) -> list[CaseOutcome]:
    """The cases that miss any metric, worst first.

    An answer that misleads (a quote or number that is not there, something answered that the documents do not
    say) comes before one that lacks something; then the number of metrics missed decides, then how low the
    other scores are, then the order of the cases.
    """
    missed = [outcome for outcome in outcomes if missed_metrics(outcome)]
    return sorted(missed, key=_badness)


def _badness(outcome: CaseOutcome) -> tuple[int, int, float]:
    missed = missed_metrics(outcome)
    misleading = sum(metric in _MISLEADING for metric in missed)
    others = [score for metric, score in outcome.scores.items() if not is_yes_or_no(metric)]
    # Summed in one order whatever that of the mapping, or the last digit might differ.
    return -misleading, -len(missed), sum(sorted(others))
