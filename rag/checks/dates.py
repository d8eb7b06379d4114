"""Do the dates and periods of a claim agree with those of its evidence?"""

from collections.abc import Sequence

from rag.checks.evidence import EvidenceSentence
from rag.checks.finding import Finding, FindingKind
from rag.checks.quantities import Quantity, QuantityKind, find_quantities
from rag.lexicon.order import AFTER, BEFORE
from rag.values import Value, states, values_agree

__all__ = ["check_dates"]


def check_dates(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """Compare the dates of a claim, and whether something comes before or after something else.

    A date that only the surroundings of the sentence name is borne out too, unless the sentence names another of
    the same fineness.
    """
    said = _dates_of(claim)
    own = [value for reading in evidence.readings for value in _dates_of(reading)]
    around = [value for text in (evidence.context, evidence.opening) for value in _dates_of(text)]
    findings = [finding for date in said if (finding := _compare(date, own, around)) is not None]
    return findings + _order(claim, evidence)


def _dates_of(text: str) -> list[Quantity]:
    return [q for q in find_quantities(text) if q.kind is QuantityKind.DATE]


def _compare(said: Quantity, own: Sequence[Quantity], around: Sequence[Quantity]) -> Finding | None:
    # What is said more finely than it stands there still agrees as far as both say it.
    if any(states(date.value, said.value) for date in own):
        return None
    rival = [date for date in own if _is_as_fine(date.value, said.value)]
    if rival:
        closest = max(rival, key=lambda date: _shared(date.value, said.value))
        return Finding(FindingKind.DATE, said.written, closest.written)
    if any(states(date.value, said.value) for date in around) or any(
        values_agree(date.value, said.value) for date in own
    ):
        return None
    return Finding(FindingKind.DATE, said.written)


def _is_as_fine(date: Value, said: Value) -> bool:
    """Whether a date names the part by which the claim's is told apart: its day, else month, else year."""
    finest = next(part for part in ("day", "month", "year") if getattr(said, part) is not None)
    return getattr(date, finest) is not None


def _shared(one: Value, other: Value) -> int:
    """How many parts two dates have alike."""
    return sum(
        getattr(one, part) is not None and getattr(one, part) == getattr(other, part)
        for part in ("year", "month", "day")
    )


def _order(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """Told to come after what it comes before, or the other way round."""
    for told, reverse in ((BEFORE, AFTER), (AFTER, BEFORE)):
        said = told.search(claim)
        there = reverse.search(evidence.text)
        if said and there and not reverse.search(claim) and not told.search(evidence.text):
            return [Finding(FindingKind.DATE, said.group(), there.group())]
    return []
