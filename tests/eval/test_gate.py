"""The gate: shut by answers that are worse than the baseline, open to the same ones and to better ones."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import DataError, NotFoundError
from corpus.model import Language
from eval.figures import figures_of
from eval.gate import Baseline, GateReport, baseline_of, compare_with_baseline, load_baseline
from eval.gate_cli import run_once
from eval.gate_report import gate_json, gate_table
from eval.metrics.catalogue import M
from eval.report_words import judge_in_short
from eval.statistics import Verdict
from eval.summary import CaseOutcome, RunSummary
from rag.engine import Engine


@pytest.fixture(scope="module")
def today(engine: Engine) -> RunSummary:
    return figures_of(run_once(engine, "dev"), engine.embedder)


@pytest.fixture(scope="module")
def own_baseline(today: RunSummary) -> Baseline:
    return baseline_of(["dev"], [today])


def test_no_figure_is_worse_than_the_committed_baseline(today: RunSummary) -> None:
    report = compare_with_baseline(today, load_baseline())
    assert report.worse == (), gate_table({"dev": report}, judge_in_short(today, Language.EN))
    assert report.left_out == ()


def test_the_same_answers_cannot_be_told_apart(today: RunSummary, own_baseline: Baseline) -> None:
    report = compare_with_baseline(today, own_baseline)
    assert {d.verdict for d in report.differences.values()} == {Verdict.CANNOT_TELL}
    assert [d.value for d in report.differences.values()] == pytest.approx(
        [0.0] * len(report.differences), abs=1e-6
    )


def _without(*metrics: M, every: int) -> Callable[[int, CaseOutcome], CaseOutcome]:
    """An outcome that scores nothing in some metrics, every so many cases."""

    def spoil(at: int, outcome: CaseOutcome) -> CaseOutcome:
        if at % every:
            return outcome
        return replace(outcome, scores={m: 0.0 if m in metrics else s for m, s in outcome.scores.items()})

    return spoil


def _spoilt(summary: RunSummary, spoil: Callable[[int, CaseOutcome], CaseOutcome]) -> RunSummary:
    return replace(summary, outcomes=tuple(spoil(at, o) for at, o in enumerate(summary.outcomes)))


@pytest.mark.parametrize("metric", [M.FACTS_RIGHT, M.PASSAGE_CITED, M.CITATION_RECALL, M.LANGUAGE_RIGHT])
def test_a_tenth_of_the_answers_spoilt_shuts_it(today: RunSummary, own_baseline: Baseline, metric: M) -> None:
    report = compare_with_baseline(_spoilt(today, _without(metric, every=10)), own_baseline)
    assert report.worse == (metric,)


def test_one_answer_spoilt_does_not(today: RunSummary, own_baseline: Baseline) -> None:
    spoilt = _spoilt(today, _without(M.FACTS_RIGHT, every=len(today.outcomes)))
    assert compare_with_baseline(spoilt, own_baseline).worse == ()


def test_better_answers_pass(today: RunSummary) -> None:
    worse = baseline_of(["dev"], [_spoilt(today, _without(M.FACTS_RIGHT, every=10))])
    report = compare_with_baseline(today, worse)
    assert report.worse == ()
    assert report.differences[M.FACTS_RIGHT].verdict is Verdict.BETTER


def test_a_case_in_other_words_is_left_out(today: RunSummary, own_baseline: Baseline) -> None:
    first = today.outcomes[0]
    reworded = replace(first, case=first.case.model_copy(update={"question": "Quite another question?"}))
    report = compare_with_baseline(replace(today, outcomes=(reworded, *today.outcomes[1:])), own_baseline)
    assert report.left_out == (first.case.id,)


def test_a_baseline_is_written_and_read_again(own_baseline: Baseline, tmp_path: Path) -> None:
    own_baseline.save(tmp_path / "baseline.json")
    assert load_baseline(tmp_path / "baseline.json") == own_baseline


@pytest.mark.parametrize("damage", ["", "{", '{"question_sets": [], "cases": {"a": {"scores": {}}}}'])
def test_a_damaged_baseline_is_a_problem(tmp_path: Path, damage: str) -> None:
    (tmp_path / "baseline.json").write_text(damage, "utf-8")
    with pytest.raises(DataError) as problem:
        load_baseline(tmp_path / "baseline.json")
    assert problem.value.code == "baseline_damaged"


def test_a_missing_baseline_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as problem:
        load_baseline(tmp_path / "baseline.json")
    assert problem.value.code == "baseline_missing"


def test_a_baseline_of_other_cases_is_a_problem(today: RunSummary) -> None:
    with pytest.raises(DataError) as problem:
        compare_with_baseline(today, Baseline(question_sets=(), cases={}))
    assert problem.value.code == "baseline_outdated"


def test_what_is_printed_says_what_got_worse_first(today: RunSummary, own_baseline: Baseline) -> None:
    report: GateReport = compare_with_baseline(
        _spoilt(today, _without(M.FACTS_RIGHT, every=10)), own_baseline
    )
    table = gate_table({"dev": report}, judge_in_short(today, Language.EN))
    assert "† Decided by the support judge (judge right on our labelled claims 0." in table
    rows = table.splitlines()
    assert "facts_right" in rows[2]
    assert "worse" in rows[2]
    assert json.loads(gate_json({"dev": report}))["dev"]["worse"] == ["facts_right"]
