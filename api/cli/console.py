"""Talking to the one who typed: answers on standard output, errors and warnings on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.text import Text

from api.problems import problem_of
from corpus.errors import SummitError

__all__ = ["JsonOption", "explained", "print_json", "print_lines", "print_text", "visible", "warn"]

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON in the API's schema.")]

_KEPT = {"\n", "\t"}


@contextmanager
def explained(command: str, *, as_json: bool) -> Iterator[None]:
    """Turn an error of ours into a line, or a JSON problem, and the exit code of its class.

    Args:
        command: What was asked for, e.g. `summit ask`.
        as_json: Whether JSON was asked for.

    Raises:
        typer.Exit: With the error's exit code.
    """
    try:
        yield
    except SummitError as error:
        if as_json:
            problem = problem_of(error, request_id="", instance=command)
            typer.echo(problem.model_dump_json(indent=2), err=True)
        else:
            typer.echo(f"error [{error.code}]: {visible(error.detail)}\n{visible(error.next_step)}", err=True)
        raise typer.Exit(error.exit_code) from None


def print_json(out: BaseModel) -> None:
    """Print what the API would have sent."""
    typer.echo(out.model_dump_json(indent=2))


def print_text(text: str) -> None:
    """Print text as it is, with nothing around it."""
    typer.echo(text)


def print_lines(lines: list[Text]) -> None:
    """Print styled lines: wrapped and coloured on a terminal, plain and whole in a pipe."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    for line in lines:
        if console.is_terminal:
            console.print(line)
        else:
            typer.echo(line.plain)


def warn(text: str) -> None:
    """Print a warning."""
    typer.echo(f"warning: {visible(text)}", err=True)


def visible(text: str) -> str:
    """Text that cannot command a terminal: control characters become U+FFFD."""
    return "".join(c if c.isprintable() or c in _KEPT or not _is_control(c) else "�" for c in text)


def _is_control(character: str) -> bool:
    return ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 or "\ud800" <= character <= "\udfff"
