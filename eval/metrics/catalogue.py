"""The metrics by name: what each counts in, which way is good, whether a support judge decides it."""

from dataclasses import dataclass
from enum import StrEnum

from eval.summary import Better, Unit

__all__ = ["METRICS", "M", "Metric", "Reading"]


class M(StrEnum):
    """Every metric, in the order of a report."""

    CITATIONS_VALID = "citations_valid"
    """Every quote stands at its offsets and every number named has its citation; of answers that cite."""
    PASSAGE_CITED = "passage_cited"
    """A citation overlaps gold or an alternative; of answerable questions."""
    ALL_GOLD_CITED = "all_gold_cited"
    """Every gold span, or what may stand in for it, overlaps a citation; of answerable questions."""
    CITATION_RECALL = "citation_recall"
    """The share of claims that their citations support; of answers given."""
    CITATION_PRECISION = "citation_precision"
    """The share of citations that their claim needs or that support it alone; of answers given."""
    FACT_CORRECTNESS = "fact_correctness"
    """The share of facts that the answer holds; of answerable questions."""
    FACTS_RIGHT = "facts_right"
    """All facts, and nothing forbidden; of answerable questions."""
    NOTHING_FORBIDDEN = "nothing_forbidden"
    """Nothing that must not be said is said; of questions that name such words."""
    PREMISE_HANDLED = "premise_handled"
    """Refused, or what is right instead is said; of questions with a false premise."""
    ANSWER_F1 = "answer_f1"
    """Overlap with the gold quotes, by words in English and by characters in Chinese; of answerable questions."""
    NUMBERS_EXACT = "numbers_exact"
    """Every number and date of a cited claim is in what it cites; of answers that state any."""
    LANGUAGE_RIGHT = "language_right"
    """The answer is in the question's language; of all questions."""
    REFUSAL_PRECISION = "refusal_precision"
    """The documents do not say; of questions refused."""
    REFUSAL_RECALL = "refusal_recall"
    """Refused; of unanswerable questions."""
    FALSE_REFUSAL = "false_refusal"
    """Refused; of answerable questions."""
    PARITY = "parity"
    """The same facts are found from both wordings; of pairs that were asked in both."""
    ANSWER_STABLE = "answer_stable"
    """The answer is the same to the byte each time; of questions asked more than once."""
    CITATIONS_STABLE = "citations_stable"
    """The same characters are cited each time; of questions asked more than once."""
    RECALL_AT_1 = "recall_at_1"
    """The share of gold spans that the first passage holds; of questions with gold."""
    RECALL_AT_5 = "recall_at_5"
    RECALL_AT_10 = "recall_at_10"
    MRR = "mrr_at_10"
    """1 / rank of the first passage on gold, 0 beyond rank 10; of questions with gold."""
    NDCG = "ndcg_at_10"
    """Discounted gain of the gold spans by the rank at which they are first found; of questions with gold."""
    LATENCY_P50 = "latency_p50"
    LATENCY_P95 = "latency_p95"
    FIRST_TOKEN_P50 = "first_token_p50"
    FIRST_TOKEN_P95 = "first_token_p95"
    PEAK_MEMORY = "peak_memory"


class Reading(StrEnum):
    """How the scores of cases become a figure."""

    RATE = "rate"
    """Yes or no a case; the share, with the interval of Wilson."""
    MEAN = "mean"
    """0 to 1 a case; the mean, with a clustered bootstrap interval."""
    GIVEN = "given"
    """Not a score of cases: a percentile, or a figure that was measured elsewhere."""


@dataclass(frozen=True, slots=True)
class Metric:
    """What a metric is.

    Attributes:
        reading: How its scores become a figure.
        unit: What that figure counts in.
        better: Which way is good.
        rests_on_judge: Whether a support judge decides it.
        per_pair: Whether a question and its twin share one score.
    """

    reading: Reading
    unit: Unit
    better: Better = Better.HIGHER
    rests_on_judge: bool = False
    per_pair: bool = False


_RATE = Metric(Reading.RATE, Unit.SHARE)
_MEAN = Metric(Reading.MEAN, Unit.SCORE)
_TIME = Metric(Reading.GIVEN, Unit.MILLISECONDS, Better.LOWER)
_JUDGED = Metric(Reading.MEAN, Unit.SCORE, rests_on_judge=True)

METRICS: dict[M, Metric] = {
    M.CITATIONS_VALID: _RATE,
    M.PASSAGE_CITED: _RATE,
    M.ALL_GOLD_CITED: _RATE,
    M.CITATION_RECALL: _JUDGED,
    M.CITATION_PRECISION: _JUDGED,
    M.FACT_CORRECTNESS: _MEAN,
    M.FACTS_RIGHT: _RATE,
    M.NOTHING_FORBIDDEN: _RATE,
    M.PREMISE_HANDLED: _RATE,
    M.ANSWER_F1: _MEAN,
    M.NUMBERS_EXACT: _RATE,
    M.LANGUAGE_RIGHT: _RATE,
    M.REFUSAL_PRECISION: _RATE,
    M.REFUSAL_RECALL: _RATE,
    M.FALSE_REFUSAL: Metric(Reading.RATE, Unit.SHARE, Better.LOWER),
    M.PARITY: Metric(Reading.RATE, Unit.SHARE, per_pair=True),
    M.ANSWER_STABLE: _RATE,
    M.CITATIONS_STABLE: _RATE,
    M.RECALL_AT_1: _MEAN,
    M.RECALL_AT_5: _MEAN,
    M.RECALL_AT_10: _MEAN,
    M.MRR: _MEAN,
    M.NDCG: _MEAN,
    M.LATENCY_P50: _TIME,
    M.LATENCY_P95: _TIME,
    M.FIRST_TOKEN_P50: _TIME,
    M.FIRST_TOKEN_P95: _TIME,
    M.PEAK_MEMORY: Metric(Reading.GIVEN, Unit.MEBIBYTES, Better.LOWER),
}
