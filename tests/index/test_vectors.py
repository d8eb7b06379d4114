"""Vector search finds what comparing with every row finds, scores included."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.errors import DataError
from index.vectors import IndexKind, SizeLimits, VectorIndex, choose_kind

DIMENSION, N_ROWS, TOP_K = 32, 6000, 10
LIMITS = {
    IndexKind.FLAT: SizeLimits(),
    IndexKind.FLAT_8BIT: SizeLimits(flat_below=10),
    IndexKind.LISTS_8BIT: SizeLimits(flat_below=10, flat_8bit_below=100),
}
LEAST_RECALL = {IndexKind.FLAT: 1.0, IndexKind.FLAT_8BIT: 0.95, IndexKind.LISTS_8BIT: 0.93}


def unit(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32)


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    """Rows around 100 centres, as texts on some topics are."""
    rng = np.random.default_rng(1)
    centres = rng.standard_normal((100, DIMENSION))
    return unit(centres[rng.integers(0, 100, N_ROWS)] + 0.8 * rng.standard_normal((N_ROWS, DIMENSION)))


@pytest.fixture(scope="module", params=list(LIMITS), ids=str)
def index(request: pytest.FixtureRequest, vectors: NDArray[np.float32]) -> VectorIndex:
    built = VectorIndex.build(vectors, limits=LIMITS[request.param])
    assert built.kind is request.param
    return built


def queries(vectors: NDArray[np.float32], count: int = 40) -> NDArray[np.float32]:
    rng = np.random.default_rng(2)
    rows = rng.integers(0, N_ROWS, count)
    return unit(vectors[rows] + 0.1 * rng.standard_normal((count, DIMENSION)))


def brute_force(
    vectors: NDArray[np.float32], query: NDArray[np.float32], allowed: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    scores = vectors.astype(np.float64) @ query
    rows = np.arange(len(vectors)) if allowed is None else np.flatnonzero(allowed)
    return rows[np.lexsort((rows, -scores[rows]))][:TOP_K]


@pytest.mark.parametrize("ratio", [None, 0.5, 0.1, 0.01, 0.001])
def test_it_finds_what_brute_force_finds_under_every_filter(
    index: VectorIndex, vectors: NDArray[np.float32], ratio: float | None
) -> None:
    allowed = None if ratio is None else np.random.default_rng(3).random(N_ROWS) < ratio
    hits = wanted = 0
    for query in queries(vectors):
        truth = brute_force(vectors, query, allowed)
        rows, scores = index.search(query, TOP_K, allowed=allowed)
        assert len(rows) == len(truth), "a filter must not lose results"
        assert allowed is None or allowed[rows].all()
        assert (np.diff(scores) <= 0).all()
        # 8-bit codes are off by half a step of a range of about 1.5 in each of 32 numbers.
        tolerance = 1e-6 if index.kind is IndexKind.FLAT else 0.03
        np.testing.assert_allclose(scores, vectors[rows] @ query, atol=tolerance)
        if index.kind is IndexKind.FLAT:
            np.testing.assert_array_equal(rows, truth)
        hits += len(np.intersect1d(rows, truth))
        wanted += len(truth)
    assert hits >= LEAST_RECALL[index.kind] * wanted


def test_the_same_vectors_give_the_same_index(index: VectorIndex, vectors: NDArray[np.float32]) -> None:
    again = VectorIndex.build(vectors, limits=LIMITS[index.kind])
    for query in queries(vectors, 10):
        for one, other in zip(index.search(query, 5), again.search(query, 5), strict=True):
            np.testing.assert_array_equal(one, other)


def test_it_is_the_same_after_saving_and_loading(
    index: VectorIndex, vectors: NDArray[np.float32], tmp_path: Path
) -> None:
    index.save(tmp_path / "index")
    loaded = VectorIndex.load(tmp_path / "index")
    assert (loaded.kind, len(loaded), loaded.dimension) == (index.kind, N_ROWS, DIMENSION)
    allowed = np.arange(N_ROWS) % 3 == 0
    for query in queries(vectors, 10):
        for filtered in (None, allowed):
            one, other = index.search(query, 5, allowed=filtered), loaded.search(query, 5, allowed=filtered)
            np.testing.assert_array_equal(one[0], other[0])
            np.testing.assert_array_equal(one[1], other[1])


@pytest.mark.parametrize("limits", LIMITS.values(), ids=LIMITS)
def test_equal_scores_are_ordered_by_row_even_where_many_tie_at_rank_k(limits: SizeLimits) -> None:
    rng = np.random.default_rng(4)
    vectors = unit(rng.standard_normal((400, DIMENSION)))
    vectors[50:350:2] = vectors[7]  # 150 equal rows, more than are asked for at first
    index = VectorIndex.build(vectors, limits=limits)
    rows, scores = index.search(vectors[7], 20)
    np.testing.assert_array_equal(rows, [7, *range(50, 88, 2)])
    assert len(set(scores.tolist())) == 1


def test_k_beyond_the_number_of_rows_gives_every_row_once(index: VectorIndex) -> None:
    query = np.ones(DIMENSION, np.float32)
    allowed = np.zeros(N_ROWS, np.bool_)
    allowed[[3, 77, 4000]] = True
    rows, _ = index.search(query, 50, allowed=allowed)
    assert sorted(rows.tolist()) == [3, 77, 4000]
    if index.kind is not IndexKind.LISTS_8BIT:
        assert sorted(index.search(query, N_ROWS + 5)[0].tolist()) == list(range(N_ROWS))


def test_an_empty_index_and_an_empty_filter_find_nothing(tmp_path: Path) -> None:
    empty = VectorIndex.build(np.zeros((0, DIMENSION), np.float32))
    empty.save(tmp_path / "empty")
    one = VectorIndex.build(unit(np.ones((1, DIMENSION))))
    query = np.ones(DIMENSION, np.float32)
    for rows, scores in (
        empty.search(query, 5),
        VectorIndex.load(tmp_path / "empty").search(query, 5),
        one.search(query, 5, allowed=np.zeros(1, np.bool_)),
    ):
        assert (rows.shape, scores.shape) == ((0,), (0,))
        assert (str(rows.dtype), str(scores.dtype)) == ("int64", "float32")


def test_the_kind_follows_from_the_number_of_rows() -> None:
    kinds = [choose_kind(n, SizeLimits()) for n in (0, 49_999, 50_000, 199_999, 200_000)]
    assert kinds == [
        IndexKind.FLAT,
        IndexKind.FLAT,
        IndexKind.FLAT_8BIT,
        IndexKind.FLAT_8BIT,
        IndexKind.LISTS_8BIT,
    ]


def test_shapes_that_do_not_fit_are_refused(index: VectorIndex) -> None:
    query = np.ones(DIMENSION, np.float32)
    with pytest.raises(ValueError, match="want a query of shape"):
        index.search(query[1:], 5)
    with pytest.raises(ValueError, match="k > 0"):
        index.search(query, 0)
    with pytest.raises(ValueError, match="want a filter of shape"):
        index.search(query, 5, allowed=np.ones(3, np.bool_))
    with pytest.raises(ValueError, match="must be"):
        VectorIndex.build(query)


def test_a_file_that_is_no_index_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"nothing of the kind")
    with pytest.raises(DataError) as caught:
        VectorIndex.load(tmp_path / "index")
    assert caught.value.code == "index_damaged"


def test_an_index_that_does_not_fit_on_the_disk_is_an_error(vectors: NDArray[np.float32]) -> None:
    with pytest.raises(OSError, match="writing /dev/full failed"):
        VectorIndex.build(vectors).save(Path("/dev/full"))
