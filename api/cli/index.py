"""`summit index`: rebuild it, or say how it is."""

import typer

from api.cli.console import JsonOption, explained, print_json, print_text, warn
from api.cli.progress import reporter
from api.schemas import IndexOut
from api.settings import load_engine_settings
from index.embedding import open_embedder
from index.fingerprint import index_fingerprint
from index.generation import generations_path, open_current
from index.record import Record, record_path
from rag.settings import EngineSettings
from rag.workspace import rebuild_index

__all__ = ["app"]

app = typer.Typer(help="Rebuild the index, or say how it is.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def rebuild(*, as_json: JsonOption = False) -> None:
    """Bring the index up to the record, writing a new generation if anything is missing or damaged."""
    with explained("summit index rebuild", as_json=as_json):
        settings = load_engine_settings()
        with reporter() as report:
            rebuild_index(settings, report)
        state = _state(settings)
    _print(state, as_json=as_json)


@app.command()
def status(*, as_json: JsonOption = False) -> None:
    """Say which generation is current, and check its files."""
    with explained("summit index status", as_json=as_json):
        state = _state(load_engine_settings())
    _print(state, as_json=as_json)


def _state(settings: EngineSettings) -> IndexOut:
    embedder = open_embedder(settings.embedding, models_dir=settings.models_dir)
    fingerprint = index_fingerprint(embedder.spec, settings.chunking)
    opened = open_current(generations_path(settings.data_dir), fingerprint=fingerprint)
    with Record(record_path(settings.data_dir)) as record:
        is_current = record.sequence() == opened.manifest.sequence
    return IndexOut(
        generation=opened.number,
        created=opened.manifest.created,
        counts=dict(opened.manifest.counts),
        up_to_date=is_current and not opened.problems,
        problems=list(opened.problems),
    )


def _print(state: IndexOut, *, as_json: bool) -> None:
    if as_json:
        print_json(state)
        return
    counts = ", ".join(f"{count} {name}" for name, count in state.counts.items())
    fitness = "up to date" if state.up_to_date else "behind the record"
    print_text(f"generation {state.generation} of {state.created}: {counts}; {fitness}")
    for problem in state.problems:
        warn(problem)
