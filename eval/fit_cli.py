"""The command that learns the sentence matcher's weights anew: `summit eval fit`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.console import JsonOption, PacksOption, explained, progress_bars, require_folder
from eval.default_embedder import open_default_embedder
from rag.matcher import plain_matcher

__all__ = ["fit"]

_INDEX = "training"
_WEIGHTS = "sentence_matcher.npz"


def fit(
    *,
    packs: PacksOption = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Write the weights here.", show_default=f"{_WEIGHTS} in the work folder"),
    ] = None,
    work_dir: Annotated[
        Path, typer.Option(help="Where the index is kept, so that the next run is quick.")
    ] = Path("build/eval"),
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the questions.")] = 3,
    rank: Annotated[int, typer.Option(min=1, max=384, help="Rank of the two maps.")] = 32,
    threads: Annotated[int, typer.Option(min=1, help="Passages encoded side by side.")] = 1,
    as_json: JsonOption = False,
) -> None:
    """Learn the weights that compare a question with a sentence.

    Learns from one half of the articles and prints how often the right sentence comes first for questions on
    the other half, then learns from all of them and writes the weights.

    Exit codes: 0 learned, 2 and 3 as everywhere.
    """
    # Keeps torch, scipy and ir-measures out of every other command.
    from eval.fit_matcher import FitConfig, fit_matcher, save_matcher
    from eval.fit_report import compare_matchers, recall_json, recall_table, sentence_hits
    from eval.packs import Packs
    from eval.training_data import read_training_set

    path = out or work_dir / _WEIGHTS
    with explained(as_json=as_json), progress_bars() as progress:
        folder = require_folder(packs)
        embedder = open_default_embedder(threads, progress)
        found = read_training_set(Packs(folder), embedder, work_dir / _INDEX, progress)
        config = FitConfig(epochs=epochs, rank=rank)
        half = fit_matcher(found.of_half(0), found.passages, config, progress)
        held_out = found.of_half(1)
        plain = sentence_hits(held_out, found.passages, plain_matcher(embedder.spec.dimension))
        learned = sentence_hits(held_out, found.passages, half.matcher)
        rows = compare_matchers(held_out, plain, learned)
        save_matcher(fit_matcher(found.questions, found.passages, config, progress).matcher, path)
    if as_json:
        typer.echo(json.dumps(list(recall_json(rows)), ensure_ascii=False, indent=2))
    else:
        typer.echo(recall_table(rows), nl=False)
