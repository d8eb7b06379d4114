"""The command that measures the support judge, which other figures rest on: `summit eval judge`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from corpus.library import bundled_documents
from eval.console import JsonOption, PacksOption, explained, progress_bars, require_folder
from eval.default_embedder import open_default_embedder
from eval.tables import aligned_table
from eval.tasks_cli import QUESTION_FAILED
from rag.names import mine_names

__all__ = ["judge"]

_SETS = {"wice_en": "WiCE", "ocnli_zh": "OCNLI"}
_ACCURACY = "support_accuracy"


def judge(
    *,
    packs: PacksOption = None,
    update: Annotated[
        bool, typer.Option("--update", help="Keep what was measured, for every report to show.")
    ] = False,
    threads: Annotated[int, typer.Option(min=1, help="Passages encoded side by side.")] = 1,
    as_json: JsonOption = False,
) -> None:
    """Measure the support judge on WiCE, OCNLI and our labelled claims: how often is it right?

    Exit codes: 0 measured, 12 measured but for some claims, 2 and 3 as everywhere.
    """
    from eval.judge import SurfaceJudge
    from eval.judge_record import JudgeRecord, judge_code_sha256
    from eval.measures import Rate
    from eval.support_pairs import measured_by_language
    from eval.tasks.rows import TaskName
    from eval.tasks.run import run_tasks

    with explained(as_json=as_json), progress_bars() as progress:
        folder: Path = require_folder(packs)
        embedder = open_default_embedder(threads, progress)
        report = run_tasks(
            folder,
            embedder,
            names=(TaskName.CLAIMS,),
            judge=SurfaceJudge(embedder=embedder),
            work_dir=Path("build/eval"),
            progress=progress,
        )
        own = SurfaceJudge(mine_names(bundled_documents()), embedder)
        scores = measured_by_language(own)
        sets = {name: score.accuracy for name, score in scores.items()}
        base_rates = {name: score.base_rate for name, score in scores.items()}
        for row in report.rows:
            figure = row.figure
            if figure.metric == _ACCURACY and None not in (figure.value, figure.low, figure.high):
                sets[_SETS[row.pack]] = Rate(
                    figure.value or 0.0, figure.n, figure.low or 0.0, figure.high or 0.0
                )
                base_rates[_SETS[row.pack]] = row.references[0].value
        record = JudgeRecord(
            judge=own.name, code_sha256=judge_code_sha256(), sets=sets, base_rates=base_rates
        )
        if update and not report.failures:
            record.save()
    if as_json:
        typer.echo(record.model_dump_json(indent=2))
    else:
        head = (f"right, by {own.name}", "n", "accuracy", "always the most frequent label")
        rows = [
            head,
            *(
                (n, str(r.n), f"{r.value:.3f} [{r.low:.3f}, {r.high:.3f}]", f"{base_rates[n]:.3f}")
                for n, r in sets.items()
            ),
        ]
        typer.echo("\n".join(aligned_table(rows)))
    if report.failures:
        typer.echo(json.dumps([str(failure) for failure in report.failures], ensure_ascii=False), err=True)
        raise typer.Exit(QUESTION_FAILED)
