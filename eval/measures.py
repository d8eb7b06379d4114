"""Measures over rankings, with their intervals; the arithmetic is that of ir-measures and scipy."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import ir_measures as untyped_ir_measures
import numpy as np
from scipy.stats import binomtest, bootstrap  # type: ignore[import-untyped]  # it publishes no types

__all__ = [
    "CUTOFFS",
    "Mean",
    "RankingScores",
    "Rate",
    "WinsAndLosses",
    "compare_hits",
    "mean",
    "rate",
    "score_rankings",
]

# The package is not typed.
ir_measures: Any = untyped_ir_measures

CUTOFFS = (1, 5, 10)
"""The ranks k of recall@k; the last is also where reciprocal ranks end."""

_CONFIDENCE = 0.95
_RESAMPLES = 2000
_SEED = 20250210


@dataclass(frozen=True, slots=True)
class Rate:
    """A share (0-1) of `n` cases, with the 95 % interval of Wilson."""

    value: float
    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over `n` cases, with a 95 % BCa bootstrap interval over the cases."""

    value: float
    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RankingScores:
    """How well rankings find what they should.

    Attributes:
        n: Questions.
        recall: By k, the share of questions with a relevant document among the first k. Where one document
            is relevant this is recall@k; where several are and one is enough, it is also called success@k.
        mrr: The mean of 1 / rank of the first relevant document, 0 beyond rank 10.
        hits: By k, whether each question is counted in `recall`, by question id.
    """

    n: int
    recall: Mapping[int, Rate]
    mrr: Mean
    hits: Mapping[int, Mapping[str, bool]]


@dataclass(frozen=True, slots=True)
class WinsAndLosses:
    """Two systems on the same questions: how often only the first, and only the second, was right.

    `p_value` is that of the exact McNemar test.
    """

    wins: int
    losses: int
    p_value: float


def rate(successes: int, n: int) -> Rate:
    """A share with its interval.

    Args:
        successes: 0 to n.
        n: At least 1.

    Raises:
        ValueError: If there are no cases, or more successes than cases.

    Source: Wilson, JASA 1927, without continuity correction.
    """
    interval = binomtest(successes, n).proportion_ci(_CONFIDENCE, method="wilson")
    return Rate(successes / n, n, float(interval.low), float(interval.high))


def mean(values: Sequence[float]) -> Mean:
    """A mean with its interval, the same for the same values.

    Args:
        values: At least one.

    Raises:
        ValueError: If there are no values.

    Source: Efron, JASA 1987 (bias-corrected and accelerated bootstrap).
    """
    if not values:
        raise ValueError("there is no mean of no values")
    average = float(np.mean(values))
    if min(values) == max(values):  # nothing to resample
        return Mean(average, len(values), average, average)
    found = bootstrap(
        (np.asarray(values, np.float64),),
        np.mean,
        n_resamples=_RESAMPLES,
        confidence_level=_CONFIDENCE,
        method="BCa",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return Mean(average, len(values), float(found.low), float(found.high))


def score_rankings(
    relevant: Mapping[str, AbstractSet[str]], rankings: Mapping[str, Sequence[str]]
) -> RankingScores:
    """Score one ranking a question.

    Args:
        relevant: By question, the documents of which any one is enough; at least one each.
        rankings: By question, documents, best first; may be empty, but none may be left out.

    Raises:
        ValueError: If there are no questions, a question has no relevant document or no ranking, or a
            ranking names a document twice.
    """
    _check(relevant, rankings)
    qrels = {question: dict.fromkeys(found, 1) for question, found in relevant.items()}
    # Scores that only say the order, so that nothing is left to how ties are broken.
    run = {q: {doc: float(len(docs) - at) for at, doc in enumerate(docs)} for q, docs in rankings.items()}
    successes = {k: ir_measures.Success @ k for k in CUTOFFS}
    reciprocal = ir_measures.RR @ CUTOFFS[-1]
    values: dict[Any, dict[str, float]] = {measure: {} for measure in (*successes.values(), reciprocal)}
    for found in ir_measures.iter_calc(list(values), qrels, run):
        values[found.measure][found.query_id] = found.value
    hits = {k: {q: values[measure][q] > 0 for q in relevant} for k, measure in successes.items()}
    n = len(relevant)
    return RankingScores(
        n,
        {k: rate(sum(found.values()), n) for k, found in hits.items()},
        mean([values[reciprocal][q] for q in relevant]),
        hits,
    )


def compare_hits(first: Mapping[str, bool], second: Mapping[str, bool]) -> WinsAndLosses:
    """Compare two systems question by question.

    Raises:
        ValueError: If they were not asked the same questions.
    """
    if first.keys() != second.keys():
        raise ValueError("the two were not asked the same questions")
    wins = sum(hit and not second[q] for q, hit in first.items())
    losses = sum(hit and not first[q] for q, hit in second.items())
    p_value = float(binomtest(wins, wins + losses).pvalue) if wins + losses else 1.0
    return WinsAndLosses(wins, losses, p_value)


def _check(relevant: Mapping[str, AbstractSet[str]], rankings: Mapping[str, Sequence[str]]) -> None:
    if not relevant or relevant.keys() != rankings.keys():
        raise ValueError(f"want a ranking each for one question or more, found {len(rankings)}")
    for question, documents in rankings.items():
        if not relevant[question]:
            raise ValueError(f"question {question} has no relevant document")
        if len(set(documents)) != len(documents):
            raise ValueError(f"the ranking of question {question} names a document twice")
