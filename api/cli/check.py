"""`summit check`: a draft, or what another assistant said, held against the documents."""

from pathlib import Path
from typing import Annotated

import typer

from api.check_wire import check_out
from api.cli.check_lines import checked_lines
from api.cli.console import JsonOption, explained, print_json, print_lines, warn
from api.cli.inputs import LanguageChoice, read_text
from api.cli.opening import opened
from api.wire import language_from
from rag.checks.finding import Verdict

__all__ = ["CONTRADICTED", "NOT_ALL_SAID", "check"]

NOT_ALL_SAID = 10
CONTRADICTED = 13


def check(
    file: Annotated[
        str | None,
        typer.Argument(help="A UTF-8 text file; `-` or nothing reads standard input.", show_default=False),
    ] = None,
    *,
    language: Annotated[
        LanguageChoice, typer.Option(help="Language of the text; auto: each sentence's own.")
    ] = LanguageChoice.auto,
    second_reading: Annotated[
        bool,
        typer.Option(
            "--second-reading", help="Let the language model read again what no document is found to say."
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check each sentence of a text against the documents.

    Exit codes: 0 all borne out; 13 something is contradicted; 10 nothing is, and the documents do not say all of it.
    """
    with explained("summit check", as_json=as_json):
        text = read_text("-" if file == "-" else None, _path(file), what="text")
        checked = opened().engine.check(
            text, language=language_from(language.value), second_reading=second_reading
        )
    if as_json:
        print_json(check_out(checked))
    else:
        print_lines(checked_lines(checked))
        for warning in checked.warnings:
            warn(warning)
    if checked.count(Verdict.CONTRADICTED):
        raise typer.Exit(CONTRADICTED)
    if checked.count(Verdict.SUPPORTED) < len(checked.sentences):
        raise typer.Exit(NOT_ALL_SAID)


def _path(file: str | None) -> Path | None:
    return None if file in {None, "-"} else Path(str(file))
