"""What goes out over the wire: answers, passages, documents."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "AnswerOut",
    "BlockOut",
    "CitationOut",
    "ClaimOut",
    "DisagreementOut",
    "DocumentOut",
    "DocumentPage",
    "DocumentTextOut",
    "EmbedderOut",
    "FootnoteOut",
    "FootnoteRef",
    "IndexOut",
    "InfoOut",
    "LanguageModelOut",
    "LimitsOut",
    "ModelOut",
    "ModelsOut",
    "PageOut",
    "PassageOut",
    "RangeOut",
    "ReadyOut",
    "SearchOut",
    "SectionOut",
    "SourceOut",
    "SuggestionOut",
    "SupportOut",
    "TranslationOut",
    "VerificationOut",
]


LanguageName = Literal["zh", "en"]
KindName = Literal["official", "think_tank", "press", "commentary", "unknown"]


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class SupportOut(_Out):
    """Whether a claim's citations bear it out, and the check that says so."""

    label: Literal["supported", "partial", "unsupported"]
    method: str


class ClaimOut(_Out):
    """A stretch of the answer, in code points, and the numbers of its citations."""

    start: int
    end: int
    citations: list[int]
    support: SupportOut


class FootnoteRef(_Out):
    """A footnote whose marker stands in the quote."""

    number: int
    url: str | None


class CitationOut(_Out):
    """The characters that an answer rests on: `text[char_start:char_end] == quote`, in code points."""

    n: int
    doc_id: str
    chunk_id: str
    title: str
    publisher: str
    kind: KindName
    date: str
    url: str | None
    page: int | None = Field(
        description="Of the original, on which the quote begins; null where it has no pages."
    )
    page_end: int | None = Field(
        description="On which the quote ends; as `page` where it stands on one page."
    )
    section: list[str]
    char_start: int
    char_end: int
    quote: str
    language: LanguageName
    translation: str | None
    footnotes: list[FootnoteRef]
    sha256: str = Field(description="Of the bytes of the original.")
    text_sha256: str = Field(description="Of the canonical text.")
    view_url: str


class PassageOut(_Out):
    """A passage that was retrieved; not necessarily relied upon."""

    doc_id: str
    char_start: int
    char_end: int
    text: str
    translation: str | None = Field(
        description="Its rendering in the other language, where every sentence has one; never the text itself."
    )
    score: float


class DisagreementOut(_Out):
    """In what two citations of different documents do not agree; `claims` are positions of those that cite them."""

    claims: tuple[int, int]
    citations: tuple[int, int]
    kind: str = Field(description="`number`, `currency`, `unit` or `date`.")
    said: str = Field(description="Words of the first quote, or of its rendering.")
    other: str = Field(description="What the second has in their place.")


class AnswerOut(_Out):
    """An answer, or the finding that the documents do not give one."""

    id: str
    status: Literal["answered", "partial", "no_answer"]
    abstain_reason: Literal["no_evidence", "not_stated", "false_premise"] | None
    mode: Literal["extractive", "written"]
    model: str | None = Field(description="Name of the language model that wrote it; null if `extractive`.")
    language: LanguageName
    question: str
    standalone_question: str | None = Field(
        description="The question as it reads without `history`; null if it goes on from nothing."
    )
    answer: str
    claims: list[ClaimOut] | None
    citations: list[CitationOut]
    passages: list[PassageOut] | None
    timings_ms: dict[str, float] | None
    index_generation: int
    warnings: list[str]
    differences: list[DisagreementOut] = Field(description="Where cited documents contradict each other.")


class SourceOut(_Out):
    """A document that was looked at, as the event `sources` names it."""

    doc_id: str
    title: str
    publisher: str
    date: str
    kind: KindName
    language: LanguageName
    url: str | None


class SearchOut(_Out):
    """Passages, best first."""

    question: str
    language: LanguageName
    passages: list[PassageOut]
    timings_ms: dict[str, float]
    index_generation: int


class DocumentOut(_Out):
    """A document's passport and where its parts are."""

    doc_id: str
    title: str
    title_translated: str | None
    publisher: str
    publisher_translated: str | None
    author: str
    date: str
    url: str | None
    language: LanguageName
    kind: KindName
    note: str
    note_translated: str | None
    sha256: str
    text_sha256: str
    characters: int
    page_count: int
    translated_to: list[LanguageName]
    text_url: str
    original_url: str
    view_url: str


class DocumentPage(_Out):
    """One page of the list of documents."""

    data: list[DocumentOut]
    next_cursor: str | None
    has_more: bool


class PageOut(_Out):
    """Where a page of the original begins."""

    page: int
    char_start: int


class SectionOut(_Out):
    """A section; `parent` is a place in the list, or null at the top."""

    title: str
    level: int
    char_start: int
    char_end: int
    parent: int | None


class BlockOut(_Out):
    """A paragraph, heading or list item."""

    kind: str
    char_start: int
    char_end: int


class FootnoteOut(_Out):
    """A footnote: its marker stood before the character at `offset`."""

    number: int
    offset: int
    url: str | None
    reference: str | None


class TranslationOut(_Out):
    """A rendering of a stretch of the text; never the text itself."""

    char_start: int
    char_end: int
    text: str
    language: LanguageName
    by: str


class DocumentTextOut(_Out):
    """A document's canonical text, or a window of it.

    All offsets count code points from the beginning of the whole text, in a window too. Sections, blocks,
    footnotes and translations are those that touch the window; `pages` and `sections` are always all.
    """

    doc_id: str
    language: LanguageName
    text: str
    text_sha256: str = Field(description="Of the whole text in UTF-8, in a window too.")
    characters: int = Field(description="Length of the whole text.")
    char_start: int
    char_end: int
    pages: list[PageOut]
    sections: list[SectionOut]
    blocks: list[BlockOut]
    footnotes: list[FootnoteOut]
    translations: list[TranslationOut]


class RangeOut(_Out):
    """A half-open stretch of a document, in code points."""

    char_start: int
    char_end: int


class VerificationOut(_Out):
    """What became of a citation."""

    status: Literal["valid", "moved", "changed", "missing"]
    doc_id: str
    char_start: int
    char_end: int
    found: RangeOut | None = Field(description="Where the quote stands now, when it moved.")
    text_sha256: str | None = Field(description="Of the text as it is now.")
    detail: str


class EmbedderOut(_Out):
    """The model behind the index."""

    name: str
    revision: str = Field(description="Hash of the weights that are served.")


class LanguageModelOut(_Out):
    """The model that writes answers; `fault` is the code of its last failure until it works again."""

    name: str
    fault: str | None


class LimitsOut(_Out):
    """What is refused beyond."""

    question_chars: int
    check_chars: int
    check_sentences: int
    body_bytes: int
    top_k: int
    history_turns: int
    max_concurrent: int
    max_queued: int


class SuggestionOut(_Out):
    """A question to begin with."""

    text: str
    language: LanguageName


class InfoOut(_Out):
    """What is running."""

    name: str
    version: str
    languages: list[LanguageName]
    documents: int
    index_generation: int
    embedder: EmbedderOut
    language_model: LanguageModelOut | None = Field(description="Null where none is configured.")
    modes: list[Literal["extractive", "written"]]
    actions: list[str] = Field(description="What can be posted to under /api/v1/.")
    suggestions: list[SuggestionOut] = Field(description="Questions that the documents answer.")
    limits: LimitsOut
    warnings: list[str]


class ReadyOut(_Out):
    """How the process is."""

    status: Literal["live", "ready"]


class ModelOut(_Out):
    """A model of the data folder."""

    name: str
    state: Literal["ready", "missing", "damaged"]
    revision: str | None
    dimension: int | None
    folder: str | None


class ModelsOut(_Out):
    """The models of the data folder."""

    data: list[ModelOut]


class IndexOut(_Out):
    """The index that is current; `problems` says what is wrong with newer generations."""

    generation: int
    created: str
    counts: dict[str, int]
    up_to_date: bool
    problems: list[str]
