"""Whether citations hold to the character, and whether they are those that answer."""

from collections.abc import Mapping

from eval.cases import Case, CaseType, GoldSpan
from eval.metrics.catalogue import M
from eval.metrics.evidence import SourceText, holds, statements
from eval.observed import ObservedAnswer, ObservedCitation

__all__ = ["citation_scores", "is_on_gold"]


def is_on_gold(citation: ObservedCitation, case: Case) -> bool:
    """Whether a citation is on gold or on an alternative: it shares a character, and is not mostly other text."""
    return any(_overlaps(citation, gold) for gold in (*case.gold, *case.gold_alternatives))


def citation_scores(
    case: Case, answer: ObservedAnswer, sources: Mapping[str, SourceText]
) -> dict[str, float]:
    """Score the citations of one answer.

    Args:
        case: What was asked.
        answer: What was seen.
        sources: Documents by id, whatever the answer says of them.

    Returns:
        `citations_valid` (1 or 0) where there is a citation, or a claim that names one: 1 if every quote
        holds and every number named stands for a citation. For an answerable question that is no false
        premise, `passage_cited` (1 if a citation is on gold,
        and at most twenty times as long) and `all_gold_cited` (1 if each gold span, or
        what may stand in for it, is cited); an answer not given cites nothing.
    """
    scores: dict[str, float] = {}
    numbers = {n for statement in statements(answer) for n in statement.citations}
    if answer.citations or numbers:
        known = {citation.n for citation in answer.citations}
        scores[M.CITATIONS_VALID] = float(
            numbers <= known and all(holds(citation, sources) for citation in answer.citations)
        )
    if case.answerable and case.type is not CaseType.FALSE_PREMISE:
        scores[M.PASSAGE_CITED] = float(any(is_on_gold(citation, case) for citation in answer.citations))
        scores[M.ALL_GOLD_CITED] = float(all(_is_covered(gold, case, answer) for gold in case.gold))
    return scores


# A citation of a whole document is on no sentence of it: gold is at least so long a part of what is cited.
_LEAST_SHARE = 0.05


def _overlaps(citation: ObservedCitation, gold: GoldSpan) -> bool:
    if citation.doc_id != gold.doc_id:
        return False
    shared = min(citation.char_end, gold.end) - max(citation.char_start, gold.start)
    return shared > 0 and gold.end - gold.start >= _LEAST_SHARE * (citation.char_end - citation.char_start)


def _is_covered(gold: GoldSpan, case: Case, answer: ObservedAnswer) -> bool:
    stand_ins = [other for other in case.gold_alternatives if gold in case.stood_in_for(other)]
    return any(_overlaps(citation, span) for citation in answer.citations for span in (gold, *stand_ins))
