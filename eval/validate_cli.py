"""The command that checks question sets without asking them: `summit eval validate`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from corpus.library import bundled_documents
from eval.case_files import read_cases
from eval.cases import BUNDLED_CASES, case_schema
from eval.console import JsonOption, explained
from eval.split import Overlap, overlaps_of

__all__ = ["CASES_MALFORMED", "validate"]

CASES_MALFORMED = 3
"""Exit code: a line is malformed, or two sets that must have nothing in common have."""
_SPLIT = tuple(BUNDLED_CASES.with_name(f"{name}.jsonl") for name in ("dev", "test"))


def validate(
    *,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Question sets; several must have no paragraph with gold and no question in common.",
            show_default="the bundled sets dev and test",
        ),
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema of a line, and check nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check question sets: form, offsets, facts in both languages, pairs, duplicates, dev and test apart.

    Exit codes: 0 all in order, 3 a line is malformed or two sets overlap, 2 a file cannot be read.
    """
    if schema:
        typer.echo(json.dumps(case_schema(), ensure_ascii=False, indent=2))
        return
    with explained(as_json=as_json):
        documents = bundled_documents()
        read = [read_cases(path, documents) for path in files or _SPLIT]
    texts = {document.doc_id: document.text for document in documents}
    overlaps = [
        found
        for at, one in enumerate(read)
        for other in read[at + 1 :]
        for found in overlaps_of(one.cases, other.cases, texts)
    ]
    if as_json:
        told = {
            "files": [
                {
                    "name": item.name,
                    "cases": len(item.cases),
                    "malformed": [asdict(found) for found in item.malformed],
                }
                for item in read
            ],
            "overlaps": [asdict(found) for found in overlaps],
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for item in read:
            typer.echo(f"{item.name}: {len(item.cases)} cases in order, {len(item.malformed)} malformed")
            for found in item.malformed:
                typer.echo(f"- line {found.line} ({found.case_id}): {found.fault}")
        for overlap in overlaps:
            typer.echo(f"- {_told(overlap)}")
        if len(read) > 1 and not overlaps:
            typer.echo("No two sets share a question, or a paragraph that holds an answer or nearly does.")
    if overlaps or any(item.malformed for item in read):
        raise typer.Exit(CASES_MALFORMED)


def _told(overlap: Overlap) -> str:
    what = {
        "gold": "characters that answer",
        "paragraph": "a paragraph that they rest on",
        "pair": "their pair",
    }
    shared = what.get(overlap.what, f"the {overlap.what}")
    return f"{overlap.first} and {overlap.second} stand in different sets and have {shared} in common"
