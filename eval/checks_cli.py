"""The command that measures the checks on labelled claims: `summit eval checks`."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.model import Language
from eval.console import JsonOption, engine_settings, explained, progress_bars
from rag.checks.finding import Verdict
from rag.workspace import open_engine

if TYPE_CHECKING:
    from eval.checks import CheckedLabel, ChecksReport, Row

__all__ = ["checks", "checks_json", "checks_table"]

_LABELS = {
    "caught": "False claims caught",
    "contradicted": "… and called contradicted",
    "flagged": "True claims not called supported (lower is better)",
    "denied": "True claims called contradicted or absent (lower is better)",
    "absent": "What no document says: called absent",
    "half": "Half true: not called supported",
}


def checks(
    *,
    claims: Annotated[
        str,
        typer.Option(help="Bundled claims, `dev` or `test`; or a file of them, one JSON object a line."),
    ] = "test",
    second_reading: Annotated[
        bool,
        typer.Option(
            "--second-reading",
            help="Let the language model that is configured read again what no document is found to say.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check labelled claims and say how many false ones are caught and how many true ones are flagged."""
    from eval.checks import measure_checks  # keeps scipy out of every other command
    from eval.claims import load_claims

    with explained(as_json=as_json), progress_bars() as progress:
        engine = open_engine(engine_settings(), progress)
        documents = {document.doc_id: document for document in engine.documents}
        report = measure_checks(
            load_claims(documents, claims), engine, progress, second_reading=second_reading
        )
    if as_json:
        typer.echo(json.dumps(checks_json(report), ensure_ascii=False, indent=2))
    else:
        typer.echo(checks_table(report), nl=False)


def checks_table(report: "ChecksReport") -> str:
    """The shares as a Markdown table with Wilson's intervals, then the claims behind every miss."""
    names = list(dict.fromkeys(row.name for row in report.rows))
    lines = ["| | zh | en | both |", "| --- | --- | --- | --- |"]
    for name in names:
        cells = [_cell(report, name, language) for language in (Language.ZH, Language.EN, None)]
        lines.append(f"| {_label(name)} | {' | '.join(cells)} |")
    lines += ["", f"One claim takes {report.milliseconds_p50:.0f} ms (p50).", ""]
    missed = [result for result in report.results if _is_missed(result)]
    lines += [
        f"- {r.claim.id} ({r.claim.fault or r.claim.label}): {r.verdict}; {r.claim.claim}" for r in missed
    ]
    return "\n".join(lines).rstrip() + "\n"


def checks_json(report: "ChecksReport") -> dict[str, object]:
    """The whole report; only the time differs from run to run."""
    return {
        "rows": [
            {
                "name": row.name,
                "language": row.language.value if row.language else None,
                "count": row.count,
                "n": row.share.n,
                "rate": round(row.share.value, 4),
                "low": round(row.share.low, 4),
                "high": round(row.share.high, 4),
            }
            for row in report.rows
        ],
        "milliseconds_p50": round(report.milliseconds_p50, 2),
        "results": [
            {
                "id": result.claim.id,
                "label": result.claim.label.value,
                "fault": result.claim.fault,
                "verdict": result.verdict.value,
                "differs": [dict(zip(("kind", "said", "document"), d, strict=True)) for d in result.differs],
            }
            for result in report.results
        ],
    }


def _label(name: str) -> str:
    head, _, fault = name.partition(": ")
    return f"{_LABELS[head]}: {fault.replace('_', ' ')}" if fault else _LABELS[head]


def _cell(report: "ChecksReport", name: str, language: Language | None) -> str:
    row = next((row for row in report.rows if row.name == name and row.language is language), None)
    return "–" if row is None else _share(row)


def _share(row: "Row") -> str:
    share = row.share
    return f"{row.count}/{share.n} = {share.value:.0%} ({share.low:.0%} to {share.high:.0%})"


def _is_missed(result: "CheckedLabel") -> bool:
    """Whether a false claim passed, a true one did not, or an absent one was not called so."""
    label, verdict = result.claim.label, result.verdict
    if label in (Verdict.CONTRADICTED, Verdict.PARTIAL):
        return verdict is Verdict.SUPPORTED
    return verdict is not label
