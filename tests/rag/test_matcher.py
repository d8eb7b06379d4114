"""The learned comparison of tokens."""

import numpy as np
import pytest
from numpy.typing import NDArray

from rag.matcher import SentenceMatcher, default_matcher, plain_matcher


def unit_rows(count: int, dimension: int, seed: int = 0) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, dimension))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


@pytest.fixture(params=["default", "plain"])
def matcher(request: pytest.FixtureRequest) -> SentenceMatcher:
    return default_matcher() if request.param == "default" else plain_matcher(384)


def test_the_weights_of_tokens_are_positive_and_sum_to_one(matcher: SentenceMatcher) -> None:
    for count in (1, 2, 40):
        weights = matcher.token_weights(unit_rows(count, 384))
        assert weights.shape == (count,)
        assert (weights > 0).all()
        assert weights.sum() == pytest.approx(1, abs=1e-5)
        assert weights.dtype == np.float32


def test_projected_rows_have_length_one_and_the_same_shape(matcher: SentenceMatcher) -> None:
    rows = unit_rows(7, 384)
    for projected in (matcher.project_question(rows), matcher.project_passage(rows)):
        assert projected.shape == (7, 384)
        assert projected.dtype == np.float32
        assert np.linalg.norm(projected, axis=1) == pytest.approx(np.ones(7), abs=1e-5)


def test_a_row_of_zeros_gives_no_infinite_value(matcher: SentenceMatcher) -> None:
    zeros = np.zeros((1, 384), np.float32)
    assert np.isfinite(matcher.project_passage(zeros)).all()
    assert np.isfinite(matcher.token_weights(zeros)).all()


def test_the_plain_matcher_changes_nothing_and_weighs_all_alike() -> None:
    rows = unit_rows(5, 16)
    plain = plain_matcher(16)
    assert plain.project_question(rows) == pytest.approx(rows, abs=1e-6)
    assert plain.project_passage(rows) == pytest.approx(rows, abs=1e-6)
    assert plain.token_weights(rows) == pytest.approx(np.full(5, 0.2), abs=1e-6)


def test_the_learned_matcher_does_change_and_weigh() -> None:
    rows = unit_rows(5, 384)
    learned = default_matcher()
    assert not np.allclose(learned.project_question(rows), rows, atol=1e-3)
    assert np.ptp(learned.token_weights(rows)) > 1e-4


def test_the_learned_maps_are_finite_and_read_once() -> None:
    learned = default_matcher()
    assert default_matcher() is learned
    maps = (
        learned.question_down,
        learned.question_up,
        learned.passage_down,
        learned.passage_up,
        learned.importance,
    )
    assert all(np.isfinite(array).all() and array.dtype == np.float32 for array in maps)
    assert learned.question_down.shape[0] == learned.passage_down.shape[0] == 384
    assert learned.importance.shape == (384,)


def test_a_row_is_projected_alone_as_among_others() -> None:
    rows = unit_rows(6, 384)
    learned = default_matcher()
    assert learned.project_passage(rows[2:3])[0] == pytest.approx(learned.project_passage(rows)[2], abs=1e-5)
