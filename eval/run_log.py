"""The log of a run: a file that only grows, on disk after every question, so that a run can be taken up again.

One JSON object a line: what was measured with what (the header), then each observation as it was made, and at
the end of each sitting what the process had needed. Where a question was asked again because it had failed,
the later line counts. A last line that was torn off is dropped.
"""

import fcntl
import os
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import DataError, InvalidInputError, NotFoundError, UnavailableError
from eval.observed import Observation

__all__ = ["LOG_NAME", "RecordedRun", "RunHeader", "RunLog", "Sitting", "read_run", "utc_now"]

LOG_NAME = "observations.jsonl"
"""The log's name in the folder of a run."""


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RunHeader(_Line):
    """What was measured, with which questions, over which documents; the same for a whole log.

    Attributes:
        summit_run: Version of the log's form.
        name: Of the system.
        question_set: Name of the question set, without folders.
        question_set_sha256: Of its file.
        configuration: What decides the answers, by name.
        documents: SHA-256 of the canonical text in UTF-8, by document.
        started: When the log was begun, UTC, ISO 8601; the only field that may differ when a run is taken up.
    """

    summit_run: int = 1
    name: str
    question_set: str
    question_set_sha256: str
    configuration: dict[str, str]
    documents: dict[str, str]
    started: str

    def differences(self, other: "RunHeader") -> list[str]:
        """What another header has otherwise, by name; not when it was begun."""
        mine, others = _flat(self), _flat(other)
        return [name for name in {**mine, **others} if mine.get(name) != others.get(name)]


class Sitting(_Line):
    """The end of one process's work on a run.

    Attributes:
        asked: Questions that it asked.
        peak_memory_mib: The most resident memory of what answered, in MiB; None where it cannot be seen.
        ended: UTC, ISO 8601.
    """

    asked: int
    peak_memory_mib: float | None
    ended: str

    @classmethod
    def now(cls, asked: int, peak_memory_mib: float | None) -> Self:
        """One that ends now."""
        return cls(asked=asked, peak_memory_mib=peak_memory_mib, ended=utc_now())


Key = tuple[str, int]
"""Of an observation: the case and the how-manieth asking, from 0."""


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """What a log holds: the last observation of each asking, and the sittings in their order."""

    header: RunHeader
    observations: Mapping[Key, Observation]
    sittings: tuple[Sitting, ...]

    @property
    def peak_memory_mib(self) -> float | None:
        """The highest of all sittings that asked something; None where none could tell."""
        peaks = [s.peak_memory_mib for s in self.sittings if s.asked and s.peak_memory_mib is not None]
        return max(peaks, default=None)


class RunLog:
    """An open log; a context manager. One process at a time.

    Attributes:
        header: As it stands in the file.
        observations: All that it holds, by case and asking.
    """

    def __init__(
        self,
        folder: Path,
        header: RunHeader,
        *,
        anew: bool = False,
        wanted: Set[str] | None = None,
    ) -> None:
        """Begin a log or take one up.

        Args:
            folder: Of the run; made when missing.
            header: Of the run that is to be made.
            anew: Set a log of another header, or of more cases, aside under the time when it was begun, and begin one.
            wanted: The ids of the cases that are to be asked; any if None.

        Raises:
            InvalidInputError: `run_differs` if the folder holds a run of another header, `run_larger` if it holds one
                of more cases than are wanted, and `anew` is not asked for.
            DataError: `run_log_damaged`.
            UnavailableError: `run_busy` if another process writes to it, `storage_failed`.
        """
        self._path = folder / LOG_NAME
        self._wanted = wanted
        try:
            recorded = self._opened(header)
        except InvalidInputError as error:
            if not anew or error.code not in ("run_differs", "run_larger"):
                raise
            self._set_aside()
            recorded = self._opened(header)
        self.header = recorded.header
        self.observations: dict[Key, Observation] = dict(recorded.observations)
        self._sittings = recorded.sittings

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def append(self, observation: Observation) -> None:
        """Write an observation down; it is on disk when this returns.

        Raises:
            UnavailableError: `storage_failed`.
        """
        self._write(observation)
        self.observations[observation.case_id, observation.repeat] = observation

    def end_sitting(self, sitting: Sitting) -> None:
        """Write down that this process is done.

        Raises:
            UnavailableError: `storage_failed`.
        """
        self._write(sitting)
        self._sittings = (*self._sittings, sitting)

    def recorded(self) -> RecordedRun:
        """All that it holds now."""
        return RecordedRun(self.header, dict(self.observations), self._sittings)

    def _opened(self, header: RunHeader) -> RecordedRun:
        """Open the file, alone, and read what it holds."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a+b", buffering=0)
        except OSError as error:
            raise _not_stored(self._path, error) from error
        try:
            self._lock()
            return self._take_up(header)
        except BaseException:
            self._file.close()
            raise

    def _set_aside(self) -> None:
        begun = read_run(self._path.parent).header.started.replace(":", "")
        try:
            self._path.rename(self._path.with_name(f"{self._path.stem}.{begun}.jsonl"))
        except OSError as error:
            raise _not_stored(self._path, error) from error

    def _lock(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UnavailableError(
                "run_busy",
                f"another process is writing to {self._path}",
                next_step="wait until it is done, or name another folder with --out",
            ) from error

    def _take_up(self, header: RunHeader) -> RecordedRun:
        try:
            self._file.seek(0)
            content = self._file.read()
            whole = _whole_lines(content, self._path)
            if len(whole) < len(content):
                self._file.truncate(len(whole))
        except OSError as error:
            raise _not_stored(self._path, error) from error
        if not whole:
            self._write(header)
            self._sync_folder()
            return RecordedRun(header, {}, ())
        recorded = _parse(whole, self._path)
        if differences := recorded.header.differences(header):
            raise InvalidInputError(
                "run_differs",
                f"{self._path} holds a run that was made otherwise: {', '.join(differences)}",
                next_step="name another folder with `summit eval run --out FOLDER`, or set that run aside with"
                " `summit eval run --anew`",
            )
        more = {case_id for case_id, _ in recorded.observations} - (self._wanted or set())
        if self._wanted is not None and more:
            raise InvalidInputError(
                "run_larger",
                f"{self._path} holds a run of {len(more)} more cases, whose figures would be written over",
                next_step="name another folder with `summit eval run --out FOLDER`, or set that run aside with"
                " `summit eval run --anew`",
            )
        return recorded

    def _write(self, line: _Line | Observation) -> None:
        data = line.model_dump_json().encode() + b"\n"
        try:
            before = self._file.seek(0, os.SEEK_END)
            try:
                if self._file.write(data) != len(data):
                    raise OSError("the line was written in part")
            except OSError:
                self._file.truncate(before)  # or the next line would stand behind a torn one
                raise
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _not_stored(self._path, error) from error

    def _sync_folder(self) -> None:
        descriptor = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read_run(folder: Path) -> RecordedRun:
    """Read the log of a run, even while it is being written.

    Raises:
        NotFoundError: `run_unknown` if the folder holds none.
        DataError: `run_log_damaged`.
        InvalidInputError: `input_unreadable`.
    """
    path = folder / LOG_NAME
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _unknown(path) from error
    except OSError as error:
        raise InvalidInputError(
            "input_unreadable", f"{path} cannot be read: {error}", next_step="check path and permissions"
        ) from error
    whole = _whole_lines(content, path)
    if not whole:
        raise _unknown(path)
    return _parse(whole, path)


def utc_now() -> str:
    """The time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


_BEGINNING = (
    RunHeader(name="", question_set="", question_set_sha256="", configuration={}, documents={}, started="")
    .model_dump_json()
    .encode()
    .partition(b",")[0]
)


def _whole_lines(content: bytes, path: Path) -> bytes:
    """A log without a torn last line.

    Raises:
        DataError: If it does not begin as a log does: such a file is not ours to cut.
    """
    if not content.startswith(_BEGINNING[: len(content)]):
        raise _damaged(path, 1, "it does not begin as the log of a run")
    return content[: content.rfind(b"\n") + 1]


def _parse(whole: bytes, path: Path) -> RecordedRun:
    first, *rest = whole.removesuffix(b"\n").split(b"\n")
    try:
        header = RunHeader.model_validate_json(first)
    except ValidationError as error:
        raise _damaged(path, 1, "the header cannot be read") from error
    observations: dict[Key, Observation] = {}
    sittings: list[Sitting] = []
    for at, line in enumerate(rest, start=2):
        try:
            if line.startswith(b'{"case_id":'):
                seen = Observation.model_validate_json(line)
                observations[seen.case_id, seen.repeat] = seen
            else:
                sittings.append(Sitting.model_validate_json(line))
        except ValidationError as error:
            raise _damaged(path, at, "it is neither an observation nor the end of a sitting") from error
    return RecordedRun(header, observations, tuple(sittings))


def _flat(header: RunHeader) -> dict[str, str]:
    fields = header.model_dump(exclude={"started", "configuration", "documents"})
    flat = {name: str(value) for name, value in fields.items()}
    flat |= {f"configuration.{name}": value for name, value in header.configuration.items()}
    return flat | {f"documents.{doc_id}": value for doc_id, value in header.documents.items()}


def _damaged(path: Path, at: int, fault: str) -> DataError:
    return DataError(
        "run_log_damaged",
        f"{path}, line {at}: {fault}",
        next_step="name another folder with --out, or move that file away",
    )


def _unknown(path: Path) -> NotFoundError:
    return NotFoundError(
        "run_unknown", f"there is no run in {path.parent}", next_step="make one with `summit eval run --out`"
    )


def _not_stored(path: Path, error: OSError) -> UnavailableError:
    return UnavailableError(
        "storage_failed",
        f"{path} could not be written: {error}",
        next_step="check the free space and the permissions, then try again",
    )
