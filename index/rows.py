"""Which row of an index stands for which view of which chunk, and the chunks themselves.

A generation carries its own chunks, so that it stays whole while the record moves on under it.

    chunks.jsonl   a chunk a line, in row order
    rows.npz       chunk_ids, doc_ids, and by row or chunk the numbers that tie them together
"""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DataError, NotFoundError
from corpus.model import Language
from index.chunk import Chunk
from index.serialise import chunk_from_json, chunk_to_json
from index.stored import StoredBytes

__all__ = ["LANGUAGES", "RowRef", "RowTable", "RowTableWriter"]

LANGUAGES = tuple(Language)
"""The languages in the order of their codes in `RowTable.languages`."""

_CHUNKS, _ROWS = "chunks.jsonl", "rows.npz"


@dataclass(frozen=True, slots=True)
class RowRef:
    """What a row stands for; `view` is an index into the chunk's views."""

    chunk_id: str
    doc_id: str
    language: Language
    view: int


class RowTableWriter:
    """Writes the rows of a generation, chunk by chunk, a row per view.

    Args:
        folder: Where the two files go.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = (folder / _CHUNKS).open("wb")
        self._offsets = [0]
        self._chunk_ids: list[str] = []
        self._doc_ids: list[str] = []
        self._doc_of_chunk: list[int] = []
        self._rows: list[tuple[int, int, int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._write_rows()
        finally:
            self._file.close()

    def add(self, chunk: Chunk) -> None:
        """Append a chunk; the chunks of a document come one after another."""
        line = chunk_to_json(chunk) + b"\n"
        self._file.write(line)
        self._offsets.append(self._offsets[-1] + len(line))
        if not self._doc_ids or self._doc_ids[-1] != chunk.doc_id:
            self._doc_ids.append(chunk.doc_id)
        number = len(self._chunk_ids)
        self._chunk_ids.append(chunk.chunk_id)
        self._doc_of_chunk.append(len(self._doc_ids) - 1)
        self._rows += [(number, at, LANGUAGES.index(view.language)) for at, view in enumerate(chunk.views)]

    def _write_rows(self) -> None:
        rows = np.asarray(self._rows, np.int64).reshape(-1, 3)
        with (self._folder / _ROWS).open("wb") as file:
            np.savez(
                file,
                allow_pickle=False,
                chunk_ids=np.asarray(self._chunk_ids, np.bytes_),
                doc_ids=np.asarray(self._doc_ids, np.bytes_),
                offsets=np.asarray(self._offsets, np.int64),
                doc_of_chunk=np.asarray(self._doc_of_chunk, np.int32),
                chunk_of_row=rows[:, 0].astype(np.int32),
                view_of_row=rows[:, 1].astype(np.int8),
                language_of_row=rows[:, 2].astype(np.int8),
            )


class RowTable:
    """Rows, chunks and documents of a generation, about 60 bytes of memory a row; chunks are read as needed.

    Raises:
        DataError: `index_damaged` if the files cannot be read or do not fit each other.
    """

    def __init__(self, folder: Path) -> None:
        try:
            with (folder / _ROWS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                self._chunk_ids = arrays["chunk_ids"]
                self._doc_ids = arrays["doc_ids"]
                self._offsets = arrays["offsets"]
                self._doc_of_chunk = arrays["doc_of_chunk"]
                self._chunk_of_row = arrays["chunk_of_row"]
                self._view_of_row = arrays["view_of_row"]
                self.languages: NDArray[np.int8] = arrays["language_of_row"]
            self._lines = StoredBytes(folder / _CHUNKS, int(self._offsets[-1]))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise DataError(
                "index_damaged",
                f"the rows in {folder} cannot be read: {error}",
                next_step="run `summit index rebuild`",
            ) from error
        self._by_id = np.argsort(self._chunk_ids, kind="stable")

    def __len__(self) -> int:
        return len(self._chunk_of_row)

    @property
    def doc_ids(self) -> list[str]:
        """The documents that have rows, in row order."""
        return [doc_id.decode() for doc_id in self._doc_ids.tolist()]

    def row(self, row: int) -> RowRef:
        """What a row stands for.

        Raises:
            IndexError: If there is no such row.
        """
        if not 0 <= row < len(self):
            raise IndexError(f"row {row} of {len(self)}")
        chunk = self._chunk_of_row[row]
        return RowRef(
            self._chunk_ids[chunk].decode(),
            self._doc_ids[self._doc_of_chunk[chunk]].decode(),
            LANGUAGES[self.languages[row]],
            int(self._view_of_row[row]),
        )

    def rows_of_document(self, doc_id: str) -> NDArray[np.int64]:
        """The rows of a document, in order; none if it has no rows here."""
        known = np.flatnonzero(self._doc_ids == doc_id.encode())
        if not len(known):
            return np.empty(0, np.int64)
        chunks = np.searchsorted(self._doc_of_chunk, [known[0], known[0] + 1])
        first, last = np.searchsorted(self._chunk_of_row, chunks)
        return np.arange(first, last, dtype=np.int64)

    def chunk(self, chunk_id: str) -> Chunk:
        """A chunk as it was when the generation was built.

        Raises:
            NotFoundError: `chunk_unknown`.
            DataError: `index_damaged` if the file has become shorter since it was opened.
        """
        number = self._number(chunk_id)
        start, end = int(self._offsets[number]), int(self._offsets[number + 1])
        return chunk_from_json(self._lines.read(start, end))

    def rows_of_chunk(self, chunk_id: str) -> NDArray[np.int64]:
        """The rows of a chunk, one per view, in the order of its views.

        Raises:
            NotFoundError: `chunk_unknown`.
        """
        number = self._number(chunk_id)
        first, last = np.searchsorted(self._chunk_of_row, [number, number + 1])
        return np.arange(first, last, dtype=np.int64)

    def _number(self, chunk_id: str) -> int:
        wanted = chunk_id.encode()
        at = int(np.searchsorted(self._chunk_ids, wanted, sorter=self._by_id))
        if at == len(self._by_id) or self._chunk_ids[self._by_id[at]] != wanted:
            raise NotFoundError(
                "chunk_unknown", f"there is no chunk {chunk_id}", next_step="search again for a present one"
            )
        return int(self._by_id[at])
