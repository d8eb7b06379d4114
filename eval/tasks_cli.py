"""The command that measures the public packs beyond retrieval: `summit eval packs`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.console import JsonOption, PacksOption, explained, progress_bars, require_folder
from eval.default_embedder import open_default_embedder

__all__ = ["QUESTION_FAILED", "packs"]

QUESTION_FAILED = 12
"""Exit code: the report was made, and a pack could not be read or a question not asked."""


def packs(
    *,
    packs: PacksOption = None,
    task: Annotated[
        list[str] | None,
        typer.Option(
            help="Measure only this: abstention, noise, counterfactual, conflict, multi_hop, dialogue, "
            "claims or sentences; may be repeated."
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, help="The most questions of a cell, the same ones at every run.", show_default="all"
        ),
    ] = None,
    work_dir: Annotated[
        Path, typer.Option(help="Where the index is kept, so that the next run is quick.")
    ] = Path("build/eval"),
    out: Annotated[Path | None, typer.Option(help="Write the page here instead of printing it.")] = None,
    threads: Annotated[int, typer.Option(min=1, help="Passages encoded side by side.")] = 1,
    as_json: JsonOption = False,
) -> None:
    """Measure answers, refusals, noise, conflict, dialogue and claim support on the public packs.

    Exit codes: 0 measured, 12 measured but for what the report names, 2 and 3 as everywhere.
    """
    # Keeps scipy and ir-measures out of every other command.
    from eval.judge import SurfaceJudge
    from eval.tasks.report import render_tasks, tasks_json
    from eval.tasks.run import run_tasks, task_names

    with explained(as_json=as_json), progress_bars() as progress:
        names = task_names(task or [])
        folder = require_folder(packs)
        embedder = open_default_embedder(threads, progress)
        judge = SurfaceJudge(embedder=embedder)
        report = run_tasks(
            folder, embedder, names=names, limit=limit, judge=judge, work_dir=work_dir, progress=progress
        )
    page = render_tasks(report)
    if out is not None:
        out.write_text(page, "utf-8")
    if as_json:
        typer.echo(json.dumps(tasks_json(report), ensure_ascii=False, indent=2))
    elif out is None:
        typer.echo(page, nl=False)
    if report.failures:
        raise typer.Exit(QUESTION_FAILED)
