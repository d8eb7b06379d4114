"""`summit bench`: speed and memory beside their budgets, all measured now and on this machine.

Each measurement is a row; one that cannot be made is a row with the reason. Everything happens in a data
folder of its own that holds the bundled documents and nothing else, so that the figures do not depend on a
user's.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus.errors import UnavailableError
from corpus.language import detect_language
from corpus.library import BUNDLED_FOLDER, load_library
from eval.bench_questions import BENCH_QUESTIONS
from index.builder import IndexBuilder
from index.chunking import chunk_document
from index.embedding import EmbeddingConfig, open_embedder
from index.embedding.protocol import Embedder
from index.generation import generations_path
from index.models.build import build_default_model
from index.models.folder import MODEL_NAME
from index.record import Record, record_path
from index.retriever import Retriever
from rag.answer import Answer, AnswerMode
from rag.engine import Engine
from rag.lexicon.neutral_questions import NEUTRAL_QUESTIONS
from rag.requests import AskRequest
from rag.settings import EngineSettings
from rag.workspace import open_engine, open_written_answers

__all__ = ["BenchReport", "Budget", "Measurement", "run_bench"]

Progress = Callable[[str, int, int], None]

_TOP_K = 8
_STARTS = 3
_INGEST_ROUNDS = 3
_WRITTEN = 20
_ROOT = Path(__file__).parent.parent
_START_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True)
class Budget:
    """What a value must not exceed or, where more is better, must reach."""

    limit: float
    more_is_better: bool = False

    def is_met(self, value: float) -> bool:
        """Whether a value keeps within the budget."""
        return value >= self.limit if self.more_is_better else value <= self.limit


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row; `value` is None where it could not be measured, and `note` says why."""

    name: str
    value: float | None
    unit: str
    budget: Budget | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the budget is kept; None without a budget or a value."""
        return None if self.budget is None or self.value is None else self.budget.is_met(self.value)


@dataclass(frozen=True, slots=True)
class BenchReport:
    """All rows, and on how many processors they were measured."""

    measurements: tuple[Measurement, ...]
    processors: int
    questions: int


def run_bench(
    *, quick: bool = False, questions: Sequence[str] = BENCH_QUESTIONS, progress: Progress | None = None
) -> BenchReport:
    """Measure everything.

    Args:
        quick: Leave out what takes long or needs torch: building the model afresh, repeated starts, the
            comparison with sentence-transformers.
        questions: To be answered; at least one.
        progress: Told which measurement is being made.

    Raises:
        DataError: If the model or the documents cannot be read.
    """
    settings = EngineSettings()
    with TemporaryDirectory(prefix="summit-bench-") as folder:
        bench = _Bench(settings, Path(folder), tuple(questions), quick)
        steps = (
            bench.model,
            bench.retrieval,
            bench.answers,
            bench.written_answers,
            bench.start_and_memory,
            bench.ingest,
        )
        rows: list[Measurement] = []
        for done, step in enumerate(steps):
            if progress is not None:
                progress("bench", done, len(steps))
            rows += step()
        if progress is not None:
            progress("bench", len(steps), len(steps))
    return BenchReport(tuple(rows), os.cpu_count() or 1, len(questions))


class _Bench:
    """The measurements, in the order in which each can use what came before."""

    def __init__(
        self, settings: EngineSettings, folder: Path, questions: tuple[str, ...], quick: bool
    ) -> None:
        self._folder, self._questions, self._quick = folder, questions, quick
        self._settings = settings.model_copy(update={"data_dir": folder / "data"})
        self._kept, self._kept_models = settings, settings.models_dir
        self._opened: Engine | None = None

    def model(self) -> Iterator[Measurement]:
        name = "model build"
        if self._settings.embedding.model != MODEL_NAME:
            yield _skipped(name, "s", f"the settings name another model, {self._settings.embedding.model}")
            return
        if self._quick:
            build_default_model(self._kept_models)
            self._settings.data_dir.mkdir(parents=True)
            self._settings.models_dir.symlink_to(self._kept_models.resolve())
            yield _skipped(name, "s", "left out by --quick")
            return
        seconds = _timed(lambda: build_default_model(self._settings.models_dir))
        yield Measurement(name, seconds, "s", note="from the package's 4-bit weights, once")

    def retrieval(self) -> Iterator[Measurement]:
        engine, embedder = self._engine(), self._embedder()
        retriever = Retriever(engine.snapshot, embedder, self._settings.retrieval)

        def search(text: str) -> None:
            retriever.search(retriever.encode(text, detect_language(text)), top_k=_TOP_K)

        yield from _percentiles("retrieval", self._times_ms(search), Budget(10))

    def answers(self) -> Iterator[Measurement]:
        engine = self._engine()
        times = self._times_ms(lambda text: engine.ask(AskRequest(text, mode=AnswerMode.EXTRACTIVE)))
        yield from _percentiles("extractive answer", times, Budget(50))

    def written_answers(self) -> Iterator[Measurement]:
        """What a written answer takes besides the model's own time: to search, to check, to fall back."""
        name, budget = "written answer without the model p50", Budget(50)
        written = None if self._quick else open_written_answers(self._kept)
        if written is None:
            reason = "left out by --quick" if self._quick else "no language model is configured"
            yield _skipped(name, "ms", reason, budget)
            return
        opened = self._engine()
        engine = Engine(opened.snapshot, opened.embedder, self._settings, (), written)
        try:
            asked = [AskRequest(text, mode=AnswerMode.WRITTEN) for text in self._questions[:_WRITTEN]]
            answers = [engine.ask(request) for request in asked]
        finally:
            engine.close()
        shares = [_share_ms(answer) for answer in answers if "model" in answer.timings_ms]
        if not shares:
            yield _skipped(name, "ms", "none of the questions came to the model", budget)
            return
        count = sum(answer.mode is AnswerMode.WRITTEN for answer in answers)
        note = f"{len(shares)} questions that {written.name} was asked; {count} written, the others fell back"
        yield Measurement(name, float(np.median(shares)), "ms", budget, note)

    def start_and_memory(self) -> Iterator[Measurement]:
        runs = [self._start() for _ in range(1 if self._quick else _STARTS)]
        seconds = float(np.median([seconds for seconds, _ in runs]))
        note = f"median of {len(runs)}; a new process until questions can be asked"
        yield Measurement("second start", seconds, "s", Budget(5), note)
        memory = runs[-1][1]
        if not memory:
            yield _skipped("resident memory", "MB", "this system does not tell", Budget(700))
            return
        note = f"after {len(self._questions)} questions; highest {memory['peak']:.0f} MB"
        yield Measurement("resident memory", memory["resident"], "MB", Budget(700), note)

    def ingest(self) -> Iterator[Measurement]:
        name, budget = "ingest against sentence-transformers (torch fp32)", Budget(3, more_is_better=True)
        if self._quick:
            yield _skipped(name, "×", "left out by --quick", budget)
            return
        if self._settings.embedding.model != MODEL_NAME:
            yield _skipped(name, "×", "only defined for the built-in model", budget)
            return
        yield from self._ingest_ratio(name, budget)

    def _ingest_ratio(self, name: str, budget: Budget) -> Iterator[Measurement]:
        texts = self._chunk_texts()
        encode = _torch_encoder(self._settings.models_dir / MODEL_NAME / "sentence-transformers")
        embedder = open_embedder(EmbeddingConfig(threads=1), models_dir=self._settings.models_dir)
        encode(texts[:2])  # what is only done once is not compared
        ours, theirs = [], []
        for number in range(_INGEST_ROUNDS):
            ours.append(_timed(partial(self._ingest_once, embedder, number)))
            theirs.append(_timed(partial(encode, texts)))
        rates = [len(texts) / min(times) for times in (ours, theirs)]
        note = (
            f"{len(texts)} chunks, {rates[0]:.0f} a second cut, encoded, stored and indexed against"
            f" {rates[1]:.0f} only encoded; one thread each, best of {_INGEST_ROUNDS} interleaved rounds"
        )
        yield Measurement(name, rates[0] / rates[1], "×", budget, note)

    def _ingest_once(self, embedder: Embedder, number: int) -> None:
        data_dir = self._folder / f"ingest-{number}"
        with Record(record_path(data_dir)) as record:
            for entry, document in load_library(BUNDLED_FOLDER):
                record.put_document(document, (BUNDLED_FOLDER / entry.file).read_bytes(), entry.format)
            IndexBuilder(
                record,
                generations_path(data_dir),
                embedder,
                self._settings.chunking,
                question_templates=NEUTRAL_QUESTIONS,
            ).sync()

    def _chunk_texts(self) -> list[str]:
        documents = [document for _, document in load_library(BUNDLED_FOLDER)]
        chunks = [c for document in documents for c in chunk_document(document, self._settings.chunking)]
        return [view.embedded_text for chunk in chunks for view in chunk.views]

    def _engine(self) -> Engine:
        if self._opened is None:
            self._opened = open_engine(self._settings)
        return self._opened

    def _embedder(self) -> Embedder:
        return open_embedder(self._settings.embedding, models_dir=self._settings.models_dir)

    def _times_ms(self, ask: Callable[[str], object]) -> list[float]:
        """Milliseconds a question; one round before, so that nothing is measured that is done once."""
        for text in self._questions:
            ask(text)
        return [1000 * _timed(partial(ask, text)) for text in self._questions]

    def _start(self) -> tuple[float, dict[str, float]]:
        """Seconds until a new process is ready, and its memory after all questions."""
        environment = os.environ | {"SUMMIT_DATA_DIR": str(self._settings.data_dir)}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        command = [sys.executable, "-m", "eval.bench_child"]
        begin = time.perf_counter()
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as child:
            ready = child.stdout.readline() if child.stdout else ""
            seconds = time.perf_counter() - begin
            output, _ = child.communicate(json.dumps(self._questions), timeout=_START_LIMIT_S)
        if ready != "ready\n" or child.returncode:
            raise UnavailableError(
                "bench_start_failed",
                f"a new process ended with {child.returncode} instead of answering",
                next_step="see what it printed on standard error",
            )
        return seconds, json.loads(output)


def _torch_encoder(folder: Path) -> Callable[[Sequence[str]], object]:
    import torch  # only this row may pay for it
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    model = SentenceTransformer(str(folder), device="cpu")
    return lambda texts: model.encode(
        list(texts), prompt_name="passage", normalize_embeddings=True, show_progress_bar=False
    )


def _percentiles(name: str, times_ms: Sequence[float], budget: Budget) -> Iterator[Measurement]:
    note = f"{len(times_ms)} questions, in process, second round"
    yield Measurement(f"{name} p50", float(np.percentile(times_ms, 50)), "ms", budget, note)
    yield Measurement(f"{name} p95", float(np.percentile(times_ms, 95)), "ms", None, note)


def _share_ms(answer: Answer) -> float:
    return sum(ms for stage, ms in answer.timings_ms.items() if stage != "model")


def _skipped(name: str, unit: str, reason: str, budget: Budget | None = None) -> Measurement:
    return Measurement(name, None, unit, budget, reason)


def _timed(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin
