"""What a service says over the wire, as far as it is measured; strict in types, deaf to further fields."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from corpus.model import Document, Language, Passport, SourceKind, Span, Translation
from eval.observed import ObservedAnswer, ObservedCitation, ObservedClaim, ObservedPassage

__all__ = [
    "WireAnswer",
    "WireDelta",
    "WireDocument",
    "WireDocumentPage",
    "WireInfo",
    "WireProblem",
    "WireText",
]


class _Wire(BaseModel):
    # Not a number is no number: it could not be written down again.
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, allow_inf_nan=False)


class _WireSupport(_Wire):
    label: str


class _WireClaim(_Wire):
    start: int
    end: int
    citations: tuple[int, ...] = ()
    support: _WireSupport | None = None


class _WireNote(_Wire):
    url: str | None = None


class _WireCitation(_Wire):
    n: int
    doc_id: str
    char_start: int
    char_end: int
    quote: str
    language: str | None = None
    translation: str | None = None
    footnotes: tuple[_WireNote, ...] = ()

    def observed(self) -> ObservedCitation:
        return ObservedCitation(
            n=self.n,
            doc_id=self.doc_id,
            char_start=self.char_start,
            char_end=self.char_end,
            quote=self.quote,
            language=self.language,
            translation=self.translation,
            urls=tuple(note.url for note in self.footnotes if note.url),
        )


class _WirePassage(_Wire):
    doc_id: str
    char_start: int
    char_end: int
    text: str
    score: float = 0.0


class WireAnswer(_Wire):
    """The body of an answer; claims, passages and timings are null where a service does not give them.

    A claim lies within the answer: offsets that reach beyond would be read as other characters, or as none. One that
    names a citation that is not given is a fault of the answer, not of its form, and is scored as one.
    """

    status: Literal["answered", "partial", "no_answer"]
    abstain_reason: str | None = None
    mode: str = "extractive"
    language: str | None = None
    answer: str
    claims: tuple[_WireClaim, ...] | None = None
    citations: tuple[_WireCitation, ...]
    passages: tuple[_WirePassage, ...] | None = None
    timings_ms: dict[str, float] | None = None
    index_generation: int | None = None
    warnings: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _check_claims(self) -> Self:
        for at, claim in enumerate(self.claims or ()):
            if not 0 <= claim.start < claim.end <= len(self.answer):
                place = f"claims.{at} is answer[{claim.start}:{claim.end}]"
                raise ValueError(f"{place}, and the answer has {len(self.answer)} characters")
        return self

    def observed(self) -> ObservedAnswer:
        """What is seen of it."""
        return ObservedAnswer(
            status=self.status,
            abstain_reason=self.abstain_reason,
            mode=self.mode,
            language=self.language,
            answer=self.answer,
            claims=tuple(
                ObservedClaim(
                    start=claim.start,
                    end=claim.end,
                    citations=claim.citations,
                    label=claim.support.label if claim.support else None,
                )
                for claim in self.claims or ()
            ),
            citations=tuple(citation.observed() for citation in self.citations),
            passages=tuple(ObservedPassage(**passage.model_dump()) for passage in self.passages or ()),
            timings_ms=self.timings_ms or {},
            index_generation=self.index_generation,
            warnings=self.warnings,
        )


class WireDelta(_Wire):
    """The data of an event `delta`: some of the answer's words."""

    text: str


class WireProblem(_Wire):
    """A refusal."""

    code: str
    detail: str = ""


class _WireTranslation(_Wire):
    char_start: int
    char_end: int
    text: str
    language: Language
    by: str = ""


class WireText(_Wire):
    """The whole text of a document."""

    text: str
    text_sha256: str
    translations: tuple[_WireTranslation, ...] = ()


class WireDocument(_Wire):
    """A document's passport."""

    doc_id: str
    title: str
    title_translated: str | None = None
    publisher: str = ""
    publisher_translated: str | None = None
    author: str = ""
    date: str = ""
    url: str | None = None
    language: Language
    kind: SourceKind = SourceKind.UNKNOWN
    note: str = ""
    note_translated: str | None = None
    sha256: str = ""
    text_sha256: str

    def with_text(self, whole: WireText) -> Document:
        """The document: text, passport and translations; its structure is not asked for."""
        fields = self.model_dump(exclude={"doc_id"})
        return Document(
            doc_id=self.doc_id,
            text=whole.text,
            passport=Passport(**fields),
            blocks=(),
            sections=(),
            footnotes=(),
            pages=(),
            source_runs=(),
            removed=(),
            translations=tuple(
                Translation(Span(item.char_start, item.char_end), item.text, item.language, item.by)
                for item in whole.translations
            ),
        )


class WireDocumentPage(_Wire):
    """One page of the list of documents."""

    data: tuple[WireDocument, ...]
    next_cursor: str | None = None
    has_more: bool = False


class _WireEmbedder(_Wire):
    name: str
    revision: str = ""


class WireInfo(_Wire):
    """What a service says of itself."""

    name: str
    version: str = ""
    index_generation: int | None = None
    embedder: _WireEmbedder | None = None
    modes: tuple[str, ...] = ()

    def told(self) -> dict[str, str]:
        """By name, without what was not said."""
        embedder = self.embedder
        told = {
            "service": self.name,
            "version": self.version,
            "index_generation": "" if self.index_generation is None else str(self.index_generation),
            "embedder_name": embedder.name if embedder else "",
            "embedder_revision": embedder.revision if embedder else "",
            "modes": ", ".join(self.modes),
        }
        return {name: value for name, value in told.items() if value}
