"""The token vectors of all rows in files, read as they are asked for: what late interaction compares.

    codes.i8     int8     (n_tokens, dim)   a token's vector is its codes times its scale
    scales.f4    float32  (n_tokens,)
    spans.i4     int32    (n_tokens, 2)     code points of the row's embedded text
    ids.i4       int32    (n_tokens,)       numbers in the model's vocabulary
    offsets.i8   int64    (n_rows + 1,)     row i has the tokens offsets[i] to offsets[i + 1]
    shape.json   {"dimension": dim}

All little-endian, without headers, so that they can be written row by row.
"""

import json
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from corpus.errors import DataError
from index.embedding.maxsim import dequantise_rows
from index.embedding.protocol import TokenMatrix
from index.encodings import StoredEncoding
from index.stored import StoredArray

__all__ = ["TokenStore", "TokenStoreWriter"]

_CODES, _SCALES, _SPANS, _IDS, _OFFSETS = "codes.i8", "scales.f4", "spans.i4", "ids.i4", "offsets.i8"
_SHAPE = "shape.json"


class TokenStoreWriter:
    """Writes a token store row by row; memory does not grow but for 8 bytes a row.

    Args:
        folder: A new or empty folder.
        dimension: Numbers in a token vector.
    """

    def __init__(self, folder: Path, dimension: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._dimension = folder, dimension
        self._files = {name: (folder / name).open("wb") for name in (_CODES, _SCALES, _SPANS, _IDS)}
        self._offsets = [0]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                (self._folder / _OFFSETS).write_bytes(np.asarray(self._offsets, "<i8").tobytes())
                (self._folder / _SHAPE).write_text(json.dumps({"dimension": self._dimension}))
        finally:
            for file in self._files.values():
                file.close()

    def add(self, row: StoredEncoding) -> None:
        """Append the tokens of the next row.

        Raises:
            ValueError: If the arrays do not fit each other or the store.
        """
        n = len(row.codes)
        if row.codes.shape != (n, self._dimension) or row.spans.shape != (n, 2):
            raise ValueError(f"token arrays of {row.codes.shape} and {row.spans.shape} do not fit the store")
        if row.scales.shape != (n,) or row.ids.shape != (n,):
            raise ValueError(f"want {n} scales and ids, found {row.scales.shape} and {row.ids.shape}")
        self._files[_CODES].write(row.codes.astype(np.int8).tobytes())
        self._files[_SCALES].write(row.scales.astype("<f4").tobytes())
        self._files[_SPANS].write(row.spans.astype("<i4").tobytes())
        self._files[_IDS].write(row.ids.astype("<i4").tobytes())
        self._offsets.append(self._offsets[-1] + n)


class TokenStore:
    """Token matrices by row, read from disk as they are asked for.

    Raises:
        DataError: `index_damaged` if a file is missing or has not the size that the others ask for.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._dimension = int(json.loads((folder / _SHAPE).read_text())["dimension"])
            self._offsets = np.frombuffer((folder / _OFFSETS).read_bytes(), "<i8")
            n = int(self._offsets[-1])
            self._codes = StoredArray(folder / _CODES, np.dtype(np.int8), (n, self._dimension))
            self._scales = StoredArray(folder / _SCALES, np.dtype("<f4"), (n,))
            self._spans = StoredArray(folder / _SPANS, np.dtype("<i4"), (n, 2))
            self._ids = StoredArray(folder / _IDS, np.dtype("<i4"), (n,))
        except (OSError, ValueError, KeyError, IndexError) as error:
            raise DataError(
                "index_damaged",
                f"the token vectors in {folder} cannot be read: {error}",
                next_step="run `summit index rebuild`",
            ) from error

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @property
    def n_tokens(self) -> int:
        """Tokens of all rows together."""
        return int(self._offsets[-1])

    def get(self, row: int) -> TokenMatrix:
        """The tokens of a row: vectors (n, dim) float32, of length 1 up to rounding, spans and ids.

        Raises:
            IndexError: If there is no such row.
            DataError: `index_damaged` if a file has become shorter since it was opened.
        """
        start, end = self._tokens_of(row)
        vectors = dequantise_rows(self._codes.rows(start, end), self._scales.rows(start, end))
        return TokenMatrix(vectors, self._spans.rows(start, end), self._ids.rows(start, end))

    def _tokens_of(self, row: int) -> tuple[int, int]:
        if not 0 <= row < len(self):
            raise IndexError(f"row {row} of {len(self)}")
        return int(self._offsets[row]), int(self._offsets[row + 1])
