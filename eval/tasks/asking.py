"""Asking the engine the questions of a pack, each over its own documents."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from corpus.errors import DataError
from eval.askers import Reply
from eval.metrics.attribution import SupportJudge
from eval.observed import ObservedAnswer
from eval.packs import Packs
from eval.pools import Pool, Progress
from eval.tasks.rows import Failure, TaskName, TaskRow
from index.embedding.protocol import Embedder
from rag.answer import AnswerMode
from rag.requests import AskRequest, Filters, Turn

__all__ = ["Base", "Bench", "PackQuestion", "PackTask", "subsample"]

_SEED = 20250210
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Base:
    """What answers, and the passages that it answers from."""

    ask: Callable[[AskRequest], Reply]
    pool: Pool


@dataclass(frozen=True, slots=True)
class PackQuestion:
    """A question and the documents that it may be answered from; at least one."""

    row_id: str
    text: str
    doc_ids: tuple[str, ...]
    history: tuple[Turn, ...] = ()


class Bench:
    """What every task works with.

    Args:
        packs: The public packs.
        embedder: Encodes sentences.
        judge: Says whether evidence supports a claim.
        checks: The same by the product's own checks, to be measured beside it.
        open_base: Indexes the passages and opens the engine; called by the first task that asks a question.
        limit: The most questions of a cell; all if None.
        mode: How they are to be answered.
        progress: Told how many questions of a cell were asked.

    Attributes:
        failures: The questions that could not be asked so far.
        origins: How many answers so far a model wrote (`written`), and of the others how many for which reason: the
            code of the warning that an extractive answer carries where a written one was asked for.
    """

    def __init__(
        self,
        packs: Packs,
        embedder: Embedder,
        judge: SupportJudge | None,
        open_base: Callable[[], Base],
        *,
        limit: int | None = None,
        mode: AnswerMode = AnswerMode.EXTRACTIVE,
        checks: SupportJudge | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.packs, self.embedder, self.judge, self.limit = packs, embedder, judge, limit
        self.mode, self.checks = mode, checks
        self.failures: list[Failure] = []
        self.origins: Counter[str] = Counter()
        self._open_base = open_base
        self.report: Progress = progress or _silent

    @cached_property
    def base(self) -> Base:
        """The engine and its passages."""
        return self._open_base()

    def sample(self, rows: Iterable[RowT], key: Callable[[RowT], str]) -> list[RowT]:
        """The rows of a cell, no more than the limit."""
        return subsample(list(rows), self.limit, key)

    def documents(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The documents that some passages became, each once, in order; empty passages became none.

        Raises:
            DataError: `pack_damaged` if a passage is not among those of its pack.
        """
        try:
            return tuple(dict.fromkeys(self.base.pool.doc_id(text) for text in texts if text.strip()))
        except KeyError as error:
            raise DataError(
                "pack_damaged",
                "a question has a passage that its pack does not hold",
                next_step="fetch the folder of the packs again",
            ) from error

    def ask_each(
        self,
        task: TaskName,
        pack: str,
        rows: Sequence[RowT],
        question_of: Callable[[RowT], PackQuestion],
    ) -> list[tuple[RowT, ObservedAnswer]]:
        """Ask the question of every row.

        Args:
            task: For whom.
            pack: Where the rows are from.
            rows: What to ask about.
            question_of: The question of a row.

        Returns:
            The rows with what was seen of their answers. A row whose question could not be asked is left
            out, and is in `failures`.
        """
        answered = []
        for done, row in enumerate(rows):
            self.report(f"{task} {pack}", done, len(rows))
            question = question_of(row)
            reply = self._ask(question)
            if reply.seen is not None:
                answered.append((row, reply.seen))
                self.origins[_origin(reply.seen)] += 1
            else:
                # The code alone: what follows it may repeat words of the pack.
                code = (reply.failure or "no_answer").split(":")[0]
                self.failures.append(Failure(task, pack, question.row_id, code))
        self.report(f"{task} {pack}", len(rows), len(rows))
        return answered

    def _ask(self, question: PackQuestion) -> Reply:
        if not question.doc_ids:
            return Reply(None, "no_documents", 0.0)  # an empty filter would let all of them through
        return self.base.ask(
            AskRequest(
                question.text,
                mode=self.mode,
                history=question.history,
                filters=Filters(doc_ids=question.doc_ids),
            )
        )


@dataclass(frozen=True, slots=True)
class PackTask:
    """What a family measures on one pack.

    `packs` are all that it reads, the one it is named by first.
    """

    task: TaskName
    packs: tuple[str, ...]
    measure: Callable[[Bench], list[TaskRow]]


def subsample(rows: Sequence[RowT], limit: int | None, key: Callable[[RowT], str]) -> list[RowT]:
    """Some of the rows, the same ones at every run, in their order.

    Args:
        rows: All of them.
        limit: How many; all if None.
        key: Tells rows apart; which are taken depends on it and on nothing else.
    """
    if limit is None or len(rows) <= limit:
        return list(rows)
    drawn = sorted(range(len(rows)), key=lambda at: sha256(f"{_SEED}:{key(rows[at])}".encode()).digest())
    return [rows[at] for at in sorted(drawn[:limit])]


def _origin(seen: ObservedAnswer) -> str:
    """`written`, the code of why it is not, or `extractive` where nobody asked for a written one."""
    codes = (warning.partition(":")[0] for warning in seen.warnings)
    return (
        seen.mode if seen.mode == "written" else next((c for c in codes if c.startswith("llm_")), seen.mode)
    )


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""
