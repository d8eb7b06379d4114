"""What an answer is: claims, the citations they rest on, the passages that were looked at."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Document, Footnote, Language, Span
from index.chunk import Chunk
from rag.checks.finding import FindingKind

__all__ = [
    "AbstainReason",
    "Answer",
    "AnswerMode",
    "AnswerStatus",
    "Citation",
    "Claim",
    "Difference",
    "FoundPassage",
    "Support",
    "SupportLabel",
]


class AnswerStatus(StrEnum):
    """How far the question was answered."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_ANSWER = "no_answer"


class AbstainReason(StrEnum):
    """Why a question was not answered, or not as it was put."""

    NO_EVIDENCE = "no_evidence"
    NOT_STATED = "not_stated"
    FALSE_PREMISE = "false_premise"


class AnswerMode(StrEnum):
    """How the words of an answer came about."""

    EXTRACTIVE = "extractive"
    WRITTEN = "written"


class SupportLabel(StrEnum):
    """Whether a claim's citations bear it out."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Support:
    """A verdict on a claim and the check that gave it."""

    label: SupportLabel
    method: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of the answer that says one thing; `start:end` are code points of the answer."""

    start: int
    end: int
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Citation:
    """The characters that a claim rests on: `document.text[span.start:span.end] == quote`."""

    number: int
    document: Document
    chunk: Chunk
    span: Span
    quote: str
    translation: str | None
    footnotes: tuple[Footnote, ...]

    @property
    def view_url(self) -> str:
        """Where the page shows the quote."""
        return f"/documents/{self.document.doc_id}?start={self.span.start}&end={self.span.end}"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two citations of different documents that give different figures or dates for the same.

    `said` and `other` are words of the first and of the second quote, or of their renderings. `claims` are positions
    in the answer's claims: of the first that cites the one, and of the first that cites the other.
    """

    claims: tuple[int, int]
    citations: tuple[int, int]
    kind: FindingKind
    said: str
    other: str


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that was retrieved; not necessarily relied upon."""

    document: Document
    chunk: Chunk
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it leaves the room."""

    answer_id: str
    question: str
    standalone_question: str | None
    """The question as it reads without the dialogue that it goes on from; None if it stands alone."""
    language: Language
    mode: AnswerMode
    status: AnswerStatus
    abstain_reason: AbstainReason | None
    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    passages: tuple[FoundPassage, ...]
    timings_ms: dict[str, float]
    index_generation: int
    warnings: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    """In what the documents that are cited do not agree, in the order of the citations."""
    model: str | None = None
    """The language model that wrote it, by its name; None for an extractive answer."""
