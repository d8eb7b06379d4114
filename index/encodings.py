"""Encodings kept by the hash of their text, so that nothing is embedded twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.database import Database
from index.embedding.maxsim import quantise_rows
from index.embedding.protocol import Encoded

__all__ = ["EncodingCache", "StoredEncoding"]

# SQLite allows more parameters in a statement; this keeps one statement's plan and memory small.
_KEYS_PER_QUERY = 500


@dataclass(frozen=True, slots=True)
class StoredEncoding:
    """An encoding as it is kept: 2 bytes a number for the vector, 1 for the token vectors.

    Attributes:
        vector: (dim,) float16, of length 1 up to rounding.
        codes: (n_tokens, dim) int8; a token's vector is its codes times its scale.
        scales: (n_tokens,) float32.
        spans: (n_tokens, 2) int32, half-open, in code points of the text that was encoded.
        ids: (n_tokens,) int32, the tokens' numbers in the model's vocabulary.
    """

    vector: NDArray[np.float16]
    codes: NDArray[np.int8]
    scales: NDArray[np.float32]
    spans: NDArray[np.int32]
    ids: NDArray[np.int32]

    @classmethod
    def of(cls, encoded: Encoded) -> "StoredEncoding":
        """Round what an embedder returned."""
        codes, scales = quantise_rows(encoded.tokens.vectors)
        return cls(encoded.vector.astype(np.float16), codes, scales, encoded.tokens.spans, encoded.tokens.ids)


class EncodingCache:
    """The encodings of the record; what they depend on is in their keys, so they never grow stale."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def missing(self, keys: Sequence[bytes]) -> list[bytes]:
        """Which of some keys have no encoding yet: each once, in the order given."""
        known: set[bytes] = set()
        with self._database.read() as connection:
            for at in range(0, len(keys), _KEYS_PER_QUERY):
                part = keys[at : at + _KEYS_PER_QUERY]
                marks = ",".join("?" * len(part))
                rows = connection.execute(f"SELECT key FROM encodings WHERE key IN ({marks})", part)
                known.update(key for (key,) in rows)
        return [key for key in dict.fromkeys(keys) if key not in known]

    def put(self, encodings: Iterable[tuple[bytes, StoredEncoding]]) -> None:
        """Keep encodings; all of them are on disk when this returns, or none."""
        rows = [(key, *_to_blobs(encoding)) for key, encoding in encodings]
        with self._database.write() as connection:
            connection.executemany("INSERT OR REPLACE INTO encodings VALUES (?, ?, ?, ?, ?, ?)", rows)

    def get(self, key: bytes) -> StoredEncoding | None:
        """The encoding under a key, or None."""
        query = "SELECT vector, codes, scales, spans, ids FROM encodings WHERE key = ?"
        with self._database.read() as connection:
            row = connection.execute(query, (key,)).fetchone()
        return None if row is None else _from_blobs(*row)

    def count(self) -> int:
        """How many encodings are kept."""
        with self._database.read() as connection:
            (count,) = connection.execute("SELECT count(*) FROM encodings").fetchone()
        return int(count)

    def keep_only(self, keys: Iterable[bytes]) -> int:
        """Delete the encodings under all other keys.

        Returns:
            How many were deleted.
        """
        with self._database.write() as connection:
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (key BLOB PRIMARY KEY) WITHOUT ROWID")
            connection.execute("DELETE FROM wanted")
            connection.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((key,) for key in keys))
            deleted = connection.execute("DELETE FROM encodings WHERE key NOT IN (SELECT key FROM wanted)")
            connection.execute("DELETE FROM wanted")
            return deleted.rowcount


def _to_blobs(encoding: StoredEncoding) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """Little-endian on every machine, so that a record can be moved."""
    return (
        encoding.vector.astype("<f2").tobytes(),
        encoding.codes.astype(np.int8).tobytes(),
        encoding.scales.astype("<f4").tobytes(),
        encoding.spans.astype("<i4").tobytes(),
        encoding.ids.astype("<i4").tobytes(),
    )


def _from_blobs(vector: bytes, codes: bytes, scales: bytes, spans: bytes, ids: bytes) -> StoredEncoding:
    dimension = len(vector) // 2
    return StoredEncoding(
        np.frombuffer(vector, "<f2"),
        np.frombuffer(codes, np.int8).reshape(-1, dimension),
        np.frombuffer(scales, "<f4"),
        np.frombuffer(spans, "<i4").reshape(-1, 2),
        np.frombuffer(ids, "<i4"),
    )
