"""The command that asks a question set and prints how the answers did: `summit eval answers`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.case_files import load_cases
from eval.cases import BUNDLED_CASES
from eval.console import JsonOption, engine_settings, explained, progress_bars
from eval.tables import aligned_table
from rag.workspace import open_engine

if TYPE_CHECKING:
    from eval.answers import AnswersReport, CaseResult, Score

__all__ = ["CASE_FAILED", "answers", "report_json", "report_table"]

CASE_FAILED = 12
"""Exit code: the table was printed, and a case could not be asked."""

_LABELS = {
    "citations_valid": "Citations hold to the character",
    "passage_cited": "Right passage cited",
    "all_gold_cited": "All passages cited that should be",
    "facts_right": "All facts right",
    "language_right": "Answered in the question's language",
    "unanswerable_refused": "Unanswerable: refused",
    "answerable_refused": "Answerable: refused (lower is better)",
    "premise_handled": "False premise: refused or corrected",
}


def answers(
    *,
    cases: Annotated[
        Path, typer.Option(help="The question set: one JSON object a line.", show_default="the bundled one")
    ] = BUNDLED_CASES,
    as_json: JsonOption = False,
) -> None:
    """Ask a question set and say how far the answers can be trusted.

    Exit codes: 0 measured, 12 measured and a case could not be asked, 2 and 3 as everywhere.
    """
    from eval.answers import run_cases  # keeps what only it needs (scipy, ir-measures) out of other commands

    with explained(as_json=as_json), progress_bars() as progress:
        engine = open_engine(engine_settings(), progress)
        loaded = load_cases(cases, engine.documents)
        report = run_cases(loaded, engine, engine.documents, progress)
    if as_json:
        typer.echo(json.dumps(report_json(report), ensure_ascii=False, indent=2))
    else:
        typer.echo(report_table(report), nl=False)
    if report.failed:
        raise typer.Exit(CASE_FAILED)


def report_table(report: "AnswersReport") -> str:
    """The scores as a Markdown table, then the cases behind every miss."""
    rows = [
        (_LABELS[metric], *(_cell(summary.scores[metric]) for summary in report.summaries))
        for metric in report.summaries[0].scores
    ]
    head = ("", *(f"{s.language}, n = {s.cases}" for s in report.summaries))
    failed = ("Could not be asked", *(str(summary.failed) for summary in report.summaries))
    lines = aligned_table([head, *rows, failed])
    for result in report.results:
        what = result.failure or ", ".join(result.missed)
        if what:
            lines.append(f"- {result.case.id} ({result.case.type}): {what}")
    lines.insert(len(rows) + 3, "")
    return "\n".join(lines).rstrip() + "\n"


def report_json(report: "AnswersReport") -> dict[str, object]:
    """The whole report, with nothing in it that differs from run to run."""
    return {
        "summary": {
            summary.language.value: {
                "cases": summary.cases,
                "failed": summary.failed,
                "metrics": {metric.value: _numbers(score) for metric, score in summary.scores.items()},
            }
            for summary in report.summaries
        },
        "results": [_result_json(result) for result in report.results],
    }


def _result_json(result: "CaseResult") -> dict[str, object]:
    case, answer = result.case, result.answer
    return {
        "id": case.id,
        "language": case.language.value,
        "type": case.type.value,
        "question": case.question,
        "failure": result.failure,
        "verdicts": {metric.value: verdict for metric, verdict in result.verdicts.items()},
        "status": None if answer is None else answer.status.value,
        "abstain_reason": None if answer is None else answer.abstain_reason,
        "answer": None if answer is None else answer.text,
        "citations": [
            {
                "doc_id": c.document.doc_id,
                "char_start": c.span.start,
                "char_end": c.span.end,
                "quote": c.quote,
            }
            for c in (() if answer is None else answer.citations)
        ],
    }


def _numbers(score: "Score") -> dict[str, object]:
    found = score.rate
    return {
        "count": score.count,
        "n": score.n,
        "rate": None if found is None else round(found.value, 4),
        "low": None if found is None else round(found.low, 4),
        "high": None if found is None else round(found.high, 4),
    }


def _cell(score: "Score") -> str:
    if score.rate is None:
        return "–"
    return f"{score.count}/{score.n} = {score.rate.value:.0%} ({score.rate.low:.0%} to {score.rate.high:.0%})"


if __name__ == "__main__":
    typer.run(answers)
