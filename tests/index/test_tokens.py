"""Token matrices come back by row, within the rounding of their storage."""

import os
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DataError
from index.embedding.protocol import Encoded, TokenMatrix
from index.encodings import StoredEncoding
from index.tokens import TokenStore, TokenStoreWriter

DIMENSION = 24


def tokens(n: int, seed: int = 0) -> TokenMatrix:
    rng = np.random.default_rng(seed)
    vectors = rng.standard_normal((n, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    spans = np.array([(3 * i, 3 * i + 2) for i in range(n)], np.int32).reshape(-1, 2)
    return TokenMatrix(vectors, spans, rng.integers(0, 250_000, n).astype(np.int32))


def stored(matrix: TokenMatrix) -> StoredEncoding:
    return StoredEncoding.of(Encoded(np.ones(DIMENSION, np.float32), matrix))


def write(folder: Path, rows: list[TokenMatrix]) -> None:
    with TokenStoreWriter(folder, DIMENSION) as writer:
        for row in rows:
            writer.add(stored(row))


def test_each_row_gets_its_own_tokens_back(tmp_path: Path) -> None:
    rows = [tokens(n, seed) for seed, n in enumerate((5, 0, 1, 40, 0))]
    write(tmp_path, rows)
    store = TokenStore(tmp_path)
    assert (len(store), store.n_tokens) == (5, 46)
    for number, expected in enumerate(rows):
        found = store.get(number)
        # Half a step of 1/127 of the largest number, which is below 1.
        np.testing.assert_allclose(found.vectors, expected.vectors, atol=0.5 / 127)
        np.testing.assert_array_equal(found.spans, expected.spans)
        np.testing.assert_array_equal(found.ids, expected.ids)
        kinds = [str(array.dtype) for array in (found.vectors, found.spans, found.ids)]
        assert kinds == ["float32", "int32", "int32"]


def test_a_store_may_have_no_rows_and_rows_no_tokens(tmp_path: Path) -> None:
    write(tmp_path / "none", [])
    assert len(TokenStore(tmp_path / "none")) == 0
    write(tmp_path / "bare", [tokens(0)])
    assert TokenStore(tmp_path / "bare").get(0).vectors.shape == (0, DIMENSION)


@pytest.mark.parametrize("name", ["codes.i8", "scales.f4", "spans.i4", "ids.i4"])
def test_a_file_cut_short_under_an_open_store_is_an_error_and_not_a_crash(tmp_path: Path, name: str) -> None:
    write(tmp_path, [tokens(3), tokens(2000)])
    store = TokenStore(tmp_path)
    os.truncate(tmp_path / name, 8)
    with pytest.raises(DataError) as found:
        store.get(1)
    assert found.value.code == "index_damaged"


@pytest.mark.parametrize("row", [-1, 2])
def test_a_row_that_is_not_there_is_refused(tmp_path: Path, row: int) -> None:
    write(tmp_path, [tokens(1), tokens(2)])
    with pytest.raises(IndexError, match=f"row {row} of 2"):
        TokenStore(tmp_path).get(row)


def test_arrays_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    good = stored(tokens(3))
    short = StoredEncoding(good.vector, good.codes, good.scales[:2], good.spans, good.ids)
    with TokenStoreWriter(tmp_path, DIMENSION) as writer, pytest.raises(ValueError, match="want 3 scales"):
        writer.add(short)
    with TokenStoreWriter(tmp_path, 8) as writer, pytest.raises(ValueError, match="do not fit the store"):
        writer.add(good)


def test_a_file_of_the_wrong_size_or_missing_is_called_damaged(tmp_path: Path) -> None:
    write(tmp_path, [tokens(3)])
    for path in sorted(tmp_path.iterdir()):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])
        with pytest.raises(DataError, match="cannot be read") as caught:
            TokenStore(tmp_path)
        assert caught.value.code == "index_damaged"
        path.unlink()
        with pytest.raises(DataError):
            TokenStore(tmp_path)
        path.write_bytes(data)
    assert len(TokenStore(tmp_path)) == 1
