"""What needs no library: the documents cut at their line ends, searched by words (BM25) or by the model's vectors."""

import shutil
import weakref
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from eval.baselines.pieces import Cut, LibraryRetriever, Piece, PlainText, cut_with, question_vector
from index.embedding.protocol import Embedder
from index.lexical import LexicalIndex

__all__ = ["PlainDense", "PlainWords", "open_plain"]

_DEFAULT_K = 10


class PlainWords:
    """Paragraphs by BM25, whatever the languages of question and document."""

    name = "BM25 over paragraphs"
    settings = "cut at line ends; terms as this product cuts them; the best 10"
    default_k = _DEFAULT_K

    def __init__(self, cuts: Sequence[Cut]) -> None:
        self._pieces = [cut.piece for cut in cuts]
        folder = mkdtemp()
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._index = LexicalIndex.build(Path(folder), (cut.text for cut in cuts))

    def retrieve(self, question: str, k: int) -> list[Piece]:
        """As `LibraryRetriever.retrieve`."""
        return [self._pieces[row] for row, _ in self._index.search(question, k)]


class PlainDense:
    """Paragraphs by cosine, the vectors as the model gives them."""

    name = "dense over paragraphs"
    settings = "cut at line ends; vectors as the model gives them, compared one by one; the best 10"
    default_k = _DEFAULT_K

    def __init__(self, cuts: Sequence[Cut], embedder: Embedder) -> None:
        self._pieces, self._embedder = [cut.piece for cut in cuts], embedder
        self._vectors = np.array([cut.vector for cut in cuts])

    def retrieve(self, question: str, k: int) -> list[Piece]:
        """As `LibraryRetriever.retrieve`."""
        cosines = self._vectors @ np.array(question_vector(self._embedder, question))
        return [self._pieces[row] for row in np.argsort(-cosines, kind="stable")[:k]]


def open_plain(documents: Sequence[PlainText], embedder: Embedder) -> list[LibraryRetriever]:
    """Cut some documents into paragraphs, once, and let them be searched in both ways."""
    cuts = cut_with(_paragraphs, documents, embedder)
    return [PlainWords(cuts), PlainDense(cuts, embedder)]


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
