"""What stands behind the doors: an engine, what it runs on, and the originals of its documents."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from corpus.errors import NotFoundError
from corpus.loaders import FileFormat
from corpus.model import Document, Language
from index.record import Record, record_path
from rag.answer import Answer
from rag.checking import CheckedText
from rag.models.protocol import Cancelled, never_cancelled
from rag.progress import Tell, tell_nobody
from rag.requests import AskRequest, Filters, SearchResult, Verification
from rag.settings import EngineSettings
from rag.workspace import Progress, open_engine
from rag.writing.attempts import LanguageModelState

__all__ = ["AnswerEngine", "IndexState", "Original", "Service", "ServiceLoader", "open_service"]


class AnswerEngine(Protocol):
    """What the doors need of `rag.engine.Engine`."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order of their ids."""
        ...

    def document(self, doc_id: str) -> Document:
        """One document; `document_unknown` if there is none."""
        ...

    def ask(
        self, request: AskRequest, cancelled: Cancelled = never_cancelled, tell: Tell = tell_nobody
    ) -> Answer:
        """Answer a question, telling how far it is."""
        ...

    def search(
        self,
        question: str,
        *,
        language: Language | None = None,
        filters: Filters | None = None,
        top_k: int = 8,
    ) -> SearchResult:
        """Find passages."""
        ...

    def check(
        self, text: str, *, language: Language | None = None, second_reading: bool = False
    ) -> CheckedText:
        """Check each sentence of a text against the documents."""
        ...

    def verify(self, doc_id: str, start: int, end: int, quote: str, text_sha256: str | None) -> Verification:
        """Say whether a citation still holds."""
        ...


@dataclass(frozen=True, slots=True)
class IndexState:
    """What the answers come from.

    `problems` is not empty when an earlier generation stands in for a damaged one.
    """

    generation: int
    embedder: str
    embedder_revision: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes that a document was read from."""

    data: bytes
    media_type: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Service:
    """Everything a request may need, of one moment."""

    engine: AnswerEngine
    index: IndexState
    original: Callable[[str], Original]
    """Returns a document's original; raises NotFoundError `document_unknown`."""
    language_model: Callable[[], LanguageModelState | None] = lambda: None
    """The model that writes answers as it is now; None if none is configured."""
    close: Callable[[], None] = lambda: None
    """Gives back what must not outlive the server: the process of a language model."""


ServiceLoader = Callable[[Progress], Service]
"""Opens a service and tells how far it is."""

_FILES: dict[FileFormat, tuple[str, str]] = {
    FileFormat.PAGED_TEXT: ("text/plain", "txt"),
    FileFormat.PLAIN: ("text/plain", "txt"),
    FileFormat.ARTICLE: ("text/markdown", "md"),
}


def open_service(settings: EngineSettings, progress: Progress | None = None) -> Service:
    """Build what is missing and open the real engine.

    Raises:
        DataError: If the model, the record or the index cannot be used.
        UnavailableError: If the disk or another process is in the way.
    """
    engine = open_engine(settings, progress)
    record = Record(record_path(settings.data_dir))
    snapshot = engine.snapshot
    model = engine.embedder.spec
    index = IndexState(snapshot.number, model.name, model.revision, engine.warnings)
    return Service(
        engine,
        index,
        lambda doc_id: read_original(record, doc_id),
        lambda: engine.language_model,
        engine.close,
    )


def read_original(record: Record, doc_id: str) -> Original:
    """A document's original under a name of our own making.

    Raises:
        NotFoundError: `document_unknown`.
    """
    for entry in record.entries():
        if entry.doc_id == doc_id:
            media_type, suffix = _FILES[entry.file_format]
            return Original(record.source(doc_id), media_type, f"{doc_id}.{suffix}")
    raise NotFoundError("document_unknown", f"there is no document {doc_id}", next_step="list the documents")
