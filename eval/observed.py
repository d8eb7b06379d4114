"""What was seen of an answer, wherever it came from: the engine in this process or a service over HTTP.

All measures look at this and at nothing else, so that two systems behind the same wire format are measured alike.
It is the wire format of the API with the fields that measures need.
"""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from rag.answer import Answer

__all__ = [
    "Observation",
    "ObservedAnswer",
    "ObservedCitation",
    "ObservedClaim",
    "ObservedPassage",
]


class _Seen(BaseModel):
    # A service may say more than is measured.
    model_config = ConfigDict(frozen=True, extra="ignore")


class ObservedClaim(_Seen):
    """A stretch of the answer, `answer[start:end]` in code points, and the numbers of its citations."""

    start: int
    end: int
    citations: tuple[int, ...] = ()
    label: str | None = None
    """The service's own verdict: supported, partial or unsupported."""


class ObservedCitation(_Seen):
    """A quote with its place in a document's canonical text, half-open, in code points."""

    n: int
    doc_id: str
    char_start: int
    char_end: int
    quote: str
    language: str | None = None
    translation: str | None = None
    urls: tuple[str, ...] = ()
    """The addresses of the notes that the quote carries."""


class ObservedPassage(_Seen):
    """What was retrieved, best first."""

    doc_id: str
    char_start: int
    char_end: int
    text: str
    score: float = 0.0


class ObservedAnswer(_Seen):
    """One answer."""

    status: str
    abstain_reason: str | None = None
    mode: str = "extractive"
    language: str | None = None
    answer: str = ""
    claims: tuple[ObservedClaim, ...] = ()
    citations: tuple[ObservedCitation, ...] = ()
    passages: tuple[ObservedPassage, ...] = ()
    timings_ms: dict[str, float] = Field(default_factory=dict)
    index_generation: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether no answer was given."""
        return self.status == "no_answer"

    @classmethod
    def from_answer(cls, answer: Answer) -> Self:
        """What is seen of an answer of the engine in this process."""
        return cls(
            status=answer.status.value,
            abstain_reason=answer.abstain_reason.value if answer.abstain_reason else None,
            mode=answer.mode.value,
            language=answer.language.value,
            answer=answer.text,
            claims=tuple(
                ObservedClaim(start=c.start, end=c.end, citations=c.citations, label=c.support.label.value)
                for c in answer.claims
            ),
            citations=tuple(
                ObservedCitation(
                    n=c.number,
                    doc_id=c.document.doc_id,
                    char_start=c.span.start,
                    char_end=c.span.end,
                    quote=c.quote,
                    language=c.document.passport.language.value,
                    translation=c.translation,
                    urls=tuple(note.url for note in c.footnotes if note.url),
                )
                for c in answer.citations
            ),
            passages=tuple(
                ObservedPassage(
                    doc_id=p.document.doc_id,
                    char_start=p.chunk.span.start,
                    char_end=p.chunk.span.end,
                    text=p.chunk.span.of(p.document.text),
                    score=p.score,
                )
                for p in answer.passages
            ),
            timings_ms=dict(answer.timings_ms),
            index_generation=answer.index_generation,
            warnings=answer.warnings,
        )


class Observation(_Seen):
    """One asking of one case: the answer, or why there is none; never both and never neither."""

    case_id: str
    repeat: int = 0
    """0 for the first asking; more where the same question is asked again to see whether the answer stays."""
    seen: ObservedAnswer | None = None
    failure: str | None = None
    elapsed_ms: float = 0.0
    first_token_ms: float | None = None
    """Until the first words, where the answer came as a stream."""
