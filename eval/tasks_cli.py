"""The command that measures the public packs beyond retrieval: `summit eval packs`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.checks_judge import ChecksJudge
from eval.console import JsonOption, PacksOption, engine_settings, explained, progress_bars, require_folder
from eval.default_embedder import open_default_embedder
from eval.results_page import compose_page, put_part
from rag.answer import AnswerMode
from rag.workspace import open_engine

if TYPE_CHECKING:
    from eval.tasks.rows import TasksReport
    from eval.written import Way

__all__ = ["QUESTION_FAILED", "packs"]

QUESTION_FAILED = 12
"""Exit code: the report was made, and a pack could not be read or a question not asked."""


_WRITTEN_TASKS = ("noise", "counterfactual", "conflict")


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
    mode: Annotated[
        str,
        typer.Option(
            help="extractive, or written: the configured model's answers with and without the checks, "
            "beside the extractive ones; by default only noise, counterfactual and conflict."
        ),
    ] = AnswerMode.EXTRACTIVE.value,
    work_dir: Annotated[
        Path,
        typer.Option(help="Where the index is kept and what a model wrote, so that the next run is quick."),
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
    from eval.tasks.report import render_tasks
    from eval.tasks.rows import TaskName
    from eval.tasks.run import run_tasks, task_names, ways_of
    from eval.tasks.written_report import render_written

    with explained(as_json=as_json), progress_bars() as progress:
        ways, settings = ways_of(mode), engine_settings()
        names = task_names(task or (_WRITTEN_TASKS if len(ways) > 1 else []))
        folder = require_folder(packs)
        embedder = open_default_embedder(threads, progress)
        judge = SurfaceJudge(embedder=embedder)
        checks = ChecksJudge(open_engine(settings)) if TaskName.CLAIMS in names else None
        reports = {
            way: run_tasks(
                folder,
                embedder,
                names=names,
                limit=limit,
                judge=judge,
                checks=checks,
                settings=settings,
                way=way,
                work_dir=work_dir,
                progress=progress,
            )
            for way in ways
        }
    first = next(iter(reports.values()))
    part = render_tasks(first) if len(reports) == 1 else render_written(reports, settings.llm_model or "")
    if out is not None:
        put_part(part, out)
    if as_json:
        typer.echo(json.dumps(_json(reports), ensure_ascii=False, indent=2))
    elif out is None:
        typer.echo(compose_page(part), nl=False)
    if any(report.failures for report in reports.values()):
        raise typer.Exit(QUESTION_FAILED)


def _json(reports: "Mapping[Way, TasksReport]") -> dict[str, object]:
    """The report, or where there are several each under the name of its way."""
    from eval.tasks.report import tasks_json

    told: dict[str, object] = {way.value: tasks_json(report) for way, report in reports.items()}
    return told if len(told) > 1 else tasks_json(next(iter(reports.values())))
