import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.embedding.maxsim import dequantise_rows, maxsim, quantise_rows


def random_rows(seed: int, rows: int, dimension: int = 16) -> NDArray[np.float32]:
    values = np.random.default_rng(seed).standard_normal((rows, dimension))
    unit: NDArray[np.float32] = (values / np.linalg.norm(values, axis=1, keepdims=True)).astype(np.float32)
    return unit


def test_each_question_token_finds_its_best_passage_token() -> None:
    query = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    passage = np.array([[0, 1], [0.8, 0.6]], dtype=np.float32)
    best, where = maxsim(query, passage)
    # By hand: row 0: 0, .8; row 1: 1, .6; row 2: .8, .48 + .48.
    assert best == pytest.approx([0.8, 1.0, 0.96])
    assert where.tolist() == [1, 0, 1]
    assert best.dtype == np.float32
    assert where.dtype == np.int32


def test_a_tie_goes_to_the_first_token() -> None:
    _, where = maxsim(np.ones((1, 1), dtype=np.float32), np.ones((3, 1), dtype=np.float32))
    assert where.tolist() == [0]


def test_an_empty_passage_matches_nothing() -> None:
    best, where = maxsim(random_rows(0, 2), random_rows(0, 0))
    assert best.tolist() == [-1, -1]
    assert where.tolist() == [-1, -1]


def test_an_empty_question_has_no_scores() -> None:
    best, where = maxsim(random_rows(0, 0), random_rows(0, 3))
    assert len(best) == len(where) == 0


def test_different_dimensions_are_refused() -> None:
    with pytest.raises(ValueError, match="query has dimension 16, passage 8"):
        maxsim(random_rows(0, 1), random_rows(0, 1, dimension=8))


@given(seed=st.integers(0, 10_000), magnitude=st.sampled_from([1e-6, 1.0, 1e6]))
def test_quantising_errs_by_at_most_half_a_step(seed: int, magnitude: float) -> None:
    rows = random_rows(seed, 5) * np.float32(magnitude)
    quantised, scales = quantise_rows(rows)
    assert quantised.dtype == np.int8
    assert scales.dtype == np.float32
    error = np.abs(dequantise_rows(quantised, scales) - rows)
    assert (error <= scales[:, None] * 0.5001).all()


def test_quantising_moves_a_similarity_by_less_than_a_hundredth() -> None:
    query, passage = random_rows(1, 20, 384), random_rows(2, 90, 384)
    exact, _ = maxsim(query, passage)
    stored, _ = maxsim(query, dequantise_rows(*quantise_rows(passage)))
    assert np.abs(exact - stored).max() < 0.01


def test_rows_of_zeros_and_no_rows_survive_quantising() -> None:
    zeros = np.zeros((2, 4), dtype=np.float32)
    quantised, scales = quantise_rows(zeros)
    assert np.array_equal(dequantise_rows(quantised, scales), zeros)
    quantised, scales = quantise_rows(zeros[:0])
    assert (quantised.shape, scales.shape) == ((0, 4), (0,))
