"""What the commands of this room share: progress and errors on standard error, answers on standard output."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from corpus.errors import InvalidInputError, SummitError
from rag.settings import EngineSettings

__all__ = ["JsonOption", "PacksOption", "engine_settings", "explained", "progress_bars", "require_folder"]

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
PacksOption = Annotated[
    Path | None,
    typer.Option(
        "--packs", envvar="SUMMIT_BENCH_DIR", help="Folder of the public packs, with manifest.json."
    ),
]

_LINE_EVERY_S = 5.0


@contextmanager
def explained(*, as_json: bool) -> Iterator[None]:
    """Turn an error of ours into a line, or a JSON object, on standard error and the exit code of its class.

    Raises:
        typer.Exit: With the error's exit code.
    """
    try:
        yield
    except SummitError as error:
        if as_json:
            fields = {"code": error.code, "detail": error.detail, "next_step": error.next_step}
            typer.echo(json.dumps(fields, ensure_ascii=False), err=True)
        else:
            typer.echo(f"error [{error.code}]: {error.detail}\n{error.next_step}", err=True)
        raise typer.Exit(error.exit_code) from None


@contextmanager
def progress_bars() -> Iterator[Callable[[str, int, int], None]]:
    """A function to tell stage, done and total: a bar a stage on a terminal, else lines now and then."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield _Lines()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total or None)
            progress.update(tasks[stage], completed=done, total=total or None)

        yield report


def require_folder(packs: Path | None) -> Path:
    """The folder of the packs.

    Raises:
        InvalidInputError: `packs_unnamed` if none was named.
    """
    if packs is None:
        raise InvalidInputError(
            "packs_unnamed",
            "the folder of the public packs was not named",
            next_step="name it with --packs or SUMMIT_BENCH_DIR",
        )
    return packs


class _Lines:
    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _LINE_EVERY_S:
            self._last = now
            typer.echo(f"{stage} {done}/{total}" if total else stage, err=True)


def engine_settings() -> EngineSettings:
    """The engine's settings from the environment.

    Raises:
        InvalidInputError: `settings_invalid`, without the value, which may be a secret.
    """
    try:
        return EngineSettings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        detail = f"{'__'.join(str(part) for part in first['loc'])}: {first['msg']}"
    except SettingsError as error:
        detail = str(error)
    # Not chained: the cause may hold a secret.
    raise InvalidInputError(
        "settings_invalid",
        f"a setting cannot be used ({detail})",
        next_step="correct the variable, SUMMIT_ and the name in capitals; docs/operations.md lists all",
    )
