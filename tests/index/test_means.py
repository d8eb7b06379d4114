"""Taking the language means away leaves what texts say."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.errors import DataError
from corpus.model import Language
from index.means import MIN_PASSAGES, LanguageMeans, MeanSum

ZH, EN = Language.ZH, Language.EN


def vector(*numbers: float) -> NDArray[np.float32]:
    return np.array(numbers, np.float32)


def test_the_mean_is_subtracted_by_language_and_the_rest_scaled_to_length_1() -> None:
    means = LanguageMeans({ZH: vector(0.6, 0), EN: vector(0, 0.8)}, {})
    centred = means.centre_passages(np.array([[0.6, 0.8], [0.6, 0.8]], np.float32), [ZH, EN])
    np.testing.assert_allclose(centred, [[0, 1], [1, 0]], atol=1e-6)


def test_a_language_without_a_mean_is_left_as_it_is() -> None:
    means = LanguageMeans({ZH: vector(0.6, 0)}, {ZH: vector(0.5, 0)})
    rows = np.array([[0.6, 0.8]], np.float32)
    np.testing.assert_array_equal(means.centre_passages(rows, [EN]), rows)
    np.testing.assert_array_equal(means.centre_query(rows[0], EN), rows[0])


def test_a_query_is_centred_by_the_mean_of_questions() -> None:
    means = LanguageMeans({EN: vector(0, 1)}, {EN: vector(0, 0.8)})
    np.testing.assert_allclose(means.centre_query(vector(0.6, 0.8), EN), [1, 0], atol=1e-6)


def test_a_query_is_left_as_it_is_where_no_passage_was_moved() -> None:
    means = LanguageMeans({}, {EN: vector(0, 0.8)})
    np.testing.assert_array_equal(means.centre_query(vector(0.6, 0.8), EN), vector(0.6, 0.8))


def test_a_vector_that_is_the_mean_is_kept_rather_than_made_noise() -> None:
    means = LanguageMeans({EN: vector(0.6, 0.8)}, {})
    np.testing.assert_array_equal(means.centre_passages(vector(0.6, 0.8)[None], [EN]), [vector(0.6, 0.8)])


def test_centring_changes_nothing_that_it_was_given() -> None:
    rows = np.array([[0.6, 0.8]], np.float32)
    LanguageMeans({EN: vector(0.6, 0)}, {}).centre_passages(rows, [EN])
    np.testing.assert_array_equal(rows, [vector(0.6, 0.8)])


def test_sums_in_parts_give_the_mean_of_all_and_few_passages_give_none() -> None:
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((MIN_PASSAGES + 5, 3)).astype(np.float32)
    languages = [EN] * MIN_PASSAGES + [ZH] * 5
    total = MeanSum(3)
    total.add(rows[:7], languages[:7])
    total.add(rows[7:], languages[7:])
    assert list(total.means(at_least=MIN_PASSAGES)) == [EN]
    assert set(total.means()) == {EN, ZH}
    np.testing.assert_allclose(total.means()[EN], rows[:MIN_PASSAGES].mean(axis=0), atol=1e-6)


def test_means_come_back_as_they_were_saved_in_a_file_of_the_same_bytes(tmp_path: Path) -> None:
    means = LanguageMeans({ZH: vector(1, 2), EN: vector(3, 4)}, {EN: vector(5, 6)})
    means.save(tmp_path / "one")
    LanguageMeans({EN: means.passages[EN], ZH: means.passages[ZH]}, means.questions).save(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    loaded = LanguageMeans.load(tmp_path / "one")
    for side in ("passages", "questions"):
        before, after = getattr(means, side), getattr(loaded, side)
        assert before.keys() == after.keys()
        for language in before:
            np.testing.assert_array_equal(before[language], after[language])


def test_no_means_can_be_saved(tmp_path: Path) -> None:
    LanguageMeans({}, {}).save(tmp_path / "none")
    assert LanguageMeans.load(tmp_path / "none") == LanguageMeans({}, {})


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04 but no more"])
def test_a_file_that_holds_no_means_is_called_damaged(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "means").write_bytes(data)
    with pytest.raises(DataError) as caught:
        LanguageMeans.load(tmp_path / "means")
    assert caught.value.code == "index_damaged"


def test_a_language_for_each_vector_is_required() -> None:
    with pytest.raises(ValueError, match="1 vectors, 2 languages"):
        LanguageMeans({}, {}).centre_passages(vector(1, 0)[None], [EN, EN])
