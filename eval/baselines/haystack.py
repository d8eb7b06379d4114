"""Haystack: its document splitter and its in-memory retriever, both as they come."""

import inspect
from collections.abc import Sequence

from haystack import Document
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from eval.baselines.pieces import Piece, PlainText, cut_with, question_vector, versions_of
from index.embedding.protocol import Embedder

__all__ = ["Haystack"]

_VERSIONS = versions_of("haystack-ai")


class Haystack:
    """Pieces of so many words between blanks, and the nearest by dot product; the vectors have length 1."""

    name = "Haystack"

    def __init__(self, documents: Sequence[PlainText], embedder: Embedder) -> None:
        self._embedder = embedder
        splitter = DocumentSplitter()
        signature = inspect.signature(InMemoryEmbeddingRetriever.__init__)
        self.default_k = int(signature.parameters["top_k"].default)
        self.settings = (
            f"{_VERSIONS}: DocumentSplitter by {splitter.split_by}, {splitter.split_length} a piece, "
            f"{splitter.split_overlap} overlapping; the best {self.default_k}"
        )

        def split(text: str) -> list[str]:
            return [part.content for part in splitter.run([Document(content=text)])["documents"]]

        store = InMemoryDocumentStore()
        store.write_documents(
            [
                Document(id=str(cut.piece), content=cut.text, embedding=cut.vector, meta=cut.piece.about)
                for cut in cut_with(split, documents, embedder)
            ]
        )
        self._retriever = InMemoryEmbeddingRetriever(store)

    def retrieve(self, question: str, k: int) -> list[Piece]:
        """As `LibraryRetriever.retrieve`."""
        vector = question_vector(self._embedder, question)
        found = self._retriever.run(query_embedding=vector, top_k=k)["documents"]
        return [Piece(**{name: item.meta[name] for name in ("doc_id", "start", "end")}) for item in found]
