"""The commands of this room: `summit eval …` (`app`) and `summit bench` (`bench`)."""

import json
from pathlib import Path
from typing import Annotated

import typer

from corpus.model import Language
from eval.console import JsonOption, PacksOption, explained, progress_bars, require_folder
from eval.default_embedder import open_default_embedder
from eval.results_page import compose_page, put_part
from eval.run_cli import compare, run

__all__ = ["app", "bench"]

FLOOR_MISSED = 11
"""Exit code: all was measured, and a floor was missed."""

PACK_FAILED = 12
"""Exit code: all was measured but for a pack that could not be read."""

app = typer.Typer(
    help="Measure how far answers can be trusted; without a command, ask the test set (`run`).",
    rich_markup_mode=None,
)

# The imports inside the commands keep what only they need (scipy, ir-measures) out of every other command.


@app.callback(invoke_without_command=True)
def _group(
    context: typer.Context,
    compare_runs: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            "--compare",
            metavar="FIRST SECOND",
            help="Two folders of runs: what got better, worse, or cannot be told apart.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[Language, typer.Option(help="Of the words of --compare.")] = Language.EN,
) -> None:
    """Measure how far answers can be trusted; without a command, ask the test set (`run`)."""
    if context.invoked_subcommand is not None:
        return
    if compare_runs is not None:
        compare(first=compare_runs[0], second=compare_runs[1], language=language)
    else:
        run()


@app.command()
def retrieval(
    *,
    packs: PacksOption = None,
    pool: Annotated[str, typer.Option(help="Among which passages: own, all or both.")] = "both",
    libraries: Annotated[
        bool,
        typer.Option(
            "--libraries",
            help="Ask LangChain, LlamaIndex and Haystack too, over each pack's own passages; needs the extra.",
        ),
    ] = False,
    work_dir: Annotated[
        Path, typer.Option(help="Where the indexes are kept, so that the next run is quick.")
    ] = Path("build/eval"),
    out: Annotated[Path | None, typer.Option(help="Write the page here instead of printing it.")] = None,
    threads: Annotated[int, typer.Option(min=1, help="Passages encoded side by side.")] = 1,
    as_json: JsonOption = False,
) -> None:
    """Measure retrieval on the public packs, in every direction, against BM25 alone and raw dense alone.

    Exit codes: 0 measured, 11 measured and a floor was missed, 12 measured but for a pack that could not be read,
    6 a library is not installed, 2 and 3 as everywhere.
    """
    from eval.packs import ForgivingPacks
    from eval.report import missed_floors, render_retrieval, report_rows
    from eval.retrieval_run import pool_sizes, run_retrieval

    with explained(as_json=as_json), progress_bars() as report_progress:
        sizes = pool_sizes(pool)
        folder = require_folder(packs)
        embedder = open_default_embedder(threads, report_progress)
        report = run_retrieval(
            ForgivingPacks(folder),
            embedder,
            sizes=sizes,
            with_libraries=libraries,
            work_dir=work_dir,
            progress=report_progress,
        )
    part = render_retrieval(report)
    if out is not None:
        put_part(part, out)
    if as_json:
        typer.echo(json.dumps(list(report_rows(report)), ensure_ascii=False, indent=2))
    elif out is None:
        typer.echo(compose_page(part), nl=False)
    for name, code in sorted(report.faults.items()):
        typer.echo(f"{name} was not measured: {code}", err=True)
    if report.faults:
        raise typer.Exit(PACK_FAILED)
    if missed_floors(report):
        raise typer.Exit(FLOOR_MISSED)


def bench(
    *,
    quick: Annotated[bool, typer.Option(help="Leave out what takes long or needs torch.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print speed and memory beside their budgets, measured on the bundled documents."""
    from eval.bench import run_bench
    from eval.bench_report import bench_json, bench_table

    with explained(as_json=as_json), progress_bars() as report_progress:
        report = run_bench(quick=quick, progress=report_progress)
    if as_json:
        typer.echo(json.dumps(bench_json(report), ensure_ascii=False, indent=2))
    else:
        typer.echo(bench_table(report), nl=False)


if __name__ == "__main__":
    app.command()(bench)  # beside `retrieval` here, at the top of the whole program's commands
    app()
