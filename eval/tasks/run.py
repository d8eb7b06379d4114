"""From a folder of packs to a report: index the passages once, run every task on every pack that can be read."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel
from threadpoolctl import threadpool_limits

from corpus.errors import DataError, InvalidInputError
from eval.askers import EngineAsker, Reply
from eval.metrics.attribution import SupportJudge
from eval.packs import ForgivingPacks, Packs
from eval.pools import Progress, index_pool, pack_passages
from eval.tasks import (
    abstention,
    claims,
    conflict,
    counterfactual,
    dialogue,
    multi_hop,
    noise,
    sentences,
)
from eval.tasks.asking import Base, Bench, PackTask
from eval.tasks.rows import Failure, TaskName, TaskRow, TasksReport
from eval.written import Way, as_the_model_left_it, written_answers
from index.embedding.protocol import Embedder
from rag.engine import Engine
from rag.requests import AskRequest
from rag.settings import EngineSettings

__all__ = ["ALL_TASKS", "ForgivingPacks", "run_tasks", "task_names", "ways_of"]

ALL_TASKS: tuple[PackTask, ...] = (
    *abstention.TASKS,
    *noise.TASKS,
    *counterfactual.TASKS,
    *conflict.TASKS,
    *multi_hop.TASKS,
    *dialogue.TASKS,
    *claims.TASKS,
    *sentences.TASKS,
)
"""Everything that can be measured, in the order of the report."""

_PACK_FAULTS = {"pack_missing", "pack_damaged"}
RowT = TypeVar("RowT", bound=BaseModel)


def run_tasks(
    folder: Path,
    embedder: Embedder,
    *,
    names: Sequence[TaskName] = tuple(TaskName),
    limit: int | None = None,
    judge: SupportJudge | None = None,
    checks: SupportJudge | None = None,
    settings: EngineSettings | None = None,
    way: Way = Way.EXTRACTIVE,
    work_dir: Path,
    progress: Progress | None = None,
) -> TasksReport:
    """Measure.

    A pack that cannot be read is a failure of its task and of no other; one that no task reads, but whose
    passages would stand in the index, is a gap.

    Args:
        folder: Holds the packs.
        embedder: Encodes passages, questions and sentences.
        names: The families to measure.
        limit: The most questions of a cell, the same ones at every run; all if None.
        judge: Says whether evidence supports a claim; without one, claims are a failure.
        checks: The same by the product's own checks, to be measured beside it.
        settings: How the engine answers; from the environment if None.
        way: Whether answers are written, and checked.
        work_dir: Where the index is kept, so that passages are encoded once, and what a model wrote.
        progress: Told how far it is.

    Raises:
        DataError: `pack_missing` or `pack_damaged` if no pack of any task can be read, `index_damaged`.
        UnavailableError: `index_busy`, `storage_failed`.
    """
    packs, pooled = Packs(folder), ForgivingPacks(folder)
    documents: list[int] = []
    opened: list[Engine] = []

    def open_base() -> Base:
        passages = pack_passages(pooled)
        # The whole index is shared with the retrieval experiment, and must not lose what a gap would take.
        work = work_dir / ("all" if not pooled.faults else "some")
        pool = index_pool(passages, work, embedder, progress)
        documents.append(len(pool.languages))
        engine_settings = settings or EngineSettings()
        written = written_answers(engine_settings, way, work_dir)
        engine = Engine(pool.snapshot, embedder, engine_settings, written=written)
        opened.append(engine)
        return Base(_asking(engine, way), pool)

    bench = Bench(
        packs, embedder, judge, open_base, limit=limit, mode=way.mode, checks=checks, progress=progress
    )
    tasks = [task for task in ALL_TASKS if task.task in names]
    # A question is too small to be shared among threads: they would only wait for each other.
    try:
        with threadpool_limits(1):
            rows = _run(tasks, bench)
    finally:
        for engine in opened:
            engine.close()
    read = {pack for task in tasks for pack in task.packs}
    gaps = {name: fault for name, fault in sorted(pooled.faults.items()) if name not in read}
    return TasksReport(
        rows=tuple(rows),
        failures=tuple(bench.failures),
        gaps=gaps,
        packs={**pooled.read, **packs.read},
        embedder=embedder.spec,
        judge=None if judge is None else str(getattr(judge, "name", type(judge).__name__)),
        limit=limit,
        documents=documents[0] if documents else None,
        way=way,
        origins=dict(bench.origins),
    )


def _asking(engine: Engine, way: Way) -> Callable[[AskRequest], Reply]:
    ask = EngineAsker(engine).ask
    return (lambda request: as_the_model_left_it(ask(request))) if way is Way.UNCHECKED else ask


def task_names(given: Sequence[str]) -> tuple[TaskName, ...]:
    """The families of some names; all if none is given.

    Raises:
        InvalidInputError: `task_unknown`.
    """
    try:
        return tuple(TaskName(name) for name in given) or tuple(TaskName)
    except ValueError as error:
        raise InvalidInputError(
            "task_unknown", f"{error}", next_step=f"name one of {', '.join(TaskName)}"
        ) from error


def ways_of(mode: str) -> tuple[Way, ...]:
    """In which ways questions are answered to measure a mode; for the written one in all, to be compared.

    Raises:
        InvalidInputError: `mode_unknown`.
    """
    # The checked way comes before the unchecked one: it asks the model for all that the other needs.
    known = {"extractive": (Way.EXTRACTIVE,), "written": (Way.EXTRACTIVE, Way.CHECKED, Way.UNCHECKED)}
    if mode not in known:
        raise InvalidInputError(
            "mode_unknown", f"there is no mode {mode!r} to measure", next_step="name extractive or written"
        )
    return known[mode]


def _run(tasks: Sequence[PackTask], bench: Bench) -> list[TaskRow]:
    rows: list[TaskRow] = []
    faults: list[DataError] = []
    for task in tasks:
        try:
            rows += task.measure(bench)
        except DataError as error:
            if error.code not in _PACK_FAULTS:
                raise
            faults.append(error)
            bench.failures.append(Failure(task.task, task.packs[0], None, error.code))
    if tasks and len(faults) == len(tasks):
        raise faults[0]
    return rows
