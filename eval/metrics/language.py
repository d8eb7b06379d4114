"""Whether an answer speaks the language it was asked in."""

from corpus.language import detect_language
from eval.cases import Case
from eval.metrics.catalogue import M
from eval.observed import ObservedAnswer

__all__ = ["language_scores"]


def language_scores(case: Case, answer: ObservedAnswer) -> dict[str, float]:
    """`language_right`: 1 if the script of the answer is that of the question's language, refusals included.

    What the service says of its own language is not asked; an answer without letters ("84") is in any.
    """
    return {M.LANGUAGE_RIGHT: float(detect_language(answer.answer, default=case.language) is case.language)}
