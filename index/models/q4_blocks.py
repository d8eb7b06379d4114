"""Q4_0: a matrix stored as blocks of 32 four-bit numbers that share one half-precision scale.

Value i of a block is `scale * (nibble - 8)`; the low nibbles of the 16 bytes hold values 0 to 15, the high
nibbles values 16 to 31. A row of n values takes n / 32 * 18 bytes.

Source: ggml, `block_q4_0`.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["BLOCK_BYTES", "BLOCK_DTYPE", "BLOCK_VALUES", "dequantise_blocks"]

BLOCK_VALUES: Final = 32
BLOCK_DTYPE: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK_VALUES // 2,))])
BLOCK_BYTES: Final = BLOCK_DTYPE.itemsize


def dequantise_blocks(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Turn Q4_0 blocks back into numbers, exactly.

    Args:
        blocks: (n_rows, n_blocks) of `BLOCK_DTYPE`.

    Returns:
        (n_rows, 32 * n_blocks) float32.
    """
    n_rows, n_blocks = blocks.shape
    values = np.empty((n_rows, n_blocks, BLOCK_VALUES), dtype=np.float32)
    values[..., : BLOCK_VALUES // 2] = blocks["nibbles"] & 0x0F
    values[..., BLOCK_VALUES // 2 :] = blocks["nibbles"] >> 4
    values -= 8
    values *= blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(n_rows, n_blocks * BLOCK_VALUES)
