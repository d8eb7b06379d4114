"""Numbers in files without headers, read row by row as they are asked for.

They are read and not mapped: a file that is cut short under a running service must end in an error, and a
mapped one ends the process.
"""

import os
import weakref
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DataError

__all__ = ["StoredArray", "StoredBytes", "unit_rows"]

_Number = TypeVar("_Number", bound=np.generic)


class StoredBytes:
    """A file that stays open, read in stretches; safe for concurrent reads.

    Args:
        path: The file.
        size: The bytes that it must have.

    Raises:
        OSError: If it cannot be read.
        ValueError: If its size is another.
    """

    def __init__(self, path: Path, size: int) -> None:
        if (found := path.stat().st_size) != size:
            raise ValueError(f"{path.name} has {found} bytes instead of {size}")
        self._path = path
        self._descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)

    def read(self, start: int, end: int) -> bytes:
        """The bytes from `start` to `end`.

        Raises:
            DataError: `index_damaged` if the file has become shorter, or cannot be read any more.
        """
        try:
            found = os.pread(self._descriptor, end - start, start)
        except OSError as error:
            raise self._damaged(str(error)) from error
        if len(found) != end - start:
            raise self._damaged(f"it ends before byte {end}")
        return found

    def _damaged(self, why: str) -> DataError:
        return DataError(
            "index_damaged", f"{self._path} has been damaged: {why}", next_step="run `summit index rebuild`"
        )


class StoredArray(Generic[_Number]):
    """A file as the rows of an array; what is read is a copy, and read-only.

    Args:
        path: The file.
        dtype: Kind and byte order of its numbers.
        shape: What it must hold, (n_rows, ...).

    Raises:
        OSError: If it cannot be read.
        ValueError: If its size is not that of the shape.
    """

    def __init__(self, path: Path, dtype: np.dtype[_Number], shape: tuple[int, ...]) -> None:
        self._dtype, self._row_shape, self._n_rows = dtype, shape[1:], shape[0]
        self._row_size = dtype.itemsize * int(np.prod(self._row_shape, dtype=np.int64))
        self._bytes = StoredBytes(path, self._row_size * shape[0])

    def __len__(self) -> int:
        return self._n_rows

    def rows(self, start: int, end: int) -> NDArray[_Number]:
        """Rows `start` to `end`, (end - start, ...).

        Raises:
            IndexError: If they are not all there.
            DataError: `index_damaged` if the file has become shorter, or cannot be read any more.
        """
        if not 0 <= start <= end <= self._n_rows:
            raise IndexError(f"rows {start} to {end} of {self._n_rows}")
        found = self._bytes.read(start * self._row_size, end * self._row_size)
        return np.frombuffer(found, self._dtype).reshape(-1, *self._row_shape)


def unit_rows(vectors: NDArray[np.float16]) -> NDArray[np.float32]:
    """Rounded vectors, (n, dim), as float32 rows of length 1 again; zeros stay zeros."""
    wide = vectors.astype(np.float32)
    norms = np.linalg.norm(wide, axis=1, keepdims=True)
    return np.asarray(wide / np.where(norms > 0, norms, 1), dtype=np.float32)
