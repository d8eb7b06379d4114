"""A finished model folder: what it must contain, and the check that it still does.

`manifest.json` lists every file with its size and sha256 and carries a sha256 of itself. Opening a folder
checks all sizes and hashes the small files. A large file is hashed again only if its time stamp or size
differs from the last full check, which `verified.json` remembers; that file is a cache and may be lost.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import DataError

__all__ = [
    "ENCODER_FILE",
    "MANIFEST_FILE",
    "MODEL_NAME",
    "SENTENCE_TRANSFORMERS_FOLDER",
    "TOKENIZER_FILE",
    "WORD_EMBEDDINGS_FILE",
    "FileRecord",
    "ModelFolder",
    "ModelManifest",
    "file_sha256",
    "open_model",
    "verify_model",
]

MODEL_NAME: Final = "multilingual-e5-small"
MANIFEST_FILE: Final = "manifest.json"
ENCODER_FILE: Final = "encoder.int8.onnx"
WORD_EMBEDDINGS_FILE: Final = "word_embeddings.q4"
TOKENIZER_FILE: Final = "tokenizer.model"
SENTENCE_TRANSFORMERS_FOLDER: Final = "sentence-transformers"

_STAMPS_FILE: Final = "verified.json"
_SMALL_FILE_BYTES: Final = 1 << 20
_NEXT_STEP: Final = "run `summit models build`"


class FileRecord(BaseModel):
    """What one file must be."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    bytes: int = Field(ge=0, description="Size.")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="Of the content.")


class ModelManifest(BaseModel):
    """What a model folder holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: int = Field(default=1, ge=1, le=1, description="Version of this layout.")
    name: str = Field(description="Name of the model.")
    source_sha256: str = Field(description="Of the 4-bit file it was made from.")
    dimension: int = Field(gt=0, description="Length of a vector.")
    vocabulary: int = Field(gt=0, description="Rows of the word-embedding table.")
    max_tokens: int = Field(gt=0, description="Longest input, special tokens included.")
    bos_id: int = Field(ge=0, description="Piece put before every input.")
    eos_id: int = Field(ge=0, description="Piece put after every input.")
    query_prefix: str = Field(description="Text put before a question.")
    passage_prefix: str = Field(description="Text put before a passage.")
    files: Mapping[str, FileRecord] = Field(description="Every file, by path within the folder.")

    @property
    def revision(self) -> str:
        """16 hex digits that change whenever a served file changes."""
        served = (ENCODER_FILE, WORD_EMBEDDINGS_FILE, TOKENIZER_FILE)
        joined = " ".join(self.files[name].sha256 for name in served)
        return hashlib.sha256(joined.encode()).hexdigest()[:16]

    def to_json(self) -> bytes:
        """Serialise, with a sha256 over the rest as the last field."""
        body = self.model_dump(mode="json")
        return (json.dumps({**body, "sha256": _body_sha256(body)}, indent=1) + "\n").encode()

    @classmethod
    def from_json(cls, data: bytes) -> "ModelManifest":
        """Parse what `to_json` wrote.

        Raises:
            ValueError: If it is not JSON, lacks a field, or was altered.
        """
        body = json.loads(data)
        if not isinstance(body, dict) or body.pop("sha256", None) != _body_sha256(body):
            raise ValueError("its checksum does not match")
        manifest = cls.model_validate(body)
        if manifest.to_json() != data:
            raise ValueError("it is not byte for byte what was written")
        if missing := {ENCODER_FILE, WORD_EMBEDDINGS_FILE, TOKENIZER_FILE} - manifest.files.keys():
            raise ValueError(f"it does not list {', '.join(sorted(missing))}")
        return manifest


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model folder whose files were checked against its manifest.

    Attributes:
        path: The folder.
        manifest: What it holds.
    """

    path: Path
    manifest: ModelManifest

    @property
    def encoder(self) -> Path:
        """The ONNX graph, see `onnx_graph`."""
        return self.path / ENCODER_FILE

    @property
    def word_embeddings(self) -> Path:
        """The word-embedding table, `vocabulary` rows of Q4_0 blocks without a header."""
        return self.path / WORD_EMBEDDINGS_FILE

    @property
    def tokenizer(self) -> Path:
        """The sentencepiece model."""
        return self.path / TOKENIZER_FILE

    @property
    def sentence_transformers(self) -> Path:
        """The same model in float32, as a folder for sentence-transformers."""
        return self.path / SENTENCE_TRANSFORMERS_FOLDER


def open_model(models_dir: Path) -> ModelFolder:
    """Open the built-in model and check it, quickly where nothing was touched since the last full check.

    Args:
        models_dir: The folder that holds one folder per model.

    Raises:
        DataError: `model_missing` if it was never built, `model_damaged` if a file is missing or altered.
    """
    return _check(models_dir / MODEL_NAME, trust_stamps=True)


def verify_model(folder: ModelFolder) -> ModelFolder:
    """Hash every file of a model folder again, and remember the result for the next `open_model`.

    Args:
        folder: An opened folder.

    Returns:
        The folder with the manifest as it is on disk now.

    Raises:
        DataError: `model_missing` if it is gone, `model_damaged` if a file is missing or altered.
    """
    return _check(folder.path, trust_stamps=False)


def file_sha256(path: Path) -> str:
    """Return the sha256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check(path: Path, *, trust_stamps: bool) -> ModelFolder:
    folder = ModelFolder(path, _read_manifest(path))
    stamps = _read_stamps(path) if trust_stamps else {}
    found: dict[str, list[int]] = {}
    for name, record in folder.manifest.files.items():
        found[name] = _check_file(path / name, record, stamps.get(name))
    if found != stamps:
        _write_stamps(path, found)
    return folder


def _read_manifest(path: Path) -> ModelManifest:
    if not path.is_dir():
        raise DataError("model_missing", f"there is no model in {path}", next_step=_NEXT_STEP)
    try:
        return ModelManifest.from_json((path / MANIFEST_FILE).read_bytes())
    except OSError as error:
        raise _damaged(path / MANIFEST_FILE, f"it cannot be read ({error.strerror})") from error
    except (ValidationError, ValueError) as error:
        raise _damaged(path / MANIFEST_FILE, f"it is not a valid manifest ({error})") from error


def _check_file(path: Path, record: FileRecord, stamp: list[int] | None) -> list[int]:
    """Compare one file with its record and return its stamp."""
    try:
        status = path.stat()
        if status.st_size != record.bytes:
            raise _damaged(path, f"it has {status.st_size} bytes, expected {record.bytes}")
        found = [status.st_mtime_ns, status.st_size]
        known = record.bytes > _SMALL_FILE_BYTES and found == stamp
        if not known and file_sha256(path) != record.sha256:
            raise _damaged(path, "its sha256 is not the one in the manifest")
    except OSError as error:
        raise _damaged(path, f"it cannot be read ({error.strerror})") from error
    return found


def _read_stamps(path: Path) -> dict[str, list[int]]:
    # Any fault here only means that the files are hashed again.
    with contextlib.suppress(OSError, ValueError):
        stamps = json.loads((path / _STAMPS_FILE).read_bytes())
        if isinstance(stamps, dict):
            return stamps
    return {}


def _write_stamps(path: Path, stamps: dict[str, list[int]]) -> None:
    temporary = path / f"{_STAMPS_FILE}.{os.getpid()}"
    # A folder that cannot be written to works just as well; it is only hashed on every start.
    with contextlib.suppress(OSError):
        temporary.write_text(json.dumps(stamps))
        temporary.replace(path / _STAMPS_FILE)


def _body_sha256(body: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _damaged(path: Path, what: str) -> DataError:
    return DataError("model_damaged", f"the model file {path} is damaged: {what}", next_step=_NEXT_STEP)
