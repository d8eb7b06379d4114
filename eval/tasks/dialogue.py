"""Dialogue: the last question of a dialogue, with what was said before and without it.

A question that can be answered is asked over its own passages, and over all passages of the pack, where it
shows whether the right ones are found. One that cannot be answered has no passages, so it is asked over all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from eval.observed import ObservedAnswer
from eval.packs import MtragDialogueRow
from eval.summary import Better
from eval.tasks.abstention import decisions
from eval.tasks.asking import Bench, PackQuestion, PackTask
from eval.tasks.rows import TaskName, TaskRow, share
from rag.requests import Turn

__all__ = ["TASKS", "measure_mtrag"]

_TASK, _PACK = TaskName.DIALOGUE, "mtrag_en"
_ROLES = {"user": "user", "agent": "assistant"}
_ANSWERED, _REFUSED = ("ANSWERABLE", "PARTIAL"), ("UNANSWERABLE", "UNDERSPECIFIED")
_NOTE = "what can be answered is asked over its own passages, the rest over all of the pack"
_HISTORIES = {True: "with what was said before", False: "the last question alone"}
Answered = Sequence[tuple[MtragDialogueRow, ObservedAnswer]]


@dataclass(frozen=True)
class _Run:
    """One way of asking: with the dialogue before the question, or without."""

    bench: Bench
    with_history: bool

    @cached_property
    def everywhere(self) -> tuple[str, ...]:
        """All documents of the pack."""
        return tuple(sorted(self.bench.base.pool.of_pack(_PACK)))

    def own(self, row: MtragDialogueRow) -> tuple[str, ...]:
        """The documents of a question; all of the pack where it has none."""
        return self.bench.documents(doc.text for doc in row.contexts) or self.everywhere

    def ask(self, rows: Sequence[MtragDialogueRow], *, everywhere: bool) -> Answered:
        """Ask the last question of each dialogue, of its own documents or of all."""

        def question(row: MtragDialogueRow) -> PackQuestion:
            *before, last = row.dialogue
            history = tuple(Turn(_ROLES[turn.speaker], turn.text) for turn in before)
            doc_ids = self.everywhere if everywhere else self.own(row)
            return PackQuestion(row.id, last.text, doc_ids, history if self.with_history else ())

        return self.bench.ask_each(_TASK, _PACK, rows, question)


def measure_mtrag(bench: Bench) -> list[TaskRow]:
    """MTRAG-UN: decisions by what can be answered, whether the right passages are cited, what history does."""
    rows = bench.packs.rows(_PACK, MtragDialogueRow)
    kinds = {
        kind: bench.sample([row for row in rows if kind in row.answerability], lambda row: row.id)
        for kind in (*_ANSWERED, *_REFUSED)
    }
    found, texts = [], {}
    for with_history, name in _HISTORIES.items():
        run = _Run(bench, with_history)
        own = {kind: run.ask(chosen, everywhere=False) for kind, chosen in kinds.items()}
        among_all = run.ask(kinds["ANSWERABLE"], everywhere=True)
        found += _rows(name, own, among_all, run)
        texts[with_history] = {
            row.id: seen.answer for answered in (*own.values(), among_all) for row, seen in answered
        }
    followed = [texts[True][key] != text for key, text in texts[False].items() if key in texts[True]]
    note = "0 means that what was said before is not read"
    return [
        *found,
        TaskRow(_TASK, _PACK, "dialogues", share("changed_by_history", followed), note=note),
    ]


def _rows(name: str, own: dict[str, Answered], among_all: Answered, run: _Run) -> list[TaskRow]:
    seen = {kind: [answer for _, answer in answered] for kind, answered in own.items()}
    rows = decisions(
        _TASK,
        _PACK,
        seen["ANSWERABLE"],
        [answer for kind in _REFUSED for answer in seen[kind]],
        conditions=(f"answerable, {name}", f"unanswerable or underspecified, {name}"),
        both=f"both, {name}",
        note=_NOTE,
    )
    for kind in ("PARTIAL", *_REFUSED):
        verdicts = [answer.refused for answer in seen[kind]]
        better = Better.LOWER if kind in _ANSWERED else Better.HIGHER
        rows.append(TaskRow(_TASK, _PACK, f"{kind.lower()}, {name}", share("refused", verdicts, better)))
    cited = [bool({c.doc_id for c in answer.citations} & set(run.own(row))) for row, answer in among_all]
    found = [bool({p.doc_id for p in answer.passages} & set(run.own(row))) for row, answer in among_all]
    condition = f"answerable, all passages of the pack, {name}"
    return [
        *rows,
        TaskRow(_TASK, _PACK, condition, share("own_passage_found", found)),
        TaskRow(_TASK, _PACK, condition, share("own_passage_cited", cited)),
    ]


TASKS = (PackTask(_TASK, (_PACK,), measure_mtrag),)
