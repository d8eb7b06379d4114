"""Whether the numbers and dates of an answer are those of the quotes that it names."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from unicodedata import normalize

from eval.metrics.catalogue import M
from eval.metrics.evidence import Evidence, SourceText, cited_by, evidence_of, statements
from eval.metrics.facts import says_fact
from eval.observed import ObservedAnswer
from rag.values import Value, find_values, states

__all__ = ["exactness_scores", "stated_values", "unstated_values"]

_ZH_NUMERALS = ("", "", "二两双", *"三四五六七八九十")


def stated_values(text: str) -> tuple[Value, ...]:
    """The numbers, amounts and dates of a text; `one` and `一` written out are articles more often than figures."""
    return tuple(value for value in find_values(text) if not (value.is_word and value.number == Decimal(1)))


def unstated_values(claim: str, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The numbers and dates of a claim that stand in no piece of its evidence, as the claim writes them.

    Args:
        claim: In Chinese or English.
        evidence: Its quotes, their translations, and what is known of them; whichever language they are in.
    """
    # Folded, since the number of a note is written in raised digits where the note stands.
    texts = [normalize("NFKC", text) for piece in evidence for text in (*piece.texts, piece.about)]
    found = [value for text in texts for value in find_values(text)]
    missing = []
    for value in stated_values(claim):
        spellings = [claim[value.start : value.end].strip(), *_numerals(value)]
        if not any(states(other, value) for other in found) and not any(
            says_fact(text, spelling) for text in texts for spelling in spellings
        ):
            missing.append(spellings[0])
    return tuple(missing)


def _numerals(value: Value) -> Sequence[str]:
    """How Chinese may write a number that was written as a word, also where no measure word makes it a figure."""
    small = value.is_word and value.number is not None and 2 <= value.number <= 10
    return _ZH_NUMERALS[int(value.number or 0)] if small else ()


def exactness_scores(answer: ObservedAnswer, sources: Mapping[str, SourceText]) -> dict[str, float]:
    """`numbers_exact`: 1 if every number and date of a claim is in what that claim cites.

    Nothing for an answer whose cited claims state no number. A claim that cites nothing is a matter of citation
    recall, and is left to it.
    """
    verdicts = [
        not unstated_values(statement.text, evidence_of(citations, sources))
        for statement in statements(answer)
        if (citations := cited_by(statement, answer)) and stated_values(statement.text)
    ]
    return {M.NUMBERS_EXACT: float(all(verdicts))} if verdicts else {}
