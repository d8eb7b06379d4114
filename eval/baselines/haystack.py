"""Haystack: its document splitter and its in-memory retriever, both as they come."""

import inspect
from collections.abc import Sequence

from haystack import Document
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from eval.baselines.pieces import Piece, PlainText, places_of, vectors_of
from index.embedding.protocol import Embedder

__all__ = ["Haystack"]


class Haystack:
    """Pieces of so many words between blanks, and the nearest by dot product; the vectors have length 1."""

    name = "Haystack"

    def __init__(self, documents: Sequence[PlainText], embedder: Embedder) -> None:
        self._embedder = embedder
        splitter = DocumentSplitter()
        signature = inspect.signature(InMemoryEmbeddingRetriever.__init__)
        self.default_k = int(signature.parameters["top_k"].default)
        self.settings = (
            f"DocumentSplitter by {splitter.split_by}, {splitter.split_length} a piece, "
            f"{splitter.split_overlap} overlapping; the best {self.default_k}"
        )
        store = InMemoryDocumentStore()
        for document in documents:
            texts = [part.content for part in splitter.run([Document(content=document.text)])["documents"]]
            vectors = vectors_of(embedder, texts)
            places = places_of(document, texts)
            store.write_documents(
                [
                    Document(
                        id=f"{place.doc_id}:{place.start}:{place.end}",
                        content=text,
                        embedding=vector,
                        meta={"doc_id": place.doc_id, "start": place.start, "end": place.end},
                    )
                    for text, place, vector in zip(texts, places, vectors, strict=True)
                ]
            )
        self._retriever = InMemoryEmbeddingRetriever(store)

    def retrieve(self, question: str, k: int) -> list[Piece]:
        """As `LibraryRetriever.retrieve`."""
        vector = list(map(float, self._embedder.encode_queries([question])[0].vector))
        found = self._retriever.run(query_embedding=vector, top_k=k)["documents"]
        return [Piece(f.meta["doc_id"], f.meta["start"], f.meta["end"]) for f in found]
