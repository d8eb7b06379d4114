"""What the command line prints of two runs beside each other, in either language."""

from collections.abc import Iterator, Sequence

from corpus.model import Language
from eval.compare import Compared, RunComparison
from eval.report_metrics import metric_title
from eval.report_words import TYPES, UI, Words, unit_text
from eval.statistics import Verdict
from eval.summary import Unit
from eval.tables import aligned_table

__all__ = ["comparison_table"]

_ORDER = {Verdict.WORSE: 0, Verdict.BETTER: 1}
_VERDICTS = {
    Verdict.WORSE: Words("worse", "变差"),
    Verdict.BETTER: Words("better", "变好"),
    Verdict.CANNOT_TELL: Words("cannot be told apart", "无法区分"),
}
_HEAD = (
    Words("figure", "指标"),
    Words("difference [95 %]", "差值 [95%]"),
    Words("n", "n"),
    Words("verdict", "结论"),
)
_SLICES = Words(
    "Single slices that got worse or better; of many compared, some differ by chance",
    "单个切片中变差或变好的（比较项多，难免有偶然的差异）",
)
_NO_SLICE = Words("No single slice got worse or better.", "没有哪个切片变差或变好。")


def comparison_table(comparison: RunComparison, judged: str = "", language: Language = Language.EN) -> str:
    """What got better, worse, or cannot be told apart, over all cases and then in single slices, the worse first.

    Args:
        comparison: Of two runs.
        judged: How often the support judge is right, for what rests on it.
        language: Of the words.
    """
    items = sorted(comparison.overall, key=_rank)
    lines = [*_table(comparison, [("", item) for item in items], language)]
    if any(item.rests_on_judge for item in comparison.compared):
        unknown = UI["judge_unknown"].of(language)
        words = Words(
            f"† Decided by the support judge{judged or f': {unknown}'}.",
            f"† 由支撑判定器裁定{judged or f'：{unknown}'}。",
        )
        lines += ["", words.of(language)]
    lines += ["", *_slices(comparison, language), *_notes(comparison, language)]
    return "\n".join(lines) + "\n"


def _slices(comparison: RunComparison, language: Language) -> Iterator[str]:
    told = [
        item
        for item in comparison.compared
        if item not in comparison.overall and item.difference.verdict is not Verdict.CANNOT_TELL
    ]
    if not told:
        yield _NO_SLICE.of(language)
        return
    yield _SLICES.of(language) + Words(":", "：").of(language)
    yield ""
    named = [(_slice_name(item, language), item) for item in sorted(told, key=_rank)]
    yield from _table(comparison, named, language, Words("slice", "切片").of(language))


def _slice_name(item: Compared, language: Language) -> str:
    parts = [UI[item.language].of(language)] if item.language else []
    if item.case_type:
        parts.append(TYPES[item.case_type].of(language))
    return Words(", ", "，").of(language).join(parts)


def _rank(item: Compared) -> int:
    return _ORDER.get(item.difference.verdict, 2)


def _table(
    comparison: RunComparison, items: Sequence[tuple[str, Compared]], language: Language, kind: str = ""
) -> Iterator[str]:
    figure, difference, n, verdict = (words.of(language) for words in _HEAD)
    first = [kind] if kind else []
    head = (*first, figure, comparison.first, comparison.second, difference, n, verdict)
    rows = [head, *((*([name] if kind else []), *_cells(item, language)) for name, item in items)]
    yield from aligned_table(rows)


def _cells(item: Compared, language: Language) -> tuple[str, ...]:
    found = item.difference
    change = _signed(found.value, item.unit)
    if found.low is not None and found.high is not None:
        change += f" [{_signed(found.low, item.unit)}, {_signed(found.high, item.unit)}]"
    return (
        metric_title(item.metric).of(language) + " †" * item.rests_on_judge,
        unit_text(found.first, item.unit),
        unit_text(found.second, item.unit),
        change,
        str(found.n),
        _VERDICTS[found.verdict].of(language),
    )


def _signed(value: float, unit: Unit) -> str:
    """A difference; of shares in percentage points."""
    match unit:
        case Unit.SHARE:
            return f"{value * 100:+.1f}"
        case Unit.SCORE:
            return f"{value:+.3f}"
        case Unit.MILLISECONDS | Unit.MEBIBYTES:
            return f"{value:+,.1f}"


def _notes(comparison: RunComparison, language: Language) -> Iterator[str]:
    if left_out := len(comparison.left_out):
        words = Words(
            f"{left_out} cases are not in both, were reworded, or failed; they are left out.",
            f"{left_out} 题不在两次运行之中、措辞有改或未能提问，不计入。",
        )
        yield from ("", words.of(language))
    if comparison.failed:
        ids = ", ".join(comparison.failed)
        words = Words(
            f"{len(comparison.failed)} of them could not be asked in the second run: {ids}.",
            f"其中 {len(comparison.failed)} 题在后一次运行中未能提问：{ids}。",
        )
        yield words.of(language)
    if comparison.differing:
        names = ", ".join(comparison.differing)
        yield from ("", Words(f"Not the same in both: {names}.", f"两次运行不同之处：{names}。").of(language))
