"""What a check can find: a difference between what is said and what a document says, or a gap."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "FindingKind", "Verdict"]


class Verdict(StrEnum):
    """What becomes of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    PARTIAL = "partial"
    """The documents say a part of it, or the same with a detail that they do not give."""
    ABSENT = "absent"


class FindingKind(StrEnum):
    """In what a claim and its evidence differ."""

    NUMBER = "number"
    UNIT = "unit"
    """What is counted or measured, or by which unit: 72 days for 72 hours, 92 times for 92 per cent."""
    CURRENCY = "currency"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    ROLE = "role"
    """Who is what, or whose: the names are there, and bound otherwise."""
    NEGATION = "negation"
    MODALITY = "modality"
    """What is planned, hoped or possible told as done, or the other way round."""
    ATTRIBUTION = "attribution"
    """Who says it."""
    CONTENT = "content"
    """A part of the claim that the evidence does not speak of."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference.

    `said` are words of the claim; `document` what the evidence says in their place, None where it says nothing
    about it: then the claim is not contradicted, it goes beyond its evidence.
    """

    kind: FindingKind
    said: str
    document: str | None = None

    @property
    def contradicts(self) -> bool:
        """Whether the evidence says otherwise, and not merely less."""
        return self.document is not None
