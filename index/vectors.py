"""Nearest vectors by inner product, over FAISS; the kind of index follows from the number of rows.

    below  50 000 rows   flat, float32           exact
    below 200 000 rows   flat, 8 bits a number   recall about .99, a quarter of the memory
    from there on        inverted lists, 8 bits  recall at least .98 of the former, time nearly constant

Graph indexes are left out: they lose most results under a selective filter and cannot forget a row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import faiss as typed_faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import DataError

__all__ = ["IndexKind", "SizeLimits", "VectorIndex", "choose_kind"]

# The types published with FAISS know nothing of what its Python layer adds: keyword arguments, arrays.
faiss: Any = typed_faiss

_SEED = 20250210
_ROWS_AT_A_TIME = 65_536
_TRAINING_ROWS = 100_000  # for the ranges of the 8-bit codes
_TRAINING_ROWS_PER_LIST = 64  # FAISS warns below 39 and uses no more than 256
_TUNING_QUERIES = 200
_TUNING_TOP_K = 10
_WANTED_RECALL = 0.98
# From this share of allowed rows down, lists hold so few of them that all lists are looked through.
_SELECTIVE_RATIO = 0.1
_SPARE_ROWS = 16  # asked for beyond k, so that a tie at rank k is seen
_MOST_TIED_ROWS = 4096


class IndexKind(StrEnum):
    """How vectors are stored and searched."""

    FLAT = "flat"
    FLAT_8BIT = "flat_8bit"
    LISTS_8BIT = "lists_8bit"


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The numbers of rows at which the next kind of index takes over."""

    flat_below: int = 50_000
    flat_8bit_below: int = 200_000


def choose_kind(n_rows: int, limits: SizeLimits) -> IndexKind:
    """The kind of index for a number of rows."""
    if n_rows < limits.flat_below:
        return IndexKind.FLAT
    return IndexKind.FLAT_8BIT if n_rows < limits.flat_8bit_below else IndexKind.LISTS_8BIT


class VectorIndex:
    """Rows of vectors and the search among them; read-only once built, safe for concurrent searches."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - see `faiss` above
        self._index = index

    @classmethod
    def build(cls, vectors: NDArray[np.float32], *, limits: SizeLimits | None = None) -> "VectorIndex":
        """Index some vectors; the same vectors give the same index.

        Args:
            vectors: (n, dim) float32, rows of length 1; may be mapped from a file, and is read in parts.
            limits: Where the kinds of index change over.

        Raises:
            ValueError: If `vectors` has another shape.
        """
        if vectors.ndim != 2 or not vectors.shape[1]:
            raise ValueError(f"vectors must be (n, dim), found {vectors.shape}")
        kind = choose_kind(len(vectors), limits or SizeLimits())
        index = _make(kind, len(vectors), vectors.shape[1])
        if not index.is_trained:
            index.train(_sample(vectors, _training_rows(index)))
        for at in range(0, len(vectors), _ROWS_AT_A_TIME):
            index.add(np.ascontiguousarray(vectors[at : at + _ROWS_AT_A_TIME], dtype=np.float32))
        if kind is IndexKind.LISTS_8BIT:
            index.set_direct_map_type(faiss.DirectMap.Array)  # `reconstruct` needs it
            index.nprobe = _tuned_nprobe(index, _tuning_queries(vectors))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Read an index into memory.

        Raises:
            DataError: `index_damaged` if the file is not such an index.
        """
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise DataError(
                "index_damaged", f"{path} cannot be read: {error}", next_step="run `summit index rebuild`"
            ) from error

    def save(self, path: Path) -> None:
        """Write the index to a file.

        Raises:
            OSError: If it cannot be written in full.
        """
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as error:
            raise OSError(f"writing {path} failed: {error}") from error

    @property
    def kind(self) -> IndexKind:
        """How the rows are stored."""
        if isinstance(self._index, faiss.IndexIVF):
            return IndexKind.LISTS_8BIT
        return IndexKind.FLAT if isinstance(self._index, faiss.IndexFlat) else IndexKind.FLAT_8BIT

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, query: NDArray[np.float32], k: int, *, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The k rows of highest inner product with a query.

        Args:
            query: (dim,) float32.
            k: How many, at least 1.
            allowed: (n,) bool, the rows that may be found; all when None.

        Returns:
            Rows (m,) int64 and scores (m,) float32, best first, equal scores by row; m is k, or the number of
            allowed rows if that is less. Flat indexes are exact under any filter. Lists are looked through
            entirely where at most a tenth of the rows is allowed, and above that the more of them the fewer
            rows are allowed, since that keeps recall at a cost that does not grow with the base.

        Raises:
            ValueError: If a shape does not fit or k is below 1.
        """
        if query.shape != (self.dimension,) or k < 1:
            raise ValueError(f"want a query of shape ({self.dimension},) and k > 0, found {query.shape}, {k}")
        if allowed is not None and allowed.shape != (len(self),):
            raise ValueError(f"want a filter of shape ({len(self)},), found {allowed.shape}")
        n_allowed = len(self) if allowed is None else int(np.count_nonzero(allowed))
        if not n_allowed:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        packed = None if allowed is None else np.packbits(allowed, bitorder="little")
        with _single_threaded():
            return self._search(query, min(k, n_allowed), n_allowed, packed)

    def _search(
        self, query: NDArray[np.float32], k: int, n_allowed: int, packed: NDArray[np.uint8] | None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Widen the search until rank k does not tie with the last row found."""
        parameters = self._parameters(packed, n_allowed)
        fetch = min(k + _SPARE_ROWS, n_allowed)
        while True:
            _, found = self._index.search(query[None, :], fetch, params=parameters)
            rows = found[0][found[0] >= 0]
            rows, scores = self._ranked(query, rows)
            tied = len(rows) == fetch > k and scores[k - 1] == scores[-1]
            if not tied or fetch >= min(n_allowed, _MOST_TIED_ROWS):
                return rows[:k], scores[:k]
            fetch = min(fetch * 8, n_allowed)

    def _ranked(
        self, query: NDArray[np.float32], rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Score all rows in one and the same way, so that equal vectors do have equal scores."""
        vectors = self._index.reconstruct_batch(rows)
        exact = (vectors.astype(np.float64) * query.astype(np.float64)).sum(axis=1)
        scores = exact.astype(np.float32)
        order = np.lexsort((rows, -scores))
        return rows[order], scores[order]

    def _parameters(self, packed: NDArray[np.uint8] | None, n_allowed: int) -> Any:  # noqa: ANN401
        ratio = n_allowed / len(self)
        selector = None if packed is None else faiss.IDSelectorBitmap(packed)
        if self.kind is not IndexKind.LISTS_8BIT:
            return None if selector is None else faiss.SearchParameters(sel=selector)
        nlist, nprobe = self._index.nlist, self._index.nprobe
        wanted = nlist if ratio <= _SELECTIVE_RATIO else min(nlist, round(nprobe / ratio))
        return faiss.SearchParametersIVF(sel=selector, nprobe=wanted)


@contextmanager
def _single_threaded() -> Iterator[None]:
    """A lone query has nothing to share out, and waiting for threads costs up to 100 times the search."""
    before = faiss.omp_get_max_threads()  # of the calling thread, as is the setting
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _make(kind: IndexKind, n_rows: int, dimension: int) -> Any:  # noqa: ANN401
    metric = faiss.METRIC_INNER_PRODUCT
    if kind is IndexKind.FLAT:
        return faiss.IndexFlat(dimension, metric)
    if kind is IndexKind.FLAT_8BIT:
        return faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_8bit, metric)
    n_lists = max(1, min(round(4 * n_rows**0.5), n_rows // 39))
    index = faiss.index_factory(dimension, f"IVF{n_lists},SQ8", metric)
    index.cp.seed = _SEED
    return index


def _training_rows(index: Any) -> int:  # noqa: ANN401
    lists = index.nlist * _TRAINING_ROWS_PER_LIST if isinstance(index, faiss.IndexIVF) else 0
    return max(_TRAINING_ROWS, lists)


def _sample(vectors: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """At most `count` rows, in order, always the same ones."""
    if len(vectors) <= count:
        return np.ascontiguousarray(vectors, dtype=np.float32)
    rows = np.random.default_rng(_SEED).choice(len(vectors), count, replace=False)
    return np.ascontiguousarray(vectors[np.sort(rows)], dtype=np.float32)


def _tuning_queries(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Queries between two rows each: harder than rows themselves, which their own list always finds."""
    sample = _sample(vectors, 2 * _TUNING_QUERIES)
    half = len(sample) // 2
    mixed = 2 * sample[:half] + sample[half : 2 * half]
    return np.asarray(mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-9), np.float32)


def _tuned_nprobe(index: Any, queries: NDArray[np.float32]) -> int:  # noqa: ANN401
    """The least power of two of lists that finds what all lists would.

    Against all lists, not against float32: no number of lists makes up for what 8 bits lose.
    """
    index.nprobe = index.nlist
    _, truth = index.search(queries, _TUNING_TOP_K)
    nprobe = 1
    while nprobe < index.nlist:
        index.nprobe = nprobe
        _, found = index.search(queries, _TUNING_TOP_K)
        hits = sum(len(np.intersect1d(a, b)) for a, b in zip(truth, found, strict=True))
        if hits >= _WANTED_RECALL * truth.size:
            return nprobe
        nprobe *= 2
    return int(index.nlist)
