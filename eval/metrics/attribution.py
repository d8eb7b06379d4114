"""Citation recall and precision at claim level, as ALCE defines them.

Source: Gao, Yen, Yu and Chen, EMNLP 2023 ("Enabling Large Language Models to Generate Text with Citations"),
section 3. There a statement is a sentence; here it is a claim, or a sentence where a service marks no claims.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.metrics.catalogue import M
from eval.metrics.evidence import Evidence, SourceText, cited_by, evidence_of, statements
from eval.observed import ObservedAnswer

__all__ = ["Attribution", "SupportJudge", "attribute", "attribution_scores"]


class SupportJudge(Protocol):
    """Decides whether evidence bears a claim out."""

    def supports(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        """Whether all of a claim follows from the pieces of evidence taken together.

        Args:
            claim: A sentence or a part of one, in Chinese or English, without markers.
            evidence: At least one piece; the language may be another than the claim's.
        """
        ...


@dataclass(frozen=True, slots=True)
class Attribution:
    """What became of an answer's statements and of the citations they name.

    Attributes:
        recalled: For each statement, whether its citations support it; False for one that names none.
        needed: For each citation of each statement, whether it counts for precision.
        by_number: For each citation that a statement names, whether it counts for any of them.
    """

    recalled: tuple[bool, ...]
    needed: tuple[bool, ...]
    by_number: Mapping[int, bool]

    @property
    def recall(self) -> float:
        """The share (0-1) of statements that are recalled; 0 if there are none."""
        return sum(self.recalled) / len(self.recalled) if self.recalled else 0.0

    @property
    def precision(self) -> float:
        """The share (0-1) of citations that count; 0 for an answer without any, as in the authors' program."""
        return sum(self.needed) / len(self.needed) if self.needed else 0.0


def attribute(answer: ObservedAnswer, sources: Mapping[str, SourceText], judge: SupportJudge) -> Attribution:
    """Judge the citations of an answer.

    A citation whose quote does not stand in its document at its offsets is no evidence.

    A statement is recalled if its citations taken together support it. A citation counts if its statement is
    recalled and it is not irrelevant: it supports the statement alone, or the others without it do not.

    Args:
        answer: What was seen.
        sources: Documents by id; evidence is their text where an answer quotes it, and no more of it.
        judge: Decides on support.
    """
    recalled: list[bool] = []
    needed: list[bool] = []
    by_number: dict[int, bool] = {}
    for statement in statements(answer):
        citations = cited_by(statement, answer, sources)
        evidence = evidence_of(citations, sources)
        is_recalled = bool(evidence) and judge.supports(statement.text, evidence)
        recalled.append(is_recalled)
        for at, citation in enumerate(citations):
            counts = is_recalled and not _is_irrelevant(statement.text, evidence, at, judge)
            needed.append(counts)
            by_number[citation.n] = by_number.get(citation.n, False) or counts
        # A number that stands for no citation, or for one that does not hold, is one that supports nothing.
        for number in set(statement.citations) - {citation.n for citation in citations}:
            needed.append(False)
            by_number.setdefault(number, False)
    return Attribution(tuple(recalled), tuple(needed), by_number)


def attribution_scores(answer: ObservedAnswer, attribution: Attribution) -> dict[str, float]:
    """`citation_recall` and `citation_precision` (0-1) of an answer that was given; nothing for a refusal."""
    if answer.refused:
        return {}
    return {M.CITATION_RECALL: attribution.recall, M.CITATION_PRECISION: attribution.precision}


def _is_irrelevant(claim: str, evidence: Sequence[Evidence], at: int, judge: SupportJudge) -> bool:
    if len(evidence) == 1:
        return False  # it is all that supports the claim
    if judge.supports(claim, evidence[at : at + 1]):
        return False
    return judge.supports(claim, [*evidence[:at], *evidence[at + 1 :]])
