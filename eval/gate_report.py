"""What the gate prints: each figure beside the baseline, the worse first."""

import json
from collections.abc import Mapping

from eval.gate import GateReport
from eval.metrics.catalogue import METRICS, M
from eval.statistics import Difference, Verdict
from eval.tables import aligned_table

__all__ = ["gate_json", "gate_table"]

_ORDER = {Verdict.WORSE: 0, Verdict.BETTER: 1}
_HEAD = ("set", "figure", "baseline", "now", "difference", "n", "verdict")


def gate_table(reports: Mapping[str, GateReport], judged: str) -> str:
    """A Markdown table over all sets, and how many cases are not in the baseline.

    Args:
        reports: By name of the question set.
        judged: How often the support judge is right, for what rests on it.
    """
    found = [(name, m, d) for name, report in reports.items() for m, d in report.differences.items()]
    found.sort(key=lambda item: _ORDER.get(item[2].verdict, 2))
    rows = [_HEAD, *(_row(*item) for item in found)]
    lines = aligned_table(rows)
    if any(METRICS[metric].rests_on_judge for _, metric, _ in found):
        lines += ["", f"† Decided by the support judge{judged}."]
    for name, report in reports.items():
        if report.left_out:
            lines += ["", f"{name}: {len(report.left_out)} cases are not in the baseline, and are left out."]
    return "\n".join(lines) + "\n"


def gate_json(reports: Mapping[str, GateReport]) -> str:
    """The same as JSON."""
    return json.dumps({name: _object(report) for name, report in reports.items()}, indent=2) + "\n"


def _object(report: GateReport) -> dict[str, object]:
    return {
        "worse": [metric.value for metric in report.worse],
        "left_out": list(report.left_out),
        "figures": {
            metric.value: {
                "baseline": round(d.first, 6),
                "now": round(d.second, 6),
                "low": d.low,
                "high": d.high,
                "n": d.n,
                "verdict": d.verdict.value,
            }
            for metric, d in report.differences.items()
        },
    }


def _row(name: str, metric: M, found: Difference) -> tuple[str, ...]:
    change = f"{found.value:+.3f}"
    if found.low is not None and found.high is not None:
        change += f" [{found.low:+.3f}, {found.high:+.3f}]"
    return (
        name,
        f"{metric.value} †" if METRICS[metric].rests_on_judge else metric.value,
        f"{found.first:.3f}",
        f"{found.second:.3f}",
        change,
        str(found.n),
        found.verdict.value,
    )
