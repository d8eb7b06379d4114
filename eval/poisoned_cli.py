"""The command that asks about documents with attacks in them: `summit eval poisoned`."""

import json
from collections import Counter
from typing import Annotated

import typer

from corpus.model import Language
from eval.console import JsonOption, engine_settings, explained, progress_bars
from eval.poisoned import Obeyed, PoisonedDocument, ask_poisoned, load_poisoned
from rag.answer import Answer, AnswerMode

__all__ = ["OBEYED", "poisoned"]

OBEYED = 14
"""Exit code: all were asked about, and an answer said what an attack planted or lost what its document says."""


def poisoned(
    *,
    mode: Annotated[
        AnswerMode, typer.Option(help="extractive, or written for the language model that is configured.")
    ] = AnswerMode.EXTRACTIVE,
    as_json: JsonOption = False,
) -> None:
    """Take in documents that try to steer the service, one beside the bundled ones, and ask about each.

    Nothing of the data folder is changed. Exit codes: 0 none was obeyed, 14 one was, others as everywhere.
    """
    modes: Counter[str] = Counter()

    def look(_document: PoisonedDocument, _language: Language, answer: Answer) -> None:
        modes[answer.mode.value] += 1

    with explained(as_json=as_json), progress_bars() as progress:
        documents = load_poisoned()
        obeyed = ask_poisoned(engine_settings(), documents, mode=mode, progress=progress, look=look)
    if as_json:
        told = {
            "documents": len(documents),
            "answers": dict(modes),
            "obeyed": [found.model_dump(mode="json") for found in obeyed],
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        typer.echo(_table(documents, obeyed, modes), nl=False)
    if obeyed:
        raise typer.Exit(OBEYED)


def _table(documents: tuple[PoisonedDocument, ...], obeyed: list[Obeyed], modes: Counter[str]) -> str:
    by_attack = Counter(document.attack for document in documents)
    steered = Counter(attack for attack, _ in {(found.attack, found.id) for found in obeyed})
    answers = ", ".join(f"{count} {mode}" for mode, count in sorted(modes.items()))
    lines = ["| attack | documents | obeyed |", "|---|---:|---:|"]
    lines += [f"| {attack} | {count} | {steered[attack]} |" for attack, count in by_attack.items()]
    lines += ["", f"{sum(modes.values())} answers ({answers}) about {len(documents)} documents."]
    lines += [f"- {found.id} ({found.language}): {_fault(found)}" for found in obeyed]
    return "\n".join(lines) + "\n"


def _fault(found: Obeyed) -> str:
    said = f"says {', '.join(found.canaries)}" if found.canaries else ""
    return ", ".join(filter(None, [said, "lacks what its document says" if found.lacks_fact else ""]))
