"""Whether what was retrieved holds the gold, and how high up; the arithmetic is that of ir-measures."""

from collections.abc import Mapping, Sequence

from eval.cases import Case, GoldSpan
from eval.measures import CUTOFFS, RankedGold, gold_measures
from eval.metrics.catalogue import M
from eval.observed import ObservedAnswer, ObservedPassage

__all__ = ["passage_scores", "ranking_scores"]

_RECALL = dict(zip(CUTOFFS, (M.RECALL_AT_1, M.RECALL_AT_5, M.RECALL_AT_10), strict=True))


def passage_scores(
    cases: Sequence[Case], answers: Mapping[str, ObservedAnswer]
) -> dict[str, dict[str, float]]:
    """Score the passages of all answers.

    Args:
        cases: Any; those without gold are left out.
        answers: What was seen, by case id; without those that could not be asked.

    Returns:
        By case id, `recall_at_1`, `_5` and `_10` (the share of gold spans, or their stand-ins, that one of the
        first k passages shares a character with), `mrr_at_10` and `ndcg_at_10`. Nothing at all where no
        answer came with passages: then the system does not show them.
    """
    if not any(answer.passages for answer in answers.values()):
        return {}
    return ranking_scores(cases, {case_id: answer.passages for case_id, answer in answers.items()})


def ranking_scores(
    cases: Sequence[Case], rankings: Mapping[str, Sequence[ObservedPassage]]
) -> dict[str, dict[str, float]]:
    """Score rankings of passages, as `passage_scores` does.

    Args:
        cases: Any; those without gold, or without a ranking, are left out.
        rankings: Passages by case id, best first.
    """
    ranked = {
        case.id: _ranked(case, rankings[case.id]) for case in cases if case.gold and case.id in rankings
    }
    return {
        case_id: {
            **{_RECALL[k]: value for k, value in found.recall.items()},
            M.MRR: found.mrr,
            M.NDCG: found.ndcg,
        }
        for case_id, found in gold_measures(ranked).items()
    }


def _ranked(case: Case, passages: Sequence[ObservedPassage]) -> RankedGold:
    return RankedGold(len(case.gold), tuple(_held(case, passage) for passage in passages))


def _held(case: Case, passage: ObservedPassage) -> frozenset[int]:
    """The gold spans, by their position, that a passage holds a part of, themselves or in a stand-in."""
    return frozenset(
        at
        for at, gold in enumerate(case.gold)
        if _overlaps(gold, passage)
        or any(
            _overlaps(other, passage) and gold in case.stood_in_for(other) for other in case.gold_alternatives
        )
    )


def _overlaps(gold: GoldSpan, passage: ObservedPassage) -> bool:
    return gold.doc_id == passage.doc_id and gold.start < passage.char_end and passage.char_start < gold.end
