"""Multi-hop: questions that take two documents of ten to answer.

The pack does not say which documents are the two, so what is counted is whether two or more are cited.
"""

from collections.abc import Sequence

from eval.observed import ObservedAnswer
from eval.packs import HotpotRow
from eval.summary import Better
from eval.tasks.asking import Bench, PackQuestion, PackTask
from eval.tasks.rows import Reference, TaskName, TaskRow, share
from eval.tasks.saying import BEST_CHUNK, best_chunk, holds_words, said

__all__ = ["TASKS", "measure_hotpot"]

_TASK, _PACK = TaskName.MULTI_HOP, "hotpot_en"
_ALL, _HELD = "all questions", "the answer's words stand in the documents"
_LIMIT = "questions that want yes or no cannot be answered by quoting, nor those whose evidence is missing"


def measure_hotpot(bench: Bench) -> list[TaskRow]:
    """HotpotQA: the answer is to be in what is quoted, over the ten documents of the question."""
    rows = bench.sample(bench.packs.rows(_PACK, HotpotRow), lambda row: row.id)
    answered = bench.ask_each(
        _TASK,
        _PACK,
        rows,
        lambda row: PackQuestion(row.id, row.question, bench.documents(doc.text for doc in row.docs)),
    )
    held = [(row, seen) for row, seen in answered if row.answer_in_docs]
    several = [len({c.doc_id for c in seen.citations}) > 1 for _, seen in answered if not seen.refused]
    missing = [not seen.refused for row, seen in answered if not row.answer_in_docs]
    return [
        TaskRow(_TASK, _PACK, _ALL, share("answer_said", _says(answered)), _shown_whole(answered), _LIMIT),
        TaskRow(_TASK, _PACK, _HELD, share("answer_said", _says(held)), _shown_whole(held)),
        TaskRow(_TASK, _PACK, _HELD, share("refused", [seen.refused for _, seen in held], Better.LOWER)),
        TaskRow(
            _TASK,
            _PACK,
            "the answer's words do not stand there",
            share("answered", missing, Better.LOWER),
            note="some of these want yes or no, and can be answered",
        ),
        TaskRow(_TASK, _PACK, "of answers given", share("several_documents_cited", several)),
    ]


def _says(answered: Sequence[tuple[HotpotRow, ObservedAnswer]]) -> list[bool]:
    return [holds_words(said(seen), row.answer) for row, seen in answered]


def _shown_whole(answered: Sequence[tuple[HotpotRow, ObservedAnswer]]) -> tuple[Reference, ...]:
    if not answered:
        return ()
    held = sum(holds_words(best_chunk(seen), row.answer) for row, seen in answered)
    return (Reference(BEST_CHUNK, held / len(answered)),)


TASKS = (PackTask(_TASK, (_PACK,), measure_hotpot),)
