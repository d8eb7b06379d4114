"""Claim support: does a text bear a claim out? Measures the judge that other figures rest on.

WiCE asks whether a cited web page supports a sentence of Wikipedia; OCNLI whether one Chinese sentence
follows from another, contradicts it, or neither.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Protocol, TypeVar, runtime_checkable

import numpy as np

from eval.metrics.attribution import SupportJudge
from eval.metrics.evidence import Evidence
from eval.packs import OcnliRow, WiceRow
from eval.summary import Better, Figure, Unit
from eval.tasks.asking import Bench, PackTask
from eval.tasks.published import OCNLI, WICE_F1
from eval.tasks.rows import Failure, Reference, TaskName, TaskRow, share

__all__ = ["TASKS", "ContradictionJudge", "f1_figure", "measure_ocnli", "measure_wice"]

_WICE, _OCNLI = "wice_en", "ocnli_zh"
_SUPPORTED = "supported against the rest"
_ENTAILED = "entailment against the rest"
_THREE_WAY = "entailment, neutral, contradiction"
_BY_CHECKS = ", by the product's checks"
_RESAMPLES = 2000
_SEED = 20250210
_OTHER_SET = (
    "published figures are on 100 test claims with the evidence cut to the best part; "
    "the thresholds of the surface judge were set on this pack"
)
RowT = TypeVar("RowT", WiceRow, OcnliRow)


class _Label(Enum):
    SUPPORTED = "supported"
    DENIED = "denied"
    OPEN = "open"


_LABELS = {
    "entailment": _Label.SUPPORTED,
    "contradiction": _Label.DENIED,
    "neutral": _Label.OPEN,
}


@runtime_checkable
class ContradictionJudge(SupportJudge, Protocol):
    """A judge that also tells what evidence denies from what it leaves open."""

    def contradicts(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        """Whether the evidence says that the claim is false."""
        ...


def measure_wice(bench: Bench) -> list[TaskRow]:
    """WiCE: supported, or only partly or not at all."""
    rows = bench.sample(bench.packs.rows(_WICE, WiceRow), lambda row: row.id)
    found: list[TaskRow] = []
    for judge, by in _judges(bench, _WICE):
        judged = _judge_each(
            bench, judge, _WICE, rows, lambda row: (row.claim, [Evidence(text) for text in row.evidence])
        )
        gold = [row.label == "supported" for row, _ in judged]
        said = [label is _Label.SUPPORTED for _, label in judged]
        about = ["\n".join(row.evidence) for row, _ in judged]
        found += _two_way(_WICE, _SUPPORTED + by, gold, said, about, WICE_F1) if judged else []
    return found


def measure_ocnli(bench: Bench) -> list[TaskRow]:
    """OCNLI: entailment against the rest, and all three where the judge tells them apart."""
    rows = bench.sample(bench.packs.rows(_OCNLI, OcnliRow), lambda row: row.id)
    found: list[TaskRow] = []
    for judge, by in _judges(bench, _OCNLI):
        judged = _judge_each(
            bench, judge, _OCNLI, rows, lambda row: (row.hypothesis, [Evidence(row.premise)])
        )
        gold, said = [_LABELS[row.label] for row, _ in judged], [label for _, label in judged]
        entailed, supported = ([label is _Label.SUPPORTED for label in labels] for labels in (gold, said))
        about = [row.premise for row, _ in judged]
        found += _two_way(_OCNLI, _ENTAILED + by, entailed, supported, about) if judged else []
        if judged and isinstance(judge, ContradictionJudge):
            references = (*_majority(gold), *OCNLI)
            figure = _accuracy("label_accuracy", gold, said, about)
            found.append(_row(_OCNLI, _THREE_WAY + by, figure, references))
    return found


def _judges(bench: Bench, pack: str) -> list[tuple[SupportJudge, str]]:
    """The judges that there are, each with what it adds to the name of a condition."""
    judges = [(bench.judge, ""), (bench.checks, _BY_CHECKS)]
    given = [(judge, by) for judge, by in judges if judge is not None]
    if not given:
        bench.failures.append(Failure(TaskName.CLAIMS, pack, None, "no judge of support was given"))
    return given


def f1_figure(
    metric: str, gold: Sequence[bool], found: Sequence[bool], about: Sequence[str] | None = None
) -> Figure:
    """F1 of the positive class, with a 95 % interval.

    Args:
        metric: The figure's name.
        gold: What is so; at least one.
        found: What was said, as many.
        about: For each pair the evidence that it shares with others; those are drawn together.

    Returns:
        0 where nothing positive was found that is so. The interval is between the 2.5 and 97.5 percentiles
        of 2000 resamples of the evidence, the same for the same pairs.

    Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
    """
    pairs = np.array([gold, found], np.bool_)
    names = list(range(len(gold))) if about is None else list(about)
    groups: dict[object, list[int]] = {}
    for at, name in enumerate(names):
        groups.setdefault(name, []).append(at)
    together = [np.array(group) for group in groups.values()]
    drawn = np.random.default_rng(_SEED).integers(len(together), size=(_RESAMPLES, len(together)))
    values = [_f1(pairs[:, np.concatenate([together[at] for at in draw])]) for draw in drawn]
    low, high = np.percentile(values, [2.5, 97.5])
    return Figure(
        metric,
        _f1(pairs),
        len(gold),
        float(low),
        float(high),
        Unit.SCORE,
        Better.HIGHER,
        "percentile_bootstrap",
    )


def _f1(pairs: np.typing.NDArray[np.bool_]) -> float:
    named = int(pairs.sum())
    return 2 * int((pairs[0] & pairs[1]).sum()) / named if named else 0.0


def _accuracy(metric: str, gold: Sequence[object], found: Sequence[object], about: Sequence[str]) -> Figure:
    return share(metric, [one == other for one, other in zip(gold, found, strict=True)], about=about)


def _two_way(
    pack: str,
    condition: str,
    gold: Sequence[bool],
    found: Sequence[bool],
    about: Sequence[str],
    published: tuple[Reference, ...] = (),
) -> list[TaskRow]:
    always = Reference("always “supported”", 2 * sum(gold) / (len(gold) + sum(gold)))
    f1, accuracy = (
        f1_figure("support_f1", gold, found, about),
        _accuracy("support_accuracy", gold, found, about),
    )
    return [
        _row(pack, condition, f1, (always, *published), _OTHER_SET if published else ""),
        _row(pack, condition, accuracy, _majority(gold)),
    ]


def _majority(gold: Sequence[object]) -> tuple[Reference, ...]:
    ((_, count),) = Counter(gold).most_common(1)
    return (Reference("always the most frequent label", count / len(gold)),)


def _judge_each(
    bench: Bench,
    judge: SupportJudge,
    pack: str,
    rows: Sequence[RowT],
    case_of: Callable[[RowT], tuple[str, Sequence[Evidence]]],
) -> list[tuple[RowT, _Label]]:
    """The rows with the judge's labels; one on which it fails is left out, and is in the failures."""
    judged = []
    for done, row in enumerate(rows):
        bench.report(f"{TaskName.CLAIMS} {pack}", done, len(rows))
        try:
            judged.append((row, _label(judge, *case_of(row))))
        except Exception as error:  # whatever it is, it is this claim's result
            bench.failures.append(Failure(TaskName.CLAIMS, pack, row.id, type(error).__name__))
    bench.report(f"{TaskName.CLAIMS} {pack}", len(rows), len(rows))
    return judged


def _label(judge: SupportJudge, claim: str, evidence: Sequence[Evidence]) -> _Label:
    if judge.supports(claim, evidence):
        return _Label.SUPPORTED
    denied = isinstance(judge, ContradictionJudge) and judge.contradicts(claim, evidence)
    return _Label.DENIED if denied else _Label.OPEN


def _row(
    pack: str, condition: str, figure: Figure, references: tuple[Reference, ...], note: str = ""
) -> TaskRow:
    return TaskRow(TaskName.CLAIMS, pack, condition, figure, references, note)


TASKS = (
    PackTask(TaskName.CLAIMS, (_WICE,), measure_wice),
    PackTask(TaskName.CLAIMS, (_OCNLI,), measure_ocnli),
)
