"""From a checked text to what goes over the wire."""

from api.check_schemas import CheckCounts, CheckedSentenceOut, CheckOut, DifferenceOut
from api.wire import citation_out
from rag.checking import CheckedSentence, CheckedText
from rag.checks.finding import Verdict

__all__ = ["check_out"]


def check_out(checked: CheckedText) -> CheckOut:
    """A checked text over the wire."""
    return CheckOut(
        language=checked.language.value,
        counts=CheckCounts(**{verdict.value: checked.count(verdict) for verdict in Verdict}),
        sentences=[_sentence(sentence) for sentence in checked.sentences],
        citations=[citation_out(citation) for citation in checked.citations],
        timings_ms=checked.timings_ms,
        index_generation=checked.index_generation,
        warnings=list(checked.warnings),
    )


def _sentence(sentence: CheckedSentence) -> CheckedSentenceOut:
    return CheckedSentenceOut(
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        verdict=sentence.verdict.value,
        differs=[
            DifferenceOut(kind=finding.kind.value, said=finding.said, document=finding.document)
            for finding in sentence.findings
        ],
        citations=list(sentence.citations),
        coverage=round(sentence.coverage, 4),
        decided_by=sentence.decided_by.value,
    )
