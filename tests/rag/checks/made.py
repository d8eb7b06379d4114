"""Sentences of documents as the checks read them, made for a test."""

from rag.checks.evidence import EvidenceSentence
from rag.checks.finding import Finding


def evidence(
    text: str, *, other: str | None = None, context: str = "", opening: str = "", doc_id: str = "d"
) -> EvidenceSentence:
    """A sentence in the claim's language, with its other reading."""
    return EvidenceSentence(
        doc_id=doc_id,
        text=text,
        original=text,
        other=other,
        context=f"{context}\n{text}",
        opening=opening,
        is_readable=True,
    )


def told(findings: list[Finding]) -> list[tuple[str, str, str | None]]:
    """Findings as plain values."""
    return [(finding.kind.value, finding.said, finding.document) for finding in findings]
