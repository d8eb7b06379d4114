"""Whether an answer says what it must say, and nothing that it must not."""

import re
from functools import lru_cache

from eval.cases import Case, CaseType
from eval.metrics.catalogue import M
from eval.metrics.folding import fold_text
from eval.observed import ObservedAnswer

__all__ = ["fact_scores", "facts_found", "says_fact", "says_forbidden"]


def facts_found(case: Case, answer: ObservedAnswer) -> tuple[bool, ...]:
    """For each fact, whether the answer holds it in an accepted spelling; a refusal says none, whatever it quotes."""
    said = "" if answer.refused else answer.answer
    return tuple(any(says_fact(said, spelling) for spelling in fact) for fact in case.facts)


def says_forbidden(case: Case, text: str, *, refused: bool) -> bool:
    """Whether words that a case forbids are said.

    Args:
        case: What was asked.
        text: Of the answer.
        refused: Whether no answer was given: a refusal may put words of the question between quotation marks, to say
            what it did not find.
    """
    said = _QUOTED.sub(lambda match: _unless_asked(match, case), text) if refused else text
    return any(says_fact(said, words) for words in case.forbidden)


def _unless_asked(quoted: re.Match[str], case: Case) -> str:
    words = fold_text(quoted[0][1:-1]).strip()
    return " " if words and words in fold_text(case.question) else quoted[0]


def fact_scores(case: Case, answer: ObservedAnswer) -> dict[str, float]:
    """Score what one answer says.

    Returns:
        `nothing_forbidden` where the case forbids words. For an answerable question `fact_correctness` (the
        share of facts found, 0-1) and `facts_right` (1 if all are and nothing forbidden is said), both 0 where it
        was refused; for a false premise `premise_handled` in their stead, which a refusal meets too.
    """
    scores: dict[str, float] = {}
    clean = not says_forbidden(case, answer.answer, refused=answer.refused)
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

    A number counts only where it is not part of another, an abbreviation where it is not part of a word. 1,500 and
    1500 are one number.
    """
    wanted = _folded(spelling)
    before = r"(?<!\d)(?<!\d[.,])" if wanted[0].isdigit() else ""
    after = r"(?![.,]?\d)" if wanted[-1].isdigit() else ""
    if _ABBREVIATION.fullmatch(spelling):
        before, after = r"(?<![a-z])", r"(?![a-z])"
    return re.search(before + re.escape(wanted) + after, _folded(text)) is not None


_ABBREVIATION = re.compile(r"[A-Z]{2,5}")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」|『[^『』]*』|\"[^\"]*\"")


@lru_cache(256)
def _folded(text: str) -> str:
    return _GROUPED.sub(lambda number: number[0].replace(",", ""), fold_text(text))
