"""LlamaIndex: its sentence splitter and its vector store index, both as they come."""

from collections.abc import Sequence

from llama_index.core import VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.constants import DEFAULT_SIMILARITY_TOP_K
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import TextNode
from pydantic import PrivateAttr

from eval.baselines.pieces import Piece, PlainText, places_of, vectors_of
from index.embedding.protocol import Embedder

__all__ = ["LlamaIndex"]


class _OurVectors(BaseEmbedding):  # type: ignore[misc]
    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.spec.name)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return list(map(float, self._embedder.encode_queries([query])[0].vector))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return vectors_of(self._embedder, [text])[0]


class LlamaIndex:
    """Pieces of so many tokens, and the nearest by cosine."""

    name = "LlamaIndex"

    def __init__(self, documents: Sequence[PlainText], embedder: Embedder) -> None:
        splitter = SentenceSplitter()
        self.default_k = int(DEFAULT_SIMILARITY_TOP_K)
        self.settings = (
            f"SentenceSplitter of {splitter.chunk_size} tokens, {splitter.chunk_overlap} overlapping; "
            f"the best {self.default_k}"
        )
        nodes = []
        for document in documents:
            texts = splitter.split_text(document.text)
            vectors = vectors_of(embedder, texts)
            for text, place, vector in zip(texts, places_of(document, texts), vectors, strict=True):
                about = {"doc_id": place.doc_id, "start": place.start, "end": place.end}
                nodes.append(TextNode(text=text, metadata=about, embedding=vector))
        self._index = VectorStoreIndex(nodes, embed_model=_OurVectors(embedder))

    def retrieve(self, question: str, k: int) -> list[Piece]:
        """As `LibraryRetriever.retrieve`."""
        found = self._index.as_retriever(similarity_top_k=k).retrieve(question)
        abouts = [item.node.metadata for item in found]
        return [Piece(about["doc_id"], about["start"], about["end"]) for about in abouts]
