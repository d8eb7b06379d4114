"""From a finished run to its figures, and the tables that the command line prints of them."""

from collections.abc import Iterator, Sequence

from eval.compare import Compared, RunComparison
from eval.judge import SurfaceJudge
from eval.metrics.evidence import sources_of
from eval.run import FinishedRun
from eval.statistics import Verdict
from eval.summarise import summarise
from eval.summary import Figure, RunSummary, Slice, Unit
from rag.names import mine_names

__all__ = ["comparison_table", "figures_of", "figures_table"]

_JUDGE_NOTE = "`summit eval packs --task claims` measures it"


def figures_of(finished: FinishedRun) -> RunSummary:
    """Score a finished run with the judge that needs no model."""
    judge = SurfaceJudge(mine_names(finished.documents))
    return summarise(
        finished.header.name,
        finished.cases,
        finished.observations,
        sources_of(finished.documents),
        judge,
        configuration=finished.header.configuration,
        hashes={"question_set": finished.header.question_set, **finished.header.documents},
        judge_accuracy={"judge": judge.name, "accuracy": _JUDGE_NOTE},
        peak_memory_mib=finished.peak_memory_mib,
    )


def figures_table(summary: RunSummary) -> str:
    """The figures over all cases by language as a Markdown table: value, 95 % interval and n in each cell."""
    by_language = (_slice(summary, language) for language in ("zh", "en", None))
    columns = [found for found in by_language if found is not None]
    metrics = list(dict.fromkeys(figure.metric for column in columns for figure in column.figures))
    head = ("", *(f"{column.language or 'both'}, n = {column.cases}" for column in columns))
    rows: list[tuple[str, ...]] = [head]
    for metric in metrics:
        cells = [next((f for f in column.figures if f.metric == metric), None) for column in columns]
        judged = any(cell is not None and cell.rests_on_judge for cell in cells)
        rows.append((metric + (" (judged)" if judged else ""), *map(_cell, cells)))
    lines = list(_table(rows))
    lines += ["", f"Judged figures rest on the judge “{summary.judge.get('judge', '')}”; {_JUDGE_NOTE}."]
    return "\n".join(lines) + "\n"


def comparison_table(comparison: RunComparison) -> str:
    """What got better, worse, or cannot be told apart, over all cases, the worse first."""
    order = {Verdict.WORSE: 0, Verdict.BETTER: 1}
    items = sorted(comparison.overall, key=lambda item: order.get(item.difference.verdict, 2))
    head = ("", f"first: {comparison.first}", f"second: {comparison.second}", "difference", "verdict")
    rows: list[tuple[str, ...]] = [head, *map(_compared, items)]
    lines = list(_table(rows))
    if comparison.left_out:
        lines += ["", f"{len(comparison.left_out)} cases are in one run only, and are left out."]
    if comparison.differing:
        lines += ["", f"Not the same in both: {', '.join(comparison.differing)}."]
    return "\n".join(lines) + "\n"


def _compared(item: Compared) -> tuple[str, ...]:
    found = item.difference
    change = _number(found.value, item.unit)
    if found.low is not None and found.high is not None:
        change += f" [{_number(found.low, item.unit)}, {_number(found.high, item.unit)}]"
    return (
        item.metric,
        _number(found.first, item.unit),
        _number(found.second, item.unit),
        change,
        str(found.verdict.value),
    )


def _slice(summary: RunSummary, language: str | None) -> Slice | None:
    return next((s for s in summary.slices if s.language == language and s.case_type is None), None)


def _cell(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "–"
    value = _number(figure.value, figure.unit)
    if figure.low is None or figure.high is None:
        return f"{value} (n = {figure.n})"
    return (
        f"{value} [{_number(figure.low, figure.unit)}, {_number(figure.high, figure.unit)}] (n = {figure.n})"
    )


def _number(value: float, unit: Unit) -> str:
    return f"{value:.3f}" if unit in (Unit.SHARE, Unit.SCORE) else f"{value:.1f} {unit.value}"


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for at, row in enumerate(rows):
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        if at == 0:
            yield "| " + " | ".join("-" * width for width in widths) + " |"
