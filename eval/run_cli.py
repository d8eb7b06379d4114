"""The command that puts a question set to the engine or to a running service: `summit eval run`."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from corpus.model import Language
from eval.askers import Asker, EngineAsker
from eval.cases import BUNDLED_CASES
from eval.console import JsonOption, engine_settings, explained, progress_bars
from eval.default_embedder import open_default_embedder
from eval.http_asker import HttpAsker
from eval.run import FinishedRun, Progress, load_questions, run_questions
from eval.saved import load_summary, save_summary
from eval.tables import aligned_table
from index.embedding.protocol import Embedder
from rag.workspace import open_engine

__all__ = [
    "CASE_FAILED",
    "GOT_WORSE",
    "INTERRUPTED",
    "QUESTION_SETS",
    "compare",
    "counts_json",
    "counts_table",
    "run",
]

CASE_FAILED = 12
"""Exit code: all was written down, and a case could not be asked."""
GOT_WORSE = 13
"""Exit code: the second run is worse in something than the first."""
INTERRUPTED = 130
"""Exit code: stopped by a signal; the same command goes on from there."""

QUESTION_SETS = {
    "first": BUNDLED_CASES,
    "dev": BUNDLED_CASES.with_name("dev.jsonl"),
    "test": BUNDLED_CASES.with_name("test.jsonl"),
}
"""The bundled question sets by name."""

_STATUSES = ("answered", "partial", "no_answer")
_LABELS = ("Answered", "Answered in part", "Not answered", "Could not be asked")
_FAILURES_SHOWN = 20


def run(
    *,
    cases: Annotated[
        str, typer.Option(help="The question set: first, dev, test, or a file of one JSON object a line.")
    ] = "test",
    url: Annotated[
        str | None,
        typer.Option(help="Ask the service at this address.", show_default="the engine in this process"),
    ] = None,
    out: Annotated[
        Path, typer.Option(help="Folder of the run; what stands there already is not asked again.")
    ] = Path("build/eval/run"),
    repeats: Annotated[
        int,
        typer.Option(min=1, help="How often each question is asked; from twice on, stability is measured."),
    ] = 2,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Ask the first so many cases only.", show_default="all")
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option(min=1, help="Ask so many pairs only, drawn by a fixed hash.", show_default="all"),
    ] = None,
    timeout_s: Annotated[
        float, typer.Option(min=0.1, help="Longest time for an answer of a service, in seconds.")
    ] = 30.0,
    baselines: Annotated[
        bool,
        typer.Option(
            "--baselines",
            help="Put other libraries' retrievers to the same questions, beside it; needs the extra.",
        ),
    ] = False,
    stream: Annotated[bool, typer.Option(help="Let a service stream, and time its first words.")] = True,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Ask again what failed in an earlier sitting.")
    ] = False,
    anew: Annotated[
        bool,
        typer.Option(
            "--anew",
            help="Set a run of other code, questions or settings, or of more cases, aside, and begin.",
        ),
    ] = False,
    api_key: Annotated[
        str | None,
        typer.Option(envvar="SUMMIT_EVAL_API_KEY", help="Bearer token for the service.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Put a question set to the engine or a running service, and write down all that is seen.

    Stopped half-way, the same command goes on from there. Exit codes: 0 measured, 12 measured and a case could not
    be asked (a malformed line of the question set too), 6 a library is not installed, 130 interrupted, others as
    everywhere.
    """
    from eval.baselines.registry import require_libraries
    from eval.figures import figures_of
    from eval.report_files import figures_table, write_reports

    with explained(as_json=as_json), progress_bars() as progress:
        if baselines:
            require_libraries()
        try:
            with _asker(url, timeout_s, progress, stream=stream, api_key=api_key) as (asker, embedder):
                finished = run_questions(
                    load_questions(QUESTION_SETS.get(cases, Path(cases)), asker),
                    asker,
                    out,
                    repeats=repeats,
                    limit=limit,
                    sample=sample,
                    retry_failed=retry_failed,
                    anew=anew,
                    progress=progress,
                )
        except KeyboardInterrupt:
            typer.echo("interrupted; the same command goes on from there", err=True)
            raise typer.Exit(INTERRUPTED) from None
        summary = figures_of(finished, embedder)
        if baselines:
            # Not before the questions: what they load would count as memory of what is measured.
            from eval.baselines.beside import rows_beside
            from eval.baselines.bundled import open_retrievers

            retrievers = open_retrievers(finished.documents, embedder)
            summary = replace(summary, retrievers=rows_beside(finished, retrievers, progress))
        save_summary(summary, out)
        write_reports(summary, out)
    if as_json:
        typer.echo(json.dumps(counts_json(finished), ensure_ascii=False, indent=2))
    else:
        typer.echo(counts_table(finished))
        typer.echo(figures_table(summary, Language.EN), nl=False)
    if finished.failed or finished.malformed:
        raise typer.Exit(CASE_FAILED)


def compare(
    *,
    first: Annotated[Path, typer.Argument(help="Folder of the run to compare with.")],
    second: Annotated[Path, typer.Argument(help="Folder of the run that is asked about.")],
    language: Annotated[Language, typer.Option(help="Of the words.")] = Language.EN,
) -> None:
    """Say of two runs of the same questions what got better, worse, or cannot be told apart.

    Exit codes: 0 nothing got worse, 13 something did, 12 nothing did but cases could no longer be asked, others as
    everywhere.
    """
    from eval.compare import compare_runs
    from eval.compare_report import comparison_table
    from eval.report_words import judge_in_short
    from eval.statistics import Verdict

    with explained(as_json=False):
        later = load_summary(second)
        comparison = compare_runs(load_summary(first), later)
    one, other = first.resolve(), second.resolve()
    alike = one.name == other.name
    named = replace(
        comparison, first=str(first) if alike else one.name, second=str(second) if alike else other.name
    )
    typer.echo(comparison_table(named, judge_in_short(later, language), language), nl=False)
    if comparison.with_verdict(Verdict.WORSE):
        raise typer.Exit(GOT_WORSE)
    if comparison.failed:
        raise typer.Exit(CASE_FAILED)


def counts_table(finished: FinishedRun) -> str:
    """How many askings were answered, refused and failed, by language, as a Markdown table; then why any failed."""
    counts = _counts(finished)
    if finished.malformed:
        counts["unreadable"] = dict.fromkeys(_LABELS, 0) | {_LABELS[-1]: len(finished.malformed)}
    cases = Counter(case.language.value for case in finished.cases) | {"unreadable": len(finished.malformed)}
    head = ("askings", *(f"{name}, {_number(cases[name], 'case')}" for name in counts))
    rows = [head, *((label, *(str(c[label]) for c in counts.values())) for label in _LABELS)]
    rows.append(("All", *(str(sum(column.values())) for column in counts.values())))
    lines = aligned_table(rows)
    askings = sum(map(len, finished.observations.values()))
    lines += ["", f"{askings} askings of {len(finished.cases)} cases, {finished.asked_now} of them now."]
    if finished.peak_memory_mib is not None:
        lines.append(f"Highest resident memory: {finished.peak_memory_mib:.0f} MiB.")
    failed = [f"- {seen.case_id} (asking {seen.repeat + 1}): {seen.failure}" for seen in finished.failed]
    failed += [f"- {m.case_id}: case_malformed: line {m.line}: {m.fault}" for m in finished.malformed]
    lines += failed[:_FAILURES_SHOWN]
    if more := len(failed[_FAILURES_SHOWN:]):
        lines.append(f"- and {more} more")
    return "\n".join(lines) + "\n"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def counts_json(finished: FinishedRun) -> dict[str, object]:
    """The same, and what was measured with what."""
    return {
        "run": finished.header.model_dump(),
        "cases": len(finished.cases),
        "asked_now": finished.asked_now,
        "counts": _counts(finished, (*_STATUSES, "failed")),
        "peak_memory_mib": finished.peak_memory_mib,
        "failures": [
            {"id": seen.case_id, "repeat": seen.repeat, "failure": seen.failure} for seen in finished.failed
        ],
        "malformed": [asdict(found) for found in finished.malformed],
    }


def _counts(finished: FinishedRun, labels: tuple[str, ...] = _LABELS) -> dict[str, dict[str, int]]:
    """Askings by language and outcome."""
    label_of = dict(zip((*_STATUSES, None), labels, strict=True))
    counts = {language.value: dict.fromkeys(labels, 0) for language in Language}
    for case in finished.cases:
        for observation in finished.observations[case.id]:
            status = observation.seen.status if observation.seen else None
            counts[case.language][label_of[status]] += 1
    return counts


@contextmanager
def _asker(
    url: str | None, timeout_s: float, progress: Progress, *, stream: bool, api_key: str | None
) -> Iterator[tuple[Asker, Embedder]]:
    """Whom to ask, and the model that the judge of the answers compares meaning by."""
    if url is None:
        engine = open_engine(engine_settings(), progress)
        yield EngineAsker(engine), engine.embedder
        return
    with HttpAsker(url, timeout_s=timeout_s, stream=stream, api_key=api_key) as service:
        yield service, open_default_embedder(1, progress)


if __name__ == "__main__":
    typer.run(run)
