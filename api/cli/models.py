"""`summit models`: build, list and verify the built-in embedding model."""

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

__all__ = ["app"]

app = typer.Typer(
    help="Build and check the built-in embedding model.", no_args_is_help=True, rich_markup_mode=None
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
def verify(*, as_json: JsonOption = False) -> None:
    """Compare every file of the built-in model with its hash."""
    with explained("summit models verify", as_json=as_json):
        folder = verify_model(open_model(load_engine_settings().models_dir))
    _print(_ready(folder), as_json=as_json)


@app.command("list")
def list_models(*, as_json: JsonOption = False) -> None:
    """List the models of the data folder and how they are."""
    with explained("summit models list", as_json=as_json):
        model = _state(load_engine_settings().models_dir)
    if as_json:
        print_json(ModelsOut(data=[model]))
    else:
        _print(model, as_json=False)


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
