"""The command that holds today's answers against the committed baseline: `summit eval gate`."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from corpus.model import Language
from eval.askers import EngineAsker
from eval.console import JsonOption, engine_settings, explained, progress_bars
from eval.run import FinishedRun, Progress, load_questions, run_questions
from eval.run_cli import CASE_FAILED, GOT_WORSE, QUESTION_SETS
from rag.engine import Engine
from rag.workspace import open_engine

__all__ = ["gate", "run_once"]

_SETS = ("dev", "test")


def gate(
    *,
    update: Annotated[
        bool, typer.Option("--update", help="Make today's answers the baseline, better or worse.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Ask the bundled question sets and say what got better or worse since the committed baseline.

    Exit codes: 0 nothing got worse, 12 a case could not be asked, 13 something got worse, others as everywhere.
    """
    from eval.figures import figures_of
    from eval.gate import BUNDLED_BASELINE, baseline_of, compare_with_baseline, load_baseline
    from eval.gate_report import gate_json, gate_table
    from eval.report_words import judge_in_short

    with explained(as_json=as_json), progress_bars() as progress:
        engine = open_engine(engine_settings(), progress)
        finished = [run_once(engine, name, progress) for name in _SETS]
        summaries = [figures_of(run, engine.embedder) for run in finished]
        if update:
            baseline_of(_SETS, summaries).save(BUNDLED_BASELINE)
        baseline = load_baseline()
        reports = {n: compare_with_baseline(s, baseline) for n, s in zip(_SETS, summaries, strict=True)}
    judged = judge_in_short(summaries[0], Language.EN)
    typer.echo(gate_json(reports) if as_json else gate_table(reports, judged), nl=False)
    if any(run.failed or run.malformed for run in finished):
        raise typer.Exit(CASE_FAILED)
    if any(report.worse for report in reports.values()):
        raise typer.Exit(GOT_WORSE)


def run_once(engine: Engine, question_set: str, progress: Progress | None = None) -> FinishedRun:
    """Put a bundled question set to an engine, and keep nothing of it on disk.

    Args:
        engine: Over the bundled documents.
        question_set: `first`, `dev` or `test`.
        progress: Told how far it is.
    """
    asker = EngineAsker(engine)
    with TemporaryDirectory() as folder:
        questions = load_questions(QUESTION_SETS[question_set], asker)
        return run_questions(questions, asker, Path(folder), progress=progress)
