"""An opened generation: everything that retrieval reads, of one moment."""

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DataError
from corpus.model import Document
from index.chunk import Chunk, ChunkView
from index.chunking import ChunkingConfig
from index.embedding.protocol import Embedder
from index.fingerprint import index_fingerprint
from index.generation import OpenedGeneration, generations_path, open_current
from index.generation_writer import LEXICAL, MEANS, SEARCH, TOKENS, VECTORS
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.means import LanguageMeans
from index.record import Record, record_path
from index.rows import RowRef, RowTable
from index.stored import StoredArray, unit_rows
from index.tokens import TokenStore
from index.vectors import VectorIndex

__all__ = ["Snapshot", "open_snapshot"]

_CHUNKS_KEPT = 4096
_DOCUMENTS_KEPT = 64


class Snapshot:
    """A generation and the record behind it; never changes, safe for concurrent reads.

    Chunks are those of the generation. Documents are the record's: one removed since is not found.

    Attributes:
        number: The generation's.
        manifest: What it was made from, `manifest.sequence` among it.
        problems: What was wrong with newer generations; empty when this is the current one.
        vectors: Search over the centred vectors, by row.
        lexical: Search over the terms, by row.
        tokens: Token vectors by row.
        means: What was subtracted from passages, and is to be from questions.
        rows: What the rows stand for.

    Raises:
        DataError: `index_damaged` if its parts cannot be read or do not fit each other.
    """

    def __init__(self, opened: OpenedGeneration, record: Record) -> None:
        folder = opened.folder
        self.number, self.manifest, self.problems = opened.number, opened.manifest, opened.problems
        self.vectors = VectorIndex.load(folder / SEARCH)
        self.lexical = LexicalIndex.open(folder / LEXICAL)
        self.tokens = TokenStore(folder / TOKENS)
        self.means = LanguageMeans.load(folder / MEANS)
        self.rows = RowTable(folder)
        self._raw = _raw_vectors(folder, self.manifest, self.vectors.dimension)
        sizes = {len(self.vectors), self.lexical.num_docs, len(self.tokens), len(self.rows), len(self._raw)}
        if len(sizes) != 1:
            raise DataError(
                "index_damaged",
                f"the parts of generation {self.number} have different numbers of rows",
                next_step="run `summit index rebuild`",
            )
        self._chunk = lru_cache(_CHUNKS_KEPT)(self.rows.chunk)
        self._document = lru_cache(_DOCUMENTS_KEPT)(record.document)

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def languages(self) -> NDArray[np.int8]:
        """(n_rows,) int8, positions in `index.rows.LANGUAGES`."""
        return self.rows.languages

    def row(self, row: int) -> RowRef:
        """What a row stands for.

        Raises:
            IndexError: If there is no such row.
        """
        return self.rows.row(row)

    def doc_ids(self) -> list[str]:
        """The documents that have rows here, in order."""
        return self.rows.doc_ids

    def rows_of_document(self, doc_id: str) -> NDArray[np.int64]:
        """The rows of a document, in order; none if it has no rows here."""
        return self.rows.rows_of_document(doc_id)

    def rows_of_chunk(self, chunk_id: str) -> NDArray[np.int64]:
        """The rows of a chunk, one a view.

        Raises:
            NotFoundError: `chunk_unknown`.
        """
        return self.rows.rows_of_chunk(chunk_id)

    def chunk(self, chunk_id: str) -> Chunk:
        """A chunk as it was when the generation was built.

        Raises:
            NotFoundError: `chunk_unknown`.
        """
        return self._chunk(chunk_id)

    def view(self, row: int) -> ChunkView:
        """The view that a row stands for.

        Raises:
            IndexError: If there is no such row.
        """
        found = self.rows.row(row)
        return self._chunk(found.chunk_id).views[found.view]

    def document(self, doc_id: str) -> Document:
        """A document of the record.

        Raises:
            NotFoundError: `document_unknown`.
        """
        return self._document(doc_id)

    def vector(self, row: int) -> NDArray[np.float32]:
        """A row's vector as the embedder gave it, not centred: (dim,) float32 of length 1.

        Raises:
            IndexError: If there is no such row.
        """
        if not 0 <= row < len(self):
            raise IndexError(f"row {row} of {len(self)}")
        return np.asarray(unit_rows(self._raw.rows(row, row + 1))[0])


def open_snapshot(
    data_dir: Path, embedder: Embedder, chunking: ChunkingConfig, *, record: Record | None = None
) -> Snapshot:
    """Open the current generation, or the one before when that is damaged (see `Snapshot.problems`).

    Args:
        data_dir: The folder with the record and the generations.
        embedder: The model that will encode the questions.
        chunking: How documents are cut.
        record: The record of that folder if it is open already.

    Raises:
        DataError: `index_missing`, `index_mismatch` or `index_damaged`; each says what to run.
    """
    fingerprint = index_fingerprint(embedder.spec, chunking)
    opened = open_current(generations_path(data_dir), fingerprint=fingerprint)
    return Snapshot(opened, record or Record(record_path(data_dir)))


def _raw_vectors(folder: Path, manifest: Manifest, dimension: int) -> StoredArray[np.float16]:
    try:
        return StoredArray(folder / VECTORS, np.dtype("<f2"), (manifest.counts["rows"], dimension))
    except (OSError, ValueError, KeyError) as error:
        raise DataError(
            "index_damaged",
            f"the vectors in {folder} cannot be read: {error}",
            next_step="run `summit index rebuild`",
        ) from error
