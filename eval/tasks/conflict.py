"""Conflict: questions with several right answers, beside documents that give wrong ones."""

from collections.abc import Sequence

from eval.observed import ObservedAnswer
from eval.packs import RamdocsRow
from eval.summary import Better, Figure
from eval.tasks.asking import Bench, PackQuestion, PackTask
from eval.tasks.published import RAMDOCS
from eval.tasks.rows import Reference, TaskName, TaskRow, share
from eval.tasks.saying import BEST_CHUNK, best_chunk, holds_words, said

__all__ = ["TASKS", "measure_ramdocs"]

_TASK, _PACK = TaskName.CONFLICT, "ramdocs"
_NOTE = "exact: every gold answer and no wrong one"


def measure_ramdocs(bench: Bench) -> list[TaskRow]:
    """RAMDocs: all gold answers are to be given, and no wrong one, over all documents of the question."""
    rows = bench.sample(bench.packs.rows(_PACK, RamdocsRow), lambda row: row.id)
    answered = bench.ask_each(
        _TASK,
        _PACK,
        rows,
        lambda row: PackQuestion(row.id, row.question, bench.documents(doc.text for doc in row.docs)),
    )
    texts = [(row, said(seen)) for row, seen in answered]
    exact = [_exact(text, row) for row, text in texts]
    misled = [flag for (row, _), flag in zip(texts, exact, strict=True) if row.wrong_answers]
    sound = [flag for (row, _), flag in zip(texts, exact, strict=True) if not row.wrong_answers]
    wrong = [_any(text, row.wrong_answers) for row, text in texts if row.wrong_answers]
    return [
        _row("all questions", share("exact", exact), (*RAMDOCS, *_shown_whole(answered)), _NOTE),
        _row("a document misinforms", share("exact", misled)),
        _row("no document misinforms", share("exact", sound)),
        _row("all questions", share("all_answers_said", [_all(text, row) for row, text in texts])),
        _row(
            "all questions", share("some_answer_said", [_any(text, row.gold_answers) for row, text in texts])
        ),
        _row("a document misinforms", share("wrong_answer_said", wrong, Better.LOWER)),
        _row("all questions", share("refused", [seen.refused for _, seen in answered], Better.LOWER)),
    ]


def _exact(text: str, row: RamdocsRow) -> bool:
    return _all(text, row) and not _any(text, row.wrong_answers)


def _all(text: str, row: RamdocsRow) -> bool:
    return bool(row.gold_answers) and all(holds_words(text, answer) for answer in row.gold_answers)


def _any(text: str, answers: Sequence[str]) -> bool:
    return any(holds_words(text, answer) for answer in answers)


def _shown_whole(answered: Sequence[tuple[RamdocsRow, ObservedAnswer]]) -> tuple[Reference, ...]:
    if not answered:
        return ()
    right = sum(_exact(best_chunk(seen), row) for row, seen in answered)
    return (Reference(BEST_CHUNK, right / len(answered)),)


def _row(condition: str, figure: Figure, references: tuple[Reference, ...] = (), note: str = "") -> TaskRow:
    return TaskRow(_TASK, _PACK, condition, figure, references, note)


TASKS = (PackTask(_TASK, (_PACK,), measure_ramdocs),)
