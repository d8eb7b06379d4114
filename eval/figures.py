"""From a finished run to its figures."""

from eval.judge import SurfaceJudge
from eval.judge_record import load_judge_record
from eval.measures import Rate
from eval.metrics.evidence import sources_of
from eval.run import FinishedRun
from eval.summarise import summarise
from eval.summary import RunSummary
from eval.support_pairs import measured_accuracy, measured_by_language
from index.embedding.protocol import Embedder
from rag.names import mine_names

__all__ = ["figures_of"]


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
    by_language = measured_by_language(judge)
    return {
        "accuracy": _told(score.accuracy, score.base_rate),
        **{name: _told(found.accuracy, found.base_rate) for name, found in by_language.items()},
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
    return {name: _told(found, record.base_rates.get(name)) + earlier for name, found in public.items()}


def _told(found: Rate, base_rate: float | None) -> str:
    """How often the judge is right, beside how often the most frequent label is."""
    always = "" if base_rate is None else f"; always the most frequent label: {base_rate:.3f}"
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}] (n = {found.n}{always})"
