"""Counterfactual: documents that answer falsely, alone and beside the ones that answer rightly.

An extractive answer knows nothing but its documents. With false ones alone it can at best refuse; with a
false and a true one it can show both, and showing one of them is taking a side.
"""

from collections.abc import Sequence
from functools import partial

from corpus.model import Language
from eval.observed import ObservedAnswer
from eval.packs import RgbAnsweredRow
from eval.summary import Better
from eval.tasks.asking import Bench, PackQuestion, PackTask
from eval.tasks.noise import DOCUMENTS
from eval.tasks.published import RGB_FALSE_DOCUMENTS, RGB_FLAGGED
from eval.tasks.rows import TaskName, TaskRow, share
from eval.tasks.saying import holds_all, said

__all__ = ["TASKS", "measure_counterfactual"]

_TASK = TaskName.COUNTERFACTUAL
_PACKS = {"rgb_zh_fact": Language.ZH, "rgb_en_fact": Language.EN}
_FALSE_ALONE, _BOTH = "false documents only", "a false document and the true one"
Answered = Sequence[tuple[RgbAnsweredRow, ObservedAnswer]]


def measure_counterfactual(bench: Bench, pack: str) -> list[TaskRow]:
    """What is said when documents are false."""
    rows = bench.sample(bench.packs.rows(pack, RgbAnsweredRow), lambda row: row.id)
    return [*_false_alone(bench, pack, rows), *_both(bench, pack, rows)]


def _false_alone(bench: Bench, pack: str, rows: Sequence[RgbAnsweredRow]) -> list[TaskRow]:
    answered = bench.ask_each(
        _TASK,
        pack,
        rows,
        lambda row: PackQuestion(row.id, row.query, bench.documents(row.positive_wrong[:DOCUMENTS])),
    )
    language = _PACKS[pack]
    right = share("answer_said", _says_right(answered))
    flagged = share("conflict_named", [_flags(seen) for _, seen in answered])
    refused = share("refused", [seen.refused for _, seen in answered])
    fake = share("false_answer_said", _says_fake(answered), Better.LOWER)
    return [
        TaskRow(_TASK, pack, _FALSE_ALONE, fake),
        TaskRow(_TASK, pack, _FALSE_ALONE, refused),
        TaskRow(
            _TASK,
            pack,
            _FALSE_ALONE,
            right,
            RGB_FALSE_DOCUMENTS[language],
            "a model may know the answer; an extractive answer can only find it left over in a false document",
        ),
        TaskRow(_TASK, pack, _FALSE_ALONE, flagged, RGB_FLAGGED[language]),
    ]


def _both(bench: Bench, pack: str, rows: Sequence[RgbAnsweredRow]) -> list[TaskRow]:
    answered = bench.ask_each(
        _TASK,
        pack,
        rows,
        lambda row: PackQuestion(
            row.id, row.query, bench.documents([*row.positive_wrong[:1], *row.positive[:1]])
        ),
    )
    right, fake = _says_right(answered), _says_fake(answered)
    together = [one and other for one, other in zip(right, fake, strict=True)]
    flags = [_flags(seen) for _, seen in answered]
    shown = [one or other for one, other in zip(together, flags, strict=True)]
    only_fake = [other and not one for one, other in zip(right, fake, strict=True)]
    only_right = [one and not other for one, other in zip(right, fake, strict=True)]
    figures = (
        share("conflict_shown", shown),
        share("only_false_answer_said", only_fake, Better.LOWER),
        share("only_right_answer_said", only_right),
        share("refused", [seen.refused for _, seen in answered], Better.LOWER),
    )
    return [TaskRow(_TASK, pack, _BOTH, figure) for figure in figures]


def _flags(seen: ObservedAnswer) -> bool:
    """Whether an answer says that something is wrong; a refusal does not."""
    return not seen.refused and seen.abstain_reason is not None


def _says_right(answered: Answered) -> list[bool]:
    return [holds_all(said(seen), row.answers) for row, seen in answered]


def _says_fake(answered: Answered) -> list[bool]:
    return [holds_all(said(seen), row.fake_answers) for row, seen in answered]


TASKS = tuple(PackTask(_TASK, (pack,), partial(measure_counterfactual, pack=pack)) for pack in _PACKS)
