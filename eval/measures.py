"""Measures over rankings, with their intervals; the arithmetic is that of ir-measures and scipy."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import ir_measures as untyped_ir_measures
import numpy as np
from scipy.stats import binomtest, bootstrap  # type: ignore[import-untyped]  # it publishes no types

from eval.intervals import wilson_interval
from eval.statistics import clustered_mean, clustered_rate

__all__ = [
    "CUTOFFS",
    "GoldScores",
    "Mean",
    "RankedGold",
    "RankingScores",
    "Rate",
    "WinsAndLosses",
    "compare_hits",
    "gold_measures",
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
        ndcg: The mean of the normalised discounted cumulative gain at rank 10.
        clusters: How many different documents the questions are about; those on the same are drawn together.
        hits: By k, whether each question is counted in `recall`, by question id.
    """

    n: int
    recall: Mapping[int, Rate]
    mrr: Mean
    ndcg: Mean
    clusters: int
    hits: Mapping[int, Mapping[str, bool]]


@dataclass(frozen=True, slots=True)
class WinsAndLosses:
    """Two systems on the same questions: how often only the first, and only the second, was right.

    `p_value` is that of the exact McNemar test.
    """

    wins: int
    losses: int
    p_value: float


@dataclass(frozen=True, slots=True)
class RankedGold:
    """Where in a ranking the gold of one question is found.

    Attributes:
        n_gold: How much gold there is, at least 1.
        held: For each rank, best first, which gold (0 to `n_gold` - 1) is found there, if any.
    """

    n_gold: int
    held: Sequence[AbstractSet[int]]


@dataclass(frozen=True, slots=True)
class GoldScores:
    """How well one ranking finds its gold.

    Attributes:
        recall: By k, the share (0-1) of gold found among the first k.
        mrr: 1 / rank of the first rank with gold, 0 beyond rank 10.
        ndcg: Normalised discounted cumulative gain at rank 10; the gain of a rank is how much gold it holds
            that no rank above it does. The ideal ranking has the same groups of gold, largest first, and what
            was not found piece by piece.
    """

    recall: Mapping[int, float]
    mrr: float
    ndcg: float


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
    """A mean with its interval, the same for the same values; Wilson's where all are alike.

    Args:
        values: At least one, each 0 to 1.

    Raises:
        ValueError: If there are no values.

    Source: Efron, JASA 1987 (bias-corrected and accelerated bootstrap).
    """
    if not values:
        raise ValueError("there is no mean of no values")
    average = float(np.mean(values))
    if min(values) == max(values):  # every draw is alike, which is no certainty
        return Mean(average, len(values), *wilson_interval(average, len(values)))
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
    """Score one ranking a question; questions on the same document depend on each other, which intervals allow for.

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
    reciprocal, gain = ir_measures.RR @ CUTOFFS[-1], ir_measures.nDCG @ CUTOFFS[-1]
    values: dict[Any, dict[str, float]] = {m: {} for m in (*successes.values(), reciprocal, gain)}
    for found in ir_measures.iter_calc(list(values), qrels, run):
        values[found.measure][found.query_id] = found.value
    hits = {k: {q: values[measure][q] > 0 for q in relevant} for k, measure in successes.items()}
    asked_about = {question: min(found) for question, found in relevant.items()}
    return RankingScores(
        len(relevant),
        {k: _rate_by(found, asked_about) for k, found in hits.items()},
        _mean_by({q: values[reciprocal][q] for q in relevant}, asked_about),
        _mean_by({q: values[gain][q] for q in relevant}, asked_about),
        len(set(asked_about.values())),
        hits,
    )


def _rate_by(found: Mapping[str, bool], cluster_of: Mapping[str, str]) -> Rate:
    share = clustered_rate({question: float(hit) for question, hit in found.items()}, cluster_of)
    return Rate(share.value, share.n, share.low, share.high)


def _mean_by(values: Mapping[str, float], cluster_of: Mapping[str, str]) -> Mean:
    found = clustered_mean(values, cluster_of)
    if found.low is None or found.high is None:  # of one document
        return Mean(found.value, found.n, *wilson_interval(found.value, found.clusters))
    return Mean(found.value, found.n, found.low, found.high)


def gold_measures(ranked: Mapping[str, RankedGold]) -> dict[str, GoldScores]:
    """Score rankings in which one place may hold several pieces of gold, and several places the same.

    Args:
        ranked: By question.

    Raises:
        ValueError: If a question has no gold.

    Source: Järvelin and Kekäläinen, TOIS 2002, with linear gain, for nDCG.
    """
    if any(question.n_gold < 1 for question in ranked.values()):
        raise ValueError("a question has no gold")
    if not ranked:
        return {}
    recall = {k: _by_question(ir_measures.SetR, *_gold_sets(ranked, k)) for k in CUTOFFS}
    # Places as documents: the gain of each is the gold that it is the first to hold.
    new = {q: _newly_held(question.held) for q, question in ranked.items()}
    qrels = {
        q: {str(at): len(found) for at, found in enumerate(places) if found}
        | {f"missing {gold}": 1 for gold in set(range(ranked[q].n_gold)).difference(*places)}
        for q, places in new.items()
    }
    run = {q: {str(at): float(len(places) - at) for at in range(len(places))} for q, places in new.items()}
    reciprocal = _by_question(ir_measures.RR @ CUTOFFS[-1], qrels, run)
    gain = _by_question(ir_measures.nDCG @ CUTOFFS[-1], qrels, run)
    return {
        q: GoldScores({k: found[q] for k, found in recall.items()}, reciprocal[q], gain[q]) for q in ranked
    }


def _newly_held(held: Sequence[AbstractSet[int]]) -> list[set[int]]:
    seen: set[int] = set()
    new = []
    for found in held:
        new.append(set(found) - seen)
        seen |= found
    return new


_Judged = dict[str, dict[str, int]]
_Scored = dict[str, dict[str, float]]


def _gold_sets(ranked: Mapping[str, RankedGold], k: int) -> tuple[_Judged, _Scored]:
    """Gold as documents: all of it is relevant, and what the first k places hold was retrieved."""
    qrels = {q: {str(gold): 1 for gold in range(question.n_gold)} for q, question in ranked.items()}
    found = {q: set[int]().union(*question.held[:k]) for q, question in ranked.items()}
    return qrels, {q: {str(gold): 1.0 for gold in sorted(golds)} for q, golds in found.items()}


def _by_question(measure: object, qrels: _Judged, run: _Scored) -> dict[str, float]:
    """A measure's value for each question; one for which nothing was retrieved scores 0."""
    values = dict.fromkeys(qrels, 0.0)
    values |= {found.query_id: float(found.value) for found in ir_measures.iter_calc([measure], qrels, run)}
    return values


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
