"""Getting a model file: take up what was broken off, check size and hash, then put it in its place."""

import contextlib
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from corpus.errors import DataError, SummitError, UnavailableError
from rag.models.catalogue import KnownModel
from rag.models.sources import ModelSource
from rag.models.store import StoredModel, hash_file, open_stored, stored_model

__all__ = ["Report", "pull_model"]

Report = Callable[[str, int, int], None]
"""Told a stage, how many MiB of it are done and how many there are."""

_MIB: Final = 1 << 20
_SPARE: Final = 256 * _MIB
"""Room beyond the file itself that is left alone: a wheel, and the record that must go on growing."""


def pull_model(
    model: KnownModel, models_dir: Path, sources: Sequence[ModelSource], report: Report = lambda *_: None
) -> StoredModel:
    """Get a model's file from the first source that can give it, unless a sound one is there.

    What a source gave before it failed is kept and taken up by the next one, or by the next call.

    Args:
        model: Which.
        models_dir: The folder that holds a folder per model; made if missing.
        sources: Where to look, in order; at least one.
        report: Told the progress.

    Raises:
        DataError: `llm_source_differs`, if what arrived is not the pinned file; it is thrown away.
        UnavailableError: `llm_source_failed`, `llm_pull_busy`, or `storage_failed` if the disk is full.
    """
    with contextlib.suppress(DataError):
        return open_stored(model, models_dir)
    stored = stored_model(model, models_dir)
    try:
        stored.folder.mkdir(parents=True, exist_ok=True)
        with _alone(stored):
            _require_room(stored)
            _fetch_from_first(stored, sources, report)
            _put_in_place(stored, report)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            stored.partial.unlink(missing_ok=True)  # the record needs the room more
        raise _storage_failed(model, error.strerror or str(error)) from error
    return stored


def _fetch_from_first(stored: StoredModel, sources: Sequence[ModelSource], report: Report) -> None:
    failure: SummitError | None = None
    for source in sources:
        try:
            _fetch(stored, source, report)
        except (UnavailableError, DataError) as error:
            failure = error
        else:
            return
    assert failure is not None, "at least one source"
    raise failure


def _fetch(stored: StoredModel, source: ModelSource, report: Report) -> None:
    """Complete the partial file."""
    size = stored.model.size
    have = stored.partial.stat().st_size if stored.partial.exists() else 0
    if have > size:
        stored.partial.unlink()
        have = 0
    with stored.partial.open("ab") as file:
        report("pull", have // _MIB, size // _MIB)
        for block in source.blocks(have) if have < size else ():
            have += len(block)
            if have > size:
                break
            file.write(block)
            report("pull", have // _MIB, size // _MIB)
        file.flush()
        os.fsync(file.fileno())
    if have != size:
        stored.partial.unlink()
        raise _differs(
            stored, source.what, f"it is {'longer' if have > size else 'shorter'} than {size} bytes"
        )


def _put_in_place(stored: StoredModel, report: Report) -> None:
    total = stored.model.size // _MIB
    found = hash_file(stored.partial, lambda done: report("check", done // _MIB, total))
    if found != stored.model.sha256:
        stored.partial.unlink()
        raise _differs(stored, "what arrived", f"its sha256 is {found}, expected {stored.model.sha256}")
    stored.partial.replace(stored.file)
    folder = os.open(stored.folder, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    stored.remember_verified()


def _require_room(stored: StoredModel) -> None:
    have = stored.partial.stat().st_size if stored.partial.exists() else 0
    missing = max(0, stored.model.size - have) + _SPARE
    free = shutil.disk_usage(stored.folder).free
    if free < missing:
        raise _storage_failed(
            stored.model, f"{missing // _MIB} MiB are needed and {free // _MIB} MiB are free"
        )


@contextmanager
def _alone(stored: StoredModel) -> Iterator[None]:
    """Keep other processes from pulling the same model at the same time."""
    with (stored.folder / "pull.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnavailableError(
                "llm_pull_busy",
                f"another process is pulling {stored.model.name}",
                next_step="wait until it is done",
            ) from None
        yield


def _differs(stored: StoredModel, what: str, how: str) -> DataError:
    return DataError(
        "llm_source_differs",
        f"{what} is not {stored.model.name}: {how}",
        next_step="pull it from another source",
    )


def _storage_failed(model: KnownModel, why: str) -> UnavailableError:
    return UnavailableError(
        "storage_failed",
        f"the language model {model.name} could not be stored ({why})",
        next_step="free some space or choose another folder with SUMMIT_DATA_DIR",
    )
