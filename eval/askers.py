"""Whom questions are put to, and the first of them: the engine in this process.

Whatever goes wrong with a question is its result: a code and what was found, never an exception and never an
answer that was not given.
"""

import os
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from corpus.errors import SummitError
from corpus.model import Document
from eval.observed import ObservedAnswer
from rag.engine import Engine
from rag.progress import AnswerEvent, Said
from rag.requests import AskRequest

__all__ = ["Asker", "EngineAsker", "Reply", "Stopwatch", "failure_of", "one_line"]

_ROOT = Path(__file__).parent.parent
_ANSWERING_ROOMS = ("corpus", "index", "rag")
_STATUS = Path("/proc/self/status")
_KIB_PER_MIB = 1024
_MAX_DETAIL_CHARS = 300


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of one question: an answer, or why there is none.

    Attributes:
        seen: The answer; None if there is none.
        failure: `code: what was found`; None if there is an answer.
        elapsed_ms: Until the answer was complete or had failed, in milliseconds; making it out is not counted.
        first_token_ms: Until the first words, where the answer came as a stream.
    """

    seen: ObservedAnswer | None
    failure: str | None
    elapsed_ms: float
    first_token_ms: float | None = None


class Asker(Protocol):
    """A system that can be measured."""

    @property
    def name(self) -> str:
        """What a report calls it."""

    def ask(self, request: AskRequest) -> Reply:
        """Put one question; raises nothing, but lets an interrupt through."""

    def documents(self) -> tuple[Document, ...]:
        """The documents that it answers from; at least their text, passport and translations.

        Raises:
            UnavailableError: `service_unreachable` or `service_malformed`.
        """

    def configuration(self) -> dict[str, str]:
        """What decides its answers, by name; nothing secret and no path of this machine.

        Raises:
            UnavailableError: As `documents`.
        """

    def peak_memory_mib(self) -> float | None:
        """The most memory that it has held so far, resident, in MiB; None where that cannot be seen."""


class EngineAsker:
    """The engine in this process."""

    name = "summit"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ask(self, request: AskRequest) -> Reply:
        """Ask the engine, as the stream of the API does: the first words are the first that it tells.

        What is chosen and not written comes whole, so its first words come with its last.
        """
        watch = Stopwatch()

        def listen(step: AnswerEvent) -> None:
            if isinstance(step, Said) and step.text.strip():
                watch.first_words()

        try:
            answer = self._engine.ask(request, tell=listen)
            watch.first_words()
            watch.stop()
            return watch.reply(ObservedAnswer.from_answer(answer))
        except Exception as error:  # whatever it is, it is this question's result
            return watch.reply(None, failure_of(error))

    def documents(self) -> tuple[Document, ...]:
        """All documents of the engine."""
        return self._engine.documents

    def configuration(self) -> dict[str, str]:
        """Version, model, index and settings; and the code, so that a changed engine counts as another."""
        engine = self._engine
        manifest, settings = engine.snapshot.manifest, engine.settings
        told = {
            "how": "in_process",
            "version": _version(),
            "code_sha256": _code_sha256(),
            "index_generation": str(manifest.number),
            "index_fingerprint": manifest.fingerprint,
            "chunking": settings.chunking.model_dump_json(),
            "retrieval": settings.retrieval.model_dump_json(),
            "processors": str(os.cpu_count() or 1),
        }
        return told | {f"embedder_{name}": str(value) for name, value in asdict(engine.embedder.spec).items()}

    def peak_memory_mib(self) -> float | None:
        """The highest resident memory so far of this process, with all that it has loaded."""
        if not _STATUS.exists():
            return None
        fields = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines() if ":" in line)
        return int(fields["VmHWM"].split()[0]) / _KIB_PER_MIB


class Stopwatch:
    """Times one question, from when it is made; the first stop and the first words count."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._stopped_ms: float | None = None
        self._first_words_ms: float | None = None

    def stop(self) -> None:
        """The answer is complete."""
        if self._stopped_ms is None:
            self._stopped_ms = self._now_ms()

    def first_words(self) -> None:
        """Words have come."""
        if self._first_words_ms is None:
            self._first_words_ms = self._now_ms()

    def reply(self, seen: ObservedAnswer | None, failure: str | None = None) -> Reply:
        """The reply with its times, until now if it was not stopped."""
        elapsed_ms = self._now_ms() if self._stopped_ms is None else self._stopped_ms
        return Reply(seen, failure, elapsed_ms, None if seen is None else self._first_words_ms)

    def _now_ms(self) -> float:
        return (time.perf_counter() - self._began) * 1e3


def failure_of(error: Exception) -> str:
    """An error as `code: what was found`; the code of one that nobody foresaw is its class."""
    if isinstance(error, SummitError):
        return f"{error.code}: {one_line(error.detail)}"
    return f"{type(error).__name__}: {one_line(str(error))}"


def one_line(text: str) -> str:
    """Words of unknown origin, cut to 300 characters on one line."""
    printable = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(printable.split())[:_MAX_DETAIL_CHARS]


def _version() -> str:
    try:
        return version("summit")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0+unknown"


def _code_sha256() -> str:
    """Of all files of the rooms that answer, by path and content."""
    digest = sha256()
    for room in _ANSWERING_ROOMS:
        for path in sorted((_ROOT / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                content = sha256(path.read_bytes()).hexdigest()
                digest.update(f"{path.relative_to(_ROOT).as_posix()} {content}\n".encode())
    return digest.hexdigest()
