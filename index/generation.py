"""Generations: whole indexes on disk that never change once they are there.

    generations/
      CURRENT              the number of the generation to open
      writer.lock          held by the one process that writes
      000001/              files and manifest.json, which has the size and SHA-256 of each
      000002/
      .tmp-000003/         being written; left over after a crash, swept by the next writer

A generation is written to its temporary folder, every file and folder forced to disk, and renamed; then
`CURRENT` is replaced by a rename. At every moment the old or the new state is there in full.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from corpus.errors import DataError, UnavailableError
from index.manifest import MANIFEST, Manifest, describe_files

__all__ = ["OpenedGeneration", "generations_path", "open_current", "publish", "read_current", "writer_lock"]

_CURRENT, _LOCK, _TEMPORARY = "CURRENT", "writer.lock", ".tmp-"
_NAME_LENGTH = 6

_failpoints: list[Callable[[str], None]] = []
"""Tests put a function here to stop the writer at a named point; nothing else does."""


def generations_path(data_dir: Path) -> Path:
    """Where the generations of a data folder are."""
    return data_dir / "generations"


@dataclass(frozen=True, slots=True)
class OpenedGeneration:
    """A generation whose files were found whole.

    `problems` says what was wrong with newer ones when this is not the one that was asked for.
    """

    number: int
    folder: Path
    manifest: Manifest
    problems: tuple[str, ...] = ()


@contextmanager
def writer_lock(root: Path) -> Iterator[None]:
    """Hold the right to write generations under `root`, which is made when missing.

    Raises:
        UnavailableError: `index_busy` if another writer holds it.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / _LOCK).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UnavailableError(
                "index_busy",
                f"another process is writing the index in {root}",
                next_step="wait until it is done and try again",
            ) from error
        yield  # the lock ends with the file, or with the process


def publish(
    root: Path,
    fill: Callable[[Path], Mapping[str, int]],
    *,
    fingerprint: str,
    questions: str,
    sequence: int,
    previous: int | None = None,
) -> int:
    """Write a generation and make it the current one; only while holding `writer_lock`.

    Args:
        root: The folder of all generations.
        fill: Writes the files into the folder it is given and returns what it counted.
        fingerprint: Of all settings that change the vectors.
        questions: Fingerprint of the questions behind the question means.
        sequence: State of the record that the files were made from.
        previous: A generation to keep beside the new one; all others are deleted.

    Returns:
        The new generation's number. It is on disk and current when this returns; after an error or a crash
        the current generation is the old or the new one, whole.

    Raises:
        UnavailableError: `storage_failed` if the disk is full or cannot be written.
    """
    try:
        _sweep(root)
        number = max(_numbers(root), default=0) + 1
        temporary = root / f"{_TEMPORARY}{_name(number)}"
        try:
            temporary.mkdir()
            _failpoint("folder made")
            counts = fill(temporary)
            _failpoint("files written")
            _seal(temporary, number, counts, fingerprint, questions, sequence)
            temporary.rename(root / _name(number))
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        _failpoint("folder renamed")
        _sync(root)
        _failpoint("rename synced")
        _point_to(root, number)
    except OSError as error:
        raise UnavailableError(
            "storage_failed",
            f"a generation could not be written in {root}: {error}",
            next_step="check the free space and the permissions, then try again",
        ) from error
    _delete_all_but(root, {number, previous})
    return number


def open_current(root: Path, *, fingerprint: str) -> OpenedGeneration:
    """Find the newest whole generation, the current one if nothing is wrong.

    Every file is read and compared with the manifest. A damaged current generation is passed over for the
    newest other one that is whole and has the same fingerprint.

    Args:
        root: The folder of all generations.
        fingerprint: Of the running settings.

    Raises:
        DataError: `index_missing` if nothing was built yet, `index_mismatch` if the current generation was
            built with other settings, `index_damaged` if none is whole.
    """
    current = read_current(root)
    numbers = sorted(_numbers(root), reverse=True)
    if not numbers:
        raise DataError("index_missing", f"no index in {root}", next_step="run `summit index rebuild`")
    problems = [] if current is not None else [f"{_CURRENT} is missing or unreadable"]
    if current is not None:
        # What is newer than CURRENT was written but never acknowledged: it is good, but the last choice.
        numbers.sort(key=lambda number: (number != current, number > current, -number))
    if current is not None and current not in numbers:
        problems.append(f"generation {current}: its folder is missing")
    for number in numbers:
        folder = root / _name(number)
        try:
            manifest = Manifest.read(folder)
            if manifest.fingerprint != fingerprint:
                _refuse_other_settings(manifest, fingerprint, is_current=number == current)
                problems.append(f"generation {number}: built with other settings")
                continue
            manifest.verify(folder)
        except (OSError, ValueError) as error:
            problems.append(f"generation {number}: {error}")
            continue
        return OpenedGeneration(number, folder, manifest, tuple(problems))
    if read_current(root) != current:  # a writer has replaced, and swept away, what was being read
        return open_current(root, fingerprint=fingerprint)
    raise DataError(
        "index_damaged",
        f"no generation in {root} can be used ({'; '.join(problems)})",
        next_step="run `summit index rebuild`",
    )


def read_current(root: Path) -> int | None:
    """The number in `CURRENT`, or None if it is missing or damaged."""
    try:
        line = (root / _CURRENT).read_text(encoding="ascii")
        number = int(line[:_NAME_LENGTH])
    except (OSError, ValueError):
        return None
    return number if line == _pointer(number) else None


def _refuse_other_settings(manifest: Manifest, fingerprint: str, *, is_current: bool) -> None:
    if is_current:
        raise DataError(
            "index_mismatch",
            f"the index was built with settings {manifest.fingerprint[:12]},"
            f" the running ones are {fingerprint[:12]}",
            next_step="run `summit index rebuild`, or go back to the settings it was built with",
        )


def _seal(
    folder: Path, number: int, counts: Mapping[str, int], fingerprint: str, questions: str, sequence: int
) -> None:
    """Force everything to disk, then describe it in the manifest and force that too."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            _sync(path)
            _failpoint(f"synced {path.suffix or path.name}")
    manifest = Manifest(
        number=number,
        fingerprint=fingerprint,
        questions=questions,
        sequence=sequence,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        counts=dict(counts),
        files=describe_files(folder),
    )
    manifest.write(folder)
    _failpoint("manifest written")
    _sync(folder / MANIFEST)
    _failpoint("manifest synced")
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            _sync(path)
    _sync(folder)
    _failpoint("folder synced")


def _point_to(root: Path, number: int) -> None:
    temporary = root / f"{_TEMPORARY}{_CURRENT}"
    temporary.write_text(_pointer(number), encoding="ascii")
    _failpoint("pointer written")
    _sync(temporary)
    _failpoint("pointer synced")
    temporary.replace(root / _CURRENT)
    _failpoint("pointer replaced")
    _sync(root)
    _failpoint("switched")


def _sweep(root: Path) -> None:
    """Remove what a writer that did not finish has left."""
    for path in root.glob(f"{_TEMPORARY}*"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _delete_all_but(root: Path, kept: set[int | None]) -> None:
    """Delete old generations; one that resists does no harm and is tried again next time."""
    for number in _numbers(root) - kept:
        # First out of sight, so that a half-deleted one is never taken for damage.
        doomed = root / f"{_TEMPORARY}{_name(number)}"
        with suppress(OSError):
            (root / _name(number)).rename(doomed)
            _failpoint("old one renamed")
            shutil.rmtree(doomed)
            _failpoint("old one deleted")


def _numbers(root: Path) -> set[int]:
    """The numbers of all generations that are there under their final name."""
    if not root.is_dir():
        return set()
    return {int(path.name) for path in root.iterdir() if path.name.isdigit() and path.is_dir()}


def _name(number: int) -> str:
    return f"{number:0{_NAME_LENGTH}d}"


def _pointer(number: int) -> str:
    """What `CURRENT` holds: with a checksum, or one flipped bit could silently bring an old state back."""
    name = _name(number)
    return f"{name} {sha256(name.encode()).hexdigest()}\n"


def _sync(path: Path) -> None:
    """Force a file or a folder's entries to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _failpoint(name: str) -> None:
    for stop in _failpoints:
        stop(name)
