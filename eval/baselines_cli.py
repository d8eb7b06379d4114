"""The command that shows what other libraries find: `summit eval baselines`."""

from pathlib import Path
from typing import Annotated

import typer

from eval.case_files import load_cases
from eval.console import JsonOption, engine_settings, explained, progress_bars
from eval.results_page import compose_page, put_part
from eval.run_cli import QUESTION_SETS
from rag.workspace import open_engine

__all__ = ["baselines"]


def baselines(
    *,
    cases: Annotated[
        str, typer.Option(help="The question set: first, dev, test, or a file of one JSON object a line.")
    ] = "test",
    out: Annotated[Path | None, typer.Option(help="Write the page here instead of printing it.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Let other libraries search the bundled documents with their defaults, and set them beside this one.

    Needs the extra `baselines`. Exit codes: 0 measured, 6 a library is not installed, others as everywhere.
    """
    from eval.baselines.bundled import compare_on_cases
    from eval.baselines.report import baselines_json, render_baselines

    with explained(as_json=as_json), progress_bars() as progress:
        engine = open_engine(engine_settings(), progress)
        loaded = load_cases(QUESTION_SETS.get(cases, Path(cases)), engine.documents)
        found = compare_on_cases(loaded, engine, progress)
        part = render_baselines(found, cases)
        if out is not None:
            put_part(part, out)
    if as_json:
        typer.echo(baselines_json(found), nl=False)
    elif out is None:
        typer.echo(compose_page(part), nl=False)
