"""What is compared: the product's retriever, its two first stages alone, and BM25 over uncut paragraphs.

All encode with the same model and cut terms alike, and all but the last search the same rows of the same
index, so that they differ in how they search and in little else.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.model import Language
from eval.baselines.pieces import LibraryRetriever
from index.embedding.protocol import Embedder, EmbedderSpec, Encoded
from index.lexical import LexicalIndex
from index.retriever import RetrievalConfig, Retriever
from index.snapshot import Snapshot

__all__ = [
    "Bm25Ranker",
    "LibraryRanker",
    "ParagraphBm25Ranker",
    "ProductRanker",
    "Ranker",
    "RawDenseRanker",
    "RememberingEmbedder",
]

_PIECES_A_DOCUMENT = 10  # more than any library cuts a paragraph into
_ROWS_TAKEN = 200  # by a baseline: enough for ten documents however many chunks each has


class Ranker(Protocol):
    """Ranks documents for a question."""

    @property
    def name(self) -> str:
        """What it is called in reports."""
        ...

    def rank(self, question: str, language: Language, allowed: NDArray[np.bool_]) -> list[str]:
        """The documents of the best rows.

        Args:
            question: The text.
            language: Its language.
            allowed: (n_rows,) bool, the rows to search.

        Returns:
            Ids, best first, each once.
        """
        ...


class ProductRanker:
    """The retriever as the product runs it."""

    name = "summit"

    def __init__(self, snapshot: Snapshot, embedder: Embedder, config: RetrievalConfig | None = None) -> None:
        self._config = config or RetrievalConfig()
        self._retriever = Retriever(snapshot, embedder, self._config)

    def rank(self, question: str, language: Language, allowed: NDArray[np.bool_]) -> list[str]:
        """The documents of all rows that were ranked to the end."""
        encoded = self._retriever.encode(question, language)
        hits = self._retriever.search(encoded, top_k=self._config.reranked, allowed=allowed)
        return _each_once(hit.chunk.doc_id for hit in hits)


class Bm25Ranker:
    """The lexical index alone, whatever the languages of question and passage."""

    name = "BM25 alone"

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def rank(self, question: str, language: Language, allowed: NDArray[np.bool_]) -> list[str]:
        """The documents of the rows that share most terms; none if no row shares any."""
        found = self._snapshot.lexical.search(question, _ROWS_TAKEN, allowed=allowed)
        return _each_once(self._snapshot.row(row).doc_id for row, _ in found)


class ParagraphBm25Ranker:
    """BM25 over whole documents: what is lost by cutting them, or gained.

    Args:
        snapshot: Whose documents to index again.
        folder: A new or empty folder for that index.
    """

    name = "BM25 over paragraphs"

    def __init__(self, snapshot: Snapshot, folder: Path) -> None:
        self._doc_ids = snapshot.rows.doc_ids
        self._first_rows = [int(snapshot.rows_of_document(doc_id)[0]) for doc_id in self._doc_ids]
        texts = (snapshot.document(doc_id).text for doc_id in self._doc_ids)
        self._lexical = LexicalIndex.build(folder, texts)

    def rank(self, question: str, language: Language, allowed: NDArray[np.bool_]) -> list[str]:
        """The documents that share most terms; a document is allowed when its first row is."""
        found = self._lexical.search(question, _ROWS_TAKEN, allowed=allowed[self._first_rows])
        return [self._doc_ids[number] for number, _ in found]


class LibraryRanker:
    """Another library with its own splitter and retriever, over the same passages and the same model.

    Args:
        library: Holds some documents of the snapshot.
        snapshot: Tells which document a row belongs to.
        doc_ids: The documents that the library holds.
    """

    def __init__(self, library: LibraryRetriever, snapshot: Snapshot, doc_ids: Iterable[str]) -> None:
        self.name = library.name
        self._library = library
        self._first_rows = {doc_id: int(snapshot.rows_of_document(doc_id)[0]) for doc_id in doc_ids}

    def rank(self, question: str, language: Language, allowed: NDArray[np.bool_]) -> list[str]:
        """The documents of all its pieces; it compares with every one, so leaving some out later is no loss."""
        found = self._library.retrieve(question, _PIECES_A_DOCUMENT * len(self._first_rows))
        return _each_once(piece.doc_id for piece in found if allowed[self._first_rows[piece.doc_id]])


class RawDenseRanker:
    """The model's vectors as they are, not centred, compared one by one."""

    name = "raw dense alone"

    def __init__(self, snapshot: Snapshot, embedder: Embedder) -> None:
        self._snapshot, self._embedder = snapshot, embedder
        self._vectors = np.stack([snapshot.vector(row) for row in range(len(snapshot))])

    def rank(self, question: str, language: Language, allowed: NDArray[np.bool_]) -> list[str]:
        """The documents of the rows of highest cosine."""
        (encoded,) = self._embedder.encode_queries([question])
        rows = np.flatnonzero(allowed)
        cosines = (self._vectors @ encoded.vector)[rows]
        order = np.lexsort((rows, -cosines))[:_ROWS_TAKEN]
        return _each_once(self._snapshot.row(int(row)).doc_id for row in rows[order])


class RememberingEmbedder:
    """Encodes each question once, however many systems and tasks ask it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._queries: dict[str, Encoded] = {}

    @property
    def spec(self) -> EmbedderSpec:
        """That of the embedder behind it."""
        return self._embedder.spec

    def encode_queries(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode the questions that are new."""
        new = [text for text in dict.fromkeys(texts) if text not in self._queries]
        self._queries |= zip(new, self._embedder.encode_queries(new), strict=True)
        return [self._queries[text] for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode passages; they are not kept."""
        return self._embedder.encode_passages(texts)


def _each_once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
