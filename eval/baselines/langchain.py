"""LangChain: its recursive splitter and its in-memory store, both as they come."""

import inspect
from collections.abc import Sequence

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_text_splitters import RecursiveCharacterTextSplitter

from eval.baselines.pieces import Piece, PlainText, cut_with, passage_vectors, question_vector, versions_of
from index.embedding.protocol import Embedder

__all__ = ["LangChain"]

_VERSIONS = versions_of("langchain-core", "langchain-text-splitters")


class _OurVectors(Embeddings):
    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return passage_vectors(self._embedder, texts)

    def embed_query(self, text: str) -> list[float]:
        return question_vector(self._embedder, text)


class LangChain:
    """Pieces of so many characters, and the nearest by cosine."""

    name = "LangChain"

    def __init__(self, documents: Sequence[PlainText], embedder: Embedder) -> None:
        splitter = RecursiveCharacterTextSplitter()
        signature = inspect.signature(InMemoryVectorStore.similarity_search)
        self.default_k = int(signature.parameters["k"].default)
        self.settings = (
            f"{_VERSIONS}: RecursiveCharacterTextSplitter of {splitter._chunk_size} characters, "
            f"{splitter._chunk_overlap} overlapping; the best {self.default_k}"
        )
        self._store = InMemoryVectorStore(_OurVectors(embedder))
        pieces = [
            Document(cut.text, metadata=cut.piece.about)
            for cut in cut_with(splitter.split_text, documents, embedder)
        ]
        self._store.add_documents(pieces)

    def retrieve(self, question: str, k: int) -> list[Piece]:
        """As `LibraryRetriever.retrieve`."""
        found = self._store.similarity_search(question, k)
        return [Piece(**item.metadata) for item in found]
