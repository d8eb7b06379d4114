"""Late interaction: how well each token of a question is matched by some token of a passage."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["dequantise_rows", "maxsim", "quantise_rows"]

_STEPS: Final = 127


def maxsim(
    query: NDArray[np.float32], passage: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """Find, for every token of a question, the passage token that is most similar.

    Args:
        query: (q, dim) float32, rows of length 1.
        passage: (t, dim) float32, rows of length 1.

    Returns:
        (q,) float32, the highest similarity of each question token, -1 to 1, and (q,) int32, the row of the
        passage where it is (the first, on a tie). For a passage without tokens, similarity -1 and row -1.

    Raises:
        ValueError: If the two have different dimensions.

    Source: Khattab and Zaharia, SIGIR 2020 (ColBERT), equation 3 before the sum.
    """
    if query.shape[1] != passage.shape[1]:
        raise ValueError(f"query has dimension {query.shape[1]}, passage {passage.shape[1]}")
    if len(passage) == 0:
        return np.full(len(query), -1, dtype=np.float32), np.full(len(query), -1, dtype=np.int32)
    similarity = query @ passage.T
    best = similarity.argmax(axis=1)
    return similarity[np.arange(len(query)), best], best.astype(np.int32)


def quantise_rows(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Store vectors in a quarter of the space, each row with a scale of its own.

    Args:
        vectors: (n, dim) float32, finite.

    Returns:
        (n, dim) int8 and (n,) float32; each number is off by at most half its row's scale, and a scale is
        the row's largest magnitude / 127.
    """
    peaks = np.abs(vectors).max(axis=1, initial=0)
    scales = (peaks / _STEPS).astype(np.float32)
    # A row of zeros stays zeros whatever it is divided by.
    divisors = np.where(scales > 0, scales, np.float32(1))
    rounded = np.rint(vectors / divisors[:, None])
    return np.clip(rounded, -_STEPS, _STEPS).astype(np.int8), scales


def dequantise_rows(quantised: NDArray[np.int8], scales: NDArray[np.float32]) -> NDArray[np.float32]:
    """Undo `quantise_rows` as far as possible.

    Args:
        quantised: (n, dim) int8.
        scales: (n,) float32.

    Returns:
        (n, dim) float32.
    """
    return quantised.astype(np.float32) * scales[:, None]
