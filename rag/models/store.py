"""Where the files of language models lie, and whether they are what they should be.

A file is hashed when it arrives and again only if its time stamp or size differs from then; `verified.json`
remembers that. It is a cache and may be lost.
"""

import contextlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from corpus.errors import DataError
from rag.models.catalogue import KnownModel

__all__ = ["FileState", "StoredModel", "hash_file", "open_stored", "state_of", "stored_model"]

_FILE: Final = "model.gguf"
_STAMP: Final = "verified.json"
_BLOCK: Final = 4 << 20


class FileState(StrEnum):
    """How the file of a model is."""

    READY = "ready"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class StoredModel:
    """The place of a model's file."""

    model: KnownModel
    folder: Path

    @property
    def file(self) -> Path:
        """The finished file; nothing unfinished ever stands here."""
        return self.folder / _FILE

    @property
    def partial(self) -> Path:
        """What has arrived so far."""
        return self.folder / f"{_FILE}.partial"

    def remember_verified(self) -> None:
        """Note that the file as it stands is the right one."""
        temporary = self.folder / f"{_STAMP}.{os.getpid()}"
        # A folder that cannot be written to works as well; its file is only hashed at every start.
        with contextlib.suppress(OSError):
            temporary.write_text(json.dumps(_stamp(self.file)))
            temporary.replace(self.folder / _STAMP)

    @property
    def is_verified(self) -> bool:
        """Whether the file is the one that was hashed."""
        with contextlib.suppress(OSError, ValueError):
            return bool(json.loads((self.folder / _STAMP).read_bytes()) == _stamp(self.file))
        return False


def stored_model(model: KnownModel, models_dir: Path) -> StoredModel:
    """Where a model's file belongs."""
    return StoredModel(model, models_dir / model.name)


def open_stored(model: KnownModel, models_dir: Path, *, trust_stamp: bool = True) -> StoredModel:
    """Find a model's file and check it, quickly where it was not touched since the last full check.

    Args:
        model: Which.
        models_dir: The folder that holds a folder per model.
        trust_stamp: Whether an untouched file is taken for what it was.

    Raises:
        DataError: `llm_model_missing` or `llm_model_damaged`.
    """
    stored = stored_model(model, models_dir)
    try:
        size = stored.file.stat().st_size
        if trust_stamp and size == model.size and stored.is_verified:
            return stored
        found = "" if size != model.size else hash_file(stored.file)
    except FileNotFoundError:
        raise DataError(
            "llm_model_missing",
            f"the language model {model.name} is not in {models_dir}",
            next_step=f"run `summit models pull {model.name}`",
        ) from None
    except OSError as error:
        raise _damaged(stored, f"it cannot be read ({error.strerror or error})") from error
    if found != model.sha256:
        raise _damaged(
            stored, f"it has {size} bytes, expected {model.size}" if not found else "its sha256 is another"
        )
    stored.remember_verified()
    return stored


def state_of(model: KnownModel, models_dir: Path) -> FileState:
    """How a model's file is."""
    try:
        open_stored(model, models_dir)
    except DataError as error:
        return FileState.MISSING if error.code == "llm_model_missing" else FileState.DAMAGED
    return FileState.READY


def hash_file(path: Path, report: Callable[[int], None] = lambda _: None) -> str:
    """The sha256 of a file in hex; `report` is told how many bytes are done."""
    digest, done = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            done += len(block)
            report(done)
    return digest.hexdigest()


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_mtime_ns, status.st_size]


def _damaged(stored: StoredModel, what: str) -> DataError:
    return DataError(
        "llm_model_damaged",
        f"the file of {stored.model.name} is damaged: {what}",
        next_step=f"run `summit models pull {stored.model.name}`",
    )
