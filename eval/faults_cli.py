"""The command that spoils answers on purpose and says which figures see it: `summit eval faults`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from eval.console import JsonOption, engine_settings, explained, progress_bars
from eval.gate_cli import run_once
from eval.metrics.evidence import sources_of
from eval.run_cli import CASE_FAILED
from rag.names import mine_names
from rag.workspace import open_engine

__all__ = ["faults"]


def faults(
    *,
    cases: Annotated[str, typer.Option(help="The question set: first, dev, or test.")] = "dev",
    out: Annotated[
        Path | None, typer.Option(help="Write every fault that was not seen here, as JSON.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Spoil every answer in eleven ways and say how often the right figure got worse, and no other moved.

    Exit codes: 0 measured, 12 measured and a case could not be asked, others as everywhere.
    """
    from eval.faults import faults_table, measure_faults
    from eval.figures import figures_of
    from eval.judge import SurfaceJudge
    from eval.saved import write_text

    with explained(as_json=as_json), progress_bars() as progress:
        engine = open_engine(engine_settings(), progress)
        finished = run_once(engine, cases, progress)
        names = mine_names(finished.documents)
        judge = SurfaceJudge(names, engine.embedder)
        summary = figures_of(finished, engine.embedder)
        found = measure_faults(summary.outcomes, sources_of(finished.documents), judge, names, progress)
        told = json.dumps([asdict(item) for item in found], ensure_ascii=False, indent=2) + "\n"
        if out is not None:
            write_text(out, told)
    typer.echo(told if as_json else faults_table(found), nl=False)
    if finished.failed or finished.malformed:
        raise typer.Exit(CASE_FAILED)
