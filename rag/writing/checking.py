"""What the writer asks of the checks: is a sentence borne out by the sentences it cites?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from corpus.model import Span
from rag.answer import Support, SupportLabel
from rag.candidates import Candidate
from rag.requests import VerificationStatus
from rag.values import Value, find_values, states
from rag.verification import verify_citation

__all__ = ["CheckedClaim", "ClaimChecker", "ValueChecker"]


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """The verdict on a claim.

    Attributes:
        support: The label, and the check that decided.
        findings: What was found against it, in words that a model can follow; empty if nothing was.
    """

    support: Support
    findings: tuple[str, ...] = ()


class ClaimChecker(Protocol):
    """Decides on claims without trusting whoever wrote them; safe for concurrent use."""

    def check(self, text: str, cited: Sequence[Candidate], *, lead_in: str = "") -> CheckedClaim:
        """Compare a sentence with what it cites.

        Args:
            text: The sentence.
            cited: The sentences that it cites, at least one; each with its document.
            lead_in: Words of the product's own that will go before it and name its source.
        """
        ...


_LINK: Final = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_NOT_WORDS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ValueChecker:
    """Checks what can be told for certain: quotes, figures, dates and links.

    A sentence that stands in a cited one is supported. One with a figure, a date or a link that no cited sentence
    or what stands around it has is not. Of any other, only a part has been checked.
    """

    def check(self, text: str, cited: Sequence[Candidate], *, lead_in: str = "") -> CheckedClaim:
        """See `ClaimChecker`."""
        readings = [reading for candidate in cited for reading in (candidate.text, candidate.original)]
        if any(_letters(text) in _letters(reading) for reading in readings) and _holds(cited):
            return CheckedClaim(Support(SupportLabel.SUPPORTED, "quoted"))
        findings = [*_foreign_values(text, cited, readings), *_foreign_links(text, readings)]
        if findings:
            return CheckedClaim(Support(SupportLabel.UNSUPPORTED, "values"), tuple(findings))
        return CheckedClaim(Support(SupportLabel.PARTIAL, "values"))


def _holds(cited: Sequence[Candidate]) -> bool:
    """Whether every citation can be found again by its offsets."""
    return all(_citation_holds(candidate, span) for candidate in cited for span in candidate.spans)


def _citation_holds(candidate: Candidate, span: Span) -> bool:
    document = candidate.document
    quote, text_sha256 = span.of(document.text), document.passport.text_sha256
    held = verify_citation(document, document.doc_id, span, quote, text_sha256)
    return held.status is VerificationStatus.VALID


def _foreign_values(text: str, cited: Sequence[Candidate], readings: Sequence[str]) -> list[str]:
    around = [candidate.context for candidate in cited]
    around += [candidate.reader.document.passport.date for candidate in cited]
    known = [value for reading in (*readings, *around) for value in find_values(reading)]
    return [text[value.start : value.end] for value in find_values(text) if not _is_stated(value, known)]


def _is_stated(value: Value, known: Sequence[Value]) -> bool:
    return value.is_word or any(states(other, value) for other in known)


def _foreign_links(text: str, readings: Sequence[str]) -> list[str]:
    return [link for link in _LINK.findall(text) if not any(link in reading for reading in readings)]


def _letters(text: str) -> str:
    """Letters and digits alone: a changed stop or quotation mark is no other sentence."""
    return _NOT_WORDS.sub("", text).casefold()
