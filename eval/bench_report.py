"""How the measurements of `summit bench` are shown."""

from dataclasses import asdict

from eval.bench import BenchReport, Measurement

__all__ = ["bench_json", "bench_table"]

_HEADER = ("measure", "value", "budget", "", "")


def bench_json(report: BenchReport) -> dict[str, object]:
    """Plain values for JSON."""
    rows = [asdict(row) | {"met": row.is_met} for row in report.measurements]
    return {"processors": report.processors, "questions": report.questions, "measurements": rows}


def bench_table(report: BenchReport) -> str:
    """Columns under each other, for a terminal or a pipe; ends with a line end."""
    rows = [_HEADER, *(_cells(row) for row in report.measurements)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEADER) - 1)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    ]
    return "\n".join([*lines, f"{report.questions} questions; {report.processors} processors"]) + "\n"


def _cells(row: Measurement) -> tuple[str, str, str, str, str]:
    value = "not measured" if row.value is None else f"{_number(row.value)} {row.unit}"
    budget = ""
    if row.budget is not None:
        sign = "≥" if row.budget.more_is_better else "≤"
        budget = f"{sign} {_number(row.budget.limit)} {row.unit}"
    verdict = {True: "met", False: "MISSED", None: ""}[row.is_met]
    return row.name, value, budget, verdict, row.note


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"
