"""LlamaIndex: its sentence splitter and its vector store index, both as they come."""

from collections.abc import Sequence

from llama_index.core import VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.constants import DEFAULT_SIMILARITY_TOP_K
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import TextNode
from pydantic import PrivateAttr

from eval.baselines.pieces import Piece, PlainText, cut_with, passage_vectors, question_vector, versions_of
from index.embedding.protocol import Embedder

__all__ = ["LlamaIndex"]

_VERSIONS = versions_of("llama-index-core")


class _OurVectors(BaseEmbedding):  # type: ignore[misc]
    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.spec.name)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return question_vector(self._embedder, query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return passage_vectors(self._embedder, [text])[0]


class LlamaIndex:
    """Pieces of so many tokens, and the nearest by cosine."""

    name = "LlamaIndex"

    def __init__(self, documents: Sequence[PlainText], embedder: Embedder) -> None:
        splitter = SentenceSplitter()
        self.default_k = int(DEFAULT_SIMILARITY_TOP_K)
        self.settings = (
            f"{_VERSIONS}: SentenceSplitter of {splitter.chunk_size} tokens, {splitter.chunk_overlap} overlapping; "
            f"the best {self.default_k}"
        )
        nodes = [
            TextNode(text=cut.text, metadata=cut.piece.about, embedding=cut.vector)
            for cut in cut_with(splitter.split_text, documents, embedder)
        ]
        self._index = VectorStoreIndex(nodes, embed_model=_OurVectors(embedder))

    def retrieve(self, question: str, k: int) -> list[Piece]:
        """As `LibraryRetriever.retrieve`."""
        found = self._index.as_retriever(similarity_top_k=k).retrieve(question)
        return [Piece(**item.node.metadata) for item in found]
