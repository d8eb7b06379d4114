"""A model file that is run on this machine, in a child process that is started when it is first needed."""

import atexit
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Timer
from typing import Final

from rag.models.endpoint import Endpoint, EndpointModel
from rag.models.protocol import (
    Cancelled,
    GenerationRequest,
    LanguageModelError,
    ModelFault,
    never_cancelled,
)

__all__ = ["EmbeddedModel"]

_START_WITHIN_S: Final = 120.0
_STOP_WITHIN_S: Final = 5.0


@dataclass(slots=True, eq=False)
class _Running:
    """A child process that is ready, and how it is asked."""

    process: subprocess.Popen[str]
    client: EndpointModel
    folder: str

    def stop(self) -> None:
        """End the child and remove its socket."""
        self.client.close()
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            self.process.wait(_STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(slots=True, eq=False)
class EmbeddedModel:
    """A `LanguageModel` in a child process; safe for concurrent use, one text at a time.

    A child that ended, for whatever reason, is started again with the next request.

    Attributes:
        name: What it is called.
        file: The GGUF file.
        context_tokens: How many tokens prompt and output may have together.
        threads: Processor threads.
    """

    name: str
    file: Path
    context_tokens: int = 4096
    threads: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))
    _running: _Running | None = None
    _lock: Lock = field(default_factory=Lock)

    @property
    def process_id(self) -> int | None:
        """Of the child process; None while there is none."""
        running = self._running
        return None if running is None else running.process.pid

    def stream(self, request: GenerationRequest, cancelled: Cancelled = never_cancelled) -> Iterator[str]:
        """Write piece by piece; see `LanguageModel`."""
        yield from self._started().client.stream(request, cancelled)

    def close(self) -> None:
        """End the child process."""
        atexit.unregister(self.close)
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.stop()

    def _started(self) -> _Running:
        """The child, running.

        Raises:
            LanguageModelError: If it cannot be started.
        """
        with self._lock:
            if self._running is not None and self._running.process.poll() is not None:
                self._running.stop()
                self._running = None
            if self._running is None:
                self._running = self._start()
                atexit.register(self.close)
            return self._running

    def _start(self) -> _Running:
        if importlib.util.find_spec("xllamacpp") is None:
            raise LanguageModelError(
                ModelFault.NOT_INSTALLED,
                "the package that runs language models is not installed",
                next_step="install summit with the extra local-llm",
            )
        folder = tempfile.mkdtemp(prefix="summit-")  # for its owner alone
        socket = str(Path(folder, "model.sock"))
        process = subprocess.Popen(
            [sys.executable, "-m", "rag.models.embedded_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        where = Endpoint(
            base_url="http://model/v1",
            model=self.name,
            context_tokens=self.context_tokens,
            max_retries=0,
            socket=socket,
            takes_grammar=True,
        )
        running = _Running(process, EndpointModel(where), folder)
        if not self._is_ready(process, socket):
            running.stop()
            raise LanguageModelError(
                ModelFault.FAILED,
                f"the model {self.name} could not be started",
                next_step="see that there is memory enough; `summit models verify` checks its file",
            )
        return running

    def _is_ready(self, process: subprocess.Popen[str], socket: str) -> bool:
        assert process.stdin is not None
        assert process.stdout is not None
        settings = {
            "model": str(self.file),
            "socket": socket,
            "context_tokens": self.context_tokens,
            "threads": self.threads,
        }
        watch = Timer(_START_WITHIN_S, process.kill)
        watch.start()
        try:
            process.stdin.write(json.dumps(settings) + "\n")
            process.stdin.flush()
            # Whatever else native code prints first is passed over.
            return any(line == "ready\n" for line in process.stdout)
        except BrokenPipeError:
            return False
        finally:
            watch.cancel()
