"""Text for a command: from its argument, from a file, or from standard input, all alike."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import InvalidInputError

__all__ = ["FileOption", "LanguageChoice", "read_text"]

FileOption = Annotated[Path | None, typer.Option("--file", help="Read it from this UTF-8 file.")]

_MAX_CHARS = 1_000_000


class LanguageChoice(StrEnum):
    """A language, or whichever the text is in."""

    auto = "auto"
    zh = "zh"
    en = "en"


def read_text(argument: str | None, file: Path | None, *, what: str) -> str:
    """The text that was meant, without line ends at its end.

    Args:
        argument: As typed; `-` stands for standard input, and so does leaving it out in a pipe.
        file: A file to read instead.
        what: What it is, for the error.

    Raises:
        InvalidInputError: `input_missing`, `input_ambiguous` or `input_unreadable`.
    """
    if argument is not None and file is not None:
        raise InvalidInputError(
            "input_ambiguous",
            f"the {what} was given twice, as an argument and as a file",
            next_step="give one of them",
        )
    if argument is None and file is None and is_terminal():
        raise InvalidInputError(
            "input_missing",
            f"there is no {what}",
            next_step="give it as an argument, by --file, or in a pipe",
        )
    text = argument if argument not in {None, "-"} else _read(file)
    assert text is not None
    return text.rstrip("\r\n")


def is_terminal() -> bool:
    """Whether someone would have to type on standard input."""
    return sys.stdin.isatty()


def _read(file: Path | None) -> str:
    try:
        if file is None:
            return sys.stdin.read(_MAX_CHARS)
        with file.open(encoding="utf-8-sig") as opened:
            return opened.read(_MAX_CHARS)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(
            "input_unreadable",
            f"{file or 'standard input'} cannot be read as UTF-8 text ({error})",
            next_step="check the path, the permissions and the encoding",
        ) from error
