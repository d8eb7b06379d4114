"""From a finished run to its figures, and the tables that the command line prints of them."""

from eval.compare import Compared, RunComparison
from eval.judge import SurfaceJudge
from eval.judge_record import load_judge_record
from eval.measures import Rate
from eval.metrics.evidence import sources_of
from eval.run import FinishedRun
from eval.statistics import Verdict
from eval.summarise import summarise
from eval.summary import RunSummary, Unit
from eval.support_pairs import measured_accuracy, measured_by_language
from eval.tables import aligned_table
from index.embedding.protocol import Embedder
from rag.names import mine_names

__all__ = ["comparison_table", "figures_of"]


def figures_of(finished: FinishedRun, embedder: Embedder | None = None) -> RunSummary:
    """Score a finished run, and measure the judge that some of its figures rest on.

    Args:
        finished: The run.
        embedder: Lets the judge compare meaning; without one it compares words alone.
    """
    judge = SurfaceJudge(mine_names(finished.documents), embedder)
    return summarise(
        finished.header.name,
        finished.cases,
        finished.observations,
        sources_of(finished.documents),
        judge,
        configuration=finished.header.configuration,
        hashes={
            f"question_set {finished.header.question_set}": finished.header.question_set_sha256,
            **finished.header.documents,
        },
        judge_accuracy={"name": judge.name, **_judge_facts(judge), **_on_public_sets(judge.name)},
        peak_memory_mib=finished.peak_memory_mib,
        malformed=finished.malformed,
    )


def _judge_facts(judge: SurfaceJudge) -> dict[str, str]:
    score = measured_accuracy(judge)
    by_language = {name: _told(found.accuracy) for name, found in measured_by_language(judge).items()}
    return {
        "accuracy": _told(score.accuracy),
        **by_language,
        "precision": f"{score.precision:.3f}",
        "recall": f"{score.recall:.3f}",
    }


def _on_public_sets(judge: str) -> dict[str, str]:
    """What was measured of this judge on sets that are not here; nothing if that was another judge."""
    record = load_judge_record()
    if record.judge != judge:
        return {}
    earlier = "" if record.is_current else ", in an earlier form"
    public = {name: found for name, found in record.sets.items() if not name.startswith("accuracy")}
    return {name: _told(found) + earlier for name, found in public.items()}


def _told(found: Rate) -> str:
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}] (n = {found.n})"


def comparison_table(comparison: RunComparison, judged: str = "") -> str:
    """What got better, worse, or cannot be told apart, over all cases, the worse first.

    Args:
        comparison: Of two runs.
        judged: How often the support judge is right, for what rests on it.
    """
    order = {Verdict.WORSE: 0, Verdict.BETTER: 1}
    items = sorted(comparison.overall, key=lambda item: order.get(item.difference.verdict, 2))
    head = ("", f"first: {comparison.first}", f"second: {comparison.second}", "difference", "verdict")
    rows: list[tuple[str, ...]] = [head, *map(_compared, items)]
    lines = aligned_table(rows)
    if any(item.rests_on_judge for item in items):
        lines += ["", f"† Decided by the support judge{judged or ', whose accuracy was not measured'}."]
    if comparison.left_out:
        lines += [
            "",
            f"{len(comparison.left_out)} cases are not in both, were reworded, or failed; they are left out.",
        ]
    if comparison.failed:
        lines += [
            f"{len(comparison.failed)} of them could not be asked in the second run: {', '.join(comparison.failed)}."
        ]
    if comparison.differing:
        lines += ["", f"Not the same in both: {', '.join(comparison.differing)}."]
    return "\n".join(lines) + "\n"


def _compared(item: Compared) -> tuple[str, ...]:
    found = item.difference
    change = _number(found.value, item.unit)
    if found.low is not None and found.high is not None:
        change += f" [{_number(found.low, item.unit)}, {_number(found.high, item.unit)}]"
    return (
        f"{item.metric} †" if item.rests_on_judge else item.metric,
        _number(found.first, item.unit),
        _number(found.second, item.unit),
        change,
        str(found.verdict.value),
    )


def _number(value: float, unit: Unit) -> str:
    return f"{value:.3f}" if unit in (Unit.SHARE, Unit.SCORE) else f"{value:.1f} {unit.value}"
