"""Whether an answer says what it must say, and nothing that it must not."""

import re
from functools import lru_cache

from eval.cases import Case, CaseType
from eval.metrics.catalogue import M
from eval.metrics.folding import fold_text
from eval.observed import ObservedAnswer

__all__ = ["fact_scores", "facts_found", "says_fact"]


def facts_found(case: Case, answer: ObservedAnswer) -> tuple[bool, ...]:
    """For each fact, whether the answer holds it in an accepted spelling."""
    return tuple(any(says_fact(answer.answer, spelling) for spelling in fact) for fact in case.facts)


def fact_scores(case: Case, answer: ObservedAnswer) -> dict[str, float]:
    """Score what one answer says.

    Returns:
        `nothing_forbidden` where the case forbids words. For an answerable question `fact_correctness` (the
        share of facts found, 0-1) and `facts_right` (1 if all are and nothing forbidden is said); for a false
        premise `premise_handled` in their stead, which a refusal meets too.
    """
    scores: dict[str, float] = {}
    clean = not any(says_fact(answer.answer, words) for words in case.forbidden)
    if case.forbidden:
        scores[M.NOTHING_FORBIDDEN] = float(clean)
    found = facts_found(case, answer)
    if not found:
        return scores
    if case.type is CaseType.FALSE_PREMISE:
        scores[M.PREMISE_HANDLED] = float(answer.refused or (all(found) and clean))
    else:
        scores[M.FACT_CORRECTNESS] = sum(found) / len(found)
        scores[M.FACTS_RIGHT] = float(all(found) and clean)
    return scores


def says_fact(text: str, spelling: str) -> bool:
    """Whether a text holds a spelling, whatever its case, width and script (traditional or simplified).

    A number counts only where it is not part of another, an abbreviation where it is not part of a word.
    """
    wanted = fold_text(spelling)
    before = r"(?<!\d)(?<!\d[.,])" if wanted[0].isdigit() else ""
    after = r"(?![.,]?\d)" if wanted[-1].isdigit() else ""
    if _ABBREVIATION.fullmatch(spelling):
        before, after = r"(?<![a-z])", r"(?![a-z])"
    return re.search(before + re.escape(wanted) + after, _folded(text)) is not None


_ABBREVIATION = re.compile(r"[A-Z]{2,5}")
_folded = lru_cache(64)(fold_text)
