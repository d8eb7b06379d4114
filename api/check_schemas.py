"""What goes out over the wire when a text is checked."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import CitationOut, LanguageName

__all__ = ["CheckCounts", "CheckOut", "CheckedSentenceOut", "DifferenceOut"]

VerdictName = Literal["supported", "contradicted", "partial", "absent"]
DifferenceName = Literal[
    "number",
    "unit",
    "currency",
    "date",
    "name",
    "place",
    "role",
    "negation",
    "modality",
    "attribution",
    "content",
]


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class DifferenceOut(_Out):
    """One difference between a sentence and the documents."""

    kind: DifferenceName
    said: str = Field(description="Words of the sentence.")
    document: str | None = Field(
        description="What the document says in their place; null where it says nothing."
    )


class CheckedSentenceOut(_Out):
    """A sentence with its verdict: `text[start:end]` of what was sent, in code points."""

    start: int
    end: int
    text: str
    verdict: VerdictName
    differs: list[DifferenceOut]
    citations: list[int] = Field(description="Numbers of the quotes that decided; none where it is absent.")
    coverage: float = Field(description="How much of its content the first quote speaks of, 0 to 1.")
    decided_by: Literal["checks", "language_model"] = Field(
        description="language_model: the checks found it nowhere, and the model found it said in other words."
    )


class CheckCounts(_Out):
    """How many sentences have each verdict."""

    supported: int
    contradicted: int
    partial: int
    absent: int


class CheckOut(_Out):
    """A text, sentence by sentence, against the documents."""

    language: LanguageName
    counts: CheckCounts
    sentences: list[CheckedSentenceOut]
    citations: list[CitationOut]
    timings_ms: dict[str, float]
    index_generation: int
    warnings: list[str]
