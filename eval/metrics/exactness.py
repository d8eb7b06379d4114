"""Whether the numbers and dates of an answer are those of the quotes that it names."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from unicodedata import normalize

from eval.metrics.catalogue import M
from eval.metrics.evidence import Evidence, SourceText, cited_by, evidence_of, statements
from eval.metrics.facts import says_fact
from eval.observed import ObservedAnswer
from rag.values import Value, ValueKind, find_values, states

__all__ = ["exactness_scores", "stated_values", "unstated_values"]

# Not the figures of GPT-4, R1 or 3G, which are parts of names.
_FIGURE = re.compile(r"(?<![A-Za-z0-9.,/-])\d+(?:[.,]\d+)*(?![\w/-]*[A-Za-z])")
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
        is_stated = any(states(other, value) for other in found) and _is_year_stated(value, found, texts)
        if not is_stated and not any(says_fact(text, spelling) for text in texts for spelling in spellings):
            missing.append(spellings[0])
    missing += [
        figure for figure in _unread_figures(claim) if not any(says_fact(text, figure) for text in texts)
    ]
    return tuple(missing)


def _is_year_stated(value: Value, found: Sequence[Value], texts: Sequence[str]) -> bool:
    """Whether the year of a date, if it has one, is in the evidence: a day without a year agrees with any."""
    if value.kind is not ValueKind.DATE or value.year is None or any(v.year == value.year for v in found):
        return True
    return any(says_fact(text, str(value.year)) for text in texts)


def _unread_figures(claim: str) -> list[str]:
    """Figures of a claim that are not read whole as a number, an amount or a date, such as the year in 20240年9月."""
    read = [(value.start, value.end) for value in find_values(claim)]
    return [
        match[0]
        for match in _FIGURE.finditer(claim)
        if not any(start <= match.start() and match.end() <= end for start, end in read)
    ]


def _numerals(value: Value) -> Sequence[str]:
    """How Chinese may write a number that was written as a word, also where no measure word makes it a figure."""
    small = value.is_word and value.number is not None and 2 <= value.number <= 10
    return _ZH_NUMERALS[int(value.number or 0)] if small else ()


def exactness_scores(answer: ObservedAnswer, sources: Mapping[str, SourceText]) -> dict[str, float]:
    """`numbers_exact`: 1 if every number and date of a claim is in what that claim cites.

    Nothing for an answer whose cited claims state no number. A claim that cites nothing, or nothing that holds, is
    a matter of citation recall, and is left to it.
    """
    verdicts = [
        not unstated_values(statement.text, evidence_of(citations, sources))
        for statement in statements(answer)
        if (citations := cited_by(statement, answer, sources))
        and (stated_values(statement.text) or _unread_figures(statement.text))
    ]
    return {M.NUMBERS_EXACT: float(all(verdicts))} if verdicts else {}
