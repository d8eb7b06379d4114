"""Fingerprints: short names for settings, so that vectors of different settings are never mixed.

A fingerprint is the SHA-256, in hex, of the canonical JSON (sorted keys, no blanks) of what it stands for.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256

from corpus.model import Language
from index.chunking import ChunkingConfig
from index.embedding.protocol import EmbedderSpec

__all__ = [
    "FORMAT_VERSION",
    "cutting_fingerprint",
    "encoding_key",
    "index_fingerprint",
    "model_fingerprint",
    "questions_fingerprint",
]

# Raise it whenever the same documents and settings would give other files: another way to cut, tokenise,
# centre or store. Indexes built before are then refused instead of misread.
FORMAT_VERSION = 2


def model_fingerprint(spec: EmbedderSpec) -> str:
    """Stands for all of an embedder that changes its vectors: model, revision, size, limits, prefixes."""
    return _digest({"embedder": asdict(spec)})


def cutting_fingerprint(chunking: ChunkingConfig) -> str:
    """Stands for how documents are cut."""
    return _digest({"chunking": chunking.model_dump(), "format": FORMAT_VERSION})


def index_fingerprint(spec: EmbedderSpec, chunking: ChunkingConfig) -> str:
    """Stands for everything that changes the vectors of an index."""
    return _digest({"embedder": asdict(spec), "chunking": chunking.model_dump(), "format": FORMAT_VERSION})


def questions_fingerprint(templates: Mapping[Language, Sequence[str]]) -> str:
    """Stands for the questions whose means centre a query."""
    return _digest({"questions": {language.value: list(texts) for language, texts in templates.items()}})


def encoding_key(model: str, text: str) -> bytes:
    """The 32 bytes under which the encoding of a text by a model is kept.

    Args:
        model: A `model_fingerprint`; of fixed length, so that no two pairs run together into one key.
        text: What the embedder is given, without the model's prefix.
    """
    return sha256(f"{model}{text}".encode()).digest()


def _digest(settings: Mapping[str, object]) -> str:
    canonical = json.dumps(settings, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()
