"""Chunks as JSON and back, without loss: what the record and the generations keep."""

from pydantic import TypeAdapter

from index.chunk import Chunk

__all__ = ["chunk_from_json", "chunk_to_json"]

_CHUNK = TypeAdapter(Chunk)


def chunk_to_json(chunk: Chunk) -> bytes:
    """A chunk with its views as one line of UTF-8 JSON; equal chunks give equal bytes."""
    return _CHUNK.dump_json(chunk)


def chunk_from_json(data: bytes) -> Chunk:
    """The chunk that `chunk_to_json` wrote.

    Raises:
        ValueError: If the bytes are not such JSON.
    """
    return _CHUNK.validate_json(data)
