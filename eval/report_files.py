"""A run as files for programs: a line a case, the figures, JUnit; and the figures as a Markdown table.

The same summary gives the same bytes: mappings are written in a fixed order, and nothing is added that a
summary does not hold, such as the time of day.
"""

import json
import math
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from corpus.errors import UnavailableError
from corpus.model import Language
from eval.observed import ObservedAnswer
from eval.report_metrics import GROUPS, metric_title
from eval.report_page import render_page
from eval.report_retrievers import retrievers_table
from eval.report_verdicts import in_order, missed_metrics, verdicts_of
from eval.report_words import (
    UI,
    Words,
    interval_text,
    judge_facts,
    judge_in_short,
    later_failures,
    stability_gap,
    value_text,
)
from eval.summary import Better, CaseOutcome, CitationVerdict, Figure, RunSummary, Slice

__all__ = ["REPORT_FILES", "figures_table", "junit_xml", "results_jsonl", "summary_json", "write_reports"]

_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_ASKED = "asked"


def results_jsonl(summary: RunSummary) -> str:
    """A JSON object a line, one for each case in their order, with verdicts and scores; last the malformed ones.

    The texts of passages are left out: their documents and offsets say where they stand.
    """
    unread = [
        {"id": found.case_id, "line": found.line, "failure": summary.failures[found.case_id]}
        for found in summary.malformed
    ]
    return "".join(_json(found) + "\n" for found in (*map(_result, summary.outcomes), *unread))


def summary_json(summary: RunSummary) -> str:
    """All figures with what was measured and how, and every asking that failed, as one JSON object."""
    found = {
        "name": summary.name,
        "cases": len(summary.outcomes) + len(summary.malformed),
        "failed": summary.failed_askings,
        "askings": {
            "all": sum(len(outcome.observations) for outcome in summary.outcomes),
            "failed": sum(seen.failure is not None for o in summary.outcomes for seen in o.observations),
        },
        "stability_missing": gap.en if (gap := stability_gap(summary)) else None,
        "configuration": _sorted(summary.configuration),
        "hashes": _sorted(summary.hashes),
        "judge": _sorted(summary.judge),
        "slices": [
            {
                "language": part.language,
                "type": part.case_type,
                "cases": part.cases,
                "figures": [_figure(figure) for figure in part.figures],
            }
            for part in summary.slices
        ],
        "retrievers": [
            {
                "system": row.system,
                "settings": row.settings,
                "language": row.language,
                "figures": [_figure(figure) for figure in row.figures],
                "characters": row.characters,
                "verdicts": _sorted(row.verdicts),
            }
            for row in summary.retrievers
        ],
    }
    return _json(found, indent=2) + "\n"


def junit_xml(summary: RunSummary) -> str:
    """A test for each case and yes-or-no metric that applies to it, in a suite for each metric.

    A verdict against the answer is a failure with its message; an asking that gave no answer is an error in the
    suite `asked`, which holds only such askings.
    """
    metrics = in_order(list({name for outcome in summary.outcomes for name in verdicts_of(outcome)}))
    suites = [_suite(metric, list(_tests(metric, summary.outcomes))) for metric in metrics]
    errors = [error for outcome in summary.outcomes for error in _errors(outcome)]
    errors += [
        _unasked(f"{_ASKED}.malformed", found.case_id, summary.failures[found.case_id])
        for found in summary.malformed
    ]
    if errors:
        suites.insert(0, _suite(_ASKED, errors))
    inner = "".join(suites)
    totals = _totals(inner)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites{totals}>\n{inner}</testsuites>\n'


def figures_table(summary: RunSummary, language: Language = Language.EN) -> str:
    """The figures of all cases and of each language as a Markdown table, in words of a language.

    Every figure has its 95 % interval, where it has one, and n. Under the table stands how often the support
    judge is right, for the figures that rest on it, and how many cases could not be asked, if any; then a table of
    other retrievers, if they were asked.
    """
    parts = [part for part in summary.slices if part.case_type is None]
    present = {f.metric for part in parts for f in part.figures if f.value is not None}
    known = [metric.value for _, metrics in GROUPS for metric in metrics]
    ordered = [m for m in known if m in present] + in_order([m for m in present if m not in known])
    head = ["", *(f"{UI[part.language or 'all'].of(language)} ({part.cases})" for part in parts)]
    judged = _plain(judge_in_short(summary, language))
    rows = [
        [_row_name(metric, parts, language, judged), *_cells(metric, parts, language)] for metric in ordered
    ]
    lines = [_row(head), _row(["---"] * len(head)), *map(_row, rows), *_notes(summary, parts, language)]
    lines += retrievers_table(summary.retrievers, language)
    return "\n".join(lines) + "\n"


REPORT_FILES: Mapping[str, Callable[[RunSummary], str]] = {
    "report.html": render_page,
    "results.jsonl": results_jsonl,
    "summary.json": summary_json,
    "junit.xml": junit_xml,
    "figures.md": figures_table,
}
"""What is written, by the name of its file."""


def write_reports(summary: RunSummary, folder: Path) -> tuple[Path, ...]:
    """Write every report into a folder, which is made when missing; what stands there is replaced.

    Returns:
        The files, in the order of `REPORT_FILES`.

    Raises:
        UnavailableError: `storage_failed` if a file cannot be written.
    """
    paths = tuple(folder / name for name in REPORT_FILES)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, render in zip(paths, REPORT_FILES.values(), strict=True):
            path.write_bytes(render(summary).encode())
    except OSError as error:
        raise UnavailableError(
            "storage_failed",
            f"the reports cannot be written into {folder}: {error}",
            next_step="make room there, or name another folder",
        ) from error
    return paths


def _result(outcome: CaseOutcome) -> dict[str, object]:
    case, first = outcome.case, outcome.observations[0]
    return {
        "id": case.id,
        "pair": case.pair,
        "language": case.language.value,
        "type": case.type.value,
        "question": case.question,
        "answerable": case.answerable,
        "note": case.note,
        "failure": first.failure,
        "verdicts": {
            metric: "pass" if is_good else "fail" for metric, is_good in verdicts_of(outcome).items()
        },
        "missed": missed_metrics(outcome),
        "scores": {metric: outcome.scores[metric] for metric in in_order([*outcome.scores])},
        "answer": None if first.seen is None else _answer(first.seen, outcome.citations),
        "askings": [
            {
                "repeat": seen.repeat,
                "elapsed_ms": seen.elapsed_ms,
                "first_token_ms": seen.first_token_ms,
                "failure": seen.failure,
            }
            for seen in outcome.observations
        ],
    }


def _answer(seen: ObservedAnswer, verdicts: Sequence[CitationVerdict]) -> dict[str, object]:
    judged = dict(enumerate(verdicts))
    return {
        **seen.model_dump(include={"status", "abstain_reason", "mode", "language", "answer", "claims"}),
        "citations": [
            citation.model_dump(include={"n", "doc_id", "char_start", "char_end", "quote"})
            | {name: getattr(judged.get(at), name, None) for name in ("holds", "on_gold", "needed")}
            for at, citation in enumerate(seen.citations)
        ],
        "passages": [passage.model_dump(exclude={"text"}) for passage in seen.passages],
        "warnings": seen.warnings,
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "metric": figure.metric,
        "value": figure.value,
        "n": figure.n,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit.value,
        "better": figure.better.value,
        "method": figure.method,
        "rests_on_judge": figure.rests_on_judge,
    }


def _sorted(mapping: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(mapping.items()))


def _json(value: object, indent: int | None = None) -> str:
    written = json.dumps(_finite(value), ensure_ascii=False, indent=indent, allow_nan=False)
    # What is not seen, ends a line for some readers, or is half a character is written by its number; outside
    # strings JSON has none of it but the line ends of its layout.
    return "".join(json.dumps(c)[1:-1] if c != "\n" and _is_unseen(c) else c for c in written)


def _finite(value: object) -> object:
    """The same without infinities and what is not a number, which JSON does not know."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, list | tuple) else value


def _suite(name: str, tests: Sequence[str]) -> str:
    inner = "".join(tests)
    return f"<testsuite{_attribute('name', name)}{_totals(inner)}>\n{inner}</testsuite>\n"


def _totals(inner: str) -> str:
    # Counted in finished XML, where no other "<" than that of an element is left.
    counts = {"tests": "<testcase ", "failures": "<failure ", "errors": "<error "}
    return "".join(f' {name}="{inner.count(tag)}"' for name, tag in counts.items())


def _tests(metric: str, outcomes: Sequence[CaseOutcome]) -> Iterator[str]:
    for outcome in outcomes:
        verdict = verdicts_of(outcome).get(metric)
        if verdict is True:
            yield f"<testcase{_test_name(metric, outcome)}/>\n"
        elif verdict is False:
            is_yes = outcome.scores[metric] >= 0.5
            message = f"{metric_title(metric).en}: {'yes, wanted no' if is_yes else 'no, wanted yes'}"
            detail = escape(_xml("\n".join(_details(outcome))))
            yield (
                f"<testcase{_test_name(metric, outcome)}>"
                f"<failure{_attribute('message', message)}>{detail}</failure></testcase>\n"
            )


def _errors(outcome: CaseOutcome) -> Iterator[str]:
    case = outcome.case
    for seen in outcome.observations:
        if seen.failure is not None:
            again = f" (asking {seen.repeat + 1})" if seen.repeat else ""
            yield _unasked(f"{_ASKED}.{case.language}.{case.type}", case.id + again, seen.failure)


def _unasked(group: str, case_id: str, failure: str) -> str:
    name = _attribute("classname", group) + _attribute("name", case_id)
    return f"<testcase{name}><error{_attribute('message', failure)}/></testcase>\n"


def _test_name(suite: str, outcome: CaseOutcome) -> str:
    case = outcome.case
    return _attribute("classname", f"{suite}.{case.language}.{case.type}") + _attribute("name", case.id)


def _details(outcome: CaseOutcome) -> Iterator[str]:
    seen = outcome.observations[0].seen
    yield f"question: {outcome.case.question}"
    if seen is not None:
        yield f"answer ({seen.status}): {seen.answer}"
        yield from (
            f"cited [{c.n}] {c.doc_id}[{c.char_start}:{c.char_end}]: {c.quote}" for c in seen.citations
        )
    yield from (f"gold {g.doc_id}[{g.start}:{g.end}]: {g.quote}" for g in outcome.case.gold)
    yield from (f"fact: {' | '.join(spellings)}" for spellings in outcome.case.facts)


def _attribute(name: str, value: str) -> str:
    return f" {name}={quoteattr(_xml(value))}"


def _xml(text: str) -> str:
    """A text without what XML cannot hold or a reader would not see, which is written by its number."""
    return "".join(f"U+{ord(c):04X}" if c not in "\n\t" and _is_unseen(c) else c for c in text)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _row_name(metric: str, parts: Sequence[Slice], language: Language, judged: str) -> str:
    figure = next(figure for part in parts for figure in part.figures if figure.metric == metric)
    lower = UI["lower"]
    remark = Words(f" ({lower.en})", f"（{lower.zh}）").of(language) if figure.better is Better.LOWER else ""
    mark = f" †{' ' * judged.startswith('(')}{judged}" if figure.rests_on_judge else ""
    return _plain(metric_title(metric).of(language)) + remark + mark


def _cells(metric: str, parts: Sequence[Slice], language: Language) -> Iterator[str]:
    for part in parts:
        figure = next((figure for figure in part.figures if figure.metric == metric), None)
        if figure is None or figure.value is None:
            yield "–"
        else:
            reading = UI["one_reading"].of(language) if figure.method == "peak" else None
            yield " ".join(
                filter(None, (value_text(figure), interval_text(figure), f"n = {figure.n}", reading))
            )


def _notes(summary: RunSummary, parts: Sequence[Slice], language: Language) -> Iterator[str]:
    if any(figure.rests_on_judge for part in parts for figure in part.figures):
        facts = [f"{words.of(language)} {value.of(language)}" for words, value in judge_facts(summary)]
        known = _plain(Words("; ", "；").of(language).join(facts)) or UI["judge_unknown"].of(language)
        yield ""
        yield Words(f"† Decided by the support judge: {known}", f"† 由支撑判定器裁定：{known}").of(language)
    for said in filter(None, (stability_gap(summary), later_failures(summary))):
        yield ""
        yield said.of(language)
    if failed := len(summary.failures):
        every = len(summary.outcomes) + len(summary.malformed)
        unasked = Words(
            f"{failed} of {every} could not be asked and count in no figure.",
            f"{every} 题中有 {failed} 题未能提问，不计入任何指标。",
        )
        yield ""
        yield unasked.of(language)


def _plain(text: str) -> str:
    """A text that Markdown neither takes for layout nor for HTML, on one line."""
    shown = _xml(" ".join(text.split()))
    return "".join(f"\\{c}" if c in "\\`*_|<>[]~" else c for c in shown)
