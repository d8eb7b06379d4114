"""The parts of the documentation that are made from the code; `python -m api.reference docs` writes them.

A part stands between `<!-- begin NAME -->` and `<!-- end NAME -->`.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from api.cli.main import app
from api.settings import ServerSettings

__all__ = ["PARTS", "command_reference", "rewrite", "settings_table"]


def settings_table() -> str:
    """Every setting: its variable, its default and what it means."""
    rows = ["| Variable | Default | Meaning |", "| --- | --- | --- |", *_rows(ServerSettings, "SUMMIT_")]
    return "\n".join(rows)


def command_reference() -> str:
    """The help of every command."""
    return "\n\n".join(_help(path) for path in _command_paths(get_command(app), ()))


def _rows(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if isinstance(field.default, BaseModel):
            yield from _rows(type(field.default), f"{prefix}{name.upper()}__")
        else:
            default = "" if field.default in {None, ()} else f"`{field.default}`"
            yield f"| `{prefix}{name.upper()}` | {default} | {field.description} |"


def _command_paths(command: object, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words of every command and group, in the order of their help."""
    yield path
    if isinstance(command, TyperGroup):
        for name, inner in command.commands.items():
            yield from _command_paths(inner, (*path, name))


def _help(path: tuple[str, ...]) -> str:
    environment = {"COLUMNS": "80", "TERM": "dumb"}
    result = CliRunner().invoke(app, [*path, "--help"], prog_name="summit", env=environment)
    name = " ".join(("summit", *path))
    return f"{'###' if path else '##'} `{name}`\n\n```text\n{result.output.strip()}\n```"


PARTS = {"settings": settings_table, "commands": command_reference}


def rewrite(text: str) -> str:
    """A page with its generated parts made anew."""
    for name, make in PARTS.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        if pattern.search(text):
            made = f"{begin}\n\n{make()}\n\n{end}"
            text = pattern.sub(made.replace("\\", r"\\"), text)
    return text


def main(folder: Path) -> None:
    """Rewrite all pages of a folder."""
    for path in sorted(folder.glob("*.md")):
        path.write_text(rewrite(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
