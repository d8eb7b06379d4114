"""Other retrievers on the questions of a run, beside what the measured system showed for each."""

from collections.abc import Callable, Sequence

from eval.baselines.bundled import RankedSystem, SystemFigures, asked_alone, figures_beside, ranked_by
from eval.baselines.pieces import LibraryRetriever
from eval.metrics.catalogue import METRICS
from eval.run import FinishedRun
from eval.summary import Figure, RetrieverRow

__all__ = ["rows_beside"]

_METHOD = "bca_bootstrap_by_passage"


def rows_beside(
    finished: FinishedRun,
    retrievers: Sequence[LibraryRetriever],
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[RetrieverRow, ...]:
    """The measured system and each retriever, by language, on the same questions.

    Args:
        finished: What was asked; questions that no plain retriever can be asked are left out for all, and so are those
            that gave no answer.
        retrievers: Over the documents of the run, with its vectors.
        progress: Told how many questions each was asked.

    Returns:
        The rows of `summit eval baselines`; none for a system that shows no passages.
    """
    shown = {
        case.id: first.seen.passages
        for case in finished.cases
        if (first := finished.observations[case.id][0]).seen is not None
    }
    asked = [case for case in asked_alone(finished.cases) if case.id in shown]
    if not any(shown[case.id] for case in asked):
        return ()
    deepest = max(len(passages) for passages in shown.values())
    own = RankedSystem(finished.header.name, "the passages shown with its answers", deepest, shown)
    return tuple(map(_row, figures_beside(asked, own, ranked_by(retrievers, asked, progress))))


def _row(found: SystemFigures) -> RetrieverRow:
    figures = tuple(
        Figure(
            measure.value,
            value.value,
            value.n,
            value.low,
            value.high,
            METRICS[measure].unit,
            METRICS[measure].better,
            _METHOD,
        )
        for measure, value in found.recall.items()
    )
    verdicts = {measure.value: difference.verdict.value for measure, difference in found.behind.items()}
    return RetrieverRow(
        found.system, found.settings, found.language.value, figures, round(found.characters, 1), verdicts
    )
