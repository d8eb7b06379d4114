"""Whether what the documents do not say is refused, and only that."""

from eval.cases import Case, CaseType
from eval.metrics.catalogue import M
from eval.observed import ObservedAnswer

__all__ = ["refusal_scores"]


def refusal_scores(case: Case, answer: ObservedAnswer) -> dict[str, float]:
    """Score the decision to answer; nothing for a false premise, where either decision can be right.

    Returns:
        For an unanswerable question `refusal_recall` (1 if refused), for another `false_refusal` (1 if
        refused; lower is better). Where it was refused, `refusal_precision` as well: 1 if it is unanswerable.
        Their means over cases are precision, recall and rate as they are commonly defined.
    """
    if case.type is CaseType.FALSE_PREMISE:
        return {}
    refused = float(answer.refused)
    scores: dict[str, float] = {M.FALSE_REFUSAL if case.answerable else M.REFUSAL_RECALL: refused}
    if answer.refused:
        scores[M.REFUSAL_PRECISION] = float(not case.answerable)
    return scores
