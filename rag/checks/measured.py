"""Is a figure that claim and evidence share a figure of the same thing?

A 67 per cent cut in energy use is not one in training time. Where the claim speaks of one quantity beside the figure
and the evidence of another, and neither of the other's, the figure has changed hands.
"""

import re
from functools import cache
from importlib.resources import files

from rag.checks.evidence import EvidenceSentence, clauses_of, is_chinese
from rag.checks.finding import Finding, FindingKind
from rag.checks.quantities import Quantity, QuantityKind, find_quantities
from rag.values import states

__all__ = ["check_measured"]

_Words = tuple[str, re.Pattern[str], re.Pattern[str]]


def check_measured(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """Compare what the figures of a claim measure.

    Args:
        claim: A sentence.
        evidence: A sentence of a document; whatever a reading of it measures bears the claim out.
    """
    figures = [q for q in find_quantities(claim) if q.kind is not QuantityKind.DATE]
    theirs = [q for q in find_quantities(evidence.text) if q.kind is not QuantityKind.DATE]
    shared = [(mine, other) for mine in figures for other in theirs if _is_same(mine, other)]
    if not shared:
        return []
    readings = "\n".join(evidence.readings)
    said, there = _measured(claim), _measured(readings)
    for mine, other in shared:
        own = {c: w for c, w in _measured(_clause_of(claim, mine)).items() if c not in there}
        instead = {c: w for c, w in _measured(_clause_of(evidence.text, other)).items() if c not in said}
        if own and instead:
            return [Finding(FindingKind.UNIT, next(iter(own.values())), next(iter(instead.values())))]
    return []


def _is_same(mine: Quantity, other: Quantity) -> bool:
    return mine.kind is other.kind and states(other.value, mine.value)


def _clause_of(text: str, quantity: Quantity) -> str:
    """The clause in which a figure stands."""
    at = quantity.value.start
    return next((clause.text for clause in clauses_of(text) if clause.start <= at < clause.end), text)


def _measured(text: str) -> dict[str, str]:
    """What a text speaks of that may be measured: concepts, each with the word for it."""
    chinese = is_chinese(text)
    found = {}
    for concept, zh, en in _table():
        match = (zh if chinese else en).search(text) or (en if chinese else zh).search(text)
        if match is not None:
            found[concept] = match.group()
    return found


@cache
def _table() -> tuple[_Words, ...]:
    rows = files("rag.lexicon").joinpath("measured.tsv").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple(
        (concept, re.compile(zh), re.compile(rf"\b(?:{en})\b", re.IGNORECASE)) for concept, zh, en in cells
    )
