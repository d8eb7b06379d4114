"""Arrays in files without headers: mapped, not read, and never of a size they should not have."""

from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["map_array", "unit_rows"]

_Number = TypeVar("_Number", bound=np.generic)


def map_array(path: Path, dtype: np.dtype[_Number], shape: tuple[int, ...]) -> NDArray[_Number]:
    """A file as a read-only array.

    Args:
        path: The file.
        dtype: Kind and byte order of its numbers.
        shape: What it must hold.

    Raises:
        OSError: If it cannot be read.
        ValueError: If its size is not that of the shape.
    """
    expected = dtype.itemsize * int(np.prod(shape, dtype=np.int64))
    if (size := path.stat().st_size) != expected:
        raise ValueError(f"{path.name} has {size} bytes instead of {expected}")
    # An empty file cannot be mapped.
    return np.memmap(path, dtype, "r", shape=shape) if expected else np.zeros(shape, dtype)


def unit_rows(vectors: NDArray[np.float16]) -> NDArray[np.float32]:
    """Rounded vectors, (n, dim), as float32 rows of length 1 again; zeros stay zeros."""
    wide = vectors.astype(np.float32)
    norms = np.linalg.norm(wide, axis=1, keepdims=True)
    return np.asarray(wide / np.where(norms > 0, norms, 1), dtype=np.float32)
