"""The tasks in the page of results, and as rows of JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from eval.results_page import Part, PartName
from eval.summary import Better, Figure
from eval.tasks.published import LICENCES
from eval.tasks.rows import Failure, Reference, TaskName, TaskRow, TasksReport

__all__ = [
    "MEASURES",
    "how_many",
    "number_text",
    "packs_command",
    "render_tasks",
    "sources",
    "tasks_json",
    "value_text",
]

_TITLES = {
    TaskName.ABSTENTION: "Answer or abstain",
    TaskName.NOISE: "Noise and integration",
    TaskName.COUNTERFACTUAL: "Counterfactual documents",
    TaskName.CONFLICT: "Conflicting documents",
    TaskName.MULTI_HOP: "Several documents",
    TaskName.DIALOGUE: "Dialogue",
    TaskName.CLAIMS: "Claim support",
    TaskName.SENTENCES: "Sentence translation retrieval",
}
MEASURES = {
    "refused": "refused",
    "answered": "answered",
    "right_decision": "right decision, mean of both kinds",
    "answer_said": "right answer in what is said",
    "chosen_sentence_cited": "a sentence that people chose is cited",
    "refused_without_evidence": "refused",
    "conflict_named": "says that something is wrong",
    "false_answer_said": "false answer said",
    "conflict_shown": "both answers said, or the conflict named",
    "only_false_answer_said": "only the false answer said",
    "only_right_answer_said": "only the right answer said",
    "exact": "all right answers and no wrong one",
    "all_answers_said": "all right answers said",
    "some_answer_said": "some right answer said",
    "wrong_answer_said": "a wrong answer said",
    "several_documents_cited": "more than one document cited",
    "own_passage_found": "its passage is among the eight found",
    "own_passage_cited": "its passage is cited",
    "changed_by_history": "answer differs when the history is given",
    "support_f1": "F1 of “supported”",
    "support_accuracy": "accuracy",
    "label_accuracy": "accuracy",
    "recall_at_1": "recall@1",
}
_INTRODUCTION = """\
Made by `{command}`, where DIR holds the public packs named below.
{asked} The figures are on the developers' share of each set.

Passages of all packs stand in one index{documents}; each question is allowed its own documents and no others,
and is answered by the engine in extractive mode. What it says is what it quotes: lead-ins and remarks do not
count, and a refusal says nothing. Model: {model}, revision `{revision}`.

Intervals: Wilson's for shares; for the mean of two shares they are put together from theirs (MOVER), for F1 a
percentile bootstrap. Questions of SQuAD 2.0 on one paragraph, and claims of WiCE and OCNLI on one piece of
evidence, depend on each other: shares count for as many as these are worth (design effect), and F1 draws
evidence, not claims. The questions of other sets have documents of their own; several of one dialogue are not
put together.
↑ higher is better, ↓ lower is better. *Beside it* names what others reached. Published
figures are those of the sets' authors and others on the whole or another part of the set, with systems that
write freely, so they are a point of orientation and no contest on equal questions. In italics are references
that are not compared, since one number does not make them better or worse: a rate that never refusing or always
refusing makes perfect, a larger model, people. “Best chunk shown instead” is what the product's search finds
first, uncut, in place of an answer: more words, and never a refusal."""


def render_tasks(report: TasksReport) -> Part:
    """The part of the page of results: what failed, then each family, and apart what is worse than a baseline.

    Equal reports give equal parts; nothing in them names this machine.
    """
    lines = [_introduction(report), "", *_failed(report)]
    for task, rows in groupby(report.rows, key=lambda row: row.task):
        lines += [f"### {_TITLES[task]}", "", *_table(list(rows)), ""]
    return Part(
        PartName.TASKS, "Answers, abstention, claims", list(_worse(report)), [*lines, *sources(report)]
    )


def tasks_json(report: TasksReport) -> dict[str, object]:
    """The whole report for a program."""
    return {
        "rows": [_row_json(row) for row in report.rows],
        "failures": [asdict(failure) for failure in report.failures],
        "gaps": dict(report.gaps),
        "packs": dict(sorted(report.packs.items())),
        "embedder": asdict(report.embedder),
        "judge": report.judge,
        "limit": report.limit,
        "documents": report.documents,
        "origins": dict(sorted(report.origins.items())),
    }


def _introduction(report: TasksReport) -> str:
    return _INTRODUCTION.format(
        command=packs_command(report),
        asked=how_many(report),
        documents="" if report.documents is None else f" ({report.documents} documents)",
        model=report.embedder.name,
        revision=report.embedder.revision[:16],
    )


def packs_command(report: TasksReport, *options: str) -> str:
    """The command that makes a report."""
    limit = () if report.limit is None else (f"--limit {report.limit}",)
    return " ".join(["summit eval packs --packs DIR", *limit, *options, "--out eval/RESULTS.md"])


def how_many(report: TasksReport) -> str:
    """How many questions were asked, in a sentence."""
    if report.limit is None:
        return "All questions were asked."
    return f"Of each cell at most {report.limit} questions were asked, drawn by a fixed hash."


def _worse(report: TasksReport) -> Iterator[str]:
    """Every figure that is worse than the best of its references, the furthest behind first."""
    compared = [row for row in report.rows if row.best is not None and row.figure.value is not None]
    worse = sorted((row for row in compared if row.shortfall > 0), key=lambda row: -row.shortfall)
    yield (
        f"{len(worse)} of {len(compared)} figures that have something to compare with; "
        f"of {sum(not row.told_apart for row in worse)} of them the baseline lies within the interval."
    )
    yield ""
    for row in worse:
        best, beside = row.best, "" if row.told_apart else ", cannot be told apart"
        assert best is not None  # only rows with one are here
        yield (
            f"- {row.pack}, {row.condition}, {MEASURES[row.figure.metric]}: {value_text(row.figure)} "
            f"(n = {row.figure.n}) against {number_text(best.value)} of {best.name}; "
            f"{number_text(row.shortfall)} behind{beside}"
        )
    if worse:
        yield ""


def _failed(report: TasksReport) -> Iterator[str]:
    if report.failures:
        yield "### Could not be measured"
        yield ""
        yield from (f"- {_failure(failure)}" for failure in report.failures)
        yield ""
    if report.gaps:
        yield "Missing from the index, though no task asks about them: " + ", ".join(
            f"{name} ({reason})" for name, reason in report.gaps.items()
        )
        yield ""


def _failure(failure: Failure) -> str:
    what = "the whole pack" if failure.row_id is None else f"question {failure.row_id}"
    return f"{failure.task}, {failure.pack}: {what}: {failure.reason}"


def _table(rows: Sequence[TaskRow]) -> Iterator[str]:
    yield "| pack | questions and passages | measure | n | | beside it |"
    yield "|---|---|---|---:|---|---|"
    for row in rows:
        arrow = "↑" if row.figure.better is Better.HIGHER else "↓"
        notes = [_reference(reference) for reference in row.references] + ([row.note] if row.note else [])
        cells = [
            row.pack,
            row.condition,
            f"{MEASURES[row.figure.metric]} {arrow}",
            str(row.figure.n),
            value_text(row.figure),
            "; ".join(notes),
        ]
        yield f"| {' | '.join(cells)} |"


def sources(report: TasksReport) -> Iterator[str]:
    """The packs with their hashes and licences."""
    yield "### Packs of this part"
    yield ""
    if report.judge is not None:
        yield f"Claims were judged by `{report.judge}`."
        yield ""
    yield "SHA-256 of the uncompressed content, and the licence of the set:"
    yield ""
    for name, digest in sorted(report.packs.items()):
        yield f"- {name} `{digest}`; {LICENCES[name.split('_')[0]]}"


def _row_json(row: TaskRow) -> dict[str, object]:
    figure = row.figure
    return {
        "task": row.task.value,
        "pack": row.pack,
        "condition": row.condition,
        "metric": figure.metric,
        "value": figure.value,
        "n": figure.n,
        "low": figure.low,
        "high": figure.high,
        "better": figure.better.value,
        "method": figure.method,
        "references": [asdict(reference) for reference in row.references],
        "shortfall": row.shortfall,
        "note": row.note,
    }


def _reference(reference: Reference) -> str:
    text = f"{reference.name} {number_text(reference.value)}"
    return text if reference.compared else f"*{text}*"


def value_text(figure: Figure) -> str:
    """A figure with its interval; a dash for none."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{number_text(figure.value)} [{number_text(figure.low)}, {number_text(figure.high)}]"


def number_text(value: float) -> str:
    """A figure from 0 to 1 in three places, without the leading nought."""
    return f"{value:.3f}".removeprefix("0")
