"""The gate: today's answers against those of the committed baseline, case by case.

The baseline holds the score of every case in every metric that does not depend on the machine. A figure is worse if
the interval of its difference to the baseline leaves out zero on the bad side, or if it has no score any more.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import DataError, NotFoundError
from eval.cases import Case
from eval.metrics.catalogue import METRICS, M, Reading
from eval.saved import write_text
from eval.statistics import Difference, Verdict, cluster_cases, paired_difference
from eval.summarise import metric_values
from eval.summary import CaseOutcome, RunSummary

__all__ = [
    "BUNDLED_BASELINE",
    "Baseline",
    "GateReport",
    "baseline_of",
    "compare_with_baseline",
    "load_baseline",
]

BUNDLED_BASELINE = Path(__file__).with_name("baseline.json")
"""The figures that the code in the repository stands for."""

_GATED = tuple(metric for metric in M if METRICS[metric].reading is not Reading.GIVEN)


class _Scored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str = Field(description="SHA-256 of the case, so that one that was reworded is not compared.")
    scores: dict[M, float]


class Baseline(BaseModel):
    """The scores that later runs are held against, by case id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question_sets: tuple[str, ...]
    cases: dict[str, _Scored]

    def save(self, path: Path) -> None:
        """Write it, a line a case; equal ones give equal bytes.

        Raises:
            UnavailableError: `storage_failed`.
        """
        lines = [
            f"{json.dumps(case_id)}: {json.dumps(scored.model_dump(mode='json'), sort_keys=True)}"
            for case_id, scored in sorted(self.cases.items())
        ]
        sets = json.dumps(list(self.question_sets))
        write_text(path, f'{{"question_sets": {sets}, "cases": {{\n' + ",\n".join(lines) + "\n}}\n")


@dataclass(frozen=True, slots=True)
class GateReport:
    """What became of each figure.

    Attributes:
        differences: By metric, this run less the baseline; metrics that apply to no case of both are left out.
        left_out: Ids of cases that the baseline does not hold, or holds in other words, or that could not be asked.
        lost: Metrics that have scores in the baseline and none now.
    """

    differences: Mapping[M, Difference]
    left_out: tuple[str, ...]
    lost: tuple[M, ...] = ()

    @property
    def worse(self) -> tuple[M, ...]:
        """The metrics that got worse; none means that the gate is open."""
        found = tuple(m for m, found in self.differences.items() if found.verdict is Verdict.WORSE)
        return (*found, *self.lost)


def baseline_of(question_sets: Iterable[str], summaries: Iterable[RunSummary]) -> Baseline:
    """Today's scores as a baseline.

    Args:
        question_sets: The names of the sets that were asked.
        summaries: Of each.
    """
    outcomes = [outcome for summary in summaries for outcome in summary.outcomes if not outcome.failure]
    return Baseline(
        question_sets=tuple(question_sets),
        cases={o.case.id: _Scored(case=_hash(o.case), scores=_scores(o)) for o in outcomes},
    )


def compare_with_baseline(summary: RunSummary, baseline: Baseline) -> GateReport:
    """Hold a run against a baseline, on the cases that both have.

    Raises:
        DataError: `baseline_outdated` if they have no case in common.
    """
    known = {o.case.id: o for o in summary.outcomes if _is_known(o, baseline)}
    left_out = tuple(o.case.id for o in summary.outcomes if o.case.id not in known)
    if not known:
        raise DataError(
            "baseline_outdated",
            "the baseline holds none of these cases",
            next_step="write it anew with `summit eval gate --update`, and say why in the commit",
        )
    clusters = cluster_cases(outcome.case for outcome in known.values()).of_case
    differences: dict[M, Difference] = {}
    lost: list[M] = []
    for metric in _GATED:
        now = {case_id: _kept(score) for case_id, score in metric_values(known.values(), metric).items()}
        before = {i: s for i in known if (s := baseline.cases[i].scores.get(metric)) is not None}
        if METRICS[metric].per_pair:
            before = {case_id: score for case_id, score in before.items() if case_id in now}
        if now and before:
            differences[metric] = paired_difference(before, now, clusters, METRICS[metric].better)
        elif before and not METRICS[metric].per_pair:
            lost.append(metric)
    return GateReport(differences, left_out, tuple(lost))


def load_baseline(path: Path = BUNDLED_BASELINE) -> Baseline:
    """Read a baseline.

    Raises:
        NotFoundError: `baseline_missing`.
        DataError: `baseline_damaged`.
    """
    try:
        return Baseline.model_validate_json(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise NotFoundError(
            "baseline_missing",
            f"there is no {path.name}",
            next_step="write it with `summit eval gate --update`",
        ) from error
    except (ValidationError, UnicodeDecodeError, OSError) as error:
        raise DataError(
            "baseline_damaged",
            f"{path.name} cannot be read",
            next_step="check it out again, or write it anew with `summit eval gate --update`",
        ) from error


def _is_known(outcome: CaseOutcome, baseline: Baseline) -> bool:
    scored = baseline.cases.get(outcome.case.id)
    return not outcome.failure and scored is not None and scored.case == _hash(outcome.case)


def _scores(outcome: CaseOutcome) -> dict[M, float]:
    return {metric: _kept(outcome.scores[metric]) for metric in _GATED if metric in outcome.scores}


def _kept(score: float) -> float:
    """A score as a baseline keeps it; today's is rounded alike, so that rounding is no difference."""
    return round(score, 6)


def _hash(case: Case) -> str:
    return sha256(case.model_dump_json().encode("utf-8")).hexdigest()[:16]
