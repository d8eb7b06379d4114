"""The engine: one object that answers, searches and verifies over one snapshot of the index."""

from corpus.model import Document, Language
from index.embedding.protocol import Embedder
from index.snapshot import Snapshot
from rag.answer import Answer
from rag.requests import AskRequest, Filters, SearchResult, Verification
from rag.settings import EngineSettings

__all__ = ["Engine"]


class Engine:
    """Answers questions from one generation of the index; safe for concurrent use."""

    def __init__(self, snapshot: Snapshot, embedder: Embedder, settings: EngineSettings) -> None:
        self.snapshot = snapshot
        self.settings = settings

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order of their ids."""
        raise NotImplementedError

    def document(self, doc_id: str) -> Document:
        """One document.

        Raises:
            NotFoundError: `document_unknown`.
        """
        raise NotImplementedError

    def ask(self, request: AskRequest) -> Answer:
        """Answer a question.

        Raises:
            InvalidInputError: `question_empty`, `question_too_long`, `question_control_characters`.
        """
        raise NotImplementedError

    def search(
        self, question: str, *, language: Language | None = None, filters: Filters | None = None, top_k: int = 8
    ) -> SearchResult:
        """Find passages without answering."""
        raise NotImplementedError

    def verify(self, doc_id: str, start: int, end: int, quote: str, text_sha256: str | None) -> Verification:
        """Say whether a citation still holds."""
        raise NotImplementedError
